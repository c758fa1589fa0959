/** All failing rows as a file: reasons, places, columns; and what a contract tolerates. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from './contract/index.js';
import { findDataset } from './dataset.js';
import { checkFailedRowsPath, FailedRows } from './failed-rows.js';
import { Bench, contractOf, problemsOf } from './testing.js';
import { validateDataset } from './validate.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

async function failedRows(
  inputs: readonly (readonly [name: string, path: string, contract: Contract])[],
  file: string,
  personal = false,
) {
  const writer = new FailedRows(bench.ctx, bench.db);
  const target = { path: join(bench.folder, file), personal };
  for (const [name, path, contract] of inputs) {
    const found = await findDataset(name, path, bench.folder);
    await validateDataset(bench.ctx, bench.db, found, contract, { failedRows: { writer, target } });
  }
  const written = await writer.finish();
  await writer.close();
  return written;
}

const read = (file: string) => bench.db.all(`SELECT * FROM '${join(bench.folder, file)}'`);

const CONTRACT = contractOf(`- {name: id, logicalType: integer, primaryKey: true}
- {name: amount, logicalType: integer, logicalTypeOptions: {maximum: 10}}
- {name: mail, logicalType: string, classification: pii, logicalTypeOptions: {format: email}}`);

const CSV = [
  'id,amount,mail',
  '1,5,a@b.de',
  '2,11,nobody',
  '',
  '3,7',
  '4,"5\n",a@b.de',
  '5,x,a@b.de',
  '2,1,"c@d.de"e',
  '6,1,a@b.de',
  '7,1,a@b.de,more',
];

const EXPECTED = [
  [2, 3, ['primaryKey: id', 'range: amount', 'format: mail'], '2', '11'],
  [3, 5, ['structure: 2 fields'], null, null],
  [4, 6, ['type: amount'], '4', '5\n'],
  [5, 8, ['type: amount'], '5', 'x'],
  [6, 9, ['primaryKey: id', 'structure: a quote in the wrong place'], '2', '1'],
  [8, 11, ['structure: 4 fields'], '7', '1'],
];

describe('failed rows', () => {
  test.each(['parquet', 'csv', 'jsonl'])(
    'as %s: every row with its reasons, row and line',
    async (ending) => {
      await bench.write('failing.csv', `${CSV.join('\n')}\n`);
      const file = `failed.${ending}`;
      const written = await failedRows([['data', 'failing.csv', CONTRACT]], file);
      expect(written).toEqual([{ path: join(bench.folder, file), rows: EXPECTED.length }]);
      const rows = await read(file);
      const list = (value: unknown) => (Array.isArray(value) ? value : String(value).split('; '));
      const shown = rows.map((row) => [
        Number(row['assay_row']),
        Number(row['assay_line']),
        [...list(row['assay_reasons'])].sort(),
        row['id'] === null ? null : String(row['id']),
        row['amount'] === null ? null : String(row['amount']),
      ]);
      expect(shown).toEqual(
        EXPECTED.map(([row, line, reasons, ...rest]) => [
          row,
          line,
          [...(reasons as string[])].sort(),
          ...rest,
        ]),
      );
      expect(new Set(rows.map((row) => row['mail']))).toEqual(new Set(['(redacted)', null]));
      expect(rows[0]).toMatchObject({ assay_dataset: 'data', assay_file: 'failing.csv' });
    },
  );

  test('show personal values where that is asked', async () => {
    await bench.write('failing.csv', `${CSV.join('\n')}\n`);
    await failedRows([['data', 'failing.csv', CONTRACT]], 'personal.parquet', true);
    expect((await read('personal.parquet'))[0]?.['mail']).toBe('nobody');
  });

  test('of several datasets in one file, or in a file of each; typed columns keep their types', async () => {
    await bench.write('failing.csv', `${CSV.join('\n')}\n`);
    await bench.parquet(
      'failing.parquet',
      "SELECT range AS id, range + 9 AS amount, 'a@b.de' AS mail FROM range(4)",
    );
    const both = [
      ['text', 'failing.csv', CONTRACT],
      ['typed', 'failing.parquet', CONTRACT],
    ] as const;
    const [one] = await failedRows(both, 'both.parquet');
    expect(one?.rows).toBe(EXPECTED.length + 2);
    const counts = await bench.db.all(
      `SELECT assay_dataset AS d, count(*) AS n FROM '${join(bench.folder, 'both.parquet')}' GROUP BY 1 ORDER BY 1`,
    );
    expect(counts).toEqual([
      { d: 'text', n: EXPECTED.length },
      { d: 'typed', n: 2 },
    ]);
    const each = await failedRows(both, 'each-{dataset}.parquet');
    expect(each.map(({ rows }) => rows)).toEqual([EXPECTED.length, 2]);
    expect(await read('each-typed.parquet')).toMatchObject([
      { id: 2, amount: 11, assay_row: 3, assay_line: null, assay_reasons: ['range: amount'] },
      { id: 3, amount: 12, assay_row: 4 },
    ]);
  });

  test('of a dataset that is fine is a file without rows, with the columns', async () => {
    await bench.write('fine.csv', 'id,amount,mail\n1,2,a@b.de\n');
    await failedRows([['data', 'fine.csv', CONTRACT]], 'none.csv');
    expect(await readFile(join(bench.folder, 'none.csv'), 'utf8')).toBe(
      'assay_dataset,assay_file,assay_row,assay_line,assay_reasons,id,amount,mail\n',
    );
  });

  test('of many files, JSON lines and partitions', async () => {
    for (const year of [2001, 2002]) {
      await mkdir(join(bench.folder, `parts/year=${year}`), { recursive: true });
      await bench.write(`parts/year=${year}/p.jsonl`, '{"id":1}\n\n[]\n{"id":"x"}\n{"id":2,"id":3}\n');
    }
    await failedRows(
      [['data', 'parts/*/p.jsonl', contractOf('- {name: id, logicalType: integer}')]],
      'parts.jsonl',
    );
    const rows = await read('parts.jsonl');
    expect(
      rows.map((row) => [
        row['assay_file'],
        row['assay_row'],
        row['assay_line'],
        row['assay_reasons'],
        row['year'],
      ]),
    ).toEqual(
      [2001, 2002].flatMap((year) => [
        [`parts/year=${year}/p.jsonl`, 2, 3, ['json'], String(year)],
        [`parts/year=${year}/p.jsonl`, 3, 4, ['type: id'], String(year)],
        [`parts/year=${year}/p.jsonl`, 4, 5, ['structure: the key "id" twice'], String(year)],
      ]),
    );
  });

  test('a name of no known format is refused', () => {
    expect(() => checkFailedRowsPath('x.xlsx')).toThrow(/parquet, .csv or .jsonl/);
    const inputs = [['train', join(bench.folder, 'train.csv')]] as const;
    for (const name of ['train.csv', './a/../train.csv', '{dataset}.csv']) {
      expect(() => checkFailedRowsPath(join(bench.folder, name), inputs)).toThrow(/written over .*train.csv/);
    }
    expect(() => checkFailedRowsPath(join(bench.folder, '{dataset}-2.csv'), inputs)).not.toThrow();
  });
});

