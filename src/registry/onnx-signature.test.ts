import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadOnnxRuntime } from '../engines/index.js';
import { onnxSignature } from './onnx-signature.js';
import { testContext, testFolder } from './testing/make.js';
import type { TensorInfo } from './types.js';

const FIXTURES = join(import.meta.dirname, '..', '..', 'test', 'models', 'fixtures');

describe('the signature of an ONNX model', async () => {
  const names = (await readdir(FIXTURES)).filter((name) => name.endsWith('.onnx')).sort();
  const ort = await loadOnnxRuntime(testContext(FIXTURES));

  it.each(names)('%s agrees with ONNX Runtime', async (name) => {
    const path = join(FIXTURES, name);
    const found = await onnxSignature(path);
    const session = await ort.InferenceSession.create(path);
    const shown = (one: (typeof session.inputMetadata)[number]): TensorInfo =>
      one.isTensor
        ? {
            name: one.name,
            type: one.type,
            shape: one.shape.map((size) => (typeof size === 'string' && size === '' ? -1 : size)),
          }
        : { name: one.name, type: 'other', shape: [] };
    const ours = (list: readonly TensorInfo[] = []) =>
      list.map((one) => (one.type === 'sequence' || one.type === 'map' ? { ...one, type: 'other' } : one));
    expect(ours(found?.inputs)).toEqual(session.inputMetadata.map(shown));
    expect(ours(found?.outputs)).toEqual(session.outputMetadata.map(shown));
    await session.release();
  });

  it('is null for other files, and for every beginning of one; never an exception', async () => {
    const { folder, remove } = await testFolder();
    const path = join(folder, 'model.onnx');
    const whole = await readFile(join(FIXTURES, names[0] ?? ''));
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('PK not a model'),
      Buffer.alloc(100, 0xff),
      Buffer.alloc(5000),
    ]) {
      await writeFile(path, bytes);
      expect(await onnxSignature(path)).toBeNull();
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, value, cut) => {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(value, at);
        await writeFile(path, cut ? bytes.subarray(0, at) : bytes);
        const found = await onnxSignature(path);
        expect(found === null || Array.isArray(found.inputs)).toBe(true);
      }),
      { numRuns: 300 },
    );
    await remove();
  });
});
