/** Candidate and baseline in pairs, the whole way: real ONNX models, `evaluate`, `gate`, and the exit codes. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { contextIn, evaluateIn, host } from '../../test/support/evaluation.js';
import { initRegistry } from '../registry/index.js';
import { BARE_MANIFEST } from '../registry/testing/make.js';
import { exitCodeOf, type GateResult, type TrainResult, Workspace } from '../results/index.js';
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
  metric: ['accuracy', 'roc_auc'],
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
async function gated(
  rule: string[],
  more: RawOptions = {},
): Promise<{ result: GateResult; outcome: Outcome }> {
  const options = checkOptions(gate, rule.length > 0 ? { rule, ...more } : more, 'cli');
  const outcome = await gate.run({ ctx: contextIn(root), host, options, args: [] });
  if (outcome.result.command !== 'gate') throw new Error(outcome.result.command);
  return { result: outcome.result, outcome };
}

/** `assay.yaml` without a training: the model comes with `--model`. */
function configure(more: readonly string[] = [], id = 'id'): void {
  const lines = [
    'version: 1',
    'model: pairs',
    'registry: store',
    'datasets: {test: {path: test.csv}}',
    'evaluate:',
    '  task: binary',
    '  target: late',
    ...(id === '' ? [] : [`  id: ${id}`]),
    '  columns: [a, b, c]',
    '  metrics: [accuracy, roc_auc]',
    ...more,
    'gate:',
    '  baseline: best:3',
    '  rules: [accuracy max_drop 0.05, roc_auc max_drop 0.02]',
  ];
  writeFileSync(join(root, 'assay.yaml'), `${lines.join('\n')}\n`);
}
const evaluated = (name: string, more: RawOptions = {}) =>
  evaluateIn(root, { model: `${name}.onnx`, ...more }).then(({ result }) => result);

/** Registers what an evaluation kept as version 1; with the model only where it is named. */
async function registered(name: string, model: boolean): Promise<void> {
  const { registry } = await initRegistry('store', root, contextIn(root));
  const result = await evaluateIn(root, { model: `${name}.onnx` }).then((found) => found.result);
  const workspace = await Workspace.open(root, result.run);
  const kept = result.predictions;
  if (kept === null || result.dataset === null) throw new Error('nothing was kept');
  const predictions = await registry.putBlob(workspace.artifactPath(kept.sha256));
  const evidence = await registry.putBlob(workspace.resultPath('evaluate'));
  const onnx = await registry.putBlob(join(root, `${name}.onnx`));
  const { path, ...data } = result.dataset;
  await registry.register(
    {
      ...BARE_MANIFEST,
      model: 'pairs',
      files: [
        { role: 'predictions', name: 'predictions', file: 'predictions.parquet', ...predictions },
        { role: 'result', name: 'result:evaluate', file: 'evaluate.json', ...evidence },
        ...(model ? [{ role: 'model', name: 'model', file: 'model.onnx', ...onnx } as const] : []),
      ],
      data: [{ name: data.name, path, sha256: data.sha256, rows: data.rows, columns: data.columns }],
      seeds: [],
      metrics: result.metrics,
      authors: [],
      run: result.run,
    },
    { actor: 'tester', run: 'r1' },
  );
}

