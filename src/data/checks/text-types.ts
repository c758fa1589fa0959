/**
 * Lexical truth: what the text of each logical type may look like under a policy, as one full-match pattern
 * (RE2), and the value behind it. A typed read or TRY_CAST alone would accept `12.7`, `1_000`, `0x1F`, `007` and
 * `' 5 '` as integers, and `2024-1-5` as a date (duckdb#25824).
 */
import {
  type ContractColumn,
  dateFormat,
  type LogicalType,
  STRICT_TEXT,
  type TextPolicy,
} from '../contract/index.js';
import { sqlString } from '../dataset.js';

export interface Lexical {
  /** The value of a text as SQL; NULL where the text is not of the type, or the day does not exist. */
  value(text: string): string;
  readonly expected: string;
}

const DATE = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const TIME = '[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?';
const ISO: Readonly<Record<'date' | 'timestamp' | 'time', { pattern: string; expected: string }>> = {
  date: { pattern: DATE, expected: 'a date such as 2001-01-31' },
  timestamp: {
    pattern: `${DATE}[T ]${TIME}(Z|[+-][0-9]{2}:?[0-9]{2})?`,
    expected: 'a timestamp such as 2001-01-31T12:00:00',
  },
  time: { pattern: TIME, expected: 'a time such as 12:00:00' },
};

/** Integer formats that are wider than 64 bits need a wider value. */
const WIDE = /^(u64|i128|u128)$/;

/** How text of this column becomes a value; undefined where any text will do, or its format is not known here. */
export function lexicalOf(column: Pick<ContractColumn, 'type' | 'options' | 'text'>): Lexical | undefined {
  const { type, options, text: policy = STRICT_TEXT } = column;
  switch (type) {
    case 'integer':
      return integer(policy, WIDE.test(options.format ?? '') ? 'HUGEINT' : 'BIGINT');
    case 'number':
      return number(policy);
    case 'boolean':
      return boolean(policy);
    case 'date':
    case 'timestamp':
    case 'time':
      return temporal(type, options.format === undefined ? policy[type] : [options.format]);
    default:
      return undefined;
  }
}

/** What text of this column must look like, for messages. */
export function expectedText(column: Pick<ContractColumn, 'type' | 'options' | 'text'>): string {
  return lexicalOf(column)?.expected ?? column.type ?? 'any text';
}

function integer(policy: TextPolicy, type: string): Lexical {
  const tail = [
    policy.decimalIntegers ? `(${decimalSign(policy)}0+)?` : '',
    policy.exponentIntegers ? '([eE][+]?[0-9]{1,2})?' : '',
  ].join('');
  return {
    value: matched(`${whole(policy)}${tail}`, (text) => `TRY_CAST(${plain(text, policy)} AS ${type})`),
    expected: `a whole number in digits${forms(policy, ['leadingZeros', 'thousands', 'decimalIntegers', 'exponentIntegers'])}`,
  };
}

function number(policy: TextPolicy): Lexical {
  const sign = decimalSign(policy);
  const signed = policy.plusSign ? '[+-]?' : '-?';
  const bare = policy.bareDecimals ? `|${signed}${sign}[0-9]+` : '';
  const digits = policy.bareDecimals ? '[0-9]*' : '[0-9]+';
  return {
    value: matched(
      `(${whole(policy)}(${sign}${digits})?${bare})([eE][+-]?[0-9]+)?`,
      // 1e999 is written as a number, and is none that a double can hold.
      (text) => `nullif(nullif(TRY_CAST(${plain(text, policy)} AS DOUBLE), 'inf'::DOUBLE), '-inf'::DOUBLE)`,
    ),
    expected: `a number such as 12${policy.decimal}5 or 1e-3${forms(policy, ['leadingZeros', 'thousands', 'bareDecimals'])}`,
  };
}

function boolean({ booleans }: TextPolicy): Lexical {
  const list = (words: readonly string[]) => words.map(sqlString).join(', ');
  const shown = (words: readonly string[]) => words[0] ?? '';
  return {
    value: (text) =>
      `CASE WHEN ${text} IN (${list(booleans.true)}) THEN true WHEN ${text} IN (${list(booleans.false)}) THEN false END`,
    expected: `${shown(booleans.true)} or ${shown(booleans.false)}`,
  };
}

function temporal(
  type: 'date' | 'timestamp' | 'time',
  formats: readonly string[] | null,
): Lexical | undefined {
  const cast = type.toUpperCase();
  if (formats === null) {
    const { pattern, expected } = ISO[type];
    return { value: matched(pattern, (text) => `TRY_CAST(${text} AS ${cast})`), expected };
  }
  const read = formats.map(dateFormat);
  if (read.some((format) => format === null)) return undefined;
  const parts = read.flatMap((format) => (format === null ? [] : [format]));
  const each = parts.map(({ pattern, strptime }) =>
    matched(pattern, (text) => `TRY_CAST(try_strptime(${text}, ${sqlString(strptime)}) AS ${cast})`),
  );
  return {
    value: (text) => {
      const values = each.map((value) => value(text));
      return values.length === 1 ? (values[0] ?? '') : `coalesce(${values.join(', ')})`;
    },
    expected: `${type} in the form ${formats.join(' or ')}`,
  };
}

function matched(pattern: string, cast: (text: string) => string): (text: string) => string {
  return (text) => `CASE WHEN regexp_full_match(${text}, ${sqlString(pattern)}) THEN ${cast(text)} END`;
}

/** Sign and digits before the decimal sign. */
function whole(policy: TextPolicy): string {
  const digits = policy.leadingZeros ? '[0-9]+' : '(0|[1-9][0-9]*)';
  const head = policy.leadingZeros ? '[0-9]{1,3}' : '[1-9][0-9]{0,2}';
  const separator = policy.thousands === null ? null : escaped(policy.thousands);
  const grouped = separator === null ? digits : `(${head}(${separator}[0-9]{3})+|${digits})`;
  return `${policy.plusSign ? '[+-]?' : '-?'}${grouped}`;
}

const decimalSign = (policy: TextPolicy): string => escaped(policy.decimal);
const escaped = (sign: string): string => (/[.+]/.test(sign) ? `\\${sign}` : sign);

/** The text of a number as the engine's cast reads it. */
function plain(text: string, policy: TextPolicy): string {
  let sql = text;
  if (policy.thousands !== null) sql = `replace(${sql}, ${sqlString(policy.thousands)}, '')`;
  if (policy.decimal !== '.') sql = `replace(${sql}, ${sqlString(policy.decimal)}, '.')`;
  return sql;
}

function forms(policy: TextPolicy, keys: readonly (keyof TextPolicy)[]): string {
  const words: Partial<Record<keyof TextPolicy, string>> = {
    leadingZeros: 'leading zeros',
    thousands: `${JSON.stringify(policy.thousands)} between thousands`,
    decimalIntegers: `${JSON.stringify(`${policy.decimal}0`)} behind it`,
    exponentIntegers: 'an exponent',
    bareDecimals: 'digits on one side of the decimal sign only',
  };
  const allowed = keys.filter((key) => policy[key] !== false && policy[key] !== null);
  const shown = allowed.map((key) => words[key] ?? key);
  return shown.length === 0 ? '' : ` (may have ${shown.join(', ')})`;
}

export type { LogicalType };
