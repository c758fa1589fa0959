/** Rows of what is measured of the model itself. */
import { TASKS } from '../../results/index.js';
import { computed, type MetricInfo } from './info.js';

export const MODEL: readonly MetricInfo[] = [
  ...[50, 95, 99].map((percent) =>
    computed(`latency_p${percent}_ms`, 'model', {
      direction: 'lower',
      range: [0, null],
      tasks: TASKS,
      unit: 'ms',
      definition: `${percent}th percentile of the time of one inference on one row, after warm-up`,
      undefinedWhen: 'there is no model, only predictions; or fewer timed requests than the percentile needs',
      source: 'nearest-rank percentile of wall-clock times on this machine',
    }),
  ),
  computed('model_size_bytes', 'model', {
    direction: 'lower',
    range: [0, null],
    tasks: TASKS,
    unit: 'bytes',
    definition: 'size of the model file',
    undefinedWhen: 'there is no model, only predictions',
    source: 'file system',
  }),
];
