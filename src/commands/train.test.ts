import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { host } from '../../test/support/host.js';
import { identityModel, recordedNvidiaSmi } from '../../test/support/training.js';
import { AssayError, type Context, type Log, sha256, silentLog } from '../base/index.js';
import { readResultFile, type TrainResult } from '../results/index.js';
import train from './train.js';

const top = mkdtempSync(join(tmpdir(), 'train-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
let root = '';
let logged: string[] = [];
beforeEach(() => {
  root = mkdtempSync(join(top, 'repo-'));
  logged = [];
  mkdirSync(join(root, 'data'));
  writeFileSync(join(root, 'data/a.csv'), 'x,y\n1,2\n3,4\n');
  writeFileSync(join(root, 'data/b.csv'), 'x,y\n5,6\n');
  writeFileSync(join(root, 'fixture.onnx'), identityModel());
  script('cp fixture.onnx "$ASSAY_OUTPUT_DIR/model.onnx"');
});

function script(text: string): void {
  writeFileSync(join(root, 'train.sh'), text);
}
function configure(part = '', dataset = 'data/*.csv'): void {
  writeFileSync(
    join(root, 'assay.yaml'),
    `version: 1
model: demo
datasets: {train: {path: "${dataset}"}}
train:
  run: bash train.sh
  inputs: [train.sh, fixture.onnx]
  outputs: {model: model.onnx}
  params: {trees: 100, name: x}
${part}`,
  );
}

interface Options {
  readonly seed?: number;
  readonly param?: readonly string[];
  readonly 'no-cache'?: boolean;
}
const absent = {
  config: undefined,
  name: undefined,
  json: false,
  quiet: false,
  'no-color': false,
  'fail-on': 'fail',
} as const;
async function run(options: Options = {}, ctx: Partial<Context> = {}): Promise<TrainResult> {
  const log: Log = {
    ...silentLog,
    info: (line) => logged.push(line),
    warn: (line) => logged.push(`warn ${line}`),
  };
  const outcome = await train.run({
    ctx: {
      cwd: root,
      env: { PATH: process.env['PATH'] },
      now: () => new Date(),
      signal: new AbortController().signal,
      log,
      ...ctx,
    },
    host,
    options: { ...absent, param: [], 'no-cache': false, ...options },
    args: [],
  });
  return outcome.result as TrainResult;
}
const model = sha256(identityModel());
async function failure(promise: Promise<unknown>): Promise<AssayError> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (thrown) => thrown,
  );
  if (!(error instanceof AssayError)) throw error;
  return error;
}

