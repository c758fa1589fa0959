/** What the engines offer to the stages. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type * as Ort from 'onnxruntime-node';

export type EngineName = 'duckdb' | 'onnxruntime';

/** One DuckDB instance in this process, in memory. Close it always. */
export interface Database {
  readonly connection: DuckDBConnection;
  /** Runs SQL and returns rows as plain objects; BIGINT as bigint where it exceeds 2^53, else number. */
  all(
    sql: string,
    params?: readonly (string | number | bigint | boolean | null)[],
  ): Promise<Record<string, unknown>[]>;
  /** Runs SQL for its effect. */
  run(sql: string, params?: readonly (string | number | bigint | boolean | null)[]): Promise<void>;
  /**
   * Appends `rows` rows to a table, column by column, which is several times as fast as row by row. Missing numbers are
   * NaN and stay NaN; missing texts are null.
   */
  append(table: string, rows: number, columns: readonly ColumnValues[]): Promise<void>;
  close(): void;
}

/** The values of one column of a table: DOUBLE, or VARCHAR by the row from 0. */
export type ColumnValues = Float64Array | ((row: number) => string | null);

export interface DatabaseOptions {
  /** Such as `4GiB`; absent: DuckDB's own default. */
  readonly memory?: string;
  readonly threads?: number;
}

export type OnnxRuntime = typeof Ort;
