/** Expectations about a whole column or the whole table: aggregates, columns, rows, several columns together. */
import { sqlName } from '../../dataset.js';
import { CannotCarry, type Change } from '../model.js';
import {
  badRows,
  boundedRules,
  boundWords,
  COLUMN_COUNT,
  columnAt,
  columnOrder,
  compared,
  customRule,
  literal,
  literals,
  PROPERTY,
  timeOf,
} from '../sql.js';
import type { Kwargs } from './kwargs.js';
import {
  asNumber,
  asText,
  never,
  present,
  type Row,
  type RowContext,
  rule,
  seenRows,
  weakTypeOf,
} from './row.js';

/** An aggregate of numbers within bounds. */
function aggregate(expression: string): Row {
  return (k, { name }) => {
    const column = k.string('column');
    k.flag('parse_strings_as_datetimes');
    k.raw('output_strftime_format');
    return [
      asNumber(column),
      ...boundedRules(name, `SELECT ${expression} FROM {object}`, k.bounds(), column),
    ];
  };
}

/** The least or most value: also of dates and text. */
function extreme(expression: 'min' | 'max'): Row {
  return (k, context) => {
    const column = k.string('column');
    const { min, max, strictMin, strictMax } = k.bounds();
    k.flag('parse_strings_as_datetimes');
    k.raw('output_strftime_format');
    const given = [min, max].filter((limit) => limit !== undefined);
    if (given.length === 0 || given.every((limit) => typeof limit === 'number')) {
      return aggregate(`${expression}(${PROPERTY})`)(k, context);
    }
    const times = given.every((limit) => typeof limit === 'string' && /^\d{4}-\d{2}-\d{2}/.test(limit));
    const value = `${expression}(${times ? timeOf(PROPERTY) : PROPERTY})`;
    const limit = (end: unknown) => (times ? `TIMESTAMP ${literal(end)}` : literal(end));
    const good = [
      ...(min === undefined ? [] : [`${value} ${strictMin ? '>' : '>='} ${limit(min)}`]),
      ...(max === undefined ? [] : [`${value} ${strictMax ? '<' : '<='} ${limit(max)}`]),
    ];
    return [
      times ? present(column) : asText(column),
      rule(column, {
        name: context.name,
        type: 'sql',
        query: `SELECT count(*) FILTER (WHERE ok) FROM (SELECT ${good.join(' AND ')} AS ok FROM {object})`,
        mustBe: 1,
      }),
    ];
  };
}

function distinct(k: Kwargs, { name }: RowContext, exactly: boolean): Change[] {
  const column = k.string('column');
  k.flag('parse_strings_as_datetimes');
  const values = [...new Set((k.optionalList('value_set') ?? []).filter((value) => value !== null))];
  const types = weakTypeOf(column, values);
  const typed = types.length > 0 ? types : [asText(column)];
  const inside = `count(DISTINCT ${PROPERTY}) FILTER (WHERE ${PROPERTY} IN ${literals(values)})`;
  const all: Change[] = [
    ...typed,
    rule(column, { name, type: 'sql', query: `SELECT ${inside} FROM {object}`, mustBe: values.length }),
  ];
  if (!exactly) return all;
  const kinds = `SELECT count(DISTINCT ${PROPERTY}) FROM {object}`;
  return [...all, rule(column, { name: `${name}.only`, type: 'sql', query: kinds, mustBe: values.length })];
}

/** The index of numpy's `nearest`: halves go to the even side. */
function quantileRules(k: Kwargs, { name }: RowContext): Change[] {
  const column = k.string('column');
  const method = k.raw('allow_relative_error');
  if (method !== undefined && method !== false && method !== 'nearest') {
    throw new CannotCarry(`quantiles of the kind ${JSON.stringify(method)} are not computed here`);
  }
  const ranges = k.raw('quantile_ranges') as { quantiles?: unknown; value_ranges?: unknown } | undefined;
  const quantiles = ranges?.quantiles;
  const limits = ranges?.value_ranges;
  if (!Array.isArray(quantiles) || !Array.isArray(limits) || quantiles.length !== limits.length) {
    throw new CannotCarry(
      'its quantile_ranges are not a list of quantiles and a list of ranges of equal length',
    );
  }
  return [
    asNumber(column),
    ...quantiles.flatMap((quantile: unknown, index): Change[] => {
      const range: unknown = limits[index];
      if (typeof quantile !== 'number' || !Array.isArray(range) || range.length !== 2) {
        throw new CannotCarry('its quantile_ranges are not a list of quantiles and a list of ranges');
      }
      const at = `round_even((count(${PROPERTY}) - 1) * ${literal(quantile)}, 0)::BIGINT + 1`;
      const bounds = {
        min: slack(range[0], -1),
        max: slack(range[1], 1),
        strictMin: false,
        strictMax: false,
      };
      return boundedRules(
        `${name}.${quantile}`,
        `SELECT list_sort(list(${PROPERTY}) FILTER (WHERE ${PROPERTY} IS NOT NULL))[${at}] FROM {object}`,
        bounds,
        column,
      );
    }),
  ];
}

