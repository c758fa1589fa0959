/**
 * Lexical truth: what the text of each logical type may look like, as one full-match pattern (RE2), and the
 * value behind it. A typed read or TRY_CAST alone would accept `12.7`, `1_000`, `0x1F`, `007` and `' 5 '` as
 * integers, and `2024-1-5` as a date (duckdb#25824). The policy is the strict one; results state it.
 */
import type { ContractColumn, LogicalType } from '../contract/index.js';
import { sqlString } from '../dataset.js';
import type { Source, SourceColumn } from '../source/index.js';

/** A column as SQL in a given FROM. */
export interface ColumnSql {
  /** As it lies in the data; NULL where missing. */
  readonly raw: string;
  /** The same as text, for patterns, lengths and lists of valid values. */
  readonly text: string;
  /** The typed value; NULL where missing or where the text is not of the type. */
  readonly value: string;
  /** True for text that is not of the type; null where the format has types of its own. */
  readonly bad: string | null;
  /** The same for equal values: `1.0` and `1`, one moment in two zones. */
  readonly key: string;
  /** For a nested value: the object that holds it, or NULL. A field of an object that is missing is not missing. */
  readonly parent?: string | undefined;
  /** For what lies in arrays: all elements of the row; the other parts are then about one `ELEMENT` of it. */
  readonly list?: string;
}

export const LEXICAL_POLICY =
  'text is checked before it is read as a value: no white space around it, ASCII digits, no separators, no leading zeros, no exponent in integers, no NaN or infinity, ISO 8601 dates and times, true/false in lower, upper or title case';

interface Lexical {
  readonly pattern: string;
  /** Value of text that matches; may still be NULL (30 February). */
  cast(text: string): string;
  readonly expected: string;
}

const DATE = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const TIME = '[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?';
const INTEGER = '-?(0|[1-9][0-9]*)';

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

const LEXICAL: Readonly<Partial<Record<LogicalType, Lexical>>> = {
  integer: {
    pattern: INTEGER,
    cast: (text) => `TRY_CAST(${text} AS BIGINT)`,
    expected: 'a whole number in digits',
  },
  number: {
    pattern: `${INTEGER}(\\.[0-9]+)?([eE][+-]?[0-9]+)?`,
    // 1e999 is written as a number, and is none that a double can hold.
    cast: (text) => `nullif(nullif(TRY_CAST(${text} AS DOUBLE), 'inf'::DOUBLE), '-inf'::DOUBLE)`,
    expected: 'a number such as 12.5 or 1e-3',
  },
  boolean: {
    pattern: 'true|false|True|False|TRUE|FALSE',
    cast: (text) => `TRY_CAST(${text} AS BOOLEAN)`,
    expected: 'true or false',
  },
  date: { pattern: DATE, cast: (text) => `TRY_CAST(${text} AS DATE)`, expected: 'a date such as 2001-01-31' },
  timestamp: {
    pattern: `${DATE}[T ]${TIME}(Z|[+-][0-9]{2}:?[0-9]{2})?`,
    cast: moment,
    expected: 'a timestamp such as 2001-01-31T12:00:00',
  },
  time: { pattern: TIME, cast: (text) => `TRY_CAST(${text} AS TIME)`, expected: 'a time such as 12:00:00' },
};

/** Integer formats that are wider than 64 bits need a wider value. */
const WIDE = /^(u64|i128|u128)$/;

