/** Curves and points on two axes, with their names beside them. */
import type { Element } from 'hast';
import type { Lines, Role, Series, SeriesPoint } from '../figure.js';
import { written } from '../figure-numbers.js';
import {
  bottomAxis,
  domainOf,
  label,
  leftAxis,
  leftRoom,
  line,
  place,
  type Scale,
  scale,
  WIDTH,
  wordWidth,
} from './axis.js';
import { element } from './element.js';

const TOP = 28;
const RIGHT = 8;
const AXIS = 36;
/** Where along a diagonal its name stands. */
const ALONG = 0.72;

export function drawLines(figure: Lines): { readonly height: number; readonly parts: Element[] } {
  const points = figure.series.flatMap((series) => series.points);
  const ys = points.flatMap(({ y, low, high }) => [y, low ?? y, high ?? y]);
  const ends = figure.reference ? [figure.reference.from, figure.reference.to] : [];
  const xDomain = domainOf(figure.x, [...points.map(({ x }) => x), ...ends.map(([x]) => x)]);
  const yDomain = domainOf(figure.y, [...ys, ...ends.map(([, y]) => y)]);
  const left = leftRoom(figure.y, yDomain);
  // Versions stand apart from the axis, and their marks are not cut.
  const inset = figure.x.ticks === undefined ? 0 : 12;
  const square = figure.reference !== undefined;
  const bottom = TOP + (square ? 220 : 130);
  const x = scale(xDomain, left + inset, WIDTH - RIGHT - inset);
  const y = scale(yDomain, bottom, TOP);
  return {
    height: bottom + AXIS,
    parts: [
      ...leftAxis(figure.y, y, left, WIDTH - RIGHT, 12),
      ...bottomAxis(figure.x, x, TOP, bottom, false),
      ...referenceParts(figure, x, y),
      // The candidate lies on top.
      ...[...figure.series].reverse().flatMap((series) => seriesParts(figure, series, x, y)),
      ...nameParts(figure, left, bottom),
    ],
  };
}

function referenceParts({ reference }: Lines, x: Scale, y: Scale): Element[] {
  if (reference === undefined) return [];
  const { from, to, label: words } = reference;
  const flat = from[1] === to[1];
  return [
    line(x.at(from[0]), y.at(from[1]), x.at(to[0]), y.at(to[1]), ['reference']),
    flat
      ? label(x.at(from[0]) + 4, y.at(from[1]) + 14, words, 'start', ['soft', 'halo'])
      : label(
          x.at(from[0] + (to[0] - from[0]) * ALONG),
          y.at(from[1] + (to[1] - from[1]) * ALONG) + 16,
          words,
          'start',
          ['soft', 'halo'],
        ),
  ];
}

function seriesParts(figure: Lines, series: Series, x: Scale, y: Scale): Element[] {
  const { points, role } = series;
  const clamped = (value: number) => Math.min(y.domain[1], Math.max(y.domain[0], value));
  const path = points
    .map((point, i) => `${i === 0 ? 'M' : 'L'}${place(x.at(point.x))} ${place(y.at(point.y))}`)
    .join('');
  if (!series.marks) return [element('path', { className: ['curve', role], d: path })];
  return [
    ...points.flatMap((point) =>
      point.low === undefined || point.high === undefined
        ? []
        : [
            line(x.at(point.x), y.at(clamped(point.low)), x.at(point.x), y.at(clamped(point.high)), [
              'whisker',
              role,
            ]),
          ],
    ),
    element('path', { className: ['curve', 'thin', role], d: path }),
    ...points.map((point) => titled(mark(role, x.at(point.x), y.at(point.y)), figure, point)),
    ...lastLabel(figure, points, x, y),
  ];
}

/** The value at the end of a trend stands beside its mark. */
function lastLabel(figure: Lines, points: readonly SeriesPoint[], x: Scale, y: Scale): Element[] {
  const last = points.at(-1);
  if (figure.x.ticks === undefined || last === undefined) return [];
  const above = y.at(last.y) - 10 > TOP + 6;
  return [
    label(x.at(last.x) + 8, y.at(last.y) + (above ? -9 : 18), written(last.y, figure.y.unit), 'end', [
      'strong',
      'halo',
    ]),
  ];
}

function titled(shape: Element, figure: Lines, point: SeriesPoint): Element {
  const of = point.label ?? written(point.x, figure.x.unit);
  const interval =
    point.low === undefined || point.high === undefined
      ? ''
      : ` [${written(point.low, figure.y.unit)}, ${written(point.high, figure.y.unit)}]`;
  return element('g', {}, [
    element('title', {}, [`${of}: ${written(point.y, figure.y.unit)}${interval}`]),
    shape,
  ]);
}

/** A filled circle for the candidate, a hollow diamond for the baseline. */
export function mark(role: Role, x: number, y: number): Element {
  return role === 'candidate'
    ? element('circle', { className: ['mark', role], cx: place(x), cy: place(y), r: '4' })
    : element('path', {
        className: ['mark', role],
        d: `M${place(x)} ${place(y - 5)}l5 5l-5 5l-5 -5z`,
      });
}

function nameParts(figure: Lines, left: number, bottom: number): Element[] {
  const { names, series } = figure;
  // What stands in no corner stands above the drawing, beside the title of the axis.
  if (names === 'none') return figure.x.ticks === undefined ? aboveNames(series) : [];
  return series.flatMap((one, i) => {
    const row = names === 'top-left' ? TOP + 14 + i * 18 : bottom - 12 - (series.length - 1 - i) * 18;
    const from = names === 'bottom-right' ? WIDTH - RIGHT - 150 : left + 10;
    return [...sample(one, from, row), label(from + 28, row + 4, one.label, 'start', ['halo'])];
  });
}

function aboveNames(series: readonly Series[]): Element[] {
  let end = WIDTH;
  return [...series].reverse().flatMap((one) => {
    const from = end - 28 - 1.1 * wordWidth(one.label);
    end = from - 12;
    return [...sample(one, from, 8), label(from + 28, 12, one.label)];
  });
}

function sample(series: Series, x: number, y: number): Element[] {
  return [
    line(x, y, x + 22, y, ['curve', ...(series.marks ? ['thin'] : []), series.role]),
    ...(series.marks ? [mark(series.role, x + 11, y)] : []),
  ];
}
