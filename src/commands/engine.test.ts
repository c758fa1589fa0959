/** Models in a process of their own: what breaks is a verdict; real models of real libraries; cost; behaviour. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiled } from '../../test/support/compiled.js';
import { contextIn, fixture, host, metric, writeCsv } from '../../test/support/evaluation.js';
import type { EvaluateResult, GateResult } from '../results/index.js';
import type { Command } from './command.js';
import evaluate from './evaluate.js';
import gate from './gate.js';
import { checkOptions, type RawOptions } from './options.js';

const root = mkdtempSync(join(tmpdir(), 'assay-engine-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let program: string;
beforeAll(async () => {
  program = join(await compiled(), 'main.js');
});

const model = (name: string) => fileURLToPath(new URL(`../../test/models/engine/${name}`, import.meta.url));
interface Expected {
  readonly text: { readonly texts: string[]; readonly labels: number[]; readonly p: number[] };
  readonly lightgbm: {
    readonly rows: number[][];
    readonly labels: string[];
    readonly classes: string[];
    readonly p: number[][];
  };
}
const expected = JSON.parse(readFileSync(model('expected.json'), 'utf8')) as Expected;

async function call(command: Command, raw: RawOptions, with_: { readonly program?: string } = { program }) {
  const options = checkOptions(command, raw, 'cli');
  const ctx = { ...contextIn(root), ...with_ };
  return (await command.run({ ctx, host, options, args: [] })).result;
}

/** Evaluates what a configuration says, in a process of its own. */
async function evaluated(
  onnx: string,
  section: object,
  more: object = {},
  with_: { readonly program?: string } = { program },
): Promise<EvaluateResult> {
  const config = {
    version: 1,
    model: 'm',
    datasets: { test: { path: 'rows.csv' } },
    evaluate: section,
    ...more,
  };
  writeFileSync(join(root, 'assay.yaml'), JSON.stringify(config));
  const result = await call(evaluate as Command, { model: onnx }, with_);
  if (result.command !== 'evaluate') throw new TypeError('not a result of evaluate');
  return result;
}

/** The process that runs a model for this test, once it is there and has begun to compute. */
async function modelProcess(): Promise<number> {
  for (let k = 0; k < 200; k++) {
    await setTimeout(50);
    const children = execFileSync('ps', ['-o', 'pid=,ppid=,args=', '-A'], { encoding: 'utf8' })
      .split('\n')
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
      .filter((found) => found?.[2] === String(process.pid) && found[3]?.includes('__model-worker'));
    const [found] = children;
    if (found?.[1] !== undefined) {
      // Loading is quick, and this model never ends.
      await setTimeout(1000);
      return Number(found[1]);
    }
  }
  throw new Error('no process of a model was started');
}
async function killModelProcess(signal: NodeJS.Signals): Promise<void> {
  process.kill(await modelProcess(), signal);
}

const numbers = { task: 'regression', target: 'y', metrics: ['mae'], columns: ['x'] };
const oneColumn = (values: readonly unknown[] = [0, 1, 0, 1]) =>
  writeCsv(
    join(root, 'rows.csv'),
    ['x', 'y'],
    values.map((x) => [x, 0.5]),
  );

