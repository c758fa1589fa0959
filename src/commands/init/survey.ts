/**
 * What a stranger's repository holds: data files, a training script, lock files. Pure decisions over a list of
 * paths and columns; `init.ts` does the reading.
 */
import type { Task } from '../../results/index.js';

export interface Survey {
  /** Data files, relative, sorted. */
  readonly data: readonly string[];
  /** Training script, relative, or null. */
  readonly script: string | null;
  /** Lock and requirement files at the top. */
  readonly locks: readonly string[];
}

/** Folders that hold no data of the user's own. */
export const IGNORED = [
  '**/node_modules/**',
  '**/.*/**',
  '**/venv/**',
  '**/site-packages/**',
  '**/assay-registry/**',
  '**/deploy/**',
  '**/build/**',
  '**/dist/**',
];
export const DATA_PATTERNS = ['**/*.{parquet,csv,tsv,jsonl,ndjson}', '**/*.{csv,tsv,jsonl}.{gz,zst}'];
const SCRIPTS = [
  /(^|\/)train\.py$/,
  /(^|\/)train_?model\.py$/,
  /(^|\/)training\.py$/,
  /(^|\/)train\.(sh|r|jl|ts|js)$/i,
];
export const LOCKS = [
  'requirements.txt',
  'requirements.lock',
  'uv.lock',
  'poetry.lock',
  'Pipfile.lock',
  'pyproject.toml',
  'environment.yml',
  'conda-lock.yml',
  'pixi.lock',
];

export function survey(files: readonly string[]): Survey {
  const script =
    SCRIPTS.flatMap((pattern) => files.filter((file) => pattern.test(file)).sort(byDepth))[0] ?? null;
  return {
    data: files.filter((file) => /\.(parquet|csv|tsv|jsonl|ndjson)(\.gz|\.zst)?$/i.test(file)).sort(byDepth),
    script,
    locks: LOCKS.filter((lock) => files.includes(lock)),
  };
}

function byDepth(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}

export interface Splits {
  readonly train: string;
  /** Null where only one dataset was found. */
  readonly test: string | null;
  readonly serving: string | null;
}

/** Which file is for training and which for testing, by their names. Null where no data was found. */
export function splitsOf(data: readonly string[]): Splits | null {
  const named = (words: RegExp) => data.find((file) => words.test(file.split('/').at(-1) ?? ''));
  const test =
    named(/(^|[_.-])(test|testing|holdout|hold_out|eval)([_.-]|$)/i) ??
    named(/(^|[_.-])(valid|validation|val|dev)([_.-]|$)/i);
  const serving = named(/(^|[_.-])(serving|production|prod|live|current|inference)([_.-]|$)/i);
  const rest = data.filter((file) => file !== test && file !== serving);
  const train =
    rest.find((file) => /(^|[_.-])(train|training)([_.-]|$)/i.test(file.split('/').at(-1) ?? '')) ?? rest[0];
  if (train === undefined) return null;
  return { train, test: test ?? null, serving: serving ?? null };
}

export interface Column {
  readonly name: string;
  /** DuckDB's type. */
  readonly type: string;
  readonly distinct: number;
  readonly rows: number;
}

const TARGET_NAMES = [
  'target',
  'label',
  'y',
  'class',
  'outcome',
  'churn',
  'churned',
  'is_fraud',
  'fraud',
  'late',
  'survived',
  'price',
  'quality',
  'default',
];
const ID_NAMES =
  /^([iI][dD]|.*[ _-][iI][dD]|UUID|uuid|GUID|guid|[kK]ey|[iI]ndex)$|[a-z]I[dD]$|[ _-]([nN](o|r|umber)|[kK]ey|uuid|guid)\.?$|[a-z](No|Nr|Number|Key)$/;

/** The column that a model most likely predicts: a usual name, else the last column. */
export function guessTarget(columns: readonly Column[]): string | null {
  for (const name of TARGET_NAMES) {
    const found = columns.find((column) => column.name.toLowerCase() === name);
    if (found) return found.name;
  }
  return columns.at(-1)?.name ?? null;
}

/** A column that is named like an identifier and is unique. */
export function guessId(columns: readonly Column[], target: string): string | null {
  return (
    columns.find(
      (column) => column.name !== target && ID_NAMES.test(column.name) && column.distinct === column.rows,
    )?.name ?? null
  );
}

/** More distinct numbers than this, and the target is a quantity rather than a class. */
const MAX_CLASSES = 20;

export function guessTask(column: Column): Extract<Task, 'binary' | 'multiclass' | 'regression'> {
  if (column.distinct <= 2) return 'binary';
  const numeric = /INT|DOUBLE|FLOAT|DECIMAL|REAL|HUGEINT/i.test(column.type);
  const fractional = /DOUBLE|FLOAT|DECIMAL|REAL/i.test(column.type);
  if (numeric && (fractional || column.distinct > MAX_CLASSES)) return 'regression';
  return 'multiclass';
}

export const METRICS_OF: Readonly<
  Record<ReturnType<typeof guessTask>, { metrics: readonly string[]; rules: readonly object[] }>
> = {
  binary: {
    metrics: ['roc_auc', 'average_precision', 'log_loss', 'accuracy', 'latency_p95_ms'],
    rules: [
      { metric: 'roc_auc', min: 0.5 },
      { metric: 'roc_auc', max_drop: 0.01 },
    ],
  },
  multiclass: {
    metrics: ['accuracy', 'balanced_accuracy', 'f1_macro', 'latency_p95_ms'],
    rules: [{ metric: 'accuracy', max_drop: 0.01 }],
  },
  regression: {
    metrics: ['rmse', 'mae', 'r2', 'latency_p95_ms'],
    rules: [
      { metric: 'r2', min: 0 },
      { metric: 'rmse', max_drop_rel: '2%' },
    ],
  },
};
