/** The comparison of an evaluation: what was checked, the differences, and what a reader should notice. */
import type { Context } from '../../base/index.js';
import type { Finding, Pairing } from '../../results/index.js';
import type { MetricInfo } from '../catalogue.js';
import type { Times } from '../cost.js';
import type { Predictions, Truth } from '../predictions.js';
import type { EvaluateRequest, Evaluation, SeedValues } from '../request.js';
import type { Side } from '../side.js';
import type { Slices } from '../slices.js';
import { compareInPairs, PAIRED } from './compare.js';
import { definitionOf, labelsDigest } from './definition.js';
import { flipMetrics } from './flips.js';
import { gapComparisons } from './gaps.js';
import { latencyComparisons, turnComparisons } from './latency.js';
import { withSeeds } from './seeds.js';

export interface SideBySide {
  readonly paired: Evaluation['paired'];
  readonly findings: Finding[];
}

/** A side without pairs (a model that made no predictions) gives no comparison. */
export async function sideBySide(
  ctx: Context,
  request: EvaluateRequest,
  at: {
    readonly truth: Truth;
    readonly slices: Slices;
    readonly clusters: Int32Array | null;
    readonly metrics: readonly MetricInfo[];
    readonly times: Times;
  },
  candidate: Side,
  baseline: Side,
  seeds: readonly SeedValues[] | null,
): Promise<SideBySide> {
  const [ours, theirs] = [candidate.pairs?.examples ?? null, baseline.pairs?.examples ?? null];
  if (ours === null || theirs === null || at.truth.rows === 0) return { paired: null, findings: [] };
  const identical = identicalSides(request, candidate, baseline);
  const progress = ctx.log.progress('candidate and baseline in pairs');
  try {
    const asked = {
      candidate: ours,
      baseline: theirs,
      rows: at.truth.rows,
      metrics: at.metrics.filter((info) => info.needs !== 'model'),
      slices: at.slices,
      clusters: at.clusters,
      settings: {
        ...PAIRED,
        seed: request.config.seed,
        permutations: request.config.permutation ?? null,
        signal: ctx.signal,
      },
      identical,
      onProgress: (text: string, fraction: number) => progress.update(text, fraction),
    } as const;
    const comparisons = await compareInPairs(asked);
    const gaps = await gapComparisons(asked, candidate.evaluated.metrics, baseline.evaluated.metrics);
    const pairing: Pairing = {
      with: request.baseline?.modelPath === null ? 'predictions' : 'model',
      joined: request.config.id === undefined ? 'row' : 'id',
      dataset: request.dataset.sha256,
      labels: labelsDigest(at.truth),
      definition: definitionOf(request.config).sha256,
      candidate: candidate.evaluated.predictions?.sha256 ?? null,
      baseline: baseline.evaluated.predictions?.sha256 ?? null,
      identical,
    };
    return {
      paired: {
        pairing,
        comparisons: [
          ...withSeeds([...comparisons, ...gaps], seeds, request.baseline?.seeds ?? null),
          ...latencyComparisons(candidate.evaluated.metrics, baseline.evaluated.metrics, at.times, {
            ...PAIRED,
            seed: request.config.seed,
          }),
          ...turnComparisons(candidate.evaluated.metrics, baseline.evaluated.metrics, at.times, PAIRED),
        ],
        between: flipMetrics(ours, theirs, at.slices, at.clusters !== null),
      },
      findings: identicalFindings(identical, request.baseline?.source ?? 'the baseline'),
    };
  } finally {
    progress.done();
  }
}

/**
 * The same file, or the same scores and labels to the last bit. Labels alone are too coarse to say so. Weights that lie
 * beside a model file are not in its digest: one file that answers in two ways is two models.
 */
function identicalSides(request: EvaluateRequest, candidate: Side, baseline: Side): Pairing['identical'] {
  const [model, other] = [
    candidate.evaluated.model?.sha256,
    baseline.evaluated.model?.sha256 ?? request.baseline?.modelSha256,
  ];
  // A command of the user's may make of one file what it likes, so there the predictions say.
  const [now, before] = [candidate.pairs?.settled, baseline.pairs?.settled];
  if (now === undefined || before === undefined || !sameLabels(now, before)) return null;
  if (model !== undefined && model === other && request.config.run === undefined) {
    return sameScores(now, before, ROUNDING) ? 'model' : null;
  }
  return now.scores !== null && now.scores.length > 0 && sameScores(now, before, 0) ? 'predictions' : null;
}

/** Threads of a runtime add in another order each time. */
const ROUNDING = 1e-5;

function sameScores(now: Predictions, before: Predictions, tolerance: number): boolean {
  const [ours, theirs] = [now.scores ?? [], before.scores ?? []];
  if (ours.length !== theirs.length || now.classes?.join('\0') !== before.classes?.join('\0')) return false;
  return ours.every((scores, k) =>
    scores.every((score, i) => {
      const other = theirs[k]?.[i] ?? Number.NaN;
      return Object.is(score, other) || Math.abs(score - other) <= tolerance * Math.max(1, Math.abs(score));
    }),
  );
}

function sameLabels({ predicted: now }: Predictions, { predicted: before }: Predictions): boolean {
  if (now === null || before === null) return now === before;
  return now.codes.every((code, i) => now.names[code] === before.names[before.codes[i] ?? -1]);
}

function identicalFindings(identical: Pairing['identical'], source: string): Finding[] {
  if (identical === null) return [];
  const base = { subject: {}, where: [] };
  return identical === 'model'
    ? [
        {
          ...base,
          check: 'identical',
          verdict: 'skipped',
          severity: 'info',
          message: `the candidate is the same model as the baseline ${source}: nothing changed`,
        },
      ]
    : [
        {
          ...base,
          check: 'identical',
          verdict: 'warn',
          severity: 'warn',
          message: `candidate and baseline ${source} give the same scores to every example, to the last bit`,
          fix: 'where a change was meant, look whether training took it up, and whether `evaluate.run` reads ASSAY_MODEL',
        },
      ];
}
