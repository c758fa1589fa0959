/** What `init` writes: new files only, and workflows at the top of the repository. */
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type Context, codeOf, git, usageError } from '../../base/index.js';
import { workflows } from './workflows.js';

export async function refuseExisting(path: string): Promise<void> {
  try {
    await access(path);
  } catch {
    return;
  }
  throw usageError({
    where: { file: path },
    message: 'exists already, and init overwrites nothing',
    fix: 'run `assay run` with it, or move it away first',
  });
}

export async function writeNew(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    throw usageError(
      {
        where: { file: path },
        message: 'exists already, and init overwrites nothing',
        fix: 'move it away first',
      },
      error,
    );
  }
}

/** Workflows go to the top of the repository; those that exist are left as they are, and listed. */
export async function writeWorkflows(
  ctx: Context,
  root: string,
  locks: readonly string[],
  run: string,
  guesses: string[],
): Promise<string[]> {
  const top = await git(root, ['rev-parse', '--show-toplevel'], { env: ctx.env });
  const base = top.code === 0 ? top.stdout.trim() : root;
  const folder = relative(base, root).split('\\').join('/') || '.';
  const python = /python/.test(run) ? '3.12' : '';
  const setup = python && locks.includes('requirements.txt') ? 'pip install -r requirements.txt' : '';
  if (python && setup === '')
    guesses.push('no requirements.txt was found: `setup` in the workflows installs nothing');
  const written: string[] = [];
  for (const [name, text] of Object.entries(workflows({ folder, setup, python }))) {
    const path = join(base, '.github', 'workflows', name);
    const old = await readFile(path, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (old !== null) {
      guesses.push(`${relative(root, path)} exists already and was left as it is`);
      continue;
    }
    await writeNew(path, text);
    written.push(relative(root, path));
  }
  return written;
}
