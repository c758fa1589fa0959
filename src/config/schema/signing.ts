/** `require_signature` of `assay.yaml`: whose signature a version must have, for everything or for one target. */
import { z } from 'zod';
import { path } from './words.js';

export const requireSignatureSchema = z
  .strictObject({
    keys: z.array(path).default([]).describe('public keys in PEM; a signature by one of them is enough'),
    identities: z
      .array(
        z.strictObject({
          issuer: z.url().describe('address of the OpenID Connect provider'),
          subject: z.string().min(1).describe('e-mail address or URI in the certificate, the whole of it'),
        }),
      )
      .default([])
      .describe('identities of Sigstore; a signature by one of them is enough'),
    trusted_root: path
      .optional()
      .describe(
        "JSON of Sigstore's trusted root, which identities are verified with, offline; absent: that of the public instance, fetched and kept in a cache",
      ),
    covers: z
      .enum(['version', 'model'])
      .default('version')
      .describe(
        'version: the manifest is signed too, as `assay sign` does; model: the files of the model are enough',
      ),
  })
  .refine(({ keys, identities }) => keys.length + identities.length > 0, {
    message: 'trusts nobody: name a public key under `keys`, or an identity under `identities`',
  });
export type RequireSignatureConfig = z.infer<typeof requireSignatureSchema>;
