/** Where the report goes: repository, address of the API, token, key of the comment. All from options and environment. */
import { relative } from 'node:path';
import { type Context, usageError } from '../../base/index.js';
import type { Host } from '../../host/index.js';

export interface Forge {
  readonly owner: string;
  readonly repo: string;
  /** Such as `https://api.github.com`. */
  readonly apiUrl: string;
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
      message: `--repository ${JSON.stringify(named)} names no repository`,
      expected: 'OWNER/NAME',
    });
  }
  const token = options.token || ctx.env['GITHUB_TOKEN'] || ctx.env['GH_TOKEN'] || null;
  const apiUrl = ctx.env['GITHUB_API_URL'] || apiOf(url);
  return { owner: parts[1], repo: parts[2], apiUrl: apiUrl.replace(/\/+$/, ''), token };
}

/** GitHub Enterprise Server has its API under the same name. */
function apiOf(url: URL | null): string {
  if (url === null || url.hostname === 'github.com') return 'https://api.github.com';
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
