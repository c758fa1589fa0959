/** Mistakes in the rules of assay.yaml that need no data to be seen: told before training or evaluation begins. */
import { nearest, type Problem, usageError } from '../../base/index.js';
import type { LoadedConfig, SliceConfig } from '../../config/index.js';
import { lookupMetric } from '../../evaluation/index.js';
import { isSliceOf, parseBaselineRef, parseRules, type Rule, resolveDirections } from '../../gate/index.js';
import type { Direction } from '../../results/index.js';
import { ownProblems } from '../evaluate/own.js';
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
  const directions = resolveDirections(
    parsed.rules,
    (metric) => declaredDirection(config, metric) ?? lookupMetric(metric)?.direction ?? null,
  );
  const baseline = gate.baseline;
  const problems = [
    ...parsed.problems,
    ...directions.problems,
    ...ownProblems(config),
    ...parsed.rules.flatMap((rule) => sliceProblem(rule, config)),
    ...(baseline === undefined ? [] : gather(() => parseBaselineRef(baseline)).problems),
  ];
  if (problems.length > 0) throw usageError(problems);
}

/**
 * A slice of a rule that comes from none of `evaluate.slices`. Without `evaluate` nothing is known about slices. Which
 * values, bins and columns there are only the data tells, so of those the name must fit the form.
 */
function sliceProblem(rule: Rule, { evaluate }: LoadedConfig): Problem[] {
  if (rule.slice === null || evaluate === undefined) return [];
  const { slice } = rule;
  const made = [
    ...evaluate.slices.map(formOf),
    ...(evaluate.fairness?.groups ?? []).map((column) => formOf(column)),
  ];
  const known =
    slice === '*'
      ? made.length > 0
      : made.some((form) => (rule.operator === 'max_gap' ? form.gap(slice) : form.makes(slice)));
  if (known) return [];
  const all = made.flatMap(({ shown, column }) => (rule.operator === 'max_gap' ? (column ?? []) : shown));
  const near = nearest(
    slice,
    made.flatMap(({ column, shown }) => column ?? shown),
  );
  return [
    {
      where: rule.where,
      message: `${rule.metric} ${rule.operator}: evaluate makes no slice ${slice}`,
      expected: all.length > 0 ? `one of ${[...new Set(all)].join(', ')}` : 'a slice under `evaluate.slices`',
      ...(near === undefined || near === slice ? {} : { fix: `did you mean ${near}?` }),
    },
  ];
}

interface Form {
  /** Names for a message. */
  readonly shown: string;
  /** What max_gap calls it; null for a condition, which is one slice. */
  readonly column: string | null;
  readonly makes: (slice: string) => boolean;
  readonly gap: (column: string) => boolean;
}

const CROSSING = /\s*×\s*/;

function formOf(slice: SliceConfig): Form {
  if (typeof slice !== 'string' && 'where' in slice) {
    const { name } = slice;
    return { shown: name, column: null, makes: (text) => text === name, gap: () => false };
  }
  if (slice === '*') {
    return {
      shown: 'COLUMN=VALUE',
      column: 'COLUMN',
      makes: (text) => /.(?:=|<)/.test(text),
      gap: () => true,
    };
  }
  const column = typeof slice === 'string' ? slice.split(CROSSING).join(' × ') : slice.column;
  const name = typeof slice === 'string' ? slice : slice.column;
  return {
    shown:
      typeof slice === 'string' ? `${column.replaceAll(' × ', '=VALUE × ')}=VALUE` : `a bin of ${column}`,
    column,
    makes: (text) => isSliceOf(text, column) || text.startsWith(`${name}=`),
    gap: (text) => text.split(CROSSING).join(' × ') === column,
  };
}

/** What `evaluate.own` says of a metric; undefined where it does not. */
export function declaredDirection(config: LoadedConfig | null, metric: string): Direction | null | undefined {
  const own = config?.evaluate?.own;
  return own !== undefined && Object.hasOwn(own, metric) ? own[metric]?.direction : undefined;
}
