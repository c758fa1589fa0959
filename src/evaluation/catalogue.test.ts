import { describe, expect, it } from 'vitest';
import { nearest } from '../base/index.js';
import { COMPUTED } from './catalogue/computed.js';
import { ALIASES, KNOWN } from './catalogue/known.js';
import { lookupMetric, METRICS } from './catalogue.js';

describe('lookupMetric', () => {
  it.each([
    ['roc_auc', 'roc_auc', 'higher'],
    ['test.roc_auc', 'roc_auc', 'higher'],
    ['eval/accuracy', 'accuracy', 'higher'],
    ['weighted avg.f1-score', 'f1', 'higher'],
    ['F1 Score', 'f1', 'higher'],
    ['auc', 'roc_auc', 'higher'],
    ['loss', 'loss', 'lower'],
    ['val_loss', 'loss', 'lower'],
    ['error_rate', 'error_rate', 'lower'],
    ['mse', 'mse', 'lower'],
    ['perplexity', 'perplexity', 'lower'],
    ['ndcg@10', 'ndcg_at_10', 'higher'],
    ['test.pinball_0.9', 'pinball_0.9', 'lower'],
    ['pinball_loss_0.5', 'pinball_0.5', 'lower'],
    ['f0.5', 'f0.5', 'higher'],
    ['F2 Score', 'f2', 'higher'],
    ['recall_at_precision_0.9', 'recall_at_precision_0.9', 'higher'],
    ['accuracy@5', 'top_5_accuracy', 'higher'],
    ['hits@3', 'hit_rate_at_3', 'higher'],
    ['pass@1', 'pass_at_1', 'higher'],
    ['map_at_010', 'map', 'higher'],
    ['demographic_parity_difference[sex]', 'demographic_parity_difference', 'lower'],
    ['recall_at_5', 'recall_at_5', 'higher'],
    ['top_5_accuracy', 'top_5_accuracy', 'higher'],
    ['pass^8', 'pass_hat_8', 'higher'],
    ['latency_p95_ms', 'latency_p95_ms', 'lower'],
    ['model_size_bytes', 'model_size_bytes', 'lower'],
  ])('%s is %s, %s is better', (given, name, direction) => {
    expect(lookupMetric(given)).toMatchObject({ name, direction });
  });

  it('turns the direction of a negated loss round', () => {
    expect(lookupMetric('neg_log_loss')).toMatchObject({ direction: 'higher', range: [null, 0] });
    expect(lookupMetric('neg_mean_squared_error')).toMatchObject({ direction: 'higher', computed: false });
  });

  it.each([
    '',
    '.',
    'support',
    'constructor',
    '__proto__',
    'my_score',
    'f1.support',
    'accuracy[sex]',
    'pinball_1.5',
    'f0',
    'top_0_accuracy',
    '0.9',
  ])('does not know %j', (name) => {
    expect(lookupMetric(name)).toBeUndefined();
  });

  it('suggests near names', () => {
    expect(nearest('roc_acu', METRICS.keys())).toBe('roc_auc');
    expect(nearest('lgo_loss', METRICS.keys())).toBe('log_loss');
  });
});

describe('the table', () => {
  it('has each name once, and every alias leads to a row', () => {
    const names = [...COMPUTED, ...KNOWN].map((row) => row.name);
    expect(new Set(names).size).toBe(names.length);
    for (const [alias, name] of Object.entries(ALIASES)) {
      expect(METRICS.has(name), alias).toBe(true);
      expect(METRICS.has(alias), alias).toBe(false);
    }
  });
});
