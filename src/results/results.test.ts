import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AssayError } from '../base/index.js';
import {
  differenceOfRuns,
  exitCodeOf,
  parseResult,
  type Result,
  type RunIdentity,
  VERDICTS,
  Workspace,
  worst,
} from './index.js';

describe('verdict algebra', () => {
  const order = ['pass', 'warn', 'inconclusive', 'fail', 'error'] as const;

  it('a whole is as bad as its worst part', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...VERDICTS)), (parts) => {
        const ranks = parts.filter((part) => part !== 'skipped').map((part) => order.indexOf(part));
        const expected = ranks.length === 0 ? 'error' : order[Math.max(...ranks)];
        expect(worst(parts)).toBe(expected);
      }),
    );
  });

  it('nothing checked, or all skipped, is an error', () => {
    expect(worst([])).toBe('error');
    expect(worst(['skipped', 'skipped'])).toBe('error');
  });

  it.each([
    ['pass', 0],
    ['warn', 0],
    ['skipped', 0],
    ['fail', 1],
    ['error', 1],
    ['inconclusive', 4],
  ] as const)('%s exits with %i', (verdict, code) => expect(exitCodeOf(verdict)).toBe(code));
});

const RUN: RunIdentity = {
  id: '100',
  attempt: 2,
  commit: 'a'.repeat(40),
  config: `sha256:${'1'.repeat(64)}`,
};
const gate = (run: RunIdentity): Result => ({
  schemaVersion: 1,
  command: 'gate',
  verdict: 'pass',
  summary: 'all rules met',
  run,
  time: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  inputs: [],
  findings: [],
  notChecked: [],
  artifacts: [],
  baseline: null,
  firstRun: false,
  rules: [],
  metrics: [],
});

describe('workspace', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'assay-results-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('gives back what was written, and ignores itself in git', async () => {
    const workspace = await Workspace.open(root, RUN);
    await workspace.write(gate(RUN));
    expect((await workspace.need('gate')).summary).toBe('all rules met');
    expect(await readFile(join(root, '.assay', '.gitignore'), 'utf8')).toBe('*\n');
    expect(await Workspace.lastRun(root)).toEqual(RUN);
  });

  it.each([
    ['another run', { ...RUN, id: '99' }],
    ['another commit', { ...RUN, commit: 'b'.repeat(40) }],
    ['another configuration', { ...RUN, config: `sha256:${'2'.repeat(64)}` }],
    ['a later attempt', { ...RUN, attempt: 3 }],
  ])('refuses a green result of %s', async (_, other) => {
    const workspace = await Workspace.open(root, RUN);
    await writeFile(join(root, '.assay/results/gate.json'), JSON.stringify(gate(other)));
    await expect(workspace.read('gate')).rejects.toThrow(AssayError);
    await expect(workspace.all()).rejects.toThrow(/is of another run|attempt|changed since/);
  });

  it('names every result of another run at once, with what to do', async () => {
    const workspace = await Workspace.open(root, RUN);
    for (const file of ['gate.json', 'gate.other.json']) {
      await writeFile(join(root, '.assay/results', file), JSON.stringify(gate({ ...RUN, id: '99' })));
    }
    const refusal = workspace.all();
    await expect(refusal).rejects.toMatchObject({ kind: 'usage', problems: [{}, {}] });
    await expect(refusal).rejects.toThrow(/run `assay gate` again, or begin anew with `assay run`/);
  });

  it('says why a terminal began another run', () => {
    const other = { ...RUN, id: '99' };
    expect(differenceOfRuns(RUN, { ...other, commit: 'b'.repeat(40) })).toMatch(/another commit/);
    expect(differenceOfRuns({ ...RUN, dirty: true }, other)).toMatch(/tracked files were changed/);
    expect(differenceOfRuns(RUN, { ...other, config: `sha256:${'2'.repeat(64)}` })).toMatch(/configuration/);
    expect(differenceOfRuns(RUN, other)).toMatch(/^run 99, this is run \w+$/);
  });

  it('keeps results of an earlier attempt: re-running failed jobs keeps the others', async () => {
    const workspace = await Workspace.open(root, RUN);
    await writeFile(join(root, '.assay/results/gate.json'), JSON.stringify(gate({ ...RUN, attempt: 1 })));
    expect((await workspace.need('gate')).verdict).toBe('pass');
  });

  it('says which command to run where a result is missing', async () => {
    const workspace = await Workspace.open(root, RUN);
    await expect(workspace.need('evaluate')).rejects.toThrow(/assay evaluate/);
  });

  it('finds an artifact that was changed or lost', async () => {
    const workspace = await Workspace.open(root, RUN);
    const file = join(root, 'model.bin');
    await writeFile(file, 'weights');
    const artifact = await workspace.keepFile('model', file);
    // What was changed under its digest is mended by the next call that has the right bytes.
    await writeFile(workspace.artifactPath(artifact.sha256), 'changed');
    await workspace.keepFile('model', file);
    await workspace.checkedArtifact(artifact);
    await writeFile(file, 'other weights');
    expect(await readFile(await workspace.checkedArtifact(artifact), 'utf8')).toBe('weights');
    await writeFile(workspace.artifactPath(artifact.sha256), 'wEights');
    await expect(workspace.checkedArtifact(artifact)).rejects.toThrow(/was changed after it was made/);
    await rm(workspace.artifactPath(artifact.sha256));
    await expect(workspace.checkedArtifact(artifact)).rejects.toThrow(/include-hidden-files/);
  });

  it('refuses names that would leave the folder', async () => {
    const workspace = await Workspace.open(root, RUN);
    for (const name of ['../x', 'a/b', '', '.hidden']) {
      expect(() => workspace.resultPath('gate', name)).toThrow(AssayError);
    }
  });

  it('a damaged result is a usage error or equal in meaning, never another exception', () => {
    const bytes = Buffer.from(JSON.stringify(gate(RUN)));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        (at, value) => {
          const damaged = Buffer.from(bytes);
          damaged[at] = value;
          try {
            parseResult(damaged, 'gate.json');
          } catch (error) {
            expect(error).toBeInstanceOf(AssayError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
