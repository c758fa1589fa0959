/** Cost of two models in one process, and the rules that are decided by it. */
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluateIn, fixture, gateIn, metric } from '../../test/support/evaluation.js';

const top = mkdtempSync(join(tmpdir(), 'cost-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(top, 'repo-'));
  copyFileSync(fixture('people.csv'), join(root, 'people.csv'));
});
const asked = {
  task: 'binary',
  target: 'late',
  id: 'person',
  data: 'people.csv',
  model: fixture('binary_matrix.onnx'),
  baseline: `file:${fixture('binary_plain.onnx')}`,
  column: ['age', 'income', 'member'],
};

describe('latency', () => {
  it('is compared in turn, with an interval; too few requests for a percentile decide nothing', async () => {
    const { result } = await evaluateIn(root, {
      ...asked,
      metric: ['roc_auc', 'latency_p50_ms', 'latency_p99_ms'],
    });
    const found = result.comparisons?.find((one) => one.metric === 'latency_p50_ms');
    expect(found).toMatchObject({ n: 200, direction: 'lower' });
    expect(found?.method).toMatch(/^bootstrap\(circular blocks of 9, paired/);
    const [ninety, more] = found?.intervals ?? [];
    expect(more?.high).toBeGreaterThanOrEqual(ninety?.high ?? Number.POSITIVE_INFINITY);
    expect(ninety?.low).toBeLessThan(ninety?.high ?? 0);
    const gate = await gateIn(root, {
      rule: ['latency_p50_ms max_drop 1000', 'latency_p99_ms max_drop 1000'],
    });
    expect(gate.rules).toMatchObject([
      { verdict: 'pass', interval: [expect.any(Number), expect.any(Number)] },
      { verdict: 'inconclusive', interval: null },
    ]);
    expect(JSON.stringify(result.comparisons)).toContain('p99 needs 1000 for an interval');
  });
});

describe('loading', () => {
  it('is compared in turn, with the interval of the sign test, also as a share', async () => {
    const { result } = await evaluateIn(root, { ...asked, metric: ['load_time_ms'] });
    const found = result.comparisons?.find((one) => one.metric === 'load_time_ms');
    expect(found).toMatchObject({ n: 31, method: expect.stringMatching(/sign test/) });
    for (const { low, high } of found?.intervals ?? []) {
      expect(low).toBeLessThanOrEqual(found?.delta ?? Number.NaN);
      expect(high).toBeGreaterThanOrEqual(found?.delta ?? Number.NaN);
    }
    expect(found?.intervals).toHaveLength(2);
    const rule = ['load_time_ms max_drop 10000', 'load_time_ms max_drop_rel 10000%'];
    expect((await gateIn(root, { rule })).rules).toMatchObject([
      { verdict: 'pass', interval: [expect.any(Number), expect.any(Number)] },
      { verdict: 'pass', interval: [expect.any(Number), expect.any(Number)] },
    ]);
  });
});

describe('throughput', () => {
  it('is the median of batches in turn, and its difference has an interval', async () => {
    const { result } = await evaluateIn(root, { ...asked, metric: ['throughput_rows_per_s'] });
    const value = metric(result.metrics, 'throughput_rows_per_s');
    expect(value).toMatchObject({ n: 31, interval: [expect.any(Number), expect.any(Number)] });
    const found = result.comparisons?.find((one) => one.metric === 'throughput_rows_per_s');
    expect(found).toMatchObject({ n: 31, direction: 'higher', method: expect.stringMatching(/sign test/) });
    expect(found?.intervals).toHaveLength(2);
    // A machine under load makes it vary, so only what no noise reaches is decided for sure.
    const { rules } = await gateIn(root, {
      rule: ['throughput_rows_per_s max_drop 1e12', 'throughput_rows_per_s min_gain 1e12'],
    });
    expect(rules).toMatchObject([
      { verdict: 'pass', interval: [expect.any(Number), expect.any(Number)] },
      { verdict: 'fail', interval: [expect.any(Number), expect.any(Number)] },
    ]);
  });
});

describe('the size of a file', () => {
  it('is known also where the model fails on rows', async () => {
    const model = fileURLToPath(new URL('../../test/models/engine/fails.onnx', import.meta.url));
    writeFileSync(join(root, 'rows.csv'), 'x,y\n0,1\n7,1\n');
    const { result } = await evaluateIn(root, {
      task: 'regression',
      target: 'y',
      data: 'rows.csv',
      model,
      feature: ['X=x'],
      column: ['x'],
      metric: ['mae', 'model_size_bytes'],
    });
    expect(result.verdict).toBe('error');
    const { size } = statSync(model);
    expect(metric(result.metrics, 'model_size_bytes').value).toBe(size);
    expect(metric(result.metrics, 'mae').value).toBeNull();
    expect(result.model?.size).toBe(size);
  });
});
