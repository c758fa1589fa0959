/**
 * Rules of `type: sql`: each a query of its own over a view in which text has the types of the contract. A query is
 * looked at before it is run (`sql-guard.ts`): it reads that view and nothing else.
 */
import { AssayError, type Context, messageOf } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { type Contract, everyColumn, meetsBound } from '../contract/index.js';
import { sqlName } from '../dataset.js';
import { REDACTED } from '../examples.js';
import { purpose } from '../explain.js';
import type { Judged } from '../judge.js';
import type { Source } from '../source/index.js';
import type { Planned } from './check.js';
import { columnSql } from './lexical.js';
import { holdsPersonal, unquoted } from './queries.js';
import { refusalOf } from './sql-guard.js';

/** `{object}` stands for the view over the data; so do the older words. A semicolon at the end is none of the query. */
export function objectQuery(query: string): string {
  return query.replace(/\$?\{(object|table|model)\}/g, 'assay_object').replace(/;\s*$/, '');
}

/** Runs the rules one after the other. A query that fails, or gives no single number, is verdict `error`. */
export async function runSqlRules(
  ctx: Context,
  db: Database,
  source: Source,
  contract: Contract,
  plans: readonly Planned[],
): Promise<Map<Planned, Judged>> {
  const results = new Map<Planned, Judged>();
  const rules = plans.filter((planned) => planned.measure.kind === 'sql');
  if (rules.length === 0 || source.from === null) return results;
  const names = [...new Set(['assay_object', contract.object, ...(contract.aliases ?? [])])];
  const problem = await tried(ctx, async () => {
    // A function that is not there must not make the engine fetch an extension.
    await db.run('SET autoinstall_known_extensions = false; SET autoload_known_extensions = false');
    const view = viewOf(source, contract);
    for (const name of names) await db.run(`CREATE OR REPLACE TEMP VIEW ${sqlName(name)} AS ${view}`);
  });
  for (const planned of rules) {
    results.set(
      planned,
      problem === null ? await runRule(ctx, db, planned, names, contract) : failed(problem),
    );
  }
  for (const name of names) await tried(ctx, () => db.run(`DROP VIEW IF EXISTS ${sqlName(name)}`));
  return results;
}

/** The data with the types of the contract, under the names of the data and, where they differ, of the contract. */
function viewOf(source: Source, contract: Contract): string {
  const taken = new Set(source.columns.map(({ name }) => name.toLowerCase()));
  const columns = source.columns.flatMap((column) => {
    const rule = contract.columns.find((candidate) => candidate.name === column.name);
    const { value } = columnSql(source.kind, column, column.sql, rule, contract.reading?.text);
    const other = rule?.property;
    const also =
      other !== undefined && !taken.has(other.toLowerCase()) ? [`${value} AS ${sqlName(other)}`] : [];
    return [`${value} AS ${sqlName(column.name)}`, ...also];
  });
  return `SELECT ${columns.join(', ')} FROM ${source.from}`;
}

async function runRule(
  ctx: Context,
  db: Database,
  planned: Planned,
  names: readonly string[],
  contract: Contract,
): Promise<Judged> {
  const { measure, severity } = planned;
  if (measure.kind !== 'sql') return failed('is no SQL rule');
  const refused = await refusalOf(db, measure.query, names);
  if (refused !== null) return failed(refused);
  let rows: Record<string, unknown>[] = [];
  // As a subquery nothing but a SELECT is possible.
  const problem = await tried(ctx, async () => {
    rows = await db.all(purpose(`the rule ${planned.check}`, `SELECT * FROM (${measure.query}\n) LIMIT 2`));
  });
  if (problem !== null) return failed(unquoted(problem, contract));
  const values = Object.values(rows[0] ?? {});
  const [value] = values;
  if (rows.length !== 1 || values.length !== 1)
    return failed(`gives ${rows.length} rows of ${values.length} columns, not one value`);
  const number = typeof value === 'boolean' ? Number(value) : value;
  // A share of no rows is infinite, and says as little as NaN.
  if (typeof number !== 'bigint' && (typeof number !== 'number' || !Number.isFinite(number)))
    return failed(
      `gives ${value === null || !holdsPersonal(contract) ? String(value) : REDACTED}, which is no number`,
    );
  const ok = meetsBound(number, measure.bound);
  const actual = tellsPersonal(measure.query, contract) ? REDACTED : String(value);
  return { ok, verdict: ok ? 'pass' : severity === 'error' ? 'fail' : 'warn', actual };
}

/** True where the answer may be somebody's value, such as the greatest salary; a count of rows never is. */
function tellsPersonal(query: string, contract: Contract): boolean {
  if (/^\s*select\s+(count|count_if|countif)\s*\([^()]*\)\s+(as\s+\S+\s+)?from\b/i.test(query)) return false;
  const text = query.toLowerCase().replaceAll('count(*)', '');
  const everything = text.includes('*');
  return everyColumn(contract.columns).some(
    ({ name, personal }) => personal && (everything || text.includes(name.toLowerCase())),
  );
}

function failed(problem: string): Judged {
  return { ok: false, verdict: 'error', actual: 'not evaluated', problem };
}

/** The message of a failure of the query; failures of the machine and cancellation go on. */
async function tried(ctx: Context, work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (error instanceof AssayError) throw error;
    return messageOf(error).split('\n')[0] ?? 'failed';
  }
}
