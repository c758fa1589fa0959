/** `assay registry log`: the audit as a table, or as data with --json. */
import { usageError } from '../../base/index.js';
import { AUDIT_KINDS, type AuditKind, auditOf, openStoreRegistry } from '../../registry/index.js';
import type { ActionInput, Done } from './action.js';
import { clean, plural, short, table, when } from './table.js';

export async function log({ ctx, place, model, options }: ActionInput): Promise<Done> {
  const filter = {
    ...(model === undefined ? {} : { model }),
    ...(options.alias === undefined ? {} : { alias: options.alias }),
    ...(options.actor === undefined ? {} : { actor: options.actor }),
    ...(options.kind === undefined ? {} : { kind: kindOf(options.kind) }),
    ...(options.since === undefined ? {} : { since: timeOf('since', options.since) }),
    ...(options.until === undefined ? {} : { until: timeOf('until', options.until) }),
    versions: numbersOf(options.version ?? []),
  };
  const registry = await openStoreRegistry(place.location, place.root, ctx);
  const all = await registry.models();
  if (model !== undefined && !all.includes(model)) {
    throw usageError({
      message: `${registry.description} has no model ${model}`,
      expected: all.join(', ') || 'none is there',
    });
  }
  const entries = await auditOf(registry, filter);
  const text = table(
    ['WHEN (UTC)', 'MODEL', 'WHO', 'WHAT', 'VERSION', 'DIGEST', 'RUN', 'APPROVED BY', 'WHY'],
    entries.map((entry) => [
      when(entry.time),
      entry.model ?? '',
      clean(entry.actor),
      clean(entry.what),
      entry.version === null ? '' : `v${entry.version}`,
      entry.digest === null ? '' : short(entry.digest),
      clean(entry.run ?? ''),
      entry.kind === 'move'
        ? entry.approvals.map(({ id, actor }) => clean(actor ?? id.slice(-8))).join(', ')
        : '',
      clean(entry.why),
    ]),
  );
  return {
    verdict: 'pass',
    summary: `${plural(entries.length, 'entry').replace(/entrys$/, 'entries')} in ${registry.description}`,
    problems: [],
    data: { entries },
    text: `${text}\n`,
  };
}

function kindOf(text: string): AuditKind {
  const found = AUDIT_KINDS.find((kind) => kind === text);
  if (found !== undefined) return found;
  throw usageError({
    message: `--kind is ${JSON.stringify(text)}`,
    expected: `one of ${AUDIT_KINDS.join(', ')}`,
  });
}

/** `3`, `v3` → 3; all problems at once. */
export function numbersOf(texts: readonly string[]): number[] {
  const wrong = texts.filter((text) => !/^v?[1-9][0-9]{0,14}$/i.test(text));
  if (wrong.length > 0) {
    throw usageError(
      wrong.map((text) => ({
        message: `--version is ${JSON.stringify(text)}`,
        expected: 'a number such as 3',
      })),
    );
  }
  return texts.map((text) => Number(text.replace(/^v/i, '')));
}

/** A date, or a time with its zone, as the entries write times: ISO 8601 in UTC. */
function timeOf(option: string, text: string): string {
  const time = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(time)) return new Date(time).toISOString();
  throw usageError({
    message: `--${option} is ${JSON.stringify(text)}`,
    expected: 'a day such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z',
  });
}
