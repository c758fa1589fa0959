/** Traps: what engines and formats do differently with patterns, nulls, zeros, digits and zones. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AssayError } from '../base/index.js';
import { Bench, contractOf, problemsOf } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

/** Checks that were broken, with the number of rows, over one Parquet column `x` of SQL values. */
async function broken(property: string, values: readonly string[], type?: string): Promise<string[]> {
  const rows = values.map(
    (value) => `SELECT ${type === undefined ? value : `CAST(${value} AS ${type})`} AS x`,
  );
  const file = await bench.parquet('x.parquet', rows.join(' UNION ALL '));
  const result = await bench.validate(file, contractOf(`- {name: x, ${property}}`));
  return problemsOf(result).map(({ check, count }) => `${check} ${count}`);
}

/** The same over text: one value a line, quoted. */
async function brokenText(property: string, values: readonly string[]): Promise<string[]> {
  const lines = values.map((value) => `"${value.replaceAll('"', '""')}"`);
  const file = await bench.write('x.csv', `x\n${lines.join('\n')}\n`);
  const result = await bench.validate(file, contractOf(`- {name: x, ${property}}`));
  return problemsOf(result).map(({ check, count }) => `${check} ${count}`);
}

/** Pattern, values that match, values that do not, and what differs elsewhere. */
type PatternCase = readonly [string, readonly string[], readonly string[], string];

describe('patterns are RE2 over the whole value', () => {
  test.each<PatternCase>([
    ['[A-Z]{3}', ['LAX'], ['LAXX', 'xLAX', 'lax'], 'most engines search; JSON Schema does'],
    ['^[A-Z]{3}$', ['LAX'], ['LAXX'], 'anchors change nothing'],
    ['a$', ['a'], ['a\n'], '$ of Python matches before a last newline'],
    ['a.b', ['a-b', 'aéb'], ['a\nb'], 'a dot matches no newline unless (?s) says so'],
    ['(?s)a.b', ['a\nb'], ['ab'], ''],
    ['\\d+', ['12'], ['١٢', '१२'], '\\d of Python and .NET matches every decimal digit of Unicode'],
    ['\\w+', ['ab_1'], ['né'], '\\w is ASCII'],
    ['\\p{L}+', ['né', 'ab'], ['1'], 'letters of Unicode are \\p{L}'],
    ['(?i)straße', ['STRAßE', 'straße'], ['STRASSE'], 'the case of ß is not folded to SS'],
    ['(?i)abc', ['aBc'], ['abd'], 'flags stand in the pattern; JavaScript has none there'],
    ['a|bc', ['a', 'bc'], ['ab', 'abc'], 'an alternative is the whole value'],
    ['', [], ['a'], 'an empty pattern matches empty text only'],
    ['\\x{00E9}', ['é'], ['e\u0301'], 'no normalisation of Unicode'],
    ['.', ['😀'], ['ab'], 'a dot is a character and no UTF-16 unit'],
  ])('%s', async (pattern, good, bad, _) => {
    const property = `logicalType: string, logicalTypeOptions: {pattern: ${JSON.stringify(pattern)}}`;
    const sql = (values: readonly string[]) => values.map((value) => `'${value}'`);
    if (good.length > 0) expect(await broken(property, sql(good))).toEqual([]);
    expect(await broken(property, sql(bad))).toEqual([`pattern ${bad.length}`]);
  });

  test.each([
    ['(?=a)', /looks ahead or behind/],
    ['(?<!a)b', /looks ahead or behind/],
    ['(a)\\1', /refers back/],
    ['a++', /possessive/],
    ['\\u00e9', /\\x\{00E9\}/],
    ['[', /missing|bracket|terminator/i],
    ['a{1001}', /repe/i],
  ])('%s is refused, with the reason', async (pattern, message) => {
    const file = await bench.parquet('x.parquet', "SELECT 'a' AS x");
    const contract = contractOf(
      `- {name: x, logicalType: string, logicalTypeOptions: {pattern: ${JSON.stringify(pattern)}}}`,
    );
    const error: unknown = await bench.validate(file, contract).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AssayError);
    expect((error as AssayError).kind).toBe('usage');
    expect((error as AssayError).problems[0]?.message).toMatch(message);
    expect((error as AssayError).problems[0]?.where?.line).toBe(9);
  });
});

