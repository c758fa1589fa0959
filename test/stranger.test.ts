/** A stranger's repository: houses in a CSV file, a regression, other names. From `init` to a served model. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assay, BUNDLE, cleanEnvironment, must } from './support/program.js';
import { pythonWith } from './support/python.js';
import { resultProblems } from './support/schemas.js';

const python = await pythonWith('examples/flights/requirements.txt');

const TRAIN = `
import csv, os
import numpy as np
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import Ridge
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

with open(os.environ["ASSAY_DATASET_TRAIN"], newline="") as file:
    rows = list(csv.DictReader(file))
X = np.array([[float(r["Area"]), float(r["Rooms"]), r["Town"]] for r in rows], dtype=object)
y = np.array([float(r["Price"]) for r in rows])
columns = ColumnTransformer([("n", "passthrough", [0, 1]), ("t", OneHotEncoder(handle_unknown="ignore"), [2])])
model = Pipeline([("columns", columns), ("ridge", Ridge(float(os.environ.get("ASSAY_PARAM_ALPHA", "1"))))]).fit(X, y)
types = [("Area", FloatTensorType([None, 1])), ("Rooms", FloatTensorType([None, 1])), ("Town", StringTensorType([None, 1]))]
with open(os.path.join(os.environ["ASSAY_OUTPUT_DIR"], "model.onnx"), "wb") as file:
    file.write(to_onnx(model, initial_types=types).SerializeToString())
`;

/** Prices that follow area and town, with noise from a small generator, so that every run sees the same file. */
function houses(count: number): string {
  let state = 42;
  const next = () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const towns = ['Bern', 'Thun', 'Köniz'];
  const lines = ['HouseId,Area,Rooms,Town,Price'];
  for (let id = 1; id <= count; id += 1) {
    const area = 40 + Math.floor(next() * 160);
    const town = Math.floor(next() * 3);
    const price = 3000 * area + 40000 * (2 - town) + 60000 * (next() - 0.5);
    lines.push(`${id},${area},${1 + Math.floor(area / 30)},${towns[town]},${price.toFixed(2)}`);
  }
  return `${lines.join('\n')}\n`;
}

