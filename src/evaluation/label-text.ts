/** Labels as texts: one spelling, one order. */
import type { TextColumn } from './columns.js';

export type Label = string | number | boolean;

/**
 * One spelling for one label: `true` and `True` are `1`, `false` and `False` are `0`, so that a boolean column
 * meets a model that says 1, and 1.0 meets 1. Digits stay digits: labels longer than a double can hold stay apart, and
 * `01` is no `1`.
 */
export function labelText(label: Label): string {
  const text = String(label);
  if (/^true$/i.test(text)) return '1';
  if (/^false$/i.test(text)) return '0';
  const [, sign = '', digits] = /^([+-]?)(0|[1-9]\d*)(?:\.0*)?$/.exec(text) ?? [];
  if (digits === undefined) return text;
  return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

/** Sorted as numpy sorts: numbers by value, texts by code point. */
export function sortedLabels(labels: Iterable<string>): string[] {
  const list = [...new Set(labels)];
  const numeric = list.every((label) => label.trim() !== '' && Number.isFinite(Number(label)));
  if (numeric) return list.sort((a, b) => Number(a) - Number(b));
  const points = (text: string) => Array.from(text, (char) => char.codePointAt(0) ?? 0);
  return list.sort((a, b) => {
    const [left, right] = [points(a), points(b)];
    const differs = left.findIndex((point, i) => point !== right[i]);
    return differs === -1 ? left.length - right.length : (left[differs] ?? 0) - (right[differs] ?? -1);
  });
}

/** The same column with every label in its one spelling. */
export function respelled(column: TextColumn): TextColumn {
  const names: string[] = [];
  const places = new Map<string, number>();
  const codes = column.names.map((name) => {
    const text = labelText(name);
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, names.length);
    return names.push(text) - 1;
  });
  return { codes: column.codes.map((code) => (code < 0 ? -1 : (codes[code] ?? -1))), names };
}
