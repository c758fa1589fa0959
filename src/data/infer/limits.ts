/** What the values of a column suggest beyond their type: keys, lists of values, ranges, lengths, patterns. */
import type { Database } from '../../engines/index.js';
import { columnSql } from '../checks/lexical.js';
import type { Source } from '../source/index.js';
import { bareColumn, type ColumnFacts } from './types.js';

export interface Suggestion {
  readonly facts: ColumnFacts;
  readonly required: boolean;
  readonly unique: boolean;
  readonly options: Record<string, number | string>;
  readonly values: readonly string[] | null;
  readonly guesses: readonly string[];
}

/** At most so many different values make a list, and only where each comes often enough to be no accident. */
const LISTED = 20;
const ROWS_PER_VALUE = 20;
/** How far beyond what was seen a range goes: this share of its width on both sides. */
const MARGIN = 0.1;
/** Fewer rows say nothing about keys. */
const KEY_ROWS = 20;

export async function suggest(
  db: Database,
  source: Source,
  facts: ColumnFacts,
  rows: number,
): Promise<Suggestion> {
  const { column, type, filled, nulls } = facts;
  const { name } = column;
  const { value, text } = columnSql(source.kind, column, column.sql, bareColumn(name, type));
  const numeric = type === 'integer' || type === 'number';
  const temporal = type === 'date' || type === 'timestamp';
  const finite = numeric
    ? `CASE WHEN isfinite(CAST(${value} AS DOUBLE)) THEN CAST(${value} AS DOUBLE) END`
    : 'NULL';
  const scalar = type !== undefined && type !== 'object' && type !== 'array';
  const [row = {}] = await db.all(
    `SELECT ${[
      scalar ? `count(DISTINCT ${column.sql}) AS kinds` : '0 AS kinds',
      numeric
        ? `min(${finite}) AS low, max(${finite}) AS high, bool_and(isfinite(CAST(${value} AS DOUBLE))) AS finite`
        : '',
      temporal ? `CAST(min(${value}) AS VARCHAR) AS low, CAST(max(${value}) AS VARCHAR) AS high` : '',
      type === 'string' ? `min(length(${text})) AS short, max(length(${text})) AS long` : '',
    ]
      .filter((part) => part !== '')
      .join(', ')} FROM ${source.from}`,
  );
  const kinds = Number(row['kinds'] ?? 0);
  const guesses: string[] = [];
  const options: Record<string, number | string> = {};
  const required = rows > 0 && nulls === 0;
  if (required) guesses.push(`${name}: required, since no value is missing`);
  // A measurement may happen to be different everywhere; only what looks like a name is taken for a key.
  const unique = scalar && type !== 'number' && !temporal && filled >= KEY_ROWS && kinds === filled;
  if (unique) guesses.push(`${name}: unique, since no value comes twice`);
  const listable = type === 'string' && kinds > 0 && kinds <= LISTED && filled >= kinds * ROWS_PER_VALUE;
  const values = listable ? await distinctValues(db, source, column.sql, text) : null;
  if (values !== null) guesses.push(`${name}: one of ${values.length} values, all that were seen`);
  if (numeric && !unique && typeof row['low'] === 'number' && typeof row['high'] === 'number') {
    Object.assign(options, widened(row['low'], row['high'], type === 'integer'));
    guesses.push(
      `${name}: ${options['minimum']} to ${options['maximum']}, what was seen and ${100 * MARGIN}% on both sides`,
    );
  }
  if (temporal && typeof row['low'] === 'string') {
    options['minimum'] = type === 'date' ? row['low'] : row['low'].replace(' ', 'T').replace(/\+00$/, '');
    guesses.push(`${name}: not before ${options['minimum']}, the first that was seen`);
  }
  if (
    type === 'string' &&
    values === null &&
    typeof row['long'] === 'number' &&
    typeof row['short'] === 'number'
  ) {
    if (row['short'] === row['long']) options['minLength'] = row['short'];
    options['maxLength'] = row['short'] === row['long'] ? row['long'] : Math.ceil(row['long'] * 1.5);
    guesses.push(`${name}: at most ${options['maxLength']} characters`);
  }
  if (numeric && row['finite'] === false)
    guesses.push(`${name}: holds NaN or infinity, which no contract lets pass`);
  return { facts, required, unique, options, values, guesses };
}

async function distinctValues(db: Database, source: Source, sql: string, text: string): Promise<string[]> {
  const rows = await db.all(
    `SELECT DISTINCT ${text} AS v FROM ${source.from} WHERE ${sql} IS NOT NULL ORDER BY v`,
  );
  return rows.map((row) => String(row['v']));
}

/** The range that was seen and a margin, to round numbers; a lower end of zero or more stays at zero or more. */
function widened(low: number, high: number, whole: boolean): { minimum: number; maximum: number } {
  const width = high - low || Math.abs(high) || 1;
  const margin = width * MARGIN;
  const step = 10 ** Math.floor(Math.log10(Number.isFinite(margin) && margin > 0 ? margin : 1));
  const down = (value: number) => Math.floor(value / step) * step;
  const up = (value: number) => Math.ceil(value / step) * step;
  let minimum = Math.min(low, tidy(down(low - margin)));
  let maximum = Math.max(high, tidy(up(high + margin)));
  if (low >= 0 && minimum < 0) minimum = 0;
  if (high <= 0 && maximum > 0) maximum = 0;
  if (!Number.isFinite(minimum)) minimum = low;
  if (!Number.isFinite(maximum)) maximum = high;
  return whole ? { minimum: Math.floor(minimum), maximum: Math.ceil(maximum) } : { minimum, maximum };
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
