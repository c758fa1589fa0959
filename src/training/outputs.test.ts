import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { externalTensor, identityModel, protobuf } from '../../test/support/training.js';
import { silentLog } from '../base/index.js';
import { modelLoadCheck } from '../engines/index.js';
import { Workspace } from '../results/index.js';
import { collectOutputs, declarationProblems } from './outputs.js';

const root = mkdtempSync(join(tmpdir(), 'outputs-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const folder = join(root, 'out');
const workspace = await Workspace.open(root, { id: 'r', attempt: 1, commit: null, config: null });
const runtime = await modelLoadCheck({
  cwd: root,
  env: {},
  now: () => new Date(),
  signal: new AbortController().signal,
  log: silentLog,
});
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});
const collect = (outputs: Record<string, string>, suffix: string | null = null) =>
  collectOutputs(outputs, folder, workspace, runtime, suffix);
const check = async (path = 'model.onnx') => (await collect({ model: path })).findings[0];

it('keeps good outputs as artifacts, under names of their own for later seeds', async () => {
  writeFileSync(join(folder, 'model.onnx'), identityModel());
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'sub/notes.txt'), 'hi');
  const { kept, findings } = await collect({ model: 'model.onnx', notes: 'sub/notes.txt' });
  expect(findings).toEqual([]);
  expect(kept).toMatchObject({
    model: { name: 'model', file: 'model.onnx' },
    notes: { name: 'notes', file: 'notes.txt', size: 2 },
  });
  const path = await workspace.checkedArtifact({ name: 'model', sha256: kept['model']?.sha256 ?? '' });
  expect(await readFile(path)).toEqual(identityModel());
  expect((await collect({ model: 'model.onnx' }, 'seed1')).kept['model']?.name).toBe('model:seed1');
});

it('finds outputs that are missing, empty, or no files', async () => {
  expect(await check()).toMatchObject({
    check: 'output.exists',
    verdict: 'fail',
    where: [{ file: 'model.onnx' }],
  });
  writeFileSync(join(folder, 'model.onnx'), '');
  expect(await check()).toMatchObject({ check: 'output.not_empty' });
  expect((await check('model.onnx/x'))?.message).toContain('was not written');
  mkdirSync(join(folder, 'dir'));
  expect(await check('dir')).toMatchObject({ check: 'output.exists', actual: 'is a folder' });
});

it.runIf(process.getuid?.() !== 0)('finds outputs that cannot be read', async () => {
  writeFileSync(join(folder, 'x'), 'x');
  chmodSync(join(folder, 'x'), 0);
  expect(await check('x')).toMatchObject({ check: 'output.readable' });
});

it('finds links that lead out of the folder, and none that stay', async () => {
  writeFileSync(join(root, 'elsewhere'), 'secret');
  symlinkSync(join(root, 'elsewhere'), join(folder, 'out-link'));
  symlinkSync('loop', join(folder, 'loop'));
  symlinkSync('gone', join(folder, 'dangling'));
  writeFileSync(join(folder, 'real'), 'x');
  symlinkSync('real', join(folder, 'in-link'));
  expect(await check('out-link')).toMatchObject({ check: 'output.inside' });
  expect(await check('loop')).toMatchObject({ actual: 'is a link to itself' });
  expect(await check('dangling')).toMatchObject({ actual: 'was not written' });
  expect(await check('in-link')).toBeUndefined();
});

it('finds files that only look like ONNX models', async () => {
  writeFileSync(join(folder, 'model.onnx'), 'not a model');
  expect(await check()).toMatchObject({
    check: 'output.onnx',
    actual: expect.stringContaining('is not an ONNX model'),
  });
  // A well-formed file that names an operator which does not exist.
  writeFileSync(
    join(folder, 'model.onnx'),
    protobuf([
      [1, 8],
      [
        7,
        [
          [1, [[4, 'Nope']]],
          [2, 'g'],
        ],
      ],
      [8, [[2, 17]]],
    ]),
  );
  expect(await check()).toMatchObject({
    check: 'output.onnx',
    actual: expect.stringContaining('cannot be loaded by ONNX Runtime'),
  });
  writeFileSync(join(folder, 'model.onnx'), identityModel().subarray(0, 30));
  expect(await check()).toMatchObject({ check: 'output.onnx' });
});

it('refuses external data before anything opens it', async () => {
  const external = (location: string) =>
    writeFileSync(join(folder, 'model.onnx'), protobuf([[7, [[5, externalTensor(location)]]]]));
  for (const location of ['/etc/passwd', '../../secret', 'C:\\x']) {
    external(location);
    expect(await check()).toMatchObject({
      check: 'output.onnx.external_data',
      actual: expect.stringContaining('outside its folder'),
    });
  }
  external('model.onnx.data');
  expect(await check()).toMatchObject({
    check: 'output.onnx.external_data',
    actual: expect.stringContaining('does not take'),
  });
});

it('refuses declarations that leave the output folder, all at once', () => {
  const bad = { a: '/abs.onnx', b: '../x', c: 'd/../../x', d: '.', e: 'a/..' };
  expect(declarationProblems({ ...bad, good: 'a/../b.onnx' }).map((one) => one.where?.key)).toEqual(
    Object.keys(bad).map((name) => `train.outputs.${name}`),
  );
});
