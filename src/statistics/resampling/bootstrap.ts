/** The paired bootstrap: the same examples for both models in each resample; and its analytic stand-in. */
import { setImmediate } from 'node:timers/promises';
import { groupDigits } from '../../base/index.js';
import { studentQuantile } from '../distributions.js';
import type { NoPairedInterval, PairedOutcome } from '../paired.js';
import { generatorFor } from '../random.js';
import { aucEngine } from './auc.js';
import { bcaBounds, percentileBounds } from './bca.js';
import type { Engine, Jackknife } from './engine.js';
import { problemOf, type Statistic, sizeOf } from './statistic.js';
import { sumsEngine, typesEngine } from './sums.js';
import { type Sampling, type Units, unitsOf } from './units.js';
import { weightsEngine } from './weights.js';

export interface BootstrapSettings extends Sampling {
  /** Two-sided. */
  readonly level: number;
  /** Absent: 2,000. */
  readonly replicates?: number;
  readonly seed: number;
  /** Names the sequence of random numbers, so that one comparison does not depend on the others. */
  readonly stream: string;
  /** Absent: `bca`. */
  readonly kind?: 'bca' | 'percentile';
  readonly signal?: AbortSignal;
}

const REPLICATES = 2000;
/** Resamples between two chances for a cancellation to be seen. */
const BREATH = 50;
/** A statistic that is undefined in more of the resamples than this has no interval. */
const MAX_UNDEFINED = 0.05;
/** Where the variance is carried by fewer units than this, intervals are too short. */
const FEW = 10;
const SOURCES = {
  bca: 'Efron 1987, JASA 82:171; Hesterberg 2015, The American Statistician 69:371',
  percentile: 'Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13',
};

/**
 * Bounds of a statistic, which in a comparison is the difference candidate − baseline. Examples (or clusters) are
 * drawn with replacement, as many as there are, within each stratum. Without a value, without variation, or where
 * more than 5% of the resamples have no value, there is no interval. Aborts with the reason of the signal.
 */
export async function pairedBootstrap(
  statistic: Statistic,
  settings: BootstrapSettings,
): Promise<PairedOutcome> {
  const prepared = prepare(statistic, settings);
  if ('undefined' in prepared) return prepared;
  const { engine, units } = prepared;
  const { level, seed, kind = 'bca', replicates = REPLICATES } = settings;
  const random = generatorFor(seed, settings.stream);
  const values = new Float64Array(replicates);
  let found = 0;
  for (let b = 0; b < replicates; b++) {
    if (b % BREATH === 0) {
      await setImmediate();
      settings.signal?.throwIfAborted();
    }
    const value = engine.draw(random);
    if (Number.isFinite(value)) values[found++] = value;
  }
  const lost = 1 - found / replicates;
  if (lost > MAX_UNDEFINED) {
    return { undefined: `the metric is undefined in ${(100 * lost).toFixed(0)}% of the resamples` };
  }
  const sorted = values.subarray(0, found).sort();
  if (sorted[0] === sorted[found - 1]) return { undefined: 'every resample gives the same difference' };
  const jackknife = engine.jackknife();
  if (!Number.isFinite(jackknife.variance)) {
    return { undefined: 'without one of the examples the metric has no value' };
  }
  // Counts of few types have their own remedy (`mirror`); of other statistics the variance is uncertain too.
  const certainty = statistic.kind === 'types' ? Number.POSITIVE_INFINITY : jackknife.certainty;
  const bca =
    kind === 'bca'
      ? bcaBounds(sorted, engine.center ?? engine.estimate, jackknife.acceleration, level, certainty)
      : null;
  if (kind === 'bca' && bca === null) {
    return { undefined: 'all resamples lie on one side of the estimate' };
  }
  const [low, high] = bca?.bounds ?? percentileBounds(sorted, level);
  const counted = lost > 0 ? [`${replicates - found} of ${replicates} resamples have no value`] : [];
  return {
    delta: engine.estimate,
    low,
    high,
    level,
    method: `bootstrap(${kind}, B=${replicates}, seed=${seed}${sampled(settings)})`,
    source: SOURCES[kind],
    n: engine.units,
    working: [
      ...drawn(engine, units),
      ...(bca === null
        ? []
        : [`bias correction z0 = ${bca.z0}`, `acceleration a = ${jackknife.acceleration}`]),
      ...(bca === null || certainty === Number.POSITIVE_INFINITY
        ? []
        : [`quantiles of t with ${certainty.toFixed(1)} degrees of freedom`]),
      ...(!engine.smoothed ? [] : ['half a pair is added for each way in which the models can differ']),
    ],
    notes: [...counted, ...heaviness(jackknife)],
  };
}

