/** Intervals where examples belong together: whole clusters are drawn, and errors are summed over them. */
import { groupDigits } from '../../base/index.js';
import { type Interval, linearInterval, noInterval } from '../../statistics/index.js';
import { clustersOf } from '../clusters.js';
import type { Examples } from '../metrics/index.js';
import { bootstrap } from './bootstrap.js';
import type { Estimate, IntervalSettings } from './index.js';

/**
 * The bootstrap of clusters, and above `resampleUpTo` examples the normal approximation with the influence summed
 * over each cluster (Liang and Zeger 1986). What rests on independent examples alone (a norm of errors) has none.
 */
export async function clusteredIntervals(
  examples: Examples,
  estimates: readonly Estimate[],
  settings: IntervalSettings,
  clusters: Int32Array,
  stream: string,
  resample: boolean,
  signal?: AbortSignal,
): Promise<Interval[]> {
  const { n, row, weight } = examples;
  const { codes, count } = clustersOf(clusters, row ?? Uint32Array.from({ length: n }, (_, i) => i));
  const quick = resample && n <= settings.resampleUpTo;
  const why = ({ computation }: Estimate): string | null => {
    if (computation.noInterval !== undefined) return computation.noInterval;
    if (computation.norm !== undefined || computation.analytic) {
      return 'its interval is known for independent examples only, and these belong to clusters';
    }
    if (quick || computation.influence !== undefined) return null;
    return `above ${groupDigits(settings.resampleUpTo)} rows no clusters are drawn`;
  };
  const drawn = quick ? estimates.filter((estimate) => why(estimate) === null) : [];
  const resampled = await bootstrap(
    drawn.map(({ computation }) => computation),
    n,
    weight,
    { ...settings, stream, units: { codes, count }, ...(signal && { signal }) },
  );
  return estimates.map((estimate) => {
    const none = why(estimate);
    if (none !== null) return noInterval(none);
    const found = resampled[drawn.indexOf(estimate)];
    if (found !== undefined) return found;
    const influence = estimate.computation.influence?.(weight) ?? new Float64Array(0);
    const sums = new Float64Array(count);
    let total = 0;
    for (let i = 0; i < n; i++) {
      const w = weight === null ? 1 : (weight[i] as number);
      total += w;
      sums[codes[i] as number] = (sums[codes[i] as number] as number) + w * (influence[i] as number);
    }
    const units = sums.map((sum) => (sum * count) / total);
    const { bounds, method } = linearInterval(
      estimate.value,
      units,
      null,
      estimate.info.range,
      settings.confidence,
    );
    return { bounds, method: bounds === null ? method : 'normal(linearised, clusters)' };
  });
}
