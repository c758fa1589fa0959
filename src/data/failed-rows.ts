/**
 * Writes all rows that break a check to a file, for tools that mend data: which dataset, file, row and line, why,
 * and the columns as they lie in the data. Everything goes through tables of the engine, which spill to the disk:
 * memory does not grow with the number of rows.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { type Context, environmentError, messageOf, usageError } from '../base/index.js';
import type { Database } from '../engines/index.js';
import type { Judgement, Planned } from './checks/check.js';
import { failingText } from './checks/queries.js';
import type { Contract } from './contract/index.js';
import { sqlName, sqlString } from './dataset.js';
import { REDACTED } from './examples.js';
import { purpose } from './explain.js';
import { readStructure, type StructureTables } from './failed-structure.js';
import type { Prepared } from './plan.js';
import type { Source } from './source/index.js';

export interface FailedRowsTarget {
  /** Absolute; `{dataset}` stands for the name of the dataset. */
  readonly path: string;
  /** Values of personal columns are written too. */
  readonly personal: boolean;
}

/** Columns that say where a row lies and why; the data's own of these names get a `_`. */
const TAKEN = /^assay_(dataset|file|row|line|reasons|path|position|line_row)_*$/i;

const FORMATS: readonly { readonly ending: RegExp; readonly copy: string; readonly lists: boolean }[] = [
  { ending: /\.parquet$/i, copy: 'FORMAT parquet, COMPRESSION zstd', lists: true },
  { ending: /\.csv$/i, copy: 'FORMAT csv, HEADER', lists: false },
  { ending: /\.(jsonl|ndjson)$/i, copy: 'FORMAT json', lists: true },
];

/**
 * Throws a usage error for an ending that is none of the formats, and where the file is one that is read: `inputs` are
 * absolute paths, by the name of their dataset.
 */
export function checkFailedRowsPath(
  path: string,
  inputs: readonly (readonly [dataset: string, path: string])[] = [],
): void {
  const hit = inputs.find(([, input]) =>
    inputs.some(([dataset]) => relative(input, path.replaceAll('{dataset}', dataset)) === ''),
  );
  if (hit !== undefined) {
    throw usageError({
      message: `failed rows would be written over ${hit[1]}, which is data of ${hit[0]}`,
      expected: 'the name of another file',
    });
  }
  if (FORMATS.some(({ ending }) => ending.test(path))) return;
  throw usageError({
    message: `${path} is no name for a file of failed rows`,
    expected: 'a name that ends in .parquet, .csv or .jsonl; {dataset} in it makes a file for each dataset',
  });
}

/** A check that failed. */
export interface Broken {
  readonly planned: Planned;
  readonly judged: Pick<Judgement, 'rows'>;
}

interface Kept {
  readonly table: string;
  readonly path: string;
}

export class FailedRows {
  private readonly kept: Kept[] = [];
  private readonly temporary: string[] = [];

  constructor(
    private readonly ctx: Context,
    private readonly db: Database,
  ) {}

