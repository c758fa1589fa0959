/**
 * The worker: a child process that holds one model version and answers inferences, one after the other.
 * `session.run` of onnxruntime-node blocks its process, and hostile input is parsed here too, so that the
 * server itself always answers. Source of the blocking: onnxruntime#19611.
 */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type * as Ort from 'onnxruntime-node';
import { type Context, messageOf, sha256 } from '../base/index.js';
import { loadOnnxRuntime, type OnnxRuntime, onnxFacts } from '../engines/index.js';
import {
  datatypeByName,
  datatypeByOrt,
  emptyData,
  type Tensor,
  type TensorData,
  type TensorSpec,
} from './datatypes.js';
import { RequestError } from './json.js';
import type { Answer, InferOrder, LoadOrder, WorkerPort } from './messages.js';
import { readInferRequest } from './request.js';
import { writeInferResponse } from './response.js';

interface Loaded {
  readonly order: LoadOrder;
  readonly session: Ort.InferenceSession;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

/** Serves one model over `port` until the port closes. Never throws for a request or a model: it answers. */
export async function runServingWorker(ctx: Context, port: WorkerPort): Promise<void> {
  let loaded: Loaded | null = null;
  let queue: Promise<void> = Promise.resolve();
  const closed = new Promise<void>((resolve) => port.onClose(resolve));
  const engine = loadOnnxRuntime(ctx);
  // Awaited with the first order; without a handler here a failure before that would end the process.
  engine.catch(() => undefined);

  port.onMessage((message) => {
    queue = queue.then(async () => {
      if (message.type === 'load') {
        try {
          const ort = await engine;
          loaded = await load(ort, message);
          const warmup = await warmUp(ort, loaded);
          port.send({ type: 'ready', inputs: loaded.inputs, outputs: loaded.outputs, warmup });
        } catch (error) {
          port.send({ type: 'failed', message: messageOf(error) });
        }
        return;
      }
      port.send(await answer(await engine, loaded, message));
    });
  });
  await closed;
}

/** Loads the very bytes that were hashed. */
async function load(ort: OnnxRuntime, order: LoadOrder): Promise<Loaded> {
  const bytes = await readFile(order.path);
  const digest = sha256(bytes);
  if (digest !== order.sha256) {
    throw new Error(`${order.shown} is sha256:${digest}, not sha256:${order.sha256}: it is not loaded`);
  }
  const { refusal, external } = await onnxFacts(order.path);
  if (refusal !== null) throw new Error(`${order.shown} is not loaded: ${refusal}`);
  if (external.length > 0) {
    // From bytes ONNX Runtime would look for them in the folder that the server was started in.
    throw new Error(
      `${order.shown} keeps its weights in other files (${external.slice(0, 3).join(', ')}), and the server loads one: export the model with its weights inside`,
    );
  }
  const session = await ort.InferenceSession.create(bytes, {
    logSeverityLevel: 3,
    // Without a number the runtime pins its threads to cores, and models of several processes share the first one.
    intraOpNumThreads: order.threads > 0 ? order.threads : availableParallelism(),
  });
  const inputs = specsOf(session.inputMetadata);
  const outputs = specsOf(session.outputMetadata);
  const unknown = session.inputNames.filter((name) => !inputs.some((spec) => spec.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `the model's input ${unknown.join(', ')} is of a type that cannot be sent (no tensor, or bfloat16)`,
    );
  }
  if (outputs.length === 0) throw new Error('the model has no output that is a tensor');
  return { order, session, inputs, outputs };
}

/** Tensors of known types. Sequences and maps (a zipmap of skl2onnx) cannot be read, and are left out. */
function specsOf(metadata: readonly Ort.InferenceSession.ValueMetadata[]): TensorSpec[] {
  return metadata.flatMap((value) => {
    const type = value.isTensor ? datatypeByOrt(value.type) : null;
    if (!value.isTensor || type === null) return [];
    const shape = value.shape.map((item) => (typeof item === 'number' && item >= 0 ? item : -1));
    return [{ name: value.name, datatype: type.name, shape }];
  });
}

async function warmUp(ort: OnnxRuntime, loaded: Loaded): Promise<string | null> {
  try {
    await run(ort, loaded, loaded.inputs.map(sampleOf), [loaded.outputs[0]?.name ?? '']);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/** A made-up tensor for a spec: every free dimension is 1, every element 0 or empty. */
function sampleOf(spec: TensorSpec): Tensor {
  const shape = spec.shape.map((dimension) => (dimension < 0 ? 1 : dimension));
  const type = datatypeByName(spec.datatype);
  if (type === null) throw new Error(`unknown datatype ${spec.datatype}`);
  return {
    ...spec,
    shape,
    data: emptyData(
      type,
      shape.reduce((product, dimension) => product * dimension, 1),
    ),
  };
}

async function answer(ort: OnnxRuntime, loaded: Loaded | null, order: InferOrder): Promise<Answer> {
  const { ticket } = order;
  try {
    if (loaded === null) throw new RequestError('no model is loaded', 503);
    const { maxDepth, model, version } = loaded.order;
    const request = readInferRequest(Buffer.from(order.body), order.headerLength, loaded, { maxDepth });
    let outputs: Tensor[];
    try {
      outputs = await run(
        ort,
        loaded,
        request.inputs,
        request.outputs.map((output) => output.name),
      );
    } catch (error) {
      throw new RequestError(`the model failed on this input: ${messageOf(error)}`, 500);
    }
    const written = writeInferResponse({ model, version, id: request.id }, outputs, request.outputs);
    return { type: 'answer', ticket, status: 200, ...written };
  } catch (error) {
    const status = error instanceof RequestError ? error.status : 500;
    const body = Buffer.from(JSON.stringify({ error: messageOf(error) }));
    return { type: 'answer', ticket, status, body, headerLength: null };
  }
}

async function run(
  ort: OnnxRuntime,
  loaded: Loaded,
  inputs: readonly Tensor[],
  names: readonly string[],
): Promise<Tensor[]> {
  const feeds: Record<string, Ort.Tensor> = {};
  for (const input of inputs) feeds[input.name] = tensorOf(ort, input);
  const results = await loaded.session.run(feeds, names);
  return names.flatMap((name) => {
    const result = results[name];
    const type = result && datatypeByOrt(result.type);
    if (!result || !type) return [];
    return [{ name, datatype: type.name, shape: result.dims, data: result.data as TensorData }];
  });
}

function tensorOf(ort: OnnxRuntime, input: Tensor): Ort.Tensor {
  const type = datatypeByName(input.datatype);
  const tensor = new ort.Tensor(type?.ort as Ort.Tensor.Type, input.data as Ort.Tensor.DataType, input.shape);
  // Where Node has Float16Array (24 and later) the tensor turns the bits of halves into one, which the native
  // side of onnxruntime-node 1.30 takes for an empty array; it reads the bits themselves everywhere.
  if (tensor.data !== input.data) Object.defineProperty(tensor, 'data', { value: input.data });
  return tensor;
}
