/** `assay history`: the versions and runs of a model, filtered and sorted, as a table, CSV or data. */
import { type Context, usageError } from '../base/index.js';
import { registryText } from '../config/index.js';
import { openRegistry, type Registry, type RunRow } from '../registry/index.js';
import { VERDICTS } from '../results/index.js';
import { defineCommand } from './command.js';
import { csvText, fieldsOf, parseQuery, type Row, select, unknownFields } from './history/query.js';
import { modelOf, PLACE_OPTIONS, placeOf } from './registry/place.js';
import { plural } from './registry/table.js';
import { type HistoryRow, historyText } from './registry/text.js';
import { openSession } from './session.js';

/** So many runs read one by one are worth a word. */
const SLOW = 100;

export default defineCommand({
  name: 'history',
  summary: 'list the versions and runs of a model, with verdict, metrics and aliases',
  details:
    'Versions and runs, the newest first. Conditions, order and columns name fields: metrics.NAME (of the whole dataset, else the last value that training wrote over its steps), params.NAME, data.NAME, stages.COMMAND, status, actor, time, duration (seconds), version, commit, dirty, run, id, attempt, name, source. A field without a value fulfils no condition and is sorted last. Runs are read from an index, and one by one where it lacks them.',
  options: {
    ...PLACE_OPTIONS,
    limit: { type: 'integer', default: 20, summary: 'how many versions and how many runs' },
    metric: { type: 'list', value: 'NAME', summary: 'metrics to show (absent: those of the rules)' },
    where: {
      type: 'list',
      value: 'CONDITION',
      summary: 'only what fulfils it, such as "metrics.roc_auc > 0.6" or "params.trees = 100"; several: all',
    },
    since: { type: 'string', value: 'TIME', summary: 'only since a date, a time, or a span such as 7d' },
    actor: { type: 'string', value: 'NAME', summary: 'only by this person' },
    status: { type: 'string', choices: VERDICTS, summary: 'only with this verdict' },
    sort: {
      type: 'string',
      value: 'FIELD',
      summary: 'by this field, upwards; -FIELD downwards (absent: -time); write --sort=-FIELD',
    },
    columns: {
      type: 'string',
      value: 'FIELDS',
      summary: 'columns of the table of runs, separated by commas',
    },
    csv: { type: 'boolean', summary: 'print the runs as CSV, all fields or those of --columns' },
    reindex: {
      type: 'boolean',
      summary: 'make the index of runs anew first; needs the right to write to the registry',
    },
  },
  examples: [
    { run: 'assay history', does: 'the newest versions and runs of the model of assay.yaml' },
    {
      run: 'assay history --where "metrics.roc_auc > 0.6" --where "params.trees = 100" --sort=-metrics.roc_auc',
      does: 'the best runs with 100 trees',
    },
    {
      run: 'assay history --since 7d --csv --limit 10000',
      does: 'the runs of a week for a spreadsheet',
    },
    {
      run: 'assay history --registry models --model churn --json',
      does: 'the same as data, without assay.yaml',
    },
  ],
  outputs: {
    versions: 'number of versions',
    latest: 'number of the newest version; empty where there is none',
    runs: 'number of runs that the conditions leave',
  },
  permissions: { contents: 'read' },
  async run({ ctx, host, options }) {
    if (options.limit < 0) {
      throw usageError({ message: `--limit is ${options.limit}`, expected: 'a number from 0' });
    }
    const session = await openSession(ctx, host, { config: options.config });
    const model = modelOf(session, options);
    const { location, root } = placeOf(session, ctx.cwd, options);
    const query = parseQuery(options, ctx.now());
    const filtered = query.conditions.length > 0 || query.since !== null;
    const registry = await openRegistry(location, root, ctx);
    if (options.reindex) {
      const count = await registry.indexRuns(model, { rebuild: true });
      ctx.log.info(`the index of runs of ${model} was made anew, with ${plural(count, 'run')}`);
    }
    const all = await listRuns(ctx, registry, model);
    const chosen = select(all, query);
    const runs = chosen.slice(0, options.limit);
    const entries = await registry.versions(model);
    const versions = options.csv ? [] : await listVersions();
    for (const field of unknownFields(all, query)) {
      ctx.log.warn(`no run of ${model} has ${field}; \`assay history --csv\` shows what there is`);
    }
    const wanted =
      options.metric.length > 0 ? options.metric : ruleMetrics(session.config?.gate?.rules ?? []);
    const text = options.csv
      ? csvText(runs, query.columns.length > 0 ? query.columns : fieldsOf(runs))
      : historyText(model, versions, runs, wanted, { columns: query.columns, of: chosen.length });
    const result = await session.finish<'history'>({
      command: 'history',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: 'pass',
      summary: `${model}: ${plural(entries.length, 'version')}, ${plural(all.length, 'run')}${filtered ? `, ${chosen.length} as asked` : ''}`,
      inputs: [{ name: 'registry', path: registryText(location), sha256: null }],
      data: { model, versions, runs },
      text,
    });
    const latest = entries.at(-1)?.version;
    return {
      result,
      outputs: {
        versions: String(entries.length),
        latest: latest === undefined ? '' : String(latest),
        runs: String(chosen.length),
      },
      text,
    };

    async function listVersions(): Promise<HistoryRow[]> {
      const live = new Map<string, string[]>();
      for (const alias of await registry.aliases(model)) {
        const last = (await registry.aliasLog(model, alias)).at(-1);
        if (last) live.set(last.to, [...(live.get(last.to) ?? []), alias]);
      }
      const known = new Map(all.map((row) => [row.version, row]));
      const plainOrder = !filtered && options.sort === undefined;
      const listed: HistoryRow[] = [];
      const found: { row: Row & { version: number }; entry: (typeof entries)[number] }[] = [];
      for (const entry of [...entries].reverse()) {
        if (plainOrder && found.length >= options.limit) break;
        const run = known.get(entry.version);
        const manifest = run ? null : (await registry.version(model, entry.version))?.manifest;
        const row = run ?? manifest;
        if (!row) continue;
        found.push({ row: { actor: entry.actor, ...row, version: entry.version, time: entry.time }, entry });
      }
      found.reverse();
      for (const row of select(
        found.map(({ row }) => row),
        query,
      ).slice(0, options.limit)) {
        const entry = found.find((one) => one.row === row)?.entry;
        const version = await registry.version(model, row.version);
        if (entry === undefined || version === null) continue;
        const { verdict, metrics } = version.manifest;
        listed.push({ entry, verdict, metrics, aliases: live.get(entry.digest) ?? [] });
      }
      return listed;
    }
  },
});

async function listRuns(ctx: Context, registry: Registry, model: string): Promise<readonly RunRow[]> {
  const { rows, unindexed, notes } = await registry.runRows(model);
  for (const note of notes) ctx.log.warn(`${note}; the runs themselves were read instead`);
  if (unindexed >= SLOW || notes.length > 0) {
    ctx.log.warn(
      `${plural(unindexed, 'run')} of ${model} had to be read one by one, since the index lacks them; the next run that is recorded mends it, and so does \`assay history --reindex\``,
    );
  }
  return rows;
}

/** The metrics that the rules speak of: those that the team cares about. */
function ruleMetrics(rules: readonly (string | { metric: string })[]): string[] {
  return rules.map((rule) => (typeof rule === 'string' ? (rule.trim().split(/\s+/)[0] ?? '') : rule.metric));
}
