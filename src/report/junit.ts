/**
 * Results as JUnit XML, for CI systems that show tests: a suite a result, a case a rule or finding. What
 * failed is a failure, what could not be evaluated or decided is an error, what was not checked is skipped.
 */
import type { Element, ElementContent, Root } from 'xast';
import { toXml } from 'xast-util-to-xml';
import type { Finding, Result, RuleResult, Verdict } from '../results/index.js';
import { overall } from './build/index.js';
import { visible } from './text.js';

export function renderJUnit(all: readonly Result[], expected: readonly string[] = []): string {
  const { results, missing, verdict, summary } = overall(all, expected);
  const suites = results.map(suiteOf);
  if (results.length === 0) {
    suites.push(suite('assay', 0, null, [testCase('assay', 'results', verdict, summary, '')]));
  }
  for (const name of missing)
    suites.push(suite(name, 0, null, [testCase(name, name, 'error', 'no result', '')]));
  const cases = suites.flatMap((item) => item.children.filter(isElement));
  const root: Root = {
    type: 'root',
    children: [
      { type: 'instruction', name: 'xml', value: 'version="1.0" encoding="UTF-8"' },
      element('testsuites', { name: 'assay', ...counts(cases) }, suites),
    ],
  };
  return `${toXml(root)}\n`;
}

function suiteOf(result: Result): Element {
  const name = result.name === undefined ? result.command : `${result.command}.${result.name}`;
  const rules = result.command === 'gate' || result.command === 'monitor' ? result.rules : [];
  const cases = [
    ...rules.map((rule) => testCase(name, ruleName(rule), rule.verdict, rule.message, '')),
    ...result.findings.map((finding) =>
      testCase(name, findingName(finding), finding.verdict, finding.message, findingText(finding)),
    ),
    ...result.notChecked.map((what) => testCase(name, `not checked: ${what}`, 'skipped', what, '')),
  ];
  const shown = cases.some((item) => outcomeOf(item) === outcomeName(result.verdict));
  // A suite says its own verdict where no case does, so that a failed step is never a green suite.
  if (!shown) cases.unshift(testCase(name, name, result.verdict, result.summary, ''));
  return suite(name, result.durationMs, result.time, cases);
}

function suite(name: string, ms: number, time: string | null, cases: readonly Element[]): Element {
  const attributes = {
    name: visible(name),
    ...counts(cases),
    time: (ms / 1000).toFixed(3),
    ...(time === null ? {} : { timestamp: time }),
  };
  return element('testsuite', attributes, cases);
}

function testCase(suiteName: string, name: string, verdict: Verdict, message: string, body: string): Element {
  const outcome = outcomeName(verdict);
  const children: ElementContent[] =
    outcome === 'passed'
      ? // A warning does not fail a suite, but it is said.
        verdict === 'warn'
        ? [element('system-out', {}, [{ type: 'text', value: visible(`warning: ${message}`) }])]
        : []
      : [
          element(
            outcome,
            { message: visible(message), ...(outcome === 'skipped' ? {} : { type: verdict }) },
            [{ type: 'text', value: visible(body) }],
          ),
        ];
  return element('testcase', { classname: `assay.${visible(suiteName)}`, name: visible(name) }, children);
}

function outcomeName(verdict: Verdict): 'passed' | 'failure' | 'error' | 'skipped' {
  switch (verdict) {
    case 'pass':
    case 'warn':
      return 'passed';
    case 'fail':
      return 'failure';
    case 'error':
    case 'inconclusive':
      return 'error';
    case 'skipped':
      return 'skipped';
  }
}

function outcomeOf(item: Element): string {
  const [child] = item.children.filter(isElement);
  return child === undefined || child.name === 'system-out' ? 'passed' : child.name;
}

function counts(cases: readonly Element[]): Record<'tests' | 'failures' | 'errors' | 'skipped', string> {
  const all = cases.flatMap((item) => (item.name === 'testsuite' ? item.children.filter(isElement) : [item]));
  const of = (outcome: string) => String(all.filter((item) => outcomeOf(item) === outcome).length);
  return { tests: String(all.length), failures: of('failure'), errors: of('error'), skipped: of('skipped') };
}

function ruleName(rule: RuleResult): string {
  return `${rule.metric}${rule.slice === null ? '' : ` [${rule.slice}]`} ${rule.operator} ${rule.limit}`;
}

function findingName(finding: Finding): string {
  const { dataset, column, slice, target } = finding.subject;
  return [finding.check, dataset, column, slice, target].filter((part) => part !== undefined).join(' ');
}

function findingText(finding: Finding): string {
  return [
    finding.expected === undefined ? '' : `expected: ${finding.expected}`,
    finding.actual === undefined ? '' : `found: ${finding.actual}`,
    ...finding.where.map((place) =>
      [
        place.file,
        place.line === undefined ? undefined : `line ${place.line}`,
        place.row && `row ${place.row}`,
        place.value,
      ]
        .filter((part) => part !== undefined && part !== null)
        .join(' '),
    ),
    finding.fix === undefined ? '' : `fix: ${finding.fix}`,
  ]
    .filter((line) => line !== '')
    .join('; ');
}

function isElement(node: ElementContent): node is Element {
  return node.type === 'element';
}

function element(
  name: string,
  attributes: Record<string, string>,
  children: readonly ElementContent[],
): Element {
  return { type: 'element', name, attributes, children: [...children] };
}
