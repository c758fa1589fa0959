/** Native engines: found or installed, then loaded from where they are. */
import type { Context } from '../base/index.js';
import { openDuckDb } from './duckdb.js';
import { loadDuckDb } from './load.js';
import { LOCKED } from './locked.js';
import { ENGINE_NAMES, platformOf } from './table.js';
import type { Database, DatabaseOptions, EngineName } from './types.js';

export { CACHE_VARIABLE, type Origin, PATH_VARIABLE } from './find.js';
export { listedNumbers, listOf } from './lists.js';
export { loadOnnxRuntime } from './load.js';
export * from './model/index.js';
export { cacheFolder, cacheKey, entryOf, type Prepared, prepareEngines, writeShim } from './setup.js';
export { type EngineStatus, engineStatus } from './status.js';
export type * from './types.js';

/** The version of ONNX Runtime that models run on. */
export const onnxRuntimeVersion: string = LOCKED.onnxruntime.version;

/** Opens an empty DuckDB database in memory; see `openDuckDb` for values, errors and cancellation. Close it always. */
export async function openDatabase(ctx: Context, options: DatabaseOptions = {}): Promise<Database> {
  return openDuckDb(ctx, await loadDuckDb(ctx), options);
}

/** Installs engines that are nowhere, or all with `force`; returns the names of those that were installed. */
export async function installEngines(
  ctx: Context,
  options: { readonly force?: boolean } = {},
): Promise<readonly EngineName[]> {
  const platform = platformOf();
  const [{ installEngine }, { findEngine }] = await Promise.all([
    import('./install.js'),
    import('./find.js'),
  ]);
  const missing = ENGINE_NAMES.filter(
    (engine) => options.force || findEngine(ctx, engine, platform) === null,
  );
  for (const engine of missing) await installEngine(ctx, engine, platform, options);
  return missing;
}
