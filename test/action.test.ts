/** The shell of GitHub Actions: the bundle, run with the variables and files that a runner gives, and nothing else. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLE, cleanEnvironment, type Ran, run } from './support/program.js';

let root: string;
let count = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-action-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Stepped extends Ran {
  readonly outputs: Readonly<Record<string, string>>;
  readonly folder: string;
}
type Inputs = Readonly<Record<string, string>>;

/** A folder with two metrics files: the candidate is worse by 0.1. */
function workspace(): string {
  count += 1;
  const folder = join(root, String(count));
  mkdirSync(folder);
  writeFileSync(join(folder, 'metrics.json'), '{"roc_auc": 0.8}');
  writeFileSync(join(folder, 'base.json'), '{"roc_auc": 0.9}');
  return folder;
}

async function step(args: string[], env: Record<string, string>, folder = workspace()): Promise<Stepped> {
  const output = join(folder, 'output');
  writeFileSync(output, '');
  const ran = await run(process.execPath, [BUNDLE, ...args], folder, {
    ...cleanEnvironment(),
    GITHUB_ACTIONS: 'true',
    GITHUB_RUN_ID: '5',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_JOB: 'check',
    GITHUB_ACTOR: 'dana',
    GITHUB_REPOSITORY: 'octo/flights',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_WORKSPACE: folder,
    GITHUB_OUTPUT: output,
    GITHUB_STATE: '',
    ...env,
  });
  return { ...ran, folder, outputs: outputsOf(readFileSync(output, 'utf8')) };
}

/** A step of a composite. */
const composite = (command: string, inputs: Inputs, env: Record<string, string> = {}, folder?: string) =>
  step([command], { ASSAY_INPUTS: JSON.stringify(inputs), ...env }, folder);
