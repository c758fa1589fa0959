/** The form of texts: formats, dates, spellings, lengths, damage by encodings. */
import { z } from 'zod';
import { dateFormat, STRICT_TEXT } from '../../contract/index.js';
import { sqlNumber, sqlString } from '../../dataset.js';
import { REDACTED } from '../../examples.js';
import type { Lookup } from '../check.js';
import { FORMATS } from '../formats.js';
import { temporal } from '../time-types.js';
import { type CustomContext, type CustomPlan, custom } from './define.js';
import { isPersonal, ofKind } from './kinds.js';
import { amountText, judgeRows, numberOf, queryOf, rowsThat, untold } from './measure.js';

const TEXT = ['text'] as const;

/** Rows of a text column whose text breaks a condition. */
function textRows(
  context: CustomContext,
  column: string,
  expected: string,
  what: string,
  condition: (text: string) => string,
  fix?: string,
): CustomPlan {
  return ofKind(context.subject(column), TEXT, () =>
    rowsThat(context, {
      columns: [column],
      expected,
      what: `values of \`${column}\` ${what}`,
      ...(fix === undefined ? {} : { fix }),
      condition: (sql) => condition(sql(column).text),
    }),
  );
}

const formats = [...Object.keys(FORMATS), 'json'];

export const format = custom({
  name: 'format',
  scope: 'column',
  measures: 'rows',
  summary: `texts that have not the form \`format\`: ${formats.join(', ')}`,
  args: { format: z.enum(formats) },
  plan: ({ format: name }, context, column) =>
    textRows(context, column, name, `have not the form of ${name}`, (text) => {
      const form = FORMATS[name];
      if (form === undefined) return `NOT json_valid(${text})`;
      const unlike = `NOT regexp_full_match(${text}, ${sqlString(form.pattern)})`;
      return form.refuses === undefined ? unlike : `${unlike} OR ${form.refuses(text)}`;
    }),
});

export const dateForm = custom({
  name: 'dateFormat',
  scope: 'column',
  measures: 'rows',
  summary: 'texts that are no date or time in `format`, such as `dd.MM.yyyy`; the day must exist',
  args: {
    format: z.string().refine((text) => dateFormat(text) !== null, 'fields such as dd.MM.yyyy HH:mm'),
  },
  plan({ format: form }, context, column) {
    const time = temporal('timestamp', { format: form }, STRICT_TEXT);
    return textRows(
      context,
      column,
      form,
      `are no dates in the form ${form}`,
      (text) => `${text} IS NOT NULL AND ${time?.value(text) ?? 'NULL'} IS NULL`,
    );
  },
});

export const surroundingSpace = custom({
  name: 'surroundingSpace',
  scope: 'column',
  measures: 'rows',
  summary: 'texts with white space before or after them',
  args: {},
  plan: (_, context, column) =>
    textRows(
      context,
      column,
      'no white space around values',
      'have white space around them',
      (text) => `regexp_matches(${text}, '^[\\s\\pZ]|[\\s\\pZ]$')`,
      'trim the values',
    ),
});

/** What UTF-8 looks like after it was read as Windows-1252 or Latin-1, and the character for bytes that were none. */
const DAMAGED = '\\x{FFFD}|[ÂÃ][\\x{80}-\\x{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|ï»¿';

export const mojibake = custom({
  name: 'mojibake',
  scope: 'column',
  measures: 'rows',
  severity: 'warn',
  summary: 'texts with the leftovers of a wrong encoding: U+FFFD, or `Ã¤` where `ä` was meant',
  args: {},
  plan: (_, context, column) =>
    textRows(
      context,
      column,
      'text that was decoded as what it is',
      'were read in a wrong encoding',
      (text) => `regexp_matches(${text}, ${sqlString(DAMAGED)})`,
      'read the source again as UTF-8; what became U+FFFD is lost',
    ),
});

/** The spelling without case, white space and the composition of letters. */
const NORMAL = `lower(nfc_normalize(regexp_replace(regexp_replace(v0, '^[\\s\\pZ]+|[\\s\\pZ]+$', '', 'g'), '[\\s\\pZ]+', ' ', 'g')))`;

export const caseVariants = custom({
  name: 'caseVariants',
  scope: 'column',
  measures: 'rows',
  severity: 'warn',
  summary:
    'texts that differ from a more common one only by case, white space or the composition of letters (`Paris`, `paris `)',
  args: {},
  plan(_, context, column) {
    const personal = isPersonal(context, [column]);
    return ofKind(context.subject(column), TEXT, () =>
      queryOf(context, {
        columns: [column],
        expected: `one spelling of each value; other rows: ${amountText(context)}`,
        what: `values of \`${column}\` are another spelling of a value`,
        why: 'it groups values by their spelling',
        field: ({ text }) => text,
        query: (rows) =>
          `WITH spelled AS (SELECT v0, count(*) AS times FROM ${rows} GROUP BY v0), keyed AS (SELECT *, ${NORMAL} AS k FROM spelled), groups AS (SELECT k, sum(times) - max(times) AS others, list(v0 ORDER BY times DESC, v0) AS forms FROM keyed GROUP BY k HAVING count(*) > 1) SELECT (SELECT coalesce(sum(others), 0) FROM groups) AS count, (SELECT list(g) FROM (SELECT forms[1:3] AS forms, others FROM groups ORDER BY others DESC, k LIMIT 5) AS g) AS places`,
        failing: (rows) =>
          `WITH spelled AS (SELECT v0, count(*) AS times FROM ${rows} GROUP BY v0), ranked AS (SELECT v0, row_number() OVER (PARTITION BY ${NORMAL} ORDER BY times DESC, v0) AS place FROM spelled) SELECT assay_file, assay_row FROM ${rows} WHERE v0 IN (SELECT v0 FROM ranked WHERE place > 1)`,
        judge: ([row], { n, unread }) => {
          const places = Array.isArray(row?.['places']) ? row['places'] : [];
          return judgeRows(context, Number(row?.['count'] ?? 0), n, unread, {
            where: places.map(({ forms, others }) => ({
              value: `${personal ? REDACTED : forms.map((form: unknown) => JSON.stringify(form)).join(', ')} (${others} times)`,
            })),
          });
        },
      }),
    );
  },
});

