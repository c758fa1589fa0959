/**
 * What lies inside objects and arrays, as columns of their own: a field of an object is an expression over the row;
 * what lies in an array is an expression over one element of a list. So the checks of columns serve at any depth,
 * in the same scan.
 */
import type { Contract, ContractColumn } from '../contract/index.js';
import { sqlString } from '../dataset.js';
import type { Source } from '../source/index.js';
import { type DuckType, parseDuckType } from './duck-types.js';

/** The name of one element in the lambda functions of checks of lists. */
export const ELEMENT = 'assay_e';

/** A nested value in a given FROM: of each row, or of each element of `list`. */
export interface Spot {
  /** Over the row, or over `ELEMENT`. */
  readonly value: string;
  /** All elements of a row as one list; null for values of the row itself. */
  readonly list: string | null;
  /** The object or array that holds it. */
  readonly parent: string;
}

/** A nested column that the data has. */
export interface Part {
  readonly rule: ContractColumn;
  readonly name: string;
  /** `json`: the value is JSON text. */
  readonly kind: Source['kind'];
  /** DuckDB's type; null for JSON. */
  readonly type: string | null;
  readonly inner: Spot;
  readonly shown: Spot;
}

export interface Expansion {
  readonly parts: readonly Part[];
  /** Fields that the type of the data does not have. */
  readonly missing: readonly { readonly name: string; readonly fields: readonly string[] }[];
  /** Fields that the data has and the contract does not name. */
  readonly extra: readonly string[];
  readonly notChecked: readonly string[];
}

interface Filling {
  readonly parts: Part[];
  readonly missing: { name: string; fields: readonly string[] }[];
  readonly extra: string[];
  readonly notChecked: string[];
}

/** Every nested column of the contract, where the data has it. */
export function expand(source: Source, contract: Contract): Expansion {
  const filling: Filling = { parts: [], missing: [], extra: [], notChecked: [] };
  const taken = new Set(source.columns.map(({ name }) => name));
  for (const rule of contract.columns) {
    if (rule.properties === undefined && rule.items === undefined) continue;
    const column = source.columns.find(({ name }) => name === rule.name);
    if (column === undefined) continue;
    if (source.kind === 'text' || column.partition) {
      filling.notChecked.push(`${rule.name}: what lies inside, since text has no fields and items`);
      continue;
    }
    const type = column.type === null ? null : parseDuckType(column.type);
    const spot = (value: string): Spot => ({ value, list: null, parent: value });
    descend(rule, type, [spot(column.sql), spot(column.shown)], filling);
  }
  const parts = filling.parts.filter(({ name }) => {
    if (!taken.has(name)) return true;
    filling.notChecked.push(`${name}: the nested value, since a column has the same name`);
    return false;
  });
  return { ...filling, parts };
}

type Spots = readonly [inner: Spot, shown: Spot];

/** Null is the type of JSON text. */
function descend(rule: ContractColumn, type: DuckType | null, spots: Spots, filling: Filling): void {
  const json = type === null || type.text === 'JSON';
  const [inner, shown] = spots;
  for (const field of rule.properties ?? []) {
    const name = field.field ?? '';
    if (json) {
      add(field, null, [fieldOf(inner, jsonField(name)), fieldOf(shown, jsonField(name))], filling);
    } else if (type.kind === 'struct') {
      const found = type.fields.get(name);
      const extract = (value: string) => `struct_extract(${value}, ${sqlString(name)})`;
      if (found !== undefined) add(field, found, [fieldOf(inner, extract), fieldOf(shown, extract)], filling);
      else if (field.lifecycle === undefined || field.lifecycle === 'active') {
        filling.missing.push({ name: field.name, fields: [...type.fields.keys()] });
      }
    } else if (type.kind === 'map' && type.key.text === 'VARCHAR') {
      const extract = (value: string) => `map_extract(${value}, ${sqlString(name)})[1]`;
      add(field, type.value, [fieldOf(inner, extract), fieldOf(shown, extract)], filling);
    } else {
      filling.notChecked.push(`${field.name}: it is not known where it lies in ${type.text}`);
    }
  }
  const declared = (rule.properties ?? []).filter(({ property }) => property !== undefined);
  if (!json && type.kind === 'struct' && declared.length > 0) {
    const names = new Set(rule.properties?.map(({ field }) => field));
    filling.extra.push(
      ...[...type.fields.keys()].filter((name) => !names.has(name)).map((name) => `${rule.name}.${name}`),
    );
  }
  if (rule.items === undefined) return;
  if (json) add(rule.items, null, [itemsOf(inner, jsonItems), itemsOf(shown, jsonItems)], filling);
  else if (type.kind === 'list') {
    const plain = (value: string) => value;
    add(rule.items, type.item, [itemsOf(inner, plain), itemsOf(shown, plain)], filling);
  } else filling.notChecked.push(`${rule.items.name}: the items of ${type.text}`);
}

function add(rule: ContractColumn, type: DuckType | null, spots: Spots, filling: Filling): void {
  const [inner, shown] = spots;
  const json = type === null || type.text === 'JSON';
  filling.parts.push({
    rule,
    name: rule.name,
    kind: json ? 'json' : 'typed',
    type: json ? null : type.text,
    inner,
    shown,
  });
  descend(rule, type, spots, filling);
}

function fieldOf(spot: Spot, extract: (value: string) => string): Spot {
  return { value: extract(spot.value), list: spot.list, parent: spot.value };
}

/** The items of all lists at a spot as one list. */
function itemsOf(spot: Spot, list: (value: string) => string): Spot {
  const items =
    spot.list === null
      ? list(spot.value)
      : `flatten(list_transform(${spot.list}, lambda ${ELEMENT}: ${list(spot.value)}))`;
  return { value: ELEMENT, list: items, parent: ELEMENT };
}

/** JSON null is a missing value, as at the top of a line. */
function jsonField(name: string): (value: string) => string {
  const pointer = sqlString(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return (value) => `nullif(CAST(json_extract(${value}, ${pointer}) AS VARCHAR), 'null')`;
}

function jsonItems(value: string): string {
  return `list_transform(json_extract(${value}, '$[*]'), lambda assay_j: nullif(CAST(assay_j AS VARCHAR), 'null'))`;
}
