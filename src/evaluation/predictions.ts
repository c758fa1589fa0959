/** Predictions: what a model said of each row, whatever way they came, and how they meet the labels. */
import { type Problem, usageError } from '../base/index.js';
import type { Task } from '../results/index.js';
import type { TextColumn } from './columns.js';
import { type Label, labelText, respelled, sortedLabels } from './label-text.js';
import {
  type BinaryExamples,
  type Examples,
  type MulticlassExamples,
  sortedByScore,
} from './metrics/index.js';
import { rankingExamples, singleRows, textExamples, unitsOf } from './units.js';

/** In the order of the dataset's rows. */
export interface Predictions {
  /**
   * One array: the score of the positive class, or the predicted number. Several: one a class.
   * Null where there are labels only.
   */
  readonly scores: readonly Float64Array[] | null;
  /** Labels of the classes of `scores`, where the source names them. */
  readonly classes: readonly string[] | null;
  readonly predicted: TextColumn | null;
  /** An expression over the dataset that gives the one score, where it stands there as it is. */
  readonly sql?: string;
  /** Of answers in text. */
  readonly text?: AnswerColumns;
}

/** What stands beside the answers of a text task; null where there is no such column. */
export interface AnswerColumns {
  readonly answers: readonly (string | null)[] | null;
  readonly judge: TextColumn | null;
  readonly correct: Float64Array | null;
  readonly preferred: Float64Array | null;
  readonly tokens: Float64Array | null;
  readonly cost: Float64Array | null;
  /** Numbers under names of the user's own; absent: none. */
  readonly scores?: ReadonlyMap<string, Float64Array>;
}

export interface Truth {
  readonly rows: number;
  /** Labels as texts (classification) or numbers (regression). */
  readonly label: TextColumn | Float64Array;
  readonly weight: Float64Array | null;
  /** The query or the example of each row; null where there is no such column. */
  readonly group: TextColumn | null;
  /** Texts that an answer is compared with, of the task text. */
  readonly references: readonly (readonly string[] | null)[] | null;
}

export interface LabelOptions {
  readonly task: Task;
  readonly target: string;
  readonly group?: string | undefined;
  readonly positive?: Label | undefined;
  readonly threshold: number;
  /** Labels in the order of the model's probabilities. */
  readonly classes?: readonly Label[] | undefined;
}

/** Probabilities closer than this may round to another label than the model's own. */
const NEAR = 1e-4;

export interface Resolved {
  readonly examples: Examples;
  /**
   * The same predictions with everything settled that had to be found out: of binary ones the score of the
   * positive class alone, of several classes the scores with their labels. In the order of the rows.
   */
  readonly settled: Predictions;
  /** What a reader should know of how the examples were made. */
  readonly notes: readonly string[];
}

/** Labels and predictions as examples that metrics are computed from. Throws a usage error where they do not fit. */
export function resolvePredictions(truth: Truth, predictions: Predictions, options: LabelOptions): Resolved {
  const base = { n: truth.rows, weight: truth.weight, row: null };
  if (options.task === 'ranking') return resolveRanking(truth, predictions, options);
  if (options.task === 'text') return resolveTexts(truth, predictions, options);
  if (truth.label instanceof Float64Array) {
    const [predicted, ...more] = predictions.scores ?? [];
    if (truth.rows > 0 && (predicted === undefined || more.length > 0)) {
      throw usageError({
        message: predicted
          ? `the model gives ${more.length + 1} numbers for each row`
          : 'there are no predicted numbers',
        expected: 'one number for each row, for the task regression',
        ...(predicted ? {} : { fix: 'in a file of predictions, name the column of numbers with --score' }),
      });
    }
    const values = predicted ?? new Float64Array(0);
    return {
      examples: { ...base, task: 'regression', label: truth.label, predicted: values },
      settled: { ...sqlOf(predictions), scores: [values], classes: null, predicted: null },
      notes: [],
    };
  }
  const label = respelled(truth.label);
  if (options.task === 'binary' && label.names.length > 2) throw tooManyLabels(label.names, options.target);
  const predicted = predictions.predicted && ownLabels(respelled(predictions.predicted), label, options);
  const renamed = { ...predictions, predicted, classes: predictions.classes?.map(labelText) ?? null };
  if (options.task === 'binary') {
    const examples = binaryExamples(base, label, renamed, options);
    const settled =
      examples.score === null
        ? { scores: null, classes: null, predicted }
        : { ...sqlOf(predictions), scores: [examples.score], classes: null, predicted: null };
    return { examples: sortedByScore(examples), settled, notes: [] };
  }
  const examples = multiclassExamples(base, label, renamed, options);
  const classes = examples.scores && examples.classes.slice(0, examples.scores.length);
  return { examples, settled: { scores: examples.scores, classes, predicted }, notes: [] };
}

