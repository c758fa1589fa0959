/** Checks that a contract states as quality rules: library metrics, SQL, and the engine `assay`. */
import {
  type BoundOperator,
  boundText,
  everyColumn,
  type LibraryRule,
  type QualityRule,
  type SqlRule,
} from '../contract/index.js';
import { sqlName, sqlString } from '../dataset.js';
import {
  type CheckKind,
  type Lookup,
  overRows,
  type Pairing,
  type PlanContext,
  type Planned,
  pairings,
} from './check.js';
import { planCustom } from './custom/plan.js';
import { columnsOf } from './custom/read.js';
import { among, notAmong } from './listed.js';
import { objectQuery } from './sql-rules.js';

/** Bounds that say how few rows there may be; the others are met by none at all. */
const LEAST = new Set<BoundOperator>([
  'mustBe',
  'mustBeGreaterThan',
  'mustBeGreaterOrEqualTo',
  'mustBeBetween',
]);

export const rules: CheckKind = {
  name: 'quality',
  *plan(context) {
    const { contract, source } = context;
    const paired = new Map(pairings(context).map((pairing) => [pairing.column.name, pairing]));
    const columns = new Set([...source.columns.map((column) => column.name), ...paired.keys()]);
    const all: [QualityRule, string | undefined][] = [
      ...contract.quality.map((rule): [QualityRule, undefined] => [rule, undefined]),
      ...everyColumn(contract.columns).flatMap((column) =>
        column.quality.map((rule): [QualityRule, string] => [rule, column.name]),
      ),
    ];
    for (const [rule, column] of all) {
      const needed = [
        ...(column === undefined ? [] : [column]),
        ...(rule.kind === 'library' ? rule.columns : rule.kind === 'custom' ? columnsOf(rule.args) : []),
      ];
      const lacking = needed.find((name) => !columns.has(name));
      // The missing column is a finding of its own.
      if (lacking !== undefined) {
        context.skip(`quality rule ${JSON.stringify(rule.label)}: the data has no column \`${lacking}\``);
        continue;
      }
      const pairing = column === undefined ? undefined : paired.get(column);
      if (pairing?.many && (rule.kind !== 'library' || rule.metric === 'duplicateValues')) {
        context.skip(`${column}: quality rule ${JSON.stringify(rule.label)}, of values in arrays`);
        continue;
      }
      if (rule.kind === 'custom') {
        yield* planCustom(rule, column, context);
        continue;
      }
      const planned = rule.kind === 'library' ? library(rule, pairing, context) : sqlRule(rule, column);
      yield {
        ...planned,
        severity: rule.severity,
        ...(column === undefined ? {} : { column }),
        ...(rule.description ? { fix: `the contract says: ${rule.description}` } : {}),
      };
    }
    const counted = contract.quality.some(
      (rule) => rule.kind === 'library' && rule.metric === 'rowCount' && LEAST.has(rule.bound.operator),
    );
    if (!counted) {
      yield {
        check: 'rowCount',
        severity: 'error',
        expected: 'at least 1 row',
        what: 'the dataset has no rows',
        measure: {
          kind: 'value',
          expression: () => 'count(*)',
          judge: (value) => ({ ok: Number(value) > 0, actual: `${value} rows` }),
        },
      };
    }
  },
};

type Plan = Omit<Planned, 'severity' | 'column' | 'fix'>;

function library(rule: LibraryRule, pairing: Pairing | undefined, { source }: PlanContext): Plan {
  const { bound, unit } = rule;
  const amount = `${boundText(bound)}${unit === 'percent' ? '%' : ''}`;
  const name = pairing?.column.name ?? '';
  const rows = (what: string, expected: string, condition: (sql: Lookup) => string): Plan => ({
    check: rule.metric,
    expected: `${expected}: ${amount}`,
    what,
    measure: { kind: 'rows', ...overRows(name, condition), bound, unit },
  });
  switch (rule.metric) {
    case 'rowCount':
      return {
        check: 'rowCount',
        expected: `${amount} rows`,
        what: 'the number of rows is wrong',
        measure: { kind: 'rows', condition: () => 'true', bound, unit: 'rows' },
      };
    case 'nullValues':
      return rows(`values of \`${name}\` are missing`, 'missing values', (sql) => `${sql(name).raw} IS NULL`);
    case 'missingValues': {
      const words = rule.missingValues.filter((value): value is string => value !== null);
      // Text has one form for both: a field that is empty.
      const empty = pairing?.kind === 'text' && words.includes('');
      const withNull = rule.missingValues.includes(null) || empty;
      const isWord = among(words, pairing?.column ?? { type: null }, pairing?.rule);
      return rows(
        `values of \`${name}\` count as missing`,
        'values that count as missing',
        (sql) =>
          [withNull ? `${sql(name).raw} IS NULL` : '', words.length > 0 ? isWord(sql(name)) : '']
            .filter((part) => part !== '')
            .join(' OR ') || 'false',
      );
    }
    case 'invalidValues': {
      const listed = rule.validValues;
      const strange = listed && pairing ? notAmong(listed, pairing.column, pairing.rule) : undefined;
      return rows(`values of \`${name}\` are not valid`, validText(rule), (sql) =>
        [
          strange ? strange(sql(name)) : '',
          // Text that is not of the type has no value to compare, and is invalid all the same.
          strange && sql(name).bad ? `${sql(name).bad}` : '',
          rule.pattern === undefined
            ? ''
            : `NOT regexp_full_match(${sql(name).text}, ${sqlString(rule.pattern)})`,
        ]
          .filter((part) => part !== '')
          .join(' OR '),
      );
    }
    case 'duplicateValues': {
      const names =
        rule.columns.length > 0 ? rule.columns : source.columns.map((candidate) => candidate.name);
      return {
        check: 'duplicateValues',
        expected: `rows that repeat ${rule.columns.length > 0 ? names.join(' + ') : 'another row'}: ${amount}`,
        what: rule.columns.length > 0 ? `rows repeat ${names.join(' + ')}` : 'rows repeat another row',
        measure: { kind: 'duplicates', columns: names, bound, unit },
      };
    }
  }
}

function validText(rule: LibraryRule): string {
  const shown = rule.validValues?.slice(0, 10).join(', ');
  const more = (rule.validValues?.length ?? 0) > 10 ? ', …' : '';
  const parts = [
    shown === undefined ? '' : `values other than ${shown}${more}`,
    rule.pattern === undefined ? '' : `values that do not match ${rule.pattern}`,
  ];
  return parts.filter((part) => part !== '').join(' or ');
}

/** `{object}` and `{property}` stand for the view over the data and the column; so do the older `${table}`, `${column}`. */
function sqlRule(rule: SqlRule, column: string | undefined): Plan {
  const query = objectQuery(rule.query).replace(
    /\$?\{(property|column|field)\}/g,
    column === undefined ? '$&' : sqlName(column),
  );
  return {
    check: `sql${rule.label === 'sql' ? '' : `.${rule.label}`}`,
    expected: boundText(rule.bound),
    what: `the query ${rule.label === 'sql' ? '' : `\`${rule.label}\` `}gives a value out of bounds`,
    measure: { kind: 'sql', query, bound: rule.bound },
  };
}
