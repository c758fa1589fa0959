/** Properties of a contract as columns of the model, nested ones to any depth. */
import type { Place, Problem } from '../../base/index.js';
import {
  type ContractColumn,
  type ExactLimits,
  LIFECYCLES,
  type Lifecycle,
  type QualityRule,
  type TypeOptions,
} from './model.js';
import type { OdcsCustomProperty, OdcsProperty, OdcsQuality } from './odcs.js';
import type { ContractText, PlaceOf } from './read.js';
import { columnReadingOf, type Reading } from './reading.js';
import type { TextPolicy } from './text-policy.js';

/** Classifications whose values are never shown in results. */
const PERSONAL = /personal|confidential|restricted|sensitive|secret|private|\bpii\b|\bphi\b|\bspi\b/i;

type Path = readonly PropertyKey[];

/** What resolving a part of a contract reads and fills. */
export interface Scope {
  readonly text: ContractText;
  /** How the text of the object is read. */
  readonly reading: Pick<Reading, 'text'>;
  readonly problems: Problem[];
  readonly notChecked: string[];
  rules(
    rules: readonly OdcsQuality[],
    path: Path,
    column: string | null,
    place: PlaceOf,
    problems: Problem[],
    notChecked: string[],
  ): QualityRule[];
}

/** What holds a nested property: its path as messages show it, and whether it is an array. */
interface Parent {
  readonly name: string;
  readonly array: boolean;
  readonly personal: boolean;
  /** How text is read there. */
  readonly policy: TextPolicy;
}

export function resolveColumn(
  property: OdcsProperty,
  path: Path,
  parent: Parent | null,
  scope: Scope,
): ContractColumn {
  const { place } = scope.text;
  const field = property.physicalName ?? property.name ?? '';
  const name = parent === null ? field : parent.array ? `${parent.name}[]` : `${parent.name}.${field}`;
  const own = PERSONAL.test(property.classification ?? '') || parent?.personal === true;
  const outer = { text: parent?.policy ?? scope.reading.text };
  const reading = columnReadingOf(property, outer, path, place, scope.problems);
  const inside = resolveInside(property, path, { name, personal: own, policy: reading.text }, scope);
  const given = property.logicalTypeOptions ?? {};
  const optionPath: Path = [...path, 'logicalTypeOptions'];
  const { lifecycle, environments } = ownWords(property.customProperties ?? [], path, scope);
  if (parent !== null) nestedWords(property, name, parent, scope);
  const keyed = parent === null && property.primaryKey === true;
  return {
    name,
    type: property.logicalType,
    required: property.required === true || keyed,
    unique: property.unique === true,
    // A whole object is personal where any part of it is: its text holds that part.
    personal: own || [...(inside.properties ?? []), inside.items].some((part) => part?.personal === true),
    options: optionsOf(given, optionPath, scope),
    quality: scope.rules(
      property.quality ?? [],
      [...path, 'quality'],
      name,
      place,
      scope.problems,
      scope.notChecked,
    ),
    place: place(path),
    ...reading,
    exact: exactLimits(given, optionPath, scope.text),
    optionPlaces: placesOf(given, optionPath, place),
    ...(property.name === undefined ? {} : { property: property.name }),
    ...(property.id === undefined ? {} : { id: property.id }),
    ...(property.physicalType === undefined ? {} : { physicalType: property.physicalType }),
    ...inside,
    ...(parent === null || parent.array ? {} : { field }),
    ...(lifecycle === undefined ? {} : { lifecycle }),
    ...(environments === undefined ? {} : { environments }),
  };
}

/** Fields of an object and items of an array; `required` of the object's options makes fields required. */
function resolveInside(
  property: OdcsProperty,
  path: Path,
  owner: Omit<Parent, 'array'>,
  scope: Scope,
): Pick<ContractColumn, 'properties' | 'items'> {
  const { place } = scope.text;
  const { name, personal, policy } = owner;
  const fields = (property.properties ?? []).map((part, index) =>
    resolveColumn(part, [...path, 'properties', index], { ...owner, array: false }, scope),
  );
  const seen = new Set<string>();
  for (const { name: full, place: where } of fields) {
    if (seen.has(full)) scope.problems.push({ where, message: `names the field \`${full}\` a second time` });
    seen.add(full);
  }
  const needed: unknown = property.logicalTypeOptions?.['required'];
  const names = Array.isArray(needed) ? needed.map(String) : [];
  const demanded = fields.map((field) =>
    names.includes(field.property ?? '') || names.includes(field.field ?? '')
      ? { ...field, required: true }
      : field,
  );
  const more = names
    .filter((one) => !fields.some((field) => field.property === one || field.field === one))
    .map(
      (one): ContractColumn => ({
        name: `${name}.${one}`,
        field: one,
        type: undefined,
        required: true,
        unique: false,
        personal,
        options: {},
        quality: [],
        place: place([...path, 'logicalTypeOptions', 'required']),
        text: policy,
      }),
    );
  const properties = [...demanded, ...more];
  const items =
    property.items === undefined
      ? undefined
      : resolveColumn(property.items, [...path, 'items'], { ...owner, array: true }, scope);
  return {
    ...(properties.length === 0 ? {} : { properties }),
    ...(items === undefined ? {} : { items }),
  };
}

