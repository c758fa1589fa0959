/** Candidate and baseline in pairs, the whole way: real ONNX models, `evaluate`, `gate`, and the exit codes. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { contextIn, evaluateIn, host } from '../../test/support/evaluation.js';
import { exitCodeOf, type GateResult } from '../results/index.js';
import type { Outcome } from './command.js';
import gate from './gate.js';
import { checkOptions, type RawOptions } from './options.js';

const top = mkdtempSync(join(tmpdir(), 'pairs-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(top, 'repo-'));
  for (const name of ['good', 'equal', 'worse']) {
    const file = fileURLToPath(new URL(`../../test/models/pairs-${name}.onnx`, import.meta.url));
    copyFileSync(file, join(root, `${name}.onnx`));
  }
});

/** Numbers in [0, 1) that are the same on every machine (Park and Miller). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Rows of the law that the models were trained on. */
function rows(n: number, seed = 1): string[] {
  const random = lehmer(seed);
  return Array.from({ length: n }, (_, i) => {
    const [a = 0, b = 0, c = 0] = [1, 2, 3].map(() => 4 * random() - 2);
    const p = 1 / (1 + Math.exp(-(1.2 * a - 0.8 * b + 0.5 * c)));
    return [i, a, b, c, random() < p ? 1 : 0, i % 3 === 0 ? 'north' : 'south', Math.floor(i / 5)].join(',');
  });
}
function data(n: number, seed = 1): void {
  writeFileSync(join(root, 'test.csv'), `${['id,a,b,c,late,region,user', ...rows(n, seed)].join('\n')}\n`);
}

const usual = {
  data: 'test.csv',
  task: 'binary',
  target: 'late',
  id: 'id',
  column: ['a', 'b', 'c'],
  metric: ['accuracy', 'roc_auc', 'log_loss', 'f1'],
};
async function compared(candidate: string, baseline: string, more: RawOptions = {}) {
  const { result } = await evaluateIn(root, {
    ...usual,
    model: `${candidate}.onnx`,
    baseline: `file:${baseline}.onnx`,
    ...more,
  });
  return result;
}
async function gated(rule: string[], more: RawOptions = {}): Promise<{ result: GateResult; outcome: Outcome }> {
  const options = checkOptions(gate, { rule, ...more }, 'cli') as never;
  const outcome = await gate.run({ ctx: contextIn(root), host, options, args: [] });
  if (outcome.result.command !== 'gate') throw new Error(outcome.result.command);
  return { result: outcome.result, outcome };
}

describe('two models on the same examples', () => {
  it('each metric has its method, with an interval that holds the difference', async () => {
    data(2000);
    const result = await compared('equal', 'good', { slice: ['region'] });
    const methods = Object.fromEntries(
      (result.comparisons ?? []).filter(({ slice }) => slice === null).map((one) => [one.metric, one.method]),
    );
    expect(methods).toEqual({
      accuracy: 'tango',
      roc_auc: 'delong',
      log_loss: 'mean(t)',
      f1: 'bootstrap(bca, B=2000, seed=0)',
    });
    for (const one of result.comparisons ?? []) {
      const [deciding, shown] = one.intervals;
      expect(one.intervals.map(({ level }) => level)).toEqual([0.9, 0.95]);
      expect(one.candidate - one.baseline).toBeCloseTo(one.delta, 12);
      expect(deciding?.low).toBeLessThan(one.delta + 1e-12);
      expect(deciding?.high).toBeGreaterThan(one.delta - 1e-12);
      expect(shown?.low).toBeLessThan(deciding?.low ?? Number.NaN);
      expect(one.source).not.toBe('');
    }
    expect(result.comparisons?.map(({ slice }) => slice)).toEqual(
      [null, 'region=north', 'region=south'].flatMap((slice) => Array(4).fill(slice)),
    );
    expect(result.pairing).toMatchObject({ with: 'model', joined: 'id', identical: null });
    expect(result.between?.map(({ name }) => name)).toContain('negative_flip_rate');
  });

  it('two equally good models do not fail', async () => {
    data(4000);
    await compared('equal', 'good');
    const { result } = await gated(['accuracy max_drop 0.02', 'roc_auc max_drop 0.01', 'log_loss max_drop 0.02']);
    expect(result.rules.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass']);
    expect(result.rules[0]).toMatchObject({ method: 'tango', significant: 'no' });
    expect(result.notChecked.join()).not.toContain('point values');
  });

  it('a worse model fails, with exit code 1', async () => {
    data(2000);
    await compared('worse', 'good');
    const { result } = await gated(['accuracy max_drop 0.02', 'roc_auc max_drop 0.01', 'f1 max_drop_rel 2%']);
    expect(result.rules.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail']);
    expect(result.rules.map(({ significant }) => significant)).toEqual(['worse', 'worse', 'worse']);
    expect(exitCodeOf(result.verdict)).toBe(1);
  });

  it('few examples are inconclusive, with exit code 4 and the number that would decide', async () => {
    data(100);
    await compared('equal', 'good');
    const { result } = await gated(['accuracy max_drop 0.005']);
    expect(result.verdict).toBe('inconclusive');
    expect(exitCodeOf(result.verdict)).toBe(4);
    expect(result.rules[0]?.decidingN).toBeGreaterThan(100);
    expect(result.rules[0]?.message).toMatch(/about [\d,]+ examples would decide if both are equally good/);
  });

  it('a claim of a gain must be shown', async () => {
    data(4000);
    await compared('good', 'worse');
    const shown = await gated(['accuracy min_gain 0.05', 'roc_auc min_gain 0.05']);
    expect(shown.result.verdict).toBe('pass');
    await compared('equal', 'good');
    const { result } = await gated(['accuracy min_gain 0.001']);
    expect(result.rules[0]?.verdict).not.toBe('pass');
  });

  it('a gain that is too good to be true is one', async () => {
    data(2000);
    await compared('good', 'worse');
    const { result } = await gated(['accuracy max_gain 0.03', 'accuracy min 0.5']);
    expect(result.rules.map(({ verdict }) => verdict)).toEqual(['fail', 'pass']);
  });

  it('the same model is noticed, and differs from itself by nothing', async () => {
    data(100);
    const result = await compared('good', 'good');
    expect(result.pairing?.identical).toBe('model');
    expect(result.findings).toMatchObject([{ check: 'identical', verdict: 'skipped' }]);
    const { result: verdict } = await gated(['accuracy max_drop 0', 'negative_flip_rate max 0']);
    expect(verdict.verdict).toBe('pass');
  });

  it('clusters widen the interval', async () => {
    data(2000);
    const alone = await compared('equal', 'good', { metric: ['log_loss'] });
    const together = await compared('equal', 'good', { metric: ['log_loss', 'accuracy'], cluster: 'user' });
    expect(alone.comparisons?.[0]?.method).toBe('mean(t)');
    expect(together.comparisons?.map(({ method }) => method)).toEqual([
      'mean(t, clusters)',
      'bootstrap(bca, B=2000, seed=0, clusters)',
    ]);
  });

  it('explains each rule: numbers, formula, method, source', async () => {
    data(500);
    await compared('equal', 'good');
    const { outcome } = await gated(['accuracy max_drop 0.02', 'region max_gap 0.1 slice region'], {
      explain: true,
    });
    expect(outcome.text).toContain('method: tango');
    expect(outcome.text).toContain('source: Tango 1998');
    expect(outcome.text).toContain('not inferior: pass where L > −limit');
    expect(outcome.text).toMatch(/only the candidate right b = \d+/);
  });
});
