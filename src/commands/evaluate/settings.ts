/** From `assay.yaml` and the options to what is evaluated: options win over the file. */
import { type Problem, usageError } from '../../base/index.js';
import type { EvaluateConfig, LoadedConfig, SliceConfig } from '../../config/index.js';
import { evaluateSchema } from '../../config/parsing/index.js';
import { EVALUATED_TASKS, metricsFor } from '../../evaluation/index.js';
import type { Options } from './options.js';

export interface Settings {
  readonly config: EvaluateConfig;
  readonly dataset: { readonly name: string; readonly path: string; readonly contract?: string | undefined };
  /** Columns with predictions, where these and not a model are evaluated. */
  readonly columns: {
    readonly score?: string | undefined;
    readonly scores?: Readonly<Record<string, string>> | undefined;
    readonly label?: string | undefined;
  } | null;
}

/** All problems of the call are one usage error. */
export function settingsOf(options: Options, file: LoadedConfig | null): Settings {
  const problems: Problem[] = conflicts(options);
  const section = file?.evaluate;
  const dataset = datasetOf(options, file, problems);
  const task = EVALUATED_TASKS.find((known) => known === options.task) ?? section?.task;
  const target = options.target ?? section?.target;
  for (const name of ['score', 'label'] as const) {
    if (target !== undefined && options[name] === target) {
      problems.push({
        message: `--${name} is ${JSON.stringify(target)}, which is the true label: compared with itself it is always right`,
        fix: 'name the column that holds the predictions',
      });
    }
  }
  if (task === undefined)
    problems.push({ message: 'the task is not named', expected: `--task ${EVALUATED_TASKS.join('|')}` });
  if (target === undefined)
    problems.push({ message: 'the target is not named', expected: '--target COLUMN: the true label' });
  const features = pairs(options.feature, '--feature', 'INPUT=COLUMN', problems);
  const scores = pairs(options['class-score'], '--class-score', 'LABEL=COLUMN', problems);
  const slices = options.slice.map(sliceOf);
  if (problems.length > 0 || task === undefined || target === undefined || dataset === null)
    throw usageError(problems);

  const columns =
    options.predictions === undefined ? null : { score: options.score, label: options.label, scores };
  const id = options.id ?? section?.id ?? dataset.id;
  const raw = {
    ...section,
    task,
    target,
    metrics: options.metric.length > 0 ? options.metric : (section?.metrics ?? usualMetrics(task, columns)),
    ...(id === undefined ? {} : { id }),
    ...(options.weight === undefined ? {} : { weight: options.weight }),
    ...(options.cluster === undefined ? {} : { cluster: options.cluster }),
    ...(options.positive === undefined ? {} : { positive: options.positive }),
    ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
    ...(slices.length === 0 ? {} : { slices }),
    ...(options.group === undefined ? {} : { group: options.group }),
    ...(options.fairness.length === 0 ? {} : { fairness: { groups: [...options.fairness] } }),
    ...(options.column.length === 0 ? {} : { columns: [...options.column] }),
    ...(features === undefined ? {} : { features: { ...section?.features, ...features } }),
    ...(options['model-output'] === undefined ? {} : { output: options['model-output'] }),
  };
  const { name, path, contract } = dataset;
  return { config: evaluateSchema.parse(raw), dataset: { name, path, contract }, columns };
}

function conflicts(options: Options): Problem[] {
  const problems: Problem[] = [];
  const withPredictions = ['model', 'data', 'model-output'] as const;
  const needPredictions = ['score', 'label'] as const;
  if (options.predictions !== undefined) {
    for (const name of withPredictions) {
      if (options[name] !== undefined)
        problems.push({
          message: `--${name} makes no sense with --predictions`,
          fix: 'leave one of them out',
        });
    }
    if (options.score !== undefined && options['class-score'].length > 0) {
      problems.push({ message: '--score and --class-score are both given', expected: 'one of them' });
    }
  } else {
    for (const name of needPredictions) {
      if (options[name] !== undefined) problems.push({ message: `--${name} needs --predictions` });
    }
    if (options['class-score'].length > 0) problems.push({ message: '--class-score needs --predictions' });
  }
  return problems;
}

function datasetOf(options: Options, file: LoadedConfig | null, problems: Problem[]) {
  if (options.predictions !== undefined)
    return { name: 'predictions', path: options.predictions, id: undefined, contract: undefined };
  const section = file?.evaluate;
  if (options.data !== undefined) {
    // Other rows for what assay.yaml describes are read as it describes them.
    const contract = section === undefined ? undefined : file?.datasets[section.dataset]?.contract;
    return { name: 'data', path: options.data, id: undefined, contract };
  }
  if (file === null || section === undefined) {
    problems.push({
      message:
        file === null
          ? 'there is nothing to evaluate: no assay.yaml, --data or --predictions'
          : 'assay.yaml has no `evaluate`',
      ...(file === null ? {} : { where: { file: file.file } }),
      expected: 'an `evaluate` section, or --predictions FILE, or --model FILE --data FILE',
    });
    return null;
  }
  const dataset = file.datasets[section.dataset];
  if (dataset === undefined) {
    problems.push({
      where: file.place('evaluate', 'dataset'),
      message: `there is no dataset ${section.dataset}`,
      expected: `one of ${Object.keys(file.datasets).join(', ')}`,
    });
    return null;
  }
  return { name: section.dataset, path: dataset.path, id: dataset.id, contract: dataset.contract };
}

function pairs(
  list: readonly string[],
  option: string,
  form: string,
  problems: Problem[],
): Record<string, string> | undefined {
  if (list.length === 0) return undefined;
  const entries = list.map((text) => {
    const split = text.indexOf('=');
    if (split < 1 || split === text.length - 1)
      problems.push({ message: `${option} is ${JSON.stringify(text)}`, expected: form });
    return [text.slice(0, split), text.slice(split + 1)] as const;
  });
  return Object.fromEntries(entries);
}

/** `NAME: CONDITION` is a condition, anything else a column. */
export function sliceOf(text: string): SliceConfig {
  const found = /^([^:]+):\s+(.+)$/s.exec(text);
  return found?.[1] && found[2] ? { name: found[1].trim(), where: found[2] } : text;
}

/** Where no metric is named: every one that the predictions allow. */
function usualMetrics(task: EvaluateConfig['task'], columns: Settings['columns']): string[] {
  const scored = columns === null || columns.score !== undefined || columns.scores !== undefined;
  const label = ['accuracy', 'balanced_accuracy', 'mcc'];
  const classified = [...label, 'precision', 'recall', 'f1'];
  const wanted: Readonly<Record<EvaluateConfig['task'], readonly string[]>> = {
    binary: scored ? ['roc_auc', 'average_precision', ...classified] : classified,
    multiclass: [...label, 'f1_macro'],
    regression: ['mae', 'rmse', 'r2'],
    ranking: ['ndcg', 'mrr', 'map'],
    text: ['exact_match', 'token_f1', 'rouge_l'],
  };
  const names = wanted[task];
  return metricsFor(task).filter((name) => names.includes(name));
}
