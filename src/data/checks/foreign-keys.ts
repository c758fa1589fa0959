/** `relationships`: values that must be found in another object, as one more column of the scan. */
import type { Relationship } from '../contract/index.js';
import { type CheckKind, type Lookup, NONE, type PlanContext, type Planned } from './check.js';

export const foreignKeys: CheckKind = {
  name: 'foreignKey',
  *plan(context) {
    for (const relationship of context.contract.relationships ?? []) {
      yield* planned(relationship, context);
    }
  },
};

function* planned(relationship: Relationship, context: PlanContext): Generator<Planned> {
  const { columns, label } = relationship;
  const parent = context.parents.get(relationship);
  if (parent === undefined) return;
  if (typeof parent === 'string') {
    context.skip(`relationship ${label}: ${parent}`);
    return;
  }
  const [column] = columns;
  if ('problem' in parent) {
    yield {
      check: 'foreignKey',
      severity: 'error',
      ...(columns.length === 1 && column !== undefined ? { column } : {}),
      expected: `values of ${label.slice(label.indexOf('→') + 2)}`,
      what: `the relationship ${label} cannot be looked up: ${parent.problem}`,
      measure: { kind: 'known', broken: { verdict: 'error', actual: 'not evaluated' } },
    };
    return;
  }
  yield {
    check: 'foreignKey',
    severity: 'error',
    ...(columns.length === 1 && column !== undefined ? { column } : {}),
    expected: `values of ${parent.name}`,
    what: `rows have a value of ${columns.map((name) => `\`${name}\``).join(' + ')} that ${parent.name} does not have`,
    measure: {
      kind: 'rows',
      condition: (sql: Lookup) => {
        const keys = columns.map((name, index) => parent.keys[index]?.(sql(name)) ?? 'NULL');
        const filled = keys.map((key) => `${key} IS NOT NULL`).join(' AND ');
        const key = keys.length === 1 ? keys.join('') : `row(${keys.join(', ')})`;
        // A subquery may not stand in an aggregate, but a column of the scan may be one.
        return sql.column(`(${filled} AND NOT ${key} IN (${sql.shown ? parent.shownQuery : parent.query}))`);
      },
      bound: NONE,
      unit: 'rows',
    },
  };
}
