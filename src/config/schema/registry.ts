/** `registry:` of `assay.yaml`: where the registry lies. A folder or an address, or an address with its settings. */
import { z } from 'zod';
import { path } from './words.js';

export const s3RegistrySchema = z.strictObject({
  url: z
    .string()
    .regex(/^s3:\/\/[^/]+/, 's3://bucket/prefix')
    .describe('s3://bucket/prefix; several projects may share a bucket under prefixes of their own'),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('of a store other than AWS, such as MinIO'),
  region: z.string().min(1).optional().describe('absent: what the environment says'),
  path_style: z
    .boolean()
    .optional()
    .describe('the bucket in the path, not in the host; absent: so where an endpoint is set'),
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
  allow_unsafe: z
    .boolean()
    .default(false)
    .describe('use a store on which two racing writers may both win; shown in every result that writes'),
});

export const registrySchema = z
  .union([path, s3RegistrySchema])
  .describe(
    'a folder, relative to this file; s3://bucket/prefix; or an object with the address and its settings',
  );

export type RegistryConfig = z.infer<typeof registrySchema>;
export type S3RegistryConfig = z.infer<typeof s3RegistrySchema>;
