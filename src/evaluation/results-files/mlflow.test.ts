/** Tables of MLflow: one that it wrote, and what would pair the wrong rows or take a number for a score. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../../base/index.js';
import { mlflowTable } from '../../gate/index.js';
import { comparableResults, readResults } from './front.js';
import { isMlflowTable, readMlflowTable } from './mlflow.js';

const FIXTURES = resolve('test/fixtures/results/mlflow-tables');
const of = async (run: string, columns = {}) =>
  readResults({ path: await mlflowTable(`mlflow:mlruns#${run}`, FIXTURES), shown: run, columns });

describe('a table of MLflow', () => {
  it('is found by its run, and gives answers, references, scores and slices', async () => {
    const { tool, rows, directions } = await of('after');
    expect([tool, rows.length, directions.size]).toEqual(['MLflow', 40, 0]);
    const row = rows.find(({ categories }) => categories.get('id') === 'q05');
    expect(row).toMatchObject({ target: ['10'], answer: '10', error: null, sample: 1 });
    expect(Object.fromEntries(row?.scores ?? [])).toEqual({ right: 1, words: 1 });
    expect(row?.categories.get('kind')).toBe('small');
  });

  it.each([[{}], [{ id: 'id' }]])(
    'pairs the rows of two runs by their inputs or an id: %j',
    async (columns) => {
      const [after, before] = [await of('after', columns), await of('before', columns)];
      // The files have their rows in opposite orders.
      expect(after.rows[0]?.example).not.toBe(before.rows[0]?.example);
      const { candidate, baseline } = comparableResults(after, before, 0);
      const right = (rows: typeof candidate | null) => rows?.map(({ scores }) => scores.get('right'));
      expect(candidate.map(({ example }) => example)).toEqual(baseline?.map(({ example }) => example));
      expect(candidate.map(({ target }) => target)).toEqual(baseline?.map(({ target }) => target));
      expect(right(candidate)?.filter((score) => score === 1)).toHaveLength(36);
      expect(right(baseline)?.filter((score) => score === 1)).toHaveLength(32);
    },
  );

  const table = (columns: readonly string[], ...data: readonly (readonly unknown[])[]) =>
    readMlflowTable({ columns, data }, 't.json');

  it('refuses a column twice, rows of another length, and rows that nothing tells apart', () => {
    expect(() => table(['inputs', 'inputs'], ['a', 'b'])).toThrow(/inputs stands twice/);
    expect(() => table(['inputs', 'x/score'], ['a'])).toThrow(/row 1 has 1 cells/);
    expect(() => table(['text', 'x/score'], ['a', 1])).toThrow(/which rows of two runs are the same/);
    expect(() => table(['inputs', 'x/score'], [null, 1])).toThrow(/row 1 has no inputs/);
    expect(() => readMlflowTable({ columns: ['a'], data: [['b']] }, 't.json', { id: 'id' })).toThrow(
      /has no column id/,
    );
  });

  it('takes no feature for a score, an empty score for none, and equal inputs for samples', () => {
    const { rows } = table(
      ['inputs', 'age', 'x/v1/score', 'x/v1/justification'],
      ['a', 3, null, 'w'],
      ['a', 4, 1, 'w'],
    );
    expect(rows.map(({ sample }) => sample)).toEqual([1, 2]);
    expect(rows.map(({ scores }) => [...scores])).toEqual([[['x/v1', Number.NaN]], [['x/v1', 1]]]);
    expect([...(rows[0]?.categories ?? [])]).toEqual([['age', '3']]);
  });

  it('refuses other inputs under one id', async () => {
    const path = await mlflowTable('mlflow:mlruns#before', FIXTURES);
    const root: unknown = JSON.parse((await readFile(path, 'utf8')).replace('how much is 7 and 7?', 'what?'));
    const other = readMlflowTable(root, 'other', { id: 'id' });
    const after = await of('after', { id: 'id' });
    expect(() => comparableResults(after, other, 0)).toThrow(/1 samples asked something else/);
  });

  it('is told from other files, and columns are for tables only', async () => {
    expect(isMlflowTable({ columns: ['a'], data: [1] })).toBe(false);
    const path = resolve('test/fixtures/results/deepeval-better.json');
    const asked = readResults({ path, shown: 'd.json', columns: { id: 'id' } });
    await expect(asked).rejects.toThrow(/--id names a column, and results of deepeval are no table/);
  });

  it('says where a table was looked for', async () => {
    const runs = resolve('test/fixtures/results/mlflow');
    for (const store of ['mlruns', 'mlflow.db']) {
      const missing = mlflowTable(`mlflow:${store}#first`, runs);
      await expect(missing).rejects.toThrow(AssayError);
      await expect(missing).rejects.toThrow(/no eval_results_table.json among its artifacts/);
    }
    expect(await mlflowTable('mlflow:mlruns#after', FIXTURES)).toMatch(
      new RegExp(join('artifacts', 'eval_results_table.json').replace(/[\\.]/g, '\\$&')),
    );
  });
});
