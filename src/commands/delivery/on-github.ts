/** What `deploy` and `rollback` share on GitHub: the door, the deployment beside the move, the issue after it. */
import type { Context } from '../../base/index.js';
import type { MoveReport } from '../../deployment/index.js';
import type { Host } from '../../host/index.js';
import type { ModelVersion } from '../../registry/index.js';
import type { OptionTable } from '../command.js';
import { type GitHubDoor, githubDoor } from '../github/connect.js';
import { TRACKING, trackDeployment } from '../github/deployment.js';
import type { DeliverySession } from './common.js';

export const GITHUB_OPTIONS = {
  environment: {
    type: 'string',
    value: 'NAME',
    summary: "environment on GitHub (absent: the target's name)",
    notIn: ['cli'],
  },
  'github-deployment': {
    type: 'string',
    choices: TRACKING,
    default: 'auto',
    summary:
      "keep GitHub's Deployments true; auto makes none where the job has `environment:`, which makes one",
    notIn: ['cli'],
  },
  token: { type: 'string', summary: 'token for the API (absent: GITHUB_TOKEN or GH_TOKEN)', notIn: ['cli'] },
} as const satisfies OptionTable;

export const GITHUB_PERMISSIONS = {
  deployments: "write: to keep GitHub's Deployments true; without it a warning",
  issues: 'write: to close the approval issue with the outcome',
} as const;

export interface OnGitHub {
  readonly door: GitHubDoor | null;
  readonly environment: string;
  /** Runs the move with a deployment on GitHub beside it, and writes the approval issue anew afterwards. */
  move(
    version: ModelVersion,
    moving: (begun: () => Promise<void>) => Promise<MoveReport>,
  ): Promise<MoveReport>;
}

export async function onGitHub(
  ctx: Context,
  host: Host,
  { config, registry, session }: DeliverySession,
  target: string,
  options: {
    readonly environment: string | undefined;
    readonly 'github-deployment': string;
    readonly token: string | undefined;
  },
): Promise<OnGitHub> {
  const door = await githubDoor(ctx, host, config.root, options.token);
  const environment = options.environment ?? target;
  return {
    door,
    environment,
    async move(version, moving) {
      const tracked = trackDeployment(ctx, options['github-deployment'] === 'never' ? null : door, version, {
        environment,
        run: session.workspace.run.id,
        runUrl: host.runUrl(),
      });
      let report: MoveReport;
      try {
        report = await moving(tracked.begun);
      } catch (error) {
        await tracked.done('error', 'the deployment broke off');
        throw error;
      }
      await tracked.done(report.verdict, report.summary);
      if (door !== null) {
        const { updateApprovalIssue } = await import('../github/approval-issue.js');
        const line = await updateApprovalIssue({ ctx, door, registry, config }, version);
        if (line !== null) ctx.log.info(line);
      }
      return report;
    },
  };
}
