/** What both sides of a split have: ids, groups, whole rows. */

import type { Finding } from '../../results/index.js';
import { sqlName } from '../dataset.js';
import { comparable } from './comparable.js';
import {
  both,
  columnOf,
  type LeakageReport,
  occurrences,
  type Split,
  told,
  unlooked,
  untold,
} from './side.js';

interface Shared {
  readonly count: number;
  readonly filled: number;
  /** Rows of `current` without a value. */
  readonly missing: number;
  readonly examples: unknown;
}

/** Rows of `current` whose value of a column comes in the other column of `against` too. */
async function sharedValues(split: Split, column: string, other: string): Promise<Shared | Finding> {
  const { db, current, against } = split;
  const check = 'leakage.id';
  const pair = both(split, check, column, other);
  if ('problem' in pair) return pair.problem;
  const [a, b] = comparable(pair.a, pair.b);
  const [row] = await db.all(
    `WITH theirs AS (SELECT DISTINCT ${b} AS v FROM ${against.view.from} WHERE ${b} IS NOT NULL), counted AS (SELECT ${a} AS v, count(*) AS times FROM ${current.view.from} WHERE ${a} IS NOT NULL GROUP BY 1), shared AS (SELECT * FROM counted WHERE v IN (SELECT v FROM theirs)) SELECT (SELECT coalesce(sum(times), 0) FROM shared) AS count, (SELECT least((SELECT count(*) FROM theirs), coalesce(sum(times), 0)) FROM counted) AS filled, (SELECT list(s) FROM (SELECT CAST(v AS VARCHAR) AS value, times FROM shared ORDER BY times DESC, v LIMIT 5) AS s) AS examples, (SELECT count(*) FROM ${current.view.from} WHERE ${a} IS NULL) AS missing`,
  );
  return {
    count: Number(row?.['count'] ?? 0),
    filled: Number(row?.['filled'] ?? 0),
    missing: Number(row?.['missing'] ?? 0),
    examples: row?.['examples'],
  };
}

export async function sharedIds(split: Split, id: string): Promise<LeakageReport> {
  const { current, against } = split;
  const found = await sharedValues(split, id, against.side.id ?? id);
  if ('check' in found) {
    return one({ ...found, fix: 'name the column in `id:` of the datasets' });
  }
  const { count, filled, missing, examples } = found;
  if (filled === 0) {
    return one(
      untold(split, 'leakage.id', id, 'inconclusive', 'one of the sides has no ids, only missing values'),
    );
  }
  const rest = unlooked(split, 'leakage.id', id, missing);
  if (count === 0) return { findings: rest, notChecked: [], checks: 1 };
  const shared = told(split, {
    check: 'leakage.id',
    column: id,
    weight: 'certain',
    expected: `no ${id} of ${against.name}`,
    actual: `${count} rows`,
    count,
    of: current.rows,
    where: occurrences(current, id, examples),
    message: `${count} of ${current.rows} rows have an id that ${against.name} has too`,
    fix: 'split by id, so that what belongs to one id lies on one side',
  });
  return { findings: [shared, ...rest], notChecked: [], checks: 1 };
}

/** The same user, patient or session on both sides. */
export async function sharedGroups(split: Split, columns: readonly string[]): Promise<LeakageReport> {
  const { current, against } = split;
  const findings: Finding[] = [];
  for (const column of columns) {
    const found = await sharedValues(split, column, column);
    if ('check' in found) {
      findings.push({ ...found, check: 'leakage.group' });
      continue;
    }
    const { count, filled, missing, examples } = found;
    if (filled > 0) findings.push(...unlooked(split, 'leakage.group', column, missing));
    if (filled === 0) {
      findings.push(
        untold(split, 'leakage.group', column, 'inconclusive', 'one of the sides has only missing values'),
      );
    } else if (count > 0) {
      findings.push(
        told(split, {
          check: 'leakage.group',
          column,
          weight: 'certain',
          expected: `no ${column} of ${against.name}`,
          actual: `${count} rows`,
          count,
          of: current.rows,
          where: occurrences(current, column, examples),
          message: `${count} of ${current.rows} rows have a \`${column}\` that ${against.name} has too`,
          fix: `split by ${column}, so that what belongs together lies on one side`,
        }),
      );
    }
  }
  return { findings, notChecked: [], checks: columns.length };
}

/** Equal rows may be nothing but chance where rows repeat within `against` too: up to that share it is a warning. */
export async function sharedRows(split: Split): Promise<LeakageReport> {
  const { db, current, against } = split;
  const dataset = current.name;
  const [a, b] = [current.view, against.view];
  const names = a.columns.map(({ name }) => name).filter((name) => columnOf(against, name) !== undefined);
  const alone = [...a.columns, ...b.columns].map(({ name }) => name).filter((name) => !names.includes(name));
  const notChecked =
    alone.length > 0
      ? [
          `${dataset}: leakage was looked for without ${[...new Set(alone)].join(', ')}, which only one side has`,
        ]
      : [];
  if (names.length === 0) {
    const reason = `${dataset} and ${against.name} have no column in common`;
    return { findings: [untold(split, 'leakage.rows', undefined, 'error', reason)], notChecked, checks: 1 };
  }
  const [ours, theirs] = [[] as string[], [] as string[]];
  for (const name of names) {
    const [one, two] = [columnOf(current, name), columnOf(against, name)];
    if (one === undefined || two === undefined) continue;
    const [x, y] = comparable(one, two);
    ours.push(`${x} AS k${ours.length}`);
    theirs.push(`${y} AS k${theirs.length}`);
  }
  const same = names.map((_, index) => `a.k${index} IS NOT DISTINCT FROM b.k${index}`).join(' AND ');
  const [row] = await db.all(
    `SELECT count(*) AS count FROM (SELECT ${ours.join(', ')} FROM ${a.from}) AS a SEMI JOIN (SELECT ${theirs.join(', ')} FROM ${b.from}) AS b ON ${same}`,
  );
  const [count, rows] = [Number(row?.['count'] ?? 0), current.rows];
  if (count === 0) return { ...none(1), notChecked };
  const list = names.map(sqlName).join(', ');
  const [repeats] = await db.all(
    `SELECT coalesce(sum(times) FILTER (WHERE times > 1), 0)::DOUBLE / greatest(1, sum(times)) AS share FROM (SELECT count(*) AS times FROM ${b.from} GROUP BY ${list})`,
  );
  const natural = Number(repeats?.['share'] ?? 0);
  const chance = count / rows <= natural;
  const finding = told(split, {
    check: 'leakage.rows',
    weight: chance ? 'likely' : 'certain',
    expected: `no row of ${against.name}`,
    actual: `${count} rows`,
    count,
    of: rows,
    message: `${count} of ${rows} rows are in ${against.name} too${chance ? `, where ${(100 * natural).toPrecision(2)}% of the rows repeat anyway` : ''}`,
    fix: 'remove the rows from one side, or name the column that identifies a row in `id:`',
  });
  return { findings: [finding], notChecked, checks: 1 };
}

function none(checks: number): LeakageReport {
  return { findings: [], notChecked: [], checks };
}

function one(finding: Finding): LeakageReport {
  return { findings: [finding], notChecked: [], checks: 1 };
}
