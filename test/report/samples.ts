/** Results as the stages write them, for tests of reports and of publishing. */

import type { z } from 'zod';
import {
  type CommandName,
  type OfCommand,
  type ResultOf,
  type RunIdentity,
  resultSchema,
} from '../../src/results/index.js';

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';
export const RUN = { id: '4711', attempt: 1, commit: COMMIT, config: `sha256:${'c'.repeat(64)}` };
const hex = (digit: string) => digit.repeat(64);

type Input = z.input<typeof resultSchema>;
type Body<C extends CommandName> =
  OfCommand<Input, C> extends infer B
    ? B extends unknown
      ? Omit<B, 'schemaVersion' | 'run' | 'time' | 'durationMs'> & { run?: RunIdentity }
      : never
    : never;

/** Stamps a body as a command's session does, and checks it. */
export function sample<C extends CommandName>(body: Body<C> & { command: C }): ResultOf<C> {
  return resultSchema.parse({
    schemaVersion: 1,
    run: RUN,
    time: '2026-01-02T03:04:05.000Z',
    durationMs: 1234,
    ...body,
  }) as ResultOf<C>;
}

const dataset = (name: string, digit: string) => ({
  name,
  path: `data/${name}.parquet`,
  files: 1,
  rows: 1234567,
  columns: 12,
  sha256: hex(digit),
});

export const validateResult = (over: Partial<Body<'validate'>> = {}) =>
  sample({
    command: 'validate',
    verdict: 'fail',
    summary: '1 of 12 checks failed',
    datasets: [dataset('train', '1'), dataset('test', '2')],
    checks: 12,
    findings: [
      {
        check: 'range',
        verdict: 'fail',
        severity: 'error',
        subject: { dataset: 'train', column: 'distance' },
        expected: '0 to 5000',
        actual: '-3 to 4962',
        count: 3,
        share: 0.0000024,
        where: [
          { file: 'data/broken.csv', row: 17, line: 18, value: '-3' },
          { file: 'data/broken.csv', row: 40 },
        ],
        message: '3 values lie outside the range',
        fix: 'correct the rows, or the range in contracts/flights.odcs.yaml',
      },
      {
        check: 'freshness',
        verdict: 'warn',
        severity: 'warn',
        subject: { dataset: 'test' },
        message: 'the newest row is 40 days old',
      },
      {
        check: 'required',
        verdict: 'pass',
        severity: 'error',
        subject: { dataset: 'train', column: 'origin' },
        message: 'no value is missing',
      },
    ],
    drift: [
      {
        dataset: 'serving',
        reference: 'train',
        column: 'delay',
        method: 'psi(bins=10, log=e)',
        effect: 0.31,
        threshold: 0.2,
        pValue: 1e-9,
        qValue: 1e-8,
        n: 1000000,
        m: 500000,
        verdict: 'warn',
        reason: 'effect above the threshold',
        subject: 'feature',
        hidden: 0.02,
        shares: {
          labels: ['[0, 10]', '(10, 60]', 'missing'],
          reference: [0.5, 0.45, 0.05],
          current: [0.3, 0.6, 0.1],
        },
      },
      {
        dataset: 'serving',
        reference: 'train',
        column: 'distance',
        method: 'psi(bins=10, log=e)',
        effect: 0.01,
        threshold: 0.2,
        pValue: 0.4,
        qValue: 0.4,
        n: 1000000,
        m: 500000,
        verdict: 'pass',
      },
    ],
    notChecked: ['serving: uniqueness of flight_id, since the contract names no key'],
    ...over,
  });

export const trainResult = () =>
  sample({
    command: 'train',
    verdict: 'pass',
    summary: 'trained with seed 0 in 41 s',
    seeds: [
      {
        seed: 0,
        exitCode: 0,
        durationMs: 41000,
        outputs: { model: { name: 'model', file: 'model.onnx', sha256: hex('a'), size: 1500000 } },
      },
    ],
    params: { trees: 100, loss: 'log' },
    datasets: [dataset('train', '1')],
    code: { command: 'python train.py', inputs: [], environment: { 'requirements.txt': hex('9') } },
    cache: { key: hex('b'), hit: false, changed: ['train.py'] },
    accelerators: { kind: 'none', devices: [] },
    telemetry: {
      samples: 41,
      intervalMs: 1000,
      cpuPercentMax: 180,
      memoryBytesMax: 1.2e9,
      gpuUtilizationPercentMean: null,
      gpuMemoryBytesMax: null,
    },
  });