describe('a model that breaks', () => {
  it('hangs: a verdict with the reason, and the command goes on', async () => {
    oneColumn();
    const result = await evaluated(model('hangs.onnx'), {
      ...numbers,
      features: { X: 'x' },
      limits: { batch: '1500ms' },
    });
    expect(result.verdict).toBe('error');
    expect(result.findings[0]).toMatchObject({ check: 'model.timeout', verdict: 'error' });
    expect(metric(result.metrics, 'mae')).toMatchObject({ value: null });
    expect(metric(result.metrics, 'mae').undefined).toMatch(/no answer within 1.5 s/);
  });

  it.runIf(process.platform === 'linux')('eats memory: a verdict', async () => {
    oneColumn();
    const result = await evaluated(model('eats.onnx'), {
      ...numbers,
      features: { X: 'x' },
      limits: { memory: '300MiB' },
    });
    expect(result.findings[0]).toMatchObject({ check: 'model.memory', verdict: 'error' });
    expect(result.findings[0]?.message).toMatch(/300 MiB are allowed/);
  });

  it.each([
    ['4 TB', 1e12],
    ['more than a size can count', 4e18],
  ])('asks ONNX Runtime for %s at once: a verdict, and the command goes on', async (_, wanted) => {
    oneColumn([wanted, 1]);
    const section = { ...numbers, features: { X: 'x' } };
    const result = await evaluated(model('huge.onnx'), section);
    expect(result.verdict).toBe('error');
    expect(result.findings[0]?.check).toMatch(/^model\.(?:fails|crashed|memory)$/);
    expect(result.findings[0]?.message).toMatch(/alloc|memory|overflow|SIG|size|Invalid/i);
    expect(metric(result.metrics, 'mae').value).toBeNull();
    // The same model answers where it asks for little.
    oneColumn([8, 1]);
    const small = await evaluated(model('huge.onnx'), section);
    expect(small.verdict).toBe('pass');
    expect(metric(small.metrics, 'mae').value).toBe(4);
  });

  it('fails on rows: a verdict that names them', async () => {
    oneColumn([0, 1, 7, 1]);
    const result = await evaluated(model('fails.onnx'), { ...numbers, features: { X: 'x' }, batch: 2 });
    expect(result.findings[0]).toMatchObject({ check: 'model.fails', verdict: 'error' });
    expect(result.findings[0]?.message).toMatch(/rows 3 to 4 of dataset test/);
    oneColumn();
    expect((await evaluated(model('fails.onnx'), { ...numbers, features: { X: 'x' } })).verdict).toBe('pass');
  });

  // As the system kills it where memory runs out, and as a fault in the native library ends it.
  it.each([
    ['SIGKILL', /SIGKILL \(often because memory ran out\)/],
    ['SIGABRT', /was ended by SIGABRT/],
    ['SIGSEGV', /was ended by SIGSEGV/],
  ] as const)('is ended in the middle of a batch by %s: a verdict', async (signal, told) => {
    oneColumn();
    const killed = killModelProcess(signal);
    const result = await evaluated(model('hangs.onnx'), { ...numbers, features: { X: 'x' } });
    await killed;
    expect(result.verdict).toBe('error');
    expect(result.findings[0]).toMatchObject({ check: 'model.crashed', verdict: 'error' });
    expect(result.findings[0]?.message).toMatch(told);
    expect(metric(result.metrics, 'mae').value).toBeNull();
  });

  it('is cancelled while it computes: the command ends, and its process too', async () => {
    oneColumn();
    const stop = new AbortController();
    const options = checkOptions(evaluate, { model: model('hangs.onnx') }, 'cli');
    const running = evaluate.run({
      ctx: { ...contextIn(root, stop.signal), program },
      host,
      options,
      args: [],
    });
    const pid = await modelProcess();
    stop.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow(/cancelled/);
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  });

  it('crashes its process: a verdict with the signal and the last words', async () => {
    oneColumn();
    const stand = join(root, 'crashes.mjs');
    writeFileSync(
      stand,
      'process.on("message", () => { process.stderr.write("double free"); process.abort(); });',
    );
    const result = await evaluated(
      model('fails.onnx'),
      { ...numbers, features: { X: 'x' } },
      {},
      { program: stand },
    );
    expect(result.findings[0]).toMatchObject({ check: 'model.crashed', verdict: 'error' });
    expect(result.findings[0]?.message).toMatch(/SIGABRT.*double free/);
  });
});

describe('models of real libraries', () => {
  it('LightGBM, several classes, as onnxmltools writes it: a ZipMap that names them', async () => {
    const { rows, labels } = expected.lightgbm;
    writeCsv(
      join(root, 'rows.csv'),
      ['a', 'b', 'c', 'd', 'kind'],
      rows.map((row, i) => [...row, labels[i]]),
    );
    const section = {
      task: 'multiclass',
      target: 'kind',
      columns: ['a', 'b', 'c', 'd'],
      metrics: ['log_loss', 'accuracy'],
    };
    const result = await evaluated(model('lightgbm.onnx'), section);
    const { p, classes } = expected.lightgbm;
    const loss =
      -labels.reduce((sum, label, i) => sum + Math.log(p[i]?.[classes.indexOf(label)] ?? 0), 0) /
      labels.length;
    expect(metric(result.metrics, 'log_loss').value).toBeCloseTo(loss, 4);
  });

  it('a text classifier of scikit-learn, with texts as its input', async () => {
    const { texts, labels, p } = expected.text;
    writeCsv(
      join(root, 'rows.csv'),
      ['text', 'angry'],
      texts.map((text, i) => [`"${text}"`, labels[i]]),
    );
    const result = await evaluated(model('text.onnx'), {
      task: 'binary',
      target: 'angry',
      metrics: ['brier'],
    });
    const brier = p.reduce((sum, value, i) => sum + (value - (labels[i] ?? 0)) ** 2, 0) / p.length;
    expect(metric(result.metrics, 'brier').value).toBeCloseTo(brier, 5);
  });

  it('a small network of PyTorch', async () => {
    const { rows, labels, p } = JSON.parse(readFileSync(model('torch.json'), 'utf8')) as {
      rows: number[][];
      labels: number[];
      p: number[];
    };
    writeCsv(
      join(root, 'rows.csv'),
      ['a', 'b', 'c', 'y'],
      rows.map((row, i) => [...row, labels[i]]),
    );
    const section = { task: 'binary', target: 'y', columns: ['a', 'b', 'c'], metrics: ['brier', 'roc_auc'] };
    const result = await evaluated(model('torch.onnx'), section);
    const brier = p.reduce((sum, value, i) => sum + (value - (labels[i] ?? 0)) ** 2, 0) / p.length;
    expect(metric(result.metrics, 'brier').value).toBeCloseTo(brier, 5);
  });
});

