/** `assay history`: the versions and runs of a model, newest first, with verdict, metrics and aliases. */

import { registryText } from '../config/index.js';
import { openRegistry } from '../registry/index.js';
import { defineCommand } from './command.js';
import { modelOf, PLACE_OPTIONS, placeOf } from './registry/place.js';
import { plural } from './registry/table.js';
import { type HistoryRow, historyText } from './registry/text.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'history',
  summary: 'list the versions and runs of a model, with verdict, metrics and aliases',
  options: {
    ...PLACE_OPTIONS,
    limit: { type: 'integer', default: 20, summary: 'how many versions and how many runs, the newest' },
    metric: { type: 'list', value: 'NAME', summary: 'metrics to show (absent: those of the rules)' },
  },
  examples: [
    { run: 'assay history', does: 'the newest versions and runs of the model of assay.yaml' },
    {
      run: 'assay history --registry models --model churn --json',
      does: 'the same as data, without assay.yaml',
    },
  ],
  outputs: {
    versions: 'number of versions',
    latest: 'number of the newest version; empty where there is none',
  },
  permissions: { contents: 'read' },
  async run({ ctx, host, options }) {
    const session = await openSession(ctx, host, { config: options.config });
    const model = modelOf(session, options);
    const { location, root } = placeOf(session, ctx.cwd, options);
    const registry = await openRegistry(location, root, ctx);
    const entries = await registry.versions(model);
    const newest = [...entries].reverse().slice(0, Math.max(0, options.limit));
    const live = new Map<string, string[]>();
    for (const alias of await registry.aliases(model)) {
      const last = (await registry.aliasLog(model, alias)).at(-1);
      if (last) live.set(last.to, [...(live.get(last.to) ?? []), alias]);
    }
    const versions: HistoryRow[] = [];
    for (const entry of newest) {
      const found = await registry.version(model, entry.version);
      if (found === null) continue;
      const { verdict, metrics } = found.manifest;
      versions.push({ entry, verdict, metrics, aliases: live.get(entry.digest) ?? [] });
    }
    const allRuns = await registry.runs(model);
    const runs = [...allRuns].reverse().slice(0, Math.max(0, options.limit));
    const wanted =
      options.metric.length > 0 ? options.metric : ruleMetrics(session.config?.gate?.rules ?? []);
    const text = historyText(model, versions, runs, wanted);
    const result = await session.finish<'history'>({
      command: 'history',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: 'pass',
      summary: `${model}: ${plural(entries.length, 'version')}, ${plural(allRuns.length, 'run')}`,
      inputs: [{ name: 'registry', path: registryText(location), sha256: null }],
      data: { model, versions, runs },
      text,
    });
    const latest = entries.at(-1)?.version;
    return {
      result,
      outputs: { versions: String(entries.length), latest: latest === undefined ? '' : String(latest) },
      text,
    };
  },
});

/** The metrics that the rules speak of: those that the team cares about. */
function ruleMetrics(rules: readonly (string | { metric: string })[]): string[] {
  return rules.map((rule) => (typeof rule === 'string' ? (rule.trim().split(/\s+/)[0] ?? '') : rule.metric));
}
