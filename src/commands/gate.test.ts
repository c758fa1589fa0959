import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { host } from '../../test/support/host.js';
import { AssayError, type Context, sha256, silentLog } from '../base/index.js';
import { initRegistry, type Manifest, openRegistry } from '../registry/index.js';
import { BARE_MANIFEST } from '../registry/testing/make.js';
import { type EvaluateResult, type GateResult, type Metric, readResultFile } from '../results/index.js';
import type { Outcome } from './command.js';
import gate from './gate.js';
import { COMMANDS } from './index.js';
import { checkOptions, type RawOptions } from './options.js';

const top = mkdtempSync(join(tmpdir(), 'assay-gate-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(top, 'repo-'));
});

const context = (): Context => ({
  cwd: root,
  env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
  now: () => new Date('2026-01-02T03:04:05Z'),
  signal: new AbortController().signal,
  log: silentLog,
});
const file = (name: string, content: string | object) =>
  writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content));

async function call(raw: RawOptions): Promise<{ result: GateResult; outcome: Outcome }> {
  const options = checkOptions(gate, raw, 'cli');
  const outcome = await gate.run({ ctx: context(), host, options, args: [] });
  if (outcome.result.command !== 'gate') throw new Error(outcome.result.command);
  return { result: outcome.result, outcome };
}
async function refused(raw: RawOptions): Promise<string> {
  const error: unknown = await call(raw).catch((thrown: unknown) => thrown);
  if (!(error instanceof AssayError)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  expect(error.kind).toBe('usage');
  return error.message;
}

describe('two metric files, without assay.yaml', () => {
  it('gives a verdict, and writes it', async () => {
    file('new.json', { roc_auc: 0.84, 'macro avg': { 'f1-score': 0.7 }, note: 'x' });
    file('old.json', { roc_auc: 0.85, 'macro avg': { 'f1-score': 0.6 } });
    const { result, outcome } = await call({
      candidate: 'new.json',
      baseline: 'old.json',
      rule: ['roc_auc max_drop 0.01', '"macro avg.f1-score" min_gain 0.2'],
    });
    expect(result).toMatchObject({
      verdict: 'fail',
      summary: '2 rules: 1 failed, 1 passed',
      firstRun: false,
      baseline: { source: 'file:old.json', version: null, digest: null },
      rules: [
        { verdict: 'pass', delta: -0.01 },
        { verdict: 'fail', delta: 0.1 },
      ],
      inputs: [
        { name: 'candidate', path: 'new.json', size: 56 },
        { name: 'baseline', path: 'file:old.json' },
      ],
    });
    expect(result.notChecked).toEqual([
      'whether candidate and baseline were measured on the same examples',
      'whether differences exceed noise: 2 compared by point values, without an interval',
      "note of the candidate's file: text, which is not a number",
    ]);
    expect(outcome.outputs).toEqual({ 'rules-failed': '1', baseline: 'file:old.json', 'first-run': 'false' });
    expect(await readResultFile(join(root, '.assay/results/gate.json'))).toEqual(result);
  });

  it('reads the baseline from git, as the first example of the help does', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: root });
    git('init', '-q', '-b', 'main');
    file('metrics.json', { roc_auc: 0.85 });
    git('add', 'metrics.json');
    git('commit', '-qm', 'Add metrics');
    file('metrics.json', { roc_auc: 0.8 });
    const [line = ''] = gate.examples.map((example) => example.run);
    const [, candidate, baseline, rule] =
      /--candidate (\S+) --baseline (\S+) --rule "([^"]+)"/.exec(line) ?? [];
    const { result } = await call({ candidate, baseline, rule: [rule ?? ''] });
    expect(result.verdict).toBe('fail');
    expect(result.baseline?.source).toMatch(/^git:main:metrics\.json at [0-9a-f]{12}$/);
  });

  it.skipIf(!hasPython())('refuses to pass the NaN that Python wrote (needs python3)', async () => {
    const program =
      'import json, sys; json.dump({"roc_auc": float("nan"), "loss": float("inf")}, open(sys.argv[1], "w"))';
    execFileSync('python3', ['-c', program, join(root, 'metrics.json')]);
    const { result } = await call({
      candidate: 'metrics.json',
      rule: ['roc_auc min 0', 'loss max 100', 'roc_auc max 2 warn'],
    });
    expect(result.verdict).toBe('error');
    expect(result.rules.map(({ verdict, reason }) => [verdict, reason])).toEqual(
      Array(3).fill(['error', 'not_a_number']),
    );
    expect(result.metrics.map(({ candidate, note }) => [candidate, note])).toEqual([
      [null, 'undefined'],
      [null, 'undefined'],
    ]);
  });

  it('takes a row of a table, and --baseline-row another', async () => {
    file('log.csv', 'epoch,accuracy\n1,0.7\n2,0.9\n');
    const rule = ['accuracy max_drop 0'];
    expect(
      (await call({ candidate: 'log.csv', baseline: 'log.csv', rule, row: '1', 'baseline-row': 'epoch=2' }))
        .result.verdict,
    ).toBe('fail');
    const same = await call({ candidate: 'log.csv', baseline: 'log.csv', rule, row: '1' });
    expect(same.result.verdict).toBe('pass');
    expect(same.result.findings).toMatchObject([{ check: 'identical', verdict: 'skipped' }]);
    file('old.json', { accuracy: 0.8 });
    expect((await call({ candidate: 'log.csv', baseline: 'old.json', rule, row: '2' })).result.verdict).toBe(
      'pass',
    );
  });

  it('--explain shows numbers, formula and method', async () => {
    file('new.json', { rmse: 1.2, r2: null });
    file('old.json', { rmse: 1 });
    const rule = ['rmse max_drop_rel 10%', 'r2 min 0'];
    const { outcome } = await call({ candidate: 'new.json', baseline: 'old.json', rule, explain: true });
    expect(outcome.text).toBe(
      [
        'error: 2 rules: 1 could not be evaluated, 1 failed',
        'baseline: file:old.json',
        [
          'fail  rmse max_drop_rel 0.1 direction lower',
          '  rmse went from 1 to 1.2 (+0.2, worse); it may be worse than the baseline by at most 10% of |baseline|',
          '  formula: worse ≤ limit × |baseline|; where the baseline is 0 that allows no loss at all',
          '  method: point values, without an interval',
          '  worse = candidate − baseline = 1.2 − 1 = 0.2',
          '  allowed = 10% × |1| = 0.1',
          '  worse 0.2 > 0.1',
        ].join('\n'),
        [
          'error  r2 min 0 direction higher',
          '  r2 of the candidate is no value (the file holds null), so it cannot be tested for being at least 0',
          '  formula: candidate ≥ limit',
          '  not evaluated: not_a_number',
        ].join('\n'),
        [
          'not checked: whether candidate and baseline were measured on the same examples',
          'not checked: whether differences exceed noise: 1 compared by point values, without an interval',
        ].join('\n'),
        '',
      ]
        .join('\n\n')
        .replace(/\n\n$/, '\n'),
    );
  });

  it('reports the problems of rules, candidate and baseline at once', async () => {
    const message = await refused({
      candidate: 'none.json',
      baseline: 'v3',
      rule: ['roc_auc max_dorp 0.01', 'roc_auc min high'],
    });
    expect(message).toMatch(/max_dorp[\s\S]*high[\s\S]*version:3[\s\S]*none\.json/);
  });

  it('is a usage error where there is nothing to check or to compare with', async () => {
    file('new.json', { own: 1, roc_auc: 0.5 });
    expect(await refused({ candidate: 'new.json' })).toMatch(/there is no rule/);
    expect(await refused({ rule: ['own min 0'] })).toMatch(/run `assay evaluate` first/);
    expect(await refused({ candidate: 'new.json', rule: ['roc_auc max_drop 0.1'] })).toMatch(/none is named/);
    expect(
      await refused({ candidate: 'new.json', rule: ['own max_drop 0.1'], baseline: 'new.json' }),
    ).toMatch(/own is not in the catalogue[\s\S]*direction higher/);
    expect(
      await refused({ candidate: 'new.json', rule: ['roc_auc max_drop 0.1'], baseline: 'production' }),
    ).toMatch(/needs assay\.yaml/);
    expect(
      await refused({ candidate: 'new.json', rule: ['roc_auc min 0.1'], baseline: 'gone.json' }),
    ).toMatch(/gone\.json: the metrics file does not exist/);
  });

  it('warns where a rule turns a known metric round', async () => {
    file('new.json', { accuracy: 0.1 });
    file('old.json', { accuracy: 0.9 });
    const rule = ['accuracy max_drop 0.1 direction lower'];
    const { result } = await call({ candidate: 'new.json', baseline: 'old.json', rule });
    expect(result).toMatchObject({ verdict: 'warn', findings: [{ check: 'direction', verdict: 'warn' }] });
  });
});

