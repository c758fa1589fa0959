/** A terminal, or any CI that is not known: the run is a ULID, the people are git's. */
import { ulid } from 'ulid';
import type { Context } from '../base/index.js';
import type { RunIdentity } from '../results/index.js';
import type { Host } from './host.js';
import { commitPeople, commitState, gitConfig, namesOf, originUrl } from './repository.js';

export function terminalHost(ctx: Context): Host {
  return {
    kind: 'terminal',

    async identity(root, config, last) {
      const state = await commitState(ctx, root);
      if (last !== null && continues(last, state, config)) return { ...last, ...state, config };
      return { id: ulid(ctx.now().getTime()), attempt: 1, ...state, config };
    },

    async actor(root) {
      const [email, name] = await Promise.all([
        gitConfig(ctx, root, 'user.email'),
        gitConfig(ctx, root, 'user.name'),
      ]);
      return email || name || loginOf(ctx) || UNKNOWN;
    },

    async authors(root) {
      const { commit } = await commitState(ctx, root);
      const people = commit === null ? [] : await commitPeople(ctx, root, commit);
      const starter = await Promise.all([
        gitConfig(ctx, root, 'user.email'),
        gitConfig(ctx, root, 'user.name'),
      ]);
      if (starter.some(Boolean)) return namesOf([...people, ...starter]);
      // Where git knows nobody, the actor is the login: whoever starts the run may not approve it under that name.
      // With no name at all the list stays empty, which is no author to tell an approver from.
      const login = loginOf(ctx) ?? (people.length > 0 ? UNKNOWN : null);
      return namesOf([...people, login]);
    },

    runUrl: () => null,
    repositoryUrl: (root) => originUrl(ctx, root),
  };
}

/** What `actor` says where nothing names a person. Two of them cannot be told apart, so it is an author too. */
const UNKNOWN = 'unknown';

function loginOf(ctx: Context): string | undefined {
  return ctx.env['USER'] || ctx.env['USERNAME'] || undefined;
}

/** Whether a call belongs to the run before it: the same commit, state of the work tree and configuration. */
function continues(
  last: RunIdentity,
  state: { readonly commit: string | null; readonly dirty?: boolean },
  config: string | null,
): boolean {
  return (
    last.commit === state.commit && (last.dirty ?? false) === (state.dirty ?? false) && last.config === config
  );
}
