/** Metrics of the user's own: numbers that stand beside the predictions, with a direction that the user declares. */
import { type Problem, usageError } from '../base/index.js';
import type { OwnMetricConfig } from '../config/index.js';
import type { Direction, Task } from '../results/index.js';
import { type MetricInfo, metricOf } from './catalogue.js';
import { CLASS_SCORE } from './column-names.js';

type Own = Readonly<Record<string, OwnMetricConfig>>;

/** The metrics that are columns, by name. Throws a usage error for tasks and names that cannot have them. */
export function ownMetrics(own: Own, task: Task): Map<string, MetricInfo> {
  const problems: Problem[] = [];
  const found = new Map<string, MetricInfo>();
  for (const [name, { direction, unit, column, output }] of Object.entries(own)) {
    const where = { key: `evaluate.own.${name}` };
    if (output !== undefined && column !== undefined)
      problems.push({ where, message: '`output` and `column` are both given', expected: 'one of them' });
    if (output !== undefined) continue;
    if (task !== 'text') {
      problems.push({
        where,
        message: `a column of the predictions is a metric for the task text only, and the task is ${task}`,
        expected: '`output`: the output of train whose file holds the metric',
      });
    }
    if (isComputed(name, task) && column === undefined) {
      problems.push({
        where,
        message: `${name} is the name of a metric that Assay computes`,
        fix: 'give it another name, with `column`',
      });
    }
    found.set(name, ownInfo(name, direction, unit ?? null));
  }
  if (problems.length > 0) throw usageError(problems);
  return found;
}

function isComputed(name: string, task: Task): boolean {
  const info = metricOf(name);
  return info?.computed === true && info.tasks.includes(task);
}

function ownInfo(name: string, direction: Direction | null, unit: string | null): MetricInfo {
  return {
    name,
    direction,
    unit,
    range: [null, null],
    tasks: ['text'],
    computed: true,
    needs: 'text',
    definition: `${name} as it stands beside the predictions; mean over the examples of the mean over their samples`,
    undefinedWhen: 'a row without a number',
    source: 'the column of the predictions',
  };
}

/** Name → column, of the metrics that are columns. */
export function ownColumns(own: Own | undefined): Map<string, string> {
  return new Map(
    Object.entries(own ?? {}).flatMap(([name, { column, output }]): [string, string][] =>
      output === undefined ? [[name, column ?? name]] : [],
    ),
  );
}

/** The same metrics in predictions as Assay keeps them. */
export function keptOwn(own: Own | undefined): Record<string, OwnMetricConfig> {
  return Object.fromEntries(
    Object.entries(own ?? {})
      .filter(([, { output }]) => output === undefined)
      .map(([name, metric]) => [name, { ...metric, column: `${CLASS_SCORE}${name}` }]),
  );
}
