/** Which values there may be: lists, other data, sets, order. */
import { z } from 'zod';
import { sqlString } from '../../dataset.js';
import { REDACTED } from '../../examples.js';
import type { Lookup } from '../check.js';
import { sameNumber } from '../same-number.js';
import { type CustomContext, columnName, custom, type Subject, values } from './define.js';
import { comparedSql, isFloating, isPersonal, kindOf, literalFor, ofKind } from './kinds.js';
import { amountText, judgeRows, numberOf, queryOf, rowsThat, unfit, untold } from './measure.js';

type Listed = readonly (string | number | boolean)[];

/** Each listed value as an SQL literal, and the column as SQL that compares with them. */
function comparable(
  subject: Subject,
  list: Listed,
): { literals: string[]; sql: (lookup: Lookup) => string } | null {
  const literals = list.map((value) => literalFor(subject, value)).filter((literal) => literal !== null);
  if (literals.length < list.length) return null;
  return { literals, sql: (lookup) => comparedSql(subject, lookup(subject.name)) };
}

function notNumbers(subject: Subject) {
  return unfit(`\`${subject.name}\` holds numbers, and the list other things`);
}

function shownList(list: Listed): string {
  return `${list.slice(0, 10).join(', ')}${list.length > 10 ? ', …' : ''}`;
}

export const allowedValues = custom({
  name: 'allowedValues',
  scope: 'column',
  measures: 'rows',
  summary: 'rows whose value is not among `values`',
  args: { values },
  plan({ values: list }, context, column) {
    const pair = comparable(context.subject(column), list);
    if (pair === null) return notNumbers(context.subject(column));
    return rowsThat(context, {
      columns: [column],
      expected: `one of ${shownList(list)}`,
      what: `values of \`${column}\` are not allowed`,
      condition: (sql) => `${pair.sql(sql)} NOT IN (${pair.literals.join(', ')})`,
    });
  },
});

export const forbiddenValues = custom({
  name: 'forbiddenValues',
  scope: 'column',
  measures: 'rows',
  summary: 'rows whose value is among `values`',
  args: { values },
  plan({ values: list }, context, column) {
    const pair = comparable(context.subject(column), list);
    if (pair === null) return notNumbers(context.subject(column));
    return rowsThat(context, {
      columns: [column],
      expected: `none of ${shownList(list)}`,
      what: `values of \`${column}\` are forbidden`,
      condition: (sql) => `${pair.sql(sql)} IN (${pair.literals.join(', ')})`,
    });
  },
});

/** Counts of each listed value and of all others, in the one scan. */
function setPlan(
  context: CustomContext,
  column: string,
  list: Listed,
  parts: { readonly expected: string; readonly others: boolean },
) {
  const subject = context.subject(column);
  const pair = comparable(subject, list);
  if (pair === null) return notNumbers(subject);
  return {
    ...numberOf(context, {
      columns: [column],
      name: column,
      parts: (sql, scope) => {
        const value = pair.sql(sql);
        const among = pair.literals.join(', ');
        return {
          found: `[${pair.literals.map((literal) => `count(*) FILTER (WHERE (${scope}) AND ${value} = ${literal})`).join(', ')}]`,
          others: `count(*) FILTER (WHERE (${scope}) AND ${value} NOT IN (${among}))`,
        };
      },
      number: () => null,
      problem: ({ found, others }, { n, unread }) => {
        const counts = Array.isArray(found) ? found.map(Number) : [];
        const lacking = list.filter((_, index) => counts[index] === 0);
        const strange = parts.others ? Number(others) : 0;
        const ok = lacking.length === 0 && strange === 0;
        if (ok && unread > 0 && parts.others) return untold(`${unread} values cannot be read`);
        const words = [
          lacking.length > 0 ? `without ${shownList(lacking)}` : '',
          strange > 0 ? `${strange} rows with other values` : '',
        ].filter((word) => word !== '');
        return {
          ok,
          actual: words.join('; ') || 'all of them',
          ...(strange > 0
            ? {
                count: strange,
                of: n,
                rows: (sql: Lookup) =>
                  `${context.where === null ? '' : `${context.where.sql(sql)} AND `}${pair.sql(sql)} NOT IN (${pair.literals.join(', ')})`,
              }
            : {}),
        };
      },
    }),
    expected: parts.expected,
    what: `the values of \`${column}\` are another set`,
  };
}

export const distinctContains = custom({
  name: 'distinctContains',
  scope: 'column',
  measures: 'nothing',
  summary: 'each of `values` comes at least once',
  args: { values },
  plan: ({ values: list }, context, column) =>
    setPlan(context, column, list, { expected: `each of ${shownList(list)}`, others: false }),
});

export const distinctEquals = custom({
  name: 'distinctEquals',
  scope: 'column',
  measures: 'nothing',
  summary: 'each of `values` comes at least once, and no other value',
  args: { values },
  plan: ({ values: list }, context, column) =>
    setPlan(context, column, list, { expected: `each of ${shownList(list)}, and no other`, others: true }),
});

