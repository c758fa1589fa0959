/** Profiles: the merge of shards is the profile of the whole; frozen bins; odd values; old formats. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDataset, resolveDataset } from '../dataset.js';
import { Bench, realData } from '../testing.js';
import { profileDataset } from './build.js';
import { addValue, estimate, mergeRegisters, REGISTERS, sketchRegisters } from './hyperloglog.js';
import { mergeNumeric, mergeProfiles } from './merge.js';
import { mergeCategorical } from './merge-categories.js';
import type { NumericProfile, Profile } from './schema.js';
import { parseProfile, parseReference, profileText } from './schema.js';
import { parseShard } from './shard.js';
import { digestedDataset, splitShard } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

/** The profile without what agrees only to some digits. */
function exactPart(profile: Profile) {
  return {
    ...profile,
    columns: profile.columns.map((column) => ({
      ...column,
      ...(column.numeric ? { numeric: { ...column.numeric, mean: 0, m2: 0 } } : {}),
    })),
  };
}

function expectMoments(merged: Profile, whole: Profile) {
  for (const column of whole.columns) {
    const [own, other] = [column.numeric, merged.columns.find(({ name }) => name === column.name)?.numeric];
    if (own === undefined) continue;
    expect([other?.mean === null, other?.m2 === null]).toEqual([own.mean === null, own.m2 === null]);
    const scale = Math.max(Math.abs(own.min ?? 0), Math.abs(own.max ?? 0), 1e-100);
    expect(Math.abs((other?.mean ?? 0) - (own.mean ?? 0)) / scale).toBeLessThan(1e-9);
    expect(
      Math.abs((other?.m2 ?? 0) - (own.m2 ?? 0)) / (scale * scale * Math.max(1, own.finite)),
    ).toBeLessThan(1e-9);
  }
}

