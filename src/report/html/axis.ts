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

/** As many ticks as have room beside each other. */
function fitting(axis: Axis, x: Scale): readonly Placed[] {
  for (let count = 6; count > 1; count--) {
    const all = tickLabels(axis, x.domain, count).map(([value, words]) => placed(x.at(value), words));
    if (all.every(({ from }, i) => i === 0 || from - (all[i - 1]?.to ?? 0) >= 6)) return all;
  }
  return tickLabels(axis, x.domain, 1).map(([value, words]) => placed(x.at(value), words));
}

interface Placed {
  readonly words: string;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** About how wide a word of 11 px is, on the generous side; fonts of systems differ. */
export function wordWidth(words: string): number {
  let width = 0;
  for (const char of words) width += /[%mwMW@]/.test(char) ? 11.5 : /[.,:;il|' ]/.test(char) ? 4 : 7.2;
  return width;
}

/** Centred below its tick, but never outside the drawing. */
function placed(at: number, words: string): Placed {
  const width = wordWidth(words);
  const from = Math.max(0, Math.min(WIDTH - width, at - width / 2));
  return { words, at, from, to: from + width };
}

/** Ticks and title below a drawing. The labels at the ends stay inside it. */
export function bottomAxis(axis: Axis, x: Scale, top: number, bottom: number, grid: boolean): Element[] {
  const all = fitting(axis, x);
  return [
    ...(grid ? all.map(({ at }) => line(at, top, at, bottom, ['grid'])) : []),
    ...all.map(({ words, from, to }) => label((from + to) / 2, bottom + 15, words, 'middle', ['tick'])),
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
  return Math.min(90, 8 + Math.max(...tickLabels(axis, domain, 4).map(([, words]) => wordWidth(words))));
}
