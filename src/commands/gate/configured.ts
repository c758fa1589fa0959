/** Mistakes in the rules of assay.yaml that need no data to be seen: told before training or evaluation begins. */
import { nearest, type Problem, usageError } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import { lookupMetric } from '../../evaluation/index.js';
import { parseBaselineRef, parseRules, type Rule, resolveDirections } from '../../gate/index.js';
import { gather } from './gather.js';

/**
 * Throws a usage error with every problem: rules that cannot be read, that stand twice or exclude each other, whose
 * metric nobody knows the direction of, or whose slice `evaluate` will not make; and a baseline that is none.
 */
export function refuseWrongGate(config: LoadedConfig | null): void {
  if (config?.gate === undefined) return;
  const { gate } = config;
  const parsed = parseRules(
    gate.rules.map((rule, index) => ({ rule, where: config.place('gate', 'rules', index) })),
  );
  const directions = resolveDirections(parsed.rules, (metric) => lookupMetric(metric)?.direction ?? null);
  const baseline = gate.baseline;
  const problems = [
    ...parsed.problems,
    ...directions.problems,
    ...parsed.rules.flatMap((rule) => sliceProblem(rule, config)),
    ...(baseline === undefined ? [] : gather(() => parseBaselineRef(baseline)).problems),
  ];
  if (problems.length > 0) throw usageError(problems);
}

/** A slice of a rule that comes from none of `evaluate.slices`. Without `evaluate` nothing is known about slices. */
function sliceProblem(rule: Rule, { evaluate }: LoadedConfig): Problem[] {
  if (rule.slice === null || evaluate === undefined) return [];
  // Crossings and every column at once have names that only the data gives.
  const open = evaluate.slices.some((slice) =>
    typeof slice === 'string' ? slice === '*' || slice.includes('×') : !('where' in slice),
  );
  if (open) return [];
  const columns = evaluate.slices.filter((slice) => typeof slice === 'string');
  const names = evaluate.slices.flatMap((slice) => (typeof slice === 'string' ? [] : [slice.name]));
  const column = rule.operator === 'max_gap' ? rule.slice : (rule.slice.split('=')[0] ?? rule.slice);
  const known =
    rule.slice === '*'
      ? evaluate.slices.length > 0
      : (rule.operator === 'max_gap' || rule.slice.includes('=')
          ? columns.includes(column)
          : names.includes(rule.slice)) || names.includes(rule.slice);
  if (known) return [];
  const all = rule.operator === 'max_gap' ? columns : [...columns.map((name) => `${name}=VALUE`), ...names];
  const near = nearest(rule.slice, [...columns, ...names]);
  return [
    {
      where: rule.where,
      message: `${rule.metric} ${rule.operator}: evaluate makes no slice ${rule.slice}`,
      expected: all.length > 0 ? `one of ${all.join(', ')}` : 'a slice under `evaluate.slices`',
      ...(near === undefined || near === rule.slice ? {} : { fix: `did you mean ${near}?` }),
    },
  ];
}
