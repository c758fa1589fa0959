/**
 * Two subjects on the same examples: their kept predictions, joined example by example, through the evaluation that
 * also serves the gate. What cannot be paired is said with the reason; nothing is compared on other examples.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { AssayError, type Context, sha256File } from '../../base/index.js';
import { evaluateSchema } from '../../config/parsing/index.js';
import { resolveDataset } from '../../data/index.js';
import { checkedMetrics, checkedTask, evaluate } from '../../evaluation/index.js';
import type { Registry } from '../../registry/index.js';
import { type EvaluateResult, type PairedComparison, parseResult } from '../../results/index.js';
import type { Subject } from './subjects.js';

export type Paired =
  | { readonly comparisons: readonly PairedComparison[]; readonly notes: readonly string[] }
  | { readonly refused: string };

/** Δ is `other` − `base`. */
export async function compareInPairs(
  ctx: Context,
  registry: Registry,
  base: Subject,
  other: Subject,
): Promise<Paired> {
  const [theirs, ours] = [await keptOf(registry, base), await keptOf(registry, other)];
  if ('refused' in theirs) return theirs;
  if ('refused' in ours) return ours;
  const why = difference(ours.result, theirs.result);
  if (why !== null) return { refused: why };
  const config = configOf(ours.result);
  if ('refused' in config) return config;
  const folder = await mkdtemp(join(tmpdir(), 'assay-compare-'));
  try {
    const fetched = async (sha256: string, side: string): Promise<string> => {
      const path = join(folder, side, 'predictions.parquet');
      await mkdir(join(folder, side));
      await registry.getBlob(sha256, path, ctx.signal);
      return path;
    };
    const path = await fetched(ours.predictions, 'candidate');
    const evaluation = await evaluate(ctx, {
      dataset: await resolveDataset('predictions', path, folder, ctx.signal),
      config: config.parsed,
      root: folder,
      candidate: { kind: 'columns', columns: {} },
      baseline: {
        source: base.label,
        version: base.version,
        digest: null,
        modelPath: null,
        predictions: {
          path: await fetched(theirs.predictions, 'baseline'),
          sha256: theirs.predictions,
          dataset: null,
          definition: null,
          columns: {},
        },
      },
      keep: async (name, kept) => ({ name, file: basename(kept), ...(await sha256File(kept, ctx.signal)) }),
    });
    const { paired, notChecked } = evaluation;
    if (paired === null) return { refused: notChecked.join('; ') || 'there are no pairs' };
    return { comparisons: paired.comparisons.filter(({ slice }) => slice === null), notes: config.notes };
  } catch (error) {
    if (ctx.signal.aborted || !(error instanceof AssayError)) throw error;
    return { refused: error.problems.map(({ message }) => message).join('; ') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Kept {
  readonly result: EvaluateResult;
  readonly predictions: string;
}

async function keptOf(registry: Registry, subject: Subject): Promise<Kept | { readonly refused: string }> {
  const { files } = subject.facts;
  const predictions = files.find(({ role, name }) => role === 'predictions' && name === 'predictions');
  const file = files.find(({ role, name }) => role === 'result' && name === 'result:evaluate');
  if (predictions === undefined || file === undefined) {
    return { refused: `${subject.label} has no kept predictions` };
  }
  const result = parseResult(await registry.getBytes(file.sha256), `${file.name} of ${subject.label}`);
  if (result.command !== 'evaluate') return { refused: `${subject.label} has no result of evaluate` };
  return { result, predictions: predictions.sha256 };
}

function difference(ours: EvaluateResult, theirs: EvaluateResult): string | null {
  if (ours.dataset === null || theirs.dataset === null) return 'it is not known which examples they are of';
  if (ours.dataset.sha256 !== theirs.dataset.sha256) {
    return `they were evaluated on different data (${ours.dataset.name}: other bytes)`;
  }
  if (ours.definition === undefined || theirs.definition === undefined) {
    return 'it is not known what their predictions mean';
  }
  if (ours.definition.sha256 === theirs.definition.sha256) return null;
  const then = new Set(theirs.definition.text);
  const differing = ours.definition.text.filter((line) => !then.has(line));
  return `their predictions mean different things: ${differing.join(', ')}`;
}

/** The evaluation that made the predictions, on the columns in which they are kept. */
function configOf({
  task,
  definition,
  metrics,
}: EvaluateResult):
  | { readonly parsed: ReturnType<typeof evaluateSchema.parse>; readonly notes: readonly string[] }
  | { readonly refused: string } {
  if (task === 'text') {
    return {
      refused: 'answers in words are compared by `assay evaluate --baseline`, not from what was kept',
    };
  }
  const said = new Map(
    (definition?.text ?? []).map((line) => {
      const at = line.indexOf(': ');
      return [line.slice(0, at), line.slice(at + 2)] as const;
    }),
  );
  const given = (name: string, absent: string): string | undefined =>
    said.get(name) === absent ? undefined : said.get(name);
  const positive = given('positive', 'usual');
  const classes = given('classes', 'as found');
  const whole = [...new Set(metrics.filter(({ slice }) => slice === null).map(({ name }) => name))];
  const names = whole.filter((name) => isOfExamples(name, task));
  if (names.length === 0) return { refused: 'none of their metrics is computed from predictions' };
  const left = whole.filter((name) => !names.includes(name));
  return {
    parsed: evaluateSchema.parse({
      task,
      target: 'label',
      id: 'id',
      metrics: names,
      threshold: Number(said.get('threshold') ?? 0.5),
      ...(positive === undefined ? {} : { positive: JSON.parse(positive) }),
      ...(classes === undefined ? {} : { classes: JSON.parse(classes) }),
      ...(given('weight', 'none') === undefined ? {} : { weight: 'weight' }),
      ...(said.has('group') ? { group: 'group' } : {}),
    }),
    notes: left.length === 0 ? [] : [`${left.join(', ')}: not from predictions, so no pairs`],
  };
}

function isOfExamples(name: string, task: EvaluateResult['task']): boolean {
  try {
    return checkedMetrics([name], checkedTask(task)).every(({ needs }) => needs !== 'model');
  } catch (error) {
    // A metric of the user's own, or a gap between groups.
    if (error instanceof AssayError) return false;
    throw error;
  }
}
