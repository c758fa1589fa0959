/** The metrics and the artifacts of one run of MLflow, from its folder of files or its database file. Loaded only when one is named. */
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalJson, sha256, unreadable, usageError } from '../../../base/index.js';
import { MetricSet, plainMetric } from '../../metrics.js';
import type { MetricsFile } from '../index.js';
import { openMlflowDatabase } from './database.js';
import { metricsOfFolder, runsOfFolder } from './files.js';
import { chooseRun, type MlflowRef, type Run, showMlflow } from './run.js';

/**
 * The digest is over the run and its values, because what else a store holds changes with every run. Throws a usage
 * error: no such store or run, a deleted run, one that did not finish, a broken file.
 */
export async function readMlflow(ref: MlflowRef, root: string): Promise<MetricsFile> {
  const path = resolve(root, ref.path);
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(ref.path, 'the store of MLflow', error);
  });
  const { run, metrics } = found.isDirectory() ? await ofFolder(path, ref) : await ofDatabase(path, ref);
  const shown = showMlflow(ref);
  if (metrics.size === 0) {
    throw usageError({ where: { file: shown }, message: `the run ${run.name || run.id} has no metric` });
  }
  const all = [...metrics].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    shown: `mlflow:${ref.path}#${run.id}`,
    format: 'MLflow',
    metrics: new MetricSet(
      all.map(([name, value]) => plainMetric(name, value)),
      [],
      shown,
    ),
    sha256: sha256(
      canonicalJson({ run: run.id, metrics: all.map(([name, value]) => [name, String(value)]) }),
    ),
    size: 0,
    evaluate: null,
  };
}

/**
 * Absolute path of a file among the artifacts of a run. A folder that was carried from the machine that wrote it keeps
 * them beside the run; of a database they lie where it says, or in `mlruns` beside it. Throws a usage error where the
 * run or the file is not there, and for artifacts that lie in a store of their own (`s3://…`).
 */
export async function mlflowArtifact(ref: MlflowRef, root: string, name: string): Promise<string> {
  const path = resolve(root, ref.path);
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(ref.path, 'the store of MLflow', error);
  });
  const places = found.isDirectory() ? await besideRun(path, ref) : await ofUri(path, ref);
  for (const place of places) {
    const file = join(place, name);
    const there = await stat(file).then(
      (info) => info.isFile(),
      () => false,
    );
    if (there) return file;
  }
  throw usageError({
    where: { file: showMlflow(ref) },
    message: `the run has no ${name} among its artifacts`,
    expected: `what mlflow.evaluate leaves: ${places.map((place) => join(place, name)).join(' or ')}`,
    fix: 'name the file of the table itself, or copy the artifacts here',
  });
}

async function besideRun(path: string, ref: MlflowRef): Promise<string[]> {
  const runs = await runsOfFolder(path, ref.path);
  const run = chooseRun(
    runs.map((one) => one.run),
    ref.run,
    ref.path,
  );
  return [join(runs.find((one) => one.run === run)?.folder ?? '', 'artifacts')];
}

async function ofUri(path: string, ref: MlflowRef): Promise<string[]> {
  const db = await openMlflowDatabase(path, ref.path);
  try {
    const written = db.artifacts(chooseRun(db.runs(), ref.run, ref.path).id);
    const beside = dirname(path);
    if (/^file:/.test(written)) return moved(fileURLToPath(written), beside);
    if (/^[a-z][a-z0-9+.-]+:/i.test(written)) {
      throw usageError({
        where: { file: showMlflow(ref) },
        message: `the artifacts of the run are in ${written}, which is not read`,
        fix: 'fetch the table with `mlflow artifacts download`, and name the file',
      });
    }
    return moved(resolve(beside, written), beside);
  } finally {
    db.close();
  }
}

/** Where it was written, and the same `EXPERIMENT/RUN/artifacts` in the folder `mlruns` beside the database. */
function moved(written: string, beside: string): string[] {
  return [written, join(beside, 'mlruns', ...written.split(/[\\/]/).slice(-3))];
}

interface Found {
  readonly run: Run;
  readonly metrics: ReadonlyMap<string, number>;
}

async function ofFolder(path: string, ref: MlflowRef): Promise<Found> {
  const runs = await runsOfFolder(path, ref.path);
  const run = chooseRun(
    runs.map((one) => one.run),
    ref.run,
    ref.path,
  );
  const folder = runs.find((one) => one.run === run)?.folder ?? '';
  return { run, metrics: await metricsOfFolder(folder, showMlflow(ref)) };
}

async function ofDatabase(path: string, ref: MlflowRef): Promise<Found> {
  const db = await openMlflowDatabase(path, ref.path);
  try {
    const run = chooseRun(db.runs(), ref.run, ref.path);
    return { run, metrics: db.metrics(run.id) };
  } finally {
    db.close();
  }
}