describe('training', () => {
  it('runs the program, keeps its model and writes the result', async () => {
    configure();
    const result = await run();
    expect(result).toMatchObject({
      command: 'train',
      verdict: 'pass',
      seeds: [
        { seed: 0, exitCode: 0, outputs: { model: { name: 'model', file: 'model.onnx', sha256: model } } },
      ],
      artifacts: [{ name: 'model', sha256: model }],
      params: { trees: 100, name: 'x' },
      datasets: [{ name: 'train', files: 2, rows: 3, columns: 2 }],
      cache: { hit: false, changed: [] },
      notChecked: [],
    });
    expect(result.code.inputs.map(({ path }) => path)).toEqual(['fixture.onnx', 'train.sh']);
    expect(existsSync(join(root, '.assay/artifacts/sha256', model))).toBe(true);
    expect(await readResultFile(join(root, '.assay/results/train.json'))).toEqual(result);
  });

  it('tells the program its data, parameters, seed and folders', async () => {
    configure();
    script(
      `cp fixture.onnx "$ASSAY_OUTPUT_DIR/model.onnx"; pwd; env | grep ASSAY_; cat "$ASSAY_DATASETS_FILE"`,
    );
    await run(
      { param: ['trees=7'], seed: 42 },
      { env: { PATH: process.env['PATH'], ASSAY_INPUTS: '{}', INPUT_X: 'y' } },
    );
    const lines = logged.map((line) => line.replace(/^train \| /, ''));
    expect(lines).toEqual(
      expect.arrayContaining([
        root,
        `ASSAY_DATASET_TRAIN=${root}/data/*.csv`,
        'ASSAY_PARAM_TREES=7',
        'ASSAY_PARAM_NAME=x',
        'ASSAY_SEED=42',
        `ASSAY_OUTPUT_DIR=${root}/.assay/outputs/demo/train/seed-42`,
      ]),
    );
    expect(lines.join('\n')).toContain(`"path": "${root}/data/b.csv"`);
    expect(lines.join('\n')).not.toMatch(/ASSAY_INPUTS|INPUT_X/);
  });

  it('runs every seed in a folder of its own; the first gives the candidate', async () => {
    configure('  seeds: [3, 4]\n');
    script(
      'cp fixture.onnx "$ASSAY_OUTPUT_DIR/model.onnx"; [ -z "$(ls "$ASSAY_OUTPUT_DIR" | grep -v model.onnx)" ]',
    );
    const result = await run();
    expect(result.artifacts.map(({ name }) => name)).toEqual(['model', 'model:seed4']);
    expect(readdirSync(join(root, '.assay/outputs/demo/train')).sort()).toEqual([
      'datasets.json',
      'seed-3',
      'seed-4',
    ]);
  });

  it('says fail, with the last lines, where the program fails; later seeds are not run', async () => {
    configure('  seeds: [3, 4]\n');
    script('echo "no login with $FEATURE_STORE_PASSWORD"; echo "ValueError: it broke"; exit 3');
    const secret = 'correct-horse';
    const env = { PATH: process.env['PATH'], FEATURE_STORE_PASSWORD: secret };
    const result = await run({}, { env });
    // A result goes into comments, which nothing masks.
    expect(JSON.stringify(result)).toContain('no login with ***');
    expect(JSON.stringify(result)).not.toContain(secret);
    expect(result).toMatchObject({
      verdict: 'fail',
      seeds: [{ seed: 3, exitCode: 3, outputs: {} }],
      findings: [
        { check: 'train.exit', verdict: 'fail', message: expect.stringContaining('ValueError: it broke') },
      ],
      notChecked: ['seeds 4: not run, since seed 3 failed'],
    });
  });

  it('says fail where an output is missing, and takes none from an earlier run', async () => {
    configure();
    await run();
    script('true');
    expect(await run()).toMatchObject({ verdict: 'fail', findings: [{ check: 'output.exists' }] });
  });

  it('says fail where time runs out, and keeps the checkpoint for the next attempt', async () => {
    configure('  timeout: 500ms\n  grace: 5s\n');
    script(`if [ -e "$ASSAY_CHECKPOINT_DIR/step" ]; then cp fixture.onnx "$ASSAY_OUTPUT_DIR/model.onnx"; exit 0; fi
      trap 'echo 7 > "$ASSAY_CHECKPOINT_DIR/step"; exit 1' TERM; while true; do sleep 0.05; done`);
    expect(await run()).toMatchObject({ verdict: 'fail', findings: [{ check: 'train.timeout' }] });
    expect(existsSync(join(root, '.assay/checkpoints'))).toBe(true);
    const second = await run();
    expect(second).toMatchObject({ verdict: 'pass', cache: { hit: false } });
    expect(logged.join('\n')).toContain('an interrupted attempt left 1 files');
    expect(readdirSync(join(root, '.assay/checkpoints'))).toEqual([]);
  });

  it('is an environment failure when cancelled, reaches the children, and lets a checkpoint be written', async () => {
    configure();
    script(
      `bash -c 'trap "sleep 0.2; echo 1 > $ASSAY_CHECKPOINT_DIR/step; exit" TERM; echo ready; while true; do sleep 0.05; done'; echo over`,
    );
    const controller = new AbortController();
    const info = (line: string) => {
      if (line.endsWith('ready')) controller.abort();
    };
    const error = await failure(run({}, { signal: controller.signal, log: { ...silentLog, info } }));
    expect(error).toMatchObject({ kind: 'environment', message: expect.stringContaining('cancelled') });
    const [key = ''] = readdirSync(join(root, '.assay/checkpoints'));
    expect(readFileSync(join(root, '.assay/checkpoints', key, 'seed-0/step'), 'utf8')).toBe('1\n');
  });

  it.each([
    ['a full disk', 'echo "OSError: [Errno 28] No space left on device" >&2; exit 1', /disk is full/],
    ['a kill', 'kill -KILL $$', /killed from outside: SIGKILL/],
    ['a program that is missing', 'no-such-python train.py', /not installed/],
  ])('is an environment failure after %s, and leaves no result', async (_, text, words) => {
    configure();
    await run();
    script(text);
    const error = await failure(run());
    expect(error.kind).toBe('environment');
    expect(error.message).toMatch(words);
    expect(existsSync(join(root, '.assay/results/train.json'))).toBe(false);
  });
});

