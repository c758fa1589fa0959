/**
 * Is this version signed by someone who may? Decides over bundles, trusted keys and trusted identities. A signature
 * that cannot be judged counts for nothing, and says why.
 */
import { type Bundle, parseBundle, preAuthentication } from './bundle.js';
import type { PublicKey } from './keys.js';
import { MANIFEST_RESOURCE, parseStatement, type Statement } from './statement.js';

export interface TrustedIdentity {
  /** Address of the OpenID Connect provider. */
  readonly issuer: string;
  /** E-mail address or URI in the certificate, compared as a whole. */
  readonly subject: string;
}

export interface SignaturePolicy {
  readonly keys: readonly (PublicKey & { readonly file: string })[];
  readonly identities: readonly TrustedIdentity[];
  /** Gives the JSON of Sigstore's trusted root. Asked only where a signature by an identity is met. */
  readonly trustedRoot: () => Promise<string>;
  /** `version`: the manifest is signed too, and so all evidence. `model`: the model's own files are enough. */
  readonly covers: 'version' | 'model';
}

/** What must be signed. */
export interface SignedContent {
  /** For messages. */
  readonly label: string;
  /** `sha256:<hex>` of the manifest. */
  readonly digest: string;
  /** Files of the model; a name is null where a layout gave the file another one. */
  readonly files: readonly { readonly name: string | null; readonly sha256: string }[];
  /** True where every signed file must be among `files`: a folder from which one was taken away is another model. */
  readonly complete?: boolean;
}

export type SignatureAnswer =
  | { readonly ok: true; readonly by: string; readonly covers: 'version' | 'model'; readonly bundle: string }
  | { readonly ok: false; readonly reasons: readonly string[] };

/**
 * The first bundle that satisfies the policy, or why each does not. Where the trusted root cannot be had its error is
 * thrown, unless another signature is enough without it.
 */
export async function checkSignatures(
  content: SignedContent,
  bundles: readonly string[],
  policy: SignaturePolicy,
): Promise<SignatureAnswer> {
  if (bundles.length === 0) return { ok: false, reasons: [`${content.label} has no signature`] };
  const reasons: string[] = [];
  const root = once(policy.trustedRoot);
  let missing: { readonly error: unknown } | null = null;
  for (const [index, text] of bundles.entries()) {
    const which = bundles.length === 1 ? 'the signature' : `signature ${index + 1}`;
    const bundle = parseBundle(text);
    if ('problem' in bundle) {
      reasons.push(`${which} ${bundle.problem}`);
      continue;
    }
    const author = await authorOf(bundle, policy, root).catch((error: unknown) => ({ error }));
    if ('error' in author) {
      missing = author;
      continue;
    }
    if ('problem' in author) {
      reasons.push(`${which} ${author.problem}`);
      continue;
    }
    const statement = parseStatement(bundle.payload);
    if ('problem' in statement) {
      reasons.push(`${which} by ${author.by}: ${statement.problem}`);
      continue;
    }
    const covered = coverage(statement, content);
    if ('problem' in covered) reasons.push(`${which} by ${author.by} ${covered.problem}`);
    else if (policy.covers === 'version' && covered.covers === 'model') {
      reasons.push(
        `${which} by ${author.by} covers the model's files and not the manifest of ${content.label}; sign the version with \`assay sign\`, or require \`covers: model\``,
      );
    } else return { ok: true, by: author.by, covers: covered.covers, bundle: text };
  }
  if (missing !== null) throw missing.error;
  return { ok: false, reasons };
}

/** Asks once, also where it fails. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** Who made the signature, proved; nothing is said yet about what was signed. */
async function authorOf(
  bundle: Bundle,
  policy: SignaturePolicy,
  root: () => Promise<string>,
): Promise<{ readonly by: string } | { readonly problem: string }> {
  switch (bundle.kind) {
    case 'key':
      return keyAuthor(bundle, policy);
    case 'chain':
      return { problem: 'was made with certificates of its own authority, which Assay does not verify' };
    default:
      break;
  }
  if (policy.identities.length === 0) {
    return { problem: 'was made by an identity of Sigstore, and none is trusted: add it under `identities`' };
  }
  const { verifyIdentity } = await import('./keyless/verify.js');
  const found = verifyIdentity(bundle.json, await root());
  if ('problem' in found) return found;
  const trusted = policy.identities.some(
    ({ issuer, subject }) => issuer === found.issuer && subject === found.subject,
  );
  return trusted
    ? { by: `${found.subject} (${found.issuer})` }
    : { problem: `was made by ${found.subject} (${found.issuer}), who is not trusted` };
}

function keyAuthor(
  bundle: Bundle,
  policy: SignaturePolicy,
): { readonly by: string } | { readonly problem: string } {
  const named = policy.keys.filter((key) => bundle.hint === '' || key.hint === bundle.hint);
  if (named.length === 0) {
    return {
      problem: `was made with the key ${bundle.hint.slice(0, 12)}…, which is not trusted${policy.keys.length > 0 ? ` (trusted: ${policy.keys.map((key) => `${key.file} ${key.hint.slice(0, 12)}…`).join(', ')})` : ''}`,
    };
  }
  const signed = preAuthentication(bundle.payload);
  const key = named.find((one) => one.verify(signed, bundle.signature));
  return key === undefined
    ? {
        problem: `is not that of ${named.map((one) => one.file).join(' or ')} over this payload: it was changed`,
      }
    : { by: `${key.file} (${key.kind})` };
}

/** What of the version the statement covers. */
export function coverage(
  { resources }: Statement,
  content: SignedContent,
): { readonly covers: 'version' | 'model' } | { readonly problem: string } {
  const manifest = resources.find(({ name }) => name === MANIFEST_RESOURCE);
  if (manifest !== undefined && `sha256:${manifest.sha256}` !== content.digest) {
    return { problem: `is of another version: the manifest sha256:${manifest.sha256}` };
  }
  for (const file of content.files) {
    const same = resources.filter(({ sha256 }) => sha256 === file.sha256);
    if (same.length === 0) {
      return {
        problem: `does not cover ${file.name ?? 'the model file'} with sha256:${file.sha256}: other files were signed`,
      };
    }
    // A model of one file is signed as the folder's whole content, ".", by those who sign the bare file.
    const named = same.some(({ name }) => name === file.name || (name === '.' && content.files.length === 1));
    if (file.name !== null && !named) {
      return {
        problem: `covers these bytes as ${same.map(({ name }) => name).join(', ')}, not as ${file.name}`,
      };
    }
  }
  const gone = resources.find(
    (one) => one !== manifest && !content.files.some(({ sha256 }) => sha256 === one.sha256),
  );
  if (content.complete && gone !== undefined)
    return { problem: `covers ${gone.name} too, which is not there` };
  return { covers: manifest === undefined ? 'model' : 'version' };
}
