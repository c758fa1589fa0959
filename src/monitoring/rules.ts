/**
 * The gate's rules, read for a model in service: there is no candidate and no baseline, but the model now and the
 * model as it was when it was let through.
 */
import type { Rule } from '../gate/index.js';

export interface MonitoringRules {
  readonly rules: readonly Rule[];
  readonly notChecked: readonly string[];
}

/** Rules about cost are left to the server's own metrics: latency measured here says nothing of production. */
const NOT_HERE = /(^|\.)(latency_p\d+_ms|model_size_bytes|throughput_\w+|load_time_\w+|memory_\w+)$/;

export function monitoringRules(rules: readonly Rule[]): MonitoringRules {
  const kept: Rule[] = [];
  const notChecked: string[] = [];
  for (const rule of rules) {
    const name = `${rule.metric} ${rule.operator}`;
    if (NOT_HERE.test(rule.metric)) {
      notChecked.push(
        `${name}: measured by the server that serves the model (its /metrics), not by monitoring`,
      );
    } else if (rule.operator === 'min_gain') {
      notChecked.push(`${name}: a model in service need not become better than it was`);
    } else {
      kept.push(rule);
    }
  }
  return { rules: kept, notChecked };
}
