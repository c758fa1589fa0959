/**
 * One dataset as CSV of another country and as Parquet: every stage must compute the same on both, because the
 * contract says how the text is read.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextIn, evaluateIn, fixture, host, metric } from '../../test/support/evaluation.js';
import { type Database, openDatabase } from '../engines/index.js';
import { initRegistry } from '../registry/index.js';
import { BARE_MANIFEST } from '../registry/testing/make.js';
import type { EvaluateResult } from '../results/index.js';
import type { Command, Outcome } from './command.js';
import monitor from './monitor.js';
import { checkOptions, type RawOptions } from './options.js';
import profile from './profile.js';
import train from './train.js';
import validate from './validate.js';

const CONTRACT = `apiVersion: v3.1.0
kind: DataContract
id: people
version: 1.0.0
status: active
schema:
  - name: people
    customProperties:
      - {property: assay.csv, value: {delimiter: semicolon, comment: "#"}}
      - {property: assay.text, value: {missing: ["", NA], decimal: ",", thousands: ".", date: dd.MM.yyyy}}
    properties:
      - {name: person, logicalType: string, required: true}
      - {name: age, logicalType: integer}
      - {name: income, logicalType: number}
      - {name: member, logicalType: boolean, customProperties: [{property: assay.text, value: {trueValues: [ja], falseValues: [nein]}}]}
      - {name: city, logicalType: string}
      - {name: late, logicalType: integer}
      - {name: since, logicalType: date}
`;
const CONFIG = (ending: string) => `version: 1
model: people
registry: registry
datasets:
  train: {path: people.${ending}, contract: people.odcs.yaml, id: person}
  test: {path: people.${ending}, contract: people.odcs.yaml, id: person}
train: {run: "sh train.sh", inputs: [train.sh], outputs: {model: model.onnx}}
evaluate:
  dataset: test
  task: binary
  target: late
  id: person
  metrics: [roc_auc, log_loss, accuracy, f1]
  columns: [age, income, member]
  slices: [city, {name: rich, where: "income >= 4550.5"}, {name: recent, where: "since >= DATE '2001-06-01'"}, {name: unknown, where: "city IS NULL"}]
gate: {rules: [{metric: roc_auc, min: 0.1}, {metric: roc_auc, slice: rich, min: 0.1}]}
targets: {production: {folder: deploy, approvals: 0}}
monitor: {dataset: test, target: production, on: {drift: alert, performance: alert}}
`;

const top = mkdtempSync(join(tmpdir(), 'text-'));
const roots = { csv: join(top, 'csv'), parquet: join(top, 'parquet') };
let db: Database;

interface Row {
  readonly [column: string]: string | number | boolean | null;
}
const lines = readFileSync(fixture('people.csv'), 'utf8').trim().split('\n').slice(1);
const two = (n: number) => String(n).padStart(2, '0');
/** As they are meant. */
const rows: readonly Row[] = lines.map((line, i) => {
  const [person = '', age, income, member, city = '', late] = line.split(',');
  return {
    // Digits that are no number.
    person: `0${i}`,
    age: Number(age),
    income: 100 * Number(income),
    member: member === 'true',
    city: i % 5 === 0 ? null : city,
    late: Number(late),
    since: `2001-${two(1 + (i % 12))}-${two(1 + (i % 28))}`,
    name: person,
  };
});

function spelled(row: Row): string {
  const thousands = Number(row['income'])
    .toFixed(1)
    .replace('.', ',')
    .replace(/(\d)(?=(\d{3})+,)/g, '$1.');
  const [year, month, day] = String(row['since']).split('-');
  return [
    row['person'],
    row['age'],
    thousands,
    row['member'] === true ? 'ja' : 'nein',
    row['city'] ?? 'NA',
    row['late'],
    `${day}.${month}.${year}`,
  ].join(';');
}

const csv = (list: readonly Row[]) =>
  `# people\nperson;age;income;member;city;late;since\n${list.map(spelled).join('\n')}\n`;

