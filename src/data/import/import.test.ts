/** Imported contracts: whatever a foreign file says is carried over or listed, and the contract is one of ours. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseContract } from '../contract/index.js';
import { Bench, problemsOf } from '../testing.js';
import { EXPECTATIONS } from './great-expectations/suite.js';
import { type ForeignFormat, type Imported, importContract } from './index.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

async function imported(text: unknown, file: string, format?: ForeignFormat): Promise<Imported> {
  const source = typeof text === 'string' ? text : JSON.stringify(text);
  const result = await importContract(bench.db, source, file, { object: 'things', format });
  for (const object of result.objects) parseContract(result.text, `made.yaml#${object}`);
  return result;
}

const suite = (...expectations: unknown[]) => ({ name: 's', expectations });

/** The core library of 1.x and the deprecated names of 0.x. */
const CORE =
  `expect_column_bootstrapped_ks_test_p_value_to_be_greater_than expect_column_chisquare_test_p_value_to_be_greater_than
expect_column_distinct_values_to_be_in_set expect_column_distinct_values_to_contain_set expect_column_distinct_values_to_equal_set
expect_column_kl_divergence_to_be_less_than expect_column_max_to_be_between expect_column_mean_to_be_between expect_column_median_to_be_between
expect_column_min_to_be_between expect_column_most_common_value_to_be_in_set expect_column_pair_cramers_phi_value_to_be_less_than
expect_column_pair_values_a_to_be_greater_than_b expect_column_pair_values_to_be_equal expect_column_pair_values_to_be_in_set
expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than expect_column_proportion_of_unique_values_to_be_between
expect_column_quantile_values_to_be_between expect_column_stdev_to_be_between expect_column_sum_to_be_between expect_column_to_exist
expect_column_unique_value_count_to_be_between expect_column_value_lengths_to_be_between expect_column_value_lengths_to_equal
expect_column_value_z_scores_to_be_less_than expect_column_values_to_be_between expect_column_values_to_be_dateutil_parseable
expect_column_values_to_be_decreasing expect_column_values_to_be_in_set expect_column_values_to_be_in_type_list expect_column_values_to_be_increasing
expect_column_values_to_be_json_parseable expect_column_values_to_be_null expect_column_values_to_be_of_type expect_column_values_to_be_unique
expect_column_values_to_match_json_schema expect_column_values_to_match_like_pattern expect_column_values_to_match_like_pattern_list
expect_column_values_to_match_regex expect_column_values_to_match_regex_list expect_column_values_to_match_strftime_format
expect_column_values_to_not_be_in_set expect_column_values_to_not_be_null expect_column_values_to_not_match_like_pattern
expect_column_values_to_not_match_like_pattern_list expect_column_values_to_not_match_regex expect_column_values_to_not_match_regex_list
expect_compound_columns_to_be_unique expect_multicolumn_sum_to_equal expect_multicolumn_values_to_be_unique
expect_select_column_values_to_be_unique_within_record expect_table_column_count_to_be_between expect_table_column_count_to_equal
expect_table_columns_to_match_ordered_list expect_table_columns_to_match_set expect_table_row_count_to_be_between
expect_table_row_count_to_equal expect_table_row_count_to_equal_other_table unexpected_rows_expectation`.split(
    /\s+/,
  );

