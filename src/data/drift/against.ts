/** Drift of a dataset against a stored profile: the reference's rows are not needed. */
import type { Context } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { type Drift, type Finding, type Verdict, worst } from '../../results/index.js';
import type { Contract } from '../contract/index.js';
import type { FoundDataset } from '../dataset.js';
import {
  aggregateColumns,
  binCounts,
  edgeCounts,
  finiteSql,
  specialCounts,
  valueCounts,
} from '../profile/counts.js';
import type { ColumnProfile, Profile } from '../profile/schema.js';
import { openView, type View, type ViewColumn } from '../profile/view.js';
import { type ColumnCounts, type ColumnSkip, judgeDrift, PSI_THRESHOLD } from './judge.js';

export interface DriftOptions {
  /** Only these columns; absent: all that the profile has, but the one that identifies a row. */
  readonly columns?: readonly string[];
  /** Column that identifies a row: new rows have new values, which is no drift. */
  readonly id?: string;
  /**
   * Column with the label. In production it comes later than the rows: where it is absent or not yet filled, it is
   * not compared, and no error.
   */
  readonly label?: string;
  /** Effects at or below it do not matter; absent: 0.1. */
  readonly threshold?: number;
  /** What drift means: `error` fails, `warn` warns. */
  readonly severity: 'error' | 'warn';
  /** How the reference is named in results. */
  readonly reference: string;
}

export interface DriftReport {
  readonly drift: Drift[];
  readonly findings: Finding[];
  readonly notChecked: string[];
  readonly verdict: Verdict;
}

/** Columns with more distinct values than this share of the rows are names, not categories. */
const IDENTIFIER_SHARE = 0.5;

/** Compares every column. Throws a usage error where the data cannot be read. */
export async function driftAgainstProfile(
  ctx: Context,
  db: Database,
  profile: Profile,
  found: FoundDataset,
  contract: Contract | null,
  options: DriftOptions,
): Promise<DriftReport> {
  const view = await openView(db, found, contract, ctx.signal);
  const [total] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
  const rows = Number(total?.['n'] ?? 0);
  const late = options.columns === undefined ? await lateLabel(db, view, profile, options.label) : null;
  const wanted = profile.columns.filter(
    ({ name }) =>
      options.columns?.includes(name) ?? (name !== options.id && (late === null || name !== options.label)),
  );
  const skips: ColumnSkip[] = (options.columns ?? [])
    .filter((name) => !profile.columns.some((column) => column.name === name))
    .map((column) => ({ column, verdict: 'error', reason: 'the reference has no such column' }));
  const pairs: { profile: ColumnProfile; column: ViewColumn }[] = [];
  for (const column of wanted) {
    const current = view.columns.find((candidate) => candidate.name === column.name);
    const skip = reasonToSkip(column, current, profile.rows);
    if (skip !== null) skips.push(skip);
    else if (current !== undefined) pairs.push({ profile: column, column: current });
  }
  const counts = [
    ...(await numericCounts(ctx, db, view, rows, pairs)),
    ...(await categoricalCounts(ctx, db, view, rows, pairs)),
  ];
  const order = new Map(profile.columns.map((column, index) => [column.name, index]));
  const all = [...counts, ...skips].sort((a, b) => (order.get(a.column) ?? 0) - (order.get(b.column) ?? 0));
  const drift = judgeDrift(
    {
      dataset: found.name,
      reference: options.reference,
      n: profile.rows,
      m: rows,
      severity: options.severity,
      threshold: options.threshold ?? PSI_THRESHOLD,
    },
    all,
  );
  const extra = view.columns.filter((column) => !profile.columns.some(({ name }) => name === column.name));
  return {
    drift,
    findings: drift.flatMap((item) => findingOf(item)),
    notChecked: [
      ...(late === null ? [] : [`${found.name}: drift of ${options.label}: ${late}`]),
      ...extra.map((column) => `${found.name}: drift of ${column.name}, which the reference does not have`),
    ],
    verdict: worst(drift.map((item) => item.verdict)),
  };
}

/** Why the label is not there to be compared, or null where it is, or was missing in the reference too. */
async function lateLabel(
  db: Database,
  view: View,
  profile: Profile,
  label: string | undefined,
): Promise<string | null> {
  const before = profile.columns.find(({ name }) => name === label);
  if (before === undefined || before.nulls > 0) return null;
  const column = view.columns.find(({ name }) => name === label);
  if (column === undefined) return 'the labels are not there yet';
  const [row] = await db.all(`SELECT count(*) AS rows, count(${column.sql}) AS labelled FROM ${view.from}`);
  const [rows, labelled] = [Number(row?.['rows'] ?? 0), Number(row?.['labelled'] ?? 0)];
  return labelled < rows ? `${rows - labelled} of ${rows} rows have no label yet` : null;
}

