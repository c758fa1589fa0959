/** What a version is as files of a target: their names, and the record beside them. The same for every kind. */
import { basename } from 'node:path';
import { canonicalJson, usageError } from '../../base/index.js';
import type { Layout } from './layouts.js';
import { type PlacementRecord, RECORD_FILE, SIGNATURES_FILE } from './read.js';
import type { Placement } from './target.js';

/** The bytes of `assay.json`. */
export function recordText(placement: Placement, names: readonly string[]): string {
  const record: PlacementRecord = {
    format: 1,
    model: placement.model,
    version: placement.version,
    digest: placement.digest,
    files: placement.files.map((file, index) => ({
      file: names[index] ?? file.file,
      sha256: file.sha256,
      size: file.size,
    })),
  };
  return `${canonicalJson(record)}\n`;
}

/** File names in the version folder, in the order of the placement. Names that leave the folder are refused. */
export function namesOf(placement: Placement, layout: Layout): string[] {
  const [main, ...others] = placement.files;
  if (layout.accepts !== null && !layout.accepts.pattern.test(main.file)) {
    throw usageError({
      message: `version ${placement.version} is ${main.file}, which this layout cannot serve`,
      expected: layout.accepts.words,
      fix: 'use `layout: plain` for other files',
    });
  }
  const names = [layout.modelFile ?? main.file, ...others.map((file) => file.file)];
  const wrong = names.filter(
    (name) => name !== basename(name) || name === '' || name.startsWith('.') || /[\\/\0]/.test(name),
  );
  const same = new Set(names.map((name) => name.toLowerCase())).size !== names.length;
  if (wrong.length > 0 || same || names.includes(RECORD_FILE) || names.includes(SIGNATURES_FILE)) {
    throw usageError({
      message: `the files of version ${placement.version} cannot lie in one folder: ${names.join(', ')}`,
      expected: 'plain file names, each once',
    });
  }
  return names;
}
