/**
 * Numbers as a person wrote them. 0.85 − 0.84 is 0.01 here and not 0.010000000000000009, because a double stands
 * for the shortest decimal that reads back as the same double (what JSON, YAML and JavaScript print).
 */
import Big from 'big.js';

export type Decimal = Big;

/** The shortest decimal of a finite double, or the decimal that a text spells. Throws on NaN and infinities. */
export function decimal(value: number | string): Decimal {
  return new Big(value);
}

/** As a double for JSON; null where it lies beyond what a double can hold. */
export function toFinite(value: Decimal): number | null {
  const number = Number(value.toString());
  return Number.isFinite(number) ? number : null;
}

/** For messages: all digits, with a real minus sign so that a range is not read as a difference. */
export function show(value: Decimal | number): string {
  return (typeof value === 'number' ? String(value) : value.toString()).replace('-', '−');
}
