/** Drift and leakage between datasets that were validated. */
import { extname, isAbsolute, join } from 'node:path';
import { type Context, readUserFile } from '../../base/index.js';
import {
  type DriftReport,
  driftAgainstProfile,
  findLeakage,
  type LeakageReport,
  type Profile,
  parseProfile,
  profileDataset,
  resolveDataset,
  sharedBytes,
  type Validation,
} from '../../data/index.js';
import type { Database } from '../../engines/index.js';
import type { Finding } from '../../results/index.js';
import type { Subject } from './subjects.js';

export interface Validated {
  readonly subject: Subject;
  readonly validation: Validation;
  /** Null where the dataset failed: what failed is no reference. */
  readonly profile: Profile | null;
}

/** Drift of one dataset against another's profile, or that of a file. */
export async function driftOf(
  ctx: Context,
  db: Database,
  one: Validated,
  all: ReadonlyMap<string, Validated>,
  root: string,
  label: string | undefined,
): Promise<DriftReport | null> {
  const { subject } = one;
  const { drift, found, contract } = subject;
  if (drift === undefined) return null;
  const named = all.get(drift.reference);
  const profile = named ? named.profile : await profileOfFile(ctx, db, subject, drift.reference, root);
  if (profile === null) {
    return refused(
      found.name,
      'drift',
      `the reference ${drift.reference} failed its checks, and failed data is no reference`,
      `mend ${drift.reference} first`,
    );
  }
  return driftAgainstProfile(ctx, db, profile, found, contract, {
    reference: drift.reference,
    severity: drift.severity ?? 'warn',
    ...(subject.id === undefined ? {} : { id: subject.id }),
    ...(label === undefined ? {} : { label }),
    ...(drift.columns ? { columns: drift.columns } : {}),
    ...(drift.threshold === undefined ? {} : { threshold: drift.threshold }),
  });
}

function refused(dataset: string, check: string, message: string, fix: string): DriftReport {
  const finding: Finding = {
    check,
    verdict: 'error',
    severity: 'error',
    subject: { dataset },
    where: [],
    message,
    fix,
  };
  return { drift: [], findings: [finding], notChecked: [], verdict: 'error' };
}

/** A stored profile (.json), or data that is profiled now, with the contract of what it is compared with. */
async function profileOfFile(
  ctx: Context,
  db: Database,
  subject: Subject,
  reference: string,
  root: string,
): Promise<Profile> {
  const path = isAbsolute(reference) ? reference : join(root, reference);
  if (extname(reference) === '.json') {
    return parseProfile(await readUserFile(path, 'the reference profile'), reference);
  }
  const dataset = await resolveDataset('reference', reference, root, ctx.signal);
  return profileDataset(ctx, db, dataset, subject.contract);
}

export async function leakageOf(
  ctx: Context,
  db: Database,
  one: Validated,
  all: ReadonlyMap<string, Validated>,
): Promise<LeakageReport | null> {
  const against = one.subject.leakage === undefined ? undefined : all.get(one.subject.leakage);
  if (against === undefined) return null;
  const unread = [one, against].filter(({ validation }) => validation.verdict === 'error');
  if (unread.length > 0) {
    const names = unread.map(({ subject }) => subject.found.name).join(', ');
    const { findings } = refused(
      one.subject.found.name,
      'leakage',
      `leakage cannot be looked for: ${names} cannot be read whole`,
      'mend what the other findings name',
    );
    return { findings, notChecked: [], checks: 0 };
  }
  if (one.subject.files !== null) return sharedBytes(one.validation.dataset, against.validation.dataset);
  return findLeakage(ctx, db, one.subject, against.subject);
}
