/** JDK date patterns (`dd.MM.yyyy`), as the standard writes them, for a full match and for DuckDB's strptime. */

const TOKENS: Readonly<Record<string, readonly [pattern: string, strptime: string]>> = {
  yyyy: ['[0-9]{4}', '%Y'],
  MM: ['[0-9]{2}', '%m'],
  M: ['[0-9]{1,2}', '%-m'],
  dd: ['[0-9]{2}', '%d'],
  d: ['[0-9]{1,2}', '%-d'],
  HH: ['[0-9]{2}', '%H'],
  H: ['[0-9]{1,2}', '%-H'],
  mm: ['[0-9]{2}', '%M'],
  ss: ['[0-9]{2}', '%S'],
  SSS: ['[0-9]{3}', '%g'],
  SSSSSS: ['[0-9]{6}', '%f'],
};

const ZONE_TOKEN = /^(Z{1,5}|[Xx]{1,3})$/;

/** The zone at the end of a time. No clock is 24 hours from UTC, though the engine would read `+25:00`. */
export const ZONE = '(Z|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])';

export interface DateFormat {
  readonly pattern: string;
  readonly strptime: string;
  /** A zone is part of it: as an offset, or `Z`, which strptime does not read. */
  readonly zoned: boolean;
}

/** A JDK DateTimeFormatter pattern of the fields above and a zone, or null where it uses more than those. */
export function dateFormat(format: string): DateFormat | null {
  let pattern = '';
  let strptime = '';
  let zoned = false;
  for (const [part] of format.matchAll(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']/g)) {
    const token = TOKENS[part];
    if (token !== undefined) {
      pattern += token[0];
      strptime += token[1];
    } else if (ZONE_TOKEN.test(part)) {
      pattern += ZONE;
      strptime += '%z';
      zoned = true;
    } else if (/^[A-Za-z]/.test(part) && part !== 'T') return null;
    else {
      const literal = part.startsWith("'") ? part.slice(1, -1) || "'" : part;
      pattern += literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      strptime += literal.replaceAll('%', '%%');
    }
  }
  return strptime.includes('%') ? { pattern, strptime, zoned } : null;
}
