/** Hive partitions: `year=2001/month=05/part.parquet` gives the columns `year` and `month`, as text. */
import { type FoundDataset, sqlName, sqlString } from '../dataset.js';
import type { SourceColumn, SourceFault } from './source.js';

/** What Hive and Spark write where a value is missing. */
const DEFAULT = '__HIVE_DEFAULT_PARTITION__';

/**
 * The keys that the folders of every file name, in their order, below the folder that all of the dataset's paths
 * are relative to. Keys that only some files have are none.
 */
export function partitionKeys(found: FoundDataset): string[] {
  const [first, ...more] = found.files.map(({ shown }) => keysOf(shown));
  if (first === undefined) return [];
  return first.filter((key, at) => first.indexOf(key) === at && more.every((keys) => keys.includes(key)));
}

function keysOf(shown: string): string[] {
  return shown
    .split('/')
    .slice(0, -1)
    .flatMap((part) => {
      const at = part.indexOf('=');
      return at > 0 ? [part.slice(0, at)] : [];
    });
}

/** The value of a key as SQL over the path of the file; constant within a file, so it costs nothing. */
export function partitionSql(key: string, path: string): string {
  // The last folder of that name: folders above the dataset may have one too.
  const pattern = `.*[/\\\\]${key.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}=([^/\\\\]*)[/\\\\]`;
  return `nullif(url_decode(regexp_extract(${path}, ${sqlString(pattern)}, 1)), ${sqlString(DEFAULT)})`;
}

/** The columns of partitions; `names` are those that the files themselves have. */
export function partitionColumns(
  found: FoundDataset,
  names: readonly string[],
  sql: (key: string, position: number) => string,
): { key: string; column: SourceColumn }[] {
  return partitionKeys(found)
    .filter((key) => !names.includes(key))
    .map((key, position) => ({
      key,
      column: { name: key, sql: sql(key, position), shown: sqlName(key), type: null, partition: true },
    }));
}

/** Folders that look like partitions and give no column: of a name that the files have too, or not around every file. */
export function partitionFaults(found: FoundDataset, columns: readonly SourceColumn[]): SourceFault[] {
  const read = new Set(columns.filter(({ partition }) => partition).map(({ name }) => name));
  const own = new Set(columns.filter(({ partition }) => !partition).map(({ name }) => name));
  const first = new Map<string, string>();
  for (const { shown } of found.files) {
    for (const key of keysOf(shown)) if (!first.has(key)) first.set(key, shown);
  }
  return [...first].flatMap(([key, file]): SourceFault[] => {
    if (read.has(key)) return [];
    const clash = own.has(key);
    return [
      {
        check: 'columns',
        verdict: 'warn',
        file,
        column: key,
        message: clash
          ? `lies in a folder \`${key}=…\` and has a column \`${key}\` too: the column is read, and the folder is not`
          : `lies in a folder \`${key}=…\` and other files do not, so there is no column \`${key}\``,
        expected: clash ? 'one place for each value' : 'the same folders around every file',
        fix: clash
          ? `leave \`${key}\` out of the files, or name the folders otherwise`
          : `put every file into a folder \`${key}=…\``,
      },
    ];
  });
}
