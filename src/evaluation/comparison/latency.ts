/** Times of candidate and baseline, taken in turn: differences of latency, loading and throughput, with intervals. */
import type { Metric, PairedComparison } from '../../results/index.js';
import {
  LEAST_BEYOND,
  medianDifference,
  pairsForQuantile,
  quantileDifference,
} from '../../statistics/index.js';
import { LATENCY_NAME, type Times } from '../cost.js';
import { type CompareSettings, DECIDING } from './pair.js';

const SOURCE = 'Politis and Romano 1992, in: Exploring the Limits of Bootstrap, p. 263';

/** One for each percentile that has a value on both sides; none where the two were not timed in turn. */
export function latencyComparisons(
  candidate: readonly Metric[],
  baseline: readonly Metric[],
  times: Times,
  settings: Pick<CompareSettings, 'levels' | 'replicates' | 'seed'>,
): PairedComparison[] {
  const [ours, theirs] = [times.candidate?.inOrder, times.baseline?.inOrder];
  if (!ours || !theirs || ours.length !== theirs.length) return [];
  return candidate.flatMap(({ name, slice, value }): PairedComparison[] => {
    const percent = LATENCY_NAME.exec(name)?.[1];
    const before = baseline.find((other) => other.name === name && other.slice === slice)?.value;
    if (percent === undefined || value === null || before === null || before === undefined) return [];
    const share = Number(percent) / 100;
    const found = quantileDifference(ours, theirs, { ...settings, share, stream: name });
    const needed = pairsForQuantile(share);
    const flat = found?.intervals.some(({ low, high }) => low === high) ?? false;
    const none =
      found === null
        ? `${ours.length} requests were timed, and p${percent} needs ${needed} for an interval of the difference (${LEAST_BEYOND} beyond it): set \`evaluate.latency.requests\``
        : flat
          ? 'the clock tells no two requests apart'
          : null;
    return [
      {
        metric: name,
        slice,
        direction: 'lower',
        n: ours.length,
        candidate: value,
        baseline: before,
        delta: value - before,
        intervals: none === null && found !== null ? [...found.intervals] : [],
        relative: none === null && found !== null ? found.relative : null,
        method:
          found === null
            ? 'none'
            : `bootstrap(circular blocks of ${found.block}, paired, B=${settings.replicates}, seed=${settings.seed})`,
        source: SOURCE,
        identical: false,
        working: [
          `p${percent} of ${ours.length} requests in turn: ${short(value)} ms against ${short(before)} ms`,
        ],
        notes: ['of this machine, in this minute', ...(none === null ? [] : [`no interval: ${none}`])],
      },
    ];
  });
}

interface InTurn {
  readonly metric: string;
  readonly direction: 'lower' | 'higher';
  readonly of: (times: NonNullable<Times['candidate']>) => Float64Array | null;
  readonly what: string;
  readonly unit: string;
}
const IN_TURN: readonly InTurn[] = [
  {
    metric: 'load_time_ms',
    direction: 'lower',
    of: ({ loadsInOrder }) => loadsInOrder,
    what: 'loads',
    unit: 'ms',
  },
  {
    metric: 'throughput_rows_per_s',
    direction: 'higher',
    of: ({ rates }) => rates,
    what: 'batches',
    unit: 'rows/s',
  },
];

/** Of the medians of loads and of batches in turn; none where the two were not timed in turn. */
export function turnComparisons(
  candidate: readonly Metric[],
  baseline: readonly Metric[],
  times: Times,
  settings: Pick<CompareSettings, 'levels'>,
): PairedComparison[] {
  return IN_TURN.flatMap((figure) => inTurn(figure, candidate, baseline, times, settings));
}

function inTurn(
  { metric, direction, of, what, unit }: InTurn,
  candidate: readonly Metric[],
  baseline: readonly Metric[],
  times: Times,
  { levels }: Pick<CompareSettings, 'levels'>,
): PairedComparison[] {
  const ours = times.candidate && of(times.candidate);
  const theirs = times.baseline && of(times.baseline);
  const [now, before] = [candidate, baseline].map(
    (side) => side.find(({ name }) => name === metric)?.value ?? null,
  );
  if (!ours || !theirs || ours.length !== theirs.length || now == null || before == null) return [];
  const found = medianDifference(ours, theirs, levels);
  const flat = found?.some(({ low, high }) => low === high) ?? false;
  // The medians of both differ by a little else than the median of the differences: the interval holds both.
  const intervals =
    found === null || flat
      ? []
      : found.map(({ level, low, high }) => ({
          level,
          low: Math.min(low, now - before),
          high: Math.max(high, now - before),
        }));
  const none =
    found === null
      ? `${ours.length} ${what} in turn are too few`
      : flat
        ? `the clock tells no two ${what} apart`
        : null;
  return [
    {
      metric,
      slice: null,
      direction,
      n: ours.length,
      candidate: now,
      baseline: before,
      delta: now - before,
      intervals,
      relative: intervals.length === 0 ? null : shareOf(ours, theirs, now / before - 1),
      method: found === null ? 'none' : 'order statistics of the differences in turn (sign test)',
      source: 'David and Nagaraja 2003, Order Statistics, 7.1',
      identical: false,
      working: [
        `median of ${ours.length} ${what} in turn: ${short(now)} ${unit} against ${short(before)} ${unit}`,
      ],
      notes: ['of this machine, in this minute', ...(none === null ? [] : [`no interval: ${none}`])],
    },
  ];
}

/** Of the ratio in turn, which has the same ranks on the logarithm; null where a time is 0. */
function shareOf(ours: Float64Array, theirs: Float64Array, seen: number): PairedComparison['relative'] {
  const [now, before] = [ours.map(Math.log), theirs.map(Math.log)];
  const [found] = medianDifference(now, before, [DECIDING]) ?? [];
  if (found === undefined || !Number.isFinite(found.low) || !Number.isFinite(found.high)) return null;
  const [low, high] = [Math.exp(found.low) - 1, Math.exp(found.high) - 1];
  return { level: DECIDING, low: Math.min(low, seen), high: Math.max(high, seen) };
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
