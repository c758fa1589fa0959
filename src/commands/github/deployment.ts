/**
 * Keeps GitHub's Deployments true while a version is brought to a target. They show what happens and decide nothing:
 * a failure of theirs is a warning, never a failed deployment.
 */
import type { Context } from '../../base/index.js';
import type { ModelVersion } from '../../registry/index.js';
import type { Verdict } from '../../results/index.js';
import { explainFailure, type GitHubDoor } from './connect.js';

export const TRACKING = ['auto', 'never'] as const;

export interface Tracking {
  /** Opens the deployment, `in_progress`. */
  begun(): Promise<void>;
  /** Says how it ended; nothing where it never began. */
  done(verdict: Verdict, summary: string): Promise<void>;
}

/** Where a job with `environment:` has made a deployment, GitHub itself keeps that, and none is made here. */
export function trackDeployment(
  ctx: Context,
  door: GitHubDoor | null,
  version: ModelVersion,
  about: { readonly environment: string; readonly run: string; readonly runUrl: string | null },
): Tracking {
  const { environment, runUrl } = about;
  const { model, version: number, digest } = version.entry;
  const sha = ctx.env['GITHUB_SHA'] ?? '';
  const commit = version.manifest.code.commit ?? sha;
  let id: number | null = null;
  const tried = async (call: (door: GitHubDoor) => Promise<void>) => {
    if (door === null) return;
    try {
      await call(door);
    } catch (error) {
      ctx.log.warn(`GitHub's deployments were not written: ${explainFailure(error, 'deployments: write')}`);
    }
  };
  return {
    begun: () =>
      tried(async ({ api, client }) => {
        const jobs = sha === '' ? [] : await api.jobDeployments(client, environment, sha, about.run);
        if (jobs.length > 0) {
          ctx.log.debug(`the job has \`environment: ${environment}\`, so that GitHub writes its deployment`);
          return;
        }
        id = await api.openDeployment(client, { environment, model, version: number, digest, commit });
        await api.setDeployment(client, id, 'in_progress', `${model} version ${number}`, runUrl);
      }),
    done: (verdict, summary) =>
      tried(async ({ api, client }) => {
        if (id === null) return;
        const served = verdict === 'pass' || verdict === 'warn';
        await api.setDeployment(client, id, served ? 'success' : 'failure', summary, runUrl);
        if (served) await api.retireOthers(client, { environment, model }, id);
      }),
  };
}
