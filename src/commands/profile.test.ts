/** `assay profile` of shards as a user calls it, references in a registry, and periods in assay.yaml. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { host } from '../../test/support/host.js';
import { AssayError, type Context, silentLog } from '../base/index.js';
import { parseProfile } from '../data/index.js';
import { openDatabase } from '../engines/index.js';
import { initRegistry } from '../registry/index.js';
import type { ResultOf } from '../results/index.js';
import type { Command } from './command.js';
import { checkOptions, type RawOptions } from './options.js';
import profile from './profile.js';
import validate from './validate.js';

let root: string;
let ctx: Context;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-profile-'));
  ctx = {
    cwd: root,
    env: {},
    now: () => new Date('2001-07-01T00:00:00Z'),
    signal: new AbortController().signal,
    log: silentLog,
  };
  await mkdir(join(root, 'data'));
  const db = await openDatabase(ctx);
  try {
    for (const part of [1, 2, 3]) {
      await db.run(
        `COPY (SELECT TIMESTAMP '2000-01-01' + INTERVAL (i) HOUR AS t, (hash(i * 7) % 1000) / 10.0 AS x, 'c' || (hash(i) % 70) AS c FROM range(${part * 3000}, ${part * 3000 + 3000}) r(i)) TO '${root}/data/${part}.parquet' (FORMAT parquet)`,
      );
    }
  } finally {
    db.close();
  }
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function call(command: Command, raw: RawOptions = {}) {
  return command.run({ ctx, host, options: checkOptions(command, raw, 'cli'), args: [] });
}
const profiled = async (raw: RawOptions) => (await call(profile, raw)).result as ResultOf<'profile'>;
const read = async (path: string) => parseProfile(await readFile(join(root, path), 'utf8'), path);
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AssayError);
  return (error as AssayError).message;
};

describe('shards', () => {
  const data = 'data/*.parquet';
  test.each([2, 5])('of %i machines give the profile of the whole', async (of) => {
    await call(profile, { data, shard: `1/${of}`, output: `out/edges-${of}.json` });
    for (let index = 1; index <= of; index += 1) {
      const result = await profiled({
        data,
        shard: `${index}/${of}`,
        edges: `out/edges-${of}.json`,
        output: `out/${of}-${index}.json`,
        name: `shard-${index}`,
      });
      expect(result.verdict).toBe('pass');
      // A version takes what is called profile:NAME; a part is not.
      expect(result.artifacts.map(({ name }) => name)).toEqual([`shard:data.${index}-of-${of}`]);
    }
    const result = await profiled({ merge: [`out/${of}-*.json`], output: `out/merged-${of}.json` });
    expect(result).toMatchObject({
      verdict: 'pass',
      datasets: [{ name: 'data', rows: 9000, files: 3, columns: 3 }],
      artifacts: [{ name: 'profile:data' }],
    });
    await call(profile, { data, edges: `out/edges-${of}.json`, output: 'out/whole.json' });
    const [merged, whole] = [await read(`out/merged-${of}.json`), await read('out/whole.json')];
    const counts = (one: typeof merged) =>
      one.columns.map(({ numeric, ...column }) => ({
        ...column,
        numeric: numeric && { ...numeric, mean: 0, m2: 0 },
      }));
    expect(counts(merged)).toEqual(counts(whole));
    expect(merged.sha256).toBe(whole.sha256);
  });

  test('a shard whose data failed gives no profile, and the merge without it is refused', async () => {
    await writeFile(join(root, 'data/a.csv'), 'x\n1\n2\n');
    await writeFile(join(root, 'data/b.csv'), 'x\n1\n2,3\n');
    const paths = 'data/[ab].csv';
    await call(profile, { data: paths, shard: '1/2', output: 'out/csv-1.json' });
    const bad = await profiled({
      data: paths,
      shard: '2/2',
      edges: 'out/csv-1.json',
      output: 'out/csv-2.json',
    });
    expect(bad).toMatchObject({ verdict: 'fail', artifacts: [] });
    expect(await refusal(call(profile, { merge: ['out/csv-*.json'] }))).toMatch(/shard 2 of 2 is missing/);
    // Nor does a part serve as a reference.
    expect(await refusal(call(validate, { data: 'data/a.csv', reference: 'out/csv-1.json' }))).toMatch(
      /is shard 1 of 2, and a part is no reference/,
    );
  });

  test('options that do not go together are named, all at once', async () => {
    expect(await refusal(call(profile, { merge: ['x'], data: 'y', shard: '1/2' }))).toMatch(
      /--data does not go with --merge[\s\S]*--shard does not go with --merge/,
    );
    expect(await refusal(call(profile, { data, shard: '3/2' }))).toMatch(/--shard is "3\/2"/);
    expect(await refusal(call(profile, { merge: ['none-*.json'] }))).toMatch(/no file matches/);
    expect(await refusal(call(profile, {}))).toMatch(/one of --data FILE, --dataset NAME and --merge FILE/);
    expect(await refusal(call(profile, { data, output: data }))).toMatch(/is no name for a profile/);
  });
});

describe('references', () => {
  const config = (drift: string) =>
    writeFile(
      join(root, 'assay.yaml'),
      `version: 1\nmodel: m\ndatasets:\n  serving:\n    path: data/3.parquet\n    drift: ${drift}\n  train: {path: data/1.parquet}\n`,
    );
  const validated = async (raw: RawOptions = {}) =>
    (await call(validate, raw)).result as ResultOf<'validate'>;
  afterAll(() => rm(join(root, 'assay.yaml'), { force: true }));

  test('a period of the dataset itself', async () => {
    await config('{reference: serving, window: {column: t, current: last 7d, reference: previous 28d}}');
    const { drift, notChecked } = await validated({ dataset: ['serving'] });
    expect(drift?.map(({ column, n, m, verdict }) => [column, n, m, verdict])).toEqual([
      ['t', 672, 168, 'skipped'],
      ['x', 672, 168, 'inconclusive'],
      ['c', 672, 168, expect.stringMatching(/pass|inconclusive/)],
    ]);
    expect(drift?.[0]?.reference).toMatch(/^serving \(after 2001-/);
    expect(notChecked.join()).toMatch(/drift outside the periods/);
    await config('{reference: serving}');
    expect(await refusal(validated())).toMatch(/compared with itself never drifts/);
  });

  test('an alias of the registry that has no version yet is the first run; what is not there is an error', async () => {
    await config('{reference: "registry:production"}');
    expect(await refusal(validated({ dataset: ['serving'] }))).toMatch(/there is no registry/);
    await initRegistry('assay-registry', root, ctx);
    const first = await validated({ dataset: ['serving'] });
    expect(first).toMatchObject({ verdict: 'warn', findings: [{ check: 'drift', verdict: 'warn' }] });
    expect(first.findings[0]?.message).toMatch(/no_baseline: production has no version yet/);
    await config('{reference: "registry:7"}');
    expect(await refusal(validated({ dataset: ['serving'] }))).toMatch(/no version 7/);
    await config('{reference: "registry:production", domain: true}');
    expect(await refusal(validated())).toMatch(/domain needs the rows of the reference/);
  });

  test('all columns together, and settings of columns', async () => {
    await config('{reference: train, domain: true, columns: {x: {method: ks}, c: {severity: error}}}');
    const { drift } = await validated();
    expect(drift?.map(({ column, method, verdict }) => [column, method.split('(')[0], verdict])).toEqual([
      ['t', 'none', 'skipped'],
      ['x', 'ks', 'pass'],
      ['c', 'psi', 'pass'],
      ['all columns', 'domain_classifier', 'pass'],
    ]);
  });
});
