/** The verdicts before this one, as a folded table. */
import type { Verdict } from '../../results/index.js';
import { type Block, code, details, link, table, text, verdictMark } from '../document.js';
import { NOTHING } from './parts.js';

export interface Past {
  readonly commit: string | null;
  readonly verdict: Verdict;
  readonly time: Date;
  /** Number of a run on the host; null for none. */
  readonly run: string | null;
  readonly attempt: number;
}

/** Newest first; the symbols of all stand in the line that is always seen. Addresses are made here, never read. */
export function historyBlocks(past: readonly Past[], repositoryUrl: string | null): Block[] {
  if (past.length === 0) return [];
  const newest = past.toReversed();
  return [
    details(
      [
        text('Verdicts before this one: '),
        ...newest.flatMap(({ verdict }, at) => [...(at > 0 ? [text(' ')] : []), verdictMark(verdict, true)]),
      ],
      [
        table(
          ['commit', 'verdict', 'published', 'run'],
          newest.map((each) => [
            each.commit === null ? NOTHING : [code(each.commit.slice(0, 8))],
            [verdictMark(each.verdict)],
            [text(`${each.time.toISOString().slice(0, 16).replace('T', ' ')} UTC`)],
            each.run === null ? NOTHING : [link(`run ${each.run}`, runUrl(each, repositoryUrl))],
          ]),
          'always',
        ),
      ],
      { keep: 'always' },
    ),
  ];
}

function runUrl({ run, attempt }: Past, repositoryUrl: string | null): string | null {
  if (repositoryUrl === null) return null;
  return `${repositoryUrl}/actions/runs/${run}${attempt > 1 ? `/attempts/${attempt}` : ''}`;
}
