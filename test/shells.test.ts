/** The shell of the terminal as another program meets it: streams that fail, data on one stream, wrong calls. */
import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiled } from './support/compiled.js';
import { cleanEnvironment, type Ran, run } from './support/program.js';

let main: string;
let folder: string;
beforeAll(async () => {
  main = join(await compiled(), 'main.js');
  folder = await mkdtemp(join(tmpdir(), 'assay-shells-'));
  await writeFile(join(folder, 'good.json'), '{"roc_auc": 0.9}');
  await writeFile(join(folder, 'bad.json'), '{"roc_auc": 0.1}');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const assay = (...args: string[]): Promise<Ran> => run(process.execPath, [main, ...args], folder);
const gate = (candidate: string) => ['gate', '--candidate', candidate, '--rule', 'roc_auc min 0.8'];

/** Runs with a standard output that fails: a pipe whose reader has gone, or a file. */
function failing(
  args: readonly string[],
  output: 'pipe' | number,
): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      env: cleanEnvironment(),
      stdio: ['ignore', output, 'pipe'],
    });
    child.stdout?.destroy();
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, stderr }));
  });
}

describe('a standard output that fails', () => {
  it('keeps the verdict where the reader has left, without a stack trace', async () => {
    expect(await failing(gate('good.json'), 'pipe')).toEqual({ code: 0, stderr: '' });
    expect(await failing(gate('bad.json'), 'pipe')).toEqual({ code: 1, stderr: '' });
    expect(await failing([...gate('bad.json'), '--json'], 'pipe')).toEqual({ code: 1, stderr: '' });
    expect(await failing(['--help'], 'pipe')).toEqual({ code: 0, stderr: '' });
  });

  it.skipIf(!existsSync('/dev/full'))('is a failure of the environment where the disk is full', async () => {
    const { code, stderr } = await failing([...gate('good.json'), '--json'], openSync('/dev/full', 'w'));
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: standard output cannot be written: ENOSPC.*\n$/);
  });
});

describe('--json', () => {
  it.each([
    ['an unknown option', [...gate('good.json'), '--bogus'], /unknown option/],
    ['an option without its value', ['gate', '--json', '--candidate'], /argument missing/],
    ['an unknown command', ['gat'], /no command/],
    ['a missing file', gate('none.json'), /does not exist/],
  ])('gives data on standard output for %s', async (_, args, message) => {
    const { code, stdout } = await assay(...(args.includes('--json') ? args : [...args, '--json']));
    expect(code).toBe(2);
    const data: { error: { kind: string; problems: { message: string }[] } } = JSON.parse(stdout);
    expect(data.error.kind).toBe('usage');
    expect(data.error.problems[0]?.message).toMatch(message);
  });
});

describe('what the operating system refuses', () => {
  it('is a failure of the environment, and no defect of Assay', async () => {
    const blocked = await mkdtemp(join(tmpdir(), 'assay-blocked-'));
    await writeFile(join(blocked, 'good.json'), '{"roc_auc": 0.9}');
    await writeFile(join(blocked, '.assay'), 'a file, where a folder should be');
    const { code, stdout, stderr } = await run(
      process.execPath,
      [main, ...gate('good.json'), '--json'],
      blocked,
    );
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: E[A-Z]+: .*\.assay/);
    expect(stderr).not.toContain('defect');
    expect(JSON.parse(stdout)).toMatchObject({ error: { kind: 'environment' } });
    await rm(blocked, { recursive: true });
  });

  it('is said of inputs that are no JSON in the words of the action', async () => {
    const env = { ...cleanEnvironment(), ASSAY_INPUTS: 'not json' };
    const { code, stderr } = await run(process.execPath, [main, 'gate'], folder, env);
    expect(code).toBe(2);
    expect(stderr).toContain('ASSAY_INPUTS is no JSON');
  });
});

describe('wrong calls', () => {
  it('refuses an option that is given twice, of which one would be lost', async () => {
    const { code, stdout, stderr } = await assay(...gate('bad.json'), '--candidate', 'good.json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('given twice');
  });

  it('says that an option stands before the command', async () => {
    const { code, stderr } = await assay('--json', 'gate');
    expect(code).toBe(2);
    expect(stderr).toContain('--json stands before the command');
  });
});
