/** Pieces of content that several sections share: names, metrics, limits, intervals, runs. */
import type { Artifact, DatasetSummary, Direction, Operator, Result, Verdict } from '../../results/index.js';
import { type Block, type Content, code, details, list, table, text } from '../document.js';
import {
  formatBytes,
  formatCount,
  formatDelta,
  formatNumber,
  formatShare,
  NO_BREAK,
  plural,
} from '../text.js';

export const NOTHING: Content = [text('—')];

/** Worst first; what needs a person stands above what does not. */
const ORDER: readonly Verdict[] = ['error', 'fail', 'inconclusive', 'warn', 'pass', 'skipped'];
export function worstFirst<T extends { readonly verdict: Verdict }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
}

/** `gate`, or `gate (linux)` for a named result. */
export function labelOf(result: Result): string {
  return result.name === undefined ? result.command : `${result.command} (${result.name})`;
}

/** `roc_auc` ↑: the arrow says which way is better. */
export function metricName(name: string, direction: Direction | null): Content {
  return direction === null
    ? [code(name)]
    : [code(name), text(`${NO_BREAK}${direction === 'higher' ? '↑' : '↓'}`)];
}

export function sliceName(slice: string | null): Content {
  return slice === null ? [text('all')] : [code(slice)];
}

export function number(value: number | null, apart: readonly (number | null)[] = []): Content {
  if (value === null) return NOTHING;
  return [
    text(
      formatNumber(
        value,
        apart.filter((other) => other !== null),
      ),
    ),
  ];
}

export function count(value: number | null | undefined): Content {
  return value === null || value === undefined ? NOTHING : [text(formatCount(value))];
}

/** 0.84 [0.82, 0.86] */
export function valueWithInterval(value: number | null, interval: readonly [number, number] | null): Content {
  if (value === null) return NOTHING;
  const bounds = interval === null ? '' : ` [${formatNumber(interval[0])}, ${formatNumber(interval[1])}]`;
  return [text(`${formatNumber(value)}${bounds}`)];
}

/** −0.01 [−0.02, +0.003] */
export function deltaWithInterval(delta: number | null, interval: readonly [number, number] | null): Content {
  if (delta === null) return NOTHING;
  const bounds = interval === null ? '' : ` [${formatDelta(interval[0])}, ${formatDelta(interval[1])}]`;
  return [text(`${formatDelta(delta)}${bounds}`)];
}

/** What an operator asks for, as a reader says it. */
const LIMITS: Readonly<Record<Operator, (limit: number) => string>> = {
  min: (limit) => `≥${NO_BREAK}${formatNumber(limit)}`,
  max: (limit) => `≤${NO_BREAK}${formatNumber(limit)}`,
  max_drop: (limit) => `drop${NO_BREAK}≤${NO_BREAK}${formatNumber(limit)}`,
  max_drop_rel: (limit) => `drop${NO_BREAK}≤${NO_BREAK}${formatShare(limit)}`,
  min_gain: (limit) => `gain${NO_BREAK}≥${NO_BREAK}${formatNumber(limit)}`,
  max_gain: (limit) => `gain${NO_BREAK}≤${NO_BREAK}${formatNumber(limit)}`,
  max_gap: (limit) => `gap${NO_BREAK}≤${NO_BREAK}${formatNumber(limit)}`,
  equals: (limit) => `=${NO_BREAK}${formatNumber(limit)}`,
};
export function limitText(operator: Operator, limit: number): Content {
  return [text(LIMITS[operator](limit))];
}

/** The first twelve digits of a digest or eight of a commit: enough to tell apart, short enough to read. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12);
}

export function datasetTable(datasets: readonly DatasetSummary[]): Block {
  return table(
    ['dataset', 'path', 'rows>', 'columns>', 'files>', 'sha256'],
    datasets.map((dataset) => [
      [code(dataset.name)],
      [code(dataset.path)],
      count(dataset.rows),
      count(dataset.columns),
      count(dataset.files),
      [code(shortDigest(dataset.sha256))],
    ]),
    'spare',
  );
}

export function artifactTable(artifacts: readonly (Artifact & { readonly label?: string })[]): Block {
  return table(
    ['artifact', 'file', 'size>', 'sha256'],
    artifacts.map((artifact) => [
      [code(artifact.label ?? artifact.name)],
      [code(artifact.file)],
      [text(formatBytes(artifact.size))],
      [code(shortDigest(artifact.sha256))],
    ]),
    'spare',
  );
}

/** A folded list, or nothing where it would be empty. */
export function foldedList(title: string, items: readonly string[]): Block[] {
  if (items.length === 0) return [];
  return [
    details(
      [text(title)],
      [
        list(
          items.map((item) => [text(item)]),
          'spare',
        ),
      ],
    ),
  ];
}

export { plural };
