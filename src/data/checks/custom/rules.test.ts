/** Custom rules as contracts write them, what cannot be told, and random data against a slow reference. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AssayError } from '../../../base/index.js';
import { Bench, contractOf, problemsOf } from '../../testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const THREE =
  '- {name: id, logicalType: integer}\n- {name: x, logicalType: number}\n- {name: t, logicalType: string}';
/** `more` are operators and unit, and, with `severity`, what stands outside. */
const rule = (implementation: string, more = '') => {
  const [inside, outside] = more.startsWith('severity')
    ? ['', `, ${more}`]
    : [more === '' ? '' : `, ${more}`, ''];
  return `- {type: custom, engine: assay, implementation: {${implementation}${inside}}${outside}}`;
};
const ruled = (...rules: string[]) =>
  contractOf(THREE, `quality:\n${rules.map((text) => `  ${text}`).join('\n')}`);

function problemsIn(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AssayError && error.kind === 'usage') {
      return error.problems
        .map(({ where, message, fix = '' }) => `${where?.line}:${where?.column} ${message} ${fix}`)
        .join('\n');
    }
    throw error;
  }
  return '';
}

describe('a contract with rules that are none', () => {
  test.each([
    ['no check', 'column: x', /9:55 names no `check`/],
    ['an unknown check', 'check: meen, column: x', /9:63 meen is no check.*did you mean `mean`/],
    ['a check of none', 'check: {a: 1}', /is no check of the engine assay/],
    ['no column', 'check: median', /needs `column`/],
    ['no bound', 'check: mean, column: x', /gives a number/],
    [
      'an unknown argument',
      'check: quantile, column: x, qq: 0.5',
      /9:\d+ is no argument of quantile.*did you mean `q`/,
    ],
    ['a missing argument', 'check: quantile, column: x', /quantile needs `q`/],
    ['an argument out of range', 'check: quantile, column: x, q: 2', /9:87 Too big/],
    [
      'an unknown column',
      'check: constant, column: xx',
      /`xx`, which the object does not have did you mean `x`/,
    ],
    [
      'an unknown other column',
      'check: compare, column: x, operator: "<", other: idd',
      /`idd`.*did you mean `id`/,
    ],
    [
      'combinations of another width',
      'check: combinationIn, columns: [id, x], values: [[1]]',
      /needs 2 parts/,
    ],
    ['a form of dates of unknown fields', 'check: dateFormat, column: t, format: QQ.yyyy', /dd\.MM\.yyyy/],
  ])('%s', (_, implementation, message) => {
    const bound = /quantile/.test(implementation) ? 'mustBe: 1' : '';
    expect(problemsIn(() => ruled(rule(implementation, bound)))).toMatch(message);
  });

  test('a bound where nothing is measured, two bounds, a strange unit, the wrong place', () => {
    expect(problemsIn(() => ruled(rule('check: constant, column: x', 'mustBe: 1')))).toMatch(
      /takes no mustBe/,
    );
    const two = rule('check: mean, column: x', 'mustBe: 1, mustBeLessThan: 3');
    expect(problemsIn(() => ruled(two))).toMatch(/only one/);
    const unit = rule('check: nanValues, column: x', 'mustBe: 1, unit: apples');
    expect(problemsIn(() => ruled(unit))).toMatch(/counts in apples/);
    const misplaced = `- {name: x, quality: [${rule('check: blankRows').slice(2)}]}`;
    expect(problemsIn(() => contractOf(misplaced))).toMatch(/belongs to the object/);
  });

  test('all at once', () => {
    const all = problemsIn(() =>
      ruled(rule('check: meen'), rule('check: quantile, column: x, q: 7', 'mustBe: 1')),
    );
    expect(all.split('\n')).toHaveLength(2);
  });

  test.each([
    ['a column that is not there', 'xx > 1', /names xx/],
    ['a subquery', 'x IN (SELECT 1)', /subquery/],
    ['a file', "x IN (SELECT 1 FROM read_csv('/etc/passwd'))", /subquery/],
    ['an aggregate', 'sum(x) > 1', /calls sum/],
    ['something random', 'random() > 0.5', /calls random/],
    ['two statements', '1); SELECT (2', /is not one single condition|cannot be read/],
  ])('a condition with %s', async (_, condition, message) => {
    const file = await bench.write('c.csv', 'id,x,t\n1,1,a\n');
    for (const implementation of [
      `check: rowCondition, condition: ${JSON.stringify(condition)}`,
      `check: nullValues, column: x, where: ${JSON.stringify(condition)}`,
    ]) {
      await expect(bench.validate(file, ruled(rule(implementation)))).rejects.toThrow(message);
    }
  });
});

