/**
 * What metrics are computed from: the examples of a dataset or of a slice of it, as plain arrays of equal
 * length. Missing labels and scores stay in, with codes of their own, so that they are seen and never dropped.
 */
import { at, orderDescending } from '../../statistics/index.js';

export { at };

/** Code of a missing label or predicted label of a classification. */
export const MISSING = -1;

interface Base {
  readonly n: number;
  /** Sample weights, not negative; null: every example counts once. */
  readonly weight: Float64Array | null;
  /** Row of the dataset, from 0, of each position; null where they are the same. */
  readonly row: Uint32Array | null;
}
export interface BinaryExamples extends Base {
  readonly task: 'binary';
  /** 1 positive, 0 negative, −1 missing. */
  readonly label: Int32Array;
  readonly predicted: Int32Array | null;
  /** Higher means more positive. From high to low, NaN last: `sortedByScore` makes it so. */
  readonly score: Float64Array | null;
}
export interface MulticlassExamples extends Base {
  readonly task: 'multiclass';
  /** Names of the classes; labels are positions in it. */
  readonly classes: readonly string[];
  readonly label: Int32Array;
  readonly predicted: Int32Array | null;
  /** One array a class, in the order of `classes`; classes without scores (known from labels only) are absent at the end. */
  readonly scores: readonly Float64Array[] | null;
}
export interface RegressionExamples extends Base {
  readonly task: 'regression';
  /** NaN where missing. */
  readonly label: Float64Array;
  readonly predicted: Float64Array;
}
export type Examples = BinaryExamples | MulticlassExamples | RegressionExamples;

/** Puts binary examples in the order that the metrics of scores need. Equal scores keep their order. */
export function sortedByScore(examples: BinaryExamples): BinaryExamples {
  return examples.score === null
    ? examples
    : (pick(examples, orderDescending(examples.score)) as BinaryExamples);
}

/**
 * Positions of the examples of each group, in their present order. `codes` gives the group of each row of the
 * dataset, −1 for none.
 */
export function partition(examples: Examples, codes: Int32Array, groups: number): Uint32Array[] {
  const { n, row } = examples;
  const codeAt = (i: number) => at(codes, row === null ? i : at(row, i));
  const sizes = new Uint32Array(groups);
  for (let i = 0; i < n; i++) {
    const code = codeAt(i);
    if (code >= 0) sizes[code] = at(sizes, code) + 1;
  }
  const lists = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(groups);
  for (let i = 0; i < n; i++) {
    const code = codeAt(i);
    const list = lists[code];
    if (list === undefined) continue;
    const place = at(filled, code);
    list[place] = i;
    filled[code] = place + 1;
  }
  return lists;
}

/** The examples at these positions, in this order. */
export function pick(examples: Examples, positions: Uint32Array): Examples {
  const n = positions.length;
  const floats = (values: Float64Array) => {
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) out[i] = at(values, at(positions, i));
    return out;
  };
  const ints = (values: Int32Array) => {
    const out = new Int32Array(n);
    for (let i = 0; i < n; i++) out[i] = at(values, at(positions, i));
    return out;
  };
  const old = examples.row;
  const base = {
    n,
    weight: examples.weight && floats(examples.weight),
    row: old === null ? positions.slice() : positions.map((position) => at(old, position)),
  };
  switch (examples.task) {
    case 'binary':
      return {
        ...base,
        task: 'binary',
        label: ints(examples.label),
        predicted: examples.predicted && ints(examples.predicted),
        score: examples.score && floats(examples.score),
      };
    case 'multiclass':
      return {
        ...base,
        task: 'multiclass',
        classes: examples.classes,
        label: ints(examples.label),
        predicted: examples.predicted && ints(examples.predicted),
        scores: examples.scores?.map(floats) ?? null,
      };
    case 'regression':
      return {
        ...base,
        task: 'regression',
        label: floats(examples.label),
        predicted: floats(examples.predicted),
      };
  }
}
