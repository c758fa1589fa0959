/** What repeats: keys, rows, values, whole columns. */
import { z } from 'zod';
import { REDACTED } from '../../examples.js';
import type { Judgement, Lookup } from '../check.js';
import { type CustomContext, type CustomPlan, columnNames, custom } from './define.js';
import { isPersonal, kindOf } from './kinds.js';
import { amountText, judgeNumber, judgeRows, numberOf, queryOf, unfit, untold } from './measure.js';

/** Rows beyond the first of each combination, and the combinations that come most often. */
function repeated(
  context: CustomContext,
  columns: readonly string[],
  parts: { expected: string; what: string; skipMissing: boolean },
): CustomPlan {
  const keys = columns.map((_, index) => `v${index}`);
  const some = keys.map((key) => `${key} IS NOT NULL`).join(' OR ');
  const kept = parts.skipMissing ? ` WHERE ${some}` : '';
  const shown = keys.map((key) => `coalesce(left(CAST(${key} AS VARCHAR), 40), 'null')`).join(', ');
  const personal = isPersonal(context, columns);
  return queryOf(context, {
    columns,
    keepMissing: true,
    reads: [],
    expected: `${parts.expected}; of other rows: ${amountText(context)}`,
    what: parts.what,
    why: 'it groups whole rows',
    // `1` and `1.0` are one number; text that is none stays itself.
    field: ({ key }) => key,
    query: (rows) =>
      `WITH groups AS (SELECT ${keys.join(', ')}, count(*) AS times FROM ${rows}${kept} GROUP BY ${keys.join(', ')}) SELECT (SELECT coalesce(sum(times - 1), 0) FROM groups) AS count, (SELECT coalesce(sum(times), 0) FROM groups) AS used, (SELECT list(w) FROM (SELECT concat_ws(', ', ${shown}) AS value, times FROM groups WHERE times > 1 ORDER BY times DESC, value LIMIT 5) AS w) AS places`,
    failing: (rows) =>
      `SELECT assay_file, assay_row FROM ${rows}${kept} QUALIFY count(*) OVER (PARTITION BY ${keys.join(', ')}) > 1`,
    judge: ([row], { n }): Judgement => {
      if (Number(row?.['used'] ?? 0) === 0) return untold('every value is missing');
      const places = Array.isArray(row?.['places']) ? row['places'] : [];
      return judgeRows(context, Number(row?.['count'] ?? 0), n, 0, {
        where: places.map(({ value, times }) => ({
          value: `${personal ? REDACTED : value} (${times} times)`,
        })),
      });
    },
  });
}

export const uniqueCombination = custom({
  name: 'uniqueCombination',
  scope: 'object',
  measures: 'rows',
  summary:
    'rows that repeat a combination of values of `columns`; rows where all of them are missing do not count',
  args: { columns: columnNames },
  plan({ columns }, context) {
    return repeated(context, columns, {
      expected: `every ${columns.join(' + ')} once`,
      what: `rows repeat ${columns.join(' + ')}`,
      skipMissing: true,
    });
  },
});

export const duplicateRows = custom({
  name: 'duplicateRows',
  scope: 'object',
  measures: 'rows',
  summary: 'rows that repeat another in all columns, but for those in `except`',
  args: { except: columnNames.optional() },
  plan({ except = [] }, context) {
    const columns = context.source.columns.map(({ name }) => name).filter((name) => !except.includes(name));
    if (columns.length === 0) return unfit('there are no columns left to compare');
    return repeated(context, [...new Set(columns)], {
      expected: 'every row once',
      what: 'rows repeat another row',
      skipMissing: false,
    });
  },
});

const distinctParts = (column: string) => (sql: Lookup, scope: string) => ({
  distinct: `count(DISTINCT ${sql(column).value}) FILTER (WHERE ${scope})`,
});

export const distinctCount = custom({
  name: 'distinctCount',
  scope: 'column',
  measures: 'number',
  summary: 'the number of different values',
  args: {},
  plan(_, context, column) {
    return numberOf(context, {
      columns: [column],
      name: `the number of different values of \`${column}\``,
      parts: distinctParts(column),
      number: ({ distinct }) => distinct,
    });
  },
});

export const distinctShare = custom({
  name: 'distinctShare',
  scope: 'column',
  measures: 'share',
  summary: 'the number of different values divided by the number of values',
  args: {},
  plan(_, context, column) {
    return numberOf(context, {
      columns: [column],
      name: `the share of different values of \`${column}\``,
      parts: distinctParts(column),
      number: ({ distinct }, { present }) => Number(distinct) / present,
    });
  },
});

export const constant = custom({
  name: 'constant',
  scope: 'column',
  measures: 'nothing',
  severity: 'warn',
  summary: 'breaks where every value is the same (two values at least)',
  args: {},
  plan(_, context, column) {
    return {
      ...numberOf(context, {
        columns: [column],
        name: column,
        parts: distinctParts(column),
        number: () => null,
        problem: ({ distinct }, { present, unread }) => {
          if (Number(distinct) > 1) return { ok: true, actual: `${distinct} values` };
          if (unread > 0) return untold(`${unread} values cannot be read`);
          if (present < 2) return untold('there is only one value');
          return { ok: false, actual: `the same value ${present} times` };
        },
      }),
      expected: 'more than one value',
      what: `\`${column}\` is constant`,
    };
  },
});

