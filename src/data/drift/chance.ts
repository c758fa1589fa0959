/** What an effect is between two samples of one distribution: no drift, and yet not 0. */
import type { BinnedColumn } from './binned.js';
import type { Method, Pair } from './methods.js';
import { generator, multinomial } from './random.js';

const DRAWS = 100;

export interface Chance {
  readonly mean: number;
  readonly sd: number;
}

/**
 * Mean and standard deviation of a method's effect without drift, at these sizes: 100 seeded draws of both samples
 * from the pooled shares (a parametric bootstrap, Efron and Tibshirani 1993, ch. 6.5). It takes no rows.
 */
export function chanceOf(method: Method, counts: Pair, column: BinnedColumn): Chance {
  const n = total(counts.reference);
  const m = total(counts.current);
  if (n === 0 || m === 0) return { mean: 0, sd: 0 };
  const occupied = counts.reference.map((_, index) => index).filter((index) => at(counts, index) > 0);
  const pooled = occupied.map((index) => at(counts, index) / (n + m));
  const random = generator(20_010_101);
  const spread = (drawn: readonly number[]) => {
    const bins = new Array<number>(counts.reference.length).fill(0);
    occupied.forEach((index, position) => {
      bins[index] = drawn[position] ?? 0;
    });
    return bins;
  };
  const effects: number[] = [];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const reference = spread(multinomial(random, n, pooled));
    const current = spread(multinomial(random, m, pooled));
    const effect = method.effect({ reference, current }, column);
    if (effect !== null) effects.push(effect);
  }
  if (effects.length === 0) return { mean: 0, sd: 0 };
  const mean = total(effects) / effects.length;
  const variance = total(effects.map((effect) => (effect - mean) ** 2)) / effects.length;
  return { mean, sd: Math.sqrt(variance) };
}

function at(counts: Pair, index: number): number {
  return (counts.reference[index] ?? 0) + (counts.current[index] ?? 0);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
