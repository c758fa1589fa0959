/**
 * Inspect: a log as `.eval` (a zip archive with a file for each sample) or as `.json`.
 * Source: inspect_ai, src/inspect_ai/log/_log.py (`EvalLog`, `EvalSample`) and _recorders/eval.py.
 */
import { z } from 'zod';
import { type Problem, usageError } from '../../base/index.js';
import type { Direction } from '../../results/index.js';
import { anyObject, isObject, parsePythonJson, shaped } from './json.js';
import {
  amountOf,
  categoriesOf,
  chosen,
  digestOf,
  type ReadResults,
  type ResultRow,
  scoreOf,
} from './rows.js';
import { eachZipEntry } from './zip.js';

const header = z.object({
  status: z.string(),
  eval: z.object({
    task: z.string(),
    model: z.string(),
    dataset: z.object({ samples: z.number().nullish() }).nullish(),
  }),
  results: z.object({ total_samples: z.number().nullish() }).nullish(),
  error: z.object({ message: z.string() }).nullish(),
  invalidated: z.boolean().nullish(),
});
const usage = z.object({ total_tokens: z.number().nullish(), total_cost: z.number().nullish() });
const sample = z.object({
  id: z.union([z.string(), z.number()]),
  epoch: z.int().positive(),
  input: z.unknown().optional(),
  choices: z.array(z.string()).nullish(),
  target: z.union([z.string(), z.array(z.string())]),
  metadata: anyObject.nullish(),
  scores: z.record(z.string(), z.object({ value: z.unknown().optional() })).nullish(),
  output: z.object({ completion: z.string().nullish() }).nullish(),
  error: z.object({ message: z.string() }).nullish(),
  model_usage: z.record(z.string(), usage).nullish(),
  working_time: z.number().nullish(),
  total_time: z.number().nullish(),
});
type Sample = z.infer<typeof sample>;

/** `value_to_float` of Inspect: correct, partial, incorrect, no answer. */
const GRADES: Readonly<Record<string, number>> = { C: 1, P: 0.5, I: 0, N: 0 };

export function isInspect(root: unknown): boolean {
  return isObject(root) && isObject(root['eval']) && 'status' in root && 'task' in root['eval'];
}

/** Throws a usage error where the archive or a file in it is broken. */
export async function readInspectArchive(
  bytes: Buffer,
  file: string,
  asked: string | undefined,
): Promise<ReadResults> {
  let head: unknown;
  const samples: unknown[] = [];
  await eachZipEntry(
    bytes,
    file,
    (name) => name === 'header.json' || /^samples\/[^/]+\.json$/.test(name),
    (name, content) => {
      const value = parsePythonJson(content.toString('utf8'), `${file} (${name})`);
      if (name === 'header.json') head = value;
      // Events and messages are most of a log, and nothing of them is needed.
      else samples.push(shaped(sample, value, `${file} (${name})`, 'Inspect'));
    },
  );
  if (head === undefined) {
    throw usageError({
      where: { file },
      message: 'has no header.json: the evaluation did not end',
      expected: 'a log of an evaluation that ended',
      fix: 'run `inspect eval-retry` on it, or evaluate again',
    });
  }
  return readInspect(isObject(head) ? { ...head, samples } : head, file, asked);
}