test('at a property the column is implied; name, description and severity are used', async () => {
  const file = await bench.write('named.csv', 'id,x\n1,5\n2,7\n');
  const contract = contractOf(
    `- {name: id}
- {name: X, physicalName: x, logicalType: number, quality: [{type: custom, engine: assay, name: steady, description: ask Ann, severity: warning, implementation: {check: maximum, mustBeLessThan: 6}}]}`,
  );
  expect(problemsOf(await bench.validate(file, contract))).toMatchObject([
    {
      check: 'maximum',
      verdict: 'warn',
      subject: { column: 'x' },
      actual: '7',
      message: expect.stringMatching(/^steady: /),
      fix: 'the contract says: ask Ann',
    },
  ]);
});

test('rules of properties inside objects, and of arrays', async () => {
  const file = await bench.parquet(
    'nested.parquet',
    "SELECT {'zip': z, 'mail': m} AS address, [1, 2] AS list FROM (VALUES (1, 'a@b.org'), (900, 'x')) v(z, m)",
  );
  const nested = (text: string) => `quality: [${text.slice(2)}]`;
  const contract = contractOf(
    `- name: address
  logicalType: object
  properties:
    - {name: zip, logicalType: integer, ${nested(rule('check: maximum', 'mustBeLessThan: 100'))}}
    - {name: mail, logicalType: string, classification: personal, ${nested(rule('check: allowedValues, values: [x]'))}}
- {name: list, logicalType: array, items: {logicalType: integer, ${nested(rule('check: nanValues'))}}}`,
  );
  const result = await bench.validate(file, contract);
  expect(problemsOf(result)).toMatchObject([
    { check: 'maximum', subject: { column: 'address.zip' }, actual: '900' },
    { check: 'allowedValues', count: 1, where: [{ row: 1, value: '(redacted)' }] },
  ]);
  expect(result.notChecked.join()).toContain('of values in arrays');
});

test('names of properties are understood in arguments and conditions', async () => {
  const file = await bench.write('renamed.csv', 'a,b b\n1,2\n5,2\n');
  const contract = contractOf(
    '- {name: first, physicalName: a, logicalType: integer}\n- {name: second, physicalName: "b b", logicalType: integer}',
    `quality:
  ${rule('check: rowCondition, condition: \'first < "b b"\'')}
  ${rule('check: compare, column: first, operator: "<", other: second, where: "second = 2 AND first <> 1"')}`,
  );
  const findings = problemsOf(await bench.validate(file, contract));
  expect(findings).toMatchObject([
    { check: 'rowCondition', count: 1, where: [{ line: 3, value: 'a=5, b b=2' }] },
    { check: 'compare', count: 1, share: 1, where: [{ line: 3 }] },
  ]);
});

test('values that cannot be read are not passed over', async () => {
  const file = await bench.write('unread.csv', 'id,x,t\n1,1,a\n2,NaN,b\n3,3,c\n');
  const checked = async (text: string) =>
    problemsOf(await bench.validate(file, ruled(text))).filter(({ check }) => check !== 'type');
  expect(await checked(rule('check: mean, column: x', 'mustBe: 2'))).toMatchObject([
    { verdict: 'inconclusive', message: expect.stringContaining('1 row has a value that cannot be read') },
  ]);
  expect(await checked(rule('check: mean, column: x', 'mustBe: 3'))).toMatchObject([
    { verdict: 'fail', actual: expect.stringContaining('cannot be read') },
  ]);
  // One bad value more would still be allowed.
  const allowed = (limit: number) =>
    rule('check: allowedValues, column: x, values: [1]', `mustBeLessOrEqualTo: ${limit}`);
  expect(await checked(allowed(2))).toEqual([]);
  expect(await checked(allowed(1))).toMatchObject([{ verdict: 'inconclusive' }]);
  expect(await checked(allowed(0))).toMatchObject([{ verdict: 'fail', count: 1 }]);
  // A row of which is not known whether it is meant.
  expect(await checked(rule('check: nullValues, column: t, where: "x > 0"'))).toMatchObject([
    { verdict: 'inconclusive' },
  ]);
  const every = await bench.write('unread-all.csv', 'id,x,t\n1,a,a\n');
  const findings = problemsOf(
    await bench.validate(every, ruled(rule('check: mean, column: x', 'mustBe: 3'))),
  );
  expect(findings.find(({ check }) => check === 'mean')).toMatchObject({ verdict: 'error' });
});

