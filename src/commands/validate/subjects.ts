/** What `assay validate` looks at: datasets of assay.yaml by name, or one file from the command line. */
import { AssayError, nearest, type Problem, usageError } from '../../base/index.js';
import type { DriftConfig, LoadedConfig } from '../../config/index.js';
import {
  type Contract,
  contractFor,
  type FileRules,
  type FoundDataset,
  fileRules,
  findDataset,
  type LeakageOptions,
  loadContract,
  type Neighbour,
} from '../../data/index.js';
import type { Place } from '../../s3/index.js';

export interface Subject {
  readonly found: FoundDataset;
  /** Null where the dataset has none. */
  readonly contract: Contract | null;
  /** What is asked of a dataset of files; null for tables. */
  readonly files: FileRules | null;
  readonly id: string | undefined;
  readonly drift: DriftConfig | undefined;
  readonly leakage: (LeakageOptions & { readonly against: string }) | undefined;
  /** Absolute. */
  readonly failedRows: string | undefined;
}

export interface Choice {
  readonly data: string | undefined;
  readonly contract: string | undefined;
  readonly reference: string | undefined;
  readonly severity: 'error' | 'warn';
  readonly environment?: string | undefined;
  readonly kind?: 'table' | 'files';
  readonly datasets: readonly string[];
  /** Absolute; goes before what assay.yaml says. */
  readonly failedRows?: string | undefined;
}

/** Subjects by name, in the order of the file. All problems of all contracts and paths at once. */
export async function subjectsOf(
  choice: Choice,
  config: LoadedConfig | null,
  place: Place,
): Promise<Map<string, Subject>> {
  if (choice.data !== undefined) return new Map([['data', await standAlone(choice, choice.data, place)]]);
  const misplaced = (['contract', 'reference', 'environment'] as const).filter(
    (name) => choice[name] !== undefined,
  );
  if (misplaced.length > 0) {
    throw usageError({
      message: `--${misplaced.join(' and --')} ${misplaced.length > 1 ? 'belong' : 'belongs'} to --data`,
      fix: 'name the file with --data FILE, or write contract and drift into assay.yaml',
    });
  }
  if (config === null || Object.keys(config.datasets).length === 0) {
    throw usageError({
      message: config === null ? 'there is nothing to validate' : 'assay.yaml has no datasets',
      fix: 'name a file: assay validate --data FILE --contract FILE; or write `datasets:` into assay.yaml (`assay init`)',
    });
  }
  const names = Object.keys(config.datasets);
  const problems: Problem[] = choice.datasets
    .filter((name) => !names.includes(name))
    .map((name) => {
      const near = nearest(name, names);
      return {
        message: `assay.yaml has no dataset \`${name}\``,
        expected: `one of ${names.join(', ')}`,
        ...(near ? { fix: `did you mean --dataset ${near}?` } : {}),
      };
    });
  const wanted = withNeeded(choice.datasets.length > 0 ? choice.datasets : names, config);
  const subjects = new Map<string, Subject>();
  for (const name of names.filter((candidate) => wanted.has(candidate))) {
    const settings = config.datasets[name];
    if (settings === undefined) continue;
    const [found, contract] = await Promise.all([
      collected(problems, () => findDataset(name, settings.path, place, settings.kind)),
      settings.contract === undefined
        ? null
        : collected(problems, () => loadContract(settings.contract ?? '', config.root)),
    ]);
    if (found === undefined || contract === undefined) continue;
    const { id, drift, leakage, environment, failed_rows: rows } = settings;
    const failedRows = choice.failedRows ?? (rows === undefined ? undefined : config.resolve(rows));
    const counted = contract === null ? null : contractFor(contract, environment);
    const files = settings.kind === 'files' ? fileRules(settings.files) : null;
    subjects.set(name, { found, contract: counted, files, id, drift, leakage, failedRows });
  }
  if (problems.length > 0) throw usageError(problems);
  return subjects;
}

/**
 * Datasets in which the foreign keys of the subjects are looked up: the subjects themselves, and the others of
 * assay.yaml where a contract has relationships. One that cannot be found is none; its own validation says so.
 */
export async function neighboursOf(
  subjects: ReadonlyMap<string, Subject>,
  config: LoadedConfig | null,
  place: Place,
): Promise<Neighbour[]> {
  const neighbours: Neighbour[] = [];
  for (const { found, contract, files } of subjects.values()) {
    if (contract !== null && files === null) neighbours.push({ found, contract });
  }
  if (!neighbours.some(({ contract }) => (contract.relationships ?? []).length > 0)) return [];
  for (const [name, { path, contract: file, environment, kind }] of Object.entries(config?.datasets ?? {})) {
    if (subjects.has(name) || file === undefined || kind === 'files' || config === null) continue;
    const ignored: Problem[] = [];
    const found = await collected(ignored, () => findDataset(name, path, place));
    const contract = await collected(ignored, () => loadContract(file, config.root));
    if (found && contract) neighbours.push({ found, contract: contractFor(contract, environment) });
  }
  return neighbours;
}

/** A dataset that is compared with another needs that one too. */
function withNeeded(names: readonly string[], config: LoadedConfig): Set<string> {
  const wanted = new Set(names);
  for (const name of names) {
    const { drift, leakage } = config.datasets[name] ?? {};
    for (const other of [drift?.reference, leakage?.against]) {
      if (other !== undefined && config.datasets[other] !== undefined) wanted.add(other);
    }
  }
  return wanted;
}

async function standAlone(choice: Choice, data: string, place: Place): Promise<Subject> {
  if (choice.kind === 'files') {
    const given = {
      contract: choice.contract,
      reference: choice.reference,
      'failed-rows': choice.failedRows,
    };
    const misplaced = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    if (misplaced.length > 0) {
      throw usageError({
        message: `--${misplaced.join(' and --')}: files have no rows`,
        fix: 'leave it out',
      });
    }
    const found = await findDataset('data', data, place, 'files');
    return {
      found,
      contract: null,
      files: fileRules(),
      id: undefined,
      drift: undefined,
      leakage: undefined,
      failedRows: undefined,
    };
  }
  if (choice.contract === undefined && choice.reference === undefined) {
    throw usageError({
      message: `there is nothing to check ${data} against`,
      fix: 'add --contract FILE (`assay infer --data FILE` proposes one) or --reference FILE',
    });
  }
  const [found, contract] = await Promise.all([
    findDataset('data', data, place),
    choice.contract === undefined ? null : loadContract(choice.contract, place.root),
  ]);
  const { reference, severity } = choice;
  return {
    found,
    contract: contract === null ? null : contractFor(contract, choice.environment),
    files: null,
    id: undefined,
    drift: reference === undefined ? undefined : { reference, severity },
    leakage: undefined,
    failedRows: choice.failedRows,
  };
}

async function collected<T>(problems: Problem[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AssayError) || error.kind !== 'usage') throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
