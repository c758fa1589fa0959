/** Checks that need a query of their own, run one after the other. What the engine refuses is that check's error. */
import { AssayError, type Context, messageOf } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { type Contract, everyColumn } from '../contract/index.js';
import { REDACTED } from '../examples.js';
import { purpose } from '../explain.js';
import { type Kept, names, sameRows } from '../kept.js';
import { aggregateOf, prepare } from '../plan.js';
import { firstLine, type Source } from '../source/index.js';
import type { Judgement, Planned } from './check.js';

type Query = Extract<Planned['measure'], { kind: 'query' }>;

/** The query that gives file and row of every row that breaks a check of its own query; null where none does alone. */
export function failingText(planned: Planned, source: Source, contract: Contract): string | null {
  const { measure } = planned;
  if (measure.kind !== 'query' || measure.failing === undefined) return null;
  return textOf({ ...measure, relation: 'located' }, measure.failing, source, contract);
}

function textOf(
  measure: Query,
  query: Query['query'],
  source: Source,
  contract: Contract,
  kept: Kept | null = null,
): string | null {
  if (source.from === null) return null;
  const prepared = prepare(source, contract);
  const over = query(prepared.lookup);
  if (kept !== null && (kept.located || measure.relation === 'rows')) {
    const extra = measure.relation === 'rows' ? [] : ['assay_file', 'assay_row'];
    const text = over(prepared.from(kept.table, extra));
    // A second query may ask for a column that nobody knew of.
    if (!names(text, kept.missing)) return text;
  }
  if (measure.relation === 'rows') return over(prepared.from(sameRows(source, source.from)));
  const located = source.located.map((relation) => `SELECT * FROM ${relation}`).join(' UNION ALL BY NAME ');
  return over(prepared.from(sameRows(source, `(${located})`), ['assay_file', 'assay_row']));
}

export async function runQueries(
  ctx: Context,
  db: Database,
  source: Source,
  contract: Contract,
  plans: readonly Planned[],
  kept: Kept | null,
): Promise<Map<Planned, Judgement>> {
  const results = new Map<Planned, Judgement>();
  for (const planned of plans) {
    const { measure } = planned;
    if (measure.kind !== 'query') continue;
    const text = textOf(measure, measure.query, source, contract, kept);
    if (text === null) continue;
    const said = (sql: string) => purpose(`${planned.check} alone, since ${measure.why}`, sql);
    ctx.signal.throwIfAborted();
    try {
      let rows = await db.all(said(text));
      const next = measure.next?.(rows) ?? null;
      const more = next === null ? null : textOf(measure, next, source, contract, kept);
      if (more !== null) rows = await db.all(said(more));
      results.set(planned, measure.judge(rows));
    } catch (error) {
      results.set(planned, refused(ctx, error, contract));
    }
  }
  return results;
}

/** True where the data has values that are never shown. */
export function holdsPersonal({ columns }: Contract): boolean {
  return everyColumn(columns).some(({ personal }) => personal);
}

/** A message of the engine quotes values: where a column is personal, nothing that stands in quotes is shown. */
export function unquoted(message: string, contract: Contract): string {
  if (!holdsPersonal(contract)) return message;
  return message.replace(/(['"]).*\1/gs, REDACTED);
}

/** What the engine said, as a judgement; failures of the machine and cancellation go on. */
export function refused(ctx: Context, error: unknown, contract: Contract): Judgement {
  ctx.signal.throwIfAborted();
  if (error instanceof AssayError) throw error;
  const problem = `the engine cannot compute it: ${unquoted(firstLine(messageOf(error)), contract)}`;
  return { ok: false, verdict: 'error', actual: 'not evaluated', problem };
}

/** True for aggregates that the engine may refuse to compute. */
export function isFragile({ measure }: Planned): boolean {
  return measure.kind === 'value' && measure.fragile === true;
}

/** Each aggregate by itself, where one of them made the whole scan fail. */
export async function measureAlone(
  ctx: Context,
  db: Database,
  source: Source,
  contract: Contract,
  plans: readonly Planned[],
): Promise<{ readonly values: Map<Planned, unknown>; readonly refused: Map<Planned, Judgement> }> {
  const values = new Map<Planned, unknown>();
  const problems = new Map<Planned, Judgement>();
  if (source.from === null) return { values, refused: problems };
  for (const planned of plans) {
    ctx.signal.throwIfAborted();
    const prepared = prepare(source, contract);
    const sql = aggregateOf(planned, prepared.lookup);
    try {
      const parts = [`${sql} AS m`, ...prepared.unread()];
      const query = `SELECT ${parts.join(', ')} FROM ${prepared.from(source.from)}`;
      const [row] = await db.all(purpose(`${planned.check} alone, since the scan of all failed`, query));
      values.set(planned, row?.['m']);
    } catch (error) {
      problems.set(planned, refused(ctx, error, contract));
    }
  }
  return { values, refused: problems };
}
