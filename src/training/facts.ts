/**
 * What a training run depends on, as plain data: its digest is the key of the run cache, and two of them tell
 * what changed. What is not in here is not seen by the cache: other variables of the environment, the network.
 */
import { stat } from 'node:fs/promises';
import { basename, relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { z } from 'zod';
import {
  canonicalJson,
  codeOf,
  commandText,
  environmentError,
  isInside,
  messageOf,
  type Problem,
  sha256,
  sha256File,
  usageError,
} from '../base/index.js';
import type { CommandLine } from '../config/index.js';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
export const runFactsSchema = z.object({
  format: z.literal(1),
  command: z.union([z.string(), z.array(z.string())]),
  inputs: z.record(z.string(), hex).describe('path relative to the root → SHA-256'),
  datasets: z.record(z.string(), hex),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  environment: z.record(z.string(), z.string()),
  accelerator: z.string(),
  seeds: z.array(z.int()),
  outputs: z.record(z.string(), z.string()),
});
export type RunFacts = z.infer<typeof runFactsSchema>;

/** SHA-256 over the facts in their one spelling. */
export function keyOf(facts: RunFacts): string {
  return sha256(canonicalJson(facts));
}

/** What differs between two runs, as a person reads it: `input train.py`, `param trees: 100 → 200`. */
export function changedFacts(before: RunFacts, after: RunFacts): string[] {
  const list: string[] = [];
  if (canonicalJson(before.command) !== canonicalJson(after.command)) {
    list.push(`command: ${commandText(before.command)} → ${commandText(after.command)}`);
  }
  list.push(...changedEntries('input', before.inputs, after.inputs));
  list.push(...changedEntries('dataset', before.datasets, after.datasets));
  list.push(...changedEntries('param', before.params, after.params));
  list.push(...changedEntries('environment', before.environment, after.environment));
  if (before.accelerator !== after.accelerator) {
    list.push(`accelerator: ${before.accelerator} → ${after.accelerator}`);
  }
  if (canonicalJson(before.seeds) !== canonicalJson(after.seeds)) {
    list.push(`seeds: ${before.seeds.join(', ')} → ${after.seeds.join(', ')}`);
  }
  list.push(...changedEntries('output', before.outputs, after.outputs));
  return list;
}

type Value = string | number | boolean;

function changedEntries(
  kind: string,
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    const now = Object.hasOwn(after, name) ? after[name] : undefined;
    if (old === now) return [];
    if (old === undefined) return [`${kind} ${name} (new)`];
    if (now === undefined) return [`${kind} ${name} (removed)`];
    // Two digests tell a reader nothing; that the thing changed is all there is to say.
    return isDigest(old) && isDigest(now) ? [`${kind} ${name}`] : [`${kind} ${name}: ${old} → ${now}`];
  });
}

function isDigest(value: Value): boolean {
  return typeof value === 'string' && /^(sha256:)?[0-9a-f]{64}$/.test(value);
}

/** Files that pin an environment; those beside the configuration count also where `inputs` leaves them out. */
const LOCK_FILES = [
  'requirements.txt',
  'requirements.lock',
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'conda-lock.yml',
  'environment.yml',
  'renv.lock',
  'Manifest.toml',
] as const;

/**
 * The files that training depends on: those that `patterns` name, files that the command names, and lock files
 * beside the configuration. Path relative to `root` (with `/`) → SHA-256, sorted. A pattern that matches
 * nothing is a usage error, and all such patterns are reported at once.
 */
export async function codeInputs(
  root: string,
  patterns: readonly string[],
  command: CommandLine,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const found = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, pattern] of patterns.entries()) {
    const files = isDynamicPattern(pattern)
      ? await glob(pattern, {
          cwd: root,
          absolute: true,
          onlyFiles: true,
          ignore: ['**/.assay/**', '**/__pycache__/**'],
        })
      : await filesAt(root, pattern);
    if (files.length === 0) {
      problems.push({
        where: { key: `train.inputs[${index}]` },
        message: `no file matches ${pattern}`,
        expected: 'a file, a folder or a glob, relative to the configuration',
      });
    }
    for (const file of files) found.add(resolve(file));
  }
  if (problems.length > 0) throw usageError(problems);
  for (const name of [...commandWords(command), ...LOCK_FILES]) {
    const file = resolve(root, name);
    if (isInside(root, file) && (await isFile(file))) found.add(file);
  }
  const inputs: [string, string][] = [];
  for (const file of found) {
    try {
      const { sha256: digest } = await sha256File(file, signal);
      inputs.push([relative(root, file).split(sep).join('/'), digest]);
    } catch (error) {
      if (signal.aborted) throw environmentError({ message: 'cancelled while the inputs were read' }, error);
      throw usageError({ where: { file }, message: `the input cannot be read: ${messageOf(error)}` }, error);
    }
  }
  inputs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(inputs);
}

/** A plain name may be a folder: then everything in it counts. */
async function filesAt(root: string, path: string): Promise<string[]> {
  const absolute = resolve(root, path);
  try {
    if (!(await stat(absolute)).isDirectory()) return [absolute];
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
  return glob('**', {
    cwd: absolute,
    absolute: true,
    onlyFiles: true,
    dot: true,
    ignore: ['**/.git/**', '**/.assay/**', '**/__pycache__/**', '**/node_modules/**', '**/.venv/**'],
  });
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // Most words of a command are no files.
    return false;
  }
}

function commandWords(command: CommandLine): string[] {
  const words = typeof command === 'string' ? command.split(/[\s;&|()<>"'`$=]+/) : command.slice(1);
  return words.filter((word) => /^[\w./@+-]{1,500}$/.test(word) && /\w/.test(word));
}

/** Of the inputs, those that pin an environment, as `name → sha256:<hex>`. */
export function lockDigests(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const isLock = (path: string) =>
    LOCK_FILES.some((name) => basename(path) === name) ||
    /^requirements[\w.-]*\.(txt|lock)$/.test(basename(path));
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([path]) => isLock(path))
      .map(([path, digest]) => [path, `sha256:${digest}`]),
  );
}
