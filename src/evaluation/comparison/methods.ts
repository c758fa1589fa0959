/**
 * The methods, and which of them fits which metric: the first of the table that does not decline.
 * Paired shares by Tango, areas under the ROC curve by DeLong, means of one number an example by the paired t, the
 * rest by the paired bootstrap, and above `resampleUpTo` examples by the jackknife.
 */
import {
  criticalValue,
  delongInterval,
  isFlat,
  isInterval,
  jackknifeInterval,
  mcnemar,
  type PairedOutcome,
  pairedBootstrap,
  pairedMean,
  tangoInterval,
} from '../../statistics/index.js';
import { metricOf } from '../catalogue.js';
import { isClassified } from '../metrics/index.js';
import { lined, linedCodes, namedAlike } from './align.js';
import { DECIDING, type Found, type Pair, type PairedMethod, perExample, withoutInterval } from './pair.js';
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
  'f{beta}_micro': RIGHT,
  selection_rate: { among: all, counts: (_, predicted) => predicted === 1 },
  error_rate: { among: all, counts: (label, predicted) => label !== predicted },
  recall: { among: (label) => label === 1, counts: right },
  specificity: { among: (label) => label === 0, counts: right },
  fnr: { among: (label) => label === 1, counts: (label, predicted) => label !== predicted },
  fpr: { among: (label) => label === 0, counts: (label, predicted) => label !== predicted },
};

interface Discordant {
  /** Examples that count. */
  readonly n: number;
  /** Those that count for the candidate alone, and for the baseline alone. */
  readonly b: number;
  readonly c: number;
}

/** Of a share of labels that were predicted so; null where the metric is none. */
function ofLabels({ candidate, baseline, info, n: all }: Pair): Discordant | null {
  const name = info.family?.pattern ?? info.name;
  const share = Object.hasOwn(SHARES, name) ? SHARES[name] : undefined;
  const [ours, theirs] = [candidate.examples, baseline.examples];
  if (share === undefined || !isClassified(ours) || !isClassified(theirs)) return null;
  // Recall of the one positive class; of several classes it is another metric.
  if (share !== RIGHT && info.name !== 'error_rate' && ours.task !== 'binary') return null;
  if (ours.predicted === null || theirs.predicted === null) return null;
  const label = linedCodes(candidate, ours.label);
  const now = linedCodes(candidate, ours.predicted);
  const before = namedAlike(candidate, baseline, linedCodes(baseline, theirs.predicted));
  let [n, b, c] = [0, 0, 0];
  for (let i = 0; i < all; i++) {
    const truth = label[i] as number;
    if (!share.among(truth)) continue;
    n++;
    const [x, y] = [share.counts(truth, now[i] as number), share.counts(truth, before[i] as number)];
    if (x && !y) b++;
    if (y && !x) c++;
  }
  return { n, b, c };
}

/** Of a mean of one number an example that is 0 or 1: top-k accuracy, exact match, a hit among the first k. */
function ofMeans({ candidate, baseline, info, n }: Pair): Discordant | null {
  if (info.range[0] !== 0 || info.range[1] !== 1) return null;
  const [now, before] = [perExample(candidate), perExample(baseline)];
  if (now === null || before === null) return null;
  let [b, c] = [0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [now[i] as number, before[i] as number];
    if ((x !== 0 && x !== 1) || (y !== 0 && y !== 1)) return null;
    if (x > y) b++;
    if (y > x) c++;
  }
  return { n, b, c };
}

/** Tango's score interval for two shares of the same examples, with McNemar's test beside it. */
const tango: PairedMethod = (pair, { levels }) => {
  if (pair.weight !== null || pair.clusters !== null) return null;
  const counted = ofLabels(pair) ?? ofMeans(pair);
  if (counted === null || counted.n === 0) return null;
  const { n, b, c } = counted;
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
      ...(n === pair.n ? [] : [`${n} of the ${pair.n} examples count for ${pair.info.name}`]),
    ],
    discordance: { gained: b, lost: c, pValue: test.p, test: `mcnemar(${test.variant})` },
  };
};

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

/** Gini is 2 AUC − 1: what is known of the two areas, doubled. */
const gini: PairedMethod = async (pair, settings) => {
  const info = metricOf('roc_auc');
  if (pair.info.name !== 'gini' || info === undefined) return null;
  const halved = <S extends Pair['candidate']>(side: S): S => ({ ...side, value: (side.value + 1) / 2 });
  const areas: Pair = {
    ...pair,
    info,
    candidate: halved(pair.candidate),
    baseline: halved(pair.baseline),
    delta: pair.delta / 2,
  };
  const found = (await delong(areas, settings)) ?? (await resampled(areas, settings));
  if (found === null) return null;
  const intervals = found.intervals.map(({ level, low, high }) => ({ level, low: 2 * low, high: 2 * high }));
  return {
    ...found,
    intervals,
    relative: intervals.length === 0 ? null : relativeOf(pair, intervals),
    working: [...found.working, 'of the areas; gini = 2 AUC − 1, so its interval is twice theirs'],
  };
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
  const differences = now.map((value, i) => value - (before[i] as number));
  return fromOutcomes(
    pair,
    levels.map((level) => pairedMean(differences, { level, weight, clusters })),
    'mean(t)',
    'Student 1908, Biometrika 6:1',
  );
};

/** What is left: whatever is a function of how often each example counts. */
const resampled: PairedMethod = async (pair, settings) => {
  const { noInterval, norm } = pair.candidate.computation;
  if (noInterval !== undefined) return withoutInterval('none', pair.info.source, noInterval);
  const { seed, levels, signal, replicates, resampleUpTo } = settings;
  const rare = pair.clusters === null ? rareClasses(pair) : null;
  const sampling = { strata: rare?.codes ?? null, clusters: pair.clusters };
  const notes = [
    ...(rare === null ? [] : [`strata: the rarest class has ${rare.least} of ${pair.n} examples`]),
    ...(norm !== undefined
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

const TABLE: readonly PairedMethod[] = [tango, delong, gini, mean, resampled];

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
  const scale = Math.max(Math.abs(pair.candidate.value), Math.abs(pair.baseline.value));
  const flat = found.intervals.find(({ low, high }) => isFlat(low, high, scale));
  const why =
    bad !== undefined
      ? `the bounds are ${bad.low} and ${bad.high}`
      : flat !== undefined
        ? `no two of the ${pair.n} examples tell the models apart differently, and that is no proof of a difference of exactly ${pair.delta}`
        : null;
  if (why === null) return found;
  return { ...found, intervals: [], relative: null, notes: [...found.notes, `no interval: ${why}`] };
}
