/** Reads a Table Schema, a Data Resource or a Data Package of Frictionless (v1 and v2), as JSON or YAML. */
import { usageError } from '../../base/index.js';
import { type Fields, flagOf, isFields, mapsOf, textOf, textsOf } from './fields.js';
import { frictionlessField } from './frictionless-field.js';
import { Listing } from './listing.js';
import {
  CannotCarry,
  type Change,
  type ImportedObject,
  type NotCarried,
  type Reading,
  type ReadOptions,
} from './model.js';
import { columnOrder } from './sql.js';

/** Describes and checks nothing. */
const ABOUT = [
  ...[
    'name',
    'title',
    'description',
    'homepage',
    'version',
    'id',
    'created',
    'image',
    'keywords',
    'profile',
    '$schema',
  ],
  ...['sources', 'licenses', 'contributors', 'type', 'scheme', 'format', 'mediatype', 'path', 'data'],
];
const SCHEMA_KEYS = ['fields', 'missingValues', 'primaryKey', 'foreignKeys', 'uniqueKeys', 'fieldsMatch'];

export function looksLikeFrictionless(data: unknown): boolean {
  if (!isFields(data)) return false;
  const { fields, resources, schema } = data;
  return (
    mapsOf(fields).some(({ item }) => 'name' in item) ||
    mapsOf(resources).length > 0 ||
    (isFields(schema) && looksLikeFrictionless(schema))
  );
}

export function readFrictionless(data: unknown, file: string, options: ReadOptions): Reading {
  if (!looksLikeFrictionless(data) || !isFields(data)) {
    throw usageError({
      where: { file },
      message: 'is no Table Schema and no Data Package',
      expected: 'a map with `fields`, `schema` or `resources`',
    });
  }
  const objects: ImportedObject[] = [];
  const notCarried: NotCarried[] = [];
  const read = (resource: Fields, name: string, prefix: string) => {
    const listing = new Listing(prefix);
    objects.push(readResource(resource, name, listing, options));
    notCarried.push(...listing.notCarried);
  };
  if (Array.isArray(data['resources'])) {
    const listing = new Listing('');
    listing.unknown(data, [...ABOUT, 'resources'], '');
    notCarried.push(...listing.notCarried);
    for (const { item, index } of mapsOf(data['resources'])) {
      const name = textOf(item['name']) ?? `resource${index + 1}`;
      read(item, name, `resource ${name}`);
    }
  } else if (isFields(data['schema'])) read(data, textOf(data['name']) ?? options.object, '');
  else read({ schema: data }, options.object, '');
  return {
    id: textOf(data['name']) ?? options.object,
    ...(textOf(data['description']) === undefined ? {} : { description: String(data['description']) }),
    objects,
    notCarried,
    notes: [
      'numbers may be NaN and INF there, and never pass here',
      'the schema is read against the names of columns, there against their places',
    ],
  };
}

function readResource(
  resource: Fields,
  name: string,
  listing: Listing,
  options: ReadOptions,
): ImportedObject {
  const own = [
    ...ABOUT,
    'schema',
    'dialect',
    'encoding',
    'hash',
    'bytes',
    'stats',
    'extrapaths',
    'compression',
  ];
  listing.unknown(resource, own, '');
  for (const key of ['hash', 'bytes', 'stats', 'extrapaths', 'compression']) {
    if (resource[key] !== undefined)
      listing.lose(key, 'it is about the file of that day, and not about its data');
  }
  const { schema, dialect, encoding } = resource;
  if (textOf(encoding) !== undefined) listing.add('encoding', () => encodingOf(String(encoding)));
  if (typeof schema === 'string') listing.lose('schema', `it is another file, ${schema}`, 'import that file');
  if (typeof dialect === 'string') listing.lose('dialect', `it is another file, ${dialect}`);
  if (isFields(dialect)) readDialect(dialect, listing);
  const defaults: Change[] = [{ kind: 'extra', verdict: 'fail' }];
  if (!isFields(schema))
    return { name, defaults: [{ kind: 'extra', verdict: 'ignore' }], items: listing.items };
  listing.unknown(schema, [...ABOUT, ...SCHEMA_KEYS], 'schema');
  const fields = mapsOf(schema['fields']);
  const names = fields.flatMap(({ item }) => textOf(item['name']) ?? []);
  if (schema['missingValues'] !== undefined) {
    listing.add('missingValues', () => [text(null, { missing: missingOf(schema['missingValues']) })]);
  }
  const match = one(schema['fieldsMatch']) ?? 'exact';
  const extra = match === 'subset' ? 'ignore' : 'fail';
  if (match === 'exact' && names.length > 0) {
    listing.add('order of fields', () => columnOrder('fieldsMatch exact', names));
  } else if (match === 'equal' || match === 'subset') {
    listing.add(`fieldsMatch ${match}`, () => [{ kind: 'extra', verdict: extra }]);
  } else {
    listing.lose(
      `fieldsMatch ${match}`,
      'columns may be absent there, and in a contract every column has to be there',
    );
  }
  for (const { item, index } of fields) frictionlessField(item, index, listing, options);
  readKeys(schema, name, listing);
  return {
    name,
    defaults: extra === 'ignore' ? [{ kind: 'extra', verdict: 'ignore' }] : defaults,
    items: listing.items,
  };
}

