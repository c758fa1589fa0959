/** The first places of what failed: file, row, line and value, found by a second query only where needed. */
import type { Context } from '../base/index.js';
import type { Database } from '../engines/index.js';
import type { Occurrence } from '../results/index.js';
import type { Planned } from './checks/check.js';
import { purpose } from './explain.js';
import type { Prepared } from './plan.js';
import type { Source } from './source/index.js';

export const EXAMPLES = 5;
const VALUE_LENGTH = 100;
export const REDACTED = '(redacted)';

interface Place {
  readonly file: number;
  readonly row: number;
  readonly value: string | null;
}

interface Wish {
  readonly planned: Planned;
  /** Condition over the prepared columns. */
  readonly condition: string;
  /** The value to show, over the prepared columns; null for whole rows. */
  readonly value: string | null;
  readonly personal: boolean;
}

/**
 * Places of each wish, in the order of the files and rows, at most `EXAMPLES` each. `linesKnown` false leaves
 * row and line out of text formats: the engine and the scan of structure did not see the same rows.
 */
export async function findPlaces(
  ctx: Context,
  db: Database,
  source: Source,
  prepared: Prepared,
  wishes: readonly Wish[],
  linesKnown: boolean,
): Promise<Map<Planned, Occurrence[]>> {
  const places = new Map<Planned, Place[]>();
  const every = source.columns.map((column) => column.sql);
  const unread = source.kind === 'text' ? every.map((sql) => `count(${sql})`) : [];
  const fileIndex = new Map(source.found.files.map((file, index) => [file.path, index]));
  for (const relation of source.located) {
    const open = wishes.filter((wish) => (places.get(wish.planned)?.length ?? 0) < EXAMPLES);
    if (open.length === 0) break;
    ctx.signal.throwIfAborted();
    const aggregates = open.map(
      ({ condition, value }, index) =>
        `arg_min({'f': assay_file, 'r': assay_row, 'v': ${value === null ? 'NULL' : `left(CAST(${value} AS VARCHAR), ${VALUE_LENGTH + 1})`}}, (assay_file, assay_row), ${EXAMPLES}) FILTER (WHERE ${condition}) AS e${index}`,
    );
    const sql = `SELECT ${[...aggregates, ...unread].join(', ')} FROM ${prepared.from(relation, ['assay_file', 'assay_row'])}`;
    const [row] = await db.all(purpose(`the first places of ${open.length} failed checks`, sql));
    open.forEach(({ planned }, index) => {
      const list = places.get(planned) ?? [];
      for (const item of asList(row?.[`e${index}`])) {
        const file = fileIndex.get(String(item['f']));
        if (file === undefined || list.length >= EXAMPLES) continue;
        const value = item['v'];
        list.push({ file, row: Number(item['r']), value: typeof value === 'string' ? value : null });
      }
      places.set(planned, list);
    });
  }
  const lines = linesKnown ? await findLines(ctx, source, [...places.values()].flat()) : new Map();
  const result = new Map<Planned, Occurrence[]>();
  for (const { planned, value, personal } of wishes) {
    result.set(
      planned,
      (places.get(planned) ?? []).map((place): Occurrence => {
        const at = lines.get(key(place)) as { record: number; line: number } | undefined;
        const typed = source.kind === 'typed';
        return {
          file: source.found.files[place.file]?.shown ?? '',
          ...(typed ? { row: place.row } : at ? { row: at.record, line: at.line } : {}),
          ...(value === null ? {} : { value: shownValue(place.value, personal) }),
        };
      }),
    );
  }
  return result;
}

function shownValue(value: string | null, personal: boolean): string | null {
  if (value === null) return null;
  if (personal) return REDACTED;
  return value.length > VALUE_LENGTH ? `${value.slice(0, VALUE_LENGTH)}…` : value;
}

const key = (place: { file: number; row: number }): string => `${place.file}:${place.row}`;

async function findLines(
  ctx: Context,
  source: Source,
  places: readonly Place[],
): Promise<Map<string, { record: number; line: number }>> {
  const lines = new Map<string, { record: number; line: number }>();
  const rowsByFile = new Map<number, Set<number>>();
  for (const { file, row } of places) {
    const rows = rowsByFile.get(file) ?? new Set();
    rowsByFile.set(file, rows.add(row));
  }
  for (const [file, rows] of rowsByFile) {
    const sorted = [...rows].sort((a, b) => a - b);
    const found = await source.linesOf(file, sorted, ctx.signal);
    for (const [row, at] of found ?? []) lines.set(key({ file, row }), at);
  }
  return lines;
}

function asList(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
}

/** Rows that repeat a key (as SQL): one occurrence for each of the most repeated values, with how often it comes. */
export async function repeatedValues(
  db: Database,
  source: Source,
  prepared: Prepared,
  columns: readonly string[],
  personal: boolean,
): Promise<Occurrence[]> {
  if (source.from === null) return [];
  const names = columns.map((name) => prepared.lookup(name).key);
  const shown = names.map((name) => `coalesce(left(CAST(${name} AS VARCHAR), ${VALUE_LENGTH}), 'null')`);
  // A single missing value repeats nothing.
  const filled = names.length === 1 ? `WHERE ${names[0]} IS NOT NULL` : '';
  const rows = await db.all(
    purpose(
      `the most repeated values of ${columns.join(' + ')}`,
      `SELECT concat_ws(', ', ${shown.join(', ')}) AS value, count(*) AS times FROM ${prepared.from(source.from)} ${filled} GROUP BY ${names.join(', ')} HAVING count(*) > 1 ORDER BY times DESC, value LIMIT ${EXAMPLES}`,
    ),
  );
  return rows.map((row) => ({
    value: `${personal ? REDACTED : String(row['value'])} (${String(row['times'])} times)`,
  }));
}
