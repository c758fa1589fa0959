/** The latency of candidate and baseline, request by request in turn: the difference of a percentile and its interval. */
import type { Metric, PairedComparison } from '../../results/index.js';
import { LEAST_BEYOND, pairsForQuantile, quantileDifference } from '../../statistics/index.js';
import { LATENCY_NAME, type Times } from '../cost.js';
import type { CompareSettings } from './pair.js';

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

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
