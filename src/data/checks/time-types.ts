/** Dates and times as text: ISO 8601 or the patterns of the contract, with zones. Values are of UTC. */
import { type DateFormat, dateFormat, type TextPolicy, type TypeOptions, ZONE } from '../contract/index.js';
import { sqlString } from '../dataset.js';
import { byValue, matched } from './text-sql.js';
import type { Lexical } from './text-types.js';

type TimeType = 'date' | 'timestamp' | 'time';

const DATE = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const TIME = '[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?';
const UTC = /^(utc|etc\/utc|z)$/i;

const endsInZone = (text: string): string => `regexp_matches(${text}, '${ZONE}$')`;

/**
 * Text of a date or time. A `format` of the column goes before the patterns of the policy, and both before ISO 8601.
 * Undefined where a pattern has fields that are not read.
 */
export function temporal(type: TimeType, options: TypeOptions, policy: TextPolicy): Lexical | undefined {
  const formats = options.format === undefined ? policy[type] : [options.format];
  if (formats !== null) return formatted(type, formats, options.defaultTimezone);
  switch (type) {
    case 'date':
      return {
        value: matched(DATE, (text) => `TRY_CAST(${text} AS DATE)`),
        key: (raw) => raw,
        expected: 'a date such as 2001-01-31',
      };
    case 'timestamp':
      return timestamp(options.defaultTimezone);
    case 'time':
      return options.timezone === true ? zonedTime() : time();
  }
}

function timestamp(zone: string | undefined): Lexical {
  const cast = (text: string): string =>
    isUtc(zone)
      ? moment(text)
      : `CASE WHEN ${endsInZone(text)} THEN ${moment(text)} ELSE ${inZone(`TRY_CAST(${text} AS TIMESTAMP)`, zone)} END`;
  return {
    value: matched(`${DATE}[T ]${TIME}${ZONE}?`, cast),
    key: byValue,
    zoned: endsInZone,
    expected: 'a timestamp such as 2001-01-31T12:00:00',
  };
}

function time(): Lexical {
  return {
    value: matched(TIME, (text) => `TRY_CAST(${text} AS TIME)`),
    key: byValue,
    zoned: () => 'false',
    expected: 'a time such as 12:00:00',
  };
}

function zonedTime(): Lexical {
  return {
    value: matched(`${TIME}${ZONE}`, (text) => `TRY_CAST(regexp_replace(${text}, '${ZONE}$', '') AS TIME)`),
    // The value has lost the zone.
    key: (raw, value) => byValue(raw, `(${value} || ' ' || ${offset(raw)})`),
    zoned: endsInZone,
    expected: 'a time with a zone, such as 12:00:00Z',
  };
}

/** The zone of a text in one form: `+0000`. */
function offset(text: string): string {
  return `replace(replace(regexp_extract(${text}, '${ZONE}$'), ':', ''), 'Z', '+0000')`;
}

function formatted(
  type: TimeType,
  formats: readonly string[],
  zone: string | undefined,
): Lexical | undefined {
  const read = formats.map(dateFormat);
  if (read.some((format) => format === null)) return undefined;
  const parts = read.flatMap((format) => (format === null ? [] : [format]));
  const each = parts.map((part) => matched(part.pattern, (text) => parsed(type, part, text, zone)));
  const withZone = parts.filter((part) => part.zoned).map((part) => `(${part.pattern})`);
  return {
    value: (text) => {
      const values = each.map((value) => value(text));
      return values.length === 1 ? (values[0] ?? '') : `coalesce(${values.join(', ')})`;
    },
    key: byValue,
    zoned: (text) =>
      withZone.length === 0 ? 'false' : `regexp_full_match(${text}, ${sqlString(withZone.join('|'))})`,
    expected: `${type} in the form ${formats.join(' or ')}`,
  };
}

function parsed(type: TimeType, format: DateFormat, text: string, zone: string | undefined): string {
  // %z reads +00:00 and no Z.
  const read = format.zoned ? `regexp_replace(${text}, 'Z$', '+00:00')` : text;
  const value = `try_strptime(${read}, ${sqlString(format.strptime)})`;
  const local = type === 'timestamp' && !format.zoned ? inZone(value, zone) : value;
  return `TRY_CAST(${local} AS ${type.toUpperCase()})`;
}

/**
 * Text as UTC, which text without a zone is taken for. A cast to TIMESTAMP passes over a zone, which is right for Z
 * only; the cast that heeds it takes ten times as long, and reads no zone after minutes.
 */
function moment(text: string): string {
  const plain = `length(${text}) IN (16, 19) OR NOT regexp_matches(${text}, '[+-][0-9]{2}:?[0-9]{2}$')`;
  const full = `regexp_replace(${text}, '^(.{16})([+-].*)$', '\\1:00\\2')`;
  const zoned = `CAST(TRY_CAST(${full} AS TIMESTAMPTZ) AS TIMESTAMP)`;
  const minutes = `regexp_replace(${text}, '^(.{16})Z$', '\\1:00Z')`;
  return `CASE WHEN ${plain} THEN coalesce(TRY_CAST(${text} AS TIMESTAMP), TRY_CAST(${minutes} AS TIMESTAMP)) ELSE ${zoned} END`;
}

const isUtc = (zone: string | undefined): boolean => zone === undefined || UTC.test(zone);

/** A TIMESTAMP of a zone's clocks as one of UTC's. */
function inZone(timestamp: string, zone: string | undefined): string {
  if (zone === undefined || isUtc(zone)) return timestamp;
  return `CAST(timezone(${sqlString(zone)}, ${timestamp}) AS TIMESTAMP)`;
}
