/**
 * Charts as data, before any format: what is drawn, on which axes, and in words. HTML draws them, Markdown and the
 * terminal write glyphs or tables. Every string enters through `chart`, which makes hidden characters visible.
 */
import type { Verdict } from '../results/index.js';
import { clip, visible } from './text.js';

/** How the numbers of an axis are written. */
export type Unit = 'number' | 'share' | 'count' | 'delta' | 'ms';

export interface Axis {
  readonly title: string;
  readonly unit: Unit;
  /** Absent: round numbers around what is drawn. */
  readonly domain?: readonly [number, number];
  /** Names in place of numbers, such as versions. */
  readonly ticks?: readonly { readonly at: number; readonly label: string }[];
}

/** Whose numbers they are decides colour, dash and mark, so that no sign stands alone. */
export type Role = 'candidate' | 'baseline';

export interface SeriesPoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
  readonly label?: string;
}
export interface Series {
  readonly label: string;
  readonly role: Role;
  readonly points: readonly SeriesPoint[];
  /** Marks at the points; else a line alone. */
  readonly marks: boolean;
}
/** Curves on two axes. */
export interface Lines {
  readonly kind: 'lines';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** What chance, or perfection, looks like. */
  readonly reference?: {
    readonly from: readonly [number, number];
    readonly to: readonly [number, number];
    readonly label: string;
  };
  /** Where the names of the series stand: where the curves are not. */
  readonly names: 'bottom-right' | 'bottom-left' | 'top-left' | 'none';
}

export interface IntervalRow {
  readonly label: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Null where nothing is judged. */
  readonly verdict: Verdict | null;
  /** The end of what is allowed, and on which side of it lies what is not. */
  readonly margin?: { readonly at: number; readonly bad: 'below' | 'above' };
  /** The same of the baseline. */
  readonly baseline?: number;
}
/** Values with their intervals on one axis, one row each: a forest plot. */
export interface Intervals {
  readonly kind: 'intervals';
  readonly x: Axis;
  readonly rows: readonly IntervalRow[];
  /** A line through all rows: no difference, or the value of the whole. */
  readonly line?: { readonly at: number; readonly label: string };
  /** What the two directions mean. */
  readonly ends?: readonly [string, string];
}

/** How often each class was taken for each. */
export interface Matrix {
  readonly kind: 'matrix';
  readonly classes: readonly string[];
  /** One row a true class. */
  readonly counts: readonly (readonly number[])[];
}

export interface Bins {
  readonly label: string;
  readonly role: Role;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly below: number;
  readonly above: number;
}
/** Histograms of one or two series on one axis. */
export interface Bars {
  readonly kind: 'bars';
  readonly x: Axis;
  readonly series: readonly Bins[];
  readonly line?: { readonly at: number; readonly label: string };
}

export type Figure = Lines | Intervals | Matrix | Bars;

export interface Chart {
  readonly title: string;
  /** What it shows and how to read it, in a sentence or two. A screen reader reads it. */
  readonly description: string;
  readonly figure: Figure;
}

const MAX_LABEL = 80;
const clean = (raw: string) => clip(visible(raw), MAX_LABEL);
const axis = (raw: Axis): Axis => ({
  ...raw,
  title: clean(raw.title),
  ...(raw.ticks && { ticks: raw.ticks.map(({ at, label }) => ({ at, label: clean(label) })) }),
});

/** A chart whose words are safe to show. Numbers must be finite. */
export function chart(title: string, description: string, figure: Figure): Chart {
  return { title: clean(title), description: clip(visible(description), 600), figure: cleaned(figure) };
}

function cleaned(figure: Figure): Figure {
  switch (figure.kind) {
    case 'lines':
      return {
        ...figure,
        x: axis(figure.x),
        y: axis(figure.y),
        series: figure.series.map((series) => ({
          ...series,
          label: clean(series.label),
          points: series.points.map((point) =>
            point.label === undefined ? point : { ...point, label: clean(point.label) },
          ),
        })),
        ...(figure.reference && {
          reference: { ...figure.reference, label: clean(figure.reference.label) },
        }),
      };
    case 'intervals':
      return {
        ...figure,
        x: axis(figure.x),
        rows: figure.rows.map((row) => ({ ...row, label: clean(row.label) })),
        ...(figure.line && { line: { ...figure.line, label: clean(figure.line.label) } }),
      };
    case 'matrix':
      return { ...figure, classes: figure.classes.map(clean) };
    case 'bars':
      return {
        ...figure,
        x: axis(figure.x),
        series: figure.series.map((series) => ({ ...series, label: clean(series.label) })),
        ...(figure.line && { line: { ...figure.line, label: clean(figure.line.label) } }),
      };
  }
}
