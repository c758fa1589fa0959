/** What kind of values a column has, and how they compare with what a contract lists. */
import { everyColumn } from '../../contract/model.js';
import { sqlString } from '../../dataset.js';
import { REDACTED } from '../../examples.js';
import type { Judgement, Lookup } from '../check.js';
import { isNumeric, logicalTypesOf } from '../lexical.js';
import { momentSql } from '../limits.js';
import { listedNumber } from '../listed.js';
import type { CustomContext, CustomPlan, Subject } from './define.js';
import { unfit } from './measure.js';

export type Kind = 'number' | 'text' | 'boolean' | 'date' | 'timestamp' | 'time' | 'other';

/** What the values of a column are to SQL: by the contract for text, by the format's own type otherwise. */
export function kindOf({ column, rule }: Subject): Kind {
  if (isNumeric(column, rule)) return 'number';
  const [type] = column.type === null ? [rule?.type ?? 'string'] : logicalTypesOf(column.type);
  switch (type) {
    case 'string':
      return 'text';
    case 'boolean':
    case 'date':
    case 'timestamp':
    case 'time':
      return type;
    default:
      return 'other';
  }
}

/** A plan where the column is of one of these kinds, else what is wrong with it. */
export function ofKind(subject: Subject, kinds: readonly Kind[], plan: () => CustomPlan): CustomPlan {
  const kind = kindOf(subject);
  if (kinds.includes(kind)) return plan();
  const type = subject.column.type ?? subject.rule?.type ?? 'text without a logicalType';
  return unfit(`\`${subject.name}\` is ${type}, not ${kinds.join(' or ')}`);
}

/** True for columns whose values may be NaN or infinite. */
export function isFloating({ column, rule }: Subject): boolean {
  if (column.type === null) return rule?.type === 'number';
  return /^(FLOAT|DOUBLE)$/.test(column.type);
}

/** A column as SQL that compares with the literals of `literalFor`. */
export function comparedSql(subject: Subject, sql: ReturnType<Lookup>): string {
  switch (kindOf(subject)) {
    case 'number':
      return sql.value;
    case 'text':
    case 'other':
      return sql.text;
    case 'boolean':
      return `CAST(${sql.value} AS VARCHAR)`;
    case 'time':
      return `CAST(${sql.value} AS TIME)`;
    default:
      return `CAST(${sql.value} AS TIMESTAMP)`;
  }
}

/** A value of a contract as an SQL literal for this column, or null where it can be none. */
export function literalFor(subject: Subject, value: string | number | boolean): string | null {
  const text = String(value);
  switch (kindOf(subject)) {
    case 'number': {
      const number = text.trim() === '' ? Number.NaN : Number(text);
      return Number.isFinite(number) ? listedNumber(text.trim(), subject.column.type) : null;
    }
    case 'date':
    case 'timestamp':
      // What is no time makes the query fail, and the check an error; a NULL in a list would hide it.
      return subject.rule === undefined
        ? `CAST(${sqlString(text)} AS TIMESTAMP)`
        : momentSql(text, subject.rule, subject.column.type);
    case 'time':
      return `CAST(${sqlString(text)} AS TIME)`;
    default:
      return sqlString(text);
  }
}

export function isPersonal(context: CustomContext, names: readonly string[]): boolean {
  return everyColumn(context.contract.columns).some(({ name, personal }) => personal && names.includes(name));
}

/** A time as a TIMESTAMP of UTC's clocks: one without a zone has those of the default zone. */
export function utcSql({ column, rule }: Subject, value: string): string {
  const zone = rule?.options.defaultTimezone;
  const local = column.type !== null && /^TIMESTAMP(_S|_MS|_NS)?$/.test(column.type) && zone !== undefined;
  const time = `CAST(${value} AS TIMESTAMP)`;
  return local ? `CAST(timezone(${sqlString(zone)}, ${time}) AS TIMESTAMP)` : time;
}

/** A plan that tells nothing of single values where a column is personal: a maximum is the value of somebody. */
export function concealed(context: CustomContext, columns: readonly string[], plan: CustomPlan): CustomPlan {
  if (!isPersonal(context, columns)) return plan;
  const { measure } = plan;
  const hide = ({ actual: _actual, where: _where, problem, ...rest }: Judgement): Judgement => ({
    ...rest,
    actual: REDACTED,
    ...(problem === undefined
      ? {}
      : { problem: rest.verdict === 'error' ? problem : 'too little can be read' }),
  });
  switch (measure.kind) {
    case 'value':
      return { ...plan, measure: { ...measure, judge: (value: unknown) => hide(measure.judge(value)) } };
    case 'query':
      return {
        ...plan,
        measure: {
          ...measure,
          judge: (rows: readonly Record<string, unknown>[]) => hide(measure.judge(rows)),
        },
      };
    default:
      return plan;
  }
}
