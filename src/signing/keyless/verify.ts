/**
 * Signatures by an identity: the certificate chain, the transparency log and the signature, verified offline against a
 * trusted root. Sigstore's own library does the work; this module is loaded only where such a signature is met.
 */
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { messageOf } from '../../base/index.js';
import { reasonOf } from './reason.js';

/** Who made the signature, proved by the trusted root; else why that cannot be told. Needs no network. */
export function verifyIdentity(
  bundle: unknown,
  trustedRoot: string,
): { readonly issuer: string; readonly subject: string } | { readonly problem: string } {
  let material: ReturnType<typeof toTrustMaterial>;
  try {
    material = toTrustMaterial(TrustedRoot.fromJSON(JSON.parse(trustedRoot)));
  } catch (error) {
    return { problem: `cannot be verified: the trusted root cannot be read (${messageOf(error)})` };
  }
  try {
    const signer = new Verifier(material).verify(toSignedEntity(bundleFromJSON(bundle)));
    const subject = signer.identity?.subjectAlternativeName;
    const issuer = signer.identity?.extensions?.issuer;
    if (!subject || !issuer) return { problem: 'names no identity in its certificate' };
    return { issuer, subject };
  } catch (error) {
    return { problem: `does not hold against the trusted root: ${reasonOf(error)}` };
  }
}
