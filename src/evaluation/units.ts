/**
 * Examples that are made of several rows: the query of a ranking, the text with its samples. Rows with the same
 * value of the group column are one example, wherever they stand.
 */
import { usageError } from '../base/index.js';
import type { TextColumn } from './columns.js';
import { at, orderDescending, type RankingExamples, type TextExamples } from './metrics/index.js';

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
    const unit = at(codes, row);
    starts[unit + 1] = at(starts, unit + 1) + 1;
  }
  for (let unit = 0; unit < n; unit++) starts[unit + 1] = at(starts, unit + 1) + at(starts, unit);
  const filled = starts.slice(0, n);
  const rows = new Uint32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const unit = at(codes, row);
    rows[at(filled, unit)] = row;
    filled[unit] = at(filled, unit) + 1;
  }
  const first = Uint32Array.from({ length: n }, (_, unit) => at(rows, at(starts, unit)));
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
    const own = at(weight, at(rows, at(starts, unit)));
    for (let i = at(starts, unit) + 1; i < at(starts, unit + 1); i++) {
      if (at(weight, at(rows, i)) !== own) {
        throw usageError({
          message: `the rows of ${column} ${units.keys[unit]} have different weights`,
          expected: 'one weight for all rows of a group: it is the group that counts',
        });
      }
    }
  }
  return Float64Array.from(units.first, (row) => at(weight, row));
}

/** The first unit whose rows do not all have the same code: a slice or a cluster holds whole units. Null: none. */
export function dividedUnit(units: Units, codes: Int32Array): string | null {
  const { n, rows, starts } = units;
  for (let unit = 0; unit < n; unit++) {
    const own = at(codes, at(rows, at(starts, unit)));
    for (let i = at(starts, unit) + 1; i < at(starts, unit + 1); i++) {
      if (at(codes, at(rows, i)) !== own) return units.keys[unit] ?? '';
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
    for (let i = at(units.starts, unit); i < at(units.starts, unit + 1) && !counts; i++) {
      counts = !(at(label, at(units.rows, i)) === 0);
    }
    if (counts) kept.push(unit);
  }
  const starts = new Uint32Array(kept.length + 1);
  for (const [k, unit] of kept.entries()) {
    starts[k + 1] = at(starts, k) + at(units.starts, unit + 1) - at(units.starts, unit);
  }
  const labels = new Float64Array(at(starts, kept.length));
  const scores = new Float64Array(labels.length);
  for (const [k, unit] of kept.entries()) {
    const rows = units.rows.subarray(at(units.starts, unit), at(units.starts, unit + 1));
    const order = orderDescending(Float64Array.from(rows, (row) => at(score, row)));
    for (const [i, place] of order.entries()) {
      labels[at(starts, k) + i] = at(label, at(rows, place));
      scores[at(starts, k) + i] = at(score, at(rows, place));
    }
  }
  return {
    examples: {
      task: 'ranking',
      n: kept.length,
      weight: weights && Float64Array.from(kept, (unit) => at(weights, unit)),
      row: Uint32Array.from(kept, (unit) => at(units.first, unit)),
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
  const lined = (values: Float64Array) => Float64Array.from(rows, (row) => at(values, row));
  const numbers = (values: Float64Array | null) => values && lined(values);
  const codes = (values: Int32Array) => Int32Array.from(rows, (row) => at(values, row));
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
    ...(of.scores === undefined
      ? {}
      : { scores: new Map([...of.scores].map(([name, values]) => [name, lined(values)])) }),
  };
}
