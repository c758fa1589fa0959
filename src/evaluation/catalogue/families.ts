/**
 * Metrics with a number in their name, a row each, and the one grammar that reads such names. A pattern holds its
 * parameter in braces: `{k}` a whole number from 1, `{p}` a number between 0 and 1, `{beta}` a positive number. A
 * number has one spelling: no leading or trailing zeros beyond `0.`, no exponent.
 */
import { CLASSES, computed, type MetricInfo, NEVER, SKLEARN } from './info.js';
import { averages } from './labels.js';
import { ranked } from './ranking.js';
import { ofText } from './text.js';

export interface Family {
  /** The name as documents show it; the computation goes by it. */
  readonly pattern: string;
  /** A number to show in a message. */
  readonly example: number;
  /** The row without a number. */
  readonly info: MetricInfo;
}

const BETA = '(1 + β²) TP / ((1 + β²) TP + β² FN + FP)';

const ROWS: readonly (readonly [example: number, info: MetricInfo])[] = [
  [
    2,
    computed('f{beta}', 'label', {
      direction: 'higher',
      range: [0, 1],
      tasks: ['binary'],
      definition: `${BETA} for the positive class: recall counts β times as much as precision`,
      undefinedWhen: 'no label and no prediction is positive (scikit-learn gives 0)',
      source: `${SKLEARN}.fbeta_score, average="binary"`,
    }),
  ],
  ...averages('f{beta}', 'label', 'Fβ', BETA, NEVER).map((info) => [2, info] as const),
  [
    3,
    computed('top_{k}_accuracy', 'score', {
      direction: 'higher',
      range: [0, 1],
      tasks: ['multiclass'],
      definition:
        'share of examples whose label is among the k best scores; of equal scores the first class counts',
      undefinedWhen: NEVER,
      source: `${SKLEARN}.top_k_accuracy_score, which takes the last of equal scores`,
    }),
  ],
  [
    0.9,
    computed('recall_at_precision_{p}', 'score', {
      direction: 'higher',
      range: [0, 1],
      tasks: ['binary'],
      definition:
        'largest recall of a threshold with a precision of at least p; 0 where no threshold reaches it',
      undefinedWhen: 'no label is positive',
      source: `${SKLEARN}.precision_recall_curve`,
    }),
  ],
  [
    0.9,
    computed('precision_at_recall_{p}', 'score', {
      direction: 'higher',
      range: [0, 1],
      tasks: ['binary'],
      definition: 'largest precision of a threshold with a recall of at least p',
      undefinedWhen: 'no label is positive',
      source: `${SKLEARN}.precision_recall_curve`,
    }),
  ],
  ...(['ece', 'mce'] as const).map(
    (name) =>
      [
        10,
        computed(`${name}_{k}_bins`, 'probability', {
          direction: 'lower',
          range: [0, 1],
          tasks: CLASSES,
          definition: `${name} with k bins of equal width`,
          undefinedWhen: 'a probability lies outside [0, 1], or those of an example do not sum to 1',
          source: `Naeini, Cooper, Hauskrecht 2015; ${name === 'ece' ? 'L1' : 'maximum'} norm`,
        }),
      ] as const,
  ),
  [
    0.9,
    computed('pinball_{p}', 'number', {
      direction: 'lower',
      range: [0, null],
      tasks: ['regression'],
      unit: 'target',
      definition: 'mean of p (y − ŷ) where y ≥ ŷ, else (1 − p)(ŷ − y): the loss of a predicted p-quantile',
      undefinedWhen: NEVER,
      source: `${SKLEARN}.mean_pinball_loss, alpha=p`,
    }),
  ],
  [
    10,
    ranked('ndcg_at_{k}', {
      definition: 'Σ label / log₂(1 + rank) over the first k ranks, over the same sum for the best order',
      source: 'Järvelin and Kekäläinen 2002; scikit-learn, sklearn.metrics.ndcg_score, ignore_ties=False',
    }),
  ],
  [
    10,
    ranked('mrr_at_{k}', {
      definition: '1 / rank of the first relevant row, 0 where it is beyond rank k',
      source: 'MS MARCO, MRR@10',
    }),
  ],
  [
    10,
    ranked('map_at_{k}', {
      definition:
        'Σ of the precision down to each relevant row of the first k ranks, over the number of relevant rows',
      source: 'trec_eval, map_cut',
    }),
  ],
  [
    10,
    ranked('recall_at_{k}', {
      definition: 'share of the relevant rows that are among the first k ranks',
      source: 'trec_eval, recall',
    }),
  ],
  [
    10,
    ranked('precision_at_{k}', {
      definition: 'relevant rows among the first k ranks, over k, also where a query has fewer rows',
      source: 'trec_eval, P',
    }),
  ],
  [
    10,
    ranked('hit_rate_at_{k}', {
      definition: 'share of queries with a relevant row among the first k ranks',
      source: 'trec_eval, success',
    }),
  ],
  [
    1,
    ofText('pass_at_{k}', {
      definition:
        'mean over the examples of 1 − C(n−c, k) / C(n, k): n samples of which c are right; the chance that one of k samples is right',
      undefinedWhen: 'no column that says what is right, or an example with fewer than k samples',
      source: 'Chen and others 2021',
    }),
  ],
  [
    3,
    ofText('pass_hat_{k}', {
      definition:
        'mean over the examples of C(c, k) / C(n, k): the chance that all of k samples are right (pass^k)',
      undefinedWhen: 'no column that says what is right, or an example with fewer than k samples',
      source: 'Yao and others 2024, τ-bench',
    }),
  ],
];

export const FAMILIES: readonly Family[] = ROWS.map(([example, info]) => ({
  pattern: info.name,
  example,
  info,
}));

const HOLE = /\{(k|p|beta)\}/;
const NUMBERS = {
  k: { of: '([1-9]\\d{0,5})', is: (value: number) => Number.isInteger(value) && value >= 1 },
  p: { of: '(\\d+(?:\\.\\d+)?)', is: (value: number) => value > 0 && value < 1 },
  beta: { of: '(\\d+(?:\\.\\d+)?)', is: (value: number) => value > 0 && value <= 1000 },
} as const;

const READERS = FAMILIES.map((family) => {
  const symbol = (HOLE.exec(family.pattern)?.[1] ?? 'k') as keyof typeof NUMBERS;
  const [before = '', after = ''] = family.pattern.split(HOLE.exec(family.pattern)?.[0] ?? '');
  return {
    family,
    is: NUMBERS[symbol].is,
    name: new RegExp(`^${before}${NUMBERS[symbol].of}${after}$`),
  };
});

/** The metric of a name with a number in it, under the one spelling of its number; undefined for other names. */
export function familyMember(name: string): MetricInfo | undefined {
  for (const reader of READERS) {
    const text = reader.name.exec(name)?.[1];
    const parameter = Number(text);
    if (text === undefined || !reader.is(parameter)) continue;
    return member(reader.family, parameter);
  }
  return undefined;
}

function member(family: Family, parameter: number): MetricInfo {
  const name = family.pattern.replace(HOLE, String(parameter));
  return { ...family.info, name, family: { pattern: family.pattern, parameter } };
}

/** One member of each family, for lists and suggestions. */
export const FAMILY_EXAMPLES: readonly MetricInfo[] = FAMILIES.map((family) =>
  member(family, family.example),
);
