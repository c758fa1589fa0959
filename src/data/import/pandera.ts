/** Reads a schema of pandera as `schema.to_yaml()` writes it. */
import { usageError } from '../../base/index.js';
import { type Fields, isFields, numberOf, textOf, textsOf, valuesOf } from './fields.js';
import { logicalTypeNamed } from './great-expectations/types.js';
import { Listing } from './listing.js';
import { CannotCarry, type Change, type Reading, type ReadOptions } from './model.js';
import { exactly, fromBeginning, searched } from './patterns.js';
import { badValues, columnOrder, literals, PROPERTY, sqlRule } from './sql.js';

const SCHEMA_KEYS = [
  'schema_type',
  'version',
  'columns',
  'checks',
  'index',
  'dtype',
  'coerce',
  'strict',
  'name',
  'ordered',
  'unique',
  'report_duplicates',
  'unique_column_names',
  'add_missing_columns',
  'title',
  'description',
];
const COLUMN_KEYS = [
  'title',
  'description',
  'dtype',
  'nullable',
  'checks',
  'unique',
  'coerce',
  'required',
  'regex',
  'report_duplicates',
  'metadata',
  'default',
];

export function looksLikePandera(data: unknown): boolean {
  return (
    isFields(data) &&
    ('schema_type' in data || ('columns' in data && isFields(data['columns']) && 'strict' in data))
  );
}

export function readPandera(data: unknown, file: string, options: ReadOptions): Reading {
  if (!isFields(data) || !isFields(data['columns'])) {
    throw usageError({
      where: { file },
      message: 'holds no `columns`',
      expected: 'what `schema.to_yaml()` of pandera writes',
    });
  }
  const listing = new Listing('');
  listing.unknown(data, SCHEMA_KEYS, '');
  for (const key of ['checks', 'index', 'dtype', 'add_missing_columns']) {
    const value = data[key];
    if (value === undefined || value === null || value === false) continue;
    listing.lose(
      key,
      key === 'index' ? 'a file has no index' : 'is about the data frame, and not carried over',
    );
  }
  if (data['coerce'] === true) listing.lose('coerce', 'values are checked here, and never converted first');
  const names = Object.keys(data['columns']);
  for (const [column, body] of Object.entries(data['columns'])) {
    readColumn(column, isFields(body) ? body : {}, listing, options);
  }
  const { strict, ordered, unique } = data;
  if (strict === 'filter')
    listing.lose('strict: filter', 'nothing is taken out of the data here; other columns are left alone');
  if (strict === true) listing.add('strict', () => [{ kind: 'extra', verdict: 'fail' }]);
  if (ordered === true) listing.add('ordered', () => columnOrder('ordered', names));
  if (unique !== undefined && unique !== null) {
    listing.add('unique', () => {
      const columns = textsOf(unique);
      const rule = {
        name: 'unique',
        metric: 'duplicateValues',
        arguments: { properties: columns },
        mustBe: 0,
      };
      return columns.length === 0 ? [] : [{ kind: 'rule', column: null, rule }];
    });
  }
  const name = textOf(data['name']) ?? options.object;
  return {
    id: name,
    ...(textOf(data['description']) === undefined ? {} : { description: String(data['description']) }),
    objects: [
      { name: options.object, defaults: [{ kind: 'extra', verdict: 'ignore' }], items: listing.items },
    ],
    notCarried: listing.notCarried,
    notes: [],
  };
}

function readColumn(column: string, body: Fields, listing: Listing, options: ReadOptions): void {
  const at = (word: string) => `column ${column}: ${word}`;
  if (body['regex'] === true) {
    listing.lose(at('regex'), 'its name is a pattern, and stands for columns that a contract has to name');
    return;
  }
  listing.add(at('name'), () => [
    { kind: 'column', column },
    ...(textOf(body['description']) === undefined
      ? []
      : [{ kind: 'text', column, text: String(body['description']) } as const]),
  ]);
  for (const key of Object.keys(body)) {
    if (!COLUMN_KEYS.includes(key)) listing.lose(at(key), 'is not known here');
  }
  const { dtype, nullable, unique, required, coerce, checks } = body;
  if (dtype !== undefined && dtype !== null) {
    listing.add(at(`dtype ${String(dtype)}`), () => {
      const type = logicalTypeNamed(String(dtype));
      if (type === undefined) throw new CannotCarry('no logical type is meant by it');
      return [{ kind: 'type', column, type }];
    });
  }
  if (nullable !== true) listing.add(at('nullable'), () => [{ kind: 'required', column }]);
  if (unique === true) listing.add(at('unique'), () => [{ kind: 'unique', column }]);
  if (required === false) {
    listing.lose(
      at('required'),
      'the column may be absent there, and in a contract every column has to be there',
    );
  }
  if (coerce === true) listing.lose(at('coerce'), 'values are checked here, and never converted first');
  for (const key of ['metadata', 'default']) {
    if (body[key] !== undefined && body[key] !== null)
      listing.lose(at(key), 'the contract has no place for it');
  }
  for (const [name, given] of checksOf(checks)) {
    listing.add(at(`check ${name}`), () => check(column, name, given, options));
  }
}

/** `checks` is a map by name, or (newer) a list of maps whose options hold the name. */
function checksOf(checks: unknown): [string, unknown][] {
  if (isFields(checks)) return Object.entries(checks);
  if (!Array.isArray(checks)) return [];
  return checks.map((item: unknown) => {
    const options = isFields(item) && isFields(item['options']) ? item['options'] : {};
    return [textOf(options['check_name']) ?? '(without a name)', item];
  });
}

