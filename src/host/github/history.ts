/**
 * The last verdicts of a comment, kept in its own last line as hidden data. Whoever may edit the comment may edit the
 * line too, so it is read strictly, shown and never acted on: it holds no text, and no address but the number of a run.
 */
import { z } from 'zod';
import { VERDICTS, type Verdict } from '../../results/index.js';

export interface PastVerdict {
  /** Full commit id, null where it was not known. */
  readonly commit: string | null;
  readonly verdict: Verdict;
  /** When it was published, in whole seconds. */
  readonly time: Date;
  /** Number of a run on the host; null for runs that have no page (a terminal's). */
  readonly run: string | null;
  readonly attempt: number;
}

/** Verdicts that are kept, the present one included. */
export const KEPT = 10;
/** A line of ours is far shorter. */
const MAX_LINE = 4096;
const LINE = /^<!-- assay:history ([A-Za-z0-9_-]+) -->$/;

const entries = z
  .array(
    z.strictObject({
      c: z
        .string()
        .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)
        .nullable(),
      v: z.enum(VERDICTS),
      t: z.int().nonnegative().max(4_102_444_800),
      r: z
        .string()
        .regex(/^[1-9]\d{0,19}$/)
        .nullable(),
      a: z.int().min(1).max(10_000),
    }),
  )
  .max(KEPT);

/** The verdicts that a comment tells of, oldest first; none where the line is missing or is not as we write it. */
export function readHistory(body: string): PastVerdict[] {
  const last = body.trimEnd().split(/\r?\n/).at(-1) ?? '';
  const encoded = last.length > MAX_LINE ? undefined : LINE.exec(last)?.[1];
  if (encoded === undefined) return [];
  try {
    const parsed = entries.safeParse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')));
    if (!parsed.success) return [];
    return parsed.data.map(({ c, v, t, r, a }) => ({
      commit: c,
      verdict: v,
      time: new Date(t * 1000),
      run: r,
      attempt: a,
    }));
  } catch (error) {
    // An edited line is no JSON: the history begins anew, and nothing else rests on it.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** The hidden last line of a comment. */
export function historyLine(history: readonly PastVerdict[]): string {
  const data = history.slice(-KEPT).map(({ commit, verdict, time, run, attempt }) => ({
    c: commit,
    v: verdict,
    t: Math.floor(time.getTime() / 1000),
    r: run,
    a: attempt,
  }));
  return `<!-- assay:history ${Buffer.from(JSON.stringify(data)).toString('base64url')} -->`;
}

/** The history with a verdict more. The same verdict of the same run and commit keeps its time: nothing has changed. */
export function withVerdict(history: readonly PastVerdict[], next: PastVerdict): PastVerdict[] {
  const last = history.at(-1);
  const again =
    last !== undefined &&
    last.run === next.run &&
    last.attempt === next.attempt &&
    last.commit === next.commit &&
    last.verdict === next.verdict;
  if (again) return [...history];
  // A run that publishes twice (a step before the last one) has one line, that of its last word.
  const others = history.filter(
    (past) => past.run === null || past.run !== next.run || past.attempt !== next.attempt,
  );
  return [...others, next].slice(-KEPT);
}
