/**
 * The methods, and which of them fits which metric: the first of the table that does not decline.
 * Paired shares by Tango, areas under the ROC curve by DeLong, means of one number an example by the paired t, the
 * rest by the paired bootstrap, and above `resampleUpTo` examples by the jackknife.
 */
import {
  criticalValue,
  delongInterval,
  isInterval,
  jackknifeInterval,
  mcnemar,
  type PairedOutcome,
  pairedBootstrap,
  pairedMean,
  tangoInterval,
} from '../../statistics/index.js';
import { at } from '../metrics/index.js';
import { lined, linedCodes } from './align.js';
import {
  DECIDING,
  type Found,
  type Pair,
  type PairedMethod,
  type PairSide,
  withoutInterval,
} from './pair.js';
import { relativeOf } from './relative.js';
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
  const [level = DECIDING, ...others] = levels;
  const outcome = delongInterval(label, now, before, level, weight);
  const outcomes = [
    outcome,
    ...others.map((other) => atLevel(outcome, other) ?? delongInterval(label, now, before, other, weight)),
  ];
  return fromOutcomes(pair, outcomes, 'delong', 'DeLong et al. 1988, Biometrics 44:837');
};

/** A normal interval at another level, without ranking a million scores again; null where it is no such interval. */
function atLevel(outcome: PairedOutcome, level: number): PairedOutcome | null {
  if (!isInterval(outcome) || !outcome.method.startsWith('delong')) return null;
  const half = ((outcome.high - outcome.low) / 2) * (criticalValue(level) / criticalValue(outcome.level));
  // At the end of its range the interval was cut.
  if (outcome.low <= -1 || outcome.high >= 1) return null;
  return {
    ...outcome,
    level,
    low: Math.max(-1, outcome.delta - half),
    high: Math.min(1, outcome.delta + half),
  };
}

/** Means of one number an example: the paired t, over clusters where there are some. */
const mean: PairedMethod = (pair, { levels, resampleUpTo }) => {
  const { candidate, baseline, weight, clusters } = pair;
  const [now, before] = [candidate, baseline].map((side) => perExample(side));
  if (!now || !before || (weight !== null && pair.n <= resampleUpTo)) return null;
  const differences = now.map((value, i) => value - at(before, i));
  return fromOutcomes(
    pair,
    levels.map((level) => pairedMean(differences, { level, weight, clusters })),
    'mean(t)',
    'Student 1908, Biometrika 6:1',
  );
};

/** The number of each example whose plain mean the metric is, in the aligned order; null where it is none. */
function perExample(side: PairSide): Float64Array | null {
  if (side.computation.mean !== true) return null;
  const column = side.computation.decomposition?.().columns[0];
  return column === undefined ? null : lined(side, column);
}

/** What is left: whatever is a function of how often each example counts. */
const resampled: PairedMethod = async (pair, settings) => {
  const { seed, levels, signal, replicates, resampleUpTo } = settings;
  const rare = pair.clusters === null ? rareClasses(pair) : null;
  const sampling = { strata: rare?.codes ?? null, clusters: pair.clusters };
  const notes = [
    ...(rare === null ? [] : [`strata: the rarest class has ${rare.least} of ${pair.n} examples`]),
    ...(pair.info.name === 'ece' || pair.info.name === 'mce'
      ? ['calibration errors are biased upwards on both sides; their difference is less so']
      : []),
    ...(pair.n < FEW ? [`with ${pair.n} examples the interval is rough`] : []),
  ];
  const statistic = statisticOf(pair);
  const stream = `${pair.info.name} ${pair.slice ?? ''}`;
  const outcomes: PairedOutcome[] = [];
  for (const level of levels) {
    outcomes.push(
      pair.n > resampleUpTo
        ? jackknifeInterval(statistic, { level, ...sampling })
        : await pairedBootstrap(statistic, { level, seed, stream, replicates, signal, ...sampling }),
    );
  }
  const found = fromOutcomes(pair, outcomes, 'bootstrap(bca)', 'Efron 1987, JASA 82:171');
  return { ...found, notes: [...found.notes, ...notes] };
};
const FEW = 30;

/** One finding from the outcomes of the levels; an outcome without an interval makes all of them none. */
function fromOutcomes(pair: Pair, outcomes: readonly PairedOutcome[], method: string, source: string): Found {
  const none = outcomes.find((outcome) => !isInterval(outcome));
  const [first] = outcomes;
  if (none !== undefined && !isInterval(none)) return withoutInterval(method, source, none.undefined);
  if (first === undefined || !isInterval(first))
    return withoutInterval(method, source, 'no level was asked for');
  const intervals = outcomes.filter(isInterval).map(({ level, low, high }) => ({ level, low, high }));
  return {
    intervals,
    relative: relativeOf(pair, intervals),
    method: first.method,
    source: first.source,
    working: [...first.working],
    notes: [...first.notes],
  };
}

const TABLE: readonly PairedMethod[] = [tango, delong, mean, resampled];

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
