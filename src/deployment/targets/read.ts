/**
 * Reads back what a folder serves: pointer, record and files, every byte hashed again. Nothing here writes.
 * Used by a deployment to prove its work, and by the server to know what to load.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { codeOf, messageOf, sha256File, usageError } from '../../base/index.js';
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

/**
 * Reads back what a folder serves: the pointer, the record beside the model, and every file hashed again.
 * Null where the model was never placed. The layout is found by its pointer file where it is not given.
 */
export async function readDeployed(
  folder: string,
  model: string,
  layout?: LayoutName,
): Promise<Deployed | null> {
  const home = join(folder, safeName(model));
  const candidates = layout === undefined ? Object.values(LAYOUTS) : [LAYOUTS[layout]];
  for (const candidate of candidates) {
    const pointer = await readPointer(home, candidate);
    if (pointer === null) continue;
    if ('problem' in pointer) {
      return {
        model,
        version: 0,
        digest: '',
        path: home,
        sha256: null,
        ...NOTHING,
        problems: [pointer.problem],
      };
    }
    return readVersion(home, model, pointer);
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
export async function readPointerOf(folder: string, model: string): Promise<Pointer | null> {
  for (const layout of Object.values(LAYOUTS)) {
    const pointer = await readPointer(join(folder, safeName(model)), layout);
    if (pointer !== null && !('problem' in pointer)) return pointer;
  }
  return null;
}

export async function readPointer(
  home: string,
  layout: Layout,
): Promise<Pointer | { problem: string } | null> {
  const path = join(home, layout.pointerFile);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    return { problem: `${path} cannot be read: ${messageOf(error)}` };
  }
  return layout.parse(text) ?? { problem: `${path} does not say which version is served; deploy again` };
}

export async function readVersion(home: string, model: string, pointer: Pointer): Promise<Deployed> {
  const place = join(home, String(pointer.version));
  const record = await readRecord(place);
  const problems: string[] = [];
  if (record === null) {
    problems.push(`${join(place, RECORD_FILE)} is missing or damaged`);
    return { model, ...pointer, path: place, sha256: null, ...NOTHING, problems };
  }
  if (record.digest !== pointer.digest || record.version !== pointer.version || record.model !== model) {
    problems.push(
      `${join(place, RECORD_FILE)} is of ${record.model} version ${record.version}, ${record.digest}`,
    );
  }
  let main: string | null = null;
  const files: { file: string; sha256: string }[] = [];
  for (const [index, file] of record.files.entries()) {
    const path = join(place, basename(file.file));
    try {
      const actual = await sha256File(path);
      files.push({ file: file.file, sha256: actual.sha256 });
      if (index === 0) main = actual.sha256;
      if (actual.sha256 !== file.sha256)
        problems.push(`${path} is sha256:${actual.sha256}, not sha256:${file.sha256}`);
    } catch (error) {
      problems.push(`${path} cannot be read: ${messageOf(error)}`);
    }
  }
  const path = join(place, basename(record.files[0]?.file ?? ''));
  const signatures = await readSignatures(place);
  return { model, ...pointer, path, sha256: main, files, signatures, problems };
}

/** None where the file is missing or damaged: a policy that asks for a signature then finds none. */
export async function readSignatures(place: string): Promise<readonly string[]> {
  try {
    const parsed = signaturesSchema.safeParse(
      JSON.parse(await readFile(join(place, SIGNATURES_FILE), 'utf8')),
    );
    return parsed.success ? parsed.data : [];
  } catch {
    // Missing, unreadable and not JSON are one case: there is no signature to rely on.
    return [];
  }
}

export async function readRecord(place: string): Promise<PlacementRecord | null> {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(await readFile(join(place, RECORD_FILE), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // Missing, unreadable and not JSON are one case for every caller: there is no record to trust.
    return null;
  }
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
