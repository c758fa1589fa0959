/** What is drawn in a resample: examples, or whole clusters of them, stratum by stratum. */

/** How examples are drawn. Absent: each for itself, from all. */
export interface Sampling {
  /** Code of each example's stratum, from 0; each stratum keeps its size. */
  readonly strata?: Int32Array | null;
  /** Code of each example's cluster (user, document), from 0; whole clusters are drawn. */
  readonly clusters?: Int32Array | null;
}

export interface Units {
  readonly count: number;
  /** The units of each stratum. */
  readonly strata: readonly Uint32Array[];
  /** Unit of each example; null where every example is one. */
  readonly unitOf: Int32Array | null;
}

/** Units of `n` examples, or what is wrong with the sampling. */
export function unitsOf(n: number, { strata = null, clusters = null }: Sampling): Units | string {
  if ((strata && strata.length !== n) || (clusters && clusters.length !== n)) {
    return `strata or clusters are not given for each of ${n} examples`;
  }
  const bad = (codes: Int32Array | null) => codes?.findIndex((code) => code < 0) ?? -1;
  for (const [name, row] of [
    ['stratum', bad(strata)],
    ['cluster', bad(clusters)],
  ] as const) {
    if (row >= 0) return `row ${row + 1} has no ${name}`;
  }
  const { unitOf, count } = clusters === null ? { unitOf: null, count: n } : dense(clusters);
  if (strata === null) return { count, unitOf, strata: [Uint32Array.from({ length: count }, (_, i) => i)] };
  const stratumOf = new Int32Array(count).fill(-1);
  for (let i = 0; i < n; i++) {
    const unit = unitOf === null ? i : (unitOf[i] as number);
    const stratum = strata[i] as number;
    const known = stratumOf[unit] as number;
    if (known >= 0 && known !== stratum) return `the cluster of row ${i + 1} lies in two strata`;
    stratumOf[unit] = stratum;
  }
  const lists = new Map<number, number[]>();
  for (let unit = 0; unit < count; unit++) {
    const list = lists.get(stratumOf[unit] as number);
    if (list) list.push(unit);
    else lists.set(stratumOf[unit] as number, [unit]);
  }
  return { count, unitOf, strata: [...lists.values()].map((list) => Uint32Array.from(list)) };
}

/** Codes without gaps, in the order of first appearance. */
function dense(codes: Int32Array): { unitOf: Int32Array; count: number } {
  const seen = new Map<number, number>();
  const unitOf = codes.map((code) => {
    const known = seen.get(code);
    if (known !== undefined) return known;
    seen.set(code, seen.size);
    return seen.size - 1;
  });
  return { unitOf, count: seen.size };
}
