/** JSON lines, plain or packed: each line is parsed by itself, and values stay JSON text until checked. */
import { messageOf } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { ARRAY_FIX, type FoundDataset, sqlName, sqlPath, sqlString } from '../dataset.js';
import { firstBytes, packedFault, readBytes, scanUntil, unpackFault } from './bytes.js';
import { bytesText, emptyPart, lineEndFaults, structureFaults } from './faults.js';
import { LineScanner } from './line-scan.js';
import { firstLine } from './parquet.js';
import { partitionColumns, partitionSql } from './partitions.js';
import type { Source, SourceColumn, SourceFault } from './source.js';

/** Reads which keys the lines have. Lines that are no JSON objects are found by the checks. */
export async function openJsonLines(db: Database, all: FoundDataset, signal: AbortSignal): Promise<Source> {
  const faults: SourceFault[] = [];
  const readable: (typeof all.files)[number][] = [];
  for (const file of all.files) {
    const fault = await headFault(file.path, file.shown, signal);
    if (fault === null) readable.push(file);
    else faults.push(fault);
  }
  const found = { ...all, files: readable };
  const lines = linesOf(readable.map((file) => file.path));
  let keys: string[] | null = readable.length === 0 ? null : [];
  if (keys !== null) {
    try {
      const rows = await db.all(
        `SELECT key FROM (SELECT DISTINCT unnest(json_keys(${objectOf('line')})) AS key FROM ${lines}) ORDER BY key`,
      );
      keys = rows.map((row) => String(row['key']));
    } catch (error) {
      if (signal.aborted) throw error;
      keys = null;
      faults.push({
        check: 'readable',
        verdict: 'error',
        file: readable.map((file) => file.shown).join(', '),
        message: `cannot be read as JSON lines: ${firstLine(messageOf(error))}`,
        expected: 'one JSON object a line',
      });
    }
  }
  const names = keys ?? [];
  const partitions = partitionColumns(found, names, (_, position) => `k${position}`);
  const folders = partitions.map(({ key }) => key);
  const columns = names.map(
    (name, position): SourceColumn => ({
      name,
      sql: `c${position}`,
      shown: sqlName(name),
      type: null,
    }),
  );
  const isRead = (index: number) => readable.some((file) => file.path === all.files[index]?.path);
  return {
    found: all,
    kind: 'json',
    columns: [...columns, ...partitions.map(({ column }) => column)],
    from:
      keys === null
        ? null
        : relation(
            readable.map((file) => file.path),
            names,
            folders,
          ),
    shownFrom: relation(
      readable.map((file) => file.shown),
      names,
      folders,
      true,
    ),
    located:
      keys === null
        ? []
        : readable.map(
            (file) =>
              `(SELECT ${sqlString(file.path)} AS assay_file, row_number() OVER () AS assay_row, * FROM ${relation([file.path], names, folders)})`,
          ),
    faults,
    policy: ['one JSON object a line, UTF-8, null or an absent key means missing'],
    notChecked: [],
    brokenRow: 'broken',
    async read(index, abort) {
      const { path = '', shown = '' } = all.files[index] ?? {};
      if (!isRead(index)) {
        return { digest: await readBytes(path, null, abort), structure: null, faults: [], notes: [] };
      }
      const scanner = new LineScanner();
      try {
        const digest = await readBytes(path, scanner, abort);
        const structure = scanner.end();
        const broken = [
          ...structureFaults(structure, shown, 1),
          ...lineEndFaults(structure, 'any', shown),
          ...(structure.records === 0 ? emptyPart(all, shown) : []),
        ];
        return { digest, structure, faults: broken, notes: bytesText(structure) };
      } catch (error) {
        const fault = unpackFault(shown, path, error);
        if (abort.aborted || fault === null) throw error;
        return { digest: await readBytes(path, null, abort), structure: null, faults: [fault], notes: [] };
      }
    },
    async linesOf(index, rows, abort) {
      const path = all.files[index]?.path ?? '';
      const places = new Map<number, { record: number; line: number }>();
      const scanner = new LineScanner({ rows, found: places });
      await scanUntil(path, scanner, () => scanner.satisfied, abort);
      if (!scanner.satisfied) scanner.end();
      return places;
    },
    async listen(index, listener, abort) {
      if (!isRead(index)) return;
      const scanner = new LineScanner(undefined, listener);
      await scanUntil(all.files[index]?.path ?? '', scanner, () => false, abort);
      scanner.end();
    },
  };
}

