/** CSV as SQL: for the checks, where every column is text, and as a person would write it. */
import { type FoundDataset, sqlName, sqlPath, sqlString } from '../dataset.js';
import type { Dialect } from './dialect.js';
import { partitionSql } from './partitions.js';

export interface Part {
  readonly index: number;
  readonly path: string;
  readonly shown: string;
  readonly dialect: Dialect;
  /** A name for each field. */
  readonly names: readonly string[];
}

export interface Wish {
  /** Columns in their order, as `c0`, `c1` … */
  readonly names: readonly string[];
  /** Columns in which an empty field is a value and not a missing one. */
  readonly keepEmpty: readonly boolean[];
  /** Keys of partitions, as `k0`, `k1` … */
  readonly keys: readonly string[];
}

/** No file holds this, so that an empty field stays one. */
const NO_NULL = '\u0001assay\u0002';

/**
 * `strict_mode` stays off: DuckDB keeps its parser for a dialect with the line end of the first file, and in
 * strict mode reads nothing, without an error, from a file with another. Faults come from our own scan.
 */
export function relation(parts: readonly Part[], wish: Wish): string {
  // Only neighbours are read together: rows keep the order of the files.
  const groups: { readonly key: string; readonly parts: Part[] }[] = [];
  for (const part of parts) {
    const key = JSON.stringify([readerOptions(part.dialect), part.names]);
    const last = groups.at(-1);
    if (last?.key === key) last.parts.push(part);
    else groups.push({ key, parts: [part] });
  }
  const empty = wish.keepEmpty.includes(true);
  const reads = groups.map(({ parts: group }) => {
    const [{ dialect, names }] = group as [Part];
    const fields = names.map((_, position) => `'f${position}': 'VARCHAR'`).join(', ');
    const files = group.map((part) => sqlPath(part.path)).join(', ');
    const chosen = wish.names.map((name, position) => {
      const at = names.indexOf(name);
      if (at < 0) return `NULL::VARCHAR AS c${position}`;
      return `${empty && !wish.keepEmpty[position] ? `nullif(f${at}, '')` : `f${at}`} AS c${position}`;
    });
    const keys = wish.keys.map((key, position) => `${partitionSql(key, 'assay_path')} AS k${position}`);
    const options = [
      'auto_detect = false',
      ...readerOptions(dialect),
      `columns = {${fields}}`,
      'strict_mode = false, null_padding = false, ignore_errors = true',
      ...(empty ? [`nullstr = ${sqlString(NO_NULL)}`] : []),
      ...(keys.length > 0 ? ["filename = 'assay_path'"] : []),
      'hive_partitioning = false',
    ];
    return `SELECT ${[...chosen, ...keys].join(', ')} FROM read_csv([${files}], ${options.join(', ')})`;
  });
  return `(${reads.join(' UNION ALL ')})`;
}

function readerOptions(dialect: Dialect): string[] {
  const { delimiter, quote, comment, header, encoding } = dialect;
  return [
    `header = ${header}`,
    `delim = ${sqlString(delimiter)}`,
    `quote = ${sqlString(quote)}`,
    `escape = ${sqlString(dialect.escape)}`,
    ...(comment === null ? [] : [`comment = ${sqlString(comment)}`]),
    ...(encoding === 'utf-8' ? [] : [`encoding = ${sqlString(encoding)}`]),
  ];
}

/** More columns than this are not written out one by one. */
const WRITTEN_OUT = 40;

/** The same for people: shown paths, the data's own names, every dialect option spelled out. */
export function shownRelation(found: FoundDataset, parts: readonly Part[], keys: readonly string[]): string {
  const [part] = parts;
  const files = found.files.map((file) => sqlPath(file.shown)).join(', ');
  const list = found.files.length === 1 ? files : `[${files}]`;
  if (part === undefined) return `read_csv(${list}, all_varchar = true)`;
  const { names } = part;
  const alike = parts.every((other) => JSON.stringify(other.names) === JSON.stringify(names));
  const listed = alike && names.length <= WRITTEN_OUT && new Set(names).size === names.length;
  const columns = listed
    ? `auto_detect = false, columns = {${names.map((name) => `${sqlString(name)}: 'VARCHAR'`).join(', ')}}`
    : 'all_varchar = true';
  const options = [
    ...readerOptions(part.dialect),
    columns,
    'strict_mode = false, ignore_errors = true',
    ...(found.files.length > 1 && !listed ? ['union_by_name = true'] : []),
    ...(keys.length > 0 ? ["filename = 'assay_path'"] : []),
    'hive_partitioning = false',
  ];
  const read = `read_csv(${list}, ${options.join(', ')})`;
  if (keys.length === 0) return read;
  const partitions = keys.map((key) => `${partitionSql(key, 'assay_path')} AS ${sqlName(key)}`);
  return `(SELECT *, ${partitions.join(', ')} FROM ${read})`;
}
