/** DuckDB's values as plain JavaScript. */
import type * as Api from '@duckdb/node-api';

/**
 * Rows as plain objects, column name → value:
 * - every integer type: number within ±(2^53 − 1), else bigint;
 * - FLOAT, DOUBLE: number, with NaN and the infinities as they are;
 * - DECIMAL: the nearest number (cast to VARCHAR in SQL where every digit counts);
 * - BOOLEAN: boolean; VARCHAR, ENUM, UUID, JSON: string; NULL: null; BLOB: Uint8Array;
 * - DATE, TIME, TIMESTAMP of every kind, INTERVAL, BIT: the text that DuckDB's cast to VARCHAR gives, such as
 *   `2001-01-31` and `2001-01-31 12:00:00.5`; with a time zone in UTC, `2001-01-31 12:00:00+00`;
 * - LIST, ARRAY: array; STRUCT: object; MAP: array of `{key, value}`; UNION: its value.
 */
export function plainRows(api: typeof Api, reader: Api.DuckDBResultReader): Record<string, unknown>[] {
  const convert = (value: Api.DuckDBValue): unknown => plainValue(api, value);
  const names = reader.deduplicatedColumnNames();
  const columns = reader.getColumns();
  const rows: Record<string, unknown>[] = [];
  for (let index = 0; index < reader.currentRowCount; index += 1) {
    const row: Record<string, unknown> = {};
    names.forEach((name, column) => {
      row[name] = convert(columns[column]?.[index] ?? null);
    });
    rows.push(row);
  }
  return rows;
}

/** One value, as `plainRows` says. */
export function plainValue(api: typeof Api, value: Api.DuckDBValue): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof api.DuckDBDecimalValue) return value.toDouble();
  if (value instanceof api.DuckDBBlobValue) return new Uint8Array(value.bytes);
  if (value instanceof api.DuckDBListValue || value instanceof api.DuckDBArrayValue) {
    return value.items.map((item) => plainValue(api, item));
  }
  if (value instanceof api.DuckDBStructValue) {
    return Object.fromEntries(
      Object.entries(value.entries).map(([key, item]) => [key, plainValue(api, item)]),
    );
  }
  if (value instanceof api.DuckDBMapValue) {
    return value.entries.map((entry) => ({
      key: plainValue(api, entry.key),
      value: plainValue(api, entry.value),
    }));
  }
  if (value instanceof api.DuckDBUnionValue) return plainValue(api, value.value);
  return String(value);
}
