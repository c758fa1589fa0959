/** Leakage: what a dataset shares with the one it must be independent of, and what gives its label away. */
import { AssayError, type Context, messageOf } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { openView } from '../profile/view.js';
import { firstLine } from '../source/index.js';
import { labelChecks, labelOf } from './label.js';
import { newCategories, sizeRatio, timeOrder } from './order.js';
import { predictiveFeatures } from './predictive.js';
import { sharedGroups, sharedIds, sharedRows } from './shared.js';
import {
  columnOf,
  type LeakageOptions,
  type LeakageReport,
  type LeakageSide,
  type Opened,
  type Split,
  untold,
} from './side.js';

export type { LeakageOptions, LeakageReport, LeakageSide } from './side.js';

/**
 * Looks for ids of `current` in `against`, or, without an id, for whole rows over the columns that both have, and
 * for what the options name. Sides without rows are `inconclusive`.
 * Throws a usage error where a dataset cannot be read.
 */
export async function findLeakage(
  ctx: Context,
  db: Database,
  current: LeakageSide,
  against: LeakageSide,
  options: LeakageOptions = {},
): Promise<LeakageReport> {
  const one = await opened(ctx, db, current);
  try {
    const other = await opened(ctx, db, against);
    try {
      return await lookedAt(ctx, { db, current: one, against: other, options });
    } finally {
      await other.view.close();
    }
  } finally {
    await one.view.close();
  }
}

async function lookedAt(ctx: Context, split: Split): Promise<LeakageReport> {
  const { options } = split;
  const empty = [split.current, split.against].filter(({ rows }) => rows === 0);
  if (empty.length > 0) {
    const reason = `${empty.map(({ name }) => name).join(' and ')} has no rows`;
    return {
      findings: [untold(split, 'leakage', undefined, 'inconclusive', reason)],
      notChecked: [],
      checks: 1,
    };
  }
  const { label, group, time, categories, size_ratio: ratio } = options;
  const asked: [check: string, look: () => Promise<LeakageReport> | LeakageReport][] = [];
  const { id } = split.current.side;
  if (id === undefined) asked.push(['leakage.rows', () => sharedRows(split)]);
  else asked.push(['leakage.id', () => sharedIds(split, id)]);
  if (group !== undefined) asked.push(['leakage.group', () => sharedGroups(split, listOf(group))]);
  if (time !== undefined) asked.push(['leakage.time', () => timeOrder(split, time)]);
  if (categories !== undefined) asked.push(['leakage.categories', () => newCategories(split, categories)]);
  if (ratio !== undefined) asked.push(['leakage.size', () => sizeRatio(split, ratio)]);
  if (label !== undefined) asked.push(['leakage.label', () => aboutLabel(split, label)]);
  const reports: LeakageReport[] = [];
  for (const [check, look] of asked) {
    try {
      reports.push(await look());
    } catch (error) {
      ctx.signal.throwIfAborted();
      if (error instanceof AssayError) throw error;
      const reason = `the engine cannot compute it: ${firstLine(messageOf(error))}`;
      const finding = untold(split, check, undefined, 'error', reason);
      reports.push({ findings: [finding], notChecked: [], checks: 1 });
    }
  }
  return {
    findings: reports.flatMap(({ findings }) => findings),
    notChecked: reports.flatMap(({ notChecked }) => notChecked),
    checks: reports.reduce((sum, { checks }) => sum + checks, 0),
  };
}

async function opened(ctx: Context, db: Database, side: LeakageSide): Promise<Opened> {
  const view = await openView(db, side.found, side.contract, ctx.signal);
  const [row] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
  return { side, name: side.found.name, view, rows: Number(row?.['n'] ?? 0) };
}

async function aboutLabel(split: Split, label: string): Promise<LeakageReport> {
  const facts = await labelOf(split, label);
  if ('check' in facts) return { findings: [facts], notChecked: [], checks: 1 };
  const { features, group = [] } = split.options;
  const ids = [split.current.side.id, split.against.side.id, label, ...listOf(group)];
  const missing = (features ?? []).filter((name) => columnOf(split.against, name) === undefined);
  const unknown = missing.map((name) =>
    untold(split, 'leakage.predictive', name, 'error', `${split.against.name} has no column \`${name}\``),
  );
  const own =
    features ?? split.against.view.columns.map(({ name }) => name).filter((name) => !ids.includes(name));
  const about = await labelChecks(split, label, facts, own);
  const alone = await predictiveFeatures(split, label, facts, own);
  return {
    findings: [...unknown, ...about.findings, ...alone.findings],
    notChecked: [...about.notChecked, ...alone.notChecked],
    checks: about.checks + alone.checks,
  };
}

function listOf(names: string | readonly string[]): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}
