/** The samples of one or two files of results as examples that can be compared: the same on both sides, errors apart. */
import { type Problem, sha256, usageError } from '../../base/index.js';
import type { Direction, Finding } from '../../results/index.js';
import { lookupMetric } from '../catalogue.js';
import type { ReadResults, ResultRow } from './rows.js';

export interface ComparableResults {
  /** In the order of the candidate's file, without samples that ended in an error on either side. */
  readonly candidate: readonly ResultRow[];
  /** The same samples; null without a baseline. */
  readonly baseline: readonly ResultRow[] | null;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly string[];
  /** Of the scores, those that have a number in every row (on both sides), and those that have not. */
  readonly complete: readonly string[];
  readonly partial: readonly string[];
  readonly direction: (score: string) => Direction | null;
  /** Over ids, questions and references: equal for two runs over the same examples. */
  readonly sha256: string;
}

export function idOf({ example, sample }: Pick<ResultRow, 'example' | 'sample'>): string {
  return `${example}#${sample}`;
}

const SHOWN = 3;

/**
 * Throws a usage error, with all reasons, where the two sides are not over the same examples. An error of a sample is no
 * wrong answer: it is counted, and above the share `allowed` a finding with the verdict `error`.
 */
export function comparableResults(
  candidate: ReadResults,
  baseline: ReadResults | null,
  allowed: number,
): ComparableResults {
  const theirs = baseline === null ? null : new Map(baseline.rows.map((row) => [idOf(row), row]));
  if (baseline !== null && theirs !== null) refuseOthers(candidate, baseline, theirs);
  const failed = (row: ResultRow) =>
    row.error !== null || (theirs !== null && (theirs.get(idOf(row))?.error ?? null) !== null);
  const ours = candidate.rows.filter((row) => !failed(row));
  const others =
    theirs === null
      ? null
      : ours.flatMap((row) => [theirs.get(idOf(row))].filter((other) => other !== undefined));
  const findings = [
    ...errorFinding(candidate, 'candidate', allowed),
    ...(baseline === null ? [] : errorFinding(baseline, 'baseline', allowed)),
  ];
  const left = candidate.rows.length - ours.length;
  if (ours.length === 0) {
    throw usageError({
      message: `all ${candidate.rows.length} samples ended in an error${baseline === null ? '' : ' on one side or the other'}`,
      expected: 'at least one answer',
    });
  }
  const names = [...new Set(ours.flatMap((row) => [...row.scores.keys()]))];
  const whole = (rows: readonly ResultRow[], name: string) =>
    rows.every((row) => Number.isFinite(row.scores.get(name) ?? Number.NaN));
  const complete = names.filter((name) => whole(ours, name) && (others === null || whole(others, name)));
  return {
    candidate: ours,
    baseline: others,
    findings,
    notChecked: [
      ...candidate.notes,
      ...(baseline?.notes ?? []),
      ...(left > 0
        ? [
            `${left} of ${candidate.rows.length} samples that ended in an error are left out${baseline === null ? '' : ' on both sides'}`,
          ]
        : []),
    ],
    complete,
    partial: names.filter((name) => !complete.includes(name)),
    direction: (score) =>
      candidate.directions.get(score) ??
      baseline?.directions.get(score) ??
      lookupMetric(score)?.direction ??
      null,
    sha256: sha256(
      JSON.stringify(
        ours
          .map((row) => [idOf(row), row.input, row.target])
          .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      ),
    ),
  };
}

function refuseOthers(
  candidate: ReadResults,
  baseline: ReadResults,
  theirs: ReadonlyMap<string, ResultRow>,
): void {
  const ours = new Map(candidate.rows.map((row) => [idOf(row), row]));
  const problems: Problem[] = [];
  const tell = (ids: readonly string[], what: string) => {
    if (ids.length === 0) return;
    const more = ids.length > SHOWN ? ', …' : '';
    problems.push({
      message: `${ids.length} ${what}: ${ids.slice(0, SHOWN).join(', ')}${more}`,
      expected: 'two runs over the same examples, with as many samples of each',
    });
  };
  if (candidate.tool !== baseline.tool) {
    problems.push({
      message: `the candidate's results are of ${candidate.tool}, and the baseline's of ${baseline.tool}`,
      expected: 'results of one tool, whose scores mean the same',
    });
  }
  tell(
    [...ours.keys()].filter((id) => !theirs.has(id)),
    'samples of the candidate are not in the baseline',
  );
  tell(
    [...theirs.keys()].filter((id) => !ours.has(id)),
    'samples of the baseline are not in the candidate',
  );
  const common = [...ours].flatMap(([id, row]) => {
    const other = theirs.get(id);
    return other === undefined ? [] : [{ id, row, other }];
  });
  tell(
    common.filter(({ row, other }) => row.input !== other.input).map(({ id }) => id),
    'samples asked something else in the baseline',
  );
  tell(
    common
      .filter(({ row, other }) => JSON.stringify(row.target) !== JSON.stringify(other.target))
      .map(({ id }) => id),
    'samples have another reference in the baseline',
  );
  if (problems.length > 0) throw usageError(problems);
}

function errorFinding(results: ReadResults, side: string, allowed: number): Finding[] {
  const bad = results.rows.filter((row) => row.error !== null);
  const [first] = bad;
  if (first === undefined) return [];
  const share = bad.length / results.rows.length;
  const over = share > allowed;
  return [
    {
      check: 'results.errors',
      verdict: over ? 'error' : 'warn',
      severity: over ? 'error' : 'warn',
      subject: { target: side },
      expected:
        allowed === 0 ? 'no sample that ends in an error' : `at most ${allowed * 100}% of the samples`,
      actual: `${bad.length} of ${results.rows.length}`,
      count: bad.length,
      share,
      where: [],
      message: `${bad.length} of ${results.rows.length} samples of the ${side} ended in an error and have no answer, the first ${idOf(first)}: ${(first.error ?? '').slice(0, 200)}`,
      fix: 'run these again; or allow a share of errors with `allow_errors` (--allow-errors), and they are left out on both sides',
    },
  ];
}
