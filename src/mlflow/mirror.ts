/**
 * Tells an MLflow server what a registry of Assay did: versions with their metrics and tags, and where aliases stand. The
 * registry stays the truth. MLflow sets an alias without a condition, so it is read before and after, and that is said.
 */
import { z } from 'zod';
import { AssayError } from '../base/index.js';
import { type CallOptions, callMlflow, MlflowRefusal, type MlflowServer, pauseFor } from './client.js';
import { ask, type MlflowVersion, orNone, versionOf } from './read.js';

/** A version as the mirror shows it. */
export interface MirroredVersion {
  readonly model: string;
  readonly version: number;
  /** `sha256:<hex>` of the manifest: what tells versions apart in the mirror. */
  readonly digest: string;
  readonly verdict: string;
  readonly commit: string | null;
  readonly time: Date;
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly description: string;
}

export interface MirrorReport {
  /** Version in MLflow. */
  readonly version: string;
  /** False where it was there already. */
  readonly created: boolean;
  readonly run: string;
}

export interface AliasReport {
  readonly before: string | null;
  readonly after: string | null;
  readonly moved: boolean;
}

const DIGEST_TAG = 'assay.digest';
/** What one call of log-batch takes. */
const LIMITS = { metrics: 1000, params: 100, tags: 100, value: 6000, name: 250 };

const versionsAnswer = z.object({
  model_versions: z
    .array(
      z.object({
        name: z.string(),
        version: z.union([z.string(), z.number()]).transform(String),
        run_id: z.string().default(''),
        tags: z.array(z.object({ key: z.string(), value: z.string().default('') })).default([]),
      }),
    )
    .default([]),
});
const experimentAnswer = z.object({ experiment: z.object({ experiment_id: z.string() }) });
const runsAnswer = z.object({
  runs: z
    .array(z.object({ info: z.object({ run_id: z.string(), artifact_uri: z.string().default('') }) }))
    .default([]),
});

/**
 * Brings a version into the mirror; a second call finds it by its digest and changes nothing. `name` is the model's name
 * there.
 */
export async function mirrorVersion(
  server: MlflowServer,
  name: string,
  version: MirroredVersion,
  options: CallOptions,
): Promise<MirrorReport> {
  await createOnce(
    () =>
      orNone(
        callMlflow(
          server,
          { method: 'GET', path: 'mlflow/registered-models/get', query: { name }, repeatable: true },
          options,
        ),
      ),
    () =>
      post(
        server,
        'mlflow/registered-models/create',
        { name, tags: [{ key: 'assay.model', value: version.model }] },
        false,
        options,
      ),
    options,
  );
  const there = await findVersion(server, name, version.digest, options);
  if (there !== null) return { version: there.version, created: false, run: there.run_id };
  const run = await runFor(server, name, version, options);
  const made = await createOnce(
    () => findVersion(server, name, version.digest, options),
    () =>
      post(
        server,
        'mlflow/model-versions/create',
        {
          name,
          source: run.artifact_uri,
          run_id: run.run_id,
          description: version.description,
          tags: tagsOf(version),
        },
        false,
        options,
      ),
    options,
  );
  return { version: made.version, created: true, run: run.run_id };
}

/** Sets an alias in the mirror, and says where it stood before and stands after. Nothing is done where it stands there. */
export async function mirrorAlias(
  server: MlflowServer,
  name: string,
  alias: string,
  version: string,
  options: CallOptions,
): Promise<AliasReport> {
  const look = async () =>
    (await versionOf(server, { name, alias, version: null }, options))?.version ?? null;
  const before = await look();
  if (before === version) return { before, after: before, moved: false };
  await post(server, 'mlflow/registered-models/alias', { name, alias, version }, true, options);
  return { before, after: await look(), moved: true };
}

function post(
  server: MlflowServer,
  path: string,
  body: unknown,
  repeatable: boolean,
  options: CallOptions,
): Promise<unknown> {
  return callMlflow(server, { method: 'POST', path, body, repeatable }, options);
}

/**
 * Creates what is not there. Where the answer was lost, or another was faster, it is looked for again before anything is
 * created a second time.
 */
