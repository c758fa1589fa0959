/** Expectations about the values of one column, each of which is right or not. */
import { sqlString } from '../../dataset.js';
import { CannotCarry, type Change, type Limits } from '../model.js';
import { inside, like, searched } from '../patterns.js';
import {
  badValues,
  badValuesByQuery,
  customRule,
  literal,
  literals,
  PROPERTY,
  TEXT,
  timeOf,
} from '../sql.js';
import type { Kwargs } from './kwargs.js';
import { asNumber, asText, never, present, type Row, type RowContext, rule, weakTypeOf } from './row.js';
import { typesOf } from './types.js';

/** A rule of the library where every value must be right, SQL where a share may be wrong. */
function pattern(column: string, expression: string, mostly: number, { name, where }: RowContext): Change[] {
  return mostly === 1 && where === undefined
    ? [rule(column, { name, metric: 'invalidValues', arguments: { pattern: expression }, mustBe: 0 })]
    : [
        asText(column),
        badValues(column, name, `NOT regexp_full_match(${TEXT}, ${sqlString(expression)})`, mostly),
      ];
}

function unwanted(
  column: string,
  expressions: readonly string[],
  mostly: number,
  { name }: RowContext,
): Change[] {
  const found = expressions.map((expression) => `regexp_matches(${TEXT}, ${sqlString(expression)})`);
  return [asText(column), badValues(column, name, found.join(' OR ') || 'false', mostly)];
}

function lengths(
  k: Kwargs,
  { name, where }: RowContext,
  low: number | undefined,
  high: number | undefined,
): Change[] {
  const column = k.string('column');
  const mostly = k.mostly();
  const minLength = low === undefined ? undefined : Math.ceil(low);
  const maxLength = high === undefined ? undefined : Math.floor(high);
  if ((minLength ?? 0) < 0 || (maxLength ?? 0) < 0) throw new CannotCarry('a length is less than 0');
  if (mostly === 1 && where === undefined) {
    const limits: Limits = {
      ...(minLength === undefined ? {} : { minLength }),
      ...(maxLength === undefined ? {} : { maxLength }),
    };
    return [
      { kind: 'type', column, type: 'string' },
      ...(Object.keys(limits).length > 0
        ? [{ kind: 'limits', column, types: ['string'], limits } as const]
        : []),
    ];
  }
  const bad = [
    ...(minLength === undefined ? [] : [`length(${PROPERTY}) < ${minLength}`]),
    ...(maxLength === undefined ? [] : [`length(${PROPERTY}) > ${maxLength}`]),
  ];
  return [
    { kind: 'type', column, type: 'string' },
    badValues(column, name, bad.join(' OR ') || 'false', mostly),
  ];
}

function between(k: Kwargs, { name, where }: RowContext): Change[] {
  const column = k.string('column');
  const mostly = k.mostly();
  const { min, max, strictMin, strictMax } = k.bounds();
  if (k.flag('allow_cross_type_comparisons')) throw new CannotCarry('it compares values of several types');
  const asTimes = k.flag('parse_strings_as_datetimes');
  k.raw('output_strftime_format');
  const given = [min, max].filter((limit) => limit !== undefined);
  if (given.length === 0) throw new CannotCarry('it has neither min_value nor max_value');
  const numeric = given.every((limit) => typeof limit === 'number');
  if (!numeric && !given.every((limit) => typeof limit === 'string')) {
    throw new CannotCarry('its ends are of several types');
  }
  if (numeric && mostly === 1 && where === undefined) {
    const limits = {
      ...(min === undefined ? {} : { [strictMin ? 'exclusiveMinimum' : 'minimum']: min as number }),
      ...(max === undefined ? {} : { [strictMax ? 'exclusiveMaximum' : 'maximum']: max as number }),
    };
    return [asNumber(column), { kind: 'limits', column, types: ['number', 'integer'], limits }];
  }
  const times = !numeric && (asTimes || given.every(isTime));
  const value = times ? timeOf(PROPERTY) : PROPERTY;
  const limit = (end: unknown) => (times ? `TIMESTAMP ${literal(end)}` : literal(end));
  const bad = [
    ...(min === undefined ? [] : [`${value} ${strictMin ? '<=' : '<'} ${limit(min)}`]),
    ...(max === undefined ? [] : [`${value} ${strictMax ? '>=' : '>'} ${limit(max)}`]),
  ];
  return [
    ...(numeric ? [asNumber(column)] : times ? [present(column)] : [asText(column)]),
    badValues(column, name, bad.join(' OR '), mostly),
  ];
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/.test(value);
}

function inSet(k: Kwargs, { name, where }: RowContext, mostly: number): Change[] {
  const column = k.string('column');
  k.flag('parse_strings_as_datetimes');
  const values = k.optionalList('value_set');
  // Without a set every value is right.
  if (values === undefined) return [present(column)];
  const there = values.filter((value) => value !== null);
  if (there.length === 0) return [badValues(column, name, 'true', mostly)];
  const types = weakTypeOf(column, there);
  // The library compares booleans as text, which JSON and CSV may write in several ways.
  if (mostly === 1 && where === undefined && there.every((value) => typeof value !== 'boolean')) {
    there.forEach(literal);
    return [
      ...types,
      rule(column, { name, metric: 'invalidValues', arguments: { validValues: there }, mustBe: 0 }),
    ];
  }
  return [
    ...(types.length > 0 ? types : [asText(column)]),
    badValues(column, name, `${PROPERTY} NOT IN ${literals(there)}`, mostly),
  ];
}

