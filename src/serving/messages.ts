/** What server and worker say to each other, and the worker's way to speak. Plain data: it crosses a process border. */
import type { TensorSpec } from './datatypes.js';

/** First argument that makes the program a worker of the server; see `src/main.ts`. */
export const SERVING_WORKER = '__serving-worker';

export interface LoadOrder {
  readonly type: 'load';
  /** Name and version for answers. */
  readonly model: string;
  readonly version: string;
  /** Absolute path of the model file. */
  readonly path: string;
  /** The same for messages: `path` may be a copy. */
  readonly shown: string;
  /** What the bytes must hash to; checked in the worker on the very bytes that are loaded. */
  readonly sha256: string;
  readonly maxDepth: number;
  /** Threads of one inference; 0: ONNX Runtime's own choice. */
  readonly threads: number;
}

export interface InferOrder {
  readonly type: 'infer';
  readonly ticket: number;
  readonly body: Uint8Array;
  /** Bytes of JSON before the binary data; null where all is JSON. */
  readonly headerLength: number | null;
}

export type ToWorker = LoadOrder | InferOrder;

export interface Ready {
  readonly type: 'ready';
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  /** Why the warm-up could not run the model; null where it ran. A model may refuse made-up inputs. */
  readonly warmup: string | null;
}

export interface Failed {
  readonly type: 'failed';
  readonly message: string;
}

export interface Answer {
  readonly type: 'answer';
  readonly ticket: number;
  readonly status: number;
  readonly body: Uint8Array;
  readonly headerLength: number | null;
}

export type FromWorker = Ready | Failed | Answer;

/** The worker's end of the channel. */
export interface WorkerPort {
  send(message: FromWorker): void;
  onMessage(listener: (message: ToWorker) => void): void;
  /** The server has gone or wants no more; nothing can be sent after. */
  onClose(listener: () => void): void;
}
