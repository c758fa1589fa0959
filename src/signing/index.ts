/** Signatures of model versions: OpenSSF Model Signing v1.0, by key or by identity, and the policy that requires them. */
export { MAX_BUNDLE_BYTES, parseBundle, signWithKey } from './bundle.js';
export { type PrivateKey, type PublicKey, readPrivateKey, readPublicKey } from './keys.js';
export {
  checkSignatures,
  coverage,
  type SignatureAnswer,
  type SignaturePolicy,
  type SignedContent,
  type TrustedIdentity,
} from './policy.js';
export {
  MANIFEST_RESOURCE,
  parseStatement,
  type Resource,
  SIGNATURE_FILE,
  statementBytes,
} from './statement.js';
