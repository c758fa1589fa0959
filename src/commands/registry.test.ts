import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { AssayError, type Context, sha256, silentLog } from '../base/index.js';
import { readerPolicy, targetPolicy } from '../deployment/index.js';
import type { Host } from '../host/index.js';
import { openRegistry, type Registry } from '../registry/index.js';
import { testFolder } from '../registry/testing/make.js';
import { type Metric, type ResultOf, type RunIdentity, resultSchema, Workspace } from '../results/index.js';
import type { Command, Outcome } from './command.js';
import explain from './explain.js';
import gateCommand from './gate.js';
import history from './history.js';
import { COMMANDS } from './index.js';
import { checkArguments, checkOptions, type RawOptions } from './options.js';
import register from './register.js';
import registryCommand from './registry.js';

let root: string;
let remove: () => Promise<void>;
let attempt: number;
let authors: string[];
beforeEach(async () => {
  ({ folder: root, remove } = await testFolder());
  attempt = 1;
  authors = ['Ada'];
});
afterEach(() => remove());

const CONFIG = `version: 1
model: flight-delay
datasets: {train: {path: data/train.csv}, test: {path: data/test.csv}}
evaluate: {task: binary, target: late, metrics: [roc_auc]}
gate: {rules: ["roc_auc min 0.6", "brier max 0.3"]}
targets: {production: {folder: deploy}}
`;
const host: Host = {
  kind: 'terminal',
  identity: async (_, config): Promise<RunIdentity> => ({
    id: 'r1',
    attempt,
    commit: 'a'.repeat(40),
    dirty: true,
    config,
  }),
  actor: async () => 'ada',
  authors: async () => authors,
  runUrl: () => `https://github.com/o/r/actions/runs/1/attempts/${attempt}`,
  repositoryUrl: async () => 'https://github.com/o/r',
};
const context = (): Context => ({
  cwd: root,
  env: {},
  now: () => new Date('2026-01-02T03:04:05Z'),
  signal: new AbortController().signal,
  log: silentLog,
});

