/** Pieces of SQL that all types of text share. */
import { sqlString } from '../dataset.js';

/** The value of text that matches a pattern (RE2, the whole of it); NULL of other text. */
export function matched(pattern: string, cast: (text: string) => string): (text: string) => string {
  return (text) => `CASE WHEN regexp_full_match(${text}, ${sqlString(pattern)}) THEN ${cast(text)} END`;
}

/** Text that is not of the type is equal to itself only. */
export function byValue(raw: string, value: string): string {
  return `coalesce(CAST(${value} AS VARCHAR), ${raw})`;
}