async function parquet(path: string): Promise<void> {
  await db.run(
    'CREATE OR REPLACE TABLE p (person VARCHAR, age BIGINT, income DOUBLE, member BOOLEAN, city VARCHAR, late BIGINT, since DATE)',
  );
  for (const row of rows) {
    await db.run('INSERT INTO p VALUES (?, ?, round(?, 1), ?, ?, ?, ?::DATE)', [
      row['person'] ?? null,
      row['age'] ?? null,
      row['income'] ?? null,
      row['member'] ?? null,
      row['city'] ?? null,
      row['late'] ?? null,
      row['since'] ?? null,
    ]);
  }
  await db.run(`COPY p TO '${path}' (FORMAT parquet)`);
}

beforeAll(async () => {
  db = await openDatabase(contextIn(top), { threads: 2 });
  for (const [ending, root] of Object.entries(roots)) {
    mkdirSync(root);
    writeFileSync(join(root, 'people.odcs.yaml'), CONTRACT);
    writeFileSync(join(root, 'assay.yaml'), CONFIG(ending));
    writeFileSync(join(root, 'train.sh'), 'cp "$PWD/model.onnx" "$ASSAY_OUTPUT_DIR/model.onnx"\n');
    copyFileSync(fixture('binary_matrix.onnx'), join(root, 'model.onnx'));
  }
  writeFileSync(join(roots.csv, 'people.csv'), csv(rows));
  await parquet(join(roots.parquet, 'people.parquet'));
});
afterAll(() => {
  db.close();
  rmSync(top, { recursive: true, force: true });
});

async function call(command: Command, cwd: string, raw: RawOptions = {}): Promise<Outcome['result']> {
  const options = checkOptions(command, raw, 'cli');
  const { result } = await command.run({ ctx: contextIn(cwd), host, options, args: [] });
  return result;
}

/** What a run computed, without what depends on the file itself and on chance of the machine. */
const computed = ({ metrics }: Pick<EvaluateResult, 'metrics'>) =>
  metrics.map(({ name, slice, value, interval, n }) => ({ name, slice, value, interval, n }));