/** The expectation takes a value that is as near as one part in ten thousand for the end itself. */
function slack(end: unknown, side: 1 | -1): unknown {
  return typeof end === 'number'
    ? Number((end + side * Math.abs(end) * 1e-4).toPrecision(12))
    : (end ?? undefined);
}

function mostCommon(k: Kwargs, { name }: RowContext): Change[] {
  const column = k.string('column');
  const values = k.optionalList('value_set') ?? [];
  const types = weakTypeOf(column, values);
  const top = `(SELECT ${PROPERTY} AS v, rank() OVER (ORDER BY count(*) DESC) AS place FROM {object} WHERE ${PROPERTY} IS NOT NULL GROUP BY 1)`;
  const wanted = `count(*) FILTER (WHERE v IN ${literals(values)})`;
  const good = k.flag('ties_okay') ? `${wanted} > 0` : `count(*) = 1 AND ${wanted} = 1`;
  return [
    ...(types.length > 0 ? types : [asText(column)]),
    rule(column, {
      name,
      type: 'sql',
      query: `SELECT (${good})::INTEGER FROM ${top} WHERE place = 1`,
      mustBe: 1,
    }),
  ];
}

/** Two columns, compared in each row. */
function pair(
  bad: (a: string, b: string, k: Kwargs) => string,
  extra: (columns: readonly string[], k: Kwargs) => Change[] = () => [],
): Row {
  return (k, { name }) => {
    const a = k.string('column_A');
    const b = k.string('column_B');
    if (k.flag('allow_cross_type_comparisons')) throw new CannotCarry('it compares values of several types');
    const times = k.flag('parse_strings_as_datetimes');
    const of = (column: string) => (times ? timeOf(sqlName(column)) : sqlName(column));
    const seen = seenRows([a, b], k.ignoreRowIf('all'));
    const types = extra([a, b], k);
    return [present(a), present(b), ...types, badRows(name, bad(of(a), of(b), k), k.mostly(), seen)];
  };
}

/** How the values of the pairs compare. */
function pairTypes(columns: readonly string[], k: Kwargs): Change[] {
  const pairs = (k.optionalList('value_pairs_set') ?? []).filter((item) => Array.isArray(item));
  return columns.flatMap((column, at) =>
    weakTypeOf(
      column,
      pairs.map((item) => (item as readonly unknown[])[at]).filter((value) => value !== null),
    ),
  );
}

function pairSet(a: string, b: string, k: Kwargs): string {
  const pairs = k.optionalList('value_pairs_set');
  if (pairs === undefined) return 'false';
  const same = (column: string, value: unknown) =>
    value === null ? `${column} IS NULL` : `${column} IS NOT DISTINCT FROM ${literal(value)}`;
  const listed = pairs.map((item) => {
    if (!Array.isArray(item) || item.length !== 2)
      throw new CannotCarry('its value_pairs_set holds more than pairs');
    return `(${same(a, item[0])} AND ${same(b, item[1])})`;
  });
  return `NOT (${listed.join(' OR ') || 'false'})`;
}

function columnsOf(k: Kwargs): readonly string[] {
  const columns = k.strings('column_list');
  if (columns.length === 0) throw new CannotCarry('its list of columns is empty');
  return columns;
}

/** Rows whose combination comes more than once, all of them. */
function compound(k: Kwargs, { name }: RowContext): Change[] {
  const columns = columnsOf(k);
  const ignore = k.ignoreRowIf('all');
  const seen = seenRows(columns, ignore);
  const mostly = k.mostly();
  if (mostly === 1 && ignore === 'all') {
    return [...columns.map(present), rule(null, customRule(name, { check: 'uniqueCombination', columns }))];
  }
  const from = `(SELECT count(*) AS n FROM {object} WHERE ${seen} GROUP BY ${columns.map(sqlName).join(', ')})`;
  return [
    ...columns.map(present),
    rule(null, {
      name,
      type: 'sql',
      query: `SELECT coalesce(sum(n) FILTER (WHERE n = 1), CASE WHEN count(*) = 0 THEN 1 ELSE 0 END) / coalesce(sum(n), 1) FROM ${from}`,
      mustBeGreaterOrEqualTo: mostly,
    }),
  ];
}

function columnCount(name: string, bounds: ReturnType<Kwargs['bounds']>): Change[] {
  return boundedRules(name, COLUMN_COUNT, bounds, null);
}

const rowCount: Row = (k, { name }) => {
  const words = boundWords(k.bounds());
  return words.map((bound) => rule(null, { name, metric: 'rowCount', ...bound }));
};

