/** From the counts of all columns to verdicts: effect, calibrated p-value, and "too few rows to tell". */
import type { Drift, Verdict } from '../../results/index.js';
import { benjaminiHochberg, chiSquare, psi, psiChance } from './statistics.js';

export const PSI_THRESHOLD = 0.1;
export const FALSE_DISCOVERY_RATE = 0.05;

/** One column of both datasets, counted in the same bins. */
export interface ColumnCounts {
  readonly column: string;
  readonly labels: readonly string[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** What a reader should know: `3 categories are new`. */
  readonly note?: string;
}

/** A column that cannot be, or need not be, compared. */
export interface ColumnSkip {
  readonly column: string;
  readonly verdict: Extract<Verdict, 'skipped' | 'error'>;
  readonly reason: string;
}

interface Subject {
  readonly dataset: string;
  readonly reference: string;
  readonly n: number;
  readonly m: number;
  readonly severity: 'error' | 'warn';
  readonly threshold?: number;
}

/**
 * Drift is an effect above its threshold that chance does not explain: q < 0.05 (two-sample chi-square on the
 * same bins, Benjamini-Hochberg over the columns), and a PSI that exceeds the threshold by more than equal distributions
 * give at these sizes (their mean and two standard deviations). What lies between is `inconclusive`, and so is a
 * column without drift where chance alone gives half the threshold.
 */
export function judgeDrift(subject: Subject, columns: readonly (ColumnCounts | ColumnSkip)[]): Drift[] {
  const measured = columns.map((column) =>
    'verdict' in column
      ? { column, effect: null, p: null, chance: { mean: 0, sd: 0 } }
      : {
          column,
          effect: psi(column.reference, column.current),
          p: chiSquare(column.reference, column.current).p,
          chance: psiChance(column.reference, column.current),
        },
  );
  const threshold = subject.threshold ?? PSI_THRESHOLD;
  const empty = subject.n === 0 || subject.m === 0;
  const tested = measured.filter(({ p }) => p !== null && !empty);
  const q = benjaminiHochberg(tested.map(({ p }) => p ?? 1));
  return measured.map((item): Drift => {
    const { column, effect, p, chance } = item;
    const common = {
      dataset: subject.dataset,
      reference: subject.reference,
      column: column.column,
      threshold,
      n: subject.n,
      m: subject.m,
    };
    if ('verdict' in column) {
      return {
        ...common,
        method: 'none',
        effect: null,
        pValue: null,
        qValue: null,
        verdict: column.verdict,
        reason: column.reason,
      };
    }
    const method = `psi(bins=${column.labels.length}, log=e, empty=0.5) with chi_square(two samples)`;
    if (empty || effect === null || !Number.isFinite(effect)) {
      const reason = subject.n === 0 ? 'the reference has no rows' : 'the data has no rows';
      return { ...common, method, effect: null, pValue: null, qValue: null, verdict: 'inconclusive', reason };
    }
    const qValue = q[tested.indexOf(item)] ?? 1;
    const suspect = effect > threshold && qValue < FALSE_DISCOVERY_RATE;
    const drifted = suspect && effect > threshold + chance.mean + 2 * chance.sd;
    const tooFew = !drifted && (suspect || chance.mean > threshold / 2);
    const verdict: Verdict = drifted
      ? subject.severity === 'error'
        ? 'fail'
        : 'warn'
      : tooFew
        ? 'inconclusive'
        : 'pass';
    const reasons = [
      drifted ? `most in ${largest(column)}` : '',
      tooFew ? `too few rows to tell: equal distributions give about ${chance.mean.toPrecision(2)}` : '',
      column.note ?? '',
    ].filter((reason) => reason !== '');
    return {
      ...common,
      method,
      effect,
      pValue: p,
      qValue,
      verdict,
      ...(reasons.length > 0 ? { reason: reasons.join('; ') } : {}),
    };
  });
}

/** The bin that moved most, with its shares. */
function largest({ labels, reference, current }: ColumnCounts): string {
  const n = reference.reduce((sum, count) => sum + count, 0);
  const m = current.reduce((sum, count) => sum + count, 0);
  const moves = labels.map((label, index) => {
    const p = (reference[index] ?? 0) / n;
    const q = (current[index] ?? 0) / m;
    return { label, p, q, move: Math.abs(p - q) };
  });
  const [most] = moves.sort((a, b) => b.move - a.move);
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  return most === undefined ? '' : `${most.label} (${percent(most.p)} → ${percent(most.q)})`;
}