describe('models of unusual shapes', () => {
  const section = { task: 'regression', target: 'y', metrics: ['mae', 'max_error', 'latency_p50_ms'] };

  it('that take four rows at a time get the rest filled up, and give one answer a row', async () => {
    const rows = [1, 2, 3, 4, 5, 6].map((k) => [k, 10 * k, 100 * k, 111 * k + 0.5]);
    writeCsv(join(root, 'rows.csv'), ['a', 'b', 'c', 'y'], rows);
    const result = await evaluated(model('fixed.onnx'), { ...section, columns: ['a', 'b', 'c'] });
    expect(result.verdict).toBe('pass');
    expect(metric(result.metrics, 'mae')).toMatchObject({ value: 0.5, n: 6 });
    expect(metric(result.metrics, 'max_error').value).toBe(0.5);
  });

  it('of 16 bits: inputs are rounded, outputs are numbers, and what they cannot hold is refused', async () => {
    const values = [0.1, -3, 1000.5, 6e-8, 0, 2049];
    // As numpy.float16 has them.
    const halves = [0.0999755859375, -3, 1000.5, 2 ** -24, 0, 2048];
    const write = (xs: readonly number[]) =>
      writeCsv(
        join(root, 'rows.csv'),
        ['x', 'y'],
        xs.map((x, i) => [x, 2 * (halves[i] ?? 0) + 0.25]),
      );
    write(values);
    const result = await evaluated(model('half.onnx'), { ...section, features: { X: 'x' } });
    expect(metric(result.metrics, 'mae').value).toBeCloseTo(0.25, 12);
    expect(metric(result.metrics, 'max_error').value).toBeCloseTo(0.25, 12);
    write([1, 70_000]);
    await expect(evaluated(model('half.onnx'), { ...section, features: { X: 'x' } })).rejects.toThrow(
      /row 2 has a value in the column x that the model's input X \(float16\) cannot hold/,
    );
  });

  it('with two matrices have a list of columns for each', async () => {
    const rows = [1, 2, 3].map((k) => [k, 2 * k, 3 * k, 4 * k, 5 * k, 3 * k - 12 * k + 1]);
    writeCsv(join(root, 'rows.csv'), ['a', 'b', 'c', 'd', 'e', 'y'], rows);
    const columns = { A: ['a', 'b'], B: ['c', 'd', 'e'] };
    const result = await evaluated(model('matrices.onnx'), { ...section, columns });
    expect(metric(result.metrics, 'mae').value).toBe(1);
    await expect(evaluated(model('matrices.onnx'), { ...section, columns: ['a', 'b'] })).rejects.toThrow(
      /several matrix inputs, and `columns` is one list/,
    );
  });
});

/** A .npy file of float32, version 1. */
function npy(path: string, shape: readonly number[], values: readonly number[]): void {
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const head = dict.padEnd(64 * Math.ceil((11 + dict.length) / 64) - 11, ' ');
  const size = Buffer.alloc(2);
  size.writeUInt16LE(head.length + 1);
  const data = Buffer.from(Float32Array.from(values).buffer);
  writeFileSync(
    path,
    Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), size, Buffer.from(`${head}\n`), data]),
  );
}