describe('what a contract tolerates', () => {
  const tolerance = (value: object) =>
    `customProperties: [{property: assay.tolerance, value: ${JSON.stringify(value)}}]`;
  const rows = Array.from(
    { length: 100 },
    (_, index) => `${index < 3 ? 'x' : index},${index < 10 ? '' : 'ok'}`,
  );
  const data = `id,name\n${rows.join('\n')}\n`;
  const properties = (id: object, name: object) =>
    `- name: id\n  logicalType: integer\n  unique: true\n  ${tolerance(id)}\n- name: name\n  logicalType: string\n  required: true\n  ${tolerance(name)}`;
  test.each<[string, object, object, object, [string, string][]]>([
    [
      'nothing',
      {},
      {},
      {},
      [
        ['type', 'fail'],
        ['unique', 'fail'],
        ['required', 'fail'],
      ],
    ],
    [
      'a share of a check of a column',
      { type: '3%' },
      {},
      {},
      [
        ['unique', 'fail'],
        ['required', 'fail'],
      ],
    ],
    [
      'a share that is a little too small',
      { type: '2.9%' },
      {},
      {},
      [
        ['type', 'fail'],
        ['unique', 'fail'],
        ['required', 'fail'],
      ],
    ],
    ['rows', { type: 3, unique: 2 }, {}, {}, [['required', 'fail']]],
    [
      'a severity',
      { '*': { severity: 'warn' } },
      { required: { severity: 'warn' } },
      {},
      [
        ['type', 'warn'],
        ['unique', 'warn'],
        ['required', 'warn'],
      ],
    ],
    [
      'both for all checks of the object',
      {},
      {},
      { '*': { allowed: '5%', severity: 'warn' } },
      [['required', 'warn']],
    ],
    ['the nearer level', { type: 0 }, {}, { '*': '50%' }, [['type', 'fail']]],
  ])('%s', async (_, id, name, object, expected) => {
    const file = await bench.write('tolerated.csv', data);
    const result = await bench.validate(file, contractOf(properties(id, name), tolerance(object)));
    expect(
      problemsOf(result)
        .map(({ check, verdict }) => [check, verdict])
        .sort(),
    ).toEqual([...expected].sort());
  });

  test('faults of structure too, but no file that cannot be read', async () => {
    const contract = contractOf('- name: id\n- name: name', tolerance({ structure: '1%' }));
    const lines = Array.from({ length: 200 }, (_, index) => (index === 7 ? '7' : `${index},a`));
    const file = await bench.write('ragged.csv', `id,name\n${lines.join('\n')}\n`);
    const result = await bench.validate(file, contract);
    expect(result.verdict).toBe('pass');
    expect(problemsOf(result)).toMatchObject(
      [{ check: 'structure', verdict: 'pass', count: 1, message: /allowed: 1%/ }].map(
        ({ message, ...rest }) => ({ ...rest, message: expect.stringMatching(message) }),
      ),
    );
    const more = await bench.write('ragged.csv', `id,name\n${lines.join('\n')}\n1\n2\n`);
    expect((await bench.validate(more, contract)).verdict).toBe('fail');
    const all = contractOf('- name: id', tolerance({ '*': '99%' }));
    const empty = await bench.write('empty.csv', '');
    expect(['fail', 'error']).toContain((await bench.validate(empty, all)).verdict);
  });

  test('a missing column fails as the contract says, and a misspelled check is told', async () => {
    const file = await bench.write('lacking.csv', 'id\n1\n');
    const contract = contractOf(
      `- name: id\n- name: name\n  ${tolerance({ 'column.missing': { severity: 'warn' }, patern: 3 })}`,
    );
    const result = await bench.validate(file, contract);
    expect(result.verdict).toBe('warn');
    expect(result.notChecked.join('\n')).toContain('assay.tolerance of `patern`: no such check');
  });
});

