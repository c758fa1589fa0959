/** What an MLflow server holds, as far as Assay reads it: a version and the run behind it, with its metrics. */
import { z } from 'zod';
import { environmentError, usageError } from '../base/index.js';
import { type CallOptions, callMlflow, MlflowRefusal, type MlflowServer, type Request } from './client.js';
import type { MlflowReference } from './reference.js';

/** Protocol Buffers write numbers of 64 bits as strings, and NaN as one too. */
const numeric = z.union([z.number(), z.string()]).transform(Number);
const tags = z.array(z.object({ key: z.string(), value: z.string().default('') })).default([]);

const runAnswer = z.object({
  run: z.object({
    info: z.object({
      run_id: z.string(),
      run_name: z.string().default(''),
      status: z.string().default('RUNNING'),
      lifecycle_stage: z.string().default('active'),
      artifact_uri: z.string().default(''),
    }),
    data: z
      .object({
        metrics: z.array(z.object({ key: z.string(), value: numeric })).default([]),
        tags,
      })
      .default({ metrics: [], tags: [] }),
  }),
});
const version = z.object({
  name: z.string(),
  version: z.union([z.string(), z.number()]).transform(String),
  run_id: z.string().default(''),
  source: z.string().default(''),
  status: z.string().default('READY'),
  tags,
});
export type MlflowVersion = z.infer<typeof version>;
const versionAnswer = z.object({ model_version: version });
const uriAnswer = z.object({ artifact_uri: z.string() });
const loggedAnswer = z.object({ model: z.object({ info: z.object({ artifact_uri: z.string() }) }) });

export interface MlflowRun {
  readonly id: string;
  readonly name: string;
  readonly artifacts: string;
  readonly metrics: ReadonlyMap<string, number>;
}

/** What a reference means now. */
export interface MlflowSource {
  /** Address of the folder or file: `mlflow-artifacts:/…`. */
  readonly artifacts: string;
  /** Null where the version names no run. */
  readonly run: MlflowRun | null;
  /** Null for `runs:/`. */
  readonly version: MlflowVersion | null;
}

/** The answer in the form that is expected; an environment error where it has another. */
export async function ask<T>(
  server: MlflowServer,
  request: Request,
  schema: z.ZodType<T>,
  options: CallOptions,
): Promise<T> {
  const parsed = schema.safeParse(await callMlflow(server, request, options));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw environmentError({
    message: `MLflow's answer to ${request.path} has another form than its API says: ${z.core.toDotPath(issue?.path ?? [])}: ${issue?.message}`,
  });
}

/** Null where the server says that there is none. */
export async function orNone<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (
      error instanceof MlflowRefusal &&
      (error.code === 'RESOURCE_DOES_NOT_EXIST' || error.status === 404)
    ) {
      return null;
    }
    throw error;
  }
}

/** Follows a reference. Usage errors: what is not there, a run that was deleted or did not finish. */
export async function resolveMlflow(
  server: MlflowServer,
  reference: MlflowReference,
  options: CallOptions,
): Promise<MlflowSource> {
  if (reference.kind === 'run') {
    const run = await runOf(server, reference.id, options);
    return { artifacts: under(run.artifacts, reference.path), run, version: null };
  }
  const { name, alias } = reference;
  const found = await versionOf(server, reference, options);
  if (found === null) {
    throw usageError({
      message: `MLflow has no ${alias === null ? `version ${reference.version}` : `alias ${alias}`} of ${name}`,
      where: { file: server.url },
    });
  }
  if (found.status !== 'READY') {
    throw usageError({
      message: `version ${found.version} of ${name} in MLflow has the status ${found.status}`,
    });
  }
  const uri = await uriOf(server, found, options);
  const run = found.run_id === '' ? null : await runOf(server, found.run_id, options);
  return { artifacts: under(uri, reference.path), run, version: found };
}

export function versionOf(
  server: MlflowServer,
  { name, alias, version: number }: { name: string; alias: string | null; version: string | null },
  options: CallOptions,
): Promise<MlflowVersion | null> {
  const request: Request =
    alias === null
      ? {
          method: 'GET',
          path: 'mlflow/model-versions/get',
          query: { name, version: number ?? '' },
          repeatable: true,
        }
      : { method: 'GET', path: 'mlflow/registered-models/alias', query: { name, alias }, repeatable: true };
  return orNone(ask(server, request, versionAnswer, options).then((answer) => answer.model_version)).catch(
    (error: unknown) => {
      // Older servers call an alias that is not there an invalid parameter.
      if (alias !== null && error instanceof MlflowRefusal && /alias .* not found/i.test(error.message))
        return null;
      throw error;
    },
  );
}

async function uriOf(server: MlflowServer, found: MlflowVersion, options: CallOptions): Promise<string> {
  const { artifact_uri: uri } = await ask(
    server,
    {
      method: 'GET',
      path: 'mlflow/model-versions/get-download-uri',
      query: { name: found.name, version: found.version },
      repeatable: true,
    },
    uriAnswer,
    options,
  );
  const [, id, path = ''] = /^runs:\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
  if (id !== undefined) return under((await runOf(server, id, options)).artifacts, path);
  // Since MLflow 3 a version may point at a logged model, which has a place of its own.
  const logged = /^models:\/(m-[A-Za-z0-9]+)$/.exec(uri)?.[1];
  if (logged === undefined) return uri;
  const request: Request = { method: 'GET', path: `mlflow/logged-models/${logged}`, repeatable: true };
  return (await ask(server, request, loggedAnswer, options)).model.info.artifact_uri;
}

async function runOf(server: MlflowServer, id: string, options: CallOptions): Promise<MlflowRun> {
  const request: Request = {
    method: 'GET',
    path: 'mlflow/runs/get',
    query: { run_id: id },
    repeatable: true,
  };
  const answer = await orNone(ask(server, request, runAnswer, options));
  if (answer === null) throw usageError({ message: `MLflow has no run ${id}`, where: { file: server.url } });
  const { info, data } = answer.run;
  if (info.lifecycle_stage !== 'active') {
    throw usageError({ message: `the run ${id} of MLflow was deleted`, fix: 'restore it, or name another' });
  }
  if (info.status !== 'FINISHED') {
    throw usageError({
      message: `the run ${id} of MLflow has the status ${info.status}: what it left may not be all`,
      expected: 'status FINISHED',
    });
  }
  const metrics = new Map<string, number>();
  for (const { key, value } of data.metrics) {
    if (metrics.has(key)) throw usageError({ message: `the run ${id} of MLflow has ${key} twice` });
    metrics.set(key, value);
  }
  return { id: info.run_id, name: info.run_name, artifacts: info.artifact_uri, metrics };
}

function under(uri: string, path: string): string {
  return path === '' ? uri : `${uri.replace(/\/+$/, '')}/${path}`;
}
