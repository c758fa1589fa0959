import { describe, expect, it } from 'vitest';
import { AssayError } from '../../base/index.js';
import { parseConfig } from '../../config/parsing/index.js';
import { refuseWrongGate } from './configured.js';

/** What is said of rules, with `evaluate` making slices of region and of a condition. */
function said(rules: readonly string[], slices = '[region, {name: evening, where: "hour >= 18"}]'): string[] {
  const text = [
    'version: 1',
    'model: m',
    'datasets: {test: {path: t.csv}}',
    `evaluate: {task: binary, target: y, metrics: [accuracy], slices: ${slices}}`,
    'gate:',
    '  rules:',
    ...rules.map((rule) => `    - ${rule}`),
  ].join('\n');
  try {
    refuseWrongGate(parseConfig(text, '/repo/assay.yaml'));
    return [];
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    expect(error.kind).toBe('usage');
    return error.problems.map(({ message, where }) => `${where?.line ?? '?'}: ${message}`);
  }
}

describe('rules that cannot be right are told before anything runs', () => {
  it.each([
    [['own_score max_drop 0.1'], /not in the catalogue/],
    [['accuracy min 0.9', 'accuracy max 0.8'], /min 0.9 is above max 0.8/],
    [['accuracy min 0.8', 'accuracy min 0.8'], /stands twice/],
    [['accuracy min_gain 0.2', 'accuracy max_gain 0.1'], /min_gain 0.2 is above max_gain 0.1/],
    [['accuracy max_drop 0.1 slice evenin'], /makes no slice evenin/],
    [['accuracy max_drop 0.1 slice carrier=AA'], /makes no slice carrier=AA/],
    [['accuracy max_gap 0.1 slice carrier'], /makes no slice carrier/],
    [['accuracy max_gap 0.1'], /compares the slices of one column/],
  ])('%j', (rules, message) => expect(said(rules).join('\n')).toMatch(message));

  it('all at once, each with its line', () => {
    const problems = said(['own max_drop 0.1', 'accuracy min 0.1 slice x', 'f1 mim 1']);
    expect(problems.map((text) => text.slice(0, 2))).toEqual(['9:', '7:', '8:']);
  });

  it.each([
    ['accuracy max_drop 0.1 slice region=north'],
    ['accuracy max_drop 0.1 slice evening'],
    ['accuracy max_drop 0.1 slice "*"'],
    ['accuracy max_gap 0.1 slice region'],
    ['own_score max_drop 0.1 direction higher'],
  ])('%s is right', (rule) => expect(said([rule])).toEqual([]));

  const forms = '[region, "region × sex", {column: age, edges: [30]}]';
  it.each([
    ['accuracy max_drop 0.1 slice "region=n × sex=f"'],
    ['accuracy max_drop 0.1 slice "age<30"'],
    ['accuracy max_drop 0.1 slice age=NULL'],
    ['accuracy max_gap 0.1 slice "region × sex"'],
    ['accuracy max_gap 0.1 slice age'],
  ])('of crossings and bins %s can be', (rule) => expect(said([rule], forms)).toEqual([]));

  it.each([
    ['accuracy max_drop 0.1 slice sex=f', 'makes no slice sex=f'],
    ['accuracy max_drop 0.1 slice evening', 'makes no slice evening'],
    ['accuracy max_gap 0.1 slice sex', 'makes no slice sex'],
  ])('of crossings and bins %s cannot', (rule, message) => {
    expect(said([rule], forms).join()).toContain(message);
  });

  it('of every column only the data tells which there are, but a name without a value is none', () => {
    expect(said(['accuracy max_drop 0.1 slice tail=N1', 'accuracy max_gap 0.1 slice tail'], '["*"]')).toEqual(
      [],
    );
    expect(said(['accuracy max_drop 0.1 slice evening'], '["*"]').join()).toContain('makes no slice evening');
  });

  it('every slice of none is none', () => {
    expect(said(['accuracy max_drop 0.1 slice *'], '[]').join()).toContain('makes no slice *');
  });
});
