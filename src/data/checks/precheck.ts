/** What only the engine can say about a contract: whether its patterns and dates can be read. */
import { messageOf, type Place, type Problem, usageError } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { type Contract, everyColumn } from '../contract/index.js';
import { sqlString } from '../dataset.js';

/** Throws a usage error with every pattern that is not RE2 and every limit that is no date or time. */
export async function precheck(db: Database, contract: Contract): Promise<void> {
  const problems: Problem[] = [];
  for (const { pattern, place } of patternsOf(contract)) {
    try {
      await db.all(`SELECT regexp_full_match('', ${sqlString(pattern)})`);
    } catch (error) {
      problems.push({
        where: place,
        message: `the pattern ${pattern} cannot be used: ${reasonOf(pattern) ?? messageOf(error).split('\n')[0]}`,
        expected: 'RE2 syntax (no look-around, no back-references), matched against the whole value',
      });
    }
  }
  for (const column of everyColumn(contract.columns)) {
    for (const key of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const) {
      const limit = column.options[key];
      if (typeof limit !== 'string') continue;
      const type = column.type === 'time' ? 'TIME' : 'TIMESTAMPTZ';
      const [row] = await db.all(`SELECT TRY_CAST(${sqlString(limit)} AS ${type}) IS NULL AS bad`);
      if (row?.['bad'] !== true) continue;
      problems.push({
        where: column.optionPlaces?.[key] ?? column.place,
        message: `${key} ${JSON.stringify(limit)} is no ${column.type}`,
        expected: column.type === 'time' ? '12:00:00' : '2001-01-31 or 2001-01-31T12:00:00',
      });
    }
  }
  if (problems.length > 0) throw usageError(problems);
}

/** What RE2 leaves out and other engines have, in words: they match in time that grows with the text alone. */
function reasonOf(pattern: string): string | null {
  if (/\(\?(=|!|<=|<!)/.test(pattern)) return 'it looks ahead or behind, which RE2 does not do';
  if (/\\[1-9]/.test(pattern)) return 'it refers back to a group, which RE2 does not do';
  if (/\(\?>|[*+?}]\+/.test(pattern))
    return 'it has atomic groups or possessive repeats, which RE2 does not have';
  if (/\\u[0-9A-Fa-f]{4}/.test(pattern)) return 'RE2 writes a character by its number as \\x{00E9}';
  return null;
}

function* patternsOf(contract: Contract): Generator<{ pattern: string; place: Place }> {
  for (const column of everyColumn(contract.columns)) {
    const { pattern } = column.options;
    if (pattern !== undefined) yield { pattern, place: column.optionPlaces?.['pattern'] ?? column.place };
    for (const rule of column.quality) {
      if (rule.kind === 'library' && rule.pattern !== undefined) {
        yield { pattern: rule.pattern, place: rule.place };
      }
    }
  }
}
