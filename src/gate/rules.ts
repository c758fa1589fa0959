/**
 * What a rule is, and reading rules from lines (`METRIC OPERATOR LIMIT [slice NAME] [direction higher|lower]
 * [warn]`) and from the objects of `assay.yaml`. Every problem of every rule is reported at once.
 */
import { nearest, type Place, type Problem } from '../base/index.js';
import type { RuleConfig } from '../config/index.js';
import { type Direction, OPERATORS, type Operator } from '../results/index.js';
import { type Decimal, decimal } from './decimal.js';
import { OPERATOR_SYNONYMS, operatorOf } from './operators.js';
import { splitWords, type Word } from './words.js';

export const RULE_GRAMMAR = 'METRIC OPERATOR LIMIT [slice NAME] [direction higher|lower] [warn]';
/** The slice name that stands for every slice. */
export const EVERY_SLICE = '*';

export interface Rule {
  readonly metric: string;
  /** Null for the whole dataset; `*` for every slice that either side has. */
  readonly slice: string | null;
  readonly operator: Operator;
  /** Exact; a share is a fraction here (`2%` is 0.02). */
  readonly limit: Decimal;
  /** As the user wrote it. Null until the catalogue or the metric itself was asked (`resolveDirections`). */
  readonly direction: Direction | null;
  readonly severity: 'error' | 'warn';
  readonly where: Place;
}

export interface RuleInput {
  readonly rule: RuleConfig;
  /** Where it was written, for messages. */
  readonly where: Place;
}

export interface ParsedRules {
  readonly rules: readonly Rule[];
  readonly problems: readonly Problem[];
}

/** Reads rules. Those that can be read are returned also where others have problems. */
export function parseRules(inputs: readonly RuleInput[]): ParsedRules {
  const rules: Rule[] = [];
  const problems: Problem[] = [];
  for (const { rule, where } of inputs) {
    const parsed = typeof rule === 'string' ? parseLine(rule, where) : parseObject(rule, where);
    rules.push(...parsed.rules);
    problems.push(...parsed.problems);
  }
  return { rules, problems: [...problems, ...contradictions(rules)] };
}

type RuleObject = Exclude<RuleConfig, string>;

function parseObject(rule: RuleObject, where: Place): ParsedRules {
  const rules: Rule[] = [];
  const problems: Problem[] = [];
  for (const operator of OPERATORS) {
    const written = rule[operator];
    if (written === undefined) continue;
    const limit = readLimit(operator, String(written));
    const key = where.key === undefined ? operator : `${where.key}.${operator}`;
    if ('message' in limit) problems.push({ ...limit, where: { ...where, key } });
    else if (operator === 'max_gap' && needsColumn(rule.slice)) {
      problems.push({ where: { ...where, key }, ...GAP_NEEDS_COLUMN });
    } else {
      rules.push({
        metric: rule.metric,
        slice: rule.slice ?? null,
        operator,
        limit: limit.value,
        direction: rule.direction ?? null,
        severity: rule.severity ?? 'error',
        where,
      });
    }
  }
  return { rules, problems };
}

function parseLine(line: string, where: Place): ParsedRules {
  const problems: Problem[] = [];
  const complain = (message: string, more: Omit<Problem, 'message' | 'where'> = {}) => {
    problems.push({ where, message: `rule \`${line}\`: ${message}`, ...more });
  };
  const { words, unclosed } = splitWords(line);
  if (unclosed) complain('a quotation mark is not closed', { fix: 'add the closing quotation mark' });
  const [metric, operatorWord, limitWord, ...rest] = words;
  if (metric === undefined || operatorWord === undefined || limitWord === undefined) {
    complain(words.length === 0 ? 'is empty' : 'is not complete', { expected: RULE_GRAMMAR });
    return { rules: [], problems };
  }
  if (metric.text === '') complain('the name of the metric is empty', { expected: RULE_GRAMMAR });
  const operator = readOperator(words, complain);
  const limit = operator === null ? null : readLimit(operator, limitWord.text);
  if (limit !== null && 'message' in limit) complain(limit.message, limit);
  // Where the operator is not where it should be, the words after it would only give errors that follow from it.
  const clauses = operator === null ? null : readClauses(rest, complain);
  if (operator === null || limit === null || 'message' in limit || clauses === null || problems.length > 0) {
    return { rules: [], problems };
  }
  if (operator === 'max_gap' && needsColumn(clauses.slice ?? undefined)) {
    complain(GAP_NEEDS_COLUMN.message, GAP_NEEDS_COLUMN);
    return { rules: [], problems };
  }
  return {
    rules: [{ metric: metric.text, operator, limit: limit.value, ...clauses, where }],
    problems,
  };
}

