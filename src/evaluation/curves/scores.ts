/** ROC and precision-recall curves of two classes, as points at the ends of runs of equal scores. */
import { MAX_POINTS } from '../../results/index.js';
import { averagePrecisionOf, rocAuc } from '../metrics/scores.js';
import { type BinaryExamples, isNumber, valuesOf } from './common.js';
import { type Point, thin } from './thin.js';

interface Curve {
  readonly points: [number, number][];
}
export interface ScoreCurves {
  readonly roc?: Curve & { readonly area: number | null };
  readonly precisionRecall?: Curve & { readonly average: number | null; readonly prevalence: number };
}

/**
 * A corner that moves the curve by less than this is never seen: millions of runs become some thousand points before
 * the finer thinning looks at them.
 */
const STEP = 1 / 2000;

/**
 * Both curves in one pass over the examples, which are sorted by falling score. Where one class is absent there is no
 * ROC curve, and without a positive label neither. Area and average precision are the metrics, of all examples.
 */
export function scoreCurves(examples: BinaryExamples): ScoreCurves {
  const { label, score, weight, n } = examples;
  if (score === null || n === 0) return {};
  let [positives, negatives] = [0, 0];
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    if ((label[i] as number) === 1) positives += w;
    else negatives += w;
  }
  if (!(positives > 0)) return {};
  const roc = new Corners();
  const precision = new Corners();
  roc.add(0, 0);
  let [right, wrong] = [0, 0];
  for (let i = 0; i < n; ) {
    const value = score[i] as number;
    for (; i < n && (score[i] as number) === value; i++) {
      const w = weight === null ? 1 : (weight[i] as number);
      if ((label[i] as number) === 1) right += w;
      else wrong += w;
    }
    if (negatives > 0) roc.add(Math.min(1, wrong / negatives), Math.min(1, right / positives));
    // Weights of 0 at the top: nothing is taken yet, and a precision of 0 / 0 is none.
    if (right + wrong > 0) precision.add(Math.min(1, right / positives), right / (right + wrong));
  }
  return {
    ...(negatives > 0 && {
      roc: { points: thinned(roc.all()), area: isNumber(rocAuc(examples).at(weight)) },
    }),
    precisionRecall: {
      points: thinned(precision.all()),
      average: isNumber(averagePrecisionOf(examples).at(weight)),
      prevalence: positives / (positives + negatives),
    },
  };
}

function thinned(points: readonly Point[]): [number, number][] {
  return thin(points, MAX_POINTS).map(valuesOf);
}

/** Keeps a point where the path since the last kept one is long enough, and the one before it, which is a corner. */
class Corners {
  private readonly kept: Point[] = [];
  private x = 0;
  private y = 0;
  private length = 0;
  private pending = false;

  add(x: number, y: number): void {
    if (this.kept.length > 0) {
      this.length += Math.abs(x - this.x) + Math.abs(y - this.y);
      if (this.length < STEP) {
        this.x = x;
        this.y = y;
        this.pending = true;
        return;
      }
      if (this.pending) this.kept.push([this.x, this.y]);
    }
    this.kept.push([x, y]);
    this.x = x;
    this.y = y;
    this.length = 0;
    this.pending = false;
  }

  /** With the last point, whatever its distance. */
  all(): readonly Point[] {
    return this.pending ? [...this.kept, [this.x, this.y]] : this.kept;
  }
}