function order(word: 'up' | 'down'): Row {
  return (k, { name }) => {
    const column = k.string('column');
    const mostly = k.mostly();
    const strictly = k.flag('strictly');
    k.flag('parse_strings_as_datetimes');
    if (mostly === 1) {
      const check = word === 'up' ? 'increasing' : 'decreasing';
      return [asNumber(column), rule(column, customRule(name, { check, ...(strictly ? { strictly } : {}) }))];
    }
    const wrong = `${word === 'up' ? '<' : '>'}${strictly ? '=' : ''}`;
    // Missing values are passed over, as the expectation does: each value is compared with the last one there is.
    const from = `(SELECT ${PROPERTY} AS v, lag(${PROPERTY}) OVER () AS previous FROM {object} WHERE ${PROPERTY} IS NOT NULL)`;
    const broken = `count(*) FILTER (WHERE v ${wrong} previous)`;
    return [
      asNumber(column),
      rule(column, {
        name,
        type: 'sql',
        query: `SELECT coalesce((count(v) - ${broken}) / nullif(count(v), 0), 1) FROM ${from}`,
        mustBeGreaterOrEqualTo: mostly,
      }),
    ];
  };
}

/** Short forms of strftime that the engine does not know. */
const SHORT_FORMATS: Readonly<Record<string, string>> = {
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  R: '%H:%M',
};

const DRIFT = 'compare with a reference instead: `drift:` of a dataset in assay.yaml';

