/** What every document format becomes before metrics are taken from it, with lines for messages. */
import type { Problem } from '../../base/index.js';
import { type Ignored, type Measured, plainMetric } from '../metrics.js';

export type Node =
  | { readonly type: 'map'; readonly entries: readonly Entry[] }
  | { readonly type: 'list'; readonly length: number }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' };

export interface Entry {
  readonly key: string;
  /** From 1. */
  readonly line: number;
  readonly value: Node;
}

/** More of one kind are not told: the file is broken anyway, and the message would be as long as the file. */
export const MOST_PROBLEMS = 20;

export interface Flat {
  readonly metrics: readonly Measured[];
  readonly ignored: readonly Ignored[];
  readonly problems: readonly Problem[];
}

/**
 * Nested names joined by dots, as `dvc metrics show` prints them. Two ways to one name (`a.b` beside `b` in `a`)
 * are a problem: one would hide the other. What is no number is listed with the reason.
 */
export function flatten(root: Extract<Node, { type: 'map' }>, file: string): Flat {
  const metrics: Measured[] = [];
  const ignored: Ignored[] = [];
  const problems: Problem[] = [];
  const lines = new Map<string, number>();
  const visit = (entries: readonly Entry[], prefix: string) => {
    for (const { key, line, value } of entries) {
      const name = prefix === '' ? key : `${prefix}.${key}`;
      if (value.type === 'map') {
        visit(value.entries, name);
        continue;
      }
      if (key.trim() === '') {
        ignored.push({ name, why: 'a value without a name' });
        continue;
      }
      const earlier = lines.get(name);
      if (earlier !== undefined) {
        if (problems.length >= MOST_PROBLEMS) continue;
        problems.push({
          where: { file, line, key: name },
          message: `the name stands twice (first on line ${earlier})`,
          expected: 'each metric once',
        });
        continue;
      }
      lines.set(name, line);
      if (value.type === 'number') metrics.push(plainMetric(name, value.value));
      else if (value.type === 'null') metrics.push(plainMetric(name, null, 'the file holds null'));
      else ignored.push({ name, why: whyNoMetric(value) });
    }
  };
  visit(root.entries, '');
  return { metrics, ignored, problems };
}

function whyNoMetric(node: Exclude<Node, { type: 'map' | 'number' | 'null' }>): string {
  switch (node.type) {
    case 'list':
      return `a list of ${node.length}, which is not one value`;
    case 'boolean':
      return `${node.value}, which is not a number`;
    case 'string':
      return isNumberText(node.value)
        ? 'text, although it looks like a number: write it without quotation marks'
        : 'text, which is not a number';
  }
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^([+-]?)(nan|inf|infinity)$/i;

/** True for text that a person would take for a number, also for `NaN` and `inf`. */
export function isNumberText(text: string): boolean {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) || NOT_FINITE.test(trimmed) || trimmed.toLowerCase() === '.nan';
}

/**
 * A cell or a value of a text line as a node: numbers as `printf`, Python and pandas write them, `nan` and `inf` in
 * any case, nothing at all as null. A number too large for a double becomes infinite, and so passes no rule.
 */
export function nodeOfText(text: string): Node {
  const trimmed = text.trim();
  if (trimmed === '') return { type: 'null' };
  if (NUMBER.test(trimmed)) return { type: 'number', value: Number(trimmed) };
  const special = NOT_FINITE.exec(trimmed);
  if (special !== null) {
    const sign = special[1] === '-' ? -1 : 1;
    return {
      type: 'number',
      value: special[2]?.toLowerCase() === 'nan' ? Number.NaN : sign * Number.POSITIVE_INFINITY,
    };
  }
  return { type: 'string', value: trimmed };
}
