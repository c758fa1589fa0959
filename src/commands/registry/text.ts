/** The registry's documents as a person reads them in a terminal: lineage, history, log. */
import type {
  AliasEntry,
  Decision,
  ImportEntry,
  Lineage,
  RunRow,
  VersionEntry,
} from '../../registry/index.js';
import type { Metric } from '../../results/index.js';
import { shown } from '../history/query.js';
import { clean, number, plural, short, table, when } from './table.js';

/** The metrics to show in columns: those wanted that any row has, else the first few of the whole dataset. */
export function shownMetrics(all: readonly (readonly Metric[])[], wanted: readonly string[]): string[] {
  const known = new Set(
    all.flatMap((metrics) => metrics.filter(({ slice }) => slice === null).map(({ name }) => name)),
  );
  const chosen = [...new Set(wanted)].filter((name) => known.has(name));
  return (chosen.length > 0 ? chosen : [...known]).slice(0, 4);
}

export function metricCell(metrics: readonly Metric[], name: string): string {
  const found = metrics.find((metric) => metric.name === name && metric.slice === null);
  return found === undefined ? '' : number(found.value);
}

export interface HistoryRow {
  readonly entry: VersionEntry;
  readonly verdict: string;
  readonly aliases: readonly string[];
  readonly metrics: readonly Metric[];
}

export function historyText(
  model: string,
  versions: readonly HistoryRow[],
  runs: readonly RunRow[],
  wanted: readonly string[],
  { columns, of }: { readonly columns: readonly string[]; readonly of: number },
): string {
  const names = shownMetrics(
    [...versions, ...runs].map(({ metrics }) => metrics),
    wanted,
  );
  const parts = [
    versions.length === 0
      ? `${model} has no version yet`
      : table(
          ['VERSION', 'VERDICT', 'ALIASES', 'WHEN (UTC)', 'BY', 'DIGEST', ...names],
          versions.map(({ entry, verdict, aliases, metrics }) => [
            `v${entry.version}`,
            verdict,
            aliases.join(', '),
            when(entry.time),
            clean(entry.actor),
            short(entry.digest),
            ...names.map((name) => metricCell(metrics, name)),
          ]),
        ),
  ];
  if (runs.length > 0) {
    const more = of > runs.length ? `\n… ${plural(of - runs.length, 'more run')}; --limit shows them` : '';
    parts.push(`${columns.length > 0 ? ownColumns(runs, columns) : usualColumns(runs, names)}${more}`);
  }
  return `${parts.join('\n\n')}\n`;
}

function runName({ run }: RunRow): string {
  return run.attempt > 1 ? `${run.id}/${run.attempt}` : run.id;
}

function ownColumns(runs: readonly RunRow[], columns: readonly string[]): string {
  return table(
    ['RUN', ...columns],
    runs.map((row) => [runName(row), ...columns.map((field) => clean(shown(row, field, number)))]),
  );
}

function usualColumns(runs: readonly RunRow[], names: readonly string[]): string {
  return table(
    ['RUN', 'VERDICT', 'VERSION', 'WHEN (UTC)', 'COMMIT', ...names],
    runs.map((row) => [
      runName(row),
      row.verdict,
      row.version === null ? '' : `v${row.version}`,
      when(row.time),
      `${(row.run.commit ?? '').slice(0, 10)}${row.run.dirty ? '+' : ''}`,
      ...names.map((name) => metricCell(row.metrics, name)),
    ]),
  );
}

/** What one entry of an alias did: `deploy`, `rollback`, … with the numbers. */
function moveText(entry: AliasEntry): string {
  const allowed =
    entry.breakGlass !== undefined
      ? `BREAK-GLASS, without approval: ${clean(entry.breakGlass)}`
      : entry.approvals.length > 0
        ? plural(entry.approvals.length, 'approval')
        : `no approval (${entry.kind === 'deploy' ? 'policy' : entry.kind})`;
  const reason = entry.reason === '' ? '' : `: ${clean(entry.reason)}`;
  return `${when(entry.time)}  ${entry.alias} #${entry.seq}  ${entry.kind} by ${clean(entry.actor)}, ${allowed}, run ${entry.run}${reason}`;
}

function decisionText(decision: Decision): string {
  const expires = decision.expires === null ? '' : `, until ${when(decision.expires)}`;
  const reason = decision.reason === '' ? '' : `: ${clean(decision.reason)}`;
  const word = decision.decision === 'approve' ? 'approved' : 'rejected';
  return `${when(decision.time)}  ${word} for ${decision.target} by ${clean(decision.actor)} (${decision.source}${expires})${reason}`;
}

