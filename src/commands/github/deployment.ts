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
  done(verdict: Verdict, summary: string): Promise<void>;
}

const NOT_TRACKED: Tracking = { done: async () => undefined };

/** Opens the deployment, `in_progress`. Where a job with `environment:` has made one, GitHub itself keeps that. */
export async function trackDeployment(
  ctx: Context,
  door: GitHubDoor | null,
  version: ModelVersion,
  about: { readonly environment: string; readonly run: string; readonly runUrl: string | null },
): Promise<Tracking> {
  if (door === null) return NOT_TRACKED;
  const { api, client } = door;
  const { environment, runUrl } = about;
  const { model, version: number, digest } = version.entry;
  const sha = ctx.env['GITHUB_SHA'] ?? '';
  const commit = version.manifest.code.commit ?? sha;
  const warn = (error: unknown) => {
    if (ctx.signal.aborted) throw error;
    ctx.log.warn(`GitHub's deployments were not written: ${explainFailure(error, 'deployments: write')}`);
  };
  let id: number;
  try {
    const jobs = sha === '' ? [] : await api.jobDeployments(client, environment, sha, about.run);
    if (jobs.length > 0) {
      ctx.log.debug(`the job has \`environment: ${environment}\`, so that GitHub writes its deployment`);
      return NOT_TRACKED;
    }
    id = await api.openDeployment(client, { environment, model, version: number, digest, commit, runUrl });
    await api.setDeployment(client, id, 'in_progress', `${model} version ${number}`, runUrl);
  } catch (error) {
    warn(error);
    return NOT_TRACKED;
  }
  return {
    async done(verdict, summary) {
      const served = verdict === 'pass' || verdict === 'warn';
      try {
        await api.setDeployment(client, id, served ? 'success' : 'failure', summary, runUrl);
        if (served) await api.retireOthers(client, { environment, model }, id);
      } catch (error) {
        warn(error);
      }
    },
  };
}
