/** Signatures as commands ask for them: the policies of `assay.yaml`, and how a version stands to them. */
import { join } from 'node:path';
import { type Context, readUserFile, usageError, userCacheFolder } from '../base/index.js';
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
  ctx: Context,
  config: Pick<LoadedConfig, 'resolve'>,
  required: RequireSignatureConfig,
): Promise<SignaturePolicy> {
  const { keys, identities, trusted_root: root, covers } = required;
  return {
    keys: await Promise.all(
      keys.map(async (file) => ({ ...(await readPublicKey(config.resolve(file))), file })),
    ),
    identities,
    trustedRoot: trustedRootAt(ctx, root === undefined ? null : config.resolve(root)),
    covers,
  };
}

/** Sigstore's trusted root, when it is asked for: a file, or that of the public instance, fetched and kept. */
export function trustedRootAt(ctx: Context, path: string | null): () => Promise<string> {
  return async () => {
    if (path !== null) return readUserFile(path, 'the trusted root');
    const { fetchTrustedRoot } = await import('../signing/keyless/index.js');
    const cache = join(userCacheFolder(ctx.env), 'assay', 'sigstore');
    return fetchTrustedRoot({ cache, now: ctx.now, warn: (text) => ctx.log.warn(text) });
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
  ctx: Context,
  registry: Registry,
  config: LoadedConfig,
  version: ModelVersion,
  target: string | null,
): Promise<SignatureState> {
  const required = requirementsOf(config, target);
  if (required.length === 0) return { by: [], refusals: [] };
  return judge(ctx, config, required, contentOf(version), await bundlesOf(registry, version));
}

/** What a version is taken from the registry for. `cannot`: how the refusal begins. */
export interface Use {
  readonly cannot: string;
  /** The target whose policy is asked besides that of the whole file. */
  readonly target?: string;
  readonly fix?: string;
}

/**
 * The one check of every use that decides something by the bytes of a version, or runs them: a usage error with every
 * reason where the version is not signed as `require_signature` asks. `deploy`, `promote` and `rollback` make a verdict
 * of the same answer (`signatureState`), and a server asks it of the folder that it serves (`refusalOf`).
 */
export async function requireSigned(
  ctx: Context,
  registry: Registry,
  config: LoadedConfig,
  version: ModelVersion,
  use: Use,
): Promise<void> {
  const { refusals } = await signatureState(ctx, registry, config, version, use.target ?? null);
  if (refusals.length === 0) return;
  throw usageError(
    refusals.map((message) => ({
      where: config.place('require_signature'),
      message: `${use.cannot}: ${message}`,
      fix: `sign it with \`assay sign --version ${version.entry.version}\`${use.fix ?? ''}`,
    })),
  );
}

/** The use of a version, or of a run, as a baseline. */
export const AS_BASELINE: Use = { cannot: 'it cannot be the baseline', fix: ', or name another baseline' };

/** Refuses what can bear no signature, such as the figures of a run that made no version, where one is required. */
export function refuseUnsignable(config: LoadedConfig, what: string, use: Use): void {
  if (requirementsOf(config, use.target ?? null).length === 0) return;
  throw usageError({
    where: config.place('require_signature'),
    message: `${use.cannot}: ${what} has no signature, and can have none`,
    fix: `name a signed version${use.fix ?? ''}`,
  });
}

/** What keeps a server from loading what is deployed. */
export function refusalOf(
  ctx: Context,
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
    const { refusals } = await judge(ctx, config, requirementsOf(config, target), content, signatures);
    return refusals.length === 0 ? null : `it is not served: ${refusals.join('; ')}`;
  };
}

async function judge(
  ctx: Context,
  config: LoadedConfig,
  required: readonly RequireSignatureConfig[],
  content: SignedContent,
  bundles: readonly string[],
): Promise<SignatureState> {
  const by: string[] = [];
  const refusals: string[] = [];
  for (const one of required) {
    const answer = await checkSignatures(content, bundles, await policyFrom(ctx, config, one));
    if (answer.ok) by.push(answer.by);
    else refusals.push(answer.reasons.join('; '));
  }
  return { by, refusals: [...new Set(refusals)] };
}
