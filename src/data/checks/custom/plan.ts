/** From a custom rule of a contract to planned measurements. */
import type { CustomRule } from '../../contract/model.js';
import { NONE, type PlanContext, type Planned } from '../check.js';
import { conditionOf } from './condition.js';
import type { CustomContext } from './define.js';
import { CUSTOM } from './index.js';
import { unfit } from './measure.js';

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
      const found = context.source.columns.find((candidate) => candidate.name === name);
      if (found === undefined) throw new RangeError(`the data has no column ${name}`);
      const declared = context.contract.columns.find((candidate) => candidate.name === name);
      return { name, column: found, rule: declared };
    },
  };
  const named = rule.args['column'] ?? column;
  const severity = rule.graded ? rule.severity : check.severity;
  const lacking = own.where?.columns.find((name) => !has(context, name));
  const plans =
    lacking === undefined
      ? check.plan(own, column)
      : [unfit(`\`where\` names \`${lacking}\`, which the data lacks`)];
  return plans.map((plan) => ({
    ...(typeof named === 'string' ? { column: named } : {}),
    ...plan,
    check: rule.check,
    severity,
    what: rule.label === rule.check ? plan.what : `${rule.label}: ${plan.what}`,
    ...(rule.description ? { fix: `the contract says: ${rule.description}` } : {}),
  }));
}

function has({ source }: PlanContext, name: string): boolean {
  return source.columns.some((column) => column.name === name);
}