it.runIf(existsSync('/dev/full'))('takes what a program says of a full device for a full disk', async () => {
  configure();
  script('echo x > /dev/full');
  const error = await failure(run());
  expect(error).toMatchObject({ kind: 'environment', message: expect.stringContaining('disk is full') });
});

describe('the run cache', () => {
  const trained = () => logged.filter((line) => line === 'train | trained').length;
  beforeEach(() => {
    script('echo trained; cp fixture.onnx "$ASSAY_OUTPUT_DIR/model.onnx"');
    configure();
  });

  it('restores an unchanged run, and says so', async () => {
    const first = await run();
    rmSync(join(root, '.assay/artifacts'), { recursive: true });
    rmSync(join(root, '.assay/outputs'), { recursive: true });
    const second = await run();
    expect(trained()).toBe(1);
    expect(second).toMatchObject({
      verdict: 'pass',
      cache: { hit: true, changed: [], key: first.cache.key },
      notChecked: [expect.stringContaining('`train.inputs` does not name')],
    });
    expect(second.summary).toContain('nothing changed');
    expect(second.seeds).toEqual(first.seeds);
    expect(second.artifacts).toEqual(first.artifacts);
    expect(readFileSync(join(root, '.assay/artifacts/sha256', model))).toEqual(identityModel());
    expect(readFileSync(join(root, '.assay/outputs/demo/train/seed-0/model.onnx'))).toEqual(identityModel());
  });

  it('trains again with --no-cache, and where the configuration says so', async () => {
    await run();
    expect((await run({ 'no-cache': true })).cache.hit).toBe(false);
    configure('  cache: false\n');
    expect((await run()).cache.hit).toBe(false);
    expect(trained()).toBe(3);
  });

  it.each<[string, () => Options, string[]]>([
    ['a parameter', () => ({ param: ['trees=200'] }), ['param trees: 100 → 200']],
    ['a seed', () => ({ seed: 9 }), ['seeds: 0 → 9']],
    [
      'the code',
      () => {
        script('echo trained; echo more; cp fixture.onnx "$ASSAY_OUTPUT_DIR/model.onnx"');
        return {};
      },
      ['input train.sh'],
    ],
    [
      'the data',
      () => {
        writeFileSync(join(root, 'data/b.csv'), 'x,y\n5,7\n');
        return {};
      },
      ['dataset train'],
    ],
    [
      'a lock file that appears',
      () => {
        writeFileSync(join(root, 'requirements.txt'), 'numpy==1\n');
        return {};
      },
      ['input requirements.txt (new)', 'environment requirements.txt (new)'],
    ],
  ])('names what changed: %s', async (_, change, expected) => {
    await run();
    const result = await run(change());
    expect(result.cache).toMatchObject({ hit: false, changed: expected });
    expect(result.summary).toContain(`changed: ${expected[0]}`);
    expect(trained()).toBe(2);
  });

  it('keeps earlier outcomes: going back is a hit', async () => {
    await run();
    await run({ param: ['trees=200'] });
    expect((await run()).cache).toMatchObject({ hit: true, changed: [] });
    expect(trained()).toBe(2);
  });

  it('never restores damaged bytes', async () => {
    const { cache } = await run();
    writeFileSync(join(root, '.assay/cache/train', cache.key, model), identityModel().fill(0));
    expect(await run()).toMatchObject({ verdict: 'pass', cache: { hit: false } });
    expect(logged.join('\n')).toContain('changed after it was cached');
    writeFileSync(join(root, '.assay/cache/train', cache.key, 'entry.json'), '{"format": 1');
    expect((await run()).cache.hit).toBe(false);
    expect((await run()).cache.hit).toBe(true);
    expect(trained()).toBe(3);
  });

  it('keeps no failed run', async () => {
    script('echo trained; exit 1');
    await run();
    const second = await run();
    expect(second).toMatchObject({ verdict: 'fail', cache: { hit: false, changed: [] } });
    expect(trained()).toBe(2);
  });

  it('lies in ASSAY_CACHE_DIR where that is given', async () => {
    const env = { PATH: process.env['PATH'], ASSAY_CACHE_DIR: join(root, 'elsewhere') };
    await run({}, { env });
    expect(readdirSync(join(root, 'elsewhere/train'))).toHaveLength(2);
    rmSync(join(root, '.assay'), { recursive: true });
    expect((await run({}, { env })).cache.hit).toBe(true);
  });

  it('is off where no code is named, and says that it was not checked', async () => {
    writeFileSync(
      join(root, 'assay.yaml'),
      'version: 1\nmodel: demo\ntrain: {run: bash train.sh, outputs: {model: model.onnx}}\n',
    );
    expect((await run()).notChecked.join()).toContain('run cache');
    expect((await run()).cache.hit).toBe(false);
  });

  it('keeps ten outcomes', async () => {
    for (let trees = 0; trees < 12; trees += 1) await run({ param: [`trees=${trees}`] });
    expect(readdirSync(join(root, '.assay/cache/train'))).toHaveLength(11);
    expect((await run({ param: ['trees=11'] })).cache.hit).toBe(true);
    expect((await run({ param: ['trees=0'] })).cache.hit).toBe(false);
  });
});

