import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Context, silentLog } from '../base/index.js';
import { type Database, loadOnnxRuntime, openDatabase } from './index.js';

const context = (signal = new AbortController().signal): Context => ({
  cwd: process.cwd(),
  env: process.env,
  now: () => new Date(),
  signal,
  log: silentLog,
});

const open: Database[] = [];
async function database(ctx = context(), options = {}): Promise<Database> {
  const made = await openDatabase(ctx, options);
  open.push(made);
  return made;
}
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

describe('values', () => {
  const cases: readonly [sql: string, value: unknown][] = [
    ['42::TINYINT', 42],
    ['9007199254740991::BIGINT', 9007199254740991],
    ['9007199254740992::BIGINT', 9007199254740992n],
    ['(-9007199254740993)::BIGINT', -9007199254740993n],
    ['170141183460469231731687303715884105727::HUGEINT', 170141183460469231731687303715884105727n],
    ['12::HUGEINT', 12],
    ['0.5::DOUBLE', 0.5],
    ["'NaN'::DOUBLE", Number.NaN],
    ["'-inf'::DOUBLE", Number.NEGATIVE_INFINITY],
    ['12.345::DECIMAL(10,3)', 12.345],
    ['true', true],
    ['NULL', null],
    ["'a\u{1F600}'", 'a\u{1F600}'],
    ["DATE '2001-01-31'", '2001-01-31'],
    ["TIMESTAMP '2001-01-31 12:00:00.5'", '2001-01-31 12:00:00.5'],
    ["TIMESTAMPTZ '2001-01-31 12:00:00+02'", '2001-01-31 10:00:00+00'],
    ["TIME '01:02:03'", '01:02:03'],
    ["INTERVAL '3 days'", '3 days'],
    ["'\\x01'::BLOB", new Uint8Array([1])],
    ["UUID '00000000-0000-0000-0000-000000000001'", '00000000-0000-0000-0000-000000000001'],
    ['[1::BIGINT, NULL]', [1, null]],
    ["{'a': 1::BIGINT, 'b': [0.5::DOUBLE]}", { a: 1, b: [0.5] }],
    ["MAP {'k': 1::BIGINT}", [{ key: 'k', value: 1 }]],
    ['array_value(1::INTEGER, 2::INTEGER)', [1, 2]],
    ["'a'::ENUM('a','b')", 'a'],
  ];
  it('come as plain JavaScript', async () => {
    const db = await database();
    for (const [sql, value] of cases) {
      const [row] = await db.all(`SELECT ${sql} AS v`);
      expect(row?.['v'], sql).toEqual(value);
    }
  });
  it('that DuckDB spells as text are spelled as its own cast does', async () => {
    const db = await database();
    for (const sql of [
      "TIMESTAMPTZ '2001-07-31 12:00:00.25+02'",
      "TIMESTAMP_NS '2001-01-01 00:00:00.000000001'",
      "TIMESTAMP_S '2001-01-01 00:00:00'",
      "INTERVAL '14 months 3 seconds'",
      "'infinity'::TIMESTAMP",
      "'0101'::BIT",
      "TIMETZ '01:02:03+02'",
    ]) {
      const [row] = await db.all(`SELECT ${sql} AS v, (${sql})::VARCHAR AS t`);
      expect(row?.['v'], sql).toBe(row?.['t']);
    }
  });
  it('of parameters keep their type', async () => {
    const db = await database();
    const rows = await db.all(
      'SELECT typeof(?) AS a, typeof(?) AS b, typeof(?) AS c, typeof(?) AS d, typeof(?) AS e, ? AS f',
      [1, 0.5, 'x', true, 2n ** 70n, null],
    );
    expect(rows).toEqual([{ a: 'BIGINT', b: 'DOUBLE', c: 'VARCHAR', d: 'BOOLEAN', e: 'HUGEINT', f: null }]);
    expect(await db.all('SELECT * FROM range(5) LIMIT ?', [2])).toHaveLength(2);
  });
});

describe('a database', () => {
  it('takes memory and threads, and several statements at once', async () => {
    const db = await database(context(), { memory: '512MiB', threads: 1 });
    await db.run('CREATE TABLE t(a INT); INSERT INTO t VALUES (1), (2)');
    expect(await db.all("SELECT sum(a) AS s, current_setting('threads') AS t FROM t")).toEqual([
      { s: 3, t: 1 },
    ]);
  });
  it('stops a query when the call is cancelled, and refuses the next', async () => {
    const abort = new AbortController();
    const db = await database(context(abort.signal));
    const query = db.all('SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b');
    setTimeout(() => abort.abort(new Error('cancelled')), 50);
    await expect(query).rejects.toThrow('cancelled');
    await expect(db.all('SELECT 1')).rejects.toThrow('cancelled');
  });
  it('says that memory ran out as an environment error', async () => {
    const db = await database(context(), { memory: '20MiB', threads: 1 });
    await db.run("SET temp_directory = ''");
    await expect(
      db.run('CREATE TABLE big AS SELECT range AS a, hash(range) AS b FROM range(20000000)'),
    ).rejects.toMatchObject({ name: 'AssayError', kind: 'environment' });
  });
  it('leaves no temporary folder', async () => {
    const db = await openDatabase(context());
    const [row] = await db.all("SELECT current_setting('temp_directory') AS t");
    const folder = String(row?.['t']);
    expect(existsSync(folder)).toBe(true);
    db.close();
    db.close();
    expect(existsSync(folder)).toBe(false);
  });
  it('gives the error of a wrong query as DuckDB says it', async () => {
    const db = await database();
    await expect(db.all('SELECT nothing FROM nowhere')).rejects.toThrow(/nowhere/);
  });
});

it('ONNX Runtime loads', async () => {
  const ort = await loadOnnxRuntime(context());
  expect(typeof ort.InferenceSession.create).toBe('function');
});
