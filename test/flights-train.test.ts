/** The training program of the flights example: it runs under `assay train`, and its ONNX says what scikit-learn says. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type Context, silentLog } from '../src/base/index.js';
import train from '../src/commands/train.js';
import { loadOnnxRuntime, openDatabase } from '../src/engines/index.js';
import { trainResultSchema } from '../src/results/index.js';
import { host } from './support/host.js';
import { pythonWith } from './support/python.js';

const example = join(import.meta.dirname, '..', 'examples', 'flights');
const source = join(import.meta.dirname, '..', 'node_modules', 'vega-datasets', 'data', 'flights-3m.parquet');
const { python, bin, missing } = await pythonWith('examples/flights/requirements.txt');

// Each training starts Python and its packages anew.
vi.setConfig({ testTimeout: 300_000 });
const root = mkdtempSync(join(tmpdir(), 'flights-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const ctx: Context = {
  cwd: root,
  env: { ...process.env, PATH: [bin, process.env['PATH']].join(delimiter) },
  now: () => new Date(),
  signal: new AbortController().signal,
  log: silentLog,
};
const PARAMS = ['trees=12', 'rows=4000'];
async function run(
  options: { 'no-cache'?: boolean; param?: string[] } = {},
  env: Record<string, string> = {},
) {
  const common = { config: undefined, name: undefined, json: false, quiet: false, 'no-color': false };
  const { result } = await train.run({
    ctx: { ...ctx, env: { ...ctx.env, ...env } },
    host,
    options: { ...common, 'fail-on': 'fail', seed: undefined, 'no-cache': false, param: PARAMS, ...options },
    args: [],
  });
  return trainResultSchema.parse(result);
}

beforeAll(async () => {
  if (missing) return;
  for (const name of ['assay.yaml', 'train.py', 'requirements.txt'])
    cpSync(join(example, name), join(root, name));
  mkdirSync(join(root, 'data'));
  const db = await openDatabase(ctx);
  try {
    for (let month = 1; month <= 5; month += 1) {
      await db.run(`
        COPY (
          SELECT ${month} * 1000000 + row_number() OVER (ORDER BY date, origin, destination, delay) AS flight_id, date, hour(date)::INT AS hour,
                 dayofweek(date)::INT AS weekday, distance, origin, destination, delay, (delay >= 15)::INT AS late
          FROM read_parquet('${source.replaceAll("'", "''")}')
          WHERE date >= DATE '2001-0${month}-03' AND date < DATE '2001-0${month}-06'
        ) TO '${join(root, `data/2001-0${month}.parquet`).replaceAll("'", "''")}' (FORMAT parquet)`);
    }
  } finally {
    db.close();
  }
});

/** Trains in Python by the same functions, and gives what scikit-learn says of rows that it has not seen. */
const ORACLE = `
import json, os, sys
import train
features, labels = train.read(os.environ["TRAIN"], 4000, 0)
model = train.build(12, 0).fit(features, labels)
rows, _ = train.read(os.environ["TEST"], 500, 1)
rows[0, 3], rows[1, 4], rows[2, 3], rows[2, 4] = "???", "", "é", "abc"
with open("oracle.json", "w") as file:
    scores = model.predict_proba(rows)[:, 1].tolist()
    json.dump({"rows": rows.tolist(), "scores": scores, "labels": model.predict(rows).tolist()}, file)
`;
const oracleSchema = z.object({
  rows: z.array(z.tuple([z.number(), z.number(), z.number(), z.string(), z.string()])),
  scores: z.array(z.number()),
  labels: z.array(z.number()),
});

describe.skipIf(missing !== '')(
  `the training program of the flights example${missing ? ` (${missing})` : ''}`,
  () => {
    it('trains to a model whose ONNX says what scikit-learn says, also of unknown airports', async () => {
      const result = await run();
      expect(result).toMatchObject({
        verdict: 'pass',
        params: { trees: 12, rows: 4000 },
        cache: { hit: false },
      });
      expect(result.code.environment).toMatchObject({
        python: expect.stringMatching(/^Python 3/),
        'python packages': expect.stringMatching(/^sha256:/),
        'requirements.txt': expect.stringMatching(/^sha256:/),
      });

      writeFileSync(join(root, 'oracle.py'), ORACLE);
      const env = {
        ...ctx.env,
        TRAIN: join(root, 'data/2001-0[1-4].parquet'),
        TEST: join(root, 'data/2001-05.parquet'),
      };
      execFileSync(python, ['oracle.py'], { cwd: root, env, stdio: 'pipe' });
      const oracle = oracleSchema.parse(JSON.parse(readFileSync(join(root, 'oracle.json'), 'utf8')));

      const ort = await loadOnnxRuntime(ctx);
      const digest = result.seeds[0]?.outputs['model']?.sha256 ?? '';
      const session = await ort.InferenceSession.create(join(root, '.assay/artifacts/sha256', digest));
      const n = oracle.rows.length;
      const number = (index: 0 | 1 | 2) =>
        new ort.Tensor(
          'float32',
          Float32Array.from(oracle.rows, (row) => row[index]),
          [n, 1],
        );
      const text = (index: 3 | 4) =>
        new ort.Tensor(
          'string',
          oracle.rows.map((row) => row[index]),
          [n, 1],
        );
      const outputs = await session.run({
        hour: number(0),
        weekday: number(1),
        distance: number(2),
        origin: text(3),
        destination: text(4),
      });
      await session.release();
      const scores = outputs['probabilities'];
      expect(scores?.dims).toEqual([n, 2]);
      const differences = oracle.scores.map((score, row) =>
        Math.abs(Number(scores?.data[2 * row + 1]) - score),
      );
      expect(Math.max(...differences)).toBeLessThan(1e-5);
      expect(Array.from(outputs['label']?.data ?? [], Number)).toEqual(oracle.labels);
      // The test would also pass for a model that says the same of every flight.
      expect(new Set(oracle.scores).size).toBeGreaterThan(50);
    });

    it('gives the same bytes again, and restores them where nothing changed', async () => {
      const first = await run();
      // The order of Python's sets, which differs from process to process, must not show in the model.
      for (const PYTHONHASHSEED of ['1', '3']) {
        const again = await run({ 'no-cache': true }, { PYTHONHASHSEED });
        expect(again.cache.hit).toBe(false);
        expect(again.artifacts).toEqual(first.artifacts);
      }
      expect((await run()).cache.hit).toBe(true);
      const other = await run({ param: ['trees=13', 'rows=4000'] });
      expect(other.cache).toMatchObject({ hit: false, changed: ['param trees: 12 → 13'] });
      expect(other.artifacts[0]?.sha256).not.toBe(first.artifacts[0]?.sha256);
    });

    it('takes a missing package for a failure that names it', async () => {
      const bare = { ...ctx, env: { ...ctx.env, PYTHONPATH: join(root, 'shadow') } };
      mkdirSync(join(root, 'shadow/skl2onnx'), { recursive: true });
      writeFileSync(
        join(root, 'shadow/skl2onnx/__init__.py'),
        'raise ModuleNotFoundError("No module named \'skl2onnx\'")\n',
      );
      const { result } = await train.run({
        ctx: bare,
        host,
        options: {
          config: undefined,
          name: undefined,
          json: false,
          quiet: false,
          'no-color': false,
          'fail-on': 'fail',
          param: ['trees=1', 'rows=100'],
          'no-cache': true,
        },
        args: [],
      });
      expect(result).toMatchObject({
        verdict: 'fail',
        findings: [{ fix: expect.stringContaining('`skl2onnx`') }],
      });
    });
  },
);
