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
  MESSAGES,
  markerOf,
  message,
  summaryRoom,
} from '../../host/index.js';
import { type Document, loadMarkdown, type Overall, visibleProse } from '../../report/index.js';
import type { RunIdentity } from '../../results/index.js';
import { commentBody, lastShown } from './body.js';
import type { Forge } from './forge.js';
import type { SourceRun } from './from-run.js';
import { refusal, skipped, withoutToken } from './refusal.js';

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
    | 'failed'
    | 'closed';
  readonly detail: string;
  readonly url?: string;
  readonly fix?: string;
}

export interface Publication {
  readonly document: Document;
  readonly whole: Overall;
  readonly key: string;
  /** Its commit is the head commit, as the host tells it. */
  readonly run: RunIdentity;
  readonly now: Date;
  readonly repositoryUrl: string | null;
  readonly runUrl: string | null;
  readonly pullRequest: number | undefined;
  /** The run whose results these are, where it is another one: it decides the pull request, and nothing else does. */
  readonly source?: SourceRun | null;
  /** The fork that made the results, or could have; null where none did. */
  readonly untrusted?: string | null;
  readonly checkName: string;
  readonly parts: ReadonlySet<Part>;
  readonly event: GitHubEvent;
  /** Notes on files of the commit, worst first, for the check run. */
  readonly notes: readonly GitHub.CheckNote[];
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
  const client = clientOf(ctx, github, forge, forge.token);
  let check: GitHub.OpenCheck | null = null;
  let completed = false;
  const refused = (part: Part, error: unknown): Published => {
    if (error instanceof github.Refused) return refusal(github, part, error, what.event, forge);
    throw error;
  };
  try {
    // Opened before the comment, so that a crash in between is a failed check and not a missing one.
    await attempt('check', async () => {
      if (what.run.commit === null) return skipped('check', message('noCommit', {}));
      try {
        check = await github.openCheck(client, {
          name: what.checkName,
          commit: what.run.commit,
          id: checkId(what.key, what.run, what.run.attempt),
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
        try {
          await completeWith(github, open, what);
        } catch (error) {
          return refused('check', error);
        }
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
  const summary = `${MESSAGES.endedEarly}. The log of the job says why.`;
  try {
    await check.complete('error', { title: 'error: publishing ended early', summary });
  } catch (error) {
    ctx.log.warn(message('leftOpen', { reason: messageOf(error) }));
  }
}

async function comment(
  github: typeof GitHub,
  client: GitHub.GitHubClient,
  what: Publication,
): Promise<Published> {
  const found = await pullOf(github, client, what);
  if (typeof found === 'string') return skipped('comment', found);
  const number = found;
  const outcome = await github.publishComment(client, number, {
    marker: markerOf(what.key),
    compose: (existing, tight) => commentBody(what, existing, tight),
    yields: (existing) => isNewer(github, client, number, what, existing),
  });
  if (outcome.state === 'left') {
    const detail = message('newer', { commit: `pull request ${number}` });
    return { part: 'comment', state: 'skipped', detail, url: outcome.url };
  }
  return { part: 'comment', state: outcome.state, detail: `pull request ${number}`, url: outcome.url };
}

/**
 * Whether the comment shows what is newer, so that a slow or late run must not hide it. Anybody who may write can change
 * what the comment says of itself: the pull request tells which commit is its head, and a check run that the other run
 * was there.
 */
async function isNewer(
  github: typeof GitHub,
  client: GitHub.GitHubClient,
  number: number,
  what: Publication,
  existing: string,
): Promise<boolean> {
  const shown = lastShown(existing);
  const { commit } = what.run;
  if (shown === null || shown.commit === null || commit === null) return false;
  if (shown.commit !== commit) {
    const head = await github.headOfPull(client, number);
    if (head === shown.commit) return true;
    if (head === commit) return false;
  }
  if (shown.run === null || !isLater({ id: shown.run, attempt: shown.attempt }, what.run)) return false;
  const id = checkId(what.key, { id: shown.run }, shown.attempt);
  try {
    return await github.hasCheck(client, { name: what.checkName, commit: shown.commit, id });
  } catch (error) {
    // A token that may see no checks: what cannot be shown to be newer is written over.
    if (error instanceof github.Refused) return false;
    throw error;
  }
}

/** Numbers of runs grow. A re-run keeps the number of its run, and was asked for: nothing is later than that but a later attempt. */
function isLater(
  one: { readonly id: string; readonly attempt: number },
  other: { readonly id: string; readonly attempt: number },
): boolean {
  if (one.id === other.id) return one.attempt > other.attempt;
  return other.attempt === 1 && /^\d{1,20}$/.test(other.id) && BigInt(one.id) > BigInt(other.id);
}

/** The number of the pull request, or why there is none to comment on. */
async function pullOf(
  github: typeof GitHub,
  client: GitHub.GitHubClient,
  what: Publication,
): Promise<number | string> {
  const { source } = what;
  if (source) {
    const { commit } = source.run;
    const pull: GitHub.PullOfRun =
      commit === null ? { kind: 'none' } : await github.pullOfRun(client, commit, source.branch);
    if (pull.kind === 'open') return pull.number;
    if (pull.kind === 'none') return message('noPull', {});
    return message(pull.kind === 'moved' ? 'pullMoved' : 'pullClosed', { number: pull.number });
  }
  return (
    what.pullRequest ??
    github.pullOfEvent(what.event) ??
    (await findPull(github, client, what)) ??
    message('noPull', {})
  );
}

async function findPull(
  github: typeof GitHub,
  client: GitHub.GitHubClient,
  what: Publication,
): Promise<number | null> {
  const run = what.event.workflow_run;
  if (what.run.commit === null) return null;
  const owner = run?.head_repository?.owner.login;
  const branch = owner && run?.head_branch ? { owner, name: run.head_branch } : null;
  return github.pullOfCommit(client, what.run.commit, branch);
}

/** With all that belongs to it; where GitHub refuses that, with the verdict and the failures alone. */
async function completeWith(github: typeof GitHub, open: GitHub.OpenCheck, what: Publication): Promise<void> {
  const { verdict: said } = what.whole;
  // What a stranger could have written turns nothing green.
  const good = said === 'pass' || said === 'warn';
  const verdict = what.untrusted && good ? 'inconclusive' : said;
  try {
    await open.complete(verdict, await checkText(what, false), what.notes);
  } catch (error) {
    if (!(error instanceof github.Refused && (error.status === 422 || error.status === 413))) throw error;
    await open.complete(verdict, await checkText(what, true));
  }
}

export async function checkText(
  what: Pick<Publication, 'document' | 'whole' | 'runUrl' | 'untrusted'>,
  tight: boolean,
): Promise<GitHub.CheckText> {
  const { renderMarkdown, CHECK_LIMIT, TIGHT_LIMIT } = await loadMarkdown();
  const { text } = renderMarkdown(what.document, {
    limit: tight ? TIGHT_LIMIT : CHECK_LIMIT,
    fullReportUrl: what.runUrl,
  });
  const fork = what.untrusted ? ' (untrusted: results of a fork)' : '';
  return { title: visibleProse(`${what.whole.verdict}${fork}: ${what.whole.summary}`), summary: text };
}

async function writeSummary(ctx: Context, what: Publication): Promise<Published> {
  const path = ctx.env['GITHUB_STEP_SUMMARY'];
  if (!path) return skipped('summary', message('noStep', {}));
  const { renderMarkdown, SUMMARY_LIMIT } = await loadMarkdown();
  // One byte is the line end between two summaries of one step.
  const limit = { ...SUMMARY_LIMIT, max: Math.min(SUMMARY_LIMIT.max, await summaryRoom(path)) - 1 };
  if (limit.max < MIN_SUMMARY) {
    return skipped('summary', message('summaryFull', {}));
  }
  await appendSummary(path, renderMarkdown(what.document, { limit, fullReportUrl: what.runUrl }).text);
  return { part: 'summary', state: 'written', detail: 'job summary' };
}
const MIN_SUMMARY = 4096;

function clientOf(ctx: Context, github: typeof GitHub, forge: Forge, token: string): GitHub.GitHubClient {
  const { owner, repo, apiUrl: baseUrl, server } = forge;
  return github.openClient(ctx, { token, baseUrl, server, repository: { owner, repo } });
}

function checkId(key: string, run: Pick<RunIdentity, 'id'>, attempt: number): string {
  return `${key}/${run.id}/${attempt}`;
}

/** Completes, as failed, the check runs that a lost job of this run left in progress. Publishes nothing else. */
export async function closeLeftOpen(
  ctx: Context,
  forge: Forge | null,
  what: Pick<Publication, 'key' | 'run' | 'runUrl' | 'checkName' | 'event'>,
): Promise<Published> {
  if (forge === null || forge.token === null) return withoutToken('check', forge);
  if (what.run.commit === null) return skipped('check', message('noCommit', {}));
  const github = await loadGitHub();
  const client = clientOf(ctx, github, forge, forge.token);
  const about = { name: what.checkName, commit: what.run.commit, detailsUrl: what.runUrl };
  const attempts = Array.from({ length: Math.min(what.run.attempt, MAX_ATTEMPTS) }, (_, back) =>
    checkId(what.key, what.run, what.run.attempt - back),
  );
  try {
    const closed = await github.closeChecks(client, about, attempts);
    if (closed === 0) return skipped('check', message('nothingOpen', {}));
    return { part: 'check', state: 'closed', detail: `${MESSAGES.closed} (${closed})` };
  } catch (error) {
    if (error instanceof github.Refused) return refusal(github, 'check', error, what.event, forge);
    throw error;
  }
}
/** Attempts whose checks are looked for: each costs a call. */
const MAX_ATTEMPTS = 3;