/** The most frequent value; ties are all given, by value. */
function mostCommon(
  context: CustomContext,
  column: string,
  parts: Pick<CustomPlan, 'expected' | 'what'>,
  judge: (times: number, present: number, values: readonly string[]) => Judgement,
): CustomPlan {
  return queryOf(context, {
    ...parts,
    columns: [column],
    why: 'it counts every value',
    query: (rows) =>
      `WITH counted AS (SELECT v0, count(*) AS times FROM ${rows} GROUP BY v0), top AS (SELECT v0, times FROM counted WHERE times = (SELECT max(times) FROM counted)) SELECT (SELECT max(times) FROM top) AS times, (SELECT list(CAST(v0 AS VARCHAR) ORDER BY CAST(v0 AS VARCHAR)) FROM top) AS vals`,
    judge: ([row], { present, unread }) => {
      const values = Array.isArray(row?.['vals']) ? row['vals'].map(String) : [];
      const judged = judge(Number(row?.['times'] ?? 0), present, values);
      return judged.ok && unread > 0 ? untold(`${unread} values cannot be read`) : judged;
    },
  });
}

export const almostConstant = custom({
  name: 'almostConstant',
  scope: 'column',
  measures: 'nothing',
  severity: 'warn',
  summary: 'breaks where the most common value makes up `share` of the values or more (0.99)',
  args: { share: z.number().gt(0).max(1).default(0.99) },
  plan({ share }, context, column) {
    const parts = {
      expected: `the most common value in less than ${100 * share}% of the values`,
      what: `\`${column}\` is almost constant`,
    };
    return mostCommon(context, column, parts, (times, present, [first]) => {
      if (present < 2) return untold('there is only one value');
      const shown = isPersonal(context, [column]) ? REDACTED : first;
      return { ok: times / present < share, actual: `${shown} in ${times} of ${present} values` };
    });
  },
});

export const mostCommonShare = custom({
  name: 'mostCommonShare',
  scope: 'column',
  measures: 'share',
  summary: 'the share of the most common value among the values',
  args: {},
  plan(_, context, column) {
    const parts = {
      expected: amountText(context),
      what: `the share of the most common value of \`${column}\` is out of bounds`,
    };
    return mostCommon(context, column, parts, (times, present) => judgeNumber(context, times / present, 0));
  },
});

export const mostCommonValue = custom({
  name: 'mostCommonValue',
  scope: 'column',
  measures: 'nothing',
  summary: 'the most common value (each of them, where several are) is among `values`',
  args: { values: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1) },
  plan({ values }, context, column) {
    const wanted = new Set(values.map(String));
    const parts = {
      expected: `one of ${[...wanted].join(', ')}`,
      what: `the most common value of \`${column}\` is another`,
    };
    return mostCommon(context, column, parts, (times, _, found) => {
      const numeric = kindOf(context.subject(column)) === 'number';
      const known = (value: string) => wanted.has(value) || (numeric && wanted.has(String(Number(value))));
      const shown = isPersonal(context, [column]) ? REDACTED : found.slice(0, 5).join(', ');
      return {
        ok: found.length > 0 && found.every(known),
        actual: `${shown} (${times} times)`,
      };
    });
  },
});

export const duplicateColumns = custom({
  name: 'duplicateColumns',
  scope: 'object',
  measures: 'rows',
  severity: 'warn',
  summary:
    'columns that equal an earlier one in every row (all columns, or `columns`); empty ones do not count',
  args: { columns: columnNames.optional() },
  plan({ columns }, context) {
    const names = [...new Set(columns ?? context.source.columns.map(({ name }) => name))];
    if (names.length < 2) return unfit('there are no two columns to compare');
    const keys = names.map((_, index) => `v${index}`);
    return queryOf(context, {
      columns: names,
      keepMissing: true,
      reads: [],
      expected: `columns that equal another: ${amountText(context)}`,
      what: 'columns equal another column',
      why: 'it compares columns pair by pair, where their fingerprints are equal',
      field: ({ text }) => text,
      // Equal columns have equal fingerprints; those of others are equal only by chance, and the pairs are compared.
      query: (rows) =>
        `SELECT [${keys.map((key) => `{'n': count(${key}), 'h': CAST(sum(CAST(hash(${key}) AS HUGEINT)) FILTER (WHERE ${key} IS NOT NULL) AS VARCHAR)}`).join(', ')}] AS prints FROM ${rows}`,
      next: ([row]) => {
        const pairs = candidates(row?.['prints']);
        if (pairs.length === 0) return null;
        const tests = pairs.map(([a, b]) => `bool_and(v${a} IS NOT DISTINCT FROM v${b})`);
        return `SELECT [${tests.join(', ')}] AS same, [${pairs.map(([a, b]) => `[${a}, ${b}]`).join(', ')}] AS pairs FROM filled`;
      },
      judge: ([row]) => {
        const same = Array.isArray(row?.['same']) ? row['same'] : [];
        const pairs = Array.isArray(row?.['pairs']) ? row['pairs'] : [];
        const equal = pairs.filter((_, index) => same[index] === true);
        const later = new Set(equal.map(([, b]) => b));
        return judgeRows(context, later.size, names.length, 0, {
          where: equal.slice(0, 5).map(([a, b]) => ({ value: `${names[b]} equals ${names[a]}` })),
        });
      },
    });
  },
});

/** Pairs of columns with equal fingerprints, of those that have values. */
function candidates(prints: unknown): [number, number][] {
  const groups = new Map<string, number[]>();
  for (const [index, print] of (Array.isArray(prints) ? prints : []).entries()) {
    if (Number(print?.n ?? 0) === 0) continue;
    const key = `${print.n}:${print.h}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  return [...groups.values()].flatMap(([first = 0, ...others]) =>
    others.flatMap((other, at): [number, number][] => [
      [first, other],
      // A chance collision must not hide that two later ones are equal.
      ...others.slice(at + 1).map((next): [number, number] => [other, next]),
    ]),
  );
}
