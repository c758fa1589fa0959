/** Rows of the metrics of answers in text. Those with a number of samples in the name are in `families.ts`. */
import { computed, type MetricInfo, type Row } from './info.js';

/** Several samples of one example are one unit: they count together, and the interval knows it. */
export const PER_EXAMPLE = 'mean over the examples of the mean over their samples';

export const ofText = (
  name: string,
  row: Pick<Row, 'definition' | 'undefinedWhen' | 'source'> & Partial<Row>,
) => computed(name, 'text', { direction: 'higher', range: [0, 1], tasks: ['text'], ...row });

const NO_TEXT = 'a row has no reference or no answer';

export const TEXT: readonly MetricInfo[] = [
  ofText('exact_match', {
    definition: `share of answers equal to a reference after lower case, without punctuation, articles (a, an, the) and superfluous spaces; ${PER_EXAMPLE}`,
    undefinedWhen: NO_TEXT,
    source: 'SQuAD, evaluate-v1.1.py',
  }),
  ofText('exact_match_strict', {
    definition: `share of answers equal to a reference, character by character; ${PER_EXAMPLE}`,
    undefinedWhen: NO_TEXT,
    source: 'Hugging Face evaluate, exact_match',
  }),
  ofText('token_f1', {
    definition: `F1 of the words that answer and reference share, each as often as it occurs, after the changes of exact_match; the best of several references; ${PER_EXAMPLE}`,
    undefinedWhen: NO_TEXT,
    source: 'SQuAD, evaluate-v1.1.py',
  }),
  ofText('rouge_l', {
    definition: `F1 of the longest common subsequence of words; lower case, words are runs of a-z and 0-9, no stemming; the best of several references; ${PER_EXAMPLE}`,
    undefinedWhen: NO_TEXT,
    source: 'Lin 2004; the package js-rouge; rouge_score of Google, rougeL',
  }),
  ofText('judge_agreement', {
    definition: `share of rows in which the judge says what the target says; ${PER_EXAMPLE}`,
    undefinedWhen: 'no column of the judge, or a row without a verdict',
    source: 'Zheng and others 2023',
  }),
  ofText('judge_kappa', {
    range: [-1, 1],
    definition: "Cohen's κ of the verdicts of the judge and of the target; every example counts once",
    undefinedWhen: 'no column of the judge, or one verdict only',
    source: 'scikit-learn, sklearn.metrics.cohen_kappa_score',
  }),
  ofText('win_rate', {
    definition: `share of comparisons won, a tie counts ½; ${PER_EXAMPLE}`,
    undefinedWhen: 'no column of preferences, or a row without one',
    source: 'Zheng and others 2023',
  }),
  ofText('tokens', {
    direction: 'lower',
    range: [0, null],
    unit: 'tokens',
    definition: `tokens of an answer; ${PER_EXAMPLE}`,
    undefinedWhen: 'no column of tokens, or a row without a number',
    source: 'the column of the predictions',
  }),
  ofText('cost_usd', {
    direction: 'lower',
    range: [0, null],
    unit: 'USD',
    definition: `cost of an answer; ${PER_EXAMPLE}`,
    undefinedWhen: 'no column of costs, or a row without a number',
    source: 'the column of the predictions',
  }),
];
