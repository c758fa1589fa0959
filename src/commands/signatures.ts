/** Signatures as commands ask for them: the policies of `assay.yaml`, and how a version stands to them. */
import { readUserFile, usageError } from '../base/index.js';
import type { LoadedConfig, RequireSignatureConfig } from '../config/index.js';
import type { Deployed, SignatureState } from '../deployment/index.js';
import type { ModelVersion, Registry } from '../registry/index.js';
import {
  checkSignatures,
  readPublicKey,
  type SignaturePolicy,
  type SignedContent,
} from '../signing/index.js';

/** The policy of a part of the configuration, with its keys read. Usage errors name the files. */
export async function policyFrom(
  config: Pick<LoadedConfig, 'resolve'>,
  required: RequireSignatureConfig,
): Promise<SignaturePolicy> {
  const { keys, identities, trusted_root: root, covers } = required;
  return {
    keys: await Promise.all(
      keys.map(async (file) => ({ ...(await readPublicKey(config.resolve(file))), file })),
    ),
    identities,
    trustedRoot: root === undefined ? null : await readUserFile(config.resolve(root), 'the trusted root'),
    covers,
  };
}

/** What is asked of a version: by the whole file, and by the target besides. A target never loosens. */
export function requirementsOf(config: LoadedConfig, target: string | null): RequireSignatureConfig[] {
  const own =
    target !== null && Object.hasOwn(config.targets, target)
      ? config.targets[target]?.require_signature
      : undefined;
  return [config.require_signature, own].filter((one) => one !== undefined);
}

/** What a signature of a version must cover. */
export function contentOf({ entry, manifest }: ModelVersion): SignedContent {
  return {
    label: `version ${entry.version} of ${entry.model}`,
    digest: entry.digest,
    files: manifest.files
      .filter(({ role }) => role === 'model')
      .map(({ file, sha256 }) => ({ name: file, sha256 })),
  };
}

export async function bundlesOf(registry: Registry, { entry }: ModelVersion): Promise<string[]> {
  return (await registry.signatures(entry.model, entry.version)).map(({ bundle }) => bundle);
}

/** How a version stands to what is asked of it, for a target or for every use. */
export async function signatureState(
  registry: Registry,
  config: LoadedConfig,
  version: ModelVersion,
  target: string | null,
): Promise<SignatureState> {
  const required = requirementsOf(config, target);
  if (required.length === 0) return { by: [], refusals: [] };
  return judge(config, required, contentOf(version), await bundlesOf(registry, version));
}

/** Refuses a version that may be no baseline: a usage error with every reason. */
export async function requireSigned(
  registry: Registry,
  config: LoadedConfig,
  version: ModelVersion,
): Promise<void> {
  const { refusals } = await signatureState(registry, config, version, null);
  if (refusals.length === 0) return;
  throw usageError(
    refusals.map((message) => ({
      where: config.place('require_signature'),
      message: `it cannot be the baseline: ${message}`,
      fix: `sign it with \`assay sign --version ${version.entry.version}\`, or name another baseline`,
    })),
  );
}

/** What keeps a server from loading what is deployed. */
export function refusalOf(
  config: LoadedConfig,
  target: string,
): (deployed: Deployed) => Promise<string | null> {
  return async ({ model, version, digest, files, signatures }) => {
    const content: SignedContent = {
      label: `version ${version} of ${model}`,
      digest,
      // A layout names the model file as its server wants it; files beside it keep their names.
      files: files.map(({ file, sha256 }, index) => ({ name: index === 0 ? null : file, sha256 })),
      complete: true,
    };
    const { refusals } = await judge(config, requirementsOf(config, target), content, signatures);
    return refusals.length === 0 ? null : `it is not served: ${refusals.join('; ')}`;
  };
}

async function judge(
  config: LoadedConfig,
  required: readonly RequireSignatureConfig[],
  content: SignedContent,
  bundles: readonly string[],
): Promise<SignatureState> {
  const by: string[] = [];
  const refusals: string[] = [];
  for (const one of required) {
    const answer = await checkSignatures(content, bundles, await policyFrom(config, one));
    if (answer.ok) by.push(answer.by);
    else refusals.push(answer.reasons.join('; '));
  }
  return { by, refusals: [...new Set(refusals)] };
}
