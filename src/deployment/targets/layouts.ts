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
  /** The file in `<folder>/<model>/` that decides what is served; replaced by one rename. */
  readonly pointerFile: string;
  /** The name that the server expects for the model file; null keeps the registered one. */
  readonly modelFile: string | null;
  /** What the server can load, for a message; null: anything. */
  readonly accepts: { readonly pattern: RegExp; readonly words: string } | null;
  render(model: string, pointer: Pointer): string;
  /** Null where the text does not say which version is served. */
  parse(text: string): Pointer | null;
}

export const LAYOUTS: Readonly<Record<LayoutName, Layout>> = {
  /** https://github.com/triton-inference-server/server/blob/main/docs/user_guide/model_repository.md */
  triton: {
    pointerFile: 'config.pbtxt',
    modelFile: 'model.onnx',
    accepts: { pattern: /\.onnx$/i, words: 'an ONNX model (a file name that ends in .onnx)' },
    render: (model, { version, digest }) =>
      [
        '# Written by assay deploy. The version policy names the one version that is served.',
        `name: ${JSON.stringify(model)}`,
        'platform: "onnxruntime_onnx"',
        'backend: "onnxruntime"',
        'default_model_filename: "model.onnx"',
        `version_policy: { specific: { versions: [ ${version} ] } }`,
        `parameters: { key: "assay_digest" value: { string_value: ${JSON.stringify(digest)} } }`,
        `parameters: { key: "assay_version" value: { string_value: "${version}" } }`,
        '',
      ].join('\n'),
    parse: (text) => {
      const versions = /^version_policy: \{ specific: \{ versions: \[ (\d+) \] \} \}$/m.exec(text)?.[1];
      const digest = /key: "assay_digest" value: \{ string_value: "(sha256:[0-9a-f]{64})" \}/.exec(text)?.[1];
      return pointerOf(Number(versions), digest);
    },
  },
  plain: {
    pointerFile: 'current.json',
    modelFile: null,
    accepts: null,
    render: (model, { version, digest }) =>
      `${JSON.stringify({ format: 1, model, version, digest }, null, 2)}\n`,
    parse: (text) => {
      let data: unknown;
      try {
        data = JSON.parse(text);
      } catch {
        return null;
      }
      if (typeof data !== 'object' || data === null) return null;
      const { version, digest } = data as Record<string, unknown>;
      return pointerOf(version, digest);
    },
  },
};

function pointerOf(version: unknown, digest: unknown): Pointer | null {
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) return null;
  if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest)) return null;
  return { version, digest };
}
