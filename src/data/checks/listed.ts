/** Values that a contract lists as text, compared with the values of a column: as they are spelled, and as what they mean. */
import type { ContractColumn } from '../contract/index.js';
import { sqlNumber, sqlString } from '../dataset.js';
import type { SourceColumn } from '../source/index.js';
import { isNumeric, logicalTypesOf } from './lexical.js';
import { floatSql, momentSql } from './limits.js';

/** A column of a row: its text, and its value, which is NULL where the text is not of the type. */
interface Held {
  readonly text: string;
  readonly value: string;
}
type Column = Pick<SourceColumn, 'type'>;

/** True for values that are none of `values`; not for missing ones. */
export function notAmong(
  values: readonly string[],
  column: Column,
  rule: ContractColumn | undefined,
): (sql: Held) => string {
  const filled = values.filter((text) => text.trim() !== '');
  // Nothing that is left empty is a number; to JavaScript it is 0.
  if (isNumeric(column, rule) && filled.length > 0 && filled.every(isNumber)) {
    return ({ value }) =>
      `${value} NOT IN (${filled.map((text) => listedNumber(text, column.type)).join(', ')})`;
  }
  if (values.length === 0) return ({ text }) => `${text} IS NOT NULL`;
  const meant = meaning(values, column, rule);
  return (sql) => {
    const spelled = `${sql.text} NOT IN (${values.map(sqlString).join(', ')})`;
    return meant === null ? spelled : `${spelled} AND NOT coalesce(${meant(sql)}, false)`;
  };
}

/** True for values that are one of `values`. */
export function among(
  values: readonly string[],
  column: Column,
  rule: ContractColumn | undefined,
): (sql: Held) => string {
  const meant = meaning(values, column, rule);
  return (sql) => {
    const spelled = `${sql.text} IN (${values.map(sqlString).join(', ')})`;
    return meant === null ? spelled : `(${spelled} OR ${meant(sql)})`;
  };
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));
const MOMENT = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/;

function isMoment(text: string): boolean {
  const day = text.slice(0, 10);
  if (!MOMENT.test(text) || Number.isNaN(Date.parse(text.replace(' ', 'T')))) return false;
  // To JavaScript 30 February is 2 March.
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** The comparison by value: -999 and -999.0, one moment in two spellings; null where the text says it all. */
function meaning(
  values: readonly string[],
  column: Column,
  rule: ContractColumn | undefined,
): ((sql: Held) => string) | null {
  const type = column.type === null ? rule?.type : logicalTypesOf(column.type)[0];
  if (isNumeric(column, rule)) {
    const numbers = values.filter(isNumber).map((text) => listedNumber(text, column.type));
    const nan = /^(FLOAT|DOUBLE)$/.test(column.type ?? '') && values.some((text) => /^[+-]?nan$/i.test(text));
    return anyOf([
      numbers.length > 0 ? (value) => `${value} IN (${numbers.join(', ')})` : null,
      nan ? (value) => `isnan(${value})` : null,
    ]);
  }
  if (type === 'boolean') {
    const words = values.filter((text) => /^(true|false)$/i.test(text));
    return anyOf([words.length > 0 ? (value) => `${value} IN (${words.join(', ')})` : null]);
  }
  if ((type === 'date' || type === 'timestamp') && rule !== undefined) {
    // A word that is no time, such as a month 13, is no value either.
    const moments = values.filter(isMoment).map((text) => momentSql(text, { ...rule, type }, column.type));
    return anyOf([
      moments.length > 0 ? (value) => `CAST(${value} AS TIMESTAMP) IN (${moments.join(', ')})` : null,
    ]);
  }
  return null;
}

function anyOf(parts: readonly (((value: string) => string) | null)[]): ((sql: Held) => string) | null {
  const some = parts.filter((part) => part !== null);
  return some.length === 0 ? null : ({ value }) => `(${some.map((part) => part(value)).join(' OR ')})`;
}

/** A listed number in the column's own kind: the float nearest to it, all its digits, or a double. */
export function listedNumber(text: string, type: string | null): string {
  if (type === 'FLOAT') return floatSql(text);
  // A literal with a point is a DECIMAL, which compares exactly with decimals and whole numbers.
  if (type !== null && /^(DECIMAL|U?\w*INT)/.test(type) && /^-?\d{1,19}(\.\d{1,9})?$/.test(text)) return text;
  if (type === null && /^-?\d{1,38}$/.test(text)) return text;
  return sqlNumber(Number(text));
}
