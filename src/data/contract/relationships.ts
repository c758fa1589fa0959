/** `relationships` of objects and properties: foreign keys, read into names of columns. */
import { nearest, type Place } from '../../base/index.js';
import type { Scope } from './columns.js';
import type { ContractColumn, Relationship } from './model.js';
import type { OdcsObject, OdcsProperty, OdcsRelationship } from './odcs.js';

type Path = readonly PropertyKey[];

/** `orders.customer`, `schema/orders/properties/customer`, `other.yaml#/schema/…` in parts. */
interface Reference {
  readonly file: string | null;
  readonly object: string;
  readonly properties: readonly string[];
}

export function resolveRelationships(
  object: OdcsObject,
  path: Path,
  columns: readonly ContractColumn[],
  scope: Scope,
  objects: readonly OdcsObject[],
): Relationship[] {
  const { place } = scope.text;
  const own = [object.name, object.physicalName, object.id];
  const fromObject = (object.relationships ?? []).flatMap((relationship, index) => {
    const where = place([...path, 'relationships', index]);
    const from = namesOf(relationship.from).map(parseReference);
    const stranger = from.find((part) => part.file !== null || !own.includes(part.object));
    if (stranger !== undefined) {
      scope.problems.push({
        where,
        message: `starts at \`${stranger.object}\`, and stands at \`${object.name}\``,
        expected: `\`from\` with properties of ${object.name}`,
      });
      return [];
    }
    const found = from.map(({ properties }) => findProperty(columns, properties));
    const lacking = from.find((_, position) => found[position] === undefined);
    if (lacking !== undefined) {
      scope.problems.push({
        where,
        message: `names the property \`${lacking.properties.join('.')}\`, which ${object.name} does not have`,
      });
      return [];
    }
    return relationshipOf(
      relationship,
      found.flatMap((column) => column ?? []),
      where,
      scope,
    );
  });
  const fromProperties = (object.properties ?? []).flatMap((property, index) => {
    const column = columns[index];
    return column === undefined
      ? []
      : [...ofProperty(property, column, [...path, 'properties', index], scope)];
  });
  const all = [...fromObject, ...fromProperties];
  for (const { target, label, place: where } of all) {
    const message = astray(target, objects);
    if (message !== null) scope.problems.push({ where, message: `relationship ${label}: ${message}` });
  }
  return all;
}

/** What is wrong with a target in the same file, or null. */
function astray({ file, object, properties }: Relationship['target'], objects: readonly OdcsObject[]) {
  if (file !== null) return null;
  const known = objects.flatMap(({ name, physicalName, id }) => [name, physicalName, id]);
  const target = objects.find(({ name, physicalName, id }) => [name, physicalName, id].includes(object));
  if (target === undefined) {
    const near = nearest(
      object,
      known.filter((name) => name !== undefined),
    );
    // Another contract may be meant, and then it is listed as not checked; a misspelling is not.
    return near === undefined ? null : `this file has no object \`${object}\`; did you mean \`${near}\`?`;
  }
  const lacking = properties.find((path) => !leads(target.properties ?? [], path));
  return lacking === undefined ? null : `${object} has no property \`${lacking.join('.')}\``;
}

function leads(properties: readonly OdcsProperty[], [first, ...rest]: readonly string[]): boolean {
  const found = properties.find(({ name, physicalName, id }) => [name, physicalName, id].includes(first));
  return found !== undefined && (rest.length === 0 || leads(found.properties ?? [], rest));
}

function* ofProperty(
  property: OdcsProperty,
  column: ContractColumn,
  path: Path,
  scope: Scope,
): Generator<Relationship> {
  for (const [index, relationship] of (property.relationships ?? []).entries()) {
    yield* relationshipOf(relationship, [column], scope.text.place([...path, 'relationships', index]), scope);
  }
  for (const [index, part] of (property.properties ?? []).entries()) {
    const inner = column.properties?.[index];
    if (inner !== undefined) yield* ofProperty(part, inner, [...path, 'properties', index], scope);
  }
  if (property.items !== undefined && column.items !== undefined) {
    yield* ofProperty(property.items, column.items, [...path, 'items'], scope);
  }
}

function relationshipOf(
  relationship: OdcsRelationship,
  columns: readonly ContractColumn[],
  where: Place,
  scope: Scope,
): Relationship[] {
  const to = namesOf(relationship.to);
  const label = `${columns.map(({ name }) => name).join(' + ')} → ${to.join(' + ')}`;
  if (to.length !== columns.length) {
    scope.problems.push({
      where,
      message: `leads from ${columns.length} to ${to.length} properties`,
      expected: 'as many properties in `to` as in `from`',
    });
    return [];
  }
  const targets = to.map(parseReference);
  const [first] = targets;
  if (first === undefined) return [];
  if (targets.some(({ file, object }) => file !== first.file || object !== first.object)) {
    scope.problems.push({
      where,
      message: 'leads to more than one object',
      expected: 'properties of one object',
    });
    return [];
  }
  const skip = (reason: string) => {
    scope.notChecked.push(`relationship ${label}: ${reason}`);
    return [];
  };
  if (columns.some(({ name }) => name.includes('[]'))) return skip('it starts inside an array');
  if (targets.some(({ properties }) => properties.length === 0)) return skip('it names no property');
  const { file, object } = first;
  const properties = targets.map((target) => target.properties);
  return [
    { label, columns: columns.map(({ name }) => name), target: { file, object, properties }, place: where },
  ];
}

function namesOf(value: string | readonly string[] | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}

function parseReference(text: string): Reference {
  const hash = text.indexOf('#');
  const file = hash < 0 ? null : text.slice(0, hash);
  const path = text.slice(hash + 1).replace(/^\//, '');
  if (!path.includes('/')) {
    const [object = '', ...properties] = path.split('.');
    return { file, object, properties };
  }
  // schema/OBJECT/properties/PROPERTY/properties/FIELD
  const parts = path.split('/');
  return {
    file,
    object: parts[1] ?? '',
    properties: parts.filter((_, index) => index >= 3 && index % 2 === 1),
  };
}

/** A column by the names or ids of properties, from the outside in. Items of arrays have none. */
export function findProperty(
  columns: readonly ContractColumn[],
  path: readonly string[],
): ContractColumn | undefined {
  const [name, ...rest] = path;
  const found = columns.find(
    (column) =>
      name !== undefined &&
      (column.id === name || column.property === name || (column.field ?? column.name) === name),
  );
  return rest.length === 0 ? found : findProperty(found?.properties ?? [], rest);
}
