/** From `implementation: {check: NAME, …}` of a contract to a check of the table with its arguments. */
import { nearest, type Problem } from '../../../base/index.js';
import type { Bound } from '../../contract/model.js';
import { COLUMN_KEYS, type CustomCheck, type Measures } from './define.js';
import { CUSTOM } from './index.js';

type Found = Omit<Problem, 'where'> & { readonly path: readonly PropertyKey[]; readonly ofKey?: boolean };

interface Given {
  readonly data: unknown;
  /** The property that the rule stands at; null for the object. */
  readonly column: string | null;
  readonly bound: Bound | null;
  readonly bounds: number;
  readonly unit: string | undefined;
}

type Read =
  | { readonly check: string; readonly args: Readonly<Record<string, unknown>> }
  | { readonly problems: readonly Found[] };

/** Paths of problems start at `implementation`. */
export function readCustom(given: Given): Read {
  const { data, column } = given;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return { problems: [{ path: [], message: 'is no map', expected: '{check: NAME, …}' }] };
  }
  const args: Record<string, unknown> = { ...data };
  const name = args['check'];
  const check = typeof name === 'string' ? CUSTOM.get(name) : undefined;
  if (check === undefined) {
    const near = typeof name === 'string' ? nearest(name, CUSTOM.keys()) : undefined;
    return {
      problems: [
        {
          path: name === undefined ? [] : ['check'],
          message:
            name === undefined ? 'names no `check`' : `${String(name)} is no check of the engine assay`,
          expected: `one of ${[...CUSTOM.keys()].join(', ')}`,
          ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
        },
      ],
    };
  }
  const problems = [...boundProblems(check, given), ...scopeProblems(check, column, args)];
  const parsed = check.schema.safeParse(args);
  if (!parsed.success) {
    const valid = Object.keys(check.schema.shape);
    for (const issue of parsed.error.issues) {
      if (issue.code !== 'unrecognized_keys') {
        const missing = issue.code === 'invalid_type' && !(String(issue.path[0]) in args);
        problems.push({
          path: issue.path,
          message: missing ? `${check.name} needs \`${issue.path.join('.')}\`` : issue.message,
        });
        continue;
      }
      for (const key of issue.keys) {
        const near = nearest(key, valid);
        problems.push({
          path: [...issue.path, key],
          ofKey: true,
          message: `is no argument of ${check.name}`,
          expected: `one of ${valid.join(', ')}`,
          ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
        });
      }
    }
  }
  const wrong = parsed.success ? check.problem(args) : null;
  if (wrong !== null) problems.push({ path: [], message: `${check.name}: ${wrong}` });
  return problems.length > 0 ? { problems } : { check: check.name, args };
}

/** A unit that means nothing would leave a bound for percent to be read as one for shares. */
const UNITS: Readonly<Record<Measures, readonly string[]>> = {
  rows: ['rows', 'percent'],
  share: ['percent'],
  // `unit: rows` of a row count is right, and changes nothing.
  number: ['rows'],
  nothing: [],
};

function boundProblems({ name, measures }: CustomCheck, { bound, bounds, unit }: Given): Found[] {
  const problem = (message: string, expected?: string): Found => ({
    path: ['check'],
    message: `${name}: ${message}`,
    ...(expected ? { expected } : {}),
  });
  if (bounds > 1) return [problem('only one of the words mustBe… may be given')];
  if (measures === 'nothing' && bound !== null) return [problem('holds or not, and takes no mustBe…')];
  if ((measures === 'number' || measures === 'share') && bound === null) {
    return [problem('gives a number', 'one of mustBe, mustBeLessThan, mustBeBetween, …')];
  }
  const units = UNITS[measures];
  if (unit !== undefined && !units.includes(unit)) {
    const expected = units.length === 0 ? 'no unit' : `unit ${units.join(' or ')}`;
    return [problem(`counts in ${unit}`, expected)];
  }
  return [];
}

function scopeProblems(
  { name, scope }: CustomCheck,
  column: string | null,
  args: Readonly<Record<string, unknown>>,
): Found[] {
  if (scope === 'object' && column !== null) {
    return [{ path: ['check'], message: `${name} belongs to the object, not to a property` }];
  }
  if (scope === 'column' && column === null && args['column'] === undefined) {
    return [{ path: ['check'], message: `${name} needs \`column\`, or belongs to a property` }];
  }
  return [];
}

/** The arguments with every name of a column given by `find`. */
export function withColumns(
  args: Readonly<Record<string, unknown>>,
  find: (name: string) => string,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...args };
  for (const key of COLUMN_KEYS) {
    const named = args[key];
    if (typeof named === 'string') result[key] = find(named);
    if (Array.isArray(named)) result[key] = named.map((name) => find(String(name)));
  }
  return result;
}

/** Every column that the arguments name. */
export function columnsOf(args: Readonly<Record<string, unknown>>): string[] {
  return COLUMN_KEYS.flatMap((key) => {
    const named = args[key];
    if (typeof named === 'string') return [named];
    return Array.isArray(named) ? named.map(String) : [];
  });
}
