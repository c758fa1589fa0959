/** Gate and evaluation: the metric diff table that a reviewer reads, and the metrics and slices behind it. */
import type { EvaluateResult, GateResult, Metric, RuleResult } from '../../results/index.js';
import {
  type Block,
  type Content,
  charts,
  code,
  details,
  heading,
  link,
  paragraph,
  table,
  text,
  verdictMark,
} from '../document.js';
import { formatNumber } from '../text.js';
import { curveBlocks } from './curves.js';
import { forestBlocks, sliceCharts } from './forest.js';
import {
  count,
  deltaWithInterval,
  limitText,
  metricName,
  NOTHING,
  number,
  plural,
  shortDigest,
  sliceName,
  valueWithInterval,
  worstFirst,
} from './parts.js';

const DIFF = ['metric', 'slice', 'n>', 'baseline>', 'candidate>', 'Δ>', 'limit', 'status', 'reason'] as const;
type Comparison = GateResult['metrics'][number];

export function gateBlocks(result: GateResult, repositoryUrl: string | null): Block[] {
  const known = new Map(result.metrics.map((metric) => [keyOf(metric.name, metric.slice), metric]));
  const rules = worstFirst(result.rules);
  const open = rules.filter((rule) => rule.verdict !== 'pass' || rule.slice === null);
  const folded = rules.filter((rule) => rule.verdict === 'pass' && rule.slice !== null);
  const ruled = new Set(rules.map((rule) => keyOf(rule.metric, rule.slice)));
  const unruled = result.metrics.filter((metric) => !ruled.has(keyOf(metric.name, metric.slice)));
  const rowsOf = (list: readonly RuleResult[]) =>
    list.map((rule) => ruleRow(rule, known.get(keyOf(rule.metric, rule.slice))));
  return [
    heading(3, [text('Metrics')]),
    paragraph(baselineSentence(result, repositoryUrl)),
    ...(open.length > 0 ? [table(DIFF, rowsOf(open), 'normal')] : []),
    ...(folded.length > 0
      ? [
          details(
            [text(`${plural(folded.length, 'rule')} on slices passed`)],
            [table(DIFF, rowsOf(folded), 'spare')],
          ),
        ]
      : []),
    ...forestBlocks(result),
    ...unruledBlocks(unruled),
    ...methodBlocks(result.metrics),
  ];
}

function baselineSentence(result: GateResult, repositoryUrl: string | null): Content {
  if (result.firstRun) {
    return [text('Baseline: none yet. This is the first run, so only the absolute rules say anything.')];
  }
  if (result.baseline === null) return [text('Baseline: none; no rule compares with one.')];
  const { source, version, digest, commit, why } = result.baseline;
  // Its form is held by the schema, so that the address is one of our own repository whoever wrote the result.
  const address = commit === undefined || repositoryUrl === null ? null : `${repositoryUrl}/commit/${commit}`;
  return [
    text('Baseline: '),
    code(source),
    ...(version === null ? [] : [text(`, version ${version}`)]),
    ...(digest === null ? [] : [text(', '), code(shortDigest(digest))]),
    ...(commit === undefined
      ? []
      : [text(', commit '), address === null ? code(commit.slice(0, 8)) : link(commit.slice(0, 8), address)]),
    ...(why === undefined ? [] : [text(`: ${why}`)]),
  ];
}

function keyOf(name: string, slice: string | null): string {
  return JSON.stringify([name, slice]);
}

function ruleRow(rule: RuleResult, metric: Comparison | undefined): Content[] {
  const baseline = rule.baseline ?? metric?.baseline ?? null;
  const candidate = rule.candidate ?? metric?.candidate ?? null;
  return [
    metricName(rule.metric, rule.direction),
    sliceName(rule.slice),
    count(rule.n ?? metric?.n),
    sideCell(baseline, 'baseline', metric, [candidate, rule.limit]),
    sideCell(candidate, 'candidate', metric, [baseline, rule.limit]),
    deltaWithInterval(rule.delta ?? metric?.delta ?? null, rule.interval ?? metric?.interval ?? null),
    limitText(rule.operator, rule.limit),
    [verdictMark(rule.verdict)],
    // The word alone: the sentence stands among the failures, and would make the table wider than a comment.
    [text(rule.reason.replaceAll('_', ' '))],
  ];
}

/** A number, or the word for why there is none: a new metric has no baseline, and that is not +100%. */
function sideCell(
  value: number | null,
  side: 'baseline' | 'candidate',
  metric: Comparison | undefined,
  apart: readonly (number | null)[],
): Content {
  if (value !== null) return number(value, apart);
  if (metric?.note === 'new' && side === 'baseline') return [text('new')];
  if (metric?.note === 'removed' && side === 'candidate') return [text('removed')];
  if (metric?.note === 'undefined') return [text('undefined')];
  return NOTHING;
}

