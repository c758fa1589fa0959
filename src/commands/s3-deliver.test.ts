/**
 * `s3://` addresses in the commands behind evaluation: a version made from data in a bucket is registered, watched and
 * rebuilt; a model in a bucket is registered and served; arrays in a bucket fill inputs. On a real MinIO.
 */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiled } from '../../test/support/compiled.js';
import { modelFile } from '../../test/support/delivery.js';
import { fixture } from '../../test/support/evaluation.js';
import { ACCESS, BUCKET, startMinio } from '../../test/support/minio.js';
import { AssayError, type Context, silentLog } from '../base/index.js';
import { terminalHost } from '../host/terminal.js';
import { openRegistry } from '../registry/index.js';
import type { Command, Outcome } from './command.js';
import deploy from './deploy.js';
import evaluate from './evaluate.js';
import monitor from './monitor.js';
import { checkArguments, checkOptions, type RawOptions } from './options.js';
import register from './register.js';
import registryCommand from './registry.js';
import reproduce from './reproduce.js';
import runCommand from './run.js';
import serve from './serve.js';

const server = await startMinio();
const top = await mkdtemp(join(tmpdir(), 'assay-s3-deliver-'));
const cache = join(top, 'cache');
const AT = `s3://${BUCKET}/`;
const before = { ...process.env };
const env = {
  PATH: process.env['PATH'],
  HOME: top,
  ASSAY_S3_CACHE: cache,
  AWS_ENDPOINT_URL_S3: server.endpoint,
  AWS_REGION: 'us-east-1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};
beforeAll(() => {
  // The SDK reads its variables by itself.
  process.env['AWS_ACCESS_KEY_ID'] = ACCESS.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = ACCESS.secretAccessKey;
  process.env['AWS_ENDPOINT_URL_S3'] = server.endpoint;
});
afterAll(async () => {
  process.env = before;
  await server.stop();
  await rm(top, { recursive: true, force: true });
});

async function put(key: string, bytes: string | Uint8Array): Promise<string> {
  await server.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: bytes }));
  return `${AT}${key}`;
}
let counter = 0;
async function folder(): Promise<string> {
  counter += 1;
  const root = join(top, `root-${counter}`);
  await mkdir(root);
  return root;
}
async function call(
  command: Command,
  root: string,
  raw: RawOptions = {},
  args: string[] = [],
  more: Partial<Context> = {},
): Promise<Outcome> {
  const ctx: Context = {
    cwd: root,
    env,
    now: () => new Date(),
    signal: new AbortController().signal,
    log: silentLog,
    ...more,
  };
  const options = checkOptions(command, raw, 'cli');
  const outcome = await command.run({
    ctx,
    host: terminalHost(ctx),
    options,
    args: checkArguments(command, args),
  });
  expect(JSON.stringify(outcome)).not.toContain(cache);
  return outcome;
}
/** The message of an error, which never shows where on this machine a copy lies. */
async function refused(
  command: Command,
  root: string,
  raw: RawOptions,
  args: string[] = [],
  more: Partial<Context> = {},
): Promise<string> {
  const error: unknown = await call(command, root, raw, args, more).catch((thrown: unknown) => thrown);
  if (!(error instanceof AssayError)) throw new Error(`not refused: ${String(error)}`);
  expect(JSON.stringify(error.problems)).not.toContain(cache);
  expect(error.message).not.toContain(cache);
  return error.message;
}

/** The table of the fixture ten times, so that drift can be told. */
const [HEAD = '', ...ROWS] = (await readFile(fixture('people.csv'), 'utf8')).trimEnd().split('\n');
const PEOPLE = `${[HEAD, ...Array.from({ length: 10 }, (_, k) => ROWS.map((row) => `${k}${row}`)).flat()].join('\n')}\n`;
/** A change that nobody announced: everyone is forty years older. */
const OLDER = PEOPLE.replace(
  /\n(\w+),(\d+),/g,
  (_, id: string, age: string) => `\n${id},${Number(age) + 40},`,
);
const CONTRACT = `apiVersion: v3.1.0
kind: DataContract
id: people
version: 1.0.0
status: active
schema:
  - name: people
    properties:
      - {name: person, logicalType: string, required: true, unique: true}
      - {name: age, logicalType: integer}
      - {name: income, logicalType: number}
      - {name: member, logicalType: boolean}
      - {name: city, logicalType: string}
      - {name: late, logicalType: integer}
      - {name: kind, logicalType: string}
      - {name: spend, logicalType: number}
`;
/** The data lie at the same paths below the repository and below the bucket, so that the digests are the same. */
const config = (at: string) => `version: 1
model: people
datasets:
  train: {path: "${at}watched/train.csv", contract: people.odcs.yaml, id: person}
  serving: {path: "${at}watched/serving.csv", contract: people.odcs.yaml, id: person}
train: {run: cp m.onnx "$ASSAY_OUTPUT_DIR/model.onnx", inputs: [m.onnx], datasets: [train], outputs: {model: model.onnx}}
evaluate: {dataset: train, task: binary, target: late, id: person, columns: [age, income, member], metrics: [roc_auc]}
gate: {rules: [roc_auc min 0.5]}
targets: {production: {folder: deploy, layout: plain, approvals: 0}}
monitor: {dataset: serving, target: production, on: {drift: alert, performance: alert}}
`;

