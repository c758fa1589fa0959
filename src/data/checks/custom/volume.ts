/** Volume and freshness: how many rows, against what, how new, with which gaps. */
import { z } from 'zod';
import { durationMs } from '../../../config/index.js';
import { type Bound, boundText, meetsBound } from '../../contract/model.js';
import { sqlNumber } from '../../dataset.js';
import type { Lookup } from '../check.js';
import { type CustomContext, type CustomPlan, custom, duration, period } from './define.js';
import { concealed, kindOf, ofKind, utcSql } from './kinds.js';
import {
  amountText,
  countOf,
  type Grounds,
  judgeNumber,
  judgeRows,
  numberOf,
  queryOf,
  rowsThat,
  untold,
} from './measure.js';

const TIMES = ['date', 'timestamp'] as const;

const LENGTHS = [
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
] as const;

/** How far clocks and zones may be apart: the day of UTC+14 has begun when that of UTC has not. */
const AHEAD = 24 * 3_600_000;

export const freshness = custom({
  name: 'freshness',
  scope: 'column',
  measures: 'nothing',
  summary:
    'the newest value is at most `maxAge` old; values more than a day in the future do not count, and warn',
  args: { maxAge: duration },
  plan({ maxAge }, context, column) {
    const most = durationMs(maxAge);
    const subject = context.subject(column);
    const last = new Date(context.now.getTime() + AHEAD).toISOString();
    const future = (time: string) => `${time} > TIMESTAMP '${last.replace('Z', '')}'`;
    const newest = ofKind(subject, TIMES, () => ({
      ...numberOf(context, {
        columns: [column],
        name: `the newest value of \`${column}\``,
        parts: (sql, scope) => {
          const time = utcSql(subject, sql(column).value);
          return {
            newest: `epoch_ms(max(${time}) FILTER (WHERE (${scope}) AND isfinite(${time}) AND NOT ${future(time)}))`,
          };
        },
        number: () => null,
        problem: ({ newest }, { unread }) => {
          if (typeof newest !== 'number')
            return untold('no value is a finite time that is not in the future');
          const ok = context.now.getTime() - newest <= most;
          const actual = new Date(newest).toISOString();
          // Text that cannot be read could hold a newer time, never make the newest one older.
          return ok || unread === 0
            ? { ok, actual }
            : untold(`the newest value that can be read is ${actual}; ${unread} cannot be read`);
        },
      }),
      expected: `a newest \`${column}\` at most ${lengthOf(most)} old`,
      what: `the newest value of \`${column}\` is too old`,
    }));
    // One wrong clock would make stale data look fresh for years.
    const ahead = countedFuture(context, column, (sql) => future(utcSql(subject, sql(column).value)), last);
    const known = TIMES.some((kind) => kind === kindOf(subject));
    return [concealed(context, [column], newest), ...(known ? [ahead] : [])];
  },
});

/** A length of time in the unit that says it shortest: `24 hours`, `1 minute`. */
function lengthOf(ms: number): string {
  const [size, word] = LENGTHS.find(([unit]) => ms >= unit && (10 * ms) % unit === 0) ?? [1, 'millisecond'];
  return ms === size ? `1 ${word}` : `${ms / size} ${word}s`;
}

/** Rows in the future, of which there may be none to know; the other plan says what cannot be told. */
function countedFuture(
  context: CustomContext,
  column: string,
  future: (sql: Lookup) => string,
  last: string,
): CustomPlan {
  return {
    severity: 'warn',
    expected: `no \`${column}\` after ${last}`,
    what: `values of \`${column}\` lie more than a day in the future, and say nothing about how old the data is`,
    measure: {
      ...countOf(
        context,
        (sql, scope) => ({ count: `count(*) FILTER (WHERE (${scope}) AND ${future(sql)})` }),
        ({ count }, { n }) => ({
          ok: Number(count) === 0,
          actual: String(count),
          count: Number(count),
          of: n,
          rows: (sql) => `(${context.where?.sql(sql) ?? 'true'}) AND ${future(sql)}`,
        }),
      ),
      shows: [column],
    },
  };
}

