/** Several columns of a row together: comparisons, sums, combinations, conditions in SQL. */
import { z } from 'zod';
import { sqlNumber } from '../../dataset.js';
import { objectQuery } from '../sql-rules.js';
import { conditionOf } from './condition.js';
import { columnName, columnNames, custom, type Subject, value } from './define.js';
import { comparedSql, isFloating, kindOf, literalFor, ofKind } from './kinds.js';
import { rowsThat, unfit, untold } from './measure.js';

export const compare = custom({
  name: 'compare',
  scope: 'column',
  measures: 'rows',
  summary: 'rows in which `column` `operator` `other` does not hold; a missing value breaks nothing',
  args: { operator: z.enum(['<', '<=', '=', '!=', '>=', '>']), other: columnName },
  plan({ operator, other }, context, column) {
    const kinds = [column, other].map((name) => kindOf(context.subject(name)));
    const times = kinds.every((kind) => kind === 'date' || kind === 'timestamp');
    if (kinds[0] !== kinds[1] && !times) {
      return unfit(`\`${column}\` is ${kinds[0]} and \`${other}\` is ${kinds[1]}`);
    }
    return rowsThat(context, {
      columns: [column, other],
      expected: `\`${column}\` ${operator} \`${other}\``,
      what: `rows break \`${column}\` ${operator} \`${other}\``,
      condition: (sql) => {
        // To the engine NaN equals itself and is above all numbers; here it meets no comparison.
        const nan = [column, other]
          .filter((name) => isFloating(context.subject(name)))
          .map((name) => ` OR isnan(${sql(name).value})`);
        const [a, b] = [sql(column).value, sql(other).value];
        return `${a} IS NOT NULL AND ${b} IS NOT NULL AND (NOT (${a} ${operator} ${b})${nan.join('')})`;
      },
    });
  },
});

export const sumOfColumns = custom({
  name: 'sumOfColumns',
  scope: 'object',
  measures: 'rows',
  summary:
    'rows in which the sum of `columns` is not `total` (a column or a number), to within `tolerance` (0 for whole numbers and decimals, else 1e-9 of the total)',
  args: {
    columns: columnNames,
    total: z.union([columnName, z.number()]),
    tolerance: z.number().nonnegative().optional(),
  },
  plan({ columns, total, tolerance }, context) {
    const names = typeof total === 'string' ? [...columns, total] : columns;
    const subjects = names.map((name) => context.subject(name));
    const wrong = subjects.find((subject) => kindOf(subject) !== 'number');
    if (wrong !== undefined) return ofKind(wrong, ['number'], () => unfit(''));
    const floating = subjects.some(isFloating);
    return rowsThat(context, {
      columns: names,
      expected: `${columns.join(' + ')} = ${total}`,
      what: `rows break ${columns.join(' + ')} = ${total}`,
      condition: (sql) => {
        const sum = columns.map((name) => wide(context.subject(name), sql(name).value)).join(' + ');
        const whole =
          typeof total === 'number' ? sqlNumber(total) : wide(context.subject(total), sql(total).value);
        const within =
          tolerance !== undefined
            ? sqlNumber(tolerance)
            : floating
              ? `1e-9 * greatest(1, abs(${whole}))`
              : '0';
        // NaN and the infinities equal nothing: a tolerance that is a share of the total is as boundless as they are.
        const boundless = floating ? `NOT isfinite(CAST(${sum} - ${whole} AS DOUBLE)) OR ` : '';
        return `${boundless}abs(${sum} - ${whole}) > ${within}`;
      },
    });
  },
});

/** Sums of 64-bit integers may not fit into 64 bits. */
function wide(subject: Subject, sql: string): string {
  if (isFloating(subject)) return sql;
  return /^DECIMAL/.test(subject.column.type ?? '') ? sql : `CAST(${sql} AS HUGEINT)`;
}

export const combinationIn = custom({
  name: 'combinationIn',
  scope: 'object',
  measures: 'rows',
  summary: 'rows whose values of `columns` together are not among `values`, a list of lists',
  args: { columns: columnNames, values: z.array(z.array(value).min(1)).min(1) },
  problem: ({ columns, values }) =>
    values.every((row) => row.length === columns.length)
      ? null
      : `each of \`values\` needs ${columns.length} parts, one for each column`,
  plan({ columns, values }, context) {
    const subjects = columns.map((name) => context.subject(name));
    const literals = values.map((row) =>
      row.flatMap((part, index) => {
        const subject = subjects[index];
        return subject === undefined ? [] : [literalFor(subject, part)];
      }),
    );
    const odd = subjects.find((_, index) => literals.some((row) => row[index] === null));
    if (odd !== undefined) return unfit(`\`${odd.name}\` holds numbers, and the list other things`);
    return rowsThat(context, {
      columns,
      expected: `one of ${values.length} combinations of ${columns.join(', ')}`,
      what: `rows have other combinations of ${columns.join(', ')}`,
      condition: (sql) => {
        const compared = subjects.map((subject) => comparedSql(subject, sql(subject.name)));
        const rows = literals.map(
          (row) => `(${row.map((literal, index) => `${compared[index]} = ${literal}`).join(' AND ')})`,
        );
        // A missing value makes no other combination.
        const present = columns.map((name) => `${sql(name).value} IS NOT NULL`);
        return `${present.join(' AND ')} AND NOT (${rows.join(' OR ')})`;
      },
    });
  },
});

export const rowCondition = custom({
  name: 'rowCondition',
  scope: 'object',
  measures: 'rows',
  summary:
    'rows for which `condition`, an SQL expression over the columns, is false; as in SQL, a missing value breaks nothing',
  args: { condition: z.string().min(1) },
  plan({ condition: text }, context) {
    const condition = conditionOf(text, context.rule, context);
    const plan = rowsThat(context, {
      columns: [],
      reads: condition.columns,
      shows: condition.columns,
      told: (sql) => `${condition.sql(sql)} IS NOT NULL`,
      expected: text,
      what: `rows break ${text}`,
      condition: (sql) => `NOT ${condition.sql(sql)}`,
    });
    const { measure } = plan;
    if (measure.kind !== 'value') return plan;
    return {
      ...plan,
      measure: {
        ...measure,
        // A number would silently count as a condition.
        expression: (sql) =>
          `{'type': first(typeof(${condition.sql(sql)})), 'm': ${measure.expression(sql)}}`,
        judge: (found: unknown) => {
          const { type, m } = (found ?? {}) as { type?: unknown; m?: unknown };
          if (typeof type === 'string' && type !== 'BOOLEAN' && type !== '"NULL"') {
            return untold(`\`condition\` gives ${type}, which is no condition`, 'error');
          }
          return measure.judge(m);
        },
      },
    };
  },
});

export const failingRows = custom({
  name: 'failingRows',
  scope: 'object',
  measures: 'rows',
  filtered: false,
  summary: 'rows that `query`, an SQL query over `{object}`, gives',
  args: { query: z.string().min(1) },
  plan({ query }, context) {
    if (context.rule.unit === 'percent') return unfit('failingRows counts rows, not percent');
    return {
      expected: 'no row from the query',
      what: 'the query gives rows',
      measure: {
        kind: 'sql',
        query: `SELECT count(*) FROM (${objectQuery(query)}\n)`,
        bound: context.bound,
      },
    };
  },
});
