/** Profiles that commands are told to compare with: a file, or a version in the registry. Never raw data. */
import { type Context, readUserFile, usageError } from '../base/index.js';
import type { LoadedConfig } from '../config/index.js';
import { type Profile, parseProfile, parseReference } from '../data/index.js';
import { type ModelVersion, openRegistry, type Registry } from '../registry/index.js';

import type { Place } from '../s3/index.js';
import { fileAt } from './place.js';
import { requireSigned } from './signatures.js';

const REGISTRY = /^registry:([^#]+)(?:#(.+))?$/;

export function isRegistryReference(reference: string): boolean {
  return reference.startsWith('registry:');
}

/** The profile that a dataset has in a version, or why there is none. */
export async function profileOfVersion(
  registry: Registry,
  version: ModelVersion,
  dataset: string,
): Promise<Profile | { readonly missing: string }> {
  const file = version.manifest.files.find(
    (candidate) => candidate.role === 'profile' && candidate.name === `profile:${dataset}`,
  );
  if (file === undefined) {
    return {
      missing: `version ${version.entry.version} was registered without a profile of \`${dataset}\`; run \`assay validate\` before \`assay register\``,
    };
  }
  const bytes = await registry.getBytes(file.sha256);
  return parseReference(
    Buffer.from(bytes).toString('utf8'),
    `profile:${dataset} of version ${version.entry.version}`,
  );
}

/** The dataset whose profile a reference into the registry means: `registry:production#test`, else train. */
export function datasetOf(reference: string): string {
  if (!isRegistryReference(reference)) return reference;
  return REGISTRY.exec(reference)?.[2] ?? 'train';
}

/**
 * The profile behind `registry:ALIAS`, `registry:VERSION` (a number) or a path. Where the alias has no entry yet there
 * is none to compare with, which is the first run and no error. Throws a usage error for anything that is not there.
 */
export async function readReference(
  ctx: Context,
  config: LoadedConfig | null,
  reference: string,
  place: Place,
  options: { readonly shards?: boolean } = {},
): Promise<Profile | { readonly missing: string; readonly first: boolean }> {
  if (!isRegistryReference(reference)) {
    const path = await fileAt(place, reference);
    const text = await readUserFile(path, 'the reference profile');
    return options.shards ? parseProfile(text, reference) : parseReference(text, reference);
  }
  const name = REGISTRY.exec(reference)?.[1];
  if (name === undefined || config === null) {
    throw usageError({
      message: `${reference} ${name === undefined ? 'names no version' : 'needs an assay.yaml, which names model and registry'}`,
      expected: 'registry:ALIAS or registry:VERSION, such as registry:production or registry:3#train',
    });
  }
  const registry = await openRegistry(config.registry, config.root, ctx);
  const version = await versionNamed(registry, config.model, name);
  if (version === null) {
    if (!/^\d+$/.test(name)) return { missing: `${name} has no version yet`, first: true };
    throw usageError({
      message: `there is no version ${name} of ${config.model} in ${registry.description}`,
    });
  }
  await requireSigned(ctx, registry, config, version, {
    cannot: `${reference} cannot be compared with`,
    fix: ', or name another reference',
  });
  const found = await profileOfVersion(registry, version, datasetOf(reference));
  return 'missing' in found ? { ...found, first: false } : found;
}

async function versionNamed(registry: Registry, model: string, name: string): Promise<ModelVersion | null> {
  if (/^\d+$/.test(name)) return registry.version(model, Number(name));
  const last = (await registry.aliasLog(model, name)).at(-1);
  return last === undefined ? null : registry.versionByDigest(model, last.to);
}
