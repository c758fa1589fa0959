/** What the code of a fork made is no version: it could be anything, whatever its results say. */
import { type Context, usageError } from '../../base/index.js';
import { forkOf, type Host, message, readEvent } from '../../host/index.js';

/** Throws a usage error in a run of a fork's pull request, and in one that such a run started. */
export async function refuseFork(ctx: Context, host: Host, root: string): Promise<void> {
  if (host.kind !== 'github') return;
  const address = await host.repositoryUrl(root);
  const own = ctx.env['GITHUB_REPOSITORY'] ?? (address === null ? '' : new URL(address).pathname.slice(1));
  const fork = forkOf(await readEvent(ctx), own);
  if (fork === null) return;
  throw usageError({
    message: message('neverRegistered', { fork: JSON.stringify(fork) }),
    fix: 'merge the pull request: the workflow of the default branch trains and evaluates the candidate again, and registers it',
  });
}
