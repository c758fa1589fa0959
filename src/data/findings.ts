/** Findings of a validation: of checks, of faults of the files, and of how text was read. */
import type { Finding, Occurrence } from '../results/index.js';
import type { Planned } from './checks/check.js';
import { LEXICAL_POLICY } from './checks/lexical.js';
import { boundText, type Contract, differencesOf, everyColumn, STRICT_TEXT } from './contract/index.js';
import type { Judged } from './judge.js';
import type { FileReading, Source, SourceFault } from './source/index.js';

export function findingOf(
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
  const all = judged.of ?? rows;
  const share = count !== undefined && all !== null && all > 0 ? count / all : undefined;
  const amount = count === undefined || check === 'rowCount' ? '' : `${count} of ${all} `;
  const { problem } = judged;
  const untold = problem !== undefined && measure.kind !== 'sql';
  const message = untold
    ? `${check}${column === undefined ? '' : ` of \`${column}\``} cannot be told: ${problem}`
    : `${amount}${what}${bounded === '0' ? '' : ` (allowed: ${bounded})`}${problem ? `: ${problem}` : ''}`;
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
    message,
    ...(fix === undefined ? {} : { fix }),
  };
}

/** What broke a check within what the contract lets pass: told with its count, so that it can be watched. */
export function toleratedFinding(
  planned: Planned,
  judged: Judged,
  dataset: string,
  rows: number | null,
  query: string | undefined,
): Finding {
  return { ...findingOf(planned, judged, dataset, rows, [], query), severity: 'info' };
}

/**
 * Values that the type check lets pass or only warns of: to every other check and to SQL they are missing, which
 * nobody would guess from a pass.
 */
export function unreadNotes(results: ReadonlyMap<Planned, Judged>): string[] {
  return [...results].flatMap(([{ check, column, measure }, { verdict, count = 0 }]) => {
    const passes = verdict === 'pass' || verdict === 'warn';
    if (check !== 'type' || measure.kind !== 'rows' || count === 0 || !passes) return [];
    const values =
      count === 1 ? '1 value that is not of its type' : `${count} values that are not of its type`;
    return [
      `${column}: ${values}, in all checks but \`type\`: ranges, SQL rules and profiles see them as missing`,
    ];
  });
}

export function faultFinding(fault: SourceFault & { readonly allowed?: string }, dataset: string): Finding {
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
export function policyFindings(
  source: Source,
  contract: Contract,
  readings: readonly FileReading[],
): Finding[] {
  if (source.policy.length === 0) return [];
  const notes = [...new Set(readings.flatMap((reading) => reading.notes))];
  const base = contract.reading?.text ?? STRICT_TEXT;
  const loosened = differencesOf(base);
  const columns = everyColumn(contract.columns).flatMap((column) => {
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

/** The engine's row count against that of the scan of structure. */
export function rowsAgree(
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
