/** Values with intervals on one axis, as inline SVG. The same numbers stand in the table beside it. */
import type { Element } from 'hast';
import type { Chart } from '../document.js';
import { clip, formatNumber } from '../text.js';
import { element } from './element.js';

const WIDTH = 640;
const LABEL = 190;
const RIGHT = 24;
const ROW = 22;
const TOP = 8;
const AXIS = 26;

export function intervalChart(chart: Chart): Element {
  const low = Math.min(...chart.rows.map((row) => row.low));
  const high = Math.max(...chart.rows.map((row) => row.high));
  const span = high > low ? high - low : 1;
  const x = (value: number) => place(LABEL + ((value - low) / span) * (WIDTH - LABEL - RIGHT));
  const height = TOP + chart.rows.length * ROW + AXIS;
  const bottom = TOP + chart.rows.length * ROW;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => low + part * span);
  const parts: Element[] = [
    ...ticks.flatMap((tick) => [
      element('line', { className: ['grid'], x1: x(tick), x2: x(tick), y1: place(TOP), y2: place(bottom) }),
      element('text', { x: x(tick), y: place(bottom + 16), textAnchor: 'middle' }, [
        formatNumber(Number(tick.toPrecision(3))),
      ]),
    ]),
    ...chart.rows.flatMap((row, index) => {
      const y = TOP + index * ROW + ROW / 2;
      return [
        element('text', { x: place(LABEL - 10), y: place(y + 4), textAnchor: 'end' }, [clip(row.label, 26)]),
        element('line', {
          className: ['bar', row.verdict],
          x1: x(row.low),
          x2: x(row.high),
          y1: place(y),
          y2: place(y),
        }),
        element('circle', { className: ['dot', row.verdict], cx: x(row.value), cy: place(y), r: '4' }, [
          element('title', {}, [
            `${row.label}: ${formatNumber(row.value)} [${formatNumber(row.low)}, ${formatNumber(row.high)}]`,
          ]),
        ]),
      ];
    }),
  ];
  return element('figure', {}, [
    element('figcaption', {}, [chart.title]),
    element(
      'svg',
      {
        viewBox: `0 0 ${WIDTH} ${height}`,
        role: 'img',
        ariaLabel: `${chart.title}, with intervals; the numbers are in the table`,
      },
      parts,
    ),
  ]);
}

function place(value: number): string {
  return String(Math.round(value * 10) / 10);
}
