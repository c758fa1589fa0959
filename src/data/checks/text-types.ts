/**
 * Lexical truth: what the text of each logical type may look like under a policy, as one full-match pattern
 * (RE2), and the value behind it. A typed read or TRY_CAST alone would accept `12.7`, `1_000`, `0x1F`, `007` and
 * `' 5 '` as integers, and `2024-1-5` as a date (duckdb#25824).
 */
import { type ContractColumn, STRICT_TEXT, type TextPolicy, type TypeOptions } from '../contract/index.js';
import { sqlString } from '../dataset.js';
import { byValue, matched } from './text-sql.js';
import { temporal } from './time-types.js';

export interface Lexical {
  /** The value of a text as SQL; NULL where the text is not of the type, or the day does not exist. */
  value(text: string): string;
  /** SQL that is the same for equal values, of the text and its value: text may have several forms of one. */
  key(raw: string, value: string): string;
  /** Of times: SQL that is true for text with a zone. */
  zoned?(text: string): string;
  readonly expected: string;
}

/** Integer formats that are wider than 64 bits need a wider value. */
const WIDE: Readonly<Record<string, string>> = { u64: 'HUGEINT', i128: 'HUGEINT', u128: 'UHUGEINT' };

/** How text of this column becomes a value; undefined where any text will do, or its format is not known here. */
export function lexicalOf(column: Pick<ContractColumn, 'type' | 'options' | 'text'>): Lexical | undefined {
  const { type, options, text: policy = STRICT_TEXT } = column;
  switch (type) {
    case 'integer':
      return integer(policy, integerType(options));
    case 'number':
      return number(policy);
    case 'boolean':
      return boolean(policy);
    case 'date':
    case 'timestamp':
    case 'time':
      return temporal(type, options, policy);
    default:
      return undefined;
  }
}

/** What text of this column must look like, for messages. */
export function expectedText(column: Pick<ContractColumn, 'type' | 'options' | 'text'>): string {
  return lexicalOf(column)?.expected ?? column.type ?? 'any text';
}

/** SQL that is true where text of a time carries a zone. */
export function carriesZone(column: Pick<ContractColumn, 'type' | 'options' | 'text'>, text: string): string {
  return lexicalOf(column)?.zoned?.(text) ?? 'false';
}

/**
 * The digits of a number column's text as the engine's casts read them; JSON may hold a number as a string. A double
 * keeps about 16 of them.
 */
export function digitsOf({ text: policy = STRICT_TEXT }: Pick<ContractColumn, 'text'>, raw: string): string {
  return plain(policy.quotedNumbers ? `trim(${raw}, '"')` : raw, policy);
}

function integerType({ format = '' }: TypeOptions): string {
  return (Object.hasOwn(WIDE, format) ? WIDE[format] : undefined) ?? 'BIGINT';
}

function integer(policy: TextPolicy, type: string): Lexical {
  const tail = [
    policy.decimalIntegers ? `(${decimalSign(policy)}0+)?` : '',
    policy.exponentIntegers ? '([eE][+]?[0-9]{1,2})?' : '',
  ].join('');
  return {
    value: matched(`${whole(policy)}${tail}`, (text) => `TRY_CAST(${plain(text, policy)} AS ${type})`),
    key: oneForm(policy) ? (raw) => `CASE ${raw} WHEN '-0' THEN '0' ELSE ${raw} END` : byValue,
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
    // Adding zero makes one zero of -0 and 0.
    key: (raw, value) => {
      const double = `CAST((${value} + 0) AS VARCHAR)`;
      // Two long numbers may be one double; where the double's text says another number, the digits are the key.
      const [own, shown] = [plain(raw, policy), double].map((text) => `TRY_CAST(${text} AS DECIMAL(38, 18))`);
      return `CASE WHEN length(${raw}) > 15 AND ${own} <> ${shown} THEN CAST(${own} AS VARCHAR) ELSE coalesce(${double}, ${raw}) END`;
    },
    expected: `a number such as 12${policy.decimal}5 or 1e-3${forms(policy, ['leadingZeros', 'thousands', 'bareDecimals'])}`,
  };
}

function boolean({ booleans }: TextPolicy): Lexical {
  const list = (words: readonly string[]) => words.map(sqlString).join(', ');
  const shown = (words: readonly string[]) => words[0] ?? '';
  return {
    value: (text) =>
      `CASE WHEN ${text} IN (${list(booleans.true)}) THEN true WHEN ${text} IN (${list(booleans.false)}) THEN false END`,
    key: byValue,
    expected: `${shown(booleans.true)} or ${shown(booleans.false)}`,
  };
}

/** Whether a whole number has one spelling only, but for -0. */
function oneForm(policy: TextPolicy): boolean {
  const { leadingZeros, plusSign, thousands, exponentIntegers, decimalIntegers, quotedNumbers } = policy;
  return !(
    leadingZeros ||
    plusSign ||
    thousands !== null ||
    exponentIntegers ||
    decimalIntegers ||
    quotedNumbers
  );
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
