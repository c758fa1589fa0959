/** What `init` reads of the data: its columns, what is predicted, and the parts for training and testing. */
import { mkdir } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { type Context, nearest, usageError } from '../../base/index.js';
import { cutInTwo, type FoundDataset, openReading, sqlName } from '../../data/index.js';
import type { Database } from '../../engines/index.js';
import { isS3Url, type Place } from '../../s3/index.js';
import { refuseExisting } from './files.js';
import { type Column, guessTarget, type METRICS_OF } from './survey.js';

/** Of a dataset without a test part, this share of the rows is set aside. */
const TEST_SHARE = 20;
export async function columnsOf(ctx: Context, db: Database, dataset: FoundDataset): Promise<Column[]> {
  const { from, columns } = await openReading(db, dataset, ctx.signal);
  const names = [...columns.keys()];
  if (names.length === 0) throw usageError({ where: { file: dataset.path }, message: 'has no columns' });
  const counts = names.map((name, index) => `count(DISTINCT ${sqlName(name)}) AS c${index}`).join(', ');
  const [row] = await db.all(`SELECT count(*) AS n, ${counts} FROM ${from}`);
  return [...columns].map(([name, type], index) => ({
    name,
    type,
    distinct: Number(row?.[`c${index}`] ?? 0),
    rows: Number(row?.['n'] ?? 0),
  }));
}

export function targetOf(columns: readonly Column[], wanted: string | undefined): Column {
  const name = wanted ?? guessTarget(columns);
  const target = columns.find((column) => column.name === name);
  if (target) return target;
  const names = columns.map((column) => column.name);
  const near = nearest(String(name), names);
  throw usageError({
    message: `the data have no column ${JSON.stringify(name)}`,
    expected: `one of ${names.join(', ')}`,
    ...(near ? { fix: `did you mean --target ${near}?` } : {}),
  });
}

export function taskOf(text: string | undefined): keyof typeof METRICS_OF | null {
  return text === 'binary' || text === 'multiclass' || text === 'regression' ? text : null;
}

export interface Parts {
  readonly train: string;
  readonly test: string;
  readonly written: readonly string[];
  readonly guesses: readonly string[];
}

/** Training and test data. One file alone is cut in two new ones, unless that is not wanted. */
export async function partsOf(
  ctx: Context,
  place: Place,
  db: Database,
  dataset: FoundDataset,
  test: string | null,
  noSplit: boolean,
): Promise<Parts> {
  const train = dataset.path;
  if (test !== null) return { train, test, written: [], guesses: [] };
  if (noSplit) {
    return {
      train,
      test: train,
      written: [],
      guesses: [
        'there is only one data file: testing uses the rows of training, and validate refuses that until `datasets.test` names others',
      ],
    };
  }
  const extension = dataset.format === 'parquet' ? '.parquet' : dataset.format === 'csv' ? '.csv' : '.jsonl';
  // Nothing is written to a bucket: the parts of what lies there come to a folder here.
  const folder = isS3Url(train) ? 'data/' : train.slice(0, train.length - basename(train).length);
  const stem =
    folder +
    (isS3Url(train) ? basename(train).replace(/[^\w.-]+/g, '') || 'all' : basename(train)).replace(
      /\.(csv|tsv|jsonl|ndjson|parquet).*$/i,
      '',
    );
  const outputs = { train: `${stem}.train${extension}`, test: `${stem}.test${extension}` };
  for (const path of Object.values(outputs)) await refuseExisting(resolve(place.root, path));
  await mkdir(resolve(place.root, dirname(outputs.train)), { recursive: true });
  const to = { more: resolve(place.root, outputs.train), less: resolve(place.root, outputs.test) };
  await cutInTwo(db, dataset, ctx.signal, to, TEST_SHARE);
  return {
    ...outputs,
    written: Object.values(outputs),
    guesses: [
      `rows are independent: ${relative('.', train)} was cut in two by a hash of each row (${100 - TEST_SHARE}% and ${TEST_SHARE}%); where time or a user orders them, cut by that instead`,
    ],
  };
}
