/** The API client of the repository that a workflow belongs to, where there is a token. */
import { AssayError, type Context, environmentError, messageOf } from '../../base/index.js';
import { type GitHubApi, type Host, loadGitHub } from '../../host/index.js';
import { forgeOf } from '../comment/forge.js';

export interface GitHubDoor {
  readonly api: Awaited<ReturnType<typeof loadGitHub>>;
  readonly client: GitHubApi.GitHubClient;
  readonly repositoryUrl: string | null;
}

/** Null outside of a workflow on GitHub, and where there is no token. */
export async function githubDoor(
  ctx: Context,
  host: Host,
  root: string,
  token: string | undefined,
): Promise<GitHubDoor | null> {
  if (host.kind !== 'github') return null;
  if (token !== undefined) ctx.log.secret(token);
  const forge = await forgeOf(ctx, host, root, { token, repository: undefined });
  if (forge === null || forge.token === null) return null;
  const api = await loadGitHub();
  const client = api.openClient(ctx, {
    token: forge.token,
    baseUrl: forge.apiUrl,
    server: forge.server,
    repository: { owner: forge.owner, repo: forge.repo },
  });
  return { api, client, repositoryUrl: await host.repositoryUrl(root) };
}

/** As `githubDoor`, where the command can do nothing without it. */
export async function needGitHub(
  ctx: Context,
  host: Host,
  root: string,
  token: string | undefined,
): Promise<GitHubDoor> {
  const door = await githubDoor(ctx, host, root, token);
  if (door !== null) return door;
  throw environmentError({
    message: 'there is no token for GitHub, or this is no workflow there',
    fix: 'give the input `token`, or the variable GITHUB_TOKEN, in a workflow on GitHub',
  });
}

/** What a failed call says, with the line of `permissions:` that is missing where GitHub refused it. */
export function explainFailure(error: unknown, permission: string): string {
  const message = error instanceof AssayError ? (error.problems[0]?.message ?? '') : messageOf(error);
  const refused = error instanceof Error && error.name === 'Refused';
  return refused && /Resource not accessible|Not Found/i.test(message)
    ? `${message}; the job needs \`${permission}\``
    : message;
}
