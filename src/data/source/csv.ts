/** CSV and TSV, plain or packed: every value is text until the checks have looked at it. */
import { messageOf } from '../../base/index.js';
import { type CsvOptions, STRICT_TEXT, type TextPolicy } from '../contract/index.js';
import { type FoundDataset, sqlName, sqlString } from '../dataset.js';
import { firstBytes, packedFault, readBytes, scanUntil, unpackFault } from './bytes.js';
import { CsvScanner } from './csv-scan.js';
import { type Part, relation, shownRelation, type Wish } from './csv-sql.js';
import { type Dialect, dialectOf } from './dialect.js';
import { bytesText, emptyPart, headerFaults, lineEndFaults, structureFaults } from './faults.js';
import { fewValues } from './few.js';
import { partitionColumns } from './partitions.js';
import type { Source, SourceColumn, SourceFault } from './source.js';
import type { Listener, Wanted } from './structure.js';

/** A header is a record, and no record is larger than this. */
const HEAD_BYTES = 1 << 21;

/** What a contract says about how its text is read. */
export interface TextReading {
  readonly csv: CsvOptions;
  /** The policy of a column by its name in the data. */
  policyOf(column: string): TextPolicy;
  /** Names of the contract in their order, for files without a header. */
  readonly names: readonly string[];
}

export const PLAIN_READING: TextReading = { csv: {}, policyOf: () => STRICT_TEXT, names: [] };

/** Looks at the head of every file. Faults of a file are findings, never errors. */
export async function openCsv(
  found: FoundDataset,
  reading: TextReading,
  signal: AbortSignal,
): Promise<Source> {
  const faults: SourceFault[] = [];
  const parts: Part[] = [];
  for (const [index, file] of found.files.entries()) {
    const head = await headOf(file.path, file.shown, reading, signal);
    if ('check' in head) {
      faults.push(head);
      continue;
    }
    if (head.header) faults.push(...headerFaults(head.first, file.shown, head.line));
    parts.push({ index, ...file, dialect: head, names: namesOf(head, reading.names) });
  }
  // The order of the first file, then what others add.
  const names: string[] = [];
  for (const part of parts) {
    for (const name of part.names) if (!names.includes(name)) names.push(name);
  }
  for (const part of parts) faults.push(...differences(part, names, parts[0]));
  const partitions = partitionColumns(found, names, (_, position) => `k${position}`);
  const keys = partitions.map(({ key }) => key);
  const wish: Wish = {
    names,
    keepEmpty: names.map((name) => !reading.policyOf(name).missing.includes('')),
    keys,
  };
  const columns = names.map(
    (name, position): SourceColumn => ({ name, sql: `c${position}`, shown: sqlName(name), type: null }),
  );
  const scannerOf = (part: Part, wanted?: Wanted, listener?: Listener) =>
    new CsvScanner(part.dialect, part.names.length, wanted, listener);
  const partAt = (index: number) => parts.find((candidate) => candidate.index === index);
  return {
    found,
    kind: 'text',
    columns: [...columns, ...partitions.map(({ column }) => column)],
    from: parts.length === 0 ? null : relation(parts, wish),
    shownFrom: shownRelation(found, parts, keys),
    located: parts.map(
      (part) =>
        `(SELECT ${sqlString(part.path)} AS assay_file, row_number() OVER () AS assay_row, * FROM ${relation([part], wish)})`,
    ),
    faults,
    policy: policyOf(parts),
    notChecked: [],
    brokenRow: null,
    async few(abort) {
      const positions = await fewValues(parts, names, abort);
      return new Set(positions.map((position) => `c${position}`));
    },
    async read(index, abort) {
      const file = found.files[index];
      const part = partAt(index);
      if (part === undefined) {
        return {
          digest: await readBytes(file?.path ?? '', null, abort),
          structure: null,
          faults: [],
          notes: [],
        };
      }
      const { path, shown, dialect } = part;
      const scanner = scannerOf(part);
      try {
        const digest = await readBytes(path, scanner, abort, dialect.encoding);
        const structure = scanner.end();
        return {
          digest,
          structure,
          faults: [
            ...structureFaults(structure, shown, part.names.length),
            ...lineEndFaults(structure, dialect.lineEnd, shown, dialect.comment !== null),
            ...(structure.records === 0 ? emptyPart(found, shown) : []),
          ],
          notes: bytesText(structure),
        };
      } catch (error) {
        const fault = unpackFault(shown, path, error);
        if (abort.aborted || fault === null) throw error;
        return { digest: await readBytes(path, null, abort), structure: null, faults: [fault], notes: [] };
      }
    },
    async linesOf(index, rows) {
      const part = partAt(index);
      if (part === undefined) return null;
      const places = new Map<number, { record: number; line: number }>();
      const scanner = scannerOf(part, { rows, found: places });
      await scanUntil(part.path, scanner, () => scanner.satisfied, signal, part.dialect.encoding);
      if (!scanner.satisfied) scanner.end();
      return places;
    },
    async listen(index, listener, abort) {
      const part = partAt(index);
      if (part === undefined) return;
      const scanner = scannerOf(part, undefined, listener);
      await scanUntil(part.path, scanner, () => false, abort, part.dialect.encoding);
      scanner.end();
    },
  };
}

