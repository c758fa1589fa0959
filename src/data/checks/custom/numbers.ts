/** Numbers over a column: moments, quantiles, extremes, correlation, and rows far from them. */
import { z } from 'zod';
import type { Lookup } from '../check.js';
import { type CustomContext, type CustomPlan, columnName, custom, type Subject } from './define.js';
import { concealed, isFloating, ofKind } from './kinds.js';
import { amountText, judgeNumber, judgeRows, numberOf, queryOf, rowsThat, untold } from './measure.js';

/** NaN and the infinities would make every statistic NaN, and the engine refuse some. */
function finiteOnly(subject: Subject, sql: Lookup): string {
  return isFloating(subject) ? `isfinite(${sql(subject.name).value})` : 'true';
}

function notFinite(subject: Subject, sql: Lookup, scope: string): string {
  return isFloating(subject)
    ? `count(*) FILTER (WHERE (${scope}) AND NOT isfinite(${sql(subject.name).value}))`
    : '0';
}

function infinite(count: unknown) {
  return Number(count) > 0 ? untold(`${count} values are NaN or infinite`, 'error') : null;
}

/** A DECIMAL keeps every digit as text until it becomes the nearest number. */
function numberFrom(value: unknown): unknown {
  return typeof value === 'string' ? Number(value) : value;
}

function exact({ column }: Subject, expression: string): string {
  return /^DECIMAL/.test(column.type ?? '') ? `CAST(${expression} AS VARCHAR)` : expression;
}

interface Statistic {
  readonly name: string;
  readonly words: string;
  readonly summary: string;
  readonly sql: (subject: Subject, value: string) => string;
  /** Why there may be no number. */
  readonly none: string;
}

const STATISTICS: readonly Statistic[] = [
  {
    name: 'mean',
    words: 'the mean',
    summary: 'the mean of the values',
    sql: (subject, value) => (isFloating(subject) ? `favg(${value})` : `avg(${value})`),
    none: 'there are no values',
  },
  {
    name: 'stdev',
    words: 'the standard deviation',
    summary: 'the standard deviation of the values (of a sample: divided by n − 1)',
    sql: (_, value) => `stddev_samp(CAST(${value} AS DOUBLE))`,
    none: 'it needs two values',
  },
  {
    name: 'sum',
    words: 'the sum',
    summary: 'the sum of the values; exact for whole numbers and decimals',
    sql: (subject, value) => (isFloating(subject) ? `fsum(${value})` : exact(subject, `sum(${value})`)),
    none: 'there are no values',
  },
  {
    name: 'minimum',
    words: 'the smallest value',
    summary: 'the smallest value',
    sql: (subject, value) => exact(subject, `min(${value})`),
    none: 'there are no values',
  },
  {
    name: 'maximum',
    words: 'the largest value',
    summary: 'the largest value',
    sql: (subject, value) => exact(subject, `max(${value})`),
    none: 'there are no values',
  },
];

export const statistics = STATISTICS.map(({ name, words, summary, sql: statistic, none }) =>
  custom({
    name,
    scope: 'column',
    measures: 'number',
    summary,
    args: {},
    plan(_, context, column) {
      const subject = context.subject(column);
      const single = name === 'minimum' || name === 'maximum';
      const plan = ofKind(subject, ['number'], () =>
        numberOf(context, {
          columns: [column],
          float: single && subject.column.type === 'FLOAT',
          name: `${words} of \`${column}\``,
          parts: (sql, scope) => ({
            infinite: notFinite(subject, sql, scope),
            number: `${statisticOver(statistic(subject, sql(column).value), `(${scope}) AND ${finiteOnly(subject, sql)}`)}`,
          }),
          number: ({ number }) => numberFrom(number),
          problem: (found) => infinite(found['infinite']) ?? (found['number'] === null ? untold(none) : null),
        }),
      );
      return single ? concealed(context, [column], plan) : plan;
    },
  }),
);