const metric = (name: string, value: number | null, slice: string | null = null): Metric => ({
  name,
  slice,
  value,
  interval: null,
  intervalMethod: null,
  confidence: null,
  n: 100,
  direction: name === 'own' ? 'lower' : 'higher',
  undefined: value === null ? 'only one class' : null,
});
const DATA = sha256('data');
const CONFIG = `version: 1
model: flights
registry: registry
datasets: {test: {path: test.csv}}
evaluate: {task: binary, target: y, metrics: [roc_auc]}
gate:
  rules:
    - {metric: roc_auc, min: 0.6, max_drop: 0.01}
    - own max_drop 1 slice *
targets: {production: {folder: deploy}}
`;

describe('with assay.yaml', () => {
  const configure = (text = CONFIG) => file('assay.yaml', text);
  const evaluated = (changes: Partial<EvaluateResult> = {}, name?: string) => {
    const result: EvaluateResult = {
      schemaVersion: 1,
      command: 'evaluate',
      ...(name === undefined ? {} : { name }),
      verdict: 'pass',
      summary: 'done',
      run: { id: 'r1', attempt: 1, commit: null, config: null },
      time: '2026-01-01T00:00:00.000Z',
      durationMs: 1,
      inputs: [],
      findings: [],
      notChecked: [],
      artifacts: [],
      subject: 'candidate',
      task: 'binary',
      dataset: { name: 'test', path: 'test.csv', files: 1, rows: 100, columns: 2, sha256: DATA },
      model: null,
      predictions: null,
      metrics: [metric('roc_auc', 0.8), metric('own', 5, 'a'), metric('own', 6, 'b')],
      baseline: null,
      ...changes,
    };
    mkdirSync(join(root, '.assay/results'), { recursive: true });
    file(join('.assay/results', `${name === undefined ? 'evaluate' : `evaluate.${name}`}.json`), result);
  };
  const registry = async () => {
    await initRegistry('registry', root, context());
    return openRegistry('registry', root, context());
  };
  const register = async (metrics: Metric[], changes: Partial<Manifest> = {}, deploy = true) => {
    const open = await openRegistry('registry', root, context());
    const blob = await open.putBytes(Buffer.from(JSON.stringify(metrics)));
    const { version } = await open.register(
      {
        ...BARE_MANIFEST,
        model: 'flights',
        files: [{ role: 'model', name: 'model', file: 'model.onnx', ...blob }],
        data: [{ name: 'test', path: 'test.csv', sha256: DATA, rows: 100, columns: 2 }],
        metrics,
        authors: [],
        run: { id: 'r0', attempt: 1, commit: null, config: null },
        ...changes,
      },
      { actor: 'ada', run: 'r0' },
    );
    if (deploy) {
      await open.moveAlias('flights', 'production', {
        to: version,
        kind: 'promote',
        actor: 'ada',
        run: 'r0',
        approvals: [],
        reason: 'test',
        expectSeq: (await open.aliasLog('flights', 'production')).length,
      });
    }
    return version;
  };
  const before = [metric('roc_auc', 0.805), metric('own', 4, 'a'), metric('own', 6, 'b')];

  it('a first run warns, and the absolute rules still decide', async () => {
    configure();
    await registry();
    evaluated();
    const first = (await call({})).result;
    expect(first).toMatchObject({ verdict: 'warn', firstRun: true, baseline: null });
    expect(first.rules.map(({ slice, verdict, reason }) => [slice, verdict, reason])).toEqual([
      [null, 'pass', 'met'],
      [null, 'warn', 'no_baseline'],
      ['a', 'warn', 'no_baseline'],
      ['b', 'warn', 'no_baseline'],
    ]);
    evaluated({ metrics: [metric('roc_auc', 0.5), metric('own', 5, 'a')] });
    expect((await call({})).result.verdict).toBe('fail');
  });

  it('a registry that is not there is an error, never a first run', async () => {
    configure();
    evaluated();
    expect(await refused({})).toMatch(/there is no registry in registry/);
  });

  it('compares with the version in service where the data is the same', async () => {
    configure();
    await registry();
    evaluated();
    const { entry } = await register(before);
    const { result } = await call({});
    expect(result).toMatchObject({
      verdict: 'pass',
      baseline: { source: 'alias:production → flights v1', version: 1, digest: entry.digest },
    });
    expect(result.notChecked.join()).not.toContain('same examples');
  });

  it('refuses metrics of other data, with the reason, in the result', async () => {
    configure();
    await registry();
    evaluated();
    await register(before, {
      data: [{ name: 'test', path: 'x', sha256: sha256('other'), rows: 1, columns: 1 }],
    });
    const { result } = await call({});
    expect(result.verdict).toBe('error');
    expect(result.rules.map(({ reason }) => reason)).toEqual([
      'met',
      'different_data',
      'different_data',
      'different_data',
    ]);
  });

  it('prefers what evaluate recomputed on the same examples, unless the alias has moved', async () => {
    configure();
    await registry();
    const { entry } = await register(before, { data: [] });
    const recomputed = [metric('roc_auc', 0.9), metric('own', 4, 'a'), metric('own', 6, 'b')];
    const source = 'alias:production → flights v1';
    evaluated({ baseline: { source, version: 1, digest: entry.digest, metrics: recomputed } });
    const { result } = await call({});
    expect(result.verdict).toBe('fail');
    expect(result.rules[1]).toMatchObject({ baseline: 0.9, verdict: 'fail' });
    await register([metric('roc_auc', 0.7)], { data: [] });
    const moved = (await call({})).result;
    expect(moved.verdict).toBe('error');
    expect(moved.rules[1]?.message).toContain('is another version');
  });

  it('a version by number, and one that is not there', async () => {
    configure();
    await registry();
    evaluated();
    await register(before, {}, false);
    expect((await call({ baseline: 'version:1' })).result.verdict).toBe('pass');
    expect(await refused({ baseline: 'version:7' })).toMatch(/version 7 is not in the registry/);
  });

  it('a misspelt alias is an error, never a first run', async () => {
    configure();
    await registry();
    evaluated();
    expect(await refused({ baseline: 'prodution' })).toMatch(
      /there is no alias prodution[\s\S]*one of production/,
    );
  });

  it('the previous run that passed, of other runs than this one', async () => {
    configure();
    const open = await registry();
    evaluated();
    const { entry } = await register(before, {}, false);
    const run = { attempt: 1, commit: null, config: null };
    const entries = { model: 'flights', params: {}, metrics: before } as const;
    await open.recordRun({ ...entries, run: { ...run, id: 'r1' }, verdict: 'pass', version: null });
    await open.recordRun({ ...entries, run: { ...run, id: 'bad' }, verdict: 'fail', version: null });
    expect((await call({ baseline: 'previous' })).result).toMatchObject({ verdict: 'warn', firstRun: true });
    await open.recordRun({ ...entries, run: { ...run, id: 'r0' }, verdict: 'pass', version: entry.version });
    expect((await call({ baseline: 'previous' })).result).toMatchObject({
      verdict: 'pass',
      baseline: { source: 'previous → flights v1', version: 1 },
    });
  });

  it('a rule that the version in service had to pass, and that is gone, is a warning', async () => {
    configure();
    const open = await registry();
    evaluated();
    const first = (await call({})).result;
    const bytes = Buffer.from(JSON.stringify({ ...first, verdict: 'pass' }));
    const model = await open.putBytes(Buffer.from('model'));
    const evidence = await open.putBytes(bytes);
    await register(before, {
      files: [
        { role: 'model', name: 'model', file: 'model.onnx', ...model },
        { role: 'result', name: 'result:gate', file: 'gate.json', ...evidence },
      ],
    });
    expect((await call({})).result.verdict).toBe('pass');
    configure(CONFIG.replace('min: 0.6, ', '').replace('slice *', 'slice a'));
    const { result } = await call({});
    expect(result.verdict).toBe('warn');
    expect(result.findings.map(({ check, message }) => [check, message])).toEqual([
      ['removed_rule', expect.stringContaining('had to pass min on roc_auc (roc_auc)')],
      ['removed_rule', expect.stringContaining('had to pass max_drop on own (own on slice b)')],
    ]);
  });

  it('an evaluation that failed cannot pass', async () => {
    configure();
    await registry();
    await register(before);
    evaluated({ verdict: 'fail', summary: 'predictions are missing' });
    const { result } = await call({});
    expect(result).toMatchObject({
      verdict: 'error',
      summary: 'all 4 rules passed; also: evaluate',
      findings: [{ check: 'evaluate', verdict: 'error' }],
    });
  });

  it('a result of another run is refused', async () => {
    configure();
    await registry();
    evaluated({ run: { id: 'r0', attempt: 1, commit: null, config: null } });
    expect(await refused({})).toMatch(/is of another run/);
  });

  it('--name takes the evaluation of that name, and no other', async () => {
    configure();
    await registry();
    await register(before);
    evaluated();
    expect(await refused({ name: 'eu' })).toMatch(/no result of evaluate named eu/);
    evaluated({}, 'eu');
    expect((await call({ name: 'eu' })).result).toMatchObject({ name: 'eu', verdict: 'pass' });
  });

  it('--rule replaces the rules of the file, and says so', async () => {
    configure();
    file('new.json', { roc_auc: 0.9 });
    const { result } = await call({ candidate: 'new.json', rule: ['roc_auc min 0.5'] });
    expect(result).toMatchObject({ verdict: 'pass', baseline: null });
    expect(result.notChecked).toContain('the 2 rules of assay.yaml: --rule replaces them');
  });

  it('problems of rules in the file have line and column', async () => {
    configure(CONFIG.replace('own max_drop 1 slice *', 'own maxdrop 1'));
    await registry();
    evaluated();
    expect(await refused({})).toMatch(/assay\.yaml:9:7: gate\.rules\[1\]: rule `own maxdrop 1`/);
  });

  it('a training metrics file may be the candidate of a registered baseline', async () => {
    configure();
    await registry();
    await register([metric('roc_auc', 0.805)]);
    file('metrics.json', { roc_auc: 0.8 });
    const { result } = await call({ candidate: 'metrics.json', rule: ['roc_auc max_drop 0.01'] });
    expect(result.verdict).toBe('pass');
    expect(result.notChecked[1]).toBe('whether candidate and baseline were measured on the same examples');
  });
});

