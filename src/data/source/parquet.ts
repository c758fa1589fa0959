/** Parquet: typed values, a schema that is read first, no lines. */
import { messageOf } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { type FoundDataset, sqlName, sqlPath, sqlString } from '../dataset.js';
import { readBytes } from './bytes.js';
import { emptyPart } from './faults.js';
import { partitionColumns, partitionSql } from './partitions.js';
import type { Source, SourceFault } from './source.js';

/** Names of columns that are added to say where a row lies. */
const TAKEN = /^(assay_file|assay_row|assay_path|file_row_number)$/i;

/** What `DESCRIBE` says of a file, column → type. */
type Schema = ReadonlyMap<string, string>;

/**
 * Reads the schema of every file. A file that is no Parquet is a fault and not an error, and leaves the others
 * readable; so are columns whose type changes from file to file, which the engine would silently widen.
 */
export async function openParquet(db: Database, found: FoundDataset): Promise<Source> {
  const faults: SourceFault[] = [];
  const schemas = new Map<string, Schema>();
  for (const file of found.files) {
    try {
      const schema = await schemaOf(db, `read_parquet(${sqlPath(file.path)}, hive_partitioning = false)`);
      schemas.set(file.shown, schema);
      faults.push(...(await sameNames(db, file, schema)));
    } catch (error) {
      faults.push(unreadable(file.shown, error));
    }
  }
  const readable = found.files.filter((file) => schemas.has(file.shown));
  faults.push(...differences(schemas));
  const several = readable.length > 1 ? ', union_by_name = true' : '';
  const reader = (paths: readonly string[], options: string) =>
    `read_parquet(${paths.length === 1 ? sqlPath(paths[0] ?? '') : `[${paths.map(sqlPath).join(', ')}]`}${several}, hive_partitioning = false${options})`;
  const paths = readable.map((file) => file.path);
  let described: Schema | null = null;
  if (paths.length > 0) {
    try {
      described =
        paths.length === 1 ? ([...schemas.values()][0] ?? null) : await schemaOf(db, reader(paths, ''));
    } catch (error) {
      faults.push(unreadable(readable.map((file) => file.shown).join(', '), error));
    }
  }
  if (described !== null && paths.length > 1) faults.push(...(await emptyFiles(db, found, paths)));
  const names = [...(described?.keys() ?? [])];
  const partitions = partitionColumns(found, names, (key) => sqlName(key));
  const withKeys = (from: string, path: string, before: string) => {
    if (partitions.length === 0 && before === '') return from;
    const keys = partitions.map(({ key }) => `${partitionSql(key, path)} AS ${sqlName(key)}`);
    return `(SELECT ${['*', ...keys].join(', ')}${before} FROM ${from})`;
  };
  const path = partitions.length > 0 ? ", filename = 'assay_path'" : '';
  const taken = names.some((name) => TAKEN.test(name));
  // The engine refuses to add a column that is there: the data's own go by other names.
  const renamed = readable.map((file) => {
    const own = schemas.get(file.shown);
    const columns = names.map((name, index) => {
      const value = own?.has(name) ? sqlName(name) : `CAST(NULL AS ${described?.get(name)})`;
      return `${value} AS c${index}`;
    });
    const keys = partitions.map(({ key }) => `${partitionSql(key, sqlString(file.path))} AS ${sqlName(key)}`);
    const from = `read_parquet(${sqlPath(file.path)}, hive_partitioning = false)`;
    return `(SELECT ${[`${sqlString(file.path)} AS assay_file, row_number() OVER () AS assay_row`, ...columns, ...keys].join(', ')} FROM ${from})`;
  });
  const all = `(${renamed.map((relation) => `SELECT * FROM ${relation}`).join(' UNION ALL ')})`;
  return {
    found,
    kind: 'typed',
    columns: [
      ...names.map((name, index) => {
        const type = described?.get(name) ?? '';
        return { name, sql: taken ? `c${index}` : sqlName(name), shown: sqlName(name), type };
      }),
      ...partitions.map(({ column }) => column),
    ],
    from: described === null ? null : taken ? all : withKeys(reader(paths, path), 'assay_path', ''),
    shownFrom: withKeys(
      reader(
        readable.map((file) => file.shown),
        path,
      ),
      'assay_path',
      '',
    ),
    located:
      described === null
        ? []
        : taken
          ? renamed
          : [
              withKeys(
                reader(paths, ", filename = 'assay_file', file_row_number = true"),
                'assay_file',
                ', file_row_number + 1 AS assay_row',
              ),
            ],
    faults,
    policy: [],
    notChecked: [],
    brokenRow: null,
    async read(index, signal) {
      const file = found.files[index]?.path ?? '';
      return { digest: await readBytes(file, null, signal), structure: null, faults: [], notes: [] };
    },
    linesOf: () => Promise.resolve(null),
    listen: () => Promise.resolve(),
  };
}

