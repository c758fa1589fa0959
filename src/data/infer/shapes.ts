/** Patterns from the shapes of values: what all of them have in common, where that says something. Pure. */

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';

/** Arguments of DuckDB's translate(): every letter and digit becomes the sign of its class. */
export const SHAPE_FROM = UPPER + LOWER + DIGITS;
export const SHAPE_TO = 'A'.repeat(26) + 'a'.repeat(26) + '9'.repeat(10);

interface Run {
  readonly sign: string;
  readonly min: number;
  readonly max: number;
}

/** The shape of a text, as the engine makes it. */
export function shapeOf(text: string): string {
  return text.replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a').replace(/[0-9]/g, '9');
}

function runsOf(shape: string): Run[] {
  return [...shape.matchAll(/A+|a+|9+|[\s\S]/gu)].map(([run]) => {
    const [sign = ''] = run;
    return {
      sign: [...run][0] ?? sign,
      min: /^[Aa9]/.test(run) ? run.length : 1,
      max: /^[Aa9]/.test(run) ? run.length : 1,
    };
  });
}

/** The runs that all shapes share, with their lengths; null where the shapes differ otherwise. */
function commonRuns(shapes: readonly string[]): Run[] | null {
  let common: Run[] | null = null;
  for (const shape of shapes) {
    const runs = runsOf(shape);
    if (common === null) {
      common = runs;
      continue;
    }
    if (runs.length !== common.length || runs.some(({ sign }, at) => sign !== common?.[at]?.sign))
      return null;
    common = common.map((run, at) => ({
      sign: run.sign,
      min: Math.min(run.min, runs[at]?.min ?? 0),
      max: Math.max(run.max, runs[at]?.max ?? 0),
    }));
  }
  return common;
}

const CLASSES: Readonly<Record<string, string>> = { A: '[A-Z]', a: '[a-z]', '9': '[0-9]' };

/**
 * A pattern (RE2, for the whole value) that every text of these shapes matches, or null where none says anything.
 * `prefix` and `suffix` are what all texts begin and end with: words in them become literal. Runs of letters must be
 * equally long in all shapes, since names are of any length; runs of digits need not.
 */
export function patternOfShapes(shapes: readonly string[], prefix = '', suffix = ''): string | null {
  const runs = commonRuns(shapes);
  if (runs === null || runs.length === 0) return null;
  if (runs.some(({ sign, min, max }) => sign !== '9' && min !== max)) return null;
  const parts = runs.map(({ sign, min, max }) => {
    const letters = CLASSES[sign];
    if (letters === undefined) return quoted(sign);
    return `${letters}${min !== max ? '+' : min === 1 ? '' : `{${min}}`}`;
  });
  // Words at either end that are the same everywhere: `ORD-[0-9]+` and not `[A-Z]{3}-[0-9]+`.
  // A sign beyond the basic plane is two units of a string; a run of letters is as long as it is.
  const width = ({ sign, min }: Run) => (sign in CLASSES ? min : sign.length);
  let read = 0;
  for (const [at, run] of runs.entries()) {
    const end = read + width(run);
    if (run.sign === '9' || end > prefix.length) break;
    parts[at] = quoted(prefix.slice(read, end));
    read = end;
  }
  let left = suffix.length;
  for (const [back, run] of [...runs].reverse().entries()) {
    const start = left - width(run);
    if (run.sign === '9' || start < 0) break;
    parts[runs.length - 1 - back] = quoted(suffix.slice(start, left));
    left = start;
  }
  return parts.join('');
}

/** A pattern of nothing but a beginning or an end that all texts share, where it looks like one meant: `.jpg`, `id:`. */
export function patternOfEnds(prefix: string, suffix: string): string | null {
  const start = /^(?=.*[A-Za-z])[A-Za-z0-9]+[-_:/#.]+/.exec(prefix)?.[0] ?? '';
  const end = /[-_./@][A-Za-z][A-Za-z0-9]*$/.exec(suffix)?.[0] ?? '';
  if (start === '' && end === '') return null;
  return `${quoted(start)}(?s:.*)${quoted(end)}`;
}

/** What two texts begin with alike; of the least and the greatest text it is what all begin with. */
export function commonPrefix(a: string, b: string): string {
  const [left, right] = [[...a], [...b]];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  return left.slice(0, at).join('');
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
