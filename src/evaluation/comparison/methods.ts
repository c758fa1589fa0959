/**
 * The methods, and which of them fits which metric: the first of the table that does not decline.
 * Paired shares by Tango, areas under the ROC curve by DeLong, means of one number an example by the paired t, the
 * rest by the paired bootstrap; above `resampleUpTo` examples by linearisation where the metric has one.
 */
import {
  delongInterval,
  isInterval,
  mcnemar,
  pairedBootstrap,
  tangoInterval,
} from '../../statistics/index.js';
import { at } from '../metrics/index.js';
import { lined, linedCodes } from './align.js';
import { linearised } from './linearised.js';
import { type Found, type Pair, type PairedMethod, relativeOf, withoutInterval } from './pair.js';
import { rareClasses, statisticOf } from './statistic.js';

/** Which examples a share is of, and which of them count: metrics that are shares of the same examples on both sides. */
interface Share {
  readonly among: (label: number) => boolean;
  readonly counts: (label: number, predicted: number) => boolean;
}
const all = () => true;
const right = (label: number, predicted: number) => label === predicted;
const RIGHT: Share = { among: all, counts: right };
/** Precision is none of them: the two models predict positive for other examples. */
const SHARES: Readonly<Record<string, Share>> = {
  accuracy: RIGHT,
  precision_micro: RIGHT,
  recall_micro: RIGHT,
  f1_micro: RIGHT,
  error_rate: { among: all, counts: (label, predicted) => label !== predicted },
  recall: { among: (label) => label === 1, counts: right },
  specificity: { among: (label) => label === 0, counts: right },
  fnr: { among: (label) => label === 1, counts: (label, predicted) => label !== predicted },
  fpr: { among: (label) => label === 0, counts: (label, predicted) => label !== predicted },
};

/** Tango's score interval for two shares of the same examples, with McNemar's test beside it. */
const tango: PairedMethod = (pair, { levels }) => {
  const { candidate, baseline, info } = pair;
  const share = Object.hasOwn(SHARES, info.name) ? SHARES[info.name] : undefined;
  if (share === undefined || pair.weight !== null || pair.clusters !== null) return null;
  const [ours, theirs] = [candidate.examples, baseline.examples];
  if (ours.task === 'regression' || theirs.task === 'regression') return null;
  // Recall of the one positive class; of several classes it is another metric.
  if (share !== RIGHT && info.name !== 'error_rate' && ours.task !== 'binary') return null;
  if (ours.predicted === null || theirs.predicted === null) return null;
  const label = linedCodes(candidate, ours.label);
  const now = linedCodes(candidate, ours.predicted);
  const before = namedAlike(pair, linedCodes(baseline, theirs.predicted));
  let [n, b, c] = [0, 0, 0];
  for (let i = 0; i < pair.n; i++) {
    const truth = at(label, i);
    if (!share.among(truth)) continue;
    n++;
    const [x, y] = [share.counts(truth, at(now, i)), share.counts(truth, at(before, i))];
    if (x && !y) b++;
    if (y && !x) c++;
  }
  if (n === 0) return null;
  const found = levels.map((level) => tangoInterval(b, c, n, level));
  const [first] = found;
  if (first === undefined) return null;
  const intervals = found.map(({ level, low, high }) => ({ level, low, high }));
  const test = mcnemar(b, c);
  return {
    intervals,
    relative: relativeOf(pair, intervals),
    method: first.method,
    source: first.source,
    working: [
      ...first.working,
      `McNemar (${test.variant}): p = ${Number(test.p.toPrecision(4))}, whether there is a difference at all`,
    ],
    notes: [
      ...first.notes,
      ...(n === pair.n ? [] : [`${n} of the ${pair.n} examples count for ${info.name}`]),
    ],
    discordance: { gained: b, lost: c, pValue: test.p, test: `mcnemar(${test.variant})` },
  };
};

/** Class codes of the baseline in the order of the candidate's classes. */
function namedAlike({ candidate, baseline }: Pair, codes: Int32Array): Int32Array {
  const [ours, theirs] = [candidate.examples, baseline.examples];
  if (ours.task !== 'multiclass' || theirs.task !== 'multiclass') return codes;
  // A class that the candidate never names gets a code of its own: it is wrong, and equal to nothing.
  const places = theirs.classes.map((name, k) => {
    const place = ours.classes.indexOf(name);
    return place === -1 ? ours.classes.length + k : place;
  });
  return codes.map((code) => (code < 0 ? -1 : (places[code] ?? -1)));
}