test('what the engine refuses is the error of that check alone', async () => {
  const file = await bench.parquet(
    'wild.parquet',
    "SELECT 1::INTEGER AS id, 1e300::DOUBLE AS x, 'a' AS t UNION ALL SELECT 2, -1e300, 'b'",
  );
  const contract = ruled(
    rule('check: stdev, column: x', 'mustBeLessThan: 1'),
    rule('check: rowCondition, condition: "CAST(t AS INTEGER) > 1"'),
    rule('check: rowCondition, condition: "id + 1"'),
    rule('check: rowCondition, condition: "t > id"'),
    rule('check: nullValues, column: t, where: id'),
    rule('check: maximum, column: id', 'mustBe: 2'),
    rule('check: mean, column: t', 'mustBe: 2'),
  );
  const findings = problemsOf(await bench.validate(file, contract));
  expect(findings.map(({ check, verdict }) => [check, verdict])).toEqual([
    ['stdev', 'error'],
    ['rowCondition', 'error'],
    ['rowCondition', 'error'],
    ['rowCondition', 'error'],
    ['nullValues', 'error'],
    ['mean', 'error'],
  ]);
  expect(findings[2]?.message).toContain('gives INTEGER, which is no condition');
});

test('NaN and infinity give no statistic', async () => {
  const file = await bench.parquet(
    'nan.parquet',
    "SELECT 1::INTEGER AS id, x::DOUBLE AS x, 'a' AS t FROM (VALUES ('1'), ('nan'), ('inf')) v(x)",
  );
  for (const check of ['mean', 'sum', 'stdev', 'minimum', 'maximum', 'median']) {
    const result = await bench.validate(
      file,
      ruled(rule(`check: ${check}, column: x`, 'mustBeLessThan: 1e300')),
    );
    const found = problemsOf(result).find((finding) => finding.check === check);
    expect([check, found?.verdict, found?.message]).toEqual([
      check,
      'error',
      expect.stringContaining('2 values are NaN or infinite'),
    ]);
  }
  const same = await bench.parquet(
    'same.parquet',
    "SELECT i::INTEGER AS id, 0.1::DOUBLE AS x, 'a' AS t FROM range(1000) v(i)",
  );
  expect(problemsOf(await bench.validate(same, ruled(rule('check: zscoreOutliers, column: x'))))).toEqual([]);
});

test('decimals and 64-bit integers are compared exactly', async () => {
  const file = await bench.parquet(
    'exact.parquet',
    'SELECT i::INTEGER AS id, 0.1::DECIMAL(18,2) AS d, 9007199254740993 AS big FROM range(10) v(i)',
  );
  const own = (text: string) =>
    contractOf(
      '- {name: id, logicalType: integer}\n- {name: d, logicalType: number}\n- {name: big, logicalType: integer}',
      `quality:\n  ${text}`,
    );
  const verdict = async (text: string) => (await bench.validate(file, own(text))).verdict;
  expect(await verdict(rule('check: sum, column: d', 'mustBe: 1'))).toBe('pass');
  expect(
    await verdict(rule('check: sum, column: big', 'mustBeBetween: [90071992547409920, 90071992547409936]')),
  ).toBe('pass');
  expect(await verdict(rule('check: maximum, column: big', 'mustBe: 9007199254740992'))).toBe('fail');
  expect(await verdict(rule('check: sumOfColumns, columns: [d, d], total: 0.2'))).toBe('pass');
});