describe('Great Expectations', () => {
  it('has a row for every expectation of the core library', () => {
    expect(Object.keys(EXPECTATIONS).sort()).toEqual([...CORE].sort());
  });

  it('carries every expectation over or lists it, whatever its arguments are', async () => {
    const text = fc.oneof(
      fc.constantFrom('^a+$', '(?=x)', '', '%Y-%m-%d', 'a_%', 'int64', 'now'),
      fc.string(),
    );
    const scalar = fc.oneof(fc.constant(null), fc.integer(), fc.double(), fc.boolean(), text);
    const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.constant({ $PARAMETER: 'x' }));
    const keys = fc.constantFrom(
      ...[
        'column',
        'column_A',
        'column_B',
        'column_list',
        'column_set',
        'min_value',
        'max_value',
        'value',
        'value_set',
      ],
      ...[
        'regex',
        'regex_list',
        'like_pattern',
        'like_pattern_list',
        'mostly',
        'strict_min',
        'ignore_row_if',
        'type_',
      ],
      ...[
        'type_list',
        'threshold',
        'double_sided',
        'sum_total',
        'value_pairs_set',
        'quantile_ranges',
        'exact_match',
      ],
      ...[
        'row_condition',
        'result_format',
        'something',
        'strftime_format',
        'column_index',
        'unexpected_rows_query',
      ],
    );
    const kwargs = fc.tuple(fc.dictionary(keys, value), fc.boolean()).map(([given, named]) => ({
      ...given,
      ...(named ? { column: 'a', column_A: 'a', column_B: 'b', column_list: ['a', 'b'] } : {}),
    }));
    const expectation = fc.record({
      type: fc.constantFrom(...CORE, 'expect_something_else'),
      kwargs,
      severity: fc.constantFrom(undefined, 'warning', 'critical', 'x'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(expectation, { minLength: 1, maxLength: 5 }), async (expectations) => {
        const given = JSON.parse(JSON.stringify(suite(...expectations))) as { expectations: unknown[] };
        const { carried, notCarried, text: yaml } = await imported(given, 'suite.json');
        const whole = notCarried.filter(({ what }) => what.startsWith('expectations['));
        const lost = new Set(whole.map(({ what }) => what));
        expect(carried + lost.size).toBe(given.expectations.length);
        for (const { reason } of notCarried)
          expect(yaml).toContain(reason.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '));
      }),
      { numRuns: 600 },
    );
  });

  it('reads 0.x and 1.x alike', async () => {
    const kwargs = { column: 'a', min_value: 0, max_value: 5 };
    const meta = { notes: { format: 'markdown', content: ['in metres'] } };
    const old = await imported(
      {
        expectation_suite_name: 's',
        data_asset_type: null,
        meta: { great_expectations_version: '0.18.0' },
        expectations: [{ expectation_type: 'expect_column_values_to_be_between', kwargs, meta }],
      },
      'suite.json',
    );
    const now = await imported(
      {
        name: 's',
        id: 'x',
        expectations: [{ type: 'expect_column_values_to_be_between', kwargs, meta, id: 'y' }],
      },
      'suite.json',
    );
    expect(old.notCarried).toEqual([]);
    expect(now.text).toBe(old.text);
    expect(now.text).toContain('in metres');
    expect(now.format).toBe('great-expectations');
  });

  it('counts `mostly` over the values that are there, as they do', async () => {
    // Ten values, two of them wrong, in a hundred rows: 80%, and not 98%.
    const file = await bench.parquet(
      'mostly.parquet',
      'SELECT CASE WHEN i < 10 THEN i END AS a FROM range(100) t(i)',
    );
    const verdict = async (mostly: number) => {
      const { text } = await imported(
        suite({ type: 'expect_column_values_to_be_between', kwargs: { column: 'a', min_value: 2, mostly } }),
        'suite.json',
      );
      return (await bench.validate(file, parseContract(text, 'x.yaml'))).verdict;
    };
    expect(await verdict(0.8)).toBe('pass');
    expect(await verdict(0.81)).toBe('fail');
  });

  it('names the rows that fail, and takes conditions on rows', async () => {
    const rows = `(1, 'x', 5), (2, 'x', 9), (3, 'y', 9), (NULL, NULL, 9), (3, 'it''s', 1)`;
    const file = await bench.parquet('rows.parquet', `SELECT * FROM (VALUES ${rows}) t(a, b, c)`);
    const check = async (type: string, kwargs: object) => {
      const { text, notCarried } = await imported(suite({ type, kwargs }), 'suite.json');
      expect(notCarried).toEqual([]);
      const found = problemsOf(await bench.validate(file, parseContract(text, 'x.yaml')));
      return found.map(
        ({ verdict, count, where }) => `${verdict} ${count} at ${where.map(({ row }) => row)}`,
      );
    };
    const not = 'expect_column_values_to_not_be_in_set';
    expect(await check(not, { column: 'a', value_set: [2, 7] })).toEqual(['fail 1 at 2']);
    expect(await check(not, { column: 'a', value_set: [2, 7], mostly: 0.75 })).toEqual([]);
    expect(await check(not, { column: 'a', value_set: [2, 7], mostly: 0.8 })).toEqual(['fail 1 at 2']);
    for (const names of ['a_to_be_greater_than_b', 'A_to_be_greater_than_B']) {
      const pair = `expect_column_pair_values_${names}`;
      expect(
        await check(pair, { column_A: 'c', column_B: 'a', ignore_row_if: 'either_value_is_missing' }),
      ).toEqual(['fail 1 at 5']);
    }
    expect(await check('expect_column_values_to_be_increasing', { column: 'c' })).toEqual(['fail 1 at 5']);
    const when = (row_condition: string, condition_parser = 'pandas') => ({
      row_condition,
      condition_parser,
    });
    const between = 'expect_column_values_to_be_between';
    const c5 = { column: 'c', max_value: 5 };
    expect(await check(between, { ...c5, ...when('b == "x"') })).toEqual(['fail 1 at 2']);
    expect(await check(between, { ...c5, ...when('b != "x"') })).toEqual(['fail 2 at 3,4']);
    expect(await check(between, { ...c5, ...when("b != 'x'", 'spark') })).toEqual(['fail 1 at 3']);
    expect(await check(between, { ...c5, ...when("(a >= 2) & (b == 'x')") })).toEqual(['fail 1 at 2']);
    expect(await check(between, { ...c5, ...when('col("a").notNull()', 'great_expectations') })).toEqual([
      'fail 2 at 2,3',
    ]);
    expect(await check(between, { ...c5, ...when('a == 1') })).toEqual([]);
    const there = 'expect_column_values_to_not_be_null';
    expect(await check(there, { column: 'a', ...when('c > 5') })).toEqual(['fail 1 at 4']);
    expect(await check(there, { column: 'a', ...when('c < 5') })).toEqual([]);
    expect(await check('expect_column_values_to_be_unique', { column: 'a', ...when('c > 5') })).toEqual([]);
    expect(
      await check('expect_column_mean_to_be_between', { column: 'c', max_value: 5, ...when('a == 1') }),
    ).toEqual([]);
    expect(await check('expect_table_row_count_to_equal', { value: 2, ...when("b == 'x'") })).toEqual([]);
  });

  it.each([
    ["b == 'x' or a > 1", 'pandas'],
    ['a > c', 'pandas'],
    ['a = 1', 'pandas'],
    ['b = "x"', 'spark'],
    ['a in [1, 2]', 'pandas'],
    ["b == 'it\\'s'", 'pandas'],
    ["b == 'x' and", 'pandas'],
    ['not a', 'pandas'],
    ['1 < a < 3', 'pandas'],
    ["b == 'x'", 'other'],
    ["b == 'x'; DROP TABLE t", 'spark'],
  ])('lists the condition %s of %s', async (row_condition, condition_parser) => {
    const kwargs = { column: 'a', max_value: 1, row_condition, condition_parser };
    const { carried } = await imported(
      suite({ type: 'expect_column_max_to_be_between', kwargs }),
      'suite.json',
    );
    expect(carried).toBe(0);
  });

  it('leaves what has conditions, parameters and unknown arguments to the list', async () => {
    const { carried, notCarried } = await imported(
      suite(
        {
          type: 'expect_column_values_to_not_be_null',
          kwargs: { column: 'a', row_condition: 'b > c', condition_parser: 'pandas' },
        },
        { type: 'expect_column_max_to_be_between', kwargs: { column: 'a', max_value: { $PARAMETER: 'm' } } },
        { type: 'expect_column_values_to_be_unique', kwargs: { column: 'a', surprise: 1 } },
        { type: 'expect_column_values_to_match_regex', kwargs: { column: 'a', regex: '^(?!x)' } },
        { type: 'expect_column_values_to_be_uniqe', kwargs: { column: 'a' } },
      ),
      'suite.json',
    );
    expect(carried).toBe(0);
    expect(notCarried.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('only at rows'),
      expect.stringContaining('known only when the suite runs'),
      expect.stringContaining('argument surprise'),
      expect.stringContaining('RE2 cannot read'),
      expect.stringContaining('near it is expect_column_values_to_be_unique'),
    ]);
  });
});

