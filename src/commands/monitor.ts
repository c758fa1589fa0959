/** `assay monitor`: compares what production sees with the version in service; alerts; asks for retraining. */
import { type Context, usageError } from '../base/index.js';
import { durationMs, type LoadedConfig } from '../config/index.js';
import {
  decideMonitoring,
  type MonitorDecision,
  retrainKey,
  sendAlert,
  type Watched,
} from '../monitoring/index.js';
import { type ModelVersion, openRegistry, type Registry, type RegistryEvent } from '../registry/index.js';
import type { MonitorResult } from '../results/index.js';
import { defineCommand } from './command.js';
import { type GitHubDoor, githubDoor } from './github/connect.js';
import { watchDrift } from './monitor/drift.js';
import { closeWell, issueSender } from './monitor/issue.js';
import { watchPerformance } from './monitor/performance.js';
import { openConfiguredSession } from './session.js';
import { requireSigned } from './signatures.js';

/** An alert that was claimed this long ago and never confirmed is taken to be lost, and is sent again. */
const CLAIM_EXPIRES_MS = 10 * 60_000;

export default defineCommand({
  name: 'monitor',
  summary: 'compare production data and labels with the version in service; alert; ask for retraining',
  details:
    'Reads the dataset of `monitor` in assay.yaml, and compares it with the profile that was stored with the version in service (drift), and, where it has the target column, evaluates that version on it and applies the rules of the gate (performance). Alerts go out once for an event. The output `retrain` is true where assay.yaml asks for retraining and the cooldown is over; a workflow turns it into a training run.',
  options: {
    data: {
      type: 'string',
      value: 'FILE',
      summary: 'what production saw (absent: the dataset of `monitor` in assay.yaml)',
    },
    'dry-run': {
      type: 'boolean',
      summary: 'send nothing, record nothing; say what would be done',
    },
    token: {
      type: 'string',
      summary: 'token for the API, for `notify: github_issue` (absent: GITHUB_TOKEN or GH_TOKEN)',
      notIn: ['cli'],
    },
  },
  examples: [
    { run: 'assay monitor', does: 'watch the version that serves the target of `monitor`' },
    {
      run: 'assay monitor --data data/today.parquet --dry-run',
      does: 'look at other data, without alerts and without starting anything',
    },
  ],
  outputs: {
    retrain: 'true where retraining should start now',
    'retrain-reasons': 'why, one a line',
    version: 'number of the version in service',
  },
  permissions: {
    contents: 'read; write where the registry is kept in a branch',
    issues: 'write: for `notify: [{github_issue: true}]`',
  },
  async run({ ctx, host, options }) {
    const session = await openConfiguredSession(ctx, host, {
      config: options.config,
      name: options.name,
      replaces: 'monitor',
    });
    const { config } = session;
    const { monitor } = config;
    if (monitor === undefined) {
      throw usageError({
        where: { file: config.file },
        message: 'there is no section `monitor`',
        fix: 'add `monitor: {dataset: serving, on: {drift: alert, performance: alert}}`',
      });
    }
    const registry = await openRegistry(config.registry, config.root, ctx);
    const version = await versionInService(registry, config, monitor.target);
    await requireSigned(ctx, registry, config, version, {
      cannot: `what serves the target ${monitor.target} cannot be watched by its own profiles and model`,
      target: monitor.target,
    });
    const path = options.data ?? config.datasets[monitor.dataset]?.path ?? '';
    const drift = await watchDrift(ctx, config, session.place, registry, version, monitor.dataset, path);
    const performance = await watchPerformance(
      ctx,
      config,
      registry,
      version,
      drift.dataset,
      session.workspace,
    );
    const watched: Watched = {
      model: config.model,
      version: version.entry.version,
      dataset: drift.dataset.sha256,
      drift: drift.drift,
      rules: performance.rules,
      findings: performance.findings,
    };
    const events = await registry.events(config.model);
    const decision = decideMonitoring(
      watched,
      monitor.on,
      durationMs(monitor.cooldown),
      {
        lastRetrain: lastTime(events.filter((event) => event.kind === 'retrain')),
        claimed: new Set(events.flatMap((event) => event.key ?? [])),
      },
      ctx.now(),
    );
    const actor = await host.actor(session.root);
    const door = config.notify.some((channel) => 'github_issue' in channel)
      ? await githubDoor(ctx, host, session.root, options.token)
      : null;
    const acting: Acting = {
      ctx,
      door,
      config,
      registry,
      version,
      actor,
      runUrl: host.runUrl(),
      dry: options['dry-run'],
    };
    const alerts = await alert(acting, decision, events);
    const retrain = await claimRetraining(acting, decision, watched);
    if (door !== null && !options['dry-run']) await closeWell(ctx, door, watched);
    const lost = alerts.filter((item) => !item.sent && !item.detail.startsWith('already'));
    const notChecked = [...drift.notChecked, ...performance.notChecked];
    const result = await session.finish<'monitor'>({
      command: 'monitor',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: lost.length > 0 && !options['dry-run'] ? 'error' : decision.verdict,
      summary: `${decision.summary}${retrain.wanted ? '; retraining is asked for' : ''}`,
      model: config.model,
      version: version.entry.version,
      digest: version.entry.digest,
      inputs: [{ name: monitor.dataset, path, sha256: drift.dataset.sha256 }],
      dataset: drift.summary,
      drift: [...drift.drift],
      rules: [...performance.rules],
      findings: [...decision.findings, ...performance.findings],
      alerts,
      retrain,
      notChecked,
    });
    return {
      result,
      outputs: {
        retrain: String(retrain.wanted),
        'retrain-reasons': retrain.reasons.join('\n'),
        version: String(version.entry.version),
      },
    };
  },
});

