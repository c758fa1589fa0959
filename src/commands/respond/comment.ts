/** A comment on an issue or a pull request: what is asked, whether it may be, and doing it. */
import { AssayError, type Context, environmentError, messageOf } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import { type CommentFacts, parseComment, refuseComment, refuseRun, USAGE } from '../../deployment/index.js';
import { type GitHubApi, type GitHubEvent, markerOf, readApprovalMark } from '../../host/index.js';
import { openRegistry } from '../../registry/index.js';
import { buildAnswer, loadMarkdown } from '../../report/index.js';
import type { GitHubDoor } from '../github/connect.js';
import type { Session } from '../session.js';
import { type Handled, NOTHING, refused } from './handled.js';
import { onVersion, statusOf } from './version.js';

export interface OnComment {
  readonly ctx: Context;
  readonly session: Session<LoadedConfig>;
  readonly door: GitHubDoor;
  readonly event: GitHubEvent;
  readonly runUrl: string | null;
  /** File of the workflow that `/assay run` starts; null: only the outputs say it. */
  readonly workflow: string | null;
}

/** Reads, decides, acts and answers. What fails on the way is answered too, and thrown. */
export async function onComment(on: OnComment): Promise<Handled> {
  const { event, ctx } = on;
  const { comment, issue } = event;
  if (comment === undefined || issue === undefined) return NOTHING;
  const parsed = parseComment(comment.body);
  if (parsed === null) return NOTHING;
  const state = { recorded: false, writer: false };
  let handled: Handled;
  try {
    handled = await handle(on, parsed, comment, issue.number, state);
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    const problem = error instanceof AssayError ? error.problems[0] : undefined;
    const usage = error instanceof AssayError && error.kind === 'usage' && !state.recorded;
    const failed: Handled = {
      action: 'none',
      ok: false,
      code: 'failed',
      title: state.recorded
        ? 'recorded, but what comes after it failed'
        : usage
          ? 'refused'
          : 'nothing was carried out',
      lines: [
        // Everyone can read the answer, and only the log of the run masks secrets that stand in what a service says.
        usage ? (problem?.message ?? '') : 'a call failed; the log of the run says which and why',
        usage
          ? (problem?.fix ?? problem?.expected ?? '')
          : 'run the job again: the same comment is never counted twice',
      ].filter((line) => line !== ''),
    };
    await answer(on, failed, state.writer).catch((second: unknown) => {
      ctx.log.warn(`the failure could not be answered: ${messageOf(second)}`);
    });
    if (usage) return failed;
    throw environmentError(
      {
        message: `the comment was ${state.recorded ? 'recorded, but not carried through' : 'not carried out'}: ${problem?.message ?? messageOf(error)}`,
        fix: 'run the job again: the same comment is never counted twice',
      },
      error,
    );
  }
  if (handled.silent) return handled;
  try {
    await answer(on, handled, state.writer);
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    throw environmentError(
      {
        message: `${handled.title}: ${state.recorded ? 'it is recorded' : 'nothing was recorded'}, but the comment could not be answered: ${messageOf(error)}`,
        fix: 'give the job `issues: write` and `pull-requests: write`, and run it again: the same comment is never counted twice',
      },
      error,
    );
  }
  return handled;
}

async function handle(
  on: OnComment,
  parsed: NonNullable<ReturnType<typeof parseComment>>,
  told: NonNullable<GitHubEvent['comment']>,
  number: number,
  state: { recorded: boolean; writer: boolean },
): Promise<Handled> {
  const { ctx, door, session, event } = on;
  const { api, client } = door;
  const { config } = session;
  const issue = await api.readIssue(client, number);
  const ours = issue.login.toLowerCase() === (await client.me()).toLowerCase() && !issue.isPull;
  const mark = ours ? readApprovalMark(issue.body) : null;
  // Another configuration of this repository answers for its own model.
  if (mark !== null && mark.model !== config.model) return NOTHING;
  const comment = await api.commentNow(client, told.id);
  const login = comment?.login ?? told.user?.login ?? '';
  const standing = await api.standingOf(client, login);
  state.writer = standing.permission === 'admin' || standing.permission === 'write';
  const facts: CommentFacts = {
    action: event.action ?? '',
    told: told.body,
    comment,
    sender: event.sender?.login ?? '',
    ofOrganization: event.repository?.owner.type === 'Organization',
    standing,
    issue: {
      kind: mark !== null ? 'approval' : issue.isPull ? 'pull_request' : 'other',
      open: issue.open,
    },
  };
  if ('problem' in parsed) {
    return refused({ code: 'not_understood', message: parsed.problem, fix: parsed.fix });
  }
  const { command } = parsed;
  const refusal = refuseComment(command, facts);
  if (refusal !== null) return refused(refusal);

  switch (command.verb) {
    case 'help':
      return help();
    case 'run':
      return run(on, number, facts, command);
    case 'status':
      if (mark === null) return pullStatus(on, number, issue);
      break;
    default:
  }
  if (mark === null) return help();
  const registry = await openRegistry(config.registry, config.root, ctx);
  const { owner, repo } = client.repository;
  const base = { ctx, door, registry, config, mark };
  if (command.verb === 'status') return statusOf(base);
  return onVersion(
    {
      ...base,
      session,
      issue,
      facts,
      login,
      origin: `github:${owner.toLowerCase()}/${repo.toLowerCase()}#comment-${told.id}`,
      runId: session.workspace.run.id,
      recorded: () => {
        state.recorded = true;
      },
    },
    command,
  );
}

