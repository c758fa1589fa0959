/** A pair as a statistic that the bootstrap resamples quickly: from sums or counts where the metric is one of them. */
import type { Statistic } from '../../statistics/index.js';
import { type Decomposition, isClassified } from '../metrics/index.js';
import { type AlignedSide, classesOf, lined, linedCodes, valueAt } from './align.js';
import type { Pair } from './pair.js';

/** More kinds of example than this and counting them is no gain. */
const MOST_TYPES = 4096;

/** candidate − baseline, as a function of how often each aligned example counts. */
export function statisticOf(pair: Pair): Statistic {
  return auc(pair) ?? sums(pair) ?? confusion(pair) ?? types(pair) ?? weights(pair);
}

function auc({ info, candidate, baseline, weight }: Pair): Statistic | null {
  const [ours, theirs] = [candidate.examples, baseline.examples];
  if (info.name !== 'roc_auc' || ours.task !== 'binary' || theirs.task !== 'binary') return null;
  if (ours.score === null || theirs.score === null) return null;
  return {
    kind: 'auc',
    label: linedCodes(candidate, ours.label),
    candidate: lined(candidate, ours.score),
    baseline: lined(baseline, theirs.score),
    weight,
  };
}

function decompositions({ candidate, baseline }: Pair): [Decomposition, Decomposition] | null {
  const [now, before] = [candidate.computation.decomposition?.(), baseline.computation.decomposition?.()];
  return now === undefined || before === undefined ? null : [now, before];
}

function number(value: number | { readonly undefined: string }): number {
  return typeof value === 'number' ? value : Number.NaN;
}

/** Functions of weighted sums over all examples: RMSE, MAE, log loss. */
function sums(pair: Pair): Statistic | null {
  const parts = decompositions(pair);
  if (parts === null) return null;
  const [now, before] = parts;
  if (now.groups !== 1 || before.groups !== 1) return null;
  const { weight } = pair;
  const columnsOf = (side: AlignedSide, { columns }: Decomposition) =>
    columns.map((column) => {
      const values = lined(side, column);
      return weight === null ? values : values.map((value, i) => value * (weight[i] as number));
    });
  const ours = columnsOf(pair.candidate, now);
  const theirs = columnsOf(pair.baseline, before);
  return {
    kind: 'sums',
    columns: [...ours, ...theirs, ...(weight === null ? [] : [weight])],
    value(found, rows) {
      const count = Float64Array.of(weight === null ? rows : (found[ours.length + theirs.length] as number));
      return (
        number(now.of(count, found.slice(0, ours.length))) -
        number(before.of(count, found.slice(ours.length, ours.length + theirs.length)))
      );
    },
  };
}

/**
 * Functions of confusion counts, of labels that both sides know: an example's type is its label with what each side
 * said. Each type has a mirror, the same with the two sides changed over, which the bootstrap needs so that what did
 * not happen in a few examples may still happen.
 */