function lexicalOf(column: ContractColumn): Lexical | undefined {
  const { type, options } = column;
  if (type === undefined) return undefined;
  const plain = LEXICAL[type];
  if (type === 'integer' && WIDE.test(options.format ?? '')) {
    const wide = options.format === 'u128' ? 'UHUGEINT' : 'HUGEINT';
    return plain && { ...plain, cast: (text) => `TRY_CAST(${text} AS ${wide})` };
  }
  if ((type === 'date' || type === 'timestamp' || type === 'time') && options.format !== undefined) {
    const format = dateFormat(options.format);
    if (format === null) return undefined;
    return {
      pattern: format.pattern,
      cast: (text) => {
        // %z reads +00:00 and no Z.
        const read = format.zoned ? `regexp_replace(${text}, 'Z$', '+00:00')` : text;
        const parsed = `try_strptime(${read}, ${sqlString(format.strptime)})`;
        const local =
          type === 'timestamp' && !format.zoned ? inZone(parsed, options.defaultTimezone) : parsed;
        return `TRY_CAST(${local} AS ${type.toUpperCase()})`;
      },
      expected: `${type} in the form ${options.format}`,
    };
  }
  if (plain === undefined) return undefined;
  const zone = options.defaultTimezone;
  if (type === 'timestamp' && zone !== undefined && !UTC.test(zone)) {
    const local = (text: string) => inZone(`TRY_CAST(${text} AS TIMESTAMP)`, zone);
    return {
      ...plain,
      cast: (text) =>
        `CASE WHEN regexp_matches(${text}, '${ZONE}$') THEN ${plain.cast(text)} ELSE ${local(text)} END`,
    };
  }
  if (type === 'time' && options.timezone === true) {
    return {
      pattern: `${TIME}${ZONE}`,
      cast: (text) => `TRY_CAST(regexp_replace(${text}, '${ZONE}$', '') AS TIME)`,
      expected: 'a time with a zone, such as 12:00:00Z',
    };
  }
  return plain;
}

/** The zone at the end of a time. */
export const ZONE = '(Z|[+-][0-9]{2}:?[0-9]{2})';
const UTC = /^(utc|etc\/utc|z)$/i;

/** A TIMESTAMP of a zone's clocks as one of UTC's. */
function inZone(timestamp: string, zone: string | undefined): string {
  if (zone === undefined || UTC.test(zone)) return timestamp;
  return `CAST(timezone(${sqlString(zone)}, ${timestamp}) AS TIMESTAMP)`;
}

/** What text of this column must look like, for messages. */
export function expectedText(column: ContractColumn): string {
  return lexicalOf(column)?.expected ?? column.type ?? 'any text';
}

const TOKENS: Readonly<Record<string, readonly [pattern: string, strptime: string]>> = {
  yyyy: ['[0-9]{4}', '%Y'],
  MM: ['[0-9]{2}', '%m'],
  dd: ['[0-9]{2}', '%d'],
  HH: ['[0-9]{2}', '%H'],
  mm: ['[0-9]{2}', '%M'],
  ss: ['[0-9]{2}', '%S'],
  SSS: ['[0-9]{3}', '%g'],
  SSSSSS: ['[0-9]{6}', '%f'],
};
const ZONE_TOKEN = /^(Z{1,5}|[Xx]{1,3})$/;

