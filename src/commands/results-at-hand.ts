/** Which results `report` and `comment` speak of: those of this run in `.assay/`, or files named one by one. */
import { resolve } from 'node:path';
import { usageError } from '../base/index.js';
import { differenceOfRuns, type Result, readResultFile } from '../results/index.js';
import type { Session } from './session.js';

/**
 * The results of this run; or of the files, which must be of one run: a stale result is never rendered beside
 * a fresh one. A file that is not there is a usage error, and all are named at once.
 */
export async function resultsAtHand(
  session: Session,
  cwd: string,
  files: readonly string[],
): Promise<Result[]> {
  if (files.length === 0) return session.workspace.all();
  const paths = files.map((file) => resolve(cwd, file));
  const read = await Promise.all(paths.map(readResultFile));
  const missing = paths.filter((_, index) => read[index] === null);
  if (missing.length > 0) {
    throw usageError(
      missing.map((file) => ({
        where: { file },
        message: 'the result does not exist',
        fix: 'write it with `assay COMMAND --json > FILE`, or download the .assay folder of the job that made it',
      })),
    );
  }
  const results = read.filter((result) => result !== null);
  // The latest attempt comes first: earlier attempts of the same run belong to it, not the other way round.
  const [latest] = [...results].sort((a, b) => b.run.attempt - a.run.attempt);
  const problems = results.flatMap((result, index) => {
    const differs = latest ? differenceOfRuns(latest.run, result.run) : null;
    return differs === null
      ? []
      : [
          {
            where: { file: paths[index] ?? '' },
            message: `is of another run than the other files: ${differs}`,
          },
        ];
  });
  if (problems.length > 0) throw usageError(problems);
  return results;
}

/** The option of `report` and `comment` that names results which must be there. */
export const EXPECT = {
  type: 'list',
  value: 'COMMAND[.NAME]',
  summary:
    'commands whose results must be there, such as gate, or gate.north for the one with that `name`; a missing one is an error',
} as const;

/** What `--expect` names; a usage error for a command that writes no result that is reported. */
export function expectedOf(names: readonly string[]): readonly string[] {
  const unknown = names.filter((name) => !EXPECTABLE.includes(name.split('.')[0] ?? ''));
  if (unknown.length === 0) return names;
  throw usageError(
    unknown.map((name) => ({
      message: `--expect ${JSON.stringify(name)} is no command with a result`,
      expected: `one of ${EXPECTABLE.join(', ')}, or COMMAND.NAME`,
    })),
  );
}

const EXPECTABLE: readonly string[] = [
  'validate',
  'profile',
  'train',
  'evaluate',
  'gate',
  'register',
  'deploy',
  'promote',
  'rollback',
  'monitor',
];
