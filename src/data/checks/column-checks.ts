/** Checks of the values of one column: completeness, keys, ranges, lengths, patterns, formats. */
import type { ContractColumn } from '../contract/index.js';
import { sqlNumber, sqlString } from '../dataset.js';
import type { SourceColumn } from '../source/index.js';
import {
  type CheckKind,
  NONE,
  type Pairing,
  type PlanContext,
  type Planned,
  pairings,
  rowsOf,
} from './check.js';
import { FORMATS } from './formats.js';
import { isNumeric, logicalTypesOf } from './lexical.js';

export const required: CheckKind = {
  name: 'required',
  *plan(context) {
    for (const { rule } of pairings(context)) {
      if (!rule.required) continue;
      yield rowsOf('required', rule.name, {
        expected: 'a value in every row',
        what: `values of \`${rule.name}\` are missing`,
        condition: (sql) => `${sql(rule.name).raw} IS NULL`,
      });
    }
  },
};

export const unique: CheckKind = {
  name: 'unique',
  *plan(context) {
    for (const { rule } of pairings(context)) {
      if (!rule.unique) continue;
      yield {
        check: 'unique',
        severity: 'error',
        column: rule.name,
        expected: 'every value once',
        what: `rows repeat a value of \`${rule.name}\``,
        measure: { kind: 'duplicates', columns: [rule.name], bound: NONE, unit: 'rows' },
      };
    }
  },
};

export const primaryKey: CheckKind = {
  name: 'primaryKey',
  *plan({ contract, source }) {
    const { primaryKey: key } = contract;
    const there = key.every((name) => source.columns.some((column) => column.name === name));
    if (key.length === 0 || !there) return;
    yield {
      check: 'primaryKey',
      severity: 'error',
      ...(key.length === 1 ? { column: key[0] ?? '' } : {}),
      expected: `every ${key.join(' + ')} once`,
      what: `rows repeat the primary key (${key.join(', ')})`,
      measure: { kind: 'duplicates', columns: key, bound: NONE, unit: 'rows' },
    };
  },
};

/** NaN and the infinities are values to Parquet; no statistic survives them. */
export const finite: CheckKind = {
  name: 'finite',
  *plan(context) {
    for (const { rule, column } of pairings(context)) {
      if (!/^(FLOAT|DOUBLE)$/.test(column.type ?? '') || rule.type === undefined) continue;
      yield rowsOf('finite', rule.name, {
        expected: 'finite numbers',
        what: `values of \`${rule.name}\` are NaN or infinite`,
        fix: 'write missing values as null',
        condition: (sql) => `NOT isfinite(${sql(rule.name).value})`,
      });
    }
  },
};

const INTEGER_LIMITS: Readonly<Record<string, readonly [string, string]>> = {
  i8: ['-128', '127'],
  i16: ['-32768', '32767'],
  i32: ['-2147483648', '2147483647'],
  i64: ['-9223372036854775808', '9223372036854775807'],
  u8: ['0', '255'],
  u16: ['0', '65535'],
  u32: ['0', '4294967295'],
  u64: ['0', '18446744073709551615'],
};

const SIDES = [
  { key: 'minimum', breaks: '<', word: 'at least' },
  { key: 'exclusiveMinimum', breaks: '<=', word: 'more than' },
  { key: 'maximum', breaks: '>', word: 'at most' },
  { key: 'exclusiveMaximum', breaks: '>=', word: 'less than' },
] as const;

export const range: CheckKind = {
  name: 'range',
  *plan(context) {
    for (const pairing of pairings(context)) {
      const { rule } = pairing;
      const conditions: string[] = [];
      const words: string[] = [];
      for (const { key, breaks, word } of SIDES) {
        const limit = rule.options[key];
        if (limit === undefined) continue;
        conditions.push(`${breaks} ${literal(limit, rule)}`);
        words.push(`${word} ${limit}`);
      }
      const bits = rule.type === 'integer' ? INTEGER_LIMITS[rule.options.format ?? ''] : undefined;
      if (bits !== undefined) {
        conditions.push(`< ${bits[0]}`, `> ${bits[1]}`);
        words.push(`${rule.options.format} (${bits[0]} to ${bits[1]})`);
      }
      if (conditions.length === 0 || !comparable(pairing, context, 'range')) continue;
      yield rowsOf('range', rule.name, {
        expected: words.join(', '),
        what: `values of \`${rule.name}\` are out of range`,
        condition: (sql) => conditions.map((part) => `${sql(rule.name).value} ${part}`).join(' OR '),
      });
    }
  },
};

