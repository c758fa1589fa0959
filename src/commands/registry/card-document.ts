/** The body of a model card: one version for readers outside the team, as a document. Its head is the registry's `frontMatter`. */
import { isPickleName, type Lineage, type PaperFacts } from '../../registry/index.js';
import { type Block, blocks, type Content, type Document } from '../../report/index.js';
import { codeBlocks, section } from './explain-document.js';
import { number, plural, when } from './table.js';

const { code, heading, link, list, paragraph, strong, table, text, verdictMark } = blocks;

export function cardDocument(
  lineage: Lineage,
  facts: PaperFacts,
  runUrl: (id: string) => string | null,
): Document {
  const { entry, manifest } = lineage.version;
  const name = `${manifest.model} v${entry.version}`;
  const models = manifest.files.filter(({ role }) => role === 'model');
  const pickles = models.filter(({ file }) => isPickleName(file));
  return {
    title: name,
    verdict: manifest.verdict,
    blocks: [
      heading(1, [text(name)], 'always'),
      ...pickles.map(({ file }) =>
        paragraph([
          strong(text('Warning: ')),
          code(file),
          text(' is a pickle. Whoever loads it runs the code in it.'),
        ]),
      ),
      paragraph([
        text(`A version of the model `),
        code(manifest.model),
        ...(facts.task === null ? [] : [text(`, for the task ${facts.task}`)]),
        text(`. Registered ${when(entry.time)} UTC by ${entry.actor}, in the run `),
        link(manifest.run.id, runUrl(manifest.run.id)),
        text('. No licence is recorded: its owner adds one.'),
      ]),
      paragraph([text('Digest of the manifest: '), code(entry.digest)]),
      ...section(
        'Files',
        ['file', 'bytes>', 'SHA-256'],
        models.map((file) => [[code(file.file)], [text(String(file.size))], [code(file.sha256)]]),
      ),
      ...tensors(lineage),
      ...evaluation(lineage, facts),
      ...section(
        'Data',
        ['dataset', 'path', 'rows>', 'columns>', 'digest of its list of files'],
        manifest.data.map((one) => [
          [text(one.name)],
          [code(one.path)],
          [text(String(one.rows))],
          [text(String(one.columns))],
          [code(one.sha256)],
        ]),
      ),
      heading(2, [text('Training')]),
      ...codeBlocks(lineage).slice(1),
      table(
        ['', ''],
        [
          ...Object.entries(manifest.environment),
          ['accelerators', manifest.accelerators.join(', ') || 'none recorded'],
        ].map(([what = '', value = '']) => [[text(what)], [code(value)]]),
      ),
      heading(2, [text('Decision')]),
      paragraph([
        verdictMark(manifest.verdict),
        text(lineage.gate === null ? ' No gate judged this version.' : ` ${lineage.gate.summary}`),
      ]),
      ...decisions(lineage),
      heading(2, [text('Limits and what was not checked')]),
      list([
        ...facts.limits.map((limit) => [text(limit)]),
        [text('For which uses the model is meant, and for which it is not, stands in no record.')],
        [text('Whether a file is a pickle is told by its name alone.')],
      ]),
      ...signatures(facts),
    ],
  };
}

function tensors({ version: { manifest } }: Lineage): Block[] {
  const { inputs = [], outputs = [] } = manifest.signature ?? {};
  const row = (kind: string, one: (typeof inputs)[number]): Content[] => [
    [text(kind)],
    [code(one.name)],
    [code(one.type)],
    [code(one.shape.join(' × '))],
  ];
  return section(
    'Inputs and outputs',
    ['', 'name', 'type', 'shape'],
    [...inputs.map((one) => row('input', one)), ...outputs.map((one) => row('output', one))],
  );
}

function evaluation({ version: { manifest } }: Lineage, { evaluated }: PaperFacts): Block[] {
  const rows = manifest.metrics.map((metric): Content[] => [
    [text(metric.name)],
    [text(metric.slice ?? 'all')],
    [text(metric.value === null ? (metric.undefined ?? 'no value') : number(metric.value))],
    [text(metric.interval === null ? '–' : metric.interval.map(number).join(' to '))],
    [
      text(
        metric.interval === null
          ? '–'
          : [
              ...(metric.confidence === null ? [] : [`${number(metric.confidence * 100)}%`]),
              ...(metric.intervalMethod === null ? [] : [metric.intervalMethod]),
            ].join(', ') || '–',
      ),
    ],
    [text(metric.n === null ? '–' : String(metric.n))],
  ]);
  return [
    heading(2, [text('Evaluation')]),
    paragraph(
      rows.length === 0
        ? [text('No metric was recorded.')]
        : evaluated === null
          ? [text('No record says which data these were measured on.')]
          : [
              text('Measured on '),
              code(evaluated.name),
              text(` (${plural(evaluated.rows, 'row')}), digest `),
              code(evaluated.sha256),
            ],
    ),
    ...(rows.length === 0
      ? []
      : [table(['metric', 'slice', 'value>', 'interval>', 'confidence, method', 'n>'], rows)]),
  ];
}

function decisions({ decisions: all, live }: Lineage): Block[] {
  return [
    ...(all.length === 0
      ? [paragraph([text('No person approved or rejected it.')])]
      : [
          table(
            ['when (UTC)', 'decision', 'target', 'by', 'until', 'reason'],
            all.map((one) => [
              [text(when(one.time))],
              [text(one.decision)],
              [text(one.target)],
              [text(one.actor)],
              [text(one.expires === null ? '–' : when(one.expires))],
              [text(one.reason)],
            ]),
          ),
        ]),
    paragraph([
      text(
        live.length === 0
          ? 'No alias named it when this card was written.'
          : `When this card was written it was ${live.map(({ alias, time }) => `${alias} since ${when(time)}`).join(', ')}.`,
      ),
    ]),
  ];
}

function signatures({ signatures: all }: PaperFacts): Block[] {
  return [
    heading(2, [text('Signatures')]),
    all.length === 0
      ? paragraph([text('The registry holds no signature of this version.')])
      : list(
          all.map(({ id, actor, time }) => [
            code(id),
            text(` brought by ${actor}, ${when(time)} UTC. Not verified here: `),
            code('assay verify-signature'),
            text(' says who signed.'),
          ]),
        ),
  ];
}