describe('predictions kept with a version', () => {
  it('serve as the model would, joined by id, and are not needed where the model is there', async () => {
    data(400);
    configure();
    await registered('good', false);
    const byPredictions = await evaluated('equal');
    expect(byPredictions.notChecked).toEqual([]);
    expect(byPredictions.pairing).toMatchObject({ with: 'predictions', joined: 'id' });
    const byModel = await evaluated('equal', { baseline: 'file:good.onnx' });
    expect(byModel.pairing?.with).toBe('model');
    expect(byPredictions.comparisons).toEqual(byModel.comparisons);
    await evaluated('equal');
    const { result } = await gated([]);
    expect(result.rules.map(({ verdict, method }) => [verdict, method])).toEqual([
      ['pass', 'tango(continuity 0.25)'],
      ['pass', 'delong'],
    ]);
    expect(result.baseline).toMatchObject({ version: 1 });
  });

  it('serve for the rows that they are of, in any order', async () => {
    data(400);
    configure();
    await registered('good', false);
    const before = await evaluated('equal');
    const [header = '', ...body] = readFileSync(join(root, 'test.csv'), 'utf8').trim().split('\n');
    writeFileSync(join(root, 'test.csv'), `${[header, ...body.reverse()].join('\n')}\n`);
    const after = await evaluated('equal');
    expect(after.comparisons?.[0]).toEqual(before.comparisons?.[0]);
  });

  const change = (from: RegExp, to: string) =>
    writeFileSync(join(root, 'test.csv'), readFileSync(join(root, 'test.csv'), 'utf8').replace(from, to));
  it.each([
    ['another row', () => change(/^7,/m, '7000,'), /1 rows of dataset test have no prediction/],
    ['more rows', () => data(401), /1 rows of dataset test have no prediction/],
    ['another positive label', () => configure(['  positive: 0']), /mean something else.*positive: 0/],
    ['another id', () => configure([], ''), /mean something else.*id: row number/],
  ])('are refused with the reason: %s', async (_, alter, reason) => {
    data(400);
    configure();
    await registered('good', false);
    alter();
    const found = await evaluated('equal');
    expect(found.comparisons).toBeUndefined();
    expect(found.baseline).toBeNull();
    expect(found.notChecked.join('\n')).toMatch(reason);
    // Apples are not compared with pears: the gate does not fall back on the old numbers.
    const { result } = await gated([]);
    expect(result.verdict).toBe('error');
    expect(result.rules.map(({ reason: word }) => word)).toEqual(['different_data', 'different_data']);
  });

  it('a changed label of one example is seen', async () => {
    data(400);
    configure();
    await registered('good', false);
    const text = readFileSync(join(root, 'test.csv'), 'utf8');
    writeFileSync(
      join(root, 'test.csv'),
      text.replace(
        /^(7,.*),([01]),(\w+),(\d+)$/m,
        (_, a, label, b, c) => `${a},${1 - Number(label)},${b},${c}`,
      ),
    );
    const found = await evaluated('equal');
    expect(found.notChecked.join()).toContain('1 of 400 examples have another label there');
  });

  it('without an id serve only for the very same data', async () => {
    data(400);
    configure([], '');
    await registered('good', false);
    expect((await evaluated('equal')).pairing).toMatchObject({ with: 'predictions', joined: 'row' });
    data(400, 2);
    expect((await evaluated('equal')).notChecked.join()).toContain('rows cannot be matched');
  });
});

describe('several seeds', () => {
  it('every model of the training is evaluated, and their spread is in the interval', async () => {
    data(1000);
    configure();
    await registered('good', true);
    const lone = await evaluated('equal');
    expect(lone.pairing?.with).toBe('model');
    const workspace = await Workspace.open(root, lone.run);
    const seeds = [];
    for (const [seed, name] of ['equal', 'worse', 'good'].entries()) {
      const model = await workspace.keepFile('model', join(root, `${name}.onnx`));
      seeds.push({ seed, exitCode: 0, durationMs: 1, outputs: { model } });
    }
    await workspace.write({ ...trainResult, run: lone.run, seeds });
    const { result } = await evaluateIn(root);
    expect(result.seeds?.map(({ seed }) => seed)).toEqual([0, 1, 2]);
    const [mine, alone] = [result.comparisons?.[0], lone.comparisons?.[0]];
    expect(mine?.method).toBe('tango(continuity 0.25) + seeds(3 and 1, satterthwaite)');
    expect(mine?.delta).toBe(alone?.delta);
    expect(mine?.intervals[0]?.low).toBeLessThan(alone?.intervals[0]?.low ?? Number.NaN);
    // Two seeds of three are good and one is bad: of the recipe nothing can be said.
    const { result: verdict } = await gated([]);
    expect(verdict.rules[0]).toMatchObject({ verdict: 'inconclusive' });
    expect(verdict.notChecked.join()).not.toContain('variance of training');
    await evaluated('equal');
    expect((await gated([])).result.notChecked.join()).toContain('variance of training');
  });
});

