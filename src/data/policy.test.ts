/** The lexical policy, loosened point by point from the contract: what it then takes, and what it still refuses. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AssayError, formatProblem } from '../base/index.js';
import { type Contract, parseContract } from './contract/index.js';
import { Bench, contractOf, problemsOf } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const policy = (value: object) =>
  `customProperties: [{property: assay.text, value: ${JSON.stringify(value)}}]`;
const column = (type: string, value: object, more = '') =>
  contractOf(`- name: id\n- name: x\n  logicalType: ${type}\n  ${policy(value)}${more}`);

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Policy, type, then text → the value that a rule sees; null: refused; undefined: missing. */
const CASES: readonly [object, string, Readonly<Record<string, string | null | undefined>>][] = [
  [{}, 'integer', { '5': '5', '007': null, ' 5': null, '+5': null, '1e3': null, '5.0': null }],
  [{ leadingZeros: 'allow' }, 'integer', { '007': '7', '-007': '-7', '00': '0', ' 7': null, '0x7': null }],
  [{ plusSign: 'allow' }, 'integer', { '+5': '5', '-5': '-5', '++5': null, '+': null }],
  [{ trim: true }, 'integer', { ' 5 ': '5', '\t5': '5', '\u00a05': '5', '5 5': null, '   ': undefined }],
  [
    { thousands: ',' },
    'integer',
    {
      '1,000': '1000',
      '12,345,678': '12345678',
      '1000': '1000',
      '1,00': null,
      ',100': null,
      '1_000': null,
      '0,000': null,
    },
  ],
  [{ thousands: ' ' }, 'integer', { '1 000': '1000', '1,000': null }],
  [
    { thousands: '.', decimal: ',' },
    'number',
    { '1.234,5': '1234.5', '1234,5': '1234.5', '1.5': null, '1,5e3': '1500.0', '1.234.5': null },
  ],
  [{ decimal: ',' }, 'number', { '0,5': '0.5', '0.5': null, '5': '5.0' }],
  [{ bareDecimals: 'allow' }, 'number', { '.5': '0.5', '5.': '5.0', '-.5': '-0.5', '.': null, '-': null }],
  [
    { exponentIntegers: 'allow' },
    'integer',
    { '1e3': '1000', '1E+3': '1000', '1e-3': null, '1.5e1': null, '1e99': null },
  ],
  [{ decimalIntegers: 'allow' }, 'integer', { '5.0': '5', '5.00': '5', '5.5': null, '5.': null }],
  [
    { missing: ['', 'NA', 'n/a'] },
    'integer',
    { NA: undefined, 'n/a': undefined, na: null, '': undefined, 'NA ': null },
  ],
  [{ missing: ['NA'] }, 'integer', { NA: undefined, '': null }],
  [{ missing: [] }, 'string', { '': '', NA: 'NA' }],
  [
    { trueValues: ['yes', 1], falseValues: ['no', 0] },
    'boolean',
    { yes: 'true', '1': 'true', no: 'false', '0': 'false', true: null, YES: null },
  ],
  [
    { date: ['yyyy-MM-dd', 'd.M.yyyy'] },
    'date',
    { '2024-01-05': '2024-01-05', '5.1.2024': '2024-01-05', '30.2.2024': null, '2024-1-5': null },
  ],
  [
    { timestamp: 'yyyyMMdd HHmm' },
    'timestamp',
    { '20240105 1230': '2024-01-05 12:30:00', '2024-01-05T12:30': null },
  ],
];

describe.each(CASES)('%j for %s', (given, type, texts) => {
  test.each(Object.entries(texts))('%j is %j', async (text, value) => {
    const file = await bench.write('one.csv', `id,x\na,${quoted(text)}\n`);
    const shown = value === null ? 'no' : value === undefined ? 'missing' : value;
    const contract = column(
      type,
      given,
      `\n  required: ${value !== undefined}\n  quality: [{type: sql, query: "SELECT count(*) FROM {object} WHERE CAST(x AS VARCHAR) = '${shown}'", mustBe: ${typeof value === 'string' ? 1 : 0}}]`,
    );
    const result = await bench.validate(file, contract);
    expect(problemsOf(result).map(({ check }) => check)).toEqual(value === null ? ['type'] : []);
  });
});

test('a policy of the dataset holds for every column, and a column changes single points of it', async () => {
  const contract = contractOf(
    `- {name: a, logicalType: number}\n- name: b\n  logicalType: number\n  ${policy({ decimal: '.', thousands: ',' })}`,
    policy({ decimal: ',', trim: true }),
  );
  const file = await bench.write('both.csv', 'a;b\n 1,5 ;"1,000.5 "\n');
  const result = await bench.validate(file, contract);
  expect(problemsOf(result)).toEqual([]);
  const reading = result.findings.find(({ check }) => check === 'reading');
  expect(reading?.message).toContain('strict policy');
  expect(reading?.message).toContain('but for trim true, decimal ","; `b`: thousands ",", decimal "."');
});

test('keys and unique values are compared after trimming, missing spellings repeat nothing', async () => {
  const contract = contractOf(
    '- {name: a, logicalType: string, unique: true}',
    policy({ trim: true, missing: ['', '-'] }),
  );
  const file = await bench.write('unique.csv', 'a,b\nx,1\n x,2\n-,3\n -,4\n');
  expect(
    problemsOf(await bench.validate(file, contract)).filter(({ check }) => check !== 'column.extra'),
  ).toMatchObject([{ check: 'unique', count: 1, where: [{ value: 'x (2 times)' }] }]);
});

