/** The smallest rate of a group over the largest, candidate less baseline on the same examples. */
import {
  changeLevel,
  isInterval,
  jackknifeInterval,
  type Part,
  pairedBootstrap,
  type Statistic,
  smallestRatios,
} from '../../statistics/index.js';
import { clustersOf } from '../clusters.js';
import type { FairnessGroup } from '../slices.js';
import { align, alignedRows, lined, linedCodes } from './align.js';
import type { CompareRequest } from './compare.js';
import { type Found, withoutInterval } from './pair.js';

const SOURCE = 'Efron 1987, JASA 82:171; Berger and Boos 1994, JASA 89:1012';
const METHOD = 'ratio change(paired bootstrap of the pairs, conservative)';

interface Rates {
  readonly name: string;
  readonly candidate: Part;
  readonly baseline: Part;
}

/**
 * With (i, j) the pair of groups that has the baseline's smallest ratio, ratio_c − ratio_b ≤ c_i/c_j − b_i/b_j,
 * because the candidate's smallest is at most its own ratio of that pair; under the candidate's pair it is a lower
 * bound. Of all pairs that may be the smallest (`smallestRatios`) the widest bound counts, as with gaps. For each
 * pair the difference has a paired bootstrap, of whole clusters where there are some.
 */
export async function ratioChange(
  request: CompareRequest,
  people: FairnessGroup,
  rates: readonly Rates[],
  levels: readonly number[],
): Promise<Found> {
  const none = (why: string) => withoutInterval(METHOD, SOURCE, why);
  const zero = rates.find(({ candidate, baseline }) => candidate.value === 0 || baseline.value === 0);
  if (zero !== undefined) return none(`nobody of ${zero.name} is selected on a side`);
  const selected = selectedIn(request, people);
  if (selected === null) return none('a side has no predicted labels');
  const intervals: { level: number; low: number; high: number }[] = [];
  const notes = new Set<string>();
  for (const level of levels) {
    const bounds = async (side: 'candidate' | 'baseline', end: 'low' | 'high') => {
      const found: number[] = [];
      for (const [i, j] of smallestRatios(
        rates.map((rate) => rate[side]),
        level,
      )) {
        const statistic = statisticOf(selected, i, j);
        const how = { level: changeLevel(level), clusters: statistic.clusters };
        const { replicates, seed, signal, resampleUpTo } = request.settings;
        const outcome =
          statistic.rows > resampleUpTo
            ? jackknifeInterval(statistic.of, how)
            : await pairedBootstrap(statistic.of, {
                ...how,
                replicates,
                seed,
                signal,
                stream: `ratio ${people.column} ${i} ${j}`,
              });
        if (!isInterval(outcome)) return `${rates[i]?.name} over ${rates[j]?.name}: ${outcome.undefined}`;
        for (const note of outcome.notes) notes.add(note);
        found.push(outcome[end]);
      }
      return found;
    };
    const lows = await bounds('candidate', 'low');
    if (typeof lows === 'string') return none(lows);
    const highs = await bounds('baseline', 'high');
    if (typeof highs === 'string') return none(highs);
    intervals.push({ level, low: Math.min(...lows), high: Math.max(...highs) });
  }
  return {
    intervals,
    relative: null,
    method: METHOD,
    source: SOURCE,
    working: rates.map(
      ({ name, candidate, baseline }) =>
        `selection_rate of ${name}: candidate ${candidate.value}, baseline ${baseline.value}`,
    ),
    notes: [...notes],
  };
}

interface Selected {
  /** Position of the group of each example, −1 where it is in none. */
  readonly group: Int32Array;
  /** 1 where it is selected. */
  readonly candidate: Int32Array;
  readonly baseline: Int32Array;
  readonly weight: Float64Array | null;
  readonly clusters: Int32Array | null;
}

function selectedIn(request: CompareRequest, { group }: FairnessGroup): Selected | null {
  const { candidate, baseline } = request;
  if (candidate.task !== 'binary' || baseline.task !== 'binary') return null;
  if (candidate.predicted === null || baseline.predicted === null) return null;
  const rows = alignedRows(candidate);
  const rank = new Int32Array(request.rows);
  const [ours, theirs] = [align(candidate, rows, rank), align(baseline, rows, rank)];
  return {
    group: Int32Array.from(rows, (row) => group.codes[row] ?? -1),
    candidate: linedCodes(ours, candidate.predicted),
    baseline: linedCodes(theirs, baseline.predicted),
    weight: candidate.weight === null ? null : lined(ours, candidate.weight),
    clusters: request.clusters === null ? null : clustersOf(request.clusters, rows).codes,
  };
}

/** The difference of the ratios of group i over group j, from the examples of these two. */
function statisticOf(
  all: Selected,
  i: number,
  j: number,
): { readonly of: Statistic; readonly clusters: Int32Array | null; readonly rows: number } {
  const members = Uint32Array.from(all.group.keys()).filter(
    (at) => all.group[at] === i || all.group[at] === j,
  );
  const take = (codes: Int32Array) => Int32Array.from(members, (at) => codes[at] as number);
  const clusters = all.clusters === null ? null : take(all.clusters);
  const [group, now, before] = [take(all.group), take(all.candidate), take(all.baseline)];
  const ratio = (hits: number, size: number, otherHits: number, other: number) =>
    hits / size / (otherHits / other);
  const rows = members.length;
  if (all.weight === null && clusters === null) {
    // 4 for group j, 2 where the candidate selects, 1 where the baseline does.
    const code = group.map((g, k) => (g === j ? 4 : 0) + 2 * (now[k] as number) + (before[k] as number));
    const value = (n: Float64Array) => {
      const of = (type: number) => n[type] as number;
      const [first, second] = [of(0) + of(1) + of(2) + of(3), of(4) + of(5) + of(6) + of(7)];
      return (
        ratio(of(2) + of(3), first, of(6) + of(7), second) -
        ratio(of(1) + of(3), first, of(5) + of(7), second)
      );
    };
    return { of: { kind: 'types', code, types: 8, value, mirror: MIRROR }, clusters, rows };
  }
  const column = (g: number, hit: Int32Array | null) =>
    Float64Array.from(members, (at, k) =>
      group[k] !== g || hit?.[k] === 0 ? 0 : all.weight === null ? 1 : (all.weight[at] as number),
    );
  const columns = [i, j].flatMap((g) => [column(g, now), column(g, before), column(g, null)]);
  const value = (sums: Float64Array) => {
    const of = (k: number) => sums[k] as number;
    return ratio(of(0), of(2), of(3), of(5)) - ratio(of(1), of(2), of(4), of(5));
  };
  return { of: { kind: 'sums', columns, value }, clusters, rows };
}

/** Candidate and baseline changed over. */
const MIRROR = Int32Array.of(0, 2, 1, 3, 4, 6, 5, 7);
