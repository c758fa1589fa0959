import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  contextIn,
  evaluateIn,
  expected,
  fixture,
  host,
  metric,
  writeCsv,
} from '../../test/support/evaluation.js';
import { openDatabase } from '../engines/index.js';
import { initRegistry } from '../registry/index.js';
import { Workspace } from '../results/index.js';
import { COMMANDS } from './index.js';

const top = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(top, 'repo-'));
  copyFileSync(fixture('people.csv'), join(root, 'people.csv'));
});

const matrix = { task: 'binary', target: 'late', data: 'people.csv', column: ['age', 'income', 'member'] };

describe('a model', () => {
  it('runs a matrix model: metrics with intervals, slices, latency, kept predictions', async () => {
    const { result, outcome } = await evaluateIn(root, {
      ...matrix,
      model: fixture('binary_matrix.onnx'),
      id: 'person',
      metric: [
        'roc_auc',
        'log_loss',
        'accuracy',
        'f1',
        'ece',
        'latency_p50_ms',
        'latency_p99_ms',
        'model_size_bytes',
      ],
      slice: ['city', 'old: age >= 50'],
      output: 'out/metrics.json',
    });
    expect(result.verdict).toBe('pass');
    const auc = metric(result.metrics, 'roc_auc');
    expect(auc.value).toBeGreaterThan(0.7);
    expect(auc).toMatchObject({ n: 200, intervalMethod: 'delong', direction: 'higher', confidence: 0.95 });
    expect(auc.interval?.[0]).toBeLessThan(auc.value ?? 0);
    expect(metric(result.metrics, 'accuracy').intervalMethod).toBe('wilson');
    expect(metric(result.metrics, 'log_loss').intervalMethod).toBe('bootstrap(percentile, B=1000, seed=0)');
    expect(metric(result.metrics, 'latency_p50_ms').value).toBeGreaterThan(0);
    expect(metric(result.metrics, 'latency_p99_ms').n).toBe(200);
    expect(metric(result.metrics, 'model_size_bytes').value).toBe(result.model?.size);
    expect(metric(result.metrics, 'roc_auc', "city=Cork's").n).toBeGreaterThan(29);
    expect(metric(result.metrics, 'f1', 'old').n).toBeGreaterThan(29);
    const plain: unknown = JSON.parse(readFileSync(join(root, 'out/metrics.json'), 'utf8'));
    expect(plain).toMatchObject({ roc_auc: auc.value, slices: { old: {} } });
    expect(outcome.outputs?.['rows']).toBe('200');

    const kept = join(root, '.assay/artifacts/sha256', result.predictions?.sha256 ?? '');
    const db = await openDatabase(contextIn(root));
    const rows = await db.all(`SELECT * FROM read_parquet('${kept}')`);
    const codecs = await db.all(`SELECT DISTINCT compression FROM parquet_metadata('${kept}')`);
    const people = await db.all(`SELECT person, late FROM read_csv('${join(root, 'people.csv')}')`);
    db.close();
    expect(codecs).toEqual([{ compression: 'ZSTD' }]);
    expect(rows.map((row) => row.id)).toEqual(people.map((row) => row.person).sort());
    expect(Object.keys(rows[0] ?? {})).toEqual(['id', 'label', 'weight', 'score']);
    const p = new Map(people.map((row, i) => [row.person, expected().binary_matrix[i]]));
    for (const row of rows) expect(row.score).toBeCloseTo(p.get(row.id) ?? Number.NaN, 5);
  });

  it('runs several inputs of mixed types by name', async () => {
    const { result } = await evaluateIn(root, {
      task: 'binary',
      target: 'late',
      data: 'people.csv',
      model: fixture('binary_mixed.onnx'),
      metric: ['brier'],
    });
    const p = expected().binary_mixed;
    const labels = readFileSync(join(root, 'people.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[5]));
    const brier = labels.reduce((sum, label, i) => sum + ((p[i] ?? 0) - label) ** 2, 0) / labels.length;
    expect(metric(result.metrics, 'brier').value).toBeCloseTo(brier, 6);
  });
});
