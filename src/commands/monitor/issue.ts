/** Alerts as issues on GitHub: one for each model and kind, written anew by each alert, closed once it is well. */
import type { Context } from '../../base/index.js';
import { alertMark } from '../../host/index.js';
import type { Alert, IssueSender } from '../../monitoring/index.js';
import { buildAlert, loadMarkdown } from '../../report/index.js';
import type { Verdict } from '../../results/index.js';
import { explainFailure, type GitHubDoor } from '../github/connect.js';

const LABEL = 'assay-alert';

export function issueSender(door: GitHubDoor): IssueSender {
  const { api, client } = door;
  return async (alert, facts) => {
    try {
      const mark = alertMark(facts.model, alert.kind);
      const { renderMarkdown, COMMENT_LIMIT } = await loadMarkdown();
      const body = renderMarkdown(buildAlert({ ...facts, title: alert.title, lines: alert.lines }), {
        marker: mark,
        limit: COMMENT_LIMIT,
        fullReportUrl: facts.runUrl,
      }).text;
      const outcome = await api.publishIssue(
        client,
        (line) => line === mark,
        { title: alert.title, body, labels: [LABEL] },
        { state: 'open', label: LABEL },
      );
      return { sent: true, detail: `${outcome.state} ${outcome.url}` };
    } catch (error) {
      return { sent: false, detail: explainFailure(error, 'issues: write') };
    }
  };
}

/** Of what was watched, all that says whether it is well. */
interface Watched {
  readonly model: string;
  readonly drift: readonly { readonly verdict: Verdict }[];
  readonly rules: readonly { readonly verdict: Verdict }[];
}

/** The kinds of alert that were checked now and are well: every part was evaluated, and passed. */
export function wellKinds(watched: Watched): Alert['kind'][] {
  const parts = { drift: watched.drift, performance: watched.rules } as const;
  return (['drift', 'performance'] as const).filter(
    (kind) => parts[kind].length > 0 && parts[kind].every(({ verdict }) => verdict === 'pass'),
  );
}

/** Closes the issues of what is well again. An issue that cannot be closed is told, and no more. */
export async function closeWell(ctx: Context, door: GitHubDoor, watched: Watched): Promise<void> {
  const { api, client } = door;
  for (const kind of wellKinds(watched)) {
    try {
      const mark = alertMark(watched.model, kind);
      const open = await api.ourIssues(client, (line) => line === mark, { state: 'open', label: LABEL });
      for (const issue of open) {
        await api.writeIssue(client, issue.number, { close: 'completed' });
        ctx.log.info(`closed ${issue.url}: ${kind} is well again`);
      }
    } catch (error) {
      ctx.log.warn(`the issue of ${kind} was not closed: ${explainFailure(error, 'issues: write')}`);
    }
  }
}
