/**
 * Publishes one report: comment, check run, job summary. Each part stands alone: what the token may not do
 * becomes a warning with the lines to add, and never hides the verdict or stops the other parts.
 */
import { type Context, messageOf } from '../../base/index.js';
import {
  appendSummary,
  type GitHubApi as GitHub,
  type GitHubEvent,
  loadGitHub,
  markerOf,
  summaryRoom,
} from '../../host/index.js';
import { type Document, loadMarkdown, type Overall } from '../../report/index.js';
import type { Finding } from '../../results/index.js';
import type { Forge } from './forge.js';

export type Part = 'comment' | 'check' | 'summary';

export interface Published {
  readonly part: Part;
  readonly state:
    | 'created'
    | 'updated'
    | 'unchanged'
    | 'written'
    | 'completed'
    | 'skipped'
    | 'refused'
    | 'failed';
  readonly detail: string;
  readonly url?: string;
  readonly fix?: string;
}

export interface Publication {
  readonly document: Document;
  readonly whole: Overall;
  readonly key: string;
  /** Head commit, as the host tells it. */
  readonly commit: string | null;
  readonly runUrl: string | null;
  readonly pullRequest: number | undefined;
  readonly checkName: string;
  readonly parts: ReadonlySet<Part>;
  readonly event: GitHubEvent;
}

/** Everything that was published and everything that was not, with the error of a part that failed. */
export interface PublishOutcome {
  readonly published: readonly Published[];
  /** Failures of network or service, after the other parts were tried: exit code 3. */
  readonly errors: readonly unknown[];
}

export async function publish(ctx: Context, forge: Forge | null, what: Publication): Promise<PublishOutcome> {
  const published: Published[] = [];
  const errors: unknown[] = [];
  const attempt = async (part: Part, work: () => Promise<Published>) => {
    if (!what.parts.has(part)) return;
    try {
      published.push(await work());
    } catch (error) {
      if (ctx.signal.aborted) throw error;
      errors.push(error);
      published.push({ part, state: 'failed', detail: messageOf(error) });
    }
  };

  // The summary needs no token and no network, so it comes first: whatever else happens, the verdict is shown.
  await attempt('summary', () => writeSummary(ctx, what));
  if (forge === null || forge.token === null) {
    for (const part of ['comment', 'check'] as const)
      await attempt(part, async () => withoutToken(part, forge));
    return { published, errors };
  }
  const github = await loadGitHub();
  const client = github.openClient(ctx, {
    token: forge.token,
    baseUrl: forge.apiUrl,
    repository: { owner: forge.owner, repo: forge.repo },
  });
  let check: GitHub.OpenCheck | null = null;
  let completed = false;
  const refused = (part: Part, error: unknown): Published => {
    if (error instanceof github.Refused) return refusal(github, part, error, what.event, forge);
    throw error;
  };
  try {
    // Opened before the comment, so that a crash in between is a failed check and not a missing one.
    await attempt('check', async () => {
      if (what.commit === null) return skipped('check', 'the commit of this run is not known');
      try {
        check = await github.openCheck(client, {
          name: what.checkName,
          commit: what.commit,
          key: what.key,
          detailsUrl: what.runUrl,
        });
      } catch (error) {
        return refused('check', error);
      }
      return { part: 'check', state: 'created', detail: 'opened' };
    });
    await attempt('comment', async () => {
      try {
        return await comment(github, client, what);
      } catch (error) {
        return refused('comment', error);
      }
    });
    const open = check as GitHub.OpenCheck | null;
    if (open !== null) {
      published.splice(
        published.findIndex((entry) => entry.part === 'check'),
        1,
      );
      await attempt('check', async () => {
        await open.complete(what.whole.verdict, await checkText(what));
        completed = true;
        const detail = `check run ${what.checkName}: ${what.whole.verdict}`;
        return { part: 'check', state: 'completed', detail, ...(open.url === null ? {} : { url: open.url }) };
      });
    }
  } finally {
    const open = check as GitHub.OpenCheck | null;
    if (open !== null && !completed) await closeAsError(ctx, open);
  }
  return { published, errors };
}

/** The last thing tried: a check that nobody completes would stay in progress for ever. */
async function closeAsError(ctx: Context, check: GitHub.OpenCheck): Promise<void> {
  const summary = 'Publishing ended before the report was complete. The log of the job says why.';
  try {
    await check.complete('error', { title: 'error: publishing ended early', summary });
  } catch (error) {
    ctx.log.warn(`the check run could not be completed: ${messageOf(error)}`);
  }
}

/** The comment as it would be posted: marker first, within GitHub's limit. */
export async function commentBody(what: Pick<Publication, 'document' | 'key' | 'runUrl'>): Promise<string> {
  const { renderMarkdown, COMMENT_LIMIT } = await loadMarkdown();
  const options = { marker: markerOf(what.key), limit: COMMENT_LIMIT, fullReportUrl: what.runUrl };
  return renderMarkdown(what.document, options).text;
}

