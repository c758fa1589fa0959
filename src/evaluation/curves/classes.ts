/** Calibration and confusion of classified examples. */
import { type Curves, MAX_CLASSES } from '../../results/index.js';
import { wilson } from '../../statistics/index.js';
import { BINS } from '../metrics/calibration.js';
import { type BinaryExamples, type MulticlassExamples, short } from './common.js';

type Classified = BinaryExamples | MulticlassExamples;

/** Mean probability and share of outcomes in the bins of `ece`; bins without rows are left out. */
export function calibrationCurve(examples: Classified): NonNullable<Curves['calibration']> | null {
  const { n, label, weight } = examples;
  const rows = new Uint32Array(BINS);
  const [counts, chances, outcomes] = [
    new Float64Array(BINS),
    new Float64Array(BINS),
    new Float64Array(BINS),
  ];
  const put = (i: number, p: number, happened: boolean) => {
    const bin = Math.min(BINS - 1, Math.floor(p * BINS));
    const w = weight === null ? 1 : (weight[i] as number);
    rows[bin] = (rows[bin] as number) + 1;
    counts[bin] = (counts[bin] as number) + w;
    chances[bin] = (chances[bin] as number) + w * p;
    if (happened) outcomes[bin] = (outcomes[bin] as number) + w;
  };
  if (examples.task === 'binary') {
    const { score } = examples;
    if (score === null) return null;
    for (let i = 0; i < n; i++) put(i, score[i] as number, (label[i] as number) === 1);
  } else {
    const { scores } = examples;
    if (scores === null || scores.length === 0) return null;
    for (let i = 0; i < n; i++) {
      let best = 0;
      for (let k = 1; k < scores.length; k++) {
        if ((scores[k]?.[i] ?? 0) > (scores[best]?.[i] ?? 0)) best = k;
      }
      put(i, scores[best]?.[i] ?? 0, best === (label[i] as number));
    }
  }
  const bins = Array.from(rows, (count, k) => {
    const total = counts[k] as number;
    if (count === 0 || !(total > 0)) return null;
    const happened = outcomes[k] as number;
    const bounds = weight === null ? wilson(happened, total).bounds : null;
    return {
      n: count,
      mean: short(Math.min(1, (chances[k] as number) / total)),
      observed: short(Math.min(1, happened / total)),
      interval: bounds === null ? null : ([short(bounds[0]), short(bounds[1])] as [number, number]),
    };
  }).filter((bin) => bin !== null);
  return bins.length === 0 ? null : { of: examples.task === 'binary' ? 'positive' : 'top', bins };
}

/**
 * How often each class was taken for each. Of many classes the most frequent stand by themselves and the others in
 * one. Labels and predicted labels must be complete.
 */
export function confusionCounts(examples: Classified): NonNullable<Curves['confusion']> | null {
  const { n, label, predicted, weight } = examples;
  if (predicted === null || n === 0) return null;
  const classes = examples.task === 'binary' ? ['negative', 'positive'] : examples.classes;
  const support = new Float64Array(classes.length);
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    support[label[i] as number] = (support[label[i] as number] as number) + w;
  }
  const merged = classes.length > MAX_CLASSES ? classes.length - (MAX_CLASSES - 1) : 0;
  const frequent = Array.from(classes.keys())
    .sort((a, b) => (support[b] as number) - (support[a] as number) || a - b)
    .slice(0, classes.length - merged)
    .sort((a, b) => a - b);
  const place = new Int32Array(classes.length).fill(frequent.length);
  for (const [at, code] of frequent.entries()) place[code] = at;
  const size = frequent.length + (merged > 0 ? 1 : 0);
  const cells = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    const cell = (place[label[i] as number] as number) * size + (place[predicted[i] as number] as number);
    cells[cell] = (cells[cell] as number) + (weight === null ? 1 : (weight[i] as number));
  }
  return {
    classes: [
      ...frequent.map((code) => (classes[code] ?? '').slice(0, 200)),
      ...(merged > 0 ? [`${merged} others`] : []),
    ],
    merged,
    counts: Array.from({ length: size }, (_, row) =>
      Array.from(cells.subarray(row * size, (row + 1) * size), (count) =>
        Number.isInteger(count) ? count : short(count),
      ),
    ),
  };
}