test('personal values are never shown', async () => {
  const file = await bench.write(
    'mail.csv',
    'id,mail,t\n1,secret@example.org,secret@example.org\n2,Secret@example.org,x\n3,secret@example.org,x\n',
  );
  const contract = contractOf(
    '- {name: id, logicalType: integer}\n- {name: mail, logicalType: string, classification: personal}\n- {name: t, logicalType: string}',
    `quality:\n${[
      rule('check: personalData'),
      rule('check: caseVariants, column: mail'),
      rule('check: duplicateRows, except: [id, t]'),
      rule('check: allowedValues, column: mail, values: [none]'),
      rule('check: increasing, column: mail, strictly: true'),
      rule('check: mostCommonValue, column: mail, values: [none]'),
      rule('check: unseenValues, column: mail, reference: names.csv, referenceColumn: name'),
      rule('check: almostConstant, column: mail, share: 0.5'),
    ]
      .map((text) => `  ${text}`)
      .join('\n')}`,
  );
  await bench.write('names.csv', 'name\nnobody\n');
  const findings = problemsOf(await bench.validate(file, contract));
  expect(findings.map(({ check }) => check).sort()).toEqual(
    [
      ...['personalData', 'caseVariants', 'duplicateRows', 'allowedValues', 'increasing'],
      ...['mostCommonValue', 'unseenValues', 'almostConstant'],
    ].sort(),
  );
  expect(findings.find(({ check }) => check === 'personalData')?.subject.column).toBe('t');
  expect(JSON.stringify(findings)).not.toMatch(/secret@/i);
});

test('a maximum of a personal column is the value of somebody', async () => {
  const file = await bench.write('pay.csv', 'id,pay,born\n1,1234,1971-01-01\n2,77777,1999-09-09\n');
  const contract = contractOf(
    '- {name: id, logicalType: integer}\n- {name: pay, logicalType: integer, classification: confidential}\n- {name: born, logicalType: date, classification: confidential}',
    `quality:\n${[
      rule('check: maximum, column: pay', 'mustBeLessThan: 5'),
      rule('check: median, column: pay', 'mustBeLessThan: 5'),
      rule('check: freshness, column: born, maxAge: 1d'),
      rule('check: gaps, column: born, every: month'),
      rule('check: rowRate, column: born, every: month', 'mustBeGreaterThan: 3'),
      rule('check: zscoreOutliers, column: pay, threshold: 0.1'),
    ]
      .map((text) => `  ${text}`)
      .join('\n')}`,
  );
  const findings = problemsOf(await bench.validate(file, contract));
  expect(findings.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 6 }, () => 'fail'));
  expect(JSON.stringify(findings)).not.toMatch(/1234|77777|39505|1971|1999/);
});

test('rows that the engine drops are dropped in every query', async () => {
  const bytes = Buffer.concat([
    Buffer.from('id,x,t\n1,1,a\n2,2,b'),
    Buffer.from([0xff]),
    Buffer.from('\n3,5,c\n4,4,d\n'),
  ]);
  const file = await bench.write('latin.csv', bytes);
  const findings = problemsOf(
    await bench.validate(
      file,
      ruled(
        rule('check: increasing, column: x'),
        rule('check: median, column: x', 'mustBe: 3'),
        rule('check: stdev, column: x', 'mustBe: 3'),
        rule('check: rowCondition, condition: "CAST(t AS INTEGER) > 1"'),
      ),
    ),
  );
  expect(findings.find(({ check }) => check === 'increasing')).toMatchObject({
    count: 1,
    share: 1 / 3,
    where: [{ row: 4, line: 5, value: '4.0' }],
  });
  expect(findings.find(({ check }) => check === 'median')).toMatchObject({ actual: '4' });
  expect(findings.find(({ check }) => check === 'stdev')?.actual).toMatch(/^2\.08/);
});

test('a count asks for a condition, too', async () => {
  const file = await bench.write('count.csv', 'id,x,t\n1,a,a\n2,2,\n');
  const verdict = async (text: string, more = '') =>
    problemsOf(await bench.validate(file, ruled(rule(text, more)))).filter(({ check }) => check !== 'type')[0]
      ?.verdict;
  expect(await verdict('check: rowCount, where: "id"', 'mustBe: 2')).toBe('error');
  expect(await verdict('check: emptyColumns, where: "id"')).toBe('error');
  expect(await verdict('check: rowCount, where: "x > 1"', 'mustBe: 1')).toBe('inconclusive');
  expect(await verdict('check: emptyColumns, where: "id = 2"')).toBe('fail');
});

test('a reference that is not there, has no such column, or has no rows', async () => {
  const file = await bench.write('ref.csv', 'id,x,t\n1,1,a\n');
  await bench.write('other.csv', 'y\n1\n');
  const verdict = async (text: string) =>
    problemsOf(await bench.validate(file, ruled(rule(text))))[0]?.verdict;
  expect(await verdict('check: unseenValues, column: t, reference: nothing.csv')).toBe('error');
  expect(await verdict('check: unseenValues, column: t, reference: other.csv')).toBe('error');
});

