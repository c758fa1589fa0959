/** Files with a set of metrics in each row: JSON lines, CSV, TSV. The last row counts, or the one that is named. */
import { type Problem, usageError } from '../../base/index.js';
import { parseDelimited } from './delimited.js';
import { parseJson } from './json.js';
import { type Entry, type Node, nodeOfText } from './node.js';

type MapNode = Extract<Node, { type: 'map' }>;

interface Row {
  /** From 1, in the file. */
  readonly line: number;
  readonly node: MapNode;
}

/** `3` is the third row, `epoch=12` the one row whose column epoch reads 12. Absent: the last. */
export function chooseRow(rows: readonly Row[], wanted: string | undefined, file: string): MapNode {
  if (wanted === undefined) {
    const last = rows.at(-1);
    if (last === undefined) throw usageError({ where: { file }, message: 'has no rows' });
    return last.node;
  }
  if (/^\d+$/.test(wanted)) {
    const row = rows[Number(wanted) - 1];
    if (row !== undefined) return row.node;
    throw usageError({
      where: { file },
      message: `--row ${wanted}: there is no such row`,
      expected: `a number from 1 to ${rows.length}`,
    });
  }
  const split = wanted.indexOf('=');
  if (split < 1) {
    throw usageError({
      message: `--row ${JSON.stringify(wanted)} is not understood`,
      expected: 'a number from 1, or COLUMN=VALUE',
    });
  }
  const column = wanted.slice(0, split);
  const value = wanted.slice(split + 1);
  const found = rows.filter(({ node }) =>
    node.entries.some((entry) => entry.key === column && reads(entry.value, value)),
  );
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only.node;
  throw usageError({
    where: { file },
    message:
      found.length === 0
        ? `--row ${wanted}: no row has that value`
        : `--row ${wanted}: ${found.length} rows have that value, on lines ${found
            .slice(0, 5)
            .map((row) => row.line)
            .join(', ')}`,
    expected: 'one row',
  });
}

/** Numbers are compared as numbers, so that `epoch=12` finds `12.0`. */
function reads(node: Node, wanted: string): boolean {
  if (node.type === 'string') return node.value === wanted;
  if (node.type === 'boolean') return String(node.value) === wanted;
  if (node.type === 'number') return wanted.trim() !== '' && node.value === Number(wanted);
  return false;
}

/** Every line is read, also those that are not wanted: a file that is broken anywhere is not trusted. */
export function jsonLines(text: string, file: string): Row[] {
  const rows: Row[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const node = parseJson(line, file, index + 1);
    if (node.type !== 'map') {
      throw usageError({
        where: { file, line: index + 1 },
        message: `holds a ${node.type}`,
        expected: 'an object on each line',
      });
    }
    rows.push({ line: index + 1, node });
  });
  return rows;
}

/** `separator` null: a comma, or a semicolon where the header has no comma. */
export function tableRows(text: string, file: string, separator: ',' | '\t' | null): Row[] {
  const [header, ...records] = parseDelimited(text, file, separator);
  if (header === undefined) throw usageError({ where: { file }, message: 'has no header' });
  const names = header.cells.map((cell) => cell.trim());
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    // pandas writes its index as a first column without a name.
    if (name !== '' && seen.has(name)) {
      problems.push({ where: { file, line: header.line, key: name }, message: 'the column stands twice' });
    }
    seen.add(name);
  }
  const rows = records.map(({ line, cells }): Row => {
    if (cells.length !== names.length) {
      problems.push({
        where: { file, line },
        message: `has ${cells.length} cells`,
        expected: `${names.length}, as the header`,
      });
    }
    const entries = names.flatMap((key, index): Entry[] =>
      key === '' ? [] : [{ key, line, value: nodeOfText(cells[index] ?? '') }],
    );
    return { line, node: { type: 'map', entries } };
  });
  if (problems.length > 0) throw usageError(problems.slice(0, 20));
  return rows;
}
