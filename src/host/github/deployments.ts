/**
 * GitHub Deployments: one for each environment and version, with statuses that are kept true. A job with
 * `environment:` makes one by itself, and GitHub keeps its statuses; a second one is never made beside it.
 */
import type { GitHubClient } from './client.js';

export interface DeploymentAbout {
  readonly environment: string;
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  /** The commit that the version was made from. */
  readonly commit: string;
}

interface Known {
  readonly id: number;
  readonly createdAt: string;
  readonly model: string | null;
  readonly digest: string | null;
}

export type DeploymentState = 'in_progress' | 'success' | 'failure' | 'inactive';
const TASK = 'deploy:assay';
const MAX_DESCRIPTION = 140;
/** How many of a page of jobs' deployments are asked whose they are. */
const NEWEST = 10;

/** Deployments to an environment, newest first; of one page, which holds a hundred. */
async function deploymentsTo(client: GitHubClient, environment: string, commit?: string): Promise<Known[]> {
  const { octokit, repository } = client;
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/deployments', {
    ...repository,
    environment,
    ...(commit === undefined ? {} : { sha: commit }),
    per_page: 100,
  });
  return data.map(({ id, created_at, payload, task }) => {
    const own = task === TASK && typeof payload === 'object' && payload !== null ? payload : {};
    return {
      id: Number(id),
      createdAt: created_at,
      model: stringOf(own, 'model'),
      digest: stringOf(own, 'digest'),
    };
  });
}

function stringOf(payload: object, name: string): string | null {
  const value: unknown = Object.entries(payload).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : null;
}

/** When jobs of this run made deployments to an environment, oldest first; empty where none names the environment. */
export async function jobDeployments(
  client: GitHubClient,
  environment: string,
  commit: string,
  run: string,
): Promise<string[]> {
  const { octokit, repository } = client;
  const times: string[] = [];
  const known = await deploymentsTo(client, environment, commit);
  for (const { id, createdAt } of known.filter(({ digest }) => digest === null).slice(0, NEWEST)) {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...repository,
      deployment_id: id,
      per_page: 100,
    });
    const ofRun = new RegExp(`/actions/runs/${run}(?:/|$)`);
    if (data.some((status) => ofRun.test(status.log_url ?? '') || ofRun.test(status.target_url ?? ''))) {
      times.push(createdAt);
    }
  }
  return times.sort();
}

/** The deployment of this version to this environment, made where there is none. Gives its id. */
export async function openDeployment(client: GitHubClient, about: DeploymentAbout): Promise<number> {
  const { octokit, repository } = client;
  const there = (await deploymentsTo(client, about.environment)).find(
    ({ model, digest }) => model === about.model && digest === about.digest,
  );
  if (there !== undefined) return there.id;
  const { data } = await octokit.request('POST /repos/{owner}/{repo}/deployments', {
    ...repository,
    ref: about.commit,
    task: TASK,
    // Without these GitHub would merge the default branch, and refuse where another check is red.
    auto_merge: false,
    required_contexts: [],
    environment: about.environment,
    description: described(`${about.model} version ${about.version}`),
    payload: { model: about.model, version: about.version, digest: about.digest },
  });
  if (!('id' in data)) throw new Error('GitHub made no deployment');
  return Number(data.id);
}

export async function setDeployment(
  client: GitHubClient,
  id: number,
  state: DeploymentState,
  description: string,
  runUrl: string | null,
): Promise<void> {
  const { octokit, repository } = client;
  await octokit.request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
    ...repository,
    deployment_id: id,
    state,
    description: described(description),
    // GitHub would make those of other models inactive too.
    auto_inactive: false,
    ...(runUrl === null ? {} : { log_url: runUrl }),
  });
}

/** Makes every other deployment of this model to this environment inactive. */
export async function retireOthers(
  client: GitHubClient,
  about: Pick<DeploymentAbout, 'environment' | 'model'>,
  keep: number,
): Promise<void> {
  const { octokit, repository } = client;
  for (const { id, model } of await deploymentsTo(client, about.environment)) {
    if (id === keep || model !== about.model) continue;
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...repository,
      deployment_id: id,
      per_page: 1,
    });
    if (data[0]?.state === 'inactive') continue;
    await setDeployment(client, id, 'inactive', 'another version is served', null);
  }
}

/** GitHub refuses more than 140 characters. */
function described(text: string): string {
  const plain = [...text.replace(/\s+/g, ' ').trim()];
  return plain.length <= MAX_DESCRIPTION
    ? plain.join('')
    : `${plain.slice(0, MAX_DESCRIPTION - 1).join('')}…`;
}
