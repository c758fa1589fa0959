/** Why a kind of metric cannot be computed from examples: found once a slice, for all metrics of the kind. */
import type { MetricNeeds } from '../catalogue.js';
import type { Examples, RankingExamples } from './examples.js';

/** A reason for each need, null where nothing stands in the way. */
export type Blockers = Readonly<Record<MetricNeeds, string | null>>;

/** Probabilities that come from float32 sum to 1 within some 1e-6; more than this is no rounding. */
const SUM_TOLERANCE = 1e-4;

const cache = new WeakMap<Examples, Blockers>();

export function blockers(examples: Examples): Blockers {
  const known = cache.get(examples);
  if (known !== undefined) return known;
  const found = inspect(examples);
  cache.set(examples, found);
  return found;
}

function inspect(examples: Examples): Blockers {
  const all = (reason: string): Blockers => ({
    label: reason,
    score: reason,
    probability: reason,
    number: reason,
    ranking: reason,
    text: reason,
    groups: reason,
    model: null,
  });
  const { n } = examples;
  if (n === 0) return all(examples.task === 'ranking' ? 'no query has a relevant row' : 'no rows');
  const of = (count: number) => `${count} of ${n} ${n === 1 ? 'row' : 'rows'}`;
  const have = (count: number) => `${of(count)} ${count === 1 ? 'has' : 'have'}`;
  if (examples.task === 'ranking' || examples.task === 'text') {
    // What a text lacks is a matter of the single metric.
    const why = examples.task === 'ranking' ? unranked(examples) : null;
    return { ...all(`not for ${examples.task}`), [examples.task]: why };
  }
  if (examples.task === 'regression') {
    const labels = count(examples.label, (value) => !Number.isFinite(value));
    if (labels > 0) return all(`${have(labels)} no finite label`);
    const bad = count(examples.predicted, (value) => !Number.isFinite(value));
    return { ...all('not for regression'), number: bad > 0 ? `${have(bad)} no finite prediction` : null };
  }
  const labels = count(examples.label, (value) => value < 0);
  if (labels > 0) return all(`${have(labels)} no label`);

  const noLabels = examples.predicted === null ? n : count(examples.predicted, (value) => value < 0);
  const scores = examples.task === 'binary' ? examples.score && [examples.score] : examples.scores;
  const label =
    examples.predicted === null
      ? 'there are no predicted labels'
      : noLabels > 0
        ? `${have(noLabels)} no predicted label`
        : null;
  if (scores === null) {
    const none = 'there are no scores, only predicted labels';
    return { ...all('not for classification'), label, score: none, probability: none, groups: label };
  }
  const { notFinite, outside, notOne } = countScores(scores, n);
  const score = notFinite > 0 ? `${have(notFinite)} a score that is NaN, infinite or missing` : null;
  const probability =
    score ??
    (outside > 0
      ? `${have(outside)} a score outside [0, 1], which is no probability`
      : notOne > 0 && examples.task === 'multiclass'
        ? `the probabilities of ${of(notOne)} do not sum to 1`
        : null);
  return { ...all('not for classification'), label, score, probability, groups: label };
}

function unranked({ label, score }: RankingExamples): string | null {
  const of = (count: number) => `${count} of ${label.length} rows ${count === 1 ? 'has' : 'have'}`;
  const labels = count(label, (value) => !(Number.isFinite(value) && value >= 0));
  if (labels > 0) return `${of(labels)} no label, or a negative one`;
  const scores = count(score, (value) => !Number.isFinite(value));
  return scores > 0 ? `${of(scores)} a score that is NaN, infinite or missing` : null;
}

function countScores(scores: readonly Float64Array[], n: number) {
  let [notFinite, outside, notOne] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    let [finite, inside, sum] = [true, true, 0];
    for (const score of scores) {
      const value = score[i] as number;
      if (!Number.isFinite(value)) finite = false;
      if (value < 0 || value > 1) inside = false;
      sum += value;
    }
    if (!finite) notFinite++;
    else if (!inside) outside++;
    else if (Math.abs(sum - 1) > SUM_TOLERANCE) notOne++;
  }
  return { notFinite, outside, notOne };
}

function count(values: Int32Array | Float64Array, is: (value: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < values.length; i++) if (is(values[i] as number)) found++;
  return found;
}