describe('missing values', () => {
  const limits = 'logicalType: integer, logicalTypeOptions: {minimum: 1, maximum: 2, multipleOf: 1}';
  test('break required and nothing else', async () => {
    expect(await broken(limits, ['NULL::INTEGER', '1'])).toEqual([]);
    expect(await broken(`required: true, ${limits}`, ['NULL::INTEGER', '1'])).toEqual(['required 1']);
  });
  test('are not among listed values, and not duplicates of each other', async () => {
    expect(
      await broken(
        'unique: true, quality: [{metric: invalidValues, arguments: {validValues: [a]}, mustBe: 0}]',
        ['NULL', 'NULL', "'a'"],
        'VARCHAR',
      ),
    ).toEqual([]);
  });
  test('null in validValues changes nothing', async () => {
    expect(
      await broken(
        'quality: [{metric: invalidValues, arguments: {validValues: [null, a]}, mustBe: 0}]',
        ['NULL', "'a'", "'b'"],
        'VARCHAR',
      ),
    ).toEqual(['invalidValues 1']);
  });
  test.each([
    ["[null, '']", 2],
    ["['N/A']", 1],
    ["['']", 1],
    ['[null]', 1],
  ])('missingValues %s counts %d', async (list, count) => {
    expect(
      await broken(
        `quality: [{metric: missingValues, arguments: {missingValues: ${list}}, mustBe: 0}]`,
        ['NULL', "''", "'N/A'", "'a'"],
        'VARCHAR',
      ),
    ).toEqual([`missingValues ${count}`]);
  });
});

describe('NaN, infinity and zero', () => {
  test('NaN passes no limit and no list', async () => {
    const values = ["'NaN'::DOUBLE", '1::DOUBLE'];
    expect(await broken('logicalType: number', values)).toEqual(['finite 1']);
    expect(await broken('logicalType: number, logicalTypeOptions: {maximum: 5}', values)).toEqual([
      'finite 1',
      'range 1',
    ]);
    expect(
      await broken('quality: [{metric: invalidValues, arguments: {validValues: [1]}, mustBe: 0}]', values),
    ).toEqual(['invalidValues 1']);
  });
  test('infinity is above every limit', async () => {
    const values = ["'inf'::DOUBLE", "'-inf'::DOUBLE"];
    expect(
      await broken('logicalType: number, logicalTypeOptions: {minimum: -1e308, maximum: 1e308}', values),
    ).toEqual(['finite 2', 'range 2']);
  });
  test('-0 is 0', async () => {
    const limits = 'logicalType: number, unique: true, logicalTypeOptions: {minimum: 0}';
    expect(await broken(limits, ['-0.0::DOUBLE'])).toEqual([]);
    expect(await broken(limits, ['-0.0::DOUBLE', '0.0::DOUBLE'])).toEqual(['unique 1']);
    expect(await brokenText(limits, ['-0', '0', '0.0', '-0e5'])).toEqual(['unique 3']);
    expect(await brokenText('logicalType: integer, unique: true', ['-0', '0'])).toEqual(['unique 1']);
  });
  test('NaN twice is a duplicate', async () => {
    expect(await broken('unique: true', ["'NaN'::DOUBLE", "'-NaN'::DOUBLE"])).toEqual(['unique 1']);
  });
});

