import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { externalTensor, identityModel, protobuf } from '../../../test/support/training.js';
import { externalLocations, isSafeLocation, OnnxFormatError } from './onnx-file.js';

const folder = mkdtempSync(join(tmpdir(), 'onnx-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'model.onnx');
const locations = (bytes: Uint8Array): Promise<string[]> => {
  writeFileSync(path, bytes);
  return externalLocations(path);
};

it('finds none in a model that holds its data', async () => {
  expect(await locations(identityModel())).toEqual([]);
});

it('finds them wherever a tensor can be', async () => {
  const tensor = (name: string) => externalTensor(name);
  const attribute = (field: number, value: Parameters<typeof protobuf>[0]) =>
    [5, [[field, value]]] as Parameters<typeof protobuf>[0][number];
  const model = protobuf([
    [1, 8],
    [
      7,
      [
        [5, tensor('initializer')],
        [
          15,
          [
            [1, tensor('sparse-values')],
            [2, tensor('sparse-indices')],
          ],
        ],
        [
          1,
          [
            attribute(5, tensor('attribute')),
            attribute(6, [[5, tensor('subgraph')]]),
            attribute(10, tensor('attributes')),
            attribute(11, [[5, tensor('subgraphs')]]),
            attribute(22, [[1, tensor('sparse-attribute')]]),
          ],
        ],
      ],
    ],
    [20, [[1, [[5, tensor('training')]]]]],
    [
      25,
      [
        [7, [attribute(5, tensor('function'))]],
        [11, [[5, tensor('function-default')]]],
      ],
    ],
  ]);
  expect(await locations(model)).toEqual(
    [
      'initializer',
      'sparse-values',
      'sparse-indices',
      'attribute',
      'subgraph',
      'attributes',
      'subgraphs',
      'sparse-attribute',
      'training',
      'function',
      'function-default',
    ].sort(),
  );
});

it('finds one behind weights larger than its window', async () => {
  const big = new Uint8Array(1_000_000).fill(0xff);
  const model = protobuf([
    [
      7,
      [
        [5, [[9, big]]],
        [5, externalTensor('late')],
        [5, [[9, big]]],
      ],
    ],
  ]);
  expect(await locations(model)).toEqual(['late']);
});

it('refuses what is no ONNX model, and never fails otherwise', async () => {
  for (const bytes of ['', 'hello', '\x80\x02}q\x00.', '{"a": 1}', '\x08\x08']) {
    await expect(locations(Buffer.from(bytes, 'latin1')), bytes).rejects.toThrow(OnnxFormatError);
  }
  const model = identityModel();
  for (let length = 0; length < model.length; length += 1) {
    await locations(model.subarray(0, length)).then(
      (found) => expect(found).toEqual([]),
      (error) => expect(error).toBeInstanceOf(OnnxFormatError),
    );
  }
  let deep: Parameters<typeof protobuf>[0] = [];
  for (let level = 0; level < 300; level += 1) deep = [[1, [[5, [[6, deep]]]]]];
  await expect(locations(protobuf([[7, deep]]))).rejects.toThrow('nested too deep');
});

it('ends for any bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      await locations(Buffer.concat([Buffer.from([0x3a]), bytes])).catch((error) => {
        if (!(error instanceof OnnxFormatError)) throw error;
      });
    }),
  );
});

it('tells locations that leave the folder, as any system writes them', () => {
  for (const safe of ['w.bin', 'model.onnx.data', 'a/b.bin', '..data', 'a..b']) {
    expect(isSafeLocation(safe), safe).toBe(true);
  }
  for (const bad of [
    '',
    '/etc/passwd',
    '../w',
    'a/../../w',
    'a\\..\\w',
    'C:\\w',
    'c:w',
    '\\\\host\\w',
    'a\0b',
    '..',
  ]) {
    expect(isSafeLocation(bad), bad).toBe(false);
  }
});