export const COLUMN_ROWS: Readonly<Record<string, Row>> = {
  expect_column_values_to_not_be_null: (k, { name }) => {
    const column = k.string('column');
    const mostly = k.mostly();
    if (mostly === 1) return [{ kind: 'required', column }];
    const allowed = Number((100 * (1 - mostly)).toPrecision(12));
    return [rule(column, { name, metric: 'nullValues', unit: 'percent', mustBeLessOrEqualTo: allowed })];
  },
  expect_column_values_to_be_null: (k, { name }) => {
    const column = k.string('column');
    const least = Number((100 * k.mostly()).toPrecision(12));
    return [rule(column, { name, metric: 'nullValues', unit: 'percent', mustBeGreaterOrEqualTo: least })];
  },
  expect_column_values_to_be_unique: (k, { name }) => {
    const column = k.string('column');
    const mostly = k.mostly();
    if (mostly === 1) return [{ kind: 'unique', column }];
    const from = `(SELECT count(*) AS n FROM {object} WHERE ${PROPERTY} IS NOT NULL GROUP BY ${PROPERTY})`;
    const query = `SELECT coalesce(sum(n) FILTER (WHERE n = 1), 0) / coalesce(sum(n), 1) FROM ${from}`;
    const none = `CASE WHEN count(*) = 0 THEN 1 ELSE ${query.slice('SELECT '.length, query.indexOf(' FROM'))} END`;
    return [
      rule(column, {
        name,
        type: 'sql',
        query: `SELECT ${none} FROM ${from}`,
        mustBeGreaterOrEqualTo: mostly,
      }),
    ];
  },
  expect_column_values_to_be_in_set: (k, context) => inSet(k, context, k.mostly()),
  expect_column_distinct_values_to_be_in_set: (k, context) => inSet(k, context, 1),
  expect_column_values_to_not_be_in_set: (k, { name }) => {
    const column = k.string('column');
    const mostly = k.mostly();
    k.flag('parse_strings_as_datetimes');
    const values = (k.optionalList('value_set') ?? []).filter((value) => value !== null);
    if (values.length === 0) throw new CannotCarry('its value_set holds no value');
    const types = weakTypeOf(column, values);
    return [
      ...(types.length > 0 ? types : [asText(column)]),
      badValues(column, name, `${PROPERTY} IN ${literals(values)}`, mostly),
    ];
  },
  expect_column_values_to_be_between: between,
  expect_column_value_lengths_to_be_between: (k, context) => {
    const { min, max, strictMin, strictMax } = k.bounds();
    if (min === undefined && max === undefined)
      throw new CannotCarry('it has neither min_value nor max_value');
    if ([min, max].some((limit) => limit !== undefined && typeof limit !== 'number')) {
      throw new CannotCarry('a length is no number');
    }
    const low = typeof min === 'number' ? (strictMin ? Math.floor(min) + 1 : min) : undefined;
    const high = typeof max === 'number' ? (strictMax ? Math.ceil(max) - 1 : max) : undefined;
    return lengths(k, context, low, high);
  },
  expect_column_value_lengths_to_equal: (k, context) => {
    const value = k.number('value');
    return lengths(k, context, value, value);
  },
  expect_column_values_to_match_regex: (k, context) =>
    pattern(k.string('column'), searched(k.string('regex'), context.usable), k.mostly(), context),
  expect_column_values_to_not_match_regex: (k, context) =>
    unwanted(k.string('column'), [inside(k.string('regex'), context.usable)], k.mostly(), context),
  expect_column_values_to_match_regex_list: (k, context) => {
    const column = k.string('column');
    const mostly = k.mostly();
    const every = k.choice('match_on', ['any', 'all'], 'any') === 'all';
    const found = k.strings('regex_list').map((expression) => inside(expression, context.usable));
    if (found.length === 0) throw new CannotCarry('its list of patterns is empty');
    const matches = found.map((expression) => `regexp_matches(${TEXT}, ${sqlString(expression)})`);
    const good = matches.join(every ? ' AND ' : ' OR ');
    return [asText(column), badValues(column, context.name, `NOT (${good})`, mostly)];
  },
  expect_column_values_to_not_match_regex_list: (k, context) =>
    unwanted(
      k.string('column'),
      k.strings('regex_list').map((expression) => inside(expression, context.usable)),
      k.mostly(),
      context,
    ),
  expect_column_values_to_match_like_pattern: (k, context) =>
    pattern(k.string('column'), like(k.string('like_pattern')), k.mostly(), context),
  expect_column_values_to_not_match_like_pattern: (k, context) =>
    unwanted(k.string('column'), [`^${like(k.string('like_pattern'))}$`], k.mostly(), context),
  expect_column_values_to_match_like_pattern_list: (k, context) => {
    const column = k.string('column');
    const mostly = k.mostly();
    const every = k.choice('match_on', ['any', 'all'], 'any') === 'all';
    const patterns = k.strings('like_pattern_list').map(like);
    if (patterns.length === 0) throw new CannotCarry('its list of patterns is empty');
    if (!every) return pattern(column, patterns.join('|'), mostly, context);
    const good = patterns.map((text) => `regexp_full_match(${TEXT}, ${sqlString(text)})`).join(' AND ');
    return [asText(column), badValues(column, context.name, `NOT (${good})`, mostly)];
  },
  expect_column_values_to_not_match_like_pattern_list: (k, context) =>
    unwanted(
      k.string('column'),
      k.strings('like_pattern_list').map((text) => `^${like(text)}$`),
      k.mostly(),
      context,
    ),
  expect_column_values_to_match_strftime_format: (k, { name }) => {
    const column = k.string('column');
    const format = k
      .string('strftime_format')
      .replace(/%([DFTR])/g, (_, letter: string) => SHORT_FORMATS[letter] ?? '');
    const unknown = [...format.matchAll(/%(.)/g)].find(
      ([, letter = '']) => !'aAwdbBmyYHIpMSfzZjUWcxX%'.includes(letter),
    );
    if (unknown !== undefined)
      throw new CannotCarry(`the engine cannot read ${unknown[0]} of the format ${format}`);
    return [
      asText(column),
      badValues(column, name, `try_strptime(${TEXT}, ${sqlString(format)}) IS NULL`, k.mostly()),
    ];
  },
  expect_column_values_to_be_json_parseable: (k, { name }) => {
    const column = k.string('column');
    return [asText(column), badValues(column, name, `NOT json_valid(${TEXT})`, k.mostly())];
  },
  expect_column_value_z_scores_to_be_less_than: (k, { name }) => {
    const column = k.string('column');
    const threshold = k.number('threshold');
    const score = `(${PROPERTY} - (SELECT avg(${PROPERTY}) FROM {object})) / (SELECT nullif(stddev_samp(${PROPERTY}), 0) FROM {object})`;
    const bad = k.flag('double_sided')
      ? `abs(${score}) >= ${literal(Math.abs(threshold))}`
      : `${score} >= ${literal(threshold)}`;
    return [asNumber(column), rule(column, badValuesByQuery(name, bad, k.mostly()))];
  },
  expect_column_values_to_be_of_type: (k) =>
    typesOf(k.string('column'), [k.raw('type_') ?? null], k.mostly()),
  expect_column_values_to_be_in_type_list: (k) => {
    const column = k.string('column');
    const types = k.optionalList('type_list');
    return types === undefined ? [present(column)] : typesOf(column, types, k.mostly());
  },
  expect_column_values_to_be_increasing: order('up'),
  expect_column_values_to_be_decreasing: order('down'),
  expect_column_values_to_be_dateutil_parseable: never(
    'it accepts whatever dateutil takes for a date, which is nearly anything',
    'declare `logicalType: date` or `timestamp`, with a `format` where it is not ISO 8601',
  ),
  expect_column_values_to_match_json_schema: never('no check here knows JSON Schema'),
  expect_column_kl_divergence_to_be_less_than: never('it compares with a distribution', DRIFT),
  expect_column_chisquare_test_p_value_to_be_greater_than: never('it compares with a distribution', DRIFT),
  expect_column_bootstrapped_ks_test_p_value_to_be_greater_than: never(
    'it compares with a distribution',
    DRIFT,
  ),
  expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than: never(
    'it compares with a distribution',
    DRIFT,
  ),
};
