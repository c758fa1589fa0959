/**
 * Metrics of ranked queries: one number a query, and the mean over the queries. Rows of equal scores have no order
 * among themselves: each metric is then the mean over all orders that they can have (McSherry and Najork 2008), so
 * that the order of the file decides nothing.
 */
import type { RankingExamples } from './examples.js';
import { type Computation, meanComputation } from './value.js';

/** Rows of equal score of one query: ranks `start` + 1 to `start` + `size`. */
interface Ties {
  readonly start: number;
  readonly size: number;
  /** How many of them are relevant (label above 0), and the sum of their labels. */
  readonly relevant: number;
  readonly gain: number;
}
interface Query {
  readonly ties: readonly Ties[];
  readonly relevant: number;
  /** Labels from high to low. */
  readonly ideal: Float64Array;
}

const cache = new WeakMap<RankingExamples, readonly Query[]>();

function queriesOf(examples: RankingExamples): readonly Query[] {
  const known = cache.get(examples);
  if (known !== undefined) return known;
  const { n, starts, label, score } = examples;
  const queries = Array.from({ length: n }, (_, query): Query => {
    const [from, to] = [starts[query] as number, starts[query + 1] as number];
    const ties: Ties[] = [];
    let relevantRows = 0;
    for (let i = from; i < to; ) {
      let [end, relevant, gain] = [i, 0, 0];
      for (; end < to && (score[end] as number) === (score[i] as number); end++) {
        gain += label[end] as number;
        if ((label[end] as number) > 0) relevant++;
      }
      ties.push({ start: i - from, size: end - i, relevant, gain });
      relevantRows += relevant;
      i = end;
    }
    return { ties, relevant: relevantRows, ideal: label.slice(from, to).sort().reverse() };
  });
  cache.set(examples, queries);
  return queries;
}

const overQueries =
  (of: (query: Query) => number) =>
  (examples: RankingExamples): Computation =>
    meanComputation(Float64Array.from(queriesOf(examples), of));

/** Ranks of a run of ties that are within the cut-off. */
const within = ({ start, size }: Ties, k: number) => Math.max(0, Math.min(size, k - start));

const discount = (rank: number) => 1 / Math.log2(1 + rank);

export const ndcg = (k: number) =>
  overQueries(({ ties, ideal }) => {
    let gained = 0;
    for (const tie of ties) {
      let share = 0;
      for (let i = 1; i <= within(tie, k); i++) share += discount(tie.start + i);
      gained += (tie.gain / tie.size) * share;
    }
    let best = 0;
    for (let i = 0; i < Math.min(k, ideal.length); i++) best += (ideal[i] as number) * discount(i + 1);
    // The ideal order is one of the possible ones; rounding must not put a ranking above it.
    return Math.min(1, gained / best);
  });

/** The first run that holds a relevant row decides: its first relevant row is at place j of the run with chance p. */
export const reciprocalRank = (k: number) =>
  overQueries(({ ties }) => {
    const tie = ties.find(({ relevant }) => relevant > 0);
    if (tie === undefined) return 0;
    const { start, size, relevant } = tie;
    let [value, none] = [0, 1];
    for (let j = 1; j <= size - relevant + 1 && start + j <= k; j++) {
      const chance = relevant / (size - j + 1);
      value += (none * chance) / (start + j);
      none *= 1 - chance;
    }
    return value;
  });

const found = (query: Query, k: number) =>
  query.ties.reduce((sum, tie) => sum + (tie.relevant * within(tie, k)) / tie.size, 0);
export const recallAt = (k: number) => overQueries((query) => found(query, k) / query.relevant);
export const precisionAt = (k: number) => overQueries((query) => found(query, k) / k);

export const hitRate = (k: number) =>
  overQueries(({ ties }) => {
    let none = 1;
    for (const tie of ties) {
      for (let i = 0; i < within(tie, k); i++)
        none *= Math.max(0, tie.size - tie.relevant - i) / (tie.size - i);
    }
    return 1 - none;
  });

export const averagePrecisionAt = (k: number) =>
  overQueries((query) => {
    let [sum, before] = [0, 0];
    for (const tie of query.ties) {
      const { start, size, relevant } = tie;
      const others = size > 1 ? (relevant - 1) / (size - 1) : 0;
      for (let i = 1; relevant > 0 && i <= within(tie, k); i++) {
        sum += ((relevant / size) * (before + 1 + (i - 1) * others)) / (start + i);
      }
      before += relevant;
    }
    return sum / query.relevant;
  });
