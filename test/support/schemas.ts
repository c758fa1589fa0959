/** Holds files that the program wrote against the published schemas that they name, as an editor or another tool does. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { ROOT } from './program.js';

/** What is wrong with `data` by the file `schema/<name>.schema.json`; empty where it fits. */
export async function schemaProblems(name: string, data: unknown): Promise<string[]> {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  formats.default(ajv);
  const check = ajv.compile(JSON.parse(await readFile(join(ROOT, 'schema', `${name}.schema.json`), 'utf8')));
  return check(data) ? [] : (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** The name of a published schema from the address in `$schema`. */
export const schemaName = (address: string): string => basename(address, '.schema.json');

/** Every result under `root`, by file name, with what its own schema says against it. */
export async function resultProblems(root: string): Promise<Record<string, readonly string[]>> {
  const folder = join(root, '.assay', 'results');
  const found: Record<string, readonly string[]> = {};
  for (const file of await readdir(folder)) {
    const data = JSON.parse(await readFile(join(folder, file), 'utf8'));
    found[file] = await schemaProblems(schemaName(data.$schema), data);
  }
  return found;
}
