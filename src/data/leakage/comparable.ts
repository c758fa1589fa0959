/** Columns of two datasets brought to one form, so that equal values are equal whatever type each file gives them. */
import { nearestFloat } from '../checks/same-number.js';
import { sqlName } from '../dataset.js';
import type { ViewColumn } from '../profile/view.js';

type Sort = 'text' | 'whole' | 'decimal' | 'float' | 'double' | 'boolean' | 'time' | 'uuid' | 'other';

/**
 * SQL of two columns in which equal values are equal. Numbers are compared as numbers; against a FLOAT everything
 * else becomes the float nearest to it, as the column's own values did. Text against another type is read as that
 * type where it can be, so that `0.10` is 0.1 and `2001-01-31T00:00:00` that day.
 */
export function comparable(a: ViewColumn, b: ViewColumn): [a: string, b: string] {
  const [one, two] = [plain(a), plain(b)];
  const [left, right] = [sortOf(a), sortOf(b)];
  if (a.type === b.type) return [one, two];
  if (left === 'text' && right === 'text') return [one, two];
  if (left === 'text') return [textAs(one, right), written(two, right)];
  if (right === 'text') return [written(one, left), textAs(two, left)];
  const cast = common(left, right);
  return [cast(one), cast(two)];
}

function sortOf({ type, kind }: ViewColumn): Sort {
  if (/^(VARCHAR|JSON|ENUM\b.*)$/.test(type)) return 'text';
  if (type === 'BOOLEAN') return 'boolean';
  if (type === 'UUID') return 'uuid';
  if (/INT/.test(type) && kind === 'numeric') return 'whole';
  if (/^DECIMAL\(\d+,\s*0\)$/.test(type)) return 'whole';
  if (type.startsWith('DECIMAL')) return 'decimal';
  if (type === 'FLOAT') return 'float';
  if (kind === 'numeric') return 'double';
  return kind === 'temporal' && !/^TIME\b/.test(type) ? 'time' : 'other';
}

/** JSON of mixed types holds text in quotes, which are none of it. */
function plain({ name, type }: ViewColumn): string {
  return type === 'JSON' ? `(${sqlName(name)} ->> '$')` : sqlName(name);
}

/** The type in which two columns that are no text are compared. */
function common(left: Sort, right: Sort): (sql: string) => string {
  const sorts = [left, right];
  const numbers = sorts.every((sort) => ['whole', 'decimal', 'float', 'double', 'boolean'].includes(sort));
  const to = (type: string) => (sql: string) => `CAST(${sql} AS ${type})`;
  if (numbers) {
    if (sorts.every((sort) => sort === 'whole' || sort === 'boolean')) return to('HUGEINT');
    return sorts.includes('float') && !sorts.includes('whole') ? rounded : to('DOUBLE');
  }
  return to(sorts.every((sort) => sort === 'time') ? 'TIMESTAMP' : 'VARCHAR');
}

const rounded = (sql: string): string => nearestFloat(`CAST(${sql} AS DOUBLE)`);

/** A value that is no text in the one form that `textAs` gives text of its type. */
function written(sql: string, sort: Sort): string {
  switch (sort) {
    case 'float':
    case 'double':
      // Adding zero makes one zero of -0 and 0.
      return `CAST(${sql} + 0 AS VARCHAR)`;
    case 'whole':
    case 'decimal':
      return digits(`CAST(${sql} AS VARCHAR)`);
    case 'time':
      return `CAST(CAST(${sql} AS TIMESTAMP) AS VARCHAR)`;
    default:
      return `CAST(${sql} AS VARCHAR)`;
  }
}

/** Text in the form of a type; text that is not of that type stays as it is. */
function textAs(sql: string, sort: Sort): string {
  const read = (value: string) => `coalesce(CAST(${value} AS VARCHAR), ${sql})`;
  switch (sort) {
    case 'float':
      return read(`${nearestFloat(`TRY_CAST(${sql} AS DOUBLE)`)} + 0`);
    case 'double':
      return read(`TRY_CAST(${sql} AS DOUBLE) + 0`);
    case 'whole':
    case 'decimal':
      return `CASE WHEN regexp_full_match(${sql}, '-?[0-9]+([.][0-9]*)?') THEN ${digits(sql)} ELSE ${sql} END`;
    case 'boolean':
      return `lower(${sql})`;
    case 'time':
      return read(`CAST(TRY_CAST(${sql} AS TIMESTAMPTZ) AS TIMESTAMP)`);
    case 'uuid':
      return read(`TRY_CAST(${sql} AS UUID)`);
    default:
      return sql;
  }
}

/** The digits of a decimal without zeros that say nothing: `0.10` and `00.1` are `0.1`, `5.0` and `5.` are `5`. */
function digits(text: string): string {
  const cut = `regexp_replace(regexp_replace(${text}, '([.][0-9]*?)0*$', '\\1'), '[.]$', '')`;
  return `regexp_replace(regexp_replace(${cut}, '^(-?)0+([0-9])', '\\1\\2'), '^-0$', '0')`;
}
