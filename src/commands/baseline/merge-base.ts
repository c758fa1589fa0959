/**
 * The baseline of a change: what `evaluate` found where the change left its branch, from the artifacts of the runs on
 * that branch. Those runs are of the repository's own code; their archives are read as strictly as a stranger's.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Context, git, sha256, usageError } from '../../base/index.js';
import type { RegisteredMetrics } from '../../gate/index.js';
import {
  baseBranch,
  eventCommit,
  type GitHubApi as GitHub,
  type Host,
  loadGitHub,
  message,
  readEvent,
} from '../../host/index.js';
import {
  type EvaluateResult,
  loadReceived,
  type Received,
  type Result,
  type RunIdentity,
} from '../../results/index.js';
import { forgeOf } from '../comment/forge.js';

/** What the job `report` of delivery.yml uploads where its input `name` is empty; the attempt follows. */
const USUAL_ARTIFACT = 'assay-model-report';
/** How far back is looked: commits, runs on the branch, and runs whose artifacts are asked for. */
const MOST_COMMITS = 300;
const MOST_RUNS = 500;
const MOST_TRIES = 10;

interface Wanted {
  /** Name of the artifact without the attempt; null: the usual one. */
  readonly artifact: string | null;
  /** Of the result. */
  readonly name: string | undefined;
  /** Folder to write its predictions to; absent: they are left in the archive. */
  readonly predictionsTo?: string;
}

/** What a run on the branch left. */
export interface BaseResult extends RegisteredMetrics {
  readonly evaluate: EvaluateResult;
  /** Its predictions on this machine; null where they were not asked for, or `without` says why there are none. */
  readonly predictions: { readonly path: string; readonly sha256: string } | null;
  readonly without: string | null;
}

interface Base {
  readonly client: GitHub.GitHubClient;
  readonly github: typeof GitHub;
  readonly branch: string;
  /** The merge base. */
  readonly commit: string;
}

/**
 * The result of the merge base, else of the nearest commit before it that has one. Throws a usage error where there is
 * none (which is never a first run), and where GitHub does not let the token ask.
 */
export async function mergeBaseResult(
  ctx: Context,
  host: Host,
  session: { readonly root: string; readonly workspace: { readonly run: RunIdentity } },
  wanted: Wanted,
): Promise<BaseResult> {
  const base = await baseOf(ctx, host, session);
  const { github, client, branch, commit } = base;
  const own = session.workspace.run;
  // A run on the branch itself is compared with what was there before it.
  const isOwn = (run: GitHub.RunNow) => String(run.id) === own.id || run.commit === own.commit;
  const missing: string[] = [];
  let tries = 0;
  const attempt = async (run: GitHub.RunNow, steps: number): Promise<BaseResult | null> => {
    tries += 1;
    const found = await resultOfRun(ctx, base, run, wanted);
    if (typeof found === 'string') {
      missing.push(found);
      return null;
    }
    return { ...found, why: reasonOf(base, run, steps, missing) };
  };
  for (const run of await github.successfulRuns(client, branch, MOST_RUNS, commit)) {
    if (isOwn(run) || tries >= MOST_TRIES) continue;
    const found = await attempt(run, 0);
    if (found !== null) return found;
  }
  if (tries === 0) missing.push(`commit ${commit.slice(0, 12)} has no run on ${branch} that succeeded`);
  const history = await github.historyOf(client, commit, MOST_COMMITS);
  const runs = await github.successfulRuns(client, branch, MOST_RUNS);
  for (const [steps, before] of history.entries()) {
    if (steps === 0) continue;
    for (const run of runs) {
      if (run.commit !== before || isOwn(run) || tries >= MOST_TRIES) continue;
      const found = await attempt(run, steps);
      if (found !== null) return found;
    }
  }
  const far = tries >= MOST_TRIES ? `; only ${MOST_TRIES} runs were looked at` : '';
  throw usageError({
    message: `${message('noBaseResult', { branch, commit: commit.slice(0, 12) })}: ${missing.slice(0, 4).join('; ')}${far}`,
    expected: `a run that succeeded on ${branch} and uploaded ${wanted.artifact ?? USUAL_ARTIFACT}-ATTEMPT with a result of evaluate`,
    fix: 'run the workflow on that branch again, name its artifact with merge-base:NAME, or name another baseline',
  });
}

