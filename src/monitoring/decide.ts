/**
 * What monitoring makes of what it saw: a verdict, the alerts that are due, and whether to retrain. Pure: drift,
 * rules, the time and the registry's memory come in as data.
 */
import type { MonitorConfig } from '../config/index.js';
import { type Drift, type Finding, type RuleResult, type Verdict, worst } from '../results/index.js';

export interface Watched {
  readonly model: string;
  readonly version: number;
  /** Digest of the dataset that was looked at; it makes an event one event. */
  readonly dataset: string;
  readonly drift: readonly Drift[];
  readonly rules: readonly RuleResult[];
  /** What was found while it was looked at, such as scores that are no numbers. It counts for the verdict. */
  readonly findings?: readonly Finding[];
}

export interface Memory {
  /** When retraining was last started for this model, null where never. */
  readonly lastRetrain: Date | null;
  /** Keys of events that were already recorded. */
  readonly claimed: ReadonlySet<string>;
}

export interface Alert {
  /** One alert for one event: version, what was seen, dataset. */
  readonly key: string;
  readonly kind: 'drift' | 'performance';
  readonly title: string;
  readonly lines: readonly string[];
}

export interface MonitorDecision {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly alerts: readonly Alert[];
  readonly retrain: {
    readonly wanted: boolean;
    readonly reasons: string[];
    readonly blockedBy: string | null;
  };
  readonly findings: readonly Finding[];
}

const BAD: ReadonlySet<Verdict> = new Set(['fail', 'warn', 'error']);

export function decideMonitoring(
  watched: Watched,
  on: MonitorConfig['on'],
  cooldownMs: number,
  memory: Memory,
  now: Date,
): MonitorDecision {
  const drifted = watched.drift.filter((drift) => BAD.has(drift.verdict));
  const decayed = watched.rules.filter((rule) => BAD.has(rule.verdict));
  const seen = [
    {
      kind: 'drift',
      actions: listOf(on.drift),
      lines: drifted.map(driftLine),
      names: drifted.map((drift) => drift.column),
    },
    {
      kind: 'performance',
      actions: listOf(on.performance),
      lines: decayed.map((rule) => rule.message),
      names: decayed.map(
        (rule) => `${rule.metric}${rule.slice === null ? '' : `[${rule.slice}]`} ${rule.operator}`,
      ),
    },
  ] as const;
  const alerts = seen
    .filter(({ actions, lines }) => actions.includes('alert') && lines.length > 0)
    .map(
      ({ kind, lines, names }): Alert => ({
        key: `alert:v${watched.version}:${kind}:${[...names].sort().join(',')}:${watched.dataset}`,
        kind,
        title: `${watched.model} v${watched.version}: ${kind === 'drift' ? 'the data have drifted' : 'performance has decayed'}`,
        lines,
      }),
    );
  const reasons = seen.filter(({ actions }) => actions.includes('retrain')).flatMap(({ lines }) => lines);
  // Drift and rules alone decide whether anything was checked: a finding must not stand in for them.
  const verdict = worst([
    worst([...watched.drift, ...watched.rules].map((seen) => seen.verdict)),
    ...(watched.findings ?? []).map((finding) => finding.verdict),
  ]);
  const blockedBy = reasons.length === 0 ? null : blocker(watched, cooldownMs, memory, now);
  return {
    verdict,
    summary: summaryOf(watched, drifted.length, decayed.length, verdict),
    alerts,
    retrain: { wanted: reasons.length > 0 && blockedBy === null, reasons: [...reasons], blockedBy },
    // The rules stand in the result themselves.
    findings: drifted.map(driftFinding),
  };
}

/** The key under which retraining is claimed: two jobs that see the same data start it once. */
export function retrainKey(watched: Pick<Watched, 'version' | 'dataset'>): string {
  return `retrain:v${watched.version}:${watched.dataset}`;
}

function blocker(watched: Watched, cooldownMs: number, memory: Memory, now: Date): string | null {
  if (memory.claimed.has(retrainKey(watched)))
    return 'retraining was already started for this version on these data';
  if (memory.lastRetrain === null) return null;
  const until = new Date(memory.lastRetrain.getTime() + cooldownMs);
  return until > now
    ? `cooldown: retraining was last started at ${memory.lastRetrain.toISOString()}, and may start again from ${until.toISOString()}`
    : null;
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

function driftLine(drift: Drift): string {
  // Without an effect nothing was measured, so nobody knows whether it drifted.
  if (drift.effect === null) return `${drift.column} cannot be compared: ${drift.reason ?? 'undefined'}`;
  const size = `${round(drift.effect)}, threshold ${drift.threshold}`;
  return `${drift.column} drifted: ${drift.method} ${size}${drift.qValue === null ? '' : `, q = ${drift.qValue.toPrecision(2)}`}`;
}

function driftFinding(drift: Drift): Finding {
  return {
    check: 'monitor.drift',
    verdict: drift.verdict,
    severity: drift.verdict === 'warn' ? 'warn' : 'error',
    subject: { dataset: drift.dataset, column: drift.column },
    where: [],
    ...(drift.effect === null
      ? {}
      : { expected: `effect of at most ${drift.threshold}`, actual: String(round(drift.effect)) }),
    message: driftLine(drift),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

function summaryOf(watched: Watched, drifted: number, decayed: number, verdict: Verdict): string {
  const parts = [
    watched.drift.length > 0 ? `${drifted} of ${watched.drift.length} columns drifted` : 'drift not checked',
    watched.rules.length > 0
      ? `${decayed} of ${watched.rules.length} performance rules not met`
      : 'performance not checked',
  ];
  if (verdict === 'inconclusive') parts.push('too few rows to tell');
  return `v${watched.version}: ${parts.join(', ')}`;
}
