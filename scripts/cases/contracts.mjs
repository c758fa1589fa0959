/** Cases that are contracts: what should be read is read, and what should not is refused. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Every contract of a folder, with its text and path below `root`. */
export async function contractsUnder(root, folder) {
  const files = (await readdir(join(root, folder), { recursive: true }))
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const found = [];
  for (const file of files) {
    const path = join(root, folder, file);
    const text = await readFile(path, 'utf8');
    if (/^\s*(apiVersion|kind|"?kind"?)\s*:/m.test(text)) found.push({ file: relative(root, path), text });
  }
  return found;
}

/** The names of the objects in a contract, or the first problem of it. */
export function readContract(kit, text, file) {
  try {
    kit.data.parseContract(text, file);
    return { problem: null };
  } catch (error) {
    const problems = error.problems ?? [];
    const several = /holds (\d+) objects/.exec(String(error.message ?? error));
    if (several !== null) return { problem: null };
    const lines = problems.map(({ message, where }) =>
      `${where?.line ?? ''} ${where?.key ?? ''} ${message}`.trim(),
    );
    return { problem: lines.slice(0, 3).join(' | ') || String(error.message ?? error) };
  }
}