it('the table of commands says what the command says', () => {
  expect(COMMANDS['gate']?.summary).toBe(gate.summary);
});

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    return false;
  }
}

describe('tests of the user (--junit)', () => {
  it('are rules of the gate: failures fail it, what cannot be read is an error', async () => {
    file('m.json', { accuracy: 0.9 });
    const judged = async (...junit: string[]) =>
      (await call({ candidate: 'm.json', rule: ['accuracy min 0.8'], junit })).result;
    file('good.xml', '<testsuite tests="1"><testcase name="a"/></testsuite>');
    file('bad.xml', '<testsuite><testcase name="a"><failure message="0 > 1"/></testcase></testsuite>');
    expect((await judged('good.xml')).verdict).toBe('pass');
    const bad = await judged('*.xml');
    expect(bad.verdict).toBe('fail');
    expect(bad.rules.map(({ metric, slice, verdict }) => [metric, slice, verdict])).toEqual([
      ['accuracy', null, 'pass'],
      ['tests.bad.xml', null, 'fail'],
      ['tests.bad.xml', 'a', 'fail'],
      ['tests.good.xml', null, 'pass'],
    ]);
    expect((await judged('none.xml')).verdict).toBe('error');
    expect((await judged('absent/*.xml')).verdict).toBe('error');
  });
});