describe('the same data as text of another country and as Parquet', () => {
  it('passes the contract in both', async () => {
    for (const root of Object.values(roots)) {
      const result = await call(validate, root, { dataset: ['train'] });
      expect(result.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
      expect(result.verdict).toBe('pass');
    }
  });

  it('gives the same metrics, on the same slices', async () => {
    const model = { model: 'model.onnx' };
    const [ours, theirs] = [
      (await evaluateIn(roots.csv, model)).result,
      (await evaluateIn(roots.parquet, model)).result,
    ];
    expect(computed(ours)).toEqual(computed(theirs));
    expect(metric(ours.metrics, 'roc_auc').n).toBe(rows.length);
    expect(metric(ours.metrics, 'roc_auc', 'rich').n).toBe(
      rows.filter(({ income }) => Math.round(Number(income) * 10) / 10 >= 4550.5).length,
    );
    expect(metric(ours.metrics, 'roc_auc', 'recent').n).toBe(
      rows.filter(({ since }) => String(since) >= '2001-06-01').length,
    );
    expect(metric(ours.metrics, 'accuracy', 'unknown').n).toBe(
      rows.filter(({ city }) => city === null).length,
    );
    expect(ours.metrics.some(({ slice }) => slice === 'city=NA')).toBe(false);
    expect(ours.dataset).toMatchObject({ rows: rows.length, columns: 7 });
  });

  it('is watched alike: drift against the profile, and performance', async () => {
    const seen = [];
    for (const root of Object.values(roots)) {
      const { registry } = await initRegistry('registry', root, contextIn(root));
      await call(profile, root, { dataset: 'train', output: 'train.profile.json' });
      const profiled = await registry.putBytes(readFileSync(join(root, 'train.profile.json')));
      const model = await registry.putBytes(readFileSync(join(root, 'model.onnx')));
      const { version } = await registry.register(
        {
          ...BARE_MANIFEST,
          model: 'people',
          files: [
            { role: 'model', name: 'model', file: 'model.onnx', ...model },
            { role: 'profile', name: 'profile:train', file: 'train.profile.json', ...profiled },
          ],
        },
        { actor: 'ada', run: 'run-1' },
      );
      await registry.moveAlias('people', 'production', {
        to: version,
        kind: 'promote',
        approvals: [],
        reason: '',
        expectSeq: 0,
        actor: 'ada',
        run: 'run-1',
      });
      const result = await call(monitor, root, { 'dry-run': true });
      if (result.command !== 'monitor') throw new TypeError('not a result of monitor');
      const { drift, rules, dataset, notChecked } = result;
      seen.push({ drift, rules, rows: dataset?.rows, columns: dataset?.columns, notChecked });
    }
    const [ours, theirs] = seen;
    expect(ours).toEqual(theirs);
    expect(ours?.drift.map(({ column }) => column)).toContain('income');
    expect(ours?.rules.map(({ slice, verdict }) => [slice, verdict])).toEqual([
      [null, 'pass'],
      ['rich', 'pass'],
    ]);
  });

  it('has the same rows in training, which is told by what contract they are read', async () => {
    writeFileSync(
      join(roots.csv, 'train.sh'),
      'cp "$PWD/model.onnx" "$ASSAY_OUTPUT_DIR/model.onnx"; cp "$ASSAY_DATASETS_FILE" seen.json\n',
    );
    const result = await call(train, roots.csv);
    if (result.command !== 'train') throw new TypeError('not a result of train');
    expect(result.verdict).toBe('pass');
    expect(result.datasets).toMatchObject([{ name: 'train', rows: rows.length, columns: 7 }]);
    const seen: unknown = JSON.parse(readFileSync(join(roots.csv, 'seen.json'), 'utf8'));
    expect(seen).toMatchObject({ train: { contract: 'people.odcs.yaml' } });
  });
});

describe('text that its contract does not read', () => {
  const model = { model: 'model.onnx', data: 'bad.csv' };

  it.each([
    ['a value that is not of its type', ';4.550,5;', ';4550.5 EUR;', /income holds "4550.5 EUR"/],
    ['a row that is cut off', /;ja;.*\n/, '\n', /has too few fields|fields/],
  ])('%s is refused, and no metric is computed', async (_, before, after, message) => {
    const first = csv([{ ...rows[0], income: 4550.5, member: true }, ...rows.slice(1)]);
    expect(first).toMatch(before);
    writeFileSync(join(roots.csv, 'bad.csv'), first.replace(before, after));
    await expect(evaluateIn(roots.csv, model)).rejects.toThrow(message);
  });

  it('a value that the contract lets pass is missing', async () => {
    const loose = CONTRACT.replace(
      '{name: city, logicalType: string}',
      '{name: note, logicalType: number, customProperties: [{property: assay.tolerance, value: {type: 50}}]}\n      - {name: city, logicalType: string}',
    );
    writeFileSync(join(roots.csv, 'people.odcs.yaml'), loose);
    const noted = csv(rows)
      .trimEnd()
      .split('\n')
      .map((line, i) => `${line};${i === 1 ? 'note' : i < 52 ? 'much' : '1,5'}`)
      .join('\n');
    writeFileSync(join(roots.csv, 'bad.csv'), `${noted.replace('# people;much', '# people')}\n`);
    const { result } = await evaluateIn(roots.csv, {
      ...model,
      slice: ['unread: note IS NULL', 'read: note = 1.5'],
    });
    expect(metric(result.metrics, 'accuracy', 'unread').n).toBe(50);
    expect(metric(result.metrics, 'accuracy', 'read').n).toBe(rows.length - 50);
    writeFileSync(join(roots.csv, 'people.odcs.yaml'), CONTRACT);
  });
});
