/** Checks of whole rows that the format allows to be broken. */
import { BROKEN_ROW, type CheckKind, NONE } from './check.js';

/** A line of a JSON-lines file that is no JSON object. */
export const brokenLines: CheckKind = {
  name: 'json',
  *plan({ source }) {
    if (source.brokenRow === null) return;
    yield {
      check: 'json',
      severity: 'error',
      expected: 'one JSON object a line',
      what: 'lines are no JSON objects',
      measure: { kind: 'rows', condition: (sql) => sql(BROKEN_ROW).raw, bound: NONE, unit: 'rows' },
    };
  },
};
