/** How other gates went wrong, and what ours says of the same case. The peers' verdicts are those that their code gives. */
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../base/index.js';
import type { PairedComparison } from '../results/index.js';
import { isInterval, type PairedInterval, pairedMean, tangoInterval } from '../statistics/index.js';
import { findBaseline } from './baseline.js';
import { MetricSet, plainMetric } from './metrics.js';
import { parseMetrics } from './readers/index.js';
import { gate } from './testing.js';

interface Trap {
  readonly peer: string;
  readonly trap: string;
  /** What the peer says. */
  readonly theirs: string;
  /** A case for the gate, or what is tried before there is one; then a usage error is what we say. */
  readonly test: Parameters<typeof gate>[0] | (() => Promise<unknown>);
  readonly ours: string;
  /** A reason or text that our result must show. */
  readonly shows?: string;
}

const TRAPS: readonly Trap[] = [
  {
    peer: 'MLflow',
    trap: '"may be worse by at most 0.01" cannot be said; a candidate 0.005 worse is not "better than the baseline"',
    theirs: 'fail',
    test: { rules: ['accuracy max_drop 0.01'], candidate: { accuracy: 0.845 }, baseline: { accuracy: 0.85 } },
    ours: 'pass',
  },
  {
    peer: 'MLflow',
    trap: 'NaN passes the relative check, as every comparison with NaN is false',
    theirs: 'pass',
    test: {
      rules: ['accuracy max_drop_rel 2%'],
      candidate: { accuracy: Number.NaN },
      baseline: { accuracy: 0.85 },
    },
    ours: 'error',
    shows: 'not_a_number',
  },
  {
    peer: 'MLflow',
    trap: 'a negative baseline inverts the relative check: r2 from −0.2 to −0.4 is a "gain" of 100%',
    theirs: 'pass',
    test: { rules: ['r2 max_drop_rel 10%'], candidate: { r2: -0.4 }, baseline: { r2: -0.2 } },
    ours: 'fail',
    shows: 'violated',
  },
  {
    peer: 'MLflow',
    trap: 'a baseline of 0 is taken for 1e-10, so that a loss of 1e-12 is 1%',
    theirs: 'pass',
    test: { rules: ['r2 max_drop_rel 10%'], candidate: { r2: -1e-12 }, baseline: { r2: 0 } },
    ours: 'fail',
    shows: 'a share of a baseline of 0 is 0',
  },
  {
    peer: 'MLflow',
    trap: 'a metric that the baseline lacks is a KeyError',
    theirs: 'crash',
    test: {
      rules: ['accuracy max_drop 0.01', 'f1 max_drop 0.01'],
      candidate: { accuracy: 0.9, f1: 0.8 },
      baseline: { accuracy: 0.9 },
    },
    ours: 'warn',
    shows: 'new_metric',
  },
  {
    peer: 'TFMA',
    trap: 'documentation and code disagree on what a relative change is; ours is a share of |baseline|, to the last digit',
    theirs: 'depends on which is read',
    test: {
      rules: ['accuracy max_drop_rel 2%'],
      candidate: { accuracy: 0.833 },
      baseline: { accuracy: 0.85 },
    },
    ours: 'pass',
    shows: '2% of |baseline|',
  },
  {
    peer: 'TFMA',
    trap: 'intervals are computed and the gate does not use them; where ours has none it says so',
    theirs: 'pass, without a word',
    test: { rules: ['accuracy max_drop 0.01'], candidate: { accuracy: 0.85 }, baseline: { accuracy: 0.85 } },
    ours: 'pass',
    shows: 'without an interval',
  },
  {
    peer: 'Evidently',
    trap: 'the automatic test is two-sided: an improvement fails',
    theirs: 'fail',
    test: {
      rules: ['accuracy max_drop_rel 10%'],
      candidate: { accuracy: 0.99 },
      baseline: { accuracy: 0.6 },
    },
    ours: 'pass',
  },
  {
    peer: 'github-action-benchmark',
    trap: 'no baseline passes silently',
    theirs: 'pass',
    test: { rules: ['accuracy max_drop 0.01'], candidate: { accuracy: 0.1 } },
    ours: 'error',
    shows: 'no_baseline',
  },
  {
    peer: 'github-action-benchmark',
    trap: 'on a first run too, without a word',
    theirs: 'pass',
    test: { rules: ['accuracy max_drop 0.01'], candidate: { accuracy: 0.1 }, baseline: 'first run' },
    ours: 'warn',
    shows: 'no_baseline',
  },
  {
    peer: 'github-action-benchmark',
    trap: 'a renamed metric passes silently',
    theirs: 'pass',
    test: {
      rules: ['accuracy max_drop 0.01'],
      candidate: { 'test.accuracy': 0.1 },
      baseline: { accuracy: 0.9 },
    },
    ours: 'error',
    shows: 'missing_metric',
  },
  {
    peer: 'github-action-benchmark',
    trap: 'a renamed metric without a rule of its own',
    theirs: 'pass',
    test: {
      rules: ['accuracy min 0.5'],
      candidate: { accuracy: 0.9, recall_new: 0.1 },
      baseline: { accuracy: 0.9, recall: 0.9 },
    },
    ours: 'error',
    shows: 'removed_metric',
  },
  {
    peer: 'github-action-benchmark',
    trap: 'NaN passes silently',
    theirs: 'pass',
    test: {
      rules: ['accuracy max_drop 0.01'],
      candidate: { accuracy: Number.NaN },
      baseline: { accuracy: 0.9 },
    },
    ours: 'error',
    shows: 'not_a_number',
  },
  {
    peer: 'github-action-benchmark',
    trap: 'one direction for a whole file: with "smaller is better" a lost accuracy is a gain',
    theirs: 'pass',
    test: {
      rules: ['accuracy max_drop 0.01', 'latency_p95_ms max_drop 1'],
      candidate: { accuracy: 0.5, latency_p95_ms: 4 },
      baseline: { accuracy: 0.9, latency_p95_ms: 5 },
    },
    ours: 'fail',
  },
  {
    peer: 'Argo Rollouts',
    trap: 'no condition is a success',
    theirs: 'pass',
    test: { rules: [], candidate: { accuracy: 0.9 }, baseline: { accuracy: 0.9 } },
    ours: 'error',
    shows: 'no rule was evaluated',
  },
  {
    peer: 'Argo Rollouts',
    trap: 'NaN with only a failure condition is a success',
    theirs: 'pass',
    test: { rules: ['latency_p95_ms max 100'], candidate: { latency_p95_ms: Number.NaN } },
    ours: 'error',
    shows: 'not_a_number',
  },
  {
    peer: 'Kayenta',
    trap: 'a metric without data can pass',
    theirs: 'pass',
    test: {
      rules: ['latency_p95_ms max_drop 5'],
      candidate: { latency_p95_ms: null },
      baseline: { latency_p95_ms: 5 },
    },
    ours: 'error',
    shows: 'not_a_number',
  },
  {
    peer: 'ClearML',
    trap: 'higher is better for everything, so a larger error is a gain',
    theirs: 'pass',
    test: { rules: ['rmse max_drop 0.1'], candidate: { rmse: 9 }, baseline: { rmse: 1 } },
    ours: 'fail',
    shows: 'worse',
  },
  {
    peer: 'ClearML',
    trap: 'a worse model is shown in a table, and nothing fails',
    theirs: 'pass',
    test: { rules: ['accuracy max_drop 0.01'], candidate: { accuracy: 0.5 }, baseline: { accuracy: 0.9 } },
    ours: 'fail',
  },
  {
    peer: 'ml-ci-action',
    trap: 'a missing baseline opens the gate: a file that is not there',
    theirs: 'pass',
    test: () => findBaseline({ kind: 'file', path: 'old.json' }, nowhere()),
    ours: 'usage error',
    shows: 'does not exist',
  },
  {
    peer: 'ml-ci-action',
    trap: 'a missing baseline opens the gate: a registry that is not there',
    theirs: 'pass',
    test: () => findBaseline({ kind: 'alias', name: 'production' }, nowhere()),
    ours: 'usage error',
    shows: 'there is no registry',
  },
  {
    peer: 'Kayenta',
    trap: 'no data at all: an empty file',
    theirs: 'pass',
    test: () => parseMetrics(Buffer.from(''), 'metrics.json'),
    ours: 'usage error',
    shows: 'is empty',
  },
  {
    peer: 'Kayenta',
    trap: 'no data at all: an empty object',
    theirs: 'pass',
    test: () => parseMetrics(Buffer.from('{}'), 'metrics.json'),
    ours: 'usage error',
    shows: 'holds no metric',
  },
  {
    peer: 'Kayenta',
    trap: 'seven of ten points at 100 against all 1 are "no significant difference"',
    theirs: 'pass',
    test: {
      rules: ['latency_ms max_drop 5'],
      ...paired(
        'latency_ms',
        Array.from({ length: 40 }, (_, i) => (i % 10 < 7 ? 100 : 1)),
        Array.from({ length: 40 }, () => 1),
      ),
    },
    ours: 'fail',
    shows: 'mean(t)',
  },
  {
    peer: 'TFMA',
    trap: 'the intervals of the same examples are at hand, and the gate decides by the point values',
    theirs: 'fail',
    test: { rules: ['accuracy max_drop 0.005'], ...discordant(1000, 22, 28) },
    ours: 'inconclusive',
    shows: 'examples would decide',
  },
  {
    peer: 'Evidently',
    trap: 'two-sided also with examples at hand: a shown gain fails',
    theirs: 'fail',
    test: { rules: ['accuracy max_drop 0.005'], ...discordant(1000, 80, 10) },
    ours: 'pass',
    shows: 'better',
  },
  {
    peer: 'every gate on point values',
    trap: 'noise promotes: +0.6 points on 1,000 examples, of which 5% differ, is "a gain"',
    theirs: 'pass',
    test: { rules: ['accuracy min_gain 0'], ...discordant(1000, 28, 22) },
    ours: 'inconclusive',
  },
  {
    peer: 'every gate on point values',
    trap: 'two equal models on 20 examples: no example differs, so nothing is known',
    theirs: 'pass',
    test: { rules: ['accuracy max_drop 0.01'], ...discordant(20, 0, 0) },
    ours: 'inconclusive',
    shows: 'small_n',
  },
  {
    peer: 'every gate without a limit on gains',
    trap: 'a leak looks like the best model ever',
    theirs: 'pass',
    test: { rules: ['accuracy max_gain 0.05'], ...discordant(1000, 190, 0) },
    ours: 'fail',
    shows: 'max_gain',
  },
];