/** The shape was checked by the standard's schema; what JSON Schema cannot say is checked here. */
function optionsOf(given: Readonly<Record<string, unknown>>, path: Path, scope: Scope): TypeOptions {
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      scope.problems.push({
        where: scope.text.place([...path, key]),
        message: `is ${value}, which is no limit`,
        expected: 'a finite number',
      });
    }
  }
  const zone = given['defaultTimezone'];
  if (typeof zone === 'string' && !isZone(zone)) {
    scope.problems.push({
      where: scope.text.place([...path, 'defaultTimezone']),
      message: `${JSON.stringify(zone)} is no time zone`,
      expected: 'an IANA name such as Europe/Berlin or Etc/UTC',
    });
  }
  const { required, ...options } = exclusive(given);
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]),
  );
}

/** In v3.0 `exclusiveMinimum: true` says that the minimum itself is excluded. */
function exclusive(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = given;
  const side = (plain: string, limit: unknown, word: string, value: unknown): Record<string, unknown> => {
    if (typeof value !== 'boolean') return { [plain]: limit, [word]: value };
    return { [value ? word : plain]: limit };
  };
  const sides = {
    ...side('minimum', minimum, 'exclusiveMinimum', exclusiveMinimum),
    ...side('maximum', maximum, 'exclusiveMaximum', exclusiveMaximum),
  };
  return { ...rest, ...Object.fromEntries(Object.entries(sides).filter(([, value]) => value !== undefined)) };
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const LIMITS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const;

/** Limits whose digits a double does not hold, as plain decimal text. */
function exactLimits(given: Readonly<Record<string, unknown>>, path: Path, text: ContractText): ExactLimits {
  const exact: Partial<Record<(typeof LIMITS)[number], string>> = {};
  const moved = exclusive(given);
  for (const key of LIMITS) {
    const value = moved[key];
    if (typeof value === 'bigint') exact[key] = String(value);
    if (typeof value !== 'number') continue;
    const source = text.source([...path, key in given && given[key] === value ? key : inclusive(key)]) ?? '';
    // Up to 15 significant digits come back from a double as they were.
    const digits = source.replace(/^[+-]/, '').replace('.', '').replace(/^0+/, '').length;
    if (/^[+-]?\d+(\.\d+)?$/.test(source) && digits > 15) exact[key] = source.replace(/^\+/, '');
  }
  return exact;
}

function inclusive(key: string): string {
  return key === 'exclusiveMinimum' ? 'minimum' : key === 'exclusiveMaximum' ? 'maximum' : key;
}

function placesOf(
  given: Readonly<Record<string, unknown>>,
  path: Path,
  place: PlaceOf,
): Readonly<Record<string, Place>> {
  return Object.fromEntries(Object.keys(given).map((key) => [key, place([...path, key])]));
}

/** What the standard has no word for: `assay.environments` and `assay.lifecycle`. */
function ownWords(
  custom: readonly OdcsCustomProperty[],
  path: Path,
  scope: Scope,
): { lifecycle?: Lifecycle; environments?: readonly string[] } {
  const words: { lifecycle?: Lifecycle; environments?: readonly string[] } = {};
  for (const [index, { property, value }] of custom.entries()) {
    const where = scope.text.place([...path, 'customProperties', index, 'value']);
    if (property === 'assay.environments') {
      const names = typeof value === 'string' ? [value] : value;
      if (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string')) {
        words.environments = names;
      } else {
        scope.problems.push({
          where,
          message: 'names no environments',
          expected: 'a list such as [training]',
        });
      }
    }
    if (property === 'assay.lifecycle') {
      const found = LIFECYCLES.find((word) => word === value);
      if (found !== undefined) words.lifecycle = found;
      else {
        const expected = `one of ${LIFECYCLES.join(', ')}`;
        scope.problems.push({ where, message: `${JSON.stringify(value)} is no lifecycle`, expected });
      }
    }
  }
  return words;
}

/** Words that say nothing about a field or an item. */
function nestedWords(property: OdcsProperty, name: string, parent: Parent, scope: Scope): void {
  if (property.primaryKey === true) scope.notChecked.push(`${name}: primaryKey of a nested property`);
  for (const { property: word } of property.customProperties ?? []) {
    if (word === 'assay.environments' || word === 'assay.lifecycle') {
      scope.notChecked.push(`${name}: ${word} of a nested property`);
    }
  }
  if (parent.array && property.name !== undefined && property.unique === true) {
    scope.notChecked.push(`${name}: unique of an item; uniqueItems of the array is checked`);
  }
}
