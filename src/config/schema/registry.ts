/** `registry:` of `assay.yaml`: where the registry lies. A folder or an address, or an address with its settings. */
import { z } from 'zod';
import { path, size } from './words.js';

const reach = {
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('of a store other than AWS, such as MinIO'),
  region: z.string().min(1).optional().describe('absent: what the environment says'),
  path_style: z
    .boolean()
    .optional()
    .describe('the bucket in the path, not in the host; absent: so where an endpoint is set'),
};

/** `s3:` of `assay.yaml`. */
export const s3Schema = z
  .strictObject(reach)
  .describe(
    'how s3:// addresses of data, models and files are reached; absent: as the registry where its bucket is the same, else as the environment says (AWS_*)',
  );

const written = {
  checksums: z
    .enum(['when_supported', 'when_required'])
    .default('when_supported')
    .describe('when_required leaves checksum headers out, for older servers that refuse them'),
  sse: z
    .strictObject({
      kind: z.enum(['AES256', 'aws:kms']),
      key: z
        .string()
        .min(1)
        .optional()
        .describe('id or ARN of the KMS key; absent: the default key of the account'),
    })
    .optional()
    .describe('how the store is asked to encrypt; absent: as the bucket is set up'),
};
const address = z.string().regex(/^s3:\/\/[^/]+/, 's3://bucket/prefix');

/** `folder:` of a target, where it lies in a bucket and more than its address must be said. */
export const s3TargetSchema = z.strictObject({
  url: address.describe('s3://bucket/prefix, which a server reads'),
  ...reach,
  ...written,
});

export const s3RegistrySchema = z.strictObject({
  url: address.describe(
    's3://bucket/prefix; several projects may share a bucket under prefixes of their own',
  ),
  ...reach,
  ...written,
  allow_unsafe: z
    .boolean()
    .default(false)
    .describe('use a store on which two racing writers may both win; shown in every result that writes'),
});

export const gitRegistrySchema = z.strictObject({
  url: z.literal('git').describe("a ref of the repository's own remote"),
  remote: z.string().min(1).default('origin').describe('name of a remote, or its address'),
  ref: z
    .string()
    .regex(
      /^refs\/(?!.*(\.\.|\/\/|\.lock(\/|$)))[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/,
      'a whole ref such as refs/assay/registry',
    )
    .default('refs/assay/registry')
    .describe('for several registries in one repository, or for servers that take branches only'),
  part_size: size.default('50MiB').describe('larger files are cut into parts of this size'),
  max_file: size.default('1GiB').describe('larger files are refused'),
});

export const registrySchema = z
  .union([path, s3RegistrySchema, gitRegistrySchema])
  .describe(
    "a folder, relative to this file; git, for a ref of the repository's own remote; s3://bucket/prefix; or an object with the address and its settings",
  );

export type S3Config = z.infer<typeof s3Schema>;
export type RegistryConfig = z.infer<typeof registrySchema>;
export type S3TargetConfig = z.infer<typeof s3TargetSchema>;
export type S3RegistryConfig = z.infer<typeof s3RegistrySchema>;
export type GitRegistryConfig = z.infer<typeof gitRegistrySchema>;
