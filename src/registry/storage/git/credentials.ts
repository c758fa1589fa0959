/**
 * How git proves who it is, as configuration in its environment (`GIT_CONFIG_*`), never in argv: the settings of
 * the user's own repository (they would be lost on the store's area), and a token where none is configured.
 */
import type { Environment } from '../../../base/index.js';

export type Setting = readonly [key: string, value: string];

/** Of the repository's own configuration only what is about reaching a server, nothing that changes what git does. */
const CARRIED = /^(http|credential|url|ssh|protocol)\.|^core\.(sshcommand|askpass|gitproxy)$/i;
const SCOPES = new Set(['local', 'worktree']);

/** Takes `git config --list --show-scope -z` apart; the settings that the store's area must have too. */
export function carriedSettings(listed: string): Setting[] {
  const parts = listed.split('\0');
  const carried: Setting[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [key = '', ...value] = (parts[index + 1] ?? '').split('\n');
    if (SCOPES.has(parts[index] ?? '') && CARRIED.test(key)) carried.push([key, value.join('\n')]);
  }
  return carried;
}

/**
 * The token for an address, or null. The token of a job (the action's input, `GITHUB_TOKEN`) goes to the server of
 * the job and to no other, since a pull request may name any remote. `ASSAY_REGISTRY_TOKEN` goes where the user
 * says, but not in the clear over a network.
 */
export function tokenFor(
  address: string,
  env: Environment,
): { readonly user: string; readonly token: string; readonly asked: boolean } | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    // scp-like addresses and paths: ssh and files know no tokens.
    return null;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '') return null;
  const own = env['ASSAY_REGISTRY_TOKEN'];
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (own && (url.protocol === 'https:' || loopback)) {
    return { user: env['ASSAY_REGISTRY_USER'] || 'x-access-token', token: own, asked: true };
  }
  const job = env['ASSAY_JOB_TOKEN'] || env['GITHUB_TOKEN'];
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
  if (job && URL.canParse(server) && new URL(server).origin === url.origin) {
    return { user: 'x-access-token', token: job, asked: false };
  }
  return null;
}

/** The header for a token, for this address alone, and the texts that must never be shown. */
export function headerFor(
  address: string,
  { user, token }: { readonly user: string; readonly token: string },
): { readonly settings: readonly Setting[]; readonly secrets: readonly string[] } {
  const basic = Buffer.from(`${user}:${token}`).toString('base64');
  return {
    settings: [
      // An empty value forgets the headers before it: two of this kind are refused by servers.
      [`http.${address}.extraheader`, ''],
      [`http.${address}.extraheader`, `AUTHORIZATION: basic ${basic}`],
    ],
    secrets: [token, basic],
  };
}

/** Settings as git reads them from its environment, after those that the environment has already. */
export function asVariables(settings: readonly Setting[], env: Environment): Record<string, string> {
  const first = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0;
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(first + settings.length) };
  settings.forEach(([key, value], index) => {
    variables[`GIT_CONFIG_KEY_${first + index}`] = key;
    variables[`GIT_CONFIG_VALUE_${first + index}`] = value;
  });
  return variables;
}
