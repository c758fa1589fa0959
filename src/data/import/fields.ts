/** Reads maps of foreign files key by key, so that no key is passed over in silence. */
import { CannotCarry } from './model.js';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of a list that are maps, with their places; absent: none. */
export function mapsOf(value: unknown): { readonly item: Fields; readonly index: number }[] {
  return (Array.isArray(value) ? value : []).flatMap((item: unknown, index) =>
    isFields(item) ? [{ item, index }] : [],
  );
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function textsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  if (list.every((item): item is string => typeof item === 'string')) return list;
  throw new CannotCarry(`${JSON.stringify(value)} is no list of names`);
}

export function flagOf(value: unknown, key: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new CannotCarry(`${key} is ${JSON.stringify(value)}, and should be true or false`);
}

export function numberOf(value: unknown, key: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new CannotCarry(`${key} is ${JSON.stringify(value)}, and should be a number`);
}

/** Values that a list of valid values can hold. */
export function valuesOf(value: unknown): (string | number | boolean)[] {
  if (!Array.isArray(value) || value.length === 0) throw new CannotCarry('it is no list of values');
  return value.map((item: unknown) => {
    if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean') return item;
    throw new CannotCarry(`${JSON.stringify(item)} is no value for a list`);
  });
}
