/** The comparison as a document, which a terminal, Markdown and a page show alike. */
import { type Block, blocks, type Content, type Document } from '../../report/index.js';
import { number, plural, when } from '../registry/table.js';
import type { Differences, MetricRow, ValueRow } from './differences.js';
import type { Subject } from './subjects.js';

const { code, heading, list, paragraph, table, text, verdictMark } = blocks;
const NONE: Content = [text('–')];

export function compareDocument(
  model: string,
  subjects: readonly Subject[],
  found: Differences,
  notChecked: readonly string[],
): Document {
  const labels = subjects.map(({ label }) => label);
  const others = labels.slice(1);
  const about = (name: string, of: (subject: Subject) => Content): Content[] => [
    [text(name)],
    ...subjects.map(of),
  ];
  return {
    title: `${model}: ${labels.join(', ')}`,
    verdict: 'pass',
    blocks: [
      heading(1, [text(`${model}: ${labels.join(', ')}`)], 'always'),
      table(
        ['', ...labels],
        [
          about('verdict', ({ facts }) => [verdictMark(facts.verdict)]),
          about('when (UTC)', ({ time }) => [text(when(time))]),
          about('by', ({ actor }) => (actor === null ? NONE : [text(actor)])),
          about('commit', ({ facts }) =>
            facts.code.commit === null
              ? NONE
              : [code(`${facts.code.commit.slice(0, 10)}${facts.code.dirty ? '+' : ''}`)],
          ),
        ],
      ),
      heading(2, [text('Metrics')]),
      found.metrics.length === 0
        ? paragraph([text('no metric was recorded')])
        : table(
            ['metric', ...labels.map((label) => `${label}>`), ...others.map((label) => `Δ ${label}>`)],
            found.metrics.map(metricCells),
          ),
      ...section('Parameters', 'parameter', labels, found.params, found.equal.params),
      ...section('Data', 'dataset', labels, found.data, found.equal.data),
      ...section('Code', 'what', labels, found.code, found.equal.code),
      ...section('Environment', 'what', labels, found.environment, found.equal.environment),
      ...(notChecked.length === 0
        ? []
        : [heading(2, [text('Not compared')]), list(notChecked.map((note) => [text(note)]))]),
    ],
  };
}

function metricCells({ name, values, deltas }: MetricRow): Content[] {
  return [
    [text(name)],
    ...values.map((one): Content => {
      if (one === null) return NONE;
      if (one.value === null) return [text(one.undefined ?? 'no value')];
      const interval = one.interval ? ` [${number(one.interval[0])}, ${number(one.interval[1])}]` : '';
      return [text(`${number(one.value)}${interval}`)];
    }),
    ...deltas.map(({ delta, paired, significant }): Content => {
      if (delta === null) return NONE;
      const interval = paired?.intervals.find(({ level }) => Math.abs(level - 0.95) < 1e-9);
      const range = interval ? ` [${number(interval.low)}, ${number(interval.high)}]` : '';
      const word =
        paired === null
          ? ', not paired'
          : significant === 'no' || significant === null
            ? ''
            : `, ${significant}`;
      return [text(`${delta > 0 ? '+' : ''}${number(delta)}${range}${word}`)];
    }),
  ];
}

function section(
  title: string,
  first: string,
  labels: readonly string[],
  rows: readonly ValueRow[],
  equal: number,
): Block[] {
  if (rows.length === 0 && equal === 0) return [];
  return [
    heading(2, [text(title)]),
    ...(rows.length === 0
      ? []
      : [
          table(
            [first, ...labels],
            rows.map(({ name, values }) => [
              [text(name)],
              ...values.map((value): Content => (value === null ? NONE : [code(value)])),
            ]),
          ),
        ]),
    ...(equal === 0
      ? []
      : [paragraph([text(`${plural(equal, 'entry').replace('entrys', 'entries')} equal`)])]),
  ];
}
