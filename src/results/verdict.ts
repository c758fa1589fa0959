/** The one closed set of verdicts, and how parts make a whole. Without zod, which `--help` has no need to load. */

export const VERDICTS = ['pass', 'warn', 'fail', 'inconclusive', 'error', 'skipped'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Worst first. `skipped` is not among them: it says nothing about the whole. */
const WORST_FIRST = ['error', 'fail', 'inconclusive', 'warn', 'pass'] as const satisfies readonly Verdict[];

/**
 * A whole is as bad as its worst part. Parts that were skipped do not count, and a whole with no part that
 * counts (none at all, or all skipped) is `error`: nothing was checked, so nothing can be said.
 */
export function worst(parts: Iterable<Verdict>): Verdict {
  const seen = new Set(parts);
  return WORST_FIRST.find((verdict) => seen.has(verdict)) ?? 'error';
}

/** What a verdict means to a shell: 0 pass or warn, 1 fail or error, 4 inconclusive. A skipped command is 0. */
export function exitCodeOf(verdict: Verdict): 0 | 1 | 4 {
  switch (verdict) {
    case 'pass':
    case 'warn':
    case 'skipped':
      return 0;
    case 'fail':
    case 'error':
      return 1;
    case 'inconclusive':
      return 4;
  }
}