export const futureValues = custom({
  name: 'futureValues',
  scope: 'column',
  measures: 'rows',
  summary: 'rows whose time lies after the moment of the check, or after it by more than `margin`',
  args: { margin: duration.optional() },
  plan({ margin }, context, column) {
    const limit = new Date(context.now.getTime() + (margin === undefined ? 0 : durationMs(margin)));
    const text = limit.toISOString().replace('Z', '');
    return ofKind(context.subject(column), TIMES, () =>
      rowsThat(context, {
        columns: [column],
        expected: `no time after ${limit.toISOString()}`,
        what: `values of \`${column}\` lie in the future`,
        condition: (sql) => `${utcSql(context.subject(column), sql(column).value)} > TIMESTAMP '${text}'`,
      }),
    );
  },
});

export const rowCount = custom({
  name: 'rowCount',
  scope: 'object',
  measures: 'number',
  summary: 'the number of rows, of those that satisfy `where`',
  args: {},
  plan(_, context) {
    return {
      expected: `${amountText(context)} rows`,
      what: 'the number of rows is out of bounds',
      measure: countOf(
        context,
        () => ({}),
        (_values, { n, unread }) => judgeNumber(context, n, unread),
      ),
    };
  },
});

export const rowCountRatio = custom({
  name: 'rowCountRatio',
  scope: 'object',
  measures: 'share',
  filtered: false,
  summary: 'rows divided by the rows of `reference` (a dataset, data file or profile)',
  args: { reference: z.string().min(1) },
  plan({ reference }, context) {
    const other = context.references.get(reference);
    return {
      expected: `${amountText(context)} of the rows of ${reference}`,
      what: `the number of rows against ${reference} is out of bounds`,
      measure: {
        kind: 'value',
        expression: () => 'count(*)',
        judge: (value) => {
          if (other === undefined) return untold(`${reference} was not opened`, 'error');
          if ('problem' in other) return untold(other.problem, 'error');
          if (other.rows === 0) return untold(`${reference} has no rows`, 'error');
          const judged = judgeNumber(context, Number(value) / other.rows, 0);
          return { ...judged, actual: `${judged.actual} (${value} rows, there ${other.rows})` };
        },
      },
    };
  },
});

export const gaps = custom({
  name: 'gaps',
  scope: 'column',
  measures: 'rows',
  summary: 'periods (`every`: minute, hour, day, week, month) between the first and last time without a row',
  args: { every: period },
  plan({ every }, context, column) {
    const plan = ofKind(context.subject(column), TIMES, () =>
      queryOf(context, {
        columns: [column],
        expected: `a row in every ${every}; without one: ${amountText(context)}`,
        what: `${every}s have no row`,
        why: 'it compares neighbouring periods',
        field: ({ value }) => `CAST(${value} AS TIMESTAMP)`,
        query: (rows) =>
          `WITH periods AS (SELECT DISTINCT date_trunc('${every}', v0) AS p FROM ${rows} WHERE isfinite(v0)), steps AS (SELECT p, lead(p) OVER (ORDER BY p) AS next FROM periods), holes AS (SELECT *, date_diff('${every}', p, next) - 1 AS missing FROM steps WHERE date_diff('${every}', p, next) > 1) SELECT (SELECT coalesce(sum(missing), 0) FROM holes) AS count, (SELECT date_diff('${every}', min(p), max(p)) + 1 FROM periods) AS of, (SELECT list(h ORDER BY h.p) FROM (SELECT CAST(p AS VARCHAR) AS p, CAST(next AS VARCHAR) AS next, missing FROM holes ORDER BY p LIMIT 5) AS h) AS holes`,
        judge: ([row], { unread }) => {
          const of = Number(row?.['of'] ?? 0);
          if (of === 0) return untold('no value is a finite time');
          const holes = Array.isArray(row?.['holes']) ? row['holes'] : [];
          // What cannot be read could fill a gap, or stretch the time beyond it.
          const judged = judgeRows(context, Number(row?.['count'] ?? 0), of, 0, {
            where: holes.map((hole) => ({
              value: `between ${hole.p} and ${hole.next} (${hole.missing})`,
            })),
          });
          return unread > 0 && judged.ok ? untold(`${unread} values cannot be read`) : judged;
        },
      }),
    );
    return concealed(context, [column], plan);
  },
});

