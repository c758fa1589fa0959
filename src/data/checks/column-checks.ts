/** Checks of the values of one column: completeness, keys, ranges, lengths, patterns, formats. */
import { sqlNumber, sqlString } from '../dataset.js';
import {
  type CheckKind,
  NONE,
  type Pairing,
  type PlanContext,
  type Planned,
  pairings,
  rowsOf,
} from './check.js';
import { FORMATS, FORMLESS } from './formats.js';
import { logicalTypesOf } from './lexical.js';
import { limitsOf, notMultiple } from './limits.js';

export const required: CheckKind = {
  name: 'required',
  *plan(context) {
    for (const { rule } of pairings(context)) {
      if (!rule.required) continue;
      yield rowsOf('required', rule.name, {
        expected: 'a value in every row',
        what: `values of \`${rule.name}\` are missing`,
        condition: (sql) => {
          const { raw, parent } = sql(rule.name);
          // Where the whole object is missing, that is the object's finding.
          const held = parent === undefined || parent === raw ? '' : ` AND ${parent} IS NOT NULL`;
          return `${raw} IS NULL${held}`;
        },
      });
    }
  },
};

export const unique: CheckKind = {
  name: 'unique',
  *plan(context) {
    for (const { rule, many } of pairings(context)) {
      if (!rule.unique) continue;
      if (many) {
        context.skip(`${rule.name}: unique, of values in arrays`);
        continue;
      }
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

export const range: CheckKind = {
  name: 'range',
  *plan(context) {
    for (const pairing of pairings(context)) {
      const { rule, column } = pairing;
      const limits = limitsOf(rule, column.type);
      if (limits === null || !comparable(pairing, context, 'range')) continue;
      if (
        rule.type === 'time' &&
        (rule.options.timezone === true || /WITH TIME ZONE/.test(column.type ?? ''))
      ) {
        context.skip(`${rule.name}: range, since times of day with zones have no order`);
        continue;
      }
      yield rowsOf('range', rule.name, {
        expected: limits.words.join(', '),
        what: `values of \`${rule.name}\` are out of range`,
        condition: (sql) => limits.conditions(sql(rule.name)).join(' OR '),
      });
    }
  },
};

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
      const { rule, column } = pairing;
      const step = rule.options.multipleOf;
      if (step === undefined || !comparable(pairing, context, 'multipleOf')) continue;
      const digits = rule.exact?.multipleOf ?? String(step);
      const exact = notMultiple('x', digits, rule, column.type) !== null;
      // A double is the nearest to a decimal fraction, and a float is further from it.
      const tolerance = column.type === 'FLOAT' ? '1e-6' : '1e-9';
      yield rowsOf('multipleOf', rule.name, {
        expected: `multiples of ${digits}${exact ? '' : ` (to ${tolerance} of the quotient)`}`,
        what: `values of \`${rule.name}\` are no multiples of ${digits}`,
        condition: (sql) => {
          const { value } = sql(rule.name);
          const quotient = `(CAST(${value} AS DOUBLE) / ${sqlNumber(step)})`;
          return (
            notMultiple(value, digits, rule, column.type) ??
            `abs(${quotient} - round(${quotient})) > ${tolerance} * greatest(1, abs(${quotient}))`
          );
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
      if (FORMLESS.has(name)) continue;
      const form = FORMATS[name];
      if (form === undefined) {
        context.skip(`${rule.name}: the format ${JSON.stringify(name)}`);
        continue;
      }
      if (!comparable(pairing, context, 'format')) continue;
      yield rowsOf('format', rule.name, {
        expected: name,
        what: `values of \`${rule.name}\` have not the form of ${name}`,
        condition: (sql) => {
          const { text } = sql(rule.name);
          const matches = `regexp_full_match(${text}, ${sqlString(form.pattern)})`;
          return form.refuses === undefined ? `NOT ${matches}` : `NOT ${matches} OR ${form.refuses(text)}`;
        },
      });
    }
  },
};

export type { Planned };
