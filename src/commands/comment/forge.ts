/** Where the report goes: repository, address of the API, token, key of the comment. All from options and environment. */
import { relative } from 'node:path';
import { type Context, usageError } from '../../base/index.js';
import { type Host, message } from '../../host/index.js';

export interface Forge {
  readonly owner: string;
  readonly repo: string;
  /** Such as `https://api.github.com`. */
  readonly apiUrl: string;
  /** Gitea and Forgejo lack calls that GitHub has. */
  readonly server: 'github' | 'gitea';
  /** Null where none was given: then nothing is posted. */
  readonly token: string | null;
}

export async function forgeOf(
  ctx: Context,
  host: Host,
  root: string,
  options: { readonly token: string | undefined; readonly repository: string | undefined },
): Promise<Forge | null> {
  const address = await host.repositoryUrl(root);
  const url = address === null ? null : new URL(address);
  const named = options.repository ?? ctx.env['GITHUB_REPOSITORY'] ?? url?.pathname.slice(1);
  if (named === undefined || named === '') return null;
  const parts = /^([A-Za-z0-9._-]+)\/([A-Za-z0-9._-]+)$/.exec(named);
  if (!parts?.[1] || !parts[2]) {
    if (options.repository === undefined) return null;
    throw usageError({
      message: message('badRepository', { name: JSON.stringify(named) }),
      expected: 'OWNER/NAME',
    });
  }
  const { env } = ctx;
  const first = (names: readonly string[]) => names.map((name) => env[name]).find((value) => value);
  const apiUrl = (first(['GITHUB_API_URL']) ?? giteaApi(env) ?? apiOf(url)).replace(/\/+$/, '');
  const gitea =
    env['GITEA_ACTIONS'] === 'true' || env['FORGEJO_ACTIONS'] === 'true' || apiUrl.endsWith('/api/v1');
  const tokens = ['GITHUB_TOKEN', 'GH_TOKEN', ...(gitea ? ['GITEA_TOKEN', 'FORGEJO_TOKEN'] : [])];
  return {
    owner: parts[1],
    repo: parts[2],
    apiUrl,
    server: gitea ? 'gitea' : 'github',
    token: options.token || first(tokens) || null,
  };
}

/** Gitea and Forgejo, named outside of their own runners, which set GITHUB_API_URL. */
function giteaApi(env: Context['env']): string | null {
  const server = env['GITEA_SERVER_URL'] || env['FORGEJO_SERVER_URL'];
  return server ? `${server.replace(/\/+$/, '')}/api/v1` : null;
}

/** GitHub Enterprise Server has its API under the same name. */
function apiOf(url: URL | null): string {
  if (url === null || url.hostname === 'github.com') return 'https://api.github.com';
  // Enterprise Cloud with data residency has it under a name of its own.
  if (url.hostname.endsWith('.ghe.com')) return `https://api.${url.hostname}`;
  return `${url.origin}/api/v3`;
}

/** The configuration as the key of a comment names it: its path in the repository, so that each has its own comment. */
export function configName(ctx: Context, file: string | null): string {
  return file === null
    ? ''
    : relative(ctx.env['GITHUB_WORKSPACE'] || ctx.cwd, file)
        .split('\\')
        .join('/');
}