/** Puts the filter behind the aggregate, inside a cast around it. */
function statisticOver(aggregate: string, scope: string): string {
  const filter = ` FILTER (WHERE ${scope})`;
  const [, inner] = /^CAST\((.*) AS VARCHAR\)$/.exec(aggregate) ?? [];
  return inner === undefined ? `${aggregate}${filter}` : `CAST(${inner}${filter} AS VARCHAR)`;
}

function quantilePlan(context: CustomContext, column: string, q: number, words: string): CustomPlan {
  const subject = context.subject(column);
  const plan = ofKind(subject, ['number'], () =>
    queryOf(context, {
      columns: [column],
      expected: amountText(context),
      what: `${words} of \`${column}\` is out of bounds`,
      why: 'an exact quantile sorts the values',
      field: ({ value }) => `CAST(${value} AS DOUBLE)`,
      query: (rows) =>
        `SELECT quantile_cont(v0, ${q}) AS number, count(*) FILTER (WHERE NOT isfinite(v0)) AS infinite FROM ${rows}`,
      judge: ([row], { unread }) =>
        infinite(row?.['infinite']) ??
        judgeNumber(context, row?.['number'], unread, { float: subject.column.type === 'FLOAT' }),
    }),
  );
  return concealed(context, [column], plan);
}

export const median = custom({
  name: 'median',
  scope: 'column',
  measures: 'number',
  summary: 'the median of the values (between the two middle ones)',
  args: {},
  plan: (_, context, column) => quantilePlan(context, column, 0.5, 'the median'),
});

export const quantile = custom({
  name: 'quantile',
  scope: 'column',
  measures: 'number',
  summary: 'the quantile `q` (0 to 1) of the values, with linear interpolation',
  args: { q: z.number().min(0).max(1) },
  plan: ({ q }, context, column) => quantilePlan(context, column, q, `the quantile ${q}`),
});

export const correlation = custom({
  name: 'correlation',
  scope: 'column',
  measures: 'number',
  summary: 'the correlation (Pearson) with the column `other`, over rows that have both values',
  args: { other: columnName },
  plan({ other }, context, column) {
    const [one, two] = [context.subject(column), context.subject(other)];
    return ofKind(one, ['number'], () =>
      ofKind(two, ['number'], () =>
        numberOf(context, {
          columns: [column, other],
          name: `the correlation of \`${column}\` and \`${other}\``,
          parts: (sql, scope) => ({
            infinite: `${notFinite(one, sql, scope)} + ${notFinite(two, sql, scope)}`,
            number: `corr(CAST(${sql(column).value} AS DOUBLE), CAST(${sql(other).value} AS DOUBLE)) FILTER (WHERE (${scope}) AND ${finiteOnly(one, sql)} AND ${finiteOnly(two, sql)})`,
          }),
          number: ({ number }) => (typeof number === 'number' ? Math.max(-1, Math.min(1, number)) : number),
          problem: ({ infinite: count, number }, { present }) => {
            if (present < 2) return untold('it needs two rows that have both values');
            const undefinedHere = number === null || Number.isNaN(number);
            return infinite(count) ?? (undefinedHere ? untold('one of the columns is constant') : null);
          },
        }),
      ),
    );
  },
});

export const nanValues = custom({
  name: 'nanValues',
  scope: 'column',
  measures: 'rows',
  summary: 'rows whose value is NaN',
  args: {},
  plan(_, context, column) {
    const subject = context.subject(column);
    return ofKind(subject, ['number'], () =>
      rowsThat(context, {
        columns: [column],
        expected: 'no NaN',
        what: `values of \`${column}\` are NaN`,
        fix: 'write missing values as null',
        condition: (sql) => (isFloating(subject) ? `isnan(${sql(column).value})` : 'false'),
      }),
    );
  },
});

