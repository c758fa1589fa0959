/** The process of a model that starts before there is anything for it to do. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { compiled } from '../../test/support/compiled.js';
import { contextIn, host, writeCsv } from '../../test/support/evaluation.js';
import evaluate from './evaluate.js';
import { checkOptions } from './options.js';

const root = mkdtempSync(join(tmpdir(), 'assay-early-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const model = fileURLToPath(new URL('../../test/models/engine/fails.onnx', import.meta.url));
const pids = join(root, 'pids');

/** A program that says who it is, then does as `script` says. */
function program(script: string): string {
  const path = join(root, 'program.mjs');
  const say = `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n');`;
  writeFileSync(path, `${say}\n${script}`);
  return path;
}

async function evaluated(path: string, section: object = {}) {
  rmSync(pids, { force: true });
  writeCsv(
    join(root, 'rows.csv'),
    ['x', 'y'],
    [0, 1, 0, 1].map((x) => [x, 0.5]),
  );
  const evaluation = { task: 'regression', target: 'y', metrics: ['mae'], features: { X: 'x' }, ...section };
  const datasets = { test: { path: 'rows.csv' } };
  writeFileSync(
    join(root, 'assay.yaml'),
    JSON.stringify({ version: 1, model: 'm', datasets, evaluate: evaluation }),
  );
  const options = checkOptions(evaluate, { model }, 'cli');
  const { result } = await evaluate.run({
    ctx: { ...contextIn(root), program: path },
    host,
    options,
    args: [],
  });
  if (result.command !== 'evaluate') throw new TypeError('not a result of evaluate');
  return result;
}

/** Processes that were started, all of which must have ended. */
function ended(): number {
  const all = existsSync(pids) ? readFileSync(pids, 'utf8').trim().split('\n') : [];
  for (const pid of all) expect(() => process.kill(Number(pid), 0)).toThrow(/ESRCH/);
  return all.length;
}

it('ends before it was asked anything: a verdict, and no predictions', async () => {
  const result = await evaluated(program('process.stderr.write("no such library"); process.exit(3);'));
  expect(result.verdict).toBe('error');
  expect(result.findings[0]).toMatchObject({ check: 'model.crashed', verdict: 'error' });
  expect(result.findings[0]?.message).toMatch(/exit code 3: no such library/);
  expect(result).toMatchObject({ predictions: null, artifacts: [] });
  expect(ended()).toBe(1);
});

it('never answers: a verdict within the time of a batch', async () => {
  const result = await evaluated(program('setInterval(() => undefined, 1000);'), {
    limits: { batch: '500ms' },
  });
  expect(result.findings[0]).toMatchObject({ check: 'model.timeout', verdict: 'error' });
  expect(result).toMatchObject({ predictions: null, artifacts: [] });
  ended();
});

it('is ended where what is wrong with the data comes first', async () => {
  const hangs = program('setInterval(() => undefined, 1000);');
  await expect(evaluated(hangs, { target: 'z' })).rejects.toThrow(/the target z is no column/);
  ended();
});

it('dies in the middle of the rows: no predictions, not half of them', async () => {
  const main = JSON.stringify(join(await compiled(), 'main.js'));
  // The second batch is one too many.
  const script = `let runs = 0;
const send = process.send.bind(process);
process.send = (message, ...rest) =>
  message.reply?.type === 'run' && ++runs === 2 ? process.exit(9) : send(message, ...rest);
process.argv[1] = ${main};
await import(${main});`;
  const result = await evaluated(program(script), { batch: 1 });
  expect(result.findings[0]).toMatchObject({ check: 'model.crashed', verdict: 'error' });
  expect(result).toMatchObject({ predictions: null, artifacts: [] });
  expect(ended()).toBe(1);
});

it('is one process, and none is started early where models are timed', async () => {
  const main = JSON.stringify(join(await compiled(), 'main.js'));
  const real = `process.argv[1] = ${main};\nawait import(${main});`;
  expect((await evaluated(program(real))).verdict).toBe('pass');
  expect(ended()).toBe(1);
  const timed = { metrics: ['mae', 'latency_p50_ms'], latency: { warmup: 1, requests: 5 } };
  expect((await evaluated(program(real), timed)).verdict).toBe('pass');
  // One that times, then one that predicts.
  expect(ended()).toBe(2);
});