const metric = (name: string, slice: string | null, value: number | null) => ({
  name,
  slice,
  value,
  interval: value === null ? null : ([value - 0.01, value + 0.012] as [number, number]),
  intervalMethod: value === null ? null : 'bootstrap(bca, B=1000, seed=0)',
  confidence: value === null ? null : 0.95,
  n: slice === null ? 98765 : 4321,
  direction: name.startsWith('latency') || name === 'log_loss' ? ('lower' as const) : ('higher' as const),
  undefined: value === null ? 'only one class is present' : null,
});

export const evaluateResult = () =>
  sample({
    command: 'evaluate',
    verdict: 'pass',
    summary: '3 metrics on 98,765 rows, 3 slices',
    subject: 'candidate',
    task: 'binary',
    dataset: dataset('test', '2'),
    model: { sha256: hex('a'), size: 1500000 },
    predictions: null,
    metrics: [
      metric('roc_auc', null, 0.71234),
      metric('log_loss', null, 0.4321),
      metric('latency_p95_ms', null, 1.2345),
      metric('roc_auc', 'origin=ATL', 0.7),
      metric('roc_auc', 'origin=ORD', 0.66),
      metric('roc_auc', 'origin=<img src=x>', 0.69),
      metric('roc_auc', 'evening', null),
    ],
    baseline: null,
  });

export const gateResult = (over: Partial<Body<'gate'>> = {}) =>
  sample({
    command: 'gate',
    verdict: 'fail',
    summary: '1 of 4 rules failed',
    baseline: { source: 'alias:production', version: 3, digest: `sha256:${hex('d')}` },
    firstRun: false,
    rules: [
      {
        metric: 'roc_auc',
        slice: null,
        operator: 'min',
        limit: 0.6,
        severity: 'error',
        direction: 'higher',
        candidate: 0.71234,
        baseline: null,
        n: 98765,
        delta: null,
        interval: null,
        verdict: 'pass',
        reason: 'met',
        message: '0.71234 is at least 0.6',
      },
      {
        metric: 'roc_auc',
        slice: null,
        operator: 'max_drop',
        limit: 0.005,
        severity: 'error',
        direction: 'higher',
        candidate: 0.71234,
        baseline: 0.73,
        n: 98765,
        delta: -0.01766,
        interval: [-0.021, -0.0142],
        verdict: 'fail',
        reason: 'violated',
        message: 'fell by 0.01766 from 0.73 to 0.71234; at most 0.005 is allowed',
      },
      {
        metric: 'roc_auc',
        slice: 'origin=ATL',
        operator: 'max_drop',
        limit: 0.02,
        severity: 'warn',
        direction: 'higher',
        candidate: 0.7,
        baseline: 0.725,
        n: 4321,
        delta: -0.025,
        interval: [-0.041, -0.009],
        verdict: 'warn',
        reason: 'violated',
        message: 'fell by 0.025; at most 0.02 is allowed',
      },
      {
        metric: 'roc_auc',
        slice: 'origin=ORD',
        operator: 'max_drop',
        limit: 0.02,
        severity: 'warn',
        direction: 'higher',
        candidate: 0.66,
        baseline: 0.665,
        n: 4321,
        delta: -0.005,
        interval: [-0.011, 0.001],
        verdict: 'pass',
        reason: 'met',
        message: 'fell by 0.005',
      },
    ],
    metrics: [
      entry('roc_auc', 0.73, 0.71234, null),
      entry('log_loss', 0.43, 0.4321, null),
      entry('ece', null, 0.021, 'new'),
      entry('brier', 0.12, null, 'removed'),
    ],
    notChecked: ['slices with fewer than 30 rows: origin=ADK, origin=BTM'],
    ...over,
  });

