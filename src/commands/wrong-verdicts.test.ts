/** Attacks on `evaluate` and `gate` together: each row once gave a green that was wrong. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluateIn, gateIn, metric, writeCsv } from '../../test/support/evaluation.js';

const top = mkdtempSync(join(tmpdir(), 'wrong-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(top, 'repo-'));
});

const N = 300;
const rows = Array.from({ length: N }, (_, i) => i);
/** Columns of a file of predictions, one cell for each of 300 rows. */
const write = (name: string, columns: Readonly<Record<string, (i: number) => unknown>>) =>
  writeCsv(
    join(root, name),
    Object.keys(columns),
    rows.map((i) => Object.values(columns).map((cell) => cell(i))),
  );
const id = (i: number) => i;
const binary = { task: 'binary', target: 'y', id: 'id' };

describe('the same scores', () => {
  const scores = { 'score:a': () => 0.5, 'score:b': () => 0.5 };
  const y = (i: number) => (i % 2 === 0 ? 'a' : 'b');

  it('with other labels are another model: its loss is seen', async () => {
    write('new.csv', { id, y, ...scores, prediction: (i) => (y(i) === 'a' ? 'b' : 'a') });
    write('old.csv', { id, y, ...scores, prediction: y });
    await evaluateIn(root, {
      ...binary,
      task: 'multiclass',
      predictions: 'new.csv',
      baseline: 'file:old.csv',
      metric: ['accuracy'],
    });
    const result = await gateIn(root, { rule: ['accuracy max_drop 0.05'] });
    expect(result.rules[0]).toMatchObject({ candidate: 0, baseline: 1, verdict: 'fail' });
    expect(result.verdict).toBe('fail');
  });

  it('of two files are a warning of the gate too, so that no policy approves it', async () => {
    const p = (i: number) => ((i * 7) % N) / N;
    write('new.csv', { id, y: (i) => i % 2, p });
    write('old.csv', { id, p, y: (i) => i % 2 });
    await evaluateIn(root, {
      ...binary,
      predictions: 'new.csv',
      baseline: 'file:old.csv',
      score: 'p',
      metric: ['roc_auc'],
    });
    const result = await gateIn(root, { rule: ['roc_auc max_drop 0.05'] });
    expect(result.verdict).toBe('warn');
    expect(result.findings).toMatchObject([{ check: 'identical', verdict: 'warn' }]);
  });
});

describe('labels', () => {
  const yes = (i: number) => (i % 3 === 0 ? 'yes' : 'no');

  it('that are spelled in two ways are no binary task', async () => {
    write('p.csv', {
      id,
      y: (i) => (i % 3 === 0 ? 'pos' : 'neg'),
      label: (i) => (i % 3 === 0 ? 'Pos' : 'Neg'),
    });
    const call = evaluateIn(root, {
      ...binary,
      predictions: 'p.csv',
      label: 'label',
      positive: 'pos',
      metric: ['fpr'],
    });
    await expect(call).rejects.toThrow(/Neg, Pos, neg, pos: 4 labels, and a binary task has two/);
  });

  it('yes and no stay words in CSV, as the model says them', async () => {
    write('p.csv', { id, y: yes, label: (i) => (i % 3 === 0 && i % 2 === 0 ? 'yes' : 'no') });
    const { result } = await evaluateIn(root, {
      ...binary,
      predictions: 'p.csv',
      label: 'label',
      positive: 'yes',
      metric: ['recall', 'fpr'],
    });
    expect(metric(result.metrics, 'recall').value).toBe(0.5);
    expect(metric(result.metrics, 'fpr').value).toBe(0);
  });

  it('of two probabilities must hold the positive one', async () => {
    write('p.csv', {
      id,
      y: (i) => i % 2,
      'score:no': (i) => (i % 10) / 10,
      'score:yes': (i) => 1 - (i % 10) / 10,
    });
    const call = evaluateIn(root, { ...binary, predictions: 'p.csv', metric: ['accuracy'] });
    await expect(call).rejects.toThrow(/probabilities are of no and yes, and the positive label is 1/);
  });

  it('of a text that looks like a number or a boolean are compared as they stand', async () => {
    const answers = ['07', 'yes', '1.0'];
    const said = ['7', 'true', '1'];
    write('p.csv', { id, y: (i) => answers[i % 3], prediction: (i) => said[i % 3] });
    const { result } = await evaluateIn(root, {
      ...binary,
      task: 'text',
      predictions: 'p.csv',
      metric: ['exact_match'],
    });
    expect(metric(result.metrics, 'exact_match').value).toBe(0);
  });
});

