/** Histograms of one or two series on one axis: the candidate filled, the baseline a dashed outline. */
import type { Element } from 'hast';
import type { Bars, Bins } from '../figure.js';
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
const BOTTOM = 168;
const RIGHT = 8;

export function drawBars(figure: Bars): { readonly height: number; readonly parts: Element[] } {
  const heights = figure.series.map((series) => heightsOf(series, isShared(figure)));
  const share = isShared(figure);
  const axis = {
    title: share ? 'share in each bin' : 'share per unit',
    unit: share ? ('share' as const) : ('number' as const),
  };
  const yDomain = domainOf(axis, [0, ...heights.flat()]);
  const xDomain = domainOf(
    figure.x,
    figure.series.flatMap(({ edges }) => [edges[0] ?? 0, edges.at(-1) ?? 1]),
  );
  const left = leftRoom(axis, yDomain);
  const x = scale(xDomain, left, WIDTH - RIGHT);
  const y = scale(yDomain, BOTTOM, TOP);
  return {
    height: BOTTOM + 36,
    parts: [
      ...leftAxis(axis, y, left, WIDTH - RIGHT, 12),
      ...bottomAxis(figure.x, x, TOP, BOTTOM, false),
      ...figure.series.flatMap((series, k) => outline(series, heights[k] ?? [], x, y)),
      ...(figure.line === undefined
        ? []
        : [line(x.at(figure.line.at), TOP, x.at(figure.line.at), BOTTOM, ['reference'])]),
      ...names(figure.series),
    ],
  };
}

/** With the same edges on both sides a height is a share; else it is one per unit, so that areas compare. */
function isShared({ series }: Bars): boolean {
  const [first] = series;
  return series.every(({ edges }) => edges.join() === first?.edges.join());
}

function heightsOf({ edges, counts, below, above }: Bins, shared: boolean): number[] {
  const total = counts.reduce((sum, count) => sum + count, below + above) || 1;
  return counts.map((count, k) => {
    const width = (edges[k + 1] ?? 0) - (edges[k] ?? 0);
    return count / total / (shared ? 1 : width || 1);
  });
}

function outline({ edges, role }: Bins, heights: readonly number[], x: Scale, y: Scale): Element[] {
  const base = place(y.at(0));
  const steps = heights.map(
    (height, k) =>
      `L${place(x.at(edges[k] ?? 0))} ${place(y.at(height))}L${place(x.at(edges[k + 1] ?? 0))} ${place(y.at(height))}`,
  );
  const d = `M${place(x.at(edges[0] ?? 0))} ${base}${steps.join('')}L${place(x.at(edges.at(-1) ?? 0))} ${base}`;
  return [
    ...(role === 'candidate' ? [element('path', { className: ['area', role], d: `${d}Z` })] : []),
    element('path', { className: ['curve', 'thin', role], d }),
  ];
}

function names(series: readonly Bins[]): Element[] {
  let end = WIDTH;
  return [...series].reverse().flatMap((one) => {
    const from = end - 28 - 1.1 * wordWidth(one.label);
    end = from - 12;
    return [line(from, 8, from + 22, 8, ['curve', one.role]), label(from + 28, 12, one.label)];
  });
}