export const TABLE_ROWS: Readonly<Record<string, Row>> = {
  expect_column_max_to_be_between: extreme('max'),
  expect_column_min_to_be_between: extreme('min'),
  expect_column_mean_to_be_between: aggregate(`avg(${PROPERTY})`),
  expect_column_median_to_be_between: aggregate(`median(${PROPERTY})`),
  expect_column_sum_to_be_between: aggregate(`sum(${PROPERTY})`),
  expect_column_stdev_to_be_between: aggregate(`stddev_samp(${PROPERTY})`),
  expect_column_quantile_values_to_be_between: quantileRules,
  expect_column_most_common_value_to_be_in_set: mostCommon,
  expect_column_unique_value_count_to_be_between: (k, { name }) => {
    const column = k.string('column');
    return [
      present(column),
      ...boundedRules(name, `SELECT count(DISTINCT ${PROPERTY}) FROM {object}`, k.bounds(), column),
    ];
  },
  expect_column_proportion_of_unique_values_to_be_between: (k, { name }) => {
    const column = k.string('column');
    const query = `SELECT count(DISTINCT ${PROPERTY}) / nullif(count(${PROPERTY}), 0) FROM {object}`;
    return [present(column), ...boundedRules(name, query, k.bounds(), column)];
  },
  expect_column_distinct_values_to_contain_set: (k, context) => distinct(k, context, false),
  expect_column_distinct_values_to_equal_set: (k, context) => distinct(k, context, true),
  expect_column_pair_values_a_to_be_greater_than_b: pair((a, b, k) =>
    compared(a, k.flag('or_equal') ? '<' : '<=', b),
  ),
  expect_column_pair_values_to_be_equal: pair((a, b) => compared(a, '<>', b)),
  expect_column_pair_values_to_be_in_set: pair(pairSet, pairTypes),
  expect_compound_columns_to_be_unique: compound,
  expect_multicolumn_values_to_be_unique: (k, context) => withinRecord(k, context),
  expect_select_column_values_to_be_unique_within_record: (k, context) => withinRecord(k, context),
  expect_multicolumn_sum_to_equal: (k, { name }) => {
    const columns = columnsOf(k);
    const bad = `${columns.map(sqlName).join(' + ')} <> ${literal(k.number('sum_total'))}`;
    const seen = seenRows(columns, k.ignoreRowIf('all'));
    return [...columns.map(asNumber), badRows(name, bad, k.mostly(), seen)];
  },
  expect_column_to_exist: (k, { name }) => {
    const column = k.string('column');
    const index = k.optionalNumber('column_index');
    return [present(column), ...(index === undefined ? [] : columnAt(name, column, index))];
  },
  expect_table_columns_to_match_ordered_list: (k, { name }) => {
    const columns = k.strings('column_list');
    return [...columns.map(present), { kind: 'extra', verdict: 'fail' }, ...columnOrder(name, columns)];
  },
  expect_table_columns_to_match_set: (k) => {
    const exact = k.flag('exact_match', true);
    const columns = k.strings('column_set');
    return [...columns.map(present), ...(exact ? [{ kind: 'extra', verdict: 'fail' } as const] : [])];
  },
  expect_table_column_count_to_be_between: (k, { name }) => columnCount(name, k.bounds()),
  expect_table_column_count_to_equal: (k, { name }) => {
    const value = k.number('value');
    return columnCount(name, { min: value, max: value, strictMin: false, strictMax: false });
  },
  expect_table_row_count_to_be_between: rowCount,
  expect_table_row_count_to_equal: (k, { name }) => [
    rule(null, { name, metric: 'rowCount', mustBe: k.number('value') }),
  ],
  expect_table_row_count_to_equal_other_table: never('it needs a second table'),
  expect_column_pair_cramers_phi_value_to_be_less_than: never(
    'association of two columns is not measured here',
  ),
  unexpected_rows_expectation: (k, { name }) => {
    k.raw('description');
    const query = k.string('unexpected_rows_query').trim().replace(/;$/, '');
    if (!/\{batch\}/.test(query)) throw new CannotCarry('its query names a table of a database');
    return [
      rule(null, {
        name,
        type: 'sql',
        query: `SELECT count(*) FROM (${query.replaceAll('{batch}', '{object}')})`,
        mustBe: 0,
      }),
    ];
  },
};

function withinRecord(k: Kwargs, { name }: RowContext): Change[] {
  const columns = columnsOf(k);
  const seen = seenRows(columns, k.ignoreRowIf('all'));
  const equal = columns.flatMap((a, index) =>
    columns.slice(index + 1).map((b) => compared(sqlName(a), 'IS NOT DISTINCT FROM', sqlName(b))),
  );
  return [...columns.map(present), badRows(name, equal.join(' OR ') || 'false', k.mostly(), seen)];
}