/** Names of the fields: the header, else the contract's in their order. */
function namesOf(dialect: Dialect, declared: readonly string[]): string[] {
  if (dialect.header) return [...dialect.first];
  return dialect.first.map((_, position) => declared[position] ?? `column${position + 1}`);
}

async function headOf(
  path: string,
  shown: string,
  { csv }: TextReading,
  signal: AbortSignal,
): Promise<Dialect | SourceFault> {
  const fault = (message: string, expected: string, fix: string): SourceFault => ({
    check: 'readable',
    verdict: 'fail',
    file: shown,
    message,
    expected,
    fix,
  });
  let bytes: Buffer;
  try {
    bytes = await firstBytes(path, HEAD_BYTES, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return (
      unpackFault(shown, path, error) ?? {
        ...fault(`cannot be read: ${messageOf(error)}`, 'a readable file', 'check the path'),
        verdict: 'error',
      }
    );
  }
  const packed = packedFault(shown, path, bytes);
  if (packed !== null) return packed;
  const encoding = csv.encoding ?? 'utf-8';
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) {
    return fault('is UTF-16 with the high byte first', 'UTF-8', 'convert it: iconv -f utf-16be -t utf-8');
  }
  if (encoding !== 'utf-16' && first === 0xff && second === 0xfe) {
    return fault(
      'is UTF-16',
      encoding,
      'write the file again as UTF-8, or state `assay.csv: {encoding: utf-16}` in the contract',
    );
  }
  const decoder = new TextDecoder({ 'utf-8': 'utf-8', 'utf-16': 'utf-16le', 'latin-1': 'latin1' }[encoding]);
  const text = decoder.decode(bytes);
  const dialect = dialectOf(text, path, bytes.length < HEAD_BYTES, csv);
  if (dialect.first.length === 0) {
    const what = dialect.header ? 'is empty: there is no header' : 'is empty';
    return fault(what, dialect.header ? 'a header and rows' : 'rows', 'write the file again');
  }
  return dialect;
}

function differences(part: Part, names: readonly string[], first: Part | undefined): SourceFault[] {
  const lacking = names.filter((name) => !part.names.includes(name));
  return lacking.map((name) => ({
    check: 'columns',
    verdict: 'fail',
    file: part.shown,
    column: name,
    message: `lacks the column \`${name}\`, which ${first?.names.includes(name) ? first.shown : 'another file'} has`,
    expected: 'the same columns in every file of a dataset',
  }));
}

function policyOf(parts: readonly Part[]): string[] {
  return [...new Set(parts.map(dialectText))];
}

/** A mark in quotes of the other kind. */
function shown(mark: string): string {
  return mark === '"' ? `'"'` : JSON.stringify(mark);
}

/** The same for files that were sniffed alike. */
function dialectText({ dialect }: Part): string {
  const { delimiter, from, quote, comment, header, encoding } = dialect;
  const source = { contract: 'by the contract', ending: 'by the file ending', sniffed: 'sniffed' }[from];
  return [
    `delimiter ${delimiter === '\t' ? 'tab' : JSON.stringify(delimiter)} (${source})`,
    quote === '' ? 'no quotes' : `quote ${shown(quote)}`,
    ...(dialect.escape === quote ? [] : [`escape ${shown(dialect.escape)}`]),
    ...(comment === null ? [] : [`comments after ${JSON.stringify(comment)}`]),
    header ? 'header in the first line' : 'no header',
    encoding.toUpperCase(),
  ].join(', ');
}
