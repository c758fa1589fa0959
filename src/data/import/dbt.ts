/** Reads tests of a `schema.yml` of dbt: models, seeds, snapshots and tables of sources, each an object. */
import { usageError } from '../../base/index.js';
import { type Fields, isFields, mapsOf, textOf, textsOf, valuesOf } from './fields.js';
import { logicalTypeNamed } from './great-expectations/types.js';
import { Listing } from './listing.js';
import { CannotCarry, type Change, type ImportedObject, type NotCarried, type Reading } from './model.js';

const GROUPS = ['models', 'seeds', 'snapshots'];
/** Describes, arranges and checks nothing. */
const ABOUT = [
  'name',
  'description',
  'config',
  'docs',
  'meta',
  'tags',
  'columns',
  'tests',
  'data_tests',
  'latest_version',
  'access',
  'group',
  'identifier',
  'quote',
  'loaded_at_field',
];

export function looksLikeDbt(data: unknown): boolean {
  return isFields(data) && [...GROUPS, 'sources'].some((group) => mapsOf(data[group]).length > 0);
}

export function readDbt(data: unknown, file: string): Reading {
  if (!isFields(data) || !looksLikeDbt(data)) {
    throw usageError({
      where: { file },
      message: 'holds no models, seeds, snapshots or sources',
      expected: 'a schema.yml of dbt',
    });
  }
  const objects: ImportedObject[] = [];
  const notCarried: NotCarried[] = [];
  const outer = new Listing('');
  outer.unknown(data, ['version', ...GROUPS, 'sources'], '');
  const read = (model: Fields, index: number) => {
    const name = textOf(model['name']) ?? `model${index + 1}`;
    const listing = new Listing(name);
    readModel(model, listing);
    const defaults: Change[] = [{ kind: 'extra', verdict: 'ignore' }];
    if (textOf(model['description']))
      defaults.push({ kind: 'text', column: null, text: String(model['description']) });
    objects.push({ name, defaults, items: listing.items });
    notCarried.push(...listing.notCarried);
  };
  for (const group of GROUPS) for (const { item, index } of mapsOf(data[group])) read(item, index);
  for (const { item: source } of mapsOf(data['sources'])) {
    outer.unknown(
      source,
      ['name', 'description', 'tables', 'database', 'schema', 'meta', 'tags', 'config', 'loader'],
      'source',
    );
    for (const { item, index } of mapsOf(source['tables'])) read(item, index);
  }
  return {
    id: textOf(objects[0]?.name) ?? 'dbt',
    objects,
    notCarried: [...outer.notCarried, ...notCarried],
    notes: [],
  };
}

function readModel(model: Fields, listing: Listing): void {
  listing.unknown(model, ABOUT, '');
  for (const [test, body] of testsOf(model)) listing.add(`test ${test}`, () => tableTest(test, body));
  for (const { item, index } of mapsOf(model['columns'])) {
    const column = textOf(item['name']);
    if (column === undefined) {
      listing.lose(`columns[${index}]`, 'it has no name');
      continue;
    }
    const at = (word: string) => `column ${column}: ${word}`;
    listing.add(at('name'), () => [
      { kind: 'column', column },
      ...(textOf(item['description'])
        ? [{ kind: 'text', column, text: String(item['description']) } as const]
        : []),
    ]);
    const type = textOf(item['data_type']);
    if (type !== undefined) {
      listing.add(at(`data_type ${type}`), () => {
        const logical = logicalTypeNamed(type);
        if (logical === undefined) throw new CannotCarry('no logical type is meant by it');
        return [{ kind: 'type', column, type: logical }];
      });
    }
    for (const [test, body] of testsOf(item))
      listing.add(at(`test ${test}`), () => columnTest(column, test, body));
    for (const { item: constraint } of mapsOf(item['constraints'])) {
      const kind = String(constraint['type']);
      listing.add(at(`constraint ${kind}`), () => {
        if (kind === 'not_null') return [{ kind: 'required', column }];
        if (kind === 'unique') return [{ kind: 'unique', column }];
        if (kind === 'primary_key') return [{ kind: 'key', columns: [column] }];
        throw new CannotCarry('is not carried over');
      });
    }
    for (const key of Object.keys(item)) {
      if (
        ![
          'name',
          'description',
          'data_type',
          'tests',
          'data_tests',
          'constraints',
          'meta',
          'tags',
          'quote',
          'config',
        ].includes(key)
      ) {
        listing.lose(at(key), 'is not known here');
      }
    }
  }
}

