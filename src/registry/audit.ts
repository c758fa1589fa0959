/**
 * The audit: everything that was done in a registry, as lines of one form: who, what, when, why, on which version,
 * in which run, on whose approval. Every entry is read with its checks, and each log with its chain.
 */
import type { Registry } from './types.js';

export const AUDIT_KINDS = [
  'register',
  'import',
  'sign',
  'decision',
  'move',
  'event',
  'tombstone',
  'cleanup',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

export interface AuditLine {
  readonly time: string;
  readonly kind: AuditKind;
  /** Null for what concerns the whole registry. */
  readonly model: string | null;
  readonly actor: string;
  readonly what: string;
  /** The alias or target that it concerns. */
  readonly alias: string | null;
  readonly version: number | null;
  readonly digest: string | null;
  readonly run: string | null;
  /** Ids of the decisions behind it, and the people who made them. */
  readonly approvals: readonly { readonly id: string; readonly actor: string | null }[];
  readonly why: string;
}

export interface AuditFilter {
  readonly model?: string;
  readonly alias?: string;
  readonly versions?: readonly number[];
  /** Without regard to case. */
  readonly actor?: string;
  readonly kind?: AuditKind;
  /** Times of ISO 8601 in UTC; the first is within, the second is not. */
  readonly since?: string;
  readonly until?: string;
}

/** Every line that the filter lets through, oldest first. */
export async function auditOf(registry: Registry, filter: AuditFilter = {}): Promise<AuditLine[]> {
  const all: AuditLine[] = [];
  const models = (await registry.models()).filter(
    (model) => filter.model === undefined || filter.model === model,
  );
  for (const model of models) all.push(...(await modelLines(registry, model)));
  if (filter.model === undefined) all.push(...(await cleanupLines(registry)));
  return all
    .filter((line) => passes(line, filter))
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function passes(line: AuditLine, { alias, versions, actor, kind, since, until }: AuditFilter): boolean {
  return (
    (alias === undefined || line.alias === alias) &&
    (versions === undefined ||
      versions.length === 0 ||
      (line.version !== null && versions.includes(line.version))) &&
    (actor === undefined || line.actor.toLowerCase() === actor.toLowerCase()) &&
    (kind === undefined || line.kind === kind) &&
    (since === undefined || line.time >= since) &&
    (until === undefined || line.time < until)
  );
}

async function modelLines(registry: Registry, model: string): Promise<AuditLine[]> {
  const lines: AuditLine[] = [];
  const none = { model, alias: null, version: null, digest: null, run: null, approvals: [], why: '' };
  const deciders = new Map<string, string>();
  const digests = new Map<number, string>();
  for (const { time, actor, version, digest, run } of await registry.versions(model)) {
    digests.set(version, digest);
    lines.push({ ...none, kind: 'register', what: 'register', time, actor, version, digest, run });
    for (const one of await registry.signatures(model, version)) {
      lines.push({
        ...none,
        kind: 'sign',
        what: 'sign',
        time: one.time,
        actor: one.actor,
        version,
        digest: one.digest,
        run: one.run,
        why: one.id,
      });
    }
    for (const one of await registry.decisions(model, version)) {
      deciders.set(one.id, one.actor);
      lines.push({
        ...none,
        kind: 'decision',
        what: `${one.decision} for ${one.target}`,
        time: one.time,
        actor: one.actor,
        alias: one.target,
        version,
        digest: one.digest,
        run: one.source,
        approvals: [{ id: one.id, actor: one.actor }],
        why: one.reason,
      });
    }
  }
  for (const alias of await registry.aliases(model)) {
    for (const move of await registry.aliasLog(model, alias)) {
      const { time, actor, version, run } = move;
      lines.push({
        ...none,
        kind: 'move',
        what: `${move.kind} ${alias}`,
        time,
        actor,
        alias,
        version,
        digest: move.to,
        run,
        approvals: move.approvals.map((id) => ({ id, actor: deciders.get(id) ?? null })),
        why: move.reason,
      });
    }
  }
  for (const { kind, time, actor, data, key } of await registry.events(model)) {
    const target = typeof data['target'] === 'string' ? data['target'] : null;
    const version = typeof data['version'] === 'number' ? data['version'] : null;
    lines.push({
      ...none,
      kind: 'event',
      what: target === null ? kind : `${kind} ${target}`,
      time,
      actor,
      alias: target,
      version,
      digest: version === null ? null : (digests.get(version) ?? null),
      run: typeof data['run'] === 'string' ? data['run'] : null,
      why: key ?? '',
    });
  }
  for (const { time, actor, version, digest, reason } of await registry.tombstones(model)) {
    lines.push({ ...none, kind: 'tombstone', what: 'give up', time, actor, version, digest, why: reason });
  }
  for (const { time, actor, version, digest, origin } of await registry.imports(model)) {
    const why = `version ${origin.version} of registry ${origin.registry}, registered there by ${origin.actor}`;
    lines.push({
      ...none,
      kind: 'import',
      what: 'import',
      time,
      actor,
      version,
      digest,
      run: origin.run,
      why,
    });
  }
  return lines;
}

async function cleanupLines(registry: Registry): Promise<AuditLine[]> {
  return (await registry.cleanups()).map(({ time, actor, removed, bytes }) => ({
    kind: 'cleanup',
    time,
    actor,
    what: 'clean up',
    model: null,
    alias: null,
    version: null,
    digest: null,
    run: null,
    approvals: [],
    why: `${Object.entries(removed)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')}; ${bytes} bytes`,
  }));
}