test('a reference of text is read as the data is', async () => {
  const file = await bench.write('codes.csv', 'id,x,t\n1,1.0,007\n2,3,010\n');
  await bench.write('known.csv', 'id,x,t,word\n1,1,007,a\n2,2,10,b\n');
  const found = async (text: string) => problemsOf(await bench.validate(file, ruled(rule(text))));
  expect(await found('check: unseenValues, column: t, reference: known.csv')).toMatchObject([
    { count: 1, where: [{ value: '010 (1 times)' }] },
  ]);
  expect(await found('check: unseenValues, column: x, reference: known.csv')).toMatchObject([
    { count: 1, where: [{ value: '3 (1 times)' }] },
  ]);
  await bench.parquet('numbers.parquet', 'SELECT 7 AS t');
  expect(await found('check: unseenValues, column: t, reference: numbers.parquet')).toMatchObject([
    { verdict: 'error', message: expect.stringContaining('is text, and `t`') },
  ]);
});

test('times are listed as times, and numbers repeat as numbers', async () => {
  const file = await bench.write('when.csv', 'w,n\n2001-01-01T00:00:00,1\n2001-01-01 00:00,1.0\n');
  const own = async (text: string) =>
    problemsOf(
      await bench.validate(
        file,
        contractOf(
          '- {name: w, logicalType: timestamp}\n- {name: n, logicalType: number}',
          `quality:\n  ${rule(text)}`,
        ),
      ),
    );
  expect(await own('check: allowedValues, column: w, values: ["2001-01-01T00:00:00"]')).toEqual([]);
  expect(await own('check: allowedValues, column: w, values: [late]')).toMatchObject([{ verdict: 'error' }]);
  expect(await own('check: uniqueCombination, columns: [n]')).toMatchObject([{ verdict: 'fail', count: 1 }]);
  expect(await own('check: combinationIn, columns: [w, n], values: [["2001-01-01", 1]]')).toEqual([]);
});

test('the order of rows goes on from file to file', async () => {
  await bench.write('part-1.csv', 'id,x,t\n1,1,a\n2,2,a\n');
  await bench.write('part-2.csv', 'id,x,t\n3,1.5,a\n4,3,a\n');
  const findings = problemsOf(
    await bench.validate('part-*.csv', ruled(rule('check: increasing, column: x'))),
  );
  expect(findings).toMatchObject([
    { count: 1, where: [{ file: 'part-2.csv', row: 1, line: 2, value: '1.5' }] },
  ]);
});

test('columns in another order, and others', async () => {
  const file = await bench.write('order.csv', 'x,id,t\n1,1,a\n');
  const own = async (text: string) => problemsOf(await bench.validate(file, ruled(text)));
  expect(await own(rule('check: columnOrder'))).toMatchObject([{ verdict: 'fail', actual: 'x, id, t' }]);
  expect(await own(rule('check: columnSet, names: [id, y, t]'))).toMatchObject([
    { verdict: 'fail', actual: 'without y and with x' },
  ]);
  expect(await own(rule('check: columnCount', 'mustBe: 2'))).toMatchObject([{ actual: '3' }]);
});

/** Text that SQL takes for a DOUBLE. */
const odd = fc.constantFrom('0', '1', '2', '-1', '0.5', 'nan', 'inf', '-inf');
const row = fc.record({
  x: fc.option(odd),
  y: fc.option(fc.integer({ min: -2, max: 3 })),
  t: fc.option(fc.constantFrom('a', 'A', ' a', 'b', 'B ', 'c')),
});
type Row = { x: string | null; y: number | null; t: string | null };
const numberOf = (text: string | null) =>
  text === null
    ? null
    : text === 'nan'
      ? Number.NaN
      : text === 'inf'
        ? Infinity
        : text === '-inf'
          ? -Infinity
          : Number(text);

