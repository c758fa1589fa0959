/** Validates a dataset against a contract: one scan by the engine, and beside it one pass over the bytes. */
import type { Context } from '../base/index.js';
import type { Database } from '../engines/index.js';
import { type DatasetSummary, type Finding, type Verdict, worst } from '../results/index.js';
import type { Planned } from './checks/check.js';
import { CHECKS } from './checks/index.js';
import { precheck } from './checks/precheck.js';
import { runQueries } from './checks/queries.js';
import { runSqlRules } from './checks/sql-rules.js';
import type { Contract } from './contract/index.js';
import { type Dataset, digestedDataset, type FoundDataset } from './dataset.js';
import type { Conditions } from './expression.js';
import type { FailedRows, FailedRowsTarget } from './failed-rows.js';
import {
  faultFinding,
  findingOf,
  policyFindings,
  rowsAgree,
  toleratedFinding,
  unreadNotes,
} from './findings.js';
import { graded, type Judged, judge } from './judge.js';
import { keepRows } from './kept.js';
import { type Neighbour, openParents, type Parents } from './neighbours.js';
import { placesOf } from './places.js';
import { prepare, shownQuery } from './plan.js';
import { closeReferences, type FindReference, openReferences, type References } from './references.js';
import { scanOnce } from './scan.js';
import {
  changedFaults,
  type FileReading,
  openSource,
  type Source,
  type SourceFault,
  snapshotOf,
} from './source/index.js';
import { tolerated, toleratedFaults } from './tolerance.js';

export interface Validation {
  readonly dataset: Dataset;
  readonly summary: DatasetSummary;
  readonly findings: Finding[];
  readonly notChecked: string[];
  /** How many checks were evaluated. */
  readonly checks: number;
  readonly verdict: Verdict;
}

export interface ValidateOptions {
  /** The other datasets at hand, in which foreign keys are looked up. */
  readonly neighbours?: readonly Neighbour[] | undefined;
  /** Finds the data that rules name as `reference`; absent: such rules are `error`. */
  readonly reference?: FindReference | undefined;
  /** False: every query of its own reads the files again. For tests that compare both ways. */
  readonly keep?: boolean;
  /**
   * Which columns are checked by their distinct values. Absent: those that seem to have few. For tests that compare
   * both ways.
   */
  readonly screen?: 'all' | 'none';
  /** Where all rows that fail go. The caller finishes the writer. */
  readonly failedRows?: { readonly writer: FailedRows; readonly target: FailedRowsTarget } | undefined;
}

/**
 * Runs every check of the contract. What is wrong with the data is a finding; only a contract that cannot be
 * used (usage error), the machine (environment error) and cancellation throw.
 */
export async function validateDataset(
  ctx: Context,
  db: Database,
  found: FoundDataset,
  contract: Contract,
  options: ValidateOptions = {},
): Promise<Validation> {
  const conditions = await precheck(db, contract);
  const before = await snapshotOf(found);
  const source = await openSource(db, found, ctx.signal, contract);
  const stop = new AbortController();
  const signal = AbortSignal.any([ctx.signal, stop.signal]);
  const reading = readAll(source, signal);
  // The engine's own failure must not leave the other pass behind, nor unheard.
  reading.catch(() => undefined);
  try {
    const parents = await openParents(ctx, db, source, contract, options.neighbours ?? []);
    const references = await openReferences(db, contract, options.reference, ctx.signal);
    const changes = () => changedFaults(found, before);
    const asked = { conditions, parents, references, options };
    try {
      return await measure(ctx, db, source, contract, asked, reading, changes);
    } finally {
      await closeReferences(references);
    }
  } finally {
    stop.abort();
    await reading.catch(() => undefined);
  }
}

async function screened(
  source: Source,
  asked: ValidateOptions['screen'],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (asked === 'all') return new Set(source.columns.map(({ sql }) => sql));
  return (asked === 'none' ? undefined : await source.few?.(signal)) ?? new Set();
}

async function readAll(source: Source, signal: AbortSignal): Promise<FileReading[]> {
  const readings: FileReading[] = [];
  for (const index of source.found.files.keys()) readings.push(await source.read(index, signal));
  return readings;
}

