/**
 * The dataset under evaluation as a relation of DuckDB, locked so that the conditions of slices can read nothing
 * else: its rows in a fixed order, its columns with their types.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssayError, type Context, nearest, type Problem, usageError } from '../base/index.js';
import { type ColumnsAs, type Dataset, openReading, sqlName, sqlString } from '../data/index.js';
import { type Database, openDatabase } from '../engines/index.js';
import type { Task } from '../results/index.js';

/** Name of the view over the dataset's rows. */
export const DATA = 'assay_data';

export interface Table {
  readonly db: Database;
  readonly dataset: Dataset;
  readonly rows: number;
  /** Column → DuckDB type, in the order of the file. */
  readonly columns: ReadonlyMap<string, string>;
  /** A folder of its own; the only one that the database may read and write besides the dataset. */
  readonly scratch: string;
  close(): Promise<void>;
}

/** Columns of labels, or of texts, by the task: CSV does not tell them from booleans and numbers. */
export function wordsOf(
  task: Task,
  names: readonly (string | undefined)[],
): Pick<ColumnsAs, 'labels' | 'texts'> {
  if (task === 'text') return { texts: names };
  return task === 'binary' || task === 'multiclass' ? { labels: names } : {};
}

/**
 * Opens a dataset, its text by its contract. Text formats are read once and kept as Parquet, so that every later pass is
 * fast and typed alike; columns of `ids` keep every digit, and those of `labels` their words. Throws a usage error where the files cannot be read. Close it always.
 */
export async function openTable(ctx: Context, dataset: Dataset, as: ColumnsAs = {}): Promise<Table> {
  const db = await openDatabase(ctx);
  const scratch = await mkdtemp(join(tmpdir(), 'assay-evaluate-'));
  const close = async () => {
    db.close();
    await rm(scratch, { recursive: true, force: true });
  };
  try {
    const reading = await readable(dataset, () => openReading(db, dataset, ctx.signal, as));
    let relation = reading.from;
    const paths = dataset.files.map((file) => file.path);
    if (dataset.format !== 'parquet') {
      const typed = join(scratch, 'dataset.parquet');
      const copied = readable(dataset, async () => {
        await db.run(`COPY (SELECT * FROM ${relation}) TO ${sqlString(typed)} (FORMAT parquet)`);
        const [count] = await db.all(`SELECT count(*) AS n FROM read_parquet(${sqlString(typed)})`);
        return Number(count?.['n']);
      });
      await Promise.all([copied, reading.verify(copied)]);
      relation = `read_parquet(${sqlString(typed)})`;
      paths.push(typed);
    }
    await db.run(`SET allowed_paths = [${paths.map(sqlString).join(', ')}]`);
    await db.run(`SET allowed_directories = [${sqlString(scratch)}]`);
    await db.run('SET enable_external_access = false');
    await db.run('SET lock_configuration = true');
    return await readable(dataset, async () => {
      await db.run(`CREATE VIEW ${DATA} AS SELECT * FROM ${relation}`);
      const columns = new Map<string, string>();
      for (const row of await db.all(`DESCRIBE ${DATA}`)) {
        columns.set(String(row.column_name), String(row.column_type));
      }
      const [count] = await db.all(`SELECT count(*) AS n FROM ${DATA}`);
      return { db, dataset, rows: Number(count?.n), columns, scratch, close };
    });
  } catch (error) {
    await close();
    throw error;
  }
}

async function readable<T>(dataset: Dataset, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (
      error instanceof Error &&
      !(error instanceof AssayError) &&
      /^(?:Invalid Input|IO|Conversion|Binder|Parser) Error/.test(error.message)
    ) {
      throw usageError(
        {
          where: { file: dataset.path },
          message: `dataset ${dataset.name} cannot be read: ${error.message}`,
          fix: `run \`assay validate\` on it to see every broken row`,
        },
        error,
      );
    }
    throw error;
  }
}

/** The type of a column, or a problem that names the columns there are. `key` is where the name was written. */
export function columnType(
  table: Pick<Table, 'columns' | 'dataset'>,
  name: string,
  role: string,
): string | Problem {
  const type = table.columns.get(name);
  if (type !== undefined) return type;
  const names = [...table.columns.keys()];
  const near = nearest(name, names);
  return {
    message: `${role} ${name} is no column of dataset ${table.dataset.name}`,
    expected: `one of ${names.join(', ')}`,
    ...(near ? { fix: `did you mean ${near}?` } : {}),
  };
}

/** Refuses an id column that does not identify: missing or repeated values. */
export async function checkIds(table: Table, id: string): Promise<void> {
  const column = sqlName(id);
  const [row] = await table.db.all(
    `SELECT count(*) - count(${column}) AS missing, count(${column}) - count(DISTINCT ${column}) AS repeated FROM ${DATA}`,
  );
  const problems: Problem[] = [];
  if (Number(row?.missing) > 0) {
    problems.push({ message: `${row?.missing} rows of dataset ${table.dataset.name} have no ${id}` });
  }
  if (Number(row?.repeated) > 0) {
    const examples = await table.db.all(
      `SELECT CAST(${column} AS VARCHAR) AS id FROM ${DATA} WHERE ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1 ORDER BY 1 LIMIT 3`,
    );
    problems.push({
      message: `${id} does not identify the rows of dataset ${table.dataset.name}: ${row?.repeated} rows repeat an earlier one (${examples.map((example) => example.id).join(', ')})`,
      fix: 'name a column with a value of its own for each row, or leave the id out: then the row number serves',
    });
  }
  if (problems.length > 0) throw usageError(problems);
}
