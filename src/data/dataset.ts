/** What a dataset is: the files behind a path or glob, their digest, and how DuckDB reads them. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute, join, normalize, relative, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { type FileDigest, sha256, sha256File, unreadable, usageError } from '../base/index.js';
import { damaged, isS3Url, type Place } from '../s3/index.js';
import type { Contract } from './contract/index.js';

/** `files`: a folder of images, sounds, documents; their bytes are looked at, never rows. */
export type DataFormat = 'parquet' | 'csv' | 'jsonl' | 'files';

/** What a dataset holds: rows of a table, or files as they are. */
export type DatasetKind = 'table' | 'files';

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** As messages show it: relative to the root, with `/`; or the `s3://` address. */
  readonly shown: string;
  /** Of an object of S3, as it came. */
  readonly object?: { readonly key: string; readonly sha256: string };
}

/** The files of a dataset before their bytes were read. Hashing them can go on beside a scan. */
export interface FoundDataset {
  readonly name: string;
  /** As the user wrote it. */
  readonly path: string;
  readonly format: DataFormat;
  /** Sorted by `shown`; never empty. */
  readonly files: readonly FoundFile[];
  /** Of format `files`: the folder that they lie in, absolute. */
  readonly folder?: string;
  /** Where programs find it, absolute: a path or glob. Absent: that is `path` from the root. */
  readonly local?: string;
  /** By which its text is read (`withContract`); absent: as the engine types it. */
  readonly contract?: Contract | null;
}

export interface DatasetFile extends FoundFile {
  readonly size: number;
  readonly sha256: string;
}

export interface Dataset extends FoundDataset {
  readonly files: readonly DatasetFile[];
  /** SHA-256 over the sorted list of (relative path, size, SHA-256). */
  readonly sha256: string;
}

const FORMATS: readonly [RegExp, DataFormat][] = [
  [/\.parquet$/i, 'parquet'],
  [/\.(csv|tsv)(\.gz|\.zst)?$/i, 'csv'],
  [/\.(jsonl|ndjson)(\.gz|\.zst)?$/i, 'jsonl'],
];

/** Arrow IPC and Feather: DuckDB reads them only with an extension that it would fetch from outside. */
const ARROW = /\.(arrow|arrows|feather|ipc)(\.gz|\.zst)?$/i;

