/** Every place that takes a path takes an `s3://` address, and gives the same result but for the paths. */
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture, host } from '../../test/support/evaluation.js';
import { ACCESS, BUCKET, startMinio } from '../../test/support/minio.js';
import { identityModel } from '../../test/support/training.js';
import { AssayError, type Context, silentLog } from '../base/index.js';
import type { Result } from '../results/index.js';
import type { Command } from './command.js';
import evaluate from './evaluate.js';
import gate from './gate.js';
import infer from './infer.js';
import init from './init.js';
import { checkOptions, type RawOptions } from './options.js';
import profile from './profile.js';
import train from './train.js';
import validate from './validate.js';

const server = await startMinio();
const top = mkdtempSync(join(tmpdir(), 'assay-s3-paths-'));
const here = join(top, 'here');
const before = { ...process.env };
const AT = `s3://${BUCKET}/`;

afterAll(async () => {
  process.env = before;
  await server.stop();
  rmSync(top, { recursive: true, force: true });
});

const env = {
  PATH: process.env['PATH'],
  HOME: top,
  ASSAY_S3_CACHE: join(top, 'cache'),
  AWS_ENDPOINT_URL_S3: server.endpoint,
  AWS_REGION: 'us-east-1',
};

/** The same files in a folder and under the same names in the bucket. */
beforeAll(async () => {
  // The SDK reads its variables by itself.
  process.env['AWS_ACCESS_KEY_ID'] = ACCESS.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = ACCESS.secretAccessKey;
  process.env['AWS_ENDPOINT_URL_S3'] = server.endpoint;
  mkdirSync(join(here, 'data/year=2001'), { recursive: true });
  mkdirSync(join(here, 'data/year=2002'), { recursive: true });
  mkdirSync(join(here, 'images/cat'), { recursive: true });
  writeFileSync(join(here, 'data/year=2001/a.csv'), 'id,x\n1,0.5\n2,0.25\n3,x\n');
  writeFileSync(join(here, 'data/year=2002/b.csv'), 'id,x\n4,1.5\n4,\n');
  writeFileSync(join(here, 'images/cat/one.png'), 'no image');
  writeFileSync(join(here, 'images/cat/two.png'), 'no image');
  copyFileSync(fixture('people.csv'), join(here, 'people.csv'));
  copyFileSync(fixture('binary_matrix.onnx'), join(here, 'm.onnx'));
  writeFileSync(join(here, 'base.json'), '{"roc_auc": 0.75, "f1": 0.5}');
  writeFileSync(join(here, 'new.json'), '{"roc_auc": 0.70, "f1": 0.6}');
  if (server.missing !== '') return;
  for (const entry of readdirSync(here, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    await server.client.send(
      new PutObjectCommand({ Bucket: BUCKET, Key: path.slice(here.length + 1), Body: readFileSync(path) }),
    );
  }
});

let counter = 0;
/** A folder with the files, or one without them whose paths are addresses. */
function folder(remote: boolean): string {
  counter += 1;
  const root = join(top, `root-${counter}`);
  if (remote) mkdirSync(root);
  else cpSync(here, root, { recursive: true });
  return root;
}

async function call(command: Command, root: string, raw: RawOptions): Promise<Result> {
  const ctx: Context = {
    cwd: root,
    env,
    now: () => new Date(),
    signal: new AbortController().signal,
    log: silentLog,
  };
  const outcome = await command.run({
    ctx,
    host,
    options: checkOptions(command, raw, 'cli'),
    args: [],
  });
  return outcome.result;
}

/** What a result says beyond when and for whom; addresses as the paths that they stand for. */
function plain(result: Result): unknown {
  const { run: _, time: __, durationMs: ___, ...said } = result;
  // The manifest of a folder is a list of paths.
  const artifacts = (said.artifacts ?? []).filter(({ name }) => !name.startsWith('manifest:'));
  const rest = { ...said, artifacts };
  const text = JSON.stringify(rest, (key, value: unknown) =>
    /durationMs|ms$|Ms$|machine/.test(key) ? 0 : value,
  );
  expect(text).not.toContain(join(top, 'cache'));
  return JSON.parse(text.replaceAll(AT, ''));
}

async function same(
  command: Command,
  options: (at: string) => RawOptions,
  file?: (at: string) => string,
): Promise<Result> {
  const results: Result[] = [];
  for (const remote of [false, true]) {
    const root = folder(remote);
    const at = remote ? AT : '';
    if (file !== undefined) {
      mkdirSync(join(root, 'c'), { recursive: true });
      writeFileSync(join(root, 'c/data.odcs.yaml'), CONTRACT);
      writeFileSync(join(root, 'c/train.sh'), TRAIN);
      writeFileSync(join(root, 'fixture.onnx'), identityModel());
      writeFileSync(join(root, 'assay.yaml'), file(at));
    }
    results.push(await call(command, root, options(at)));
  }
  const [local, remote] = results;
  if (local === undefined || remote === undefined) throw new Error('two results');
  expect(plain(remote)).toEqual(plain(local));
  expect(JSON.stringify(remote)).toContain(AT);
  return remote;
}

const CONTRACT = `apiVersion: v3.1.0
kind: DataContract
id: data
version: 1.0.0
status: active
schema:
  - name: data
    properties:
      - {name: id, logicalType: integer, required: true, unique: true}
      - {name: x, logicalType: number}
      - {name: year, logicalType: string}
`;
const TRAIN = `set -e
cp fixture.onnx "$ASSAY_OUTPUT_DIR/model.onnx"
cat $ASSAY_DATASET_DATA > "$ASSAY_OUTPUT_DIR/seen.txt"
cp "$ASSAY_DATASETS_FILE" "$ASSAY_OUTPUT_DIR/datasets.txt"
`;
const config = (at: string, more = '') => `version: 1
model: demo
datasets:
  data: {path: "${at}data/*/*.csv", contract: c/data.odcs.yaml}
${more}`;

describe.skipIf(server.missing !== '')(`addresses in place of paths ${server.missing}`, () => {
  it('validate: findings name the address, digests are those of the files', async () => {
    const result = await same(
      validate,
      () => ({}),
      (at) => config(at),
    );
    expect(result.verdict).toBe('fail');
    expect(JSON.stringify(result.findings)).toContain(`${AT}data/year=2001/a.csv`);
  });

  it('validate --data and --reference; infer; profile', async () => {
    await same(validate, (at) => ({ data: `${at}people.csv`, reference: `${at}people.csv` }));
    await same(infer, (at) => ({ data: `${at}data/*/*.csv` }));
    await same(profile, (at) => ({ data: `${at}people.csv`, output: 'p.json' }));
  });

  it('validate: a folder of files', async () => {
    const result = await same(validate, (at) => ({ data: `${at}images`, kind: 'files' }));
    expect(JSON.stringify(result)).toContain(`${AT}images/cat/one.png`);
  });

  it('train: programs find files of this machine, and the addresses beside', async () => {
    const outputs =
      'train: {run: bash c/train.sh, inputs: [c/train.sh], datasets: [data], outputs: {model: model.onnx, seen: seen.txt, datasets: datasets.txt}}';
    const seen: string[] = [];
    const digests: unknown[] = [];
    for (const remote of [false, true]) {
      const root = folder(remote);
      mkdirSync(join(root, 'c'));
      writeFileSync(join(root, 'c/data.odcs.yaml'), CONTRACT);
      writeFileSync(join(root, 'c/train.sh'), TRAIN);
      writeFileSync(join(root, 'fixture.onnx'), identityModel());
      writeFileSync(join(root, 'assay.yaml'), config(remote ? AT : '', outputs));
      const result = await call(train, root, {});
      if (result.command !== 'train') throw new Error('a result of train');
      expect(result.findings).toEqual([]);
      const output = (name: string) =>
        readFileSync(
          join(root, '.assay/artifacts/sha256', result.seeds[0]?.outputs[name]?.sha256 ?? ''),
          'utf8',
        );
      seen.push(output('seen'));
      digests.push(result.datasets.map(({ sha256, rows }) => ({ sha256, rows })));
      const data = (
        JSON.parse(output('datasets')) as Record<
          string,
          { path: string; url?: string; files: { path: string; url?: string }[] }
        >
      )['data'];
      if (!remote) {
        expect(data?.url).toBeUndefined();
        continue;
      }
      expect(data?.url).toBe(`${AT}data/*/*.csv`);
      expect(data?.files.map(({ url }) => url)).toEqual([
        `${AT}data/year=2001/a.csv`,
        `${AT}data/year=2002/b.csv`,
      ]);
      expect(data?.path.startsWith(join(top, 'cache'))).toBe(true);
      expect(result.datasets[0]?.path).toBe(`${AT}data/*/*.csv`);
      // Nothing changed: the run cache knows the data by their digest.
      const again = await call(train, root, {});
      expect(again).toMatchObject({ cache: { hit: true } });
    }
    expect(seen[1]).toBe(seen[0]);
    expect(digests[1]).toEqual(digests[0]);
  });

  it('evaluate: a model, data, predictions and a baseline', async () => {
    const common = { task: 'binary', target: 'late', metric: ['roc_auc', 'log_loss'], seed: undefined };
    const result = await same(evaluate, (at) => ({
      task: common.task,
      target: common.target,
      metric: common.metric,
      model: `${at}m.onnx`,
      data: `${at}people.csv`,
      column: ['age', 'income', 'member'],
      baseline: `file:${at}m.onnx`,
    }));
    expect(result).toMatchObject({
      command: 'evaluate',
      inputs: [{ path: `${AT}m.onnx` }, { path: `${AT}people.csv` }],
    });
    await same(evaluate, (at) => ({
      predictions: `${at}people.csv`,
      task: 'regression',
      target: 'spend',
      score: 'income',
      metric: ['rmse'],
    }));
  });

  it('gate: candidate and baseline', async () => {
    const result = await same(gate, (at) => ({
      candidate: `${at}new.json`,
      baseline: `file:${at}base.json`,
      rule: ['roc_auc max_drop 0.01'],
    }));
    expect(result.verdict).toBe('fail');
  });

  it('init: writes a configuration whose data stay where they are', async () => {
    const root = folder(true);
    await call(init, root, { data: `${AT}people.csv`, target: 'late', task: 'binary', 'no-split': true });
    expect(readFileSync(join(root, 'assay.yaml'), 'utf8')).toContain(`${AT}people.csv`);
    const other = folder(true);
    await call(init, other, { data: `${AT}people.csv`, target: 'late', task: 'binary' });
    expect(readdirSync(join(other, 'data')).sort()).toEqual(['people.test.csv', 'people.train.csv']);
  });

  it('a dataset that is not there is a usage error with what is', async () => {
    const root = folder(true);
    const error = await call(infer, root, { data: `${AT}peopel.csv` }).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof AssayError)) throw new Error(String(error));
    expect(error.kind).toBe('usage');
    expect(JSON.stringify(error.problems)).toContain(`${AT}people.csv`);
  });

  it('refuses addresses where something would be written', async () => {
    const root = folder(true);
    writeFileSync(
      join(root, 'assay.yaml'),
      `version: 1\nmodel: demo\ndatasets: {data: {path: "${AT}people.csv", contract: "${AT}c.yaml", failed_rows: "${AT}f.csv"}}\n`,
    );
    const error = await call(validate, root, {}).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof AssayError)) throw new Error(String(error));
    expect(error.problems).toHaveLength(2);
    expect(JSON.stringify(error.problems)).toContain('name a path relative to this file');
  });
});
