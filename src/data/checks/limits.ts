/**
 * Limits as SQL, compared as the user wrote them. A limit is brought to the digits that the column has, so that
 * decimals and 64-bit integers compare exactly; `0.1` against a DECIMAL or BIGINT must not go by way of a double.
 */
import type { ContractColumn } from '../contract/index.js';
import { sqlNumber, sqlString } from '../dataset.js';
import { digitsOf } from './text-types.js';

export type Side = 'minimum' | 'exclusiveMinimum' | 'maximum' | 'exclusiveMaximum';

/** What a value that breaks the limit does, and how the limit is said. */
export const SIDES: readonly { readonly key: Side; readonly breaks: string; readonly word: string }[] = [
  { key: 'minimum', breaks: '<', word: 'at least' },
  { key: 'exclusiveMinimum', breaks: '<=', word: 'more than' },
  { key: 'maximum', breaks: '>', word: 'at most' },
  { key: 'exclusiveMaximum', breaks: '>=', word: 'less than' },
];

const INTEGER_LIMITS: Readonly<Record<string, readonly [string, string]>> = {
  i8: ['-128', '127'],
  i16: ['-32768', '32767'],
  i32: ['-2147483648', '2147483647'],
  i64: ['-9223372036854775808', '9223372036854775807'],
  u8: ['0', '255'],
  u16: ['0', '65535'],
  u32: ['0', '4294967295'],
  u64: ['0', '18446744073709551615'],
  i128: ['-170141183460469231731687303715884105728', '170141183460469231731687303715884105727'],
  u128: ['0', '340282366920938463463374607431768211455'],
};

/** Numbers of a column: whole ones, fixed digits, floats, or text that is read as a double and may have more digits. */
type Numbers = { readonly scale: number; readonly cast: string | null } | Wide | 'double' | 'float' | 'text';
/** Whole numbers of 128 bits, which have more digits than a DECIMAL. */
type Wide = 'HUGEINT' | 'UHUGEINT';
const WIDE: Readonly<Record<Wide, readonly [bigint, bigint]>> = {
  HUGEINT: [-(2n ** 127n), 2n ** 127n - 1n],
  UHUGEINT: [0n, 2n ** 128n - 1n],
};

function numbersOf(rule: ContractColumn, type: string | null): Numbers {
  if (type === null) {
    if (rule.type !== 'integer') return rule.type === 'number' ? 'text' : 'double';
    const { format } = rule.options;
    return format === 'u128' ? 'UHUGEINT' : format === 'i128' ? 'HUGEINT' : { scale: 0, cast: null };
  }
  if (type === 'HUGEINT' || type === 'UHUGEINT') return type;
  const decimal = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type);
  if (decimal) return { scale: Number(decimal[1]), cast: type };
  if (/INT/.test(type)) return { scale: 0, cast: null };
  return type === 'FLOAT' ? 'float' : 'double';
}

/** A value as SQL: as it lies in the data, and typed. */
interface Held {
  readonly raw: string;
  readonly value: string;
}

export interface Breach {
  /** Conditions of a value, each of which breaks a limit. */
  readonly conditions: (held: Held) => string[];
  readonly words: readonly string[];
}

/** The limits of a column of a DuckDB type, or of text that is read as the contract's; null where there are none. */
export function limitsOf(rule: ContractColumn, type: string | null): Breach | null {
  const parts: { word: string; condition: (held: Held) => string }[] = [];
  const numbers = numbersOf(rule, type);
  const add = (breaks: string, limit: string, word: string) =>
    parts.push({
      word,
      condition: ({ raw, value }) =>
        numbers === 'text'
          ? comparedText({ digits: digitsOf(rule, raw), raw, value }, breaks, limit)
          : compared(value, breaks, limit, numbers),
    });
  for (const { key, breaks, word } of SIDES) {
    const limit = rule.options[key];
    if (limit === undefined) continue;
    if (typeof limit === 'string') {
      parts.push({
        word: `${word} ${limit}`,
        condition: ({ value }) => `${value} ${breaks} ${momentSql(limit, rule, type)}`,
      });
    } else {
      const digits = rule.exact?.[key] ?? String(limit);
      add(breaks, digits, `${word} ${digits}`);
    }
  }
  const bits = rule.type === 'integer' ? INTEGER_LIMITS[rule.options.format ?? ''] : undefined;
  if (bits !== undefined) {
    add('<', bits[0], `${rule.options.format} (${bits[0]} to ${bits[1]})`);
    add('>', bits[1], '');
  }
  if (rule.type === 'number' && rule.options.format === 'f32') {
    add('<', '-3.4028234663852886e38', 'f32 (to 3.4028234663852886e38 on both sides)');
    add('>', '3.4028234663852886e38', '');
  }
  if (parts.length === 0) return null;
  return {
    conditions: (held) => parts.map(({ condition }) => condition(held)),
    words: parts.map(({ word }) => word).filter((word) => word !== ''),
  };
}

/** Up to so many significant digits every decimal has a double of its own. */
const OWN_DIGITS = 15;

/**
 * Text with more digits than a double holds, against a limit. Rounding keeps order, so digits matter only where both
 * are one double; there the limit says how many of them stand before the point.
 */
function comparedText(
  { digits, raw, value }: Held & { readonly digits: string },
  breaks: string,
  limit: string,
): string {
  const number = Number(limit);
  const double = sqlNumber(number);
  const plain = `${value} ${breaks} ${double}`;
  const whole = Math.max(1, Math.floor(Math.log10(Math.abs(number) || 1)) + 2);
  if (whole > 38) return plain;
  const scale = Math.min(38 - whole, 37);
  const type = `DECIMAL(38, ${scale})`;
  const exact = `TRY_CAST(${digits} AS ${type}) ${breaks} ${sqlString(decimalText(scaled(limit, scale, false), scale))}::${type}`;
  const long = significant(limit) > OWN_DIGITS ? '' : ` AND length(${raw}) > ${OWN_DIGITS}`;
  return `CASE WHEN ${value} = ${double}${long} THEN coalesce(${exact}, ${plain}) ELSE ${plain} END`;
}