export const unseenValues = custom({
  name: 'unseenValues',
  scope: 'column',
  measures: 'rows',
  summary:
    'rows whose value does not come in `reference` (a dataset of assay.yaml or a data file), column `referenceColumn` (the same name)',
  args: { reference: z.string().min(1), referenceColumn: z.string().min(1).optional() },
  plan({ reference, referenceColumn = undefined }, context, column) {
    const subject = context.subject(column);
    const other = context.references.get(reference);
    if (other === undefined) return unfit(`${reference} was not opened`);
    if ('problem' in other) return unfit(other.problem);
    const name = referenceColumn ?? column;
    const there = other.view?.columns.find((candidate) => candidate.name === name);
    if (other.view === null) return unfit(`${reference} is a profile, which does not keep every value`);
    if (there === undefined) return unfit(`${reference} has no column \`${name}\``);
    const kind = kindOf(subject);
    const time = kind === 'date' || kind === 'timestamp';
    const [typed, textual] = [there.type !== 'VARCHAR', there.kind === 'categorical'];
    if (typed && kind === 'text' && !textual) {
      return unfit(`\`${column}\` is text, and \`${name}\` of ${reference} is ${there.type}`);
    }
    const type = kind === 'number' ? 'DOUBLE' : time ? 'TIMESTAMP' : 'VARCHAR';
    const plain = (sql: { value: string }) => `TRY_CAST(${sql.value} AS ${type})`;
    const [mine, theirs] =
      kind === 'number' && there.kind === 'numeric'
        ? sameNumber({ ...subject.column, rule: subject.rule }, { ...there, rule: undefined })
        : [plain, plain];
    const seen = theirs({ raw: there.sql, value: there.sql });
    const text = kind === 'text';
    const from = other.view.from;
    const shown = isPersonal(context, [column]);
    return queryOf(context, {
      columns: [column],
      expected: `values of \`${name}\` in ${reference}; of other rows: ${amountText(context)}`,
      what: `values of \`${column}\` do not come in ${reference}`,
      why: 'it looks into other data',
      field: (sql) => (text ? sql.text : mine(sql)),
      query: (rows) =>
        `WITH seen AS (SELECT DISTINCT ${seen} AS s FROM ${from} WHERE ${seen} IS NOT NULL), unseen AS (SELECT v0, count(*) AS times FROM ${rows} WHERE v0 NOT IN (SELECT s FROM seen) GROUP BY v0) SELECT (SELECT count(*) FROM seen) AS seen, (SELECT coalesce(sum(times), 0) FROM unseen) AS count, (SELECT list(u) FROM (SELECT left(CAST(v0 AS VARCHAR), 100) AS value, times FROM unseen ORDER BY times DESC, value LIMIT 5) AS u) AS places`,
      failing: (rows) =>
        `SELECT assay_file, assay_row FROM ${rows} WHERE v0 NOT IN (SELECT ${seen} FROM ${from} WHERE ${seen} IS NOT NULL)`,
      judge: ([row], { n, unread }) => {
        if (Number(row?.['seen'] ?? 0) === 0) return untold(`${reference} has no values`, 'error');
        const places = Array.isArray(row?.['places']) ? row['places'] : [];
        return judgeRows(context, Number(row?.['count'] ?? 0), n, unread, {
          where: places.map(({ value, times }) => ({
            value: `${shown ? REDACTED : value} (${times} times)`,
          })),
        });
      },
    });
  },
});

const ORDERED = ['number', 'text', 'date', 'timestamp', 'time'] as const;

function orderCheck(name: 'increasing' | 'decreasing', breaks: '<' | '>') {
  const word = name === 'increasing' ? 'smaller' : 'larger';
  return custom({
    name,
    scope: 'column',
    measures: 'rows',
    summary: `rows whose value is ${word} than the one before it, in the order of the files and rows; \`strictly\`: or equal; \`by\`: within each value of that column. Missing values are passed over`,
    args: { strictly: z.boolean().default(false), by: columnName.optional() },
    plan({ strictly, by }, context, column) {
      const { source } = context;
      const files = source.found.files.map(({ path }) => sqlString(path)).join(', ');
      const operator = strictly ? `${breaks}=` : breaks;
      // To the engine NaN is above all numbers; here it is in no order.
      const nan = isFloating(context.subject(column)) ? ' OR isnan(v0)' : '';
      const ordered = (rows: string) =>
        `WITH ordered AS (SELECT assay_file AS f, assay_row AS r, list_position([${files}], assay_file) AS o, v0, lag(v0) OVER (${by === undefined ? '' : 'PARTITION BY b0 '}ORDER BY list_position([${files}], assay_file), assay_row) AS before FROM ${rows}), broken AS (SELECT * FROM ordered WHERE v0 ${operator} before${nan})`;
      return ofKind(context.subject(column), ORDERED, () =>
        queryOf(context, {
          columns: [column],
          reads: by === undefined ? [column] : [column, by],
          expected: `values that ${strictly ? 'strictly ' : ''}${name === 'increasing' ? 'increase' : 'decrease'}; other rows: ${amountText(context)}`,
          what: `values of \`${column}\` break the order`,
          why: 'it compares each row with the one before',
          relation: 'located',
          shows: [column],
          fields: (sql): Record<string, string> => (by === undefined ? {} : { b0: sql(by).value }),
          query: (rows) =>
            `${ordered(rows)} SELECT (SELECT count(*) FROM broken) AS count, (SELECT list(b) FROM (SELECT f, r, left(CAST(v0 AS VARCHAR), 100) AS v FROM broken ORDER BY o, r LIMIT 5) AS b) AS places`,
          failing: (rows) => `${ordered(rows)} SELECT f AS assay_file, r AS assay_row FROM broken`,
          judge: ([row], { n, present, unread }) => {
            if (present < 2 && unread === 0) return untold('it needs two values');
            const places = Array.isArray(row?.['places']) ? row['places'] : [];
            return judgeRows(context, Number(row?.['count'] ?? 0), n, unread, {
              places: places.map(({ f, r, v }) => ({
                file: String(f),
                row: Number(r),
                value: typeof v === 'string' ? v : null,
              })),
            });
          },
        }),
      );
    },
  });
}

export const increasing = orderCheck('increasing', '<');
export const decreasing = orderCheck('decreasing', '>');
