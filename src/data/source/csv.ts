/** CSV and TSV, plain or packed: every value is text until the checks have looked at it. */
import { codeOf, messageOf } from '../../base/index.js';
import { type FoundDataset, sqlName, sqlPath, sqlString } from '../dataset.js';
import { canUnpack, firstBytes, readBytes, scanUntil } from './bytes.js';
import { CsvScanner } from './csv-scan.js';
import { type Dialect, dialectOf } from './dialect.js';
import type { Source, SourceColumn, SourceFault } from './source.js';
import type { FaultKind, Structure, Wanted } from './structure.js';

/** A header is a record, and no record is larger than this. */
const HEAD_BYTES = 1 << 21;

interface Part {
  readonly index: number;
  readonly path: string;
  readonly shown: string;
  readonly dialect: Dialect;
}

/** Looks at the head of every file. Faults of a file are findings, never errors. */
export async function openCsv(found: FoundDataset, signal: AbortSignal): Promise<Source> {
  const faults: SourceFault[] = [];
  const parts: Part[] = [];
  for (const [index, file] of found.files.entries()) {
    const head = await headOf(file.path, file.shown, signal);
    if ('check' in head) {
      faults.push(head);
      continue;
    }
    faults.push(...headerFaults(head.header, file.shown));
    parts.push({ index, ...file, dialect: head });
  }
  // The order of the first file, then what others add.
  const names: string[] = [];
  for (const part of parts) {
    for (const name of part.dialect.header) if (!names.includes(name)) names.push(name);
  }
  for (const part of parts) faults.push(...differences(part, names, parts[0]));
  const columns = names.map(
    (name, position): SourceColumn => ({
      name,
      sql: `c${position}`,
      shown: sqlName(name),
      type: null,
    }),
  );
  const unscanned = found.files.filter((file) => !canUnpack(file.path)).map((file) => file.shown);
  const wantedScan = async (part: Part, wanted: Wanted) => {
    const scanner = new CsvScanner(part.dialect.delimiter.charCodeAt(0), part.dialect.header.length, wanted);
    await scanUntil(part.path, scanner, () => scanner.satisfied, signal);
    if (!scanner.satisfied) scanner.end();
  };
  return {
    found,
    kind: 'text',
    columns,
    from: parts.length === 0 ? null : relation(parts, names),
    shownFrom: shownRelation(found),
    located: parts.map(
      (part) =>
        `(SELECT ${sqlString(part.path)} AS assay_file, row_number() OVER () AS assay_row, * FROM ${relation([part], names)})`,
    ),
    faults,
    policy: policyOf(parts),
    notChecked: unscanned.map(
      (file) => `${file}: ragged rows, quotes and line numbers (zstd needs Node 22.15 or later here)`,
    ),
    brokenRow: null,
    async read(index, abort) {
      const path = found.files[index]?.path ?? '';
      const part = parts.find((candidate) => candidate.index === index);
      if (part === undefined || !canUnpack(path)) {
        return { digest: await readBytes(path, null, abort), structure: null, faults: [] };
      }
      const scanner = new CsvScanner(part.dialect.delimiter.charCodeAt(0), part.dialect.header.length);
      try {
        const digest = await readBytes(path, scanner, abort);
        const structure = scanner.end();
        return {
          digest,
          structure,
          faults: structureFaults(structure, part.shown, part.dialect.header.length),
        };
      } catch (error) {
        if (abort.aborted || !codeOf(error)?.startsWith('Z_')) throw error;
        return {
          digest: await readBytes(path, null, abort),
          structure: null,
          faults: [notPacked(part.shown, error)],
        };
      }
    },
    async linesOf(index, rows) {
      const part = parts.find((candidate) => candidate.index === index);
      if (part === undefined || !canUnpack(part.path)) return null;
      const found = new Map<number, { record: number; line: number }>();
      await wantedScan(part, { rows, found });
      return found;
    },
  };
}