function help(): Handled {
  return {
    action: 'help',
    ok: true,
    title: 'what can be typed, each as a comment of one line',
    lines: [
      'approve, reject and rollback: on the approval issue of a version, by whoever may write here or stands in `approvers`',
      'run: on a pull request, by whoever may write here',
      'status and help: by anyone',
    ],
    typed: Object.values(USAGE),
  };
}

async function pullStatus(on: OnComment, number: number, issue: GitHubApi.Issue): Promise<Handled> {
  if (!issue.isPull) return help();
  const pull = await on.door.api.pullNow(on.door.client, number);
  return {
    action: 'status',
    ok: true,
    title: `pull request ${number} is at ${pull.headSha.slice(0, 12)}`,
    lines: [
      pull.fork
        ? 'it comes from another repository: training starts by the label, by someone who may write here'
        : 'training starts by a comment, by someone who may write here',
    ],
    typed: pull.fork ? [] : [`/assay run ${pull.headSha.slice(0, 12)}`],
  };
}

async function run(
  on: OnComment,
  number: number,
  facts: CommentFacts,
  command: Parameters<typeof refuseRun>[0],
): Promise<Handled> {
  const { api, client } = on.door;
  const pull = await api.pullNow(client, number);
  const refusal = refuseRun(command, { ...facts, ...pull });
  if (refusal !== null) return refused(refusal);
  const outputs = { run: 'true', sha: pull.headSha, ref: pull.headRef, 'pull-request': String(number) };
  if (on.workflow !== null) {
    // On the branch itself, with its rights and its caches: code of a pull request never runs beside the main branch's.
    await api.dispatchWorkflow(client, on.workflow, pull.headRef, {
      sha: pull.headSha,
      'pull-request': String(number),
    });
  }
  return {
    action: 'run',
    ok: true,
    title: `${on.workflow === null ? 'may run' : 'started'} for ${pull.headSha.slice(0, 12)}`,
    lines:
      on.workflow === null
        ? ['the workflow of this comment names none to start (input `workflow` of assay/respond)']
        : [`by ${on.workflow} on ${pull.headRef}`],
    outputs,
  };
}

/** The key of the answer to one comment. People who may only read share one, so that nobody can make us write a lot. */
export function answerKey(comment: number, writer: boolean): string {
  return writer ? `answer-${comment}` : 'answer-readers';
}

async function answer(on: OnComment, handled: Handled, writer: boolean): Promise<void> {
  const { ctx, door, event, runUrl } = on;
  const { comment, issue } = event;
  if (comment === undefined || issue === undefined) return;
  const { renderMarkdown, COMMENT_LIMIT } = await loadMarkdown();
  const document = buildAnswer({
    ok: handled.ok,
    to: comment.user?.login ?? 'nobody',
    title: handled.title,
    lines: handled.lines,
    ...(handled.typed === undefined ? {} : { typed: handled.typed }),
    runUrl,
  });
  const marker = markerOf(answerKey(comment.id, writer));
  const body = renderMarkdown(document, { marker, limit: COMMENT_LIMIT }).text;
  await door.api.publishComment(door.client, issue.number, { marker, compose: async () => body });
  try {
    await door.api.react(door.client, comment.id, handled.ok ? '+1' : '-1');
  } catch (error) {
    // The answer stands already; a comment that was deleted takes no reaction.
    ctx.log.debug(`no reaction: ${messageOf(error)}`);
  }
}

/** A step after this one failed: what was answered is not so. */
export async function withdrawAnswer(on: OnComment): Promise<Handled> {
  if (on.event.comment === undefined || parseComment(on.event.comment.body) === null) return NOTHING;
  const handled: Handled = {
    action: 'none',
    ok: false,
    code: 'failed',
    title: 'not done: a later step of the job failed',
    lines: ['what was recorded was not kept; look at the run, then run the job again'],
  };
  const { door, event } = on;
  const { permission } = await door.api.standingOf(door.client, event.comment?.user?.login ?? '');
  await answer(on, handled, permission === 'admin' || permission === 'write');
  return handled;
}