/** By the footers, which were read already. */
async function emptyFiles(
  db: Database,
  found: FoundDataset,
  paths: readonly string[],
): Promise<SourceFault[]> {
  const rows = await db.all(
    `SELECT file_name FROM parquet_file_metadata([${paths.map(sqlPath).join(', ')}]) WHERE num_rows = 0`,
  );
  const empty = new Set(rows.map((row) => String(row['file_name'])));
  return found.files.filter(({ path }) => empty.has(path)).flatMap(({ shown }) => emptyPart(found, shown));
}

async function schemaOf(db: Database, from: string): Promise<Schema> {
  const rows = await db.all(`DESCRIBE SELECT * FROM ${from}`);
  return new Map(rows.map((row) => [String(row['column_name']), String(row['column_type'])]));
}

/**
 * Names that differ in case alone, which the engine does not tell apart: it reads the second as `A_1`. The file's own
 * names are asked for only where a name looks like that.
 */
async function sameNames(
  db: Database,
  { path, shown }: { readonly path: string; readonly shown: string },
  schema: Schema,
): Promise<SourceFault[]> {
  const read = [...schema.keys()];
  const lower = new Set(read.map((name) => name.toLowerCase()));
  if (!read.some((name) => /_\d+$/.test(name) && lower.has(name.toLowerCase().replace(/_\d+$/, ''))))
    return [];
  const rows = await db.all(`SELECT name, num_children AS n FROM parquet_schema(${sqlPath(path)})`);
  const own: string[] = [];
  // Depth first: the root, then each column with all that lies in it.
  const inside = (at: number): number => {
    let next = at + 1;
    for (let child = 0; child < Number(rows[at]?.['n'] ?? 0); child += 1) {
      if (at === 0) own.push(String(rows[next]?.['name']));
      next = inside(next);
    }
    return next;
  };
  inside(0);
  return own.flatMap((name, index): SourceFault[] => {
    const first = own.slice(0, index).find((other) => other.toLowerCase() === name.toLowerCase());
    if (first === undefined) return [];
    const other = first === name ? 'twice' : 'in another case too';
    return [
      {
        check: 'header',
        verdict: 'fail',
        file: shown,
        column: name,
        message: `has the column \`${first}\` ${other}: \`${name}\` is read as \`${read[index] ?? name}\``,
        expected: 'names that differ by more than case',
        fix: 'rename or remove one of the columns where the file is written',
      },
    ];
  });
}

/** Columns that not every file has, or that have another type in one, against the first file. */
function differences(schemas: ReadonlyMap<string, Schema>): SourceFault[] {
  const faults: SourceFault[] = [];
  const first = new Map<string, { file: string; type: string }>();
  for (const [file, schema] of schemas) {
    for (const [name, type] of schema) if (!first.has(name)) first.set(name, { file, type });
  }
  for (const [file, schema] of schemas) {
    for (const [name, known] of first) {
      const type = schema.get(name);
      if (type === known.type) continue;
      const lacks = type === undefined;
      faults.push({
        check: 'columns',
        verdict: 'fail',
        file,
        column: name,
        message: lacks
          ? `lacks the column \`${name}\`, which ${known.file} has`
          : `has \`${name}\` as ${type}, and ${known.file} as ${known.type}`,
        expected: lacks ? 'the same columns in every file of a dataset' : known.type,
        actual: type ?? 'no such column',
        fix: 'write the files again with one schema',
      });
    }
  }
  return faults;
}

function unreadable(file: string, error: unknown): SourceFault {
  return {
    check: 'readable',
    verdict: 'error',
    file,
    message: `cannot be read as Parquet: ${firstLine(messageOf(error))}`,
    expected: 'a whole Parquet file',
    fix: 'write the file again; a job that was stopped while writing leaves half a file',
  };
}

/** DuckDB adds hints and positions in more lines; absolute paths of this machine stay out of results. */
export function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/"?\/[^\s"']*\/([^\s"'/]+)"?/g, '$1');
}
