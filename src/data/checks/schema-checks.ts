/** Checks of the columns themselves: missing and extra ones, and types. */
import { nearest } from '../../base/index.js';
import { type CheckKind, type Planned, pairings, rowsOf } from './check.js';
import { carriesZone, expectedText, logicalTypesOf } from './lexical.js';
import { expand } from './nested.js';
import { isPhysically } from './physical-types.js';

const known = (
  check: string,
  column: string,
  parts: Pick<Planned, 'expected' | 'what'> & { severity?: Planned['severity']; fix?: string | undefined },
  broken: { verdict: 'fail' | 'warn'; actual: string } | null,
): Planned => {
  const { fix, ...rest } = parts;
  return {
    check,
    severity: 'error',
    column,
    ...rest,
    ...(fix ? { fix } : {}),
    measure: { kind: 'known', broken },
  };
};

export const missingColumns: CheckKind = {
  name: 'column.missing',
  *plan(context) {
    const { contract, source } = context;
    const names = source.columns.map((column) => column.name);
    const declared = new Set(contract.columns.map((rule) => rule.name));
    // A column that the contract names itself is no misspelling of another.
    const strangers = names.filter((name) => !declared.has(name));
    for (const rule of contract.columns) {
      const there = names.includes(rule.name);
      if (!there && (rule.lifecycle === 'planned' || rule.lifecycle === 'deprecated')) {
        context.skip(`${rule.name}: it is ${rule.lifecycle}, and the data does not have it`);
        continue;
      }
      const near = there ? undefined : nearest(rule.name, strangers);
      yield known(
        'column.missing',
        rule.name,
        {
          expected: `a column \`${rule.name}\``,
          what: `the column \`${rule.name}\` is missing`,
          fix: near ? `the data has \`${near}\`; rename one of them` : undefined,
        },
        there ? null : { verdict: 'fail', actual: `columns ${names.join(', ') || '(none)'}` },
      );
    }
    const { missing, notChecked } = expand(source, contract);
    for (const reason of notChecked) context.skip(reason);
    for (const { name, fields } of missing) {
      const near = nearest(name.split('.').at(-1) ?? '', fields);
      yield known(
        'column.missing',
        name,
        {
          expected: `a field \`${name}\``,
          what: `the field \`${name}\` is missing`,
          fix: near ? `the data has \`${near}\` there; rename one of them` : undefined,
        },
        { verdict: 'fail', actual: `fields ${fields.join(', ') || '(none)'}` },
      );
    }
  },
};

/** A column that is on its way out still is in the data. */
export const deprecatedColumns: CheckKind = {
  name: 'column.deprecated',
  *plan({ contract, source }) {
    for (const rule of contract.columns) {
      if (rule.lifecycle !== 'deprecated') continue;
      if (!source.columns.some(({ name }) => name === rule.name)) continue;
      yield known(
        'column.deprecated',
        rule.name,
        {
          severity: 'warn',
          expected: 'data without deprecated columns',
          what: `the contract calls the column \`${rule.name}\` deprecated, and the data has it`,
          fix: 'stop writing it once nobody reads it',
        },
        { verdict: 'warn', actual: `a column \`${rule.name}\`` },
      );
    }
  },
};

export const extraColumns: CheckKind = {
  name: 'column.extra',
  *plan({ contract, source }) {
    if (contract.extraColumns === 'ignore' || contract.columns.length === 0) return;
    const verdict = contract.extraColumns;
    const severity = verdict === 'fail' ? 'error' : 'warn';
    const elsewhere = new Map(contract.elsewhere?.map(({ name, environments }) => [name, environments]));
    for (const { name } of source.columns) {
      if (contract.columns.some((rule) => rule.name === name)) continue;
      const others = elsewhere.get(name);
      yield known(
        'column.extra',
        name,
        {
          severity,
          expected: 'only columns that the contract names',
          what:
            others === undefined
              ? `the contract does not name the column \`${name}\``
              : `the contract has the column \`${name}\` in ${others.join(', ')} only, and this is ${contract.environment}`,
          fix:
            others === undefined
              ? 'add it to the contract, or remove it from the data'
              : 'remove it from the data, or add the environment to assay.environments',
        },
        { verdict, actual: `a column \`${name}\`` },
      );
    }
    for (const name of expand(source, contract).extra) {
      yield known(
        'column.extra',
        name,
        {
          severity,
          expected: 'only fields that the contract names',
          what: `the contract does not name the field \`${name}\``,
          fix: 'add it to the contract, or remove it from the data',
        },
        { verdict, actual: `a field \`${name}\`` },
      );
    }
  },
};