describe('shards', () => {
  const rows = fc.array(
    fc.record({
      x: fc.option(
        fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 1e308, 5e-324)),
      ),
      i: fc.option(fc.integer({ min: -5, max: 5 })),
      c: fc.option(fc.constantFrom('a', 'b', "it's", '', 'é', '日')),
      b: fc.option(fc.boolean()),
    }),
    { minLength: 1, maxLength: 40 },
  );

  async function write(name: string, table: readonly Record<string, unknown>[]) {
    const literal = (value: unknown) => {
      if (value === null) return 'NULL';
      if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
      return typeof value === 'number' ? `'${Object.is(value, -0) ? '-0' : value}'::DOUBLE` : String(value);
    };
    const values = table.map(
      (row) =>
        `(${literal(row['x'])}::DOUBLE, ${literal(row['i'])}::INTEGER, ${literal(row['c'])}::VARCHAR, ${literal(row['b'])}::BOOLEAN)`,
    );
    return bench.parquet(name, `SELECT * FROM (VALUES ${values.join(', ')}) t(x, i, c, b)`);
  }

  test('the least double is counted once on frozen edges', async () => {
    const file = await write('least.parquet', [{ x: -Number.MAX_VALUE, i: null, c: null, b: null }]);
    const dataset = await resolveDataset('d', file, bench.folder);
    const edges = await profileDataset(bench.ctx, bench.db, dataset, null, { bins: 4 });
    const again = await profileDataset(bench.ctx, bench.db, dataset, null, { edges });
    expect(again.columns[0]?.numeric).toMatchObject({ below: 0, counts: [1], above: 0 });
  });

  test('the merge of random shards is the profile of the whole, to the last bit of every count', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        async (table, of, files) => {
          run += 1;
          const folder = `s${run}`;
          for (let file = 0; file < files; file += 1) {
            const own = table.filter((_, index) => index % files === file);
            await write(`${folder}-${file}.parquet`, own.length > 0 ? own : table.slice(0, 1));
          }
          const whole = await resolveDataset('d', `${folder}-*.parquet`, bench.folder);
          const { ctx, db } = bench;
          const edges = await profileDataset(
            ctx,
            db,
            await resolveDataset('d', `${folder}-0.parquet`, bench.folder),
            null,
            { bins: 4 },
          );
          const shards: Profile[] = [];
          for (let index = 1; index <= of; index += 1) {
            const { dataset, shard } = await splitShard(whole, { index, of });
            shards.push(await profileDataset(ctx, db, dataset, null, { edges, shard }));
          }
          const named = shards.map((profile, index) => ({
            profile: parseProfile(profileText(profile), 's'),
            file: `${index}`,
          }));
          const merged = mergeProfiles(named);
          const once = await profileDataset(ctx, db, whole, null, { edges });
          expect(exactPart(merged)).toEqual(exactPart(once));
          expectMoments(merged, once);
          expect(mergeProfiles([...named].reverse())).toEqual(merged);
          // What is written can be read.
          expect(parseProfile(profileText(merged), 'm')).toEqual(merged);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  test('counts of parts add up associatively and commutatively', () => {
    const part = fc
      .record({
        counts: fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 3, maxLength: 3 }),
        nan: fc.nat(1e9),
        below: fc.nat(1e9),
        above: fc.nat(1e9),
        mean: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        m2: fc.double({ min: 0, max: 1e12, noNaN: true }),
        min: fc.integer(),
      })
      .map(
        (given): NumericProfile => ({
          ...given,
          positiveInfinity: 1,
          negativeInfinity: 2,
          finite: given.counts.reduce((sum, count) => sum + count, given.below + given.above),
          max: given.min + 10,
          low: 0,
          edges: [1, 2, 3],
        }),
      );
    const counts = (profile: NumericProfile) => ({ ...profile, mean: 0, m2: 0 });
    fc.assert(
      fc.property(part, part, part, (a, b, c) => {
        const left = mergeNumeric(mergeNumeric(a, b), c);
        const right = mergeNumeric(a, mergeNumeric(b, c));
        expect(counts(left)).toEqual(counts(right));
        expect(counts(mergeNumeric(a, b))).toEqual(counts(mergeNumeric(b, a)));
        const near = (x: number | null, y: number | null) =>
          expect(Math.abs((x ?? 0) - (y ?? 0)) / Math.max(1, Math.abs(x ?? 0))).toBeLessThan(1e-9);
        near(left.mean, right.mean);
        near(left.m2, right.m2);
      }),
    );
  });

  test('flights in six files, and in one file by rows', async () => {
    const source = realData('flights-3m.parquet');
    for (let month = 1; month <= 6; month += 1) {
      await bench.parquet(
        `m-${month}.parquet`,
        `SELECT delay, distance, origin FROM '${source}' WHERE month(date) = ${month} AND day(date) < 4`,
      );
    }
    const { ctx, db } = bench;
    const whole = await resolveDataset('flights', 'm-*.parquet', bench.folder);
    const one = await resolveDataset('flights', 'm-1.parquet', bench.folder);
    const edges = await profileDataset(ctx, db, one, null);
    for (const dataset of [whole, one]) {
      const shards = [];
      for (let index = 1; index <= 3; index += 1) {
        const split = await splitShard(dataset, { index, of: 3 });
        expect(split.shard.rows).toBe(dataset === one);
        shards.push({
          file: `${index}`,
          profile: await profileDataset(ctx, db, split.dataset, null, { edges, shard: split.shard }),
        });
      }
      const merged = mergeProfiles(shards);
      const once = await profileDataset(ctx, db, dataset, null, { edges });
      expect(exactPart(merged)).toEqual(exactPart(once));
      expect(merged.sha256).toBe(dataset.sha256);
      expectMoments(merged, once);
    }
  });

  test('what makes no whole is refused, with all reasons', async () => {
    await bench.write('a.csv', 'x,c\n1,a\n2,b\n');
    await bench.write('b.csv', 'x,c\n10,a\n20,b\n30,z\n');
    const { ctx, db } = bench;
    const whole = await resolveDataset('d', '[ab].csv', bench.folder);
    const parts: Profile[] = [];
    for (const index of [1, 2]) {
      const { dataset, shard } = await splitShard(whole, { index, of: 2 });
      parts.push(await profileDataset(ctx, db, dataset, null, { shard }));
    }
    const [first, second] = parts.map((profile, index) => ({ profile, file: `${index + 1}.json` }));
    if (first === undefined || second === undefined) throw new RangeError('two shards');
    expect(() => mergeProfiles([first, second])).toThrow(/count x in different bins[\s\S]*--edges/);
    // A shard whose data failed gives no profile, and without it there is no whole.
    expect(() => mergeProfiles([first])).toThrow(/shard 2 of 2 is missing[\s\S]*failed its checks/);
    expect(() => mergeProfiles([first, first])).toThrow(/is shard 1 as 1\.json is/);
    const alone = await profileDataset(ctx, db, whole, null);
    expect(() => mergeProfiles([{ profile: alone, file: 'w' }])).toThrow(/is no shard/);
    expect(() => mergeProfiles([])).toThrow(/nothing to merge/);
    expect(() => parseReference(profileText(first.profile), 'p.json')).toThrow(
      /shard 1 of 2, and a part is no reference/,
    );
  });

  test.each(['0/2', '3/2', '1', 'a/b', '1/0', '-1/2'])('--shard %s is refused', (text) => {
    expect(() => parseShard(text)).toThrow(/--shard/);
  });
});

