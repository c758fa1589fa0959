/**
 * How every stage reads the rows of a dataset: text by the dialect, the policy and the types of its contract, as
 * `validate` reads it; without a contract as the engine types it. Whoever computes on text that was read otherwise
 * computes on other values than those that were validated.
 */
import { type Problem, usageError } from '../base/index.js';
import type { Database } from '../engines/index.js';
import { type ColumnSql, columnSql } from './checks/lexical.js';
import { expectedText } from './checks/text-types.js';
import { type Contract, type ContractColumn, type LogicalType, loadContract } from './contract/index.js';
import {
  type DataFormat,
  type FoundDataset,
  noRows,
  relationSql,
  sqlName,
  sqlPath,
  sqlString,
} from './dataset.js';
import { faultFinding, rowsAgree } from './findings.js';
import { openSource, type Source, type SourceColumn } from './source/index.js';
import { letsPass, toleratedFaults } from './tolerance.js';

export interface DatasetReading {
  /** SQL after FROM: the columns under their names. A value that is not of its type makes the query fail. */
  readonly from: string;
  /** Name → DuckDB type, in the order of the data. */
  readonly columns: ReadonlyMap<string, string>;
  /**
   * Reads the bytes and refuses, as a usage error, what `validate` finds broken in the files and the contract does not
   * let pass: the engine leaves such rows out without a word. `rows` is how many the engine read. Begins at once, and
   * looks at nothing where no contract says how text is read.
   */
  verify(rows: Promise<number>): Promise<void>;
}

/** Columns that must not be taken for what their content looks like. */
export interface ColumnsAs {
  /** Keep every digit. */
  readonly ids?: readonly (string | undefined)[];
  /** Labels: `yes` and `no` are no booleans. */
  readonly labels?: readonly (string | undefined)[];
  /** Texts: `07` is no number. */
  readonly texts?: readonly (string | undefined)[];
}

/** Whether a column of text would be read as something else than the words that stand there. */
export function losesWords(name: string, type: string, { labels, texts }: ColumnsAs): boolean {
  return (
    (labels?.includes(name) === true && type === 'BOOLEAN') ||
    (texts?.includes(name) === true && type !== 'VARCHAR')
  );
}

/** Whole numbers beyond 64 bits: several ids would be one, as DOUBLE, which Parquet keeps HUGEINT as too. */
function losesDigits(name: string, type: string, { ids }: ColumnsAs): boolean {
  return ids?.includes(name) === true && /^(?:DOUBLE|U?HUGEINT|BIGNUM)$/.test(type);
}

/** The dataset with the contract that its text is read by; typed formats need none. Throws a usage error. */
export async function withContract<T extends FoundDataset>(
  dataset: T,
  reference: string | undefined,
  root: string,
): Promise<T> {
  if (reference === undefined || (dataset.format !== 'csv' && dataset.format !== 'jsonl')) return dataset;
  return { ...dataset, contract: await loadContract(reference, root) };
}

/**
 * A FROM expression over a file that a program wrote, typed by the engine: no dataset, and of no contract. CSV has a
 * header. Throws the engine's own errors.
 */
export function writtenFile(
  db: Database,
  path: string,
  format: 'parquet' | 'csv' | 'jsonl',
  as: ColumnsAs,
): Promise<string> {
  const relation = {
    parquet: `read_parquet(${sqlPath(path)})`,
    csv: `read_csv(${sqlPath(path)}, header = true, sample_size = -1)`,
    jsonl: `read_json(${sqlPath(path)}, format = 'newline_delimited')`,
  }[format];
  return asWritten(db, format, relation, as);
}

/**
 * Opens the rows of a dataset. Types that the contract leaves open are those that all values have under its policy.
 * Throws a usage error where nothing can be read, and the engine's own error where that cannot read without a contract.
 */
export async function openReading(
  db: Database,
  dataset: FoundDataset,
  signal: AbortSignal,
  as: ColumnsAs = {},
): Promise<DatasetReading> {
  if (dataset.format === 'files') throw noRows(dataset);
  const { contract } = dataset;
  if (dataset.format === 'parquet' || !contract) {
    const from = await asWritten(db, dataset.format, relationSql(dataset), as);
    return { from, columns: await describe(db, from), verify: () => Promise.resolve() };
  }
  const source = await openSource(db, dataset, signal, contract);
  refuse(source, contract, source.faults, null);
  const from = await typed(db, source, source.from ?? '', contract, as);
  return {
    from,
    columns: await describe(db, from),
    verify: (rows) => verified(source, contract, rows, signal),
  };
}

