/** What is missing: values, whole rows, and words that mean missing. */
import { z } from 'zod';
import { sqlString } from '../../dataset.js';
import { columnNames, custom } from './define.js';
import { kindOf } from './kinds.js';
import { rowsThat, unfit } from './measure.js';

export const nullValues = custom({
  name: 'nullValues',
  scope: 'column',
  measures: 'rows',
  summary: 'rows without a value, of those that satisfy `where`',
  args: {},
  plan(_, context, column) {
    return rowsThat(context, {
      columns: [],
      shows: [],
      expected: 'a value in every row',
      what: `values of \`${column}\` are missing`,
      condition: (sql) => `${sql(column).raw} IS NULL`,
    });
  },
});

/** pandas' `na_values`, and what people type. Compared without case and without space around. */
export const MISSING_WORDS = [
  ...['', '#n/a', '#n/a n/a', '#na', '-1.#ind', '-1.#qnan', '-nan', '1.#ind', '1.#qnan', '<na>', 'n/a', 'na'],
  ...['nan', 'nil', 'none', 'null', '(null)', '-', '--', '?', '.', 'missing', 'unknown', 'undefined', 'nat'],
  ...['#value!', '#ref!', '#div/0!', '#name?', '#null!', '#num!', 'n.a.', 'tbd', 'not available'],
];

export const missingSpellings = custom({
  name: 'missingSpellings',
  scope: 'object',
  measures: 'rows',
  severity: 'warn',
  summary:
    'texts that mean missing (`NA`, `null`, `-`, `?`, … or `words`), in each text column or in `columns`; any case',
  args: { columns: columnNames.optional(), words: z.array(z.string()).min(1).optional() },
  plan({ columns, words = MISSING_WORDS }, context) {
    const list = [...new Set(words.map((word) => word.trim().toLowerCase()))].map(sqlString).join(', ');
    const texts = context.source.columns
      .map(({ name }) => name)
      .filter((name) => columns?.includes(name) ?? kindOf(context.subject(name)) === 'text');
    if (texts.length === 0) return unfit('the data has no text columns');
    return [...new Set(texts)].map((column) => ({
      column,
      ...rowsThat(context, {
        columns: [],
        // Over a whole table an empty column is no news; a column that was named is asked about.
        ...(columns === undefined ? {} : { told: (sql) => `${sql(column).raw} IS NOT NULL` }),
        shows: [column],
        expected: 'missing values left empty',
        what: `values of \`${column}\` spell "missing"`,
        fix: 'write missing values as empty (CSV) or null',
        condition: (sql) => `lower(trim(${sql(column).text})) IN (${list})`,
      }),
    }));
  },
});

export const blankRows = custom({
  name: 'blankRows',
  scope: 'object',
  measures: 'rows',
  summary: 'rows in which every column is missing, or text of nothing but space',
  args: {},
  plan(_, context) {
    const columns = context.source.columns.map(({ name }) => name);
    if (columns.length === 0) return unfit('the data has no columns');
    return rowsThat(context, {
      columns: [],
      expected: 'a value in every row',
      what: 'rows hold nothing',
      condition: (sql) => columns.map((name) => `coalesce(trim(${sql(name).text}) = '', true)`).join(' AND '),
    });
  },
});

const missing = (names: readonly string[]) => (sql: (name: string) => { raw: string }) =>
  names.map((name) => `${sql(name).raw} IS NULL`);

export const anyPresent = custom({
  name: 'anyPresent',
  scope: 'object',
  measures: 'rows',
  summary: 'rows in which none of `columns` has a value',
  args: { columns: columnNames },
  plan({ columns }, context) {
    return rowsThat(context, {
      columns: [],
      shows: columns,
      expected: `a value in one of ${columns.join(', ')}`,
      what: `rows have none of ${columns.join(', ')}`,
      condition: (sql) => missing(columns)(sql).join(' AND '),
    });
  },
});

export const allPresent = custom({
  name: 'allPresent',
  scope: 'object',
  measures: 'rows',
  summary: 'rows in which one of `columns` has no value',
  args: { columns: columnNames },
  plan({ columns }, context) {
    return rowsThat(context, {
      columns: [],
      shows: columns,
      expected: `a value in each of ${columns.join(', ')}`,
      what: `rows lack one of ${columns.join(', ')}`,
      condition: (sql) => missing(columns)(sql).join(' OR '),
    });
  },
});

export const allOrNonePresent = custom({
  name: 'allOrNonePresent',
  scope: 'object',
  measures: 'rows',
  summary: 'rows in which some of `columns` have a value and others have none',
  args: { columns: columnNames },
  plan({ columns }, context) {
    return rowsThat(context, {
      columns: [],
      shows: columns,
      expected: `values in all of ${columns.join(', ')}, or in none`,
      what: `rows have some of ${columns.join(', ')}, and not the others`,
      condition: (sql) => {
        const parts = missing(columns)(sql);
        return `(${parts.join(' OR ')}) AND NOT (${parts.join(' AND ')})`;
      },
    });
  },
});
