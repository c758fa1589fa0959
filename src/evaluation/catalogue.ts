/**
 * The catalogue of metrics: what each name means, which way is better, its unit, range and undefined cases.
 * It imports nothing that is heavy, because the gate reads it too. How the values are computed stands in
 * `metrics/`.
 */
import { COMPUTED } from './catalogue/computed.js';
import type { MetricInfo } from './catalogue/info.js';
import { ALIASES, KNOWN } from './catalogue/known.js';

export type { MetricInfo, MetricNeeds } from './catalogue/info.js';

/** Every metric by its name. */
export const METRICS: ReadonlyMap<string, MetricInfo> = new Map(
  [...COMPUTED, ...KNOWN].map((row) => [row.name, row]),
);

/** Metrics of two models together on the same examples. They exist where a baseline is evaluated beside. */
export const BETWEEN_METRICS: ReadonlySet<string> = new Set(['flip_rate', 'negative_flip_rate']);

/** Parts that say on which data, not what was measured. */
const SPLIT = /^(?:train|training|val|valid|validation|test|eval|dev|holdout)_/;

/**
 * Finds a metric by a name as a file or a rule has it: the last part of a dotted name (also of `eval/loss`),
 * whatever the case, `-` for `_`, with or without a split in front (`val_loss`) or a cut-off behind (`ndcg@10`).
 * `neg_…`, scikit-learn's name for a negated loss, has the direction turned round. Undefined where unknown.
 */
export function lookupMetric(name: string): MetricInfo | undefined {
  const last = name.split(/[./]/).at(-1) ?? name;
  return find(
    last
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  );
}

function find(name: string): MetricInfo | undefined {
  const direct =
    METRICS.get(name) ?? METRICS.get(Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name);
  if (direct !== undefined) return direct;
  if (name.startsWith('neg_')) return negated(name);
  if (SPLIT.test(name)) return find(name.replace(SPLIT, ''));
  if (/^top_?\d+_acc(?:uracy)?$/.test(name)) return METRICS.get('top_k_accuracy');
  if (/^pass[@^]\d+$/.test(name)) return METRICS.get('pass_k');
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
    direction: of.direction === 'higher' ? 'lower' : 'higher',
    range: [minus(high), minus(low)],
    definition: `minus ${of.name}: ${of.definition}`,
    computed: false,
    needs: null,
  };
}