describe('digits', () => {
  test('DECIMAL is compared with the limit as written', async () => {
    const type = 'DECIMAL(38,20)';
    const property = 'logicalType: number, logicalTypeOptions: {maximum: 0.1}';
    expect(await broken(property, ["'0.10000000000000000000'"], type)).toEqual([]);
    expect(await broken(property, ["'0.10000000000000000001'"], type)).toEqual(['range 1']);
  });
  test.each([
    ['minimum: 0.125', ["'0.12'", "'0.13'"], 1],
    ['maximum: 0.125', ["'0.12'", "'0.13'"], 1],
    ['exclusiveMinimum: 0.12', ["'0.12'", "'0.13'"], 1],
    ['exclusiveMaximum: 0.13', ["'0.12'", "'0.13'"], 1],
    ['exclusiveMaximum: 0.125', ["'0.12'", "'0.13'"], 1],
    ['exclusiveMinimum: -0.125', ["'-0.12'", "'-0.13'"], 1],
    ['minimum: 1e30', ["'1'"], 1],
    ['maximum: 1e30', ["'1'", "'-1'"], 0],
    ['minimum: -1e30', ["'1'", "'-1'"], 0],
    ['maximum: -1e30', ["'1'"], 1],
  ])('DECIMAL(9,2), %s', async (limit, values, count) => {
    const property = `logicalType: number, logicalTypeOptions: {${limit}}`;
    expect(await broken(property, values, 'DECIMAL(9,2)')).toEqual(count === 0 ? [] : [`range ${count}`]);
  });
  test('limits of more digits than a double has', async () => {
    const values = ['9007199254740993', '9007199254740994'];
    const property = 'logicalType: integer, logicalTypeOptions: {maximum: 9007199254740993}';
    expect(await broken(property, values, 'BIGINT')).toEqual(['range 1']);
    expect(await brokenText(property, values)).toEqual(['range 1']);
    expect(
      await broken(
        'logicalType: integer, logicalTypeOptions: {minimum: 9223372036854775807}',
        ['9223372036854775807', '9223372036854775806'],
        'BIGINT',
      ),
    ).toEqual(['range 1']);
    expect(
      await broken(
        'logicalType: number, logicalTypeOptions: {maximum: 0.12345678901234567890}',
        ["'0.12345678901234567890'", "'0.12345678901234567891'"],
        'DECIMAL(38,20)',
      ),
    ).toEqual(['range 1']);
  });
  test('fractional limits of whole numbers', async () => {
    const values = ['0', '1'];
    expect(
      await broken('logicalType: integer, logicalTypeOptions: {minimum: 0.5}', values, 'BIGINT'),
    ).toEqual(['range 1']);
    expect(
      await broken('logicalType: integer, logicalTypeOptions: {exclusiveMaximum: 0.5}', values, 'BIGINT'),
    ).toEqual(['range 1']);
    expect(
      await broken(
        'logicalType: integer, logicalTypeOptions: {minimum: -0.5, maximum: 1.5}',
        values,
        'UBIGINT',
      ),
    ).toEqual([]);
  });
  test.each([
    ['u64', ['18446744073709551615'], ['18446744073709551616', '-1']],
    ['i64', ['-9223372036854775808'], ['9223372036854775808']],
    ['u128', ['340282366920938463463374607431768211455'], ['340282366920938463463374607431768211456', '-1']],
    ['i8', ['-128'], ['128']],
  ])('text in the format %s', async (format, good, bad) => {
    const property = `logicalType: integer, logicalTypeOptions: {format: ${format}}`;
    expect(await brokenText(property, good)).toEqual([]);
    const found = await brokenText(property, bad);
    expect(found.map((one) => Number(one.split(' ')[1])).reduce((sum, count) => sum + count, 0)).toBe(
      bad.length,
    );
  });
  test('64-bit integers that a double would merge are two values', async () => {
    const values = ['9007199254740992', '9007199254740993'];
    expect(await broken('logicalType: integer, unique: true', values, 'BIGINT')).toEqual([]);
    expect(
      await broken(
        'quality: [{metric: invalidValues, arguments: {validValues: [9007199254740993]}, mustBe: 0}]',
        values,
        'BIGINT',
      ),
    ).toEqual(['invalidValues 1']);
  });
  test('a float column holds the float nearest to what was meant', async () => {
    expect(
      await broken(
        'logicalType: number, logicalTypeOptions: {minimum: 0.1, maximum: 0.1, multipleOf: 0.01}, quality: [{metric: invalidValues, arguments: {validValues: [0.1]}, mustBe: 0}]',
        ['0.1'],
        'FLOAT',
      ),
    ).toEqual([]);
  });
  test.each([
    ['DECIMAL(9,2)', '0.05', ["'0.15'", "'-12.35'"], ["'0.12'"]],
    ['DECIMAL(9,2)', '0.125', ["'0.50'"], ["'0.12'"]],
    ['BIGINT', '0.5', ['7'], []],
    ['BIGINT', '2.5', ['5', '-10'], ['7']],
    ['DOUBLE', '0.1', ['0.3', '1e6'], ['0.35']],
  ])('%s in multiples of %s', async (type, step, good, bad) => {
    const property = `logicalType: number, logicalTypeOptions: {multipleOf: ${step}}`;
    expect(await broken(property, [...good, ...bad], type)).toEqual(
      bad.length === 0 ? [] : [`multipleOf ${bad.length}`],
    );
  });
});