export const infiniteValues = custom({
  name: 'infiniteValues',
  scope: 'column',
  measures: 'rows',
  summary: 'rows whose value is infinite',
  args: {},
  plan(_, context, column) {
    const subject = context.subject(column);
    return ofKind(subject, ['number'], () =>
      rowsThat(context, {
        columns: [column],
        expected: 'finite numbers',
        what: `values of \`${column}\` are infinite`,
        condition: (sql) => (isFloating(subject) ? `isinf(${sql(column).value})` : 'false'),
      }),
    );
  },
});

/** Rows outside of limits that the data itself gives. */
function outside(
  context: CustomContext,
  column: string,
  expected: string,
  limits: (rows: string) => string,
): CustomPlan {
  const subject = context.subject(column);
  return ofKind(subject, ['number'], () =>
    queryOf(context, {
      columns: [column],
      expected: `${expected}; of others: ${amountText(context)}`,
      what: `values of \`${column}\` are outliers`,
      why: 'the limits are known only after a look at all values',
      shows: [column],
      field: ({ value }) => `CAST(${value} AS DOUBLE)`,
      query: (rows) =>
        `WITH finite AS (SELECT v0 FROM ${rows} WHERE isfinite(v0)), limits AS (${limits('finite')}) SELECT (SELECT {'low': low, 'high': high} FROM limits) AS limits, (SELECT count(*) FROM finite, limits WHERE v0 < low OR v0 > high) AS count, (SELECT count(*) FROM ${rows} WHERE NOT isfinite(v0)) AS infinite`,
      judge: ([row], { n, unread }) => {
        const limit = (row?.['limits'] ?? {}) as { low?: unknown; high?: unknown };
        const { low, high } = limit;
        const bad = infinite(row?.['infinite']);
        if (bad !== null) return bad;
        if (typeof low !== 'number' || typeof high !== 'number') return untold('it needs two values');
        const judged = judgeRows(context, Number(row?.['count'] ?? 0), n, 0, {
          rows: (sql) => {
            const value = `CAST(${sql(column).value} AS DOUBLE)`;
            const scope = context.where === null ? '' : `${context.where.sql(sql)} AND `;
            return `${scope}(${value} < '${low}'::DOUBLE OR ${value} > '${high}'::DOUBLE)`;
          },
        });
        return judged.ok && unread > 0 ? untold(`${unread} values cannot be read`) : judged;
      },
    }),
  );
}

export const zscoreOutliers = custom({
  name: 'zscoreOutliers',
  scope: 'column',
  measures: 'rows',
  summary: 'rows more than `threshold` (3) standard deviations away from the mean',
  args: { threshold: z.number().positive().default(3) },
  plan({ threshold }, context, column) {
    return outside(
      context,
      column,
      `at most ${threshold} standard deviations from the mean`,
      (rows) =>
        // All values equal: the mean may be off in the last bit, and nothing is an outlier.
        `SELECT CASE WHEN min(v0) = max(v0) THEN min(v0) ELSE favg(v0) - ${threshold} * stddev_samp(v0) END AS low, CASE WHEN min(v0) = max(v0) THEN max(v0) ELSE favg(v0) + ${threshold} * stddev_samp(v0) END AS high FROM ${rows} HAVING count(*) > 1`,
    );
  },
});

export const iqrOutliers = custom({
  name: 'iqrOutliers',
  scope: 'column',
  measures: 'rows',
  summary: 'rows more than `factor` (1.5) interquartile ranges below the first or above the third quartile',
  args: { factor: z.number().positive().default(1.5) },
  plan({ factor }, context, column) {
    return outside(
      context,
      column,
      `within ${factor} interquartile ranges of the quartiles`,
      (rows) =>
        `SELECT q1 - ${factor} * (q3 - q1) AS low, q3 + ${factor} * (q3 - q1) AS high FROM (SELECT quantile_cont(v0, 0.25) AS q1, quantile_cont(v0, 0.75) AS q3 FROM ${rows} HAVING count(*) > 1)`,
    );
  },
});