/** The root action, which gets one variable for each input. */
const whole = (inputs: Inputs, folder?: string) =>
  step(
    [],
    Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [
        `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
        value,
      ]),
    ),
    folder,
  );

/** As the runner reads the file: `name<<DELIMITER`, lines, the delimiter. */
function outputsOf(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (name === undefined || delimiter === undefined) throw new Error(`no output: ${line}`);
    const value: string[] = [];
    for (let next = lines.shift(); next !== delimiter; next = lines.shift()) {
      if (next === undefined) throw new Error(`${name} has no end`);
      value.push(next);
    }
    outputs[name] = value.join('\n');
  }
  return outputs;
}

const GATE = { candidate: 'metrics.json', baseline: 'base.json', rule: 'roc_auc max_drop 0.01' };
const MILD = { ...GATE, rule: 'roc_auc max_drop 0.01 warn\nroc_auc min 0.5' };

describe('outputs', () => {
  it('hold verdict, summary, the name of the artifact and what the command adds', async () => {
    const { outputs, code } = await composite('gate', GATE);
    expect(code).toBe(1);
    expect(outputs).toMatchObject({
      verdict: 'fail',
      summary: expect.stringContaining('1 failed'),
      artifact: 'assay-check-2',
      'rules-failed': '1',
      'first-run': 'false',
    });
  });
  it('cannot be forged by an input with lines of its own', async () => {
    const name = 'x\nverdict<<END\npass\nEND\nverdict=pass';
    const { outputs } = await composite('gate', { ...GATE, 'artifact-name': name });
    expect(outputs).toMatchObject({ verdict: 'fail', artifact: name });
  });
  it('say error where the step ends before a result', async () => {
    const { outputs, code } = await composite('gate', { ...GATE, candidate: 'nowhere.json' });
    expect(code).toBe(2);
    expect(outputs).toMatchObject({ verdict: 'error', artifact: 'assay-check-2' });
  });
});

describe('fail-on', () => {
  it.each([
    ['a failed gate', GATE, { '': 1, fail: 1, inconclusive: 1, warn: 1, never: 0 }],
    ['a gate that warns', MILD, { '': 0, fail: 0, inconclusive: 0, warn: 1, never: 0 }],
    ['a gate that passes', { ...GATE, rule: 'roc_auc min 0.5' }, { '': 0, warn: 0, never: 0 }],
  ])('%s', async (_, inputs, codes) => {
    for (const [failOn, code] of Object.entries(codes)) {
      const ran = await composite('gate', { ...inputs, 'fail-on': failOn });
      expect([failOn, ran.code], ran.stderr).toEqual([failOn, code]);
    }
  });
  it('never hides what is no verdict: a missing file is still red', async () => {
    expect((await composite('gate', { ...GATE, candidate: 'no.json', 'fail-on': 'never' })).code).toBe(2);
  });
  it('knows four words', async () => {
    const ran = await composite('gate', { ...GATE, 'fail-on': 'sometimes' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/fail, inconclusive, warn, never/);
  });
});

describe('inputs', () => {
  it('of a composite come from ASSAY_INPUTS alone: act sets INPUT_* where GitHub does not', async () => {
    const garbage = {
      INPUT_CANDIDATE: 'no.json',
      INPUT_RULE: 'nonsense',
      INPUT_COMMAND: 'explain',
      'INPUT_FAIL-ON': 'nonsense',
      'INPUT_WORKING-DIRECTORY': '/nowhere',
    };
    const without = await composite('gate', GATE);
    const withGarbage = await composite('gate', GATE, garbage);
    expect([withGarbage.code, withGarbage.outputs]).toEqual([without.code, without.outputs]);
  });
  it('of the root action come from INPUT_*, and its token disturbs no other command', async () => {
    const ran = await whole({
      ...GATE,
      command: 'gate',
      token: 'ghs_x',
      'working-directory': '.',
      version: '',
    });
    expect([ran.code, ran.outputs['verdict']], ran.stderr).toEqual([1, 'fail']);
  });
  it('that are unknown are named, with what is near', async () => {
    const ran = await composite('gate', { ...GATE, candidat: 'x' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/input `candidat` is no option of gate/);
    expect(ran.stderr).toMatch(/did you mean input `candidate`/);
  });
  it('that are missing are named all at once, since the runner enforces none', async () => {
    const ran = await composite('approve', { version: '', target: '' });
    expect(ran.code).toBe(2);
    for (const name of ['version', 'target', 'digest'])
      expect(ran.stderr).toContain(`input \`${name}\` is missing`);
  });
  it('name a command that exists', async () => {
    const ran = await whole({ command: 'gates' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/did you mean `command: gate`/);
  });
  it.each(['{"candidate": ', '[]', '"text"', 'null'])(
    'that are %s are a usage error without a stack',
    async (text) => {
      const ran = await step(['gate'], { ASSAY_INPUTS: text });
      expect(ran.code).toBe(2);
      expect(ran.stderr).toMatch(/ASSAY_INPUTS is no JSON/);
      expect(ran.stderr).not.toMatch(/^\s+at /m);
      expect(ran.outputs['verdict']).toBe('error');
    },
  );
  it('may hold quotes, spaces, dollars and expressions, which stay text', async () => {
    const folder = workspace();
    const name = 'my "metrics" $(touch pwned) `touch pwned` ${{ github.token }} \'x\'.json';
    writeFileSync(join(folder, name), '{"roc_auc": 0.95}');
    const ran = await composite('gate', { ...GATE, candidate: name }, {}, folder);
    expect([ran.code, ran.outputs['verdict']], ran.stderr).toEqual([0, 'pass']);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });
  it('of any text end in a code of the table, without a stack and without a command to the runner', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '::set-output name=verdict::pass',
        '%0A::error::x',
        '\n::error::x',
        '##[set-output name=x]y',
      ),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (rule, candidate) => {
        const ran = await composite('gate', { ...GATE, rule, candidate: candidate.replaceAll('\0', '') });
        expect([1, 2]).toContain(ran.code);
        expect(ran.stderr).not.toMatch(/^\s+at .*\.js/m);
        // Between its own two lines the runner reads no command.
        const read = ran.stdout.replace(/^::stop-commands::([0-9a-f-]{36})$[\s\S]*?^::\1::$/gm, '');
        expect(read).not.toMatch(/^::(?!error|warning|debug|add-mask)/m);
        expect(ran.stderr).not.toMatch(/^\s*::|##\[/m);
        expect(['error', 'fail']).toContain(ran.outputs['verdict']);
      }),
      { numRuns: 25 },
    );
  });
});

