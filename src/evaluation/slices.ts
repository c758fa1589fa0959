/** Slices of a dataset: by the values of columns, or by a condition; as codes for each row. */
import { usageError } from '../base/index.js';
import type { SliceConfig } from '../config/index.js';
import { readColumns, type TextColumn } from './columns.js';
import { columnPart, type SlicePart, type SliceSpec, sliceSpecs } from './slice-specs.js';
import { columnType, DATA, type Table } from './table.js';

/** Slices that do not overlap, because they come from one column, one crossing or one condition. */
export interface SliceGroup {
  /** For each row of the dataset the position in `slices`, −1 where it belongs to none. */
  readonly codes: Int32Array;
  /** Slices that are large enough, in the order of their names. */
  readonly slices: readonly { readonly name: string; readonly rows: number }[];
}
/** Groups of people by a column; rows without a value are in none. */
export interface FairnessGroup {
  readonly column: string;
  readonly group: SliceGroup;
}
export interface Slices {
  readonly groups: readonly SliceGroup[];
  readonly fairness: readonly FairnessGroup[];
  /** What was not evaluated, and why. */
  readonly notChecked: readonly string[];
}

/** More slices of one column are no list that anyone reads. */
const MAX_SLICES = 1000;
const NAMED = 10;

interface Wanted {
  readonly slices: readonly SliceConfig[];
  readonly min_slice_rows: number;
  readonly fairness?: { readonly groups: readonly string[] } | undefined;
  readonly target: string;
  readonly id?: string | undefined;
  readonly weight?: string | undefined;
  readonly group?: string | undefined;
  readonly cluster?: string | undefined;
}

/**
 * Reads the slices. All wrong ones are reported at once: a column that is not there, a condition that is no
 * condition, one that no row meets, a name used twice. `predicted` are columns of predictions.
 */
export async function readSlices(
  table: Table,
  wanted: Wanted,
  predicted: readonly string[],
  signal: AbortSignal,
): Promise<Slices> {
  const { target, id, weight, group, cluster, min_slice_rows: minRows } = wanted;
  const reserved = [target, id, weight, group, cluster, ...predicted].filter((name) => name !== undefined);
  const { specs, problems, notChecked } = await sliceSpecs(table, wanted.slices, new Set(reserved));
  const people: { readonly column: string; readonly part: SlicePart }[] = [];
  for (const column of new Set(wanted.fairness?.groups)) {
    const type = columnType(table, column, 'the group');
    if (typeof type === 'string') people.push({ column, part: columnPart(column, type) });
    else problems.push(type);
  }
  if (problems.length > 0) throw usageError(problems);

  const parts = [...specs.flatMap((spec) => spec.parts), ...people.map(({ part }) => part)];
  const requests = parts.map((part) => part.request);
  const columns = await readColumns(table.db, DATA, requests, table.rows, signal);
  const columnOf = (part: SlicePart): TextColumn => {
    const column = columns[parts.indexOf(part)];
    if (column === undefined) throw new Error('a slice was not read');
    return column;
  };
  const groups = specs.map((spec) => specGroup(spec, columnOf, minRows, notChecked));
  const fairness = people.map(({ column, part }): FairnessGroup => {
    const { codes, names } = columnOf(part);
    const lost = codes.reduce((count, code) => count + (code < 0 ? 1 : 0), 0);
    if (lost > 0)
      notChecked.push(`gaps between groups of ${column}: ${lost} rows have no value and are in no group`);
    const of = { column, missing: null, minRows };
    return { column, group: grouped(codes, names.map(part.nameOf), of, notChecked) };
  });
  const empty = specs.filter(
    (spec) => spec.condition !== null && spec.parts.every((part) => columnOf(part).names.length === 0),
  );
  if (empty.length > 0 && table.rows > 0) {
    throw usageError(
      empty.map((spec) => ({
        message: `the slice ${spec.name} (${spec.condition}) matches no row of dataset ${table.dataset.name}`,
      })),
    );
  }
  return { groups, fairness, notChecked: [...new Set(notChecked)] };
}