/** Throws a usage error: another shape, an evaluation that did not succeed, or no samples. */
export function readInspect(root: unknown, file: string, asked: string | undefined): ReadResults {
  const log = shaped(header.extend({ samples: z.array(sample).nullish() }), root, file, 'Inspect');
  const problems: Problem[] = [];
  if (log.status !== 'success') {
    problems.push({
      message: `the evaluation ended with status ${log.status}${log.error ? `: ${log.error.message.slice(0, 200)}` : ''}`,
      expected: 'status success: a log of which nothing is missing',
      fix: 'run `inspect eval-retry` on it',
    });
  }
  if (log.invalidated === true) problems.push({ message: 'the log is marked as invalid' });
  const samples = log.samples ?? [];
  if (samples.length === 0) {
    problems.push({
      message: 'holds no samples, only what was computed over them',
      fix: 'evaluate without --no-log-samples',
    });
  }
  const total = log.results?.total_samples;
  if (typeof total === 'number' && samples.length > 0 && samples.length !== total) {
    problems.push({ message: `holds ${samples.length} samples, and ${total} were to be evaluated` });
  }
  if (problems.length > 0) throw usageError(problems.map((problem) => ({ where: { file }, ...problem })));
  const subject = chosen([log.eval.model], asked, 'model');
  if (typeof subject !== 'string') throw usageError({ where: { file }, ...subject });
  const graded = new Map<string, boolean>();
  const rows = samples
    .map((one) => ({ one, scores: scoresOf(one, graded) }))
    .sort((a, b) => a.one.epoch - b.one.epoch);
  const grades = [...graded].filter(([, all]) => all).map(([name]) => name);
  const [only, ...others] = grades;
  return {
    tool: 'Inspect',
    subject,
    rows: rows.map(({ one, scores }) => rowOf(one, scores, others.length === 0 ? only : undefined)),
    directions: new Map(grades.map((name): [string, Direction] => [name, 'higher'])),
    notes:
      others.length > 0
        ? [`pass@k: ${grades.join(' and ')} all grade the answers, and nothing says which one decides`]
        : [],
  };
}

/** `graded` learns of each score whether all of its values were grades. */
function scoresOf({ scores }: Sample, graded: Map<string, boolean>): Map<string, number> {
  const found = new Map<string, number>();
  const put = (name: string, value: unknown) => {
    const grade = typeof value === 'string' && Object.hasOwn(GRADES, value) ? GRADES[value] : undefined;
    const isGrade = grade !== undefined || typeof value === 'boolean';
    graded.set(name, (graded.get(name) ?? true) && isGrade);
    found.set(name, grade ?? scoreOf(value));
  };
  for (const [name, { value }] of Object.entries(scores ?? {})) {
    if (!isObject(value)) put(name, value);
    else for (const [part, inner] of Object.entries(value)) put(`${name}.${part}`, inner);
  }
  return found;
}

function rowOf(one: Sample, scores: Map<string, number>, decides: string | undefined): ResultRow {
  const uses = Object.values(one.model_usage ?? {});
  const sum = (pick: (use: z.infer<typeof usage>) => unknown) => {
    const amounts = uses.map((use) => amountOf(pick(use)));
    return amounts.length > 0 && amounts.every((amount) => amount !== null)
      ? amounts.reduce((total: number, amount) => total + (amount ?? 0), 0)
      : null;
  };
  const seconds = amountOf(one.working_time ?? one.total_time);
  const verdict = decides === undefined ? undefined : scores.get(decides);
  return {
    example: String(one.id),
    sample: one.epoch,
    input: digestOf({ input: plainInput(one.input), choices: one.choices ?? null, target: one.target }),
    target: typeof one.target === 'string' ? [one.target] : one.target,
    answer: one.output?.completion ?? null,
    error: one.error?.message ?? null,
    correct: verdict === 1 || verdict === 0 ? verdict : null,
    scores: seconds === null ? scores : new Map([...scores, ['latency_ms', seconds * 1000]]),
    tokens: sum((use) => use.total_tokens),
    cost: sum((use) => use.total_cost),
    categories: categoriesOf(one.metadata),
  };
}

/** Messages have ids that are new in every run. */
function plainInput(input: unknown): unknown {
  if (!Array.isArray(input)) return input ?? null;
  return input.map((message: unknown) =>
    isObject(message) ? { role: message['role'] ?? null, content: withoutIds(message['content']) } : message,
  );
}

function withoutIds(content: unknown): unknown {
  if (!Array.isArray(content)) return content ?? null;
  return content.map((part: unknown) => {
    if (!isObject(part)) return part;
    return Object.fromEntries(Object.entries(part).filter(([key]) => key !== 'id' && key !== 'internal'));
  });
}
