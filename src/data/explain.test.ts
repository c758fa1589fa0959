/** The plan that `--explain` shows: one scan for all checks, what each query was for, and its times. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../engines/index.js';
import { findDataset } from './dataset.js';
import { explainText, traced } from './explain.js';
import { Bench, contractOf } from './testing.js';
import { validateDataset } from './validate.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

test('all checks of a dataset share one scan, and the plan shows its SQL', async () => {
  const db = await openDatabase(bench.ctx, { threads: 2 });
  try {
    const trace = await traced(db);
    const file = await bench.write(
      'plan.csv',
      `id,name\n${Array.from({ length: 5000 }, (_, id) => `${id},a`).join('\n')}\n`,
    );
    const contract = contractOf(
      '- {name: id, logicalType: integer, required: true, unique: true, logicalTypeOptions: {minimum: 0}}\n- {name: name, logicalType: string, logicalTypeOptions: {pattern: "[a-z]"}}',
    );
    const result = await validateDataset(
      bench.ctx,
      trace.db,
      await findDataset('data', file, bench.folder),
      contract,
    );
    expect(result.verdict).toBe('pass');
    const queries = trace.take();
    const scans = queries.filter(({ sql }) => sql.includes('read_csv'));
    expect(scans).toHaveLength(1);
    expect(scans[0]?.purpose).toMatch(
      /^one scan of data for \d+ checks \(.*type.*required.*unique.*range.*pattern/,
    );
    expect(scans[0]?.operators.length).toBeGreaterThan(0);
    expect(explainText('data', queries)).toMatch(/1\. one scan of data[\s\S]*SELECT count\(\*\) AS n/);
    expect(trace.take()).toEqual([]);
  } finally {
    db.close();
  }
});

test('a memory limit is kept by spilling, with the same verdict', async () => {
  const db = await openDatabase(bench.ctx, { threads: 2, memory: '150MiB' });
  try {
    const file = await bench.parquet(
      'many.parquet',
      'SELECT md5(CAST(range % 1499999 AS VARCHAR)) || md5(CAST(range AS VARCHAR)) AS a, range AS b FROM range(1500000)',
    );
    const contract = contractOf(
      '- {name: a, logicalType: string, unique: true}\n- {name: b, logicalType: integer, unique: true}',
    );
    const result = await validateDataset(
      bench.ctx,
      db,
      await findDataset('data', file, bench.folder),
      contract,
    );
    expect(result.verdict).toBe('pass');
    const [row] = await db.all("SELECT current_setting('memory_limit') AS m");
    expect(row?.['m']).toMatch(/^150/);
  } finally {
    db.close();
  }
});