describe('images', () => {
  const section = { task: 'regression', target: 'y', metrics: ['mae'] };
  const image = (k: number) => Array.from({ length: 16 }, (_, i) => k + i / 16);
  const mean = (k: number) => k + 7.5 / 16;

  it('one .npy a row, beside a column', async () => {
    const rows = [1, 2, 3].map((k) => {
      npy(join(root, `image-${k}.npy`), [1, 4, 4], image(k));
      return [`image-${k}.npy`, 2, 2 * mean(k) + 0.25];
    });
    writeCsv(join(root, 'rows.csv'), ['file', 'factor', 'y'], rows);
    const result = await evaluated(model('image.onnx'), { ...section, features: { image: 'file' } });
    expect(metric(result.metrics, 'mae').value).toBeCloseTo(0.25, 6);
  });

  it('one .npy with all rows; another number of rows is refused', async () => {
    const rows = [1, 2, 3].map((k) => [2, 2 * mean(k) + 0.5]);
    writeCsv(join(root, 'rows.csv'), ['factor', 'y'], rows);
    npy(join(root, 'all.npy'), [3, 1, 4, 4], [1, 2, 3].flatMap(image));
    const features = { image: { npy: 'all.npy' } };
    const result = await evaluated(model('image.onnx'), { ...section, features, batch: 2 });
    expect(metric(result.metrics, 'mae').value).toBeCloseTo(0.5, 6);
    npy(join(root, 'all.npy'), [2, 1, 4, 4], [1, 2].flatMap(image));
    await expect(evaluated(model('image.onnx'), { ...section, features })).rejects.toThrow(
      /has 2 rows, and the dataset has 3/,
    );
  });
});

const people = { task: 'binary', target: 'late', metrics: ['roc_auc'], columns: ['age', 'income', 'member'] };
const usePeople = () => writeFileSync(join(root, 'rows.csv'), readFileSync(fixture('people.csv')));
const BINARY = fixture('binary_matrix.onnx');

describe('cost', () => {
  it('measures time, throughput, memory and size, and names the machine', async () => {
    usePeople();
    const metrics = [
      'latency_p50_ms',
      'load_time_ms',
      'throughput_rows_per_s',
      'peak_memory_bytes',
      'model_size_bytes',
    ];
    const result = await evaluated(BINARY, { ...people, metrics });
    for (const name of metrics) expect(metric(result.metrics, name).value).toBeGreaterThan(0);
    expect(metric(result.metrics, 'latency_p50_ms').interval).not.toBeNull();
    expect(metric(result.metrics, 'peak_memory_bytes').value).toBeGreaterThan(20e6);
    expect(result.machine).toMatchObject({
      node: process.version,
      onnxruntime: expect.stringMatching(/^\d+\./),
    });
  });
});