async function call(command: Command, raw: RawOptions = {}, args: string[] = []): Promise<Outcome> {
  const options = checkOptions(command, raw, 'cli');
  return command.run({ ctx: context(), host, options, args: checkArguments(command, args) });
}
async function refused(command: Command, raw: RawOptions = {}, args: string[] = []): Promise<string> {
  const error: unknown = await call(command, raw, args).catch((thrown: unknown) => thrown);
  if (!(error instanceof AssayError)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  expect(error.kind).toBe('usage');
  return error.message;
}

const metric = (name: string, value: number): Metric => ({
  name,
  slice: null,
  value,
  interval: [value - 0.01, value + 0.01],
  intervalMethod: 'test',
  confidence: 0.95,
  n: 1000,
  direction: 'higher',
  undefined: null,
});
const dataset = (name: string, content = name) => ({
  name,
  path: `data/${name}.csv`,
  files: 1,
  rows: 10,
  columns: 3,
  sha256: sha256(content),
});

/** What a run leaves in `.assay/`, with changes to single results. */
async function leaveRun(
  changes: { model?: string; gate?: object; train?: object; evaluate?: object; validate?: object } = {},
): Promise<Workspace> {
  await writeFile(join(root, 'assay.yaml'), CONFIG);
  const run = await host.identity(root, `sha256:${sha256(CONFIG)}`, null);
  const workspace = await Workspace.open(root, run);
  await writeFile(join(root, 'model.bin'), changes.model ?? 'weights');
  const model = await workspace.keepFile('model', join(root, 'model.bin'));
  const predictions = await workspace.keepBytes('predictions', 'predictions.parquet', 'scores');
  const profile = await workspace.keepBytes('profile:train', 'train.json', '{"profile":1}');
  const base = {
    schemaVersion: 1 as const,
    verdict: 'pass' as const,
    summary: 'as it should be',
    run,
    time: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    inputs: [],
    findings: [],
    notChecked: [],
    artifacts: [],
  };
  const results = [
    {
      ...base,
      command: 'validate',
      datasets: [dataset('train'), dataset('test')],
      checks: 3,
      artifacts: [profile],
      ...changes.validate,
    },
    {
      ...base,
      command: 'train',
      seeds: [
        { seed: 0, exitCode: 0, durationMs: 1, outputs: { model } },
        { seed: 1, exitCode: 0, durationMs: 1, outputs: {} },
      ],
      params: { trees: 100 },
      datasets: [dataset('train')],
      code: {
        command: 'python train.py',
        inputs: [{ path: 'train.py', sha256: sha256('x') }],
        environment: { python: '3.11' },
      },
      cache: { key: sha256('key'), hit: false, changed: [] },
      accelerators: {
        kind: 'cuda',
        devices: [{ index: 0, name: 'NVIDIA T4', memoryBytes: 1, driver: null }],
      },
      telemetry: {
        samples: 0,
        intervalMs: 1000,
        cpuPercentMax: null,
        memoryBytesMax: null,
        gpuUtilizationPercentMean: null,
        gpuMemoryBytesMax: null,
      },
      ...changes.train,
    },
    {
      ...base,
      command: 'evaluate',
      subject: 'candidate',
      task: 'binary',
      dataset: dataset('test'),
      model: { sha256: model.sha256, size: model.size },
      predictions,
      metrics: [metric('roc_auc', 0.7), metric('brier', 0.2)],
      baseline: null,
      ...changes.evaluate,
    },
    {
      ...base,
      command: 'gate',
      baseline: null,
      firstRun: true,
      rules: [
        {
          metric: 'roc_auc',
          slice: null,
          operator: 'min',
          limit: 0.6,
          severity: 'error',
          direction: 'higher',
          candidate: 0.7,
          baseline: null,
          n: 1000,
          delta: null,
          interval: null,
          verdict: 'pass',
          reason: 'met',
          message: 'roc_auc is 0.7, at least 0.6',
        },
      ],
      metrics: [
        {
          name: 'roc_auc',
          slice: null,
          direction: 'higher',
          n: 1000,
          baseline: null,
          candidate: 0.7,
          delta: null,
          interval: null,
          note: 'new',
        },
      ],
      ...changes.gate,
    },
  ];
  for (const result of results) await workspace.write(resultSchema.parse(result));
  return workspace;
}

async function registered(outcome: Outcome): Promise<ResultOf<'register'>> {
  if (outcome.result.command !== 'register') throw new Error(outcome.result.command);
  return outcome.result;
}
const open = (): Promise<Registry> => openRegistry('assay-registry', root, context());

describe('register', () => {
  it('makes a version that holds everything, and the exact bytes of the evidence', async () => {
    const workspace = await leaveRun();
    await call(registryCommand, {}, ['init']);
    const outcome = await call(register);
    const result = await registered(outcome);
    expect(result).toMatchObject({ verdict: 'pass', model: 'flight-delay', version: 1, created: true });
    expect(outcome.outputs).toEqual({
      model: 'flight-delay',
      version: '1',
      digest: result.digest,
      created: 'true',
      'issue-url': '',
    });
    const registry = await open();
    const manifest = (await registry.version('flight-delay', 1))?.manifest;
    expect(manifest).toMatchObject({
      verdict: 'pass',
      authors: ['ada'],
      seeds: [0, 1],
      accelerators: ['NVIDIA T4'],
      params: { trees: 100 },
      environment: { python: '3.11' },
      parent: null,
      code: {
        repository: 'https://github.com/o/r',
        commit: 'a'.repeat(40),
        dirty: true,
        command: 'python train.py',
      },
      data: [{ name: 'test' }, { name: 'train' }],
      metrics: [
        { name: 'roc_auc', value: 0.7 },
        { name: 'brier', value: 0.2 },
      ],
    });
    expect(manifest?.files.map(({ role, name }) => `${role} ${name}`)).toEqual([
      'model model',
      'other config',
      'predictions predictions',
      'profile profile:train',
      'report report',
      'result result:evaluate',
      'result result:gate',
      'result result:train',
      'result result:validate',
    ]);
    for (const command of ['validate', 'train', 'evaluate', 'gate'] as const) {
      const file = manifest?.files.find(({ name }) => name === `result:${command}`);
      const bytes = await readFile(workspace.resultPath(command));
      expect(bytes.equals(await registry.getBytes(file?.sha256 ?? ''))).toBe(true);
    }
    expect(await registry.runs('flight-delay')).toMatchObject([
      { run: { id: 'r1' }, verdict: 'pass', version: 1 },
    ]);
    expect(await registry.verify()).toEqual([]);
  });

  it('gives the same version when the job is run again, also by another person, in a later attempt', async () => {
    await leaveRun();
    await call(registryCommand, {}, ['init']);
    const first = await registered(await call(register));
    expect(await registered(await call(register))).toMatchObject({
      version: 1,
      digest: first.digest,
      created: false,
    });
    attempt = 2;
    authors = ['Ada', 'Rerunner'];
    expect(await registered(await call(register))).toMatchObject({
      version: 1,
      digest: first.digest,
      created: false,
    });
    const registry = await open();
    expect(await registry.versions('flight-delay')).toHaveLength(1);
    expect(await registry.runs('flight-delay')).toHaveLength(1);
  });

  it.each([
    ['gate', 'fail'],
    ['gate', 'error'],
    ['validate', 'fail'],
    ['train', 'error'],
  ] as const)('makes no version where %s said %s, and notes the run', async (command, verdict) => {
    await leaveRun({ [command]: { verdict, summary: '1 of 5 failed' } });
    await call(registryCommand, {}, ['init']);
    const outcome = await call(register);
    expect(await registered(outcome)).toMatchObject({
      verdict: 'fail',
      version: null,
      digest: null,
      created: false,
      findings: [{ message: `${command} said ${verdict}: 1 of 5 failed` }],
    });
    const registry = await open();
    expect(await registry.versions('flight-delay')).toEqual([]);
    expect(await registry.runs('flight-delay')).toMatchObject([{ version: null }]);
    expect(await registry.verify()).toEqual([]);
  });

  it.each(['warn', 'inconclusive'] as const)(
    'registers a verdict of %s, and the version says so',
    async (verdict) => {
      await leaveRun({ gate: { verdict } });
      await call(registryCommand, {}, ['init']);
      expect(await registered(await call(register))).toMatchObject({ version: 1 });
      expect((await (await open()).version('flight-delay', 1))?.manifest.verdict).toBe(verdict);
    },
  );

  it('refuses results that do not belong together, all reasons at once', async () => {
    await leaveRun({
      evaluate: { model: { sha256: sha256('other'), size: 5 }, metrics: [metric('roc_auc', 0.8)] },
      validate: { datasets: [dataset('train', 'changed')] },
    });
    await call(registryCommand, {}, ['init']);
    const message = await refused(register);
    expect(message).toContain('evaluate measured another model');
    expect(message).toContain('roc_auc was 0.7 for the gate and is 0.8 in evaluate');
    expect(message).toContain('dataset train changed between');
  });

  it('refuses a run without the gate that assay.yaml promises, and a missing registry', async () => {
    const workspace = await leaveRun();
    expect(await refused(register)).toContain('assay registry init');
    await call(registryCommand, {}, ['init']);
    await rm(workspace.resultPath('gate'));
    expect(await refused(register)).toContain('assay gate');
  });

  it('refuses an artifact that was changed after it was made', async () => {
    const workspace = await leaveRun();
    await call(registryCommand, {}, ['init']);
    const path = workspace.artifactPath(sha256('weights'));
    await writeFile(path, 'Weights');
    expect(await refused(register)).toContain('was changed after it was made');
    expect(await (await open()).versions('flight-delay')).toEqual([]);
  });

  it('names the baseline of the gate as parent', async () => {
    await leaveRun();
    await call(registryCommand, {}, ['init']);
    const { digest } = await registered(await call(register));
    await leaveRun({
      model: 'better',
      gate: { firstRun: false, baseline: { source: 'alias:production', version: 1, digest } },
    });
    expect(await registered(await call(register))).toMatchObject({ version: 2 });
    expect((await (await open()).version('flight-delay', 2))?.manifest.parent).toBe(digest);
  });

  it('registers any file without assay.yaml, with metrics as gate reads them', async () => {
    await writeFile(join(root, 'm.json'), '{"auc": 0.9, "bad": NaN}');
    await writeFile(join(root, 'model.pkl'), 'pickle');
    const raw = { model: 'churn', file: 'model.pkl', registry: 'models', metrics: 'm.json' };
    await call(registryCommand, { registry: 'models' }, ['init']);
    expect(await registered(await call(register, raw))).toMatchObject({
      version: 1,
      notChecked: [
        'the quality of the model: no gate judged it',
        'inputs and outputs of the model: it is no ONNX file',
      ],
    });
    const registry = await openRegistry('models', root, context());
    expect((await registry.version('churn', 1))?.manifest).toMatchObject({
      verdict: 'skipped',
      metrics: [
        { name: 'auc', value: 0.9 },
        { name: 'bad', value: null, undefined: 'NaN' },
      ],
    });
    // A gate of the same file judged metrics that may be of any model.
    await call(gateCommand, { candidate: 'm.json', rule: ['auc min 0.8 direction higher'] });
    expect((await registered(await call(register, raw))).notChecked).toContainEqual(
      expect.stringContaining('they came from a file'),
    );
    expect(await refused(register, { model: 'churn', registry: 'models', metrics: 'm.json' })).toContain(
      '--file',
    );
    expect(await refused(register, { ...raw, file: 'missing.pkl' })).toContain('does not exist');
    expect(await refused(register, { file: 'model.pkl' })).toContain('there is no assay.yaml');
    expect(await refused(register, { ...raw, model: 'Churn' })).toContain('only in case');
    expect(await refused(register, { ...raw, model: '../x' })).toContain('cannot be the name');
    for (const device of ['nul', 'COM1.v2']) {
      expect(await refused(register, { ...raw, model: device })).toContain(
        `"${device}" cannot be the name of a model: Windows takes it for a device`,
      );
    }
  });
});

describe('history and explain', () => {
  beforeEach(async () => {
    await leaveRun();
    await call(registryCommand, {}, ['init']);
    await call(register);
    const registry = await open();
    const version = await registry.version('flight-delay', 1);
    if (version === null) throw new Error('no version');
    const { digest } = version.entry;
    const decision = await registry.decide({
      decision: 'approve',
      model: 'flight-delay',
      version: 1,
      digest,
      target: 'production',
      verdict: 'pass',
      aliasSeq: 0,
      actor: 'rita',
      source: 'terminal',
      reason: 'looks\u001b[31m good',
      expires: null,
    });
    const move = { to: version, kind: 'deploy', actor: 'ada', run: 'r1', reason: '', expectSeq: 0 } as const;
    await registry.moveAlias('flight-delay', 'production', { ...move, approvals: [decision.id] });
    await leaveRun({ model: 'better', gate: { verdict: 'warn' } });
    await call(register);
  });

  it('list versions and runs, newest first', async () => {
    const { text, outputs, result } = await call(history);
    expect(outputs).toEqual({ versions: '2', latest: '2', runs: '2' });
    expect(result).toMatchObject({ command: 'history', verdict: 'pass', data: { model: 'flight-delay' } });
    const lines = text?.split('\n') ?? [];
    expect(lines[0]).toMatch(/^VERSION +VERDICT +ALIASES +WHEN \(UTC\) +BY +DIGEST +roc_auc +brier$/);
    expect(lines[1]).toMatch(/^v2 +warn +2026-01-02 03:04 +ada +[0-9a-f]{12} +0\.7 +0\.2$/);
    expect(lines[2]).toMatch(/^v1 +pass +production /);
    expect((await call(history, { limit: '1', metric: ['brier'] })).text).not.toMatch(/v1|roc_auc/);
  });

  it('walk from what production serves back to approval, gate, run, code and data', async () => {
    const { text, outputs } = await call(explain);
    expect(outputs?.['version']).toBe('1');
    for (const part of [
      'flight-delay v1  sha256:',
      'production since 2026-01-02 03:04',
      'approved for production by rita (terminal): looks',
      'deploy by ada, 1 approval, run r1',
      'pass: as it should be',
      'roc_auc is 0.7, at least 0.6',
      'python train.py',
      'with changes that were not committed',
      'data/train.csv',
      'NVIDIA T4',
      'may not approve: ada',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('\u001b');
    const v2 = (await call(explain, {}, ['v2'])).outputs;
    expect(v2).toMatchObject({ version: '2' });
    const digest = (v2?.['digest'] ?? '').slice('sha256:'.length, 'sha256:'.length + 8);
    expect((await call(explain, {}, [digest])).outputs).toEqual(v2);
    expect(await refused(explain, {}, ['v9'])).toContain('expected 1 to 2');
    expect(await refused(explain, {}, ['staging'])).toContain('production, or a version from 1 to 2');
    expect(await refused(explain, { model: 'other' })).toContain('it has flight-delay');
  });

  it('give the report that was registered', async () => {
    await call(explain, { report: 'out.html' }, ['1']);
    expect(await readFile(join(root, 'out.html'), 'utf8')).toContain('<!doctype html>');
  });

  it('write a bill of materials and a model card', async () => {
    const { outputs } = await call(explain, { bom: 'bom.json', card: 'README.md' }, ['1']);
    const bom = JSON.parse(await readFile(join(root, 'bom.json'), 'utf8'));
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    expect(bom.metadata.component.modelCard.modelParameters.task).toBe('binary');
    const card = await readFile(join(root, 'README.md'), 'utf8');
    const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(card) ?? [];
    expect(parse(head)['model-index'][0].name).toBe('flight-delay v1');
    for (const part of [
      '# flight-delay v1',
      outputs?.['digest'] ?? '?',
      '## Evaluation',
      '| roc_auc | all | 0.7 |',
      '## Data',
      'data/train.csv',
      'python train.py',
      'NVIDIA T4',
      '## Decision',
      'as it should be',
      '| approve | production | rita |',
      'production since 2026-01-02 03:04',
      '## Limits and what was not checked',
      '## Signatures',
      'holds no signature',
    ]) {
      expect(body).toContain(part);
    }
    expect(card).not.toContain('\u001b');
  });

  it('warn in the card of a pickle, whose name is no Markdown', async () => {
    const name = 'm|<img src=x>[a](javascript:evil) @all.pkl';
    await writeFile(join(root, name), 'pickle');
    await writeFile(join(root, 'metrics.json'), '{"f1": 0.5}');
    await call(register, { file: name, metrics: 'metrics.json' });
    await call(explain, { card: 'README.md' }, ['3']);
    const card = await readFile(join(root, 'README.md'), 'utf8');
    expect(card).toContain('is a pickle. Whoever loads it runs the code in it.');
    // Outside of code spans nothing of the name is left that a reader of Markdown would act on.
    expect(card.replace(/(`+)[^`]+?\1/g, '')).not.toMatch(/(?<!\\)<img|\]\(javascript:evil|@all/);
  });
});

describe('registry', () => {
  it('init makes one, and again does nothing; only in a folder of its own', async () => {
    const raw = { registry: 'models' };
    expect((await call(registryCommand, raw, ['init'])).result).toMatchObject({ data: { created: true } });
    expect((await call(registryCommand, raw, ['init'])).result).toMatchObject({ data: { created: false } });
    await writeFile(join(root, 'train.py'), '');
    expect(await refused(registryCommand, { registry: '.' }, ['init'])).toContain('holds other files');
    for (const registry of ['gs://bucket/prefix', 'https://x/y']) {
      expect(await refused(registryCommand, { registry }, ['init'])).toContain('keeps registries in folders');
    }
    expect(await refused(registryCommand, { registry: 'none' }, ['verify'])).toContain('assay registry init');
    expect(await refused(registryCommand, raw, ['delete'])).toContain('one of init, doctor, verify, gc, log');
  });

  it('doctor proves the store, and verify names what is damaged', async () => {
    await leaveRun();
    await call(registryCommand, {}, ['init']);
    await call(register);
    const doctor = await call(registryCommand, {}, ['doctor']);
    expect(doctor.result).toMatchObject({ verdict: 'pass', data: { finding: { safe: true, writers: 32 } } });
    expect((await call(registryCommand, {}, ['verify'])).outputs).toEqual({ problems: '0' });
    const path = join(root, 'assay-registry', 'models', 'flight-delay', 'versions', '1.json');
    const bytes = await readFile(path, 'utf8');
    await chmod(path, 0o644);
    await writeFile(path, bytes.replace('"actor":"ada"', '"actor":"bob"'));
    const verify = await call(registryCommand, {}, ['verify']);
    expect(verify.result).toMatchObject({
      verdict: 'fail',
      findings: [{ where: [{ file: 'models/flight-delay/versions/1.json' }] }],
    });
    expect(verify.text).toContain('damaged: models/flight-delay/versions/1.json');
    const error: unknown = await call(history).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'environment' });
  });

  it('doctor tells the least rights of targets that lie in a bucket', async () => {
    await leaveRun();
    await call(registryCommand, {}, ['init']);
    const config = await readFile(join(root, 'assay.yaml'), 'utf8');
    const targets =
      'targets: {staging: {folder: out}, production: {folder: "s3://my-models/serving/production"}}';
    await writeFile(join(root, 'assay.yaml'), config.replace(/^targets: .*$/m, targets));
    const { result, text } = await call(registryCommand, {}, ['doctor']);
    const url = 's3://my-models/serving/production';
    expect(result).toMatchObject({
      data: {
        targets: [{ target: 'production', url, deployer: targetPolicy(url), server: readerPolicy(url) }],
      },
    });
    expect(text).toMatch(
      /^production +s3:\/\/my-models\/serving\/production\/ +list, read, create, remove +list, read$/m,
    );
  });

  it('log tells who did what, when and why', async () => {
    await leaveRun();
    await call(registryCommand, {}, ['init']);
    await call(register);
    const { text, result } = await call(registryCommand, {}, ['log']);
    expect(text).toMatch(/2026-01-02 03:04 +flight-delay +ada +register +v1/);
    expect(result).toMatchObject({ summary: expect.stringMatching(/^1 entry in/) });
    expect(await refused(registryCommand, { model: 'none' }, ['log'])).toContain('no model none');
  });

  it('gc shows its plan and changes nothing without --yes', async () => {
    await leaveRun();
    await call(registryCommand, {}, ['init']);
    await call(register);
    const registry = await open();
    await registry.putBytes(Buffer.from('never named'));
    const plan = await call(registryCommand, { 'keep-last': '1' }, ['gc']);
    expect(plan.result).toMatchObject({ verdict: 'pass', data: { removals: [], retire: [] } });
    await expect(call(registryCommand, { grace: '10m' }, ['gc'])).rejects.toThrow(/at least 1h/);
    await expect(call(registryCommand, { 'keep-last': '0' }, ['gc'])).rejects.toThrow(/at least 1/);
    const done = await call(registryCommand, { yes: true }, ['gc']);
    expect(done.result).toMatchObject({ verdict: 'pass', data: { removals: [] } });
    expect(await registry.verify()).toEqual([]);
  });

  it('export and import carry a version, and log tells it', async () => {
    await leaveRun();
    await call(registryCommand, {}, ['init']);
    await call(registryCommand, { registry: 'other' }, ['init']);
    await call(register);
    expect(await refused(registryCommand, {}, ['export'])).toContain('--file is missing');
    await call(registryCommand, { file: 'model.tar', version: ['1'] }, ['export']);
    const brought = await call(registryCommand, { file: 'model.tar', registry: 'other' }, ['import']);
    expect(brought.result).toMatchObject({ data: { versions: [{ version: 1, created: true }] } });
    const { text: chain } = await call(explain, { registry: 'other', html: 'chain.html' }, ['1']);
    expect(chain).toMatch(
      /^imported +2026-01-02 03:04 by ada: version \d+ of registry [0-9a-f]{12}, registered there /m,
    );
    expect(chain).toMatch(/^signed +no signature$/m);
    expect(await readFile(join(root, 'chain.html'), 'utf8')).toMatch(
      /imported[\s\S]*of registry [0-9a-f]{12}/,
    );
    const log = await call(registryCommand, { registry: 'other', kind: 'import', actor: 'ADA' }, ['log']);
    expect(log.result).toMatchObject({ data: { entries: [{ what: 'import', version: 1, actor: 'ada' }] } });
    const none = await call(registryCommand, { registry: 'other', until: '2020-01-01' }, ['log']);
    expect(none.result).toMatchObject({ data: { entries: [] } });
    expect(await refused(registryCommand, { since: 'yesterday' }, ['log'])).toContain('such as 2026-01-31');
    const other = await openRegistry('other', root, context());
    expect(await other.verify()).toEqual([]);
  });

  it('keeps its summaries and the table of commands alike', () => {
    for (const command of [register, history, explain, registryCommand]) {
      expect(COMMANDS[command.name]?.summary).toBe(command.summary);
    }
  });

  it('leaves no temporary file behind', async () => {
    await leaveRun();
    await call(registryCommand, {}, ['init']);
    await call(register);
    const files = await readdir(join(root, 'assay-registry'), { recursive: true });
    expect(files.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
