/** Makes profiles: exact counts, moments, quantile bins frozen from the data, the most frequent categories. */
import type { Context } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import type { Contract } from '../contract/index.js';
import type { Dataset, FoundDataset } from '../dataset.js';
import { categoricalProfiles } from './categorical.js';
import { aggregateColumns } from './counts.js';
import { numericProfiles } from './numeric.js';
import type { CategoricalProfile, ColumnProfile, NumericProfile, Profile } from './schema.js';
import { PROFILE_FORMAT } from './schema.js';
import type { Shard } from './shard.js';
import { openView, type View, type ViewOptions } from './view.js';

export const DEFAULT_BINS = 50;
export const DEFAULT_CATEGORIES = 1000;

export interface ProfileOptions {
  /** Quantile bins of numeric columns; absent: 50. */
  readonly bins?: number;
  /** Categories that are kept; the rest is counted together. Absent: 1000. */
  readonly categories?: number;
  /** A profile whose bins and categories are taken, so that the counts of both can be compared or added. */
  readonly edges?: Profile;
  /** Which part of the dataset this is. */
  readonly shard?: Shard;
  /** Only rows for which this SQL condition holds. */
  readonly where?: string;
}

/**
 * Profiles every column of a dataset. With a contract, text has the contract's types, and values of personal
 * columns are counted but not kept; of personal numbers the edges of the bins are. Throws a usage error where the data cannot be read.
 */
export async function profileDataset(
  ctx: Context,
  db: Database,
  dataset: Dataset,
  contract: Contract | null,
  options: ProfileOptions = {},
): Promise<Profile> {
  const bins = options.bins ?? DEFAULT_BINS;
  const categories = options.categories ?? DEFAULT_CATEGORIES;
  const { shard } = options;
  const counted = await profileColumns(ctx, db, dataset, contract, {
    bins,
    categories,
    edges: options.edges,
    shard: shard !== undefined,
    view: {
      ...(shard?.rows === true ? { rows: shard } : {}),
      ...(options.where === undefined ? {} : { where: options.where }),
    },
  });
  return {
    kind: 'assay-profile',
    format: PROFILE_FORMAT,
    dataset: dataset.name,
    sha256: dataset.sha256,
    rows: counted.rows,
    bins,
    categories,
    ...(shard === undefined
      ? {}
      : {
          shard: {
            index: shard.index,
            of: shard.of,
            files: dataset.files.map(({ shown, size, sha256 }) => ({ path: shown, size, sha256 })),
          },
        }),
    columns: counted.columns,
  };
}

export interface CountedColumns {
  readonly rows: number;
  readonly columns: ColumnProfile[];
  /** Missing values of the columns of `nullsOf`. */
  readonly nulls: ReadonlyMap<string, number>;
}

/**
 * The columns of a profile alone, for data whose digest is not wanted. `only` names the columns that are counted,
 * `nullsOf` those of which only missing values are.
 */
export async function profileColumns(
  ctx: Context,
  db: Database,
  found: FoundDataset,
  contract: Contract | null,
  options: {
    readonly bins: number;
    readonly categories: number;
    readonly edges: Profile | undefined;
    readonly shard: boolean;
    readonly view: ViewOptions;
    readonly only?: ReadonlySet<string>;
    readonly nullsOf?: ReadonlySet<string>;
  },
): Promise<CountedColumns> {
  const view = await openView(db, found, contract, ctx.signal, options.view);
  const progress = ctx.log.progress(`profile ${found.name}`);
  try {
    const chosen: View = {
      ...view,
      columns: view.columns.filter(({ name }) => options.only?.has(name) ?? true),
    };
    const [total] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
    const rows = Number(total?.['n'] ?? 0);
    const hidden = (name: string) =>
      contract?.columns.some((rule) => rule.name === name && rule.personal) ?? false;
    progress.update('numbers', 0);
    const numeric = new Map<string, NumericProfile>();
    const categorical = new Map<string, CategoricalProfile>();
    for (const column of options.edges?.columns ?? []) {
      if (column.numeric) numeric.set(column.name, column.numeric);
      if (column.categorical) categorical.set(column.name, column.categorical);
    }
    const counted = [
      ...(await numericProfiles(ctx, db, chosen, options.bins, rows, numeric)),
      ...(await temporalProfiles(ctx, db, chosen, hidden)),
    ];
    progress.update('categories', 0.5);
    counted.push(
      ...(await categoricalProfiles(ctx, db, chosen, rows, {
        kept: options.categories,
        frozen: categorical,
        hidden,
        shard: options.shard,
      })),
    );
    const byName = new Map(counted.map((column) => [column.name, column]));
    const nulls = await nullsOf(ctx, db, view, options.nullsOf ?? new Set());
    return { rows, columns: chosen.columns.flatMap((column) => byName.get(column.name) ?? []), nulls };
  } finally {
    progress.done();
    await view.close();
  }
}

async function nullsOf(
  ctx: Context,
  db: Database,
  view: View,
  names: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const columns = view.columns.filter(({ name }) => names.has(name));
  const results = await aggregateColumns(ctx, db, view, columns, ({ sql }) => ({
    nulls: `count(*) - count(${sql})`,
  }));
  return new Map([...results].map(([name, row]) => [name, Number(row['nulls'] ?? 0)]));
}

/** Times have their ends, and values of other types only the number of missing ones. */
async function temporalProfiles(
  ctx: Context,
  db: Database,
  view: View,
  hidden: (name: string) => boolean,
): Promise<ColumnProfile[]> {
  const columns = view.columns.filter(({ kind }) => kind === 'temporal' || kind === 'other');
  const results = await aggregateColumns(ctx, db, view, columns, ({ sql, kind }) => ({
    nulls: `count(*) - count(${sql})`,
    ...(kind === 'temporal'
      ? { min: `CAST(min(${sql}) AS VARCHAR)`, max: `CAST(max(${sql}) AS VARCHAR)` }
      : {}),
  }));
  return columns.map(({ name, type, kind }) => {
    const row = results.get(name) ?? {};
    const nulls = Number(row['nulls'] ?? 0);
    if (kind === 'other') return { name, type, kind, nulls };
    const text = (value: unknown) => (typeof value === 'string' && !hidden(name) ? value : null);
    return { name, type, kind, nulls, temporal: { min: text(row['min']), max: text(row['max']) } };
  });
}
