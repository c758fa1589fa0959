/** The text of the comment: marker, report, the verdicts before this one, and the hidden line that keeps them. */
import { historyLine, markerOf, type PastVerdict, readHistory, withVerdict } from '../../host/index.js';
import { historyBlocks, loadMarkdown } from '../../report/index.js';
import type { Publication } from './publish.js';

/** The comment as it would be posted over `existing` (null: none), within GitHub's limit; `tight`: far below it. */
export async function commentBody(
  what: Pick<Publication, 'document' | 'whole' | 'key' | 'run' | 'now' | 'runUrl' | 'repositoryUrl'>,
  existing: string | null,
  tight = false,
): Promise<string> {
  const { renderMarkdown, COMMENT_LIMIT, TIGHT_LIMIT } = await loadMarkdown();
  const { run, document } = what;
  const history = withVerdict(existing === null ? [] : readHistory(existing), {
    commit: run.commit,
    verdict: what.whole.verdict,
    time: what.now,
    run: /^[1-9]\d{0,19}$/.test(run.id) ? run.id : null,
    attempt: run.attempt,
  });
  const blocks = [...document.blocks, ...historyBlocks(history.slice(0, -1), what.repositoryUrl)];
  return renderMarkdown(
    { ...document, blocks },
    {
      marker: markerOf(what.key),
      tail: historyLine(history),
      limit: tight ? TIGHT_LIMIT : COMMENT_LIMIT,
      fullReportUrl: what.runUrl,
    },
  ).text;
}

/** Whose report a comment shows, by its own word; null where it does not tell. */
export function lastShown(existing: string): PastVerdict | null {
  return readHistory(existing).at(-1) ?? null;
}
