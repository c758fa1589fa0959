/** Leakage: rows or ids that a dataset shares with the one it must be independent of. */
import type { Context } from '../base/index.js';
import type { Database } from '../engines/index.js';
import type { Finding, Verdict } from '../results/index.js';
import type { Contract } from './contract/index.js';
import { type FoundDataset, sqlName } from './dataset.js';
import { openView, type View } from './profile/view.js';

export interface LeakageSide {
  readonly found: FoundDataset;
  readonly contract: Contract | null;
  /** Column that identifies a row; without one, whole rows are compared. */
  readonly id: string | undefined;
}

export interface LeakageReport {
  readonly findings: Finding[];
  readonly notChecked: string[];
  readonly checks: number;
}

/**
 * Looks for ids of `current` in `against`, or, without an id, for whole rows over the columns that both have.
 * Equal rows may be nothing but chance where rows repeat within `against` too: up to that share it is a warning.
 * Throws a usage error where a dataset cannot be read.
 */
export async function findLeakage(
  ctx: Context,
  db: Database,
  current: LeakageSide,
  against: LeakageSide,
): Promise<LeakageReport> {
  const a = await openView(db, current.found, current.contract, ctx.signal);
  const b = await openView(db, against.found, against.contract, ctx.signal);
  return current.id === undefined
    ? sharedRows(db, current, against, a, b)
    : sharedIds(db, current, against, a, b, current.id);
}

async function sharedIds(
  db: Database,
  current: LeakageSide,
  against: LeakageSide,
  a: View,
  b: View,
  id: string,
): Promise<LeakageReport> {
  const other = against.id ?? id;
  const dataset = current.found.name;
  const lacking = [
    ...(a.columns.some(({ name }) => name === id) ? [] : [`${dataset} has no column \`${id}\``]),
    ...(b.columns.some(({ name }) => name === other)
      ? []
      : [`${against.found.name} has no column \`${other}\``]),
  ];
  if (lacking.length > 0) {
    return one({
      check: 'leakage.id',
      verdict: 'error',
      severity: 'error',
      subject: { dataset, column: id },
      where: [],
      message: `ids cannot be compared: ${lacking.join('; ')}`,
      fix: 'name the column in `id:` of the datasets',
    });
  }
  const condition = `CAST(${sqlName(id)} AS VARCHAR) IN (SELECT CAST(${sqlName(other)} AS VARCHAR) FROM ${b.from})`;
  const { count, rows } = await counted(db, a, condition);
  if (count === 0) return { findings: [], notChecked: [], checks: 1 };
  const personal = current.contract?.columns.some(({ name, personal }) => name === id && personal) ?? false;
  const shown = personal
    ? []
    : await db.all(
        `SELECT DISTINCT CAST(${sqlName(id)} AS VARCHAR) AS v FROM ${a.from} WHERE ${condition} ORDER BY v LIMIT 5`,
      );
  return one({
    ...common('leakage.id', 'fail', dataset, count, rows),
    subject: { dataset, column: id },
    expected: `no ${id} of ${against.found.name}`,
    where: shown.map((row) => ({ value: String(row['v']) })),
    message: `${count} of ${rows} rows have an id that ${against.found.name} has too`,
    fix: 'split by id, so that what belongs to one id lies on one side',
  });
}

async function sharedRows(
  db: Database,
  current: LeakageSide,
  against: LeakageSide,
  a: View,
  b: View,
): Promise<LeakageReport> {
  const dataset = current.found.name;
  const names = a.columns
    .map(({ name }) => name)
    .filter((name) => b.columns.some((column) => column.name === name));
  const alone = [...a.columns, ...b.columns].map(({ name }) => name).filter((name) => !names.includes(name));
  const notChecked =
    alone.length > 0
      ? [
          `${dataset}: leakage was looked for without ${[...new Set(alone)].join(', ')}, which only one side has`,
        ]
      : [];
  if (names.length === 0) {
    const finding: Finding = {
      check: 'leakage.rows',
      verdict: 'error',
      severity: 'error',
      subject: { dataset },
      where: [],
      message: `${dataset} and ${against.found.name} have no column in common`,
    };
    return { findings: [finding], notChecked, checks: 1 };
  }
  const same = names
    .map((name) => {
      const alike = typeOf(a, name) === typeOf(b, name);
      const side = (alias: string) =>
        alike ? `${alias}.${sqlName(name)}` : `CAST(${alias}.${sqlName(name)} AS VARCHAR)`;
      return `${side('a')} IS NOT DISTINCT FROM ${side('b')}`;
    })
    .join(' AND ');
  const [row] = await db.all(
    `SELECT (SELECT count(*) FROM ${a.from} AS a SEMI JOIN ${b.from} AS b ON ${same}) AS count, (SELECT count(*) FROM ${a.from}) AS rows`,
  );
  const [count, rows] = [Number(row?.['count'] ?? 0), Number(row?.['rows'] ?? 0)];
  if (count === 0) return { findings: [], notChecked, checks: 1 };
  const list = names.map(sqlName).join(', ');
  const [repeats] = await db.all(
    `SELECT coalesce(sum(times) FILTER (WHERE times > 1), 0)::DOUBLE / greatest(1, sum(times)) AS share FROM (SELECT count(*) AS times FROM ${b.from} GROUP BY ${list})`,
  );
  const natural = Number(repeats?.['share'] ?? 0);
  const chance = count / rows <= natural;
  const finding: Finding = {
    ...common('leakage.rows', chance ? 'warn' : 'fail', dataset, count, rows),
    subject: { dataset },
    expected: `no row of ${against.found.name}`,
    where: [],
    message: `${count} of ${rows} rows are in ${against.found.name} too${chance ? `, where ${(100 * natural).toPrecision(2)}% of the rows repeat anyway` : ''}`,
    fix: 'remove the rows from one side, or name the column that identifies a row in `id:`',
  };
  return { findings: [finding], notChecked, checks: 1 };
}

function typeOf(view: View, name: string): string | undefined {
  return view.columns.find((column) => column.name === name)?.type;
}

async function counted(
  db: Database,
  view: View,
  condition: string,
): Promise<{ count: number; rows: number }> {
  const [row] = await db.all(
    `SELECT count(*) FILTER (WHERE ${condition}) AS count, count(*) AS rows FROM ${view.from}`,
  );
  return { count: Number(row?.['count'] ?? 0), rows: Number(row?.['rows'] ?? 0) };
}

function common(check: string, verdict: Verdict, dataset: string, count: number, rows: number) {
  return {
    check,
    verdict,
    severity: verdict === 'fail' ? ('error' as const) : ('warn' as const),
    subject: { dataset },
    actual: `${count} rows`,
    count,
    share: rows === 0 ? 0 : count / rows,
  };
}

function one(finding: Finding): LeakageReport {
  return { findings: [finding], notChecked: [], checks: 1 };
}
