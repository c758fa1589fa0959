/** Rows of the gaps between groups. A result names the column of the groups behind: `…_difference[sex]`. */
import { computed, type MetricInfo, type Row } from './info.js';

const SMALL = 'fewer than two groups are large enough, or a group has no value';

const gap = (name: string, row: Pick<Row, 'definition' | 'source'> & Partial<Row>) =>
  computed(name, 'groups', {
    direction: 'lower',
    range: [0, 1],
    tasks: ['binary'],
    undefinedWhen: SMALL,
    ...row,
  });

export const FAIRNESS: readonly MetricInfo[] = [
  gap('demographic_parity_difference', {
    definition: 'largest selection rate of a group less the smallest',
    source: 'fairlearn.metrics.demographic_parity_difference',
  }),
  gap('demographic_parity_ratio', {
    direction: 'higher',
    definition: 'smallest selection rate of a group over the largest; the four-fifths rule asks for 0.8',
    undefinedWhen: `${SMALL}, or nobody is selected`,
    source: 'fairlearn.metrics.demographic_parity_ratio',
  }),
  gap('equalized_odds_difference', {
    definition:
      'the larger of two differences between groups: of the true-positive and of the false-positive rates',
    undefinedWhen: `${SMALL}: a group without positive or without negative labels (fairlearn counts 0)`,
    source: 'fairlearn.metrics.equalized_odds_difference, agg="worst_case"',
  }),
  gap('equal_opportunity_difference', {
    definition: 'largest true-positive rate of a group less the smallest',
    undefinedWhen: `${SMALL}: a group without positive labels (fairlearn counts 0)`,
    source: 'fairlearn.metrics.equal_opportunity_difference',
  }),
  gap('predictive_parity_difference', {
    definition: 'largest precision of a group less the smallest',
    undefinedWhen: `${SMALL}: a group in which nobody is predicted positive`,
    source: 'Chouldechova 2017; fairlearn MetricFrame(precision).difference()',
  }),
];
