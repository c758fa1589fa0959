/** The arguments of an expectation, read strictly: one that nobody asked for is never passed over. */
import { CannotCarry } from '../model.js';
import type { Bounds } from '../sql.js';
import { type RowCondition, rowCondition } from './row-condition.js';

/** They say how a result is shown or where the data comes from, and have no say in the verdict. */
const SILENT = ['result_format', 'catch_exceptions', 'include_config', 'batch_id', 'table'];

type IgnoreRow = 'all' | 'any' | 'never';

export class Kwargs {
  private readonly asked = new Set<string>(SILENT);

  constructor(private readonly given: Readonly<Record<string, unknown>>) {}

  /** Throws where an argument was given that no method asked for. */
  done(): void {
    this.asked.add('row_condition').add('condition_parser');
    const left = Object.keys(this.given).filter((key) => !this.asked.has(key));
    if (left.length > 0) throw new CannotCarry(`its argument ${left.join(', ')} is not known here`);
  }

  /** Which rows are looked at; null: all of them. */
  condition(): RowCondition | null {
    const text = this.given['row_condition'];
    if (text === undefined || text === null) return null;
    return rowCondition(text, this.given['condition_parser']);
  }

  raw(key: string): unknown {
    this.asked.add(key);
    const value = this.given[key];
    if (
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).some((word) => word.startsWith('$'))
    ) {
      throw new CannotCarry(
        `its argument ${key} is ${JSON.stringify(value)}, which is known only when the suite runs`,
        'write the value into the contract',
      );
    }
    return value ?? undefined;
  }

  string(key: string): string {
    const value = this.raw(key);
    if (typeof value === 'string' && value !== '') return value;
    throw new CannotCarry(`its argument ${key} is ${JSON.stringify(value) ?? 'missing'}, and should be text`);
  }

  strings(key: string): readonly string[] {
    const value = this.list(key);
    if (value.every((item): item is string => typeof item === 'string')) return value;
    throw new CannotCarry(`its argument ${key} holds more than text`);
  }

  list(key: string): readonly unknown[] {
    const value = this.raw(key);
    if (Array.isArray(value)) return value;
    throw new CannotCarry(
      `its argument ${key} is ${JSON.stringify(value) ?? 'missing'}, and should be a list`,
    );
  }

  optionalList(key: string): readonly unknown[] | undefined {
    return this.raw(key) === undefined ? undefined : this.list(key);
  }

  number(key: string): number {
    const value = this.raw(key);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new CannotCarry(
      `its argument ${key} is ${JSON.stringify(value) ?? 'missing'}, and should be a number`,
    );
  }

  optionalNumber(key: string): number | undefined {
    return this.raw(key) === undefined ? undefined : this.number(key);
  }

  flag(key: string, standard = false): boolean {
    const value = this.raw(key) ?? standard;
    if (typeof value === 'boolean') return value;
    throw new CannotCarry(`its argument ${key} is ${JSON.stringify(value)}, and should be true or false`);
  }

  choice<const C extends string>(key: string, choices: readonly C[], standard: C): C {
    const value = this.raw(key) ?? standard;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    throw new CannotCarry(`its argument ${key} is ${JSON.stringify(value)}`);
  }

  /** The share of the values that must be right; 1 where nothing is said. */
  mostly(): number {
    const value = this.optionalNumber('mostly') ?? 1;
    if (value < 0 || value > 1)
      throw new CannotCarry(`its argument mostly is ${value}, and should be 0 to 1`);
    return value;
  }

  bounds(): Bounds {
    return {
      min: this.raw('min_value'),
      max: this.raw('max_value'),
      strictMin: this.flag('strict_min'),
      strictMax: this.flag('strict_max'),
    };
  }

  /** Which rows with missing values an expectation of several columns passes over. */
  ignoreRowIf(standard: IgnoreRow): IgnoreRow {
    const words = {
      both_values_are_missing: 'all',
      all_values_are_missing: 'all',
      either_value_is_missing: 'any',
      any_value_is_missing: 'any',
      neither: 'never',
      never: 'never',
    } as const;
    const value = this.raw('ignore_row_if');
    if (value === undefined) return standard;
    const found = Object.entries(words).find(([word]) => word === value)?.[1];
    if (found === undefined) throw new CannotCarry(`its argument ignore_row_if is ${JSON.stringify(value)}`);
    return found;
  }
}
