/** Where and what: the first places of every check that failed, with values unless they are personal. */
import type { Context } from '../base/index.js';
import type { Database } from '../engines/index.js';
import type { Occurrence } from '../results/index.js';
import type { Lookup, Measure, Planned } from './checks/check.js';
import { ELEMENT } from './checks/nested.js';
import { type Contract, everyColumn } from './contract/index.js';
import { findPlaces, placesAt, repeatedValues, shownValues } from './examples.js';
import type { Judged } from './judge.js';
import type { Prepared } from './plan.js';
import type { Source } from './source/index.js';

export async function placesOf(
  ctx: Context,
  db: Database,
  source: Source,
  contract: Contract,
  prepared: Prepared,
  broken: readonly { planned: Planned; judged: Judged }[],
  linesKnown: boolean,
): Promise<Map<Planned, Occurrence[]>> {
  const all = everyColumn(contract.columns);
  const names = new Set(all.filter((column) => column.personal).map(({ name }) => name));
  const personal = (name: string) => names.has(name);
  const wishes = broken.flatMap(({ planned, judged }) => {
    const { measure, column } = planned;
    const find = measure.kind === 'rows' ? measure.condition : judged.rows;
    if (find === undefined) return [];
    const condition = find(prepared.lookup);
    if (condition === 'true') return [];
    if (measure.kind === 'rows') {
      const value = column === undefined ? null : valueShown(measure, prepared.lookup, column);
      return [{ planned, condition, value, personal: column !== undefined && personal(column) }];
    }
    const shows =
      (measure.kind === 'value' || measure.kind === 'query' ? measure.shows : undefined) ??
      (column === undefined ? [] : [column]);
    const value = shownValues(shows, prepared.lookup);
    const hidden = measure.kind === 'value' && measure.redacted === true;
    return [{ planned, condition, value, personal: hidden || shows.some(personal) }];
  });
  const places =
    wishes.length === 0
      ? new Map<Planned, Occurrence[]>()
      : await findPlaces(ctx, db, source, prepared, wishes, linesKnown);
  for (const { planned, judged } of broken) {
    const { measure } = planned;
    if (judged.where !== undefined) places.set(planned, [...judged.where]);
    if (judged.places !== undefined) {
      const shows = measure.kind === 'query' ? (measure.shows ?? []) : [];
      places.set(planned, await placesAt(ctx, source, judged.places, linesKnown, shows.some(personal)));
    }
    if (measure.kind !== 'duplicates') continue;
    places.set(
      planned,
      await repeatedValues(db, source, prepared, measure.columns, measure.columns.some(personal)),
    );
  }
  return places;
}

/** The value beside a row: of an array the first element that breaks the check. */
function valueShown(measure: Extract<Measure, { kind: 'rows' }>, sql: Lookup, column: string): string {
  const { raw, list } = sql(column);
  if (list === undefined || measure.element === undefined) return list ?? raw;
  const broken = `list_filter(${list}, lambda ${ELEMENT}: ${measure.element(sql)})`;
  return `list_transform(${broken}, lambda ${ELEMENT}: CAST(${raw} AS VARCHAR))[1]`;
}