function significant(text: string): number {
  return text
    .replace(/[eE].*$/, '')
    .replace(/[^\d]/g, '')
    .replace(/^0+/, '').length;
}

function compared(value: string, breaks: string, limit: string, numbers: Exclude<Numbers, 'text'>): string {
  if (numbers === 'double') return `${value} ${breaks} ${sqlNumber(Number(limit))}`;
  // A float column holds the float that is nearest to what was meant; so must the limit.
  if (numbers === 'float') return `${value} ${breaks} ${floatSql(limit)}`;
  if (typeof numbers === 'string') return comparedWide(value, breaks, limit, numbers);
  // Of values with fixed digits, x < 0.5 is x < 1, and x <= 0.5 is x <= 0.
  const { scale, cast } = numbers;
  const up = breaks === '<' || breaks === '>=';
  const units = scaled(limit, scale, up);
  const digits = cast === null ? 38 : Number(/\d+/.exec(cast)?.[0]);
  if (units >= 10n ** BigInt(digits)) return breaks.startsWith('<') ? `${value} IS NOT NULL` : 'false';
  if (units <= -(10n ** BigInt(digits))) return breaks.startsWith('>') ? `${value} IS NOT NULL` : 'false';
  if (cast === null) return `${value} ${breaks} ${units}`;
  return `${value} ${breaks} ${sqlString(decimalText(units, scale))}::${cast}`;
}

/** The FLOAT nearest to a number; one that is larger than every FLOAT stays a double, with which floats compare. */
export function floatSql(text: string): string {
  const number = Number(text);
  const sql = sqlNumber(number);
  return Number.isFinite(Math.fround(number)) ? `CAST(${sql} AS FLOAT)` : sql;
}

function comparedWide(value: string, breaks: string, limit: string, type: Wide): string {
  const units = scaled(limit, 0, breaks === '<' || breaks === '>=');
  const [least, most] = WIDE[type];
  if (units > most) return breaks.startsWith('<') ? `${value} IS NOT NULL` : 'false';
  if (units < least) return breaks.startsWith('>') ? `${value} IS NOT NULL` : 'false';
  return `${value} ${breaks} ${sqlString(String(units))}::${type}`;
}

/** A decimal text in units of 10^-scale, rounded up or down. */
export function scaled(text: string, scale: number, up: boolean): bigint {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = BigInt(`${whole}${fraction}` || '0') * (sign === '-' ? -1n : 1n);
  const shift = scale + Number(exponent) - fraction.length;
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  const cut = digits / divisor;
  if (cut * divisor === digits) return cut;
  if (up) return digits > 0n ? cut + 1n : cut;
  return digits > 0n ? cut : cut - 1n;
}

/** How many digits after the point a decimal text has. */
export function scaleOf(text: string): number {
  const [, fraction = '', exponent = '0'] = /^[+-]?\d*\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}

function decimalText(units: bigint, scale: number): string {
  if (scale === 0) return String(units);
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const ZONED = /[T ].*(Z|[+-]\d{2}(:?\d{2})?)$/i;

/**
 * A date or time limit. One without a zone is of the column's default zone (UTC, if it names none). Text and
 * TIMESTAMP WITH TIME ZONE are compared as moments; TIMESTAMP without a zone holds the clocks of the default zone.
 */
export function momentSql(limit: string, rule: ContractColumn, type: string | null): string {
  const literal = sqlString(limit);
  if (rule.type === 'time') return `TIME ${literal}`;
  const zone = sqlString(rule.options.defaultTimezone ?? 'UTC');
  const moment = type === null || type === 'TIMESTAMP WITH TIME ZONE';
  if (rule.type === 'date' || type === 'DATE') return `TIMESTAMP ${literal}`;
  if (ZONED.test(limit)) {
    return moment ? `CAST(TIMESTAMPTZ ${literal} AS TIMESTAMP)` : `timezone(${zone}, TIMESTAMPTZ ${literal})`;
  }
  return moment ? `CAST(timezone(${zone}, TIMESTAMP ${literal}) AS TIMESTAMP)` : `TIMESTAMP ${literal}`;
}

/** A condition that is true for values that are no multiples of a step; null where it must be done in floats. */
export function notMultiple(
  value: string,
  step: string,
  rule: ContractColumn,
  type: string | null,
): string | null {
  const numbers = numbersOf(rule, type);
  if (numbers === 'HUGEINT' || numbers === 'UHUGEINT') {
    const whole = scaled(step, 0, false);
    if (scaleOf(step) > 0 || whole > WIDE[numbers][1]) return null;
    return `${value} % ${sqlString(String(whole))}::${numbers} <> 0`;
  }
  if (typeof numbers === 'string') return null;
  const scale = Math.max(scaleOf(step), numbers.scale);
  const digits = numbers.cast === null ? 19 : Number(/\d+/.exec(numbers.cast)?.[0]) - numbers.scale;
  const units = scaled(step, scale, false);
  if (digits + scale > 38 || units >= 10n ** 38n) return null;
  if (scale === 0) return `${value} % ${units} <> 0`;
  // In units of the finer of the two, both are whole.
  const wide = `DECIMAL(38,${scale})`;
  return `CAST(${value} AS ${wide}) % ${sqlString(decimalText(units, scale))}::${wide} <> 0`;
}
