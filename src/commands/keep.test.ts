/**
 * What the registry keeps, on real parts: a git repository, a training program in a shell, a registry in a folder.
 * Runs are recorded, listed and compared; a version is rebuilt from its manifest.
 */
import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AssayError, type Context, type Log, silentLog } from '../base/index.js';
import { terminalHost } from '../host/terminal.js';
import { openRegistry, type Registry } from '../registry/index.js';
import { testFolder } from '../registry/testing/make.js';
import type { Command, Outcome } from './command.js';
import compare from './compare.js';
import explain from './explain.js';
import history from './history.js';
import { checkArguments, checkOptions, type RawOptions } from './options.js';
import register from './register.js';
import registryCommand from './registry.js';
import reproduce from './reproduce.js';
import runCommand from './run.js';
import train from './train.js';

const CONFIG = `version: 1
model: threshold
datasets:
  train: {path: data/train.csv, id: id}
  test: {path: data/test.csv, id: id}
train:
  run: bash train.sh
  inputs: [train.sh, extra.sh]
  params: {at: 50, noise: 0}
  outputs: {model: model.txt}
evaluate: {task: binary, target: bad, id: id, metrics: [roc_auc, accuracy], run: bash predict.sh}
gate: {rules: [accuracy min 0.7]}
`;
const TRAIN = `. ./extra.sh
for step in 1 2 3; do echo "{\\"step\\": $step, \\"loss\\": 0.$((9 - step)), \\"odd\\": NaN}" >> "$ASSAY_METRICS"; done
echo "$ASSAY_PARAM_AT" > "$ASSAY_OUTPUT_DIR/model.txt"
if [ "$ASSAY_PARAM_NOISE" = 1 ]; then date +%s%N >> "$ASSAY_OUTPUT_DIR/model.txt"; fi
`;
const PREDICT = `at=$(head -1 "$ASSAY_MODEL")
(echo id,score; tail -n +2 "$ASSAY_DATASET" | awk -F, -v at="$at" '{s = 0.5 + ($2 - at) / 200; print $1 "," s}') > "$ASSAY_PREDICTIONS"
`;

function table(from: number, rows: number): string {
  const lines = ['id,value,bad'];
  for (let i = from; i < from + rows; i += 1) {
    const value = (i * 37) % 101;
    const bad = value > 50 ? 1 : 0;
    lines.push(`${i},${value},${i % 10 === 0 ? 1 - bad : bad}`);
  }
  return `${lines.join('\n')}\n`;
}

let root: string;
let remove: () => Promise<void>;
let logged: string[] = [];
const env = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  USER: 'ada',
};
const log: Log = { ...silentLog, warn: (line) => logged.push(line) };
const context = (more: Partial<Context> = {}): Context => ({
  cwd: root,
  env,
  now: () => new Date(),
  signal: new AbortController().signal,
  log,
  ...more,
});
async function call(
  command: Command,
  raw: RawOptions = {},
  args: string[] = [],
  more: Partial<Context> = {},
): Promise<Outcome> {
  const ctx = context(more);
  return command.run({
    ctx,
    host: terminalHost(ctx),
    options: checkOptions(command, raw, 'cli'),
    args: checkArguments(command, args),
  });
}
async function refused(command: Command, raw: RawOptions, args: string[]): Promise<string> {
  const error: unknown = await call(command, raw, args).catch((thrown: unknown) => thrown);
  if (!(error instanceof AssayError)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error.message;
}
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, env, encoding: 'utf8' });
const open = (): Promise<Registry> => openRegistry('assay-registry', root, context());
const worktrees = () => git('worktree', 'list').trim().split('\n').length;
const leftovers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('assay-reproduce-'));

