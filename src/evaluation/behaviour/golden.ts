/** Golden examples: inputs whose output is known, in assay.yaml or in a file, as rows in the shape of the dataset. */
import { copyFile } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { nearest, type Problem, unreadable, usageError } from '../../base/index.js';
import type { BehaviourConfig } from '../../config/index.js';
import { type Dataset, formatOf, openReading, sqlName } from '../../data/index.js';
import { isS3Url, remoteFile } from '../../s3/index.js';
import type { EvaluateRequest } from '../request.js';
import type { Table } from '../table.js';
import { ROW, type Sample, sqlScalar } from './change.js';

export type GoldenConfig = Extract<BehaviourConfig, { golden: unknown }>;

export interface Golden {
  readonly sample: Sample;
  /** A number or a label for each row; what is missing is expected of nobody, and refused. */
  readonly expected: readonly { readonly score: number | null; readonly label: string | null }[];
}

/** Reads the examples into a table with the columns of the dataset. Throws a usage error. */
export async function readGolden(
  table: Table,
  check: GoldenConfig,
  name: string,
  place: Pick<EvaluateRequest, 'root' | 'remote'>,
  signal: AbortSignal,
): Promise<Golden> {
  const columns = [...table.columns.keys()];
  const list = columns.map(sqlName).join(', ');
  await table.db.run(`CREATE TEMP TABLE ${name} AS SELECT ${list} FROM assay_data LIMIT 0`);
  await table.db.run(`ALTER TABLE ${name} ADD COLUMN ${ROW} BIGINT`);
  const expected =
    typeof check.golden === 'string'
      ? await fromFile(table, check.name, check.golden, name, place, signal)
      : await fromList(table, check.name, check.golden, name);
  const empty = expected.findIndex(({ score, label }) => (score === null) === (label === null));
  if (empty >= 0 || expected.length === 0) {
    throw usageError({
      message:
        expected.length === 0
          ? `behaviour ${check.name}: there is no golden example`
          : `behaviour ${check.name}: example ${empty + 1} says not what is expected`,
      expected: '`expected` (a number: the score or value) or `expected_label`, one of them in every example',
    });
  }
  const sample: Sample = {
    table,
    name,
    rows: expected.length,
    datasetRows: Float64Array.from(expected, (_, k) => k),
  };
  return { sample, expected };
}

type Examples = Extract<GoldenConfig['golden'], readonly unknown[]>;

async function fromList(table: Table, check: string, examples: Examples, name: string) {
  const problems: Problem[] = examples.flatMap(({ inputs }, k) =>
    unknownColumns(table, check, Object.keys(inputs), k + 1),
  );
  if (problems.length > 0) throw usageError(problems);
  for (const [k, { inputs }] of examples.entries()) {
    const entries = Object.entries(inputs);
    const names = [...entries.map(([column]) => sqlName(column)), ROW].join(', ');
    const values = [...entries.map(([, value]) => sqlScalar(value)), String(k)].join(', ');
    await fits(check, () => table.db.run(`INSERT INTO ${name} (${names}) VALUES (${values})`));
  }
  return examples.map((example) => ({
    score: example.expected ?? null,
    label: example.expected_label === undefined ? null : String(example.expected_label),
  }));
}

const LABEL = 'expected_label';

async function fromFile(
  table: Table,
  check: string,
  path: string,
  name: string,
  { root, remote }: Pick<EvaluateRequest, 'root' | 'remote'>,
  signal: AbortSignal,
) {
  const format = formatOf(path);
  if (format === null || format === 'files') {
    throw usageError({
      where: { file: path },
      message: `behaviour ${check}: the format is not known`,
      expected: 'CSV, JSON lines or Parquet',
    });
  }
  // The database may read nothing but its own folder.
  const copy = join(table.scratch, `${name}-${basename(path)}`);
  const from = isS3Url(path)
    ? (await remoteFile(remote, path)).path
    : isAbsolute(path)
      ? path
      : join(root, path);
  await copyFile(from, copy).catch((error: unknown) => {
    throw unreadable(path, 'the golden examples', error);
  });
  // Rows of the same kind: read as those of the dataset are, and words where that has words.
  const source = { name: `golden examples of ${check}`, path, format, files: [{ path: copy, shown: path }] };
  const texts = [...table.columns].flatMap(([column, type]) => (type === 'VARCHAR' ? [column] : []));
  const reading = await fits(check, () =>
    openReading(table.db, { ...source, contract: withHeader(table.dataset.contract) }, signal, {
      labels: [LABEL],
      texts,
    }),
  );
  const relation = reading.from;
  const found = [...reading.columns.keys()];
  const inputs = found.filter((column) => column !== 'expected' && column !== 'expected_label');
  const problems = unknownColumns(table, check, inputs, null);
  if (problems.length > 0) throw usageError(problems);
  const list = inputs.map(sqlName).join(', ');
  await fits(check, () =>
    table.db.run(
      `INSERT INTO ${name} (${list}, ${ROW}) SELECT ${list}, row_number() OVER () - 1 FROM ${relation}`,
    ),
  );
  const of = (column: string, type: string) =>
    found.includes(column) ? `CAST(${column} AS ${type}) AS ${column}` : `NULL AS ${column}`;
  const all = fits(check, () =>
    table.db.all(`SELECT ${of('expected', 'DOUBLE')}, ${of('expected_label', 'VARCHAR')} FROM ${relation}`),
  );
  const [rows] = await Promise.all([all, reading.verify(all.then(({ length }) => length))]);
  return rows.map((row) => ({
    score: typeof row['expected'] === 'number' ? row['expected'] : null,
    label: typeof row['expected_label'] === 'string' ? row['expected_label'] : null,
  }));
}

/** The columns of examples are their own, with what is expected among them: a header names them. */
function withHeader(contract: Dataset['contract']): Dataset['contract'] {
  if (!contract?.reading) return contract ?? null;
  return {
    ...contract,
    reading: { ...contract.reading, csv: { ...contract.reading.csv, header: true } },
  };
}

function unknownColumns(
  table: Table,
  check: string,
  names: readonly string[],
  example: number | null,
): Problem[] {
  const known = [...table.columns.keys()];
  return names
    .filter((column) => !table.columns.has(column))
    .map((column) => {
      const near = nearest(column, known);
      return {
        message: `behaviour ${check}: ${example === null ? 'the golden file' : `example ${example}`} names ${column}, which is no column of the dataset`,
        expected: `one of ${known.join(', ')}`,
        ...(near ? { fix: `did you mean ${near}?` } : {}),
      };
    });
}

async function fits<T>(check: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (
      !(error instanceof Error) ||
      !/^(Conversion|Binder|Out of Range|Invalid Input|IO) Error/.test(error.message)
    )
      throw error;
    throw usageError(
      {
        message: `behaviour ${check}: a golden example does not fit the dataset: ${error.message.split('\n')[0]}`,
      },
      error,
    );
  }
}
