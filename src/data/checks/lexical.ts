/** A column of a source as SQL: as it lies there, as text, as a value of its type, and whether it is none. */
import { type ContractColumn, type LogicalType, STRICT_TEXT, type TextPolicy } from '../contract/index.js';
import { sqlString } from '../dataset.js';
import type { Source, SourceColumn } from '../source/index.js';
import { type Lexical, lexicalOf } from './text-types.js';

export { carriesZone, expectedText } from './text-types.js';

/** A column as SQL in a given FROM. */
export interface ColumnSql {
  /** As it lies in the data, or trimmed where the policy says so; NULL where missing. */
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
  'strict policy (no white space around it, ASCII digits, no separators, no leading zeros, no exponent in integers, no NaN or infinity, ISO 8601 dates and times, true/false in lower, upper or title case, empty means missing)';

/** White space that `trim` takes off. */
const WHITE = ' \t\r\n\v\f\u00a0\u2007\u202f\ufeff';

/**
 * A column of the source as SQL. `name` is how the FROM calls it. With a contract that gives it a type, text is
 * read as that type by the pattern; without one, text stays text. `fallback` is the policy of columns that no
 * contract describes.
 */
export function columnSql(
  kind: Source['kind'],
  column: Pick<SourceColumn, 'type'> & { readonly partition?: boolean },
  name: string,
  contract: ContractColumn | undefined,
  fallback: TextPolicy = STRICT_TEXT,
): ColumnSql {
  if (column.partition) return textSql(name, partitionRule(contract), STRICT_TEXT);
  if (kind === 'typed') {
    const text = column.type === 'VARCHAR' ? name : `CAST(${name} AS VARCHAR)`;
    return { raw: name, text, value: name, bad: null, key: name };
  }
  const policy = contract?.text ?? fallback;
  if (kind === 'json') return jsonSql(name, contract, policy);
  return textSql(name, contract, policy);
}

/** `month=05` in a path is padded for sorting. */
function partitionRule(contract: ContractColumn | undefined): ContractColumn | undefined {
  return contract && { ...contract, text: { ...(contract.text ?? STRICT_TEXT), leadingZeros: true } };
}

function textSql(name: string, contract: ContractColumn | undefined, policy: TextPolicy): ColumnSql {
  const raw = present(name, policy, policy.trim);
  const lexical = contract === undefined ? undefined : lexicalOf(contract);
  const value = lexical === undefined ? raw : lexical.value(raw);
  return {
    raw,
    text: raw,
    value,
    bad: lexical === undefined ? null : `(${raw} IS NOT NULL AND ${value} IS NULL)`,
    key: lexical?.key(raw, value) ?? raw,
  };
}

/**
 * Text with NULL where it spells "missing". The reader gives NULL for an empty field already, unless some policy
 * of the dataset takes that for a value (`emptyIsMissing`).
 */
function present(name: string, policy: TextPolicy, trim: boolean): string {
  const text = trim ? `trim(${name}, ${sqlString(WHITE)})` : name;
  // After trimming a blank field is an empty one.
  const words = policy.missing.filter((word) => word !== '' || trim);
  if (words.length === 0) return text;
  if (words.length === 1) return `nullif(${text}, ${sqlString(words[0] ?? '')})`;
  return `CASE WHEN ${text} NOT IN (${words.map(sqlString).join(', ')}) THEN ${text} END`;
}

/** True where an empty field of CSV means "missing" under each of the policies. */
export function emptyIsMissing(policies: readonly TextPolicy[]): boolean {
  return policies.every((policy) => policy.missing.includes(''));
}

/** JSON has types of its own: `"5"` is no integer, and 5 is no string. Dates and times are strings in JSON. */
function jsonSql(name: string, contract: ContractColumn | undefined, policy: TextPolicy): ColumnSql {
  const string = `json_extract_string(${name}, '$')`;
  const trimmed = policy.trim ? `trim(${string}, ${sqlString(WHITE)})` : string;
  // In JSON null means missing; an empty string does only where the contract names other spellings.
  const words = policy.missing === STRICT_TEXT.missing ? [] : policy.missing;
  const missing = `starts_with(${name}, '"') AND ${trimmed} IN (${words.map(sqlString).join(', ')})`;
  const raw = words.length === 0 ? name : `CASE WHEN NOT (${missing}) THEN ${name} END`;
  const text = words.length === 0 ? trimmed : `CASE WHEN NOT (${missing}) THEN ${trimmed} END`;
  const starting = (mark: string, value: string) =>
    `CASE WHEN starts_with(${name}, '${mark}') THEN ${value} END`;
  const lexical = contract === undefined ? undefined : lexicalOf(contract);
  const value = jsonValue(contract?.type, lexical) ?? raw;
  const bad = value === raw ? null : `(${raw} IS NOT NULL AND ${value} IS NULL)`;
  return { raw, text, value, bad, key: jsonKey(contract?.type, lexical) };

  function jsonKey(type: LogicalType | undefined, lexical: Lexical | undefined): string {
    if (lexical !== undefined) return lexical.key(isTime(type) ? text : raw, value);
    if (type === 'object' || type === 'array') return raw;
    // One string may be written with and without escapes.
    const written = policy.trim ? '' : ` AND contains(${raw}, '\\')`;
    return `CASE WHEN starts_with(${raw}, '"')${written} THEN '"' || ${text} || '"' ELSE ${raw} END`;
  }

  function jsonValue(type: LogicalType | undefined, lexical: Lexical | undefined): string | null {
    if (type === 'string') return starting('"', text);
    if (type === 'object') return starting('{', name);
    if (type === 'array') return starting('[', name);
    if (lexical === undefined || type === undefined) return null;
    if (isTime(type)) return starting('"', lexical.value(text));
    // A number in JSON has its own spelling, whatever the policy says of text.
    const own = lexicalOf({ type, options: contract?.options ?? {}, text: jsonNumbers(policy) })?.value(raw);
    if (own === undefined) return null;
    const loose = policy.quotedNumbers || (type === 'boolean' && policy.booleans !== STRICT_TEXT.booleans);
    return loose ? `CASE WHEN starts_with(${name}, '"') THEN ${lexical.value(text)} ELSE ${own} END` : own;
  }
}

function isTime(type: LogicalType | undefined): boolean {
  return type === 'date' || type === 'timestamp' || type === 'time';
}

function jsonNumbers(policy: TextPolicy): TextPolicy {
  const { exponentIntegers, decimalIntegers } = policy;
  const booleans = { true: ['true'], false: ['false'] };
  return { ...STRICT_TEXT, exponentIntegers, decimalIntegers, booleans };
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