async function repository(): Promise<void> {
  ({ folder: root, remove } = await testFolder());
  await mkdir(join(root, 'data'));
  const files = {
    'assay.yaml': CONFIG,
    'train.sh': TRAIN,
    'extra.sh': 'EXTRA=1\n',
    'predict.sh': PREDICT,
    'requirements.txt': 'numpy==2.0\n',
    'data/train.csv': table(1, 200),
    'data/test.csv': table(1001, 300),
    '.gitignore': '.assay/\nassay-registry/\ndata/\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  await call(registryCommand, {}, ['init']);
}

beforeEach(() => {
  logged = [];
});

describe('run', () => {
  beforeAll(repository);
  afterAll(() => remove());

  it('asks for the registry of the baseline before it trains, and says why a step failed', async () => {
    const baseline = 'baseline: production, rules: [accuracy min 0.9999, roc_auc max 0.1]';
    const text = CONFIG.replace('rules: [accuracy min 0.7]', baseline);
    await writeFile(join(root, 'assay.yaml'), text.replace('model:', 'registry: elsewhere\nmodel:'));
    expect(await refused(runCommand, {}, [])).toMatch(/no registry in elsewhere.*registry init/s);
    expect(await readdir(join(root, '.assay')).catch(() => [])).not.toContain('outputs');
    await writeFile(join(root, 'assay.yaml'), text);
    const told: string[] = [];
    const { result } = await call(runCommand, {}, [], { log: { ...log, info: (line) => told.push(line) } });
    expect(result.verdict).toBe('fail');
    expect(told.join('\n')).toMatch(/accuracy is 0\.89, and must be at least 0\.9999/);
    expect(told.join('\n')).toMatch(/roc_auc is .*must be at most 0\.1/);
  });
});

describe('experiments', () => {
  beforeAll(async () => {
    await repository();
    for (const at of [50, 90, 30]) await call(runCommand, { param: [`at=${at}`], record: true });
  });
  afterAll(() => remove());

  it('are recorded whatever their verdict, with params, metrics over steps, data, code and artifacts', async () => {
    const runs = await (await open()).runs('threshold');
    expect(runs.map(({ params, verdict, version }) => [params['at'], verdict, version])).toEqual([
      [50, 'pass', null],
      [90, 'fail', null],
      [30, 'pass', null],
    ]);
    expect(runs[0]).toMatchObject({
      source: 'run',
      actor: 'ada',
      last: { loss: 0.6, odd: null },
      stages: [{ command: 'evaluate' }, { command: 'gate' }, { command: 'train' }, { command: 'validate' }],
      data: [
        { name: 'test', rows: 300 },
        { name: 'train', rows: 200 },
      ],
      code: { command: 'bash train.sh', commit: git('rev-parse', 'HEAD').trim(), folder: '' },
      artifacts: [{ name: 'model', file: 'model.txt' }],
    });
    expect(runs[0]?.files?.map(({ name }) => name)).toEqual(['steps', 'predictions', 'result:evaluate']);
    const registry = await open();
    const steps = await registry.getBytes(runs[0]?.files?.find(({ name }) => name === 'steps')?.sha256 ?? '');
    expect(Buffer.from(steps).toString()).toBe(
      '{"step":1,"loss":0.8,"odd":null}\n{"step":2,"loss":0.7,"odd":null}\n{"step":3,"loss":0.6,"odd":null}\n',
    );
    expect(await registry.verify()).toEqual([]);
  });

  it('are not recorded by the configuration alone in the job of a pull request', async () => {
    await writeFile(join(root, 'assay.yaml'), CONFIG.replace('  inputs:', '  record: true\n  inputs:'));
    const before = (await (await open()).runs('threshold')).length;
    await call(runCommand, {}, [], { env: { ...env, GITHUB_EVENT_NAME: 'pull_request' } });
    expect(await (await open()).runs('threshold')).toHaveLength(before);
    // A registry that is not there: the configuration alone warns, the option is an error.
    const text = CONFIG.replace('model: threshold', 'model: threshold\nregistry: elsewhere');
    await writeFile(join(root, 'assay.yaml'), text.replace('  inputs:', '  record: true\n  inputs:'));
    await call(runCommand);
    expect(logged.join()).toMatch(/the run was not recorded: .*no registry in elsewhere/);
    expect(await refused(runCommand, { record: true }, [])).toMatch(/no registry in elsewhere/);
    await writeFile(join(root, 'assay.yaml'), CONFIG);
    git('checkout', '--quiet', '.');
  });

  it.each([
    [{ where: ['params.at > 40'] }, [90, 50]],
    [{ where: ['params.at = 50'] }, [50]],
    [{ where: ['metrics.accuracy >= 0.7', 'params.at != 50'] }, [30]],
    [{ where: ['metrics.loss < 0.7'], sort: 'params.at' }, [30, 50, 90]],
    [{ where: ['actor ~ AD'], sort: '-params.at', limit: '2' }, [90, 50]],
    [{ status: 'fail' }, [90]],
    [{ actor: 'grace' }, []],
    [{ since: '1h' }, [30, 90, 50]],
    [{ since: '2100-01-01' }, []],
    [{ where: ['stages.gate = pass'] }, [30, 50]],
    // What has no value fulfils no condition.
    [{ where: ['metrics.odd != 1'] }, []],
    [{ where: ['params.nothing != 1'] }, []],
  ] as const)('are found by %j', async (raw, expected) => {
    const { result } = await call(history, raw as RawOptions);
    if (result.command !== 'history') throw new Error(result.command);
    const runs = result.data['runs'] as { params: { at: number } }[];
    expect(runs.map(({ params }) => params.at)).toEqual(expected);
    if (JSON.stringify(raw).includes('nothing')) expect(logged.join()).toMatch(/has params\.nothing/);
  });

  it('are listed as a table of chosen columns and as CSV', async () => {
    const { text = '' } = await call(history, {
      columns: 'params.at,metrics.accuracy,status',
      sort: 'params.at',
    });
    expect(text.split('\n').slice(-5)).toEqual([
      expect.stringMatching(/^RUN +params.at +metrics.accuracy +status$/),
      expect.stringMatching(/ 30 +0\.\d+ +pass$/),
      expect.stringMatching(/ 50 +0\.\d+ +pass$/),
      expect.stringMatching(/ 90 +0\.\d+ +fail$/),
      '',
    ]);
    const csv = (
      await call(history, { csv: true, sort: 'params.at', columns: 'params.at,metrics.odd,status' })
    ).text;
    expect(csv).toBe('params.at,metrics.odd,status\r\n30,,pass\r\n50,,pass\r\n90,,fail\r\n');
  });

  it.each([
    [{ where: ['accuracy > 1'] }, /there is no field "accuracy"/],
    [{ where: ['params.at'] }, /cannot be read/],
    [{ where: ['params.at > many'] }, /needs a number/],
    [{ sort: 'statsu' }, /did you mean status/],
    [{ since: 'yesterday' }, /is no time/],
    [{ limit: '-1' }, /--limit is -1/],
  ] as const)('refuse %j', async (raw, message) => {
    expect(await refused(history, raw as RawOptions, [])).toMatch(message);
  });

  it('are compared in pairs on the examples that both predicted', async () => {
    const ids = (await (await open()).runs('threshold')).map(({ id }) => id);
    const { result, text = '' } = await call(compare, {}, [ids[0] ?? '', ids[1] ?? '']);
    if (result.command !== 'compare') throw new Error(result.command);
    expect(result.notChecked).toEqual([]);
    expect(result.data['params']).toEqual([{ name: 'at', values: ['50', '90'] }]);
    expect(result.data['code']).toEqual([]);
    const metrics = result.data['metrics'] as {
      name: string;
      deltas: { delta: number; paired: { n: number } | null; significant: string | null }[];
    }[];
    const accuracy = metrics.find(({ name }) => name === 'accuracy');
    expect(accuracy?.deltas[0]).toMatchObject({ significant: 'worse', paired: { n: 300 } });
    // The same order of scores, so the same area.
    expect(metrics.find(({ name }) => name === 'roc_auc')?.deltas[0]).toMatchObject({
      delta: 0,
      significant: 'no',
    });
    expect(text).toMatch(/accuracy .*worse/);
    const page = join(root, '.assay/compare.html');
    const shown = await call(compare, { markdown: true, html: page }, [
      ids[0] ?? '',
      ids[1] ?? '',
      ids[2] ?? '',
    ]);
    expect(shown.text).toMatch(/\| accuracy \|/);
    expect(await readFile(page, 'utf8')).toMatch(/<title>.*threshold/);
  });

  it('are not compared in pairs on other examples, and the reason stands there', async () => {
    await writeFile(join(root, 'data/test.csv'), table(5001, 300));
    await call(runCommand, { record: true });
    const ids = (await (await open()).runs('threshold')).map(({ id }) => id);
    const { result } = await call(compare, {}, [ids[0] ?? '', ids.at(-1) ?? '']);
    expect(result.notChecked.join()).toMatch(/evaluated on different data/);
    if (result.command !== 'compare') throw new Error(result.command);
    expect(result.data['data']).toMatchObject([{ name: 'test' }]);
    expect(JSON.stringify(result.data['metrics'])).not.toMatch(/"paired":\{/);
    expect(await refused(compare, {}, [ids[0] ?? '', 'nothing'])).toMatch(/has no version|no alias nothing/);
  });
});

describe('a version', () => {
  beforeAll(async () => {
    await repository();
    // What no commit holds: a change, an untracked input, parameters of the call.
    await appendFile(join(root, 'train.sh'), 'echo changed >> "$ASSAY_OUTPUT_DIR/model.txt"\n');
    git('rm', '--quiet', '--cached', 'extra.sh');
    git('commit', '--quiet', '--message', 'forget extra.sh');
    await call(runCommand, { param: ['at=45'] });
    await call(register);
  });
  afterAll(() => remove());

  it('keeps what a rebuild needs: the diff, untracked inputs, lock files, metrics over steps', async () => {
    const registry = await open();
    const manifest = (await registry.version('threshold', 1))?.manifest;
    expect(manifest?.files.map(({ role, name }) => `${role} ${name}`)).toEqual(
      expect.arrayContaining([
        'other diff',
        'other source:extra.sh',
        'environment environment:requirements.txt',
        'other steps',
      ]),
    );
    expect(manifest?.code).toMatchObject({
      folder: '',
      dirty: true,
      untracked: [{ path: 'extra.sh' }],
      notKept: [],
    });
    const diff = await registry.getBytes(manifest?.code.diff?.sha256 ?? '');
    expect(Buffer.from(diff).toString()).toMatch(/^\+echo changed/m);
    expect(manifest?.last).toEqual({ loss: 0.6, odd: null });
    expect(await registry.verify()).toEqual([]);
  });

  it('comes out equal bit for bit, also after the code and the parameters have moved on', async () => {
    git('checkout', '--quiet', 'train.sh');
    await writeFile(join(root, 'train.sh'), 'exit 1\n');
    await writeFile(join(root, 'assay.yaml'), CONFIG.replace('at: 50', 'at: 99'));
    const { result, outputs, text } = await call(reproduce, {}, ['v1']);
    expect(result).toMatchObject({ verdict: 'pass', summary: 'threshold v1: equal bit for bit' });
    expect(outputs).toEqual({ equal: 'bits', version: '1' });
    expect(text).toMatch(/the environment is the same/);
    expect(worktrees()).toBe(1);
    expect(await leftovers()).toEqual([]);
    git('checkout', '--quiet', '.');
  });

  it('is rebuilt after --setup has run in the worktree; one that fails stops it before training', async () => {
    const marks = join(root, '.assay/setup.txt');
    const setup = `pwd > ${JSON.stringify(marks)}; test -f train.sh && test -f data/train.csv`;
    const { outputs } = await call(reproduce, { setup }, ['v1']);
    expect(outputs).toEqual({ equal: 'bits', version: '1' });
    const at = (await readFile(marks, 'utf8')).trim();
    expect(at).toMatch(/assay-reproduce-\w+\/tree$/);
    expect(await refused(reproduce, { setup: 'echo no such package; exit 7' }, ['v1'])).toMatch(
      /--setup "echo no such package; exit 7" ended with 7:\nno such package/,
    );
    expect([worktrees(), await leftovers()]).toEqual([1, []]);
  });

  it('finds what --link names, which git ignores; a path that leads out is refused', async () => {
    await mkdir(join(root, 'data/venv'), { recursive: true });
    await writeFile(join(root, 'data/venv/tool'), 'from the repository\n');
    const setup = 'test "$(cat data/venv/tool)" = "from the repository"';
    expect(await refused(reproduce, { setup }, ['v1'])).toMatch(/ended with 1/);
    const { outputs } = await call(reproduce, { setup, link: ['data/venv'] }, ['v1']);
    expect(outputs).toEqual({ equal: 'bits', version: '1' });
    // The link went with the worktree, and what it named did not.
    expect(await readFile(join(root, 'data/venv/tool'), 'utf8')).toBe('from the repository\n');
    expect(await refused(reproduce, { link: ['../elsewhere'] }, ['v1'])).toMatch(
      /leads out of the repository/,
    );
    expect([worktrees(), await leftovers()]).toEqual([1, []]);
    await rm(join(root, 'data/venv'), { recursive: true });
  });

  it('is not rebuilt from other data, and says which before anything runs', async () => {
    const before = await readFile(join(root, 'data/train.csv'), 'utf8');
    await appendFile(join(root, 'data/train.csv'), '9999,1,0\n');
    const message = await refused(reproduce, {}, ['v1']);
    expect(message).toMatch(
      /dataset train \(data\/train\.csv\) is not what the version was made from: here it is sha256:/,
    );
    expect(message).not.toMatch(/dataset test/);
    await rm(join(root, 'data/test.csv'));
    expect(await refused(reproduce, {}, ['v1'])).toMatch(/dataset test .*does not exist/);
    await writeFile(join(root, 'data/train.csv'), before);
    await writeFile(join(root, 'data/test.csv'), table(1001, 300));
    expect(worktrees()).toBe(1);
    expect(await leftovers()).toEqual([]);
  });

  it('warns where only the metrics are equal, and lists what differs in the environment', async () => {
    await call(runCommand, { param: ['noise=1'] });
    await call(register);
    const { result, text } = await call(reproduce, {}, ['v2']);
    expect(result).toMatchObject({
      verdict: 'warn',
      findings: [{ check: 'reproduce.output', verdict: 'warn' }],
    });
    expect(result.summary).toMatch(/metrics are equal, other bytes/);
    expect(text).toMatch(/model +[0-9a-f]{12} +[0-9a-f]{12} +no/);
  });

  it('asks for no baseline, whose registry may not be found from the worktree', async () => {
    const bare = `${root}.git`;
    execFileSync('git', ['init', '--quiet', '--bare', bare]);
    try {
      git('remote', 'add', 'origin', `../${basename(bare)}`);
      await writeFile(join(root, 'assay.yaml'), CONFIG.replace('version: 1', 'version: 1\nregistry: git'));
      git('commit', '--quiet', '--all', '--message', 'keep it in git');
      await call(registryCommand, {}, ['init']);
      await call(runCommand);
      await call(register);
      expect((await call(reproduce, {}, ['v1'])).outputs).toEqual({ equal: 'bits', version: '1' });
    } finally {
      git('remote', 'remove', 'origin');
      await rm(bare, { recursive: true, force: true });
    }
  });

  it('fails where a metric comes out different, and where training fails', async () => {
    // Training that reads what no manifest names.
    await writeFile(join(root, '.git/secret-input'), '20');
    await writeFile(
      join(root, 'train.sh'),
      `cat ${JSON.stringify(join(root, '.git/secret-input'))} > "$ASSAY_OUTPUT_DIR/model.txt"\n`,
    );
    await writeFile(join(root, 'assay.yaml'), CONFIG.replace('min 0.7', 'min 0.1'));
    git('commit', '--quiet', '--all', '--message', 'depend on the machine');
    await call(runCommand, { 'no-cache': true });
    await call(register);
    await writeFile(join(root, '.git/secret-input'), '99');
    const { result, text } = await call(reproduce, {}, ['v3']);
    expect(result).toMatchObject({ verdict: 'fail', summary: 'threshold v3: different' });
    expect(text).toMatch(/accuracy .* different/);
    await rm(join(root, '.git/secret-input'));
    const failed = await call(reproduce, {}, ['v3']);
    expect(failed.result).toMatchObject({ verdict: 'fail' });
    expect(failed.result.summary).toMatch(/training failed in the rebuild/);
    expect(worktrees()).toBe(1);
  });

  it('is explained on one page that needs nothing else', async () => {
    const page = join(root, '.assay/explain.html');
    const { text } = await call(explain, { html: page }, ['v1']);
    expect(text).toMatch(/changes .*kept/);
    const html = await readFile(page, 'utf8');
    expect(html).toMatch(/<h1>.*threshold v1/);
    expect(html).toMatch(/extra\.sh/);
    expect(html).not.toMatch(/<(script|link|img)/);
  });

  it('is not made with a secret in what was not committed', async () => {
    await appendFile(join(root, 'train.sh'), '# token ghp_abcdefghijklmnopqrstuvwxyz0123456789\n');
    await writeFile(join(root, 'extra.sh'), 'PASSWORD="hunter2hunter2"\n');
    const { result } = await call(train, { 'no-cache': true });
    expect(logged.join('\n')).toMatch(/train\.sh holds what looks like a GitHub token/);
    expect(logged.join('\n')).toMatch(/extra\.sh holds what looks like a password/);
    if (result.command !== 'train') throw new Error(result.command);
    expect(result.code.diff).toBeNull();
    expect(result.code.untracked).toEqual([]);
    expect(JSON.stringify(result)).not.toMatch(/ghp_|hunter2/);
    expect(result.notChecked.join()).toMatch(/train\.sh holds what looks like a GitHub token/);
  });
});
