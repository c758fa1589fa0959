/** From what is configured to what is read of each row: columns, crossings, bins of numbers, conditions, `*`. */
import { groupDigits, type Problem } from '../base/index.js';
import type { SliceConfig } from '../config/index.js';
import { sqlName, sqlString } from '../data/index.js';
import { type ColumnRequest, isNumeric, numberText, textOf } from './columns.js';
import { sliceProblem } from './slice-sql.js';
import { columnType, DATA, type Table } from './table.js';

/** One part of a slice's name: a column, or bins of it, or a condition. */
export interface SlicePart {
  readonly request: ColumnRequest<'text'>;
  /** `origin=SEA` for the value SEA; null for a missing value. */
  readonly nameOf: (value: string | null) => string;
}
export interface SliceSpec {
  /** As people wrote it. */
  readonly name: string;
  /** Several: a crossing. */
  readonly parts: readonly SlicePart[];
  /** A condition: rows that it does not hold for are no slice. */
  readonly condition: string | null;
}

export const EVERY_COLUMN = '*';
/** Of `*`: a text column with more values says nothing by each; a column of numbers with more is binned. */
const MANY_TEXTS = 50;
const MANY_NUMBERS = 20;
const USUAL_BINS = 4;

/** Reads what is configured. Every problem is collected; nothing is read of the rows but counts and quantiles. */
export async function sliceSpecs(
  table: Table,
  configured: readonly SliceConfig[],
  /** Columns that hold the truth or the predictions: `*` leaves them out. */
  reserved: ReadonlySet<string>,
): Promise<{ specs: SliceSpec[]; problems: Problem[]; notChecked: string[] }> {
  const specs: SliceSpec[] = [];
  const problems: Problem[] = [];
  const notChecked: string[] = [];
  for (const slice of configured) {
    if (slice === EVERY_COLUMN) {
      const every = await everyColumn(table, reserved);
      specs.push(...every.specs.filter(({ name }) => !configured.includes(name)));
      notChecked.push(...every.notChecked);
      continue;
    }
    const found =
      typeof slice === 'string'
        ? columnsSpec(table, slice)
        : 'where' in slice
          ? await conditionSpec(table, slice)
          : await binsSpec(table, slice);
    if (Array.isArray(found)) problems.push(...found);
    else specs.push(found);
  }
  const names = new Set<string>();
  for (const { name } of specs) {
    if (names.has(name)) problems.push({ message: `the slice ${name} is there twice` });
    names.add(name);
  }
  return { specs, problems, notChecked };
}

export function columnPart(column: string, type: string): SlicePart {
  return { request: textOf(sqlName(column), type), nameOf: (value) => `${column}=${value ?? 'NULL'}` };
}

/** One column, or several with × between them. A column whose own name holds × comes first. */
function columnsSpec(table: Table, text: string): SliceSpec | Problem[] {
  const names = table.columns.has(text) ? [text] : text.split('×').map((part) => part.trim());
  const parts: SlicePart[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const type = columnType(table, name, 'the slice');
    if (typeof type === 'string') parts.push(columnPart(name, type));
    else problems.push(type);
  }
  if (new Set(names).size < names.length)
    problems.push({ message: `the slice ${text} crosses a column with itself` });
  return problems.length > 0 ? problems : { name: names.join(' × '), parts, condition: null };
}

async function conditionSpec(
  table: Table,
  slice: { readonly name: string; readonly where: string },
): Promise<SliceSpec | Problem[]> {
  const { name, where } = slice;
  const problem = await conditionProblem(table, slice);
  if (problem) return [problem];
  const request = { sql: `CASE WHEN (${where}\n) THEN 'in' END`, kind: 'text' } as const;
  return { name, parts: [{ request, nameOf: () => name }], condition: where };
}

