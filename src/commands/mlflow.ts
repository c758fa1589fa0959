/** Models and metrics of an MLflow server, as commands take them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Context, canonicalJson, sha256, usageError } from '../base/index.js';
import { MetricSet, type MetricsFile, plainMetric } from '../gate/index.js';
import {
  downloadModel,
  isMlflowReference,
  type MlflowRun,
  mlflowServer,
  parseMlflowReference,
  resolveMlflow,
} from '../mlflow/index.js';

/** The metrics of the run that a reference means. A usage error where there is none. */
export async function mlflowMetrics(ctx: Context, reference: string): Promise<MetricsFile> {
  const server = mlflowServer(ctx.env, ctx.log.secret);
  const { run } = await resolveMlflow(server, parseMlflowReference(reference), { signal: ctx.signal });
  if (run === null || run.metrics.size === 0) {
    throw usageError({
      message: `${reference}: ${run === null ? 'the version names no run' : `the run ${run.id} has no metric`}`,
    });
  }
  return metricsOf(run, reference);
}

export interface FetchedModel {
  /** Absolute. */
  readonly path: string;
  readonly shown: string;
  /** Null where the version names no run, or the run has none. */
  readonly metrics: MetricsFile | null;
  /** Where it came from: equal for equal sources. */
  readonly origin: Readonly<Record<string, unknown>>;
  readonly notChecked: readonly string[];
}

/** Downloads the model that a reference means into a folder. */
export async function fetchMlflowModel(
  ctx: Context,
  reference: string,
  folder: string,
): Promise<FetchedModel> {
  const server = mlflowServer(ctx.env, ctx.log.secret);
  const calls = { signal: ctx.signal };
  const source = await resolveMlflow(server, parseMlflowReference(reference), calls);
  const progress = ctx.log.progress('MLflow');
  try {
    const model = await downloadModel(server, source, join(folder, 'mlflow'), {
      ...calls,
      progress: (bytes, total) =>
        progress.update(
          `${reference}: ${bytes} bytes`,
          total === null || total === 0 ? undefined : bytes / total,
        ),
    });
    const { run, version } = source;
    return {
      path: model.path,
      shown: `${reference} (sha256:${model.sha256.slice(0, 12)}…)`,
      metrics: run === null || run.metrics.size === 0 ? null : metricsOf(run, reference),
      origin: {
        server: server.url,
        artifact: model.artifact,
        sha256: model.sha256,
        run: run?.id ?? null,
        model: version === null ? null : { name: version.name, version: version.version },
      },
      notChecked:
        model.beside.length === 0
          ? []
          : [
              `files beside the model in MLflow, which are not taken along: ${model.beside.slice(0, 8).join(', ')}`,
            ],
    };
  } finally {
    progress.done();
  }
}

/** Calls `work` with a local file where `file` names a model of MLflow; what was downloaded is removed afterwards. */
export async function withMlflowModel<O extends { readonly file: string | undefined }, T>(
  ctx: Context,
  options: O,
  work: (options: O, fetched: FetchedModel | null) => Promise<T>,
): Promise<T> {
  if (options.file === undefined || !isMlflowReference(options.file)) return work(options, null);
  const folder = await mkdtemp(join(tmpdir(), 'assay-mlflow-'));
  try {
    const fetched = await fetchMlflowModel(ctx, options.file, folder);
    return await work({ ...options, file: fetched.path }, fetched);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function metricsOf(run: MlflowRun, reference: string): MetricsFile {
  const all = [...run.metrics].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    shown: `${reference} → run ${run.id}`,
    format: 'MLflow',
    metrics: new MetricSet(
      all.map(([name, value]) => plainMetric(name, value)),
      [],
      reference,
    ),
    sha256: sha256(
      canonicalJson({ run: run.id, metrics: all.map(([name, value]) => [name, String(value)]) }),
    ),
    size: 0,
    evaluate: null,
  };
}