/** Where one column holds the score, and nothing was made of it. */
function sqlOf({ sql, scores }: Predictions): { readonly sql?: string } {
  return sql !== undefined && scores?.length === 1 ? { sql } : {};
}

/** Scores of rows as ranked queries. */
function resolveRanking(truth: Truth, predictions: Predictions, options: LabelOptions): Resolved {
  const { label, group } = truth;
  const [score, ...more] = predictions.scores ?? [];
  if (!(label instanceof Float64Array) || group === null)
    throw new Error('a ranking was read without its columns');
  if (truth.rows > 0 && (score === undefined || more.length > 0)) {
    throw usageError({
      message: score ? `the model gives ${more.length + 1} scores for each row` : 'there are no scores',
      expected: 'one score for each row, for the task ranking',
    });
  }
  const column = options.group ?? '';
  const values = score ?? new Float64Array(0);
  const made = rankingExamples({ group, label, score: values, weight: truth.weight, column });
  const { without } = made;
  return {
    examples: made.examples,
    settled: { ...sqlOf(predictions), scores: [values], classes: null, predicted: null },
    notes:
      without > 0
        ? [
            `${without} of ${made.units.n} values of ${column} have no relevant row: no metric of a ranking counts them`,
          ]
        : [],
  };
}

/** Answers and what is known of them as examples with their samples. */
function resolveTexts(truth: Truth, predictions: Predictions, options: LabelOptions): Resolved {
  const { label, group, references, rows } = truth;
  const { text } = predictions;
  if (label instanceof Float64Array || references === null || text === undefined) {
    throw new Error('texts were read without their columns');
  }
  const column = options.group ?? 'row';
  const units = group === null ? singleRows(rows) : unitsOf(group, column);
  const human = respelled(label);
  const judge = text.judge && respelled(text.judge);
  const place = new Map(human.names.map((name, k) => [name, k]));
  const codes = judge?.names.map((name, k) => place.get(name) ?? human.names.length + k);
  const examples = textExamples(
    {
      ...text,
      weight: truth.weight,
      references,
      human: human.codes,
      judge: judge?.codes.map((code) => (code < 0 ? -1 : (codes?.[code] ?? -1))) ?? null,
    },
    units,
    column,
  );
  return { examples, settled: predictions, notes: [] };
}

/**
 * Predicted labels in the words of the dataset. A model that was trained on numbered classes says 0, 1, 2, where the
 * dataset has names: `classes` must then say which is which, because no order can be assumed.
 */
function ownLabels(predicted: TextColumn, label: TextColumn, options: LabelOptions): TextColumn {
  const { names } = predicted;
  const common = names.some((name) => label.names.includes(name));
  const numbered = names.every((name) => /^\d+$/.test(name));
  const numbers = label.names.every((name) => /^\d+$/.test(name));
  if (common || !numbered || numbers || label.names.length === 0) return predicted;
  const classes = options.classes?.map(labelText);
  const renamed = names.map((name) => classes?.[Number(name)]);
  if (renamed.every((name) => name !== undefined)) return { codes: predicted.codes, names: renamed };
  throw usageError({
    message: `the model says ${sortedLabels(names).slice(0, 5).join(', ')}, and the labels of ${options.target} are ${sortedLabels(label.names).slice(0, 5).join(', ')}`,
    expected: '`classes`: the label of 0, of 1, and so on',
  });
}

