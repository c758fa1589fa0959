/**
 * What GitHub adds to the approvals at the moment of deployment: whether people who approved by a comment may still
 * decide here, and the reviewers of the environment, who count for the version that this very run registered.
 */
import { type Context, environmentError } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import { currentOf, isBot, personOf, policyOf, refusalOfApproval } from '../../deployment/index.js';
import type { Decision, ModelVersion, Registry } from '../../registry/index.js';
import { explainFailure, type GitHubDoor } from './connect.js';

/** What of the approvals is known only by asking GitHub. */
export interface ApprovalsNow {
  /** Decision id → why it no longer counts. */
  readonly revoked: ReadonlyMap<string, string>;
  readonly notChecked: readonly string[];
}

/**
 * Asks what the people behind comments and reviews may do now. In a terminal that is not checked, and said; in a
 * workflow a question that fails, or cannot be asked for want of a token, stops the deployment.
 */
export async function approvalsNow(
  door: GitHubDoor | null,
  config: LoadedConfig,
  target: string,
  decisions: readonly Decision[],
  onGitHub: boolean,
): Promise<ApprovalsNow> {
  const asked = decisions.filter(
    (one) => one.decision === 'approve' && one.target === target && one.source !== 'terminal',
  );
  if (asked.length === 0) return { revoked: new Map(), notChecked: [] };
  if (door === null) {
    if (onGitHub) throw noDoor();
    return {
      revoked: new Map(),
      notChecked: ['whether those who approved on GitHub may still decide there: this is no workflow there'],
    };
  }
  const listed = new Set(config.targets[target]?.approvers?.map(personOf));
  const revoked = new Map<string, string>();
  const known = new Map<string, boolean>();
  for (const decision of asked) {
    const person = personOf(decision.actor);
    if (decision.source === 'github-environment' || listed.has(person)) continue;
    if (!known.has(person)) {
      known.set(person, await mayStillWrite(door, decision.actor));
    }
    if (known.get(person) === false) {
      revoked.set(decision.id, `comes from someone who may no longer write in this repository`);
    }
  }
  return { revoked, notChecked: [] };
}

async function mayStillWrite({ api, client }: GitHubDoor, login: string): Promise<boolean> {
  try {
    const { permission } = await api.standingOf(client, login);
    return permission === 'admin' || permission === 'write';
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    throw environmentError(
      {
        message: `whether ${login}, who approved, may still decide here could not be asked: ${error.message}`,
        fix: 'give the action a token that may read the collaborators of the repository',
      },
      error,
    );
  }
}

export interface ReviewQuestion {
  readonly ctx: Context;
  readonly door: GitHubDoor;
  readonly registry: Registry;
  readonly config: LoadedConfig;
  readonly version: ModelVersion;
  readonly target: string;
  /** Name of the environment whose reviewers count. */
  readonly environment: string;
  readonly run: { readonly id: string; readonly attempt: number };
}

/**
 * Why the reviewers of this run cannot count for the version; null where they can. GitHub's record of a review has
 * no time, attempt or commit: it counts in the first attempt of the run that registered the version, and only where
 * every job of this run that used the environment began after that.
 */
export function refuseReviews(
  version: Pick<ModelVersion, 'entry' | 'manifest'>,
  run: ReviewQuestion['run'],
  jobs: readonly string[],
): string | null {
  const { entry, manifest } = version;
  if (entry.run !== run.id || manifest.run.id !== run.id) {
    return 'the version was registered by another run';
  }
  if (run.attempt !== 1 || manifest.run.attempt !== 1) {
    return 'this is a re-run, and the record does not say which attempt was reviewed';
  }
  const first = jobs[0];
  if (first === undefined) return 'no job of this run used the environment';
  // GitHub's times have whole seconds. Written so that a time which cannot be read does not count.
  if (!(Date.parse(first) >= Math.floor(Date.parse(entry.time) / 1000) * 1000)) {
    return 'a job of this run used the environment before the version was registered';
  }
  return null;
}

/**
 * Records the reviews of the environment as decisions, each once. Gives a line for the log, null where there are
 * none. What GitHub refuses to tell does not count, and is said.
 */
export async function recordReviews(question: ReviewQuestion): Promise<string | null> {
  try {
    return await recordAll(question);
  } catch (error) {
    if (!(error instanceof question.door.api.Refused)) throw error;
    return `the reviewers of ${question.environment} do not count: ${explainFailure(error, 'actions: read, deployments: read, contents: read, pull-requests: read')}`;
  }
}

async function recordAll(question: ReviewQuestion): Promise<string | null> {
  const { ctx, door, registry, config, version, target, environment, run } = question;
  const { entry, manifest } = version;
  if (entry.run !== run.id) return null;
  const { api, client } = door;
  const reviewers = await api.reviewersOf(client, Number(run.id), environment);
  if (reviewers.length === 0) return null;
  const commit = ctx.env['GITHUB_SHA'] ?? manifest.code.commit ?? '';
  const why = refuseReviews(version, run, await api.jobDeployments(client, environment, commit, run.id));
  if (why !== null) return `the reviewers of ${environment} do not count: ${why}`;
  const policy = config.targets[target];
  if (policy === undefined) return null;
  const makers = (await api.makersOf(client, manifest.code.commit, run.id)).map(personOf);
  const aliasSeq = currentOf(await registry.aliasLog(entry.model, target))?.seq ?? 0;
  const { owner, repo } = client.repository;
  const lines: string[] = [];
  for (const { login, comment } of reviewers) {
    if (isBot(login)) {
      lines.push(`${login} does not count: a bot`);
      continue;
    }
    if (!policy.allow_self_approval && makers.includes(personOf(login))) {
      lines.push(`${login} does not count: a maker of the version`);
      continue;
    }
    const now = ctx.now();
    const body = {
      decision: 'approve' as const,
      model: entry.model,
      version: entry.version,
      digest: entry.digest,
      target,
      verdict: manifest.verdict,
      aliasSeq,
      actor: login,
      source: 'github-environment' as const,
      origin: `github:${owner.toLowerCase()}/${repo.toLowerCase()}#run-${run.id}/${environment}/${personOf(login)}`,
      reason: comment,
      expires: new Date(now.getTime() + policyOf(policy).expiresMs).toISOString(),
    };
    const refusal = refusalOfApproval(
      { ...body, format: 1, id: 'draft', nonce: '', time: now.toISOString() },
      { target, version, aliasSeq, policy: policyOf(policy), now },
    );
    if (refusal !== null) {
      lines.push(`${login} does not count: ${refusal.message}`);
    } else if (manifest.verdict === 'inconclusive') {
      lines.push(`${login} does not count: a review names no verdict, and the gate is inconclusive`);
    } else {
      await registry.decide(body);
      lines.push(`${login} approved`);
    }
  }
  return `reviewers of ${environment}: ${lines.join('; ')}`;
}

/** Who may pass over approvals: on GitHub, those who maintain the repository; a terminal knows nobody's rights. */
export async function needBreakGlassRight(door: GitHubDoor, actor: string): Promise<string | null> {
  const { permission, role } = await door.api.standingOf(door.client, actor);
  if (permission === 'admin' || role === 'maintain') return null;
  return `--break-glass needs the role maintain or admin in this repository, and ${actor} has ${role}`;
}

/** The API is needed where it is asked about rights. */
export function noDoor(): Error {
  return environmentError({
    message: 'there is no token for GitHub, so that nobody’s rights can be asked',
    fix: 'give the input `token`, or the variable GITHUB_TOKEN',
  });
}
