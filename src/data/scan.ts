/** Runs the one scan of a dataset; what the engine refuses is told apart from data that cannot be read. */
import { AssayError, type Context, messageOf } from '../base/index.js';
import type { Database } from '../engines/index.js';
import { aggregates, isMemory, type Measured } from './aggregates.js';
import type { Planned } from './checks/check.js';
import { isFragile, measureAlone, unquoted } from './checks/queries.js';
import type { Contract } from './contract/index.js';
import { graded, type Judged } from './judge.js';
import { aggregateOf, type Prepared, prepare } from './plan.js';
import { screensOf } from './screen.js';
import { firstLine, type Source, type SourceFault } from './source/index.js';

export interface Scan {
  /** Null where nothing could be read. */
  readonly rows: number | null;
  readonly values: ReadonlyMap<Planned, unknown>;
  /** What the engine would not compute. */
  readonly refused: ReadonlyMap<Planned, Judged>;
  readonly faults: readonly SourceFault[];
}

/** `few`: columns of few distinct values, as the source's FROM calls them (`screen.ts`). */
export async function scanOnce(
  ctx: Context,
  db: Database,
  source: Source,
  prepared: Prepared,
  plans: readonly Planned[],
  contract: Contract,
  few: ReadonlySet<string> = new Set(),
): Promise<Scan> {
  const values = new Map<Planned, unknown>();
  const problems = new Map<Planned, Judged>();
  if (source.from === null) return { rows: null, values, refused: problems, faults: [] };
  const screens = screensOf(source, contract, plans, few);
  const screened = screens.flatMap((screen) => screen.plans);
  const measuredBy = (by: Prepared, list: readonly Planned[]): Measured[] =>
    list.flatMap((planned) => {
      const sql = aggregateOf(planned, by.lookup);
      return sql === null ? [] : [{ planned, sql }];
    });
  const measured = measuredBy(
    prepared,
    plans.filter((planned) => !screened.includes(planned)),
  );
  const { name } = source.found;
  try {
    const row = await aggregates(db, name, source.from, prepared, measured, screens);
    measured.forEach(({ planned }, index) => {
      values.set(planned, row[`m${index}`]);
    });
    const broken: Planned[] = [];
    for (const [index, planned] of screened.entries()) {
      if (row[`v${index}`] === 0) values.set(planned, 0);
      else broken.push(planned);
    }
    if (broken.length > 0) {
      const again = prepare(source, contract);
      const counted = measuredBy(again, broken);
      const counts = await aggregates(db, name, source.from, again, counted);
      for (const [index, { planned }] of counted.entries()) values.set(planned, counts[`m${index}`]);
    }
    return { rows: Number(row['n']), values, refused: problems, faults: [] };
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (isMemory(error) && screens.length > 0)
      return scanOnce(ctx, db, source, prepare(source, contract), plans, contract);
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
