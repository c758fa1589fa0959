/**
 * Every custom check: data that passes, data that breaks it, no rows, and nothing but missing values; on Parquet,
 * CSV and JSON lines. A check without a case here fails the last test.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bench, contractOf, problemsOf } from '../../testing.js';
import { CUSTOM } from './index.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

type Format = 'parquet' | 'csv' | 'jsonl';
const FORMATS: readonly Format[] = ['parquet', 'csv', 'jsonl'];

interface Case {
  /** YAML inside `implementation: {…}`: arguments, then operators and unit. */
  readonly args?: string;
  readonly rule?: string;
  /** logicalType of `x` and `y`. */
  readonly x?: string;
  readonly y?: string;
  /** Rows of (x, y) as SQL. */
  readonly good: readonly string[];
  readonly bad: readonly string[];
  /** DuckDB's types. */
  readonly types?: readonly [string, string];
  readonly count?: number;
  readonly actual?: string | RegExp;
  readonly empty?: 'inconclusive' | 'pass' | 'fail' | 'error' | 'warn';
  readonly nulls?: 'inconclusive' | 'pass' | 'fail' | 'error' | 'warn';
  readonly formats?: readonly Format[];
  readonly warns?: true;
  /** The number of rows that must be shown. */
  readonly places?: number;
}

const ints: Pick<Case, 'x' | 'types'> = { x: 'integer', types: ['BIGINT', 'BIGINT'] };
const doubles: Pick<Case, 'x' | 'y' | 'types'> = { x: 'number', y: 'number', types: ['DOUBLE', 'DOUBLE'] };
const texts: Pick<Case, 'x' | 'y' | 'types'> = { x: 'string', y: 'string', types: ['VARCHAR', 'VARCHAR'] };
const dates: Pick<Case, 'x' | 'types'> = { x: 'date', types: ['DATE', 'BIGINT'] };
const day = (text: string) => `(DATE '2001-${text}', 1)`;
const numbers = (...list: (number | string)[]) => list.map((item) => `(${item}, 1)`);
const words = (...list: string[]) => list.map((item) => `('${item}', 'y')`);
const shape = { formats: ['parquet', 'csv'] as const };