/** New and removed metrics in the open, since nobody asked for them; the others folded. */
function unruledBlocks(metrics: readonly Comparison[]): Block[] {
  if (metrics.length === 0) return [];
  const changed = metrics.filter((metric) => metric.note === 'new' || metric.note === 'removed');
  const rows = [...changed, ...metrics.filter((metric) => !changed.includes(metric))].map((metric) => [
    metricName(metric.name, metric.direction),
    sliceName(metric.slice),
    count(metric.n),
    sideCell(metric.baseline, 'baseline', metric, [metric.candidate]),
    sideCell(metric.candidate, 'candidate', metric, [metric.baseline]),
    deltaWithInterval(metric.delta, metric.interval),
    metric.note === null ? NOTHING : [text(metric.note)],
  ]);
  const news = changed.filter((metric) => metric.note === 'new').length;
  const removed = changed.length - news;
  const words = [...(news > 0 ? [`${news} new`] : []), ...(removed > 0 ? [`${removed} removed`] : [])].join(
    ', ',
  );
  return [
    details(
      [text(`${plural(metrics.length, 'metric')} without a rule${words === '' ? '' : ` (${words})`}`)],
      [table(['metric', 'slice', 'n>', 'baseline>', 'candidate>', 'Δ>', 'note'], rows, 'spare')],
    ),
  ];
}

/** Each difference that was measured in pairs: is it shown, how large may it be, and by which method. */
function methodBlocks(metrics: readonly Comparison[]): Block[] {
  const measured = metrics.filter((metric) => metric.method !== undefined);
  if (measured.length === 0) return [];
  const rows = measured.map((metric) => [
    metricName(metric.name, metric.direction),
    sliceName(metric.slice),
    deltaWithInterval(metric.delta, metric.interval95 ?? null),
    [text(SIGNIFICANT[metric.significant ?? 'unknown'])],
    [text(metric.method ?? '')],
  ]);
  return [
    details(
      [
        text(
          `${plural(measured.length, 'difference')} measured on the same examples: significance and methods`,
        ),
      ],
      [
        paragraph([
          text(
            'The gate decides by the 90% interval in the table above (one-sided 5%); here stands the 95% interval. Slices of a metric are corrected together (Benjamini-Hochberg).',
          ),
        ]),
        table(['metric', 'slice', 'Δ, 95% interval>', 'significant', 'method'], rows, 'spare'),
      ],
    ),
  ];
}
const SIGNIFICANT = { better: 'yes, better', worse: 'yes, worse', no: 'no', unknown: '—' } as const;

/** Metrics of an evaluation. `folded` where a gate already shows the same values. */
export function evaluateBlocks(result: EvaluateResult, folded: boolean): Block[] {
  const whole = result.metrics.filter((metric) => metric.slice === null);
  const slices = result.metrics.filter((metric) => metric.slice !== null);
  const named = new Set(slices.map((metric) => metric.slice)).size;
  const body: Block[] = [
    paragraph([
      text(`Task ${result.task}`),
      ...(result.dataset === null
        ? []
        : [text(', dataset '), code(result.dataset.name), text(`, ${plural(result.dataset.rows, 'row')}`)]),
      ...(result.model === null ? [] : [text(', model '), code(shortDigest(result.model.sha256))]),
    ]),
    ...(whole.length > 0 ? [metricTable(whole)] : []),
    ...(slices.length > 0
      ? [details([text(`${plural(named, 'slice')}`)], [...charts(sliceCharts(result)), metricTable(slices)])]
      : []),
  ];
  const curves = curveBlocks(result);
  return folded
    ? [details([text(`Evaluation of ${result.subject}: ${plural(whole.length, 'metric')}`)], body), ...curves]
    : [heading(3, [text('Evaluation of '), code(result.subject)]), ...body, ...curves];
}

function metricTable(metrics: readonly Metric[]): Block {
  return table(
    ['metric', 'slice', 'n>', 'value>', 'interval'],
    metrics.map((metric) => [
      metricName(metric.name, metric.direction),
      sliceName(metric.slice),
      count(metric.n),
      metric.value === null
        ? [text(`undefined: ${metric.undefined ?? 'no reason given'}`)]
        : valueWithInterval(metric.value, metric.interval),
      metric.intervalMethod === null
        ? NOTHING
        : [
            text(
              `${metric.confidence === null ? '' : `${formatNumber(metric.confidence * 100)}% `}${metric.intervalMethod}`,
            ),
          ],
    ]),
    'normal',
  );
}
