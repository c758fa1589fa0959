/** Reads columns of an SQL query into typed arrays, chunk by chunk, in the order of the rows. */
import type { Database } from '../engines/index.js';

/** Texts as codes: the code is a position in `names`, −1 where the value is missing. */
export interface TextColumn {
  readonly codes: Int32Array;
  readonly names: string[];
}

/** `number`: missing is NaN. `text`: missing is −1, equal texts share a code. `string`: each as it stands. */
export type ColumnKind = 'number' | 'text' | 'string';
export interface ColumnRequest<K extends ColumnKind = ColumnKind> {
  /** An SQL expression; a number column needs a numeric or boolean one. */
  readonly sql: string;
  readonly kind: K;
}
export type ColumnOf<K extends ColumnKind> = K extends 'number'
  ? Float64Array
  : K extends 'text'
    ? TextColumn
    : (string | null)[];

const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|BIGNUM|FLOAT|DOUBLE|DECIMAL\(.*\))$/;
export function isNumeric(type: string): boolean {
  return NUMERIC.test(type);
}
export function isInteger(type: string): boolean {
  return isNumeric(type) && !/^(?:FLOAT|DOUBLE|DECIMAL)/.test(type);
}

/** Integers that arrive as they are, number or bigint, and are written alike here and there: no text is made per row. */
function isSmall(type: string): boolean {
  return /^U?(?:TINY|SMALL|BIG)?INT(?:EGER)?$/.test(type);
}

/** A number as text in one spelling, whatever the type of the column: 1, 1.0 and 1e0 are `1`. */
export function numberText(value: number): string {
  return String(value === 0 ? 0 : value);
}

/** An expression for a column as text; whole floats read as whole numbers, so that 1.0 and 1 are one label. */
export function textOf(name: string, type: string): ColumnRequest<'text'> {
  return {
    sql:
      isNumeric(type) && !isInteger(type)
        ? `CAST(${name} AS DOUBLE)`
        : isSmall(type)
          ? name
          : `CAST(${name} AS VARCHAR)`,
    kind: 'text',
  };
}

/** Rows `n` of the query `SELECT requests FROM from`; all columns are as long. Throws DuckDB's own errors. */
export async function readColumns<const R extends readonly ColumnRequest[]>(
  db: Database,
  from: string,
  requests: R,
  n: number,
  signal: AbortSignal,
): Promise<{ [I in keyof R]: ColumnOf<R[I]['kind']> }> {
  const builders = requests.map(({ kind }) =>
    kind === 'number' ? new NumberBuilder(n) : kind === 'text' ? new TextBuilder(n) : new StringBuilder(),
  );
  if (requests.length > 0 && n > 0) {
    const select = requests.map(({ sql, kind }) => (kind === 'number' ? `CAST(${sql} AS DOUBLE)` : sql));
    const result = await db.connection.stream(`SELECT ${select.join(', ')} FROM ${from}`);
    let row = 0;
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      signal.throwIfAborted();
      const count = chunk.rowCount;
      for (const [k, builder] of builders.entries()) {
        const vector = chunk.getColumnVector(k);
        for (let i = 0; i < count; i++) builder.set(row + i, vector.getItem(i));
      }
      row += count;
    }
    if (row !== n) throw new Error(`${row} rows were read where ${n} were expected`);
  }
  return builders.map((builder) => builder.column) as { [I in keyof R]: ColumnOf<R[I]['kind']> };
}

class NumberBuilder {
  readonly column: Float64Array;
  constructor(n: number) {
    this.column = new Float64Array(n);
  }
  set(row: number, value: unknown): void {
    this.column[row] = typeof value === 'number' ? value : Number.NaN;
  }
}

class StringBuilder {
  readonly column: (string | null)[] = [];
  set(_: number, value: unknown): void {
    this.column.push(value === null || value === undefined ? null : String(value));
  }
}

class TextBuilder {
  readonly column: TextColumn;
  private readonly known = new Map<unknown, number>();
  constructor(n: number) {
    this.column = { codes: new Int32Array(n), names: [] };
  }
  set(row: number, value: unknown): void {
    this.column.codes[row] = this.codeOf(value);
  }
  private codeOf(value: unknown): number {
    if (value === null || value === undefined) return -1;
    // A missing number in Python's files is often NaN.
    if (typeof value === 'number' && Number.isNaN(value)) return -1;
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const name = typeof value === 'number' ? numberText(value) : String(value);
    const code = this.column.names.push(name) - 1;
    this.known.set(value, code);
    return code;
  }
}
