/** Columns whose values are not compared: why, and what is compared of them all the same. */
import type { ColumnProfile, Profile } from '../profile/index.js';
import type { ViewColumn } from '../profile/view.js';
import type { ColumnSkip, Question } from './judge.js';
import type { DriftOptions } from './options.js';

/** Columns with more distinct values than this share of the rows are names, not categories. */
const IDENTIFIER_SHARE = 0.5;

export interface Skip extends Omit<ColumnSkip, 'subject'> {
  /** The missing share says something although the values do not: nobody asked for the column to be left out. */
  readonly watched: boolean;
}

/** Why the values of a column are not compared; null where they are. */
export function reasonToSkip(
  before: ColumnProfile,
  current: ViewColumn | undefined,
  { rows }: Profile,
  options: DriftOptions,
): Skip | null {
  const column = before.name;
  const end = (verdict: ColumnSkip['verdict'], reason: string) => ({
    column,
    verdict,
    reason,
    watched: false,
  });
  const skipped = (reason: string) => ({ ...end('skipped', reason), watched: true });
  if (options.settings?.[column]?.method === 'none') return end('skipped', 'the configuration leaves it out');
  if (current === undefined) return end('error', 'the data has no such column');
  if (before.kind === 'temporal' && current.kind === 'temporal') return skipped('time moves by itself');
  if (before.kind === 'other') return skipped(`columns of type ${before.type} are not compared`);
  if (before.kind !== current.kind) return end('error', `the type was ${before.type} and is ${current.type}`);
  const { categorical } = before;
  const filled = rows - before.nulls;
  // Who names the method of a column has looked at it.
  if (options.settings?.[column]?.method !== undefined) return null;
  if (categorical && categorical.distinct > 100 && categorical.distinct > IDENTIFIER_SHARE * filled) {
    return skipped('almost every value is another one: an identifier or free text');
  }
  if (categorical && categorical.top.length === 0 && categorical.other > 0) {
    return skipped('its values are personal and are not kept in profiles');
  }
  return null;
}

interface Side {
  readonly rows: number;
  readonly nulls: number;
}

/**
 * The missing share of a column that is skipped, which tells no value: judged as that of any other column, and a drift
 * where it is one. Without a missing value on either side there is nothing to test, and the column is skipped alone,
 * so that the q-values of the others stay what they were.
 */
export function missingShare(
  { watched, ...skip }: Skip,
  subject: ColumnSkip['subject'],
  before: Side,
  now: Side,
  severity: Question['severity'],
): Question | ColumnSkip {
  if (!watched || before.nulls + now.nulls === 0) return { ...skip, subject };
  const sides = [before, now].map(({ rows, nulls }) => [rows - nulls, nulls]);
  const [reference = [], current = []] = sides;
  return {
    counts: {
      column: skip.column,
      kind: 'categorical',
      labels: ['present', 'missing'],
      reference,
      current,
      missing: { reference: before.nulls, current: now.nulls },
      ordered: null,
      note: `${skip.reason}; only the share of missing values is compared`,
    },
    method: 'missing_share',
    subject,
    severity,
    quiet: skip.reason,
  };
}