/** A repository whose version 1 was made and deployed, its data at the addresses or beside it. */
async function delivered(at: string): Promise<string> {
  const root = await folder();
  const files = {
    'assay.yaml': config(at),
    'people.odcs.yaml': CONTRACT,
    '.gitignore': '.assay/\nassay-registry/\ndeploy/\n*.csv\n',
    ...(at === '' ? { 'watched/train.csv': PEOPLE, 'watched/serving.csv': OLDER } : {}),
  };
  await mkdir(join(root, 'watched'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  await copyFile(fixture('binary_matrix.onnx'), join(root, 'm.onnx'));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, env });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  await call(registryCommand, root, {}, ['init']);
  expect((await call(runCommand, root)).result.summary).toMatch(/evaluate pass, gate pass$/);
  expect((await call(register, root)).outputs).toMatchObject({ version: '1', created: 'true' });
  expect((await call(deploy, root, { target: 'production' })).result.verdict).toBe('pass');
  return root;
}

describe.skipIf(server.missing !== '')(`addresses behind evaluation ${server.missing}`, () => {
  it('monitor and reproduce: data in a bucket give what the same files give', async () => {
    const AT_DATA = `${AT}watched/`;
    await put('watched/train.csv', PEOPLE);
    await put('watched/serving.csv', OLDER);
    const watched: unknown[] = [];
    const roots = [await delivered(''), await delivered(AT)];
    for (const [index, root] of roots.entries()) {
      const { result } = await call(monitor, root, { 'dry-run': true });
      if (result.command !== 'monitor') throw new Error(result.command);
      expect(result.verdict).toBe('warn');
      expect(result.drift.find(({ column }) => column === 'age')?.verdict).toBe('warn');
      expect(result.rules.map(({ metric }) => metric)).toContain('roc_auc');
      expect(result.inputs[0]?.path).toBe(`${index === 0 ? '' : AT}watched/serving.csv`);
      const { drift, rules, dataset, findings, notChecked } = result;
      watched.push(
        JSON.parse(JSON.stringify({ drift, rules, dataset, findings, notChecked }).replaceAll(AT, '')),
      );
    }
    expect(watched[1]).toEqual(watched[0]);
    const root = roots[1] ?? '';
    // The training data themselves, named by the option: nothing has moved.
    const same = await call(monitor, root, { 'dry-run': true, data: `${AT_DATA}train.csv` });
    expect(same.result).toMatchObject({ verdict: 'pass', inputs: [{ path: `${AT_DATA}train.csv` }] });

    const again = await call(reproduce, root, {}, ['v1']);
    expect(again.result).toMatchObject({ verdict: 'pass', summary: 'people v1: equal bit for bit' });
    await put('watched/train.csv', OLDER);
    expect(await refused(reproduce, root, {}, ['v1'])).toMatch(
      /dataset train \(s3:\/\/models\/watched\/train\.csv\) is not what the version was made from: here it is sha256:/,
    );
    await server.client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'watched/train.csv' }));
    expect(await refused(reproduce, root, {}, ['v1'])).toMatch(
      /watched\/train\.csv.*there is no such object/s,
    );
    expect(await refused(monitor, root, { data: `${AT_DATA}gone.csv` })).toContain(
      `${AT_DATA}gone.csv: there is no such`,
    );
  }, 120_000);

  it('register --file and --metrics: the bytes of the bucket, under the names that they have there', async () => {
    const root = await folder();
    const to = { registry: 'assay-registry' };
    const bytes = await readFile(modelFile('times2'));
    const file = await put('models/times2.onnx', bytes);
    const metrics = await put('models/metrics.json', '{"roc_auc": 0.75}');
    await call(registryCommand, root, to, ['init']);
    const made = await call(register, root, { ...to, model: 'm', file, metrics });
    expect(made.outputs).toMatchObject({ version: '1', created: 'true' });
    const registry = await openRegistry('assay-registry', root, {
      cwd: root,
      env,
      now: () => new Date(),
      signal: new AbortController().signal,
      log: silentLog,
    });
    const manifest = (await registry.version('m', 1))?.manifest;
    expect(manifest?.files.map(({ role, name, file: own }) => [role, name, own])).toEqual([
      ['model', 'model', 'times2.onnx'],
      ['other', 'metrics', 'metrics.json'],
    ]);
    expect(manifest?.signature).not.toBeNull();
    expect(manifest?.metrics).toMatchObject([{ name: 'roc_auc', value: 0.75 }]);
    expect(Buffer.from(await registry.getBytes(manifest?.files[0]?.sha256 ?? ''))).toEqual(bytes);
    // The same object once more is the same version.
    expect((await call(register, root, { ...to, model: 'm', file, metrics })).outputs).toMatchObject({
      created: 'false',
    });

    // What is wrong with an object is said of its address.
    const table = await put('models/table.onnx', PEOPLE);
    const broken = await put('models/broken.json', '{"roc_auc": ');
    expect(await refused(register, root, { ...to, model: 'm', file, metrics: broken })).toContain(broken);
    expect(await refused(register, root, { ...to, model: 'm', file: `${AT}models/times.onnx` })).toMatch(
      /models\/times\.onnx: there is no such object.*did you mean/s,
    );
    const other = await call(register, root, { ...to, model: 'other', file: table });
    expect(other.result.notChecked.join()).toMatch(/no gate judged it/);
  });

  it('serve --model: the model of the bucket answers, under the name of its object', async () => {
    const root = await folder();
    const model = await put('models/times2.onnx', await readFile(modelFile('times2')));
    const program = join(await compiled(), 'main.js');
    const stop = new AbortController();
    let told: (address: string) => void = () => undefined;
    const address = new Promise<string>((resolve) => {
      told = resolve;
    });
    const info = (line: string): void => {
      const found = /listening on (\S+)/.exec(line)?.[1];
      if (found !== undefined) told(found);
    };
    const log = { ...silentLog, info };
    const serving = call(serve, root, { model, port: '0' }, [], { program, log, signal: stop.signal });
    const at = await Promise.race([address, serving.then(() => 'ended')]);
    const answer = await fetch(`${at}/v2/models/times2/infer`, {
      method: 'POST',
      body: JSON.stringify({ inputs: [{ name: 'x', datatype: 'FP32', shape: [1, 3], data: [1, 2, 3] }] }),
    });
    expect(await answer.json()).toMatchObject({ outputs: [{ data: [2, 4, 6] }] });
    stop.abort();
    expect((await serving).result).toMatchObject({ verdict: 'pass', data: { requests: 1 } });

    const broken = await put('models/broken.onnx', 'no model');
    expect(await refused(serve, root, { model: broken, port: '0' }, [], { program })).toContain(broken);
    const gone = `${AT}models/gone.onnx`;
    expect(await refused(serve, root, { model: gone, port: '0' }, [], { program })).toContain(
      `${gone}: there is no such`,
    );
  }, 60_000);

  it('evaluate: an array with all rows, beside data of the bucket; arrays of single rows are refused', async () => {
    const root = await folder();
    const image = (k: number) => Array.from({ length: 16 }, (_, i) => k + i / 16);
    const labels = [1, 2, 3].map((k) => `${2 * (k + 7.5 / 16) + 0.5}`);
    await put(
      'arrays/rows.csv',
      `file,factor,y\n${labels.map((y, k) => `row-${k}.npy,2,${y}`).join('\n')}\n`,
    );
    const all = await put('arrays/all.npy', npy([3, 1, 4, 4], [1, 2, 3].flatMap(image)));
    const model = await put('arrays/image.onnx', await readFile(ENGINE('image.onnx')));
    const configure = (feature: string) =>
      writeFile(
        join(root, 'assay.yaml'),
        `version: 1\nmodel: m\ndatasets: {test: {path: "${AT}arrays/rows.csv"}}\nevaluate: {dataset: test, task: regression, target: y, metrics: [mae], features: {image: ${feature}}}\n`,
      );
    await configure(`{npy: "${all}"}`);
    const { result } = await call(evaluate, root, { model });
    if (result.command !== 'evaluate') throw new Error(result.command);
    expect(result.metrics.find(({ name }) => name === 'mae')?.value).toBeCloseTo(0.5, 6);

    const few = await put('arrays/few.npy', npy([2, 1, 4, 4], [1, 2].flatMap(image)));
    await configure(`{npy: "${few}"}`);
    expect(await refused(evaluate, root, { model })).toContain(
      `${few}: the array has 2 rows, and the dataset has 3`,
    );
    const torn = await put('arrays/torn.npy', npy([3, 1, 4, 4], [1, 2, 3].flatMap(image)).subarray(0, 200));
    await configure(`{npy: "${torn}"}`);
    expect(await refused(evaluate, root, { model })).toContain(`${torn}: the array is 200 bytes long`);
    const wrong = await put('arrays/wrong.npy', 'no array');
    await configure(`{npy: "${wrong}"}`);
    expect(await refused(evaluate, root, { model })).toContain(`${wrong}: cannot be read as .npy`);
    await configure(`{npy: "${AT}arrays/gone.npy"}`);
    expect(await refused(evaluate, root, { model })).toContain(
      `${AT}arrays/gone.npy: there is no such object`,
    );
    await configure('file');
    expect(await refused(evaluate, root, { model })).toMatch(
      /row 1 names the array row-0\.npy, which lies in S3/,
    );
  }, 60_000);
});

const ENGINE = (name: string) => fileURLToPath(new URL(`../../test/models/engine/${name}`, import.meta.url));

/** A .npy file of float32, version 1. */
function npy(shape: readonly number[], values: readonly number[]): Buffer {
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const head = dict.padEnd(64 * Math.ceil((11 + dict.length) / 64) - 11, ' ');
  const size = Buffer.alloc(2);
  size.writeUInt16LE(head.length + 1);
  const data = Buffer.from(Float32Array.from(values).buffer);
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), size, Buffer.from(`${head}\n`), data]);
}