describe('accelerators', () => {
  const device = '0, NVIDIA L4, 23034, 550.54.15';
  const env = (recording: Parameters<typeof recordedNvidiaSmi>[1]) => ({
    PATH: `${recordedNvidiaSmi(top, recording)}:${process.env['PATH']}`,
  });
  const wanted = (memory: string) => configure(`  accelerator: {kind: cuda, memory: ${memory}}\n`);

  it('are named in the result, with their use', async () => {
    wanted('16GiB');
    script('sleep 0.3; cp fixture.onnx "$ASSAY_OUTPUT_DIR/model.onnx"');
    const result = await run({}, { env: env({ devices: [device], usage: ['40, 1024'] }) });
    expect(result.accelerators).toEqual({
      kind: 'cuda',
      devices: [{ index: 0, name: 'NVIDIA L4', memoryBytes: 23034 * 2 ** 20, driver: '550.54.15' }],
    });
    expect(result.telemetry).toMatchObject({ gpuUtilizationPercentMean: 40, gpuMemoryBytesMax: 2 ** 30 });
  });

  it('that do not suffice stop training before it starts, with everything else that is missing', async () => {
    configure('  accelerator: {kind: cuda, memory: 80GiB}\n  disk: 900000TiB\n');
    script('touch started');
    const error = await failure(run({}, { env: env({ devices: [device] }) }));
    expect(error.kind).toBe('environment');
    expect(error.problems.map(({ where }) => where?.key)).toEqual(['train.disk', 'train.accelerator']);
    expect(existsSync(join(root, 'started'))).toBe(false);
  });

  it('that are lost while training runs are an environment failure', async () => {
    wanted('1GiB');
    const lostWhen = join(root, 'lost');
    script(`touch ${lostWhen}; echo "RuntimeError: something odd"; exit 1`);
    const error = await failure(run({}, { env: env({ devices: [device], lostWhen }) }));
    expect(error.kind).toBe('environment');
    expect(error.message).toMatch(/accelerator was lost.*1 before, now there are 0.*GPU is lost/s);
  });
});

describe('a wrong configuration', () => {
  it('is refused before anything runs', async () => {
    script('touch started');
    configure('  seeds: [1, 1]\n');
    expect((await failure(run())).message).toContain('seed 1 is there more than once');
    configure('', 'data/nope.csv');
    expect((await failure(run())).kind).toBe('usage');
    configure();
    expect((await failure(run({ param: ['tree=1'] }))).message).toContain('no parameter `tree`');
    writeFileSync(join(root, 'assay.yaml'), 'version: 1\nmodel: demo\n');
    expect((await failure(run())).message).toContain('no section `train`');
    writeFileSync(
      join(root, 'assay.yaml'),
      'version: 1\nmodel: m\ndatasets: {a: {path: data/a.csv}}\ntrain: {run: "true", outputs: {model: m.onnx}}\n',
    );
    expect((await failure(run())).message).toContain('nothing says which ones training reads');
    expect(existsSync(join(root, 'started'))).toBe(false);
  });
});