/** Tests by name with their arguments: a bare name, or a map of one name. Since 1.10 arguments may stand apart. */
function testsOf(element: Fields): [string, Fields][] {
  const tests = [element['tests'], element['data_tests']].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  return tests.map((test: unknown): [string, Fields] => {
    if (typeof test === 'string') return [test, {}];
    if (!isFields(test)) return [JSON.stringify(test), {}];
    const [[name, body] = ['', {}]] = Object.entries(test);
    const given = isFields(body) ? body : {};
    const rest = Object.fromEntries(Object.entries(test).slice(1));
    return [name, { ...rest, ...given, ...(isFields(given['arguments']) ? given['arguments'] : {}) }];
  });
}

/** `config` and its older place beside the arguments: what changes the verdict of a test. */
function soft(body: Fields, own: readonly string[]): boolean {
  const config: Fields = { ...body, ...(isFields(body['config']) ? body['config'] : {}) };
  const known = [
    ...own,
    'config',
    'arguments',
    'name',
    'description',
    'tags',
    'meta',
    'severity',
    'enabled',
    'alias',
    'store_failures',
    'limit',
    'test_name',
  ];
  const strange = Object.keys(config).filter((key) => !known.includes(key));
  if (strange.length > 0) throw new CannotCarry(`its ${strange.join(', ')} is not carried over`);
  if (config['enabled'] === false) throw new CannotCarry('it is switched off');
  return String(config['severity']).toLowerCase() === 'warn';
}

function columnTest(column: string, test: string, body: Fields): Change[] {
  const rule = (warns: boolean, words: Fields): Change => ({
    kind: 'rule',
    column,
    rule: { name: test, ...words, ...(warns ? { severity: 'warning' } : {}) },
  });
  switch (test) {
    case 'not_null':
      return soft(body, [])
        ? [rule(true, { metric: 'nullValues', mustBe: 0 })]
        : [{ kind: 'required', column }];
    case 'unique':
      return soft(body, [])
        ? [rule(true, { metric: 'duplicateValues', mustBe: 0 })]
        : [{ kind: 'unique', column }];
    case 'accepted_values': {
      const warns = soft(body, ['values', 'quote']);
      return [
        rule(warns, {
          metric: 'invalidValues',
          arguments: { validValues: valuesOf(body['values']) },
          mustBe: 0,
        }),
      ];
    }
    case 'relationships': {
      if (soft(body, ['to', 'field'])) throw new CannotCarry('it only warns, and a relationship fails');
      const object = /^\s*(?:ref|source)\(.*['"]([^'"]+)['"]\s*\)\s*$/.exec(String(body['to']))?.[1];
      if (object === undefined) throw new CannotCarry(`${JSON.stringify(body['to'])} names no model`);
      return [{ kind: 'reference', columns: [column], object, to: textsOf(body['field']) }];
    }
    default:
      throw new CannotCarry('is no test of dbt itself', 'write it as a quality rule');
  }
}

function tableTest(test: string, body: Fields): Change[] {
  if (test !== 'dbt_utils.unique_combination_of_columns') {
    throw new CannotCarry('is no test of dbt itself', 'write it as a quality rule');
  }
  const warns = soft(body, ['combination_of_columns', 'quote_columns']);
  const properties = textsOf(body['combination_of_columns']);
  return [
    ...properties.map((column) => ({ kind: 'column', column }) as const),
    {
      kind: 'rule',
      column: null,
      rule: {
        name: test,
        metric: 'duplicateValues',
        arguments: { properties },
        mustBe: 0,
        ...(warns ? { severity: 'warning' } : {}),
      },
    },
  ];
}
