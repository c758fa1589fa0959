/** What a dataset is: the files behind a path or glob, their digest, and how DuckDB reads them. */
import { isAbsolute, join, relative, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { sha256, sha256File, usageError } from '../base/index.js';

export type DataFormat = 'parquet' | 'csv' | 'jsonl';

export interface DatasetFile {
  /** Absolute. */
  readonly path: string;
  /** As messages show it: relative to the root, with `/`. */
  readonly shown: string;
  readonly size: number;
  readonly sha256: string;
}

export interface Dataset {
  readonly name: string;
  /** As the user wrote it. */
  readonly path: string;
  readonly format: DataFormat;
  /** Sorted by `shown`; never empty. */
  readonly files: readonly DatasetFile[];
  /** SHA-256 over the sorted list of (relative path, size, SHA-256). */
  readonly sha256: string;
}

const FORMATS: readonly [RegExp, DataFormat][] = [
  [/\.parquet$/i, 'parquet'],
  [/\.(csv|tsv)(\.gz|\.zst)?$/i, 'csv'],
  [/\.(jsonl|ndjson)(\.gz|\.zst)?$/i, 'jsonl'],
];

export function formatOf(path: string): DataFormat | null {
  return FORMATS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/** Finds and hashes the files of a dataset. `path` may be a glob; relative paths start at `root`. */
export async function resolveDataset(
  name: string,
  path: string,
  root: string,
  signal?: AbortSignal,
): Promise<Dataset> {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) {
    throw usageError({
      message: `dataset ${name}: ${path} is an address; this version reads files and globs`,
      fix: 'fetch the data in a step before this one, and name the local path',
    });
  }
  const absolute = isAbsolute(path) ? path : join(root, path);
  const pattern = absolute.split(sep).join('/');
  const found = isDynamicPattern(pattern)
    ? await glob(pattern, { absolute: true, onlyFiles: true })
    : [absolute];
  if (found.length === 0) {
    throw usageError({ message: `dataset ${name}: no file matches ${path}`, expected: 'at least one file' });
  }
  const formats = new Set(found.map(formatOf));
  const [format] = formats;
  if (formats.size !== 1 || !format) {
    throw usageError({
      message: `dataset ${name}: ${path} names ${formats.size > 1 ? 'files of several formats' : 'a file of an unknown format'}`,
      expected: '.parquet, .csv, .tsv or .jsonl (the text formats also as .gz or .zst)',
    });
  }
  const files: DatasetFile[] = [];
  for (const file of found.sort()) {
    try {
      const digest = await sha256File(file, signal);
      files.push({ path: file, shown: relative(root, file).split(sep).join('/'), ...digest });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw usageError(
        { where: { file }, message: `dataset ${name}: the file cannot be read: ${String(error)}` },
        error,
      );
    }
  }
  files.sort((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
  const list = files.map((file) => `${file.shown}\0${file.size}\0${file.sha256}\n`).join('');
  return { name, path, format, files, sha256: sha256(list) };
}

/** A string as an SQL literal. */
export function sqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A FROM expression with DuckDB's own typing, for stages that compute on data that `validate` has accepted.
 * Validation itself reads text formats as text: a typed read hides bad values.
 */
export function relationSql(dataset: Dataset): string {
  const list = `[${dataset.files.map((file) => sqlString(file.path)).join(', ')}]`;
  switch (dataset.format) {
    case 'parquet':
      return `read_parquet(${list}, union_by_name = true)`;
    case 'csv':
      return `read_csv(${list}, union_by_name = true, sample_size = -1)`;
    case 'jsonl':
      return `read_json(${list}, format = 'newline_delimited', union_by_name = true)`;
  }
}