function reasonToSkip(
  profile: ColumnProfile,
  current: ViewColumn | undefined,
  rows: number,
): ColumnSkip | null {
  const column = profile.name;
  if (current === undefined) return { column, verdict: 'error', reason: 'the data has no such column' };
  if (profile.kind === 'temporal' && current.kind === 'temporal') {
    return { column, verdict: 'skipped', reason: 'time moves by itself' };
  }
  if (profile.kind === 'other')
    return { column, verdict: 'skipped', reason: `columns of type ${profile.type} are not compared` };
  if (profile.kind !== current.kind) {
    return { column, verdict: 'error', reason: `the type was ${profile.type} and is ${current.type}` };
  }
  const { categorical } = profile;
  const filled = rows - profile.nulls;
  if (categorical && categorical.distinct > 100 && categorical.distinct > IDENTIFIER_SHARE * filled) {
    return {
      column,
      verdict: 'skipped',
      reason: 'almost every value is another one: an identifier or free text',
    };
  }
  if (categorical && categorical.top.length === 0 && categorical.other > 0) {
    return { column, verdict: 'skipped', reason: 'its values are personal and are not kept in profiles' };
  }
  return null;
}

type Pair = { profile: ColumnProfile; column: ViewColumn };

async function numericCounts(
  ctx: Context,
  db: Database,
  view: View,
  rows: number,
  pairs: readonly Pair[],
): Promise<ColumnCounts[]> {
  const numeric = pairs.filter(({ profile }) => profile.numeric !== undefined);
  const results = await aggregateColumns(
    ctx,
    db,
    view,
    numeric.map(({ column }) => column),
    (column) => {
      const reference = numeric.find((pair) => pair.column === column)?.profile.numeric;
      return {
        ...specialCounts(column),
        ...edgeCounts(column, reference?.min ?? null, reference?.edges ?? []),
        n: `count(${column.sql})`,
        finite: `count(${finiteSql(column)})`,
      };
    },
  );
  return numeric.flatMap(({ profile, column }) => {
    const reference = profile.numeric;
    const row = results.get(column.name);
    if (reference === undefined || row === undefined) return [];
    const { edges } = reference;
    const current = binCounts(row, edges, Number(row['finite'] ?? 0));
    const low = (index: number) => (index === 0 ? (reference.min ?? '') : (edges[index - 1] ?? ''));
    const labels = edges.map((edge, index) => `${index === 0 ? '[' : '('}${low(index)}, ${edge}]`);
    return [
      {
        column: column.name,
        labels: ['below', ...labels, 'above', 'NaN', 'infinite', 'missing'],
        reference: [
          0,
          ...reference.counts,
          0,
          reference.nan,
          reference.positiveInfinity + reference.negativeInfinity,
          profile.nulls,
        ],
        current: [
          current.below,
          ...current.bins,
          current.above,
          Number(row['nan'] ?? 0),
          Number(row['pinf'] ?? 0) + Number(row['ninf'] ?? 0),
          rows - Number(row['n'] ?? 0),
        ],
      },
    ];
  });
}

async function categoricalCounts(
  ctx: Context,
  db: Database,
  view: View,
  rows: number,
  pairs: readonly Pair[],
): Promise<ColumnCounts[]> {
  const found: ColumnCounts[] = [];
  const categorical = pairs.filter(({ profile }) => profile.categorical !== undefined);
  const filled = await aggregateColumns(
    ctx,
    db,
    view,
    categorical.map(({ column }) => column),
    (column) => ({ n: `count(${column.sql})` }),
  );
  for (const { profile, column } of categorical) {
    const reference = profile.categorical;
    if (reference === undefined) continue;
    ctx.signal.throwIfAborted();
    const values = reference.top.map(({ value }) => value);
    const counts = await valueCounts(db, view, column, values);
    const n = Number(filled.get(column.name)?.['n'] ?? 0);
    const others = n - counts.reduce((sum, count) => sum + count, 0);
    const unseen = reference.other === 0 && others > 0;
    found.push({
      column: column.name,
      labels: [...values, 'other', 'missing'],
      reference: [...reference.top.map(({ count }) => count), reference.other, profile.nulls],
      current: [...counts, others, rows - n],
      ...(unseen ? { note: `${others} rows have categories that the reference does not have` } : {}),
    });
  }
  return found;
}

function findingOf(drift: Drift): Finding[] {
  if (drift.verdict === 'pass' || drift.verdict === 'skipped') return [];
  const effect = drift.effect === null ? 'no value' : drift.effect.toPrecision(3);
  const words =
    drift.verdict === 'inconclusive'
      ? 'drift cannot be told'
      : drift.verdict === 'error'
        ? 'drift cannot be computed'
        : 'has drifted';
  return [
    {
      check: 'drift.psi',
      verdict: drift.verdict,
      severity: drift.verdict === 'warn' || drift.verdict === 'inconclusive' ? 'warn' : 'error',
      subject: { dataset: drift.dataset, column: drift.column },
      expected: `PSI at most ${drift.threshold} beyond chance, or q at least 0.05`,
      actual: `PSI ${effect}${drift.qValue === null ? '' : `, q ${drift.qValue.toPrecision(2)}`}`,
      where: [],
      message: `\`${drift.column}\` ${words} against ${drift.reference}${drift.reason ? `: ${drift.reason}` : ''}`,
    },
  ];
}
