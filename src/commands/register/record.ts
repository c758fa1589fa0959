/**
 * Records a run in the registry: `register` always does, `run` where it is asked to. The record comes after its
 * blobs and after the version that it names, and the same outcome is recorded once.
 */
import { AssayError, type Context } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import type { Host } from '../../host/index.js';
import { buildRun, type ManifestInput, openRegistry, type Registry } from '../../registry/index.js';
import type { Session } from '../session.js';
import { findEvidence } from './gather.js';
import { storeBlob } from './store.js';

type Said = Pick<ManifestInput, 'model' | 'evidence' | 'metrics' | 'run' | 'repository'>;

export async function recordRun(
  ctx: Context,
  session: Session,
  registry: Registry,
  said: Said,
  about: {
    readonly version: number | null;
    readonly source: 'register' | 'run';
    readonly actor: string;
    readonly name: string | undefined;
  },
): Promise<void> {
  const { run, blobs } = buildRun(said, about);
  const { rows, notes } = await registry.runRows(run.model);
  for (const note of notes) ctx.log.warn(note);
  const known = rows.some(
    (row) =>
      row.version === run.version &&
      (row.key === undefined
        ? row.run.id === run.run.id && row.run.attempt === run.run.attempt
        : row.key === run.key && (row.source === run.source || run.source === 'run')),
  );
  if (known) return;
  // One lease from the first blob to the entry that names it: no clean-up begins in between.
  await registry.uploading(
    `${about.actor}, run ${run.run.id}`,
    async () => {
      for (const blob of blobs) await storeBlob(registry, session.workspace, blob, ctx.signal);
      await registry.recordRun(run);
    },
    { signal: ctx.signal, waiting: (text) => ctx.log.info(text) },
  );
  try {
    await registry.indexRuns(run.model);
  } catch (error) {
    if (ctx.signal.aborted || !(error instanceof AssayError)) throw error;
    // The run is recorded; without the index a list takes longer and says the same.
    ctx.log.warn(`the index of runs could not be brought up to date: ${error.message}`);
  }
}

/**
 * Records the run whose results lie in `.assay/`. Asked for by the configuration alone, a registry that cannot be
 * written to is a warning, since the same file also serves jobs that may only read; and the job of a pull request
 * does not try. Gives whether it was recorded.
 */
export async function recordFinishedRun(
  ctx: Context,
  host: Host,
  session: Session<LoadedConfig>,
  asked: boolean,
): Promise<boolean> {
  const { config, root, workspace } = session;
  if (!asked && (config.train?.record !== true || isPullRequest(ctx))) return false;
  try {
    const registry = await openRegistry(config.registry, root, ctx);
    await recordRun(
      ctx,
      session,
      registry,
      {
        model: config.model,
        evidence: await findEvidence(session, undefined),
        metrics: [],
        run: workspace.run,
        repository: await host.repositoryUrl(root),
      },
      { version: null, source: 'run', actor: await host.actor(root), name: undefined },
    );
    return true;
  } catch (error) {
    if (asked || ctx.signal.aborted || !(error instanceof AssayError)) throw error;
    ctx.log.warn(`the run was not recorded: ${error.message}`);
    return false;
  }
}

/** Such a job runs code that nobody has reviewed yet, so it only reads the registry, whatever its file says. */
function isPullRequest({ env }: Context): boolean {
  return /^pull_request/.test(env['GITHUB_EVENT_NAME'] ?? '');
}