async function headOf(path: string, shown: string, signal: AbortSignal): Promise<Dialect | SourceFault> {
  const fault = (message: string, expected: string, fix: string): SourceFault => ({
    check: 'readable',
    verdict: 'fail',
    file: shown,
    message,
    expected,
    fix,
  });
  let bytes: Buffer;
  if (!canUnpack(path)) {
    return {
      ...fault(
        'is packed with zstd, which this Node version cannot unpack',
        'Node 22.15 or later',
        'use gzip, or a newer Node',
      ),
      verdict: 'error',
    };
  }
  try {
    bytes = await firstBytes(path, HEAD_BYTES, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    if (codeOf(error)?.startsWith('Z_')) return notPacked(shown, error);
    return {
      ...fault(`cannot be read: ${messageOf(error)}`, 'a readable file', 'check the path'),
      verdict: 'error',
    };
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return fault('is UTF-16', 'UTF-8', 'write the file again as UTF-8');
  }
  const text = new TextDecoder().decode(bytes);
  const dialect = dialectOf(text, path, bytes.length < HEAD_BYTES);
  if (dialect.header.length === 0) {
    return fault('is empty: there is no header', 'a header and rows', 'write the file again');
  }
  return dialect;
}

function notPacked(file: string, error: unknown): SourceFault {
  return {
    check: 'readable',
    verdict: 'error',
    file,
    message: `cannot be unpacked: ${messageOf(error)}`,
    expected: 'a whole gzip file',
    fix: 'write the file again',
  };
}

function headerFaults(header: readonly string[], file: string): SourceFault[] {
  const faults: SourceFault[] = [];
  header.forEach((name, position) => {
    const place = { file, where: [{ line: 1, value: name }] };
    if (name.trim() === '') {
      faults.push({
        ...place,
        check: 'header',
        verdict: 'warn',
        message: `column ${position + 1} has no name`,
        expected: 'a name for every column',
        fix: 'name the column in the first line (pandas writes its index without a name: index=False)',
      });
    } else if (header.indexOf(name) < position) {
      faults.push({
        ...place,
        check: 'header',
        verdict: 'fail',
        column: name,
        message: `the header names \`${name}\` twice; checks see the first column of that name`,
        expected: 'different names',
        fix: 'rename or remove one of the columns',
      });
    }
  });
  return faults;
}

function differences(part: Part, names: readonly string[], first: Part | undefined): SourceFault[] {
  const lacking = names.filter((name) => !part.dialect.header.includes(name));
  return lacking.map((name) => ({
    check: 'columns',
    verdict: 'fail',
    file: part.shown,
    column: name,
    message: `lacks the column \`${name}\`, which ${first?.dialect.header.includes(name) ? first.shown : 'another file'} has`,
    expected: 'the same columns in every file of a dataset',
  }));
}

/**
 * `strict_mode` stays off: DuckDB keeps its parser for a dialect with the line end of the first file, and in
 * strict mode reads nothing, without an error, from a file with another. Faults come from our own scan.
 */
function relation(parts: readonly Part[], names: readonly string[]): string {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const key = JSON.stringify([part.dialect.delimiter, part.dialect.header]);
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  const reads = [...groups.values()].map((group) => {
    const [{ dialect }] = group as [Part];
    const fields = dialect.header.map((_, position) => `'f${position}': 'VARCHAR'`).join(', ');
    const files = group.map((part) => sqlPath(part.path)).join(', ');
    const chosen = names.map((name, position) => {
      const at = dialect.header.indexOf(name);
      return at < 0 ? `NULL::VARCHAR AS c${position}` : `f${at} AS c${position}`;
    });
    return `SELECT ${chosen.join(', ')} FROM read_csv([${files}], auto_detect = false, header = true, delim = ${sqlString(dialect.delimiter)}, quote = '"', escape = '"', columns = {${fields}}, strict_mode = false, null_padding = false, ignore_errors = true)`;
  });
  return `(${reads.join(' UNION ALL ')})`;
}

function shownRelation(found: FoundDataset): string {
  const files = found.files.map((file) => sqlPath(file.shown)).join(', ');
  return `read_csv(${found.files.length === 1 ? files : `[${files}], union_by_name = true`}, all_varchar = true, header = true)`;
}

function policyOf(parts: readonly Part[]): string[] {
  const dialects = new Map(parts.map((part) => [part.dialect.delimiter, part]));
  return [...dialects.values()].map(({ shown, dialect }) => {
    const delimiter = dialect.delimiter === '\t' ? 'tab' : `"${dialect.delimiter}"`;
    return `delimiter ${delimiter} (${dialect.sniffed ? `sniffed from ${shown}` : 'by the file ending'}), quote "\\"", header in the first line, UTF-8, empty means missing`;
  });
}

const FAULTS: Readonly<
  Record<
    FaultKind,
    { check: SourceFault['check']; message: string; expected: (columns: number) => string; fix: string }
  >
> = {
  short: {
    check: 'structure',
    message: 'rows with too few fields',
    expected: (columns) => `${columns} fields`,
    fix: 'such rows are not read at all; complete or remove them',
  },
  long: {
    check: 'structure',
    message: 'rows with too many fields',
    expected: (columns) => `${columns} fields`,
    fix: 'quote values that contain the delimiter',
  },
  quote: {
    check: 'structure',
    message: 'rows with quotes that do not match',
    expected: () => 'quotes around whole fields, doubled inside',
    fix: 'write the file with a CSV library',
  },
  encoding: {
    check: 'encoding',
    message: 'rows that are not UTF-8',
    expected: () => 'UTF-8',
    fix: 'convert the file: iconv -f latin1 -t utf-8',
  },
  nul: {
    check: 'encoding',
    message: 'rows with NUL bytes',
    expected: () => 'text without NUL bytes',
    fix: 'write the file again',
  },
  size: {
    check: 'structure',
    message: 'rows that are too large to read',
    expected: () => 'at most 2,000,000 bytes a row',
    fix: 'look for a quote that is never closed',
  },
};

/** The faults of a scan as they are reported: one for each kind, with the first places. */
export function structureFaults(structure: Structure, file: string, columns: number): SourceFault[] {
  return Object.entries(FAULTS).flatMap(([kind, about]): SourceFault[] => {
    const count = structure.counts[kind as FaultKind];
    if (count === 0) return [];
    const places = structure.faults.filter((fault) => fault.kind === kind);
    return [
      {
        check: about.check,
        verdict: 'fail',
        file,
        count,
        message: about.message,
        expected: about.expected(columns),
        actual: places[0]?.detail ?? '',
        fix: about.fix,
        where: places.slice(0, 5).map((place) => ({
          line: place.line,
          value: place.detail,
          ...(place.row === null ? {} : { row: place.row }),
        })),
      },
    ];
  });
}
