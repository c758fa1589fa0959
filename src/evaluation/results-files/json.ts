/**
 * JSON as Python's tools write it (`NaN` and `Infinity` stand bare), and the check of its shape. Hostile members such
 * as `__proto__` are plain data to `JSON.parse`, and no reader copies them by name.
 */
import { z } from 'zod';
import { messageOf, type Problem, usageError } from '../../base/index.js';

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/gs;
const MOST_PROBLEMS = 20;

/** Numbers that JSON does not have become null, which is a missing number to every reader. */
export function parsePythonJson(text: string, file: string, line?: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const plain = text.replace(TOKENS, (token) => (token.startsWith('"') ? token : 'null'));
    try {
      if (plain !== text) return JSON.parse(plain);
    } catch {
      // The error of the text as it stands says where it is broken.
    }
    throw usageError(
      {
        where: { file, ...(line === undefined ? {} : { line }) },
        message: `is not JSON: ${messageOf(error).slice(0, 200)}`,
      },
      error,
    );
  }
}

/** Throws a usage error with every place that has another shape, up to a number. */
export function shaped<S extends z.ZodType>(
  schema: S,
  value: unknown,
  file: string,
  what: string,
): z.infer<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const { issues } = read.error;
  const problems = issues.slice(0, MOST_PROBLEMS).map(
    (issue): Problem => ({
      where: { file, key: issue.path.map(String).join('.') },
      message: `is not as ${what} writes it: ${issue.message}`,
    }),
  );
  if (issues.length > MOST_PROBLEMS) {
    problems.push({ where: { file }, message: `${issues.length - MOST_PROBLEMS} more places` });
  }
  throw usageError(problems);
}

/** An object of any members. */
export const anyObject = z.record(z.string(), z.unknown());

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
