import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeStage } from '../../test/support/delivery.js';
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
import { BARE_MANIFEST } from '../registry/testing/make.js';
import { Workspace } from '../results/index.js';
import { COMMANDS } from './index.js';

const top = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(top, 'repo-'));
  copyFileSync(fixture('people.csv'), join(root, 'people.csv'));
});

const lines = readFileSync(fixture('people.csv'), 'utf8').trim().split('\n').slice(1);
/** Rows of `people.csv`: person, age, income, member, city, late, kind, spend. */
const people = () => lines.map((line) => line.split(','));
function brierOf(p: readonly number[]): number {
  const labels = people().map((row) => Number(row[5]));
  return labels.reduce((sum, label, i) => sum + ((p[i] ?? 0) - label) ** 2, 0) / labels.length;
}

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
    expect(metric(result.metrics, 'log_loss').intervalMethod).toBe('bootstrap(bca, B=1000, seed=0)');
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
    expect(metric(result.metrics, 'brier').value).toBeCloseTo(brierOf(expected().binary_mixed), 6);
  });

  it('runs inputs of shape [N] and one probability an example', async () => {
    const { result } = await evaluateIn(root, {
      task: 'binary',
      target: 'late',
      data: 'people.csv',
      model: fixture('binary_plain.onnx'),
      metric: ['brier', 'roc_auc'],
    });
    expect(metric(result.metrics, 'brier').value).toBeCloseTo(brierOf(expected().binary_plain), 12);
  });

  it('runs several classes with text labels, and a regression', async () => {
    const classes = await evaluateIn(root, {
      task: 'multiclass',
      target: 'kind',
      data: 'people.csv',
      model: fixture('multiclass.onnx'),
      column: ['age', 'income', 'member'],
      metric: ['accuracy', 'log_loss', 'f1_macro', 'roc_auc_ovr', 'mcc'],
    });
    const { p, classes: names } = expected().multiclass;
    const kinds = people().map((row) => row[6]);
    const right = kinds.filter(
      (kind, i) => names[(p[i] ?? []).indexOf(Math.max(...(p[i] ?? [])))] === kind,
    ).length;
    expect(metric(classes.result.metrics, 'accuracy').value).toBe(right / kinds.length);
    expect(classes.result.verdict).toBe('pass');

    const numbers = await evaluateIn(root, {
      task: 'regression',
      target: 'spend',
      data: 'people.csv',
      model: fixture('regression.onnx'),
      column: ['age', 'income', 'member'],
      metric: ['mae', 'r2'],
    });
    const spend = people().map((row) => Number(row[7]));
    const mae =
      spend.reduce((sum, y, i) => sum + Math.abs((expected().regression[i] ?? 0) - y), 0) / spend.length;
    expect(metric(numbers.result.metrics, 'mae').value).toBeCloseTo(mae, 4);
  });

  it('gives the same values for every size of a batch, and for Parquet, CSV and JSON lines', async () => {
    const db = await openDatabase(contextIn(root));
    await db.run(
      `COPY (FROM read_csv('${join(root, 'people.csv')}')) TO '${join(root, 'people.parquet')}' (FORMAT parquet)`,
    );
    await db.run(
      `COPY (FROM read_csv('${join(root, 'people.csv')}')) TO '${join(root, 'people.jsonl')}' (FORMAT json)`,
    );
    db.close();
    const digests = new Set<string | undefined>();
    for (const [data, batch] of [
      ['people.csv', 7],
      ['people.parquet', 200],
      ['people.jsonl', 8192],
    ] as const) {
      writeFileSync(
        join(root, 'assay.yaml'),
        `version: 1\nmodel: m\ndatasets: {test: {path: ${data}, id: person}}\nevaluate: {task: binary, target: late, metrics: [roc_auc], columns: [age, income, member], batch: ${batch}}\n`,
      );
      const { result } = await evaluateIn(root, { model: fixture('binary_matrix.onnx') });
      digests.add(result.predictions?.sha256);
      expect(result.subject).toBe('candidate');
    }
    expect(digests.size).toBe(1);
  });

  it('reads the tensor behind a ZipMap, with the classes that the map names', async () => {
    const call = { ...matrix, metric: ['roc_auc', 'accuracy', 'log_loss'] };
    const maps = await evaluateIn(root, { ...call, model: fixture('binary_zipmap.onnx') });
    const tensor = await evaluateIn(root, { ...call, model: fixture('binary_matrix.onnx') });
    expect(maps.result.metrics).toEqual(tensor.result.metrics);
    expect(maps.result.verdict).toBe('pass');
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'no columns for a matrix',
      { column: [] },
      /input X is a matrix of 3 columns, and nothing says which.*age, income[\s\S]*--column.*`evaluate\.columns`/,
    ],
    ['too few columns', { column: ['age'] }, /takes 3 columns, and `columns` names 1/],
    [
      'an unknown column',
      { column: ['age', 'incme', 'member'] },
      /X \(float32\) needs the column incme.*one of person, age[\s\S]*did you mean income/,
    ],
    [
      'a text for a number',
      { column: ['age', 'city', 'member'] },
      /X \(float32\) cannot take the column city, which is VARCHAR \(expected a column of numbers/,
    ],
    ['the label as an input', { column: ['age', 'late', 'member'] }, /would be the label itself/],
    [
      'an unknown output',
      { 'model-output': 'probs' },
      /no output probs .*one of label \(int64\), probabilities/,
    ],
    ['an unknown feature', { feature: ['Y=age'] }, /no input Y/],
    ['an unknown target', { target: 'lat' }, /target lat is no column[\s\S]*did you mean late/],
    ['labels that are not two', { target: 'city' }, /holds 4 labels/],
    ['a repeated id', { id: 'age' }, /age does not identify the rows/],
    ['a file that is no model', { model: 'people.csv' }, /ONNX Runtime cannot load the model/],
    ['no model', { model: 'missing.onnx' }, /does not exist/],
    ['no data', { data: 'missing.csv' }, /does not exist/],
    ['an unknown slice', { slice: ['town'] }, /the slice town is no column/],
    ['a slice without rows', { slice: ['none: age > 200'] }, /matches no row/],
    [
      'an unknown metric',
      { metric: ['roc_acu'] },
      /roc_acu is not in the catalogue[\s\S]*did you mean roc_auc/,
    ],
    [
      'a metric by another name',
      { metric: ['auc'] },
      /auc is not in the catalogue[\s\S]*here it is called roc_auc/,
    ],
    ['a metric of another task', { metric: ['rmse'] }, /rmse is not defined for the task binary/],
    ['a metric known by name only', { metric: ['perplexity'] }, /known by name only/],
  ])('refuses %s', async (_, change, message) => {
    const call = { ...matrix, model: fixture('binary_matrix.onnx'), metric: ['roc_auc'], ...change };
    await expect(evaluateIn(root, call)).rejects.toThrow(message);
    await expect(evaluateIn(root, call)).rejects.toMatchObject({ kind: 'usage' });
  });

  it('wants the average of precision for several classes', async () => {
    const call = {
      task: 'multiclass',
      target: 'kind',
      data: 'people.csv',
      model: fixture('multiclass.onnx'),
      metric: ['f1', 'roc_auc'],
    };
    await expect(evaluateIn(root, call)).rejects.toThrow(
      /f1 is not defined[\s\S]*f1_macro or f1_weighted[\s\S]*roc_auc is not[\s\S]*roc_auc_ovr/,
    );
  });

  it('says which row has no value for an input that cannot hold a missing one', async () => {
    writeCsv(
      join(root, 'gaps.csv'),
      ['age', 'income', 'member', 'city', 'late'],
      [
        [20, 1.5, true, 'Bonn', 0],
        ['', 2.5, false, 'Bonn', 1],
        [30, '', true, 'Bonn', 1],
      ],
    );
    const call = { task: 'binary', target: 'late', data: 'gaps.csv', metric: ['roc_auc'] };
    await expect(evaluateIn(root, { ...call, model: fixture('binary_mixed.onnx') })).rejects.toThrow(
      /row 2 has no value in the column age/,
    );
    // float32 takes it as NaN, and the model answers NaN: an error, never a pass.
    const { result } = await evaluateIn(root, {
      ...call,
      model: fixture('binary_matrix.onnx'),
      column: ['age', 'income', 'member'],
    });
    expect(result.verdict).toBe('error');
    expect(result.findings[0]).toMatchObject({
      check: 'predictions.finite',
      count: 2,
      where: [{ row: 2 }, { row: 3 }],
    });
    expect(metric(result.metrics, 'roc_auc')).toMatchObject({
      value: null,
      undefined: expect.stringMatching(/NaN/),
    });
  });

  it('wants the order of the classes where labels and model speak differently', async () => {
    const rows = people().map((row) => [row[1], row[2], row[3], row[5] === '1' ? 'late' : 'ontime']);
    writeCsv(join(root, 'words.csv'), ['age', 'income', 'member', 'late'], rows);
    const call = { ...matrix, data: 'words.csv', model: fixture('binary_matrix.onnx'), metric: ['roc_auc'] };
    await expect(evaluateIn(root, call)).rejects.toThrow(
      /the model says 0, 1, and the labels of late are late, ontime/,
    );
    await expect(evaluateIn(root, { ...call, positive: 'late' })).rejects.toThrow(
      /the model says 0, 1, and the labels of late are late, ontime/,
    );
    const plain = await evaluateIn(root, {
      ...matrix,
      model: fixture('binary_matrix.onnx'),
      metric: ['roc_auc'],
    });
    const config = (classes: string) =>
      writeFileSync(
        join(root, 'assay.yaml'),
        `version: 1\nmodel: m\ndatasets: {test: {path: words.csv}}\nevaluate: {task: binary, target: late, positive: "late", metrics: [roc_auc], columns: [age, income, member], classes: ${classes}}\n`,
      );
    config('[ontime, late]');
    const { result } = await evaluateIn(root, { model: fixture('binary_matrix.onnx') });
    expect(metric(result.metrics, 'roc_auc').value).toBe(metric(plain.result.metrics, 'roc_auc').value);
  });

  it('lists slices that are too small, with their rows', async () => {
    writeCsv(
      join(root, 'small.csv'),
      ['age', 'income', 'member', 'late', 'group'],
      people().map((row, i) => [row[1], row[2], row[3], row[5], i < 5 ? 'tiny' : i < 8 ? '' : 'big']),
    );
    const { result } = await evaluateIn(root, {
      ...matrix,
      data: 'small.csv',
      model: fixture('binary_matrix.onnx'),
      metric: ['accuracy'],
      slice: ['group'],
    });
    expect(result.notChecked).toEqual([
      '2 slices of group with fewer than 30 rows: group=tiny (5), group=NULL (3)',
    ]);
    expect(result.metrics.map((entry) => entry.slice)).toEqual([null, 'group=big']);
  });

  it('is an error on a dataset without rows', async () => {
    writeFileSync(join(root, 'none.csv'), 'age,income,member,late\n');
    const { result } = await evaluateIn(root, {
      ...matrix,
      data: 'none.csv',
      model: fixture('binary_matrix.onnx'),
      metric: ['accuracy', 'latency_p50_ms'],
    });
    expect(result).toMatchObject({ verdict: 'error', findings: [{ check: 'dataset.rows' }] });
    expect(result.metrics.map((entry) => entry.undefined)).toEqual(['no rows', 'no rows']);
  });

  it('stops when it is cancelled', async () => {
    const call = { ...matrix, model: fixture('binary_matrix.onnx'), metric: ['roc_auc'] };
    await expect(evaluateIn(root, call, AbortSignal.abort(new Error('enough')))).rejects.toThrow(/abort/);
  });
});