describe('working-directory', () => {
  it('is where files are looked for and .assay is written', async () => {
    const folder = workspace();
    const inner = join(folder, 'models', 'a b');
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, 'metrics.json'), '{"roc_auc": 0.99}');
    writeFileSync(join(inner, 'base.json'), '{"roc_auc": 0.98}');
    const ran = await composite('gate', { ...GATE, 'working-directory': 'models/a b' }, {}, folder);
    expect([ran.code, ran.outputs['verdict']], ran.stderr).toEqual([0, 'pass']);
    expect(existsSync(join(inner, '.assay', 'results', 'gate.json'))).toBe(true);
    expect(existsSync(join(folder, '.assay'))).toBe(false);
  });
  it('that is not there is named, and not made', async () => {
    const ran = await composite('gate', { ...GATE, 'working-directory': 'nowhere' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/nowhere/);
    expect(existsSync(join(ran.folder, 'nowhere'))).toBe(false);
  });
});

describe('what the program starts', () => {
  it('sees neither the inputs nor the token of the action', async () => {
    const folder = workspace();
    writeFileSync(
      join(folder, 'assay.yaml'),
      `version: 1\nmodel: m\ntrain:\n  run: env > "$ASSAY_OUTPUT_DIR/seen.txt"\n  outputs: {model: seen.txt}\n`,
    );
    const ran = await whole({ command: 'train', token: 'ghs_secret' }, folder);
    expect(ran.code, ran.stderr).toBe(0);
    const seen = readFileSync(ran.outputs['model-path'] ?? '', 'utf8');
    expect(seen).toContain('ASSAY_SEED=');
    expect(seen).not.toMatch(/INPUT_|ASSAY_INPUTS|ghs_secret/);
  });
});

describe('a report of nothing', () => {
  it('is an error of comment, in the summary too, and never green', async () => {
    const folder = workspace();
    const summary = join(folder, 'summary.md');
    writeFileSync(summary, '');
    const ran = await composite('comment', { token: '' }, { GITHUB_STEP_SUMMARY: summary }, folder);
    expect([ran.code, ran.outputs['verdict'], ran.outputs['report-verdict']]).toEqual([1, 'error', 'error']);
    expect(readFileSync(summary, 'utf8')).toMatch(/nothing was checked/);
    expect(ran.stderr).not.toMatch(/^\s+at /m);
  });
  it('is one also where an expected result is missing', async () => {
    const folder = workspace();
    const { code } = await composite('gate', { ...GATE, rule: 'roc_auc min 0.5' }, {}, folder);
    expect(code).toBe(0);
    const good = await composite('comment', { expect: 'gate' }, {}, folder);
    expect([good.code, good.outputs['report-verdict']], good.stderr).toEqual([0, 'pass']);
    const bad = await composite('comment', { expect: 'train\ngate' }, {}, folder);
    expect([bad.code, bad.outputs['report-verdict']]).toEqual([1, 'error']);
    const typo = await composite('comment', { expect: 'gates' }, {}, folder);
    expect([typo.code, typo.stderr]).toEqual([2, expect.stringMatching(/is no command with a result/)]);
  });
  it('stops report', async () => {
    const ran = await composite('report', {});
    expect([ran.code, ran.outputs['verdict']]).toEqual([2, 'error']);
  });
});