test('failed rows of failed rows: columns of those names get a _', async () => {
  const columns = ['assay_dataset', 'assay_file', 'assay_row', 'assay_reasons'];
  await bench.write('again.csv', `${columns.join()},x\nd,f,7,r,99\n`);
  await bench.parquet(
    'again.parquet',
    "SELECT 'd' AS assay_dataset, 'f' AS assay_file, 7 AS assay_row, 'r' AS assay_reasons, 99 AS x",
  );
  const contract = contractOf('- {name: x, logicalType: integer, logicalTypeOptions: {maximum: 1}}');
  for (const ending of ['csv', 'parquet']) {
    await failedRows([['data', `again.${ending}`, contract]], `again-out-${ending}.parquet`);
    expect(await read(`again-out-${ending}.parquet`)).toMatchObject([
      { assay_dataset: 'data', assay_row: 1, assay_dataset_: 'd', assay_row_: expect.anything() },
    ]);
  }
});

test.each(['csv', 'jsonl', 'parquet'])('%s: rows that a query of its own finds', async (ending) => {
  const rows = `SELECT * FROM (VALUES (1, 'a', 5), (2, 'b', 4), (2, 'b', 6), (4, 'B', 7), (5, 'b', 7)) t(x, y, z)`;
  await bench.db.run(
    `COPY (${rows}) TO '${join(bench.folder, `own.${ending}`)}' (FORMAT ${{ csv: 'csv', jsonl: 'json' }[ending] ?? 'parquet'})`,
  );
  await bench.parquet('known.parquet', 'SELECT unnest([1, 2, 5]) AS x');
  const rule = (words: string) => `  - {type: custom, engine: assay, implementation: {${words}}}`;
  const contract = contractOf(
    '- {name: x, logicalType: integer}\n- {name: y, logicalType: string}\n- {name: z, logicalType: integer}',
    [
      'quality:',
      rule('check: uniqueCombination, columns: [x, y]'),
      rule('check: increasing, column: z, where: "z < 100"'),
      rule('check: unseenValues, column: x, reference: known.parquet'),
      rule('check: caseVariants, column: y'),
      rule('check: duplicateRows, except: [x, z], where: "x < 5"'),
    ].join('\n'),
  );
  const writer = new FailedRows(bench.ctx, bench.db);
  await validateDataset(
    bench.ctx,
    bench.db,
    await findDataset('own', `own.${ending}`, bench.folder),
    contract,
    {
      reference: async (name) => ({ found: await findDataset(name, name, bench.folder), contract: null }),
      failedRows: { writer, target: { path: join(bench.folder, 'own-failed.parquet'), personal: false } },
    },
  );
  expect(await writer.finish()).toMatchObject([{ rows: 3 }]);
  await writer.close();
  const found = await read('own-failed.parquet');
  expect(found.map((row) => [Number(row['assay_row']), row['assay_reasons']])).toEqual([
    [2, ['uniqueCombination', 'increasing: z', 'duplicateRows']],
    [3, ['uniqueCombination', 'duplicateRows']],
    [4, ['unseenValues: x', 'caseVariants: y']],
  ]);
});