  /**
   * Keeps the rows of a dataset that break one of `broken`, or whose record is faulty. `prepared` is that of the
   * scan. `linesKnown` false leaves out rows and lines of text: engine and structure did not see the same rows.
   */
  async add(
    target: FailedRowsTarget,
    source: Source,
    contract: Contract,
    prepared: Prepared,
    broken: readonly Broken[],
    linesKnown: boolean,
  ): Promise<void> {
    const { db } = this;
    const id = this.kept.length;
    const out = `assay_failed_${id}`;
    const tables: StructureTables = { lines: `assay_lines_${id}`, faults: `assay_faults_${id}` };
    this.temporary.push(out, tables.lines, tables.faults);
    await readStructure(db, source, tables, this.ctx.signal);
    const { reasons, joins } = await this.reasonsOf(id, source, contract, prepared, broken);
    const personal = new Set([
      ...contract.columns.filter((rule) => rule.personal).map((rule) => rule.name),
      // What a check found to be personal is as if the contract said so.
      ...broken.flatMap(({ planned: { measure } }) =>
        measure.kind === 'value' && measure.redacted === true ? (measure.shows ?? []) : [],
      ),
    ]);
    const columns = source.columns.map(({ name, sql }) => {
      const hidden = personal.has(name) && !target.personal;
      return `${hidden ? `CASE WHEN p.${sql} IS NOT NULL THEN ${sqlString(REDACTED)} END` : `p.${sql}`} AS ${sqlName(TAKEN.test(name) ? `${name}_` : name)}`;
    });
    const extra = ['assay_file', 'assay_row', ...source.columns.map((column) => column.sql)];
    const faulty = linesKnown && source.kind !== 'typed';
    if (faulty) {
      joins.push(
        `LEFT JOIN (SELECT path, engine_row, list(reason) AS faults FROM ${tables.faults} WHERE engine_row IS NOT NULL GROUP BY ALL) f ON f.path = p.assay_file AND f.engine_row = p.assay_row`,
      );
    }
    const why = `list_filter([${[...reasons, 'NULL::VARCHAR'].join(', ')}], lambda r: r IS NOT NULL)`;
    const all = faulty ? `list_concat(${why}, coalesce(f.faults, []))` : why;
    const reads = source.located.map(
      (relation) =>
        `SELECT ${['p.assay_file AS assay_path', 'p.assay_row AS assay_row', `${all} AS assay_reasons`, ...columns].join(', ')} FROM ${prepared.from(relation, extra)} p ${joins.join(' ')}`,
    );
    const empty =
      'SELECT NULL::VARCHAR AS assay_path, NULL::BIGINT AS assay_row, NULL::VARCHAR[] AS assay_reasons LIMIT 0';
    await db.run(
      purpose(
        `the failed rows of ${source.found.name}`,
        `CREATE OR REPLACE TEMP TABLE ${out}_rows AS SELECT * FROM (${reads.length === 0 ? empty : reads.join(' UNION ALL ')}) WHERE len(assay_reasons) > 0`,
      ),
    );
    this.temporary.push(`${out}_rows`);
    await db.run(placed(`${out}_rows`, out, tables, source, linesKnown));
    this.kept.push({ table: out, path: target.path.replaceAll('{dataset}', source.found.name) });
  }

  /** Writes the files; each appears whole, also where no row failed. Returns their paths and how many rows each has. */
  async finish(): Promise<{ path: string; rows: number }[]> {
    const paths = [...new Set(this.kept.map(({ path }) => path))];
    const written: { path: string; rows: number }[] = [];
    for (const path of paths) {
      const format = FORMATS.find(({ ending }) => ending.test(path));
      if (format === undefined) throw new RangeError(`no format for ${path}`);
      const parts = this.kept
        .filter((kept) => kept.path === path)
        .map(({ table }) => `SELECT * FROM ${table}`);
      const list = format.lists ? '' : " REPLACE (array_to_string(assay_reasons, '; ') AS assay_reasons)";
      const query = `SELECT *${list} FROM (${parts.join(' UNION ALL BY NAME ')})`;
      await this.write(path, query, format.copy);
      const [row] = await this.db.all(`SELECT count(*) AS n FROM (${query})`);
      written.push({ path, rows: Number(row?.['n']) });
    }
    return written;
  }

  async close(): Promise<void> {
    for (const table of this.temporary.splice(0)) await this.db.run(`DROP TABLE IF EXISTS ${table}`);
  }

