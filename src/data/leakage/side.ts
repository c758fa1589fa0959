/** The two sides of a split, and the findings about them. */
import type { Database } from '../../engines/index.js';
import type { Finding, Occurrence, Verdict } from '../../results/index.js';
import type { Contract } from '../contract/index.js';
import type { FoundDataset } from '../dataset.js';
import type { View, ViewColumn } from '../profile/view.js';

export interface LeakageSide {
  readonly found: FoundDataset;
  readonly contract: Contract | null;
  /** Column that identifies a row; without one, whole rows are compared. */
  readonly id: string | undefined;
}

/** What else to look for; the same words as `leakage:` in assay.yaml. */
export interface LeakageOptions {
  readonly label?: string | undefined;
  readonly group?: string | readonly string[] | undefined;
  readonly time?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly features?: readonly string[] | undefined;
  readonly max_predictive?: number | undefined;
  readonly max_label_shift?: number | undefined;
  readonly size_ratio?: readonly [number, number] | undefined;
  readonly severity?: 'error' | 'warn' | undefined;
}

export interface LeakageReport {
  readonly findings: Finding[];
  readonly notChecked: string[];
  readonly checks: number;
}

/** Both sides opened, with their rows counted. `current` is judged, `against` is what it must be independent of. */
export interface Split {
  readonly db: Database;
  readonly current: Opened;
  readonly against: Opened;
  readonly options: LeakageOptions;
}

export interface Opened {
  readonly side: LeakageSide;
  readonly name: string;
  readonly view: View;
  readonly rows: number;
}

export function columnOf({ view }: Opened, name: string): ViewColumn | undefined {
  return view.columns.find((column) => column.name === name);
}

export function isPersonal({ side }: Opened, name: string): boolean {
  return side.contract?.columns.some((column) => column.name === name && column.personal) ?? false;
}

/** The columns of a wish, or the finding that one is not there. */
export function both(
  split: Split,
  check: string,
  name: string,
  other = name,
): { readonly a: ViewColumn; readonly b: ViewColumn } | { readonly problem: Finding } {
  const a = columnOf(split.current, name);
  const b = columnOf(split.against, other);
  if (a !== undefined && b !== undefined) return { a, b };
  const lacking = [
    ...(a === undefined ? [`${split.current.name} has no column \`${name}\``] : []),
    ...(b === undefined ? [`${split.against.name} has no column \`${other}\``] : []),
  ];
  return { problem: untold(split, check, name, 'error', lacking.join('; ')) };
}

/** Something that cannot be told. */
export function untold(
  { current }: Split,
  check: string,
  column: string | undefined,
  verdict: 'error' | 'inconclusive',
  reason: string,
): Finding {
  return {
    check,
    verdict,
    severity: 'error',
    subject: { dataset: current.name, ...(column === undefined ? {} : { column }) },
    where: [],
    message: `it cannot be told: ${reason}`,
  };
}

interface Told {
  readonly check: string;
  readonly column?: string | undefined;
  readonly dataset?: string;
  /** `certain`: a failure; `likely`: what may be chance has the severity of the configuration. */
  readonly weight: 'certain' | 'likely';
  readonly expected: string;
  readonly actual: string;
  readonly message: string;
  readonly fix: string;
  readonly count?: number;
  readonly of?: number;
  readonly where?: Occurrence[];
  readonly query?: string;
}

export function told({ current, options }: Split, parts: Told): Finding {
  const { check, column, dataset = current.name, weight, count, of, where = [], query } = parts;
  const verdict: Verdict = weight === 'certain' || options.severity === 'error' ? 'fail' : 'warn';
  return {
    check,
    verdict,
    severity: verdict === 'fail' ? 'error' : 'warn',
    subject: { dataset, ...(column === undefined ? {} : { column }) },
    expected: parts.expected,
    actual: parts.actual,
    ...(count === undefined ? {} : { count }),
    ...(count === undefined || !of ? {} : { share: count / of }),
    where,
    ...(query === undefined ? {} : { query }),
    message: parts.message,
    fix: parts.fix,
  };
}

/** Rows whose value is missing were not looked for; that is no proof that they are not there. */
export function unlooked(split: Split, check: string, column: string, missing: number): Finding[] {
  if (missing === 0) return [];
  const { current, against } = split;
  return [
    told(split, {
      check,
      column,
      weight: 'likely',
      expected: `a \`${column}\` in every row`,
      actual: `${missing} rows without`,
      count: missing,
      of: current.rows,
      message: `${missing} of ${current.rows} rows have no \`${column}\`, and cannot be compared with ${against.name}`,
      fix: 'fill it in, or name a column that every row has',
    }),
  ];
}

/** Values, with how often those come that come more than once; none of them where the contract says so. */
export function occurrences(side: Opened, column: string, rows: unknown): Occurrence[] {
  if (isPersonal(side, column) || !Array.isArray(rows)) return [];
  return rows.map(({ value, times }) => ({
    value: `${String(value).slice(0, 100)}${Number(times) > 1 ? ` (${times} times)` : ''}`,
  }));
}
