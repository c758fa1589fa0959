/**
 * Conditions in SQL that users write: each is one boolean expression over declared columns. No subquery, no
 * table, no function that reads files or gives another answer each time. The text is parsed by DuckDB itself,
 * and its columns are found in the tree, not by looking at the text.
 */
import { nearest, type Problem } from '../base/index.js';
import type { Database } from '../engines/index.js';
import { sqlString } from './dataset.js';

/** Kinds of expression that compute from the values of one row. */
const ALLOWED = new Set([
  'COLUMN_REF',
  'CONSTANT',
  'COMPARISON',
  'CONJUNCTION',
  'OPERATOR',
  'FUNCTION',
  'CAST',
  'CASE',
  'BETWEEN',
  'COLLATE',
]);
/** Scalar functions that look beyond the row, although DuckDB calls them consistent. */
const DENIED =
  /^(?:current_|getvariable|getenv|pg_|in_search_path|txid|version|error|query|read_|write_|nextval|currval|has_)/;

const HEAD = 'SELECT (';

type Node = { readonly [key: string]: unknown };

/** A column that a condition names: where its text stands, in bytes from the start of the condition. */
interface Reference {
  readonly start: number;
  readonly end: number;
  /** As `columns` has it. */
  readonly name: string;
}

export interface ParsedCondition {
  readonly text: string;
  readonly columns: readonly string[];
  /** The condition with each column replaced. */
  sql(replace: (column: string) => string): string;
}

export type Conditions = ReadonlyMap<string, ParsedCondition>;

/** The parsed condition, or what is wrong with it. Columns are compared without case, as DuckDB does. */
export async function parseCondition(
  db: Database,
  where: string,
  columns: readonly string[],
): Promise<ParsedCondition | Problem> {
  const expected = 'a condition over the columns of the dataset, such as hour >= 18';
  // The new line ends a comment in the condition, which would swallow the bracket.
  const [row] = await db.all(`SELECT json_serialize_sql(${sqlString(`${HEAD}${where}\n)`)}) AS tree`);
  const tree: unknown = JSON.parse(String(row?.tree));
  if (!isNode(tree) || tree.error !== false) {
    const message = isNode(tree) ? String(tree.error_message) : 'no parse';
    return { message: `the condition ${where} cannot be read: ${message}`, expected };
  }
  const expression = singleExpression(tree);
  // In brackets of its own it may close them: `false) AND (false` is false, and so is NOT before it.
  if (expression === null || !(await standsAlone(db, where)))
    return { message: `${where} is not one single condition`, expected };

  const functions = await consistentFunctions(db);
  const find = (name: string) =>
    columns.find((column) => column === name) ??
    columns.find((column) => column.toLowerCase() === name.toLowerCase());
  const references: Reference[] = [];
  const bytes = Buffer.from(where);
  const walk = (node: unknown): Problem | null => {
    if (Array.isArray(node)) return firstProblem(node, walk);
    if (!isNode(node)) return null;
    const kind = node.class;
    if (typeof kind === 'string') {
      if (!ALLOWED.has(kind)) {
        return {
          message: `the condition ${where} holds a ${kind.toLowerCase().replaceAll('_', ' ')}`,
          expected,
        };
      }
      if (kind === 'COLUMN_REF') {
        const found = referenceOf(node, bytes, find);
        if (found === null) return columnProblem(node, where, columns);
        references.push(found);
        return null;
      }
      if (kind === 'FUNCTION') {
        const name = String(node.function_name).toLowerCase();
        if (!functions.has(name) || DENIED.test(name)) {
          return {
            message: `the condition ${where} calls ${name}, which is not a function of one row's values`,
            expected,
          };
        }
      }
    }
    return firstProblem(Object.values(node), walk);
  };
  const problem = walk(expression);
  if (problem !== null) return problem;
  references.sort((a, b) => a.start - b.start);
  return {
    text: where,
    columns: [...new Set(references.map(({ name }) => name))],
    sql(replace) {
      const parts: string[] = [];
      let at = 0;
      for (const { start, end, name } of references) {
        if (start < at) continue;
        parts.push(bytes.subarray(at, start).toString(), replace(name));
        at = end;
      }
      return `(${parts.join('')}${bytes.subarray(at).toString()}\n)`;
    },
  };
}

/** The place and the column of a reference, or null where no column has its name. */
function referenceOf(
  node: Node,
  bytes: Buffer,
  find: (name: string) => string | undefined,
): Reference | null {
  const names = Array.isArray(node.column_names) ? node.column_names.map(String) : [];
  // `column.field` reaches into a struct.
  const written = names[0] ?? '';
  const name = find(written);
  if (name === undefined) return null;
  const start = Number(node.query_location) - HEAD.length;
  const quoted = sqlQuoted(written);
  const length = [quoted, written]
    .map((text) => Buffer.byteLength(text))
    .find((size, index) => {
      const text = bytes.subarray(start, start + size).toString();
      return text.toLowerCase() === (index === 0 ? quoted : written).toLowerCase();
    });
  return length === undefined ? null : { start, end: start + length, name };
}

function sqlQuoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function columnProblem(node: Node, where: string, columns: readonly string[]): Problem {
  const names = Array.isArray(node.column_names) ? node.column_names.map(String) : [];
  const name = names[0] ?? '';
  const near = nearest(name, columns);
  return {
    message: `the condition ${where} names ${name}, which is no column of the dataset`,
    expected: `one of ${columns.join(', ')}`,
    fix: `${near ? `did you mean ${near}? ` : ''}a text stands in single quotes: '${name}'`,
  };
}

async function standsAlone(db: Database, where: string): Promise<boolean> {
  const [row] = await db.all(`SELECT json_serialize_sql(${sqlString(`SELECT ${where}\n`)}) AS tree`);
  const tree: unknown = JSON.parse(String(row?.tree));
  return isNode(tree) && tree.error === false && singleExpression(tree) !== null;
}

/** The expression of `SELECT (expression)`, or null where the text was more than that. */
function singleExpression(tree: Node): unknown {
  const statements = tree.statements;
  if (!Array.isArray(statements) || statements.length !== 1) return null;
  const select: unknown = isNode(statements[0]) ? statements[0].node : null;
  if (!isNode(select) || select.type !== 'SELECT_NODE') return null;
  const list = select.select_list;
  const plain =
    Array.isArray(list) &&
    list.length === 1 &&
    isNode(select.from_table) &&
    select.from_table.type === 'EMPTY' &&
    isEmpty(select.modifiers) &&
    isEmpty(select.group_expressions) &&
    ['where_clause', 'having', 'qualify', 'sample'].every((part) => select[part] === null);
  return plain && Array.isArray(list) ? list[0] : null;
}

/** Names of scalar functions that give the same answer for the same arguments. Operators are among them. */
async function consistentFunctions(db: Database): Promise<Set<string>> {
  const rows = await db.all(
    "SELECT DISTINCT lower(function_name) AS name FROM duckdb_functions() WHERE function_type IN ('scalar') AND (stability IS NULL OR stability = 'CONSISTENT')",
  );
  return new Set(rows.map((row) => String(row.name)));
}

function firstProblem(list: readonly unknown[], of: (item: unknown) => Problem | null): Problem | null {
  for (const item of list) {
    const problem = of(item);
    if (problem !== null) return problem;
  }
  return null;
}
function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
