/** Values and rules as SQL, for what the library of the standard has no word for. */
import { sqlName, sqlString } from '../dataset.js';
import { CannotCarry, type Change, type Rule } from './model.js';

/** The column of a property's rule. */
export const PROPERTY = '{property}';

/**
 * A column as a time. Where the contract gives it no type it is text, and in JSON lines text with its quotes.
 */
export function timeOf(column: string): string {
  return `TRY_CAST(trim(CAST(${column} AS VARCHAR), '"') AS TIMESTAMP)`;
}

/** A column as text, whatever its type. */
export const TEXT = `CAST(${PROPERTY} AS VARCHAR)`;

/**
 * Two columns compared: as numbers where both values are numbers, else as text. Columns without a type are text,
 * and as text 10 comes before 9.
 */
export function compared(a: string, operator: string, b: string): string {
  const [x, y] = [a, b].map((column) => `CAST(${column} AS VARCHAR)`);
  const [m, n] = [x, y].map((text) => `TRY_CAST(${text} AS DOUBLE)`);
  return `CASE WHEN ${m} IS NOT NULL AND ${n} IS NOT NULL THEN ${m} ${operator} ${n} ELSE ${x} ${operator} ${y} END`;
}

/** A value of a foreign file as an SQL literal of exactly that value. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return sqlString(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
    // With an exponent it is a DOUBLE; without one a DECIMAL, which may round a second time.
    return /e/.test(String(value)) ? String(value) : `${value}e0`;
  }
  throw new CannotCarry(`${JSON.stringify(value)} cannot be written as a value`);
}

/** A list as SQL, to stand after IN. An empty list holds nothing. */
export function literals(values: readonly unknown[]): string {
  return values.length === 0 ? '(NULL)' : `(${values.map(literal).join(', ')})`;
}

/** A rule over one number that a query gives. */
export function sqlRule(name: string, query: string, bound: Rule): Rule {
  return { name, type: 'sql', query, ...bound };
}

/** A rule of the engine `assay`. */
export function customRule(name: string, implementation: Rule): Rule {
  return { name, type: 'custom', engine: 'assay', implementation };
}

/**
 * A rule over the values of a column: of those that are there, at least the share `mostly` must not be `bad`, an
 * expression without subqueries in which the column is `{property}`. It names the rows that fail.
 */
export function badValues(column: string, name: string, bad: string, mostly: number): RuleChange {
  const own = sqlName(column);
  return badRows(
    name,
    bad.replaceAll(PROPERTY, () => own),
    mostly,
    `${own} IS NOT NULL`,
  );
}

/** The same over the rows for which `seen` holds. A `bad` that is unknown counts as bad. */
export function badRows(name: string, bad: string, mostly: number, seen: string): RuleChange {
  const good = `NOT coalesce(${bad}, true)`;
  // Where every row must be good, rows that are not looked at are; so a column without values passes, as it does there.
  if (mostly === 1) {
    const condition = seen === 'true' ? good : `NOT (${seen}) OR ${good}`;
    return { kind: 'rule', column: null, rule: customRule(name, { check: 'rowCondition', condition }) };
  }
  const implementation = {
    check: 'rowCondition',
    condition: good,
    ...(seen === 'true' ? {} : { where: seen }),
    mustBeLessOrEqualTo: Number((100 * (1 - mostly)).toPrecision(12)),
    unit: 'percent',
  };
  return { kind: 'rule', column: null, rule: customRule(name, implementation) };
}

/** The same with an expression that looks beyond the row: a query, which names no rows. */
export function badValuesByQuery(name: string, bad: string, mostly: number): Rule {
  const seen = `${PROPERTY} IS NOT NULL`;
  const broken = `count(*) FILTER (WHERE (${seen}) AND coalesce(${bad}, true))`;
  if (mostly === 1) return sqlRule(name, `SELECT ${broken} FROM {object}`, { mustBe: 0 });
  const all = `count(*) FILTER (WHERE ${seen})`;
  return sqlRule(name, `SELECT coalesce((${all} - ${broken}) / nullif(${all}, 0), 1) FROM {object}`, {
    mustBeGreaterOrEqualTo: mostly,
  });
}

/** A change that adds a rule. */
type RuleChange = Extract<Change, { kind: 'rule' }>;

export interface Bounds {
  readonly min: unknown;
  readonly max: unknown;
  readonly strictMin: boolean;
  readonly strictMax: boolean;
}

/** The words of the standard for numeric bounds; several where one word is not enough. */
export function boundWords({ min, max, strictMin, strictMax }: Bounds): Rule[] {
  const given = [min, max].filter((limit) => limit !== null && limit !== undefined);
  if (given.some((limit) => typeof limit !== 'number' || !Number.isFinite(limit))) {
    throw new CannotCarry(`${given.map((limit) => JSON.stringify(limit)).join(' to ')} are no numbers`);
  }
  if (typeof min === 'number' && typeof max === 'number') {
    if (min > max) throw new CannotCarry(`the least, ${min}, is more than the most, ${max}`);
    // The standard wants two different numbers.
    if (min === max && !strictMin && !strictMax) return [{ mustBe: min }];
    if (!strictMin && !strictMax) return [{ mustBeBetween: [min, max] }];
  }
  if (given.length === 0) throw new CannotCarry('it has no bound: there is nothing to check');
  return [
    ...(typeof min === 'number'
      ? [{ [strictMin ? 'mustBeGreaterThan' : 'mustBeGreaterOrEqualTo']: min }]
      : []),
    ...(typeof max === 'number' ? [{ [strictMax ? 'mustBeLessThan' : 'mustBeLessOrEqualTo']: max }] : []),
  ];
}

/** Rules over one number with bounds on both sides; none where there is no bound. */
export function boundedRules(name: string, query: string, bounds: Bounds, column: string | null): Change[] {
  return boundWords(bounds).map((words) => ({ kind: 'rule', column, rule: sqlRule(name, query, words) }));
}

/** The names of the columns of the data in their order, from the first row; no rows give no number, and never pass. */
const NAMES = 'json_keys(to_json(t))';
const FIRST = 'FROM {object} t LIMIT 1';

/** The number of columns. */
export const COLUMN_COUNT = `SELECT len(${NAMES}) ${FIRST}`;

/** A rule that a column stands at a place, counted from 0, or from the end with -1. */
export function columnAt(name: string, column: string, index: number): Change[] {
  const there = `coalesce(${NAMES}[${index < 0 ? index : index + 1}] = ${literal(column)}, false)`;
  return [
    { kind: 'rule', column: null, rule: sqlRule(name, `SELECT ${there}::INTEGER ${FIRST}`, { mustBe: 1 }) },
  ];
}

/** A rule that the columns stand in this order, from the first one on. */
export function columnOrder(name: string, columns: readonly string[]): Change[] {
  if (columns.length === 0) return [];
  const same = `${NAMES}[1:${columns.length}] = [${columns.map(literal).join(', ')}]`;
  return [
    { kind: 'rule', column: null, rule: sqlRule(name, `SELECT (${same})::INTEGER ${FIRST}`, { mustBe: 1 }) },
  ];
}
