/** Periods of a dataset: which rows are current, and which are the reference (`same month last year`). */
import { usageError } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { sqlName } from '../dataset.js';
import type { View } from '../profile/view.js';

export interface WindowConfig {
  readonly column: string;
  readonly current: string;
  readonly reference: string;
}

/** A period as an SQL condition and as a reader says it; no condition where it is everything. */
export interface Period {
  readonly where: string | undefined;
  readonly words: string;
}

const UNITS: Readonly<Record<string, string>> = { h: 'hour', d: 'day', w: 'week', mo: 'month', y: 'year' };

interface Bounds {
  readonly from: string;
  readonly to: string;
  /** True where the period begins after `from` and ends with `to`; else it begins with `from` and ends before `to`. */
  readonly closed: boolean;
}

/**
 * Both periods, counted from the newest time in the current data and not from the clock: the same data give the same
 * verdict. Throws a usage error where the column is no time, has no values, or the words do not fit together.
 */
export async function periodsOf(
  db: Database,
  view: View,
  dataset: string,
  window: WindowConfig,
): Promise<{ readonly current: Period; readonly reference: Period }> {
  const column = view.columns.find(({ name }) => name === window.column);
  const wrong = (message: string, fix: string) =>
    usageError({ message: `dataset ${dataset}, drift.window: ${message}`, fix });
  if (
    column === undefined ||
    column.kind !== 'temporal' ||
    column.type.startsWith('TIME ') ||
    column.type === 'TIME'
  ) {
    throw wrong(
      column === undefined ? `there is no column ${window.column}` : `${window.column} is ${column.type}`,
      'name a column with dates or timestamps; text needs a contract that says so',
    );
  }
  const time = `CAST(${sqlName(window.column)} AS TIMESTAMP)`;
  const current = currentBounds(window.current);
  const reference = referenceBounds(window.reference, window.current, current);
  if (reference === 'unfit') {
    throw wrong(
      `reference "${window.reference}" needs a period for current, which is "${window.current}"`,
      'write `current: last 7d`, or another period',
    );
  }
  const [newest] = await db.all(`SELECT CAST(max(${time}) AS VARCHAR) AS t FROM ${view.from}`);
  const latest = newest?.['t'];
  if (typeof latest !== 'string')
    throw wrong(`${window.column} has no values`, 'choose a column that is filled');
  const text = async (bounds: Bounds | null): Promise<Period> => {
    if (bounds === null) return { where: undefined, words: 'all rows' };
    const [row] = await db.all(
      `SELECT CAST(${bounds.from} AS VARCHAR) AS f, CAST(${bounds.to} AS VARCHAR) AS t FROM (SELECT TIMESTAMP '${latest}' AS newest)`,
    );
    const [from, to] = [String(row?.['f']), String(row?.['t'])];
    const { closed } = bounds;
    return {
      where: `${time} ${closed ? '>' : '>='} TIMESTAMP '${from}' AND ${time} ${closed ? '<=' : '<'} TIMESTAMP '${to}'`,
      words: `${closed ? 'after' : 'from'} ${short(from)} ${closed ? 'to' : 'to before'} ${short(to)}`,
    };
  };
  return { current: await text(current), reference: await text(reference) };
}

function short(timestamp: string): string {
  return timestamp.replace(/ 00:00:00$/, '');
}

function interval(amount: string, unit: string): string {
  return `INTERVAL '${amount} ${UNITS[unit] ?? unit}'`;
}

function currentBounds(words: string): Bounds | null {
  const last = /^last (\d+)(h|d|w|mo|y)$/.exec(words);
  if (last !== null) {
    return { from: `newest - ${interval(last[1] ?? '', last[2] ?? '')}`, to: 'newest', closed: true };
  }
  const calendar = /^this (day|week|month|year)$/.exec(words);
  if (calendar === null) return null;
  const from = `date_trunc('${calendar[1]}', newest)`;
  return { from, to: `${from} + INTERVAL '1 ${calendar[1]}'`, closed: false };
}

function referenceBounds(
  words: string,
  currentWords: string,
  current: Bounds | null,
): Bounds | null | 'unfit' {
  if (words === 'all') return null;
  const [from, to] = words.split('..');
  if (from !== undefined && to !== undefined) {
    return { from: `TIMESTAMP '${from}'`, to: `TIMESTAMP '${to}'`, closed: false };
  }
  if (words === 'same month last year') {
    const start = "date_trunc('month', newest) - INTERVAL '1 year'";
    return { from: start, to: `${start} + INTERVAL '1 month'`, closed: false };
  }
  if (current === null) return 'unfit';
  const same = /^same period last (week|month|year)$/.exec(words);
  if (same !== null) {
    const back = `- INTERVAL '1 ${same[1]}'`;
    return { from: `${current.from} ${back}`, to: `${current.to} ${back}`, closed: current.closed };
  }
  const previous = /^previous(?: (\d+)(h|d|w|mo|y))?$/.exec(words);
  const length =
    previous?.[1] !== undefined ? interval(previous[1], previous[2] ?? '') : lengthOf(currentWords);
  return { from: `${current.from} - ${length}`, to: current.from, closed: current.closed };
}

/** `last 7d` is as long as 7 days, `this month` as a month. */
function lengthOf(words: string): string {
  const last = /^last (\d+)(h|d|w|mo|y)$/.exec(words);
  return last === null ? interval('1', words.slice('this '.length)) : interval(last[1] ?? '', last[2] ?? '');
}
