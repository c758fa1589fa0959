/** The statistics of src/, compiled: Node 20 cannot run TypeScript. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Compiles src/ to build/ and imports the front door of `src/statistics/`. */
export async function statistics() {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
  return import(pathToFileURL(join(ROOT, 'build/statistics/index.js')).href);
}
