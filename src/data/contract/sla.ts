/** `slaProperties` that data can show: how old its newest timestamp may be. */
import type { Scope } from './columns.js';
import type { ContractColumn, CustomRule } from './model.js';
import type { OdcsContract, OdcsObject, OdcsSla } from './odcs.js';
import { findProperty } from './relationships.js';

/** Words of the standard (case does not count) for which the newest value of the element must be young. */
const AGES = new Set(['latency', 'ly', 'freshness', 'frequency', 'fy']);

const HOUR = 3_600_000;
/** A month and a year have no fixed length; 31 and 366 days never fail data that keeps the promise. */
const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: HOUR,
  d: 24 * HOUR,
  w: 7 * 24 * HOUR,
  mo: 31 * 24 * HOUR,
  y: 366 * 24 * HOUR,
};
const UNIT_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(s|sec|secs|seconds?)$/i, 's'],
  [/^(m|min|mins|minutes?)$/i, 'm'],
  [/^(h|hr|hrs|hours?)$/i, 'h'],
  [/^(d|days?)$/i, 'd'],
  [/^(w|weeks?)$/i, 'w'],
  [/^(mo|months?)$/i, 'mo'],
  [/^(y|yr|yrs|years?)$/i, 'y'],
];

/** Rules about the columns of this object; what is not checked is listed with the reason. */
export function resolveSla(
  root: OdcsContract,
  object: OdcsObject,
  columns: readonly ContractColumn[],
  scope: Scope,
): CustomRule[] {
  const alone = root.schema?.length === 1;
  return (root.slaProperties ?? []).flatMap((sla, index): CustomRule[] => {
    const skip = (reason: string): CustomRule[] => {
      scope.notChecked.push(`slaProperties ${sla.property}: ${reason}`);
      return [];
    };
    if (!AGES.has(sla.property.toLowerCase())) return skip('data does not show it');
    const elements = (sla.element ?? root.slaDefaultElement ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (elements.length === 0) return skip('it names no `element`');
    const maxAgeMs = ageOf(sla);
    if (maxAgeMs === null) return skip(`${String(sla.value)} ${sla.unit ?? ''} is no length of time`);
    return elements.flatMap((element) => {
      const named = nameIn(object, element);
      const path = named === undefined ? element : element.slice(named.length + 1);
      const column = named !== undefined || alone ? findProperty(columns, path.split('.')) : undefined;
      // An element of another object is that object's.
      if (column === undefined) {
        if (alone || named !== undefined) return skip(`there is no property \`${element}\``);
        const other = (root.schema ?? []).some((candidate) => nameIn(candidate, element) !== undefined);
        return other ? [] : skip(`\`${element}\` names no object of the contract (OBJECT.PROPERTY)`);
      }
      if (column.field !== undefined || (column.type !== 'timestamp' && column.type !== 'date')) {
        return skip(`\`${element}\` is no timestamp or date column`);
      }
      return [
        {
          kind: 'custom',
          check: 'freshness',
          label: `slaProperties ${sla.property}`,
          description: undefined,
          severity: 'error',
          place: scope.text.place(['slaProperties', index]),
          args: { check: 'freshness', column: column.name, maxAge: `${maxAgeMs}ms` },
          bound: null,
          unit: undefined,
          graded: true,
          renamed: new Map(),
        },
      ];
    });
  });
}

/** The name of the object with which the element begins; undefined where it is another's. */
function nameIn({ name, physicalName, id }: OdcsObject, element: string): string | undefined {
  return [name, physicalName, id].find((word) => word !== undefined && element.startsWith(`${word}.`));
}

/** Milliseconds; null where value or unit say no length of time. Days are the standard's unit where none is given. */
function ageOf({ value, unit }: OdcsSla): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) return null;
  const word = UNIT_WORDS.find(([pattern]) => pattern.test(unit ?? 'd'))?.[1];
  const size = word === undefined ? undefined : UNITS[word];
  return size === undefined ? null : number * size;
}
