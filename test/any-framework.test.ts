/** A model that is no ONNX file: trained, predicted, gated against production and deployed by the user's own commands. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assay, cleanEnvironment, must } from './support/program.js';

const CONFIG = `version: 1
model: threshold
datasets:
  train: {path: train.csv, id: id}
  test: {path: test.csv, id: id}
train: {run: bash train.sh, inputs: [train.sh], params: {at: 50}, outputs: {model: model.txt}}
evaluate: {task: binary, target: bad, id: id, metrics: [accuracy, recall], run: bash predict.sh}
gate: {baseline: production, rules: [accuracy min 0.7, accuracy max_drop 0.02]}
targets:
  production: {folder: deploy, layout: plain, approvals: 1}
`;
const TRAIN = 'echo "$ASSAY_PARAM_AT" > "$ASSAY_OUTPUT_DIR/model.txt"\n';
const PREDICT = `at=$(cat "$ASSAY_MODEL")
(echo id,prediction; tail -n +2 "$ASSAY_DATASET" | awk -F, -v at="$at" '{print $1 "," ($2 > at ? 1 : 0)}') > "$ASSAY_PREDICTIONS"
`;

/** `bad` where the value is above 50, wrong in every tenth row. */
function table(from: number, rows: number): string {
  const lines = ['id,value,bad'];
  for (let i = from; i < from + rows; i += 1) {
    const value = (i * 37) % 101;
    const bad = value > 50 ? 1 : 0;
    lines.push(`${i},${value},${i % 10 === 0 ? 1 - bad : bad}`);
  }
  return `${lines.join('\n')}\n`;
}

describe('a model of any framework', () => {
  let root: string;
  const env = cleanEnvironment();
  const run = (...args: string[]) => assay(args, root, { env });
  const result = async (name: string) =>
    JSON.parse(await readFile(join(root, `.assay/results/${name}.json`), 'utf8'));

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'assay-any-'));
    const files = {
      'assay.yaml': CONFIG,
      'train.sh': TRAIN,
      'predict.sh': PREDICT,
      'train.csv': table(1, 500),
      'test.csv': table(1001, 500),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
    await writeFile(join(root, '.gitignore'), '.assay/\nassay-registry/\ndeploy/\n');
    await must('git', ['init', '--quiet'], root, env);
    await must('git', ['add', '--all'], root, env);
    await must('git', ['commit', '--quiet', '--message', 'first'], root, env);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('goes the whole way, and what is deployed are the bytes that were approved', async () => {
    expect((await run('registry', 'init')).code).toBe(0);
    const first = await run('run');
    expect(first.code, first.stdout + first.stderr).toBe(0);
    expect((await result('evaluate')).metrics[0]).toMatchObject({ name: 'accuracy', value: 0.9, n: 500 });
    const version = JSON.parse((await run('register', '--json')).stdout);
    const prefix = version.digest.slice(7, 19);
    expect(
      (
        await run(
          'approve',
          '--target',
          'production',
          '--version',
          '1',
          '--digest',
          prefix,
          '--actor',
          'rita',
        )
      ).code,
    ).toBe(0);
    const deployed = await run('deploy', '--target', 'production', '--version', '1');
    expect(deployed.code, deployed.stdout + deployed.stderr).toBe(0);
    expect(await readFile(join(root, 'deploy/threshold/1/model.txt'), 'utf8')).toBe('50\n');
  });

  it('is compared with production, which the same command predicts on the same rows', async () => {
    const worse = await run('run', '--param', 'at=90');
    expect(worse.code, worse.stdout + worse.stderr).toBe(1);
    const evaluated = await result('evaluate');
    expect(evaluated.baseline).toMatchObject({ version: 1, source: 'alias:production → threshold v1' });
    expect(evaluated.baseline.metrics[0]).toMatchObject({ name: 'accuracy', value: 0.9, n: 500 });
    const gate = await result('gate');
    expect(gate).toMatchObject({ verdict: 'fail', firstRun: false });
    expect(gate.rules.map((rule: { verdict: string }) => rule.verdict)).toEqual(['fail', 'fail']);
  });
});
