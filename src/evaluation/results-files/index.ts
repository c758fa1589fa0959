/**
 * Results of tools that evaluate language models, read down to single answers. A tool is a file here and a row of the
 * table. Everything that is wrong with a file is a usage error that names it.
 */
import { open } from 'node:fs/promises';
import { type Problem, unreadable, usageError } from '../../base/index.js';
import type { Direction } from '../../results/index.js';
import { isDeepEval, readDeepEval } from './deepeval.js';
import { RESULT_FORMATS, type ResultFormat } from './formats.js';
import { isInspect, readInspect, readInspectArchive } from './inspect.js';
import { parsePythonJson } from './json.js';
import {
  checkEvaluated,
  isLmEvalLine,
  isLmEvalResults,
  lmEvalDirections,
  readLmEval,
  resultsBeside,
  samplesBeside,
  taskOf,
} from './lm-eval.js';
import { isMlflowTable, readMlflowTable } from './mlflow.js';
import { isPromptfoo, readPromptfoo } from './promptfoo.js';
import type { ReadResults, ResultColumns } from './rows.js';

export type { ReadResults, ResultColumns, ResultRow } from './rows.js';

export { RESULT_FORMATS, type ResultFormat };

/** A whole file is one text, which V8 holds up to half a gigabyte. */
const LARGEST = 256 * 1024 * 1024;

export interface ResultsSource {
  /** Absolute. */
  readonly path: string;
  /** As messages name it. */
  readonly shown: string;
  /** Absent: told by the content. */
  readonly format?: ResultFormat | undefined;
  /** The provider, model or task, where the file has several. */
  readonly subject?: string | undefined;
  readonly columns?: ResultColumns | undefined;
}

interface Opened extends ResultsSource {
  readonly bytes: Buffer;
  /** The document of a JSON file; undefined for archives and lines. */
  readonly root: unknown;
  /** The lines of a file of lines; null for others. */
  readonly lines: readonly { readonly text: string; readonly line: number }[] | null;
  readonly archive: boolean;
}

interface Format {
  readonly name: ResultFormat;
  readonly files: string;
  fits(opened: Opened): boolean;
  read(opened: Opened): Promise<ReadResults> | ReadResults;
}

const FORMATS: readonly Format[] = [
  {
    name: 'lm-eval',
    files: 'samples_*.jsonl or results_*.json of lm-evaluation-harness',
    fits: ({ root, lines }) => (lines === null ? isLmEvalResults(root) : isLmEvalLine(firstOf(lines))),
    read: lmEval,
  },
  {
    name: 'inspect',
    files: 'a log of Inspect (.eval or .json)',
    fits: ({ root, archive }) => archive || isInspect(root),
    read: ({ archive, bytes, root, shown, subject }) =>
      archive ? readInspectArchive(bytes, shown, subject) : readInspect(root, shown, subject),
  },
  {
    name: 'deepeval',
    files: 'a test run of DeepEval',
    fits: ({ root }) => isDeepEval(root),
    read: ({ root, shown, subject }) => readDeepEval(root, shown, subject),
  },
  {
    name: 'promptfoo',
    files: 'output.json of promptfoo',
    fits: ({ root, lines }) => (lines === null ? isPromptfoo(root) : isPromptfoo([firstOf(lines)])),
    read: ({ root, lines, shown, subject }) =>
      readPromptfoo(
        lines?.map(({ text, line }) => parsePythonJson(text, shown, line)) ?? root,
        shown,
        subject,
      ),
  },
  {
    name: 'mlflow',
    files: 'eval_results_table.json of MLflow',
    fits: ({ root }) => isMlflowTable(root),
    read: ({ root, shown, columns }) => readMlflowTable(root, shown, columns),
  },
];

/** Reads a file of results. Throws a usage error: unreadable, too large, of no known tool, or broken. */
export async function readResults(source: ResultsSource): Promise<ReadResults> {
  const opened = await openResults(source);
  const format =
    source.format === undefined
      ? FORMATS.find((one) => one.fits(opened))
      : FORMATS.find(({ name }) => name === source.format);
  const expected = FORMATS.map(({ files }) => files).join(', ');
  if (format === undefined || (source.format !== undefined && !format.fits(opened))) {
    throw usageError({
      where: { file: source.shown },
      message: format ? `is not ${format.files}` : 'is of no evaluation tool that is known',
      expected: format ? `one of ${expected}, with its own --format` : expected,
      ...(format ? {} : { fix: 'for a table with labels and predictions use --predictions' }),
    });
  }
  const named = Object.entries(source.columns ?? {}).filter(([, column]) => column !== undefined);
  if (named.length > 0 && format.name !== 'mlflow') {
    throw usageError(
      named.map(([name]) => ({
        where: { file: source.shown },
        message: `--${name} names a column, and results of ${format.name} are no table`,
        expected: 'a table of MLflow, or no such option',
      })),
    );
  }
  const read = await format.read(opened);
  checkRows(read, source.shown);
  return read;
}