/**
 * The estimate ± t standard errors of the jackknife (Efron and Stein 1981, Annals of Statistics 9:586): the analytic
 * stand-in for the bootstrap where there are so many examples that the estimate is as good as normal.
 */
export function jackknifeInterval(
  statistic: Statistic,
  settings: Sampling & { readonly level: number },
): PairedOutcome {
  const prepared = prepare(statistic, settings);
  if ('undefined' in prepared) return prepared;
  const { engine, units } = prepared;
  const jackknife = engine.jackknife();
  if (!Number.isFinite(jackknife.variance)) {
    return { undefined: 'without one of the examples the metric has no value' };
  }
  if (!(jackknife.variance > 0)) return { undefined: 'no example changes the difference' };
  const error = Math.sqrt(jackknife.variance);
  const half = studentQuantile((1 + settings.level) / 2, jackknife.degrees) * error;
  return {
    delta: engine.estimate,
    low: engine.estimate - half,
    high: engine.estimate + half,
    level: settings.level,
    method: `jackknife(t${sampled(settings)})`,
    source: 'Efron and Stein 1981, Annals of Statistics 9:586',
    n: engine.units,
    working: [...drawn(engine, units), `standard error ${error}, ${jackknife.degrees} degrees of freedom`],
    notes: heaviness(jackknife),
  };
}

function prepare(
  statistic: Statistic,
  sampling: Sampling,
): { readonly engine: Engine; readonly units: Units } | NoPairedInterval {
  const problem = problemOf(statistic);
  if (problem !== null) return { undefined: problem };
  const units = unitsOf(sizeOf(statistic), sampling);
  if (typeof units === 'string') return { undefined: units };
  const what = units.unitOf === null ? 'examples' : 'clusters';
  if (units.count < 2) return { undefined: `fewer than two ${what}` };
  const engine = engineOf(statistic, units);
  if (!Number.isFinite(engine.estimate)) {
    return { undefined: `the metric has no finite value on these examples (${engine.estimate})` };
  }
  return { engine, units };
}

/** Above so many columns clusters with their counts of each type would fill the memory. */
const MAX_COLUMNS = 64;

function engineOf(statistic: Statistic, units: Units): Engine {
  switch (statistic.kind) {
    case 'sums':
      return sumsEngine(statistic, units);
    case 'auc':
      return aucEngine(statistic, units);
    case 'weights':
      return weightsEngine(statistic, units);
    case 'types': {
      if (units.unitOf === null || statistic.types <= MAX_COLUMNS) return typesEngine(statistic, units);
      const { code, types, value } = statistic;
      const counts = new Float64Array(types);
      return weightsEngine(
        {
          kind: 'weights',
          n: code.length,
          value(weights) {
            counts.fill(0);
            for (let i = 0; i < code.length; i++) {
              const type = code[i] as number;
              counts[type] = (counts[type] as number) + (weights[i] as number);
            }
            return value(counts);
          },
        },
        units,
      );
    }
  }
}

function sampled({ strata, clusters }: Sampling): string {
  return `${clusters ? ', clusters' : ''}${strata ? ', strata' : ''}`;
}

function drawn(engine: Engine, units: Units): string[] {
  const what = units.unitOf === null ? 'examples' : 'clusters';
  const strata = units.strata.length > 1 ? ` in ${units.strata.length} strata` : '';
  return [`${groupDigits(engine.units)} ${what}${strata}`, `delta = ${engine.estimate}`];
}

function heaviness({ effective }: Jackknife): string[] {
  if (effective >= FEW || effective === 0) return [];
  return [
    `a few examples carry the variance (as much as ${effective.toFixed(1)} equal ones would): the interval may be too short`,
  ];
}
