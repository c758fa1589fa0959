/**
 * A golden request: the model file answers a made-up input in a worker of our own, the server answers the same
 * input, and both must agree. It proves that the server computes what was deployed, not only that it says so.
 */
import { basename } from 'node:path';
import { sha256File } from '../base/index.js';
import type { GoldenCheck } from '../deployment/index.js';
import type { DatatypeName, TensorSpec } from './datatypes.js';
import { ModelWorker, type WorkerSettings } from './model-worker.js';

/** Another build of the runtime or another device may differ in the last digits of a float32. */
const TOLERANCE = 1e-4;

export interface GoldenOutput {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
  readonly data: readonly unknown[];
}

export function goldenCheck(settings: WorkerSettings): GoldenCheck {
  return async (path, ask) => {
    const skip = (why: string) => ({ notChecked: `a golden request: ${why}` });
    const { sha256 } = await sha256File(path);
    const worker = await ModelWorker.start(
      { name: 'golden', version: '1', digest: null, path, shown: basename(path), sha256 },
      settings,
    );
    try {
      if (worker.spec.inputs.some((input) => input.datatype === 'FP16')) return skip('FP16 has no JSON form');
      const request = goldenRequest(worker.spec.inputs);
      const body = Buffer.from(JSON.stringify(request));
      const first = await worker.infer(body, null);
      const second = await worker.infer(body, null);
      const text = Buffer.from(first.body).toString();
      if (first.status !== 200) return skip(`the model refuses a made-up input (${text.slice(0, 200)})`);
      if (text !== Buffer.from(second.body).toString())
        return skip('the model does not answer twice the same');
      const expected = outputsOf(JSON.parse(text));
      let answered: unknown;
      try {
        answered = await ask(request);
      } catch (error) {
        return {
          check: 'golden',
          ok: false,
          detail: `the server refuses the golden request: ${String(error)}`,
        };
      }
      const difference = differenceOf(expected, outputsOf(answered));
      return {
        check: 'golden',
        ok: difference === null,
        detail: difference ?? 'the server answers a golden request as the deployed file does',
      };
    } finally {
      await worker.stop(1000);
    }
  };
}

/** Ones and halves: zeros would hide a wrong weight. Every free dimension is 1. */
export function goldenRequest(inputs: readonly TensorSpec[]): { inputs: object[] } {
  return {
    inputs: inputs.map(({ name, datatype, shape: free }) => {
      const shape = free.map((dimension) => (dimension < 0 ? 1 : dimension));
      const count = shape.reduce((product, dimension) => product * dimension, 1);
      return { name, datatype, shape, data: new Array(count).fill(elementOf(datatype)) };
    }),
  };
}

function elementOf(datatype: DatatypeName): unknown {
  switch (datatype) {
    case 'BOOL':
      return true;
    case 'BYTES':
      return 'a';
    case 'FP16':
    case 'FP32':
    case 'FP64':
      return 0.5;
    default:
      return 1;
  }
}

/** What differs, in words, or null. Pure. Missing, extra and unreadable outputs differ. */
export function differenceOf(
  expected: readonly GoldenOutput[] | null,
  actual: readonly GoldenOutput[] | null,
): string | null {
  if (expected === null || actual === null) return 'an answer has no outputs that can be read';
  for (const want of expected) {
    const got = actual.find((output) => output.name === want.name);
    if (!got) return `the server gives no output ${want.name}`;
    if (got.datatype !== want.datatype || got.shape.join() !== want.shape.join()) {
      return `output ${want.name} is ${got.datatype}[${got.shape}], not ${want.datatype}[${want.shape}]`;
    }
    if (got.data.length !== want.data.length) return `output ${want.name} has ${got.data.length} elements`;
    const isFloat = want.datatype.startsWith('FP');
    const at = want.data.findIndex((value, index) => !isSame(value, got.data[index], isFloat));
    if (at >= 0) {
      return `output ${want.name}, element ${at}: the server answers ${String(got.data[at])}, the deployed file ${String(want.data[at])}`;
    }
  }
  return null;
}

function isSame(want: unknown, got: unknown, isFloat: boolean): boolean {
  if (!isFloat || typeof want !== 'number' || typeof got !== 'number') return want === got;
  return Math.abs(want - got) <= TOLERANCE * Math.max(1, Math.abs(want));
}

function outputsOf(data: unknown): GoldenOutput[] | null {
  if (typeof data !== 'object' || data === null || !('outputs' in data) || !Array.isArray(data.outputs))
    return null;
  const list: GoldenOutput[] = [];
  for (const item of data.outputs as unknown[]) {
    const { name, datatype, shape, data: values } = Object(item) as Record<string, unknown>;
    if (
      typeof name !== 'string' ||
      typeof datatype !== 'string' ||
      !Array.isArray(shape) ||
      !Array.isArray(values)
    ) {
      return null;
    }
    list.push({ name, datatype, shape: shape as number[], data: values });
  }
  return list;
}