function literal(limit: number | string, rule: ContractColumn): string {
  if (typeof limit === 'number') return sqlNumber(limit);
  return `${rule.type === 'time' ? 'TIME' : 'TIMESTAMP'} ${sqlString(limit)}`;
}

/** A column of the wrong type fails the type check; its values cannot be compared. */
function comparable({ rule, column }: Pairing, context: PlanContext, check: string): boolean {
  if (column.type === null) return true;
  const fits = logicalTypesOf(column.type);
  if (rule.type === undefined || fits.includes(rule.type)) return true;
  context.skip(`${rule.name}: ${check}, since its type is ${column.type}`);
  return false;
}

export const multipleOf: CheckKind = {
  name: 'multipleOf',
  *plan(context) {
    for (const pairing of pairings(context)) {
      const { rule } = pairing;
      const step = rule.options.multipleOf;
      if (step === undefined || !comparable(pairing, context, 'multipleOf')) continue;
      const whole = Number.isInteger(step) && rule.type === 'integer';
      yield rowsOf('multipleOf', rule.name, {
        expected: whole ? `multiples of ${step}` : `multiples of ${step} (to 1e-9 of the quotient)`,
        what: `values of \`${rule.name}\` are no multiples of ${step}`,
        condition: (sql) => {
          const { value } = sql(rule.name);
          if (whole) return `${value} % ${sqlNumber(step)} <> 0`;
          const quotient = `(CAST(${value} AS DOUBLE) / ${sqlNumber(step)})`;
          return `abs(${quotient} - round(${quotient})) > 1e-9 * greatest(1, abs(${quotient}))`;
        },
      });
    }
  },
};

export const length: CheckKind = {
  name: 'length',
  *plan(context) {
    for (const pairing of pairings(context)) {
      const { rule } = pairing;
      const { minLength, maxLength } = rule.options;
      if ((minLength === undefined && maxLength === undefined) || !comparable(pairing, context, 'length'))
        continue;
      const words = [
        minLength === undefined ? '' : `at least ${minLength}`,
        maxLength === undefined ? '' : `at most ${maxLength}`,
      ].filter((word) => word !== '');
      yield rowsOf('length', rule.name, {
        expected: `${words.join(', ')} characters`,
        what: `values of \`${rule.name}\` are too short or too long`,
        condition: (sql) => {
          const size = `length(${sql(rule.name).text})`;
          return [
            minLength === undefined ? '' : `${size} < ${minLength}`,
            maxLength === undefined ? '' : `${size} > ${maxLength}`,
          ]
            .filter((part) => part !== '')
            .join(' OR ');
        },
      });
    }
  },
};

export const pattern: CheckKind = {
  name: 'pattern',
  *plan(context) {
    for (const pairing of pairings(context)) {
      const { rule } = pairing;
      const { pattern: expression } = rule.options;
      if (expression === undefined || !comparable(pairing, context, 'pattern')) continue;
      yield rowsOf('pattern', rule.name, {
        expected: `the whole value matches ${expression} (RE2)`,
        what: `values of \`${rule.name}\` do not match the pattern`,
        condition: (sql) => `NOT regexp_full_match(${sql(rule.name).text}, ${sqlString(expression)})`,
      });
    }
  },
};

export const format: CheckKind = {
  name: 'format',
  *plan(context) {
    for (const pairing of pairings(context)) {
      const { rule } = pairing;
      const name = rule.options.format;
      if (name === undefined || rule.type !== 'string') continue;
      const expression = FORMATS[name];
      if (expression === undefined) {
        context.skip(`${rule.name}: the format ${JSON.stringify(name)}`);
        continue;
      }
      if (!comparable(pairing, context, 'format')) continue;
      yield rowsOf('format', rule.name, {
        expected: name,
        what: `values of \`${rule.name}\` have not the form of ${name}`,
        condition: (sql) => `NOT regexp_full_match(${sql(rule.name).text}, ${sqlString(expression)})`,
      });
    }
  },
};

/** Values as a contract lists them, compared as numbers where the column is numeric. */
export function notAmong(
  values: readonly string[],
  column: SourceColumn,
  rule: ContractColumn | undefined,
): (sql: { text: string; value: string }) => string {
  const numbers = values.map(Number);
  if (isNumeric(column, rule) && numbers.every(Number.isFinite)) {
    return ({ value }) => `${value} NOT IN (${numbers.map(sqlNumber).join(', ')})`;
  }
  return ({ text }) => `${text} NOT IN (${values.map(sqlString).join(', ')})`;
}

export type { Planned };
