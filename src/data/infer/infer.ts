/** Proposes a contract that the data passes and that a disturbed copy fails. */
import { type Context, usageError } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import type { FoundDataset } from '../dataset.js';
import { openSource, type Source } from '../source/index.js';
import { compositeKey, timesInOrder } from './across.js';
import { type Suggestion, suggest } from './limits.js';
import { numbersRelated } from './numbers.js';
import { writeProposal } from './proposal.js';
import { columnFacts } from './types.js';

export interface Inferred {
  /** The contract as ODCS YAML. */
  readonly text: string;
  /** What a person should read and correct. */
  readonly guesses: readonly string[];
  readonly rows: number;
  readonly columns: number;
}

/**
 * Reads the data twice: for types, and for limits. `name` becomes the object's name; absent: that of the dataset.
 * Throws a usage error where nothing can be read from the data.
 */
export async function inferContract(
  ctx: Context,
  db: Database,
  found: FoundDataset,
  name: string = found.name,
): Promise<Inferred> {
  const source = await openSource(db, found, ctx.signal);
  const faults = source.faults.filter(({ verdict }) => verdict !== 'warn');
  if (source.from === null || faults.length > 0) {
    const problems = faults.map(({ file, message, expected, fix }) => ({
      message: `no contract can be made from ${found.path}: ${file}: ${message}`,
      ...(expected === undefined ? {} : { expected }),
      ...(fix === undefined ? {} : { fix }),
    }));
    const nothing = { message: `no contract can be made from ${found.path}: nothing can be read` };
    throw usageError(problems.length === 0 ? nothing : problems);
  }
  const { rows, facts } = await columnFacts(db, source);
  if (rows === 0)
    throw usageError({
      message: `${found.path} has no rows`,
      expected: 'data that a contract can be made from',
    });
  const progress = ctx.log.progress('infer');
  const suggestions: Suggestion[] = [];
  try {
    for (const [index, column] of facts.entries()) {
      ctx.signal.throwIfAborted();
      progress.update(column.column.name, index / facts.length);
      suggestions.push(await suggest(db, source, column, rows));
    }
  } finally {
    progress.done();
  }
  const key = await keyOf(db, source, suggestions, rows);
  const orders = await timesInOrder(db, source, suggestions);
  const relations = await numbersRelated(db, source, suggestions);
  const { text, guesses } = writeProposal({ name, suggestions, key, orders, relations });
  return { text, guesses, rows, columns: facts.length };
}

/** The column that tells all rows apart, of several the one that is called so; else two columns together. */
async function keyOf(
  db: Database,
  source: Source,
  suggestions: readonly Suggestion[],
  rows: number,
): Promise<readonly string[]> {
  const single = suggestions
    .filter(({ unique, required }) => unique && required)
    .map(({ facts }) => facts.column.name);
  const named = single.find((name) => /(^|[_\s.-])(id|key|uuid|code)$|Id$|ID$/i.test(name)) ?? single[0];
  if (named !== undefined) return [named];
  return (await compositeKey(db, source, suggestions, rows)) ?? [];
}
