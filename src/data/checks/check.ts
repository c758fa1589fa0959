/**
 * What a check is: a row of a table that looks at the contract and the columns, and plans measurements. All
 * measurements of a dataset are aggregates of one query, so that the data is scanned once.
 */
import type { Finding, Occurrence, Verdict } from '../../results/index.js';
import type { Bound, Contract, ContractColumn, Severity } from '../contract/index.js';
import type { Dataset } from '../dataset.js';
import type { Conditions } from '../expression.js';
import type { Parents } from '../neighbours.js';
import type { References } from '../references.js';
import type { Source, SourceColumn } from '../source/index.js';
import type { ColumnSql } from './lexical.js';
import { ELEMENT, expand } from './nested.js';

/** The SQL of columns in one FROM expression. */
export interface Lookup {
  /** A column by its name in the data; nested ones by their path. */
  (column: string): ColumnSql;
  /** Any expression over the row as a column of its own, computed once. */
  column(sql: string): string;
  /** For people to read and run: paths as they wrote them. */
  readonly shown: boolean;
}

export interface Planned {
  readonly check: string;
  readonly severity: Severity;
  readonly column?: string;
  readonly expected: string;
  /** What the violating rows are, in the plural: `values of \`delay\` are below -1000`. */
  readonly what: string;
  readonly fix?: string;
  readonly measure: Measure;
  /** The bound is what the contract lets pass of a check that allows none by itself. */
  readonly tolerated?: true;
}

export type Measure =
  /** Rows for which a condition is true. The condition must not be NULL-sensitive: NULL counts as false. */
  | {
      readonly kind: 'rows';
      readonly condition: (sql: Lookup) => string;
      readonly bound: Bound;
      readonly unit: 'rows' | 'percent';
      /** For what lies in arrays: the condition of one element. */
      readonly element?: (sql: Lookup) => string;
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
      readonly judge: (value: unknown) => Judgement;
      /** Columns whose values stand beside the rows that are shown. */
      readonly shows?: readonly string[];
      /** The engine may refuse to compute it (an overflow, a cast): that is the failure of this check alone. */
      readonly fragile?: boolean;
      /** True: the values of rows are never shown, whatever the contract says. */
      readonly redacted?: boolean;
    }
  /** A query of its own over the prepared columns, for what one aggregate of one scan cannot say. */
  | {
      readonly kind: 'query';
      /** Why the scan does not do it; shown with the plan. */
      readonly why: string;
      /** `located`: the rows have `assay_file` and `assay_row`, for checks of their order. */
      readonly relation: 'rows' | 'located';
      readonly query: (sql: Lookup) => (from: string) => string;
      /** A second query, where the answer of the first asks for one. */
      readonly next?: (
        rows: readonly Record<string, unknown>[],
      ) => ((sql: Lookup) => (from: string) => string) | null;
      readonly judge: (rows: readonly Record<string, unknown>[]) => Judgement;
      readonly shows?: readonly string[];
      /** Gives `assay_file` and `assay_row` of every row that breaks it, over a located FROM; absent: no row does alone. */
      readonly failing?: (sql: Lookup) => (from: string) => string;
    }
  /** About the files, known when their bytes were read. */
  | { readonly kind: 'files'; readonly judge: (dataset: Dataset) => Judgement }
  /** A query of the user's, run by itself. */
  | { readonly kind: 'sql'; readonly query: string; readonly bound: Bound }
  /** Known without looking at values. `null`: the check passed. */
  | {
      readonly kind: 'known';
      readonly broken: { readonly verdict: Verdict; readonly actual: string } | null;
    };

/** What a measured value means. */
export interface Judgement {
  readonly ok: boolean;
  readonly actual: string;
  /** Set where it cannot be told, with the reason in `problem`: never a pass. */
  readonly verdict?: 'inconclusive' | 'error';
  readonly problem?: string;
  readonly count?: number;
  /** What `count` is a part of, where that is not all rows. */
  readonly of?: number;
  /** Rows to show: a condition that finds them, */
  readonly rows?: (sql: Lookup) => string;
  /** or their places, as a located query gives them (`file` is a path), */
  readonly places?: readonly { readonly file: string; readonly row: number; readonly value: string | null }[];
  /** or what there is instead of rows. Already redacted. */
  readonly where?: readonly Occurrence[];
}

export interface PlanContext {
  readonly contract: Contract;
  readonly source: Source;
  readonly now: Date;
  /** Conditions in SQL that rules hold, read before. */
  readonly conditions: Conditions;
  /** Other data that rules name, opened before. */
  readonly references: References;
  /** What the foreign keys of the contract lead to, or why they are not checked. */
  readonly parents: Parents;
  /** Adds to the list of what was asked and is not checked. */
  readonly skip: (reason: string) => void;
}

/** A column that both the contract and the data have; nested ones have the path as their name. */
export interface Pairing {
  readonly rule: ContractColumn;
  readonly column: Pick<SourceColumn, 'name' | 'type'>;
  /** How its values are held: text of the format, JSON text, or typed. */
  readonly kind: Source['kind'];
  /** It lies in an array: a row has many of its values. */
  readonly many: boolean;
}

export interface CheckKind {
  readonly name: string;
  plan(context: PlanContext): Iterable<Planned>;
}

/** Asks a Lookup for the source's `brokenRow`; no column of data has this name. */
export const BROKEN_ROW = '\0broken';

export const NONE: Bound = { operator: 'mustBe', limit: 0 };

export function pairings({ contract, source }: PlanContext): Pairing[] {
  const top = contract.columns.flatMap((rule): Pairing[] => {
    const column = source.columns.find((candidate) => candidate.name === rule.name);
    return column === undefined
      ? []
      : [{ rule, column, kind: column.partition ? 'text' : source.kind, many: false }];
  });
  const nested = expand(source, contract).parts.map(
    (part): Pairing => ({
      rule: part.rule,
      column: { name: part.name, type: part.type },
      kind: part.kind,
      many: part.inner.list !== null,
    }),
  );
  return [...top, ...nested];
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
    measure: { kind: 'rows', ...overRows(column, condition), bound: NONE, unit: 'rows' },
  };
}

/** A condition about a value of a column as one about a row: in an array one such element is enough. */
export function overRows(
  column: string,
  condition: (sql: Lookup) => string,
): { condition: (sql: Lookup) => string; element: (sql: Lookup) => string } {
  return {
    element: condition,
    condition: (sql) => {
      const { list } = sql(column);
      if (list === undefined) return condition(sql);
      return `len(list_filter(${list}, lambda ${ELEMENT}: ${condition(sql)})) > 0`;
    },
  };
}

export type { Finding };
