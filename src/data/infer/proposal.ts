/** A proposal as ODCS YAML: each word that is a guess says so in a comment beside it. */
import { Document, isMap, isScalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { type NotAfter, orderRule } from './across.js';
import type { Suggestion } from './limits.js';
import { type Relation, relationRule } from './numbers.js';

export interface Proposal {
  readonly name: string;
  readonly suggestions: readonly Suggestion[];
  /** Names in the order of the key; empty: none. */
  readonly key: readonly string[];
  readonly orders: readonly NotAfter[];
  /** Between columns of numbers. */
  readonly relations: readonly Relation[];
}

/** The contract, and every guess in it as a line for a person. */
export function writeProposal({ name, suggestions, key, orders, relations }: Proposal): {
  text: string;
  guesses: string[];
} {
  const guesses: string[] = [];
  const document = new Document({});
  const head = {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: name,
    version: '0.1.0',
    status: 'draft',
  };
  for (const [word, value] of Object.entries(head)) document.set(word, value);
  const properties = suggestions.map((suggestion) => property(document, suggestion, key, guesses));
  const quality = [
    { metric: 'rowCount', mustBeGreaterThan: 0 },
    ...orders.map((order) => {
      guesses.push(`${order.first} is never after ${order.last}: so it is in every row`);
      return orderRule(order);
    }),
    ...relations.map((relation) => {
      guesses.push(relation.why);
      return relationRule(relation);
    }),
  ];
  const object = document.createNode({ name, properties: [], quality }) as YAMLMap;
  for (const [at, { why }] of relations.entries())
    note(object, ['quality', 1 + orders.length + at, 'name'], `guess: ${why}`);
  object.set('properties', properties.length === 0 ? [] : sequence(document, properties));
  document.set('schema', sequence(document, [object]));
  document.commentBefore =
    ' Proposed by `assay infer` from the data that was there. Every line marked as a guess wants a person to read it.';
  return { text: document.toString({ lineWidth: 0 }), guesses };
}

function sequence(document: Document, items: readonly unknown[]) {
  const node = document.createNode([]) as YAMLSeq;
  for (const item of items) node.items.push(item);
  return node;
}

function property(
  document: Document,
  { facts, required, unique, options, values, remarks }: Suggestion,
  key: readonly string[],
  guesses: string[],
): YAMLMap {
  const { name } = facts.column;
  const position = key.indexOf(name) + 1;
  const limited = Object.entries(options).filter(
    ([word]) => !(position > 0 && key.length === 1 && isRange(word)),
  );
  const node = document.createNode({
    name,
    ...(facts.type === undefined ? {} : { logicalType: facts.type }),
    ...(facts.spelling === null
      ? {}
      : { customProperties: [{ property: 'assay.text', value: facts.spelling.value }] }),
    ...(required ? { required: true } : {}),
    ...(unique && position === 0 ? { unique: true } : {}),
    ...(position > 0 ? { primaryKey: true, primaryKeyPosition: position } : {}),
    ...(limited.length > 0
      ? { logicalTypeOptions: Object.fromEntries(limited.map(([word, { value }]) => [word, value])) }
      : {}),
    ...(values === null
      ? {}
      : { quality: [{ metric: 'invalidValues', arguments: { validValues: values.value }, mustBe: 0 }] }),
  }) as YAMLMap;
  const guess = (path: readonly PropertyKey[], word: string, why: string) => {
    guesses.push(`${name}: ${word}: ${why}`);
    note(node, path, `guess: ${why}`);
  };
  if (facts.spelling !== null) {
    const { value, why } = facts.spelling;
    guess(['customProperties', 0, 'property'], `assay.text ${JSON.stringify(value)}`, why);
  }
  if (required) guess(['required'], 'required', 'no value is missing');
  if (unique && position === 0) guess(['unique'], 'unique', 'no value comes twice');
  if (position > 0) {
    const why =
      key.length === 1 ? 'no value comes twice' : `no combination of ${key.join(' and ')} comes twice`;
    guess(['primaryKey'], 'primaryKey', why);
  }
  for (const [word, { value, why }] of limited) guess(['logicalTypeOptions', word], `${word} ${value}`, why);
  if (values !== null) {
    guess(['quality', 0, 'metric'], `one of ${values.value.length} values`, values.why);
  }
  guesses.push(...remarks.map((remark) => `${name}: ${remark}`));
  if (facts.type === undefined) {
    guesses.push(
      `${name}: no type, since ${facts.column.type === null ? 'its values are empty or of several types' : 'the standard has no word for it'}`,
    );
  }
  return node;
}

/** A single key goes on growing. */
function isRange(word: string): boolean {
  return word === 'minimum' || word === 'maximum';
}

function note(node: YAMLMap, path: readonly PropertyKey[], comment: string): void {
  const found = node.getIn(path, true);
  if (isScalar(found)) found.comment = ` ${comment}`;
  else if (isMap(found)) found.commentBefore = ` ${comment}`;
}
