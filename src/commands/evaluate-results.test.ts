/** Two runs of an evaluation tool in pairs, from their files to the differences that the gate decides by. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateIn, metric } from '../../test/support/evaluation.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-results-'));
  cpSync(resolve('test/fixtures/results'), root, { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A file of promptfoo: `right` of `n` answers. */
function promptfoo(name: string, n: number, right: (k: number) => boolean) {
  const results = Array.from({ length: n }, (_, k) => ({
    success: right(k),
    score: right(k) ? 1 : 0,
    provider: 'p',
    vars: { k },
    testIdx: k,
    gradingResult: {},
    cost: 0.01,
  }));
  writeFileSync(join(root, name), JSON.stringify({ results: { version: 3, results } }));
  return name;
}

describe('evaluate --results', () => {
  it('gives what the tool measured, with intervals, clustered by example', async () => {
    const { result } = await evaluateIn(root, { results: 'inspect-better.eval' });
    expect(metric(result.metrics, 'match')).toMatchObject({ n: 6, direction: 'higher' });
    expect(metric(result.metrics, 'match').value).toBeCloseTo(10 / 12, 12);
    expect(metric(result.metrics, 'length').direction).toBeNull();
    expect(result.predictions).not.toBeNull();
    expect(result.verdict).toBe('pass');
  });

  it('pairs two runs by example: a true loss shows, and equal ones do not', async () => {
    const before = promptfoo('before.json', 400, (k) => k % 10 !== 0);
    const worse = promptfoo('worse.json', 400, (k) => k % 5 !== 0);
    const { result } = await evaluateIn(root, { results: worse, 'baseline-results': before });
    const loss = result.comparisons?.find((one) => one.metric === 'pass_at_1');
    expect(loss?.delta).toBeCloseTo(-0.1, 12);
    const interval = loss?.intervals[0];
    expect(interval && interval.high < -0.05).toBe(true);
    // In pairs the interval is far narrower than that of two separate shares.
    expect(interval && interval.high - interval.low < 0.06).toBe(true);
    expect(result.baseline?.source).toBe('file:before.json');
  });

  it('compares two providers of one file, and stops at errors that are not allowed', async () => {
    const call = { results: 'promptfoo.json', provider: 'careful', 'baseline-provider': 'hasty' };
    const { result } = await evaluateIn(root, call);
    expect(result.verdict).toBe('error');
    expect(result.findings.map(({ check }) => check)).toContain('results.errors');
    const allowed = await evaluateIn(root, { ...call, 'allow-errors': '20%', slice: ['kind'] });
    expect(allowed.result.verdict).toBe('warn');
    expect(allowed.result.dataset?.rows).toBe(7);
    expect(allowed.result.comparisons?.find((one) => one.metric === 'politeness')?.delta).toBeCloseTo(
      2 / 7,
      12,
    );
  });

  it('refuses a baseline over other examples before anything is measured', async () => {
    const few = promptfoo('few.json', 10, () => true);
    const many = promptfoo('many.json', 12, () => true);
    await expect(evaluateIn(root, { results: few, 'baseline-results': many })).rejects.toThrow(
      /2 samples of the baseline are not in the candidate/,
    );
    await expect(evaluateIn(root, { provider: 'x' })).rejects.toThrow(/--provider needs --results/);
    await expect(evaluateIn(root, { results: few, baseline: 'file:x' })).rejects.toThrow(
      /--baseline-results/,
    );
  });
});

describe('evaluate --results of MLflow', () => {
  const [after, before] = ['mlflow:mlflow-tables/mlruns#after', 'mlflow:mlflow-tables/mlruns#before'];

  it.each([[{}], [{ id: 'id', target: 'ground_truth' }]])('compares two runs in pairs: %j', async (more) => {
    const { result } = await evaluateIn(root, { results: after, 'baseline-results': before, ...more });
    expect(metric(result.metrics, 'right')).toMatchObject({ value: 0.9, n: 40 });
    expect(result.baseline?.source).toBe(before);
    expect(result.baseline?.metrics.find(({ name }) => name === 'right')?.value).toBe(0.8);
    // MLflow does not write which way is better.
    expect(result.notChecked.join()).toContain('differences of right: nothing says which way is better');
    expect(result.comparisons).toEqual([]);
  });

  it('by assay.yaml, which says which way is better', async () => {
    const place = mkdtempSync(join(tmpdir(), 'assay-mlflow-'));
    cpSync(resolve('test/fixtures/results/mlflow-tables'), place, { recursive: true });
    writeFileSync(
      join(place, 'assay.yaml'),
      `version: 1
model: answers
evaluate:
  task: text
  target: target
  metrics: [right, exact_match]
  own: {right: {direction: higher}}
  results: {file: "mlflow:mlruns#after", baseline: "mlflow:mlruns#before", id: id}
`,
    );
    const { result } = await evaluateIn(place, {});
    for (const [name, method] of [
      ['right', /^mean/],
      ['exact_match', /^tango/],
    ] as const) {
      const found = result.comparisons?.find((one) => one.metric === name);
      expect(found).toMatchObject({ n: 40, method: expect.stringMatching(method) });
      expect(found?.delta).toBeCloseTo(0.1, 12);
      expect(found?.intervals[0]?.low).toBeLessThan(0.1);
    }
    rmSync(place, { recursive: true, force: true });
  });
});
