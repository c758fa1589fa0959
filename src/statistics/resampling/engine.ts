/** What the bootstrap needs of a statistic, whichever form it has; and the moments of its jackknife. */
import type { Generator } from '../random.js';

export interface Engine {
  /** On the examples as they are. */
  readonly estimate: number;
  /** On the distribution that resamples are drawn from; absent: the examples as they are. */
  readonly center?: number;
  /** Half pairs are added to that distribution (`mirror`). */
  readonly smoothed?: boolean;
  /** Units that are drawn: examples or clusters. */
  readonly units: number;
  /** On one resample; NaN: undefined on it. */
  draw(random: Generator): number;
  /** Of the statistic without one unit at a time (or without one group of them). */
  jackknife(): Jackknife;
}

export interface Jackknife {
  /** Of the estimate. */
  readonly variance: number;
  /** The constant a of BCa, from the skewness of the influences. */
  readonly acceleration: number;
  /** Of freedom, of that variance. */
  readonly degrees: number;
  /**
   * Degrees of freedom of the variance as an estimate, from the kurtosis of the influences: Var(s²)/σ⁴ is about
   * (κ − 1)/n, and that of a χ² variance 2/df.
   */
  readonly certainty: number;
  /** As many units of equal influence would have this kurtosis: few where a few units carry the variance. */
  readonly effective: number;
}

/**
 * Collects l = (n_h − 1)(mean − θ without the unit), stratum by stratum (Davison and Hinkley 1997, §3.2 and §5.3;
 * for one stratum Efron 1987). Values are added with how many units have them.
 */
export class JackknifeSums {
  #variance = 0;
  #second = 0;
  #third = 0;
  #fourth = 0;
  #degrees = 0;

  /** The values without each unit (or group of units) of one stratum. */
  stratum(values: ArrayLike<number>, multiplicity?: ArrayLike<number>): void {
    const times = (i: number) => (multiplicity === undefined ? 1 : (multiplicity[i] as number));
    let [size, sum] = [0, 0];
    for (let i = 0; i < values.length; i++) {
      size += times(i);
      sum += times(i) * (values[i] as number);
    }
    if (size < 2) return;
    const mean = sum / size;
    let [second, third, fourth] = [0, 0, 0];
    for (let i = 0; i < values.length; i++) {
      const l = ((size - 1) * (mean - (values[i] as number))) / size;
      const square = l * l;
      second += times(i) * square;
      third += times(i) * square * l;
      fourth += times(i) * square * square;
    }
    this.#variance += (second * size) / (size - 1);
    this.#second += second;
    this.#third += third;
    this.#fourth += fourth;
    this.#degrees += size - 1;
  }

  done(): Jackknife {
    const power = this.#second ** 1.5;
    const effective = this.#fourth > 0 ? this.#second ** 2 / this.#fourth : 0;
    const excess = 1 / effective - 1 / this.#degrees;
    return {
      variance: this.#variance,
      acceleration: power > 0 ? this.#third / 6 / power : 0,
      degrees: this.#degrees,
      certainty: excess > 0 ? 2 / excess : Number.POSITIVE_INFINITY,
      effective,
    };
  }
}