export function formatOf(path: string): DataFormat | null {
  return FORMATS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/**
 * Finds and hashes the files of a dataset. `path` may be a glob; relative paths start at the root. With a `Place` it
 * may be an `s3://` address, whose objects are brought to this machine.
 */
export async function resolveDataset(
  name: string,
  path: string,
  at: string | Place,
  signal?: AbortSignal,
  kind: DatasetKind = 'table',
): Promise<Dataset> {
  const found = await findDataset(name, path, at, kind);
  const digests: FileDigest[] = [];
  for (const file of found.files) {
    try {
      digests.push(await sha256File(file.path, signal));
    } catch (error) {
      if (signal?.aborted) throw error;
      throw unreadable(file.path, `dataset ${name}: the file`, error);
    }
  }
  return digestedDataset(found, digests);
}

/** As `resolveDataset`, without reading the files. */
export async function findDataset(
  name: string,
  path: string,
  at: string | Place,
  kind: DatasetKind = 'table',
): Promise<FoundDataset> {
  const { root, remote } = typeof at === 'string' ? { root: at, remote: null } : at;
  if (isS3Url(path) && remote !== null) {
    const { findRemote } = await import('./remote.js');
    return findRemote(name, path, remote, kind);
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) {
    throw usageError({
      message: `dataset ${name}: ${path} is an address; what is read are files, globs and s3:// addresses`,
      fix: 'fetch the data in a step before this one, and name the local path',
    });
  }
  const absolute = isAbsolute(path) ? path : join(root, path);
  if (kind === 'files') return findFolder(name, path, absolute, root);
  const found = await filesBehind(absolute);
  if (found.length === 0) {
    throw usageError({ message: `dataset ${name}: no file matches ${path}`, expected: 'at least one file' });
  }
  const format = commonFormat(name, path, found, (file) => relative(root, file));
  return { name, path, format, files: shownFiles(found, root) };
}

/** How an array of JSON becomes JSON lines. */
export const ARRAY_FIX = "convert it: jq -c '.[]' data.json > data.jsonl";

/** The format of all files, by their endings. */
export function commonFormat(
  name: string,
  path: string,
  found: readonly string[],
  shown: (file: string) => string,
): DataFormat {
  const formats = new Set(found.map(formatOf));
  const [format] = formats;
  if (formats.size !== 1 || !format) {
    const arrow = found.find((file) => ARROW.test(file));
    if (arrow !== undefined) {
      throw usageError({
        message: `dataset ${name}: ${shown(arrow)} is Arrow IPC, which the engine cannot read`,
        expected: '.parquet, .csv, .tsv or .jsonl',
        fix: 'convert it, with the types as they are: python -c "import pyarrow.feather as f, pyarrow.parquet as p; p.write_table(f.read_table(\'in.arrow\'), \'out.parquet\')", or in polars: pl.read_ipc("in.arrow").write_parquet("out.parquet")',
      });
    }
    const json = found.find((file) => /\.json(\.gz|\.zst)?$/i.test(file));
    if (json !== undefined) {
      throw usageError({
        message: `dataset ${name}: ${shown(json)} is a .json file, and JSON is read as JSON lines`,
        expected: '.jsonl or .ndjson, one JSON object a line',
        fix: `if it is one array, ${ARRAY_FIX}; if it has one object a line already, give it the ending .jsonl`,
      });
    }
    throw usageError({
      message: `dataset ${name}: ${path} names ${formats.size > 1 ? 'files of several formats' : 'a file of an unknown format'}`,
      expected: '.parquet, .csv, .tsv or .jsonl (the text formats also as .gz or .zst)',
    });
  }
  return format;
}

/** What file managers leave behind is no data. */
const LITTER = ['**/Thumbs.db', '**/desktop.ini', '**/__MACOSX/**'];

/** A folder with all that lies below it, or a glob. Hidden files are left out. */
async function findFolder(name: string, path: string, absolute: string, root: string): Promise<FoundDataset> {
  const pattern = absolute.split(sep).join('/');
  const info = await stat(absolute).catch((error: unknown) => {
    if (isDynamicPattern(pattern)) return null;
    throw unreadable(absolute, `dataset ${name}: the folder`, error);
  });
  const options = { absolute: true, onlyFiles: true, ignore: LITTER };
  const found = info?.isDirectory()
    ? await glob('**/*', { ...options, cwd: absolute })
    : info?.isFile()
      ? [absolute]
      : await glob(pattern, options);
  if (found.length === 0) {
    throw usageError({
      message: `dataset ${name}: no file lies behind ${path}`,
      expected: 'at least one file',
    });
  }
  const folder = info?.isDirectory() ? absolute : fixedFolder(absolute);
  return { name, path, format: 'files', files: shownFiles(found, root), folder };
}

/** The folders of a glob before its first pattern. */
function fixedFolder(absolute: string): string {
  const parts = absolute.split(sep);
  const dynamic = parts.findIndex((part) => isDynamicPattern(part));
  return parts.slice(0, dynamic === -1 ? -1 : dynamic).join(sep) || sep;
}

function shownFiles(found: readonly string[], root: string): FoundFile[] {
  const files = found.map((file) => ({
    path: normalize(file),
    shown: relative(root, file).split(sep).join('/'),
  }));
  return files.sort((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
}

/** The dataset with the digests of its files, in their order. */
export function digestedDataset(found: FoundDataset, digests: readonly FileDigest[]): Dataset {
  const files = found.files.map((file, index) => {
    const digest = digests[index];
    if (digest === undefined) throw new RangeError(`no digest for ${file.path}`);
    if (file.object !== undefined && file.object.sha256 !== digest.sha256)
      throw damaged(file.shown, file.path);
    return { ...file, ...digest };
  });
  return { ...found, files, sha256: datasetDigest(files) };
}

/**
 * The digest of a dataset: SHA-256 over its list of (relative path, size, SHA-256), sorted by path. In a bucket the key
 * is that path: the same files under the same names have one digest, wherever they lie.
 */
export function datasetDigest(
  files: readonly Pick<DatasetFile, 'shown' | 'object' | 'size' | 'sha256'>[],
): string {
  const named = files.map((file) => ({ ...file, name: file.object?.key ?? file.shown }));
  named.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return sha256(named.map((file) => `${file.name}\0${file.size}\0${file.sha256}\n`).join(''));
}

/** A file of that very name wins over a reading as a pattern: `data[1].csv` may be a file. */
async function filesBehind(absolute: string): Promise<string[]> {
  const pattern = absolute.split(sep).join('/');
  const exists = await stat(absolute).then(
    (info) => info.isFile(),
    () => false,
  );
  if (exists) return [absolute];
  if (!isDynamicPattern(pattern)) {
    try {
      await access(absolute, constants.R_OK);
    } catch (error) {
      throw unreadable(absolute, 'the data file', error);
    }
    throw usageError({
      where: { file: absolute },
      message: 'is a folder, not a file',
      fix: 'name the files with a glob, such as folder/*.parquet; a folder of images, sounds or documents is `kind: files`',
    });
  }
  return glob(pattern, { absolute: true, onlyFiles: true });
}

/** For stages that read rows. */
export function noRows({ name }: FoundDataset): Error {
  return usageError({
    message: `dataset ${name} is of kind files, and has no rows`,
    fix: 'name a dataset of rows here',
  });
}

/** A string as an SQL literal. */
export function sqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A finite number as an SQL literal of exactly that value. `0.1` in SQL is a DECIMAL, whose way to DOUBLE may
 * round a second time; whole numbers stay integers, which compare exactly with 64-bit columns.
 */
export function sqlNumber(value: number): string {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : `'${value}'::DOUBLE`;
}

/**
 * A path as an SQL literal for DuckDB's readers, which take every path for a pattern: a file `d[1].csv` would
 * silently be read as `d1.csv`.
 */
export function sqlPath(path: string): string {
  return sqlString(path.replace(/[*?[]/g, '[$&]'));
}

/** A name as an SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A FROM expression with DuckDB's own typing: for Parquet, and for text that no contract describes. Stages read rows
 * through `openReading`.
 */
export function relationSql(dataset: FoundDataset): string {
  if (dataset.format === 'files') throw noRows(dataset);
  const list = `[${dataset.files.map((file) => sqlPath(file.path)).join(', ')}]`;
  switch (dataset.format) {
    case 'parquet':
      return `read_parquet(${list}, union_by_name = true)`;
    case 'csv':
      return `read_csv(${list}, union_by_name = true, sample_size = -1)`;
    case 'jsonl':
      return `read_json(${list}, format = 'newline_delimited', union_by_name = true)`;
  }
}
