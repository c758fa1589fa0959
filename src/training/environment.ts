/** What a training program is told through its environment, and which of it came from whom. */
import { type Environment, type Problem, usageError, userEnvironment } from '../base/index.js';
import type { Dataset } from '../data/index.js';

export type ParamValue = string | number | boolean;
export type Params = Readonly<Record<string, ParamValue>>;

/** Everything that one seed's run is told. Paths are absolute. */
export interface TrainingFacts {
  readonly datasets: readonly Dataset[];
  /** Absolute path or glob of each dataset, by name, as `ASSAY_DATASET_<NAME>` gives it. */
  readonly paths: Readonly<Record<string, string>>;
  readonly datasetsFile: string;
  readonly outputFolder: string;
  readonly checkpointFolder: string;
  /** File that the program may write metrics over its steps to; see `steps.ts`. */
  readonly metricsFile: string;
  readonly seed: number;
  readonly params: Params;
}

/** `trees.max-depth` → `TREES_MAX_DEPTH`: upper case, `-` and `.` to `_`. */
export function variableName(name: string): string {
  return name.toUpperCase().replace(/[-.]/g, '_');
}

/**
 * The environment of a training program: that of this process without the inputs of the action and without
 * `ASSAY_DATASET_*` and `ASSAY_PARAM_*` of an outer run, which the run cache would not see.
 * Python's output is unbuffered unless the user says otherwise, so that lines come when they are written.
 */
export function trainingEnvironment(env: Environment, facts: TrainingFacts): Environment {
  const outer = Object.entries(userEnvironment(env)).filter(
    ([name]) => !/^ASSAY_(DATASET|PARAM)_/i.test(name),
  );
  return {
    PYTHONUNBUFFERED: '1',
    ...Object.fromEntries(outer),
    ...prefixed('ASSAY_DATASET_', facts.paths),
    ...prefixed('ASSAY_PARAM_', facts.params),
    ASSAY_DATASETS_FILE: facts.datasetsFile,
    ASSAY_OUTPUT_DIR: facts.outputFolder,
    ASSAY_CHECKPOINT_DIR: facts.checkpointFolder,
    ASSAY_METRICS: facts.metricsFile,
    ASSAY_SEED: String(facts.seed),
  };
}

function prefixed(prefix: string, values: Readonly<Record<string, ParamValue>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${prefix}${variableName(name)}`, String(value)]),
  );
}

/** Names that would become the same variable, as problems. */
export function nameProblems(kind: 'dataset' | 'param', names: readonly string[]): Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const name of names) {
    const variable = `ASSAY_${kind.toUpperCase()}_${variableName(name)}`;
    const other = first.get(variable);
    if (other === undefined) first.set(variable, name);
    else {
      problems.push({
        message: `the ${kind}s \`${other}\` and \`${name}\` would both be ${variable}`,
        fix: 'rename one of them',
      });
    }
  }
  return problems;
}

/**
 * The content of `ASSAY_DATASETS_FILE`: dataset → path as given, format, digest, and every file with its
 * absolute path, size in bytes and SHA-256; what lies in S3 has its address too, and text the contract by which it is
 * read, as the configuration names it.
 */
export function datasetsDocument(facts: Pick<TrainingFacts, 'datasets' | 'paths'>): Record<string, unknown> {
  return Object.fromEntries(
    facts.datasets.map(({ name, path, local, format, sha256, files, contract }) => [
      name,
      {
        path: facts.paths[name],
        ...(local === undefined ? {} : { url: path }),
        format,
        ...(contract ? { contract: contract.file } : {}),
        sha256,
        files: files.map((file) => ({
          path: file.path,
          ...(file.object === undefined ? {} : { url: file.shown }),
          size: file.size,
          sha256: file.sha256,
        })),
      },
    ]),
  );
}

/**
 * The parameters of this call: those of the configuration, some replaced by `K=V`. A value is read as a number
 * or boolean where it is one, unless the configuration has a string there. A name that the configuration
 * does not have is a usage error: a parameter that training never reads would change nothing, unseen.
 */
export function overrideParams(params: Params, overrides: readonly string[]): Params {
  const problems: Problem[] = [];
  const result: Record<string, ParamValue> = { ...params };
  for (const text of overrides) {
    const at = text.indexOf('=');
    const name = text.slice(0, at);
    if (at <= 0) {
      problems.push({ message: `--param ${JSON.stringify(text)} cannot be read`, expected: 'NAME=VALUE' });
    } else if (!Object.hasOwn(params, name)) {
      const known = Object.keys(params);
      problems.push({
        message: `--param ${text}: there is no parameter \`${name}\``,
        expected:
          known.length > 0
            ? `one of ${known.join(', ')}`
            : 'a name under `train.params` of the configuration',
        fix: `add \`${name}\` to \`train.params\` of the configuration`,
      });
    } else {
      result[name] = paramValue(text.slice(at + 1), params[name]);
    }
  }
  if (problems.length > 0) throw usageError(problems);
  return result;
}

function paramValue(text: string, before: ParamValue | undefined): ParamValue {
  if (typeof before === 'string') return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}
