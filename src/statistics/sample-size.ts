/** How many examples would decide a comparison that is inconclusive. */
import { z } from './distributions.js';
import { oriented, type PairedInterval } from './paired.js';

export interface Power {
  /** One-sided; 0.05 goes with a two-sided interval of 90%. */
  readonly alpha: number;
  /** Chance of deciding. */
  readonly power: number;
}
const USUAL: Power = { alpha: 0.05, power: 0.8 };

/**
 * Pairs that show a difference of `distance` between two paired proportions of which the share `discordance` of
 * the pairs differs: (z_α√p_d + z_β√(p_d − δ²))² / δ² (Connor 1987, Biometrics 43:207). Infinite for no distance.
 */
export function pairsForProportions(discordance: number, distance: number, power: Power = USUAL): number {
  if (!(discordance >= 0 && discordance <= 1)) throw new RangeError(`${discordance} is no share`);
  // A difference cannot be larger than the share that differs.
  const share = Math.max(discordance, Math.abs(distance));
  const root =
    z(1 - power.alpha) * Math.sqrt(share) +
    z(power.power) * Math.sqrt(Math.max(0, share - distance * distance));
  return ceiling((root / distance) ** 2);
}

/** Pairs for a mean difference whose variance a pair is `variance`: (z_α + z_β)² σ² / δ². */
export function pairsForVariance(variance: number, distance: number, power: Power = USUAL): number {
  if (!(variance >= 0)) throw new RangeError(`${variance} is no variance`);
  return ceiling(((z(1 - power.alpha) + z(power.power)) ** 2 * variance) / (distance * distance));
}

export interface DecidingSize {
  /** Pairs (or clusters); Infinity where no number decides. */
  readonly n: number;
  /** What was taken for the true difference. */
  readonly assuming: string;
}

/**
 * Pairs that would decide, judged from an interval at n pairs, whose width falls with √n. Where the margin is
 * above 0 the models are taken for alike; otherwise the difference observed for the true one.
 */
export function decidingSize(
  interval: Pick<PairedInterval, 'delta' | 'low' | 'high' | 'level' | 'n'>,
  rule: { readonly direction: 'higher' | 'lower'; readonly margin: number },
  power = USUAL.power,
): DecidingSize {
  const { delta, low, high } = oriented(interval, rule.direction);
  const alike = rule.margin > 0;
  const distance = alike ? rule.margin : delta + rule.margin;
  const alpha = (1 - interval.level) / 2;
  const variance = interval.n * ((high - low) / (2 * z(1 - alpha))) ** 2;
  return {
    n: pairsForVariance(variance, distance, { alpha, power }),
    assuming: alike ? 'the models are alike' : 'the true difference is the one observed',
  };
}

function ceiling(n: number): number {
  return Number.isNaN(n) ? Number.POSITIVE_INFINITY : Math.ceil(n);
}
