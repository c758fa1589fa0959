/**
 * The catalogue of metrics: what each name means, which way is better, its unit, range and undefined cases.
 * It imports nothing that is heavy, because the gate reads it too. How the values are computed stands in
 * `metrics/`.
 */
import { COMPUTED } from './catalogue/computed.js';
import { FAMILY_EXAMPLES, familyMember } from './catalogue/families.js';
import type { MetricInfo } from './catalogue/info.js';
import { ALIASES, KNOWN } from './catalogue/known.js';

export { FAMILIES, type Family } from './catalogue/families.js';
export type { MetricInfo, MetricNeeds } from './catalogue/info.js';

/** Every metric by its name, but for those with a number in it (`metricOf`). */
export const METRICS: ReadonlyMap<string, MetricInfo> = new Map(
  [...COMPUTED, ...KNOWN].map((row) => [row.name, row]),
);

/** The metric of exactly this name, also with a number in it: `f2`, `ndcg_at_10`. Undefined where unknown. */
export function metricOf(name: string): MetricInfo | undefined {
  const found = METRICS.get(name) ?? familyMember(name);
  return found?.name === name ? found : undefined;
}

/** Names of the metrics that Assay computes for a task; of those with a number in the name, one of each kind. */
export function computedNames(task: MetricInfo['tasks'][number]): string[] {
  return [...COMPUTED, ...FAMILY_EXAMPLES]
    .filter((info) => info.tasks.includes(task))
    .map((info) => info.name);
}

/** Metrics of two models together on the same examples. They exist where a baseline is evaluated beside. */
export const BETWEEN_METRICS: ReadonlySet<string> = new Set(['flip_rate', 'negative_flip_rate']);

/** Parts that say on which data, not what was measured. */
const SPLIT = /^(?:train|training|val|valid|validation|test|eval|dev|holdout)_/;

/**
 * Finds a metric by a name as a file or a rule has it: the last part of a dotted name (also of `eval/loss`),
 * whatever the case, `-` for `_`, with or without a split in front (`val_loss`) or a cut-off behind (`ndcg@10`).
 * A number with a point belongs to the last part (`test.pinball_0.9`), and so do groups in brackets.
 * `neg_…`, scikit-learn's name for a negated loss, has the direction turned round. Undefined where unknown.
 */
export function lookupMetric(name: string): MetricInfo | undefined {
  const bracket = /^(.+?)\[[^\]]*\]$/.exec(name)?.[1];
  if (bracket !== undefined) {
    const of = lookupMetric(bracket);
    return of?.needs === 'groups' ? of : undefined;
  }
  const parts = name.split(/[./]/);
  const last = spelled(parts.at(-1) ?? name);
  const decimal = /\d$/.test(parts.at(-2) ?? '') && /^\d+(?:\D|$)/.test(last);
  return (decimal ? familyMember(canonical(spelled(parts.slice(-2).join('.')))) : undefined) ?? find(last);
}

function spelled(part: string): string {
  return part
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Other ways to write a number in a name. */
function canonical(name: string): string {
  return name
    .replace(/^top_?(\d+)_acc(?:uracy)?$/, 'top_$1_accuracy')
    .replace(/^acc(?:uracy)?@(\d+)$/, 'top_$1_accuracy')
    .replace(/^pass(?:\^|_pow_)(\d+)$/, 'pass_hat_$1')
    .replace(/^f_?(\d+(?:\.\d+)?)_score$/, 'f$1')
    .replace(/^pinball_loss_/, 'pinball_')
    .replace(/^hits?(?:_at_|@)/, 'hit_rate_at_')
    .replace(/@(?=\d+$)/, '_at_');
}

function find(name: string): MetricInfo | undefined {
  const direct =
    METRICS.get(name) ??
    METRICS.get(Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name) ??
    familyMember(canonical(name));
  if (direct !== undefined) return direct;
  if (name.startsWith('neg_')) return negated(name);
  if (SPLIT.test(name)) return find(name.replace(SPLIT, ''));
  const cut = /^(.+?)(?:@|_at_)\d+$/.exec(name)?.[1];
  return cut === undefined ? undefined : find(cut);
}

function negated(name: string): MetricInfo | undefined {
  const of = find(name.slice('neg_'.length));
  if (of === undefined) return undefined;
  const [low, high] = of.range;
  const minus = (value: number | null) => (value === null ? null : 0 - value);
  return {
    ...of,
    name,
    direction: of.direction === null ? null : of.direction === 'higher' ? 'lower' : 'higher',
    range: [minus(high), minus(low)],
    definition: `minus ${of.name}: ${of.definition}`,
    computed: false,
    needs: null,
  };
}