describe('slices by a condition', () => {
  it.each([
    ["age > 10 AND city IN ('Bonn', 'Łódź') -- a comment", null],
    ['age BETWEEN 20 AND 40 OR NOT member', null],
    ["CASE WHEN lower(city) LIKE 'b%' THEN true ELSE income > 3.5 END", null],
    ['(SELECT count(*) FROM assay_data) > 1', /holds a subquery/],
    ['EXISTS (SELECT 1)', /holds a subquery/],
    ["age > 1) FROM read_csv('/etc/passwd'", /not one single condition/],
    ['true), (false', /not one single condition/],
    ["length(read_text('/etc/passwd')) > 1", /calls read_text/],
    ['random() > 0.5', /calls random/],
    ["current_setting('threads') = 1", /calls current_setting/],
    ['sum(age) > 1', /calls sum/],
    ['row_number() OVER () > 5', /holds a window/],
    ['age > 1; DROP VIEW assay_data', /cannot be read|not one single/],
    ['age >', /cannot be read/],
    ['ag > 1', /names ag, which is no column/],
    ['city = Bonn', /names Bonn, which is no column[\s\S]*single quotes/],
    ['age', /it gives BIGINT/],
    ["city > 5 + 'x'", /is no condition over these columns/],
    ['age > $1', /holds a parameter/],
    ['', /cannot be read/],
  ])('%s', async (where, problem) => {
    const slices = [{ name: 'part', where: where === '' ? ' ' : where }];
    writeFileSync(
      join(root, 'assay.yaml'),
      JSON.stringify({
        version: 1,
        model: 'm',
        datasets: { test: { path: 'people.csv' } },
        evaluate: {
          task: 'binary',
          target: 'late',
          metrics: ['accuracy'],
          columns: ['age', 'income', 'member'],
          slices,
          min_slice_rows: 1,
        },
      }),
    );
    const call = evaluateIn(root, { model: fixture('binary_matrix.onnx') });
    if (problem === null) expect((await call).result.metrics.map((entry) => entry.slice)).toContain('part');
    else await expect(call).rejects.toThrow(problem);
  });
});