type BaseOf = { readonly n: number; readonly weight: Float64Array | null; readonly row: null };

function binaryExamples(
  base: BaseOf,
  label: TextColumn,
  predictions: Predictions,
  options: LabelOptions,
): BinaryExamples {
  const [positive, negative] = binaryLabels(label.names, predictions, options);
  const { scores, predicted } = predictions;
  let score: Float64Array | null = null;
  if (scores !== null && scores.length > 2) {
    throw usageError({
      message: `the model gives ${scores.length} probabilities for each row, and the task is binary`,
      expected: 'one or two; for more classes the task is multiclass',
    });
  }
  if (scores !== null && scores.length === 2) {
    const classes = classOrder(2, [positive, ...(negative === null ? [] : [negative])], predictions, options);
    checkOrder(classes, scores, predicted);
    if (!classes.includes(positive)) {
      throw usageError({
        message: `the two probabilities are of ${classes.join(' and ')}, and the positive label is ${positive}`,
        expected:
          "`classes`: the labels in the order of the model's probabilities, with the positive one among them",
      });
    }
    score = scores[classes.indexOf(positive)] ?? null;
  } else {
    score = scores?.[0] ?? null;
  }
  if (base.n === 0) score ??= new Float64Array(0);
  const code = (name: string | undefined) => (name === undefined ? -1 : name === positive ? 1 : 0);
  const codesOf = (column: TextColumn) => {
    const codes = column.names.map(code);
    return column.codes.map((k) => (k < 0 ? -1 : (codes[k] ?? -1)));
  };
  const { threshold } = options;
  let guesses = score === null && predicted ? codesOf(predicted) : null;
  if (score !== null) {
    guesses = new Int32Array(score.length);
    for (let i = 0; i < score.length; i++) {
      const value = score[i] as number;
      guesses[i] = Number.isNaN(value) ? -1 : value >= threshold ? 1 : 0;
    }
  }
  return { ...base, task: 'binary' as const, label: codesOf(label), predicted: guesses, score };
}

function tooManyLabels(names: readonly string[], target: string): Error {
  const shown = sortedLabels(names).slice(0, 10).join(', ');
  return usageError({
    message: `the column ${target} holds ${names.length} labels: ${shown}${names.length > 10 ? ', …' : ''}`,
    expected: 'two for the task binary; for more the task is multiclass',
  });
}

/** The positive label, and the other one where it is known. */
function binaryLabels(
  names: readonly string[],
  predictions: Predictions,
  options: LabelOptions,
): readonly [string, string | null] {
  const target = options.target;
  const positive = options.positive === undefined ? '1' : labelText(options.positive);
  const usual = names.every((name) => name === '0' || name === '1');
  if (!names.includes(positive) && (options.positive === undefined ? !usual : names.length === 2)) {
    throw usageError({
      message:
        options.positive === undefined
          ? `the labels of ${target} are ${sortedLabels(names).join(' and ')}, and nothing says which is positive`
          : `no row has the positive label ${positive}; the labels of ${target} are ${sortedLabels(names).join(' and ')}`,
      expected: '`positive`: the label of the positive class',
    });
  }
  // A third label is most often a second spelling of one of the two, and would count as negative.
  const said = [...new Set([...names, positive, ...(predictions.predicted?.names ?? [])])];
  if (said.length > 2) {
    throw usageError({
      message: `labels and predicted labels of ${target} are ${sortedLabels(said).slice(0, 10).join(', ')}: ${said.length} labels, and a binary task has two`,
      expected: 'one spelling for each label, in the dataset and in the predictions',
    });
  }
  const others = [
    ...names,
    ...(predictions.classes ?? []),
    ...(options.classes ?? []).map(labelText),
    ...(predictions.predicted?.names ?? []),
  ];
  const other = others.find((name) => name !== positive);
  return [positive, other ?? (positive === '1' ? '0' : null)];
}