describe('the most frequent values of shards', () => {
  const top = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

  test('values that cannot be told are left out, and the bound says how often they may come', () => {
    // Each shard kept 10,000 values; the last of them came 5 times.
    const filler = (prefix: string) =>
      Object.fromEntries(Array.from({ length: 9_998 }, (_, index) => [`${prefix}${index}`, 5]));
    const a = { distinct: 12_000, top: top({ big: 500, near: 9, ...filler('a') }), other: 9_000 };
    const b = { distinct: 12_000, top: top({ big: 300, other: 200, ...filler('b') }), other: 9_000 };
    const merged = mergeCategorical([a, b], 3);
    // `near` may be 9 to 14, `other` 200 to 205: neither is known in full, and `big` is above all that can be.
    expect(merged.top).toEqual([{ value: 'big', count: 800 }]);
    expect(merged.leftOut).toBe(205);
    expect(merged.other + 800).toBe(
      [a, b].reduce(
        (sum, { top: own, other }) => sum + other + own.reduce((n, { count }) => n + count, 0),
        0,
      ),
    );
  });

  test('random shards: what is kept is exact, and nothing that was left out is more frequent than the bound', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 }), {
          minLength: 1,
          maxLength: 4,
        }),
        (shards) => {
          const counts = shards.map((values) => {
            const found = new Map<string, number>();
            for (const value of values) found.set(`v${value}`, (found.get(`v${value}`) ?? 0) + 1);
            return found;
          });
          const whole = new Map<string, number>();
          for (const found of counts)
            for (const [value, n] of found) whole.set(value, (whole.get(value) ?? 0) + n);
          const merged = mergeCategorical(
            counts.map((found) => ({ distinct: found.size, top: top(Object.fromEntries(found)), other: 0 })),
            5,
          );
          expect(merged.top).toEqual(top(Object.fromEntries(whole)).slice(0, 5));
          expect(merged.distinct).toBe(whole.size);
        },
      ),
    );
  });

  test('a sketch of many values, by the engine and by this process, within its error', async () => {
    const file = await bench.parquet('many.parquet', "SELECT 'v' || (i * 7919) AS c FROM range(40000) t(i)");
    const found = await findDataset('d', file, bench.folder);
    const shards = [];
    for (const index of [1, 2]) {
      const { dataset, shard } = await splitShard(await digestedDataset(found), { index, of: 2 });
      shards.push({
        file: `${index}`,
        profile: await profileDataset(bench.ctx, bench.db, dataset, null, { shard }),
      });
    }
    const [column] = mergeProfiles(shards).columns;
    expect(column?.categorical?.distinctError).toBeCloseTo(0.01625, 4);
    expect(Math.abs((column?.categorical?.distinct ?? 0) - 40_000) / 40_000).toBeLessThan(4 * 0.01625);
    const own = new Uint8Array(REGISTERS);
    for (let i = 0; i < 40_000; i += 1) addValue(own, `v${i * 7919}`);
    const engine = new Uint8Array(REGISTERS);
    for (const { profile } of shards) {
      mergeRegisters(
        engine,
        sketchRegisters(profile.columns[0]?.categorical?.sketch ?? '') ?? new Uint8Array(),
      );
    }
    expect(engine).toEqual(own);
    expect(estimate(own)).toBe(column?.categorical?.distinct);
  });
});