async function versionInService(
  registry: Registry,
  config: LoadedConfig,
  target: string,
): Promise<ModelVersion> {
  const last = (await registry.aliasLog(config.model, target)).at(-1);
  const version = last === undefined ? null : await registry.versionByDigest(config.model, last.to);
  if (version !== null) return version;
  throw usageError({
    where: config.place('monitor'),
    message: `nothing serves the target ${target} yet, so there is nothing to watch`,
    fix: `deploy a version first: assay deploy --target ${target} --version N`,
  });
}

interface Acting {
  readonly ctx: Context;
  /** Where alerts are written as issues; null where none are. */
  readonly door: GitHubDoor | null;
  readonly config: LoadedConfig;
  readonly registry: Registry;
  readonly version: ModelVersion;
  readonly actor: string;
  readonly runUrl: string | null;
  readonly dry: boolean;
}

/**
 * Claims each alert, sends it, and confirms it. Of two jobs that see the same event one sends; a job that died
 * between claim and confirmation has its alert sent again, so an event is told at least once.
 */
async function alert(acting: Acting, decision: MonitorDecision, events: readonly RegistryEvent[]) {
  const { ctx, config, registry, version, actor, runUrl, dry } = acting;
  const told: MonitorResult['alerts'] = [];
  for (const item of decision.alerts) {
    if (config.notify.length === 0) {
      told.push({
        key: item.key,
        channel: 'none',
        sent: false,
        detail: 'already in this report; assay.yaml names no `notify`',
      });
      continue;
    }
    const confirmed = `${item.key}:sent`;
    if (events.some((event) => event.key === confirmed)) {
      told.push({ key: item.key, channel: 'all', sent: false, detail: 'already sent for this event' });
      continue;
    }
    if (dry) {
      told.push({ key: item.key, channel: 'all', sent: false, detail: `dry run: ${item.title}` });
      continue;
    }
    const record = (key: string) =>
      registry.record({
        model: config.model,
        kind: 'alert',
        key,
        actor,
        data: { title: item.title, lines: item.lines },
      });
    const earlier = events.find((event) => event.key === item.key);
    const fresh = earlier === undefined ? await record(item.key) : null;
    const expired =
      earlier !== undefined && ctx.now().getTime() - new Date(earlier.time).getTime() > CLAIM_EXPIRES_MS;
    if (fresh === null && !expired) {
      told.push({ key: item.key, channel: 'all', sent: false, detail: 'already being sent by another job' });
      continue;
    }
    const facts = {
      model: config.model,
      version: version.entry.version,
      digest: version.entry.digest,
      runUrl,
      time: ctx.now().toISOString(),
    };
    const place = (index: number) => config.place('notify', index);
    const issue = acting.door === null ? undefined : issueSender(acting.door);
    const deliveries = await sendAlert(ctx, config.notify, place, item, facts, issue);
    if (deliveries.every((delivery) => delivery.sent)) await record(confirmed);
    told.push(...deliveries.map(({ channel, sent, detail }) => ({ key: item.key, channel, sent, detail })));
  }
  return told;
}

/** Of two jobs that see the same data one starts retraining: the claim is an event that can be made once. */
async function claimRetraining(
  acting: Acting,
  decision: MonitorDecision,
  watched: Watched,
): Promise<MonitorResult['retrain']> {
  const { config, registry, actor, dry } = acting;
  if (!decision.retrain.wanted || dry) return decision.retrain;
  const claimed = await registry.record({
    model: config.model,
    kind: 'retrain',
    key: retrainKey(watched),
    actor,
    data: { version: watched.version, reasons: decision.retrain.reasons },
  });
  return claimed === null
    ? { ...decision.retrain, wanted: false, blockedBy: 'another job has just started it' }
    : decision.retrain;
}

function lastTime(events: readonly RegistryEvent[]): Date | null {
  const times = events.map((event) => new Date(event.time).getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
}
