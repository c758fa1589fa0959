/** JSON lines, plain or packed: each line is parsed by itself, and values stay JSON text until checked. */
import { codeOf, messageOf } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { type FoundDataset, sqlPath, sqlString } from '../dataset.js';
import { canUnpack, readBytes, scanUntil } from './bytes.js';
import { structureFaults } from './csv.js';
import { LineScanner } from './line-scan.js';
import { firstLine } from './parquet.js';
import type { Source, SourceColumn, SourceFault } from './source.js';

/** Reads which keys the lines have. Lines that are no JSON objects are found by the checks. */
export async function openJsonLines(db: Database, found: FoundDataset): Promise<Source> {
  const faults: SourceFault[] = [];
  const lines = linesOf(found.files.map((file) => file.path));
  let keys: string[] = [];
  try {
    const rows = await db.all(
      `SELECT key FROM (SELECT DISTINCT unnest(json_keys(${objectOf('line')})) AS key FROM ${lines}) ORDER BY key`,
    );
    keys = rows.map((row) => String(row['key']));
  } catch (error) {
    faults.push({
      check: 'readable',
      verdict: 'error',
      file: found.files.map((file) => file.shown).join(', '),
      message: `cannot be read as JSON lines: ${firstLine(messageOf(error))}`,
      expected: 'one JSON object a line',
    });
  }
  const columns = keys.map(
    (name, position): SourceColumn => ({
      name,
      sql: `c${position}`,
      shown: `c${position}`,
      type: null,
    }),
  );
  const from =
    faults.length > 0
      ? null
      : relation(
          found.files.map((file) => file.path),
          keys,
        );
  const scan = (path: string) => (canUnpack(path) ? new LineScanner() : null);
  return {
    found,
    kind: 'json',
    columns,
    from,
    shownFrom: relation(
      found.files.map((file) => file.shown),
      keys,
    ),
    located: found.files.map(
      (file) =>
        `(SELECT ${sqlString(file.path)} AS assay_file, row_number() OVER () AS assay_row, * FROM ${relation([file.path], keys)})`,
    ),
    faults,
    policy: ['one JSON object a line, UTF-8, null or an absent key means missing'],
    notChecked: found.files
      .filter((file) => !canUnpack(file.path))
      .map((file) => `${file.shown}: line numbers (zstd needs Node 22.15 or later here)`),
    brokenRow: 'broken',
    async read(index, signal) {
      const file = found.files[index];
      const path = file?.path ?? '';
      const scanner = scan(path);
      if (scanner === null)
        return { digest: await readBytes(path, null, signal), structure: null, faults: [] };
      try {
        const digest = await readBytes(path, scanner, signal);
        const structure = scanner.end();
        return { digest, structure, faults: structureFaults(structure, file?.shown ?? '', 1) };
      } catch (error) {
        if (signal.aborted || !codeOf(error)?.startsWith('Z_')) throw error;
        const fault: SourceFault = {
          check: 'readable',
          verdict: 'error',
          file: file?.shown ?? '',
          message: `cannot be unpacked: ${messageOf(error)}`,
        };
        return { digest: await readBytes(path, null, signal), structure: null, faults: [fault] };
      }
    },
    async linesOf(index, rows, signal) {
      const path = found.files[index]?.path ?? '';
      if (!canUnpack(path)) return null;
      const places = new Map<number, { record: number; line: number }>();
      const scanner = new LineScanner({ rows, found: places });
      await scanUntil(path, scanner, () => scanner.satisfied, signal);
      if (!scanner.satisfied) scanner.end();
      return places;
    },
  };
}

/** Every line that holds something, as text. No line contains the delimiter, and nothing is quoted. */
function linesOf(paths: readonly string[]): string {
  return `(SELECT line FROM read_csv([${paths.map(sqlPath).join(', ')}], auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', columns = {'line': 'VARCHAR'}, strict_mode = false, ignore_errors = true) WHERE line IS NOT NULL)`;
}

/** The line where it is a JSON object, else NULL. Nested, since AND may evaluate both sides. */
function objectOf(line: string): string {
  return `CASE WHEN json_valid(${line}) THEN CASE WHEN json_type(${line}) = 'OBJECT' THEN ${line} END END`;
}

function relation(paths: readonly string[], keys: readonly string[]): string {
  const pointers = keys.map((key) => sqlString(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  const values = keys.map((_, position) => `nullif(v[${position + 1}]::VARCHAR, 'null') AS c${position}`);
  const extracted = keys.length === 0 ? 'NULL' : `json_extract(o, [${pointers.join(', ')}])`;
  return `(SELECT ${['o IS NULL AS broken', ...values].join(', ')} FROM (SELECT o, ${extracted} AS v FROM (SELECT ${objectOf('line')} AS o FROM ${linesOf(paths)})))`;
}
