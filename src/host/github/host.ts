/** GitHub Actions as a host: run and attempt from its variables, commit and people from the event and from git. */
import { type Context, environmentError, usageError } from '../../base/index.js';
import type { RunIdentity } from '../../results/index.js';
import type { Host } from '../host.js';
import { message } from '../messages.js';
import { commitPeople, commitState, namesOf } from '../repository.js';
import { eventCommit, type GitHubEvent, readEvent } from './event.js';

export function githubHost(ctx: Context): Host {
  const { env } = ctx;
  let event: Promise<GitHubEvent> | undefined;
  const getEvent = () => {
    event ??= readEvent(ctx);
    return event;
  };

  const commitOf = async (root: string, last: RunIdentity | null) => {
    const state = await commitState(ctx, root);
    const ofEvent = eventCommit(await getEvent());
    if (ofEvent !== null) return { ...state, commit: ofEvent };
    if (state.commit !== null) return state;
    // A job without a checkout that downloaded `.assay` goes on with the commit of the job that made it.
    if (last !== null && last.id === env['GITHUB_RUN_ID']) return { commit: last.commit };
    return { commit: env['GITHUB_SHA'] || null };
  };

  return {
    kind: 'github',

    async identity(root, config, last) {
      const id = need(ctx, 'GITHUB_RUN_ID');
      const attempt = attemptOf(ctx);
      const triggering = (await getEvent()).workflow_run;
      if (triggering && last !== null && last.id === String(triggering.id)) {
        // A `workflow_run` job that publishes what another run left. Identity comes from the event, which the
        // other run cannot forge; its configuration may be a fork's and is not compared with ours.
        return {
          id: String(triggering.id),
          attempt: triggering.run_attempt,
          commit: triggering.head_sha,
          config: null,
        };
      }
      return { id, attempt, ...(await commitOf(root, last)), config };
    },

    async actor() {
      // Of a re-run whoever started that: the first one may know nothing of what is done now.
      return env['GITHUB_TRIGGERING_ACTOR'] || need(ctx, 'GITHUB_ACTOR');
    },

    async authors(root) {
      const payload = await getEvent();
      const { commit } = await commitOf(root, null);
      const { commit: checkedOut } = await commitState(ctx, root);
      // The head of a pull request is not in a shallow checkout of its merge commit; that one has its author.
      const people = new Set<string>();
      for (const id of new Set([commit, checkedOut])) {
        if (id === null) continue;
        for (const name of await commitPeople(ctx, root, id)) people.add(name);
      }
      const run = payload.workflow_run;
      const pushed = [payload.head_commit?.author, payload.head_commit?.committer];
      return namesOf([
        ...people,
        ...pushed
          .filter((who) => who?.email !== 'noreply@github.com')
          .flatMap((who) => [who?.username, who?.name, who?.email]),
        payload.pull_request?.user?.login,
        run?.actor?.login,
        run?.triggering_actor?.login,
        env['GITHUB_ACTOR'],
        env['GITHUB_TRIGGERING_ACTOR'],
      ]);
    },

    runUrl() {
      const repository = repositoryAddress(ctx);
      const id = env['GITHUB_RUN_ID'];
      if (repository === null || !id) return null;
      const attempt = attemptOf(ctx);
      return `${repository}/actions/runs/${id}${attempt > 1 ? `/attempts/${attempt}` : ''}`;
    },

    async repositoryUrl() {
      return repositoryAddress(ctx);
    },
  };
}

function repositoryAddress(ctx: Context): string | null {
  const server = ctx.env['GITHUB_SERVER_URL'] || 'https://github.com';
  const repository = ctx.env['GITHUB_REPOSITORY'];
  return repository ? `${server.replace(/\/+$/, '')}/${repository}` : null;
}

/** 1 where the host does not tell. Throws a usage error for what is no whole number from 1. */
function attemptOf(ctx: Context): number {
  const name = 'GITHUB_RUN_ATTEMPT';
  const text = ctx.env[name] || '1';
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw usageError({
    message: message('badVariable', { name, value: JSON.stringify(text.slice(0, 40)) }),
    expected: 'a whole number from 1, as GitHub Actions sets it',
    fix: `set ${name} as the runner does, or unset it`,
  });
}

function need(ctx: Context, name: string): string {
  const value = ctx.env[name];
  if (value) return value;
  throw environmentError({
    message: message('noVariable', { name }),
    fix: `pass ${name} on to the step or container (\`docker run --env ${name}\`), or unset GITHUB_ACTIONS to run as a terminal`,
  });
}
