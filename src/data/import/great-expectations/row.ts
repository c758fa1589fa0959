/** A row of the table of expectations: how one type of expectation becomes changes of a contract. */
import { sqlName } from '../../dataset.js';
import { CannotCarry, type Change, type Rule, type UsablePattern } from '../model.js';
import type { Kwargs } from './kwargs.js';

export interface RowContext {
  /** The name of rules: the type of the expectation. */
  readonly name: string;
  readonly usable: UsablePattern;
  /** Only rows for which this SQL condition holds are looked at; then no word of the library will do. */
  readonly where?: string;
}

export type Row = (kwargs: Kwargs, context: RowContext) => readonly Change[];

export const rule = (column: string | null, body: Rule): Change => ({ kind: 'rule', column, rule: body });
export const present = (column: string): Change => ({ kind: 'column', column });

/** What an expectation cannot become, with the reason and what to do instead. */
export function never(reason: string, fix?: string): Row {
  return () => {
    throw new CannotCarry(reason, fix);
  };
}

/** Whether rows are looked at, by what is missing in them. */
export function seenRows(columns: readonly string[], ignore: 'all' | 'any' | 'never'): string {
  if (ignore === 'never') return 'true';
  const there = columns.map((column) => `${sqlName(column)} IS NOT NULL`);
  return there.join(ignore === 'all' ? ' OR ' : ' AND ');
}

/** How values of a list compare: as numbers where all are numbers. */
export function weakTypeOf(column: string, values: readonly unknown[]): Change[] {
  const of = (type: string) => values.length > 0 && values.every((value) => typeof value === type);
  const type = of('number') ? 'number' : of('boolean') ? 'boolean' : of('string') ? 'string' : undefined;
  return type === undefined || type === 'string' ? [] : [{ kind: 'type', column, type, weak: true }];
}

export const asText = (column: string): Change => ({ kind: 'type', column, type: 'string', weak: true });
export const asNumber = (column: string): Change => ({ kind: 'type', column, type: 'number', weak: true });