const trainResult: Omit<TrainResult, 'run' | 'seeds'> = {
  schemaVersion: 1,
  command: 'train',
  verdict: 'pass',
  summary: 'trained',
  time: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  inputs: [],
  findings: [],
  notChecked: [],
  artifacts: [],
  params: {},
  datasets: [],
  code: { command: 'x', inputs: [], environment: {} },
  cache: { key: '0'.repeat(64), hit: false, changed: [] },
  accelerators: { kind: 'none', devices: [] },
  telemetry: {
    samples: 0,
    intervalMs: 1000,
    cpuPercentMax: null,
    memoryBytesMax: null,
    gpuUtilizationPercentMean: null,
    gpuMemoryBytesMax: null,
  },
};

describe('files of predictions', () => {
  const write = (name: string, scores: (i: number) => number, shuffle = false) => {
    const random = lehmer(5);
    const lines = Array.from({ length: 300 }, (_, i) => `${i},${random() < 0.5 ? 1 : 0},${scores(i)}`);
    if (shuffle) lines.reverse();
    writeFileSync(join(root, name), `id,late,p\n${lines.join('\n')}\n`);
  };
  const options = {
    predictions: 'new.csv',
    baseline: 'file:old.csv',
    task: 'binary',
    target: 'late',
    score: 'p',
    metric: ['accuracy', 'roc_auc'],
  };

  it('are joined by id, and gated in pairs', async () => {
    write('new.csv', (i) => ((i * 7) % 100) / 100);
    write('old.csv', (i) => ((i * 7 + 3) % 100) / 100, true);
    const { result } = await evaluateIn(root, { ...options, id: 'id' });
    expect(result.pairing).toMatchObject({ with: 'predictions', joined: 'id' });
    const { result: verdict } = await gated(['accuracy max_drop 0.2', 'flip_rate max 0.2']);
    expect(verdict.rules.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
    const named = await gated(['accuracy max_drop 0.2'], { baseline: 'file:old.csv' });
    expect(named.result.rules[0]?.method).toBe('tango(continuity 0.25)');
  });

  it('without an id are not compared', async () => {
    write('new.csv', (i) => i / 300);
    write('old.csv', (i) => i / 299);
    const { result } = await evaluateIn(root, options);
    expect(result.notChecked.join()).toContain('without `id` rows cannot be matched');
  });

  it('of equal scores under two names are a warning: something did not change that should have', async () => {
    write('new.csv', (i) => i / 300);
    write('old.csv', (i) => i / 300, true);
    const { result } = await evaluateIn(root, { ...options, id: 'id' });
    expect(result.findings).toMatchObject([{ check: 'identical', verdict: 'warn' }]);
  });
});

describe('two models on the same examples', () => {
  it('each metric has its method, with an interval that holds the difference', async () => {
    data(2000);
    const result = await compared('equal', 'good', {
      slice: ['region'],
      metric: ['accuracy', 'roc_auc', 'log_loss', 'f1'],
    });
    const methods = Object.fromEntries(
      (result.comparisons ?? []).filter(({ slice }) => slice === null).map((one) => [one.metric, one.method]),
    );
    expect(methods).toEqual({
      accuracy: 'tango(continuity 0.25)',
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
    await compared('equal', 'good', { metric: ['accuracy', 'roc_auc', 'log_loss'] });
    const { result } = await gated([
      'accuracy max_drop 0.02',
      'roc_auc max_drop 0.01',
      'log_loss max_drop 0.02',
    ]);
    expect(result.rules.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass']);
    expect(result.rules[0]).toMatchObject({ method: 'tango(continuity 0.25)', significant: 'no' });
    expect(result.notChecked.join()).not.toContain('point values');
  });

  it('a worse model fails, with exit code 1', async () => {
    data(2000);
    await compared('worse', 'good', { metric: ['accuracy', 'roc_auc', 'f1'] });
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
