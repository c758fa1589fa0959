/**
 * Reads back what a target serves: pointer, record and files, every byte hashed again. Nothing here writes.
 * Used by a deployment to prove its work, and by the server to know what to load.
 */
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { AssayError, codeOf, messageOf, usageError } from '../../base/index.js';
import { folderFiles, type TargetFiles } from './files.js';
import { LAYOUTS, type Layout, type LayoutName, type Pointer } from './layouts.js';
import type { Deployed } from './target.js';

export const RECORD_FILE = 'assay.json';
/** Bundles of signatures beside the model, as a list of texts. It may come after the record, and grow. */
export const SIGNATURES_FILE = 'assay-signatures.json';
const signaturesSchema = z.array(z.string());

const NOTHING = { files: [], signatures: [] } as const;

/** `assay.json` beside the model: what the version folder must hold. */
const recordSchema = z.object({
  format: z.literal(1),
  model: z.string(),
  version: z.int().positive(),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  files: z
    .array(
      z.object({ file: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().nonnegative() }),
    )
    .min(1),
});
export type PlacementRecord = z.infer<typeof recordSchema>;

/** Reads back what a folder serves; null where the model was never placed. */
export function readDeployed(folder: string, model: string, layout?: LayoutName): Promise<Deployed | null> {
  return readTarget(folderFiles(folder), model, layout);
}

/**
 * Reads back what a target serves: the pointer, the record beside the model, and every file hashed again.
 * Null where nothing is served. The layout is found by its pointer file where it is not given.
 */
export async function readTarget(
  files: TargetFiles,
  model: string,
  layout?: LayoutName,
): Promise<Deployed | null> {
  const home = safeName(model);
  const candidates = layout === undefined ? Object.values(LAYOUTS) : [LAYOUTS[layout]];
  for (const candidate of candidates) {
    const pointer = await readPointer(files, home, candidate);
    if (pointer === null) continue;
    if ('problem' in pointer) {
      return {
        model,
        version: 0,
        digest: '',
        path: files.place(home),
        sha256: null,
        ...NOTHING,
        problems: [pointer.problem],
      };
    }
    return readVersion(files, model, pointer);
  }
  return null;
}

/** Models that a folder serves: its sub-folders with a pointer, sorted. */
export async function listDeployed(folder: string): Promise<string[]> {
  let entries: string[];
  try {
    entries = (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  const found: string[] = [];
  for (const name of entries.sort()) {
    const pointers = Object.values(LAYOUTS).map((layout) => exists(join(folder, name, layout.pointerFile)));
    if ((await Promise.all(pointers)).includes(true)) found.push(name);
  }
  return found;
}

/** The bare pointer of a model: cheap enough to ask every second. Null where there is none that can be read. */
export async function readPointerOf(target: string | TargetFiles, model: string): Promise<Pointer | null> {
  const files = typeof target === 'string' ? folderFiles(target) : target;
  for (const layout of Object.values(LAYOUTS)) {
    const pointer = await readPointer(files, safeName(model), layout);
    if (pointer !== null && !('problem' in pointer)) return pointer;
  }
  return null;
}

/** The pointer of the model whose key is `home`; null where there is none, or one that names nothing. */
export async function readPointer(
  files: TargetFiles,
  home: string,
  layout: Layout,
): Promise<Pointer | { problem: string } | null> {
  const key = `${home}/${layout.pointerFile}`;
  let text: string | null;
  try {
    text = await files.text(key);
  } catch (error) {
    return { problem: `${files.place(key)} cannot be read: ${unlessOurs(error)}` };
  }
  if (text === null) return null;
  const parsed = layout.parse(text);
  if (parsed === 'nothing') return null;
  return parsed ?? { problem: `${files.place(key)} does not say which version is served; deploy again` };
}

/** A version that a pointer names, whatever serves it. */
export async function readVersion(files: TargetFiles, model: string, pointer: Pointer): Promise<Deployed> {
  const { version, digest } = pointer;
  const home = `${safeName(model)}/${version}`;
  const record = await readRecord(files, home);
  const problems: string[] = [];
  const recordPlace = files.place(`${home}/${RECORD_FILE}`);
  if (record === null) {
    problems.push(`${recordPlace} is missing or damaged`);
    return { model, version, digest, path: files.place(home), sha256: null, ...NOTHING, problems };
  }
  if (record.digest !== digest || record.version !== version || record.model !== model) {
    problems.push(`${recordPlace} is of ${record.model} version ${record.version}, ${record.digest}`);
  }
  let main: string | null = null;
  const found: { file: string; sha256: string }[] = [];
  for (const [index, file] of record.files.entries()) {
    const key = `${home}/${basename(file.file)}`;
    const place = files.place(key);
    try {
      const actual = await files.digest(key);
      if (actual === null) {
        problems.push(`${place} cannot be read: it is not there`);
        continue;
      }
      found.push({ file: file.file, sha256: actual });
      if (index === 0) main = actual;
      if (actual !== file.sha256) problems.push(`${place} is sha256:${actual}, not sha256:${file.sha256}`);
    } catch (error) {
      problems.push(`${place} cannot be read: ${unlessOurs(error)}`);
    }
  }
  const path = files.place(`${home}/${basename(record.files[0]?.file ?? '')}`);
  const signatures = await readSignatures(files, home);
  return { model, version, digest, path, sha256: main, files: found, signatures, problems };
}

/** None where the file is missing or damaged: a policy that asks for a signature then finds none. */
export async function readSignatures(files: TargetFiles, home: string): Promise<readonly string[]> {
  return (await readJson(files, home, SIGNATURES_FILE, signaturesSchema)) ?? [];
}

/** Null where it is missing, unreadable or damaged: there is no record to trust. */
export function readRecord(files: TargetFiles, home: string): Promise<PlacementRecord | null> {
  return readJson(files, home, RECORD_FILE, recordSchema);
}

async function readJson<T>(
  files: TargetFiles,
  home: string,
  name: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  try {
    const parsed = schema.safeParse(
      JSON.parse((await files.text(home === '' ? name : `${home}/${name}`)) ?? 'null'),
    );
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // Unreadable and not JSON are one case, as missing is. A store that does not answer says nothing of its objects.
    unlessOurs(error);
    return null;
  }
}

/** What an error of reading says of the file; one of the way there (network, rights) goes on. */
function unlessOurs(error: unknown): string {
  if (error instanceof AssayError || (error instanceof Error && error.name === 'AbortError')) throw error;
  return messageOf(error);
}

/** The name of a model as a folder; a usage error where it cannot be one. */
export function safeName(model: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/.test(model)) {
    throw usageError({ message: `${JSON.stringify(model)} cannot be the name of a model folder` });
  }
  return model;
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}