function specGroup(
  spec: SliceSpec,
  columnOf: (part: SlicePart) => TextColumn,
  minRows: number,
  notChecked: string[],
): SliceGroup {
  const [part, ...more] = spec.parts;
  if (part === undefined) throw new Error(`the slice ${spec.name} has no part`);
  const of = { column: spec.condition === null ? spec.name : null, minRows };
  if (more.length === 0) {
    const { codes, names } = columnOf(part);
    const missing = spec.condition === null ? part.nameOf(null) : null;
    return grouped(codes, names.map(part.nameOf), { ...of, missing }, notChecked);
  }
  const { codes, names } = crossed(spec.parts, columnOf);
  return grouped(codes, names, { ...of, missing: null }, notChecked);
}

/** One code for each combination of values that occurs; a missing value counts as a value. */
function crossed(parts: readonly SlicePart[], columnOf: (part: SlicePart) => TextColumn): TextColumn {
  const [first, ...more] = parts.map((part) => {
    const { codes, names } = columnOf(part);
    const named = [...names, null].map(part.nameOf);
    return { codes: codes.map((code) => (code < 0 ? names.length : code)), names: named };
  });
  if (first === undefined) throw new Error('a crossing has no part');
  return more.reduce<TextColumn>((left, right) => {
    const places = new Map<number, number>();
    const names: string[] = [];
    const codes = left.codes.map((code, row) => {
      const other = right.codes[row] ?? 0;
      const key = code * right.names.length + other;
      const known = places.get(key);
      if (known !== undefined) return known;
      const place = names.push(`${left.names[code]} × ${right.names[other]}`) - 1;
      places.set(key, place);
      return place;
    });
    return { codes, names };
  }, first);
}

/** Counts the rows of each value; keeps those with enough, and says which were left out. */
function grouped(
  codes: Int32Array,
  names: readonly string[],
  of: { readonly column: string | null; readonly missing: string | null; readonly minRows: number },
  notChecked: string[],
): SliceGroup {
  const { column, missing, minRows } = of;
  const counts = new Uint32Array(names.length + 1);
  for (const code of codes)
    counts[code < 0 ? names.length : code] = (counts[code < 0 ? names.length : code] ?? 0) + 1;
  const all = names.map((name, code) => ({ name, code, rows: counts[code] ?? 0 }));
  // A missing value is a slice of its own for a column; for a condition it is outside.
  if (missing !== null) all.push({ name: missing, code: -1, rows: counts[names.length] ?? 0 });
  const filled = all.filter(({ rows }) => rows > 0);
  const large = filled.filter(({ rows }) => rows >= minRows).sort((a, b) => b.rows - a.rows);
  const small = filled.filter(({ rows }) => rows < minRows);
  const kept = large.slice(0, MAX_SLICES).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (small.length > 0) notChecked.push(smallSlices(small, column, minRows));
  if (large.length > MAX_SLICES) {
    notChecked.push(
      `${large.length - MAX_SLICES} more slices of ${column}: only the ${MAX_SLICES} largest were evaluated`,
    );
  }
  const place = new Int32Array(names.length + 1).fill(-1);
  for (const [k, { code }] of kept.entries()) place[code < 0 ? names.length : code] = k;
  return {
    codes: codes.map((code) => place[code < 0 ? names.length : code] ?? -1),
    slices: kept.map(({ name, rows }) => ({ name, rows })),
  };
}

function smallSlices(
  small: readonly { readonly name: string; readonly rows: number }[],
  column: string | null,
  minRows: number,
): string {
  const shown = [...small]
    .sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1))
    .slice(0, NAMED)
    .map(({ name, rows }) => `${name} (${rows})`);
  const more = small.length > NAMED ? ` and ${small.length - NAMED} more` : '';
  const what =
    column === null ? 'slice' : `${small.length} ${small.length === 1 ? 'slice' : 'slices'} of ${column}`;
  return `${what} with fewer than ${minRows} rows: ${shown.join(', ')}${more}`;
}
