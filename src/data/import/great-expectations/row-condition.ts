/** `row_condition`: simple comparisons of columns with values, in the syntax of pandas, Spark or Great Expectations. */
import { sqlName } from '../../dataset.js';
import { CannotCarry, type Change, type Rule } from '../model.js';
import { customRule, literal } from '../sql.js';

export interface RowCondition {
  readonly sql: string;
  /** What the condition needs to know of its columns. */
  readonly changes: readonly Change[];
}

const PARSERS = ['pandas', 'spark', 'great_expectations', 'great_expectations__experimental__'];

/** One comparison: a column, an operator, a value; or whether a value is there. */
const COLUMN = String.raw`(?:col\(\s*["']([^"']+)["']\s*\)|\`([^\`]+)\`|([A-Za-z_]\w*))`;
const VALUE = String.raw`(?:'([^'\\]*)'|"([^"\\]*)"|(-?\d+(?:\.\d+)?)|(true|false))`;
const COMPARISON = new RegExp(String.raw`^${COLUMN}\s*(==|=|!=|<>|<=|>=|<|>)\s*${VALUE}$`, 'i');
const PRESENCE = new RegExp(
  String.raw`^${COLUMN}(?:\.(notnull|notna|isnull|isna|is_null|is_not_null)\(\)|\s+is\s+(not\s+)?null)$`,
  'i',
);
const WORDS = new Set([
  'and',
  'or',
  'not',
  'in',
  'is',
  'true',
  'false',
  'null',
  'none',
  'nan',
  'between',
  'like',
]);

/** Throws `CannotCarry` for a condition that is more than comparisons joined by "and". */
export function rowCondition(text: unknown, parser: unknown): RowCondition {
  const unread = () =>
    new CannotCarry(
      `it looks only at rows with ${JSON.stringify(text)}`,
      'write it as a rule of `engine: assay` with `where`',
    );
  if (typeof text !== 'string' || typeof parser !== 'string' || !PARSERS.includes(parser)) throw unread();
  const parts = conjuncts(text.trim(), parser);
  if (parts === null) throw unread();
  const read = parts.map((part) => comparison(part, parser) ?? presence(part));
  if (read.some((part) => part === null)) throw unread();
  const found = read.filter((part) => part !== null);
  return {
    sql: found.map(({ sql }) => (found.length > 1 ? `(${sql})` : sql)).join(' AND '),
    changes: found.flatMap(({ changes }) => changes),
  };
}

/** The parts between "and"; null where quotes or brackets make that more than a guess. */
function conjuncts(text: string, parser: string): string[] | null {
  const parts = parser === 'pandas' ? text.split(/\s+and\s+|\s*&\s*/) : text.split(/\s+and\s+|\s*&\s*/i);
  const bare = parts.map((part) =>
    part
      .trim()
      .replace(/^\((.*)\)$/s, '$1')
      .trim(),
  );
  // A word in quotes may hold the separator: then a part has a quote that is not closed, and is no comparison.
  return bare.every((part) => part !== '') ? bare : null;
}

function comparison(part: string, parser: string): RowCondition | null {
  const match = COMPARISON.exec(part);
  if (match === null) return null;
  const [, called, ticked, bare, operator = '', single, double, number, flag] = match;
  const column = called ?? ticked ?? bare ?? '';
  if (bare !== undefined && WORDS.has(bare.toLowerCase())) return null;
  // To pandas one sign of equality is no comparison; to SQL a word in double quotes may be a column.
  if (parser === 'pandas' && (operator === '=' || operator === '<>')) return null;
  if (parser === 'spark' && double !== undefined) return null;
  const value = number === undefined ? (flag === undefined ? (single ?? double) : undefined) : Number(number);
  const sql = sqlName(column);
  const equal = operator === '==' ? '=' : operator === '!=' ? '<>' : operator;
  const plain = `${sql} ${equal} ${flag === undefined ? literal(value) : flag.toLowerCase()}`;
  // In pandas a missing value is unequal to everything.
  const missing = parser === 'pandas' && equal === '<>';
  const type = number !== undefined ? 'number' : flag !== undefined ? 'boolean' : 'string';
  return {
    sql: missing ? `${plain} OR ${sql} IS NULL` : plain,
    changes: [{ kind: 'type', column, type, weak: true }],
  };
}

function presence(part: string): RowCondition | null {
  const match = PRESENCE.exec(part);
  if (match === null) return null;
  const [, called, ticked, bare, method, not] = match;
  const column = called ?? ticked ?? bare ?? '';
  const there = method === undefined ? not !== undefined : /not/i.test(method);
  return {
    sql: `${sqlName(column)} IS ${there ? 'NOT ' : ''}NULL`,
    changes: [{ kind: 'column', column }],
  };
}

const BOUND = /^(mustBe|mustNotBe)/;

/** Changes that count for the rows of a condition only. Throws `CannotCarry` for what is about all rows. */
export function conditioned(
  changes: readonly Change[],
  name: string,
  condition: RowCondition | null,
): readonly Change[] {
  if (condition === null) return changes;
  const { sql: where } = condition;
  const only = changes.map((change): Change => {
    switch (change.kind) {
      case 'column':
      case 'type':
      case 'text':
        return change;
      case 'required': {
        const { column } = change;
        return { kind: 'rule', column, rule: customRule(name, { check: 'nullValues', where }) };
      }
      case 'unique': {
        const implementation = { check: 'uniqueCombination', columns: [change.column], where };
        return { kind: 'rule', column: null, rule: customRule(name, implementation) };
      }
      case 'rule':
        return { ...change, rule: conditionedRule(change.rule, name, where) };
      default:
        throw new CannotCarry(`it looks only at some rows, and ${change.kind} is about all of them`);
    }
  });
  const named = changes.flatMap((change): Change[] =>
    change.kind === 'unique' ? [{ kind: 'column', column: change.column }] : [],
  );
  return [...only, ...named, ...condition.changes];
}

function conditionedRule(rule: Rule, name: string, where: string): Rule {
  const { implementation, query, metric, unit } = rule;
  if (typeof implementation === 'object' && implementation !== null) {
    const own: Rule = { ...implementation };
    const both = own['where'] === undefined ? where : `(${where}) AND (${String(own['where'])})`;
    return { ...rule, implementation: { ...own, where: both } };
  }
  if (typeof query === 'string') {
    return { ...rule, query: query.replaceAll('{object}', () => `(SELECT * FROM {object} WHERE ${where})`) };
  }
  if (metric === 'rowCount' || metric === 'nullValues') {
    const bound = Object.fromEntries(Object.entries(rule).filter(([key]) => BOUND.test(key)));
    return customRule(name, { check: metric, where, ...bound, ...(unit === undefined ? {} : { unit }) });
  }
  throw new CannotCarry('it looks only at some rows, and no rule here does what it asks for these');
}
