import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { sha256, silentLog } from '../base/index.js';
import { changedFacts, codeInputs, keyOf, lockDigests, type RunFacts } from './facts.js';
import { interpretersOf, interpreterVersions } from './interpreters.js';

const root = mkdtempSync(join(tmpdir(), 'facts-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const a = 'a'.repeat(64);
const b = 'b'.repeat(64);
const facts: RunFacts = {
  format: 1,
  command: 'python train.py',
  inputs: { 'train.py': a },
  datasets: { train: a },
  params: { trees: 100, kind: 'x' },
  environment: { python: 'Python 3.12.1', 'requirements.txt': `sha256:${a}` },
  accelerator: 'none',
  seeds: [0],
  outputs: { model: 'model.onnx' },
};

describe('what changed', () => {
  it('is nothing for equal facts, in whatever order', () => {
    const other = { ...facts, params: { kind: 'x', trees: 100 } };
    expect(changedFacts(facts, other)).toEqual([]);
    expect(keyOf(facts)).toBe(keyOf(other));
  });

  it.each<[Partial<RunFacts>, string[]]>([
    [{ command: ['python', 'train.py'] }, ['command: python train.py → python train.py']],
    [{ inputs: { 'train.py': b } }, ['input train.py']],
    [{ inputs: { 'new.py': b } }, ['input new.py (new)', 'input train.py (removed)']],
    [{ datasets: { train: b } }, ['dataset train']],
    [{ params: { trees: 200, kind: 'x' } }, ['param trees: 100 → 200']],
    [{ params: { trees: '100', kind: 'x' } }, ['param trees: 100 → 100']],
    [
      { environment: { python: 'Python 3.13.0', 'requirements.txt': `sha256:${b}` } },
      ['environment python: Python 3.12.1 → Python 3.13.0', 'environment requirements.txt'],
    ],
    [{ accelerator: 'cuda' }, ['accelerator: none → cuda']],
    [{ seeds: [0, 1] }, ['seeds: 0 → 0, 1']],
    [{ outputs: { model: 'm.onnx' } }, ['output model: model.onnx → m.onnx']],
  ])('%o', (part, expected) => {
    const other = { ...facts, ...part };
    expect(changedFacts(facts, other)).toEqual(expected);
    expect(keyOf(other)).not.toBe(keyOf(facts));
  });

  it('is named exactly where the keys differ', () => {
    const value = fc.oneof(fc.string({ maxLength: 2 }), fc.integer({ min: 0, max: 2 }), fc.boolean());
    const name = fc.constantFrom('a', 'b', 'toString');
    const some = fc
      .record({
        params: fc.dictionary(name, value, { maxKeys: 2, noNullPrototype: true }),
        seeds: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 2 }),
        accelerator: fc.constantFrom('none', 'cuda'),
      })
      .map((part): RunFacts => ({ ...facts, ...part }));
    fc.assert(
      fc.property(some, some, (x, y) => {
        expect(changedFacts(x, y).length > 0).toBe(keyOf(x) !== keyOf(y));
      }),
    );
  });
});

describe('the files that training depends on', () => {
  const inputs = (patterns: string[], command: string | string[] = 'true') =>
    codeInputs(root, patterns, command, new AbortController().signal).then(Object.keys);

  it('are those named, those of the command, and lock files beside the configuration', async () => {
    for (const path of [
      'train.py',
      'lib/a.py',
      'lib/b.txt',
      'lib/__pycache__/a.pyc',
      'uv.lock',
      'other.py',
      'x.py',
    ]) {
      write(path, path);
    }
    expect(await inputs(['lib/*.py'])).toEqual(['lib/a.py', 'uv.lock']);
    expect(await inputs(['lib'])).toEqual(['lib/a.py', 'lib/b.txt', 'uv.lock']);
    expect(await inputs(['x.py'], 'A=1 python -u "train.py" --x ../escape && cat ./other.py')).toEqual([
      'other.py',
      'train.py',
      'uv.lock',
      'x.py',
    ]);
    expect(await inputs(['x.py'], ['python', 'train.py', 'lib'])).toEqual(['train.py', 'uv.lock', 'x.py']);
    rmSync(join(root, 'uv.lock'));
  });

  it('must be there: every pattern without a file is reported', async () => {
    await expect(inputs(['x.py', 'nope.py', 'no/*.py'])).rejects.toThrow(/nope\.py.*\n?.*no\/\*\.py/s);
  });

  it('pin the environment where they are lock files', () => {
    const files = {
      'requirements.txt': a,
      'x/requirements-gpu.txt': b,
      'train.py': a,
      'my-requirements.md': a,
    };
    expect(lockDigests(files)).toEqual({
      'requirements.txt': `sha256:${a}`,
      'x/requirements-gpu.txt': `sha256:${b}`,
    });
  });
});

describe('interpreters', () => {
  it('are found in commands', () => {
    const programs = (command: string | string[]) => interpretersOf(command).map(({ program }) => program);
    expect(programs('python train.py')).toEqual(['python']);
    expect(programs('cd x && .venv/bin/python3.12 -m train; Rscript plot.R')).toEqual([
      '.venv/bin/python3.12',
      'Rscript',
    ]);
    expect(programs('echo pythonic | tee train.py')).toEqual([]);
    expect(programs(['/usr/bin/python3', 'node'])).toEqual(['/usr/bin/python3']);
  });

  it('tell version and packages, and a missing one is named', async () => {
    const bin = join(root, 'bin');
    write(
      'bin/python',
      '#!/bin/sh\nif [ "$1" = --version ]; then echo "Python 9.9"; else echo "numpy==$FAKE"; fi\n',
    );
    chmodSync(join(bin, 'python'), 0o755);
    const ctx = {
      cwd: root,
      env: {},
      now: () => new Date(),
      signal: new AbortController().signal,
      log: silentLog,
    };
    const ask = (fake: string, program = 'python') =>
      interpreterVersions(ctx, `${program} x.py`, root, { PATH: `${bin}:/usr/bin:/bin`, FAKE: fake });
    const one = await ask('1');
    expect(one).toEqual({
      versions: { python: 'Python 9.9', 'python packages': `sha256:${sha256('numpy==1')}` },
      packages: { 'python packages': 'numpy==1' },
    });
    expect(await ask('1')).toEqual(one);
    expect((await ask('2')).versions).not.toEqual(one.versions);
    expect(await ask('1', './no/python')).toEqual({
      versions: { python: './no/python could not be asked' },
      packages: {},
    });
  });
});