async function conditionProblem(
  table: Table,
  slice: { readonly name: string; readonly where: string },
): Promise<Problem | null> {
  const problem = await sliceProblem(table.db, slice.where, [...table.columns.keys()]);
  if (problem) return { ...problem, message: `slice ${slice.name}: ${problem.message}` };
  const wrong = (detail: string): Problem => ({
    message: `slice ${slice.name}: ${slice.where} is no condition over these columns: ${detail}`,
    expected: 'an expression that is true or false for each row',
  });
  try {
    const [row] = await table.db.all(`DESCRIBE SELECT (${slice.where}\n) AS condition FROM ${DATA}`);
    const type = String(row?.column_type);
    return type === 'BOOLEAN' ? null : wrong(`it gives ${type}`);
  } catch (error) {
    // The text of the user's expression is at fault, not this program.
    return wrong(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

async function binsSpec(
  table: Table,
  slice: {
    readonly column: string;
    readonly bins?: number | undefined;
    readonly edges?: readonly number[] | undefined;
  },
): Promise<SliceSpec | Problem[]> {
  const { column } = slice;
  const type = columnType(table, column, 'the slice');
  if (typeof type !== 'string') return [type];
  if (!isNumeric(type)) {
    return [
      { message: `the slice ${column} is ${type}`, expected: 'a column of numbers, for bins or edges' },
    ];
  }
  const edges = slice.edges ?? (await quantiles(table, column, slice.bins ?? USUAL_BINS));
  if (edges.some((edge, k) => k > 0 && edge <= (edges[k - 1] ?? edge))) {
    return [{ message: `the edges of the slice ${column} do not rise: ${edges.join(', ')}` }];
  }
  return { name: column, parts: [binsPart(column, edges)], condition: null };
}

/** Edges between bins of about equally many rows, rounded to six digits so that names are what is meant. */
async function quantiles(table: Table, column: string, bins: number): Promise<number[]> {
  const shares = Array.from({ length: bins - 1 }, (_, k) => (k + 1) / bins);
  const value = `CAST(${sqlName(column)} AS DOUBLE)`;
  const [row] = await table.db.all(
    `SELECT CAST(to_json(quantile_disc(${value}, [${shares.join(', ')}])) AS VARCHAR) AS edges FROM ${DATA} WHERE isfinite(${value})`,
  );
  const all: unknown = JSON.parse(String(row?.edges ?? '[]'));
  const edges = Array.isArray(all) ? all.filter((edge) => typeof edge === 'number') : [];
  return [...new Set(edges.map((edge) => Number(edge.toPrecision(6))))].sort((a, b) => a - b);
}

/** `distance<350`, `distance=[350, 700)`, `distance>=700`. NaN is a missing value. */
function binsPart(column: string, edges: readonly number[]): SlicePart {
  const value = `CAST(${sqlName(column)} AS DOUBLE)`;
  const [first, last] = [edges[0], edges.at(-1)];
  const names = edges.map((edge, k) =>
    k === 0
      ? `${column}<${numberText(edge)}`
      : `${column}=[${numberText(edges[k - 1] ?? edge)}, ${numberText(edge)})`,
  );
  const whens = edges.map((edge, k) => `WHEN ${value} < ${edge}::DOUBLE THEN ${sqlString(names[k] ?? '')}`);
  const rest = last === undefined || first === undefined ? column : `${column}>=${numberText(last)}`;
  return {
    request: {
      sql: `CASE WHEN ${value} IS NULL OR isnan(${value}) THEN NULL ${whens.join(' ')} ELSE ${sqlString(rest)} END`,
      kind: 'text',
    },
    nameOf: (name) => name ?? `${column}=NULL`,
  };
}

async function everyColumn(table: Table, reserved: ReadonlySet<string>) {
  const specs: SliceSpec[] = [];
  const notChecked: string[] = [];
  const columns = [...table.columns].filter(([name]) => !reserved.has(name));
  const counts = columns.map(([name], k) => `count(DISTINCT ${sqlName(name)}) AS c${k}`);
  const [row] = counts.length === 0 ? [] : await table.db.all(`SELECT ${counts.join(', ')} FROM ${DATA}`);
  for (const [k, [name, type]] of columns.entries()) {
    const distinct = Number(row?.[`c${k}`] ?? 0);
    if (isNumeric(type) && distinct > MANY_NUMBERS) {
      specs.push({
        name,
        parts: [binsPart(name, await quantiles(table, name, USUAL_BINS))],
        condition: null,
      });
    } else if (!isNumeric(type) && !/^(?:VARCHAR|BOOLEAN|ENUM\(.*\))$/.test(type)) {
      notChecked.push(`slices of ${name}: it is ${type}`);
    } else if (distinct > MANY_TEXTS) {
      notChecked.push(`slices of ${name}: it has ${groupDigits(distinct)} values`);
    } else specs.push({ name, parts: [columnPart(name, type)], condition: null });
  }
  return { specs, notChecked };
}
