/** The options of `assay gate`. */
import { BASELINE_FORMS, RULE_GRAMMAR } from '../../gate/index.js';
import type { OptionTable } from '../command.js';

export const OPTIONS = {
  candidate: {
    type: 'string',
    value: 'FILE',
    summary: 'metrics of the candidate: JSON, YAML, CSV, JSON lines or text (absent: what `evaluate` found)',
  },
  baseline: { type: 'string', value: 'BASELINE', summary: BASELINE_FORMS },
  rule: {
    type: 'list',
    value: 'RULE',
    summary: `${RULE_GRAMMAR}; repeatable; replaces the rules of assay.yaml`,
  },
  row: {
    type: 'string',
    value: 'ROW',
    summary: 'row of a file with rows: a number from 1, or COLUMN=VALUE (absent: the last)',
  },
  'baseline-row': { type: 'string', value: 'ROW', summary: 'the same for the baseline (absent: as --row)' },
  junit: {
    type: 'list',
    value: 'FILE',
    summary: 'JUnit file or glob of your own tests; each failing test is a failing rule; repeatable',
  },
  explain: { type: 'boolean', summary: 'print for each rule the numbers, the formula and the method' },
} as const satisfies OptionTable;