/** Where a version was imported from, and what came along as evidence. */
export function importText({ time, actor, origin, decisions, moves }: ImportEntry): string {
  return `${when(time)} by ${clean(actor)}: version ${origin.version} of registry ${origin.registry.slice(0, 12)}, registered there ${when(origin.time)} by ${clean(origin.actor)}, with ${plural(decisions, 'decision')} and ${plural(moves, 'move')} as evidence`;
}

/** The whole chain in one screen, from what is live down to data and code. */
export function explainText(lineage: Lineage, runUrl: (id: string) => string | null): string {
  const { version, gate, parent } = lineage;
  const { entry, manifest } = version;
  const lines: string[] = [];
  const section = (name: string, texts: readonly string[]): void => {
    for (const [index, text] of texts.entries()) lines.push(`${(index === 0 ? name : '').padEnd(11)}${text}`);
  };
  section('model', [`${manifest.model} v${entry.version}  ${entry.digest}`]);
  section(
    'live',
    lineage.live.length === 0
      ? ['no alias names this version now']
      : lineage.live.map((one) => `${one.alias} since ${when(one.time)}`),
  );
  section('moves', lineage.moves.map(moveText));
  section(
    'approval',
    lineage.decisions.length === 0 ? ['no decision was made'] : lineage.decisions.map(decisionText),
  );
  section('registered', [
    `${when(entry.time)} by ${clean(entry.actor)}; may not approve: ${manifest.authors.map(clean).join(', ') || 'nobody named'}`,
  ]);
  section('imported', lineage.imports.map(importText));
  section(
    'signed',
    lineage.signatures.length === 0
      ? ['no signature']
      : lineage.signatures.map(
          (one) => `${when(one.time)} by ${clean(one.actor)}; assay verify-signature says by whom`,
        ),
  );
  section('gate', [
    `${manifest.verdict}${gate === null ? ' (no gate judged it)' : `: ${clean(gate.summary)}`}`,
    ...(gate?.rules ?? []).slice(0, 12).map((rule) => `  ${rule.verdict.padEnd(12)}${clean(rule.message)}`),
  ]);
  section('compared', [
    parent === null ? 'with no version' : `with v${parent.entry.version} ${short(parent.entry.digest)}`,
  ]);
  const whole = manifest.metrics.filter(({ slice }) => slice === null);
  section('metrics', [
    whole.slice(0, 8).map(metricText).join('  ') || 'none',
    ...(manifest.metrics.length > Math.min(8, whole.length)
      ? [`and ${manifest.metrics.length - Math.min(8, whole.length)} more, by slice and name, in --json`]
      : []),
  ]);
  const url = runUrl(manifest.run.id);
  section('run', [`${manifest.run.id}, attempt ${manifest.run.attempt}${url === null ? '' : `  ${url}`}`]);
  const { code } = manifest;
  section('code', [
    `${code.commit ?? 'no commit'}${code.dirty ? ' with changes that were not committed' : ''}${code.repository === null ? '' : `  ${code.repository}`}`,
    ...(code.diff === undefined
      ? []
      : [`changes  ${plural(code.diff.size, 'byte')} kept  ${short(code.diff.sha256)}`]),
    ...(code.untracked ?? []).map(({ path }) => `untracked  ${clean(path)} kept`),
    ...(code.notKept ?? []).map((note) => `not kept  ${clean(note)}`),
    ...(code.command === null
      ? []
      : [`$ ${clean(typeof code.command === 'string' ? code.command : code.command.join(' '))}`]),
  ]);
  const params = Object.entries(manifest.params).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  section('training', [
    [
      params.length > 0 ? clean(params.join(' ')) : 'no parameters',
      manifest.seeds.length > 0 ? `seeds ${manifest.seeds.join(', ')}` : '',
      manifest.accelerators.length > 0 ? `on ${clean(manifest.accelerators.join(', '))}` : '',
    ]
      .filter((text) => text !== '')
      .join('; '),
  ]);
  section(
    'data',
    manifest.data.length === 0
      ? ['not known']
      : manifest.data.map(
          (one) => `${one.name}  ${clean(one.path)}  ${plural(one.rows, 'row')}  ${short(one.sha256)}`,
        ),
  );
  section(
    'files',
    manifest.files.map(
      (file) => `${file.name}  ${clean(file.file)}  ${plural(file.size, 'byte')}  ${short(file.sha256)}`,
    ),
  );
  return `${lines.join('\n')}\n`;
}

function metricText(metric: Metric): string {
  const interval = metric.interval ? ` [${number(metric.interval[0])}, ${number(metric.interval[1])}]` : '';
  return `${metric.name} ${number(metric.value)}${interval}`;
}
