/** Which keys a store takes. Checked before a key becomes a path or an address, in every store alike. */
import { usageError } from '../../base/index.js';

const PART = /^[A-Za-z0-9._-]{1,200}$/;
/** Names that Windows takes for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
/** Ends the names of temporary files, so no object may end so. */
export const TEMPORARY = '.tmp';
const MAX_KEY = 900;

/** Whether some systems take a file of that name for a device. */
export function isDeviceName(name: string): boolean {
  return DEVICE.test(name);
}

/** What is wrong with one part of a key, or null. */
function partProblem(part: string): string | null {
  if (part === '') return 'has an empty part';
  if (part === '.' || part === '..') return `has a part ${JSON.stringify(part)}`;
  if (!PART.test(part)) return 'has a part with other characters than letters, digits, ".", "_" and "-"';
  if (part.endsWith('.')) return 'has a part that ends in "."';
  if (isDeviceName(part)) return `has a part that some systems take for a device: ${part}`;
  return null;
}

function refuse(what: string, key: string, problem: string): never {
  throw usageError({
    message: `the ${what} ${JSON.stringify(key.slice(0, 200))} ${problem}`,
    expected: 'parts of letters, digits, ".", "_" and "-", separated by "/"',
  });
}

/** Throws a usage error for a key that could leave the store or that some file system cannot hold. */
export function checkKey(key: string): void {
  if (key.length > MAX_KEY) refuse('key', key, `is longer than ${MAX_KEY} characters`);
  if (key.endsWith(TEMPORARY)) refuse('key', key, `ends in ${TEMPORARY}, as temporary files do`);
  for (const part of key.split('/')) {
    const problem = partProblem(part);
    if (problem !== null) refuse('key', key, problem);
  }
}

/** The same for the beginning of a key, whose last part may be unfinished or empty. */
export function checkPrefix(prefix: string): void {
  if (prefix.length > MAX_KEY) refuse('prefix', prefix, `is longer than ${MAX_KEY} characters`);
  const parts = prefix.split('/');
  const last = parts.pop() ?? '';
  for (const part of parts) {
    const problem = partProblem(part);
    if (problem !== null) refuse('prefix', prefix, problem);
  }
  if (last !== '' && (!PART.test(last) || last === '..')) refuse('prefix', prefix, 'is no part of a key');
}