/** By its first bytes. A first line that is a whole array, with lines behind it, is one line that is wrong. */
function isArray(head: string): boolean {
  const text = head.replace(/^\ufeff/, '').trimStart();
  if (!text.startsWith('[')) return false;
  const end = text.indexOf('\n');
  if (end < 0 || text.slice(end).trim() === '') return true;
  try {
    JSON.parse(text.slice(0, end));
    return false;
  } catch {
    return true;
  }
}

/** A file that cannot even be begun leaves the others readable. */
async function headFault(path: string, shown: string, signal: AbortSignal): Promise<SourceFault | null> {
  const fault = { check: 'readable', file: shown } as const;
  try {
    const bytes = await firstBytes(path, 4096, signal);
    if (bytes.length === 0) {
      return {
        ...fault,
        verdict: 'fail',
        message: 'is empty',
        expected: 'rows',
        fix: 'write the file again',
      };
    }
    const [first, second] = bytes;
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
      return {
        ...fault,
        verdict: 'fail',
        message: 'is UTF-16',
        expected: 'UTF-8',
        fix: 'write the file again as UTF-8',
      };
    }
    if (isArray(bytes.toString('utf8'))) {
      return {
        ...fault,
        verdict: 'fail',
        message: 'is one JSON array, and no JSON lines',
        expected: 'one JSON object a line',
        fix: ARRAY_FIX,
      };
    }
    return packedFault(shown, path, bytes);
  } catch (error) {
    if (signal.aborted) throw error;
    return (
      unpackFault(shown, path, error) ?? {
        ...fault,
        verdict: 'error',
        message: `cannot be read: ${messageOf(error)}`,
        expected: 'a readable file',
      }
    );
  }
}

/** Every line that holds something, as text. No line contains the delimiter, and nothing is quoted. */
function linesOf(paths: readonly string[], withPath = false): string {
  const path = withPath ? ", filename = 'assay_path'" : '';
  return `(SELECT ${withPath ? 'line, assay_path' : 'line'} FROM read_csv([${paths.map(sqlPath).join(', ')}], auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', columns = {'line': 'VARCHAR'}, strict_mode = false, ignore_errors = true, hive_partitioning = false${path}) WHERE line IS NOT NULL)`;
}

/** The line where it is a JSON object, else NULL. Nested, since AND may evaluate both sides. */
function objectOf(line: string): string {
  return `CASE WHEN json_valid(${line}) THEN CASE WHEN json_type(${line}) = 'OBJECT' THEN ${line} END END`;
}

/** `named` gives the columns the data's own names, for queries that people read. */
function relation(
  paths: readonly string[],
  keys: readonly string[],
  folders: readonly string[],
  named = false,
): string {
  const pointers = keys.map((key) => sqlString(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  const as = (key: string, short: string) => (named ? sqlName(key) : short);
  const values = keys.map(
    (key, position) => `nullif(v[${position + 1}]::VARCHAR, 'null') AS ${as(key, `c${position}`)}`,
  );
  const parts = folders.map(
    (key, position) => `${partitionSql(key, 'assay_path')} AS ${as(key, `k${position}`)}`,
  );
  const path = folders.length > 0 ? ', assay_path' : '';
  const extracted = keys.length === 0 ? 'NULL' : `json_extract(o, [${pointers.join(', ')}])`;
  return `(SELECT ${['o IS NULL AS broken', ...values, ...parts].join(', ')} FROM (SELECT o${path}, ${extracted} AS v FROM (SELECT ${objectOf('line')} AS o${path} FROM ${linesOf(paths, folders.length > 0)})))`;
}
