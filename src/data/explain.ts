/** What the engine is asked, in its order, with times: a Database that remembers (`--explain`). */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../base/index.js';
import type { Database } from '../engines/index.js';

export interface TracedQuery {
  /** What the query is for: the comment that it begins with. */
  readonly purpose: string;
  readonly sql: string;
  readonly seconds: number;
  /** The operators that took the most time, as `EXPLAIN ANALYZE` measures them. */
  readonly operators: readonly { readonly name: string; readonly seconds: number; readonly rows: number }[];
}

export interface Trace {
  readonly db: Database;
  /** Everything that was asked since the last call. */
  take(): TracedQuery[];
}

/** Puts what a query is for in front of it. */
export function purpose(text: string, sql: string): string {
  return `/* ${text.replaceAll('*/', '* /')} */ ${sql}`;
}

interface Operator {
  readonly operator_type?: string | undefined;
  readonly operator_name?: string | undefined;
  readonly operator_timing?: number | undefined;
  readonly operator_cardinality?: number | undefined;
  readonly children?: readonly Operator[] | undefined;
}
const operatorSchema: z.ZodType<Operator> = z.lazy(() =>
  z.object({
    operator_type: z.string().optional(),
    operator_name: z.string().optional(),
    operator_timing: z.number().optional(),
    operator_cardinality: z.number().optional(),
    children: z.array(operatorSchema).optional(),
  }),
);

const SHOWN_OPERATORS = 4;

/** Profiles every query of `db` from now on. The profile of a query costs little; its file is read at once. */
export async function traced(db: Database): Promise<Trace> {
  // Goes with the database.
  const [setting] = await db.all("SELECT current_setting('temp_directory') AS folder");
  const file = join(String(setting?.['folder']), 'profile.json');
  await db.run("SET enable_profiling = 'json'");
  await db.run(`SET profiling_output = '${file.replaceAll("'", "''")}'`);
  let queries: TracedQuery[] = [];
  const measured = async <T>(sql: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await work();
    const seconds = (performance.now() - begun) / 1000;
    const [, said, rest] = /^\/\* (.*?) \*\/ ([\s\S]*)$/.exec(sql) ?? [];
    queries.push({ purpose: said ?? 'other', sql: rest ?? sql, seconds, operators: await operatorsOf(file) });
    return result;
  };
  return {
    db: {
      connection: db.connection,
      all: (sql, params) => measured(sql, () => db.all(sql, params)),
      run: (sql, params) => measured(sql, () => db.run(sql, params)),
      append: (table, rows, columns) => db.append(table, rows, columns),
      close: () => db.close(),
    },
    take() {
      const taken = queries;
      queries = [];
      return taken;
    },
  };
}

async function operatorsOf(file: string): Promise<TracedQuery['operators']> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    // Statements without a plan have no profile.
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  await rm(file, { force: true });
  const parsed = operatorSchema.safeParse(text === '' ? {} : JSON.parse(text));
  if (!parsed.success) return [];
  const found: { name: string; seconds: number; rows: number }[] = [];
  const walk = (operator: Operator) => {
    const name = operator.operator_name ?? operator.operator_type;
    if (name !== undefined && operator.operator_timing !== undefined) {
      found.push({
        name: name.trim(),
        seconds: operator.operator_timing,
        rows: operator.operator_cardinality ?? 0,
      });
    }
    for (const child of operator.children ?? []) walk(child);
  };
  walk(parsed.data);
  return found.sort((a, b) => b.seconds - a.seconds).slice(0, SHOWN_OPERATORS);
}

/** A plan for people: what was asked, why, and how long it took. */
export function explainText(name: string, queries: readonly TracedQuery[]): string {
  const asked = queries.filter(({ purpose: said }) => said !== 'other');
  const lines = asked.flatMap(({ purpose: said, sql, seconds, operators }, index) => [
    `${index + 1}. ${said}: ${seconds.toFixed(3)} s`,
    ...operators
      .filter((operator) => operator.seconds >= 0.001)
      .map((operator) => `   ${operator.seconds.toFixed(3)} s  ${operator.name}, ${operator.rows} rows`),
    `   ${sql.length > 4000 ? `${sql.slice(0, 4000)} …` : sql}`,
  ]);
  const rest = queries.length - asked.length;
  return [
    `plan of ${name}`,
    'beside the engine: one pass over the bytes of every file (SHA-256; for text also lines, fields, quotes, encoding)',
    ...lines,
    ...(rest > 0 ? [`and ${rest} small queries (settings, patterns, schemas)`] : []),
  ].join('\n');
}
