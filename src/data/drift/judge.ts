/** From the counts of all columns to verdicts: effect, calibrated p-value, and "too few rows to tell". */
import type { Drift, DriftMethod, Verdict } from '../../results/index.js';
import { benjaminiHochberg } from '../../statistics/deciding/index.js';
import type { BinnedColumn } from './binned.js';
import { type Chance, chanceOf } from './chance.js';
import { methodOf } from './methods.js';
import { sharesOf } from './shares.js';

export const FALSE_DISCOVERY_RATE = 0.05;

type Severity = 'error' | 'warn';
type Subject = NonNullable<Drift['subject']>;

/** One column that is judged by one method. */
export interface Question {
  readonly counts: BinnedColumn;
  readonly method: DriftMethod;
  readonly subject: Subject;
  /** Absent: the method's own. */
  readonly threshold?: number;
  readonly severity: Severity;
  /** Why the values are left out: without drift of what is compared, the column is `skipped` and no `pass`. */
  readonly quiet?: string;
}

/** A column that cannot be, or need not be, compared. */
export interface ColumnSkip {
  readonly column: string;
  readonly subject: Subject;
  readonly verdict: Extract<Verdict, 'skipped' | 'error'>;
  readonly reason: string;
}

/** An effect that was measured elsewhere: the classifier over all columns. */
export interface Score {
  readonly column: string;
  readonly subject: Subject;
  readonly method: string;
  readonly effect: number;
  readonly pValue: number;
  readonly chance: Chance;
  readonly threshold: number;
  readonly severity: Severity;
  readonly reason?: string;
}

export type Item = Question | ColumnSkip | Score;

interface Sides {
  readonly dataset: string;
  readonly reference: string;
  readonly n: number;
  readonly m: number;
}

/** What is known of an item before the p-values of all are put together. */
interface Measured {
  readonly common: Omit<Drift, 'effect' | 'pValue' | 'qValue' | 'verdict' | 'reason'>;
  readonly severity: Severity;
  readonly effect: number | null;
  readonly p: number;
  readonly chance: Chance;
  /** Why there is nothing to judge; null where there is. */
  readonly ended: { readonly verdict: Verdict; readonly reason: string } | null;
  readonly counts: BinnedColumn | null;
  readonly note: string | undefined;
  readonly quiet?: string | undefined;
}

/**
 * Drift is an effect above its threshold that chance does not explain: q < 0.05 (Benjamini-Hochberg over all that was
 * compared), and an effect that exceeds the threshold by more than equal distributions give at these sizes (their mean
 * and two standard deviations). What lies between is `inconclusive`, and so is a column without drift where chance
 * alone gives half the threshold.
 */
export function judgeDrift(sides: Sides, items: readonly Item[]): Drift[] {
  const measured = items.map((item) => measure(sides, item));
  const tested = measured.filter(({ ended, effect }) => ended === null && effect !== null);
  // Where a test has no p-value the effect alone decides.
  const q = benjaminiHochberg(tested.map(({ p }) => (Number.isNaN(p) ? 0 : Math.min(1, Math.max(0, p)))));
  const judged = measured.map((item): Drift => {
    const { common, ended, effect, counts } = item;
    const nothing = { effect: null, pValue: null, qValue: null };
    if (ended !== null || effect === null) {
      return { ...common, ...nothing, ...(ended ?? { verdict: 'error', reason: 'the effect has no value' }) };
    }
    const qValue = q[tested.indexOf(item)] ?? 1;
    const { verdict, tooFew, suspect } = verdictOf(item, effect, qValue);
    if (item.quiet !== undefined && !suspect) {
      const alone = { method: 'none', threshold: 0, verdict: 'skipped' as const, reason: item.quiet };
      return { ...common, ...nothing, ...alone };
    }
    const drifted = verdict === 'fail' || verdict === 'warn';
    const reasons = [
      drifted && counts !== null ? `most in ${largest(counts)}` : '',
      tooFew ? `too few rows to tell: equal distributions give about ${item.chance.mean.toPrecision(2)}` : '',
      item.note ?? '',
    ].filter((reason) => reason !== '');
    return {
      ...common,
      effect,
      pValue: item.p,
      qValue,
      verdict,
      ...(reasons.length > 0 ? { reason: reasons.join('; ') } : {}),
    };
  });
  return withShares(judged, measured);
}

