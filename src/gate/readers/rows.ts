/** Files with a set of metrics in each row: JSON lines, CSV, TSV. The last row counts, or the one that is named. */
import { type Problem, usageError } from '../../base/index.js';
import { parseDelimited } from './delimited.js';
import { parseJson } from './json.js';
import { type Entry, MOST_PROBLEMS, type Node, nodeOfText } from './node.js';

type MapNode = Extract<Node, { type: 'map' }>;

interface Row {
  /** From 1, in the file. */
  readonly line: number;
  readonly node: MapNode;
}

/**
 * `3` is the third row, `epoch=12` the one row whose column epoch reads 12. Absent: the last. All rows are read, also
 * those behind the wanted one: a file that is broken anywhere is not trusted. They are not kept.
 */
export function chooseRow(rows: Iterable<Row>, wanted: string | undefined, file: string): MapNode {
  const wants = matcher(wanted);
  let count = 0;
  let found: Row | undefined;
  const lines: number[] = [];
  for (const row of rows) {
    count += 1;
    if (!wants(row, count)) continue;
    found = row;
    if (lines.length < 6) lines.push(row.line);
  }
  if (count === 0) throw usageError({ where: { file }, message: 'has no rows' });
  if (found === undefined) {
    throw usageError({
      where: { file },
      message: `--row ${wanted}: there is no such row`,
      expected: `a number from 1 to ${count}, or COLUMN=VALUE of one row`,
    });
  }
  if (wanted !== undefined && lines.length > 1) {
    throw usageError({
      where: { file },
      message: `--row ${wanted}: several rows have that value, on lines ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ', …' : ''}`,
      expected: 'one row',
    });
  }
  return found.node;
}

function matcher(wanted: string | undefined): (row: Row, number: number) => boolean {
  if (wanted === undefined) return () => true;
  if (/^\d+$/.test(wanted)) return (_, number) => number === Number(wanted);
  const split = wanted.indexOf('=');
  if (split < 1) {
    throw usageError({
      message: `--row ${JSON.stringify(wanted)} is not understood`,
      expected: 'a number from 1, or COLUMN=VALUE',
    });
  }
  const column = wanted.slice(0, split);
  const value = wanted.slice(split + 1);
  return ({ node }) => node.entries.some((entry) => entry.key === column && reads(entry.value, value));
}

/** Numbers are compared as numbers, so that `epoch=12` finds `12.0`. */
function reads(node: Node, wanted: string): boolean {
  if (node.type === 'string') return node.value === wanted;
  if (node.type === 'boolean') return String(node.value) === wanted;
  if (node.type === 'number') return wanted.trim() !== '' && node.value === Number(wanted);
  return false;
}

/** A row for each line that is not blank. */
export function* jsonLines(text: string, file: string): Generator<Row> {
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const content = text.slice(at, end);
    at = end + 1;
    line += 1;
    if (content.trim() === '') continue;
    const node = parseJson(content, file, line);
    if (node.type !== 'map') {
      throw usageError({
        where: { file, line },
        message: `holds a ${node.type}`,
        expected: 'an object on each line',
      });
    }
    yield { line, node };
  }
}

/** `separator` null: a comma, or a semicolon where the header has no comma. */
export function* tableRows(text: string, file: string, separator: ',' | '\t' | null): Generator<Row> {
  const problems: Problem[] = [];
  let names: string[] | null = null;
  for (const { line, cells } of parseDelimited(text, file, separator)) {
    if (names === null) {
      names = cells.map((cell) => cell.trim());
      problems.push(...repeatedColumns(names, file, line));
      continue;
    }
    if (cells.length !== names.length && problems.length < MOST_PROBLEMS) {
      problems.push({
        where: { file, line },
        message: `has ${cells.length} cells`,
        expected: `${names.length}, as the header`,
      });
    }
    if (problems.length === 0) yield { line, node: rowNode(names, cells, line) };
  }
  if (problems.length > 0) throw usageError(problems);
}

function repeatedColumns(names: readonly string[], file: string, line: number): Problem[] {
  const seen = new Set<string>();
  const repeated = names.filter((name) => {
    // pandas writes its index as a first column without a name.
    const again = name !== '' && seen.has(name);
    seen.add(name);
    return again;
  });
  return repeated
    .slice(0, MOST_PROBLEMS)
    .map((name) => ({ where: { file, line, key: name }, message: 'the column stands twice' }));
}

function rowNode(names: readonly string[], cells: readonly string[], line: number): MapNode {
  const entries = names.flatMap((key, index): Entry[] =>
    key === '' ? [] : [{ key, line, value: nodeOfText(cells[index] ?? '') }],
  );
  return { type: 'map', entries };
}
