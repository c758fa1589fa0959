/** Scores of all classes in one column: a list in the order of the classes, or an object with a field for each. */
import type { Problem } from '../base/index.js';
import { sqlName, sqlString } from '../data/index.js';
import type { Database } from '../engines/index.js';

export interface Nested {
  /** An SQL expression for each class. */
  readonly columns: readonly string[];
  /** Null for a list, whose order `classes` tells. */
  readonly classes: readonly string[] | null;
}

/** Null where the column is not nested; a problem where rows hold lists of several lengths or no numbers. */
export async function nestedScores(
  db: Database,
  relation: { readonly from: string; readonly name: string },
  column: string,
  type: string,
): Promise<Nested | Problem | null> {
  const name = sqlName(column);
  if (/\[\d*\]$/.test(type)) {
    if (!/^(?:DOUBLE|FLOAT|DECIMAL\(.*\)|U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?)\[\d*\]$/.test(type)) {
      return { message: `the score ${column} of ${relation.name} is ${type}`, expected: 'a list of numbers' };
    }
    const rows = await db.all(
      `SELECT len(${name}) AS size, count(*) AS n FROM ${relation.from} WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY n DESC, size LIMIT 3`,
    );
    if (rows.length > 1) {
      const shown = rows.map((row) => `${row.size} (${row.n} rows)`).join(', ');
      return {
        message: `the lists of scores in ${column} of ${relation.name} have several lengths: ${shown}`,
        expected: 'one number for each class, in every row',
      };
    }
    const size = Number(rows[0]?.size ?? 0);
    return { columns: Array.from({ length: size }, (_, k) => `${name}[${k + 1}]`), classes: null };
  }
  if (/^STRUCT\(/.test(type)) {
    const fields = await db.all(
      `SELECT unnest(json_keys(to_json(${name}))) AS field FROM (SELECT ${name} FROM ${relation.from} WHERE ${name} IS NOT NULL LIMIT 1)`,
    );
    const classes = fields.map((row) => String(row.field));
    return { columns: classes.map((field) => `struct_extract(${name}, ${sqlString(field)})`), classes };
  }
  if (/^MAP\(VARCHAR, /.test(type)) {
    const keys = await db.all(
      `SELECT DISTINCT unnest(map_keys(${name})) AS field FROM ${relation.from} ORDER BY 1`,
    );
    const classes = keys.map((row) => String(row.field));
    return { columns: classes.map((field) => `${name}[${sqlString(field)}]`), classes };
  }
  return null;
}
