/** Validates a dataset against a contract: one scan by the engine, and beside it one pass over the bytes. */
import { AssayError, type Context, messageOf } from '../base/index.js';
import type { Database } from '../engines/index.js';
import { type DatasetSummary, type Finding, type Occurrence, type Verdict, worst } from '../results/index.js';
import { aggregates } from './aggregates.js';
import type { Lookup, Measure, Planned } from './checks/check.js';
import { CHECKS } from './checks/index.js';
import { LEXICAL_POLICY } from './checks/lexical.js';
import { ELEMENT } from './checks/nested.js';
import { precheck } from './checks/precheck.js';
import { runSqlRules } from './checks/sql-rules.js';
import {
  boundText,
  type Contract,
  differencesOf,
  everyColumn,
  meetsBound,
  STRICT_TEXT,
} from './contract/index.js';
import { type Dataset, digestedDataset, type FoundDataset } from './dataset.js';
import { findPlaces, repeatedValues } from './examples.js';
import type { FailedRows, FailedRowsTarget } from './failed-rows.js';
import { type Neighbour, openParents, type Parents } from './neighbours.js';
import { aggregateOf, type Prepared, prepare, shownQuery } from './plan.js';
import {
  changedFaults,
  type FileReading,
  firstLine,
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
  await precheck(db, contract);
  const before = await snapshotOf(found);
  const source = await openSource(db, found, ctx.signal, contract);
  const stop = new AbortController();
  const signal = AbortSignal.any([ctx.signal, stop.signal]);
  const reading = readAll(source, signal);
  // The engine's own failure must not leave the other pass behind, nor unheard.
  reading.catch(() => undefined);
  try {
    const parents = await openParents(ctx, db, source, contract, options.neighbours ?? []);
    const changes = () => changedFaults(found, before);
    return await measure(ctx, db, source, contract, parents, reading, options, changes);
  } finally {
    stop.abort();
    await reading.catch(() => undefined);
  }
}

async function readAll(source: Source, signal: AbortSignal): Promise<FileReading[]> {
  const readings: FileReading[] = [];
  for (const index of source.found.files.keys()) readings.push(await source.read(index, signal));
  return readings;
}