describe('one profile', () => {
  test('huge values, one value, nothing: no crash, no NaN, and the counts add up', async () => {
    const file = await bench.parquet(
      'huge.parquet',
      `SELECT CASE i % 2 WHEN 0 THEN 1.7e308 ELSE -1.7e308 END AS huge, 7 AS one, NULL::DOUBLE AS none,
        (i + 9007199254740992)::BIGINT AS wide, i::DECIMAL(18,3) / 3 AS exact FROM range(300) t(i)`,
    );
    const profile = await profileDataset(
      bench.ctx,
      bench.db,
      await resolveDataset('d', file, bench.folder),
      null,
    );
    const by = Object.fromEntries(profile.columns.map((column) => [column.name, column.numeric]));
    expect(by['huge']).toMatchObject({ mean: null, m2: null, min: -1.7e308, max: 1.7e308, finite: 300 });
    expect(by['one']).toMatchObject({ mean: 7, m2: 0, edges: [7], counts: [300], low: 7 });
    expect(by['none']).toMatchObject({ finite: 0, edges: [], low: null });
    expect(parseProfile(profileText(profile), 'p')).toEqual(profile);
  });

  test('a column that is called file_row_number, and text', async () => {
    const file = await bench.parquet(
      'frn.parquet',
      'SELECT i % 3 AS file_row_number, i AS x FROM range(30) t(i)',
    );
    const profile = await profileDataset(
      bench.ctx,
      bench.db,
      await resolveDataset('d', file, bench.folder),
      null,
    );
    expect(profile.columns.map(({ name }) => name)).toEqual(['file_row_number', 'x']);
    expect(profile.columns[0]?.numeric?.counts).toEqual([10, 10, 10]);
  });

  test('bins hold about equal numbers of rows', async () => {
    const file = await bench.parquet('even.parquet', 'SELECT sin(i) * i AS x FROM range(200000) t(i)');
    const profile = await profileDataset(
      bench.ctx,
      bench.db,
      await resolveDataset('d', file, bench.folder),
      null,
    );
    const counts = profile.columns[0]?.numeric?.counts ?? [];
    expect(counts).toHaveLength(50);
    for (const count of counts) expect(Math.abs(count - 4000)).toBeLessThan(1600);
  });

  test('format 1 is read as format 2; a newer one is refused with what to do', () => {
    const old = {
      kind: 'assay-profile',
      format: 1,
      dataset: 'd',
      sha256: 'a'.repeat(64),
      rows: 3,
      bins: 10,
      categories: 50,
      columns: [
        {
          name: 'x',
          type: 'DOUBLE',
          kind: 'numeric',
          nulls: 0,
          numeric: {
            nan: 0,
            positiveInfinity: 0,
            negativeInfinity: 0,
            finite: 3,
            mean: 2,
            m2: 2,
            min: 1,
            edges: [2, 3],
            counts: [2, 1],
          },
        },
      ],
    };
    const profile = parseReference(JSON.stringify(old), 'p.json');
    expect(profile.columns[0]?.numeric).toMatchObject({ low: 1, max: 3, below: 0, above: 0, counts: [2, 1] });
    expect(() => parseProfile(JSON.stringify({ ...old, format: 9 }), 'p.json')).toThrow(
      /newer Assay wrote it/,
    );
    const broken = structuredClone(old);
    if (broken.columns[0]) broken.columns[0].numeric.counts = [2, 2];
    expect(() => parseProfile(JSON.stringify(broken), 'p.json')).toThrow(
      /do not add up[\s\S]*assay profile --data/,
    );
  });
});
