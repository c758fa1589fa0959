/** What is compared: versions and runs of a registry, named in any way that a person knows them by. */
import { usageError } from '../../base/index.js';
import { findVersion, type Manifest, type Registry, type RunEntry } from '../../registry/index.js';

/** A version or a run, as far as both have the same. */
export interface Subject {
  /** `v3`, `run 01J…`, with the alias that led to it. */
  readonly label: string;
  readonly version: number | null;
  readonly actor: string | null;
  readonly time: string;
  readonly facts: Pick<
    Manifest,
    | 'run'
    | 'verdict'
    | 'params'
    | 'metrics'
    | 'data'
    | 'code'
    | 'environment'
    | 'seeds'
    | 'accelerators'
    | 'files'
    | 'last'
  >;
}

/**
 * An alias, `3`, `v3`, the beginning of a manifest's digest, the id of a run (of CI, or a ULID), or of its record.
 * A number is a version where there is one. Throws a usage error where the word means nothing.
 */
export async function findSubject(registry: Registry, model: string, word: string): Promise<Subject> {
  const number = /^v?([1-9][0-9]{0,14})$/i.exec(word)?.[1];
  const isVersion = number !== undefined && (await registry.version(model, Number(number))) !== null;
  if (!isVersion) {
    const rows = (await registry.runRows(model)).rows.filter((row) => row.id === word || row.run.id === word);
    const last = rows.at(-1);
    const names = [...new Set(rows.map(({ name }) => name ?? ''))];
    if (names.length > 1) {
      throw usageError({
        message: `run ${word} of ${model} has several records: ${rows.map(({ id, name }) => `${id} (${name ?? 'no name'})`).join(', ')}`,
        fix: 'name the record',
      });
    }
    const entry = last === undefined ? null : await registry.run(model, last.id);
    if (entry !== null) return ofRun(entry, rows.length > 1 ? ` (the last of ${rows.length} records)` : '');
  }
  const { version, via } = await findVersion(registry, model, word);
  const { entry, manifest } = version;
  return {
    label: `v${entry.version}${via === null ? '' : ` (${via.alias})`}`,
    version: entry.version,
    actor: entry.actor,
    time: entry.time,
    facts: manifest,
  };
}

/** Runs that were recorded by older versions of Assay lack most of it. */
function ofRun(entry: RunEntry, note: string): Subject {
  return {
    label: `run ${entry.run.id}${note}`,
    version: entry.version,
    actor: entry.actor ?? null,
    time: entry.time,
    facts: {
      ...entry,
      data: entry.data ?? [],
      code: entry.code ?? {
        repository: null,
        commit: entry.run.commit,
        dirty: entry.run.dirty ?? false,
        command: null,
        inputs: [],
      },
      environment: entry.environment ?? {},
      seeds: entry.seeds ?? [],
      accelerators: entry.accelerators ?? [],
      files: entry.files ?? [],
    },
  };
}
