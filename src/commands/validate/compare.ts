/** Drift and leakage between datasets that were validated. */
import { extname } from 'node:path';
import type { Context } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import {
  type Contract,
  contractForReference,
  type DriftOptions,
  type DriftReport,
  domainScore,
  driftAgainstProfile,
  driftSettings,
  EMPTY_CONTRACT,
  findDataset,
  findLeakage,
  type LeakageReport,
  openView,
  type Period,
  type Profile,
  periodsOf,
  profileDataset,
  type Score,
  type Side,
  sharedBytes,
  type Validation,
  validateDataset,
} from '../../data/index.js';
import type { Database } from '../../engines/index.js';
import type { Finding } from '../../results/index.js';
import type { Place } from '../../s3/index.js';
import { isRegistryReference, readReference } from '../reference.js';
import { referenceOf as dataOfRule } from './references.js';
import type { Subject } from './subjects.js';

export interface Validated {
  readonly subject: Subject;
  readonly validation: Validation;
  /** Null where the dataset failed: what failed is no reference. */
  readonly profile: Profile | null;
}

/** Drift of one dataset against another's profile, that of a file or of a version, or a period of a dataset. */
export async function driftOf(
  ctx: Context,
  db: Database,
  one: Validated,
  all: ReadonlyMap<string, Validated>,
  config: LoadedConfig | null,
  place: Place,
): Promise<DriftReport | null> {
  const { subject } = one;
  const { drift, found, contract } = subject;
  if (drift === undefined) return null;
  const unreadable = ({ check, verdict }: Finding) => check === 'readable' && verdict === 'error';
  if (one.validation.findings.some(unreadable)) {
    return refused(found.name, 'drift', 'drift cannot be told: the data cannot be read whole', MEND);
  }
  const reference = await referenceOf(ctx, db, subject, all, config, place);
  if ('report' in reference) return reference.report;
  const label = config?.evaluate?.target;
  const options: DriftOptions = {
    ...driftSettings(drift),
    reference: reference.words,
    ...(subject.id === undefined ? {} : { id: subject.id }),
    ...(label === undefined ? {} : { label }),
    ...(reference.current.where === undefined ? {} : { where: reference.current.where }),
  };
  const scores = await domainOf(ctx, db, subject, reference, options);
  const report = await driftAgainstProfile(
    ctx,
    db,
    reference.profile,
    found,
    contract,
    options,
    scores ?? [],
  );
  const without = `${found.name}: drift of all columns together: ${reference.side === null ? 'the reference is a profile, and a classifier needs its rows' : 'there is no column that both have and that can be compared'}`;
  return {
    ...report,
    notChecked: [
      ...report.notChecked,
      ...(scores === null ? [without] : []),
      ...(drift.window === undefined
        ? []
        : [
            `${found.name}: drift outside the periods; compared were rows ${reference.current.words} with ${reference.words}`,
          ]),
    ],
  };
}

const MEND = 'mend what the other findings name';
const EVERYTHING: Period = { where: undefined, words: 'all rows' };

interface Reference {
  readonly profile: Profile;
  /** Where its rows are, if they are at hand. */
  readonly side: Side | null;
  readonly words: string;
  readonly current: Period;
}

async function referenceOf(
  ctx: Context,
  db: Database,
  subject: Subject,
  all: ReadonlyMap<string, Validated>,
  config: LoadedConfig | null,
  place: Place,
): Promise<Reference | { readonly report: DriftReport }> {
  const { found } = subject;
  const { reference = '', window } = subject.drift ?? {};
  const named = all.get(reference);
  if (named === undefined && (isRegistryReference(reference) || extname(reference) === '.json')) {
    const profile = await readReference(ctx, config, reference, place);
    if (!('missing' in profile)) return { profile, side: null, words: reference, current: EVERYTHING };
    const { missing, first } = profile;
    return { report: first ? firstRun(found.name, missing) : refused(found.name, 'drift', missing, MEND) };
  }
  if (named !== undefined && named.profile === null) {
    const message = `the reference ${reference} failed its checks, and failed data is no reference`;
    return { report: refused(found.name, 'drift', message, `mend ${reference} first`) };
  }
  const contract = named === undefined ? subject.contract : named.subject.contract;
  const checked = named?.validation ?? (await checkedReference(ctx, db, reference, contract, config, place));
  if (checked.verdict !== 'pass' && checked.verdict !== 'warn') {
    return { report: failedReference(found.name, reference, contract, checked) };
  }
  const data = checked.dataset;
  if (window === undefined) {
    return {
      profile: named?.profile ?? (await profileDataset(ctx, db, data, contract)),
      side: { found: data, contract, view: {} },
      words: reference,
      current: EVERYTHING,
    };
  }
  const view = await openView(db, found, subject.contract, ctx.signal);
  const periods = await periodsOf(db, view, found.name, window).finally(() => view.close());
  const { where, words } = periods.reference;
  const only = where === undefined ? {} : { where };
  return {
    profile: await profileDataset(ctx, db, data, contract, only),
    side: { found: data, contract, view: only },
    words: `${reference} (${words})`,
    current: periods.current,
  };
}

