/** Checks that a slice's condition is one boolean expression over the columns of the dataset. */
import type { Problem } from '../base/index.js';
import { parseCondition } from '../data/index.js';
import type { Database } from '../engines/index.js';

/** Null where the condition is good. Columns are compared without case, as DuckDB does. */
export async function sliceProblem(
  db: Database,
  where: string,
  columns: readonly string[],
): Promise<Problem | null> {
  const parsed = await parseCondition(db, where, columns);
  return 'message' in parsed ? parsed : null;
}
