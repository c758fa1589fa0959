/** What the values of a column suggest beyond their type: keys, lists of values, ranges, lengths, patterns. */
import type { Database } from '../../engines/index.js';
import { columnSql } from '../checks/lexical.js';
import type { Source } from '../source/index.js';
import { type TextForm, textForm } from './texts.js';
import type { ColumnFacts } from './types.js';

/** What is proposed for one word of the contract, and why: a person has to read the reason. */
export interface Guess<T> {
  readonly value: T;
  readonly why: string;
}

export interface Suggestion {
  readonly facts: ColumnFacts;
  readonly required: boolean;
  readonly unique: boolean;
  /** Different values; 0 where they were not counted. */
  readonly kinds: number;
  /** `logicalTypeOptions` by key. */
  readonly options: Readonly<Record<string, Guess<number | string>>>;
  readonly values: Guess<readonly string[]> | null;
  /** What no word of the contract says, and a person should know. */
  readonly remarks: readonly string[];
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
  const { column, type, rule, filled, nulls } = facts;
  const { raw, value, text } = columnSql(source.kind, column, column.sql, rule);
  const numeric = type === 'integer' || type === 'number';
  const temporal = type === 'date' || type === 'timestamp';
  const finite = numeric
    ? `CASE WHEN isfinite(CAST(${value} AS DOUBLE)) THEN CAST(${value} AS DOUBLE) END`
    : 'NULL';
  const scalar = type !== undefined && type !== 'object' && type !== 'array';
  const parts = [
    scalar ? `count(DISTINCT ${raw}) AS kinds` : '0 AS kinds',
    numeric
      ? `min(${finite}) AS low, max(${finite}) AS high, bool_and(isfinite(CAST(${value} AS DOUBLE))) AS finite`
      : '',
    temporal ? `CAST(min(${value}) AS VARCHAR) AS low, CAST(max(${value}) AS VARCHAR) AS high` : '',
    type === 'string' ? `min(length(${text})) AS short, max(length(${text})) AS long` : '',
  ].filter((part) => part !== '');
  const [row = {}] = await db.all(`SELECT ${parts.join(', ')} FROM ${source.from}`);
  const kinds = Number(row['kinds'] ?? 0);
  // A measurement may happen to be different everywhere; only what looks like a name is taken for a key.
  const unique = scalar && type !== 'number' && !temporal && filled >= KEY_ROWS && kinds === filled;
  const listable = type === 'string' && kinds > 0 && kinds <= LISTED && filled >= kinds * ROWS_PER_VALUE;
  const values = listable ? await distinctValues(db, source, raw, text) : null;
  const options: Record<string, Guess<number | string>> = {};
  const { low, high, short, long } = row;
  if (numeric && typeof low === 'number' && typeof high === 'number') {
    const why = `seen ${low} to ${high}, and ${100 * MARGIN}% of that width on both sides`;
    const { minimum, maximum } = widened(low, high, type === 'integer');
    options['minimum'] = { value: minimum, why };
    options['maximum'] = { value: maximum, why };
  }
  if (temporal && typeof low === 'string') {
    const first = type === 'date' ? low : low.replace(' ', 'T').replace(/\+00$/, '');
    options['minimum'] = {
      value: first,
      why: 'the first that was seen; there is no last, since time goes on',
    };
  }
  if (type === 'string' && values === null && typeof short === 'number' && typeof long === 'number') {
    const form = await textForm(db, source.from ?? '', text, { kinds, short, long });
    Object.assign(options, textOptions(form, short, long));
  }
  const infinite = numeric && row['finite'] === false;
  const remarks = [
    ...facts.remarks,
    ...(infinite ? ['holds NaN or infinity, which no contract lets pass'] : []),
  ];
  return {
    facts,
    required: rows > 0 && nulls === 0,
    unique,
    kinds,
    options,
    values: values === null ? null : { value: values, why: `all that were seen, in ${filled} values` },
    remarks,
  };
}

function textOptions(form: TextForm, short: number, long: number): Record<string, Guess<number | string>> {
  if (form.format !== undefined) return { format: { value: form.format, why: 'every value has this form' } };
  const pattern: Record<string, Guess<string>> = form.pattern === undefined
    ? {}
    : { pattern: { value: form.pattern, why: 'every value has this shape' } };
  if (short === long) {
    const why = 'every value has this length';
    return { minLength: { value: short, why }, maxLength: { value: long, why }, ...pattern };
  }
  const why = `the longest that was seen has ${long} characters, and half as much again`;
  return { maxLength: { value: Math.ceil(long * 1.5), why }, ...pattern };
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