const CASES: Readonly<Record<string, Case | readonly Case[]>> = {
  columnOrder: {
    ...ints,
    ...shape,
    args: 'names: [id, x, y]',
    good: numbers(1),
    bad: [],
    empty: 'pass',
    nulls: 'pass',
  },
  columnSet: {
    ...ints,
    args: 'names: [x, y, id]',
    good: numbers(1),
    bad: [],
    empty: 'pass',
    nulls: 'pass',
    formats: ['parquet', 'csv'],
  },
  columnCount: {
    ...ints,
    rule: 'mustBe: 3',
    good: numbers(1),
    bad: [],
    empty: 'pass',
    nulls: 'pass',
    formats: ['parquet', 'csv'],
  },
  fileCount: { ...ints, rule: 'mustBe: 1', good: numbers(1), bad: [], empty: 'pass', nulls: 'pass' },
  fileBytes: {
    ...ints,
    rule: 'mustBeGreaterThan: 3',
    good: numbers(1),
    bad: [],
    empty: 'pass',
    nulls: 'pass',
    formats: ['parquet', 'csv'],
  },
  fileDigest: {
    ...ints,
    args: `sha256: ${'a'.repeat(64)}`,
    good: [],
    bad: numbers(1),
    actual: /^[0-9a-f]{64}$/,
    empty: 'fail',
    nulls: 'fail',
  },
  emptyColumns: {
    ...ints,
    formats: ['parquet', 'csv'],
    good: ['(1, NULL)', '(NULL, 1)'],
    bad: ['(NULL, 1)', '(NULL, 2)'],
    count: 1,
    nulls: 'fail',
  },
  duplicateColumns: {
    ...ints,
    args: 'columns: [x, y]',
    good: ['(1, 1)', '(2, 3)'],
    bad: ['(1, 1)', '(NULL, NULL)', '(3, 3)'],
    count: 1,
    warns: true,
    nulls: 'pass',
  },
  nullValues: {
    ...ints,
    args: 'column: x, where: "y = 1"',
    good: ['(1, 1)', '(NULL, 2)'],
    bad: ['(NULL, 1)', '(1, 1)'],
    count: 1,
    places: 1,
    nulls: 'inconclusive',
  },
  missingSpellings: {
    ...texts,
    args: 'columns: [x]',
    good: words('a', 'nation'),
    bad: words('NA', ' null ', '-', '?', 'a'),
    count: 4,
    places: 4,
    warns: true,
  },
  blankRows: {
    ...texts,
    formats: ['parquet', 'jsonl'],
    good: ["('a', NULL)"],
    bad: ["('a', NULL)"],
    nulls: 'pass',
  },
  anyPresent: {
    ...ints,
    args: 'columns: [x, y]',
    good: ['(1, NULL)', '(NULL, 1)'],
    bad: ['(1, 1)', '(NULL, NULL)'],
    count: 1,
    places: 1,
    nulls: 'fail',
  },
  allPresent: {
    ...ints,
    args: 'columns: [x, y]',
    good: ['(1, 2)'],
    bad: ['(1, NULL)', '(NULL, NULL)', '(1, 1)'],
    count: 2,
    places: 2,
    nulls: 'fail',
  },
  allOrNonePresent: {
    ...ints,
    args: 'columns: [x, y]',
    good: ['(1, 2)', '(NULL, NULL)'],
    bad: ['(1, NULL)', '(1, 1)'],
    count: 1,
    places: 1,
    nulls: 'pass',
  },
  uniqueCombination: {
    ...ints,
    args: 'columns: [x, y]',
    good: ['(1, 2)', '(1, 3)', '(NULL, NULL)', '(NULL, NULL)'],
    bad: ['(1, 2)', '(1, 2)', '(1, 2)', '(NULL, 1)', '(NULL, 1)'],
    count: 3,
  },
  duplicateRows: {
    ...ints,
    args: 'except: [id]',
    good: ['(1, 2)', '(1, 3)'],
    bad: ['(1, NULL)', '(1, NULL)', '(1, 2)'],
    count: 1,
    nulls: 'fail',
  },
  distinctCount: {
    ...ints,
    args: 'column: x',
    rule: 'mustBeBetween: [2, 3]',
    good: numbers(1, 2, 2, 'NULL'),
    bad: numbers(1, 2, 3, 4),
    actual: '4',
  },
  distinctShare: {
    ...ints,
    args: 'column: x',
    rule: 'mustBeGreaterThan: 60, unit: percent',
    good: numbers(1, 2, 2, 'NULL'),
    bad: numbers(1, 1),
    actual: '50%',
  },
  constant: { ...ints, args: 'column: x', good: numbers(1, 2), bad: numbers(1, 1, 'NULL'), warns: true },
  almostConstant: {
    ...ints,
    args: 'column: x, share: 0.75',
    good: numbers(1, 1, 2),
    bad: numbers(1, 1, 1, 2),
    warns: true,
    actual: /3 of 4/,
  },
  mostCommonShare: {
    ...ints,
    args: 'column: x',
    rule: 'mustBeLessThan: 0.6',
    good: numbers(1, 1, 2, 3),
    bad: numbers(1, 1, 2),
    actual: /0\.6666/,
  },
  mostCommonValue: {
    ...ints,
    args: 'column: x, values: [1, 5]',
    good: numbers(1, 1, 2),
    bad: numbers(1, 1, 2, 2),
    actual: /1, 2/,
  },
  nanValues: {
    ...doubles,
    formats: ['parquet'],
    args: 'column: x',
    good: numbers(1, "'inf'::DOUBLE"),
    bad: numbers(1, "'nan'::DOUBLE"),
    count: 1,
    places: 1,
  },
  infiniteValues: {
    ...doubles,
    formats: ['parquet'],
    args: 'column: x',
    good: numbers(1, "'nan'::DOUBLE"),
    bad: numbers(1, "'-inf'::DOUBLE", "'inf'"),
    count: 2,
    places: 2,
  },
  mean: {
    ...doubles,
    args: 'column: x',
    rule: 'mustBeBetween: [1, 2]',
    good: numbers(1, 2, 'NULL'),
    bad: numbers(2, 3),
    actual: '2.5',
  },
  stdev: {
    ...doubles,
    args: 'column: x',
    rule: 'mustBeLessThan: 1',
    good: numbers(1, 2),
    bad: numbers(1, 3),
    actual: /1\.4142135/,
  },
  sum: {
    ...ints,
    args: 'column: x',
    rule: 'mustBe: 3',
    good: numbers(1, 2, 'NULL'),
    bad: numbers('9223372036854775807', '9223372036854775807'),
    actual: '18446744073709551614',
  },
  minimum: {
    ...ints,
    args: 'column: x',
    rule: 'mustBeGreaterThan: 0',
    good: numbers(1),
    bad: numbers(1, -2),
    actual: '-2',
  },
  maximum: {
    ...ints,
    args: 'column: x',
    rule: 'mustBeLessThan: 9007199254740992',
    good: numbers('9007199254740991'),
    bad: numbers('9007199254740993'),
    actual: '9007199254740993',
  },
  median: {
    ...ints,
    args: 'column: x',
    rule: 'mustBe: 2.5',
    good: numbers(1, 2, 3, 9),
    bad: numbers(1, 2, 9),
    actual: '2',
  },
  quantile: {
    ...doubles,
    args: 'column: x, q: 0.9',
    rule: 'mustBeLessThan: 5',
    good: numbers(1, 2),
    bad: numbers(0, 10),
    actual: '9',
  },
  correlation: {
    ...doubles,
    args: 'column: x, other: y',
    rule: 'mustBeBetween: [-0.5, 0.5]',
    good: ['(1, 1)', '(2, 0)', '(3, 1)'],
    bad: ['(1, 1)', '(2, 2)', '(3, 3)'],
    actual: '1',
  },
  zscoreOutliers: {
    ...doubles,
    args: 'column: x, threshold: 2',
    good: numbers(1, 2, 3, 4),
    bad: numbers(...Array.from({ length: 20 }, (_, i) => i % 2), 100),
    count: 1,
    places: 1,
  },
  iqrOutliers: {
    ...doubles,
    args: 'column: x',
    good: numbers(1, 2, 3, 4),
    bad: numbers(1, 2, 3, 4, 50),
    count: 1,
    places: 1,
  },
  allowedValues: [
    {
      ...texts,
      args: 'column: x, values: [a, b]',
      good: ["('a', 'y')", "(NULL, 'y')"],
      bad: words('a', 'A', 'c'),
      count: 2,
      places: 2,
    },
    {
      ...doubles,
      args: 'column: x, values: [1, 2.5]',
      rule: 'mustBeLessThan: 40, unit: percent',
      good: numbers(1, 2.5, 3),
      bad: numbers(1, 2),
      count: 1,
      actual: '50%',
      places: 1,
    },
  ],
  forbiddenValues: {
    ...ints,
    args: 'column: x, values: [-1, 999]',
    good: numbers(1),
    bad: numbers(-1, 999, 3),
    count: 2,
    places: 2,
  },
  unseenValues: {
    ...ints,
    args: 'column: x, reference: known.parquet',
    good: numbers(1, 2),
    bad: numbers(1, 7, 7),
    count: 2,
  },
  distinctContains: {
    ...texts,
    args: 'column: x, values: [a, b]',
    good: words('a', 'b', 'c'),
    bad: words('a', 'c'),
    actual: 'without b',
  },
  distinctEquals: {
    ...texts,
    args: 'column: x, values: [a, b]',
    good: words('a', 'b', 'b'),
    bad: words('a', 'b', 'c'),
    count: 1,
    places: 1,
  },
  increasing: [
    {
      ...ints,
      args: 'column: x',
      good: numbers(1, 1, 'NULL', 2),
      bad: numbers(1, 3, 2, 4),
      count: 1,
      places: 1,
    },
    {
      ...ints,
      args: 'column: x, strictly: true, by: y',
      good: ['(1, 1)', '(1, 2)', '(2, 1)'],
      bad: ['(1, 1)', '(5, 2)', '(1, 1)'],
      count: 1,
      places: 1,
    },
  ],
  decreasing: {
    ...dates,
    args: 'column: x',
    good: [day('02-02'), day('01-01')],
    bad: [day('01-01'), day('02-02')],
    count: 1,
    places: 1,
  },
  format: [
    {
      ...texts,
      args: 'column: x, format: email',
      good: words('a@b.org'),
      bad: words('a@b.org', 'a.b.org'),
      count: 1,
      places: 1,
    },
    {
      ...texts,
      args: 'column: x, format: json',
      formats: ['parquet', 'csv'],
      good: words('{"a":1}'),
      bad: words('{a:1}', '[1]'),
      count: 1,
      places: 1,
    },
  ],
  dateFormat: {
    ...texts,
    args: 'column: x, format: dd.MM.yyyy',
    good: words('31.01.2001'),
    bad: words('30.02.2001', '1.1.2001', '2001-01-01', '01.01.2001'),
    count: 3,
    places: 3,
  },
  surroundingSpace: {
    ...texts,
    args: 'column: x',
    good: words('a b'),
    bad: words('a', ' b', 'c\u00a0'),
    count: 2,
    places: 2,
  },
  mojibake: {
    ...texts,
    args: 'column: x',
    good: words('Ärger', 'São', 'NÃO', 'Â'),
    bad: words('MÃ¼ller', 'itâ€™s', 'a\ufffdb', 'ok'),
    count: 3,
    places: 3,
    warns: true,
  },
  caseVariants: {
    ...texts,
    args: 'column: x',
    good: words('Paris', 'Paris', 'Rome'),
    bad: words('Paris', 'Paris', 'paris ', 'PARIS', 'Rome'),
    count: 2,
    warns: true,
  },
  mixedTypes: {
    ...texts,
    args: 'column: x',
    good: words('a', 'b'),
    bad: words('1', '2.5', 'x', '2001-01-01'),
    count: 2,
    places: 2,
    warns: true,
    actual: /2 numbers, 1 dates, 1 other/,
  },
  minimumLength: {
    ...texts,
    args: 'column: x',
    rule: 'mustBeGreaterThan: 1',
    good: words('äö'),
    bad: words('ab', 'c'),
    actual: '1',
  },
  maximumLength: {
    ...texts,
    args: 'column: x',
    rule: 'mustBeLessThan: 3',
    good: words('äö'),
    bad: words('abc'),
    actual: '3',
  },
  meanLength: {
    ...texts,
    args: 'column: x',
    rule: 'mustBeLessThan: 2',
    good: words('a'),
    bad: words('abc', 'a'),
    actual: '2',
  },
  truncatedValues: {
    ...texts,
    args: 'column: x',
    good: words(...Array.from({ length: 30 }, (_, i) => 'x'.repeat(5 + (i % 15)))),
    bad: words(...Array.from({ length: 30 }, (_, i) => 'x'.repeat(Math.min(20, 12 + i)))),
    count: 22,
    places: 5,
    warns: true,
  },
  compare: [
    {
      ...ints,
      args: 'column: x, operator: "<=", other: y',
      good: ['(1, 1)', '(NULL, 0)'],
      bad: ['(2, 1)', '(1, 1)'],
      count: 1,
      places: 1,
    },
    {
      ...doubles,
      args: 'column: x, operator: ">", other: y',
      formats: ['parquet'],
      good: ['(2, 1)'],
      bad: ["('nan', 1)", "('inf', 1)"],
      count: 1,
      places: 1,
    },
  ],
  sumOfColumns: [
    {
      ...ints,
      args: 'columns: [x, y], total: 3',
      good: ['(1, 2)'],
      bad: ['(1, 1)', '(1, 2)', '(9223372036854775807, 9223372036854775807)'],
      count: 2,
      places: 2,
    },
    {
      ...doubles,
      args: 'columns: [x], total: y',
      good: ['(0.1::DOUBLE + 0.2::DOUBLE, 0.3)'],
      bad: ['(1, 1.001)'],
      count: 1,
      places: 1,
    },
  ],
  combinationIn: {
    ...texts,
    args: 'columns: [x, y], values: [[a, y], [b, y]]',
    good: words('a', 'b'),
    bad: [...words('a', 'c'), "('a', 'z')", "('a', NULL)"],
    count: 2,
    places: 2,
  },
  rowCondition: {
    ...ints,
    args: 'condition: "x > 0 AND (y IS NULL OR y < x)"',
    good: ['(2, 1)', '(1, NULL)', '(NULL, 5)'],
    bad: ['(2, 1)', '(0, 1)', '(1, 2)'],
    count: 2,
    places: 2,
  },
  failingRows: {
    ...ints,
    args: 'query: "SELECT * FROM {object} WHERE x > 2"',
    good: numbers(1),
    bad: numbers(3, 4),
    actual: '2',
    empty: 'pass',
    nulls: 'pass',
  },
  rowCount: {
    ...ints,
    args: 'where: "x > 1"',
    rule: 'mustBeLessThan: 2',
    good: numbers(1, 2),
    bad: numbers(2, 3),
    actual: '2',
    empty: 'fail',
    nulls: 'pass',
  },
  rowCountRatio: {
    ...ints,
    args: 'reference: known.parquet',
    rule: 'mustBeBetween: [80, 120], unit: percent',
    good: numbers(1, 2, 3),
    bad: numbers(1, 2),
    actual: /66\.66/,
    empty: 'fail',
    nulls: 'fail',
  },
  freshness: {
    ...dates,
    args: 'column: x, maxAge: 7d',
    good: [day('06-25'), day('01-01')],
    bad: [day('06-23')],
    actual: '2001-06-23T00:00:00.000Z',
  },
  futureValues: {
    ...dates,
    args: 'column: x',
    good: [day('07-01')],
    bad: [day('07-02'), day('06-01')],
    count: 1,
    places: 1,
  },
  gaps: {
    ...dates,
    args: 'column: x, every: day',
    good: [day('02-28'), day('03-01'), day('03-02')],
    bad: [day('02-27'), day('03-01'), day('03-04')],
    count: 3,
  },
  rowRate: {
    ...dates,
    args: 'column: x, every: day',
    rule: 'mustBeGreaterOrEqualTo: 1',
    good: [day('02-28'), day('03-01')],
    bad: [day('02-28'), day('03-02')],
    count: 1,
  },
  personalData: {
    ...texts,
    args: 'columns: [x]',
    good: words('ab 12', 'DE89370400440532013001', '4111 1111 1111 1112'),
    bad: words(
      'see j.doe@example.org',
      'DE89 3704 0044 0532 0130 00',
      '4111 1111 1111 1111',
      'call +49 30 1234567',
      'from 10.0.0.1',
      '078-05-1120',
      'x',
    ),
    count: 6,
    places: 5,
    warns: true,
  },
};

