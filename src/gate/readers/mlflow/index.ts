/** The metrics of one run of MLflow, from its folder of files or its database file. Loaded only when one is named. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
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