const GAP_NEEDS_COLUMN = {
  message: 'max_gap compares the slices of one column',
  expected: '`slice COLUMN`, such as `recall max_gap 0.1 slice gender`',
} as const;

function needsColumn(slice: string | undefined): boolean {
  return slice === undefined || slice === EVERY_SLICE || slice.includes('=');
}

type Complain = (message: string, more?: Omit<Problem, 'message' | 'where'>) => void;

function isOperator(text: string): text is Operator {
  return OPERATORS.some((operator) => operator === text);
}

function readOperator(words: readonly Word[], complain: Complain): Operator | null {
  const text = words[1]?.text ?? '';
  if (isOperator(text)) return text;
  const later = words.findIndex((word, index) => index > 1 && !word.quoted && isOperator(word.text));
  if (later > 1) {
    const name = words
      .slice(0, later)
      .map((word) => word.text)
      .join(' ');
    complain(`\`${text}\` is no operator`, {
      fix: `put a name that holds spaces in quotation marks: "${name}" ${words[later]?.text} …`,
    });
    return null;
  }
  const near = nearestOperator(text);
  complain(`\`${text}\` is no operator`, {
    expected: `one of ${OPERATORS.join(', ')}`,
    ...(near === null ? {} : { fix: `did you mean \`${near}\`?` }),
  });
  return null;
}

function nearestOperator(text: string): Operator | null {
  const lower = text.toLowerCase().replaceAll('-', '_');
  if (isOperator(lower)) return lower;
  if (Object.hasOwn(OPERATOR_SYNONYMS, lower)) return OPERATOR_SYNONYMS[lower] ?? null;
  return nearest(lower, OPERATORS) ?? null;
}

const LIMIT = /^([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,4})?)(%?)$/;

function readLimit(operator: Operator, text: string): { value: Decimal } | Omit<Problem, 'where'> {
  const info = operatorOf(operator);
  const match = LIMIT.exec(text);
  const number = match?.[1];
  if (match === null || number === undefined) {
    const point = /^[+-]?\d+,\d+%?$/.test(text) ? text.replace(',', '.') : null;
    const zero = /^[+-]?\.\d+%?$/.test(text) ? text.replace('.', '0.') : null;
    const better = point ?? zero;
    return {
      message: `the limit \`${text}\` is not a number`,
      expected: info.share ? 'a share such as 0.02 or 2%' : 'a number such as 0.01',
      ...(better === null ? {} : { fix: `write ${better}` }),
    };
  }
  const percent = match[2] === '%';
  const written = decimal(number);
  const value = percent ? written.div(100) : written;
  if (!Number.isFinite(Number(number)) || (Number(value.toString()) === 0 && !value.eq(0))) {
    return { message: `the limit \`${text}\` is beyond what a number can hold` };
  }
  if (percent && !info.share) {
    return {
      message: `${operator} takes a number in the unit of the metric, not a share`,
      fix: `write ${value.toString()}${operator === 'max_drop' ? `, or \`max_drop_rel ${text}\` for a share of the baseline` : ''}`,
    };
  }
  if (info.share && !percent && value.gte(1)) {
    return {
      message: `a share of ${text} is ${value.times(100).toString()}%`,
      fix: `write ${text}% or ${value.div(100).toString()}; if you mean it, write ${value.times(100).toString()}%`,
    };
  }
  const problem = info.limitProblem(value);
  return problem ?? { value };
}

interface Clauses {
  readonly slice: string | null;
  readonly direction: Direction | null;
  readonly severity: 'error' | 'warn';
}

function readClauses(words: readonly Word[], complain: Complain): Clauses | null {
  let slice: string | null = null;
  let direction: Direction | null = null;
  let warn = false;
  let broken = false;
  const fail = (message: string, more: Omit<Problem, 'message' | 'where'> = {}) => {
    broken = true;
    complain(message, more);
  };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]?.text;
    const next = words[index + 1]?.text;
    if (word === 'slice') {
      index += 1;
      if (slice !== null) fail('`slice` stands twice');
      if (next === undefined || next === '')
        fail('`slice` needs a name', { expected: 'slice NAME or slice "*"' });
      else slice = next;
    } else if (word === 'direction') {
      index += 1;
      if (direction !== null) fail('`direction` stands twice');
      if (next === 'higher' || next === 'lower') direction = next;
      else
        fail(`direction \`${next ?? ''}\` is unknown`, { expected: 'direction higher or direction lower' });
    } else if (word === 'warn') {
      if (warn) fail('`warn` stands twice');
      warn = true;
    } else {
      fail(`\`${word}\` is not understood here`, {
        expected: RULE_GRAMMAR,
        ...(slice === null ? {} : { fix: 'put a slice name that holds spaces in quotation marks' }),
      });
      break;
    }
  }
  return broken ? null : { slice, direction, severity: warn ? 'warn' : 'error' };
}