describe('zones', () => {
  const at = (options: string) => `logicalType: timestamp, logicalTypeOptions: {${options}}`;
  // 22:30 of the day before in UTC.
  const early = '2001-01-01T00:30:00+02:00';
  test('text with a zone is a moment', async () => {
    const property = at("minimum: '2001-01-01T00:00:00Z'");
    expect(await brokenText(property, [early])).toEqual(['range 1']);
    expect(await brokenText(property, ['2000-12-31T23:30:00-01:00', '2001-01-01T02:00:00+0200'])).toEqual([]);
    expect(
      await brokenText(at("minimum: '2001-01-01T00:00:00+02:00'"), [early, '2000-12-31 22:00:00']),
    ).toEqual([]);
  });
  test('one moment in two zones is a duplicate', async () => {
    expect(await brokenText('logicalType: timestamp, unique: true', [early, '2000-12-31T22:30:00Z'])).toEqual(
      ['unique 1'],
    );
  });
  test.each([
    ["TIMESTAMPTZ '2001-01-01 00:30:00+02'", "minimum: '2001-01-01'", true],
    ["TIMESTAMPTZ '2001-01-01 00:30:00+02'", "minimum: '2001-01-01T00:00:00+02:00'", false],
    [
      "TIMESTAMPTZ '2001-01-01 00:30:00+02'",
      "minimum: '2001-01-01', defaultTimezone: Europe/Helsinki",
      false,
    ],
    ["TIMESTAMP '2001-01-01 00:30:00'", "minimum: '2001-01-01'", false],
    // The clocks of Helsinki are two hours ahead of UTC.
    [
      "TIMESTAMP '2001-01-01 01:30:00'",
      "minimum: '2001-01-01T00:00:00Z', defaultTimezone: Europe/Helsinki",
      true,
    ],
    [
      "TIMESTAMP '2001-01-01 02:30:00'",
      "minimum: '2001-01-01T00:00:00Z', defaultTimezone: Europe/Helsinki",
      false,
    ],
    // In summer three.
    [
      "TIMESTAMP '2001-07-01 02:30:00'",
      "minimum: '2001-07-01T00:00:00Z', defaultTimezone: Europe/Helsinki",
      true,
    ],
  ])('%s against %s', async (value, options, breaks) => {
    expect(await broken(at(options), [value])).toEqual(breaks ? ['range 1'] : []);
  });
  test('text without a zone is of the default zone', async () => {
    const property = at("minimum: '2001-01-01T00:00:00Z', defaultTimezone: Europe/Helsinki");
    expect(
      await brokenText(property, ['2001-01-01 01:30:00', '2001-01-01 02:30:00', '2001-01-01T00:30:00Z']),
    ).toEqual(['range 1']);
  });
  test.each([
    ['timezone: true', 'timezone 1'],
    ['timezone: false', 'timezone 2'],
  ])('%s', async (options, finding) => {
    expect(await brokenText(at(options), ['2001-01-01 00:00:00', '2001-01-01T00:00Z', early])).toEqual([
      finding,
    ]);
  });
  test('types with and without a zone', async () => {
    expect(await broken(at('timezone: true'), ["TIMESTAMP '2001-01-01'"])).toEqual(['timezone undefined']);
    expect(await broken(at('timezone: true'), ["TIMESTAMPTZ '2001-01-01'"])).toEqual([]);
    expect(await broken(at('timezone: false'), ["TIMESTAMPTZ '2001-01-01'"])).toEqual(['timezone undefined']);
  });
  test('formats with a zone', async () => {
    const property = at(`format: "yyyy-MM-dd'T'HH:mm:ssZ", minimum: '2001-01-01T00:00:00Z'`);
    expect(
      await brokenText(property, [
        '2001-01-01T00:00:00Z',
        '2001-01-01T10:00:00+10:00',
        '2001-01-01T00:00:00+1000',
        'x',
      ]),
    ).toEqual(['type 1', 'range 1']);
  });
  test('a zone that is none is a problem of the contract', () => {
    expect(() => contractOf(`- {name: x, ${at('defaultTimezone: Europe/Atlantis')}}`)).toThrow(
      /no time zone/,
    );
  });
  test('times of day', async () => {
    expect(
      await brokenText('logicalType: time, logicalTypeOptions: {timezone: true}', [
        '12:00:00Z',
        '12:00+02:00',
        '12:00',
      ]),
    ).toEqual(['type 1']);
    expect(await brokenText('logicalType: time', ['12:00:00', '12:00:00Z'])).toEqual(['type 1']);
  });
});