describe('scores in percent', () => {
  it('are told where a threshold between 0 and 1 cuts them: every one is positive, and recall is 1', async () => {
    write('p.csv', { id, y: (i) => i % 2, p: (i) => 2 + ((i * 7) % 90) });
    const asked = { ...binary, predictions: 'p.csv', score: 'p', metric: ['recall'] };
    const { result } = await evaluateIn(root, asked);
    expect(metric(result.metrics, 'recall').value).toBe(1);
    const gate = await gateIn(root, { rule: ['recall min 0.9'] });
    expect(gate.verdict).toBe('warn');
    expect(gate.findings).toMatchObject([{ check: 'predictions.scale', count: N }]);
    expect((await evaluateIn(root, { ...asked, threshold: '50' })).result.verdict).toBe('pass');
    expect((await evaluateIn(root, { ...asked, metric: ['roc_auc'] })).result.verdict).toBe('pass');
  });
});

describe('two results of evaluate as files', () => {
  it('are not compared where their metrics mean something else', async () => {
    write('p.csv', { id, y: (i) => i % 2, p: (i) => ((i * 7) % N) / N });
    const asked = { ...binary, predictions: 'p.csv', score: 'p', metric: ['recall'] };
    for (const [name, more] of [
      ['new.json', {}],
      ['old.json', { threshold: '0.9' }],
      ['other.json', { positive: '0' }],
    ] as const) {
      const { result } = await evaluateIn(root, { ...asked, ...more });
      writeFileSync(join(root, name), JSON.stringify(result));
    }
    const gate = (baseline: string) =>
      gateIn(root, { candidate: 'new.json', baseline, rule: ['recall max_drop 0.01'] });
    expect((await gate('new.json')).verdict).toBe('pass');
    for (const [name, why] of [
      ['old.json', 'threshold: 0.5'],
      ['other.json', 'positive: usual'],
    ] as const) {
      const { rules } = await gate(name);
      expect(rules[0]).toMatchObject({ verdict: 'error', reason: 'different_data' });
      expect(rules[0]?.message).toContain(`mean something else: here it is ${why}`);
    }
  });
});