export const rowRate = custom({
  name: 'rowRate',
  scope: 'column',
  measures: 'number',
  summary: 'the rows of each period; `ends: false` leaves out the first and the last, which may be partial',
  args: { every: period, ends: z.boolean().default(true) },
  plan({ every, ends }, context, column) {
    const { bound } = context;
    const plan = ofKind(context.subject(column), TIMES, () =>
      queryOf(context, {
        columns: [column],
        expected: `rows in every ${every}: ${boundText(bound)}`,
        what: `${every}s have too few or too many rows`,
        why: 'it counts rows by period',
        field: ({ value }) => `CAST(${value} AS TIMESTAMP)`,
        query: (rows) =>
          `WITH periods AS (SELECT date_trunc('${every}', v0) AS p, count(*) AS times FROM ${rows} WHERE isfinite(v0) GROUP BY 1), inner_periods AS (SELECT * FROM periods${ends ? '' : ' WHERE p > (SELECT min(p) FROM periods) AND p < (SELECT max(p) FROM periods)'}) SELECT (SELECT count(*) FROM inner_periods) AS filled, (SELECT date_diff('${every}', min(p), max(p)) + 1 FROM periods) AS span, (SELECT count(*) FROM inner_periods WHERE NOT (${boundSql('times', bound)})) AS broken, (SELECT list(w) FROM (SELECT CAST(p AS VARCHAR) AS p, times FROM inner_periods WHERE NOT (${boundSql('times', bound)}) ORDER BY p LIMIT 5) AS w) AS places`,
        judge: ([row], { unread }: Grounds) => {
          const filled = Number(row?.['filled'] ?? 0);
          const span = Math.max(0, Number(row?.['span'] ?? 0) - (ends ? 0 : 2));
          if (span === 0) return untold(`there is no whole ${every}`);
          const empty = span - filled;
          const count = Number(row?.['broken'] ?? 0) + (meetsBound(0, bound) ? 0 : empty);
          const places = Array.isArray(row?.['places']) ? row['places'] : [];
          if (unread > 0 && count === 0) return untold(`${unread} values cannot be read`);
          return {
            ok: count === 0,
            actual: `${count} of ${span} ${every}s${empty > 0 ? `, ${empty} without a row` : ''}`,
            count,
            of: span,
            where: places.map((place) => ({ value: `${place.p} (${place.times} rows)` })),
          };
        },
      }),
    );
    return concealed(context, [column], plan);
  },
});

/** A bound as an SQL condition. */
function boundSql(expression: string, { operator, limit }: Bound): string {
  const [low, high] = typeof limit === 'number' ? [limit, limit] : limit;
  const at = sqlNumber(low);
  switch (operator) {
    case 'mustBe':
      return `${expression} = ${at}`;
    case 'mustNotBe':
      return `${expression} <> ${at}`;
    case 'mustBeGreaterThan':
      return `${expression} > ${at}`;
    case 'mustBeGreaterOrEqualTo':
      return `${expression} >= ${at}`;
    case 'mustBeLessThan':
      return `${expression} < ${at}`;
    case 'mustBeLessOrEqualTo':
      return `${expression} <= ${at}`;
    case 'mustBeBetween':
      return `${expression} BETWEEN ${at} AND ${sqlNumber(high)}`;
    case 'mustNotBeBetween':
      return `${expression} NOT BETWEEN ${at} AND ${sqlNumber(high)}`;
  }
}
