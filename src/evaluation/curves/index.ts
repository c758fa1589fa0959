/**
 * Points for charts, from the same examples as the metrics. Bounded whatever the number of rows: each is made in a few
 * passes, and what is left is at most `MAX_POINTS` points. What stands in the way of a metric stands in that of its
 * curve.
 */
import { type Curves, curvesSchema } from '../../results/index.js';
import { blockers, type Examples } from '../metrics/index.js';
import { calibrationCurve, confusionCounts } from './classes.js';
import { latencyEdges, latencyHistogram, regressionCurves } from './numbers.js';
import { scoreCurves } from './scores.js';

/** Times of single requests of each side, sorted; a text where there are none. */
type TimesOf = { readonly requests: Float64Array | string } | null;

/** Curves of one side, of the whole dataset. Binary examples must be sorted by score. */
export function curvesOf(examples: Examples): Curves {
  const blocked = blockers(examples);
  const found: Curves = {};
  if (examples.task === 'regression') {
    const regression = blocked.number === null ? regressionCurves(examples) : null;
    return regression === null ? found : drawable({ regression });
  }
  if (examples.task !== 'binary' && examples.task !== 'multiclass') return found;
  if (examples.task === 'binary' && blocked.score === null) Object.assign(found, scoreCurves(examples));
  const calibration = blocked.probability === null ? calibrationCurve(examples) : null;
  const confusion = blocked.label === null ? confusionCounts(examples) : null;
  return drawable({
    ...found,
    ...(calibration === null ? {} : { calibration }),
    ...(confusion === null ? {} : { confusion }),
  });
}

/**
 * Without what a result cannot hold: weights or numbers at the ends of the doubles give sums that are infinite. A
 * chart less is no reason to lose an evaluation; the metrics tell what is undefined.
 */
function drawable(curves: Curves): Curves {
  return Object.fromEntries(
    Object.entries(curves).filter(([name, curve]) => curvesSchema.safeParse({ [name]: curve }).success),
  );
}

/** The times of one side, on edges that both sides share. */
export function latencyCurve(side: TimesOf, all: readonly TimesOf[]): Pick<Curves, 'latency'> {
  const requests = (times: TimesOf) =>
    times !== null && times.requests instanceof Float64Array ? [times.requests] : [];
  const [own] = requests(side);
  if (own === undefined || own.length === 0) return {};
  const latency = latencyHistogram(own, latencyEdges(all.flatMap(requests)));
  return latency === null ? {} : { latency };
}
