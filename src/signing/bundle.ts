/**
 * The file that carries a signature: a Sigstore bundle v0.3 with a DSSE envelope. Building one with a key, and taking
 * one apart. Nothing here decides what a signature is worth.
 */
import { z } from 'zod';
import type { PrivateKey } from './keys.js';
import { PAYLOAD_TYPE } from './statement.js';

const MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
/** A statement names each file in about 150 bytes; what is larger than this is no signature. */
export const MAX_BUNDLE_BYTES = 16 * 1024 * 1024;

/** Base64 as JSON of Protocol Buffers writes it. Other alphabets and stray characters are refused. */
const base64 = z
  .string()
  .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'is no base64');

const schema = z.object({
  mediaType: z.literal(MEDIA_TYPE),
  verificationMaterial: z.union([
    z.object({ publicKey: z.object({ hint: z.string().nullish() }) }),
    z.object({ certificate: z.object({ rawBytes: base64 }) }),
    z.object({ x509CertificateChain: z.object({}) }),
  ]),
  dsseEnvelope: z.object({
    payload: base64,
    payloadType: z.literal(PAYLOAD_TYPE),
    signatures: z.array(z.object({ sig: base64 })).length(1),
  }),
});

export interface Bundle {
  /** `key`: a PEM key; `identity`: a certificate of Sigstore; `chain`: certificates of one's own. */
  readonly kind: 'key' | 'identity' | 'chain';
  /** Of kind `key`: SHA-256 of the public key, '' where the bundle has none. */
  readonly hint: string;
  readonly payload: Buffer;
  readonly signature: Buffer;
  /** The bundle as JSON data, for Sigstore's own verifier. */
  readonly json: unknown;
}

/** A bundle from its text, or the reason why it is none. */
export function parseBundle(text: string): Bundle | { readonly problem: string } {
  if (Buffer.byteLength(text) > MAX_BUNDLE_BYTES) return { problem: 'is larger than any signature' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: 'is no JSON' };
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      problem: `is no Sigstore bundle v0.3 with one signature over an in-toto statement (${z.core.toDotPath(issue?.path ?? [])}: ${issue?.message ?? ''})`,
    };
  }
  const { verificationMaterial: material, dsseEnvelope } = parsed.data;
  const [signature] = dsseEnvelope.signatures;
  return {
    kind: 'publicKey' in material ? 'key' : 'certificate' in material ? 'identity' : 'chain',
    hint: 'publicKey' in material ? (material.publicKey.hint ?? '') : '',
    payload: Buffer.from(dsseEnvelope.payload, 'base64'),
    signature: Buffer.from(signature?.sig ?? '', 'base64'),
    json,
  };
}

/** The text of a bundle over a statement, signed with a key. Needs no network. */
export function signWithKey(statement: Buffer, key: PrivateKey): string {
  return JSON.stringify({
    mediaType: MEDIA_TYPE,
    verificationMaterial: { publicKey: { hint: key.hint }, tlogEntries: [] },
    dsseEnvelope: {
      payload: statement.toString('base64'),
      payloadType: PAYLOAD_TYPE,
      signatures: [{ sig: key.sign(preAuthentication(statement)).toString('base64'), keyid: '' }],
    },
  });
}

/** DSSE's pre-authentication encoding (PAE): what is really signed. Lengths are in bytes. */
export function preAuthentication(payload: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(PAYLOAD_TYPE)} ${PAYLOAD_TYPE} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}
