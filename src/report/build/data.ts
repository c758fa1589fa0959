/** Data: what was read, what was checked and found, and how far it drifted. */
import type {
  Drift,
  ImportContractResult,
  InferResult,
  ProfileResult,
  ValidateResult,
} from '../../results/index.js';
import { type Block, code, details, list, paragraph, table, text, verdictMark } from '../document.js';
import { formatNumber } from '../text.js';
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
            'method',
            'effect>',
            'threshold>',
            'p>',
            'q>',
            'n>',
            'm>',
            'status',
            'reason',
          ],
          worstFirst(drift).map((entry) => [
            [code(entry.column)],
            [code(entry.dataset)],
            [code(entry.reference)],
            [text(entry.method)],
            entry.effect === null ? [text('undefined')] : number(entry.effect, [entry.threshold]),
            number(entry.threshold),
            probability(entry.pValue),
            probability(entry.qValue),
            count(entry.n),
            count(entry.m),
            [verdictMark(entry.verdict)],
            entry.reason === undefined ? NOTHING : [text(entry.reason)],
          ]),
          'spare',
        ),
      ],
    ),
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