/** DeLong's interval for two areas. Weighted areas only where resampling would take too long. */
const delong: PairedMethod = (pair, { levels, resampleUpTo }) => {
  const { candidate, baseline, info, weight } = pair;
  const [ours, theirs] = [candidate.examples, baseline.examples];
  if (info.name !== 'roc_auc' || ours.task !== 'binary' || theirs.task !== 'binary') return null;
  if (pair.clusters !== null || ours.score === null || theirs.score === null) return null;
  if (weight !== null && pair.n <= resampleUpTo) return null;
  const label = linedCodes(candidate, ours.label);
  const [now, before] = [lined(candidate, ours.score), lined(baseline, theirs.score)];
  const found = levels.map((level) => delongInterval(label, now, before, level, weight));
  const [first] = found;
  if (first === undefined || !isInterval(first)) {
    return withoutInterval('delong', 'DeLong et al. 1988', first?.undefined ?? 'no level was asked for');
  }
  const intervals = found.filter(isInterval).map(({ level, low, high }) => ({ level, low, high }));
  const { method, source, working, notes } = first;
  return {
    intervals,
    relative: relativeOf(pair, intervals),
    method,
    source,
    working: [...working],
    notes: [...notes],
  };
};

/** Means of one number an example, without weights: the paired t. */
const pairedMean: PairedMethod = (pair, settings) => {
  const means = [pair.candidate, pair.baseline].map(({ computation }) => computation.mean === true);
  if (!means.every(Boolean)) return null;
  // A few examples with a large loss each can carry a mean; that the t distribution does not see.
  return pair.weight !== null && pair.n <= settings.resampleUpTo
    ? null
    : linearised(pair, settings, 'paired t');
};

/** Linearisation above the size for which resampling is worth its time. */
const large: PairedMethod = (pair, settings) =>
  pair.n <= settings.resampleUpTo ? null : linearised(pair, settings, 'normal(linearised, paired)');

/** What is left: whatever is a function of how often each example counts. */
const bootstrap: PairedMethod = async (pair, settings) => {
  const { seed, levels, signal } = settings;
  const isLarge = pair.n > settings.resampleUpTo;
  const rare = pair.clusters === null ? rareClasses(pair) : null;
  const notes = [
    ...(rare === null ? [] : [`strata: the rarest class has ${rare.least} of ${pair.n} examples`]),
    ...(pair.info.name === 'ece' || pair.info.name === 'mce'
      ? ['calibration errors are biased upwards on both sides; their difference is less so']
      : []),
    ...(pair.n < FEW ? [`with ${pair.n} examples a bootstrap interval is rough`] : []),
  ];
  const intervals: { level: number; low: number; high: number }[] = [];
  let first: Extract<Awaited<ReturnType<typeof pairedBootstrap>>, { low: number }> | null = null;
  const statistic = statisticOf(pair);
  for (const level of levels) {
    const found = await pairedBootstrap(statistic, {
      level,
      seed,
      stream: `${pair.info.name} ${pair.slice ?? ''}`,
      replicates: isLarge ? Math.min(LARGE_REPLICATES, settings.replicates) : settings.replicates,
      strata: rare?.codes ?? null,
      clusters: pair.clusters,
      // The acceleration needs each example left out once, which takes too long for many.
      kind: isLarge ? 'percentile' : 'bca',
      signal,
    });
    if (!isInterval(found)) return withoutInterval('bootstrap', 'Efron 1987', found.undefined);
    first ??= found;
    intervals.push({ level, low: found.low, high: found.high });
  }
  if (first === null) return withoutInterval('bootstrap', 'Efron 1987', 'no level was asked for');
  return {
    intervals,
    relative: relativeOf(pair, intervals),
    method: first.method,
    source: first.source,
    working: [...first.working],
    notes: [...first.notes, ...notes],
  };
};
const FEW = 30;
const LARGE_REPLICATES = 500;

const TABLE: readonly PairedMethod[] = [tango, delong, pairedMean, large, bootstrap];

/**
 * Compares by the first method that fits. An interval without width claims more than examples can show, and an
 * interval that is not finite shows nothing: both become none, with the reason.
 */
export async function comparePair(pair: Pair, settings: Parameters<PairedMethod>[1]): Promise<Found> {
  for (const method of TABLE) {
    const found = await method(pair, settings);
    if (found !== null) return sound(found, pair);
  }
  return withoutInterval('none', '', `no method compares ${pair.info.name}`);
}

function sound(found: Found, pair: Pair): Found {
  const bad = found.intervals.find(({ low, high }) => !(Number.isFinite(low) && Number.isFinite(high)));
  const flat = found.intervals.find(({ low, high }) => low === high);
  const why =
    bad !== undefined
      ? `the bounds are ${bad.low} and ${bad.high}`
      : flat !== undefined
        ? `no two of the ${pair.n} examples tell the models apart differently, and that is no proof of a difference of exactly ${pair.delta}`
        : null;
  if (why === null) return found;
  return { ...found, intervals: [], relative: null, notes: [...found.notes, `no interval: ${why}`] };
}
