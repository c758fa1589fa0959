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
  computed('load_time_ms', 'model', {
    direction: 'lower',
    range: [0, null],
    tasks: TASKS,
    unit: 'ms',
    definition:
      'median time in which ONNX Runtime loads the model file, in a process that has loaded it before',
    undefinedWhen: 'there is no ONNX model',
    source: 'wall-clock times on this machine',
  }),
  computed('throughput_rows_per_s', 'model', {
    direction: 'higher',
    range: [0, null],
    tasks: TASKS,
    unit: 'rows/s',
    definition:
      'rows over the time of inference alone, in a batch of `evaluate.batch` rows: median of 31 runs of the first one, or of as many as 20 s allow',
    undefinedWhen: 'there is no ONNX model',
    source: 'wall-clock times on this machine',
  }),
  computed('peak_memory_bytes', 'model', {
    direction: 'lower',
    range: [0, null],
    tasks: TASKS,
    unit: 'bytes',
    definition:
      'highest resident memory of the process that runs the model over the dataset, with the runtime in it',
    undefinedWhen: 'there is no ONNX model',
    source: 'getrusage(2), and /proc on Linux',
  }),
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
