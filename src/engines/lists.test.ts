import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBDataChunk, DuckDBDoubleVector } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contextIn } from '../../test/support/evaluation.js';
import { type Database, listedNumbers, listOf, openDatabase } from './index.js';

const root = mkdtempSync(join(tmpdir(), 'assay-lists-'));
let db: Database;
beforeAll(async () => {
  db = await openDatabase(contextIn(root));
});
afterAll(() => {
  db.close();
  rmSync(root, { recursive: true, force: true });
});

/** An object of which some members read as something else. */
function changed<T extends object>(target: T, change: (name: string | symbol, value: unknown) => unknown): T {
  return new Proxy(target, {
    get(_, name) {
      const value = change(name, Reflect.get(target, name, target));
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** A chunk whose lists do not show DuckDB's own array, as another version of its binding might. */
function withoutArrays(chunk: DuckDBDataChunk): DuckDBDataChunk {
  return changed(chunk, (member, value) =>
    member !== 'getColumnVector'
      ? value
      : (index: number) =>
          changed(chunk.getColumnVector(index), (name, part) =>
            name === 'childVector' && part instanceof DuckDBDoubleVector
              ? changed(part, (inner, own) => {
                  if (inner === 'items') hidden += 1;
                  return inner === 'items' ? undefined : own;
                })
              : part,
          ),
  );
}
let hidden = 0;

/** The same rows as lists, by both ways of reading them, and column by column. */
async function both(columns: readonly string[], from: string) {
  const cast = columns.map((sql) => `CAST(${sql} AS DOUBLE)`);
  const listed: number[] = [];
  const slowly: number[] = [];
  const result = await db.connection.stream(`SELECT ${listOf(cast)} FROM ${from}`);
  for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
    listed.push(...listedNumbers(chunk, 0, columns.length));
    slowly.push(...listedNumbers(withoutArrays(chunk), 0, columns.length));
  }
  const plain = await db.connection.runAndReadAll(`SELECT ${cast.join(', ')} FROM ${from}`);
  return { listed, slowly, plain: plain.getRows().flatMap((row) => row.map((value) => value ?? Number.NaN)) };
}

it.each([
  ['whole chunks and a rest', ['i', 'i / 7', '-i'], 'range(5000) t(i)'],
  [
    'missing values, which are NaN',
    ['CASE WHEN i % 3 = 0 THEN NULL ELSE i END', "'nan'::FLOAT"],
    'range(3000) t(i)',
  ],
  ['infinite ones and minus zero', ["'-inf'::DOUBLE", '-0.0::DOUBLE'], 'range(10) t(i)'],
  ['every row alike', ['1', '2', '3'], 'range(3000) t(i)'],
  ['rows that a condition leaves', ['i', 'i * i'], '(SELECT i FROM range(9000) t(i) WHERE i % 5 = 2)'],
  ['rows in another order', ['i', 'i + 0.5'], '(SELECT i FROM range(5000) t(i) ORDER BY hash(i))'],
  ['rows of a join', ['t.i', 'u.k'], 'range(3000) t(i) JOIN range(3) u(k) ON t.i % 3 = u.k ORDER BY t.i'],
])('gives what the columns hold, row after row: %s', async (_, columns, from) => {
  hidden = 0;
  const { listed, slowly, plain } = await both(columns, from);
  expect(listed.length).toBeGreaterThan(0);
  expect(listed).toEqual(plain);
  expect(hidden).toBeGreaterThan(0);
  expect(slowly).toEqual(plain);
});