  private async write(path: string, query: string, copy: string): Promise<void> {
    const part = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await this.db.run(`COPY (${query}) TO ${sqlString(part)} (${copy})`);
      await rename(part, path);
    } catch (error) {
      this.ctx.signal.throwIfAborted();
      throw environmentError(
        {
          message: `the failed rows cannot be written to ${path}: ${messageOf(error)}`,
          fix: 'name a file that can be written',
        },
        error,
      );
    } finally {
      await rm(part, { force: true });
    }
  }

  /** A text for each broken check, as SQL that is NULL where the row keeps it, and the joins that it needs. */
  private async reasonsOf(
    id: number,
    source: Source,
    contract: Contract,
    prepared: Prepared,
    broken: readonly Broken[],
  ): Promise<{ reasons: string[]; joins: string[] }> {
    const reasons: string[] = [];
    const joins: string[] = [];
    for (const { planned, judged } of broken) {
      const { measure } = planned;
      const text = sqlString(reasonOf(planned));
      if (measure.kind === 'rows') {
        const condition = measure.condition(prepared.lookup);
        if (condition !== 'true') reasons.push(`CASE WHEN ${condition} THEN ${text} END`);
      } else if (judged.rows !== undefined) {
        reasons.push(`CASE WHEN ${judged.rows(prepared.lookup)} THEN ${text} END`);
      } else if (measure.kind === 'query') {
        const failing = failingText(planned, source, contract);
        if (failing === null) continue;
        const table = `assay_failing_${id}_${joins.length}`;
        const what = `the rows that ${reasonOf(planned)} finds`;
        await this.db.run(purpose(what, `CREATE OR REPLACE TEMP TABLE ${table} AS ${failing}`));
        this.temporary.push(table);
        joins.push(
          `LEFT JOIN (SELECT DISTINCT *, true AS assay_hit FROM ${table}) ${table} ON ${table}.assay_file = p.assay_file AND ${table}.assay_row = p.assay_row`,
        );
        reasons.push(`CASE WHEN ${table}.assay_hit THEN ${text} END`);
      } else if (measure.kind === 'duplicates' && source.from !== null) {
        const table = `assay_repeated_${id}_${joins.length}`;
        const keys = measure.columns.map((name) => prepared.lookup(name).key);
        const named = keys.map((key, position) => `${key} AS assay_d${position}`);
        const filled = keys.length === 1 ? `WHERE ${keys[0]} IS NOT NULL` : '';
        await this.db.run(
          purpose(
            `the values that ${reasonOf(planned)} finds more than once`,
            `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${named.join(', ')} FROM ${prepared.from(source.from)} ${filled} GROUP BY ${keys.join(', ')} HAVING count(*) > 1`,
          ),
        );
        this.temporary.push(table);
        const same = keys.map((key, position) => `${table}.assay_d${position} IS NOT DISTINCT FROM p.${key}`);
        joins.push(`LEFT JOIN (SELECT *, true AS assay_hit FROM ${table}) ${table} ON ${same.join(' AND ')}`);
        reasons.push(`CASE WHEN ${table}.assay_hit THEN ${text} END`);
      }
    }
    return { reasons, joins };
  }
}

/** `range: delay`; what stands in the list of reasons. */
function reasonOf({ check, column, measure }: Planned): string {
  const subject = column ?? (measure.kind === 'duplicates' ? measure.columns.join(' + ') : '');
  return subject === '' ? check : `${check}: ${subject}`;
}

/** The failed rows with their places, and the records that the engine could not read at all. */
function placed(
  rows: string,
  out: string,
  { lines, faults }: StructureTables,
  source: Source,
  linesKnown: boolean,
): string {
  const dataset = `${sqlString(source.found.name)} AS assay_dataset`;
  const files = source.found.files.map(
    ({ path, shown }, position) => `(${sqlString(path)}, ${sqlString(shown)}, ${position})`,
  );
  const names = `(VALUES ${files.join(', ')}) n(path, shown, position)`;
  const typed = source.kind === 'typed';
  const known = !typed && linesKnown;
  const row = typed ? 'r.assay_row' : known ? 'r.assay_row - l.engine_row + l.record' : 'NULL::BIGINT';
  const line = known ? 'r.assay_row - l.engine_row + l.line' : 'NULL::BIGINT';
  const located = known
    ? `${rows} r ASOF LEFT JOIN ${lines} l ON r.assay_path = l.path AND r.assay_row >= l.engine_row`
    : `${rows} r`;
  const read = `SELECT n.position AS assay_position, ${dataset}, n.shown AS assay_file, ${row} AS assay_line_row, ${line} AS assay_line, r.* EXCLUDE (assay_path, assay_row) FROM ${located} JOIN ${names} ON n.path = r.assay_path`;
  // A row of the header has no number.
  const dropped = `SELECT n.position AS assay_position, ${dataset}, n.shown AS assay_file, f.record AS assay_line_row, f.line AS assay_line, list(f.reason) AS assay_reasons FROM ${faults} f JOIN ${names} ON n.path = f.path ${known ? 'WHERE f.engine_row IS NULL' : ''} GROUP BY ALL`;
  const both = typed ? read : `${read} UNION ALL BY NAME ${dropped}`;
  return purpose(
    `their places`,
    `CREATE OR REPLACE TEMP TABLE ${out} AS SELECT * EXCLUDE (assay_position) RENAME (assay_line_row AS assay_row) FROM (${both}) ORDER BY assay_position, assay_line_row NULLS FIRST, assay_line`,
  );
}
