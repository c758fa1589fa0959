import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { externalTensor, identityModel, protobuf } from '../../../test/support/training.js';
import { onnxFacts, refuseUnsafeOnnx } from './onnx-guard.js';

const folder = mkdtempSync(join(tmpdir(), 'onnx-guard-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'model.onnx');
const facts = (bytes: Uint8Array) => {
  writeFileSync(path, bytes);
  return onnxFacts(path);
};
const withWeights = (location: string) => protobuf([[7, [[5, externalTensor(location)]]]]);
/** A graph of one node of that domain, and functions of others. */
const withDomain = (domain: string, ...defined: string[]) =>
  protobuf([
    [
      7,
      [
        [
          1,
          [
            [4, 'Op'],
            [7, domain],
          ],
        ],
      ],
    ],
    ...defined.map((one): [number, [number, string][]] => [
      25,
      [
        [1, 'Op'],
        [10, one],
      ],
    ]),
  ]);

it('takes a model that holds its data and uses standard operators', async () => {
  expect(await facts(identityModel())).toEqual({ refusal: null, external: [], customDomains: [] });
  expect((await facts(withDomain('ai.onnx.ml'))).refusal).toBeNull();
});

it.each(['/etc/passwd', '../secret', 'a/../../b', 'C:\\x', '..\\x'])(
  'refuses weights at %s',
  async (location) => {
    expect((await facts(withWeights(location))).refusal).toContain('outside its folder');
    await expect(refuseUnsafeOnnx(path)).rejects.toThrow(/is not loaded/);
  },
);

it('refuses weights that are a link, and takes those that are a file', async () => {
  writeFileSync(join(folder, 'plain.bin'), 'w');
  expect(await facts(withWeights('plain.bin'))).toMatchObject({ refusal: null, external: ['plain.bin'] });
  symlinkSync('/etc/hostname', join(folder, 'link.bin'));
  expect((await facts(withWeights('link.bin'))).refusal).toContain('are a link');
  symlinkSync('plain.bin', join(folder, 'inner.bin'));
  expect((await facts(withWeights('inner.bin'))).refusal).toContain('are a link');
});

it('refuses operators of a library, and takes those that the model defines itself', async () => {
  expect((await facts(withDomain('evil.ops'))).refusal).toContain('evil.ops');
  expect((await facts(withDomain('evil.ops', 'other'))).refusal).toContain('evil.ops');
  expect((await facts(withDomain('pkg.torch', 'pkg.torch'))).refusal).toBeNull();
});

it('says of other bytes that they are no model', async () => {
  expect((await facts(Buffer.from('not onnx'))).refusal).toContain('no ONNX model');
});
