/**
 * Curves and histograms as Mermaid's xychart, which GitHub draws. A string in it cannot be escaped, so only letters,
 * digits and a few signs that mean nothing there go in; the rest becomes a dot. An xychart names no line, so the
 * title does.
 */
import type { Axis, Bars, Chart, Lines } from '../figure.js';
import { heightAt, rangeOf } from '../figure-numbers.js';
import { clip } from '../text.js';

/** Places along the axis at which a curve is read. */
const PLACES = 21;

/** Null where Mermaid has no such chart. */
export function mermaidLines({ title, figure }: Chart): string[] | null {
  switch (figure.kind) {
    case 'lines':
      return curves(title, figure);
    case 'bars':
      return histogram(title, figure);
    default:
      return null;
  }
}

function curves(title: string, { x, y, series }: Lines): string[] | null {
  const points = series.flatMap((one) => one.points);
  const yRange = y.domain ?? padded(rangeOf(points.map((point) => point.y)));
  const head = (names: string) => ['xychart-beta', `    title ${quoted(`${title}${names}`)}`];
  if (x.ticks !== undefined) {
    const [only] = series;
    if (only === undefined || only.points.length < 2) return null;
    return [
      ...head(''),
      `    x-axis [${x.ticks.map(({ label }) => quoted(label)).join(', ')}]`,
      `    y-axis ${quoted(y.title)} ${number(yRange[0])} --> ${number(yRange[1])}`,
      `    line [${only.points.map((point) => number(point.y)).join(', ')}]`,
    ];
  }
  // Marks lie at places of their own, which a line at equal distances would move.
  if (series.some(({ marks }) => marks)) return null;
  const domain = x.domain ?? rangeOf(points.map((point) => point.x));
  const names = series.map(({ label }) => label).join(', then ');
  return [
    ...head(`: ${names}`),
    `    x-axis ${axis(x, domain)}`,
    `    y-axis ${axis(y, yRange)}`,
    ...series.map((one) => `    line [${read(one.points, domain).map(number).join(', ')}]`),
  ];
}

function histogram(title: string, { x, series }: Bars): string[] | null {
  const [first, second] = series;
  if (first === undefined || first.counts.length < 2) return null;
  if (second !== undefined && second.edges.join() !== first.edges.join()) return null;
  const names = series.map(({ label }, k) => `${label}${k === 0 ? '' : ' as a line'}`).join(', ');
  return [
    'xychart-beta',
    `    title ${quoted(`${title}: ${names}`)}`,
    `    x-axis ${axis(x, [first.edges[0] ?? 0, first.edges.at(-1) ?? 1])}`,
    `    y-axis "count"`,
    `    bar [${first.counts.map(number).join(', ')}]`,
    ...(second === undefined ? [] : [`    line [${second.counts.map(number).join(', ')}]`]),
  ];
}

function read(points: Lines['series'][number]['points'], [from, to]: readonly [number, number]): number[] {
  return Array.from({ length: PLACES }, (_, k) => {
    const at = from + (k / (PLACES - 1)) * (to - from);
    // A precision-recall curve begins at its first point; before it, it is as high as there.
    return (
      heightAt(points, Number(at.toPrecision(12))) ??
      (at < (points[0]?.x ?? 0) ? points[0]?.y : points.at(-1)?.y) ??
      0
    );
  });
}

function axis({ title }: Axis, [low, high]: readonly [number, number]): string {
  return `${quoted(title)} ${number(low)} --> ${number(high)}`;
}

function padded([low, high]: readonly [number, number]): [number, number] {
  const room = (high - low) / 10 || Math.abs(low) / 10 || 1;
  return [low - room, high + room];
}

/** Digits that no parser takes for something else: no exponent. */
function number(value: number): string {
  const short = Number(value.toPrecision(5));
  return Math.abs(short) >= 1e15
    ? String(BigInt(Math.round(short)))
    : short.toFixed(12).replace(/\.?0+$/, '');
}

function quoted(words: string): string {
  const plain = clip(words.replace(/[^\p{L}\p{N} _.,:()=+-]/gu, '·'), 80).replace('…', '·');
  return `"${plain.trim() === '' ? '·' : plain}"`;
}
