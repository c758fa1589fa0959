/** What is said of a file of predictions in which no column has a usual name. */
import { expect, it } from 'vitest';
import { AssayError } from '../base/index.js';
import type { Task } from '../results/index.js';
import { usualColumns } from './predictions-file.js';

const fixFor = (task: Task) => {
  try {
    usualColumns(['id', 'guess'], task, 'guesses.csv');
  } catch (error) {
    if (error instanceof AssayError) return error.problems[0]?.fix;
    throw error;
  }
  return 'no error';
};

it.each(['regression', 'ranking'] as const)('names the option for numbers alone: %s', (task) => {
  expect(fixFor(task)).toBe('rename the column, or name it with --score (a number for each row)');
});

it.each(['binary', 'multiclass'] as const)('names the option for labels too: %s', (task) => {
  expect(fixFor(task)).toMatch(/--score .* or --label \(the predicted class\)$/);
});
