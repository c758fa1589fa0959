/** Loads an engine's module from the folder where it was found. */
import { createRequire } from 'node:module';
import type * as Duck from '@duckdb/node-api';
import { type Context, environmentError, messageOf } from '../base/index.js';
import type { OnnxRuntime } from './types.js';

/** The API of DuckDB. An environment error where it cannot be loaded. */
export async function loadDuckDb(ctx: Context): Promise<typeof Duck> {
  return (await loadModule(ctx, '@duckdb/node-api')) as typeof Duck;
}

/** ONNX Runtime's API, as `import * as ort from 'onnxruntime-node'` gives it. */
export async function loadOnnxRuntime(ctx: Context): Promise<OnnxRuntime> {
  return (await loadModule(ctx, 'onnxruntime-node')) as OnnxRuntime;
}

async function loadModule(ctx: Context, name: string): Promise<unknown> {
  ctx.signal.throwIfAborted();
  try {
    // Not `import()`: the bundler would turn it into a static import, which fails at start without node_modules.
    return createRequire(import.meta.url)(name);
  } catch (error) {
    throw environmentError({ message: `the engine ${name} cannot be loaded: ${messageOf(error)}` }, error);
  }
}