function check(column: string, name: string, given: unknown, { usable }: ReadOptions): Change[] {
  const body: Fields = isFields(given) ? given : { value: given };
  const options = isFields(body['options']) ? body['options'] : {};
  const strange = Object.keys(options).filter(
    (key) => !['check_name', 'raise_warning', 'ignore_na'].includes(key),
  );
  if (strange.length > 0) throw new CannotCarry(`its option ${strange.join(', ')} is not known here`);
  if (options['ignore_na'] === false) throw new CannotCarry('it looks at missing values too');
  const soft = options['raise_warning'] === true;
  const value = body['value'];
  const rule = (bad: string): Change[] => {
    const change = badValues(column, name, bad, 1);
    return [soft ? { ...change, rule: { ...change.rule, severity: 'warning' } } : change];
  };
  const pattern = (text: string): Change[] => [
    {
      kind: 'rule',
      column,
      rule: {
        name,
        metric: 'invalidValues',
        arguments: { pattern: text },
        mustBe: 0,
        ...(soft ? { severity: 'warning' } : {}),
      },
    },
  ];
  const limits = (words: Record<string, number | string>): Change[] => {
    if (soft) throw new CannotCarry('it only warns, and in a contract only quality rules can warn');
    return [
      ...(Object.values(words).every((end) => typeof end === 'number')
        ? [{ kind: 'type', column, type: 'number', weak: true } as const]
        : []),
      { kind: 'limits', column, types: ['integer', 'number', 'date', 'timestamp'], limits: words },
    ];
  };
  switch (name) {
    case 'greater_than':
      return limits({ exclusiveMinimum: endOf(value) });
    case 'greater_than_or_equal_to':
      return limits({ minimum: endOf(value) });
    case 'less_than':
      return limits({ exclusiveMaximum: endOf(value) });
    case 'less_than_or_equal_to':
      return limits({ maximum: endOf(value) });
    case 'in_range':
      return limits({
        [body['include_min'] === false ? 'exclusiveMinimum' : 'minimum']: endOf(body['min_value']),
        [body['include_max'] === false ? 'exclusiveMaximum' : 'maximum']: endOf(body['max_value']),
      });
    case 'equal_to':
      return among(column, name, [value], soft);
    case 'isin':
      return among(column, name, body['allowed_values'] ?? value, soft);
    case 'not_equal_to':
      return [...typeFor(column, [value]), ...rule(`${PROPERTY} IN ${literals([value])}`)];
    case 'notin': {
      const list = valuesOf(body['forbidden_values'] ?? value);
      return [...typeFor(column, list), ...rule(`${PROPERTY} IN ${literals(list)}`)];
    }
    case 'str_matches':
      return pattern(fromBeginning(String(body['pattern'] ?? value), usable));
    case 'str_contains':
      return pattern(searched(String(body['pattern'] ?? value), usable));
    case 'str_startswith':
      return pattern(`${exactly(String(body['string'] ?? value))}(?s:.*)`);
    case 'str_endswith':
      return pattern(`(?s:.*)${exactly(String(body['string'] ?? value))}`);
    case 'str_length': {
      const exact = body['exact_value'] ?? (isFields(given) ? undefined : value);
      const words = {
        ...bound('minLength', exact ?? body['min_value']),
        ...bound('maxLength', exact ?? body['max_value']),
      };
      if (soft) throw new CannotCarry('it only warns, and in a contract only quality rules can warn');
      return [{ kind: 'limits', column, types: ['string'], limits: words }];
    }
    case 'unique_values_eq': {
      const list = [...new Set(valuesOf(body['values'] ?? value))];
      const seen = `count(DISTINCT ${PROPERTY}) FILTER (WHERE ${PROPERTY} IN ${literals(list)})`;
      const query = `SELECT CASE WHEN count(DISTINCT ${PROPERTY}) = ${list.length} THEN ${seen} ELSE -1 END FROM {object}`;
      return [
        ...typeFor(column, list),
        {
          kind: 'rule',
          column,
          rule: {
            ...sqlRule(name, query, { mustBe: list.length }),
            ...(soft ? { severity: 'warning' } : {}),
          },
        },
      ];
    }
    default:
      throw new CannotCarry('is no built-in check of pandera');
  }
}

function bound(word: string, value: unknown): Record<string, number> {
  return value === undefined || value === null ? {} : { [word]: numberOf(value, word) };
}

function endOf(value: unknown): number | string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)) return value.replace(' ', 'T');
  return numberOf(value, 'its value');
}

function typeFor(column: string, values: readonly unknown[]): Change[] {
  if (values.every((value) => typeof value === 'number'))
    return [{ kind: 'type', column, type: 'number', weak: true }];
  return values.every((value) => typeof value === 'string')
    ? [{ kind: 'type', column, type: 'string', weak: true }]
    : [];
}

function among(column: string, name: string, given: unknown, soft: boolean): Change[] {
  const values = valuesOf(given);
  return [
    ...(values.every((value) => typeof value === 'number') ? typeFor(column, values) : []),
    {
      kind: 'rule',
      column,
      rule: {
        name,
        metric: 'invalidValues',
        arguments: { validValues: values },
        mustBe: 0,
        ...(soft ? { severity: 'warning' } : {}),
      },
    },
  ];
}
