/** The chain from a live model back to data, run, report and approval, as a document. `text.ts` has it for a terminal. */
import type { Lineage } from '../../registry/index.js';
import { type Block, blocks, type Content, type Document } from '../../report/index.js';
import { number, plural, when } from './table.js';
import { importText } from './text.js';

const { code, details, heading, link, list, paragraph, table, text, verdictMark } = blocks;

export function explainDocument(lineage: Lineage, runUrl: (id: string) => string | null): Document {
  const { version, gate, parent } = lineage;
  const { entry, manifest } = version;
  const name = `${manifest.model} v${entry.version}`;
  const facts: [string, Content][] = [
    ['digest', [code(entry.digest)]],
    [
      'live',
      [
        text(
          lineage.live.map((one) => `${one.alias} since ${when(one.time)}`).join(', ') ||
            'no alias names this version now',
        ),
      ],
    ],
    ['registered', [text(`${when(entry.time)} by ${entry.actor}`)]],
    ...lineage.imports.map((one): [string, Content] => ['imported', [text(importText(one))]]),
    [
      'signed',
      [
        text(
          lineage.signatures.map((one) => `${when(one.time)} by ${one.actor}`).join(', ') || 'no signature',
        ),
      ],
    ],
    ['may not approve', [text(manifest.authors.join(', ') || 'nobody named')]],
    [
      'compared with',
      [text(parent === null ? 'no version' : `v${parent.entry.version}`), ...digestOf(parent?.entry.digest)],
    ],
    ['run', [link(manifest.run.id, runUrl(manifest.run.id)), text(`, attempt ${manifest.run.attempt}`)]],
  ];
  return {
    title: name,
    verdict: manifest.verdict,
    blocks: [
      heading(1, [text(name)], 'always'),
      paragraph([
        verdictMark(manifest.verdict),
        text(gate === null ? ' no gate judged it' : ` ${gate.summary}`),
      ]),
      table(
        ['', ''],
        facts.map(([title, content]) => [[text(title)], content]),
      ),
      ...section(
        'Moves',
        ['when (UTC)', 'alias', 'move', 'by', 'approvals', 'run', 'reason'],
        lineage.moves.map((move) => [
          [text(when(move.time))],
          [text(`${move.alias} #${move.seq}`)],
          [text(move.kind)],
          [text(move.actor)],
          [text(move.approvals.join(', ') || 'none')],
          [link(move.run, runUrl(move.run))],
          [text(move.reason)],
        ]),
      ),
      ...section(
        'Decisions',
        ['when (UTC)', 'decision', 'target', 'by', 'through', 'until', 'reason'],
        lineage.decisions.map((one) => [
          [text(when(one.time))],
          [text(one.decision)],
          [text(one.target)],
          [text(one.actor)],
          [text(one.source)],
          [text(one.expires === null ? '–' : when(one.expires))],
          [text(one.reason)],
        ]),
      ),
      ...section(
        'Gate',
        ['verdict', 'rule'],
        (gate?.rules ?? []).map((rule) => [[verdictMark(rule.verdict)], [text(rule.message)]]),
      ),
      ...section(
        'Metrics',
        ['metric', 'slice', 'value>', 'interval>', 'n>'],
        manifest.metrics.map((metric) => [
          [text(metric.name)],
          [text(metric.slice ?? 'all')],
          [text(metric.value === null ? (metric.undefined ?? 'no value') : number(metric.value))],
          [text(metric.interval === null ? '–' : metric.interval.map(number).join(' to '))],
          [text(metric.n === null ? '–' : String(metric.n))],
        ]),
      ),
      ...codeBlocks(lineage),
      ...section(
        'Data',
        ['dataset', 'path', 'rows>', 'digest'],
        manifest.data.map((one) => [
          [text(one.name)],
          [code(one.path)],
          [text(String(one.rows))],
          [code(one.sha256)],
        ]),
      ),
      ...section(
        'Environment',
        ['what', 'value'],
        [
          ...Object.entries(manifest.environment),
          ['accelerators', manifest.accelerators.join(', ') || 'none'],
        ].map(([what = '', value = '']) => [[text(what)], [code(value)]]),
      ),
      details(
        [text(`Files (${plural(manifest.files.length, 'file')})`)],
        [
          table(
            ['role', 'name', 'file', 'bytes>', 'digest'],
            manifest.files.map((file) => [
              [text(file.role)],
              [text(file.name)],
              [code(file.file)],
              [text(String(file.size))],
              [code(file.sha256)],
            ]),
          ),
        ],
        { open: true },
      ),
      ...section(
        'Events',
        ['when (UTC)', 'event', 'by'],
        lineage.events.map((event) => [[text(when(event.time))], [text(event.kind)], [text(event.actor)]]),
      ),
    ],
  };
}

/** Commit, changes that no commit holds, command, params, seeds. */
export function codeBlocks({ version }: Lineage): Block[] {
  const { code: made, params, seeds } = version.manifest;
  const commit = made.commit ?? 'no commit';
  const url =
    made.repository === null || made.commit === null ? null : `${made.repository}/commit/${made.commit}`;
  const command =
    made.command === null || typeof made.command === 'string' ? made.command : made.command.join(' ');
  return [
    heading(2, [text('Code')]),
    list([
      [link(commit, url), text(made.dirty ? ', with changes that were not committed' : '')],
      ...(made.diff === undefined ? [] : [[text('the changes are kept: '), code(made.diff.sha256)]]),
      ...(made.untracked ?? []).map(({ path, sha256 }) => [
        text('not tracked, and kept: '),
        code(path),
        text(' '),
        code(sha256),
      ]),
      ...(made.notKept ?? []).map((note) => [text(`not kept: ${note}`)]),
      ...(command === null ? [] : [[code(command)]]),
      ...Object.entries(params).map(([name, value]) => [code(`${name} = ${JSON.stringify(value)}`)]),
      ...(seeds.length === 0 ? [] : [[text(`seeds ${seeds.join(', ')}`)]]),
    ]),
  ];
}

/** A heading and its table; nothing where there are no rows. */
export function section(
  title: string,
  titles: readonly string[],
  rows: readonly (readonly Content[])[],
): Block[] {
  return rows.length === 0 ? [] : [heading(2, [text(title)]), table(titles, rows)];
}

function digestOf(digest: string | undefined): Content {
  return digest === undefined ? [] : [text(' '), code(digest)];
}
