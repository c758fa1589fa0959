/** How many examples would decide a comparison that is inconclusive. */
import { z } from './normal.js';

export interface Power {
  /** One-sided; 0.05 goes with a two-sided interval of 90%. */
  readonly alpha: number;
  /** Chance of deciding. */
  readonly power: number;
}
export const USUAL: Power = { alpha: 0.05, power: 0.8 };

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

function ceiling(n: number): number {
  return Number.isNaN(n) ? Number.POSITIVE_INFINITY : Math.ceil(n);
}
