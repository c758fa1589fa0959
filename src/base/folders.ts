/** Folders that the system gives to every program of a user. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Environment } from './context.js';

/** Where programs keep what can be made again: `~/.cache` and its kin. Absolute. */
export function userCacheFolder(env: Environment, system: string = process.platform): string {
  const home = env[system === 'win32' ? 'USERPROFILE' : 'HOME'] || homedir();
  if (system === 'win32') return env['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
  // The specification of these folders says that a relative path is to be ignored.
  const named = env['XDG_CACHE_HOME'];
  return named && isAbsolute(named) ? named : join(home, '.cache');
}
