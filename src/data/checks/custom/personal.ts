/**
 * Personal data in columns that nobody declared as personal: e-mail addresses, phone numbers, account and card
 * numbers with their checksums. It looks inside texts, and values are never shown.
 */
import { z } from 'zod';
import { sqlString } from '../../dataset.js';
import { FORMATS } from '../formats.js';
import { columnNames, custom } from './define.js';
import { kindOf } from './kinds.js';
import { amountText, judgeRows, known, numberOf } from './measure.js';

/** A condition on a text. */
type Finder = (text: string) => string;

const matches =
  (pattern: string): Finder =>
  (text) =>
    `regexp_matches(${text}, ${sqlString(pattern)})`;

/** Something that matches the pattern and passes a test; the test is made only where the pattern matches. */
function tested(pattern: string, test: (candidate: string) => string): Finder {
  return (text) =>
    `CASE WHEN ${matches(pattern)(text)} THEN len(list_filter(regexp_extract_all(${text}, ${sqlString(pattern)}), lambda s: ${test('s')})) > 0 ELSE false END`;
}

/** Luhn's check digit (ISO/IEC 7812-1): from the right, every second digit is doubled. */
function luhn(candidate: string): string {
  const digits = `list_transform(string_split(reverse(regexp_replace(${candidate}, '[^0-9]', '', 'g')), ''), lambda d: CAST(d AS INTEGER))`;
  const doubled = `CASE WHEN i % 2 = 1 THEN d WHEN d > 4 THEN d * 2 - 9 ELSE d * 2 END`;
  return `list_sum(list_transform(${digits}, lambda d, i: ${doubled})) % 10 = 0`;
}

/** ISO 13616: the first four characters go to the end, letters become 10 to 35, and the number leaves 1 by 97. */
function iban(candidate: string): string {
  const plain = `replace(${candidate}, ' ', '')`;
  const turned = `string_split(substr(${plain}, 5) || left(${plain}, 4), '')`;
  const numbers = `list_transform(${turned}, lambda c: CASE WHEN c BETWEEN '0' AND '9' THEN ord(c) - 48 ELSE ord(c) - 55 END)`;
  return `list_reduce(${numbers}, lambda r, v: (CASE WHEN v > 9 THEN r * 100 + v ELSE r * 10 + v END) % 97) = 1`;
}

const EMAIL = FORMATS['email']?.pattern ?? '';
const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';

export const KINDS: Readonly<Record<string, { readonly words: string; readonly finds: Finder }>> = {
  email: { words: 'e-mail address', finds: matches(EMAIL) },
  phone: {
    words: 'phone number',
    // International with +, or ten digits in the American grouping.
    finds: matches(
      '(?:^|[^0-9A-Za-z])(?:\\+[1-9][0-9]{0,2}[ .-]?(?:\\(?[0-9]{1,4}\\)?[ .-]?){2,4}[0-9]{2,4}|\\(?[2-9][0-9]{2}\\)?[ .-][2-9][0-9]{2}[ .-][0-9]{4})(?:$|[^0-9A-Za-z])',
    ),
  },
  iban: {
    words: 'IBAN',
    finds: tested('\\b[A-Z]{2}[0-9]{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,4})?)\\b', iban),
  },
  creditCard: {
    words: 'card number',
    // The ranges of Visa, Mastercard, American Express, Discover and Diners.
    finds: tested(
      '\\b(?:4[0-9]{3}|5[1-5][0-9]{2}|2[2-7][0-9]{2}|6011|65[0-9]{2}|3[47][0-9]{2}|3[068][0-9]{2})(?:[ -]?[0-9]){9,15}\\b',
      luhn,
    ),
  },
  ipv4: {
    words: 'IPv4 address',
    finds: matches(`(?:^|[^0-9.])${OCTET}(?:\\.${OCTET}){3}(?:$|[^0-9.]|\\.$|\\.[^0-9])`),
  },
  usSsn: {
    words: 'US social security number',
    finds: matches(
      '\\b(?:00[1-9]|0[1-9][0-9]|[1-578][0-9]{2}|6[0-57-9][0-9]|66[0-57-9])-(?:0[1-9]|[1-9][0-9])-(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})\\b',
    ),
  },
};

/** Nothing of this kind is shorter, or without a digit and without @; most texts need no closer look. */
function looked(text: string, condition: string): string {
  return `CASE WHEN length(${text}) >= 5 AND regexp_matches(${text}, '[0-9@]') THEN ${condition} ELSE false END`;
}

const kindNames = Object.keys(KINDS);

export const personalData = custom({
  name: 'personalData',
  scope: 'object',
  measures: 'rows',
  severity: 'warn',
  summary: `texts that hold personal data (${kindNames.join(', ')}, or \`kinds\`) in text columns (or \`columns\`) whose \`classification\` does not say so; values are never shown`,
  args: { columns: columnNames.optional(), kinds: z.array(z.enum(kindNames)).min(1).optional() },
  plan({ columns, kinds = kindNames }, context) {
    const { source } = context;
    const subjects = [...new Set(source.columns.map(({ name }) => name))]
      .map((name) => context.subject(name))
      .filter(({ name, rule }) => rule?.personal !== true && (columns?.includes(name) ?? true))
      .filter((subject) => kindOf(subject) === 'text');
    const found = kinds.flatMap((kind) => KINDS[kind] ?? []);
    const expected = `no ${found.map(({ words }) => words).join(', ')}; other rows: ${amountText(context)}`;
    if (subjects.length === 0) {
      return known(expected, 'there are no text columns that are not classified as personal', null);
    }
    return subjects.map(({ name }) => {
      const any = (text: string) => looked(text, found.map(({ finds }) => finds(text)).join(' OR '));
      const what = `values of \`${name}\` hold personal data`;
      const counted = numberOf(context, {
        columns: [],
        // Over a whole table an empty column is no news; a column that was named is asked about.
        ...(columns === undefined ? {} : { told: (sql) => `${sql(name).raw} IS NOT NULL` }),
        name,
        parts: (sql, scope) => ({
          kinds: `[${found.map(({ finds }) => `count(*) FILTER (WHERE (${scope}) AND ${looked(sql(name).text, finds(sql(name).text))})`).join(', ')}]`,
          count: `count(*) FILTER (WHERE (${scope}) AND (${any(sql(name).text)}))`,
        }),
        number: () => null,
        problem: ({ kinds: counts, count }, { n }) => {
          const shown = (Array.isArray(counts) ? counts.map(Number) : []).flatMap((times, index) =>
            times > 0 ? [`${found[index]?.words} in ${times}`] : [],
          );
          const judged = judgeRows(context, Number(count), n, 0, {
            rows: (sql) =>
              `${context.where === null ? '' : `${context.where.sql(sql)} AND `}(${any(sql(name).text)})`,
          });
          return { ...judged, actual: shown.join(', ') || judged.actual };
        },
      });
      const { measure } = counted;
      return {
        expected,
        what,
        column: name,
        fix: 'remove it, or classify the column as personal in the contract (`classification: personal`)',
        measure: measure.kind === 'value' ? { ...measure, redacted: true, shows: [name] } : measure,
      };
    });
  },
});
