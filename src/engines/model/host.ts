/** Holds ONNX sessions and does what orders say: the part of a model's process that knows ONNX Runtime. */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { OnnxRuntime } from '../types.js';
import type { Feeds, Order, PlainTensor, Reply, ReplyTo, TimedModel, ValueInfo, ZipMap } from './messages.js';
import { refuseUnsafeOnnx } from './onnx-guard.js';
import { withoutZipMaps } from './zipmap.js';

interface Held {
  readonly session: InferenceSession;
}

/**
 * Errors come as exceptions; the runtime's warnings are no messages of ours. Threads that wait do not spin: of two
 * models that take turns the one would take the processor from the other, and from who fills the next batch. The
 * number of threads is said, since without one the runtime pins each to a core, and the one that calls it, which is
 * not pinned, then often shares a core with another while the next stands idle (seen: half the speed on two cores).
 */
const SETTINGS: InferenceSession.SessionOptions = {
  logSeverityLevel: 3,
  intraOpNumThreads: availableParallelism(),
  extra: { session: { intra_op: { allow_spinning: '0' } } },
};

export class ModelHost {
  private readonly held = new Map<string, Held>();
  constructor(private readonly runtime: OnnxRuntime) {}

  /** Throws what ONNX Runtime throws. */
  async handle(order: Order): Promise<Reply> {
    switch (order.type) {
      case 'load':
        return this.load(order.key, order.path);
      case 'run': {
        const begun = performance.now();
        const results = await this.session(order.key).run(this.tensors(order.feeds), [...order.outputs]);
        const ms = performance.now() - begun;
        const outputs: Record<string, PlainTensor> = {};
        for (const name of order.outputs) {
          const value = results[name];
          if (value !== undefined && 'dims' in value) outputs[name] = plain(value as Tensor);
        }
        return { type: 'run', outputs, ms };
      }
      case 'time':
        return { type: 'time', ms: await this.time(order.models, order.first, order.requests) };
      case 'reload': {
        const ms: number[] = [];
        for (const path of order.paths) {
          await refuseUnsafeOnnx(path);
          const begun = performance.now();
          const session = await this.runtime.InferenceSession.create(path, SETTINGS);
          ms.push(performance.now() - begun);
          await session.release();
        }
        return { type: 'reload', ms };
      }
    }
  }

  async release(): Promise<void> {
    for (const { session } of this.held.values()) await session.release();
    this.held.clear();
  }

  private session(key: string): InferenceSession {
    const held = this.held.get(key);
    if (held === undefined) throw new RangeError(`no model ${key} is loaded`);
    return held.session;
  }

  private async load(key: string, path: string): Promise<ReplyTo<'load'>> {
    await refuseUnsafeOnnx(path);
    const begun = performance.now();
    let session = await this.runtime.InferenceSession.create(path, SETTINGS);
    const ms = performance.now() - begun;
    let zipmaps: readonly ZipMap[] = [];
    if (session.outputMetadata.some((output) => !output.isTensor)) {
      // ONNX Runtime cannot hand sequences of maps to Node; the tensor before them it can.
      const opened = withoutZipMaps(await readFile(path));
      if (opened !== null) {
        await session.release();
        session = await this.runtime.InferenceSession.create(opened.bytes, SETTINGS);
        zipmaps = opened.zipmaps;
      }
    }
    this.held.set(key, { session });
    return {
      type: 'load',
      inputs: session.inputMetadata.map(infoOf),
      outputs: session.outputMetadata.map(infoOf),
      zipmaps,
      ms,
    };
  }

  private async time(
    models: readonly TimedModel[],
    first: number,
    requests: number,
  ): Promise<Float64Array[]> {
    const ready = models.map((model) => ({
      session: this.session(model.key),
      feeds: model.feeds.map((feeds) => this.tensors(feeds)),
      outputs: [...model.outputs],
      times: new Float64Array(requests),
    }));
    for (let i = 0; i < requests; i++) {
      // Who goes first takes turns too: the second of two finds the caches in another state.
      const order = (first + i) % 2 === 0 ? ready : [...ready].reverse();
      for (const { session, feeds, outputs, times } of order) {
        const feed = feeds[(first + i) % feeds.length];
        if (feed === undefined) throw new RangeError('a model cannot be timed without a request');
        const begun = performance.now();
        await session.run(feed, outputs);
        times[i] = performance.now() - begun;
      }
    }
    return ready.map(({ times }) => times);
  }

  private tensors(feeds: Feeds): Record<string, Tensor> {
    const made: Record<string, Tensor> = {};
    for (const [name, { type, data, dims }] of Object.entries(feeds)) {
      made[name] = new this.runtime.Tensor(type as Tensor.Type, data as Tensor.DataType, dims);
    }
    return made;
  }
}

function plain(tensor: Tensor): PlainTensor {
  return { type: tensor.type, dims: tensor.dims, data: tensor.data as PlainTensor['data'] };
}

function infoOf(value: InferenceSession.ValueMetadata): ValueInfo {
  return value.isTensor
    ? { name: value.name, isTensor: true, type: value.type, shape: value.shape }
    : { name: value.name, isTensor: false, type: '', shape: [] };
}
