/** A forest plot: each row has its words above its interval, so that both have room on a phone. */
import type { Element } from 'hast';
import type { Verdict } from '../../results/index.js';
import type { IntervalRow, Intervals } from '../figure.js';
import { rangeOf, written } from '../figure-numbers.js';
import { SYMBOLS } from '../symbols.js';
import { clip } from '../text.js';
import { bottomAxis, domainOf, label, line, place, type Scale, scale, WIDTH, wordWidth } from './axis.js';
import { element } from './element.js';
import { mark } from './lines.js';

const ROW = 36;
const TOP = 22;
const SIDE = 8;
const LABEL = 34;

export function drawIntervals(figure: Intervals): { readonly height: number; readonly parts: Element[] } {
  const { rows, line: through, ends } = figure;
  const values = rows.flatMap((row) => [row.value, row.low, row.high, row.margin?.at, row.baseline]);
  const [low, high] = rangeOf(
    [...values, through?.at].filter((value) => value !== null && value !== undefined),
  );
  // Room beside the outermost, so that a margin is seen to have two sides.
  const room = (high - low) / 12;
  const domain = domainOf(figure.x, [low - room, high + room]);
  const x = scale(domain, SIDE, WIDTH - SIDE);
  const bottom = TOP + rows.length * ROW + 2;
  return {
    height: bottom + (ends === undefined ? 36 : 50),
    parts: [
      ...rows.flatMap((row, i) => marginParts(row, x, TOP + i * ROW)),
      ...(through === undefined
        ? []
        : [
            line(x.at(through.at), TOP - 6, x.at(through.at), bottom, ['reference']),
            centred(x.at(through.at), 11, through.label),
          ]),
      ...rows.flatMap((row, i) => rowParts(figure, row, x, TOP + i * ROW)),
      ...bottomAxis(figure.x, x, TOP, bottom, false),
      ...(ends === undefined
        ? []
        : [
            label(SIDE, bottom + 46, `← ${ends[0]}`, 'start', ['soft']),
            label(WIDTH - SIDE, bottom + 46, `${ends[1]} →`, 'end', ['soft']),
          ]),
    ],
  };
}

function centred(at: number, y: number, words: string): Element {
  const half = wordWidth(words) / 2;
  if (at - half < 0) return label(0, y, words, 'start', ['soft']);
  return at + half > WIDTH
    ? label(WIDTH, y, words, 'end', ['soft'])
    : label(at, y, words, 'middle', ['soft']);
}

/** The side that is not allowed is shaded, and its end dashed. */
function marginParts({ margin }: IntervalRow, x: Scale, top: number): Element[] {
  if (margin === undefined) return [];
  const at = x.at(margin.at);
  const [from, to] = margin.bad === 'below' ? [0, at] : [at, WIDTH];
  return [
    element('rect', {
      className: ['forbidden'],
      x: place(from),
      y: place(top),
      width: place(Math.max(0, to - from)),
      height: place(ROW),
    }),
    line(at, top, at, top + ROW, ['margin']),
  ];
}

function rowParts(figure: Intervals, row: IntervalRow, x: Scale, top: number): Element[] {
  const words = `${row.verdict === null ? '' : `${SYMBOLS[row.verdict]} `}${clip(row.label, LABEL)}`;
  const y = top + 25;
  const kind = row.verdict ?? 'candidate';
  const { low, high } = row;
  const interval =
    low === null || high === null ? '' : ` [${written(low, figure.x.unit)}, ${written(high, figure.x.unit)}]`;
  const status = row.verdict === null ? '' : `, ${row.verdict}`;
  return [
    label(SIDE, top + 13, words, 'start', ['halo', ...(row.verdict === null ? [] : [row.verdict])]),
    label(WIDTH - SIDE, top + 13, written(row.value, figure.x.unit), 'end', ['strong', 'halo']),
    ...(low === null || high === null
      ? []
      : [
          line(x.at(low), y, x.at(high), y, ['range', kind]),
          line(x.at(low), y - 4, x.at(low), y + 4, ['range', kind]),
          line(x.at(high), y - 4, x.at(high), y + 4, ['range', kind]),
        ]),
    ...(row.baseline === undefined ? [] : [mark('baseline', x.at(row.baseline), y)]),
    element('g', {}, [
      element('title', {}, [`${row.label}: ${written(row.value, figure.x.unit)}${interval}${status}`]),
      row.verdict === null ? mark('candidate', x.at(row.value), y) : shape(row.verdict, x.at(row.value), y),
    ]),
  ];
}

/** A shape a verdict, so that colour is not the only sign. */
function shape(verdict: Verdict, x: number, y: number): Element {
  const [left, top] = [place(x), place(y)];
  const path = (d: string) => element('path', { className: ['shape', verdict], d: `M${left} ${top}${d}` });
  switch (verdict) {
    case 'pass':
      return element('circle', { className: ['shape', verdict], cx: left, cy: top, r: '4.5' });
    case 'warn':
      return path('m0 -6l6 10h-12z');
    case 'fail':
      return path('m-5 -5h10v10h-10z');
    case 'error':
      return path('m-6 0l6 -6l6 6l-6 6z');
    case 'inconclusive':
    case 'skipped':
      return element('circle', { className: ['shape', 'hollow', verdict], cx: left, cy: top, r: '4.5' });
  }
}
