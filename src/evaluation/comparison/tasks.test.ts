/** Pairs of rankings and of texts, the whole way from files: units, clusters, kept predictions, and what is refused. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { contextIn } from '../../../test/support/evaluation.js';
import type { EvaluateConfig } from '../../config/index.js';
import { evaluateSchema } from '../../config/parsing/index.js';
import { resolveDataset } from '../../data/index.js';
import { type Evaluation, evaluate } from '../index.js';
import type { KeptPredictions } from '../request.js';

const top = mkdtempSync(join(tmpdir(), 'assay-pairs-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
let root = '';
let kept = '';
beforeEach(() => {
  root = mkdtempSync(join(top, 'case-'));
  kept = join(root, 'kept.parquet');
});

type Raw = Partial<EvaluateConfig> & Pick<EvaluateConfig, 'task' | 'target' | 'metrics'>;

/** Evaluates the predictions in `file`; what is kept of them lies in `kept` afterwards. */
async function evaluated(file: string, raw: Raw, predictions: KeptPredictions | null = null) {
  const ctx = contextIn(root);
  const { dataset: _, ...config } = evaluateSchema.parse(raw);
  const dataset = await resolveDataset('predictions', file, root, ctx.signal);
  const found = await evaluate(ctx, {
    dataset,
    config,
    root,
    candidate: { kind: 'columns', columns: {} },
    baseline: predictions && {
      source: 'v1',
      version: 1,
      digest: null,
      modelPath: null,
      predictions,
    },
    keep: async (name, path) => {
      if (name === 'predictions') copyFileSync(path, kept);
      return { name, file: 'predictions.parquet', sha256: '0'.repeat(64), size: 1 };
    },
  });
  return { found, sha256: dataset.sha256 };
}

/** `now` in pairs with what was kept of `before`. */
async function afterwards(before: string, now: string, raw: Raw, changed: Partial<Raw> = {}) {
  const { found, sha256 } = await evaluated(before, raw);
  const old = join(root, 'old.parquet');
  copyFileSync(kept, old);
  return evaluated(
    now,
    { ...raw, ...changed },
    { path: old, sha256: null, dataset: sha256, definition: found.definition, columns: null },
  ).then((later) => later.found);
}

const of = ({ paired }: Evaluation, metric: string, slice: string | null = null) =>
  paired?.comparisons.find((one) => one.metric === metric && one.slice === slice);