/** v2 writes `fieldsMatch` as a list of one word. */
function one(value: unknown): string | undefined {
  return textOf(Array.isArray(value) ? value[0] : value);
}

const text = (column: string | null, value: Fields): Change => ({
  kind: 'custom',
  column,
  property: 'assay.text',
  value,
});

/** v2 lets a missing value be a map with a label. */
export function missingOf(value: unknown): string[] {
  if (!Array.isArray(value)) throw new CannotCarry('it is no list');
  return textsOf(value.map((item: unknown) => (isFields(item) ? item['value'] : item)));
}

function readKeys(schema: Fields, name: string, listing: Listing): void {
  if (schema['primaryKey'] !== undefined) {
    listing.add('primaryKey', () => {
      const columns = textsOf(schema['primaryKey']);
      return columns.length === 0 ? [] : [{ kind: 'key', columns }];
    });
  }
  (Array.isArray(schema['uniqueKeys']) ? schema['uniqueKeys'] : []).forEach((key: unknown, index) => {
    listing.add(`uniqueKeys[${index}]`, () => {
      const columns = textsOf(key);
      return [
        {
          kind: 'rule',
          column: null,
          rule: {
            name: 'uniqueKeys',
            metric: 'duplicateValues',
            arguments: { properties: columns },
            mustBe: 0,
          },
        },
      ];
    });
  });
  for (const { item, index } of mapsOf(schema['foreignKeys'])) {
    listing.add(`foreignKeys[${index}]`, () => {
      const reference = item['reference'];
      if (!isFields(reference)) throw new CannotCarry('it has no reference');
      const object = textOf(reference['resource']) ?? name;
      return [
        { kind: 'reference', columns: textsOf(item['fields']), object, to: textsOf(reference['fields']) },
      ];
    });
  }
}

function encodingOf(encoding: string): Change[] {
  const name = encoding.toLowerCase().replace(/[^a-z0-9]/g, '');
  const known = {
    utf8: 'utf-8',
    utf8sig: 'utf-8',
    ascii: 'utf-8',
    utf16: 'utf-16',
    latin1: 'latin-1',
    iso88591: 'latin-1',
  };
  const found = Object.entries(known).find(([word]) => word === name)?.[1];
  if (found === undefined)
    throw new CannotCarry(`the encoding ${encoding} is not read`, 'convert the file to UTF-8');
  return found === 'utf-8' ? [] : [csv({ encoding: found })];
}

const csv = (value: Fields): Change => ({ kind: 'custom', column: null, property: 'assay.csv', value });

/** In v1 and v2 the words stand in the dialect itself, in frictionless-py under `csv`. */
function readDialect(given: Fields, listing: Listing): void {
  const dialect = { ...given, ...(isFields(given['csv']) ? given['csv'] : {}) };
  const words: Readonly<Record<string, (value: unknown) => Change[]>> = {
    delimiter: (value) => [csv({ delimiter: value })],
    quoteChar: (value) => [csv({ quote: value })],
    escapeChar: (value) => [csv({ escape: value })],
    commentChar: (value) => [csv({ comment: value })],
    header: (value) => [csv({ header: flagOf(value, 'header') })],
    nullSequence: (value) => [text(null, { missing: ['', ...textsOf(value)] })],
  };
  const usual: Fields = {
    doubleQuote: true,
    skipInitialSpace: false,
    lineTerminator: '\r\n',
    caseSensitiveHeader: false,
  };
  for (const [key, value] of Object.entries(dialect)) {
    const word = words[key];
    if (word !== undefined) listing.add(`dialect ${key}`, () => word(value));
    else if (
      !['csv', 'csvddfVersion', '$schema', 'type'].includes(key) &&
      usual[key] !== value &&
      !(key === 'lineTerminator' && value === '\n')
    ) {
      listing.lose(`dialect ${key}`, `${JSON.stringify(value)} is not read here`);
    }
  }
}
