/** Validates a dataset against a contract: one scan by the engine, and beside it one pass over the bytes. */
import { AssayError, type Context, messageOf } from '../base/index.js';
import type { Database } from '../engines/index.js';
import { type DatasetSummary, type Finding, type Occurrence, type Verdict, worst } from '../results/index.js';
import type { Lookup, Measure, Planned } from './checks/check.js';
import { CHECKS } from './checks/index.js';
import { LEXICAL_POLICY } from './checks/lexical.js';
import { ELEMENT } from './checks/nested.js';
import { precheck } from './checks/precheck.js';
import { runSqlRules } from './checks/sql-rules.js';
import { boundText, type Contract, type ContractColumn, meetsBound } from './contract/index.js';
import { type Dataset, digestedDataset, type FoundDataset } from './dataset.js';
import { findPlaces, repeatedValues } from './examples.js';
import { type Neighbour, openParents, type Parents } from './neighbours.js';
import { aggregateOf, type Prepared, prepare, shownQuery } from './plan.js';
import { type FileReading, firstLine, openSource, type Source, type SourceFault } from './source/index.js';

export interface Validation {
  readonly dataset: Dataset;
  readonly summary: DatasetSummary;
  readonly findings: Finding[];
  readonly notChecked: string[];
  /** How many checks were evaluated. */
  readonly checks: number;
  readonly verdict: Verdict;
}

/**
 * Runs every check of the contract. What is wrong with the data is a finding; only a contract that cannot be
 * used (usage error), the machine (environment error) and cancellation throw. `neighbours` are the other datasets at
 * hand, in which foreign keys are looked up.
 */
export async function validateDataset(
  ctx: Context,
  db: Database,
  found: FoundDataset,
  contract: Contract,
  neighbours: readonly Neighbour[] = [],
): Promise<Validation> {
  await precheck(db, contract);
  const source = await openSource(db, found, ctx.signal);
  const stop = new AbortController();
  const signal = AbortSignal.any([ctx.signal, stop.signal]);
  const reading = readAll(source, signal);
  // The engine's own failure must not leave the other pass behind, nor unheard.
  reading.catch(() => undefined);
  try {
    const parents = await openParents(ctx, db, source, contract, neighbours);
    return await measure(ctx, db, source, contract, parents, reading);
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
): Promise<Validation> {
  const { found } = source;
  const notChecked = contract.notChecked.map((reason) => `${found.name}: ${reason}`);
  const skip = (reason: string) => notChecked.push(`${found.name}: ${reason}`);
  for (const reason of source.notChecked) skip(reason);
  const plans = CHECKS.flatMap((kind) => [...kind.plan({ contract, source, now: ctx.now(), parents, skip })]);
  const prepared = prepare(source, contract);
  const scan = await scanOnce(ctx, db, source, prepared, plans);
  const readings = await reading;
  const dataset = digestedDataset(
    found,
    readings.map(({ digest }) => digest),
  );
  const faults = [...source.faults, ...readings.flatMap((item) => item.faults), ...scan.faults];
  const agreement = rowsAgree(source, readings, scan.rows);
  const findings: Finding[] = faults.map((fault) => faultFinding(fault, found.name));
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
  findings.push(...policyFindings(source));
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
  const parts = [
    'count(*) AS n',
    ...measured.map(({ sql }, index) => `${sql} AS m${index}`),
    ...prepared.unread(),
  ];
  try {
    const [row] = await db.all(`SELECT ${parts.join(', ')} FROM ${prepared.from(source.from)}`);
    measured.forEach(({ planned }, index) => {
      values.set(planned, row?.[`m${index}`]);
    });
    return { rows: Number(row?.['n']), values, faults: [] };
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
  const hidden = personalNames(contract.columns);
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
    const keys = measure.columns.map((name) => prepared.bare(name).key);
    places.set(planned, await repeatedValues(db, source, keys, measure.columns.some(personal)));
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

/** Columns whose values are never shown, nested ones too. */
function personalNames(columns: readonly ContractColumn[], names = new Set<string>()): Set<string> {
  for (const column of columns) {
    if (column.personal) names.add(column.name);
    personalNames([...(column.properties ?? []), ...(column.items ? [column.items] : [])], names);
  }
  return names;
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

function faultFinding(fault: SourceFault, dataset: string): Finding {
  const { check, verdict, file, column, message, expected, actual, fix, count, where } = fault;
  return {
    check,
    verdict,
    severity: verdict === 'warn' ? 'warn' : 'error',
    subject: { dataset, ...(column === undefined ? {} : { column }) },
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    ...(count === undefined ? {} : { count }),
    where: (where ?? [{}]).map((place) => ({ file, ...place })),
    message: `${file}: ${count === undefined ? '' : `${count} `}${message}`,
    ...(fix === undefined ? {} : { fix }),
  };
}

/** How text was read is part of the result: the same file read otherwise may give another verdict. */
function policyFindings(source: Source): Finding[] {
  if (source.policy.length === 0) return [];
  return [
    {
      check: 'reading',
      verdict: 'pass',
      severity: 'info',
      subject: { dataset: source.found.name },
      where: [],
      message: `read as text: ${[...source.policy, LEXICAL_POLICY].join('; ')}`,
    },
  ];
}
