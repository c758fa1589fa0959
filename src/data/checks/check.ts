/**
 * What a check is: a row of a table that looks at the contract and the columns, and plans measurements. All
 * measurements of a dataset are aggregates of one query, so that the data is scanned once.
 */
import type { Finding, Verdict } from '../../results/index.js';
import type { Bound, Contract, ContractColumn, Severity } from '../contract/index.js';
import type { Source, SourceColumn } from '../source/index.js';
import type { ColumnSql } from './lexical.js';

/** The SQL of a column by its name in the data. */
export type Lookup = (column: string) => ColumnSql;

export interface Planned {
  readonly check: string;
  readonly severity: Severity;
  readonly column?: string;
  readonly expected: string;
  /** What the violating rows are, in the plural: `values of \`delay\` are below -1000`. */
  readonly what: string;
  readonly fix?: string;
  readonly measure: Measure;
}

export type Measure =
  /** Rows for which a condition is true. The condition must not be NULL-sensitive: NULL counts as false. */
  | {
      readonly kind: 'rows';
      readonly condition: (sql: Lookup) => string;
      readonly bound: Bound;
      readonly unit: 'rows' | 'percent';
    }
  /** Rows beyond the first of each value. A missing value repeats nothing, except in keys of several columns. */
  | {
      readonly kind: 'duplicates';
      readonly columns: readonly string[];
      readonly bound: Bound;
      readonly unit: 'rows' | 'percent';
    }
  /** Any aggregate, judged by a function. `value` is as `Database.all` gives it. */
  | {
      readonly kind: 'value';
      readonly expression: (sql: Lookup) => string;
      readonly judge: (value: unknown) => { readonly ok: boolean; readonly actual: string };
    }
  /** A query of the user's, run by itself. */
  | { readonly kind: 'sql'; readonly query: string; readonly bound: Bound }
  /** Known without looking at values. `null`: the check passed. */
  | {
      readonly kind: 'known';
      readonly broken: { readonly verdict: Verdict; readonly actual: string } | null;
    };

export interface PlanContext {
  readonly contract: Contract;
  readonly source: Source;
  readonly now: Date;
  /** Adds to the list of what was asked and is not checked. */
  readonly skip: (reason: string) => void;
}

/** A column that both the contract and the data have. */
export interface Pairing {
  readonly rule: ContractColumn;
  readonly column: SourceColumn;
}

export interface CheckKind {
  readonly name: string;
  plan(context: PlanContext): Iterable<Planned>;
}

/** Asks a Lookup for the source's `brokenRow`; no column of data has this name. */
export const BROKEN_ROW = '\0broken';

export const NONE: Bound = { operator: 'mustBe', limit: 0 };

export function pairings({ contract, source }: PlanContext): Pairing[] {
  return contract.columns.flatMap((rule) => {
    const column = source.columns.find((candidate) => candidate.name === rule.name);
    return column === undefined ? [] : [{ rule, column }];
  });
}

/** A planned check over the rows of one column, where no row may break it. */
export function rowsOf(
  check: string,
  column: string,
  parts: Pick<Planned, 'expected' | 'what'> & { fix?: string; condition: (sql: Lookup) => string },
): Planned {
  const { condition, ...rest } = parts;
  return {
    check,
    severity: 'error',
    column,
    ...rest,
    measure: { kind: 'rows', condition, bound: NONE, unit: 'rows' },
  };
}

export type { Finding };
