/**
 * The program as plain JavaScript, for tests that start processes of their own: Node 20 cannot run TypeScript.
 * Compiled once for each state of the sources, into `.cache/`; the types are checked elsewhere.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const CACHE = join(ROOT, '.cache', 'test-build');

/** The folder of the compiled sources; `main.js` in it is the entry. Safe to call from several test files at once. */
export async function compiled(): Promise<string> {
  const folder = join(CACHE, await stateOfSources());
  if (await exists(join(folder, 'main.js'))) return folder;
  const temporary = `${folder}.${process.pid}.tmp`;
  await mkdir(CACHE, { recursive: true });
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '-p', join(ROOT, 'tsconfig.build.json'), '--outDir', temporary];
  // tsc writes its output also where it has something to say.
  const said = await promisify(execFile)(process.execPath, args, { cwd: ROOT }).catch(
    (error: unknown) => error,
  );
  if (!(await exists(join(temporary, 'main.js')))) {
    throw new Error(`the sources could not be compiled: ${String(said)}`);
  }
  try {
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!(await exists(join(folder, 'main.js')))) throw error;
  }
  const old = (await readdir(CACHE)).filter((name) => !folder.endsWith(name) && !name.endsWith('.tmp'));
  await Promise.all(
    old.map(async (name) => {
      const { mtimeMs } = await stat(join(CACHE, name));
      if (Date.now() - mtimeMs > 3_600_000) await rm(join(CACHE, name), { recursive: true, force: true });
    }),
  );
  return folder;
}

async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const names = (await readdir(join(ROOT, 'src'), { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  for (const name of names.sort()) {
    const { mtimeMs, size } = await stat(join(ROOT, 'src', name));
    hash.update(`${name}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