describe('predictions', () => {
  const rows = [
    [1, 0, 0.1, 0],
    [2, 0, 0.4, 0],
    [3, 1, 0.35, 0],
    [4, 1, 0.8, 1],
  ];
  const header = ['id', 'y', 'p', 'guess'];
  const call = { predictions: 'p.csv', task: 'binary', target: 'y' };

  it('gives the metrics of a file without assay.yaml', async () => {
    writeCsv(join(root, 'p.csv'), header, rows);
    const { result } = await evaluateIn(root, {
      ...call,
      score: 'p',
      id: 'id',
      metric: ['roc_auc', 'average_precision', 'accuracy'],
    });
    expect(result).toMatchObject({
      verdict: 'pass',
      subject: 'p.csv',
      model: null,
      baseline: null,
      command: 'evaluate',
    });
    expect(metric(result.metrics, 'roc_auc').value).toBe(0.75);
    expect(metric(result.metrics, 'average_precision').value).toBeCloseTo(0.8333333, 6);
    expect(metric(result.metrics, 'accuracy')).toMatchObject({ value: 0.75, n: 4, intervalMethod: 'wilson' });
  });

  it('takes predicted labels alone, weights, and class scores', async () => {
    writeCsv(
      join(root, 'p.csv'),
      [...header, 'w'],
      rows.map((row, i) => [...row, i === 3 ? 7 : 1]),
    );
    const labels = await evaluateIn(root, { ...call, label: 'guess', weight: 'w' });
    expect(metric(labels.result.metrics, 'accuracy').value).toBe(0.9);
    writeCsv(
      join(root, 'p.csv'),
      ['y', 'a', 'b', 'c'],
      [
        ['x', 0.2, 0.7, 0.1],
        ['z', 0.3, 0.3, 0.4],
        ['x', 0.1, 0.5, 0.4],
      ],
    );
    const classes = await evaluateIn(root, {
      predictions: 'p.csv',
      task: 'multiclass',
      target: 'y',
      'class-score': ['q=a', 'x=b', 'z=c'],
      metric: ['accuracy', 'log_loss'],
    });
    expect(metric(classes.result.metrics, 'accuracy').value).toBe(1);
    expect(metric(classes.result.metrics, 'log_loss').value).toBeCloseTo(
      -(Math.log(0.7) + Math.log(0.4) + Math.log(0.5)) / 3,
      12,
    );
  });

  it('never passes on NaN, one class or a score that is no probability', async () => {
    writeCsv(
      join(root, 'p.csv'),
      header,
      rows.map((row, i) => (i === 2 ? [3, 1, 'NaN', 0] : row)),
    );
    const nan = await evaluateIn(root, { ...call, score: 'p', metric: ['roc_auc'] });
    expect(nan.result).toMatchObject({
      verdict: 'error',
      findings: [{ check: 'predictions.finite', count: 1, where: [{ row: 3 }] }, { check: 'metric.defined' }],
    });
    writeCsv(
      join(root, 'p.csv'),
      header,
      rows.map(([id, , p, guess]) => [id, 1, p, guess]),
    );
    const one = await evaluateIn(root, { ...call, score: 'p', metric: ['roc_auc'] });
    expect(metric(one.result.metrics, 'roc_auc')).toMatchObject({
      value: null,
      undefined: expect.stringMatching(/one class only/),
    });
    expect(one.result.verdict).toBe('error');
    writeCsv(
      join(root, 'p.csv'),
      header,
      rows.map(([id, y, p, guess]) => [id, y, 10 * Number(p), guess]),
    );
    const scale = await evaluateIn(root, { ...call, score: 'p', metric: ['log_loss', 'roc_auc'] });
    expect(metric(scale.result.metrics, 'log_loss').undefined).toMatch(/outside \[0, 1\]/);
    expect(metric(scale.result.metrics, 'roc_auc').value).toBe(0.75);
    expect(scale.result.verdict).toBe('error');
    writeCsv(
      join(root, 'p.csv'),
      header,
      rows.map((row, i) => (i === 2 ? [3, '', 0.3, 0] : row)),
    );
    const missing = await evaluateIn(root, { ...call, score: 'p', metric: ['roc_auc'] });
    expect(missing.result.findings[0]).toMatchObject({
      check: 'labels.missing',
      count: 1,
      where: [{ row: 3 }],
    });
  });

  it('reports all problems of the call at once', async () => {
    await expect(evaluateIn(root, { predictions: 'p.csv', model: 'm.onnx' })).rejects.toMatchObject({
      problems: [
        { message: '--model makes no sense with --predictions' },
        { message: 'the task is not named' },
        { message: 'the target is not named' },
      ],
    });
    await expect(evaluateIn(root, {})).rejects.toThrow(/nothing to evaluate/);
    await expect(evaluateIn(root, { ...call, score: call.target })).rejects.toThrow(/always right/);
    writeCsv(join(root, 'p.csv'), header, rows);
    await expect(evaluateIn(root, { ...call, score: 'q', label: 'h', metric: ['accuracy'] })).rejects.toThrow(
      /the score q[\s\S]*the predicted label h/,
    );
    await expect(
      evaluateIn(root, { ...call, score: 'p', weight: 'p2', metric: ['accuracy'] }),
    ).rejects.toThrow(/the weight p2/);
    writeCsv(
      join(root, 'p.csv'),
      [...header, 'w'],
      rows.map((row) => [...row, -1]),
    );
    await expect(
      evaluateIn(root, { ...call, score: 'p', weight: 'w', metric: ['accuracy'] }),
    ).rejects.toThrow(/4 weights in w.*negative/);
  });
});

