import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeStage, modelFile, type Stage, testContext } from '../../test/support/delivery.js';
import { type MlflowForTests, mlflowMissing, startMlflow } from '../../test/support/mlflow.js';
import { silentLog } from '../base/index.js';
import type { Host } from '../host/index.js';
import type { RunIdentity } from '../results/index.js';
import type { Command, Outcome } from './command.js';
import gate from './gate.js';
import { checkArguments, checkOptions, type RawOptions } from './options.js';
import promote from './promote.js';
import register from './register.js';

const host: Host = {
  kind: 'terminal',
  identity: async (_, config): Promise<RunIdentity> => ({ id: 'r1', attempt: 1, commit: null, config }),
  actor: async () => 'grace',
  authors: async () => ['ada'],
  runUrl: () => null,
  repositoryUrl: async () => null,
};

let stage: Stage;
let env: Record<string, string>;
let warnings: string[];
beforeEach(async () => {
  stage = await makeStage();
  warnings = [];
});
afterEach(() => rm(stage.root, { recursive: true, force: true }));
const at = (name: string): string => join(stage.root, name);
const configured = (mirror: string) =>
  writeFile(at('assay.yaml'), `version: 1\nmodel: m\nregistry: registry\nmirror: {mlflow: ${mirror}}\n`);

async function call(command: Command, raw: RawOptions): Promise<Outcome> {
  const options = checkOptions(command, raw, 'cli');
  const log = { ...silentLog, warn: (text: string) => warnings.push(text) };
  return command.run({
    ctx: testContext(stage.root, { env, log }),
    host,
    options,
    args: checkArguments(command, []),
  });
}

describe('a mirror that is not reached', () => {
  it('warns, and undoes nothing', async () => {
    env = {};
    await configured('{url: "http://127.0.0.1:1", token: "${TOKEN}"}');
    const version = await stage.add('times2');
    await stage.approve(version, 'champion');
    const { result } = await call(promote, { alias: 'champion', version: '1' });
    expect(result.verdict).toBe('pass');
    expect(result.notChecked.join()).toContain('the mirror in MLflow does not show v1');
    expect(warnings.join()).toContain('TOKEN');
    expect(await stage.registry.aliasLog('m', 'champion')).toHaveLength(1);
  });
});

describe.skipIf(mlflowMissing !== '')(`commands and a real MLflow server ${mlflowMissing}`, () => {
  let mlflow: MlflowForTests;
  beforeAll(async () => {
    mlflow = await startMlflow();
    await mlflow.python(`
import mlflow
mlflow.set_experiment("flights")
with mlflow.start_run() as run:
    mlflow.log_metric("roc_auc", 0.68)
    mlflow.log_artifact(${JSON.stringify(modelFile('times2'))}, "model")
c = mlflow.MlflowClient(); c.create_registered_model("flights")
c.create_model_version("flights", f"runs:/{run.info.run_id}/model", run.info.run_id)
c.set_registered_model_alias("flights", "production", 1)
`);
  }, 180_000);
  afterAll(() => mlflow?.stop());
  beforeEach(() => {
    env = { MLFLOW_TRACKING_URI: mlflow.url };
  });

  it('take the metrics of a model there as the baseline of the gate', async () => {
    await writeFile(at('metrics.json'), '{"roc_auc": 0.66}');
    const judged = async (rule: string) => {
      const raw = { candidate: 'metrics.json', baseline: 'models:/flights@production', rule: [rule] };
      return (await call(gate, raw)).result.verdict;
    };
    expect(await judged('roc_auc max_drop 0.01')).toBe('fail');
    expect(await judged('roc_auc max_drop 0.03')).toBe('pass');
  });

  it('register a model from there, and show versions and aliases there, once', async () => {
    await configured('{}');
    const first = await call(register, { file: 'models:/flights@production' });
    expect(first.result).toMatchObject({ verdict: 'pass', version: 1, created: true });
    const version = await stage.registry.version('m', 1);
    if (version === null) throw new Error('no version');
    const model = version.manifest.files.find(({ role }) => role === 'model');
    expect(Buffer.from(await stage.registry.getBytes(model?.sha256 ?? ''))).toEqual(
      await readFile(modelFile('times2')),
    );
    expect(version.manifest.metrics).toMatchObject([{ name: 'roc_auc', value: 0.68 }]);
    expect(version.manifest.files.map(({ name }) => name)).toContain('mlflow');
    expect((await call(register, { file: 'models:/flights@production' })).result).toMatchObject({
      created: false,
    });

    const judged = await stage.add('times3');
    await stage.approve(judged, 'champion');
    const moved = await call(promote, { alias: 'champion', version: '2' });
    expect(moved.result.notChecked.join()).toContain('without a condition (before: none, after: 2)');
    expect(warnings).toEqual([]);
    const seen = await mlflow.python(`
import mlflow, json
c = mlflow.MlflowClient(); v = c.get_model_version_by_alias("m", "champion")
print(json.dumps([v.tags["assay.digest"], c.get_run(c.get_model_version("m", "1").run_id).data.metrics, len(c.search_model_versions("name='m'"))]))
`);
    expect(JSON.parse(seen)).toEqual([judged.entry.digest, { roc_auc: 0.68 }, 2]);
  });
});