async function measure(
  ctx: Context,
  db: Database,
  source: Source,
  contract: Contract,
  parents: Parents,
  reading: Promise<FileReading[]>,
  options: ValidateOptions,
  changes: () => Promise<SourceFault[]>,
): Promise<Validation> {
  const { found } = source;
  const notChecked = contract.notChecked.map((reason) => `${found.name}: ${reason}`);
  const skip = (reason: string) => notChecked.push(`${found.name}: ${reason}`);
  for (const reason of source.notChecked) skip(reason);
  const planning = { contract, source, now: ctx.now(), parents, skip };
  const plans = tolerated(
    CHECKS.flatMap((kind) => [...kind.plan(planning)]),
    contract,
    skip,
  );
  const prepared = prepare(source, contract);
  const scan = await scanOnce(ctx, db, source, prepared, plans);
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
  for (const planned of plans) {
    const judged = judge(planned, scan.values, scan.rows);
    if (judged === null) continue;
    results.set(planned, judged);
    if (!judged.ok) broken.push({ planned, judged });
  }
  if (scan.rows !== null) {
    for (const [planned, judged] of await runSqlRules(ctx, db, source, contract, plans)) {
      results.set(planned, judged);
      if (!judged.ok) broken.push({ planned, judged });
    }
  }
  const places = await placesOf(ctx, db, source, contract, prepared, broken, agreement.known);
  for (const { planned, judged } of broken) {
    const query = shownQuery(planned, source, prepared.shown);
    findings.push(findingOf(planned, judged, found.name, scan.rows, places.get(planned) ?? [], query));
  }
  if (options.failedRows !== undefined) {
    const { writer, target } = options.failedRows;
    const failed = broken.map((item) => item.planned);
    await writer.add(target, source, contract, prepared, failed, agreement.known);
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

interface Scan {
  /** Null where nothing could be read. */
  readonly rows: number | null;
  readonly values: ReadonlyMap<Planned, unknown>;
  readonly faults: readonly SourceFault[];
}

async function scanOnce(
  ctx: Context,
  db: Database,
  source: Source,
  prepared: Prepared,
  plans: readonly Planned[],
): Promise<Scan> {
  const values = new Map<Planned, unknown>();
  if (source.from === null) return { rows: null, values, faults: [] };
  const measured = plans.flatMap((planned) => {
    const sql = aggregateOf(planned, prepared.lookup);
    return sql === null ? [] : [{ planned, sql }];
  });
  try {
    const row = await aggregates(db, source.found.name, source.from, prepared, measured);
    measured.forEach(({ planned }, index) => {
      values.set(planned, row[`m${index}`]);
    });
    return { rows: Number(row['n']), values, faults: [] };
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (error instanceof AssayError) throw error;
    const fault: SourceFault = {
      check: 'readable',
      verdict: 'error',
      file: source.found.files.map((file) => file.shown).join(', '),
      message: `cannot be read to the end: ${firstLine(messageOf(error))}`,
      expected: 'files that can be read whole',
      fix: 'write the file again',
    };
    return { rows: null, values: new Map(), faults: [fault] };
  }
}

/** The engine's row count against that of the scan of structure. */
function rowsAgree(
  source: Source,
  readings: readonly FileReading[],
  rows: number | null,
): { known: boolean; finding: Finding | null } {
  if (source.kind === 'typed') return { known: true, finding: null };
  if (rows === null || readings.some(({ structure }) => structure === null))
    return { known: false, finding: null };
  const expected = readings.reduce((sum, { structure }) => sum + (structure?.rows ?? 0), 0);
  if (expected === rows) return { known: true, finding: null };
  return {
    known: false,
    finding: {
      check: 'structure',
      verdict: 'error',
      severity: 'error',
      subject: { dataset: source.found.name },
      expected: `${expected} rows`,
      actual: `${rows} rows`,
      where: [],
      message: `the engine read ${rows} rows where the file holds ${expected}: counts cannot be trusted, and line numbers are not known`,
      fix: 'look for quotes that are never closed and for mixed line ends',
    },
  };
}

export interface Judged {
  readonly ok: boolean;
  readonly verdict: Verdict;
  readonly actual: string;
  readonly count?: number;
  /** What went wrong where the check itself could not be evaluated. */
  readonly problem?: string;
}

function judge(planned: Planned, values: ReadonlyMap<Planned, unknown>, rows: number | null): Judged | null {
  const { measure, severity } = planned;
  const failed: Verdict = severity === 'error' ? 'fail' : 'warn';
  if (measure.kind === 'known') {
    const { broken } = measure;
    return broken === null ? { ok: true, verdict: 'pass', actual: '' } : { ok: false, ...broken };
  }
  if (measure.kind === 'sql' || rows === null || !values.has(planned)) return null;
  const value = values.get(planned);
  if (measure.kind === 'value') {
    const { ok, actual } = measure.judge(value);
    return { ok, verdict: ok ? 'pass' : failed, actual };
  }
  const count = Number(value);
  const amount = measure.unit === 'percent' ? (100 * count) / rows : count;
  const ok = meetsBound(amount, measure.bound);
  const shown = measure.unit === 'percent' ? `${Number(amount.toPrecision(4))}%` : `${count} rows`;
  return { ok, verdict: ok ? 'pass' : failed, actual: shown, count };
}

async function placesOf(
  ctx: Context,
  db: Database,
  source: Source,
  contract: Contract,
  prepared: Prepared,
  broken: readonly { planned: Planned }[],
  linesKnown: boolean,
): Promise<Map<Planned, Occurrence[]>> {
  const all = [...everyColumn(contract.columns)];
  const hidden = new Set(all.filter((column) => column.personal).map(({ name }) => name));
  const personal = (name: string) => hidden.has(name);
  const wishes = broken.flatMap(({ planned }) => {
    const { measure, column } = planned;
    if (measure.kind !== 'rows') return [];
    const condition = measure.condition(prepared.lookup);
    if (condition === 'true') return [];
    const value = column === undefined ? null : valueShown(measure, prepared.lookup, column);
    return [{ planned, condition, value, personal: column !== undefined && personal(column) }];
  });
  const places =
    wishes.length === 0
      ? new Map<Planned, Occurrence[]>()
      : await findPlaces(ctx, db, source, prepared, wishes, linesKnown);
  for (const { planned } of broken) {
    const { measure } = planned;
    if (measure.kind !== 'duplicates') continue;
    places.set(
      planned,
      await repeatedValues(db, source, prepared, measure.columns, measure.columns.some(personal)),
    );
  }
  return places;
}

/** The value beside a row: of an array the first element that breaks the check. */
function valueShown(measure: Extract<Measure, { kind: 'rows' }>, sql: Lookup, column: string): string {
  const { raw, list } = sql(column);
  if (list === undefined || measure.element === undefined) return list ?? raw;
  const broken = `list_filter(${list}, lambda ${ELEMENT}: ${measure.element(sql)})`;
  return `list_transform(${broken}, lambda ${ELEMENT}: CAST(${raw} AS VARCHAR))[1]`;
}

function findingOf(
  planned: Planned,
  judged: Judged,
  dataset: string,
  rows: number | null,
  where: Occurrence[],
  query: string | undefined,
): Finding {
  const { check, severity, column, expected, what, fix, measure } = planned;
  const { count } = judged;
  const bounded = measure.kind === 'rows' || measure.kind === 'duplicates' ? boundText(measure.bound) : '0';
  const share = count !== undefined && rows !== null && rows > 0 ? count / rows : undefined;
  const amount = count === undefined || check === 'rowCount' ? '' : `${count} of ${rows} `;
  return {
    check,
    verdict: judged.verdict,
    severity,
    subject: { dataset, ...(column === undefined ? {} : { column }) },
    expected,
    actual: judged.actual,
    ...(count === undefined ? {} : { count }),
    ...(share === undefined ? {} : { share }),
    where,
    ...(query === undefined ? {} : { query }),
    message: `${amount}${what}${bounded === '0' ? '' : ` (allowed: ${bounded})`}${judged.problem ? `: ${judged.problem}` : ''}`,
    ...(fix === undefined ? {} : { fix }),
  };
}

function faultFinding(fault: SourceFault & { readonly allowed?: string }, dataset: string): Finding {
  const { check, verdict, file, column, message, expected, actual, fix, count, where, allowed } = fault;
  return {
    check,
    verdict,
    severity: verdict === 'pass' ? 'info' : verdict === 'warn' ? 'warn' : 'error',
    subject: { dataset, ...(column === undefined ? {} : { column }) },
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    ...(count === undefined ? {} : { count }),
    where: (where ?? [{}]).map((place) => ({ file, ...place })),
    message: `${file}: ${count === undefined ? '' : `${count} `}${message}${allowed === undefined ? '' : ` (allowed: ${allowed})`}`,
    ...(fix === undefined ? {} : { fix }),
  };
}

/** How text was read is part of the result: the same file read otherwise may give another verdict. */
function policyFindings(source: Source, contract: Contract, readings: readonly FileReading[]): Finding[] {
  if (source.policy.length === 0) return [];
  const notes = [...new Set(readings.flatMap((reading) => reading.notes))];
  const base = contract.reading?.text ?? STRICT_TEXT;
  const loosened = differencesOf(base);
  const columns = [...everyColumn(contract.columns)].flatMap((column) => {
    const own = differencesOf(column.text ?? base, base);
    return own.length === 0 ? [] : [`\`${column.name}\`: ${own.join(', ')}`];
  });
  const other = [...(loosened.length === 0 ? [] : [loosened.join(', ')]), ...columns];
  const policy = `${LEXICAL_POLICY}${other.length === 0 ? '' : `, but for ${other.join('; ')}`}`;
  return [
    {
      check: 'reading',
      verdict: 'pass',
      severity: 'info',
      subject: { dataset: source.found.name },
      where: [],
      message: `read as text: ${[...source.policy, ...notes, policy].join('; ')}`,
    },
  ];
}
