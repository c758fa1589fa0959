/** Checks of objects and arrays as wholes: how much they hold, and fields of JSON, which no schema names. */
import { sqlString } from '../dataset.js';
import { type CheckKind, type Pairing, type PlanContext, type Planned, pairings, rowsOf } from './check.js';
import { logicalTypesOf } from './lexical.js';

/** Pairings of one type whose data is of that type. */
function* ofType(context: PlanContext, type: 'object' | 'array'): Generator<Pairing> {
  for (const pairing of pairings(context)) {
    const { rule, column, kind } = pairing;
    if (rule.type !== type) continue;
    if (kind === 'json' || (column.type !== null && logicalTypesOf(column.type).includes(type)))
      yield pairing;
    // Another type is the finding of `type`.
    else if (hasOptions(pairing))
      context.skip(`${rule.name}: what it holds, since it is no ${type} in the data`);
  }
}

function hasOptions({ rule }: Pairing): boolean {
  const { minItems, maxItems, uniqueItems, minProperties, maxProperties } = rule.options;
  return [minItems, maxItems, uniqueItems, minProperties, maxProperties].some(
    (option) => option !== undefined,
  );
}

/** How many fields of an object hold a value; a null is a missing field. */
export const objectSize: CheckKind = {
  name: 'properties',
  *plan(context) {
    for (const { rule, column, kind } of ofType(context, 'object')) {
      const { minProperties, maxProperties } = rule.options;
      const size = (value: string): string => {
        if (kind === 'json') {
          return `len(list_filter(json_extract(${value}, '$.*'), lambda assay_f: CAST(assay_f AS VARCHAR) <> 'null'))`;
        }
        return column.type?.startsWith('MAP')
          ? `len(list_filter(map_values(${value}), lambda assay_f: assay_f IS NOT NULL))`
          : `len(list_filter(json_extract(to_json(${value}), '$.*'), lambda assay_f: CAST(assay_f AS VARCHAR) <> 'null'))`;
      };
      yield* sized('properties', rule.name, size, minProperties, maxProperties, 'fields with a value');
    }
  },
};

export const arraySize: CheckKind = {
  name: 'items',
  *plan(context) {
    for (const { rule, kind } of ofType(context, 'array')) {
      const { minItems, maxItems } = rule.options;
      const size = (value: string) => (kind === 'json' ? `json_array_length(${value})` : `len(${value})`);
      yield* sized('items', rule.name, size, minItems, maxItems, 'items');
    }
  },
};

function* sized(
  check: string,
  name: string,
  size: (value: string) => string,
  least: number | undefined,
  most: number | undefined,
  what: string,
): Generator<Planned> {
  if (least === undefined && most === undefined) return;
  const words = [
    least === undefined ? [] : `at least ${least}`,
    most === undefined ? [] : `at most ${most}`,
  ].flat();
  yield rowsOf(check, name, {
    expected: `${words.join(', ')} ${what}`,
    what: `values of \`${name}\` hold too few or too many ${what}`,
    condition: (sql) => {
      const { value } = sql(name);
      // Nothing holds nothing, and what is missing is not asked.
      const count = `CASE WHEN ${value} IS NOT NULL THEN ${size(value)} END`;
      return [
        least === undefined ? [] : `${count} < ${least}`,
        most === undefined ? [] : `${count} > ${most}`,
      ]
        .flat()
        .join(' OR ');
    },
  });
}

/** Items of an array that come twice; numbers by their value, and nulls among them. */
export const uniqueItems: CheckKind = {
  name: 'uniqueItems',
  *plan(context) {
    for (const { rule, kind } of ofType(context, 'array')) {
      if (rule.options.uniqueItems !== true) continue;
      yield rowsOf('uniqueItems', rule.name, {
        expected: 'every item of an array once',
        what: `values of \`${rule.name}\` hold an item twice`,
        condition: (sql) => {
          const { value } = sql(rule.name);
          // JSON numbers are equal by value: 1 and 1.0.
          const text = 'CAST(assay_i AS VARCHAR)';
          const number = `regexp_full_match(${text}, '-?[0-9.]+([eE][+-]?[0-9]+)?')`;
          const normal = `CASE WHEN ${number} THEN CAST(CAST(${text} AS DOUBLE) + 0 AS VARCHAR) ELSE ${text} END`;
          const items =
            kind === 'json'
              ? `list_transform(json_extract(${value}, '$[*]'), lambda assay_i: ${normal})`
              : value;
          const nulls = `len(list_filter(${items}, lambda assay_i: assay_i IS NULL))`;
          return `list_unique(${items}) + least(1, ${nulls}) < len(${items})`;
        },
      });
    }
  },
};

/** Fields that JSON has and the contract does not name. */
export const extraFields: CheckKind = {
  name: 'column.extra.json',
  *plan(context) {
    const { contract } = context;
    if (contract.extraColumns === 'ignore') return;
    for (const { rule, kind } of pairings(context)) {
      const declared = (rule.properties ?? []).filter(({ property }) => property !== undefined);
      if (kind !== 'json' || declared.length === 0) continue;
      const names = (rule.properties ?? []).map(({ field }) => sqlString(field ?? '')).join(', ');
      const strangers = (value: string) =>
        `len(list_filter(json_keys(${value}), lambda assay_k: assay_k NOT IN (${names}))) > 0`;
      const planned = rowsOf('column.extra', rule.name, {
        expected: 'only fields that the contract names',
        what: `values of \`${rule.name}\` have fields that the contract does not name`,
        fix: 'add them to the contract, or remove them from the data',
        condition: (sql) => {
          const { raw } = sql(rule.name);
          return `CASE WHEN starts_with(${raw}, '{') THEN ${strangers(raw)} END`;
        },
      });
      yield { ...planned, severity: contract.extraColumns === 'fail' ? 'error' : 'warn' };
    }
  },
};

/** A field that no JSON object of the data has, as a column that no line has. */
export const missingFields: CheckKind = {
  name: 'column.missing.json',
  *plan(context) {
    for (const { rule, kind, many } of pairings(context)) {
      if (kind !== 'json' || rule.field === undefined || many) continue;
      if (rule.lifecycle === 'planned' || rule.lifecycle === 'deprecated') continue;
      // The value is NULL where the key is absent and where it holds null: only all of them absent is a mistake.
      yield {
        check: 'column.missing',
        severity: 'error',
        column: rule.name,
        expected: `a field \`${rule.name}\``,
        what: `no object of the data has the field \`${rule.name}\``,
        measure: {
          kind: 'value',
          expression: (sql) => {
            const { raw, parent = raw } = sql(rule.name);
            const key = sqlString(rule.field ?? '');
            const there = `CASE WHEN starts_with(${parent}, '{') THEN list_contains(json_keys(${parent}), ${key}) END`;
            return `coalesce(bool_or(${there}), true)`;
          },
          judge: (value) => ({ ok: value === true, actual: 'in no object' }),
        },
      };
    }
  },
};