async function describe(db: Database, from: string): Promise<Map<string, string>> {
  const rows = await db.all(`DESCRIBE SELECT * FROM ${from}`);
  return new Map(rows.map((row) => [String(row['column_name']), String(row['column_type'])]));
}

/** The engine's own typing, but for columns whose words or digits it would lose. */
async function asWritten(db: Database, format: DataFormat, relation: string, as: ColumnsAs): Promise<string> {
  if (format === 'parquet') return relation;
  const columns = [...(await describe(db, relation))];
  const isLost = ([name, type]: readonly [string, string]) =>
    losesDigits(name, type, as) || (format === 'csv' && losesWords(name, type, as));
  if (!columns.some(isLost)) return relation;
  const types = (list: typeof columns) =>
    `{${list.map((column) => `${sqlString(column[0])}: ${sqlString(isLost(column) ? 'VARCHAR' : column[1])}`).join(', ')}}`;
  // A reader of JSON takes types for all columns or for none.
  const option =
    format === 'csv' ? `types = ${types(columns.filter(isLost))}` : `columns = ${types(columns)}`;
  return relation.replace(/\)$/, `, ${option})`);
}

/** Narrowest first; `0` and `1` are whole numbers, and no booleans. */
const OPEN_TYPES: readonly LogicalType[] = ['integer', 'number', 'boolean', 'date', 'timestamp', 'time'];

interface Field {
  readonly column: SourceColumn;
  readonly rule: ContractColumn | undefined;
  readonly sql: ColumnSql;
  /** Of JSON that is no plain value: what all of it looks like, as `json_transform` takes it. */
  readonly structure?: string;
}

async function typed(
  db: Database,
  source: Source,
  from: string,
  contract: Contract,
  as: ColumnsAs,
): Promise<string> {
  const fields = await fieldsOf(db, source, from, contract);
  const plain = fields.map((field, at) => `${valueSql(field)} AS v${at}`);
  const described = await db.all(`DESCRIBE SELECT ${plain.join(', ')} FROM ${from}`);
  const inner: string[] = [];
  const outer = fields.map((field, at) => {
    const { name } = field.column;
    const type = String(described[at]?.['column_type']);
    const kept = losesWords(name, type, as) || losesDigits(name, type, as);
    inner.push(`${field.sql.raw} AS r${at}`, `${field.sql.value} AS v${at}`);
    if (kept) inner.push(`${field.sql.text} AS t${at}`);
    const value = kept ? `t${at}` : shaped(field, `v${at}`);
    const strict = field.sql.bad !== null && !letsPass(contract, 'type', name);
    const guarded = strict
      ? `CASE WHEN r${at} IS NOT NULL AND v${at} IS NULL THEN error(${said(field, `r${at}`)}) ELSE ${value} END`
      : value;
    return `${guarded} AS ${sqlName(name)}`;
  });
  const { brokenRow } = source;
  const strict = brokenRow !== null && !letsPass(contract, 'json', undefined);
  if (brokenRow !== null) inner.push(`${brokenRow} AS broken`);
  const whole = strict ? " WHERE CASE WHEN broken THEN error('a line is no JSON object') ELSE true END" : '';
  return `(SELECT ${outer.join(', ')} FROM (SELECT ${inner.join(', ')} FROM ${from})${whole})`;
}

/** Of a column whose values are never shown, the message does not show one either. */
function said({ column, rule }: Field, raw: string): string {
  const expected = rule === undefined ? 'of its type' : expectedText(rule);
  const holds = `column ${column.name} holds `;
  if (rule?.personal === true) return sqlString(`${holds}a value that is not ${expected}`);
  return `${sqlString(`${holds}"`)} || left(${raw}, 100) || ${sqlString(`", which is not ${expected}`)}`;
}

function valueSql(field: Field): string {
  return shaped(field, field.sql.value);
}