describe('gaps between groups of users with several rows', () => {
  it('are no proof where rows are taken as independent, and have an interval of their clusters', async () => {
    // 30 users with 10 rows each; each user is selected always or never.
    const user = (i: number) => Math.floor(i / 10);
    const columns = {
      id,
      y: (i: number) => i % 2,
      user,
      sex: (i: number) => (user(i) % 2 === 0 ? 'f' : 'm'),
    };
    const chosen = (i: number) => ((user(i) * 7) % 30 < 14 ? 0.9 : 0.1);
    write('new.csv', { ...columns, p: chosen });
    write('old.csv', { ...columns, p: (i) => (user(i) === 4 ? 1 - chosen(i) : chosen(i)) });
    const call = {
      ...binary,
      predictions: 'new.csv',
      baseline: 'file:old.csv',
      score: 'p',
      metric: ['accuracy'],
      fairness: ['sex'],
    };
    const rule = [
      'demographic_parity_difference[sex] max 0.25',
      'demographic_parity_difference[sex] max_drop 0.05',
      'demographic_parity_ratio[sex] max_drop 0.05',
    ];
    await evaluateIn(root, { ...call, cluster: 'user' });
    const clustered = (await gateIn(root, { rule })).rules;
    expect(clustered.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive', 'inconclusive']);
    expect(clustered[2]?.interval).not.toBeNull();
    await evaluateIn(root, call);
    const alone = (await gateIn(root, { rule })).rules;
    expect(alone[0]?.verdict).toBe('pass');
  });
});

describe('a baseline that evaluate was given and could not use', () => {
  it('is named with the reason, and is not "none"', async () => {
    const p = (i: number) => ((i * 7) % N) / N;
    write('new.csv', { id, y: (i) => i % 2, p });
    write('old.csv', { id, y: (i) => (i === 0 ? 1 : i % 2), p });
    const call = {
      ...binary,
      predictions: 'new.csv',
      baseline: 'file:old.csv',
      score: 'p',
      metric: ['roc_auc'],
    };
    await evaluateIn(root, call);
    await expect(gateIn(root, { rule: ['roc_auc max_drop 0.05'] })).rejects.toThrow(
      /could not use the one that it was given: the baseline file:old.csv: 1 of 300 examples have another label/,
    );
  });
});

describe('few examples among many rows', () => {
  const p = (i: number) => ((i * 7) % N) / N;

  it('are what a recall and an area of two positives rest on', async () => {
    write('p.csv', { id, y: (i) => (i < 2 ? 1 : 0), p: (i) => (i < 2 ? 0.9 : 0.1 + (i % 9) / 100) });
    const { result } = await evaluateIn(root, {
      ...binary,
      predictions: 'p.csv',
      score: 'p',
      metric: ['recall', 'roc_auc', 'f1', 'accuracy', 'specificity'],
    });
    expect(result.metrics.map(({ n, restsOn }) => [n, restsOn])).toEqual([
      [300, 2],
      [300, 2],
      [300, 2],
      [300, undefined],
      [300, 298],
    ]);
    const rule = [
      'recall min 0.8',
      'roc_auc min 0.9',
      'f1 min 0.8',
      'accuracy min 0.9',
      'specificity min 0.9',
    ];
    const { rules, verdict } = await gateIn(root, { rule });
    expect(rules.map((one) => [one.verdict, one.reason])).toEqual([
      ['inconclusive', 'small_n'],
      ['inconclusive', 'small_n'],
      ['inconclusive', 'small_n'],
      ['pass', 'met'],
      ['pass', 'met'],
    ]);
    expect(rules[0]?.message).toContain('that rests on 2 examples of 300');
    expect(verdict).toBe('inconclusive');
  });

  it('are three users with a hundred rows each, and five rows that have a weight', async () => {
    const y = (i: number) => (p(i) > 0.5 ? 1 : 0);
    write('p.csv', { id, y, p, user: (i) => i % 3, w: (i) => (i < 5 ? 1 : 0) });
    const call = { ...binary, predictions: 'p.csv', score: 'p', metric: ['accuracy'] };
    for (const [more, rests] of [
      [{ cluster: 'user' }, 3],
      [{ weight: 'w' }, 5],
    ] as const) {
      const { result } = await evaluateIn(root, { ...call, ...more });
      expect(metric(result.metrics, 'accuracy')).toMatchObject({ n: 300, restsOn: rests });
      const { rules } = await gateIn(root, { rule: ['accuracy min 0.9'] });
      expect(rules[0]).toMatchObject({ verdict: 'inconclusive', reason: 'small_n' });
    }
  });
});

describe('labels of digits', () => {
  it.each([
    ['12345678901234567890', '12345678901234567891'],
    ['9007199254740993', '9007199254740992'],
    ['01', '1'],
  ])('%s and %s are two labels', async (one, other) => {
    write('p.csv', { id, y: (i) => (i % 2 ? one : 'x'), prediction: (i) => (i % 2 ? other : 'x') });
    const { result } = await evaluateIn(root, {
      ...binary,
      task: 'multiclass',
      predictions: 'p.csv',
      metric: ['accuracy'],
    });
    expect(metric(result.metrics, 'accuracy').value).toBe(0.5);
  });

  it('in a file beside them are told from a label that differs in its last digit', async () => {
    const big = (last: number) => (i: number) => (i % 2 ? `1234567890123456789${last}` : 'x');
    write('new.csv', { id, y: big(1), prediction: big(1) });
    write('old.csv', { id, y: big(2), prediction: big(2) });
    const { result } = await evaluateIn(root, {
      ...binary,
      task: 'multiclass',
      predictions: 'new.csv',
      baseline: 'file:old.csv',
      metric: ['accuracy'],
    });
    expect(result.baseline).toBeNull();
    expect(result.notChecked.join()).toContain('150 of 300 examples have another label there');
  });
});

describe('weights of a baseline', () => {
  const p = (i: number) => ((i * 7) % N) / N;
  const call = {
    ...binary,
    predictions: 'new.csv',
    baseline: 'file:old.csv',
    score: 'p',
    weight: 'w',
    metric: ['roc_auc'],
  };

  it('that are others make it another set of examples', async () => {
    write('new.csv', { id, y: (i) => i % 2, p, w: () => 1 });
    write('old.csv', { id, y: (i) => i % 2, p, w: (i) => (i === 7 ? 1000 : 1) });
    const { result } = await evaluateIn(root, call);
    expect(result.baseline).toBeNull();
    expect(result.notChecked.join()).toContain('1 of 300 examples have another weight there');
  });

  it('that are not there are listed as not checked', async () => {
    write('new.csv', { id, y: (i) => i % 2, p, w: () => 1 });
    write('old.csv', { id, y: (i) => i % 2, p: (i) => p(i) / 2 });
    const { result } = await evaluateIn(root, call);
    expect(result.baseline).not.toBeNull();
    expect(result.notChecked.join()).toContain(
      "whether the weights of the baseline's predictions are the same",
    );
  });
});

describe('a slice of one name and another condition', () => {
  it('is of other examples, and is not compared by values', async () => {
    const p = (i: number) => ((i * 7) % N) / N;
    write('p.csv', { id, y: (i) => i % 2, p });
    const evaluated = async (where: string) => {
      const slices = `slices: [{name: late, where: "${where}"}]`;
      const evaluate = `{task: binary, target: y, id: id, metrics: [accuracy], ${slices}}`;
      writeFileSync(
        join(root, 'assay.yaml'),
        `version: 1\nmodel: m\ndatasets: {test: {path: p.csv}}\nevaluate: ${evaluate}\n`,
      );
      return (await evaluateIn(root, { predictions: 'p.csv', score: 'p' })).result;
    };
    writeFileSync(join(root, 'old.json'), JSON.stringify(await evaluated('id < 200')));
    const rule = ['accuracy max_drop 0.9 slice late', 'accuracy max_drop 0.9'];
    expect((await gateIn(root, { rule, baseline: 'old.json' })).verdict).toBe('pass');
    await evaluated('id < 100');
    const { rules } = await gateIn(root, { rule, baseline: 'old.json' });
    expect(rules.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['error', 'not_a_number'],
      ['pass', 'met'],
    ]);
    expect(rules[0]?.message).toContain('the slice was id < 200, and is id < 100 now');
  });
});