async function createOnce<T>(
  find: () => Promise<T | null>,
  create: () => Promise<unknown>,
  { signal, pauses = [300, 1500, 4000] }: CallOptions,
): Promise<T> {
  for (let round = 0; ; round += 1) {
    const there = await find();
    if (there !== null) return there;
    try {
      await create();
      const made = await find();
      if (made !== null) return made;
      throw new Error('MLflow does not show what it has just created');
    } catch (error) {
      const lost = error instanceof AssayError && error.kind === 'environment';
      const late =
        error instanceof MlflowRefusal &&
        (error.code === 'RESOURCE_ALREADY_EXISTS' || error.status === 429 || error.status >= 500);
      const pause = pauses[round];
      if (signal.aborted || pause === undefined || !(lost || late)) throw error;
      await pauseFor(pause, signal);
    }
  }
}

async function findVersion(
  server: MlflowServer,
  name: string,
  digest: string,
  options: CallOptions,
): Promise<Pick<MlflowVersion, 'version' | 'run_id'> | null> {
  const filter = `name = '${quoted(name)}' AND tags.\`${DIGEST_TAG}\` = '${digest}'`;
  const request = {
    method: 'GET' as const,
    path: 'mlflow/model-versions/search',
    query: { filter, max_results: '100' },
    repeatable: true,
  };
  const { model_versions: found } = await ask(server, request, versionsAnswer, options);
  // The filter is the server's; that the tag is ours is checked here.
  const own = found
    .filter(
      (one) => one.name === name && one.tags.some((tag) => tag.key === DIGEST_TAG && tag.value === digest),
    )
    .sort((a, b) => Number(a.version) - Number(b.version));
  return own[0] ?? null;
}

/** The run that carries the metrics; an unfinished mirror of before is taken up again. */
async function runFor(server: MlflowServer, name: string, version: MirroredVersion, options: CallOptions) {
  const experiment = await createOnce(
    () =>
      orNone(
        ask(
          server,
          {
            method: 'GET',
            path: 'mlflow/experiments/get-by-name',
            query: { experiment_name: `assay/${name}` },
            repeatable: true,
          },
          experimentAnswer,
          options,
        ),
      ),
    () => post(server, 'mlflow/experiments/create', { name: `assay/${name}` }, false, options),
    options,
  );
  const { experiment_id: id } = experiment.experiment;
  const find = async () => {
    const body = {
      experiment_ids: [id],
      filter: `tags.\`${DIGEST_TAG}\` = '${version.digest}'`,
      max_results: 10,
    };
    const request = { method: 'POST' as const, path: 'mlflow/runs/search', body, repeatable: true };
    return (await ask(server, request, runsAnswer, options)).runs[0]?.info ?? null;
  };
  const start = version.time.getTime();
  const run = await createOnce(
    find,
    () =>
      post(
        server,
        'mlflow/runs/create',
        {
          experiment_id: id,
          run_name: `${version.model} v${version.version}`,
          start_time: start,
          tags: tagsOf(version),
        },
        false,
        options,
      ),
    options,
  );
  // Equal values at an equal time are one value to MLflow, so this may be done again.
  const metrics = version.metrics.map(({ name: key, value }) => ({ key, value, timestamp: start, step: 0 }));
  const params = Object.entries(version.params).map(([key, value]) => ({
    key: plain(key),
    value: (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LIMITS.value),
  }));
  for (
    let at = 0;
    at === 0 || at < Math.max(metrics.length / LIMITS.metrics, params.length / LIMITS.params);
    at += 1
  ) {
    await post(
      server,
      'mlflow/runs/log-batch',
      {
        run_id: run.run_id,
        metrics: metrics
          .slice(at * LIMITS.metrics, (at + 1) * LIMITS.metrics)
          .map((metric) => ({ ...metric, key: plain(metric.key) })),
        params: params.slice(at * LIMITS.params, (at + 1) * LIMITS.params),
      },
      true,
      options,
    );
  }
  await post(
    server,
    'mlflow/runs/update',
    { run_id: run.run_id, status: 'FINISHED', end_time: start },
    true,
    options,
  );
  return run;
}

function tagsOf({ digest, version, verdict, commit }: MirroredVersion): { key: string; value: string }[] {
  return [
    { key: DIGEST_TAG, value: digest },
    { key: 'assay.version', value: String(version) },
    { key: 'assay.verdict', value: verdict },
    ...(commit === null ? [] : [{ key: 'assay.commit', value: commit }]),
  ];
}

/** Names in MLflow: letters, digits, `_`, `-`, `.`, space, `:` and `/`. */
function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9_\-. :/]/g, '_').slice(0, LIMITS.name);
}

function quoted(text: string): string {
  return text.replace(/'/g, "\\'");
}