function entry(
  name: string,
  baseline: number | null,
  candidate: number | null,
  note: 'new' | 'removed' | null,
) {
  return {
    name,
    slice: null,
    direction: name === 'roc_auc' ? ('higher' as const) : ('lower' as const),
    n: 98765,
    baseline,
    candidate,
    delta: baseline === null || candidate === null ? null : candidate - baseline,
    interval: null,
    note,
  };
}

/** A whole pull-request run. */
export const wholeRun = () => [validateResult(), trainResult(), evaluateResult(), gateResult()];

/** A gate of many rules, each metric on each slice, all with one verdict. */
export const manyRules = (metrics: number, slices: number, verdict: 'fail' | 'pass') =>
  gateResult({
    verdict,
    summary: `${metrics * slices} rules: ${verdict}`,
    rules: Array.from({ length: metrics * slices }, (_, index) => ({
      metric: `metric_${Math.floor(index / slices)}`,
      slice: `slice_${index % slices}`,
      operator: 'max_drop' as const,
      limit: 0.01,
      severity: 'error' as const,
      direction: 'higher' as const,
      candidate: 0.7,
      baseline: 0.75,
      n: 1000,
      delta: -0.05,
      interval: [-0.06, -0.04] as [number, number],
      verdict,
      reason: verdict === 'fail' ? 'violated' : 'met',
      message: 'fell by 0.05 from 0.75 to 0.7; at most 0.01 is allowed',
    })),
    metrics: [],
    findings: [],
  });

/** A curve of n points from (0, 0) to (1, 1), bent upwards. */
const bent = (n: number, power: number) =>
  Array.from({ length: n }, (_, i): [number, number] => [i / (n - 1), (i / (n - 1)) ** power]);
const histogram = (from: number, step: number, counts: number[]) => ({
  edges: Array.from({ length: counts.length + 1 }, (_, i) => from + i * step),
  counts,
  below: 0,
  above: 3,
});
const sideOf = (power: number, classes: string[]) => ({
  roc: { points: bent(40, power), area: 1 / (1 + power) },
  precisionRecall: {
    points: bent(40, 1).map(([x]): [number, number] => [x, 1 - 0.7 * x]),
    average: 0.65,
    prevalence: 0.3,
  },
  calibration: {
    of: 'positive' as const,
    bins: [0.1, 0.3, 0.5, 0.7].map((mean) => ({
      n: 100,
      mean,
      observed: mean ** power,
      interval: [mean ** power - 0.05, Math.min(1, mean ** power + 0.05)] as [number, number],
    })),
  },
  confusion: {
    classes,
    merged: 0,
    counts: classes.map((_, i) => classes.map((__, j) => (i === j ? 90 : 5 + j))),
  },
  regression: {
    bins: [1, 2, 3].map((x) => ({
      n: 10,
      predicted: x,
      actual: x * power,
      quartiles: [x * power - 1, x * power + 1] as [number, number],
    })),
    residuals: histogram(-2, 1, [3, 20, 25, 2]),
  },
  latency: histogram(0, 0.1, [0, 40, 90, 30, 10]),
});

/** An evaluation with every chart, for candidate and baseline. The classes may be any words. */
export const chartedResult = (classes: string[] = ['on time', 'late', 'cancelled']) => ({
  ...evaluateResult(),
  curves: { candidate: sideOf(0.5, classes), baseline: sideOf(0.6, classes) },
  baseline: {
    source: 'alias:production → flight-delay v3',
    version: 3,
    digest: null,
    metrics: evaluateResult().metrics.map((one) => ({
      ...one,
      value: one.value === null ? null : one.value - 0.005,
    })),
  },
});

/** Versions of a registry; the aliases may be any words. */
export const historySample = (aliases: readonly string[] = ['production']) => ({
  versions: [1, 2, 3].map((version) => ({
    version,
    aliases: version === 3 ? aliases : [],
    metrics: evaluateResult().metrics.map((one) => ({
      ...one,
      value: one.value === null ? null : one.value - (4 - version) * 0.01,
    })),
  })),
});
