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
      return email || name || ctx.env['USER'] || ctx.env['USERNAME'] || 'unknown';
    },

    async authors(root) {
      const { commit } = await commitState(ctx, root);
      const people = commit === null ? [] : await commitPeople(ctx, root, commit);
      const starter = await Promise.all([
        gitConfig(ctx, root, 'user.email'),
        gitConfig(ctx, root, 'user.name'),
      ]);
      return namesOf([...people, ...starter]);
    },

    runUrl: () => null,
    repositoryUrl: (root) => originUrl(ctx, root),
  };
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