/** Accuracy on n examples: b only the candidate has right, c only the baseline. */
function discordant(n: number, b: number, c: number) {
  const both = Math.floor((n - b - c) * 0.8);
  return pairedBy(
    'accuracy',
    'higher',
    n,
    (both + b) / n,
    (both + c) / n,
    (level) => tangoInterval(b, c, n, level),
    {
      discordance: { gained: b, lost: c, pValue: 1, test: 'mcnemar(midp)' },
    },
  );
}
/** A mean of one number an example, of which less is better. */
function paired(metric: string, candidate: readonly number[], baseline: readonly number[]) {
  const differences = Float64Array.from(candidate, (value, i) => value - (baseline[i] ?? Number.NaN));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return pairedBy(metric, 'lower', candidate.length, mean(candidate), mean(baseline), (level) => {
    const found = pairedMean(differences, { level });
    if (!isInterval(found)) throw new Error(found.undefined);
    return found;
  });
}
function pairedBy(
  metric: string,
  direction: 'higher' | 'lower',
  n: number,
  candidate: number,
  baseline: number,
  interval: (level: number) => PairedInterval,
  more: Partial<PairedComparison> = {},
) {
  const found = [0.9, 0.95].map(interval);
  const of = (value: number) => new MetricSet([{ ...plainMetric(metric, value), n }]);
  const comparison: PairedComparison = {
    metric,
    slice: null,
    direction,
    n,
    candidate,
    baseline,
    delta: candidate - baseline,
    intervals: found.map(({ level, low, high }) => ({ level, low, high })),
    relative: null,
    method: found[0]?.method ?? '',
    source: found[0]?.source ?? '',
    identical: false,
    working: [],
    notes: [],
    ...more,
  };
  return {
    candidate: of(candidate),
    baseline: { kind: 'metrics', metrics: of(baseline) } as const,
    comparisons: [comparison],
  };
}