test('JSON: numbers in quotes and spellings of missing only where the contract says so', async () => {
  const lines = ['{"x":"5"}', '{"x":"NA"}', '{"x":7}', '{"x":"007"}'].join('\n');
  const file = await bench.write('quoted.jsonl', `${lines}\n`);
  const strict = await bench.validate(file, contractOf('- {name: x, logicalType: integer}'));
  expect(problemsOf(strict)[0]?.count).toBe(3);
  const loose = contractOf(
    `- {name: x, logicalType: integer}`,
    policy({ quotedNumbers: 'allow', missing: ['NA'] }),
  );
  expect(problemsOf(await bench.validate(file, loose))).toMatchObject([
    { check: 'type', count: 1, where: [{ line: 4, value: '"007"' }] },
  ]);
});

describe('a contract that is wrong about it', () => {
  const problems = (value: unknown, property = 'assay.text'): string => {
    try {
      contractOf('- name: a', `customProperties: [{property: ${property}, value: ${JSON.stringify(value)}}]`);
    } catch (error) {
      if (error instanceof AssayError) return error.problems.map(formatProblem).join('\n');
      throw error;
    }
    return '';
  };
  test.each([
    [{ trimm: true }, 'assay.text', /trimm is no key of assay\.text.*did you mean `trim`/s],
    [{ trim: 'yes' }, 'assay.text', /assay\.text\.trim/],
    [{ thousands: ',', decimal: ',' }, 'assay.text', /both the decimal sign and the separator/],
    [{ trueValues: ['x'] }, 'assay.text', /belong together/],
    [{ trueValues: ['x'], falseValues: ['x'] }, 'assay.text', /true and false at once/],
    [{ date: 'QQ' }, 'assay.text', /no date pattern/],
    [{ delimiter: 'ab' }, 'assay.csv', /one ASCII character/],
    [{ delimiter: ';', comment: ';' }, 'assay.csv', /also the delimiter/],
    [{ encoding: 'ebcdic' }, 'assay.csv', /assay\.csv\.encoding/],
    [{ quotes: "'" }, 'assay.csv', /did you mean `quote`/],
    [{ type: '0.1' }, 'assay.tolerance', /assay\.tolerance/],
    [{ type: { severity: 'mild' } }, 'assay.tolerance', /assay\.tolerance/],
    [{ type: '100%' }, 'assay.tolerance', /assay\.tolerance/],
  ])('%j as %s', (value, property, message) => {
    expect(problems(value, property)).toMatch(message);
  });
});

describe('the dialect', () => {
  const head = 'apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\n';
  const body =
    'schema: [{name: x, properties: [{name: id, logicalType: integer}, {name: name, logicalType: string}]';
  const made = (csv: object, servers = ''): Contract =>
    parseContract(
      `${head}${servers}${body}, customProperties: [{property: assay.csv, value: ${JSON.stringify(csv)}}]}]\n`,
      'c.yaml',
    );
  const bad = [{ check: 'type', count: 1, where: [{ row: 2, line: 3, value: 'x' }] }];
  test.each<[string, object, string | Buffer, unknown]>([
    ['delimiter', { delimiter: '~' }, 'id~name\n1~a,b\nx~c\n', bad],
    ['tab by name', { delimiter: 'tab' }, 'id\tname\n1\ta\nx\tc\n', bad],
    ['quote', { quote: "'" }, "id,name\n1,'a,''b'\nx,\"\n", bad],
    ['no quotes', { quote: '' }, 'id,name\n1,"a\nx,b"\n', bad],
    ['escape', { escape: '\\' }, 'id,name\n1,"a\\"b,\\\\"\nx,b\n', bad],
    [
      'comments',
      { comment: '#' },
      'id,name\n1,"#a"\n#2,b\nx,b\n',
      [{ ...bad[0], where: [{ row: 2, line: 4, value: 'x' }] }],
    ],
    ['no header', { header: false }, '1,a\nx,b\n', [{ ...bad[0], where: [{ row: 2, line: 2, value: 'x' }] }]],
    ['latin-1', { encoding: 'latin-1' }, Buffer.from('id,name\n1,caf\u00e9\nx,b\n', 'latin1'), bad],
    ['UTF-16', { encoding: 'utf-16' }, Buffer.from('\ufeffid,name\n1,\u4e2d\nx,b\n', 'utf16le'), bad],
    [
      'a comment behind values',
      { comment: '#' },
      'id,name\n1,a#b\n',
      [{ check: 'structure', where: [{ line: 2 }] }],
    ],
    [
      'another line end than stated',
      { lineEnd: 'crlf' },
      'id,name\r\n1,a\n',
      [{ check: 'structure', count: 1, where: [{ line: 2 }] }],
    ],
  ])('%s', async (_, csv, data, expected) => {
    const file = await bench.write('dialect.csv', data);
    const result = await bench.validate(file, made(csv));
    expect(problemsOf(result)).toMatchObject(expected as object[]);
    expect(problemsOf(result)).toHaveLength((expected as object[]).length);
  });

  test('comes from the server where the object says nothing, and is shown', async () => {
    const file = await bench.write('server.csv', 'id;name\n1;a,b\n');
    const servers = 'servers: [{server: a, type: custom, format: csv, delimiter: ";"}]\n';
    const result = await bench.validate(file, made({}, servers));
    expect(problemsOf(result)).toEqual([]);
    expect(result.findings[0]?.message).toContain('delimiter ";" (by the contract)');
    const comma = await bench.validate(file, made({ delimiter: ',' }, servers));
    expect(comma.verdict).toBe('fail');
  });
});
