/**
 * DuckDB in memory behind the `Database` interface: parameters in, plain rows out, interrupted when the call
 * is cancelled, its temporary files removed when it is closed.
 */
import { rmSync } from 'node:fs';
import type * as Api from '@duckdb/node-api';
import { type Context, environmentError, messageOf } from '../base/index.js';
import { makeSpillFolder } from './spill.js';
import type { ColumnValues, Database, DatabaseOptions } from './types.js';
import { plainRows } from './values.js';

/** Rows in one vector of DuckDB. */
const CHUNK_ROWS = 2048;

type Parameter = string | number | bigint | boolean | null;

/**
 * Opens an empty database in memory with the API that was loaded.
 * What does not fit in memory goes to a folder of its own under the system's temporary folder; `close` removes it, and after a kill the next call does.
 * Results are in UTC and do not depend on the machine's time zone.
 * Errors of a query are DuckDB's own; a full disk and a spent memory limit are environment errors;
 * after cancellation every call throws the reason of `ctx.signal`.
 */
export async function openDuckDb(
  ctx: Context,
  api: typeof Api,
  options: DatabaseOptions = {},
): Promise<Database> {
  ctx.signal.throwIfAborted();
  const spill = makeSpillFolder();
  const settings: Record<string, string> = { temp_directory: spill };
  if (options.memory !== undefined) settings.memory_limit = options.memory;
  if (options.threads !== undefined) settings.threads = String(options.threads);
  let instance: Api.DuckDBInstance | undefined;
  let connection: Api.DuckDBConnection;
  try {
    instance = await api.DuckDBInstance.create(':memory:', settings);
    connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
  } catch (error) {
    instance?.closeSync();
    rmSync(spill, { recursive: true, force: true });
    throw environmentError({ message: `DuckDB cannot start: ${messageOf(error)}` }, error);
  }
  return new InMemoryDatabase(ctx, api, instance, connection, spill);
}

class InMemoryDatabase implements Database {
  readonly connection: Api.DuckDBConnection;
  private readonly interrupt: () => void;
  private open = true;

  constructor(
    private readonly ctx: Context,
    private readonly api: typeof Api,
    private readonly instance: Api.DuckDBInstance,
    connection: Api.DuckDBConnection,
    private readonly spill: string,
  ) {
    this.connection = connection;
    this.interrupt = () => connection.interrupt();
    ctx.signal.addEventListener('abort', this.interrupt, { once: true });
  }

  async all(sql: string, params?: readonly Parameter[]): Promise<Record<string, unknown>[]> {
    return this.guarded(async () => {
      const reader = await this.connection.runAndReadAll(sql, ...this.bound(params));
      return plainRows(this.api, reader);
    });
  }

  async run(sql: string, params?: readonly Parameter[]): Promise<void> {
    await this.guarded(() => this.connection.run(sql, ...this.bound(params)));
  }

  async append(table: string, rows: number, columns: readonly ColumnValues[]): Promise<void> {
    await this.guarded(async () => {
      const { DOUBLE, VARCHAR, DuckDBDataChunk } = this.api;
      const types = columns.map((column) => (typeof column === 'function' ? VARCHAR : DOUBLE));
      const appender = await this.connection.createAppender(table);
      for (let first = 0; first < rows; first += CHUNK_ROWS) {
        this.ctx.signal.throwIfAborted();
        const count = Math.min(CHUNK_ROWS, rows - first);
        const chunk = DuckDBDataChunk.create(types, count);
        for (const [k, column] of columns.entries()) {
          const vector = chunk.getColumnVector(k);
          if (typeof column === 'function') {
            for (let i = 0; i < count; i++) vector.setItem(i, column(first + i));
          } else {
            for (let i = 0; i < count; i++) vector.setItem(i, column[first + i] as number);
          }
          vector.flush();
        }
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    });
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.ctx.signal.removeEventListener('abort', this.interrupt);
    this.connection.closeSync();
    this.instance.closeSync();
    rmSync(this.spill, { recursive: true, force: true });
  }

  /** Whole numbers are bound as integers, so that LIMIT and integer columns take them as they are. */
  private bound(params: readonly Parameter[] | undefined): [Api.DuckDBValue[]?, Api.DuckDBType[]?] {
    if (params === undefined) return [];
    const values = params.map((value) => (Number.isSafeInteger(value) ? BigInt(value as number) : value));
    const types = values.map((value) => {
      if (value === null) return this.api.SQLNULL;
      if (typeof value === 'string') return this.api.VARCHAR;
      if (typeof value === 'boolean') return this.api.BOOLEAN;
      if (typeof value === 'number') return this.api.DOUBLE;
      return BigInt.asIntN(64, value) === value ? this.api.BIGINT : this.api.HUGEINT;
    });
    return [values, types];
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    this.ctx.signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      this.ctx.signal.throwIfAborted();
      throw explained(error);
    }
  }
}

/** DuckDB's errors that come from the machine and not from the query. */
function explained(error: unknown): unknown {
  const message = messageOf(error);
  if (/^Out of Memory Error/m.test(message)) {
    return environmentError(
      {
        message: `DuckDB ran out of memory: ${message}`,
        fix: 'allow more memory (`assay validate --memory`), or free space in the temporary folder',
      },
      error,
    );
  }
  if (/No space left on device|not enough space on the disk/i.test(message)) {
    return environmentError(
      { message: `the disk is full: ${message}`, fix: 'free space, then run again' },
      error,
    );
  }
  return error;
}
