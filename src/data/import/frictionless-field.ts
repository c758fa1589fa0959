/** One field of a Table Schema: its type with what text of it looks like, and its constraints. */
import type { LogicalType } from '../contract/index.js';
import { type Fields, flagOf, isFields, numberOf, textOf, valuesOf } from './fields.js';
import { missingOf } from './frictionless.js';
import type { Listing } from './listing.js';
import { CannotCarry, type Change, type ReadOptions } from './model.js';
import { whole } from './patterns.js';
import { badValues, TEXT } from './sql.js';

const ABOUT = ['name', 'title', 'description', 'example', 'examples', 'rdfType'];
const TYPE_KEYS = [
  'type',
  'format',
  'bareNumber',
  'decimalChar',
  'groupChar',
  'trueValues',
  'falseValues',
  'floatNumber',
];

export function frictionlessField(
  field: Fields,
  index: number,
  listing: Listing,
  options: ReadOptions,
): void {
  const column = textOf(field['name']);
  if (column === undefined) {
    listing.lose(`fields[${index}]`, 'it has no name');
    return;
  }
  const at = (word: string) => `field ${column}: ${word}`;
  listing.add(at('name'), () => [
    { kind: 'column', column },
    ...(textOf(field['description']) === undefined
      ? []
      : [{ kind: 'text', column, text: String(field['description']) } as const]),
  ]);
  const type = textOf(field['type']) ?? 'string';
  listing.add(at(`type ${type}`), () => typeOf(column, type, field));
  if (field['missingValues'] !== undefined) {
    listing.add(at('missingValues'), () => [words(column, { missing: missingOf(field['missingValues']) })]);
  }
  if (field['categories'] !== undefined) {
    listing.add(at('categories'), () => {
      const given = field['categories'];
      const list = Array.isArray(given)
        ? given.map((item: unknown) => (isFields(item) ? item['value'] : item))
        : given;
      return among(column, 'categories', valuesOf(list));
    });
  }
  const constraints = isFields(field['constraints']) ? field['constraints'] : {};
  for (const [key, value] of Object.entries(constraints)) {
    listing.add(at(`constraint ${key}`), () => constraint(column, key, value, type, options));
  }
  const left = Object.keys(field).filter(
    (key) =>
      ![...ABOUT, ...TYPE_KEYS, 'missingValues', 'categories', 'categoriesOrdered', 'constraints'].includes(
        key,
      ),
  );
  for (const key of left) listing.lose(at(key), 'is not known here');
  if (field['categoriesOrdered'] !== undefined)
    listing.lose(at('categoriesOrdered'), 'a contract knows no order of values');
}

const words = (column: string, value: Fields): Change => ({
  kind: 'custom',
  column,
  property: 'assay.text',
  value,
});
const is = (column: string, type: LogicalType): Change => ({ kind: 'type', column, type });
const NUMBERS = { leadingZeros: 'allow', plusSign: 'allow' } as const;

function typeOf(column: string, type: string, field: Fields): Change[] {
  const format = textOf(field['format']) ?? 'default';
  const plain = (): void => {
    if (format !== 'default') throw new CannotCarry(`the format ${format} of ${type} is not known here`);
  };
  if (field['bareNumber'] === false)
    throw new CannotCarry('bareNumber: signs around numbers are not read here');
  switch (type) {
    case 'any':
      return [{ kind: 'column', column }];
    case 'string': {
      const known = { email: 'email', uri: 'uri', uuid: 'uuid' };
      const found = Object.entries(known).find(([word]) => word === format)?.[1];
      if (found === undefined) plain();
      const limits =
        found === undefined
          ? []
          : [{ kind: 'limits', column, types: ['string'], limits: { format: found } } as const];
      return [is(column, 'string'), ...limits];
    }
    case 'integer':
    case 'year': {
      plain();
      const group = textOf(field['groupChar']);
      // Whole numbers have no decimal sign, and the separator may not be it.
      const signs = group === undefined ? {} : { thousands: group, decimal: group === '.' ? ',' : '.' };
      const text = words(column, { ...NUMBERS, ...signs });
      const years = {
        kind: 'limits',
        column,
        types: ['integer'],
        limits: { minimum: 0, maximum: 9999 },
      } as const;
      return [is(column, 'integer'), text, ...(type === 'year' ? [years] : [])];
    }
    case 'number': {
      plain();
      const group = textOf(field['groupChar']);
      const decimal = textOf(field['decimalChar']);
      const text = {
        ...NUMBERS,
        bareDecimals: 'allow',
        ...(group === undefined ? {} : { thousands: group }),
        ...(decimal === undefined ? {} : { decimal }),
      };
      return [is(column, 'number'), words(column, text)];
    }
    case 'boolean': {
      plain();
      const yes = field['trueValues'] ?? ['true', 'True', 'TRUE', '1'];
      const no = field['falseValues'] ?? ['false', 'False', 'FALSE', '0'];
      return [is(column, 'boolean'), words(column, { trueValues: valuesOf(yes), falseValues: valuesOf(no) })];
    }
    case 'date':
    case 'time':
    case 'datetime': {
      const logical = type === 'datetime' ? 'timestamp' : type;
      if (format === 'default') return [is(column, logical)];
      const pattern = jdkFormat(format);
      return [is(column, logical), { kind: 'limits', column, types: [logical], limits: { format: pattern } }];
    }
    case 'yearmonth':
      plain();
      return [
        is(column, 'string'),
        { kind: 'limits', column, types: ['string'], limits: { pattern: '[0-9]{4}-(0[1-9]|1[0-2])' } },
      ];
    case 'duration': {
      plain();
      const pattern = '-?P(?:[0-9.]+[YMWD])*(?:T(?:[0-9.]+[HMS])+)?';
      return [is(column, 'string'), { kind: 'limits', column, types: ['string'], limits: { pattern } }];
    }
    default:
      throw new CannotCarry(`values of the type ${type} are not checked here`);
  }
}