function measure(sides: Sides, item: Item): Measured {
  const subject = item.subject === 'feature' ? {} : { subject: item.subject };
  const common = { ...sides, ...subject };
  const unmeasured = { effect: null, p: 1, chance: { mean: 0, sd: 0 } };
  if ('pValue' in item) {
    const { column, method, threshold, severity, effect, pValue, chance, reason } = item;
    return {
      common: { ...common, column, method, threshold },
      severity,
      effect,
      p: pValue,
      chance,
      ended: emptySide(sides),
      counts: null,
      note: reason,
    };
  }
  if ('verdict' in item) {
    const { column, verdict, reason } = item;
    return {
      ...unmeasured,
      common: { ...common, column, method: 'none', threshold: 0 },
      severity: 'warn',
      ended: { verdict, reason },
      counts: null,
      note: undefined,
    };
  }
  const { counts, severity } = item;
  const method = methodOf(item.method);
  const pair = method.counts(counts);
  const whole: Omit<Measured, 'effect' | 'p' | 'chance' | 'ended'> = {
    common: {
      ...common,
      column: counts.column,
      method: `${method.describe(pair.reference.length)} with ${method.testName}`,
      threshold: item.threshold ?? method.threshold,
    },
    severity,
    counts,
    note: counts.note,
    quiet: item.quiet,
  };
  const empty = emptySide(sides);
  if (empty !== null) return { ...whole, ...unmeasured, ended: empty };
  const [n, m] = [total(pair.reference), total(pair.current)];
  if (n === 0 && m === 0) return { ...whole, ...unmeasured, effect: 0, ended: null };
  if (n === 0 || m === 0) {
    const reason = `${n === 0 ? 'the reference' : 'the data'} has no values that ${method.title} can compare`;
    return { ...whole, ...unmeasured, ended: { verdict: 'inconclusive', reason } };
  }
  const effect = method.effect(pair, counts);
  if (effect === null || !Number.isFinite(effect)) {
    const reason = `${method.title} cannot be computed: the values leave the range of numbers`;
    return { ...whole, ...unmeasured, ended: { verdict: 'error', reason } };
  }
  const hidden = method.hidden?.(pair, counts);
  return {
    ...whole,
    common: { ...whole.common, ...(hidden === undefined ? {} : { hidden }) },
    effect,
    p: method.test(pair),
    chance: chanceOf(method, pair, counts),
    ended: null,
  };
}

function emptySide({ n, m }: Sides): Measured['ended'] {
  if (n === 0) return { verdict: 'inconclusive', reason: 'the reference has no rows' };
  return m === 0 ? { verdict: 'inconclusive', reason: 'the data has no rows' } : null;
}

function verdictOf(
  { common: { threshold }, chance, severity }: Measured,
  effect: number,
  qValue: number,
): { readonly verdict: Verdict; readonly tooFew: boolean; readonly suspect: boolean } {
  const suspect = effect > threshold && qValue < FALSE_DISCOVERY_RATE;
  if (suspect && effect > threshold + chance.mean + 2 * chance.sd) {
    return { verdict: severity === 'error' ? 'fail' : 'warn', tooFew: false, suspect };
  }
  const tooFew = suspect || chance.mean > threshold / 2;
  return { verdict: tooFew ? 'inconclusive' : 'pass', tooFew, suspect };
}

/** Pictures of at most this many columns without drift: results of wide tables stay small. */
const QUIET_PICTURES = 100;

function withShares(judged: readonly Drift[], measured: readonly Measured[]): Drift[] {
  let quiet = 0;
  return judged.map((drift, index) => {
    const counts = measured[index]?.counts ?? null;
    if (counts === null || drift.effect === null) return drift;
    if (drift.verdict === 'pass') quiet += 1;
    if (drift.verdict === 'pass' && quiet > QUIET_PICTURES) return drift;
    return { ...drift, shares: sharesOf(counts) };
  });
}

/** The bin that moved most, with its shares. */
function largest({ labels, reference, current }: BinnedColumn): string {
  const [n, m] = [total(reference), total(current)];
  const moves = labels.map((label, index) => {
    const p = (reference[index] ?? 0) / n;
    const q = (current[index] ?? 0) / m;
    return { label, p, q, move: Math.abs(p - q) };
  });
  const [most] = moves.sort((a, b) => b.move - a.move);
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  return most === undefined ? '' : `${most.label} (${percent(most.p)} → ${percent(most.q)})`;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
