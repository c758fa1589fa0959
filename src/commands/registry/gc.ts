/** `assay registry gc`: shows what a clean-up would remove; with --yes it is done. */
import { usageError } from '../../base/index.js';
import { durationMs } from '../../config/index.js';
import {
  DEFAULT_GRACE_MS,
  type GcOptions,
  type GcPlan,
  openStoreRegistry,
  type Removal,
  type Retention,
} from '../../registry/index.js';
import type { ActionInput, ActionOptions, Done } from './action.js';
import { clean, lines, plural, size, table } from './table.js';

/** Below that, a clean-up could meet uploads whose lease was lost. */
const SHORTEST_GRACE_MS = 3_600_000;
const SHOWN = 20;

export async function gc({ ctx, place, model, options, actor }: ActionInput): Promise<Done> {
  const rules = { graceMs: graceOf(options), ...retentionOf(options, model) };
  const registry = await openStoreRegistry(place.location, place.root, ctx);
  const progress = ctx.log.progress('gc');
  const given: GcOptions = {
    ...rules,
    signal: ctx.signal,
    progress: (text, fraction) => progress.update(text, fraction),
  };
  try {
    if (!options.yes) {
      const plan = await registry.planGc(given);
      const summary = `${registry.description}: a clean-up would remove ${amount(plan.removals)}${givenUp(plan.retire.length)}`;
      return done(summary, plan, plan.removals, [
        ...(plan.removals.length + plan.retire.length > 0
          ? ['nothing was changed; to do it, add --yes']
          : []),
      ]);
    }
    const { plan, removed, retired } = await registry.gc(`${await actor()}, gc`, given);
    const summary = `${registry.description}: removed ${amount(removed)}${givenUp(retired.length)}`;
    const left = plan.removals.length - removed.length;
    const report = done(summary, plan, removed, []);
    if (left === 0) return report;
    const problem = {
      key: plan.uploads[0]?.key ?? 'leases',
      message: `${plural(left, 'object')} stayed: an upload is under way, by ${plan.uploads.map(({ who }) => clean(who)).join('; ')}`,
      fix: 'run it again once the upload has ended; the lease of a job that died ends after an hour',
    };
    return {
      ...report,
      verdict: 'warn',
      problems: [problem],
      text: `${report.text}${problem.message}; ${problem.fix}\n`,
    };
  } finally {
    progress.done();
  }
}

function graceOf({ grace }: ActionOptions): number {
  if (grace === undefined) return DEFAULT_GRACE_MS;
  const ms = durationMs(grace);
  if (ms >= SHORTEST_GRACE_MS) return ms;
  throw usageError({
    message: `--grace is ${grace}`,
    expected: 'at least 1h: an upload may take so long before a version names its files',
  });
}

function retentionOf(options: ActionOptions, model: string | undefined): { retention?: Retention } {
  const keepLast = options['keep-last'];
  const olderThan = options['older-than'];
  if (keepLast === undefined && olderThan === undefined) return {};
  if (keepLast !== undefined && keepLast < 1) {
    throw usageError({
      message: `--keep-last is ${keepLast}`,
      expected: 'at least 1: the newest version always stays',
    });
  }
  return {
    retention: {
      ...(keepLast === undefined ? {} : { keepLast }),
      ...(olderThan === undefined ? {} : { olderThanMs: durationMs(olderThan) }),
      ...(model === undefined ? {} : { model }),
    },
  };
}

function amount(removals: readonly Removal[]): string {
  if (removals.length === 0) return 'nothing';
  return `${plural(removals.length, 'object')}, ${size(removals.reduce((sum, one) => sum + one.size, 0))}`;
}

function givenUp(count: number): string {
  return count === 0 ? '' : `, and gives up ${plural(count, 'version')}`;
}

function done(summary: string, plan: GcPlan, shown: readonly Removal[], more: readonly string[]): Done {
  const { retire, receipts, reindex, young, uploads, objects } = plan;
  return {
    verdict: 'pass',
    summary,
    problems: [],
    data: {
      objects,
      removals: shown,
      retire: retire.map(({ model, version, digest }) => ({ model, version, digest })),
      receipts,
      reindex,
      young,
      uploads: uploads.map(({ key, who }) => ({ key, who })),
    },
    text: lines([
      summary,
      ...(shown.length > 0
        ? [
            table(
              ['KIND', 'SIZE', 'OBJECT', 'WHY'],
              shown.slice(0, SHOWN).map((one) => [one.kind, size(one.size), one.key, clean(one.why)]),
            ),
          ]
        : []),
      ...(shown.length > SHOWN ? [`and ${shown.length - SHOWN} more, in --json`] : []),
      ...retire.map(
        (one) => `gives up ${one.model} v${one.version}: its files go with a clean-up after the grace period`,
      ),
      ...reindex.map(
        (one) => `writes the index of runs of ${one} anew, without the rows of runs that are gone`,
      ),
      ...(young > 0
        ? [
            `${plural(young, 'object')} that nothing names ${young === 1 ? 'is' : 'are'} younger than the grace period, and ${young === 1 ? 'stays' : 'stay'}`,
          ]
        : []),
      ...more,
    ]),
  };
}
