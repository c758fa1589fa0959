/** The data commands as a user calls them, on real data. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { host } from '../../test/support/host.js';
import { AssayError, type Context, silentLog } from '../base/index.js';
import { parseProfile } from '../data/index.js';
import { openDatabase } from '../engines/index.js';
import type { ResultOf } from '../results/index.js';
import type { Command } from './command.js';
import infer from './infer.js';
import { checkOptions, type RawOptions } from './options.js';
import profile from './profile.js';
import validate from './validate.js';

const flights = fileURLToPath(
  new URL('../../node_modules/vega-datasets/data/flights-3m.parquet', import.meta.url),
);
let root: string;
let ctx: Context;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-validate-'));
  ctx = {
    cwd: root,
    env: process.env,
    now: () => new Date('2001-07-01T00:00:00Z'),
    signal: new AbortController().signal,
    log: silentLog,
  };
  await mkdir(join(root, 'data'));
  const db = await openDatabase(ctx);
  try {
    for (const month of [1, 2, 6]) {
      await db.run(
        `COPY (SELECT * FROM '${flights}' WHERE month(date) = ${month} USING SAMPLE 20000 ROWS (reservoir, 7)) TO '${root}/data/${month}.parquet' (FORMAT parquet)`,
      );
    }
    await db.run(
      `COPY (SELECT * REPLACE (least(delay + 60, 200) AS delay) FROM '${root}/data/2.parquet') TO '${root}/data/late.parquet' (FORMAT parquet)`,
    );
    await db.run(
      `COPY (SELECT * FROM '${root}/data/1.parquet' LIMIT 1000) TO '${root}/data/some.csv' (HEADER)`,
    );
  } finally {
    db.close();
  }
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function call(command: Command, raw: RawOptions = {}) {
  return command.run({ ctx, host, options: checkOptions(command, raw, 'cli'), args: [] });
}
const validated = async (raw: RawOptions = {}) => (await call(validate, raw)).result as ResultOf<'validate'>;
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AssayError);
  return (error as AssayError).message;
};

describe('stand-alone', () => {
  test('infer, validate, a broken copy', async () => {
    const made = await call(infer, { data: 'data/some.csv', output: 'contracts/flights.odcs.yaml' });
    expect(made.result).toMatchObject({ verdict: 'pass', contract: 'contracts/flights.odcs.yaml' });
    expect(
      await refusal(call(infer, { data: 'data/some.csv', output: 'contracts/flights.odcs.yaml' })),
    ).toContain('--force');
    await call(infer, { data: 'data/some.csv', output: 'contracts/flights.odcs.yaml', force: true });
    const printed = await call(infer, { data: 'data/some.csv' });
    expect(printed.text).toBe(await readFile(join(root, 'contracts/flights.odcs.yaml'), 'utf8'));
    const good = await validated({ data: 'data/some.csv', contract: 'contracts/flights.odcs.yaml' });
    expect(good).toMatchObject({ verdict: 'pass', artifacts: [], datasets: [{ rows: 1000, columns: 5 }] });
    const text = (await readFile(join(root, 'data/some.csv'), 'utf8')).split('\n');
    text[500] = (text[500] ?? '').replace(/,(-?\d+),/, ',12.7,');
    await writeFile(join(root, 'data/broken.csv'), text.join('\n'));
    const bad = await validated({ data: 'data/broken.csv', contract: 'contracts/flights.odcs.yaml#some' });
    expect(bad.verdict).toBe('fail');
    expect(bad.findings[0]).toMatchObject({
      check: 'type',
      subject: { column: 'delay' },
      where: [{ file: 'data/broken.csv', row: 500, line: 501, value: '12.7' }],
    });
  });

  test('drift against data and against a profile', async () => {
    const made = await call(profile, { data: 'data/1.parquet', output: 'out/january.profile.json' });
    expect(made.outputs).toEqual({ profile: 'out/january.profile.json' });
    parseProfile(await readFile(join(root, 'out/january.profile.json'), 'utf8'), 'p');
    const against = (data: string, reference: string, severity = 'warn') =>
      validated({ data, reference, 'drift-severity': severity });
    expect((await against('data/2.parquet', 'out/january.profile.json')).verdict).toBe('pass');
    const late = await against('data/late.parquet', 'out/january.profile.json');
    expect(late.verdict).toBe('warn');
    expect(late.drift?.filter(({ verdict }) => verdict === 'warn').map(({ column }) => column)).toEqual([
      'delay',
    ]);
    expect(late.drift).toEqual(
      (await against('data/late.parquet', 'data/1.parquet')).drift?.map((item) => ({
        ...item,
        reference: 'out/january.profile.json',
      })),
    );
    expect((await against('data/late.parquet', 'data/1.parquet', 'error')).verdict).toBe('fail');
  });

  test('raw data that fails the contract is no reference; old data is one', async () => {
    const contract = (limit: number) => `apiVersion: v3.1.0
kind: DataContract
id: f
version: 1.0.0
status: active
schema:
  - name: f
    properties:
      - {name: delay, logicalType: integer, logicalTypeOptions: {maximum: ${limit}}}
      - name: date
        logicalType: timestamp
        quality: [{type: custom, engine: assay, implementation: {check: freshness, maxAge: 30d}}]
`;
    await writeFile(join(root, 'strict.odcs.yaml'), contract(100));
    await writeFile(join(root, 'loose.odcs.yaml'), contract(5000));
    const options = { data: 'data/6.parquet', reference: 'data/1.parquet' };
    const strict = await validated({ ...options, contract: 'strict.odcs.yaml' });
    expect(strict.findings.find(({ check }) => check === 'drift')).toMatchObject({
      verdict: 'error',
      message: expect.stringMatching(
        /data\/1\.parquet failed its checks.*values of `delay` are out of range/,
      ),
      fix: expect.stringContaining('--contract strict.odcs.yaml'),
    });
    expect(strict.drift).toBeUndefined();
    const loose = await validated({ ...options, contract: 'loose.odcs.yaml' });
    expect(loose.findings.filter(({ verdict }) => verdict === 'error')).toEqual([]);
    expect(loose.drift?.length).toBeGreaterThan(0);
    await writeFile(join(root, 'data/empty.csv'), 'delay\n');
    const empty = await validated({ data: 'data/6.parquet', reference: 'data/empty.csv' });
    expect(empty.verdict).toBe('error');
  });

  test('memory that is too little is said in our words, wherever it stands', async () => {
    const options = { data: 'data/6.parquet', reference: 'data/1.parquet' };
    expect(await refusal(validated({ ...options, memory: '1KiB' }))).toMatch(/--memory is 1KiB.*16MiB/s);
    const config = (memory: string) =>
      writeFile(join(root, 'small.yaml'), `version: 1\nmodel: m\nmemory: ${memory}\n`);
    await config('1MiB');
    expect(await refusal(validated({ ...options, config: 'small.yaml' }))).toMatch(
      /memory of assay.yaml is 1MiB/,
    );
    await config('64MiB');
    expect((await validated({ ...options, config: 'small.yaml' })).verdict).toBe('pass');
  });

  test('what is missing is said, all at once', async () => {
    expect(await refusal(validated())).toContain('nothing to validate');
    expect(await refusal(validated({ data: 'data/1.parquet' }))).toContain('assay infer');
    expect(await refusal(validated({ data: 'no.csv', contract: 'contracts/flights.odcs.yaml' }))).toMatch(
      /no\.csv.*does not exist/,
    );
    expect(await refusal(validated({ data: 'data/1.parquet', contract: 'no.yaml' }))).toMatch(
      /no\.yaml.*does not exist.*assay infer --data FILE --output no\.yaml/s,
    );
    expect(await refusal(validated({ contract: 'contracts/flights.odcs.yaml' }))).toContain('--data');
    expect(await refusal(validated({ data: 'data', contract: 'contracts/flights.odcs.yaml' }))).toContain(
      'folder',
    );
    expect(await refusal(call(profile, { data: 'data/1.parquet', bins: '1' }))).toContain('2 to 1000');
    expect(await refusal(call(profile, {}))).toContain('--dataset');
  });
});

describe('with assay.yaml', () => {
  const configure = (datasets: string) =>
    writeFile(join(root, 'assay.yaml'), `version: 1\nmodel: delay\ndatasets:\n${datasets}`);
  afterAll(() => rm(join(root, 'assay.yaml'), { force: true }));

  test('sees that the model is judged on what it learned from', async () => {
    const configured = (train: string, rest: string) => `version: 1
model: m
registry: r
datasets:
  train: {path: ${train}}
  test: {path: data/2.parquet}
train: {run: x, outputs: {model: m.onnx}${rest}}
evaluate: {dataset: test, task: regression, target: delay, metrics: [mae]}
`;
    await writeFile(join(root, 'assay.yaml'), configured('data/1.parquet', ''));
    expect(await validated()).toMatchObject({ verdict: 'pass' });
    await writeFile(join(root, 'assay.yaml'), configured('"data/[12].parquet"', ''));
    expect(await validated()).toMatchObject({
      verdict: 'warn',
      findings: expect.arrayContaining([
        expect.objectContaining({
          check: 'leakage.files',
          verdict: 'warn',
          count: 1,
          actual: '1 of 1 files',
        }),
      ]),
    });
    await writeFile(join(root, 'assay.yaml'), configured('data/1.parquet', ', datasets: [train, test]'));
    const both = await validated();
    expect(both.verdict).toBe('pass');
    expect(both.notChecked).toContainEqual(expect.stringContaining('learns from test'));
    await rm(join(root, 'assay.yaml'));
  });

  test('profiles what passed, drift, leakage', async () => {
    await call(infer, { data: 'data/[12].parquet', output: 'contracts/all.odcs.yaml' });
    await configure(`  train: {path: data/1.parquet, contract: contracts/all.odcs.yaml}
  test: {path: data/2.parquet, contract: contracts/all.odcs.yaml, leakage: {against: train}}
  serving: {path: data/late.parquet, contract: contracts/all.odcs.yaml, drift: {reference: train, severity: error}}
`);
    const result = await validated();
    expect(result.verdict).toBe('fail');
    expect(result.artifacts.map(({ name }) => name)).toEqual([
      'profile:train',
      'profile:test',
      'profile:serving',
    ]);
    expect(result.findings.map(({ check, subject }) => [check, subject])).toEqual([
      ['drift.psi', { dataset: 'serving', column: 'delay' }],
    ]);
    expect(result.inputs.map(({ name }) => name)).toContain('contract:train');
    const test = await validated({ dataset: ['test'] });
    expect([test.verdict, test.datasets.map(({ name }) => name)]).toEqual(['pass', ['train', 'test']]);
    expect(await refusal(validated({ dataset: ['tset'] }))).toContain('did you mean');
  });

  test('rules name other datasets and profiles; leakage takes more than ids', async () => {
    const rule = (implementation: string, more = '') =>
      `      - {type: custom, engine: assay, implementation: {${implementation}${more}}}\n`;
    await writeFile(
      join(root, 'contracts/rules.odcs.yaml'),
      `apiVersion: v3.1.0\nkind: DataContract\nid: r\nversion: 1.0.0\nstatus: active\nschema:\n  - name: flights\n    customProperties: [{property: assay.extraColumns, value: ignore}]\n    properties: [{name: origin, logicalType: string}]\n    quality:\n${rule('check: unseenValues, column: origin, reference: train')}${rule('check: rowCountRatio, reference: train', ', mustBeLessThan: 0')}${rule('check: rowCountRatio, reference: out/train.profile.json', ', mustBeLessThan: 0')}${rule('check: unseenValues, column: origin, reference: nobody')}`,
    );
    await configure(`  train: {path: data/1.parquet}
  test: {path: data/2.parquet, contract: contracts/rules.odcs.yaml, leakage: {against: train, time: date, group: origin, label: distance}}
`);
    await call(profile, { dataset: 'train', output: 'out/train.profile.json' });
    const result = await validated();
    const found = result.findings.map(({ check, verdict }) => `${check} ${verdict}`);
    expect(found).toEqual(
      expect.arrayContaining(['rowCountRatio fail', 'unseenValues error', 'leakage.group fail']),
    );
    expect(found.filter((text) => text === 'rowCountRatio fail')).toHaveLength(2);
    expect(found.some((text) => text.startsWith('leakage.time'))).toBe(false);
    await configure(
      '  train: {path: data/1.parquet}\n  test: {path: data/2.parquet, leakage: {against: train, labl: x}}\n',
    );
    expect(await refusal(validated())).toContain('did you mean `label`');
  });

  test('what failed is no reference', async () => {
    await writeFile(join(root, 'data/bad.csv'), 'date,delay,distance,origin,destination\nx,1,2,A,B\n');
    await configure(`  train: {path: data/bad.csv, contract: contracts/all.odcs.yaml}
  serving: {path: data/2.parquet, contract: contracts/all.odcs.yaml, drift: {reference: train}, leakage: {against: train}}
`);
    const result = await validated();
    expect(result.verdict).toBe('error');
    expect(result.artifacts.map(({ name }) => name)).toEqual(['profile:serving']);
    expect(result.findings.find(({ check }) => check === 'drift')?.message).toContain('no reference');
    const made = await call(profile, { dataset: 'train', output: 'out/bad.profile.json' });
    expect(made.result.verdict).toBe('fail');
    await expect(readFile(join(root, 'out/bad.profile.json'))).rejects.toThrow('ENOENT');
  });

  test('problems of several contracts at once', async () => {
    await writeFile(join(root, 'contracts/wrong.yaml'), 'apiVersion: v3.1.0\nschemas: []\n');
    await configure(
      `  train: {path: data/none.parquet, contract: contracts/wrong.yaml}\n  test: {path: data/2.parquet, contract: no.yaml}\n`,
    );
    const message = await refusal(validated());
    for (const part of ['none.parquet', 'wrong.yaml:2', 'no.yaml', 'did you mean `schema`'])
      expect(message).toContain(part);
  });

  test('a dataset without a contract is only read', async () => {
    await configure('  train: {path: data/1.parquet}\n');
    const result = await validated();
    expect(result.verdict).toBe('pass');
    expect(result.notChecked).toEqual(['train: it has no contract; only that it can be read']);
  });
});
