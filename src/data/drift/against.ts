/** Drift of a dataset against a stored profile: the reference's rows are not needed. */
import type { Context } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { type Drift, type Finding, type Verdict, worst } from '../../results/index.js';
import type { Contract } from '../contract/index.js';
import type { FoundDataset } from '../dataset.js';
import { type ColumnProfile, DEFAULT_CATEGORIES, type Profile, profileColumns } from '../profile/index.js';
import { openView, type ViewColumn } from '../profile/view.js';
import { binColumn } from './binned.js';
import { type ColumnSkip, type Item, judgeDrift, type Question, type Score } from './judge.js';
import { DEFAULT_DRIFT_BINS, type DriftOptions, methodFor } from './options.js';
import { missingShare, reasonToSkip, type Skip } from './skipped.js';

export interface DriftReport {
  readonly drift: Drift[];
  readonly findings: Finding[];
  readonly notChecked: string[];
  readonly verdict: Verdict;
}

/**
 * Compares every column. `scores` are effects that were measured beside it, and are judged together. Throws a usage
 * error where the data cannot be read.
 */
export async function driftAgainstProfile(
  ctx: Context,
  db: Database,
  profile: Profile,
  found: FoundDataset,
  contract: Contract | null,
  options: DriftOptions,
  scores: readonly Score[] = [],
): Promise<DriftReport> {
  const present = await columnsOf(ctx, db, found, contract);
  const reasons = new Map<string, Skip>();
  for (const column of profile.columns) {
    const skip = reasonToSkip(
      column,
      present.find(({ name }) => name === column.name),
      profile,
      options,
    );
    if (skip !== null) reasons.set(column.name, skip);
  }
  const wanted = profile.columns.filter(({ name }) => isWanted(options, name));
  const counted = await profileColumns(ctx, db, found, contract, {
    bins: profile.bins,
    // As many as a reference keeps: what is frequent in the data alone must be known too.
    categories: DEFAULT_CATEGORIES,
    edges: profile,
    shard: false,
    view: options.where === undefined ? {} : { where: options.where },
    only: new Set(wanted.filter(({ name }) => !reasons.has(name)).map(({ name }) => name)),
    nullsOf: new Set(wanted.filter(({ name }) => reasons.get(name)?.watched).map(({ name }) => name)),
  });
  const nulls = new Map([
    ...counted.nulls,
    ...counted.columns.map((each) => [each.name, each.nulls] as const),
  ]);
  const current = new Map(counted.columns.map((column) => [column.name, column]));
  const late = lateLabel(profile, nulls, present, counted.rows, options);
  const items: Item[] = wanted
    .filter(({ name }) => late === null || name !== options.label)
    .flatMap((column): Item[] => {
      const skip = reasons.get(column.name);
      const now = current.get(column.name);
      if (skip !== undefined) {
        const before = { rows: profile.rows, nulls: column.nulls };
        const after = { rows: counted.rows, nulls: nulls.get(column.name) ?? 0 };
        const severity = options.settings?.[column.name]?.severity ?? options.severity;
        return [missingShare(skip, subjectOf(options, column.name), before, after, severity)];
      }
      return now === undefined ? [unreadable(column.name, options)] : itemsOf(column, now, contract, options);
    });
  const all = [...items, ...namedButAbsent(profile, options), ...scores];
  const drift = judgeDrift(
    { dataset: found.name, reference: options.reference, n: profile.rows, m: counted.rows },
    all,
  );
  const nothing = all.some((item) => !isSkipped(item)) ? [] : [nothingCompared(drift, found, options)];
  const extra = present.filter((column) => !profile.columns.some(({ name }) => name === column.name));
  return {
    drift,
    findings: [...drift.flatMap((item) => findingOf(item)), ...nothing],
    notChecked: [
      ...(late === null ? [] : [`${found.name}: drift of ${options.label}: ${late}`]),
      ...extra.map((column) => `${found.name}: drift of ${column.name}, which the reference does not have`),
    ],
    verdict: worst([...drift, ...nothing].map((item) => item.verdict)),
  };
}

async function columnsOf(
  ctx: Context,
  db: Database,
  found: FoundDataset,
  contract: Contract | null,
): Promise<readonly ViewColumn[]> {
  const view = await openView(db, found, contract, ctx.signal, { describe: true });
  return view.columns;
}

function isWanted(options: DriftOptions, name: string): boolean {
  if (name === options.prediction) return true;
  return options.columns?.includes(name) ?? name !== options.id;
}

function subjectOf(options: DriftOptions, name: string): 'feature' | 'prediction' | 'label' {
  if (name === options.prediction) return 'prediction';
  return name === options.label ? 'label' : 'feature';
}

/** Columns that the configuration names and the reference does not have: nothing that was asked for is forgotten. */
function namedButAbsent(profile: Profile, options: DriftOptions): ColumnSkip[] {
  const named = [
    ...(options.columns ?? []),
    ...Object.keys(options.settings ?? {}),
    ...(options.prediction === undefined ? [] : [options.prediction]),
  ];
  return [...new Set(named)]
    .filter((name) => !profile.columns.some((column) => column.name === name))
    .map((column) => ({
      column,
      subject: subjectOf(options, column),
      verdict: 'error',
      reason: 'the reference has no such column',
    }));
}

