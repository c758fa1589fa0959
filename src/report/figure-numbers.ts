/** What every format needs of a chart's numbers: how they are written, where a curve is at x, the table of a chart. */
import { type Content, code, type Table, table, text } from './document.js';
import type { Bars, Chart, Intervals, Lines, Matrix, Series, Unit } from './figure.js';
import { formatCount, formatDelta, formatNumber, formatShare } from './text.js';

export function written(value: number, unit: Unit): string {
  switch (unit) {
    case 'share':
      return formatShare(value);
    case 'count':
      return formatCount(value);
    case 'delta':
      return formatDelta(value);
    case 'ms':
      return `${formatNumber(Number(value.toPrecision(3)))} ms`;
    case 'number':
      return formatNumber(Number(value.toPrecision(4)));
  }
}

/** The height of a curve at x, on straight lines between its points; of a step the higher end. Null outside it. */
export function heightAt(points: Series['points'], x: number): number | null {
  let found: number | null = null;
  for (const [i, point] of points.entries()) {
    if (point.x === x) {
      found = Math.max(found ?? Number.NEGATIVE_INFINITY, point.y);
      continue;
    }
    const before = points[i - 1];
    if (found === null && before !== undefined && before.x < x && point.x > x) {
      found = before.y + ((x - before.x) / (point.x - before.x)) * (point.y - before.y);
    }
    if (point.x > x) break;
  }
  return found;
}

const NONE: Content = [text('—')];
const cell = (value: number | null | undefined, unit: Unit): Content =>
  value === null || value === undefined ? NONE : [text(written(value, unit))];

/** The numbers of a chart for people who cannot see it. Long curves are read at eleven places. */
export function dataTable({ figure }: Chart): Table {
  switch (figure.kind) {
    case 'lines':
      return linesTable(figure);
    case 'intervals':
      return intervalsTable(figure);
    case 'matrix':
      return matrixTable(figure);
    case 'bars':
      return barsTable(figure);
  }
}

const PLACES = 11;

function linesTable({ x, y, series }: Lines): Table {
  const [first] = series;
  if (series.some(({ marks }) => marks)) {
    // Few points with a meaning each: all of them.
    return table(
      ['series', x.title, `${y.title}>`, 'from>', 'to>'],
      series.flatMap(({ label, points }) =>
        points.map((point) => [
          [text(label)],
          [text(point.label ?? x.ticks?.find(({ at }) => at === point.x)?.label ?? written(point.x, x.unit))],
          cell(point.y, y.unit),
          cell(point.low, y.unit),
          cell(point.high, y.unit),
        ]),
      ),
      'spare',
    );
  }
  const [from, to] = x.domain ?? rangeOf(first?.points.map((point) => point.x) ?? [0, 1]);
  return table(
    [`${x.title}>`, ...series.map(({ label }) => `${label}>`)],
    Array.from({ length: PLACES }, (_, k) => {
      const at = Number((from + (k / (PLACES - 1)) * (to - from)).toPrecision(12));
      return [cell(at, x.unit), ...series.map(({ points }) => cell(heightAt(points, at), y.unit))];
    }),
    'spare',
  );
}

function intervalsTable({ x, rows }: Intervals): Table {
  const judged = rows.some(({ verdict }) => verdict !== null);
  const margins = rows.some(({ margin }) => margin !== undefined);
  const baselines = rows.some(({ baseline }) => baseline !== undefined);
  return table(
    [
      'what',
      `${x.title}>`,
      'from>',
      'to>',
      ...(baselines ? ['baseline>'] : []),
      ...(margins ? ['margin>'] : []),
      ...(judged ? ['status'] : []),
    ],
    rows.map((row) => [
      [code(row.label)],
      cell(row.value, x.unit),
      cell(row.low, x.unit),
      cell(row.high, x.unit),
      ...(baselines ? [cell(row.baseline, x.unit)] : []),
      ...(margins ? [cell(row.margin?.at, x.unit)] : []),
      ...(judged ? [[text(row.verdict ?? '—')]] : []),
    ]),
    'spare',
  );
}

/** Rows are what is true, columns what was predicted. */
export function matrixTable({ classes, counts }: Matrix): Table {
  return table(
    ['true \\ predicted', ...classes.map((name) => `${name}>`)],
    counts.map((row, k) => [[code(classes[k] ?? '')], ...row.map((count) => [text(formatNumber(count))])]),
    'spare',
  );
}

function barsTable({ x, series }: Bars): Table {
  return table(
    ['series', `${x.title}, from>`, 'to>', 'count>', 'share>'],
    series.flatMap(({ label, edges, counts, below, above }) => {
      const total = counts.reduce((sum, count) => sum + count, below + above);
      const row = (from: number | null, to: number | null, count: number) => [
        [text(label)],
        cell(from, x.unit),
        cell(to, x.unit),
        [text(formatNumber(count))],
        [text(formatShare(total > 0 ? count / total : 0))],
      ];
      return [
        ...(below > 0 ? [row(null, edges[0] ?? null, below)] : []),
        ...counts.flatMap((count, k) =>
          count > 0 ? [row(edges[k] ?? null, edges[k + 1] ?? null, count)] : [],
        ),
        ...(above > 0 ? [row(edges.at(-1) ?? null, null, above)] : []),
      ];
    }),
    'spare',
  );
}

/** Least and largest; of nothing 0 and 1. */
export function rangeOf(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}