function nameOf(rule: Rule): string {
  return rule.slice === null ? rule.metric : `${rule.metric} on slice ${rule.slice}`;
}

/** Rules that repeat or exclude each other, on the same metric and slice. */
function contradictions(rules: readonly Rule[]): Problem[] {
  const problems: Problem[] = [];
  rules.forEach((rule, index) => {
    for (const earlier of rules.slice(0, index)) {
      if (earlier.metric !== rule.metric || earlier.slice !== rule.slice) continue;
      const message = contradiction(earlier, rule);
      if (message !== null) problems.push({ where: rule.where, message: `${nameOf(rule)}: ${message}` });
    }
  });
  return problems;
}

function contradiction(a: Rule, b: Rule): string | null {
  if (a.direction !== null && b.direction !== null && a.direction !== b.direction) {
    return 'one rule says that higher is better, another that lower is';
  }
  if (a.operator === b.operator) {
    if (a.operator === 'equals' && !a.limit.eq(b.limit)) {
      return `cannot equal both ${a.limit.toString()} and ${b.limit.toString()}`;
    }
    // Two limits of one operator make sense as a hard one and a stricter one that only warns.
    if (a.severity === b.severity) {
      return a.limit.eq(b.limit)
        ? `the rule ${a.operator} ${a.limit.toString()} stands twice`
        : `${a.operator} stands twice, with ${a.limit.toString()} and ${b.limit.toString()}`;
    }
    return null;
  }
  const by = (operator: Operator) => [a, b].find((rule) => rule.operator === operator)?.limit;
  const min = by('min');
  const max = by('max');
  const equals = by('equals');
  if (min && max && min.gt(max))
    return `min ${min.toString()} is above max ${max.toString()}, so nothing can pass`;
  if (min && equals?.lt(min)) return `equals ${equals.toString()} is below min ${min.toString()}`;
  if (max && equals?.gt(max)) return `equals ${equals.toString()} is above max ${max.toString()}`;
  const least = by('min_gain');
  const most = by('max_gain');
  if (least && most && least.gt(most))
    return `min_gain ${least.toString()} is above max_gain ${most.toString()}, so nothing can pass`;
  return null;
}

/**
 * Gives each rule its direction: its own, else what `directionOf` says (the catalogue, or the metric as it was
 * evaluated). A comparing rule without one is a problem: guessing would turn the gate round.
 */
export function resolveDirections(
  rules: readonly Rule[],
  directionOf: (metric: string) => Direction | null,
): ParsedRules {
  const problems: Problem[] = [];
  const resolved = rules.map((rule) => {
    // One rule of a metric may say it for all of them.
    const said = rules.find((other) => other.metric === rule.metric && other.direction !== null)?.direction;
    const direction = rule.direction ?? said ?? directionOf(rule.metric);
    if (direction === null && operatorOf(rule.operator).compares) {
      problems.push({
        where: rule.where,
        message: `${rule.metric} is not in the catalogue of metrics, so it is not known which way is better`,
        expected: `\`direction higher\` or \`direction lower\` with ${rule.operator}`,
        fix: `write \`${rule.metric} ${rule.operator} ${rule.limit.toString()} direction higher\` (or lower)`,
      });
    }
    return { ...rule, direction };
  });
  return { rules: resolved, problems };
}

/** A rule as one line of the grammar. */
export function ruleText(rule: Rule): string {
  const quoted = (text: string) =>
    /^[^\s"'\\]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
  return [
    quoted(rule.metric),
    rule.operator,
    rule.limit.toString(),
    ...(rule.slice === null ? [] : ['slice', quoted(rule.slice)]),
    ...(rule.direction === null ? [] : ['direction', rule.direction]),
    ...(rule.severity === 'warn' ? ['warn'] : []),
  ].join(' ');
}
