/** A condition of a rule over the names of the data. Conditions were parsed by `precheck`. */
import type { CustomRule } from '../../contract/model.js';
import type { PlanContext } from '../check.js';
import type { Condition } from './define.js';

export function conditionOf(
  text: string,
  rule: Pick<CustomRule, 'renamed'>,
  { conditions }: Pick<PlanContext, 'conditions'>,
): Condition {
  const parsed = conditions.get(text);
  if (parsed === undefined) throw new RangeError(`the condition ${text} was not read before`);
  const find = (name: string) => rule.renamed.get(name) ?? name;
  return {
    text,
    columns: [...new Set(parsed.columns.map(find))],
    sql: (lookup) => parsed.sql((name) => lookup(find(name)).value),
  };
}
