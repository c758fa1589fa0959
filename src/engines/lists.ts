/** Lists of numbers as one array: how many columns come out of DuckDB side by side, without a vector for each. */
import type { DuckDBDataChunk, DuckDBDoubleVector, DuckDBListVector } from '@duckdb/node-api';

/** An SQL expression for columns, each a DOUBLE, as the list that `listedNumbers` reads. A missing value is NaN. */
export function listOf(columns: readonly string[]): string {
  return `[${columns.map((sql) => `coalesce(${sql}, 'NaN'::DOUBLE)`).join(', ')}]`;
}

/**
 * The elements of a column made by `listOf` with `width` columns, row after row. The array may be DuckDB's own memory: it
 * holds as long as the chunk does.
 */
export function listedNumbers(chunk: DuckDBDataChunk, column: number, width: number): Float64Array {
  const rows = chunk.rowCount;
  const lists = chunk.getColumnVector(column) as DuckDBListVector;
  const child = lists.childVector as DuckDBDoubleVector;
  const items: unknown = child['items'];
  const numbers =
    items instanceof Float64Array
      ? items
      : Float64Array.from({ length: child.itemCount }, (_, k) => child.getItem(k) ?? Number.NaN);
  let inOrder = numbers.length === rows * width;
  for (let row = 0; row < rows && inOrder; row++) inOrder = lists.getEntryOffset(row) === row * width;
  if (inOrder) return numbers;
  // Rows that are alike may share their elements.
  const all = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const from = lists.getEntryOffset(row);
    all.set(numbers.subarray(from, from + width), row * width);
  }
  return all;
}
