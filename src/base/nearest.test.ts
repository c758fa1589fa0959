import { expect, test } from 'vitest';
import { nearest, nearestNames } from './nearest.js';

test('finds what a few typing errors hide, whatever the case', () => {
  expect(nearest('roc_acu', ['log_loss', 'roc_auc'])).toBe('roc_auc');
  expect(nearest('Metrcs', ['model', 'metrics'])).toBe('metrics');
  expect(nearest('colour', ['price', 'rooms'])).toBeUndefined();
  expect(nearest('x', [])).toBeUndefined();
});

test('a name that holds the wanted one, or is held by it, is near', () => {
  expect(nearestNames('roc_auc', ['test.roc_auc', 'log_loss', 'validation.roc_auc'])).toEqual([
    'test.roc_auc',
    'validation.roc_auc',
  ]);
  expect(nearest('test.roc_auc', ['rmse', 'roc_auc'])).toBe('roc_auc');
  // One or two letters are inside too many names to mean anything.
  expect(nearest('r', ['roc_auc'])).toBeUndefined();
});

test('gives the best first, and no more than asked for', () => {
  expect(nearestNames('late', ['late_by_minutes', 'date', 'Late'])).toEqual([
    'Late',
    'date',
    'late_by_minutes',
  ]);
  expect(nearest('max_dorp', ['max', 'max_drop', 'max_drop_rel'])).toBe('max_drop');
  expect(nearestNames('abc', ['abd', 'abe', 'abf', 'abg'])).toHaveLength(3);
});