function reasonOf(
  { branch, commit }: Base,
  run: GitHub.RunNow,
  steps: number,
  missing: readonly string[],
): string {
  if (steps === 0) return `run ${run.id} of the merge base with ${branch}`;
  const away = steps === 1 ? 'the commit' : `${steps} commits`;
  return (
    `run ${run.id}, ${away} before the merge base ${commit.slice(0, 12)} with ${branch}, is the nearest with a result ` +
    `(${missing.slice(0, 3).join('; ')})`
  );
}

async function baseOf(
  ctx: Context,
  host: Host,
  session: { readonly root: string; readonly workspace: { readonly run: RunIdentity } },
): Promise<Base> {
  const token = ctx.env['ASSAY_JOB_TOKEN'];
  const forge = await forgeOf(ctx, host, session.root, { token, repository: undefined });
  if (forge === null || forge.token === null) {
    throw usageError({
      message: message('baselineToken', {}),
      expected: 'a token that may read runs and their artifacts, and a repository on GitHub',
      fix: 'set GITHUB_TOKEN, with `permissions: {actions: read}` in a workflow; or name another baseline',
    });
  }
  const event = host.kind === 'github' ? await readEvent(ctx) : { name: '' };
  const branch =
    ctx.env['GITHUB_BASE_REF'] || (baseBranch(event) ?? (await defaultBranch(ctx, session.root)));
  if (branch === null) {
    throw usageError({
      message: message('baselineBranch', {}),
      fix: 'set GITHUB_BASE_REF to the name of the branch, or name another baseline',
    });
  }
  const head = eventCommit(event) ?? session.workspace.run.commit;
  const github = await loadGitHub();
  const { owner, repo, apiUrl: baseUrl, server } = forge;
  const client = github.openClient(ctx, {
    token: forge.token,
    baseUrl,
    server,
    repository: { owner, repo },
  });
  const commit = head === null ? null : await github.mergeBaseOf(client, branch, head);
  if (commit === null) {
    throw usageError({
      message: message('noMergeBase', { branch, commit: head ?? 'a folder without a commit' }),
      expected: 'a branch and a commit that were pushed, with a common commit',
      fix: 'push the commit first, set GITHUB_BASE_REF to the right branch, or name another baseline',
    });
  }
  return { client, github, branch, commit };
}

