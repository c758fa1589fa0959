/** Scales and axes of drawn charts: round ticks, few gridlines, numbers as the report writes them. */
import { nice, ticks } from 'd3-array';
import type { Element } from 'hast';
import type { Axis } from '../figure.js';
import { rangeOf, written } from '../figure-numbers.js';
import { formatDelta, formatNumber, formatShare } from '../text.js';
import { element } from './element.js';

/** Width of every drawing, in the units of its viewBox: about the pixels of a phone, so that text is never scaled away. */
export const WIDTH = 320;

export interface Scale {
  readonly domain: readonly [number, number];
  /** Where a number lies, in units of the viewBox. */
  at(value: number): number;
}

export function scale(domain: readonly [number, number], from: number, to: number): Scale {
  const span = domain[1] - domain[0] || 1;
  return { domain, at: (value) => from + ((value - domain[0]) / span) * (to - from) };
}

/** The axis' own domain, else round numbers around the values. A single value has room on both sides. */
export function domainOf(axis: Axis, values: readonly number[]): [number, number] {
  if (axis.domain !== undefined) return [axis.domain[0], axis.domain[1]];
  const [low, high] = rangeOf(values);
  if (low === high) {
    const room = Math.abs(low) / 10 || 1;
    return nice(low - room, high + room, 4);
  }
  return nice(low, high, 5);
}

/** Round numbers in the domain, with equally many digits each. */
export function tickLabels(axis: Axis, domain: readonly [number, number], count: number): [number, string][] {
  if (axis.ticks !== undefined) {
    // Names that would touch are left out; the last stays, since it is what the chart is about.
    const step = Math.ceil(axis.ticks.length / count);
    const last = axis.ticks.length - 1;
    return axis.ticks.flatMap(({ at, label }, i): [number, string][] =>
      (last - i) % step === 0 ? [[at, label]] : [],
    );
  }
  return ticks(domain[0], domain[1], count).map((tick) => {
    const value = Number(tick.toPrecision(12));
    return [value, tickText(value, axis)];
  });
}

function tickText(value: number, axis: Axis): string {
  switch (axis.unit) {
    case 'share':
      return formatShare(value);
    case 'delta':
      return formatDelta(value);
    case 'number':
      return Math.abs(value) >= 1e6 ? value.toExponential().replace('-', '−') : formatNumber(value);
    default:
      return written(value, axis.unit);
  }
}

export function place(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function line(x1: number, y1: number, x2: number, y2: number, className: readonly string[]): Element {
  return element('line', {
    className: [...className],
    x1: place(x1),
    y1: place(y1),
    x2: place(x2),
    y2: place(y2),
  });
}

export function label(
  x: number,
  y: number,
  words: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
  className: readonly string[] = [],
): Element {
  return element(
    'text',
    {
      x: place(x),
      y: place(y),
      ...(anchor === 'start' ? {} : { textAnchor: anchor }),
      ...(className.length > 0 && { className: [...className] }),
    },
    [words],
  );
}

/** Ticks and title below a drawing. The labels at the ends stay inside it. */
export function bottomAxis(axis: Axis, x: Scale, top: number, bottom: number, grid: boolean): Element[] {
  const all = tickLabels(axis, x.domain, 5);
  return [
    ...(grid ? all.map(([value]) => line(x.at(value), top, x.at(value), bottom, ['grid'])) : []),
    ...all.map(([value, words]) => {
      const at = x.at(value);
      const half = words.length * 3.3;
      const anchor = at + half > WIDTH ? 'end' : at - half < 0 ? 'start' : 'middle';
      return label(anchor === 'end' ? WIDTH : anchor === 'start' ? 0 : at, bottom + 15, words, anchor, [
        'tick',
      ]);
    }),
    label((x.at(x.domain[0]) + x.at(x.domain[1])) / 2, bottom + 31, axis.title, 'middle', ['soft']),
  ];
}

/** Gridlines with their numbers on the left, and the title above them. */
export function leftAxis(axis: Axis, y: Scale, left: number, right: number, titleAt: number): Element[] {
  return [
    ...tickLabels(axis, y.domain, 4).flatMap(([value, words]) => [
      line(left, y.at(value), right, y.at(value), ['grid']),
      label(left - 6, y.at(value) + 4, words, 'end', ['tick']),
    ]),
    label(0, titleAt, axis.title, 'start', ['soft']),
  ];
}

/** Room that the numbers of a left axis need. */
export function leftRoom(axis: Axis, domain: readonly [number, number]): number {
  const longest = Math.max(...tickLabels(axis, domain, 4).map(([, words]) => words.length));
  return Math.min(90, 12 + longest * 6.6);
}
