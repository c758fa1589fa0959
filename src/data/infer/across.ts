/** What holds between columns: a key of two of them, and times that never come before others. */
import type { Database } from '../../engines/index.js';
import { columnSql } from '../checks/lexical.js';
import { sqlName } from '../dataset.js';
import type { Source } from '../source/index.js';
import type { Suggestion } from './limits.js';

/** How many pairs are tried: each costs a scan. */
const PAIRS = 8;
const ENOUGH_ROWS = 20;

/** The names of two columns that together tell every row apart, where no column does alone; null where none do. */
export async function compositeKey(
  db: Database,
  source: Source,
  suggestions: readonly Suggestion[],
  rows: number,
): Promise<readonly [string, string] | null> {
  if (rows < ENOUGH_ROWS) return null;
  const parts = suggestions
    .filter(
      ({ facts: { type }, required, kinds }) =>
        required && kinds > 1 && type !== 'number' && type !== 'boolean',
    )
    .filter(({ facts: { type } }) => type !== 'object' && type !== 'array' && type !== undefined);
  const pairs = parts.flatMap((a, at) => parts.slice(at + 1).map((b) => [a, b] as const));
  const possible = pairs
    .filter(([a, b]) => a.kinds * b.kinds >= rows)
    .sort(([a, b], [c, d]) => a.kinds * b.kinds - c.kinds * d.kinds);
  for (const [a, b] of possible.slice(0, PAIRS)) {
    const [row = {}] = await db.all(
      `SELECT count(DISTINCT row(${a.facts.column.sql}, ${b.facts.column.sql})) AS n FROM ${source.from}`,
    );
    if (Number(row['n']) === rows) return [a.facts.column.name, b.facts.column.name];
  }
  return null;
}

export interface NotAfter {
  readonly first: string;
  readonly last: string;
}

/** Pairs of times of which the first never comes after the second, though their ranges overlap. One scan. */
export async function timesInOrder(
  db: Database,
  source: Source,
  suggestions: readonly Suggestion[],
): Promise<NotAfter[]> {
  const times = suggestions
    .filter(
      ({ facts: { type, filled } }) => (type === 'date' || type === 'timestamp') && filled >= ENOUGH_ROWS,
    )
    .slice(0, 6);
  const pairs = times.flatMap((a) =>
    times.filter((b) => b !== a && a.facts.type === b.facts.type).map((b) => [a, b] as const),
  );
  if (pairs.length === 0) return [];
  const value = ({ facts: { column, rule } }: Suggestion) =>
    columnSql(source.kind, column, column.sql, rule).value;
  const parts = pairs.flatMap(([a, b], at) => [
    `count(*) FILTER (WHERE ${value(a)} > ${value(b)}) AS wrong${at}`,
    `count(*) FILTER (WHERE ${value(a)} < ${value(b)}) AS right${at}`,
    // Where the ranges do not meet, the order says nothing about rows.
    `coalesce(max(${value(a)}) > min(${value(b)}), false) AS meet${at}`,
  ]);
  const [row = {}] = await db.all(`SELECT ${parts.join(', ')} FROM ${source.from}`);
  return pairs.flatMap(([a, b], at) =>
    Number(row[`wrong${at}`]) === 0 && Number(row[`right${at}`]) >= ENOUGH_ROWS && row[`meet${at}`] === true
      ? [{ first: a.facts.column.name, last: b.facts.column.name }]
      : [],
  );
}

/** The rule for it, in the words of the contract. */
export function orderRule({ first, last }: NotAfter): Record<string, unknown> {
  return {
    name: `${first} not after ${last}`,
    type: 'sql',
    query: `SELECT count(*) FROM {object} WHERE ${sqlName(first)} > ${sqlName(last)}`,
    mustBe: 0,
  };
}
