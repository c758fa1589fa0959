/** From a custom rule of a contract to planned measurements. */
import type { CustomRule } from '../../contract/model.js';
import { NONE, type PlanContext, type Planned, pairings } from '../check.js';
import { conditionOf } from './condition.js';
import type { CustomContext } from './define.js';
import { CUSTOM } from './index.js';

/** Every column that the rule names is in the data. `column` is the property that the rule stands at. */
export function planCustom(
  rule: CustomRule,
  column: string | undefined,
  context: PlanContext,
): readonly Planned[] {
  const check = CUSTOM.get(rule.check);
  if (check === undefined) throw new RangeError(`there is no check ${rule.check}`);
  const { where } = rule.args;
  const own: CustomContext = {
    ...context,
    rule,
    measures: check.measures,
    bound: rule.bound ?? NONE,
    where: typeof where === 'string' ? conditionOf(where, rule, context) : null,
    subject(name) {
      const paired = pairings(context).find(({ column: candidate }) => candidate.name === name);
      if (paired !== undefined) return { name, column: paired.column, rule: paired.rule };
      const found = context.source.columns.find((candidate) => candidate.name === name);
      if (found === undefined) throw new RangeError(`the data has no column ${name}`);
      return { name, column: found, rule: undefined };
    },
  };
  const named = rule.args['column'] ?? column;
  const severity = rule.graded ? rule.severity : check.severity;
  const { condition } = rule.args;
  const conditions = [
    own.where,
    typeof condition === 'string' ? conditionOf(condition, rule, context) : null,
  ].filter((one) => one !== null);
  const read = conditions.flatMap(({ columns }) => columns);
  const away = read.find((name) => context.contract.elsewhere?.some((column) => column.name === name));
  if (away !== undefined) {
    const { environment } = context.contract;
    context.skip(
      `quality rule ${JSON.stringify(rule.label)}: a column of it is not in ${environment}: \`${away}\``,
    );
    return [];
  }
  const lacking = read.find((name) => !has(context, name));
  if (lacking !== undefined) {
    // As with other rules: the missing column is a finding of its own.
    context.skip(`quality rule ${JSON.stringify(rule.label)}: the data has no column \`${lacking}\``);
    return [];
  }
  return check.plan(own, column).map((plan) => ({
    ...(typeof named === 'string' ? { column: named } : {}),
    ...plan,
    check: rule.check,
    severity: plan.severity ?? severity,
    what: rule.label === rule.check ? plan.what : `${rule.label}: ${plan.what}`,
    ...(rule.description ? { fix: `the contract says: ${rule.description}` } : {}),
  }));
}

function has({ source }: PlanContext, name: string): boolean {
  return source.columns.some((column) => column.name === name);
}