describe('a command of the user (evaluate.run)', () => {
  function configure(script: string, id = 'person'): void {
    writeFileSync(join(root, 'predict.sh'), script);
    writeFileSync(join(root, 'model.bin'), '3');
    writeFileSync(
      join(root, 'assay.yaml'),
      JSON.stringify({
        version: 1,
        model: 'm',
        datasets: { test: { path: 'people.csv', ...(id === '' ? {} : { id }) } },
        evaluate: {
          task: 'binary',
          target: 'late',
          metrics: ['accuracy', 'latency_p50_ms', 'model_size_bytes'],
          run: 'bash predict.sh',
        },
      }),
    );
  }
  const header = 'echo person,prediction > "$ASSAY_PREDICTIONS"';
  const all = `${header}; tail -n +2 "$ASSAY_DATASET" | sort -r | awk -F, '{print $1 "," 1}' >> "$ASSAY_PREDICTIONS"`;
  const ones = () => people().filter((row) => row[5] === '1').length / people().length;

  it('is given model and dataset, and its rows are matched by id', async () => {
    configure(`test "$(cat "$ASSAY_MODEL")" = 3; ${all}`);
    const { result } = await evaluateIn(root, { model: 'model.bin' });
    expect(metric(result.metrics, 'accuracy').value).toBe(ones());
    expect(metric(result.metrics, 'model_size_bytes').value).toBe(1);
    expect(metric(result.metrics, 'latency_p50_ms').undefined).toMatch(/evaluate.run/);
  });

  it("matches by row where there is no id, and by the dataset's order", async () => {
    configure(
      `(echo score; tail -n +2 "$ASSAY_DATASET" | awk -F, '{print ($6 == 1) ? 0.9 : 0.2}') > "$ASSAY_PREDICTIONS"`,
      '',
    );
    const { result } = await evaluateIn(root, { model: 'model.bin' });
    expect(metric(result.metrics, 'accuracy').value).toBe(1);
  });

  it.each([
    [
      'a missing row',
      `${all}; sed -i '$d' "$ASSAY_PREDICTIONS"`,
      /1 rows of dataset test have no prediction: p000/,
    ],
    [
      'an unknown id',
      `${all}; echo zz,1 >> "$ASSAY_PREDICTIONS"`,
      /1 predictions have a value of person that dataset test lacks: zz/,
    ],
    [
      'a repeated id',
      `${all}; echo p000,1 >> "$ASSAY_PREDICTIONS"`,
      /1 values of person have several predictions: p000/,
    ],
    [
      'another number of rows',
      'printf "prediction\\n1\\n" > "$ASSAY_PREDICTIONS"',
      /the predictions have 1 rows, and dataset test has 200/,
    ],
    [
      'no predictions in it',
      `${all}; sed -i 1s/prediction/guess/ "$ASSAY_PREDICTIONS"`,
      /columns person, guess, and none that holds predictions[\s\S]*--score/,
    ],
  ])('refuses %s', async (_, script, message) => {
    configure(script);
    await expect(evaluateIn(root, { model: 'model.bin' })).rejects.toThrow(message);
  });

  it('that fails is a verdict, with what it said', async () => {
    configure('echo "no such layer" >&2; echo "ghp_a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1" >&2; exit 3');
    const failed = await evaluateIn(root, { model: 'model.bin' });
    expect(failed.result.verdict).toBe('error');
    expect(failed.result.findings[0]).toMatchObject({
      check: 'evaluate.run',
      actual: 'it ended with exit code 3',
      message: expect.stringMatching(/no such layer\n\*\*\*$/),
    });
    expect(metric(failed.result.metrics, 'accuracy').value).toBeNull();
    configure('true');
    expect((await evaluateIn(root, { model: 'model.bin' })).result.findings[0]?.actual).toBe(
      'it wrote no file',
    );
  });

  it('that is killed is a failure of the environment', async () => {
    configure('kill -9 $$');
    await expect(evaluateIn(root, { model: 'model.bin' })).rejects.toMatchObject({ kind: 'environment' });
  });
});

