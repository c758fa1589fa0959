/** Finds and loads `assay.yaml`. What parses it is loaded only where there is such a file. */
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Place, readUserFile } from '../base/index.js';
import type { Config } from './schema/index.js';

export const CONFIG_FILE = 'assay.yaml';

/** A configuration together with where it lies. Paths in it are relative to `root`. */
export interface LoadedConfig extends Config {
  /** Absolute path of the file. */
  readonly file: string;
  /** Absolute folder of the file. */
  readonly root: string;
  /** `sha256:<hex>` of the file's bytes. */
  readonly digest: string;
  /** Things that are allowed but that a reader should know: paths outside the repository. */
  readonly notices: readonly string[];
  /** An absolute path for a path of the file. */
  resolve(path: string): string;
  /** The place of a key in the file, for messages: `place('gate', 'rules', 0)`. */
  place(...path: readonly (string | number)[]): Place;
}

/** The configuration file that a command uses: the one named, else `assay.yaml` in `cwd`; null where neither is. */
export async function findConfig(cwd: string, named: string | undefined): Promise<string | null> {
  if (named !== undefined) return resolve(cwd, named);
  const path = join(cwd, CONFIG_FILE);
  try {
    await access(path);
    return path;
  } catch {
    return null;
  }
}

export async function loadConfig(file: string): Promise<LoadedConfig> {
  const text = await readUserFile(file, 'the configuration');
  const { parseConfig } = await import('./parsing/index.js');
  return parseConfig(text, file);
}
