/**
 * What failed, as GitHub annotations on files and lines: plain data, and the workflow commands that carry it.
 * GitHub keeps ten of each level a step and cuts the rest silently, so the choice is made here.
 */
import type { Result, Verdict } from '../results/index.js';
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

/**
 * Annotations of all results, worst first, at most ten a level. Where more would be, the tenth says how many
 * there are. `fileOf` gives the path from the repository's root, or null for a file outside of it.
 */
export function annotationsOf(
  all: readonly Result[],
  fileOf: (path: string) => string | null = (path) => path,
): Annotation[] {
  const concerns = overall(all).results.flatMap((result) => {
    const title = labelOf(result);
    return [
      ...rulesOf(result).map((rule) => ({
        verdict: rule.verdict,
        title: `${title}: ${rule.metric}${rule.slice === null ? '' : ` on ${rule.slice}`}`,
        message: rule.message,
        place: undefined,
      })),
      ...result.findings.map((finding) => ({
        verdict: finding.verdict,
        title: `${title}: ${finding.check}${finding.subject.column ? ` of ${finding.subject.column}` : ''}`,
        message: finding.fix === undefined ? finding.message : `${finding.message}. Fix: ${finding.fix}`,
        place: finding.where.find((place) => place.file !== undefined),
      })),
    ];
  });
  const annotations = worstFirst(concerns).flatMap((concern): Annotation[] => {
    const level = LEVELS[concern.verdict];
    if (level === undefined) return [];
    const file = concern.place?.file === undefined ? null : fileOf(concern.place.file);
    return [
      {
        level,
        title: clip(visibleProse(concern.title), 200),
        message: clip(visibleProse(concern.message), MAX_MESSAGE),
        ...(file === null ? {} : { file }),
        ...(file === null || concern.place?.line === undefined ? {} : { line: concern.place.line }),
      },
    ];
  });
  return (['error', 'warning', 'notice'] as const).flatMap((level) =>
    within(annotations.filter((annotation) => annotation.level === level)),
  );
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