async function openResults(source: ResultsSource): Promise<Opened> {
  const bytes = await bytesOf(source);
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    return { ...source, bytes, root: undefined, lines: null, archive: true };
  const text = textOf(bytes, source.shown);
  if (/\.(?:jsonl|ndjson)$/i.test(source.path)) {
    const lines = text
      .split('\n')
      .flatMap((one, k) => (one.trim() === '' ? [] : [{ text: one, line: k + 1 }]));
    if (lines.length > 0) return { ...source, bytes, root: undefined, lines, archive: false };
  }
  if (text.trim() === '') throw usageError({ where: { file: source.shown }, message: 'is empty' });
  return { ...source, bytes, root: parsePythonJson(text, source.shown), lines: null, archive: false };
}

async function bytesOf({ path, shown }: { readonly path: string; readonly shown: string }): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > LARGEST) {
        throw usageError({
          where: { file: shown },
          message: `is larger than ${LARGEST / 1024 / 1024} MiB`,
          expected: 'a file of results',
        });
      }
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'AssayError') throw error;
    throw unreadable(shown, 'the file of results', error);
  }
}

function textOf(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw usageError(
      { where: { file }, message: 'is no text in UTF-8 and no archive', expected: 'a file of results' },
      error,
    );
  }
}

function firstOf(lines: readonly { readonly text: string }[]): unknown {
  try {
    return parsePythonJson(lines[0]?.text ?? '', '');
  } catch {
    // Not JSON: of no tool. What is wrong with it, the reader says where the format is named.
    return undefined;
  }
}

async function lmEval({ path, shown, root, lines, subject }: Opened): Promise<ReadResults> {
  const samples = lines === null ? await samplesBeside(root, shown, path, subject) : path;
  const task = taskOf(samples);
  if (lines !== null && subject !== undefined && subject !== task) {
    throw usageError({ where: { file: shown }, message: `holds the task ${task}, not ${subject}` });
  }
  const results = lines === null ? path : await resultsBeside(path);
  const summary =
    results === null ? null : (root ?? (await openResults({ path: results, shown: results })).root);
  const directions =
    results === null ? new Map<string, Direction>() : lmEvalDirections(summary, results, task);
  const opened = lines === null ? await openResults({ path: samples, shown: samples }) : { lines };
  const read = readLmEval(opened.lines ?? [], lines === null ? samples : shown, task, directions);
  if (results !== null) checkEvaluated(summary, results, task, read.rows.length);
  return read;
}

/** Names that would be lost or mixed up on the way: members that objects have, and names that differ by case only. */
function checkRows({ rows, tool }: ReadResults, file: string): void {
  const problems: Problem[] = [];
  const names = new Map<string, string>();
  const seen = new Set<string>();
  for (const { example, sample, scores } of rows) {
    const id = JSON.stringify([example, sample]);
    if (seen.has(id)) problems.push({ message: `the example ${example} has its sample ${sample} twice` });
    seen.add(id);
    if (example === '') problems.push({ message: 'an example has no id' });
    for (const name of scores.keys()) {
      const other = names.get(name.toLowerCase());
      if (other === undefined) {
        names.set(name.toLowerCase(), name);
        if (/^(?:__proto__|constructor|prototype|)$/.test(name) || /\p{Cc}/u.test(name) || name.length > 200)
          problems.push({ message: `${JSON.stringify(name.slice(0, 50))} is no name for a score` });
      } else if (other !== name) {
        names.set(name.toLowerCase(), name);
        problems.push({ message: `the scores ${other} and ${name} differ by case only` });
      }
    }
  }
  if (rows.length === 0) problems.push({ message: `holds no result of ${tool}` });
  if (problems.length > 0)
    throw usageError(problems.slice(0, 20).map((problem) => ({ where: { file }, ...problem })));
}
