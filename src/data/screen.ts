/**
 * Checks of one column that is made of few distinct values are made of those values alone, which the same scan
 * collects. Where no value breaks a check, no row does. Where one does, the check is counted over the rows.
 */
import type { Lookup, Planned } from './checks/check.js';
import type { Contract } from './contract/index.js';
import { aggregateOf, type Prepared, prepare } from './plan.js';
import type { Source } from './source/index.js';

/** A column whose values are looked at once each. */
export interface Screen {
  /** As the source's FROM calls it. */
  readonly column: string;
  readonly plans: readonly Planned[];
  /** Over a FROM that has this column alone. */
  readonly prepared: Prepared;
  /** Aggregates over `prepared`, in the order of `plans`: 0 where no value breaks it. */
  readonly sql: readonly string[];
}

/** `few`: the columns, as the source's FROM calls them. */
export function screensOf(
  source: Source,
  contract: Contract,
  plans: readonly Planned[],
  few: ReadonlySet<string>,
): Screen[] {
  if (source.kind !== 'text' || few.size === 0) return [];
  const { bare } = prepare(source, contract);
  const found = new Map<string, Planned[]>();
  for (const planned of plans) {
    const column = onlyColumn(planned, source, bare);
    if (column === null || !few.has(column)) continue;
    found.set(column, [...(found.get(column) ?? []), planned]);
  }
  return [...found].map(([column, own]) => {
    const prepared = prepare(source, contract);
    const sql = own.map((planned) => aggregateOf(planned, prepared.lookup) ?? '0');
    return { column, plans: own, prepared, sql };
  });
}

/** The column that a check of rows computes something of, where it looks at no other; else null. */
function onlyColumn({ measure }: Planned, source: Source, bare: Lookup): string | null {
  if (measure.kind !== 'rows') return null;
  const names = new Set<string>();
  let more = false;
  const watched: Lookup = Object.assign(
    (name: string) => {
      names.add(name);
      return bare(name);
    },
    {
      column: (sql: string) => {
        more = true;
        return bare.column(sql);
      },
      shown: false,
    },
  );
  const condition = measure.condition(watched);
  const [name] = names;
  // A bare comparison such as IS NULL is quicker than any set of values.
  if (more || names.size !== 1 || !condition.includes('(')) return null;
  const column = source.columns.find((candidate) => candidate.name === name);
  return column === undefined || column.partition ? null : column.sql;
}
