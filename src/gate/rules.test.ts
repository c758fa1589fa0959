import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { formatProblem } from '../base/index.js';
import type { RuleConfig } from '../config/index.js';
import { OPERATORS } from '../results/index.js';
import { parseRules, resolveDirections, ruleText } from './rules.js';
import { policy } from './testing.js';

const read = (...rules: RuleConfig[]) =>
  parseRules(rules.map((rule, index) => ({ rule, where: { key: `rules[${index}]` } })));
const problemsOf = (...rules: RuleConfig[]) => read(...rules).problems.map(formatProblem);

describe('a rule in one line', () => {
  it.each([
    [
      'roc_auc max_drop 0.01',
      {
        metric: 'roc_auc',
        operator: 'max_drop',
        limit: '0.01',
        slice: null,
        direction: null,
        severity: 'error',
      },
    ],
    ['  roc_auc\tmin  0.60 ', { operator: 'min', limit: '0.6' }],
    ['latency max_drop_rel 2%', { operator: 'max_drop_rel', limit: '0.02' }],
    ['latency max_drop_rel 0.02', { operator: 'max_drop_rel', limit: '0.02' }],
    ['latency max_drop_rel 250%', { limit: '2.5' }],
    ['x max 5 warn', { severity: 'warn' }],
    [
      'x max_drop 1e-3 direction lower slice * warn',
      { limit: '0.001', slice: '*', direction: 'lower', severity: 'warn' },
    ],
    ['x min 0 slice "New York"', { slice: 'New York' }],
    [`x min 0 slice 'a "b" c'`, { slice: 'a "b" c' }],
    ['x min 0 slice origin="New \\"York\\" \\\\"', { slice: 'origin=New "York" \\' }],
    ['"macro avg.f1-score" min 0.8', { metric: 'macro avg.f1-score' }],
    ['r2 min -0.5', { limit: '-0.5' }],
    ['x equals 123456789012345678', { limit: '123456789012345678' }],
  ])('%s', (line, expected) => {
    const { rules, problems } = read(line);
    expect(problems).toEqual([]);
    const [rule] = rules;
    expect({ ...rule, limit: rule?.limit.toFixed() }).toMatchObject(expected);
  });

  it.each([
    ['', /is empty.*METRIC OPERATOR LIMIT/],
    ['roc_auc', /is not complete/],
    ['roc_auc max_dorp 0.01', /`max_dorp` is no operator[\s\S]*did you mean `max_drop`/],
    ['roc_auc >= 0.8', /did you mean `min`/],
    ['loss <= 0.8', /did you mean `max`/],
    ['roc_auc max-drop 0.01', /did you mean `max_drop`/],
    ['roc_auc MIN 0.8', /did you mean `min`/],
    ['roc_auc toString 0.8', /is no operator/],
    [
      'macro avg.f1-score min 0.8',
      /put a name that holds spaces in quotation marks: "macro avg.f1-score" min/,
    ],
    ['roc_auc min high', /the limit `high` is not a number/],
    ['roc_auc min nan', /not a number/],
    ['roc_auc min Infinity', /not a number/],
    ['roc_auc min 1e999', /beyond what a number can hold/],
    ['roc_auc min 1e-999', /beyond what a number can hold/],
    ['roc_auc min 0,85', /write 0\.85/],
    ['roc_auc min .85', /write 0\.85/],
    ['roc_auc max_drop 2%', /not a share[\s\S]*0\.02.*max_drop_rel 2%/],
    ['roc_auc min 80%', /not a share[\s\S]*write 0\.8/],
    ['roc_auc max_drop_rel 2', /a share of 2 is 200%[\s\S]*write 2% or 0\.02; if you mean it, write 200%/],
    ['roc_auc max_drop -0.01', /cannot be negative[\s\S]*min_gain 0\.01/],
    ['roc_auc min_gain -0.01', /cannot be negative[\s\S]*max_drop 0\.01/],
    ['roc_auc max_drop_rel -1%', /cannot be negative/],
    ['x min 0 slice', /`slice` needs a name/],
    ['x min 0 slice ""', /`slice` needs a name/],
    ['x min 0 slice New York', /`York` is not understood[\s\S]*quotation marks/],
    ['x min 0 slice a slice b', /`slice` stands twice/],
    ['x min 0 direction up', /direction `up` is unknown/],
    ['x min 0 warn warn', /`warn` stands twice/],
    ['x min 0 slice "a', /quotation mark is not closed/],
    ['"" min 0', /name of the metric is empty/],
  ])('refuses %j', (line, message) => {
    const { rules, problems } = read(line);
    expect(rules).toEqual([]);
    expect(problems.map(formatProblem).join('\n')).toMatch(message);
  });

  it('reports every problem of every rule at once', () => {
    expect(problemsOf('a mim 1', 'b max two direction up', 'c max_drop 1%')).toHaveLength(4);
  });

  it('reads back what it writes', () => {
    const text = fc.string({ minLength: 1 }).filter((value) => !/^\s*$/.test(value));
    fc.assert(
      fc.property(
        text,
        // `max_gap` needs a column for its slice.
        fc.constantFrom(...OPERATORS.filter((operator) => operator !== 'max_gap')),
        // A bare share of 1 is refused as a slip for 1%.
        fc.integer({ min: 0, max: 99 }),
        fc.option(text),
        fc.constantFrom('higher', 'lower', undefined),
        fc.constantFrom('error', 'warn'),
        (metric, operator, percent, slice, direction, severity) => {
          const { rules } = read({
            metric,
            [operator]: percent / 100,
            severity,
            ...(slice === null ? {} : { slice }),
            ...(direction === undefined ? {} : { direction }),
          });
          const [first] = rules;
          if (first === undefined) throw new Error('the object was not read');
          const again = read(ruleText(first));
          expect(again.problems).toEqual([]);
          expect(again.rules).toEqual([{ ...first, where: { key: 'rules[0]' } }]);
        },
      ),
    );
  });

  it('never throws', () => {
    const words = fc.constantFrom(
      'min',
      'max_drop',
      '0.1',
      '2%',
      'slice',
      '*',
      'warn',
      'direction',
      '"',
      "'",
      '\\',
      'x',
    );
    const line = fc.oneof(
      fc.string(),
      fc.array(words).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(line, (text) => void read(text)),
      { numRuns: 1000 },
    );
  });
});

