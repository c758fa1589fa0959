/**
 * What failed, as GitHub annotations on files and lines: plain data, and the workflow commands that carry it.
 * GitHub keeps ten of each level a step and cuts the rest silently, so the choice is made here.
 */
import type { Finding, Result, RuleResult, Verdict } from '../results/index.js';
import { rulesOf } from './build/findings.js';
import { overall } from './build/index.js';
import { labelOf, worstFirst } from './build/parts.js';
import { clip, visibleProse } from './text.js';

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** Relative to the repository's root; absent where no file is concerned. */
  readonly file?: string;
  readonly line?: number;
}

export const PER_LEVEL = 10;
const MAX_MESSAGE = 4_096;

const LEVELS: Readonly<Partial<Record<Verdict, Annotation['level']>>> = {
  error: 'error',
  fail: 'error',
  inconclusive: 'warning',
  warn: 'warning',
};

export interface AnnotationOptions {
  /** The path from the repository's root, or null for a file outside of it. */
  readonly fileOf?: (path: string) => string | null;
  /** Where a rule or a finding without a place in the data is mended: assay.yaml, a contract. */
  readonly ruleAt?: (rule: RuleResult) => FileLine | null;
  readonly findingAt?: (finding: Finding) => FileLine | null;
}
interface FileLine {
  readonly file: string;
  readonly line?: number | undefined;
}

/** All that did not pass, worst first. The place in the data comes before that in a contract. */
export function allAnnotations(all: readonly Result[], options: AnnotationOptions = {}): Annotation[] {
  const { fileOf = (path) => path, ruleAt = () => null, findingAt = () => null } = options;
  const inside = (place: FileLine | null | undefined): FileLine | null => {
    const file = place === null || place === undefined ? null : fileOf(place.file);
    return file === null ? null : { file, line: place?.line };
  };
  const concerns = overall(all).results.flatMap((result) => {
    const title = labelOf(result);
    return [
      ...rulesOf(result).map((rule) => ({
        verdict: rule.verdict,
        title: `${title}: ${rule.metric}${rule.slice === null ? '' : ` on ${rule.slice}`}`,
        message: rule.message,
        place: () => inside(ruleAt(rule)),
      })),
      ...result.findings.map((finding) => ({
        verdict: finding.verdict,
        title: `${title}: ${finding.check}${finding.subject.column ? ` of ${finding.subject.column}` : ''}`,
        message: finding.fix === undefined ? finding.message : `${finding.message}. Fix: ${finding.fix}`,
        place: () => {
          const found = finding.where.find((place) => place.file !== undefined);
          const data = found?.file === undefined ? null : inside({ file: found.file, line: found.line });
          return data ?? inside(findingAt(finding));
        },
      })),
    ];
  });
  return worstFirst(concerns).flatMap((concern): Annotation[] => {
    const level = LEVELS[concern.verdict];
    if (level === undefined) return [];
    const place = concern.place();
    return [
      {
        level,
        title: clip(visibleProse(concern.title), 200),
        message: clip(visibleProse(concern.message), MAX_MESSAGE),
        ...(place === null ? {} : { file: place.file }),
        ...(place?.line === undefined ? {} : { line: place.line }),
      },
    ];
  });
}

/** What the runner keeps of a step: ten of each level. Where more would be, the tenth says how many there are. */
export function withinStep(annotations: readonly Annotation[]): Annotation[] {
  return (['error', 'warning', 'notice'] as const).flatMap((level) =>
    within(annotations.filter((annotation) => annotation.level === level)),
  );
}

/** The annotations of one step that shows all of them in its log. */
export function annotationsOf(all: readonly Result[], options: AnnotationOptions = {}): Annotation[] {
  return withinStep(allAnnotations(all, options));
}

function within(annotations: readonly Annotation[]): Annotation[] {
  const [first] = annotations;
  if (annotations.length <= PER_LEVEL || first === undefined) return [...annotations];
  const more = annotations.length - (PER_LEVEL - 1);
  const rest = { level: first.level, title: 'assay', message: `${more} more are in the report of this run` };
  return [...annotations.slice(0, PER_LEVEL - 1), rest];
}

/** `::error file=…,line=…,title=…::message`, with the escapes that the runner reads. */
export function workflowCommand(annotation: Annotation): string {
  const data = (value: string) =>
    value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (value: string) => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const properties = [
    ...(annotation.file === undefined ? [] : [`file=${property(annotation.file)}`]),
    ...(annotation.line === undefined ? [] : [`line=${annotation.line}`]),
    `title=${property(annotation.title)}`,
  ].join(',');
  return `::${annotation.level} ${properties}::${data(annotation.message)}`;
}