function multiclassExamples(
  base: BaseOf,
  label: TextColumn,
  predictions: Predictions,
  options: LabelOptions,
): MulticlassExamples {
  const { scores, predicted } = predictions;
  const seen = [...label.names, ...(predicted?.names ?? [])];
  const order =
    scores === null || scores.length === 0 ? [] : classOrder(scores.length, seen, predictions, options);
  // A label that the model does not know is a class without scores.
  const classes = [...order, ...sortedLabels(seen).filter((name) => !order.includes(name))];
  if (scores !== null && scores.length > 0) checkOrder(order, scores, predicted);
  const place = new Map(classes.map((name, k) => [name, k]));
  const codesOf = (column: TextColumn) => {
    const codes = column.names.map((name) => place.get(name) ?? -1);
    return column.codes.map((k) => (k < 0 ? -1 : (codes[k] ?? -1)));
  };
  const guesses = predicted ? codesOf(predicted) : scores && largest(scores, base.n);
  return { ...base, task: 'multiclass' as const, classes, label: codesOf(label), predicted: guesses, scores };
}

/** Position of the largest score of each row, the first of equal ones; −1 where one is NaN. */
function largest(scores: readonly Float64Array[], n: number): Int32Array {
  const codes = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let k = 0; k < scores.length; k++) {
      const value = scores[k]?.[i] ?? Number.NaN;
      if (Number.isNaN(value)) {
        best = -1;
        break;
      }
      if (value > (scores[best]?.[i] ?? -Infinity)) best = k;
    }
    codes[i] = best;
  }
  return codes;
}

/** The label of each of `count` probabilities: as the source says, as configured, or sorted. */
function classOrder(
  count: number,
  seen: readonly string[],
  predictions: Predictions,
  options: LabelOptions,
): readonly string[] {
  const given = predictions.classes ?? options.classes?.map(labelText) ?? null;
  const sorted = given ?? sortedLabels(seen);
  // Classes 0 to k − 1 of which not all occur in this data.
  const numbered =
    given === null && sorted.every((name) => /^\d+$/.test(name) && Number(name) < count)
      ? Array.from({ length: count }, (_, k) => String(k))
      : sorted;
  if (numbered.length === count) return numbered;
  const problem: Problem = {
    message: `the model gives ${count} probabilities for each row, and ${given ? '`classes` names' : 'labels and predictions hold'} ${numbered.length} classes: ${numbered.slice(0, 10).join(', ')}`,
    expected: "`classes`: the labels in the order of the model's probabilities",
  };
  throw usageError(problem);
}

/** Refuses an order of classes that the model's own labels contradict. */
function checkOrder(
  classes: readonly string[],
  scores: readonly Float64Array[],
  predicted: TextColumn | null,
): void {
  if (predicted === null) return;
  const expected = predicted.names.map((name) => classes.indexOf(name));
  for (let i = 0; i < predicted.codes.length; i++) {
    const code = predicted.codes[i] ?? -1;
    if (code < 0) continue;
    const own = scores[expected[code] ?? -1]?.[i] ?? Number.NaN;
    let best = -Infinity;
    for (let k = 0; k < scores.length; k++) {
      const value = scores[k]?.[i] ?? Number.NaN;
      if (Number.isNaN(value)) {
        best = value;
        break;
      }
      if (value > best) best = value;
    }
    if (own >= best - NEAR || Number.isNaN(best)) continue;
    throw usageError({
      message: `the model says ${predicted.names[code]} in row ${i + 1}, where its probabilities, taken as ${classes.join(', ')}, say otherwise`,
      expected: "`classes`: the labels in the order of the model's probabilities",
    });
  }
}
