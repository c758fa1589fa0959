/** What is wrong with labels, predictions and metrics, in the words of a result. */
import type { Dataset } from '../data/index.js';
import type { Finding, Metric } from '../results/index.js';
import type { MetricInfo } from './catalogue.js';
import type { Examples } from './metrics/index.js';
import type { Truth } from './predictions.js';
import type { EvaluateRequest } from './request.js';

const PLACES = 5;

export function emptyFinding(dataset: Dataset): Finding {
  return {
    check: 'dataset.rows',
    verdict: 'error',
    severity: 'error',
    subject: { dataset: dataset.name },
    expected: 'at least one row',
    actual: '0',
    where: [],
    message: `dataset ${dataset.name} has no rows: nothing was evaluated`,
  };
}

export function truthFindings(truth: Truth, request: EvaluateRequest): Finding[] {
  const { label } = truth;
  if (request.labels === 'optional') return [];
  const bad =
    label instanceof Float64Array
      ? positions(label.length, (row) => !Number.isFinite(label[row] as number))
      : positions(label.codes.length, (row) => (label.codes[row] as number) < 0);
  if (bad.length === 0) return [];
  return [
    {
      ...rowsFinding('labels.missing', bad, truth.rows),
      subject: { dataset: request.dataset.name, column: request.config.target },
      expected: 'a label in every row',
      message: `${bad.length} of ${truth.rows} rows have no label in ${request.config.target}; no metric has a value`,
      fix: 'leave these rows out of the dataset, or fill them',
    },
  ];
}

/** Scores that are no numbers. `name` is the candidate or the baseline. */
export function predictionFindings(examples: Examples, name: string): Finding[] {
  const columns =
    examples.task === 'binary'
      ? examples.score && [examples.score]
      : examples.task === 'multiclass'
        ? examples.scores
        : examples.task === 'regression'
          ? [examples.predicted]
          : null;
  // Of ranked rows and of texts the metrics themselves say what they lack.
  if (columns === null) return [];
  const bad = positions(
    examples.n,
    (i) => columns?.some((column) => !Number.isFinite(column[i] as number)) ?? false,
  );
  if (bad.length === 0) return [];
  const rows = bad
    .map((i) => (examples.row === null ? i : (examples.row[i] as number)))
    .sort((a, b) => a - b);
  return [
    {
      ...rowsFinding('predictions.finite', rows, examples.n),
      subject: { target: name },
      expected: 'a finite number in every row',
      message: `the ${name} gives NaN, an infinite value or nothing in ${bad.length} of ${examples.n} rows`,
      fix: 'look at the inputs of these rows: a missing value or a division by zero in the model is usual',
    },
  ];
}

/** Scores that are no probabilities, cut at a threshold that is one: of percents nearly every one is above it. */
export function scaleFindings(
  examples: Examples,
  metrics: readonly MetricInfo[],
  threshold: number,
  name: string,
): Finding[] {
  const score = examples.task === 'binary' ? examples.score : null;
  const cut = metrics.filter(({ needs }) => needs === 'label' || needs === 'groups');
  if (score === null || cut.length === 0 || threshold !== USUAL_THRESHOLD) return [];
  const beyond = score.reduce((count, value) => count + (value < 0 || value > 1 ? 1 : 0), 0);
  if (beyond === 0) return [];
  return [
    {
      check: SCALE,
      verdict: 'warn',
      severity: 'warn',
      subject: { target: name },
      expected: 'probabilities, or a threshold in the unit of the scores',
      count: beyond,
      share: beyond / examples.n,
      where: [],
      message: `${beyond} of ${examples.n} scores of the ${name} are outside [0, 1], and ${cut.map((info) => info.name).join(', ')} ${cut.length === 1 ? 'takes' : 'take'} every score from ${threshold} on for positive`,
      fix: 'give probabilities, or set `threshold` to where the scores divide the classes (0 for log-odds)',
    },
  ];
}

const USUAL_THRESHOLD = 0.5;
/** Told by the gate too (`commands/gate/findings.ts`): what rests on it may be right, and nobody knows. */
const SCALE = 'predictions.scale';

/** Every metric of the whole dataset that has no value. A slice without a value is not the fault of the model. */
export function definedFindings(metrics: readonly Metric[], name: string): Finding[] {
  return metrics
    .filter((metric) => metric.slice === null && metric.value === null)
    .map((metric) => ({
      check: 'metric.defined',
      verdict: 'error',
      severity: 'error',
      subject: { target: name },
      where: [],
      message: `${metric.name} of the ${name} has no value: ${metric.undefined ?? 'unknown'}`,
    }));
}

function rowsFinding(check: string, rows: readonly number[], of: number) {
  return {
    check,
    verdict: 'error' as const,
    severity: 'error' as const,
    count: rows.length,
    share: rows.length / of,
    where: rows.slice(0, PLACES).map((row) => ({ row: row + 1 })),
  };
}

function positions(n: number, is: (i: number) => boolean): number[] {
  const found: number[] = [];
  for (let i = 0; i < n; i++) if (is(i)) found.push(i);
  return found;
}
