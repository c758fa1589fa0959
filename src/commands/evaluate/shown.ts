/** Errors of an evaluation with the files as people know them: what is evaluated may be a copy in a temporary folder. */
import { basename } from 'node:path';
import { AssayError } from '../../base/index.js';
import type { BaselineModel } from '../../evaluation/index.js';
import type { CandidateModel } from './subjects.js';

/** The files of both sides. The candidate's goes by its name in the outputs, a version's by its own name. */
export function copiesOf(candidate: CandidateModel | null, baseline: BaselineModel | null): Copy[] {
  const copies: Copy[] = [];
  if (candidate !== null) copies.push({ path: candidate.path, shown: candidate.shown });
  for (const { seed, path } of candidate?.seeds ?? []) {
    copies.push({ path, shown: `${basename(path)} of seed ${seed}` });
  }
  for (const path of [baseline?.modelPath, baseline?.predictions?.path]) {
    if (baseline?.version !== null && typeof path === 'string') copies.push({ path, shown: basename(path) });
  }
  return copies;
}

/** A file that is read, and what people call it. */
export interface Copy {
  readonly path: string;
  readonly shown: string;
}

/** The error with `shown` wherever it names a copy; any other error as it is. */
export function withoutCopies(error: unknown, copies: readonly Copy[]): unknown {
  if (!(error instanceof AssayError)) return error;
  const named = (text: string): string =>
    copies.reduce((sofar, { path, shown }) => sofar.replaceAll(path, shown), text);
  const problems = error.problems.map((problem) => ({
    ...problem,
    message: named(problem.message),
    ...(problem.where?.file === undefined
      ? {}
      : { where: { ...problem.where, file: named(problem.where.file) } }),
  }));
  return new AssayError(error.kind, problems, { cause: error });
}