describe('a rule as an object', () => {
  it('with several operators is several rules', () => {
    const { rules, problems } = read({ metric: 'roc_auc', min: 0.6, max_drop: '0.005', severity: 'warn' });
    expect(problems).toEqual([]);
    expect(rules.map(ruleText)).toEqual(['roc_auc min 0.6 warn', 'roc_auc max_drop 0.005 warn']);
  });

  it('names the key of a problem', () => {
    expect(problemsOf({ metric: 'roc_auc', max_drop: '2%' })[0]).toMatch(/^rules\[0\]\.max_drop: /);
  });
});

describe('rules that exclude or repeat each other', () => {
  it.each([
    [['a min 0.7', 'a max 0.6'], /min 0.7 is above max 0.6, so nothing can pass/],
    [['a min 0.7', 'a max 0.6 warn'], /nothing can pass/],
    [['a min 0.7', 'a min 0.70'], /the rule min 0.7 stands twice/],
    [['a min 0.7', 'a min 0.8'], /min stands twice, with 0.7 and 0.8/],
    [['a equals 1', 'a equals 2 warn'], /cannot equal both 1 and 2/],
    [['a equals 1', 'a max 0.5'], /equals 1 is above max 0.5/],
    [['a equals 1', 'a min 2'], /equals 1 is below min 2/],
    [['a max_drop 1 direction higher', 'a min 1 direction lower'], /one rule says that higher is better/],
    [['a min 0.7 slice s', 'a max 0.6 slice s'], /a on slice s: min/],
  ])('%j', (rules, message) => expect(problemsOf(...rules).join('\n')).toMatch(message));

  it.each([
    [['a min 0.6', 'a max 0.6']],
    [['a min 0.6', 'a min 0.7 warn']],
    [['a min 0.7', 'a max 0.6 slice s']],
    [['a min 0.7', 'b max 0.6']],
    [['a max_drop 0.1', 'a max_drop_rel 1%']],
  ])('%j belong together', (rules) => expect(problemsOf(...rules)).toEqual([]));
});

describe('direction', () => {
  const resolve = (...rules: RuleConfig[]) =>
    resolveDirections(read(...rules).rules, (name) => (name === 'roc_auc' ? 'higher' : null));

  it('is needed where a metric is unknown and the operator compares', () => {
    for (const operator of ['max_drop', 'max_drop_rel', 'min_gain']) {
      expect(resolve(`own ${operator} 0.1`).problems.map(formatProblem).join()).toMatch(
        /which way is better/,
      );
    }
    expect(resolve('own min 1', 'own max 2', 'roc_auc max_drop 0.1').problems).toEqual([]);
  });

  it('said by one rule holds for the metric', () => {
    expect(
      resolve('own max_drop 1 direction lower', 'own min_gain 0').rules.map((rule) => rule.direction),
    ).toEqual(['lower', 'lower']);
  });
});

describe('docs/gates.md', () => {
  const page = readFileSync(new URL('../../docs/gates.md', import.meta.url), 'utf8');

  it('shows rules that can be read', () => {
    const block = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const { rules } = parseYaml(block).gate;
    const lines = [...page.matchAll(/`(\S+ (?:min|max|max_drop|max_drop_rel) [\d.%]+[^`]*)`/g)].map(
      (match) => match[1] ?? '',
    );
    expect(lines.length).toBeGreaterThan(1);
    expect(problemsOf(...rules)).toEqual([]);
    for (const line of lines) expect([line, problemsOf(line)]).toEqual([line, []]);
  });

  it('names the operators and the defaults of the policies as they are', () => {
    for (const operator of OPERATORS) expect(page).toContain(`| \`${operator}\` |`);
    for (const [name, word] of Object.entries(policy())) {
      expect(page).toMatch(new RegExp(`\\| \`${name}\` \\|.*\\| \`${word}\` \\|`));
    }
  });
});