/** The default branch as the clone knows it, null where it does not. */
async function defaultBranch(ctx: Context, root: string): Promise<string | null> {
  const args = ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'];
  const { code, stdout } = await git(root, args, { env: ctx.env, signal: ctx.signal });
  const name = stdout.trim().replace(/^origin\//, '');
  return code === 0 && name !== '' ? name : null;
}

/** What a run left, or why it left nothing that serves. */
async function resultOfRun(
  ctx: Context,
  { client, github }: Base,
  run: GitHub.RunNow,
  wanted: Wanted,
): Promise<BaseResult | string> {
  const where = `run ${run.id} of ${run.commit.slice(0, 12)}`;
  const prefix = wanted.artifact ?? USUAL_ARTIFACT;
  const all = await github.artifactsOf(client, run.id);
  const named = all
    .map((artifact) => ({ artifact, attempt: attemptOf(artifact.name, prefix) }))
    .filter(({ attempt }) => attempt !== null && attempt <= run.attempt)
    .sort((a, b) => (b.attempt ?? 0) - (a.attempt ?? 0) || b.artifact.id - a.artifact.id);
  const [newest] = named;
  if (newest === undefined) {
    const others = all.map(({ name }) => name).filter((name) => name.startsWith('assay-'));
    const has = others.length === 0 ? '' : `; it has ${others.slice(0, 5).join(', ')}`;
    return `${where} has no artifact ${prefix}-ATTEMPT${has}`;
  }
  const { artifact } = newest;
  const gone = `the artifact ${artifact.name} of ${where} has expired`;
  if (artifact.expired) return gone;
  const received = await loadReceived();
  const identity = { id: String(run.id), attempt: run.attempt, commit: run.commit, config: null };
  const folder = await mkdtemp(join(ctx.env['RUNNER_TEMP'] || tmpdir(), 'assay-baseline-'));
  try {
    const file = join(folder, 'artifact.zip');
    const limit = received.RECEIVED_LIMITS.archive;
    if (!(await github.downloadArtifact(client, artifact, file, limit, ctx.signal))) return gone;
    const results = await received.readReceived(file, { run: identity, only: ['evaluate', 'gate'] });
    const named = results.filter(({ result }) => result.name === wanted.name);
    const found = metricsOf(named, artifact.name, run);
    if (found === null) return `${where} has no result of evaluate that holds`;
    return { ...found, ...(await predictionsOf(received, file, found.evaluate, wanted.predictionsTo)) };
  } catch (error) {
    if (!(error instanceof received.ReceivedError || error instanceof github.TooLarge)) throw error;
    throw usageError(
      {
        message: message('baseRefused', { name: artifact.name, run: run.id, reason: error.message }),
        expected: 'what the workflow on that branch uploaded, unchanged',
        fix: 'run that workflow again, or name another baseline',
      },
      error,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The predictions that the result names by digest, out of the same archive. */
async function predictionsOf(
  received: typeof Received,
  archive: string,
  evaluate: EvaluateResult,
  folder: string | undefined,
): Promise<Pick<BaseResult, 'predictions' | 'without'>> {
  const kept = evaluate.predictions;
  if (folder === undefined) return { predictions: null, without: null };
  if (kept === null) return { predictions: null, without: 'its evaluation kept no predictions' };
  if (kept.size > received.MOST_PREDICTIONS) {
    const most = `${received.MOST_PREDICTIONS / 1024 / 1024} MiB`;
    return { predictions: null, without: `its predictions are larger than ${most}` };
  }
  const bytes = await received.readReceivedFile(archive, kept.sha256);
  if (bytes === null) return { predictions: null, without: 'its artifact holds no predictions' };
  const path = join(folder, 'merge-base-predictions.parquet');
  await mkdir(folder, { recursive: true });
  await writeFile(path, bytes);
  return { predictions: { path, sha256: kept.sha256 }, without: null };
}

/** The attempt at the end of an artifact's name, null where it is another artifact. */
function attemptOf(name: string, prefix: string): number | null {
  const rest = name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : '';
  return /^[1-9]\d{0,4}$/.test(rest) ? Number(rest) : null;
}

function metricsOf(
  named: readonly Received.ReceivedResult[],
  artifact: string,
  run: GitHub.RunNow,
): Omit<BaseResult, 'predictions' | 'without'> | null {
  const found = named.find(({ result }) => result.command === 'evaluate');
  if (found === undefined || found.result.command !== 'evaluate') return null;
  const evaluate = found.result;
  // An evaluation that broke has numbers that nobody should be held against.
  if (evaluate.verdict === 'error' || evaluate.verdict === 'fail') return null;
  const gate: Result | undefined = named.find(({ result }) => result.command === 'gate')?.result;
  return {
    evaluate,
    label: `run ${run.id} of ${run.commit.slice(0, 12)}`,
    version: null,
    digest: null,
    metrics: evaluate.metrics,
    data: evaluate.dataset === null ? null : [evaluate.dataset],
    rules: gate?.command === 'gate' ? gate.rules : null,
    definition: evaluate.definition ?? null,
    commit: run.commit,
    file: { path: `${artifact}/${found.path}`, sha256: sha256(found.bytes), size: found.bytes.length },
  };
}
