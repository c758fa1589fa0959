/** Charts in Unicode, for Markdown that draws nothing and for terminals: a few lines each, no library. */
import type { Bars, Chart, Intervals, Lines } from './figure.js';
import { heightAt, rangeOf, written } from './figure-numbers.js';
import { SYMBOLS } from './symbols.js';
import { clip } from './text.js';

const LEVELS = '▁▂▃▄▅▆▇█';
/** Columns of a sparkline and of an axis. */
const COLUMNS = 24;
const AXIS = 33;
const NAME = 26;

/** One character a value, 8 levels between the ends of the scale; a space where there is no value. */
export function sparkline(
  values: readonly (number | null)[],
  [low, high]: readonly [number, number],
): string {
  const span = high > low ? high - low : 1;
  return values
    .map((value) => {
      if (value === null) return ' ';
      const level = Math.ceil(((value - low) / span) * LEVELS.length - 1e-9) - 1;
      return LEVELS[Math.max(0, Math.min(LEVELS.length - 1, level))] ?? '';
    })
    .join('');
}

/** The lines of a chart, its title first. Empty for a matrix, whose table says it better. */
export function glyphLines({ title, figure }: Chart): string[] {
  switch (figure.kind) {
    case 'lines':
      return [title, ...lineGlyphs(figure)];
    case 'intervals':
      return [title, ...intervalGlyphs(figure)];
    case 'bars':
      return [title, ...barGlyphs(figure)];
    case 'matrix':
      return [];
  }
}

function lineGlyphs({ x, y, series }: Lines): string[] {
  const all = series.flatMap(({ points }) => points);
  const [from, to] = x.domain ?? rangeOf(all.map((point) => point.x));
  const scale = y.domain ?? rangeOf(all.map((point) => point.y));
  const width = Math.max(...series.map(({ label }) => [...clip(label, NAME)].length));
  return series.map(({ label, points, marks }) => {
    const values = marks
      ? points.map((point) => point.y)
      : Array.from({ length: COLUMNS }, (_, k) => heightAt(points, from + (k / (COLUMNS - 1)) * (to - from)));
    const ends =
      marks && points.length > 1
        ? `  ${written(points[0]?.y ?? 0, y.unit)} → ${written(points.at(-1)?.y ?? 0, y.unit)}`
        : '';
    return `${pad(clip(label, NAME), width)}  ${sparkline(values, scale)}${ends}`.trimEnd();
  });
}

function barGlyphs({ x, series }: Bars): string[] {
  const width = Math.max(...series.map(({ label }) => [...clip(label, NAME)].length));
  return series.map(({ label, edges, counts }) => {
    const line = sparkline(
      counts.map((count) => (count === 0 ? null : count)),
      [0, Math.max(...counts, 1)],
    );
    const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 0];
    return `${pad(clip(label, NAME), width)}  ${written(first, x.unit)} ${line} ${written(last, x.unit)}`;
  });
}

/** `├──●──┤` on one axis; `│` is no difference, `┆` the margin. */
function intervalGlyphs({ x, rows, line }: Intervals): string[] {
  const [low, high] = rangeOf(
    [...rows.flatMap((row) => [row.value, row.low, row.high, row.margin?.at]), line?.at].filter(
      (value) => value !== null && value !== undefined,
    ),
  );
  const span = high > low ? high - low : 1;
  const column = (value: number) => Math.round(((value - low) / span) * (AXIS - 1));
  const width = Math.max(...rows.map((row) => [...clip(row.label, NAME)].length));
  return rows.map((row) => {
    const cells = new Array<string>(AXIS).fill(' ');
    if (line !== undefined) cells[column(line.at)] = '│';
    if (row.margin !== undefined) cells[column(row.margin.at)] = '┆';
    if (row.low !== null && row.high !== null) {
      for (let k = column(row.low); k <= column(row.high); k++) cells[k] = '─';
      cells[column(row.low)] = '├';
      cells[column(row.high)] = '┤';
    }
    cells[column(row.value)] = '●';
    const mark = row.verdict === null ? '' : `${SYMBOLS[row.verdict]} `;
    return `${mark}${pad(clip(row.label, NAME), width)}  ${cells.join('')}  ${written(row.value, x.unit)}`;
  });
}

function pad(word: string, width: number): string {
  return `${word}${' '.repeat(Math.max(0, width - [...word].length))}`;
}