/** Parquet has types; text is matched against the pattern of its type. */
export const types: CheckKind = {
  name: 'type',
  *plan(context) {
    for (const { rule, column, kind } of pairings(context)) {
      const { type } = rule;
      if (type === undefined) continue;
      if (column.type !== null) {
        const fits = logicalTypesOf(column.type);
        yield known(
          'type',
          rule.name,
          {
            expected: type,
            what: `the type of \`${rule.name}\` is ${column.type}, not ${type}`,
            fix: fits[0] ? `write it as ${type}, or declare \`logicalType: ${fits[0]}\`` : undefined,
          },
          fits.includes(type) ? null : { verdict: 'fail', actual: column.type },
        );
        continue;
      }
      if (type === 'string' && kind === 'text') continue;
      if (kind === 'text' && (type === 'object' || type === 'array')) {
        context.skip(`${rule.name}: ${type}, since text has no fields and items`);
        continue;
      }
      if (unreadFormat(rule.type, rule.options.format)) {
        context.skip(`${rule.name}: the format ${JSON.stringify(rule.options.format)} of ${type}`);
        continue;
      }
      yield rowsOf('type', rule.name, {
        expected: expectedText(rule),
        what: `values of \`${rule.name}\` are no ${type}`,
        condition: (sql) => sql(rule.name).bad ?? 'false',
      });
    }
  },
};

/** Whether times carry a zone. */
export const timezones: CheckKind = {
  name: 'timezone',
  *plan(context) {
    for (const { rule, column } of pairings(context)) {
      const { timezone } = rule.options;
      if (timezone === undefined || (rule.type !== 'timestamp' && rule.type !== 'time')) continue;
      const expected = timezone ? 'times with a zone' : 'times without a zone';
      if (column.type !== null) {
        // A column of another type is the finding of `type`.
        if (!logicalTypesOf(column.type).includes(rule.type)) continue;
        const zoned = column.type.endsWith('WITH TIME ZONE');
        yield known(
          'timezone',
          rule.name,
          { expected, what: `the type of \`${rule.name}\` is ${column.type}`, fix: undefined },
          zoned === timezone ? null : { verdict: 'fail', actual: column.type },
        );
        continue;
      }
      if (unreadFormat(rule.type, rule.options.format)) {
        context.skip(`${rule.name}: timezone, of a format that is not read`);
        continue;
      }
      yield rowsOf('timezone', rule.name, {
        expected,
        what: `values of \`${rule.name}\` ${timezone ? 'have no' : 'have a'} zone`,
        condition: (sql) => {
          const { text, value } = sql(rule.name);
          const carries = carriesZone(rule, text);
          return `${value} IS NOT NULL AND ${timezone ? 'NOT ' : ''}(${carries})`;
        },
      });
    }
  },
};

/** `physicalType` against the types of formats that have types. */
export const physicalTypes: CheckKind = {
  name: 'physicalType',
  *plan(context) {
    const told: string[] = [];
    const untyped: string[] = [];
    for (const { rule, column } of pairings(context)) {
      const { physicalType } = rule;
      if (physicalType === undefined) continue;
      const same = column.type === null ? null : isPhysically(physicalType, column.type);
      if (same === null) {
        (column.type === null ? untyped : told).push(`${rule.name} (${physicalType})`);
        continue;
      }
      yield known(
        'physicalType',
        rule.name,
        {
          expected: physicalType,
          what: `the type of \`${rule.name}\` is ${column.type}, which is no ${physicalType}`,
          fix: `write it as ${physicalType}, or correct \`physicalType\``,
        },
        same ? null : { verdict: 'fail', actual: column.type ?? '' },
      );
    }
    if (untyped.length > 0) context.skip(`physicalType of ${untyped.join(', ')}: text has no types`);
    if (told.length > 0)
      context.skip(`physicalType of ${told.join(', ')}: it is not known which type that is`);
  },
};

function unreadFormat(type: string | undefined, format: string | undefined): boolean {
  if (format === undefined || !['date', 'timestamp', 'time'].includes(type ?? '')) return false;
  return expectedText({ type, options: { format } } as Parameters<typeof expectedText>[0]) === type;
}