function unreadable(column: string, options: DriftOptions): ColumnSkip {
  return { column, subject: subjectOf(options, column), verdict: 'error', reason: 'it was not counted' };
}

function itemsOf(
  before: ColumnProfile,
  now: ColumnProfile,
  contract: Contract | null,
  options: DriftOptions,
): Item[] {
  const column = before.name;
  const subject = subjectOf(options, column);
  const kind = before.kind === 'numeric' ? 'numeric' : 'categorical';
  const method = methodFor(options, column, kind);
  if (typeof method !== 'string') return [{ column, subject, ...method }];
  const counts = binColumn(before, now, {
    bins: options.bins ?? DEFAULT_DRIFT_BINS,
    personal: contract?.columns.some((rule) => rule.name === column && rule.personal) ?? false,
  });
  if ('problem' in counts) return [{ column, subject, verdict: 'error', reason: counts.problem }];
  const rare = kind === 'categorical' && counts.labels.length === 2 && (before.categorical?.other ?? 0) > 0;
  if (rare && method !== 'missing_share') {
    const note = 'its values are too many and too rare to be compared; only the share of missing values is';
    return [{ counts: { ...counts, note }, method: 'missing_share', subject, severity: options.severity }];
  }
  const own = options.settings?.[column];
  const threshold = own?.threshold ?? options.threshold;
  const severity = own?.severity ?? options.severity;
  const question: Question = {
    counts,
    method,
    subject,
    severity,
    ...(threshold === undefined ? {} : { threshold }),
  };
  // It looks at finite values alone; values that went missing must not go unseen.
  return method === 'wasserstein'
    ? [question, { counts, method: 'missing_share', subject, severity }]
    : [question];
}

/** Why the label is not there to be compared, or null where it is, or was missing in the reference too. */
function lateLabel(
  profile: Profile,
  missing: ReadonlyMap<string, number>,
  present: readonly ViewColumn[],
  rows: number,
  { label, columns }: DriftOptions,
): string | null {
  if (columns !== undefined || label === undefined) return null;
  const before = profile.columns.find(({ name }) => name === label);
  if (before === undefined || before.nulls > 0) return null;
  if (!present.some(({ name }) => name === label)) return 'the labels are not there yet';
  const nulls = missing.get(label) ?? 0;
  return nulls > 0 ? `${nulls} of ${rows} rows have no label yet` : null;
}

/** True for what has no values to compare, whether its missing share is compared or not. */
function isSkipped(item: Item): boolean {
  return ('verdict' in item && item.verdict === 'skipped') || ('quiet' in item && item.quiet !== undefined);
}

/** Where the values of every column are left out nothing was looked at, which is no sign of no drift. */
function nothingCompared(drift: readonly Drift[], { name }: FoundDataset, options: DriftOptions): Finding {
  const reasons = [...new Set(drift.map(({ column, reason }) => `${column}: ${reason}`))];
  const more = reasons.length > 3 ? `; and ${reasons.length - 3} more` : '';
  return {
    check: 'drift',
    verdict: 'error',
    severity: 'error',
    subject: { dataset: name },
    expected: 'a column at least that can be compared',
    actual: 'none',
    where: [],
    message: `no column could be compared with ${options.reference}: ${reasons.length === 0 ? 'there is none' : reasons.slice(0, 3).join('; ')}${more}`,
    fix: 'name the method of a column in `drift.columns`, or ask for no drift here',
  };
}

const SUBJECT_WORDS = {
  feature: '',
  prediction: 'the prediction ',
  label: 'the label ',
  dataset: '',
} as const;

function findingOf(drift: Drift): Finding[] {
  if (drift.verdict === 'pass' || drift.verdict === 'skipped') return [];
  const subject = drift.subject ?? 'feature';
  const effect = drift.effect === null ? 'no value' : drift.effect.toPrecision(3);
  const [id = ''] = drift.method.split('(');
  const method = id === 'none' ? 'column' : id;
  const bounds =
    drift.effect === null && drift.verdict === 'error'
      ? { expected: 'a column that can be compared', actual: 'it cannot' }
      : {
          expected: `${method} at most ${drift.threshold} beyond chance, or q at least 0.05`,
          actual: `${method} ${effect}${drift.qValue === null ? '' : `, q ${drift.qValue.toPrecision(2)}`}`,
        };
  const words =
    drift.verdict === 'inconclusive'
      ? 'drift cannot be told'
      : drift.verdict === 'error'
        ? 'drift cannot be computed'
        : 'has drifted';
  return [
    {
      check: `drift.${subject === 'feature' || subject === 'dataset' ? method : subject}`,
      verdict: drift.verdict,
      severity: drift.verdict === 'warn' || drift.verdict === 'inconclusive' ? 'warn' : 'error',
      subject: { dataset: drift.dataset, ...(subject === 'dataset' ? {} : { column: drift.column }) },
      ...bounds,
      where: [],
      message: `${SUBJECT_WORDS[subject]}\`${drift.column}\` ${words} against ${drift.reference}${drift.reason ? `: ${drift.reason}` : ''}`,
    },
  ];
}