describe('candidate and baseline of a run', () => {
  const config = (more = '') => `version: 1
model: people
datasets: {test: {path: people.csv, id: person}}
train: {run: "true", outputs: {model: model.onnx}}
evaluate: {task: binary, target: late, metrics: [roc_auc, model_size_bytes], features: {}, columns: [age, income, member]}
gate: {rules: [roc_auc max_drop 0.01]}
${more}`;

  async function trained(): Promise<Workspace> {
    writeFileSync(join(root, 'assay.yaml'), config());
    const { result } = await evaluateIn(root, { model: fixture('binary_matrix.onnx') });
    const workspace = await Workspace.open(root, result.run);
    const model = await workspace.keepFile('model', fixture('binary_matrix.onnx'));
    await workspace.write({
      schemaVersion: 1,
      command: 'train',
      verdict: 'pass',
      summary: '',
      run: result.run,
      time: new Date().toISOString(),
      durationMs: 0,
      inputs: [],
      findings: [],
      notChecked: [],
      artifacts: [model],
      seeds: [{ seed: 0, exitCode: 0, durationMs: 0, outputs: { model } }],
      params: {},
      datasets: [],
      code: { command: 'true', inputs: [], environment: {} },
      cache: { key: '0'.repeat(64), hit: false, changed: [] },
      accelerators: { kind: 'none', devices: [] },
      telemetry: {
        samples: 0,
        intervalMs: 1,
        cpuPercentMax: null,
        memoryBytesMax: null,
        gpuUtilizationPercentMean: null,
        gpuMemoryBytesMax: null,
      },
    });
    return workspace;
  }

  it('needs a training, and says so', async () => {
    writeFileSync(join(root, 'assay.yaml'), config());
    await expect(evaluateIn(root)).rejects.toThrow(/no result of train[\s\S]*assay train/);
  });

  it('evaluates the trained model; without a registry or an entry there is no baseline', async () => {
    await trained();
    const without = await evaluateIn(root);
    expect(without.result).toMatchObject({
      verdict: 'pass',
      subject: 'candidate',
      baseline: null,
      inputs: [{ name: 'model', path: 'binary_matrix.onnx' }, { name: 'test' }],
    });
    expect(without.result.notChecked[0]).toMatch(/^the baseline: there is no registry/);
    await initRegistry('assay-registry', root, contextIn(root));
    const first = await evaluateIn(root);
    expect(first.result.notChecked).toEqual(['the baseline: the alias production has no entry yet']);
  });

  it('takes no model of a training that failed, as where one of several seeds did', async () => {
    const workspace = await trained();
    const train = await workspace.need('train');
    await workspace.write({ ...train, verdict: 'fail', summary: 'seed 1 failed' });
    await expect(evaluateIn(root)).rejects.toThrow(/verdict fail[\s\S]*no candidate: seed 1 failed/);
  });

  it('evaluates the version in service on the same rows', async () => {
    const workspace = await trained();
    const { registry } = await initRegistry('assay-registry', root, contextIn(root));
    const blob = await registry.putBlob(fixture('binary_plain.onnx'));
    const { version } = await registry.register(
      {
        ...BARE_MANIFEST,
        model: 'people',
        files: [{ role: 'model', name: 'model', file: 'model.onnx', ...blob }],
        seeds: [],
        authors: [],
        run: workspace.run,
      },
      { actor: 'tester', run: 'r1' },
    );
    await registry.moveAlias('people', 'production', {
      to: version,
      kind: 'promote',
      actor: 'tester',
      run: 'r1',
      approvals: [],
      reason: 'first',
      expectSeq: 0,
    });
    const { result } = await evaluateIn(root);
    expect(result.baseline).toMatchObject({
      source: 'alias:production → people v1',
      version: 1,
      digest: version.entry.digest,
    });
    const theirs = result.baseline?.metrics ?? [];
    expect(metric(theirs, 'model_size_bytes').value).toBe(blob.size);
    expect(metric(theirs, 'roc_auc').n).toBe(200);
    expect(metric(theirs, 'roc_auc').value).not.toBe(metric(result.metrics, 'roc_auc').value);
    expect(result.artifacts.map((artifact) => artifact.name)).toEqual([
      'predictions',
      'predictions:baseline',
    ]);
    for (const artifact of result.artifacts)
      expect(existsSync(workspace.artifactPath(artifact.sha256))).toBe(true);

    const numbered = await evaluateIn(root, { baseline: 'version:1' });
    expect(numbered.result.baseline?.source).toBe('version:1 → people v1');
    await expect(evaluateIn(root, { baseline: 'version:9' })).rejects.toThrow(
      /version 9 is not in the registry/,
    );
    // What the baseline lacks is said of the baseline.
    writeCsv(
      join(root, 'people.csv'),
      ['person', 'income', 'member', 'late'],
      people().map((row) => [row[0], row[2], row[3], row[5]]),
    );
    writeFileSync(join(root, 'assay.yaml'), config().replace('columns: [age,', 'columns: [income,'));
    await expect(evaluateIn(root, { model: fixture('binary_matrix.onnx') })).rejects.toThrow(
      /the baseline \(alias:production → people v1\): the model's input age/,
    );
  });
});

