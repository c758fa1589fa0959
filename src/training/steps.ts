/**
 * Metrics over the steps of a training. The contract: the program may append lines to the file that ASSAY_METRICS
 * names, each a JSON object such as `{"step": 1, "loss": 0.5, "val_loss": 0.6}`. `step` is a number (absent: the
 * number of the line, from 0); every other member is a metric and a number, where NaN and Infinity as Python writes
 * them are numbers without a value. What breaks the contract is left out and said; it never fails a training.
 */
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../base/index.js';
import type { Steps, Workspace } from '../results/index.js';

/** In ASSAY_OUTPUT_DIR; the name leaves `metrics.jsonl` to the program. */
export const STEPS_FILE = 'assay-metrics.jsonl';
/** Twenty numbers a line, a hundred thousand lines. More belongs in a file of the program's own. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_POINTS = 100_000;
const MAX_NAMES = 1000;
const SHOWN = 3;

export interface ReadSteps {
  readonly points: readonly {
    readonly step: number;
    readonly values: Readonly<Record<string, number | null>>;
  }[];
  readonly problems: readonly string[];
}

/** Reads the lines. A last line without its end counts, if it is whole. */
export function parseSteps(text: string): ReadSteps {
  const points: ReadSteps['points'][number][] = [];
  const problems: string[] = [];
  const names = new Set<string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = parsed(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems.push(`line ${index + 1} is no JSON object`);
      continue;
    }
    if (points.length >= MAX_POINTS) {
      problems.push(`lines from ${index + 1} on: only ${MAX_POINTS} are kept`);
      break;
    }
    const { step = points.length, ...rest } = value as Record<string, unknown>;
    if (typeof step !== 'number' || !Number.isFinite(step)) {
      problems.push(`line ${index + 1}: its step is no number`);
      continue;
    }
    const values: Record<string, number | null> = {};
    for (const [name, metric] of Object.entries(rest)) {
      if (metric !== null && typeof metric !== 'number') {
        problems.push(`line ${index + 1}: ${JSON.stringify(name)} is no number`);
      } else if (name === '__proto__' || name.length > 200 || (names.size >= MAX_NAMES && !names.has(name))) {
        problems.push(`line ${index + 1}: more than ${MAX_NAMES} names, or one that cannot be kept`);
      } else {
        names.add(name);
        values[name] = metric !== null && Number.isFinite(metric) ? metric : null;
      }
    }
    points.push({ step, values });
  }
  return { points, problems };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    try {
      // Members are numbers, so no string that matters holds such a word.
      return JSON.parse(line.replace(/([:,\s])(NaN|[+-]?Infinity)(?=\s*[,}])/g, '$1null'));
    } catch {
      return undefined;
    }
  }
}

/** Keeps what the program wrote in `folder` as an artifact; `steps` is null where it wrote nothing that can be read. */
export async function keepSteps(
  folder: string,
  workspace: Workspace,
  suffix: string | null,
): Promise<{ steps: Steps | null; notes: string[] }> {
  const path = join(folder, STEPS_FILE);
  const label = `metrics over steps${suffix === null ? '' : ` (${suffix})`}`;
  const text = await readSmall(path);
  if (text === null) return { steps: null, notes: [] };
  if (text === undefined) {
    return { steps: null, notes: [`${label}: ${STEPS_FILE} is no file of at most ${MAX_BYTES} bytes`] };
  }
  const { points, problems } = parseSteps(text);
  const more = problems.length > SHOWN ? [`and ${problems.length - SHOWN} more`] : [];
  const notes =
    problems.length === 0 ? [] : [`${label}: ${[...problems.slice(0, SHOWN), ...more].join('; ')}`];
  if (points.length === 0) return { steps: null, notes };
  const last: Record<string, number | null> = Object.assign({}, ...points.map(({ values }) => values));
  const lines = points.map(({ step, values }) => JSON.stringify({ step, ...values }));
  const name = suffix === null ? 'steps' : `steps:${suffix}`;
  const file = await workspace.keepBytes(name, 'steps.jsonl', `${lines.join('\n')}\n`);
  return { steps: { file, points: points.length, last }, notes };
}

/** Null where there is no file; undefined where it is no file that can be kept. */
async function readSmall(path: string): Promise<string | null | undefined> {
  try {
    const info = await stat(path);
    if (!info.isFile() || info.size > MAX_BYTES) return undefined;
    const file = await open(path, 'r');
    try {
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
