/** Native engines: found or installed, then loaded from where they are. */
import type { Context } from '../base/index.js';
import { openDuckDb } from './duckdb.js';
import { loadDuckDb } from './load.js';
import type { Database, DatabaseOptions } from './types.js';

export { loadOnnxRuntime } from './load.js';
export type * from './types.js';

/** Opens an empty DuckDB database in memory; see `openDuckDb` for values, errors and cancellation. Close it always. */
export async function openDatabase(ctx: Context, options: DatabaseOptions = {}): Promise<Database> {
  return openDuckDb(ctx, await loadDuckDb(ctx), options);
}
