/**
 * What is said to a process that runs an ONNX model, and what it answers. Plain data: it crosses a process border
 * by Node's `advanced` serialization, which carries typed arrays as they are.
 */

/** First argument that makes the program such a process; see `src/main.ts`. */
export const MODEL_WORKER = '__model-worker';

/** Elements of a tensor as ONNX Runtime gives and takes them: an array of numbers, of big integers, or texts. */
export type Elements = ArrayBufferView | readonly string[];

export interface PlainTensor {
  /** ONNX Runtime's name of the element type, such as float32. */
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: Elements;
}
export type Feeds = Readonly<Record<string, PlainTensor>>;

/** An input or output of a model. */
export interface ValueInfo {
  readonly name: string;
  readonly isTensor: boolean;
  /** Element type; empty where it is no tensor. */
  readonly type: string;
  /** A name or a number below 1 for a dimension that may vary. */
  readonly shape: readonly (number | string)[];
}

/** A ZipMap (maps of class to probability) that was taken off, so that its tensor can be read. */
export interface ZipMap {
  /** Output that the maps were. */
  readonly output: string;
  /** Output that now gives the tensor of the probabilities. */
  readonly tensor: string;
  /** Labels in the order of the tensor's columns. */
  readonly classes: readonly string[];
}

export interface TimedModel {
  readonly key: string;
  readonly feeds: readonly Feeds[];
  readonly outputs: readonly string[];
}

export type Order =
  | { readonly type: 'load'; readonly key: string; readonly path: string }
  | {
      readonly type: 'run';
      readonly key: string;
      readonly feeds: Feeds;
      readonly outputs: readonly string[];
    }
  /** `requests` inferences of each model, the models in turn; `first` is the number of the first request. */
  | {
      readonly type: 'time';
      readonly models: readonly TimedModel[];
      readonly first: number;
      readonly requests: number;
    }
  /** Loads each file once more, in turn, and lets it go. */
  | { readonly type: 'reload'; readonly paths: readonly string[] };

export interface Loaded {
  readonly type: 'load';
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly zipmaps: readonly ZipMap[];
  /** Milliseconds of the load. */
  readonly ms: number;
}
export interface Ran {
  readonly type: 'run';
  readonly outputs: Readonly<Record<string, PlainTensor>>;
  /** Milliseconds of the inference alone. */
  readonly ms: number;
}
export interface Timed {
  readonly type: 'time';
  /** For each model the milliseconds of each request. */
  readonly ms: readonly Float64Array[];
}
export interface Reloaded {
  readonly type: 'reload';
  readonly ms: readonly number[];
}
export type Reply = Loaded | Ran | Timed | Reloaded;
export type ReplyTo<T extends Order['type']> = Extract<Reply, { type: T }>;

/** First message to the process: where its engine lies. */
export interface Start {
  readonly type: 'start';
  /** The `package.json` of onnxruntime-node. */
  readonly manifest: string;
}
export type ToModel = Start | { readonly type: 'order'; readonly ticket: number; readonly order: Order };

export interface FromModel {
  readonly ticket: number;
  readonly reply?: Reply;
  /** What ONNX Runtime said, where it refused. */
  readonly refused?: string;
  /** Highest resident memory of the process so far, in bytes. */
  readonly peakBytes: number;
}
