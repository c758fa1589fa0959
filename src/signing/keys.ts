/**
 * Keys in PEM files: reading them, signing and verifying with them. ECDSA on P-256, P-384 and P-521, which the
 * reference implementation of OpenSSF Model Signing reads too, and Ed25519, which Sigstore bundles allow and it does not.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { messageOf, readUserFile, usageError } from '../base/index.js';

/** Curve → digest, as Sigstore's key details pair them. */
const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'sha256',
  secp384r1: 'sha384',
  secp521r1: 'sha512',
};

export interface SigningKey {
  /** For people: `ECDSA P-256` …, `Ed25519`. */
  readonly kind: string;
  /** SHA-256 of the public key in PEM, in hex: what a bundle carries as the key's hint. */
  readonly hint: string;
}
export interface PrivateKey extends SigningKey {
  sign(data: Uint8Array): Buffer;
}
export interface PublicKey extends SigningKey {
  /** The public key in PEM. */
  readonly pem: string;
  verify(data: Uint8Array, signature: Uint8Array): boolean;
}

/**
 * The private key of a PEM file. An encrypted one needs `passphrase`. Every fault is a usage error that shows nothing
 * of the key.
 */
export async function readPrivateKey(path: string, passphrase: string | undefined): Promise<PrivateKey> {
  const pem = await readUserFile(path, 'the private key');
  const where = { file: path };
  if (/^-----BEGIN (EC )?PUBLIC KEY-----/m.test(pem)) {
    throw usageError({ where, message: 'is a public key', expected: 'the private key that belongs to it' });
  }
  if (/^-----BEGIN ENCRYPTED (SIGSTORE|COSIGN) PRIVATE KEY-----/m.test(pem)) {
    throw usageError({
      where,
      message: 'is a key in the form of cosign',
      expected: 'PEM: -----BEGIN PRIVATE KEY-----, EC PRIVATE KEY or ENCRYPTED PRIVATE KEY',
      fix: 'make a key with `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem`',
    });
  }
  const encrypted = /^-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
  if (encrypted && passphrase === undefined) {
    throw usageError({
      where,
      message: 'is encrypted, and there is no passphrase',
      fix: 'set the environment variable ASSAY_SIGNING_PASSPHRASE',
    });
  }
  let key: KeyObject;
  try {
    key = createPrivateKey(encrypted ? { key: pem, passphrase: passphrase ?? '' } : { key: pem });
  } catch (error) {
    // Node's words name what failed in the decoder, never bytes of the key.
    throw usageError({
      where,
      message: encrypted
        ? 'cannot be opened with the passphrase of ASSAY_SIGNING_PASSPHRASE'
        : `is no private key in PEM: ${messageOf(error)}`,
    });
  }
  const digest = digestOf(key, path);
  return { ...described(createPublicKey(key)), sign: (data) => sign(digest, data, key) };
}

/** The public key of a PEM file. A usage error where it is none, and where it is a private one. */
export async function readPublicKey(path: string): Promise<PublicKey> {
  const pem = await readUserFile(path, 'the public key');
  if (/PRIVATE KEY-----/.test(pem)) {
    throw usageError({
      where: { file: path },
      message: 'is a private key, where everyone who verifies reads it',
      expected: 'the public key',
      fix: 'make it with `openssl pkey -in key.pem -pubout -out key.pub`, and take the private key out of the repository',
    });
  }
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch (error) {
    throw usageError({
      where: { file: path },
      message: `is no public key in PEM: ${messageOf(error)}`,
      expected: '-----BEGIN PUBLIC KEY-----',
    });
  }
  const digest = digestOf(key, path);
  return {
    ...described(key),
    pem: pemOf(key),
    verify: (data, signature) => verify(digest, data, key, signature),
  };
}

/** Null for Ed25519, which has its own. */
function digestOf(key: KeyObject, path: string): string | null {
  if (key.asymmetricKeyType === 'ed25519') return null;
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const digest = key.asymmetricKeyType === 'ec' ? CURVES[curve ?? ''] : undefined;
  if (digest !== undefined) return digest;
  throw usageError({
    where: { file: path },
    message: `is a key of kind ${key.asymmetricKeyType ?? 'unknown'}${curve ? ` (${curve})` : ''}`,
    expected: 'ECDSA on P-256, P-384 or P-521, or Ed25519',
  });
}

function described(key: KeyObject): SigningKey {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const names: Readonly<Record<string, string>> = {
    prime256v1: 'ECDSA P-256',
    secp384r1: 'ECDSA P-384',
    secp521r1: 'ECDSA P-521',
  };
  const kind = key.asymmetricKeyType === 'ed25519' ? 'Ed25519' : (names[curve ?? ''] ?? 'unknown');
  return { kind, hint: createHash('sha256').update(pemOf(key)).digest('hex') };
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}
