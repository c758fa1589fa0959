/** Quality rules of type library: the metrics of v3.1, and the words of v3.0 whose meaning is plain. */
import { nearest, type Problem } from '../../base/index.js';
import type { Bound, LibraryRule, QualityRule } from './model.js';
import type { OdcsQuality } from './odcs.js';

type Metric = LibraryRule['metric'];
type Common = Pick<LibraryRule, 'label' | 'description' | 'severity' | 'place'>;

interface Say {
  skip(reason: string): QualityRule[];
  problem(problem: Omit<Problem, 'where'>): QualityRule[];
}

const ZERO: Bound = { operator: 'mustBe', limit: 0 };

/** v3.0 left the words of `rule` open; these are the ones of its documentation and examples. */
const OLD_WORDS: Readonly<Record<string, { readonly metric: Metric; readonly bound?: Bound }>> = {
  rowCount: { metric: 'rowCount' },
  countCheck: { metric: 'rowCount' },
  duplicateCount: { metric: 'duplicateValues' },
  nullCheck: { metric: 'nullValues', bound: ZERO },
  validValues: { metric: 'invalidValues', bound: ZERO },
  nullValues: { metric: 'nullValues' },
  missingValues: { metric: 'missingValues' },
  invalidValues: { metric: 'invalidValues' },
  duplicateValues: { metric: 'duplicateValues' },
};

const ARGUMENTS: Readonly<Record<Metric, readonly string[]>> = {
  nullValues: [],
  missingValues: ['missingValues'],
  invalidValues: ['validValues', 'pattern'],
  duplicateValues: ['properties'],
  rowCount: [],
};

/** One rule for each bound; none where the rule is not checked or wrong, which `say` has been told. */
export function resolveLibrary(
  rule: OdcsQuality,
  common: Common,
  column: string | null,
  bounds: readonly Bound[],
  say: Say,
): QualityRule[] {
  const word = rule.metric ?? rule.rule;
  if (word === undefined) return say.skip('has neither `metric` nor `type`');
  const meaning = OLD_WORDS[word];
  if (meaning === undefined) return say.skip(`uses the word \`rule: ${word}\` of older versions`);
  const { metric } = meaning;
  const compared = bounds.length > 0 || meaning.bound === undefined ? bounds : [meaning.bound];
  if (compared.length === 0) return say.skip('has no operator, such as mustBe');
  if (column === null && !['rowCount', 'duplicateValues'].includes(metric)) {
    return say.problem({ message: `${metric} belongs to a property, not to the object` });
  }
  if (column !== null && metric === 'rowCount') {
    return say.problem({ message: 'rowCount belongs to the object, not to a property' });
  }
  const unit = rule.unit ?? 'rows';
  if (unit !== 'rows' && unit !== 'percent') return say.skip(`counts in ${unit}, not in rows or percent`);
  if (metric === 'rowCount' && unit === 'percent') return say.skip('asks for rows in percent of the rows');
  const given = { ...(rule.validValues ? { validValues: rule.validValues } : {}), ...rule.arguments };
  const wrong = wrongArgument(given, metric, column);
  if (wrong !== null) return typeof wrong === 'string' ? say.skip(wrong) : say.problem(wrong);
  const { validValues, pattern, missingValues, properties } = given as Given;
  if (metric === 'invalidValues' && validValues === undefined && pattern === undefined) {
    return say.problem({ message: 'invalidValues needs `arguments` with `validValues` or `pattern`' });
  }
  return compared.map((bound) => ({
    ...common,
    kind: 'library',
    metric,
    bound,
    unit,
    missingValues: (missingValues ?? [null, '']).map((value) => (value === null ? null : String(value))),
    // A missing value is never invalid, so that listing it as valid changes nothing.
    validValues: validValues?.filter((value) => value !== null).map(String),
    pattern,
    columns: column === null ? (properties ?? []) : [column],
  }));
}

type Plain = string | number | bigint | boolean | null;
interface Given {
  readonly validValues?: readonly Plain[];
  readonly missingValues?: readonly Plain[];
  readonly pattern?: string;
  readonly properties?: readonly string[];
}

/** The standard leaves arguments open. One that is not known may change what a rule means. */
function wrongArgument(
  given: Readonly<Record<string, unknown>>,
  metric: Metric,
  column: string | null,
): Omit<Problem, 'where'> | string | null {
  const every = Object.values(ARGUMENTS).flat();
  const known = metric === 'duplicateValues' && column !== null ? [] : ARGUMENTS[metric];
  for (const [key, value] of Object.entries(given)) {
    if (!every.includes(key)) {
      const near = nearest(key, known);
      if (near === undefined) return `has the argument \`${key}\`, which is not known here`;
      return { message: `arguments have no \`${key}\``, fix: `did you mean \`${near}\`?` };
    }
    if (!known.includes(key)) return `has the argument \`${key}\`, which ${metric} does not have here`;
    const expected = SHAPES[key];
    if (expected !== undefined && !expected.fits(value)) {
      return { message: `the argument \`${key}\` has not the form that is asked`, expected: expected.words };
    }
  }
  return null;
}

const isPlain = (value: unknown): value is Plain => value === null || typeof value !== 'object';
const isText = (value: unknown): value is string => typeof value === 'string';

const SHAPES: Readonly<Record<string, { words: string; fits(value: unknown): boolean }>> = {
  validValues: {
    words: 'a list of values',
    fits: (value) => Array.isArray(value) && value.length > 0 && value.every(isPlain),
  },
  missingValues: {
    words: 'a list of values; null stands for null',
    fits: (value) => Array.isArray(value) && value.every(isPlain),
  },
  pattern: { words: 'a regular expression', fits: isText },
  properties: {
    words: 'a list of names of properties',
    fits: (value) => Array.isArray(value) && value.every(isText),
  },
};
