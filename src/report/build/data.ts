/** Data: what was read, what was checked and found, and how far it drifted. */
import type {
  Drift,
  ImportContractResult,
  InferResult,
  ProfileResult,
  ValidateResult,
} from '../../results/index.js';
import {
  type Block,
  type Content,
  code,
  details,
  list,
  paragraph,
  table,
  text,
  verdictMark,
} from '../document.js';
import { formatNumber, visible } from '../text.js';
import { quietFindings } from './findings.js';
import { count, datasetTable, foldedList, NOTHING, number, plural, worstFirst } from './parts.js';

export function validateBlocks(result: ValidateResult): Block[] {
  const drift = result.drift ?? [];
  return [
    details(
      [text(`Data: ${plural(result.datasets.length, 'dataset')}, ${plural(result.checks, 'check')}`)],
      [
        ...(result.datasets.length > 0 ? [datasetTable(result.datasets)] : []),
        ...quietFindings(result.findings),
      ],
    ),
    ...driftBlocks(drift),
  ];
}

export function driftBlocks(drift: readonly Drift[]): Block[] {
  if (drift.length === 0) return [];
  const drifted = drift.filter((entry) => entry.verdict !== 'pass' && entry.verdict !== 'skipped').length;
  return [
    details(
      [text(`Drift: ${drifted} of ${plural(drift.length, 'column')}`)],
      [
        table(
          [
            'column',
            'dataset',
            'against',
            'status',
            'effect>',
            'threshold>',
            'p>',
            'q>',
            'shares',
            'reason',
            'n>',
            'm>',
            'method',
          ],
          worstFirst(drift).map((entry) => [
            [code(entry.column)],
            [code(entry.dataset)],
            [code(entry.reference)],
            [verdictMark(entry.verdict)],
            entry.effect === null ? NOTHING : number(entry.effect, [entry.threshold]),
            entry.method === 'none' ? NOTHING : number(entry.threshold),
            probability(entry.pValue),
            probability(entry.qValue),
            sparklines(entry),
            entry.reason === undefined ? NOTHING : [text(entry.reason)],
            count(entry.n),
            count(entry.m),
            [text(entry.method)],
          ]),
          'spare',
        ),
        ...pictures(drift),
      ],
    ),
  ];
}

const LEVELS = '▁▂▃▄▅▆▇█';

/** Shares of the bins as two rows of blocks on one scale. */
function sparklines({ shares }: Drift): Content {
  if (shares === undefined) return NOTHING;
  const most = Math.max(...shares.reference, ...shares.current, Number.MIN_VALUE);
  const line = (values: readonly number[]) =>
    values
      .map((value) => LEVELS[Math.min(7, Math.ceil((value / most) * 8 - 1e-9) - 1)] ?? LEVELS[0])
      .join('');
  return [code(line(shares.reference)), text(' → '), code(line(shares.current))];
}

/** At most this many figures on a page; the table has every column. */
const FIGURES = 40;

function pictures(drift: readonly Drift[]): Block[] {
  const drawn = new Set<string>();
  const panels = worstFirst(drift).flatMap(({ shares, column, dataset, verdict }) => {
    // Two methods may judge one column; it has one picture.
    const key = JSON.stringify([dataset, column]);
    if (shares === undefined || drawn.has(key)) return [];
    drawn.add(key);
    const bins = shares.labels.map((label, index) => ({
      label: visible(label),
      reference: shares.reference[index] ?? 0,
      current: shares.current[index] ?? 0,
    }));
    return [{ title: visible(`${column} (${dataset})`), verdict, bins }];
  });
  if (panels.length === 0) return [];
  const left = panels.length - FIGURES;
  return [
    {
      type: 'histograms',
      caption: `Shares of the rows in each bin: the reference outlined, the current rows filled${left > 0 ? `; ${plural(left, 'more column')} in the table` : ''}.`,
      panels: panels.slice(0, FIGURES),
      keep: 'spare',
    },
  ];
}

function probability(p: number | null) {
  if (p === null) return NOTHING;
  return [text(p < 1e-6 ? '< 0.000001' : formatNumber(Number(p.toPrecision(3))))];
}

export function profileBlocks(result: ProfileResult): Block[] {
  if (result.datasets.length === 0) return [];
  return [
    details(
      [text(`Profiles: ${plural(result.datasets.length, 'dataset')}`)],
      [datasetTable(result.datasets)],
    ),
  ];
}

export function inferBlocks(result: InferResult): Block[] {
  return [
    paragraph([text('Contract: '), code(result.contract)]),
    ...foldedList(
      `${plural(result.guesses.length, 'guess', 'guesses')} that a person should read`,
      result.guesses,
    ),
  ];
}

export function importBlocks(result: ImportContractResult): Block[] {
  const lost = result.notCarried.map(({ what, reason, fix }) => [
    text(`${what}: ${reason}${fix === undefined ? '' : ` (${fix})`}`),
  ]);
  return [
    paragraph([text('Contract: '), code(result.contract)]),
    // Not folded: a terminal cuts what is folded, and this is what a person has to read.
    ...(lost.length === 0
      ? []
      : [paragraph([text(`${plural(lost.length, 'thing')} not carried over:`)]), list(lost, 'spare')]),
    ...foldedList(plural(result.notes.length, 'note'), result.notes),
  ];
}
