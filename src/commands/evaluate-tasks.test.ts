/** The tasks and forms of predictions beyond two classes in flat columns: rankings, texts, gaps, nested scores. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateIn, metric, writeCsv } from '../../test/support/evaluation.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-tasks-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const jsonLines = (name: string, rows: readonly unknown[]) => {
  writeFileSync(join(root, name), `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
  return name;
};

describe('rankings', () => {
  const call = {
    task: 'ranking',
    target: 'relevance',
    group: 'query',
    score: 's',
    metric: ['mrr', 'ndcg_at_2'],
  };
  it('are means over queries, whatever the order of the rows; queries without a relevant row are counted', async () => {
    writeCsv(
      join(root, 'rank.csv'),
      ['query', 'relevance', 's'],
      [
        ['a', 0, 0.9],
        ['b', 2, 0.5],
        ['a', 1, 0.8],
        ['c', 0, 0.1],
        ['b', 1, 0.9],
      ],
    );
    const { result } = await evaluateIn(root, { ...call, predictions: 'rank.csv' });
    expect(metric(result.metrics, 'mrr')).toMatchObject({ value: 0.75, n: 2 });
    const b = (1 + 2 / Math.log2(3)) / (2 + 1 / Math.log2(3));
    expect(metric(result.metrics, 'ndcg_at_2').value).toBeCloseTo((1 / Math.log2(3) + b) / 2, 12);
    expect(result.notChecked.join()).toMatch(/1 of 3 values of query have no relevant row/);
  });
  it('need a group, one weight a query, labels and scores', async () => {
    await expect(evaluateIn(root, { ...call, group: undefined, predictions: 'rank.csv' })).rejects.toThrow(
      /ranking has no group/,
    );
    writeCsv(
      join(root, 'weights.csv'),
      ['query', 'relevance', 's', 'w'],
      [
        ['a', 0, 0.9, 1],
        ['a', 1, 0.8, 2],
      ],
    );
    await expect(evaluateIn(root, { ...call, predictions: 'weights.csv', weight: 'w' })).rejects.toThrow(
      /different weights/,
    );
    writeCsv(
      join(root, 'nan.csv'),
      ['query', 'relevance', 's'],
      [
        ['a', 0, 'NaN'],
        ['a', 1, 0.8],
      ],
    );
    const { result } = await evaluateIn(root, { ...call, predictions: 'nan.csv' });
    expect(metric(result.metrics, 'mrr')).toMatchObject({ value: null });
    expect(result.verdict).toBe('error');
  });
  it('refuse a slice that divides a query', async () => {
    writeCsv(
      join(root, 'divided.csv'),
      ['query', 'relevance', 's', 'kind'],
      [
        ...Array.from({ length: 40 }, (_, i) => ['a', i % 2, i, i < 20 ? 'x' : 'y']),
        ...Array.from({ length: 40 }, (_, i) => ['b', i % 2, i, 'x']),
      ],
    );
    const sliced = evaluateIn(root, { ...call, predictions: 'divided.csv', slice: ['kind'] });
    await expect(sliced).rejects.toThrow(/divides query a/);
  });
});

describe('texts', () => {
  it('count the samples of an example as one', async () => {
    const predictions = jsonLines('texts.jsonl', [
      { q: 1, answers: ['The cat', 'a dog'], prediction: 'cat!', correct: true, cost_usd: 0.1 },
      { q: 1, answers: ['The cat', 'a dog'], prediction: 'a black cat', correct: false, cost_usd: 0.3 },
      { q: 2, answers: ['42'], prediction: '42', correct: true, cost_usd: 0.2 },
      { q: 2, answers: ['42'], prediction: '42', correct: true, cost_usd: 0.2 },
    ]);
    const { result } = await evaluateIn(root, {
      predictions,
      task: 'text',
      target: 'answers',
      group: 'q',
      metric: [
        'exact_match',
        'token_f1',
        'rouge_l',
        'pass_at_1',
        'pass_at_2',
        'pass_hat_2',
        'cost_usd',
        'tokens',
      ],
    });
    const value = (name: string) => metric(result.metrics, name).value;
    expect(metric(result.metrics, 'exact_match')).toMatchObject({ value: 0.75, n: 2 });
    expect(value('token_f1')).toBeCloseTo(((1 + 2 / 3) / 2 + 1) / 2, 12);
    // Articles stay: two words against one, and two against three with one in common.
    expect(value('rouge_l')).toBeCloseTo(((2 / 3 + 0.4) / 2 + 1) / 2, 12);
    expect([value('pass_at_1'), value('pass_at_2'), value('pass_hat_2')]).toEqual([0.75, 1, 0.5]);
    expect(value('cost_usd')).toBeCloseTo(0.2, 12);
    expect(metric(result.metrics, 'tokens').undefined).toMatch(/no column of tokens/);
    const few = await evaluateIn(root, {
      predictions,
      task: 'text',
      target: 'answers',
      group: 'q',
      metric: ['pass_at_3'],
    });
    expect(metric(few.result.metrics, 'pass_at_3').undefined).toMatch(
      /example 1 has 2 samples, and 3 are needed/,
    );
  });
  it('compare a judge with people, and read who won', async () => {
    const predictions = jsonLines('judge.jsonl', [
      { human: 'good', judge: 'good', preferred: 'win' },
      { human: 'good', judge: 'bad', preferred: 'tie' },
      { human: 'bad', judge: 'bad', preferred: 'loss' },
      { human: 'bad', judge: 'bad', preferred: 'win' },
    ]);
    const { result } = await evaluateIn(root, {
      predictions,
      task: 'text',
      target: 'human',
      metric: ['judge_agreement', 'judge_kappa', 'win_rate'],
    });
    expect(metric(result.metrics, 'judge_agreement').value).toBe(0.75);
    expect(metric(result.metrics, 'judge_kappa').value).toBeCloseTo(0.5, 9);
    expect(metric(result.metrics, 'win_rate').value).toBe(0.625);
  });
});

describe('scores of several classes', () => {
  const rows = [
    { y: 'cat', p: [0.7, 0.2, 0.1] },
    { y: 'dog', p: [0.3, 0.6, 0.1] },
    { y: 'eel', p: [0.3, 0.3, 0.4] },
    { y: 'cat', p: [0.2, 0.5, 0.3] },
  ];
  const call = { task: 'multiclass', target: 'y', metric: ['log_loss', 'top_2_accuracy', 'accuracy'] };
  const classes = ['cat', 'dog', 'eel'];
  it.each([
    ['a list', rows.map(({ y, p }) => ({ y, score: p }))],
    [
      'an object',
      rows.map(({ y, p }) => ({ y, score: Object.fromEntries(classes.map((c, k) => [c, p[k]])) })),
    ],
    [
      'columns proba_',
      rows.map(({ y, p }) => ({ y, ...Object.fromEntries(classes.map((c, k) => [`proba_${c}`, p[k]])) })),
    ],
  ])('as %s', async (form, lines) => {
    const { result } = await evaluateIn(root, { ...call, predictions: jsonLines(`${form}.jsonl`, lines) });
    expect(metric(result.metrics, 'log_loss').value).toBeCloseTo(-Math.log(0.7 * 0.6 * 0.4 * 0.2) / 4, 9);
    expect(metric(result.metrics, 'accuracy').value).toBe(0.75);
    expect(metric(result.metrics, 'top_2_accuracy').value).toBe(0.75);
  });
  it('refuses lists of several lengths', async () => {
    const predictions = jsonLines('short.jsonl', [
      { y: 'a', score: [0.5, 0.5] },
      { y: 'b', score: [1] },
    ]);
    await expect(evaluateIn(root, { ...call, predictions })).rejects.toThrow(/several lengths/);
  });
});

describe('ids', () => {
  const big = ['9007199254740993', '9007199254740992', '18446744073709551614', '18446744073709551615'];
  const rows = big.map((id, i) => [id, i % 2, i / 4]);
  it('of 64 bits keep their digits', async () => {
    writeCsv(join(root, 'ids.csv'), ['id', 'y', 'p'], rows);
    const call = {
      predictions: 'ids.csv',
      task: 'binary',
      target: 'y',
      score: 'p',
      id: 'id',
      metric: ['accuracy'],
    };
    expect((await evaluateIn(root, call)).result.dataset?.rows).toBe(4);
    writeFileSync(
      join(root, 'ids.jsonl'),
      rows.map(([id, y, p]) => `{"id": ${id}, "y": ${y}, "p": ${p}}`).join('\n'),
    );
    expect((await evaluateIn(root, { ...call, predictions: 'ids.jsonl' })).result.dataset?.rows).toBe(4);
  });
  it('that stand twice are an error', async () => {
    writeCsv(join(root, 'twice.csv'), ['id', 'y', 'p'], [...rows, rows[0] ?? []]);
    await expect(
      evaluateIn(root, {
        predictions: 'twice.csv',
        task: 'binary',
        target: 'y',
        score: 'p',
        id: 'id',
        metric: ['accuracy'],
      }),
    ).rejects.toThrow(/does not identify/);
  });
});

describe('slices and gaps', () => {
  const people = Array.from({ length: 400 }, (_, i) => {
    const sex = i % 2 === 0 ? 'f' : 'm';
    const y = i % 3 === 0 ? 1 : 0;
    const p = sex === 'f' ? (i % 8) / 10 : (i % 16) / 16;
    return [y, p.toFixed(3), sex, i % 4 < 2 ? 'north' : 'south', i, i < 6 ? '' : 'x'];
  });
  const call = { predictions: 'people.csv', task: 'binary', target: 'y', score: 'p', metric: ['accuracy'] };
  beforeAll(() => writeCsv(join(root, 'people.csv'), ['y', 'p', 'sex', 'region', 'age', 'note'], people));

  it('cross columns, and take every column with *', async () => {
    const crossed = await evaluateIn(root, { ...call, slice: ['sex × region'] });
    expect(metric(crossed.result.metrics, 'accuracy', 'sex=f × region=north').n).toBe(100);
    const every = await evaluateIn(root, { ...call, slice: ['*'] });
    const names = new Set(every.result.metrics.flatMap(({ slice }) => slice ?? []));
    expect([...names].filter((name) => name.startsWith('age'))).toHaveLength(4);
    expect([...names].some((name) => /^(?:y|p)[=<>]/.test(name))).toBe(false);
    expect(names.has('region=north')).toBe(true);
    expect(every.result.notChecked.join()).toMatch(/1 slice of note with fewer than 30 rows/);
    const worst = every.result.findings.find(({ check }) => check === 'slice.worst');
    expect(worst).toMatchObject({ verdict: 'pass', severity: 'info' });
    expect(worst?.message).toMatch(/exploratory/);
  });

  it('give gaps between groups with intervals, named by the column', async () => {
    const { result } = await evaluateIn(root, { ...call, fairness: ['sex'] });
    const rate = (sex: string) => metric(result.metrics, 'selection_rate', `sex=${sex}`).value ?? Number.NaN;
    const gap = metric(result.metrics, 'demographic_parity_difference[sex]');
    expect(gap.value).toBeCloseTo(Math.abs(rate('f') - rate('m')), 12);
    expect(gap.interval?.[0]).toBeLessThan(gap.value ?? 0);
    expect(metric(result.metrics, 'demographic_parity_ratio[sex]').direction).toBe('higher');
    expect(result.metrics.filter(({ name }) => name.endsWith('[sex]'))).toHaveLength(5);
    await expect(evaluateIn(root, { ...call, metric: ['equalized_odds_difference'] })).rejects.toThrow(
      /gap between groups/,
    );
  });

  it('have no gap where a group is too small', async () => {
    const { result } = await evaluateIn(root, { ...call, fairness: ['note'] });
    expect(metric(result.metrics, 'demographic_parity_difference[note]')).toMatchObject({
      value: null,
      undefined: expect.stringMatching(/fewer than two groups/),
    });
  });
});