/** Raw data by its path: what fails its contract is no reference, so it is checked as every dataset is. */
async function checkedReference(
  ctx: Context,
  db: Database,
  reference: string,
  contract: Contract | null,
  config: LoadedConfig | null,
  place: Place,
): Promise<Validation> {
  const data = await findDataset('reference', reference, place);
  const own = contract === null ? EMPTY_CONTRACT : contractForReference(contract);
  return validateDataset(ctx, db, data, own, {
    reference: (name) => dataOfRule(name, config, place),
  });
}

function failedReference(
  dataset: string,
  reference: string,
  contract: Contract | null,
  { findings }: Validation,
): DriftReport {
  const bad = findings.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'warn');
  const shown = bad.slice(0, 3).map(({ message }) => message);
  const more = bad.length > shown.length ? `; and ${bad.length - shown.length} more` : '';
  const message = `the reference ${reference} failed its checks, and failed data is no reference: ${shown.join('; ')}${more}`;
  const fix =
    contract === null
      ? `mend ${reference} first`
      : `mend ${reference} first; assay validate --data ${reference} --contract ${contract.file} shows all`;
  return refused(dataset, 'drift', message, fix);
}

/** Null where it was asked for and cannot be done. */
async function domainOf(
  ctx: Context,
  db: Database,
  subject: Subject,
  reference: Reference,
  options: DriftOptions,
): Promise<Score[] | null> {
  const { domain } = subject.drift ?? {};
  if (domain === undefined || domain === false) return [];
  if (reference.side === null) return null;
  const { where } = reference.current;
  const current = {
    found: subject.found,
    contract: subject.contract,
    view: where === undefined ? {} : { where },
  };
  const score = await domainScore(ctx, db, reference.profile, reference.side, current, {
    // The label comes later than the rows, and an id tells every row apart.
    leaveOut: [options.id, options.label].filter((name) => name !== undefined),
    columns: options.columns,
    threshold: typeof domain === 'object' ? domain.threshold : undefined,
    severity: options.severity,
  });
  return score === null ? null : [score];
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

/** The registry is there and the alias has no entry yet: nothing is wrong, and nothing was compared. */
function firstRun(dataset: string, why: string): DriftReport {
  const finding: Finding = {
    check: 'drift',
    verdict: 'warn',
    severity: 'warn',
    subject: { dataset },
    where: [],
    message: `no_baseline: ${why}, so there is nothing to compare with`,
  };
  return { drift: [], findings: [finding], notChecked: [`${dataset}: drift: ${why}`], verdict: 'warn' };
}

export async function leakageOf(
  ctx: Context,
  db: Database,
  one: Validated,
  all: ReadonlyMap<string, Validated>,
): Promise<LeakageReport | null> {
  const { leakage } = one.subject;
  const against = leakage === undefined ? undefined : all.get(leakage.against);
  if (against === undefined) return null;
  const unread = [one, against].filter(isUnread);
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
  return findLeakage(ctx, db, one.subject, against.subject, leakage);
}

const ABOUT_FILES = new Set(['readable', 'structure', 'encoding', 'header', 'columns']);

/** A rule that could not be evaluated is no reason to look for nothing; rows that are not known are. */
function isUnread({ subject, validation }: Validated): boolean {
  const { verdict, findings } = validation;
  if (verdict !== 'error' || subject.files !== null) return verdict === 'error';
  const errors = findings.filter((finding) => finding.verdict === 'error');
  return errors.length === 0 || errors.some(({ check }) => ABOUT_FILES.has(check));
}