function confusion(pair: Pair): Statistic | null {
  const { candidate, baseline, n } = pair;
  const parts = decompositions(pair);
  const [ours, theirs] = [candidate.examples, baseline.examples];
  if (parts === null || pair.weight !== null || !isClassified(ours) || !isClassified(theirs)) return null;
  const [now, before] = [parts[0].confusion, parts[1].confusion];
  if (now === undefined || before === undefined || ours.predicted === null || theirs.predicted === null) {
    return null;
  }
  const classes = classesOf(candidate);
  const places = classesOf(baseline).map((name) => classes.indexOf(name));
  if (places.length !== classes.length || places.includes(-1)) return null;
  const label = linedCodes(candidate, ours.label);
  const guess = linedCodes(candidate, ours.predicted);
  const other = linedCodes(baseline, theirs.predicted);
  const k = classes.length;
  const known = new Map<number, number>();
  const keys: number[] = [];
  const typeOf = (key: number) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const type = keys.push(key) - 1;
    known.set(key, type);
    return type;
  };
  const code = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    code[i] = typeOf(
      ((label[i] as number) * k + (guess[i] as number)) * k + (places[other[i] as number] ?? 0),
    );
  }
  const said = (key: number) => [Math.floor(key / k / k), Math.floor(key / k) % k, key % k] as const;
  for (const key of [...keys]) {
    const [truth, a, b] = said(key);
    typeOf((truth * k + b) * k + a);
    // Of two classes every disagreement may happen; of many, those of which there is any sign.
    if (k > 2) continue;
    typeOf(truth * 4 + 1);
    typeOf(truth * 4 + 2);
  }
  if (keys.length > MOST_TYPES) return null;
  const own = classes.map((name) => classesOf(baseline).indexOf(name));
  const cells = keys.map((key) => {
    const [truth, a, b] = said(key);
    return [truth * k + a, (own[truth] ?? 0) * k + (own[b] ?? 0)] as const;
  });
  const [mine, his] = [cells.map(([cell]) => cell), cells.map(([, cell]) => cell)];
  return {
    kind: 'types',
    code,
    types: keys.length,
    mirror: Int32Array.from(keys, (key) => {
      const [truth, a, b] = said(key);
      return typeOf((truth * k + b) * k + a);
    }),
    value: (counts) => number(now.of(mine, counts)) - number(before.of(his, counts)),
  };
}

/** Functions of counts of groups: an example's type is its group on both sides. */
function types(pair: Pair): Statistic | null {
  const parts = decompositions(pair);
  if (parts === null || pair.weight !== null) return null;
  const [now, before] = parts;
  const count = now.groups * before.groups;
  if (now.columns.length > 0 || before.columns.length > 0 || count > MOST_TYPES) return null;
  if (now.group === null || before.group === null) return null;
  const ours = linedCodes(pair.candidate, now.group);
  const theirs = linedCodes(pair.baseline, before.group);
  return {
    kind: 'types',
    code: ours.map((cell, i) => cell * before.groups + (theirs[i] as number)),
    types: count,
    value(counts) {
      const left = new Float64Array(now.groups);
      const right = new Float64Array(before.groups);
      for (let type = 0; type < count; type++) {
        const cell = Math.floor(type / before.groups);
        const other = type % before.groups;
        left[cell] = (left[cell] as number) + (counts[type] as number);
        right[other] = (right[other] as number) + (counts[type] as number);
      }
      const none = new Float64Array(0);
      return number(now.of(left, none)) - number(before.of(right, none));
    },
  };
}

function weights({ n, candidate, baseline, weight }: Pair): Statistic {
  const [mine, scratch] = [new Float64Array(n), new Float64Array(n)];
  return {
    kind: 'weights',
    n,
    value(counts) {
      for (let i = 0; i < n; i++)
        mine[i] = (counts[i] as number) * (weight === null ? 1 : (weight[i] as number));
      return (
        valueAt(candidate, candidate.computation, mine, scratch) -
        valueAt(baseline, baseline.computation, mine, scratch)
      );
    },
  };
}

const RARE = 0.1;

/** Labels as strata where one of them is rare, so that no resample lacks it; null where none is. */
export function rareClasses({
  candidate,
  n,
}: Pair): { readonly codes: Int32Array; readonly least: number } | null {
  const { examples } = candidate;
  if (!isClassified(examples)) return null;
  const label = linedCodes(candidate, examples.label);
  const counts = new Map<number, number>();
  for (const code of label) counts.set(code, (counts.get(code) ?? 0) + 1);
  const least = Math.min(...counts.values());
  if (counts.size < 2 || least >= RARE * n) return null;
  // Codes without gaps, as the strata need them.
  const order = new Map([...counts.keys()].sort((a, b) => a - b).map((code, k) => [code, k]));
  return { codes: label.map((code) => order.get(code) ?? 0), least };
}
