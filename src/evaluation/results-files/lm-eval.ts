/**
 * lm-evaluation-harness: `samples_<task>_<date>.jsonl` (a line for each example and filter), and beside it
 * `results_<date>.json`, which knows the tasks, the model and which way is better.
 * Source: lm_eval/evaluator.py (the samples) and lm_eval/loggers/evaluation_tracker.py (the names of the files).
 */
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { type Problem, usageError } from '../../base/index.js';
import type { Direction } from '../../results/index.js';
import { anyObject, isObject, parsePythonJson, shaped } from './json.js';
import { categoriesOf, chosen, digestOf, type ReadResults, type ResultRow, scoreOf } from './rows.js';

const line = z.looseObject({
  doc_id: z.union([z.int(), z.string()]),
  doc: z.unknown().optional(),
  target: z.unknown().optional(),
  resps: z.unknown().optional(),
  filtered_resps: z.unknown().optional(),
  filter: z.string().nullish(),
  metrics: z.array(z.string()).nullish(),
  doc_hash: z.string().nullish(),
  target_hash: z.string().nullish(),
});
type Line = z.infer<typeof line>;
const results = z.object({
  results: anyObject,
  higher_is_better: z.record(z.string(), z.record(z.string(), z.boolean().nullish())).nullish(),
  model_name: z.string().nullish(),
  'n-samples': z.record(z.string(), z.object({ effective: z.number().nullish() })).nullish(),
});

/** Members of a line that are no metric; older files do not list the metrics. */
const KNOWN = new Set(
  'doc_id doc target arguments resps filtered_resps filter metrics doc_hash prompt_hash target_hash'.split(
    ' ',
  ),
);
const DATED = /_(\d{4}-\d{2}-\d{2}T[\d.-]+(?:\+[\d-]+)?)\.jsonl?$/;

export function isLmEvalResults(root: unknown): boolean {
  return isObject(root) && isObject(root['results']) && ('configs' in root || 'higher_is_better' in root);
}

export function isLmEvalLine(value: unknown): boolean {
  return isObject(value) && 'doc_id' in value && 'filtered_resps' in value;
}

/** The file of samples of the task that is meant, among those of the same run. */
export async function samplesBeside(
  root: unknown,
  file: string,
  path: string,
  asked: string | undefined,
): Promise<string> {
  shaped(results, root, file, 'lm-evaluation-harness');
  const date = DATED.exec(basename(path))?.[1];
  const names = await readdir(dirname(path));
  const tasks = new Map<string, string>();
  for (const name of names.sort()) {
    if (!name.startsWith('samples_') || !name.endsWith('.jsonl')) continue;
    if (date !== undefined && DATED.exec(name)?.[1] !== date) continue;
    tasks.set(taskOf(name), name);
  }
  if (tasks.size === 0) {
    throw usageError({
      where: { file },
      message:
        'holds only what was computed over the examples, and no samples_*.jsonl of the same run stands beside it',
      fix: 'run lm_eval with --log_samples, and keep its files together',
    });
  }
  const task = chosen([...tasks.keys()], asked, 'task');
  if (typeof task !== 'string') throw usageError({ where: { file }, ...task });
  return join(dirname(path), tasks.get(task) ?? '');
}

/** The file of results of the same run; null where none stands beside the samples. */
export async function resultsBeside(path: string): Promise<string | null> {
  const date = DATED.exec(basename(path))?.[1];
  const name = `results_${date}.json`;
  if (date === undefined || !(await readdir(dirname(path))).includes(name)) return null;
  return join(dirname(path), name);
}

export function taskOf(path: string): string {
  return basename(path)
    .replace(/^samples_/, '')
    .replace(DATED, '')
    .replace(/\.jsonl$/, '');
}

/** Which way is better for the metrics of a task, as the file of results says. */
export function lmEvalDirections(root: unknown, file: string, task: string): Map<string, Direction> {
  const { higher_is_better: known } = shaped(results, root, file, 'lm-evaluation-harness');
  const own = known && Object.hasOwn(known, task) ? known[task] : undefined;
  return new Map(
    Object.entries(own ?? {}).flatMap(([name, higher]): [string, Direction][] =>
      typeof higher === 'boolean' ? [[name, higher ? 'higher' : 'lower']] : [],
    ),
  );
}

/** Throws a usage error where the file of results counts more examples than the file of samples holds. */
export function checkEvaluated(root: unknown, file: string, task: string, found: number): void {
  const counts = shaped(results, root, file, 'lm-evaluation-harness')['n-samples'];
  const effective = counts && Object.hasOwn(counts, task) ? counts[task]?.effective : null;
  if (typeof effective !== 'number' || effective === found) return;
  throw usageError({
    where: { file },
    message: `${effective} examples of ${task} were evaluated, and the file of samples holds ${found}`,
    expected: 'both files of one run, and whole',
  });
}

/**
 * Rows of a file of samples: one an example, whose filters are scores of their own (`exact_match,strict-match`).
 * Throws a usage error with every broken line, up to a number.
 */
export function readLmEval(
  lines: readonly { readonly text: string; readonly line: number }[],
  file: string,
  task: string,
  directions: ReadonlyMap<string, Direction>,
): ReadResults {
  const byDoc = new Map<string, Line[]>();
  const problems: Problem[] = [];
  for (const { text, line: number } of lines) {
    const where = `${file}:${number}`;
    const one = shaped(line, parsePythonJson(text, file, number), where, 'lm-evaluation-harness');
    const id = String(one.doc_id);
    const own = byDoc.get(id) ?? [];
    byDoc.set(id, own);
    if (own.some((other) => (other.filter ?? 'none') === (one.filter ?? 'none')) && problems.length < 20) {
      // A run that was started again appends to the file: which of the two lines holds, nobody can say.
      problems.push({
        where: { file, line: number },
        message: `the example ${id} is there twice with the filter ${one.filter ?? 'none'}`,
        expected: 'each example once for each filter',
        fix: 'keep the lines of one run only',
      });
    }
    own.push(one);
  }
  if (byDoc.size === 0) problems.push({ where: { file }, message: 'holds no sample' });
  if (problems.length > 0) throw usageError(problems);
  const named = new Map<string, Direction>();
  const rows = [...byDoc].map(([id, own]): ResultRow => {
    const [first] = own;
    const scores = new Map<string, number>();
    for (const one of own) {
      const listed = one.metrics ?? Object.keys(one).filter((key) => !KNOWN.has(key));
      for (const metric of listed) {
        const name = (one.filter ?? 'none') === 'none' ? metric : `${metric},${one.filter}`;
        scores.set(name, scoreOf(Object.hasOwn(one, metric) ? one[metric] : undefined));
        const direction = directions.get(metric);
        if (direction !== undefined) named.set(name, direction);
      }
    }
    const target = first?.target;
    return {
      example: id,
      sample: 1,
      input: digestOf([first?.doc_hash ?? first?.doc ?? null, first?.target_hash ?? target ?? null]),
      target: typeof target === 'string' || typeof target === 'number' ? [String(target)] : null,
      answer: own.length === 1 ? onlyText(first?.filtered_resps) : null,
      error: null,
      correct: null,
      scores,
      tokens: null,
      cost: null,
      categories: categoriesOf(first?.doc),
    };
  });
  return { tool: 'lm-evaluation-harness', subject: task, rows, directions: named, notes: [] };
}

/** One generated answer; log-likelihoods of choices are none. */
function onlyText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.length === 1 ? onlyText(value[0]) : null;
}