/** Every field of `tensorflow.metadata.v0.Feature`, with a value of its type. */
const FEATURE_FIELDS: readonly string[] = [
  'deprecated: true',
  'presence { min_fraction: 0.5 min_count: 3 }',
  'group_presence { required: true }',
  'shape { dim { size: 1 name: "d" } }',
  'shape { dim { size: 3 } }',
  'shape { dim { size: 3 } dim { size: 2 } }',
  'value_count { min: 1 max: 1 }',
  'value_count { min: 1 max: 5 }',
  'value_counts { value_count { min: 1 } }',
  'type: BYTES',
  'type: INT',
  'type: FLOAT',
  'type: STRUCT',
  'type: TYPE_UNKNOWN',
  'domain: "shared"',
  'domain: "nowhere"',
  'int_domain { name: "i" min: -3 max: 0x10 is_categorical: true }',
  'float_domain { min: -inf max: 1.5f disallow_nan: true disallow_inf: false is_embedding: true embedding_dim: 3 embedding_type: "x" is_categorical: true }',
  'string_domain { value: "a" value: "b" is_categorical: CATEGORICAL_YES }',
  'bool_domain { true_value: "yes" false_value: "no" }',
  'bool_domain { }',
  'struct_domain { feature { name: "x" } }',
  'natural_language_domain { vocabulary: "v" }',
  'image_domain { minimum_supported_image_fraction: 0.5 }',
  'audio_domain { }',
  'video_domain { }',
  'content_chunk_domain { }',
  'mid_domain { }',
  'url_domain { }',
  'time_domain { string_format: "%Y" }',
  'time_of_day_domain { integer_format: PACKED_64_NANOS }',
  'string_domain { value: "a" } distribution_constraints { min_domain_mass: 0.9 }',
  'distribution_constraints { min_domain_mass: 0.9 }',
  'annotation { tag: "t" comment: "c" extra_metadata { [type.googleapis.com/x.Y] { a: 1 } } }',
  'skew_comparator { infinity_norm { threshold: 0.1 } }',
  'drift_comparator { jensen_shannon_divergence { threshold: 0.1 } }',
  'in_environment: "TRAINING"',
  'not_in_environment: ["SERVING", "OTHER"]',
  'lifecycle_stage: PLANNED',
  'lifecycle_stage: PRODUCTION',
  'unique_constraints { min: 2 max: 9 }',
  'validation_derived_source { deriver_name: "d" }',
  'sequence_metadata { joint_group: "g" }',
  'of_the_future { a: 1 }',
];
const SCHEMA_FIELDS: readonly string[] = [
  'sparse_feature { name: "s" }',
  'weighted_feature { name: "w" }',
  'string_domain { name: "lonely" value: "x" }',
  'float_domain { name: "lonely" min: 1 }',
  'int_domain { name: "lonely" min: 1 }',
  'represent_variable_length_as_ragged: true',
  'annotation { comment: "about" }',
  'dataset_constraints { min_examples_count: 5 max_examples_count: 10 num_examples_drift_comparator { min_fraction_threshold: 0.5 } num_examples_version_comparator { } }',
  'tensor_representation_group { key: "" value { } }',
  'of_the_future: 1',
];

