/**
 * How strings and numbers from anywhere become text that is safe to show: nothing invisible, nothing that
 * turns the direction of reading, nothing endless. What a format's own syntax needs is its renderer's part.
 */

/** Characters of one inline; a longer one ends with "…", so that no single value fills a report. */
export const MAX_TEXT = 600;
export const MAX_CODE = 200;

/** Invisible, unassigned to a glyph, or turning the direction: controls, formats, lone surrogates, private use. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/**
 * Makes every hidden character visible: controls as their Unicode pictures (␀, ␊, ␛), others by their
 * number (⟨U+202E⟩). More than four combining marks in a row are cut. The result has no line end.
 */
export function visible(raw: string): string {
  return raw.replace(HIDDEN, picture).replace(/(\p{M}{4})\p{M}+/gu, '$1');
}

/** The same for prose: line ends and tabs become one space instead of a picture. A no-break space stays. */
export function visibleProse(raw: string): string {
  return visible(raw.replace(/[^\S\u00a0]+|[\u0085\u2028\u2029]+/gu, ' '));
}

function picture(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** At most `max` characters; what is longer ends with "…". Never cuts a character in two. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = max - 1;
  if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
  return `${text.slice(0, end)}…`;
}

const MINUS = '\u2212';
/** Keeps an arrow with its metric and a sign with its number. */
export const NO_BREAK = '\u00a0';

/**
 * A number for people: five significant digits, thousands parted, a true minus sign. Where that would show
 * it equal to a number of `apart` that it differs from (a limit just missed), more digits are shown.
 */
export function formatNumber(value: number, apart: readonly number[] = []): string {
  for (let digits = 5; digits <= 17; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (!apart.some((other) => other !== value && Number(other.toPrecision(digits)) === rounded)) {
      return plainNumber(rounded);
    }
  }
  return plainNumber(value);
}

/** A whole number in full, thousands parted: a count is never rounded. */
export function formatCount(value: number): string {
  return plainNumber(value);
}

/** With a sign always: +0.0123, −0.0123, 0. */
export function formatDelta(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return rounded > 0 ? `+${plainNumber(rounded)}` : plainNumber(rounded);
}

/** A share as a percentage with at most three significant digits; a share above 0 is never shown as 0. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${plainNumber(Number(percent.toPrecision(3)))}%`;
}

function plainNumber(value: number): string {
  if (!Number.isFinite(value))
    return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : `${MINUS}Infinity`;
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? MINUS : '';
  if (size >= 1e15 || size < 1e-6) return `${sign}${size.toExponential().replace('-', MINUS)}`;
  const [whole = '0', fraction] = size.toString().split('.');
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${parted}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** 850 ms, 12.3 s, 4 min 5 s, 2 h 3 min. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${Number(seconds.toFixed(1))} s`;
  const minutes = Math.floor(Math.round(seconds) / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds) % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** 512 B, 1.4 MiB. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return unit === 0 ? `${bytes} B` : `${Number(value.toPrecision(3))} ${units[unit]}`;
}

/** "1 row", "3 rows". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${plainNumber(count)} ${count === 1 ? one : many}`;
}