const all = Object.entries(CASES).flatMap(([check, cases]) =>
  (Array.isArray(cases) ? (cases as Case[]) : [cases as Case]).map(
    (item, index) => [check, index, item] as const,
  ),
);

async function write(name: string, format: Format, item: Case, rows: readonly string[]): Promise<string> {
  const [x, y] = item.types ?? ['BIGINT', 'BIGINT'];
  const values = rows.length > 0 ? rows.join(', ') : '(NULL, NULL)';
  const query = `SELECT row_number() OVER ()::INTEGER AS id, CAST(x AS ${x}) AS x, CAST(y AS ${y}) AS y FROM (VALUES ${values}) t(x, y)${rows.length > 0 ? '' : ' WHERE false'}`;
  const options = { parquet: 'FORMAT parquet', csv: 'FORMAT csv, HEADER', jsonl: 'FORMAT json' }[format];
  await bench.db.run(`COPY (${query}) TO '${bench.folder}/${name}.${format}' (${options})`);
  return `${name}.${format}`;
}

describe.each(all)('%s %i', (check, index, item) => {
  const implementation = `{check: ${check}${item.args ? `, ${item.args}` : ''}${item.rule ? `, ${item.rule}` : ''}}`;
  const contract = contractOf(
    `- {name: id, logicalType: integer}\n- {name: x, logicalType: ${item.x ?? 'integer'}}\n- {name: y, logicalType: ${item.y ?? 'integer'}}`,
    `quality:\n  - {type: custom, engine: assay, implementation: ${implementation}}`,
  );
  const own = async (name: string, format: Format, rows: readonly string[]) => {
    const path = await write(`${check}-${index}-${name}`, format, item, rows);
    await bench.db.run(
      `COPY (SELECT * FROM (VALUES (1), (2), (3)) t(x)) TO '${bench.folder}/known.parquet' (FORMAT parquet)`,
    );
    const result = await bench.validate(path, contract);
    return problemsOf(result).filter((finding) => finding.check === check || finding.check === 'sql');
  };
  test.each(item.formats ?? FORMATS)('%s', async (format) => {
    if (item.good.length > 0) expect(await own('good', format, item.good)).toEqual([]);
    if (item.bad.length > 0 && check !== 'blankRows') {
      const findings = await own('bad', format, item.bad);
      expect(findings).toHaveLength(1);
      const [finding] = findings;
      expect(finding?.verdict).toBe(item.warns ? 'warn' : 'fail');
      if (item.count !== undefined) expect(finding?.count).toBe(item.count);
      if (typeof item.actual === 'string') expect(finding?.actual).toBe(item.actual);
      else if (item.actual !== undefined) expect(finding?.actual).toMatch(item.actual);
      if (item.places !== undefined) {
        expect(finding?.where).toHaveLength(item.places);
        for (const place of finding?.where ?? []) expect(place.row).toBeGreaterThan(0);
      }
      expect(finding?.message).not.toContain('undefined');
      // The SQL that a finding shows can be run; the shown form of JSON lines has the program's own names.
      if (finding?.query !== undefined && format === 'parquet') {
        const path = `${check}-${index}-bad.${format}`;
        await bench.db.all(finding.query.replaceAll(path, `${bench.folder}/${path}`));
      }
    }
    const verdictOf = async (name: string, rows: readonly string[]) =>
      (await own(name, format, rows))[0]?.verdict ?? 'pass';
    // JSON lines without rows have no keys, and so no columns to ask about.
    if (format !== 'jsonl') expect(await verdictOf('empty', [])).toBe(item.empty ?? 'inconclusive');
    if (format !== 'jsonl' || item.nulls === undefined) {
      expect(await verdictOf('nulls', ['(NULL, NULL)', '(NULL, NULL)'])).toBe(item.nulls ?? 'inconclusive');
    }
  });
});

test('every check has a case', () => {
  expect([...CUSTOM.keys()].filter((name) => CASES[name] === undefined)).toEqual([]);
});
