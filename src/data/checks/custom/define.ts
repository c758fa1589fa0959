/** What a custom check is: a row of the table, with its arguments, its documentation and its plan. */
import { z } from 'zod';
import type { Bound, ContractColumn, CustomRule } from '../../contract/model.js';
import type { SourceColumn } from '../../source/index.js';
import type { Lookup, PlanContext, Planned } from '../check.js';

/** What a rule measures, and so whether it takes `mustBe…` and `unit`. */
export type Measures =
  /** Rows (or columns, or periods) that break it; without a bound none may. */
  | 'rows'
  /** A number; the rule must say what it must be. */
  | 'number'
  /** A share: 0 to 1, and 0 to 100 with `unit: percent`. The rule must say what it must be. */
  | 'share'
  /** It holds or not. */
  | 'nothing';

/** A column that a rule names, as the data and the contract have it. */
export interface Subject {
  readonly name: string;
  readonly column: Pick<SourceColumn, 'name' | 'type'>;
  readonly rule: ContractColumn | undefined;
}

export interface CustomContext extends PlanContext {
  readonly rule: CustomRule;
  readonly measures: Measures;
  /** The bound of the rule, or that of `rows`. */
  readonly bound: Bound;
  /** Rows that the rule looks at; null where it has no `where`. */
  readonly where: Condition | null;
  /** A column of the data that was found before the plan was asked for. */
  subject(name: string): Subject;
}

/** An SQL condition over columns, checked before. */
export interface Condition {
  readonly text: string;
  readonly columns: readonly string[];
  sql(lookup: Lookup): string;
}

/** What a check plans; severity, column and the name of the check come from the rule. */
export type CustomPlan = Omit<Planned, 'severity' | 'check' | 'fix'> & {
  readonly fix?: string;
  /** Where it only warns beside a plan that has the severity of the rule. */
  readonly severity?: 'warn';
};

export interface CustomCheck {
  readonly name: string;
  /** `column`: of one column, which a property implies and the object names. `object`: only of the object. */
  readonly scope: 'column' | 'object';
  readonly measures: Measures;
  readonly filtered: boolean;
  readonly severity: 'error' | 'warn';
  /** One sentence for the table in the docs. */
  readonly summary: string;
  readonly schema: z.ZodObject;
  /** What is wrong with arguments that fit the schema, or null. */
  problem(args: Readonly<Record<string, unknown>>): string | null;
  plan(context: CustomContext, column: string | undefined): readonly CustomPlan[];
}

interface Row<S extends z.ZodRawShape> {
  readonly name: string;
  readonly scope: 'column' | 'object';
  readonly measures: Measures;
  /** False for checks that look at no rows and so take no `where`. */
  readonly filtered?: false;
  /** Where the contract gives none. */
  readonly severity?: 'warn';
  readonly summary: string;
  readonly args: S;
  /** What is wrong with arguments that fit one by one, or null. */
  readonly problem?: (args: z.infer<z.ZodObject<S, z.core.$strict>>) => string | null;
  plan(
    args: z.infer<z.ZodObject<S, z.core.$strict>>,
    context: CustomContext,
    column: string,
  ): CustomPlan | readonly CustomPlan[];
}

/** Arguments of these names hold names of columns; they are checked against the contract, and renamed. */
export const COLUMN_KEYS = ['column', 'other', 'by', 'columns', 'except', 'total'] as const;

export const columnName = z.string().min(1);
export const columnNames = z.array(columnName).min(1);
export const value = z.union([z.string(), z.number(), z.boolean()]);
export const values = z.array(value).min(1);
export const duration = z.string().regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, 'a number and a unit: 36h, 7d');
export const period = z.enum(['minute', 'hour', 'day', 'week', 'month']);

/** A row of the table. `column` of `plan` is the column that the rule is about, empty for the object. */
export function custom<S extends z.ZodRawShape>(row: Row<S>): CustomCheck {
  const { name, scope, measures, summary, severity = 'error', filtered = true } = row;
  const own = z.strictObject(row.args);
  return {
    name,
    scope,
    measures,
    filtered,
    severity,
    summary,
    schema: own.extend({
      check: z.literal(name),
      ...(scope === 'column' ? { column: columnName.optional() } : {}),
      ...(filtered ? { where: z.string().min(1).optional() } : {}),
    }),
    problem: (args) => row.problem?.(own.parse(ownOf(args))) ?? null,
    plan(context, column) {
      const { args } = context.rule;
      const planned = row.plan(own.parse(ownOf(args)), context, String(args['column'] ?? column ?? ''));
      return 'measure' in planned ? [planned] : planned;
    },
  };
}

/** The arguments without those that every check has. */
function ownOf(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { check: _check, column: _column, where: _where, ...rest } = args;
  return rest;
}