/** What a text looks like; the first that fits. */
const CLASSES = [
  ['numbers', '[+-]?([0-9]+([.,][0-9]+)*|[.,][0-9]+)([eE][+-]?[0-9]+)?'],
  ['dates', '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}'],
  ['true or false', '(?i:true|false|yes|no)'],
] as const;

function classOf(text: string): string {
  const cases = CLASSES.map(
    ([, pattern], index) => `WHEN regexp_full_match(${text}, ${sqlString(pattern)}) THEN ${index}`,
  );
  return `CASE ${cases.join(' ')} ELSE ${CLASSES.length} END`;
}

export const mixedTypes = custom({
  name: 'mixedTypes',
  scope: 'column',
  measures: 'rows',
  severity: 'warn',
  summary: 'texts of another kind than most of the column: numbers, dates, true or false, or other text',
  args: {},
  plan(_, context, column) {
    const names = [...CLASSES.map(([name]) => name), 'other text'];
    return ofKind(context.subject(column), TEXT, () => ({
      ...numberOf(context, {
        columns: [column],
        name: column,
        parts: (sql, scope) => ({
          kinds: `[${names.map((_, index) => `count(*) FILTER (WHERE (${scope}) AND ${sql(column).text} IS NOT NULL AND ${classOf(sql(column).text)} = ${index})`).join(', ')}]`,
        }),
        number: () => null,
        problem: ({ kinds }, { n, present, unread }) => {
          const counts = Array.isArray(kinds) ? kinds.map(Number) : [];
          const most = Math.max(...counts);
          const main = counts.indexOf(most);
          const judged = judgeRows(context, present - most, n, unread, {
            rows: (sql: Lookup) =>
              `${context.where === null ? '' : `${context.where.sql(sql)} AND `}${sql(column).text} IS NOT NULL AND ${classOf(sql(column).text)} <> ${main}`,
          });
          const shown = counts.flatMap((count, index) => (count > 0 ? [`${count} ${names[index]}`] : []));
          return judged.verdict === undefined ? { ...judged, actual: shown.join(', ') } : judged;
        },
      }),
      expected: `values of one kind; others: ${amountText(context)}`,
      what: `values of \`${column}\` are of another kind than most`,
    }));
  },
});

const LENGTHS = [
  ['minimumLength', 'min', 'the length of the shortest text'],
  ['maximumLength', 'max', 'the length of the longest text'],
  ['meanLength', 'avg', 'the mean length of the texts'],
] as const;

export const lengths = LENGTHS.map(([name, aggregate, words]) =>
  custom({
    name,
    scope: 'column',
    measures: 'number',
    summary: `${words}, in characters`,
    args: {},
    plan: (_, context, column) =>
      ofKind(context.subject(column), TEXT, () =>
        numberOf(context, {
          columns: [column],
          name: `${words} of \`${column}\``,
          parts: (sql, scope) => ({
            number: `${aggregate}(length(${sql(column).text})) FILTER (WHERE ${scope})`,
          }),
          number: ({ number }) => number,
        }),
      ),
  }),
);

export const truncatedValues = custom({
  name: 'truncatedValues',
  scope: 'column',
  measures: 'rows',
  severity: 'warn',
  summary:
    'texts of the maximal length, where it looks like a cut: it is 10 or more, `least` (5) texts have it, and they are more than half as many as those of the ten lengths below it together',
  args: { least: z.int().positive().default(5) },
  plan({ least }, context, column) {
    return ofKind(context.subject(column), TEXT, () =>
      queryOf(context, {
        columns: [column],
        expected: `no heap of texts at the maximal length; others: ${amountText(context)}`,
        what: `values of \`${column}\` look cut off`,
        why: 'the maximal length is known only after a look at all values',
        shows: [column],
        field: ({ text }) => `length(${text})`,
        query: (rows) =>
          `WITH counted AS (SELECT v0 AS l, count(*) AS times FROM ${rows} GROUP BY v0), top AS (SELECT max(l) AS l FROM counted) SELECT (SELECT l FROM top) AS longest, (SELECT times FROM counted WHERE l = (SELECT l FROM top)) AS times, (SELECT coalesce(sum(times), 0) FROM counted, top WHERE counted.l >= top.l - 10 AND counted.l < top.l) AS below, (SELECT count(*) FROM counted) AS kinds`,
        judge: ([row], { n, unread }) => {
          const [longest, times, below, kinds] = ['longest', 'times', 'below', 'kinds'].map((key) =>
            Number(row?.[key] ?? 0),
          ) as [number, number, number, number];
          // Codes of a fixed width are not cut.
          const cut = longest >= 10 && times >= least && kinds > 2 && times > below / 2;
          if (!cut && unread > 0) return untold(`${unread} values cannot be read`);
          const judged = judgeRows(context, cut ? times : 0, n, 0, {
            rows: (sql) =>
              `${context.where === null ? '' : `${context.where.sql(sql)} AND `}length(${sql(column).text}) = ${sqlNumber(longest)}`,
          });
          return { ...judged, actual: `${times} texts of ${longest} characters, ${below} of 1 to 10 fewer` };
        },
      }),
    );
  },
});
