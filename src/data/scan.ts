/** Runs the one scan of a dataset; what the engine refuses is told apart from data that cannot be read. */
import { AssayError, type Context, messageOf } from '../base/index.js';
import type { Database } from '../engines/index.js';
import { aggregates } from './aggregates.js';
import type { Planned } from './checks/check.js';
import { isFragile, measureAlone, unquoted } from './checks/queries.js';
import type { Contract } from './contract/index.js';
import { graded, type Judged } from './judge.js';
import { aggregateOf, type Prepared, prepare } from './plan.js';
import { firstLine, type Source, type SourceFault } from './source/index.js';

export interface Scan {
  /** Null where nothing could be read. */
  readonly rows: number | null;
  readonly values: ReadonlyMap<Planned, unknown>;
  /** What the engine would not compute. */
  readonly refused: ReadonlyMap<Planned, Judged>;
  readonly faults: readonly SourceFault[];
}

export async function scanOnce(
  ctx: Context,
  db: Database,
  source: Source,
  prepared: Prepared,
  plans: readonly Planned[],
  contract: Contract,
): Promise<Scan> {
  const values = new Map<Planned, unknown>();
  const problems = new Map<Planned, Judged>();
  if (source.from === null) return { rows: null, values, refused: problems, faults: [] };
  const measured = plans.flatMap((planned) => {
    const sql = aggregateOf(planned, prepared.lookup);
    return sql === null ? [] : [{ planned, sql }];
  });
  try {
    const row = await aggregates(db, source.found.name, source.from, prepared, measured);
    measured.forEach(({ planned }, index) => {
      values.set(planned, row[`m${index}`]);
    });
    return { rows: Number(row['n']), values, refused: problems, faults: [] };
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (error instanceof AssayError) throw error;
    const fragile = plans.filter(isFragile);
    if (fragile.length > 0) {
      // One of them may be what failed: the others first, then each of them alone.
      const solid = plans.filter((planned) => !isFragile(planned));
      const base = await scanOnce(ctx, db, source, prepare(source, contract), solid, contract);
      if (base.rows === null) return base;
      const alone = await measureAlone(ctx, db, source, contract, fragile);
      for (const [planned, judgement] of alone.refused) problems.set(planned, graded(planned, judgement));
      return { ...base, values: new Map([...base.values, ...alone.values]), refused: problems };
    }
    const fault: SourceFault = {
      check: 'readable',
      verdict: 'error',
      file: source.found.files.map((file) => file.shown).join(', '),
      message: `cannot be read to the end: ${unquoted(firstLine(messageOf(error)), contract)}`,
      expected: 'files that can be read whole',
      fix: 'write the file again',
    };
    return { rows: null, values: new Map(), refused: problems, faults: [fault] };
  }
}
