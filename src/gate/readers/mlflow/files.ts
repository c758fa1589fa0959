/**
 * MLflow's folder of files: `<experiment>/<run>/meta.yaml`, `metrics/<name>` with a line `timestamp value step` for each
 * time it was logged. Source: mlflow, store/tracking/file_store.py.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { messageOf, type Problem, usageError } from '../../../base/index.js';
import type { Run } from './run.js';

/** `RunStatus` of MLflow's service.proto. */
const STATUS = ['', 'RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'];
const LARGEST = 16 * 1024 * 1024;
const MOST_METRICS = 10_000;
const TRASH = '.trash';

export interface FoundRun {
  readonly run: Run;
  readonly folder: string;
}

/** Every run of the folder, also deleted ones. Throws a usage error for a broken `meta.yaml`. */
export async function runsOfFolder(root: string, shown: string): Promise<FoundRun[]> {
  const found: FoundRun[] = [];
  const problems: Problem[] = [];
  for (const [parent, gone] of [
    [root, false],
    [join(root, TRASH), true],
  ] as const) {
    for (const experiment of await folders(parent)) {
      if (experiment === TRASH || experiment === 'models') continue;
      const place = join(parent, experiment);
      const meta = await metaOf(place, shown, problems);
      if (meta === null) continue;
      const dead = gone || meta['lifecycle_stage'] === 'deleted';
      for (const id of await folders(place)) {
        const own = await metaOf(join(place, id), shown, problems);
        // Tags and traces of an experiment are folders beside its runs.
        if (own === null || !('lifecycle_stage' in own)) continue;
        found.push({
          folder: join(place, id),
          run: {
            id: text(own['run_id'] ?? own['run_uuid']) || id,
            name: text(own['run_name']),
            experiment: text(meta['name']),
            status: STATUS[Number(own['status'])] || text(own['status']),
            deleted: dead || own['lifecycle_stage'] !== 'active',
            started: Number(own['start_time']),
          },
        });
      }
    }
  }
  if (problems.length > 0) throw usageError(problems.slice(0, 20));
  return found;
}

/** Last value of each metric: of the highest step, and of equal steps the last logged, as MLflow has it. */
export async function metricsOfFolder(folder: string, shown: string): Promise<Map<string, number>> {
  const metrics = new Map<string, number>();
  const problems: Problem[] = [];
  const walk = async (place: string, prefix: string) => {
    for (const entry of await entriesOf(place)) {
      const name = `${prefix}${entry.name}`;
      if (metrics.size > MOST_METRICS) return;
      if (entry.isDirectory()) await walk(join(place, entry.name), `${name}/`);
      else if (entry.isFile()) {
        const value = lastValue(await limited(join(place, entry.name), shown));
        if (typeof value === 'number') metrics.set(name, value);
        else problems.push({ where: { file: shown }, message: `the metric ${name}: ${value.problem}` });
      }
    }
  };
  await walk(join(folder, 'metrics'), '');
  if (problems.length > 0) throw usageError(problems.slice(0, 20));
  return metrics;
}

function lastValue(content: string): number | { readonly problem: string } {
  let last: { readonly step: number; readonly time: number; readonly value: number } | null = null;
  for (const [k, line] of content.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [time, written, step = '0', ...more] = line.trim().split(' ');
    const value = numberOf(written ?? '');
    // MLflow 3 adds the name and the digest of a dataset.
    const known = more.length === 0 || more.length === 2;
    if (value === null || !/^-?\d+$/.test(time ?? '') || !/^-?\d+$/.test(step) || !known) {
      return { problem: `line ${k + 1} is not \`timestamp value step\`` };
    }
    const now = { step: Number(step), time: Number(time), value };
    const later =
      last === null ||
      now.step > last.step ||
      (now.step === last.step &&
        (now.time > last.time || (now.time === last.time && !(now.value < last.value))));
    if (later) last = now;
  }
  return last === null ? { problem: 'no value was logged' } : last.value;
}

/** A number as Python writes it. */
function numberOf(written: string): number | null {
  const word = /^([+-]?)(nan|inf|infinity)$/i.exec(written);
  if (word !== null) {
    if (word[2]?.toLowerCase() === 'nan') return Number.NaN;
    return word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(written) ? Number(written) : null;
}

async function metaOf(
  folder: string,
  shown: string,
  problems: Problem[],
): Promise<Record<string, unknown> | null> {
  const path = join(folder, 'meta.yaml');
  const there = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!there) return null;
  try {
    const meta: unknown = parse(await limited(path, shown), { maxAliasCount: 0 });
    if (typeof meta === 'object' && meta !== null && !Array.isArray(meta)) return { ...meta };
    problems.push({ where: { file: path }, message: 'is no meta.yaml of MLflow' });
  } catch (error) {
    problems.push({ where: { file: path }, message: `cannot be read: ${messageOf(error)}` });
  }
  return null;
}

async function limited(path: string, shown: string): Promise<string> {
  if ((await stat(path)).size > LARGEST)
    throw usageError({ where: { file: shown }, message: `${path} is too large` });
  return readFile(path, 'utf8');
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function folders(folder: string): Promise<string[]> {
  return (await entriesOf(folder))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
