/** The approval issue of a version that was just registered, in a workflow on GitHub. */
import type { Context } from '../../base/index.js';
import type { Host } from '../../host/index.js';
import type { ModelVersion, Registry } from '../../registry/index.js';
import { explainFailure, githubDoor } from '../github/connect.js';
import { waitingTargets } from '../github/state.js';
import type { Session } from '../session.js';

/**
 * Opens it, or finds it; gives its address, '' where there is none. The version is registered whether or not an
 * issue can be opened, and can be approved by other ways: so a failure is a warning.
 */
export async function approvalIssue(
  ctx: Context,
  host: Host,
  session: Session,
  registry: Registry,
  version: ModelVersion,
  options: { readonly 'approval-issue': string; readonly token: string | undefined },
): Promise<string> {
  const { config, root } = session;
  if (options['approval-issue'] === 'never' || config === null || host.kind !== 'github') return '';
  if (config.model !== version.entry.model || waitingTargets(config, version).length === 0) return '';
  // Code of a pull request is not what goes into production, and its token may only read.
  if (ctx.env['GITHUB_EVENT_NAME'] === 'pull_request') return '';
  try {
    const door = await githubDoor(ctx, host, root, options.token);
    if (door === null) {
      ctx.log.warn('there is no token, so no approval issue was opened');
      return '';
    }
    const { openApprovalIssue } = await import('../github/approval-issue.js');
    const issue = await openApprovalIssue({ ctx, door, registry, config }, version);
    if (issue !== null) ctx.log.info(`approval issue: ${issue.state}, ${issue.url}`);
    return issue?.url ?? '';
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    ctx.log.warn(`no approval issue was opened: ${explainFailure(error, 'issues: write')}`);
    return '';
  }
}
