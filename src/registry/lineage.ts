/**
 * The chain from a live model back to what it came from: alias → version → gate → metrics → training → data and
 * code, and the decisions that let it through. Everything is read from the registry and checked on the way.
 */
import { usageError } from '../base/index.js';
import { type GateResult, parseResult } from '../results/index.js';
import type { AliasEntry, Decision, ModelVersion, Registry, RegistryEvent, SignatureEntry } from './types.js';
import type { ImportEntry } from './upkeep-types.js';

export interface Lineage {
  readonly version: ModelVersion;
  /** Aliases that name this version now, each with its last entry. */
  readonly live: readonly AliasEntry[];
  /** Every entry of any alias that names this version, oldest first. */
  readonly moves: readonly AliasEntry[];
  readonly decisions: readonly Decision[];
  readonly events: readonly RegistryEvent[];
  /** Without their bundles, which only `signing` can judge. */
  readonly signatures: readonly Omit<SignatureEntry, 'bundle'>[];
  /** Where the version was imported from; none where it was registered here. */
  readonly imports: readonly ImportEntry[];
  /** The gate's own result, from the bytes that were registered; null where no gate judged the version. */
  readonly gate: GateResult | null;
  /** The version that the gate compared with, where it is in the registry. */
  readonly parent: ModelVersion | null;
}

/**
 * The version that a word means: an alias, `3`, `v3`, or the beginning of a manifest's digest. Absent: the
 * first of `preferred` that has an entry, else the newest version. Throws a usage error where it means none.
 */
export async function findVersion(
  registry: Registry,
  model: string,
  word: string | undefined,
  preferred: readonly string[] = [],
): Promise<{ version: ModelVersion; via: AliasEntry | null }> {
  const versions = await registry.versions(model);
  const last = versions.at(-1);
  if (last === undefined) {
    const models = await registry.models();
    throw usageError({
      message: `${registry.description} has no version of ${model}`,
      fix: models.length > 0 ? `it has ${models.join(', ')}` : 'run `assay register`',
    });
  }
  if (word === undefined) {
    for (const alias of preferred) {
      const entry = (await registry.aliasLog(model, alias)).at(-1);
      if (entry !== undefined) return { version: await need(registry, model, entry.version), via: entry };
    }
    return { version: await need(registry, model, last.version), via: null };
  }
  const number = /^v?([1-9][0-9]{0,14})$/i.exec(word);
  if (number) {
    const found = await registry.version(model, Number(number[1]));
    if (found !== null) return { version: found, via: null };
    throw usageError({ message: `${model} has no version ${number[1]}`, expected: `1 to ${last.version}` });
  }
  const digest = /^(?:sha256:)?([0-9a-f]{6,64})$/.exec(word)?.[1];
  const aliases = await registry.aliases(model);
  if (digest !== undefined && !aliases.includes(word)) {
    const matching = versions.filter((entry) => entry.digest.startsWith(`sha256:${digest}`));
    const [one] = matching;
    if (one !== undefined && matching.length === 1) {
      return { version: await need(registry, model, one.version), via: null };
    }
    throw usageError({
      message: `${matching.length === 0 ? 'no' : 'more than one'} version of ${model} has a digest ${word}…`,
    });
  }
  const entry = (await registry.aliasLog(model, word)).at(-1);
  if (entry !== undefined) return { version: await need(registry, model, entry.version), via: entry };
  throw usageError({
    message: `${model} has no alias ${word}`,
    expected: `${aliases.length === 0 ? 'no alias is set yet; ' : `${aliases.join(', ')}, or `}a version from 1 to ${last.version}`,
  });
}

async function need(registry: Registry, model: string, number: number): Promise<ModelVersion> {
  const found = await registry.version(model, number);
  if (found !== null) return found;
  throw usageError({
    message: `${model} has no version ${number}, though an alias names it`,
    fix: 'run `assay registry verify`',
  });
}

/** Reads the chain of one version. */
export async function lineageOf(registry: Registry, version: ModelVersion): Promise<Lineage> {
  const { model, version: number, digest } = version.entry;
  const live: AliasEntry[] = [];
  const moves: AliasEntry[] = [];
  for (const alias of await registry.aliases(model)) {
    const log = await registry.aliasLog(model, alias);
    const last = log.at(-1);
    if (last?.to === digest) live.push(last);
    moves.push(...log.filter((entry) => entry.to === digest));
  }
  moves.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.seq - b.seq));
  const events = (await registry.events(model)).filter(
    ({ data }) => data['version'] === number || data['digest'] === digest,
  );
  const file = version.manifest.files.find(
    ({ role, name }) => role === 'result' && /^result:gate(\.|$)/.test(name),
  );
  const gate = file ? parseResult(await registry.getBytes(file.sha256), `${file.name} of v${number}`) : null;
  const { parent } = version.manifest;
  return {
    version,
    live,
    moves,
    decisions: await registry.decisions(model, number),
    events,
    signatures: (await registry.signatures(model, number)).map(({ bundle: _, ...one }) => one),
    imports: (await registry.imports(model)).filter((one) => one.version === number),
    gate: gate?.command === 'gate' ? gate : null,
    parent: parent === null ? null : await registry.versionByDigest(model, parent),
  };
}
