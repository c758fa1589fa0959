/** Where proposals of contracts go: shared by `infer` and `import-contract`. */
import { mkdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { createFileExclusive, usageError, writeFileAtomic } from '../../base/index.js';

/** The name of an object from that of a file or glob. */
export function nameOfData(path: string): string {
  const stem = basename(path)
    .replace(/\..*$/, '')
    .replace(/[^A-Za-z0-9_]+/g, '_');
  return stem.replace(/^_+|_+$/g, '') || 'data';
}

/** Writes a contract. Throws a usage error where the file exists and `force` is not given. */
export async function writeNewContract(
  root: string,
  output: string,
  text: string,
  force: boolean,
): Promise<void> {
  const path = isAbsolute(output) ? output : join(root, output);
  await mkdir(dirname(path), { recursive: true });
  if (force) return writeFileAtomic(path, text);
  if (await createFileExclusive(path, text)) return;
  throw usageError({
    where: { file: output },
    message: 'exists already, and nothing is overwritten',
    fix: 'name another file, or add --force',
  });
}
