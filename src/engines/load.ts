/** Loads an engine's module from where it was found, and installs it first where it is nowhere. */
import { createRequire } from 'node:module';
import type * as Duck from '@duckdb/node-api';
import { type Context, environmentError, messageOf } from '../base/index.js';
import { type Found, findEngine } from './find.js';
import { ENGINES, type Platform, platformOf } from './table.js';
import type { EngineName, OnnxRuntime } from './types.js';

/** The API of DuckDB. An environment error where it can be neither found nor installed, or does not load. */
export async function loadDuckDb(ctx: Context): Promise<typeof Duck> {
  return loadFound(await findOrInstall(ctx, 'duckdb')) as typeof Duck;
}

/**
 * ONNX Runtime's API, as `import * as ort from 'onnxruntime-node'` gives it. An environment error where it can be
 * neither found nor installed, or does not load.
 */
export async function loadOnnxRuntime(ctx: Context): Promise<OnnxRuntime> {
  return loadFound(await findOrInstall(ctx, 'onnxruntime')) as OnnxRuntime;
}

/** Where the engine is; installs it where it is nowhere. */
export async function findOrInstall(
  ctx: Context,
  engine: EngineName,
  platform: Platform = platformOf(),
): Promise<Found> {
  ctx.signal.throwIfAborted();
  const found = findEngine(ctx, engine, platform);
  if (found !== null) return found;
  // The client of the registry is heavy and seldom needed: it has a chunk of its own in the bundle.
  const { installEngine } = await import('./install.js');
  return installEngine(ctx, engine, platform);
}

/** ONNX Runtime by the `package.json` of its package, in a process that was told where it lies. */
export function loadFrom(manifest: string): OnnxRuntime {
  return createRequire(manifest)('./') as OnnxRuntime;
}

/** Loads the module. Not by `import()`: the bundler would make it a static import that fails without node_modules. */
export function loadFound(found: Found): unknown {
  const load = createRequire(found.manifest);
  try {
    return load('./');
  } catch (error) {
    throw environmentError(
      {
        where: { file: found.manifest },
        message: `${ENGINES[found.engine].title} cannot be loaded: ${messageOf(error)}`,
        fix:
          found.origin === 'node_modules' || found.origin === 'path'
            ? 'install the packages there again for this machine'
            : 'run `assay engines install --force`',
      },
      error,
    );
  }
}