describe('the table of commands', () => {
  it('has the summary of the command', async () => {
    const entry = COMMANDS['evaluate'];
    const command = await entry?.load();
    expect(entry?.summary).toBe(command?.default.summary);
    expect(host.kind).toBe('terminal');
  });
});

it('an error of a version names its file, and not the copy of it that was read', async () => {
  const stage = await makeStage();
  try {
    const blob = await stage.registry.putBytes(Buffer.from('no model'));
    await stage.add('times2', { files: [{ role: 'model', name: 'model', file: 'model.onnx', ...blob }] });
    copyFileSync(fixture('people.csv'), join(stage.root, 'people.csv'));
    writeFileSync(
      join(stage.root, 'assay.yaml'),
      'version: 1\nmodel: m\nregistry: registry\ndatasets: {test: {path: people.csv, id: person}}\nevaluate: {task: binary, target: late, metrics: [roc_auc], columns: [age, income, member]}\n',
    );
    const call = evaluateIn(stage.root, { model: fixture('binary_matrix.onnx'), baseline: 'version:1' });
    const error = await call.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(/^model\.onnx: the baseline \(version:1 → m v1\): /),
    });
    expect(String(error)).not.toContain(tmpdir());
  } finally {
    rmSync(stage.root, { recursive: true, force: true });
  }
});
