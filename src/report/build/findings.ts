/** What failed, what could not be decided and what is only a warning, over all results: one line each. */
import type { Finding, Result, RuleResult, Verdict } from '../../results/index.js';
import {
  type Block,
  type Content,
  code,
  details,
  heading,
  type Inline,
  type Keep,
  list,
  strong,
  table,
  text,
  verdictMark,
} from '../document.js';
import { formatShare } from '../text.js';
import { labelOf, NOTHING, plural, sliceName, worstFirst } from './parts.js';

export interface Concern {
  readonly verdict: Verdict;
  readonly content: Content;
}

/** Findings and rules that did not pass; a result that did not pass and has none stands with its summary. */
export function concernsOf(result: Result, withLabel: boolean): Concern[] {
  const label: Content = withLabel ? [text(`${labelOf(result)} · `)] : [];
  const findings = result.findings
    .filter((finding) => isConcern(finding.verdict))
    .map((finding) => ({ verdict: finding.verdict, content: findingLine(finding, label) }));
  const rules = rulesOf(result)
    .filter((rule) => isConcern(rule.verdict))
    .map((rule) => ({ verdict: rule.verdict, content: ruleLine(rule, label) }));
  const all = [...rules, ...findings];
  if (isConcern(result.verdict) && !all.some((concern) => concern.verdict === result.verdict)) {
    all.push({
      verdict: result.verdict,
      content: [verdictMark(result.verdict, true), text(' '), ...label, text(result.summary)],
    });
  }
  return all;
}

function isConcern(verdict: Verdict): boolean {
  return verdict !== 'pass' && verdict !== 'skipped';
}

export function rulesOf(result: Result): readonly RuleResult[] {
  return result.command === 'gate' || result.command === 'monitor' ? result.rules : [];
}

const GROUPS: readonly { title: string; verdicts: readonly Verdict[]; keep: Keep }[] = [
  { title: 'Failed', verdicts: ['error', 'fail'], keep: 'always' },
  { title: 'Undecided', verdicts: ['inconclusive'], keep: 'always' },
  { title: 'Warnings', verdicts: ['warn'], keep: 'normal' },
];
/** Warnings in the open; the others are folded. Failures are never folded. */
const OPEN_WARNINGS = 10;

export function concernBlocks(concerns: readonly Concern[]): Block[] {
  const sorted = worstFirst(concerns);
  return GROUPS.flatMap(({ title, verdicts, keep }) => {
    const items = sorted.filter((concern) => verdicts.includes(concern.verdict)).map((c) => c.content);
    if (items.length === 0) return [];
    const head = heading(3, [text(items.length === 1 ? title : `${title} (${items.length})`)], keep);
    if (keep === 'always' || items.length <= OPEN_WARNINGS) return [head, list(items, keep)];
    const rest = items.slice(OPEN_WARNINGS);
    return [
      head,
      list(items.slice(0, OPEN_WARNINGS), keep),
      details([text(`${plural(rest.length, 'more warning')}`)], [list(rest, 'spare')]),
    ];
  });
}

function ruleLine(rule: RuleResult, label: Content): Content {
  const mark = [verdictMark(rule.verdict, true), text(' '), ...label, code(rule.metric)];
  // A message that begins with the metric names its slice as well, and would say both twice.
  if (rule.message.startsWith(rule.metric)) return [...mark, text(rule.message.slice(rule.metric.length))];
  const slice: Content = rule.slice === null ? [] : [text(' on '), ...sliceName(rule.slice)];
  return [...mark, ...slice, text(`: ${rule.message}`)];
}

function findingLine(finding: Finding, label: Content): Content {
  const subject = subjectOf(finding);
  const facts = factsOf(finding);
  return [
    verdictMark(finding.verdict, true),
    text(' '),
    ...label,
    ...subject,
    ...(subject.length > 0 ? [text(': ')] : []),
    ...named(finding.message),
    ...(facts === '' ? [] : [text(` (${facts})`)]),
    ...placesOf(finding),
    ...(finding.fix === undefined
      ? []
      : [text('. '), strong(text('Fix:')), text(' '), ...named(finding.fix)]),
  ];
}

/** A message of ours sets names and commands between backticks: they are code here as well. */
function named(message: string): Content {
  return message
    .split(/`([^`\n]{1,100})`/u)
    .flatMap((part, at): Inline[] => (part === '' ? [] : [at % 2 === 1 ? code(part) : text(part)]));
}

function subjectOf(finding: Finding): Content {
  const { dataset, column, slice, target } = finding.subject;
  const names = [dataset, column, slice, target].filter((name) => name !== undefined);
  return names.flatMap((name, index): Inline[] => (index === 0 ? [code(name)] : [text(' · '), code(name)]));
}

function factsOf(finding: Finding): string {
  const sameRows =
    finding.count === undefined ? null : `${finding.count} row${finding.count === 1 ? '' : 's'}`;
  const rows =
    finding.count === undefined
      ? undefined
      : `${plural(finding.count, 'case')}${finding.share === undefined ? '' : `, ${formatShare(finding.share)}`}`;
  return [
    finding.expected === undefined ? undefined : `expected ${finding.expected}`,
    // A number of rows, and the count of cases beside it, would say the same twice.
    finding.actual === undefined || finding.actual === sameRows ? undefined : `found ${finding.actual}`,
    rows,
  ]
    .filter((part) => part !== undefined)
    .join('; ');
}

const SHOWN_PLACES = 3;
/** `, in` file:line (row 17): `value`. A value stands only where the result holds one: stages redact, we do not. */
function placesOf(finding: Finding): Content {
  const places = finding.where.slice(0, SHOWN_PLACES);
  const parts = places.flatMap((place, index): Inline[] => {
    const file = place.file === undefined ? '' : `${place.file}${place.line ? `:${place.line}` : ''}`;
    const row = place.row === undefined ? '' : `row ${place.row}`;
    const value = typeof place.value === 'string' ? place.value : null;
    if (file === '' && row === '' && value === null) return [];
    return [
      text(index === 0 ? ', at ' : ', '),
      ...(file === '' ? [] : [code(file)]),
      ...(row === '' ? [] : [text(file === '' ? row : ` ${row}`)]),
      ...(value === null ? [] : [text(' '), code(value)]),
    ];
  });
  const more = finding.where.length - places.length;
  return more > 0 && parts.length > 0 ? [...parts, text(`, and ${more} more`)] : parts;
}

/** Findings that are no concern (passed, skipped), as a table. What is said of several in the same words stands once. */
export function quietFindings(findings: readonly Finding[]): Block[] {
  const rows = findings.filter((finding) => !isConcern(finding.verdict));
  if (rows.length === 0) return [];
  const alike = new Map<string, Finding[]>();
  for (const finding of rows) {
    const key = JSON.stringify([finding.check, finding.verdict, finding.message]);
    alike.set(key, [...(alike.get(key) ?? []), finding]);
  }
  return [
    table(
      ['check', 'of', 'verdict', 'what'],
      [...alike.values()].flatMap((same) => {
        const [finding] = same;
        if (finding === undefined) return [];
        const subjects = same.map(subjectOf).filter((subject) => subject.length > 0);
        return [
          [
            [code(finding.check)],
            subjects.length > 0 ? separated(subjects) : NOTHING,
            [verdictMark(finding.verdict)],
            [text(finding.message)],
          ],
        ];
      }),
      'spare',
    ),
  ];
}

const separated = (subjects: readonly Content[]): Content =>
  subjects.flatMap((subject, at) => (at === 0 ? subject : [text(', '), ...subject]));
