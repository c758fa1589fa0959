/** Checks of the columns themselves: missing and extra ones, and types. */
import { nearest } from '../../base/index.js';
import { type CheckKind, type Planned, pairings, rowsOf } from './check.js';
import { expectedText, logicalTypesOf } from './lexical.js';

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
  *plan({ contract, source }) {
    const names = source.columns.map((column) => column.name);
    const declared = new Set(contract.columns.map((rule) => rule.name));
    // A column that the contract names itself is no misspelling of another.
    const strangers = names.filter((name) => !declared.has(name));
    for (const rule of contract.columns) {
      const there = names.includes(rule.name);
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
  },
};

export const extraColumns: CheckKind = {
  name: 'column.extra',
  *plan({ contract, source }) {
    if (contract.extraColumns === 'ignore' || contract.columns.length === 0) return;
    const verdict = contract.extraColumns;
    const severity = verdict === 'fail' ? 'error' : 'warn';
    for (const { name } of source.columns) {
      if (contract.columns.some((rule) => rule.name === name)) continue;
      yield known(
        'column.extra',
        name,
        {
          severity,
          expected: 'only columns that the contract names',
          what: `the contract does not name the column \`${name}\``,
          fix: 'add it to the contract, or remove it from the data',
        },
        { verdict, actual: `a column \`${name}\`` },
      );
    }
  },
};

/** Parquet has types; text is matched against the pattern of its type. */
export const types: CheckKind = {
  name: 'type',
  *plan(context) {
    for (const { rule, column } of pairings(context)) {
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
      if (type === 'string' && context.source.kind === 'text') continue;
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

function unreadFormat(type: string | undefined, format: string | undefined): boolean {
  if (format === undefined || !['date', 'timestamp', 'time'].includes(type ?? '')) return false;
  return expectedText({ type, options: { format } } as Parameters<typeof expectedText>[0]) === type;
}