function nowhere() {
  return {
    cwd: tmpdir(),
    env: {},
    candidate: null,
    registry: () => Promise.reject(new AssayError('usage', { message: 'there is no registry' })),
  };
}

/** What we say of a case, and all that we show of it. */
async function ourVerdict(test: Trap['test']): Promise<{ verdict: string; shown: string }> {
  if (typeof test !== 'function') {
    const decision = gate(test);
    return { verdict: decision.verdict, shown: JSON.stringify(decision) };
  }
  const error: unknown = await test().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AssayError)) return { verdict: 'no error', shown: '' };
  return { verdict: `${error.kind} error`, shown: error.message };
}

describe('how other gates went wrong', () => {
  it.each(TRAPS)('$peer: $trap — theirs: $theirs, ours: $ours', async ({ test, ours, theirs, shows }) => {
    const { verdict, shown } = await ourVerdict(test);
    expect(verdict).toBe(ours);
    if (['pass', 'fail'].includes(theirs) && shows !== 'without an interval') expect(ours).not.toBe(theirs);
    if (shows !== undefined) expect(shown).toContain(shows);
  });
});

describe('values of two scales', () => {
  const verdictOf = (rule: string, candidate: number, baseline?: number) =>
    gate({
      rules: [rule],
      candidate: { [rule.split(' ')[0] ?? '']: candidate },
      ...(baseline === undefined ? {} : { baseline: { [rule.split(' ')[0] ?? '']: baseline } }),
    }).rules.map(({ verdict, reason }) => `${verdict} ${reason}`);

  it.each([
    // An accuracy of 70% against a limit of 0.8, and against a baseline of 0.86.
    ['accuracy min 0.8', 70, undefined],
    ['test.accuracy max_drop 0.01', 70, 0.86],
    ['accuracy min_gain 0.01', 70, 0.86],
    ['roc_auc min 0.8', 1.5, undefined],
    // scikit-learn's scorers give errors as negative numbers.
    ['rmse max 10', -12, undefined],
    ['rmse max_drop 0.1', -12, 4],
    ['r2 min 0.5', 60, undefined],
    // A loss of 9% as the baseline, against one that is a fraction.
    ['error_rate max_drop 0.01', 0.4, 9],
  ])('%s with %d never passes', (rule, candidate, baseline) => {
    expect(verdictOf(rule, candidate, baseline)).toEqual(['error other_scale']);
  });

  it.each([
    // Meant in percent, and held by every value.
    ['accuracy max_drop 2', 0.1, 0.9],
    ['accuracy max_gain 5', 1, 0.5],
    ['error_rate max 5', 0.9, undefined],
    ['roc_auc min -1', 0.1, undefined],
  ])('%s is broken by no value, and so checks nothing', (rule, candidate, baseline) => {
    expect(verdictOf(rule, candidate, baseline)).toEqual(['error never_broken']);
  });

  it.each([
    ['accuracy min 80', 85, undefined],
    ['accuracy max_drop 1', 85, 85.5],
    ['accuracy min 0.8', 1, undefined],
    ['own_score min 0.8', 70, undefined],
    ['error_rate max_drop 1', 1.2, 0.7],
    ['r2 min -1', -0.5, undefined],
    ['rmse max 10', 0, undefined],
  ])('%s with %d is of one scale', (rule, candidate, baseline) => {
    expect(verdictOf(rule, candidate, baseline)).toEqual(['pass met']);
  });
});
