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

/** More digits than a person reads; what a person wrote has fewer and is shown as it was written. */
const SHOWN_DIGITS = 6;

/**
 * For messages: with a real minus sign so that a range is not read as a difference, and computed values to six
 * significant digits. All digits where `exact`, for workings that a reader wants to follow.
 */
export function show(value: Decimal | number, exact = false): string {
  const full = new Big(value);
  const text =
    exact || full.c.length <= SHOWN_DIGITS
      ? full.toString()
      : new Big(full.toPrecision(SHOWN_DIGITS)).toString();
  return text.replace('-', '−');
}
