/**
 * Results that another run left, to be published here: of a pull request from a fork, whose own token may only read.
 * Who that run was, its commit and its repository come from GitHub; what it left is data that a stranger may have
 * written, and is checked whole before anything of it is used.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Context, codeOf, usageError } from '../../base/index.js';
import { type GitHubApi as GitHub, type GitHubEvent, loadGitHub, message } from '../../host/index.js';
import { loadReceived, type Result, type RunIdentity } from '../../results/index.js';
import type { Forge } from './forge.js';

/** The run whose results are published. */
export interface SourceRun {
  readonly run: RunIdentity;
  /** Owner and name of the branch that it ran on; null where GitHub does not tell. */
  readonly branch: { readonly owner: string; readonly name: string } | null;
  /** `owner/name` where its commit is not of this repository, `a deleted repository` where that is gone; else null. */
  readonly fork: string | null;
}

export interface FromRun {
  readonly source: SourceRun;
  readonly results: readonly Result[];
  /** Why its results are not used; empty where they are. */
  readonly refused: readonly string[];
  /** Number of the artifact, where it was fetched. */
  readonly artifact: number | null;
}

export interface FromRunOptions {
  readonly 'from-run': number | undefined;
  readonly artifact: string | undefined;
}

/** What the job `report` of delivery.yml uploads where its input `name` is empty. */
const USUAL_ARTIFACT = 'assay-model-report';

/**
 * The run that the options or the event name, null where results of this very run are published. `adopted` is the
 * identity of `.assay/`, where a step before has put the results of a fork there.
 */
export async function sourceOf(
  ctx: Context,
  forge: Forge | null,
  event: GitHubEvent,
  options: FromRunOptions,
  adopted: RunIdentity,
): Promise<SourceRun | null> {
  const own = forge === null ? '' : `${forge.owner}/${forge.repo}`.toLowerCase();
  const triggering = event.workflow_run;
  const asked = options['from-run'];
  if (asked === undefined && options.artifact !== undefined && triggering === undefined) {
    throw usageError({
      message: message('artifactAlone', {}),
      fix: 'add --from-run ID, the number of the run that left them',
    });
  }
  const implied = options.artifact !== undefined || adopted.id === String(triggering?.id);
  if (triggering !== undefined && (asked === triggering.id || (asked === undefined && implied))) {
    const {
      id,
      run_attempt: attempt,
      head_sha: commit,
      head_branch: name,
      head_repository: head,
    } = triggering;
    const fork = foreign(head?.full_name ?? null, own);
    if (asked === undefined && options.artifact === undefined && fork === null) return null;
    return {
      run: { id: String(id), attempt, commit, config: null },
      branch: head && name ? { owner: head.owner.login, name } : null,
      fork,
    };
  }
  if (asked === undefined) return null;
  const github = await loadGitHub();
  const run = await github.runNow(clientOf(ctx, github, forge, asked), asked);
  if (run === null) {
    throw usageError({
      message: message('unknownRun', { run: asked }),
      fix: 'give the number in the address of the run, and --repository where it is another one',
    });
  }
  const [owner] = run.headRepository?.split('/') ?? [];
  return {
    run: { id: String(run.id), attempt: run.attempt, commit: run.commit, config: null },
    branch: owner !== undefined && run.branch !== null ? { owner, name: run.branch } : null,
    fork: foreign(run.headRepository, own),
  };
}

function foreign(repository: string | null, own: string): string | null {
  if (repository === null) return 'a deleted repository';
  return repository.toLowerCase() === own ? null : repository;
}

function clientOf(
  ctx: Context,
  github: typeof GitHub,
  forge: Forge | null,
  run: number | string,
): GitHub.GitHubClient {
  if (forge === null || forge.token === null) {
    throw usageError({
      message: message('needsToken', { run }),
      fix: 'give --token or GITHUB_TOKEN, with the permission actions: read',
    });
  }
  const { owner, repo, apiUrl: baseUrl, server, token } = forge;
  return github.openClient(ctx, { token, baseUrl, server, repository: { owner, repo } });
}

/**
 * What the run left. `folder` is where a step before has put it, if the options name no artifact. What is wrong with it
 * is in `refused`; that GitHub does not let the token fetch it is thrown.
 */
export async function readFromRun(
  ctx: Context,
  forge: Forge | null,
  source: SourceRun,
  place: { readonly artifact: string | undefined; readonly folder: string | null },
): Promise<FromRun> {
  const received = await loadReceived();
  const { id, attempt } = source.run;
  const refused = (reason: string, artifact: number | null = null): FromRun => ({
    source,
    results: [],
    refused: [reason],
    artifact,
  });
  const read = async (path: string, artifact: number | null): Promise<FromRun> => {
    try {
      const all = await received.readReceived(path, { run: source.run });
      return { source, results: all.map(({ result }) => result), refused: [], artifact };
    } catch (error) {
      if (error instanceof received.ReceivedError)
        return { ...refused('', artifact), refused: error.reasons };
      if (codeOf(error) !== 'ENOENT') throw error;
      return refused(message('noArtifact', { run: id, name: 'at that place' }), artifact);
    }
  };
  if (place.folder !== null) return read(place.folder, null);
  if (place.artifact !== undefined && isPath(place.artifact))
    return read(resolve(ctx.cwd, place.artifact), null);

  const github = await loadGitHub();
  const client = clientOf(ctx, github, forge, id);
  const name = place.artifact ?? `${USUAL_ARTIFACT}-${attempt}`;
  const named = await github.artifactsOf(client, Number(id), name);
  const artifact = named.find((each) => !each.expired) ?? named[0];
  if (artifact === undefined) return refused(message('noArtifact', { run: id, name }));
  const folder = await mkdtemp(join(ctx.env['RUNNER_TEMP'] || tmpdir(), 'assay-received-'));
  try {
    const file = join(folder, 'artifact.zip');
    const limit = received.RECEIVED_LIMITS.archive;
    if (await github.downloadArtifact(client, artifact, file, limit, ctx.signal))
      return await read(file, artifact.id);
    return refused(message('artifactExpired', { run: id, name }), artifact.id);
  } catch (error) {
    if (error instanceof github.TooLarge)
      return refused(`the archive is too large: ${error.message}`, artifact.id);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A name of an artifact has no separator; what begins with a full stop or ends with `.zip` is a path as well. */
function isPath(text: string): boolean {
  return /[/\\]|^\.|\.zip$/i.test(text);
}