/** How many rows break each check; `untold` where there is nothing to say. */
function reference(rows: readonly Row[]): Record<string, number | 'untold'> {
  const xs = rows.map(({ x }) => numberOf(x));
  const told = (list: readonly unknown[], count: number) =>
    list.some((value) => value !== null) ? count : ('untold' as const);
  const count = (test: (row: Row, x: number | null) => boolean) =>
    rows.filter((item, index) => test(item, xs[index] ?? null)).length;
  const texts = rows.map(({ t }) => t);
  const spelling = new Map<string, Map<string, number>>();
  for (const text of texts) {
    if (text === null) continue;
    const forms = spelling.get(text.trim().toLowerCase()) ?? new Map<string, number>();
    spelling.set(text.trim().toLowerCase(), forms.set(text, (forms.get(text) ?? 0) + 1));
  }
  let variants = 0;
  for (const forms of spelling.values()) {
    const counts = [...forms.values()];
    variants += counts.reduce((a, b) => a + b, 0) - Math.max(...counts);
  }
  const keys = rows.map(({ x, y, t }) => JSON.stringify([x, y, t]));
  const pairs = rows.filter(({ y, t }) => y !== null || t !== null).map(({ y, t }) => JSON.stringify([y, t]));
  const ys = rows.flatMap(({ y }) => (y === null ? [] : [y]));
  const both = rows.filter(({ x, y }) => x !== null && y !== null);
  const isBroken = ({ x, y }: Row) => !((numberOf(x) ?? 0) <= (y ?? 0));
  const positive = rows.filter(({ y }) => y !== null && y > 0);
  return {
    nullValues: positive.length === 0 ? 'untold' : positive.filter(({ t }) => t === null).length,
    nanValues: told(
      xs,
      count((_, x) => Number.isNaN(x)),
    ),
    infiniteValues: told(
      xs,
      count((_, x) => x === Infinity || x === -Infinity),
    ),
    allowedValues: told(
      xs,
      count((_, x) => x !== null && x !== 0 && x !== 1),
    ),
    compare: both.length === 0 ? 'untold' : both.filter(isBroken).length,
    rowCondition: told(
      rows.map(({ y, t }) => ((y !== null && y > 0) || t === 'a' || (y !== null && t !== null) ? 1 : null)),
      // y > 0 OR t = 'a', in SQL's logic of three values.
      count(({ y, t }) => y !== null && y <= 0 && t !== null && t !== 'a'),
    ),
    allOrNonePresent: count(({ x, t }) => (x === null) !== (t === null)),
    duplicateRows: keys.length - new Set(keys).size,
    uniqueCombination: pairs.length === 0 ? 'untold' : pairs.length - new Set(pairs).size,
    surroundingSpace: told(
      texts,
      count(({ t }) => t !== null && t !== t.trim()),
    ),
    caseVariants: told(texts, variants),
    increasing:
      ys.length < 2 ? 'untold' : ys.filter((y, index) => index > 0 && y < (ys[index - 1] ?? y)).length,
  };
}

test('random rows: the same counts as a slow reference', async () => {
  const contract = contractOf(
    '- {name: id, logicalType: integer}\n- {name: x}\n- {name: y, logicalType: integer}\n- {name: t, logicalType: string}',
    `quality:\n${[
      'check: nullValues, column: t, where: "y > 0"',
      'check: nanValues, column: x',
      'check: infiniteValues, column: x',
      'check: allowedValues, column: x, values: [0, 1]',
      'check: compare, column: x, operator: "<=", other: y',
      'check: rowCondition, condition: "y > 0 OR t = \'a\'"',
      'check: allOrNonePresent, columns: [x, t]',
      'check: duplicateRows, except: [id]',
      'check: uniqueCombination, columns: [y, t]',
      'check: surroundingSpace, column: t',
      'check: caseVariants, column: t',
      'check: increasing, column: y',
    ]
      .map((text) => `  ${rule(text, 'severity: error')}`)
      .join('\n')}`,
  );
  let broken = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
      const text = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);
      const values = rows.map(({ x, y, t }, index) => `(${index}, ${text(x)}, ${y}, ${text(t)})`).join(', ');
      const file = await bench.parquet(
        'random.parquet',
        `SELECT id::INTEGER AS id, x::DOUBLE AS x, y::INTEGER AS y, t::VARCHAR AS t FROM (VALUES ${values}) v(id, x, y, t) ORDER BY id`,
      );
      const findings = problemsOf(await bench.validate(file, contract));
      const found = Object.fromEntries(
        Object.keys(reference(rows)).map((check) => {
          const finding = findings.find((item) => item.check === check);
          if (finding === undefined) return [check, 0];
          return [check, finding.verdict === 'fail' ? finding.count : 'untold'];
        }),
      );
      broken += Object.values(found).filter((count) => typeof count === 'number' && count > 0).length;
      expect(found).toEqual(reference(rows));
    }),
    { numRuns: 20 },
  );
  expect(broken).toBeGreaterThan(20);
});
