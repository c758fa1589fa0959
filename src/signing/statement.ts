/**
 * What a signature says: an in-toto Statement v1 with the files of a model and their digests, as OpenSSF Model
 * Signing v1.0 lays it down (github.com/sigstore/model-transparency, `_signing/signing.py` and `manifest.py`).
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';

const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE = 'https://model_signing/signature/v1.0';
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** Name under which the manifest of a version stands among the signed files. */
export const MANIFEST_RESOURCE = 'assay-manifest.json';
/** Name that the signature itself has in a signed folder; verifiers leave it out. */
export const SIGNATURE_FILE = 'model.sig';

/** A signed file: its path in the model's folder, and the SHA-256 of its bytes in hex. */
export interface Resource {
  readonly name: string;
  readonly sha256: string;
}

export interface Statement {
  /** Of the model; informative, as the standard says. */
  readonly name: string;
  readonly resources: readonly Resource[];
}

/**
 * The bytes to sign. Resources come in the order of their paths, part by part; the subject's digest is the SHA-256
 * over their digests' bytes in that order.
 */
export function statementBytes({ name, resources }: Statement): Buffer {
  const sorted = [...resources].sort((a, b) => comparePaths(a.name, b.name));
  const statement = {
    _type: STATEMENT_TYPE,
    subject: [{ name, digest: { sha256: rootDigest(sorted) } }],
    predicateType: PREDICATE_TYPE,
    predicate: {
      serialization: {
        method: 'files',
        hash_type: 'sha256',
        allow_symlinks: false,
        ignore_paths: [SIGNATURE_FILE],
      },
      resources: sorted.map((one) => ({ name: one.name, algorithm: 'sha256', digest: one.sha256 })),
    },
  };
  return Buffer.from(JSON.stringify(statement));
}

const schema = z.object({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(z.object({ name: z.string(), digest: z.object({ sha256: z.string() }) })).length(1),
  predicateType: z.literal(PREDICATE_TYPE),
  predicate: z.object({
    serialization: z.object({ method: z.literal('files'), hash_type: z.literal('sha256') }),
    resources: z
      .array(
        z.object({
          name: z.string().min(1),
          algorithm: z.literal('sha256'),
          digest: z.string().regex(/^[0-9a-f]{64}$/),
        }),
      )
      .min(1),
  }),
});

/** What a payload says, or the reason why it says nothing that can be relied upon. */
export function parseStatement(payload: Uint8Array): Statement | { readonly problem: string } {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return { problem: 'its payload is no JSON' };
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = z.core.toDotPath(issue?.path ?? []);
    return {
      problem: `its payload is no statement of OpenSSF Model Signing v1.0 over whole files with SHA-256: ${where === '' ? '' : `${where}: `}${issue?.message ?? 'unreadable'}`,
    };
  }
  const { subject, predicate } = parsed.data;
  const resources = predicate.resources.map(({ name, digest }) => ({ name, sha256: digest }));
  const names = new Set(resources.map(({ name }) => name));
  if (names.size !== resources.length) return { problem: 'its payload names a file twice' };
  const [first] = subject;
  const expected = rootDigest(resources);
  if (first === undefined || first.digest.sha256 !== expected) {
    return {
      problem: `its subject is sha256:${first?.digest.sha256 ?? ''}, and its files make sha256:${expected}`,
    };
  }
  return { name: first.name, resources };
}

function rootDigest(resources: readonly Resource[]): string {
  const hash = createHash('sha256');
  for (const { sha256 } of resources) hash.update(Buffer.from(sha256, 'hex'));
  return hash.digest('hex');
}

/** As Python compares paths: part by part, each by code points. */
function comparePaths(one: string, other: string): number {
  const [a, b] = [one.split('/'), other.split('/')];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const order = Buffer.compare(Buffer.from(a[index] ?? ''), Buffer.from(b[index] ?? ''));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