async function comment(
  github: typeof GitHub,
  client: GitHub.GitHubClient,
  what: Publication,
): Promise<Published> {
  const number = what.pullRequest ?? github.pullOfEvent(what.event) ?? (await findPull(github, client, what));
  if (number === null) {
    return skipped('comment', 'this run belongs to no open pull request');
  }
  const outcome = await github.publishComment(client, number, await commentBody(what));
  return { part: 'comment', state: outcome.state, detail: `pull request ${number}`, url: outcome.url };
}

async function findPull(
  github: typeof GitHub,
  client: GitHub.GitHubClient,
  what: Publication,
): Promise<number | null> {
  const run = what.event.workflow_run;
  if (what.commit === null) return null;
  const owner = run?.head_repository?.owner.login;
  const branch = owner && run?.head_branch ? { owner, name: run.head_branch } : null;
  return github.pullOfCommit(client, what.commit, branch);
}

async function checkText(what: Publication): Promise<GitHub.CheckText> {
  const { renderMarkdown, CHECK_LIMIT } = await loadMarkdown();
  const { text } = renderMarkdown(what.document, { limit: CHECK_LIMIT, fullReportUrl: what.runUrl });
  return { title: `${what.whole.verdict}: ${what.whole.summary}`, summary: text };
}

async function writeSummary(ctx: Context, what: Publication): Promise<Published> {
  const path = ctx.env['GITHUB_STEP_SUMMARY'];
  if (!path) return skipped('summary', 'this is no step of a workflow');
  const { renderMarkdown, SUMMARY_LIMIT } = await loadMarkdown();
  // One byte is the line end between two summaries of one step.
  const limit = { ...SUMMARY_LIMIT, max: Math.min(SUMMARY_LIMIT.max, await summaryRoom(path)) - 1 };
  if (limit.max < MIN_SUMMARY) {
    return { part: 'summary', state: 'skipped', detail: 'the summary of this step is full (1 MiB)' };
  }
  await appendSummary(path, renderMarkdown(what.document, { limit, fullReportUrl: what.runUrl }).text);
  return { part: 'summary', state: 'written', detail: 'job summary' };
}
const MIN_SUMMARY = 4096;

function skipped(part: Part, detail: string): Published {
  return { part, state: 'skipped', detail };
}

function withoutToken(part: Part, forge: Forge | null): Published {
  return forge === null
    ? skipped(part, 'the repository on GitHub is not known')
    : {
        part,
        state: 'refused',
        detail: `there is no token, so no ${NAMES[part]} was posted`,
        fix: 'pass one: `env: {GITHUB_TOKEN: "${{ github.token }}"}` in the step, or --token',
      };
}

const NAMES: Readonly<Record<Part, string>> = {
  comment: 'comment',
  check: 'check run',
  summary: 'summary',
};
const PERMISSIONS: Readonly<Record<Part, string>> = {
  comment: 'pull-requests: write',
  check: 'checks: write',
  summary: '',
};

/** What GitHub's refusal means, and what to do. */
function refusal(
  github: typeof GitHub,
  part: Part,
  error: GitHub.Refused,
  event: GitHubEvent,
  forge: Forge,
): Published {
  const detail = `GitHub refused the ${NAMES[part]} (${error.status}): ${error.message}`;
  return { part, state: 'refused', detail, fix: refusalFix(github, part, error, event, forge) };
}

function refusalFix(
  github: typeof GitHub,
  part: Part,
  error: GitHub.Refused,
  event: GitHubEvent,
  forge: Forge,
): string {
  const { status, message } = error;
  if (status === 401) return 'the token is not valid or has expired; pass a new one';
  if (/locked/i.test(message))
    return 'unlock the conversation of the pull request, or leave the comment out with --only';
  if (status === 403 && github.isForkEvent(event, `${forge.owner}/${forge.repo}`)) {
    return (
      "the token of a fork's pull request may only read, and that is right: upload .assay here, and publish it " +
      'from a workflow that runs on workflow_run (docs/forks.md)'
    );
  }
  if (status === 403 && part === 'check' && /github app/i.test(message)) {
    return 'only the token of a workflow or of a GitHub App can make check runs; leave the check out with --only';
  }
  if (status === 403 || status === 404) {
    return (
      `add to the job: \`permissions: {${PERMISSIONS[part]}}\`` +
      (status === 404 ? `, and see whether ${forge.owner}/${forge.repo} and the pull request are right` : '')
    );
  }
  return 'this is a defect of Assay if the report looks right; please report it with the message above';
}

/** Refusals as findings of the result, so that they stand in `--json` and in the log alike. */
export function findingsOf(published: readonly Published[]): Finding[] {
  return published
    .filter((entry) => entry.state === 'refused' || entry.state === 'failed')
    .map((entry) => ({
      check: `publish.${entry.part}`,
      verdict: 'warn',
      severity: 'warn',
      subject: {},
      where: [],
      message: entry.detail,
      ...(entry.fix === undefined ? {} : { fix: entry.fix }),
    }));
}
