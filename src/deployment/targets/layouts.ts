/**
 * How a folder is laid out for a server: which file says what is served, and how it is written and read.
 * A new layout is one row in `LAYOUTS`.
 */
import type { TargetConfig } from '../../config/index.js';

export type LayoutName = TargetConfig['layout'];

/** What the switch names. */
export interface Pointer {
  readonly version: number;
  /** `sha256:<hex>` of the manifest. */
  readonly digest: string;
}

export interface Layout {
  /** The file in `<folder>/<model>/` that decides what is served; replaced whole, as the last step. */
  readonly pointerFile: string;
  /** The name that the server expects for the model file; null keeps the registered one. */
  readonly modelFile: string | null;
  /** What the server can load, for a message; null: anything. */
  readonly accepts: { readonly pattern: RegExp; readonly words: string } | null;
  /**
   * True where a server takes a model folder without a pointer for one that it may guess about. There a pointer that
   * names nothing stands before the first file of a version does.
   */
  readonly guesses: boolean;
  /** True where a server fetches every version that lies there, so that old ones are removed from a bucket. */
  readonly fetchesAll: boolean;
  /**
   * Milliseconds between the last file of a version and the pointer, in a bucket: where a server finds changes by
   * the newest time of the model's objects, which S3 tells in whole seconds.
   */
  readonly apartMs: number;
  /** The pointer; of null: nothing is served. A nonce makes two pointers to one version differ. */
  render(model: string, pointer: Pointer | null, nonce?: string): string;
  /** Null where the text does not say what is served. */
  parse(text: string): Pointer | 'nothing' | null;
}

export const LAYOUTS: Readonly<Record<LayoutName, Layout>> = {
  /**
   * https://github.com/triton-inference-server/server/blob/main/docs/user_guide/model_repository.md. How it polls
   * (newest time of all objects against the newest seen; all of the model's objects fetched for a load; a model
   * folder without a configuration completed by guessing) is read from its model_repository_manager.cc and s3.h.
   */
  triton: {
    pointerFile: 'config.pbtxt',
    modelFile: 'model.onnx',
    accepts: { pattern: /\.onnx$/i, words: 'an ONNX model (a file name that ends in .onnx)' },
    guesses: true,
    fetchesAll: true,
    apartMs: 1100,
    render: (model, pointer, nonce) =>
      [
        '# Written by assay deploy. The version policy names the one version that is served.',
        ...(nonce === undefined ? [] : [`# ${nonce}`]),
        `name: ${JSON.stringify(model)}`,
        'platform: "onnxruntime_onnx"',
        'backend: "onnxruntime"',
        'default_model_filename: "model.onnx"',
        `version_policy: { specific: { versions: [ ${pointer?.version ?? ''} ] } }`,
        ...(pointer === null
          ? []
          : [
              `parameters: { key: "assay_digest" value: { string_value: ${JSON.stringify(pointer.digest)} } }`,
              `parameters: { key: "assay_version" value: { string_value: "${pointer.version}" } }`,
            ]),
        '',
      ].join('\n'),
    parse: (text) => {
      const versions = /^version_policy: \{ specific: \{ versions: \[ (\d*) \] \} \}$/m.exec(text)?.[1];
      if (versions === '') return 'nothing';
      const digest = /key: "assay_digest" value: \{ string_value: "(sha256:[0-9a-f]{64})" \}/.exec(text)?.[1];
      return pointerOf(Number(versions), digest);
    },
  },
  plain: {
    pointerFile: 'current.json',
    modelFile: null,
    accepts: null,
    guesses: false,
    fetchesAll: false,
    apartMs: 0,
    render: (model, pointer, nonce) => {
      const { version, digest } = pointer ?? { version: null, digest: null };
      const data = { format: 1, model, version, digest, ...(nonce === undefined ? {} : { nonce }) };
      return `${JSON.stringify(data, null, 2)}\n`;
    },
    parse: (text) => {
      let data: unknown;
      try {
        data = JSON.parse(text);
      } catch {
        return null;
      }
      if (typeof data !== 'object' || data === null) return null;
      const { version, digest } = data as Record<string, unknown>;
      return version === null && digest === null ? 'nothing' : pointerOf(version, digest);
    },
  },
};

function pointerOf(version: unknown, digest: unknown): Pointer | null {
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) return null;
  if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest)) return null;
  return { version, digest };
}
