/** From measured values to verdicts. */
import type { Verdict } from '../results/index.js';
import type { Judgement, Planned } from './checks/check.js';
import { meetsBound } from './contract/index.js';

export type Judged = Omit<Judgement, 'verdict'> & { readonly verdict: Verdict };

/** A judgement with the verdict that the severity of the rule gives it. */
export function graded({ severity }: Planned, judgement: Judgement): Judged {
  const { ok, verdict } = judgement;
  return { ...judgement, verdict: ok ? 'pass' : (verdict ?? (severity === 'error' ? 'fail' : 'warn')) };
}

export function judge(
  planned: Planned,
  values: ReadonlyMap<Planned, unknown>,
  rows: number | null,
): Judged | null {
  const { measure, severity } = planned;
  const failed: Verdict = severity === 'error' ? 'fail' : 'warn';
  if (measure.kind === 'known') {
    const { broken } = measure;
    return broken === null ? { ok: true, verdict: 'pass', actual: '' } : { ok: false, ...broken };
  }
  if (measure.kind !== 'value' && measure.kind !== 'rows' && measure.kind !== 'duplicates') return null;
  if (rows === null || !values.has(planned)) return null;
  const value = values.get(planned);
  if (measure.kind === 'value') return graded(planned, measure.judge(value));
  const count = Number(value);
  if (measure.unit === 'percent' && rows === 0) {
    // What a tolerance lets pass is nothing here; a rule that states a share has none to judge.
    if (planned.tolerated) return { ok: true, verdict: 'pass', actual: '0 rows', count };
    const problem = 'there are no rows';
    return { ok: false, verdict: 'inconclusive', actual: 'not known', problem };
  }
  const amount = measure.unit === 'percent' ? (100 * count) / rows : count;
  const ok = meetsBound(amount, measure.bound);
  const shown =
    measure.unit === 'percent'
      ? `${Number(amount.toPrecision(4))}%`
      : `${count} ${count === 1 ? 'row' : 'rows'}`;
  return { ok, verdict: ok ? 'pass' : failed, actual: shown, count };
}