/** What was opened and read before the scan. */
interface Asked {
  readonly conditions: Conditions;
  readonly parents: Parents;
  readonly references: References;
  readonly options: ValidateOptions;
}

async function measure(
  ctx: Context,
  db: Database,
  source: Source,
  contract: Contract,
  asked: Asked,
  reading: Promise<FileReading[]>,
  changes: () => Promise<SourceFault[]>,
): Promise<Validation> {
  const { found } = source;
  const { conditions, parents, references, options } = asked;
  const notChecked = contract.notChecked.map((reason) => `${found.name}: ${reason}`);
  const skip = (reason: string) => notChecked.push(`${found.name}: ${reason}`);
  for (const reason of source.notChecked) skip(reason);
  const planning = { contract, source, now: ctx.now(), parents, skip, conditions, references };
  const plans = tolerated(
    CHECKS.flatMap((kind) => [...kind.plan(planning)]),
    contract,
    skip,
  );
  const prepared = prepare(source, contract);
  const few = await screened(source, options.screen, ctx.signal);
  const scan = await scanOnce(ctx, db, source, prepared, plans, contract, few);
  const readings = await reading;
  const dataset = digestedDataset(
    found,
    readings.map(({ digest }) => digest),
  );
  const faults = [...source.faults, ...readings.flatMap((item) => item.faults), ...scan.faults];
  faults.push(...(await changes()));
  const agreement = rowsAgree(source, readings, scan.rows);
  const findings = toleratedFaults(faults, contract, scan.rows).map((fault) =>
    faultFinding(fault, found.name),
  );
  if (agreement.finding !== null) findings.push(agreement.finding);
  const broken: { planned: Planned; judged: Judged }[] = [];
  const results = new Map<Planned, Judged>();
  const heard = (planned: Planned, judged: Judged) => {
    results.set(planned, judged);
    if (!judged.ok) broken.push({ planned, judged });
  };
  for (const planned of plans) {
    const { measure } = planned;
    const judged =
      measure.kind === 'files'
        ? graded(planned, measure.judge(dataset))
        : (scan.refused.get(planned) ?? judge(planned, scan.values, scan.rows));
    if (judged !== null) heard(planned, judged);
  }
  if (scan.rows !== null) {
    const kept = options.keep === false ? null : await keepRows(ctx, db, source, contract, plans);
    try {
      const queried = await runQueries(ctx, db, source, contract, plans, kept);
      for (const [planned, judgement] of queried) heard(planned, graded(planned, judgement));
      const rules = await runSqlRules(ctx, db, kept?.source ?? source, contract, plans);
      for (const [planned, judged] of rules) heard(planned, judged);
    } finally {
      await kept?.close();
    }
  }
  for (const note of unreadNotes(results)) skip(note);
  for (const [planned, judged] of results) {
    if (planned.tolerated === undefined || !judged.ok || (judged.count ?? 0) === 0) continue;
    const query = shownQuery(planned, source, prepared.shown);
    findings.push(toleratedFinding(planned, judged, found.name, scan.rows, query));
  }
  const places = await placesOf(ctx, db, source, contract, prepared, broken, agreement.known);
  for (const { planned, judged } of broken) {
    const query =
      judged.rows === undefined
        ? shownQuery(planned, source, prepared.shown)
        : `SELECT * FROM ${source.shownFrom} WHERE ${judged.rows(prepared.shown)}`;
    findings.push(findingOf(planned, judged, found.name, scan.rows, places.get(planned) ?? [], query));
  }
  if (options.failedRows !== undefined) {
    const { writer, target } = options.failedRows;
    await writer.add(target, source, contract, prepared, broken, agreement.known);
  }
  findings.push(...policyFindings(source, contract, readings));
  const verdicts = findings.map((finding) => finding.verdict);
  return {
    dataset,
    summary: {
      name: found.name,
      path: found.path,
      files: found.files.length,
      rows: scan.rows ?? 0,
      columns: source.columns.length,
      sha256: dataset.sha256,
    },
    findings,
    notChecked,
    checks: results.size,
    // Not one evaluated check says nothing about the data.
    verdict: worst([
      ...(results.size > 0 ? (['pass'] as const) : []),
      ...verdicts.filter((part) => part !== 'pass'),
    ]),
  };
}