const STRPTIME: Readonly<Record<string, string>> = {
  Y: 'yyyy',
  m: 'MM',
  d: 'dd',
  H: 'HH',
  M: 'mm',
  S: 'ss',
  f: 'SSSSSS',
};

/** A pattern of strptime in the words of the standard. */
function jdkFormat(format: string): string {
  if (format === 'any')
    throw new CannotCarry('any date that dateutil reads is right there', 'state the format');
  return format.replace(/%(.)|([A-Za-z]+)/g, (whole, letter?: string, literal?: string) => {
    if (literal !== undefined) return literal === 'T' ? 'T' : `'${literal}'`;
    const found = STRPTIME[letter ?? ''];
    if (found === undefined) throw new CannotCarry(`${whole} of the format ${format} is not read here`);
    return found;
  });
}

function among(column: string, name: string, values: readonly (string | number | boolean)[]): Change[] {
  const rule = { name, metric: 'invalidValues', arguments: { validValues: values }, mustBe: 0 };
  return [{ kind: 'rule', column, rule }];
}

const LENGTHS = ['minLength', 'maxLength'];
const ENDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

function constraint(
  column: string,
  key: string,
  value: unknown,
  type: string,
  { usable }: ReadOptions,
): Change[] {
  if (key === 'required') return flagOf(value, key) ? [{ kind: 'required', column }] : [];
  if (key === 'unique') return flagOf(value, key) ? [{ kind: 'unique', column }] : [];
  if (LENGTHS.includes(key)) {
    if (type !== 'string') throw new CannotCarry(`lengths of the type ${type} are not measured here`);
    return [{ kind: 'limits', column, types: ['string'], limits: { [key]: numberOf(value, key) } }];
  }
  if (ENDS.includes(key)) return [end(column, key, value, type)];
  if (key === 'pattern') {
    const pattern = whole(String(value), usable);
    return [
      {
        kind: 'rule',
        column,
        rule: { name: key, metric: 'invalidValues', arguments: { pattern }, mustBe: 0 },
      },
    ];
  }
  if (key === 'enum') return among(column, key, valuesOf(value));
  if (key === 'jsonSchema') throw new CannotCarry('no check here knows JSON Schema');
  throw new CannotCarry('is no constraint that is known here');
}

function end(column: string, key: string, value: unknown, type: string): Change {
  const temporal = { date: 'date', datetime: 'timestamp', time: 'time' } as const;
  const logical = Object.entries(temporal).find(([word]) => word === type)?.[1];
  if (logical !== undefined) {
    return { kind: 'limits', column, types: [logical], limits: { [key]: String(value) } };
  }
  if (type === 'yearmonth') {
    const breaks = { minimum: '<', maximum: '>', exclusiveMinimum: '<=', exclusiveMaximum: '>=' };
    const sign = Object.entries(breaks).find(([word]) => word === key)?.[1] ?? '<';
    const limit = `'${String(value).replaceAll("'", "''")}'`;
    return badValues(column, key, `${TEXT} ${sign} ${limit}`, 1);
  }
  if (!['integer', 'number', 'year'].includes(type))
    throw new CannotCarry(`values of the type ${type} have no order here`);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return { kind: 'limits', column, types: ['integer', 'number'], limits: { [key]: numberOf(number, key) } };
}
