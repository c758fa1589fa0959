/** How faults of structure are reported: one finding for each kind and file, with the first places. */
import type { FoundDataset } from '../dataset.js';
import type { SourceFault } from './source.js';
import type { FaultKind, LineEnd, Structure } from './structure.js';

interface About {
  readonly check: SourceFault['check'];
  readonly verdict?: 'warn';
  readonly message: string;
  readonly expected: (columns: number) => string;
  readonly fix: string;
}

const FAULTS: Readonly<Record<FaultKind, About>> = {
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
  barequote: {
    check: 'structure',
    verdict: 'warn',
    message: 'rows with a quote inside a field that is not quoted, which other readers may read otherwise',
    expected: () => 'quotes around whole fields, doubled inside',
    fix: 'write the file with a CSV library, or state `assay.csv: {quote: ""}` where quotes mean nothing',
  },
  comment: {
    check: 'structure',
    message: 'rows with the comment sign behind values: the rest of such a row is not read',
    expected: () => 'comments on lines of their own',
    fix: 'quote values that contain the sign, or take `comment` out of `assay.csv`',
  },
  encoding: {
    check: 'encoding',
    message: 'rows that are not in the encoding of the file',
    expected: () => 'UTF-8, or what `assay.csv: {encoding: …}` says',
    fix: 'convert the file (iconv -f latin1 -t utf-8), or state its encoding in the contract',
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
  depth: {
    check: 'structure',
    message: 'lines that are nested too deeply',
    expected: () => 'at most 100 levels',
    fix: 'look for what writes brackets without an end',
  },
  keys: {
    check: 'structure',
    message: 'lines that give a key twice, of which readers take one or the other',
    expected: () => 'every key of an object once',
    fix: 'write the file with a JSON library',
  },
  literal: {
    check: 'structure',
    message: 'lines that are not JSON, though some readers take them for it',
    expected: () => 'JSON as RFC 8259 has it: no NaN, no Infinity, no comments',
    fix: 'write null for missing numbers (Python: json.dumps(…, allow_nan=False) finds them)',
  },
  ends: {
    check: 'structure',
    message: 'rows with another line end',
    expected: () => 'the line end that the contract states',
    fix: 'write the file again, or take `lineEnd` out of `assay.csv`',
  },
};

/** The faults of a scan as findings show them. */
export function structureFaults(structure: Structure, file: string, columns: number): SourceFault[] {
  return Object.entries(FAULTS).flatMap(([kind, about]): SourceFault[] => {
    const count = structure.counts[kind as FaultKind];
    if (count === 0) return [];
    const places = structure.faults.filter((fault) => fault.kind === kind);
    return [
      {
        check: about.check,
        verdict: about.verdict ?? 'fail',
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

const NAMES: Readonly<Record<LineEnd, string>> = { lf: 'LF', crlf: 'CRLF', cr: 'CR' };

/** Line ends that are not what is wanted, or not all the same. */
export function lineEndFaults(
  { ends }: Structure,
  wanted: 'lf' | 'crlf' | 'any',
  file: string,
  comments = false,
): SourceFault[] {
  const kinds = (['lf', 'crlf', 'cr'] as const).filter((end) => ends.counts[end] > 0);
  const actual = kinds.map((end) => `${ends.counts[end]} ${NAMES[end]}`).join(', ');
  const others = wanted === 'any' ? [] : kinds.filter((end) => end !== wanted);
  const at = (line: number | null) => (line === null ? {} : { where: [{ line }] });
  if (others.length > 0) {
    const { check, message, fix } = FAULTS.ends;
    const count = others.reduce((sum, end) => sum + ends.counts[end], 0);
    const expected = wanted.toUpperCase();
    return [
      { check, message, fix, verdict: 'fail', file, count, expected, actual, ...at(ends.firstOf(others)) },
    ];
  }
  if (ends.mixedAt === null) return [];
  // DuckDB 1.5 takes a lone CR for a line end in some places and not in others of the same file, and loses rows
  // behind comments that end otherwise than the first line.
  const unsure = ends.counts.cr > 0 || comments;
  return [
    {
      check: 'structure',
      verdict: unsure ? 'error' : 'warn',
      file,
      message: `has mixed line ends: ${actual}${unsure ? '; with CR alone or comments among them, what was read cannot be trusted' : ''}`,
      expected: 'one kind of line end',
      actual,
      fix: 'write the file again with one kind of line end',
      ...at(ends.mixedAt),
    },
  ];
}

/** How the bytes are, in words for the statement of how text was read; empty for plain LF. */
export function bytesText({ ends, bom }: Structure): string[] {
  const { lf, crlf, cr } = ends.counts;
  return [
    ...(bom ? ['a byte order mark at the start'] : []),
    ...(crlf > 0 && lf + cr === 0 ? ['line ends CRLF'] : []),
    ...(cr > 0 && lf + crlf === 0 ? ['line ends CR'] : []),
  ];
}

/** Names that say nothing, or the same twice. `line` is that of the header. */
export function headerFaults(header: readonly string[], file: string, line: number): SourceFault[] {
  const faults: SourceFault[] = [];
  header.forEach((name, position) => {
    const place = { file, where: [{ line, value: name }] };
    if (name.trim() === '') {
      faults.push({
        ...place,
        check: 'header',
        verdict: 'warn',
        message: `column ${position + 1} has no name`,
        expected: 'a name for every column',
        fix: 'name the column in the header (pandas writes its index without a name: index=False)',
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

/** A file of several that has no rows: often a job that wrote nothing, which the sum of all rows hides. */
export function emptyPart(found: FoundDataset, shown: string): SourceFault[] {
  if (found.files.length < 2) return [];
  return [
    {
      check: 'structure',
      verdict: 'warn',
      file: shown,
      message: 'has no rows, in a dataset of several files',
      expected: 'rows in every file',
      fix: 'write the file again, or leave it out',
    },
  ];
}
