/**
 * What every reader of an evaluation tool's results gives: one row a sample, in words of its own. Nothing here knows
 * a tool, and nothing computes a metric.
 */
import { canonicalJson, type Problem, sha256 } from '../../base/index.js';
import type { Direction } from '../../results/index.js';

/** One answer of one subject to one example. */
export interface ResultRow {
  /** The same in two runs of the same examples. */
  readonly example: string;
  /** From 1: the epoch or the repetition. */
  readonly sample: number;
  /** Digest of what was asked, so that equal ids with other contents are seen; null where the file does not say. */
  readonly input: string | null;
  /** What is right; null where the tool has none. */
  readonly target: readonly string[] | null;
  readonly answer: string | null;
  /** Why there is no answer or no score (a failed call, a failed judge); null where all went well. */
  readonly error: string | null;
  /** 1 or 0: the tool's own verdict; null where it has none. */
  readonly correct: number | null;
  /** NaN where the tool wrote a name and no number. */
  readonly scores: ReadonlyMap<string, number>;
  readonly tokens: number | null;
  /** US dollars. */
  readonly cost: number | null;
  /** Short texts that are properties of the example, for slices. */
  readonly categories: ReadonlyMap<string, string>;
}

/** Columns of a table that the user names; only tables of MLflow have them. */
export interface ResultColumns {
  /** What identifies an example. */
  readonly id?: string | undefined;
  /** What is right. */
  readonly target?: string | undefined;
}

export interface ReadResults {
  /** `promptfoo`, … */
  readonly tool: string;
  /** The provider, model or task whose rows these are. */
  readonly subject: string;
  readonly rows: readonly ResultRow[];
  /** Which way is better, where the file itself says so. */
  readonly directions: ReadonlyMap<string, Direction>;
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

/** A file may hold several subjects: the one that is meant, or a problem that names them. */
export function chosen(
  subjects: readonly string[],
  asked: string | undefined,
  what: string,
): string | Problem {
  const [first, ...more] = subjects;
  if (asked !== undefined && subjects.includes(asked)) return asked;
  const shown = subjects.slice(0, 20).join(', ');
  if (first === undefined) return { message: 'holds no result' };
  if (asked !== undefined) return { message: `has no ${what} ${asked}`, expected: `one of ${shown}` };
  if (more.length === 0) return first;
  return {
    message: `holds ${subjects.length} ${what}s, and nothing says which is meant`,
    expected: `--provider with one of ${shown}`,
  };
}

/** A digest that two runs share where they asked the same; 16 hex digits. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value)).slice(0, 16);
}

const LONGEST = 100;
const MOST = 50;

/** Members of an object that are texts, truth values or numbers and short enough to be the name of a slice. */
export function categoriesOf(...objects: readonly unknown[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const object of objects) {
    if (typeof object !== 'object' || object === null || Array.isArray(object)) continue;
    for (const [key, value] of Object.entries(object)) {
      if (found.size >= MOST) return found;
      if (key === '' || key.length > LONGEST || key.startsWith('_') || found.has(key)) continue;
      const text = typeof value === 'boolean' || typeof value === 'number' ? String(value) : value;
      if (typeof text === 'string' && text.length <= LONGEST) found.set(key, text);
    }
  }
  return found;
}

/** A score as a number: truth values are 1 and 0, everything that is no finite number is NaN. */
export function scoreOf(value: unknown): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN;
}

/** A number from 0 on, or null. */
export function amountOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** An answer as text; what is no text as JSON. */
export function textOfAnswer(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Numbers the rows of each example from 1, in their order. */
export function numbered<T extends { readonly example: string }>(
  rows: readonly T[],
): (T & { readonly sample: number })[] {
  const counts = new Map<string, number>();
  return rows.map((row) => {
    const sample = (counts.get(row.example) ?? 0) + 1;
    counts.set(row.example, sample);
    return { ...row, sample };
  });
}
