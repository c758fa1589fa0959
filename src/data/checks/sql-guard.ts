/**
 * What a query of a contract may do: one SELECT over the views that it is given. DuckDB reads any file or address
 * that stands where a table may stand, so the engine's own parse of the query is looked through, and what is not
 * known to be harmless is refused.
 */
import type { Database } from '../../engines/index.js';
import { sqlString } from '../dataset.js';

/** Functions that make rows out of their arguments alone. */
const TABLE_FUNCTIONS = new Set(['range', 'generate_series', 'unnest']);
/** Functions that tell of the machine or of the session, or write. */
const FUNCTIONS =
  /^(getenv|current_setting|getvariable|write_log|nextval|currval|current_(user|role|database|schemas?|catalog)|pg_.*|duckdb_.*|read_.*|http_.*)$/;

/** Why the query is not run; null where it reads only the tables of these names. */
export async function refusalOf(
  db: Database,
  query: string,
  tables: readonly string[],
): Promise<string | null> {
  const [row] = await db.all(`SELECT CAST(json_serialize_sql(${sqlString(query)}) AS VARCHAR) AS tree`);
  const tree = JSON.parse(String(row?.['tree'])) as {
    error: boolean;
    error_message?: string;
    statements?: unknown[];
  };
  if (tree.error) {
    const why = tree.error_message ?? '';
    return /Only SELECT/.test(why)
      ? 'is no SELECT, and nothing else is run'
      : `cannot be read: ${why.split('\n')[0]}`;
  }
  if (tree.statements?.length !== 1) return 'is more than one statement';
  const known = new Set(tables.map((name) => name.toLowerCase()));
  for (const node of nodesOf(tree.statements)) {
    for (const name of ctesOf(node)) {
      // A name with a dot could be that of a file where the common table expression is out of sight.
      if (!/^\w+$/.test(name))
        return `names a part of it ${JSON.stringify(name)}; letters, digits and _ are allowed`;
      known.add(name.toLowerCase());
    }
  }
  for (const node of nodesOf(tree.statements)) {
    const reason = reasonOf(node, known, tables);
    if (reason !== null) return reason;
  }
  return null;
}

/**
 * Whether a query reads columns by these names (in small letters) and nothing else of its tables: no star, no join by
 * equal names, no row as a whole. False too where that cannot be told.
 */
export async function readsColumnsOnly(
  db: Database,
  query: string,
  columns: readonly string[],
): Promise<boolean> {
  const [row] = await db.all(`SELECT CAST(json_serialize_sql(${sqlString(query)}) AS VARCHAR) AS tree`);
  const tree: unknown = JSON.parse(String(row?.['tree']));
  const known = new Set(columns);
  for (const node of nodesOf(tree)) {
    if (node['error'] === true) return false;
    if (node['class'] === 'STAR' || node['class'] === 'POSITIONAL_REFERENCE') return false;
    if (node['ref_type'] === 'NATURAL' || node['type'] === 'PIVOT' || node['type'] === 'SHOW_REF')
      return false;
    if (node['class'] !== 'COLUMN_REF') continue;
    const parts = node['column_names'];
    const last = Array.isArray(parts) ? String(parts.at(-1)).toLowerCase() : '';
    if (!known.has(last)) return false;
  }
  return true;
}

type Node = Readonly<Record<string, unknown>>;

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesOf(item);
  } else if (typeof value === 'object' && value !== null) {
    const node = value as Node;
    yield node;
    for (const item of Object.values(node)) yield* nodesOf(item);
  }
}

function ctesOf(node: Node): string[] {
  const { map } = (node['cte_map'] ?? {}) as { map?: unknown };
  if (!Array.isArray(map)) return [];
  return map.map((entry: unknown) => String((entry as { key?: unknown }).key));
}

function reasonOf(node: Node, known: ReadonlySet<string>, tables: readonly string[]): string | null {
  const { type } = node;
  if (type === 'BASE_TABLE') {
    const name = String(node['table_name']);
    const qualified = [node['catalog_name'], node['schema_name']].some(
      (part) => part !== '' && part !== undefined,
    );
    if (!qualified && known.has(name.toLowerCase())) return null;
    return `reads ${JSON.stringify(name)}, which is not the dataset; it has the names ${tables.join(', ')}`;
  }
  if (type === 'TABLE_FUNCTION') {
    const called = (node['function'] ?? {}) as Node;
    const name = String(called['function_name']);
    if (TABLE_FUNCTIONS.has(name.toLowerCase())) return null;
    return `calls ${name}, which may read something else than the dataset`;
  }
  if (type === 'SHOW_REF') return 'describes a table, and gives no value';
  if (node['class'] === 'FUNCTION') {
    const name = String(node['function_name']).toLowerCase();
    if (FUNCTIONS.test(name)) return `calls ${name}, which is not about the data`;
  }
  return null;
}
