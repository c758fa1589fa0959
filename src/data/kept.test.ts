/** Rules with queries of their own say the same, whether the rows are kept in a table or the files are read again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environmentError } from '../base/index.js';
import { type Database, openDatabase } from '../engines/index.js';
import { findDataset } from './dataset.js';
import { type TracedQuery, traced } from './explain.js';
import { Bench, contractOf } from './testing.js';
import { validateDataset } from './validate.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const COLUMNS = ['id', 'size', 'kind', 'day', 'note'] as const;
/** Rows of which every rule has some that break it: one that repeats, one far away, one out of order, no numbers. */
const rows = Array.from({ length: 300 }, (_, i) => ({
  id: i === 120 ? 119 : i === 200 ? 5 : i,
  size: i === 77 ? 9000 : i === 78 ? null : (i % 40) / 4,
  kind: ['a', 'B', 'b', 'c1'][i % 4] ?? '',
  day: `2001-${String(1 + (i % 12)).padStart(2, '0')}-01`,
  note: i === 9 ? 'N/A' : i % 2 === 0 ? 'c0' : `x${i}`,
}));
rows[121] = rows[120] ?? rows[0] ?? { id: 0, size: 0, kind: '', day: '', note: '' };

const PROPERTIES = [
  '- {name: id, logicalType: integer}',
  '- {name: size, logicalType: number}',
  '- {name: kind, logicalType: string}',
  '- {name: day, logicalType: date}',
  '- {name: note, logicalType: string}',
].join('\n');
const own = (text: string) => `  - {type: custom, engine: assay, implementation: {${text}}}`;
const sql = (query: string, limit = 0) => `  - {type: sql, query: '${query}', mustBe: ${limit}}`;
const RULES: Readonly<Record<string, string>> = {
  median: own('check: median, column: size, mustBeLessThan: 1'),
  quantile: own('check: quantile, column: size, q: 0.9, where: "id > 10", mustBeGreaterThan: 100'),
  outliers: own('check: iqrOutliers, column: size'),
  zscore: own('check: zscoreOutliers, column: size'),
  rows: own('check: duplicateRows'),
  order: own('check: increasing, column: id'),
  orderBy: own('check: increasing, column: size, by: kind'),
  gaps: own('check: gaps, column: day, every: day'),
  spellings: own('check: missingSpellings'),
  counted: sql('SELECT count(*) FROM {object} WHERE size > 100'),
  starred: sql('SELECT count(*) FROM (SELECT DISTINCT * FROM {object})'),
  whole: sql('SELECT count(DISTINCT o) FROM {object} o'),
  natural: sql('SELECT count(*) FROM {object} a NATURAL JOIN {object} b'),
  columns: sql('SELECT sum(len(list_value(COLUMNS(*)))) FROM {object}'),
  wrong: sql('SELECT no_such FROM {object}'),
};
const contractWith = (names: readonly string[]) =>
  contractOf(PROPERTIES, `quality:\n${names.map((name) => RULES[name]).join('\n')}`);

async function write(name: string): Promise<string> {
  const text = name.endsWith('.csv')
    ? [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => row[column] ?? '').join(','))]
    : rows.map((row) => JSON.stringify(row));
  return bench.write(name, `${text.join('\n')}\n`);
}

async function both(path: string, names: readonly string[]) {
  const db = await openDatabase(bench.ctx, { threads: 2 });
  const trace = await traced(db);
  try {
    const seen = [];
    for (const keep of [true, false]) {
      const found = await findDataset('data', path, bench.folder);
      const { findings, verdict, notChecked, checks } = await validateDataset(
        bench.ctx,
        trace.db,
        found,
        contractWith(names),
        { keep },
      );
      seen.push({ said: { findings, verdict, notChecked, checks }, queries: trace.take() });
    }
    const left = await db.all("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'assay_kept%'");
    expect(left).toEqual([]);
    const [kept, read] = seen;
    if (kept === undefined || read === undefined) throw new RangeError('two runs');
    return { kept, read };
  } finally {
    db.close();
  }
}

const reading = (queries: readonly TracedQuery[]) =>
  queries.filter(({ purpose, sql: text }) => purpose !== 'other' && text.includes('read_csv('));
const keeping = (queries: readonly TracedQuery[]) =>
  queries.filter(({ purpose }) => purpose.includes('kept once'));

