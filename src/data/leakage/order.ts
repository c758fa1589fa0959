/** Time, size and categories: what the judged side has that the other cannot have taught. */

import type { Finding } from '../../results/index.js';
import { comparable } from './comparable.js';
import { both, type LeakageReport, occurrences, type Split, told, unlooked, untold } from './side.js';

/** Rows of `current` that are not later than the last of `against`: a model must not have seen its own future. */
export async function timeOrder(split: Split, column: string): Promise<LeakageReport> {
  const { db, current, against } = split;
  const check = 'leakage.time';
  const report = (findings: Finding[]): LeakageReport => ({ findings, notChecked: [], checks: 1 });
  const pair = both(split, check, column);
  if ('problem' in pair) return report([pair.problem]);
  const odd = [pair.a, pair.b].find(({ type }) => !/^(DATE|TIMESTAMP)/.test(type));
  if (odd !== undefined) {
    return report([
      untold(split, check, column, 'error', `\`${column}\` is ${odd.type}, not a date or timestamp`),
    ]);
  }
  const [a, b] = ['TIMESTAMP', 'TIMESTAMP'].map(
    (type) => `CAST("${column.replaceAll('"', '""')}" AS ${type})`,
  );
  const [row] = await db.all(
    `WITH theirs AS (SELECT max(${b}) FILTER (WHERE isfinite(${b})) AS latest FROM ${against.view.from}) SELECT CAST((SELECT latest FROM theirs) AS VARCHAR) AS latest, count(*) FILTER (WHERE ${a} <= (SELECT latest FROM theirs)) AS count, count(${a}) AS filled, CAST(min(${a}) AS VARCHAR) AS first FROM ${current.view.from}`,
  );
  const [count, filled] = [Number(row?.['count'] ?? 0), Number(row?.['filled'] ?? 0)];
  if (filled === 0 || row?.['latest'] === null) {
    return report([untold(split, check, column, 'inconclusive', 'one of the sides has no times')]);
  }
  const rest = unlooked(split, check, column, current.rows - filled);
  if (count === 0) return report(rest);
  return report([
    ...rest,
    told(split, {
      check,
      column,
      weight: 'certain',
      expected: `only times after ${row?.['latest']}, the last of ${against.name}`,
      actual: `the first is ${row?.['first']}`,
      count,
      of: current.rows,
      message: `${count} of ${current.rows} rows are not later than the last of ${against.name}`,
      fix: 'split by time: what a model is judged on comes after what it learned from',
    }),
  ]);
}

/** Rows of `current` with a value that `against` never has. */
export async function newCategories(
  split: Split,
  columns: readonly string[],
  check = 'leakage.categories',
): Promise<LeakageReport> {
  const { db, current, against } = split;
  const findings: Finding[] = [];
  for (const column of columns) {
    const pair = both(split, check, column);
    if ('problem' in pair) {
      findings.push(pair.problem);
      continue;
    }
    const [a, b] = comparable(pair.a, pair.b);
    const [row] = await db.all(
      `WITH theirs AS (SELECT DISTINCT ${b} AS v FROM ${against.view.from} WHERE ${b} IS NOT NULL), counted AS (SELECT ${a} AS v, count(*) AS times FROM ${current.view.from} WHERE ${a} IS NOT NULL GROUP BY 1), strange AS (SELECT * FROM counted WHERE v NOT IN (SELECT v FROM theirs)) SELECT (SELECT coalesce(sum(times), 0) FROM strange) AS count, (SELECT count(*) FROM strange) AS kinds, (SELECT count(*) FROM theirs) AS known, (SELECT count(*) FROM counted) AS own, (SELECT list(s) FROM (SELECT CAST(v AS VARCHAR) AS value, times FROM strange ORDER BY times DESC, v LIMIT 5) AS s) AS examples`,
    );
    const count = Number(row?.['count'] ?? 0);
    if (Number(row?.['known'] ?? 0) === 0 || Number(row?.['own'] ?? 0) === 0) {
      findings.push(untold(split, check, column, 'inconclusive', 'one of the sides has only missing values'));
    } else if (count > 0) {
      const label = check !== 'leakage.categories';
      findings.push(
        told(split, {
          check,
          column,
          weight: label ? 'certain' : 'likely',
          expected: `values of \`${column}\` that ${against.name} has`,
          actual: `${row?.['kinds']} others`,
          count,
          of: current.rows,
          where: occurrences(current, column, row?.['examples']),
          message: `${count} of ${current.rows} rows have a \`${column}\` that never comes in ${against.name}`,
          fix: label
            ? 'a model cannot predict a label that it never saw: put such rows on both sides'
            : 'put such rows on both sides, or tell the model what to do with unknown values',
        }),
      );
    }
  }
  return { findings, notChecked: [], checks: columns.length };
}

/** The rows of `current` against those of `against`. */
export function sizeRatio(split: Split, [low, high]: readonly [number, number]): LeakageReport {
  const { current, against } = split;
  const ratio = current.rows / against.rows;
  const findings =
    ratio >= low && ratio <= high
      ? []
      : [
          told(split, {
            check: 'leakage.size',
            weight: 'likely',
            expected: `${low} to ${high} times the rows of ${against.name}`,
            actual: String(Number(ratio.toPrecision(4))),
            message: `${current.name} has ${current.rows} rows, ${against.name} ${against.rows}`,
            fix: 'split otherwise, or change `size_ratio`',
          }),
        ];
  return { findings, notChecked: [], checks: 1 };
}