const noise = (i: number, k: number) => Math.abs(Math.sin(i * 12.9898 + k * 78.233) * 43758.5453) % 1;
const jsonLines = (name: string, rows: readonly unknown[]) => {
  writeFileSync(join(root, name), `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
  return name;
};

describe('rankings in pairs', () => {
  const QUERIES = 60;
  const DEPTH = 5;
  const rows = (k: number, user = (q: number) => Math.floor(q / 3)) =>
    Array.from({ length: QUERIES * DEPTH }, (_, i) => {
      // Rows of a query do not stand together: row and query have other numbers.
      const query = i % QUERIES;
      const relevance = noise(i, 1) < 0.4 ? 1 : 0;
      return {
        id: `r${i}`,
        query: `q${query}`,
        market: query % 2 === 0 ? 'de' : 'fr',
        user: `u${user(query)}`,
        relevance,
        score: 0.5 * relevance + noise(i, k),
      };
    });
  const raw: Raw = {
    task: 'ranking',
    target: 'relevance',
    group: 'query',
    id: 'id',
    metrics: ['ndcg_at_3', 'mrr', 'hit_rate_at_1'],
    slices: ['market'],
    min_slice_rows: 5,
  };

  it('count a query once, and decide means by t and shares by Tango, on slices too', async () => {
    const found = await afterwards(jsonLines('a.jsonl', rows(2)), jsonLines('b.jsonl', rows(3)), raw);
    const queries = found.candidate.metrics[0]?.n ?? 0;
    expect(queries).toBeGreaterThan(40);
    expect(queries).toBeLessThanOrEqual(QUERIES);
    expect(of(found, 'ndcg_at_3')).toMatchObject({ method: 'mean(t)', n: queries });
    expect(of(found, 'ndcg_at_3')?.intervals).toHaveLength(2);
    expect(of(found, 'hit_rate_at_1')).toMatchObject({ method: 'tango(continuity 0.25)', n: queries });
    const parts = ['de', 'fr'].map((market) => of(found, 'mrr', `market=${market}`)?.n ?? 0);
    expect(parts.reduce((sum, n) => sum + n)).toBe(queries);
    expect(found.paired?.pairing).toMatchObject({ with: 'predictions', joined: 'id' });
  });

  it('take a column of clusters for queries that belong together', async () => {
    const [a, b] = [jsonLines('a.jsonl', rows(2)), jsonLines('b.jsonl', rows(3))];
    const found = await afterwards(a, b, raw, { cluster: 'user' });
    expect(of(found, 'mrr')?.method).toBe('mean(t, clusters)');
    expect(of(found, 'hit_rate_at_1')?.method).toBe('mean(t, clusters)');
    // Half of the rows of a query belong to another user.
    const torn = rows(3).map((row, i) => ({ ...row, user: `u${i % 7}` }));
    await expect(evaluated(jsonLines('torn.jsonl', torn), { ...raw, cluster: 'user' })).rejects.toThrow(
      /the cluster user divides query q0/,
    );
  });

  it('are joined whatever the order of the rows', async () => {
    const [a, b] = [jsonLines('a.jsonl', rows(2)), jsonLines('b.jsonl', rows(3))];
    const straight = await afterwards(a, b, raw);
    const turned = await afterwards(jsonLines('c.jsonl', rows(2).reverse()), b, raw);
    expect(turned.paired?.comparisons).toEqual(straight.paired?.comparisons);
  });

  it('are refused where a row has moved to another query, or has another relevance', async () => {
    const before = rows(2).map((row, i) => (i === 7 ? { ...row, query: 'q9' } : row));
    const [a, b] = [jsonLines('a.jsonl', before), jsonLines('b.jsonl', rows(3))];
    const moved = await afterwards(a, b, raw);
    expect(moved.paired).toBeNull();
    expect(moved.notChecked.join()).toContain('1 of 300 examples have another query there');
    const graded = rows(2).map((row, i) => (i === 7 ? { ...row, relevance: 3 } : row));
    const other = await afterwards(jsonLines('c.jsonl', graded), b, raw);
    expect(other.notChecked.join()).toContain('1 of 300 examples have another label there');
  });

  it('test by flips of signs where it is asked for', async () => {
    const [a, b] = [jsonLines('a.jsonl', rows(2)), jsonLines('b.jsonl', rows(2.001))];
    const found = await afterwards(a, b, raw, { permutation: 199 });
    expect(of(found, 'mrr')?.permutation?.replicates).toBe(199);
  });
});

describe('texts in pairs', () => {
  const rows = (k: number, right: number) =>
    Array.from({ length: 160 }, (_, i) => {
      const example = Math.floor(i / 4);
      const correct = noise(example, 1) * 0.5 + noise(i, k) * 0.5 < right;
      return {
        id: i,
        question: `q${example}`,
        answer: [`The answer ${example}`],
        prediction: correct ? `answer ${example}` : 'no idea',
        correct: correct ? 1 : 0,
        tokens: 10 + (i % 7) + k,
      };
    });
  const raw: Raw = {
    task: 'text',
    target: 'answer',
    group: 'question',
    id: 'id',
    metrics: ['exact_match', 'pass_at_2', 'tokens'],
  };

  it('count the samples of an example as one', async () => {
    const found = await afterwards(
      jsonLines('a.jsonl', rows(2, 0.5)),
      jsonLines('b.jsonl', rows(3, 0.55)),
      raw,
    );
    expect(of(found, 'exact_match')).toMatchObject({ n: 40, method: 'mean(t)' });
    const alone = await afterwards(
      'a.jsonl',
      'b.jsonl',
      { ...raw, metrics: ['exact_match'] },
      { group: undefined },
    );
    const [single, joint] = [alone, found].map((one) => of(one, 'exact_match'));
    expect(single).toMatchObject({ n: 160, method: 'tango(continuity 0.25)' });
    expect(single?.delta).toBeCloseTo(joint?.delta ?? Number.NaN, 12);
  });

  it('have no interval where every difference is the same: that is no proof', async () => {
    const found = await afterwards(
      jsonLines('a.jsonl', rows(2, 0.5)),
      jsonLines(
        'b.jsonl',
        rows(2, 0.5).map((row) => ({ ...row, tokens: row.tokens + 1 })),
      ),
      raw,
    );
    expect(of(found, 'tokens')?.intervals).toEqual([]);
    expect(of(found, 'tokens')?.notes.join()).toContain('no interval');
    // The same short answers are no proof of the same model.
    expect(found.paired?.pairing.identical).toBeNull();
  });

  it('kept answers are read under their usual names, whatever they were called', async () => {
    const named = rows(2, 0.5).map(({ prediction, correct, ...row }) => ({
      ...row,
      said: prediction,
      ok: correct,
    }));
    const text = { answer: 'said', correct: 'ok' };
    const found = await afterwards(jsonLines('a.jsonl', named), jsonLines('b.jsonl', named), {
      ...raw,
      text,
    });
    expect(of(found, 'pass_at_2')?.delta).toBe(0);
  });
});

describe('a group', () => {
  it('is refused where the task has none, with what may be meant', async () => {
    jsonLines('a.jsonl', [{ y: 1, score: 0.5, user: 'a' }]);
    await expect(
      evaluated('a.jsonl', { task: 'binary', target: 'y', metrics: ['accuracy'], group: 'user' }),
    ).rejects.toThrow(/the task binary has no group/);
  });
});

describe('people', () => {
  const rows = (k: number) =>
    Array.from({ length: 400 }, (_, i) => {
      const y = noise(i, 1) < 0.4 ? 1 : 0;
      return { id: i, y, sex: i % 2 === 0 ? 'F' : 'M', score: Math.min(0.99, 0.3 * y + 0.7 * noise(i, k)) };
    });
  const raw: Raw = {
    task: 'binary',
    target: 'y',
    id: 'id',
    metrics: ['accuracy', 'selection_rate'],
    fairness: { groups: ['sex'] },
  };

  it('the rates of each group and the gaps between them are compared in pairs', async () => {
    const found = await afterwards(jsonLines('a.jsonl', rows(2)), jsonLines('b.jsonl', rows(3)), raw);
    expect(of(found, 'recall', 'sex=F')?.method).toBe('tango(continuity 0.25)');
    expect(of(found, 'precision', 'sex=M')?.method).toMatch(/^bootstrap/);
    for (const name of ['demographic_parity', 'equalized_odds', 'equal_opportunity', 'predictive_parity']) {
      const gap = of(found, `${name}_difference[sex]`);
      expect(gap).toMatchObject({ direction: 'lower', n: 400 });
      expect(gap?.intervals.map(({ level }) => level)).toEqual([0.9, 0.95]);
      for (const { low, high } of gap?.intervals ?? []) {
        expect(low).toBeLessThan(gap?.delta ?? Number.NaN);
        expect(high).toBeGreaterThan(gap?.delta ?? Number.NaN);
        expect(high - low).toBeLessThan(0.8);
      }
    }
    const ratio = of(found, 'demographic_parity_ratio[sex]');
    expect(ratio).toMatchObject({ direction: 'higher', method: expect.stringContaining('ratio change') });
    expect(ratio?.intervals.map(({ level }) => level)).toEqual([0.9, 0.95]);
    for (const { low, high } of ratio?.intervals ?? []) {
      expect(low).toBeLessThan(ratio?.delta ?? Number.NaN);
      expect(high).toBeGreaterThan(ratio?.delta ?? Number.NaN);
    }
    // Nobody knows which way of these is better.
    expect(of(found, 'selection_rate')).toBeUndefined();
    expect(of(found, 'selection_rate', 'sex=F')).toBeUndefined();
  });

  it.each([{ cluster: 'user' }, { weight: 'w' }, { cluster: 'user', weight: 'w' }])(
    'gaps of examples with %j have intervals that hold the difference',
    async (more) => {
      const with_ = (k: number) => rows(k).map((row, i) => ({ ...row, user: i % 40, w: 1 + (i % 3) }));
      const files = [jsonLines('a.jsonl', with_(2)), jsonLines('b.jsonl', with_(3))] as const;
      const found = await afterwards(...files, { ...raw, ...more });
      for (const name of ['equal_opportunity_difference', 'demographic_parity_ratio']) {
        const gap = of(found, `${name}[sex]`);
        expect(gap?.intervals).toHaveLength(2);
        for (const { low, high } of gap?.intervals ?? []) {
          expect(low).toBeLessThan(gap?.delta ?? Number.NaN);
          expect(high).toBeGreaterThan(gap?.delta ?? Number.NaN);
        }
      }
    },
  );

  it('of one and the same scores differ by exactly nothing', async () => {
    jsonLines('a.jsonl', rows(2));
    const found = await afterwards('a.jsonl', 'a.jsonl', raw);
    expect(found.paired?.pairing.identical).toBe('predictions');
    const gap = of(found, 'equalized_odds_difference[sex]');
    expect(gap).toMatchObject({ method: 'identical', delta: 0 });
    expect(gap?.intervals[0]).toMatchObject({ low: 0, high: 0 });
  });
});
