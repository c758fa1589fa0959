/** Stores that MLflow wrote, its folder and its database, and what they hold that a gate must not take for a metric. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssayError } from '../../../base/index.js';
import { randomFor } from '../../../statistics/index.js';
import { parseBaselineRef, showBaselineRef } from '../../baseline-ref.js';
import { readMlflow } from './index.js';
import { parseMlflow } from './run.js';

const FIXTURES = resolve('test/fixtures/results/mlflow');
const read = (store: string, run: string, root = FIXTURES) => readMlflow({ path: store, run }, root);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-mlflow-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(['mlruns', 'mlflow.db'])('%s', (store) => {
  it('gives the last value of each metric; NaN and infinite values stay what they are', async () => {
    const { metrics } = await read(store, 'second');
    expect(Object.fromEntries(metrics.all.map(({ name, value }) => [name, value]))).toEqual({
      roc_auc: 0.74,
      'val/log_loss': 0.5,
      drift: Number.NaN,
      worst: Number.POSITIVE_INFINITY,
    });
  });

  it('finds a run by name and by its id', async () => {
    const named = await read(store, 'first');
    expect(named.metrics.get('roc_auc', null)?.value).toBe(0.7);
    const id = named.shown.split('#')[1] ?? '';
    expect(await read(store, id)).toEqual(named);
  });

  it('refuses deleted and unfinished runs, and the latest where it failed', async () => {
    await expect(read(store, 'gone')).rejects.toThrow(/was deleted/);
    await expect(read(store, 'broken')).rejects.toThrow(/status FAILED/);
    await expect(read(store, 'flights/latest')).rejects.toThrow(/run broken has the status|status FAILED/);
    await expect(read(store, 'elsewhere/latest')).rejects.toThrow(/no run in an experiment elsewhere/);
    await expect(read(store, 'third')).rejects.toThrow(/no run with the id or name third/);
  });
});

describe('the database', () => {
  it('is refused while changes stand beside it, and where it is none', async () => {
    await cp(join(FIXTURES, 'mlflow.db'), join(folder, 'w.db'));
    await writeFile(join(folder, 'w.db-wal'), 'changes');
    await expect(read('w.db', 'first', folder)).rejects.toThrow(/-wal/);
    await writeFile(join(folder, 'n.db'), 'not a database, but long enough to be looked at'.repeat(50));
    await expect(read('n.db', 'first', folder)).rejects.toThrow(AssayError);
    await expect(read('absent.db', 'first', folder)).rejects.toThrow(AssayError);
  });

  it('gives a result or an AssayError where it is damaged by a seed', async () => {
    const bytes = await readFile(join(FIXTURES, 'mlflow.db'));
    for (let seed = 0; seed < 15; seed++) {
      const random = randomFor(seed, 'mlflow.db');
      const damaged = Buffer.from(bytes);
      for (let k = 0; k < 20 * (seed + 1); k++) {
        damaged[random() % damaged.length] = random() & 0xff;
      }
      await writeFile(join(folder, 'd.db'), damaged);
      await read('d.db', 'first', folder).catch((error: unknown) => {
        expect(error, String(seed)).toBeInstanceOf(AssayError);
      });
    }
  });
});

describe('the folder', () => {
  it('takes the value of the highest step, whatever the order of the lines, and refuses a broken line', async () => {
    const { shown } = await read('mlruns', 'first');
    const id = shown.split('#')[1] ?? '';
    await cp(join(FIXTURES, 'mlruns'), join(folder, 'mlruns'), { recursive: true });
    const experiment = '234473598475866032';
    const metric = join(folder, 'mlruns', experiment, id, 'metrics', 'roc_auc');
    await writeFile(metric, '5 0.9 7\n9 0.1 2\n5 0.8 7 data digest\n');
    expect((await read('mlruns', id, folder)).metrics.get('roc_auc', null)?.value).toBe(0.9);
    await writeFile(metric, '5 0.9 7\n9 zero 2\n');
    await expect(read('mlruns', id, folder)).rejects.toThrow(/roc_auc: line 2/);
    await writeFile(metric, '');
    await expect(read('mlruns', id, folder)).rejects.toThrow(/no value was logged/);
  });
});

it('reads a reference as a baseline, with a path that holds #', () => {
  const text = 'mlflow:a#b/mlruns#exp/latest';
  expect(parseMlflow(text)).toEqual({ path: 'a#b/mlruns', run: 'exp/latest' });
  expect(showBaselineRef(parseBaselineRef(text))).toBe(text);
  expect(() => parseMlflow('mlflow:mlruns')).toThrow(AssayError);
});