describe('TFDV', () => {
  it.each(FEATURE_FIELDS)('carries over or lists: feature { %s }', async (field) => {
    const around = 'default_environment: "TRAINING" string_domain { name: "shared" value: "a" }';
    const bare = await imported(`feature { name: "f" } ${around}`, 'schema.pbtxt');
    const { carried, notCarried, text } = await imported(
      `feature { name: "f" ${field} } ${around}`,
      'schema.pbtxt',
    );
    const word = /^\w+/.exec(field)?.[0] ?? '';
    const listed = notCarried.some(({ what }) => what.includes(word));
    // Carried over means that the contract says something that it did not say before.
    expect(listed || carried > bare.carried || text !== bare.text).toBe(true);
    // The other parts of the field are listed: none is lost inside.
    for (const [, inner = ''] of field.matchAll(/(is_\w+|embedding_\w+|extra_metadata)/g)) {
      expect(notCarried.map(({ what }) => what).join('\n')).toContain(inner);
    }
  });

  it.each(SCHEMA_FIELDS)('carries over or lists: %s', async (field) => {
    const bare = await imported('feature { name: "f" }', 'schema.pbtxt');
    const { carried, notCarried } = await imported(`feature { name: "f" } ${field}`, 'schema.pbtxt');
    const [, word = '', inner] = /^(\w+)(?:: .*| \{ (\w+))?/.exec(field) ?? [];
    const listed = notCarried.some(
      ({ what }) => what.includes(word) || what.includes('lonely') || what.includes(inner ?? word),
    );
    expect(listed || carried > bare.carried).toBe(true);
  });

  it('means the same as the schema', async () => {
    const schema = `
      feature { name: "kind" type: BYTES domain: "kinds" presence { min_fraction: 0.5 min_count: 1 } distribution_constraints { min_domain_mass: 0.75 } }
      feature { name: "n" type: INT int_domain { min: 0 max: 10 } presence { min_fraction: 1 min_count: 1 } }
      feature { name: "flag" type: INT bool_domain {} presence { min_count: 2 } unique_constraints { min: 1 max: 2 } }
      string_domain { name: "kinds" value: "a" value: "b" }
      dataset_constraints { min_examples_count: 3 }`;
    const contract = parseContract((await imported(schema, 'schema.pbtxt')).text, 'x.yaml');
    const checks = async (name: string, values: string) => {
      const file = await bench.parquet(
        `${name}.parquet`,
        `SELECT * FROM (VALUES ${values}) t(kind, n, flag)`,
      );
      const { verdict, findings } = await bench.validate(file, contract);
      return verdict === 'pass'
        ? []
        : findings.map(({ subject, check }) => `${subject.column ?? ''} ${check}`);
    };
    const good = "('a', 1::BIGINT, 0::BIGINT), ('b', 2, 1), ('a', 0, 0)";
    expect(await checks('good', good)).toEqual([]);
    expect(await checks('mass', `${good}, ('x', 3, 1)`)).toEqual([]);
    expect(await checks('mass2', `${good}, ('x', 3, 1), ('y', 3, 1)`)).toEqual([' rowCondition']);
    expect(await checks('absent', `${good}, (NULL, 3, 1), (NULL, 3, 1), (NULL, 3, 1)`)).toEqual([]);
    expect(
      await checks('absent2', `${good}, (NULL, 3, 1), (NULL, 3, 1), (NULL, 3, 1), (NULL, 3, 1)`),
    ).toEqual(['kind sql.presence']);
    expect(await checks('range', `${good}, ('a', 11, 1)`)).toEqual(['n range']);
    expect(await checks('bool', `${good}, ('a', 1, 2)`)).toEqual([
      'flag invalidValues',
      'flag sql.unique_constraints',
    ]);
    expect(await checks('few', "('a', 1::BIGINT, 0::BIGINT), ('b', 2, 1)")).toEqual([' rowCount']);
  });
});

describe('the other formats', () => {
  it('lists how a Table Schema reads text where that is not read here', async () => {
    const { text, notCarried } = await imported(
      {
        fields: [
          { name: 'n', type: 'integer', groupChar: '.' },
          { name: 'x', type: 'number', groupChar: ';', decimalChar: ',' },
          { name: 'y', type: 'number', groupChar: '.' },
          { name: 'b', type: 'boolean', trueValues: ['x'], falseValues: ['x', 'y'] },
        ],
      },
      'schema.json',
      'frictionless',
    );
    expect(notCarried.map(({ what, reason }) => `${what}: ${reason}`)).toEqual([
      expect.stringMatching(/x.*thousands ";" is not read here/),
      expect.stringMatching(/y.*thousands "." is not read here: it is the decimal sign too/),
      expect.stringMatching(/b.*falseValues .*is true and false at once/),
      expect.stringMatching(/b.*trueValues .*belong together/),
    ]);
    const contract = parseContract(text, 'x.yaml');
    expect(contract.columns.map((column) => [column.text?.thousands, column.text?.decimal])).toEqual([
      ['.', ','],
      [null, ','],
      [null, '.'],
      [null, '.'],
    ]);
    const file = await bench.write('grouped.csv', 'n,x,y,b\n1.000,"1,5",1.5,true\n');
    expect(problemsOf(await bench.validate(file, contract))).toEqual([]);
  });

  it('reads a Table Schema', async () => {
    const { text, notCarried } = await imported(
      {
        fields: [
          { name: 'id', type: 'integer', constraints: { required: true, minimum: 1 } },
          { name: 'mail', type: 'string', format: 'email', constraints: { unique: true, maxLength: 50 } },
          { name: 'day', type: 'date', format: '%d.%m.%Y' },
          { name: 'kind', type: 'string', constraints: { enum: ['a', 'b'], pattern: '[ab]' } },
          { name: 'where', type: 'geopoint' },
          { name: 'when', type: 'datetime', format: 'any' },
        ],
        missingValues: ['', '-'],
        primaryKey: 'id',
        uniqueKeys: [['kind', 'mail']],
      },
      'schema.json',
    );
    expect(notCarried.map(({ what }) => what)).toEqual([
      'field where: type geopoint',
      'field when: type datetime',
    ]);
    const contract = parseContract(text, 'x.yaml');
    expect(contract.primaryKey).toEqual(['id']);
    expect(contract.extraColumns).toBe('fail');
    expect(contract.columns.map(({ name, type, options }) => [name, type, options])).toEqual([
      ['id', 'integer', { minimum: 1 }],
      ['mail', 'string', { format: 'email', maxLength: 50 }],
      ['day', 'date', { format: 'dd.MM.yyyy' }],
      ['kind', 'string', {}],
      ['where', undefined, {}],
      ['when', undefined, {}],
    ]);
    expect(text).toContain('assay.text');
  });

  it('reads the resources of a package as objects', async () => {
    const { objects, text } = await imported(
      {
        name: 'shop',
        resources: [
          {
            name: 'orders',
            path: 'o.csv',
            schema: {
              fields: [{ name: 'c', type: 'integer' }],
              foreignKeys: [{ fields: 'c', reference: { resource: 'customers', fields: 'id' } }],
            },
          },
          {
            name: 'customers',
            path: 'c.csv',
            dialect: { delimiter: ';' },
            schema: { fields: [{ name: 'id', type: 'integer' }], primaryKey: ['id'] },
          },
        ],
      },
      'datapackage.json',
    );
    expect(objects).toEqual(['orders', 'customers']);
    expect(text).toContain('customers.id');
    expect(text).toContain('delimiter: ;');
  });

  it('reads a schema of pandera', async () => {
    const yaml = `
schema_type: dataframe
version: 0.20.4
columns:
  size:
    dtype: float64
    nullable: false
    checks: {greater_than: {value: 0, options: {check_name: greater_than, ignore_na: true}}, in_range: {min_value: 1, max_value: 5, include_max: false}}
    unique: false
    coerce: false
    required: true
    regex: false
  kind:
    dtype: str
    nullable: true
    checks:
      isin: [a, b]
      str_matches: ^a|b
      my_check: {}
    unique: false
    coerce: true
    required: true
    regex: false
checks: null
index: null
strict: true
ordered: true
unique: [size, kind]
`;
    const { text, notCarried, format } = await imported(yaml, 'schema.yaml');
    expect(format).toBe('pandera');
    expect(notCarried.map(({ what }) => what)).toEqual([
      'column kind: coerce',
      'column kind: check my_check',
    ]);
    const [size, kind] = parseContract(text, 'x.yaml').columns;
    expect(size).toMatchObject({
      type: 'number',
      required: true,
      options: { minimum: 1, exclusiveMinimum: 0, exclusiveMaximum: 5 },
    });
    expect(kind).toMatchObject({ type: 'string', required: false });
    const good = await bench.parquet(
      'p.parquet',
      "SELECT 1.5::DOUBLE AS size, 'a' AS kind UNION ALL SELECT 2, NULL",
    );
    expect((await bench.validate(good, parseContract(text, 'x.yaml'))).verdict).toBe('pass');
    const turned = await bench.parquet('q.parquet', "SELECT 'a' AS kind, 1.5::DOUBLE AS size");
    expect(
      problemsOf(await bench.validate(turned, parseContract(text, 'x.yaml'))).map(({ check }) => check),
    ).toEqual(['sql.ordered']);
  });

  it('reads tests of dbt', async () => {
    const yaml = `
version: 2
models:
  - name: orders
    columns:
      - name: id
        tests: [unique, not_null]
      - name: status
        data_tests:
          - accepted_values: {arguments: {values: [placed, shipped]}, config: {severity: warn}}
          - not_null: {config: {where: "id > 5"}}
          - dbt_expectations.expect_column_to_exist
      - name: customer
        tests: [{relationships: {to: ref('customers'), field: id}}]
  - name: customers
    columns: [{name: id, data_type: bigint}]
`;
    const { text, notCarried, objects } = await imported(yaml, 'schema.yml');
    expect(objects).toEqual(['orders', 'customers']);
    expect(notCarried).toHaveLength(2);
    expect(parseContract(text, 'x.yaml#orders').columns[0]).toMatchObject({ unique: true, required: true });
    expect(parseContract(text, 'x.yaml#customers').columns[0]).toMatchObject({ type: 'integer' });
  });

  it("says so where a file is nobody's", async () => {
    await expect(imported({ a: 1 }, 'x.json')).rejects.toThrow(/no tool that is known/);
    await expect(imported('feature { name: "a" ', 'schema.pbtxt')).rejects.toThrow(/ends too early/);
    await expect(imported('feature {\n name: 1x\n}', 'schema.pbtxt')).rejects.toThrow(/no number/);
    await expect(imported('feature { name: 12 }', 'schema.pbtxt')).rejects.toThrow(/no string/);
  });
});