function shaped({ structure }: Field, value: string): string {
  return structure === undefined
    ? value
    : `json_transform_strict(CAST(${value} AS JSON), ${sqlString(structure)})`;
}

async function fieldsOf(db: Database, source: Source, from: string, contract: Contract): Promise<Field[]> {
  const fallback = contract.reading?.text;
  const fieldOf = (column: SourceColumn, rule: ContractColumn | undefined): Field => ({
    column,
    rule,
    sql: columnSql(source.kind, column, column.sql, rule, fallback),
  });
  const fields = source.columns.map((column) =>
    fieldOf(
      column,
      contract.columns.find(({ name }) => name === column.name),
    ),
  );
  const isJson = (column: SourceColumn) => source.kind === 'json' && column.partition !== true;
  const bare = ({ column, rule }: Field, type: LogicalType): ContractColumn => ({
    name: column.name,
    required: false,
    unique: false,
    quality: [],
    place: {},
    ...rule,
    personal: rule?.personal ?? false,
    type,
    options: {},
  });
  const asked = fields.flatMap((field, at): string[] => {
    const { column, rule, sql } = field;
    if (isJson(column)) {
      const open = rule?.type === undefined || rule.type === 'object' || rule.type === 'array';
      return open ? [`json_group_structure(CAST(${sql.value} AS JSON)) AS s${at}`] : [];
    }
    if (rule?.type !== undefined) return [];
    const fits = OPEN_TYPES.map((type, nth) => {
      const { bad } = fieldOf(column, bare(field, type)).sql;
      return `coalesce(bool_or(${bad ?? 'false'}), true) AS b${at}_${nth}`;
    });
    return [`count(${sql.raw}) AS n${at}`, ...fits];
  });
  if (asked.length === 0) return fields;
  const [row = {}] = await db.all(`SELECT ${asked.join(', ')} FROM ${from}`);
  return fields.map((field, at) => {
    const structure = row[`s${at}`];
    if (typeof structure === 'string') return ofJson(field, structure);
    if (!(Number(row[`n${at}`] ?? 0) > 0)) return field;
    const type = OPEN_TYPES.find((_, nth) => row[`b${at}_${nth}`] === false);
    return type === undefined ? field : fieldOf(field.column, bare(field, type));
  });
}

/** JSON whose values are of several kinds, or strings, is text. */
function ofJson(field: Field, structure: string): Field {
  if (['"JSON"', '"NULL"', '"VARCHAR"'].includes(structure))
    return { ...field, sql: { ...field.sql, value: field.sql.text, bad: null } };
  // What is empty everywhere has no type of its own.
  return { ...field, structure: structure.replaceAll('"NULL"', '"VARCHAR"') };
}

/** Reads the bytes of a source, and refuses as a usage error what is broken and what the engine left out. */
export async function verified(
  source: Source,
  contract: Contract,
  rows: Promise<number>,
  signal: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  // Where the engine gives up, that is the error; nothing is left running behind it.
  rows.catch(() => stop.abort());
  const readings = [];
  try {
    for (const index of source.found.files.keys()) readings.push(await source.read(index, either));
  } catch (error) {
    signal.throwIfAborted();
    await rows;
    throw error;
  }
  const count = await rows;
  refuse(
    source,
    contract,
    readings.flatMap(({ faults }) => faults),
    count,
  );
  const { finding, known } = rowsAgree(source, readings, count);
  if (!known) throw unreadable(source, [{ message: finding?.message ?? 'its rows could not be counted' }]);
}

function refuse(source: Source, contract: Contract, faults: Source['faults'], rows: number | null): void {
  const left = toleratedFaults(faults, contract, rows).filter(
    ({ verdict }) => verdict === 'fail' || verdict === 'error',
  );
  const problems = left.map((fault) => ({ message: faultFinding(fault, source.found.name).message }));
  if (problems.length > 0) throw unreadable(source, problems);
  if (source.from === null) throw unreadable(source, [{ message: 'there is nothing to read' }]);
}

function unreadable({ found }: Source, problems: readonly Problem[]): Error {
  return usageError(
    problems.map((problem) => ({
      ...problem,
      message: `dataset ${found.name} cannot be read by its contract: ${problem.message}`,
      fix: 'run `assay validate` on it; its findings say what is broken',
    })),
  );
}
