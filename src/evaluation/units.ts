/**
 * Examples that are made of several rows: the query of a ranking, the text with its samples. Rows with the same
 * value of the group column are one example, wherever they stand.
 */
import { usageError } from '../base/index.js';
import type { TextColumn } from './columns.js';
import { orderDescending, type RankingExamples, type TextExamples } from './metrics/index.js';

/** Where the rows of each unit stand. */
export interface Units {
  readonly n: number;
  /** Rows of the dataset, unit after unit, in their order. */
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
  /** First row of each. */
  readonly first: Uint32Array;
  readonly keys: readonly string[];
}

/** Throws a usage error where a row belongs to no unit. */
export function unitsOf(group: TextColumn, column: string): Units {
  const { codes, names } = group;
  const missing = codes.reduce((count, code) => count + (code < 0 ? 1 : 0), 0);
  if (missing > 0) {
    throw usageError({
      message: `${missing} of ${codes.length} rows have no value in the group column ${column}`,
      expected: 'the query or the example that each row belongs to',
    });
  }
  const n = names.length;
  const starts = new Uint32Array(n + 1);
  for (let row = 0; row < codes.length; row++) {
    const unit = codes[row] as number;
    starts[unit + 1] = (starts[unit + 1] as number) + 1;
  }
  for (let unit = 0; unit < n; unit++)
    starts[unit + 1] = (starts[unit + 1] as number) + (starts[unit] as number);
  const filled = starts.slice(0, n);
  const rows = new Uint32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const unit = codes[row] as number;
    rows[filled[unit] as number] = row;
    filled[unit] = (filled[unit] as number) + 1;
  }
  const first = Uint32Array.from({ length: n }, (_, unit) => rows[starts[unit] as number] as number);
  return { n, rows, starts, first, keys: names };
}

/** Each row is an example of its own. */
export function singleRows(rows: number): Units {
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  return {
    n: rows,
    rows: all,
    starts: Uint32Array.from({ length: rows + 1 }, (_, row) => row),
    first: all,
    keys: Array.from({ length: rows }, (_, row) => String(row + 1)),
  };
}

/** The weight of each unit. Throws a usage error where the rows of one disagree. */
export function unitWeights(units: Units, weight: Float64Array | null, column: string): Float64Array | null {
  if (weight === null) return null;
  const { n, rows, starts } = units;
  for (let unit = 0; unit < n; unit++) {
    const own = weight[rows[starts[unit] as number] as number] as number;
    for (let i = (starts[unit] as number) + 1; i < (starts[unit + 1] as number); i++) {
      if ((weight[rows[i] as number] as number) !== own) {
        throw usageError({
          message: `the rows of ${column} ${units.keys[unit]} have different weights`,
          expected: 'one weight for all rows of a group: it is the group that counts',
        });
      }
    }
  }
  return Float64Array.from(units.first, (row) => weight[row] as number);
}

/** The first unit whose rows do not all have the same code: a slice or a cluster holds whole units. Null: none. */
export function dividedUnit(units: Units, codes: Int32Array): string | null {
  const { n, rows, starts } = units;
  for (let unit = 0; unit < n; unit++) {
    const own = codes[rows[starts[unit] as number] as number] as number;
    for (let i = (starts[unit] as number) + 1; i < (starts[unit + 1] as number); i++) {
      if ((codes[rows[i] as number] as number) !== own) return units.keys[unit] ?? '';
    }
  }
  return null;
}

interface RankedRows {
  readonly group: TextColumn;
  readonly label: Float64Array;
  readonly score: Float64Array;
  readonly weight: Float64Array | null;
  /** Name of the group column, for messages. */
  readonly column: string;
}

/** Queries as examples. Those without a relevant row are left out, as trec_eval does, and counted. */
export function rankingExamples(of: RankedRows): {
  readonly examples: RankingExamples;
  readonly units: Units;
  readonly without: number;
} {
  const { label, score } = of;
  const units = unitsOf(of.group, of.column);
  const weights = unitWeights(units, of.weight, of.column);
  // A missing label is none that says "not relevant": such a query stays, and the metric says what is missing.
  const kept: number[] = [];
  for (let unit = 0; unit < units.n; unit++) {
    let counts = false;
    for (let i = units.starts[unit] as number; i < (units.starts[unit + 1] as number) && !counts; i++) {
      counts = !((label[units.rows[i] as number] as number) === 0);
    }
    if (counts) kept.push(unit);
  }
  const starts = new Uint32Array(kept.length + 1);
  for (const [k, unit] of kept.entries()) {
    starts[k + 1] =
      (starts[k] as number) + (units.starts[unit + 1] as number) - (units.starts[unit] as number);
  }
  const labels = new Float64Array(starts[kept.length] as number);
  const scores = new Float64Array(labels.length);
  for (const [k, unit] of kept.entries()) {
    const rows = units.rows.subarray(units.starts[unit] as number, units.starts[unit + 1] as number);
    const order = orderDescending(Float64Array.from(rows, (row) => score[row] as number));
    for (const [i, place] of order.entries()) {
      labels[(starts[k] as number) + i] = label[rows[place] as number] as number;
      scores[(starts[k] as number) + i] = score[rows[place] as number] as number;
    }
  }
  return {
    examples: {
      task: 'ranking',
      n: kept.length,
      weight: weights && Float64Array.from(kept, (unit) => weights[unit] as number),
      row: Uint32Array.from(kept, (unit) => units.first[unit] as number),
      starts,
      label: labels,
      score: scores,
    },
    units,
    without: units.n - kept.length,
  };
}

/** What the rows of a text task hold, in their order. */
export type TextRows = Omit<TextExamples, 'task' | 'n' | 'starts' | 'keys' | 'row'>;

/** Texts as examples; the weights are those of the rows. */
export function textExamples(of: TextRows, units: Units, column: string): TextExamples {
  const { n, rows, starts, first, keys } = units;
  const numbers = (values: Float64Array | null) =>
    values && Float64Array.from(rows, (row) => values[row] as number);
  const codes = (values: Int32Array) => Int32Array.from(rows, (row) => values[row] as number);
  return {
    task: 'text',
    n,
    weight: unitWeights(units, of.weight, column),
    row: first,
    starts,
    keys,
    answers: of.answers && Array.from(rows, (row) => of.answers?.[row] ?? null),
    references: Array.from(rows, (row) => of.references[row] ?? null),
    correct: numbers(of.correct),
    judge: of.judge && codes(of.judge),
    human: codes(of.human),
    preferred: numbers(of.preferred),
    tokens: numbers(of.tokens),
    cost: numbers(of.cost),
  };
}