describe.skipIf(python.missing !== '')(
  `a stranger's repository${python.missing && ` (${python.missing})`}`,
  () => {
    let root: string;
    const env = cleanEnvironment({ PATH: `${python.bin}:${process.env['PATH']}` });
    const run = (...args: string[]) => assay(args, root, { env });
    const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);

    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), 'assay-stranger-'));
      await writeFile(join(root, 'houses.csv'), houses(3000));
      await writeFile(join(root, 'train.py'), TRAIN);
      await writeFile(join(root, '.gitignore'), '.assay/\nassay-registry/\ndeploy/\n');
      await must('git', ['init', '--quiet'], root, env);
      await must('git', ['add', '--all'], root, env);
      await must('git', ['commit', '--quiet', '--message', 'first'], root, env);
    });
    afterAll(() => rm(root, { recursive: true, force: true }));

    it('init finds data, target and task, writes what is missing, and overwrites nothing', async () => {
      const first = await run('init', '--model', 'house-price');
      expect(first).toMatchObject({ code: 0 });
      expect(first.stdout).toContain('assay.yaml');
      expect(first.stdout).toMatch(/the target is Price/);
      const config = await readFile(join(root, 'assay.yaml'), 'utf8');
      expect(config).toMatch(/task: regression/);
      expect(config).toMatch(/id: HouseId/);
      await must('git', ['add', '--all'], root, env);
      await must('git', ['commit', '--quiet', '--message', 'assay init'], root, env);
      const again = await run('init');
      expect(again.code).toBe(2);
      expect(again.stderr).toMatch(/exists already/);
      expect(await readFile(join(root, 'assay.yaml'), 'utf8')).toBe(config);
    });

    it('run ends honestly without a registry, and with a warning on a first run', async () => {
      const without = await run('run');
      expect(without.code, without.stdout + without.stderr).toBe(2);
      expect(without.stderr).toMatch(/assay registry init/);
      expect((await run('registry', 'init')).code).toBe(0);
      const first = await run('run');
      expect(first.code, first.stdout + first.stderr).toBe(0);
      const gate = JSON.parse(await readFile(join(root, '.assay/results/gate.json'), 'utf8'));
      expect(gate).toMatchObject({ verdict: 'warn', firstRun: true });
      expect(gate.rules.map((rule: { reason: string }) => rule.reason)).toContain('no_baseline');
      const evaluated = JSON.parse(await readFile(join(root, '.assay/results/evaluate.json'), 'utf8'));
      const r2 = evaluated.metrics.find(
        (metric: { name: string; slice: unknown }) => metric.name === 'r2' && metric.slice === null,
      );
      expect(r2.value).toBeGreaterThan(0.9);
    });

    it('registers, refuses what nobody approved, approves, deploys and serves exactly that', async () => {
      const version = await json('register');
      expect(version).toMatchObject({ version: 1, created: true });
      expect(await json('register')).toMatchObject({ version: 1, created: false });
      expect((await run('deploy', '--target', 'staging', '--version', '1')).code).toBe(1);
      const prefix = version.digest.slice('sha256:'.length, 'sha256:'.length + 12);
      for (const target of ['staging', 'production']) {
        const own = await run('approve', '--target', target, '--version', '1', '--digest', prefix);
        expect(own.code, own.stdout + own.stderr).toBe(1);
        const other = await run(
          'approve',
          '--target',
          target,
          '--version',
          '1',
          '--digest',
          prefix,
          '--actor',
          'rita',
        );
        expect(other.code, other.stdout + other.stderr).toBe(0);
        const deployed = await run('deploy', '--target', target, '--version', '1');
        expect(deployed.code, deployed.stdout + deployed.stderr).toBe(0);
      }
      const server = spawn(process.execPath, [BUNDLE, 'serve', '--target', 'production', '--port', '0'], {
        cwd: root,
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      try {
        const address = await listening(server.stderr);
        const metadata = await jsonOf(await fetch(`${address}/v2/models/house-price`));
        expect(metadata.parameters.assay_digest).toBe(version.digest);
        const answer = await fetch(`${address}/v2/models/house-price/infer`, {
          method: 'POST',
          body: JSON.stringify({
            inputs: [
              { name: 'Area', datatype: 'FP32', shape: [1, 1], data: [100] },
              { name: 'Rooms', datatype: 'FP32', shape: [1, 1], data: [4] },
              { name: 'Town', datatype: 'BYTES', shape: [1, 1], data: ['Bern'] },
            ],
          }),
        });
        expect(answer.status).toBe(200);
        const { outputs } = await jsonOf(answer);
        expect(Math.abs((outputs[0].data[0] ?? 0) - 380000)).toBeLessThan(10000);
      } finally {
        server.kill('SIGTERM');
        await once(server, 'exit');
      }
    });

    it('a second run compares with production on the same rows, and a worse model fails', async () => {
      const config = join(root, 'assay.yaml');
      const text = await readFile(config, 'utf8');
      await writeFile(
        config,
        text.replace('run: python train.py', 'run: python train.py\n  params: {alpha: 1000000}'),
      );
      const ran = await run('run');
      expect(ran.code, ran.stdout + ran.stderr).toBe(1);
      const gate = JSON.parse(await readFile(join(root, '.assay/results/gate.json'), 'utf8'));
      expect(gate).toMatchObject({ verdict: 'fail', firstRun: false });
      const comment = await run('comment', '--dry-run');
      expect(comment.stdout).toMatch(/rmse/);
    });

    it('explain shows the chain from the live model back to data, run and approval', async () => {
      const { code, stdout } = await run('explain', 'production');
      expect(code).toBe(0);
      for (const word of ['houses.train.csv', 'rita', 'train.py']) expect(stdout).toContain(word);
    });

    it('every result that was written names its published schema and fits it', async () => {
      const problems = await resultProblems(root);
      expect(Object.keys(problems)).toEqual(
        expect.arrayContaining(
          'validate train evaluate gate comment explain'.split(' ').map((name) => `${name}.json`),
        ),
      );
      expect(Object.values(problems).flat()).toEqual([]);
    });
  },
);

/** What the server answers, which the assertions look into. */
async function jsonOf(response: Response): Promise<{
  readonly parameters: { readonly assay_digest: string };
  readonly outputs: readonly [{ readonly data: readonly number[] }];
}> {
  return JSON.parse(await response.text());
}

/** Waits for the line that names the address. */
async function listening(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
    if (found) return found[0];
  }
  throw new Error(`the server said no address:\n${text}`);
}
