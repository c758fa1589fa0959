/** What the files of curves share. */
import type { Value } from '../metrics/value.js';

export type { BinaryExamples, MulticlassExamples, RegressionExamples } from '../metrics/examples.js';

/** Six significant digits: finer than any chart, and short in a file. */
export function short(value: number): number {
  return Number(value.toPrecision(6));
}

export function valuesOf(point: readonly [number, number]): [number, number] {
  return [short(point[0]), short(point[1])];
}

/** The number, or null where there is none. */
export function isNumber(value: Value): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