describe('behaviour', () => {
  const check = async (...behaviour: object[]) => {
    usePeople();
    return evaluated(BINARY, { ...people, behaviour });
  };
  it('passes what holds, and fails what does not, with count, share and rows', async () => {
    const result = await check(
      { name: 'older', directional: { age: { add: 10 } }, expect: 'rise' },
      { name: 'younger', directional: { age: { add: -10 } }, expect: 'not_fall' },
      { name: 'member', invariance: { member: { swap: [true, false] } }, bound: 0.01 },
      { name: 'income', invariance: { income: { permute: true } }, bound: 1, rows: 20 },
      { name: 'group', minimum: 'accuracy', where: 'age > 60', min: 0.99 },
    );
    expect(result.verdict).toBe('fail');
    const verdicts = Object.fromEntries((result.behaviour ?? []).map(({ name, verdict }) => [name, verdict]));
    expect(verdicts).toEqual({
      older: 'pass',
      younger: 'fail',
      member: 'fail',
      income: 'pass',
      group: 'fail',
    });
    const found = result.findings.find(({ subject }) => subject.slice === 'younger');
    expect(found).toMatchObject({ check: 'behaviour.directional', count: 200, share: 1 });
    expect(found?.where.length).toBe(5);
  });

  it('takes no vacuous check for a pass: nothing changed, no row, a column that the model does not read', async () => {
    const result = await check(
      { name: 'same', invariance: { age: { add: 0 } } },
      { name: 'none', invariance: { age: { add: 1 } }, where: 'age > 1000' },
      { name: 'unread', invariance: { city: { set: 'Bonn' } } },
    );
    expect((result.behaviour ?? []).map(({ verdict }) => verdict)).toEqual(['error', 'error', 'error']);
  });

  it('compares golden examples, and refuses columns that are not there', async () => {
    const result = await check({
      name: 'known',
      tolerance: 0.5,
      golden: [
        { inputs: { age: 80, income: 90, member: true }, expected: 0.99 },
        { inputs: { age: 18, income: 10, member: false }, expected: 0.9 },
      ],
    });
    expect(result.behaviour?.[0]).toMatchObject({ verdict: 'fail', n: 2, failed: 1 });
    await expect(check({ name: 'typo', golden: [{ inputs: { agee: 1 }, expected: 1 }] })).rejects.toThrow(
      /agee, which is no column[\s\S]*did you mean age/,
    );
    await expect(check({ name: 'typo', invariance: { agee: { add: 1 } } })).rejects.toThrow(
      /did you mean age/,
    );
  });

  it('reads golden examples from a file, with labels as they are written', async () => {
    const { rows } = expected.lightgbm;
    const columns = ['a', 'b', 'c', 'd'];
    writeCsv(
      join(root, 'rows.csv'),
      [...columns, 'kind'],
      rows.map((row, i) => [...row, expected.lightgbm.labels[i]]),
    );
    const said = expected.lightgbm.p.map(
      (scores) => expected.lightgbm.classes[scores.indexOf(Math.max(...scores))] ?? '',
    );
    const check = async (labels: readonly string[]) => {
      writeCsv(
        join(root, 'golden.csv'),
        [...columns, 'expected_label'],
        rows.slice(0, 5).map((row, i) => [...row, labels[i]]),
      );
      const section = { task: 'multiclass', target: 'kind', columns, metrics: ['accuracy'] };
      const behaviour = [{ name: 'known', golden: 'golden.csv' }];
      const result = await evaluated(model('lightgbm.onnx'), { ...section, behaviour });
      return result.behaviour?.[0];
    };
    expect(await check(said)).toMatchObject({ verdict: 'pass', n: 5, failed: 0 });
    expect(await check([said[0] ?? '', 'yes', 'no', 'yes', 'no'])).toMatchObject({
      verdict: 'fail',
      n: 5,
      failed: 4,
    });
  });

  it('asks a minimum on data of its own, and never passes where there is none', async () => {
    usePeople();
    const lines = readFileSync(fixture('people.csv'), 'utf8').trim().split('\n');
    const found = (rows: readonly string[]) => {
      writeFileSync(join(root, 'hard.csv'), `${[lines[0], ...rows].join('\n')}\n`);
      return evaluated(BINARY, {
        ...people,
        behaviour: [{ name: 'hard', minimum: 'accuracy', data: 'hard.csv', min: 0.99 }],
      });
    };
    const right = (await found(lines.slice(1, 40))).behaviour?.[0];
    expect(right).toMatchObject({ verdict: 'fail', n: 39 });
    const none = await found([]).catch((error: unknown) => error);
    expect(none instanceof Error ? none.message : none).not.toMatchObject({ verdict: 'pass' });
  });

  it('fails the gate, as do failing tests; a file without tests is an error', async () => {
    usePeople();
    const junit = (inside: string) =>
      writeFileSync(join(root, 'junit.xml'), `<testsuites><testsuite>${inside}</testsuite></testsuites>`);
    const rules = { gate: { rules: ['roc_auc min 0.5'] } };
    const gated = async (behaviour: object[]) => {
      await evaluated(BINARY, { ...people, behaviour, junit: 'junit.xml' }, rules);
      return (await call(gate as Command, {})) as GateResult;
    };
    junit('<testcase name="a"/><testcase name="b"><skipped/></testcase>');
    expect((await gated([])).verdict).toBe('pass');
    const broken = await gated([{ name: 'member', invariance: { member: { swap: [true, false] } } }]);
    expect(broken.verdict).toBe('fail');
    expect(broken.rules).toContainEqual(
      expect.objectContaining({ metric: 'behaviour.member', verdict: 'fail' }),
    );
    junit('<testcase name="a"/><testcase classname="t" name="b"><failure message="1 &lt; 2"/></testcase>');
    const failed = await gated([]);
    expect(failed.verdict).toBe('fail');
    expect(failed.rules).toContainEqual(
      expect.objectContaining({ metric: 'tests.junit.xml', slice: 't.b', message: '1 < 2' }),
    );
    junit('');
    expect((await gated([])).verdict).toBe('error');
  });
});