describe('formats of strings', () => {
  test.each([
    [
      'ipv6',
      ['::', '::1', '1::', '1:2:3:4:5:6:7:8', '1::8', '::ffff:192.168.0.1', '1:2:3:4:5:6:7::', 'fe80::1:2'],
      ['1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7::1:2', '::1::', ':::', '1:2', '::256.1.1.1', 'g::'],
    ],
    ['date', ['2001-02-28', '2004-02-29'], ['2001-02-29', '2001-13-01', '2001-1-1']],
    [
      'date-time',
      ['2001-01-01T00:00:00Z', '2001-01-01t23:59:59.5+02:00'],
      ['2001-02-30T00:00:00Z', '2001-01-01T24:00:00Z', '2001-01-01T00:00:00'],
    ],
    ['time', ['12:00:00', '12:00:00.5Z'], ['24:00:00', '12:00']],
    ['duration', ['P1D', 'PT5M', 'P1Y2M3DT4H5M6.5S', 'P2W'], ['P', 'PT', 'P1DT', '1D', 'P1S']],
    ['byte', ['YQ==', 'YWI=', 'YWJj', 'YWJjZA', ''], ['YQ=', 'Y', 'Y?==', 'YQ===']],
    ['hostname', ['a', 'a-b.example.org', 'a.b.'], ['-a', 'a..b', 'a_b', 'a'.repeat(64)]],
    ['json-pointer', ['', '/a/0', '/~0~1'], ['a', '/~2']],
    ['uri-reference', ['/a?b#c', '../x', ''], ['a b', '<x>']],
    ['url', ['https://a.b/c'], ['ftp://a', 'https://a b']],
  ])('%s', async (format, good, bad) => {
    const property = `logicalType: string, logicalTypeOptions: {format: ${format}}`;
    const sql = (values: readonly string[]) => values.map((value) => `'${value}'`);
    expect(await broken(property, sql(good))).toEqual([]);
    expect(await broken(property, sql(bad))).toEqual([`format ${bad.length}`]);
  });
  test('one that is not known is listed', async () => {
    const file = await bench.parquet('x.parquet', "SELECT 'a' AS x");
    const result = await bench.validate(
      file,
      contractOf('- {name: x, logicalType: string, logicalTypeOptions: {format: isbn}}'),
    );
    expect(result.notChecked.join()).toContain('the format "isbn"');
  });
});
