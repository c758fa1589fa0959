/**
 * What metrics are computed from: the examples of a dataset or of a slice of it, as plain arrays of equal
 * length. Missing labels and scores stay in, with codes of their own, so that they are seen and never dropped.
 */
import { orderDescending } from '../../statistics/index.js';

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
/** An example is a query; `weight` is its own, `row` its first row. */
export interface RankingExamples extends Base {
  readonly task: 'ranking';
  /** Rows of query i: `starts[i]` to `starts[i + 1]` (exclusive). */
  readonly starts: Uint32Array;
  /** Relevance of each row, from 0; a row above 0 is relevant. */
  readonly label: Float64Array;
  /** From high to low within a query. */
  readonly score: Float64Array;
}
/** An example may have several samples, which are one unit; `weight` is its own, `row` its first row. */
export interface TextExamples extends Base {
  readonly task: 'text';
  readonly starts: Uint32Array;
  /** What people know each example by. */
  readonly keys: readonly string[];
  /** Of each sample; null where the predictions have no such column, a missing value is null, NaN or −1. */
  readonly answers: readonly (string | null)[] | null;
  readonly references: readonly (readonly string[] | null)[];
  readonly correct: Float64Array | null;
  /** Verdicts as codes that both share. */
  readonly judge: Int32Array | null;
  readonly human: Int32Array;
  readonly preferred: Float64Array | null;
  readonly tokens: Float64Array | null;
  readonly cost: Float64Array | null;
}
export type Examples =
  | BinaryExamples
  | MulticlassExamples
  | RegressionExamples
  | RankingExamples
  | TextExamples;

/** Examples with a label and a predicted label of a class. */
export function isClassified(examples: Examples): examples is BinaryExamples | MulticlassExamples {
  return examples.task === 'binary' || examples.task === 'multiclass';
}

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
  const codeAt = (i: number) => codes[row === null ? i : (row[i] as number)] as number;
  const sizes = new Uint32Array(groups);
  for (let i = 0; i < n; i++) {
    const code = codeAt(i);
    if (code >= 0) sizes[code] = (sizes[code] as number) + 1;
  }
  const lists = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(groups);
  for (let i = 0; i < n; i++) {
    const code = codeAt(i);
    const list = lists[code];
    if (list === undefined) continue;
    const place = filled[code] as number;
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
    for (let i = 0; i < n; i++) out[i] = values[positions[i] as number] as number;
    return out;
  };
  const ints = (values: Int32Array) => {
    const out = new Int32Array(n);
    for (let i = 0; i < n; i++) out[i] = values[positions[i] as number] as number;
    return out;
  };
  const old = examples.row;
  const base = {
    n,
    weight: examples.weight && floats(examples.weight),
    row: old === null ? positions.slice() : positions.map((position) => old[position] as number),
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
    case 'ranking': {
      const { starts, rows } = pickUnits(examples.starts, positions);
      return {
        ...base,
        task: 'ranking',
        starts,
        label: Float64Array.from(rows, (row) => examples.label[row] as number),
        score: Float64Array.from(rows, (row) => examples.score[row] as number),
      };
    }
    case 'text': {
      const { starts, rows } = pickUnits(examples.starts, positions);
      const numbers = (values: Float64Array | null) =>
        values && Float64Array.from(rows, (row) => values[row] as number);
      const codes = (values: Int32Array) => Int32Array.from(rows, (row) => values[row] as number);
      const { answers, references } = examples;
      return {
        ...base,
        task: 'text',
        starts,
        keys: Array.from(positions, (position) => examples.keys[position] ?? ''),
        answers: answers && Array.from(rows, (row) => answers[row] ?? null),
        references: Array.from(rows, (row) => references[row] ?? null),
        correct: numbers(examples.correct),
        judge: examples.judge && codes(examples.judge),
        human: codes(examples.human),
        preferred: numbers(examples.preferred),
        tokens: numbers(examples.tokens),
        cost: numbers(examples.cost),
      };
    }
  }
}

/** Rows of these units, and where each unit then starts. */
function pickUnits(starts: Uint32Array, positions: Uint32Array) {
  const picked = new Uint32Array(positions.length + 1);
  for (let i = 0; i < positions.length; i++) {
    const unit = positions[i] as number;
    picked[i + 1] = (picked[i] as number) + (starts[unit + 1] as number) - (starts[unit] as number);
  }
  const rows = new Uint32Array(picked[positions.length] as number);
  for (let i = 0; i < positions.length; i++) {
    const from = starts[positions[i] as number] as number;
    for (let k = picked[i] as number; k < (picked[i + 1] as number); k++)
      rows[k] = from + k - (picked[i] as number);
  }
  return { starts: picked, rows };
}
