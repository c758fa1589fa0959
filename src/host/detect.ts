/** Which host this is, from the environment alone. */
import type { Context } from '../base/index.js';
import { githubHost } from './github/host.js';
import type { Host } from './host.js';
import { terminalHost } from './terminal.js';

/** The host that the environment speaks of: `GITHUB_ACTIONS=true` is GitHub (and act), anything else a terminal. */
export function detectHost(ctx: Context): Host {
  return ctx.env['GITHUB_ACTIONS'] === 'true' ? githubHost(ctx) : terminalHost(ctx);
}