describe.each(['rows.csv', 'rows.jsonl'])('%s', (file) => {
  test('all rules together: the findings are the same, and the file is read once for them', async () => {
    const { kept, read } = await both(await write(file), Object.keys(RULES));
    expect(kept.said).toEqual(read.said);
    expect(kept.said.verdict).toBe('error');
    expect(kept.said.findings.filter(({ verdict }) => verdict === 'fail').length).toBeGreaterThan(8);
    expect(keeping(kept.queries)).toHaveLength(1);
    expect(keeping(kept.queries)[0]?.purpose).toMatch(/^[56] of [56] columns kept once for 14 rules/);
    expect(keeping(read.queries)).toEqual([]);
    expect(reading(kept.queries).length).toBeLessThan(reading(read.queries).length - 5);
  });

  test.each([
    [['median', 'quantile'], 'size', 'note'],
    [['order', 'outliers'], 'id', 'note'],
    [['counted', 'median'], 'size', 'kind'],
    [['starred', 'median'], 'note', ''],
    [['whole', 'median'], 'note', ''],
    [['natural', 'median'], 'note', ''],
    [['columns', 'counted'], 'note', ''],
  ])('%s: only columns that are needed are kept', async (names, needed, not) => {
    const path = await write(file);
    const { kept, read } = await both(path, names);
    expect(kept.said).toEqual(read.said);
    const [table] = keeping(kept.queries);
    const list = /AS SELECT (.*?) FROM \(/s.exec(table?.sql ?? '')?.[1]?.split(', ') ?? [];
    const order = file.endsWith('.csv') ? [...COLUMNS] : [...COLUMNS].sort();
    const nameOf = (column: string) => `c${order.indexOf(column as (typeof COLUMNS)[number])}`;
    expect(list).toContain(nameOf(needed));
    if (not !== '') expect(list).not.toContain(nameOf(not));
  });

  test.each([[['median']], [['counted']]])('%s alone: nothing is kept', async (names) => {
    const { kept } = await both(await write(file), names);
    expect(keeping(kept.queries)).toEqual([]);
  });
});

test('rows that are not UTF-8 are the same rows in the table', async () => {
  const lines = rows.map((row) => COLUMNS.map((column) => row[column] ?? '').join(','));
  const text = Buffer.from([COLUMNS.join(','), ...lines].join('\n'), 'latin1');
  text[text.indexOf('x7,') >= 0 ? text.indexOf('x7,') : text.indexOf('x7\n')] = 0xff;
  const path = await bench.write('bytes.csv', text);
  const { kept, read } = await both(path, ['median', 'quantile', 'order', 'rows']);
  expect(kept.said).toEqual(read.said);
});

test('a table larger than the memory is spilled', async () => {
  const query = 'SELECT i AS id, i % 40 AS size, repeat(md5(i::VARCHAR), 20) AS note FROM range(400000) t(i)';
  await bench.db.run(`COPY (${query}) TO '${bench.folder}/wide.csv' (HEADER)`);
  const long = sql('SELECT min(length(note)) FROM {object}', 640);
  const contract = contractOf(PROPERTIES, `quality:\n${[long, RULES['median']].join('\n')}`);
  const db = await openDatabase(bench.ctx, { threads: 2, memory: '180MB' });
  try {
    const trace = await traced(db);
    const found = await findDataset('data', 'wide.csv', bench.folder);
    const { findings } = await validateDataset(bench.ctx, trace.db, found, contract);
    expect(keeping(trace.take())).toHaveLength(1);
    const named = (check: string) => findings.filter((finding) => finding.check.includes(check));
    expect(named('median')).toMatchObject([{ verdict: 'fail', actual: '19.5' }]);
    expect(named('sql')).toEqual([]);
  } finally {
    db.close();
  }
});

test('without room for the table each rule reads the file', async () => {
  const path = await write('rows.csv');
  const found = await findDataset('data', path, bench.folder);
  const contract = contractWith(['median', 'outliers', 'counted']);
  const { db } = bench;
  const full: Database = {
    connection: db.connection,
    all: (text, params) => db.all(text, params),
    run: (text, params) =>
      text.includes('CREATE TEMP TABLE assay_kept')
        ? Promise.reject(environmentError({ message: 'the disk is full' }))
        : db.run(text, params),
    append: (...args) => db.append(...args),
    close: () => db.close(),
  };
  const { findings, verdict } = await validateDataset(bench.ctx, full, found, contract);
  const read = await validateDataset(bench.ctx, db, found, contract, { keep: false });
  expect({ findings, verdict }).toEqual({ findings: read.findings, verdict: read.verdict });
});