/** A JDK DateTimeFormatter pattern of fixed-width fields, or null where it uses more than those. */
export function dateFormat(format: string): { pattern: string; strptime: string; zoned: boolean } | null {
  let pattern = '';
  let strptime = '';
  let zoned = false;
  for (const [part] of format.matchAll(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']/g)) {
    const token = TOKENS[part];
    if (token !== undefined) {
      pattern += token[0];
      strptime += token[1];
    } else if (ZONE_TOKEN.test(part)) {
      pattern += ZONE;
      strptime += '%z';
      zoned = true;
    } else if (/^[A-Za-z]/.test(part) && part !== 'T') return null;
    else {
      const literal = part.startsWith("'") ? part.slice(1, -1) || "'" : part;
      pattern += literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      strptime += literal.replaceAll('%', '%%');
    }
  }
  return strptime.includes('%') ? { pattern, strptime, zoned } : null;
}

/**
 * A column of the source as SQL. `name` is how the FROM calls it. With a contract that gives it a type, text is
 * read as that type by the pattern; without one, text stays text.
 */
export function columnSql(
  kind: Source['kind'],
  column: Pick<SourceColumn, 'type'>,
  name: string,
  contract: ContractColumn | undefined,
): ColumnSql {
  if (kind === 'typed') {
    const text = column.type === 'VARCHAR' ? name : `CAST(${name} AS VARCHAR)`;
    return { raw: name, text, value: name, bad: null, key: name };
  }
  const text = kind === 'json' ? `json_extract_string(${name}, '$')` : name;
  const lexical = contract === undefined ? undefined : lexicalOf(contract);
  if (kind === 'json') return jsonSql(name, text, contract?.type, lexical);
  const value = lexical === undefined ? name : matched(name, lexical);
  return {
    raw: name,
    text,
    value,
    bad: lexical === undefined ? null : `(${name} IS NOT NULL AND ${value} IS NULL)`,
    key: keyOf(name, value, contract?.type),
  };
}

/** Text has several forms of one number or moment; what is of no type stands for itself. */
function keyOf(raw: string, value: string, type: LogicalType | undefined): string {
  // Adding zero makes one zero of -0 and 0.
  if (type === 'number') return `coalesce(CAST(${value} + 0 AS VARCHAR), ${raw})`;
  if (type === 'integer') return `CASE ${raw} WHEN '-0' THEN '0' ELSE ${raw} END`;
  if (type === 'timestamp' || type === 'time') return `coalesce(CAST(${value} AS VARCHAR), ${raw})`;
  return raw;
}

/** JSON has types of its own: `"5"` is no integer, and 5 is no string. Dates and times are strings in JSON. */
function jsonSql(
  name: string,
  text: string,
  type: LogicalType | undefined,
  lexical: Lexical | undefined,
): ColumnSql {
  const starting = (mark: string, value: string) =>
    `CASE WHEN starts_with(${name}, '${mark}') THEN ${value} END`;
  let value = name;
  if (type === 'string') value = starting('"', text);
  else if (type === 'object') value = starting('{', name);
  else if (type === 'array') value = starting('[', name);
  else if (lexical !== undefined) {
    const temporal = type === 'date' || type === 'timestamp' || type === 'time';
    value = temporal ? starting('"', matched(text, lexical)) : matched(name, lexical);
  }
  const typed = value !== name;
  return {
    raw: name,
    text,
    value,
    bad: typed ? `(${name} IS NOT NULL AND ${value} IS NULL)` : null,
    key: keyOf(name, value, lexical === undefined ? undefined : type),
  };
}

function matched(text: string, lexical: Lexical): string {
  return `CASE WHEN regexp_full_match(${text}, ${sqlString(lexical.pattern)}) THEN ${lexical.cast(text)} END`;
}

/** The logical types that a DuckDB type is; empty for types that ODCS has no word for. */
export function logicalTypesOf(type: string): readonly LogicalType[] {
  if (/\[\d*\]$/.test(type)) return ['array'];
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type)) return ['integer', 'number'];
  if (/^DECIMAL\(\d+,\s*0\)$/.test(type)) return ['integer', 'number'];
  if (/^(DECIMAL|FLOAT|DOUBLE)/.test(type)) return ['number'];
  if (/^(VARCHAR|ENUM|UUID)/.test(type)) return ['string'];
  if (type === 'BOOLEAN') return ['boolean'];
  if (type === 'DATE') return ['date'];
  if (type.startsWith('TIMESTAMP')) return ['timestamp'];
  if (type.startsWith('TIME')) return ['time'];
  if (/^(STRUCT|MAP|UNION|JSON)/.test(type)) return ['object'];
  return [];
}

/** True for columns that compare as numbers: by the contract for text, by the format's own type otherwise. */
export function isNumeric(source: Pick<SourceColumn, 'type'>, contract: ContractColumn | undefined): boolean {
  if (source.type !== null) return logicalTypesOf(source.type).includes('number');
  return contract?.type === 'integer' || contract?.type === 'number';
}
