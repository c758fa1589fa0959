/**
 * The head of a model card as the Hugging Face Hub reads it: YAML between two lines of dashes, with the results as a
 * `model-index` (https://github.com/huggingface/hub-docs/blob/main/modelcard.md). The licence is the owner's to add.
 */
import { stringify } from 'yaml';
import type { Metric, Task } from '../../results/index.js';
import type { Lineage } from '../lineage.js';
import { isOnnx, type PaperFacts } from './facts.js';

/** Task words of the Hub name a modality too, which no manifest says; these are ours. */
const TASK_TYPES: Readonly<Record<Task, string>> = {
  binary: 'binary-classification',
  multiclass: 'multiclass-classification',
  regression: 'regression',
  ranking: 'ranking',
  text: 'text',
};

/** Both lines of dashes and what is between them, with a line end. Metrics without a value are left out. */
export function frontMatter({ version: { entry, manifest } }: Lineage, facts: PaperFacts): string {
  const slices = new Map<string | null, Metric[]>();
  for (const metric of manifest.metrics) {
    if (metric.value === null) continue;
    slices.set(metric.slice, [...(slices.get(metric.slice) ?? []), metric]);
  }
  const { task, evaluated } = facts;
  // Where `evaluate` left no result, metrics came from a file, and nobody knows what they were measured on.
  const dataset = evaluated?.name ?? 'unknown';
  const results = [...slices].map(([slice, metrics]) => ({
    task: { type: task === null ? 'other' : TASK_TYPES[task] },
    dataset: {
      type: dataset,
      name: slice === null ? dataset : `${dataset} (${slice})`,
      ...(evaluated === null ? {} : { revision: `sha256:${evaluated.sha256}` }),
      ...(slice === null ? {} : { args: { slice } }),
    },
    metrics: metrics.map(({ name, value, interval, confidence, n }) => ({
      type: name,
      name,
      value,
      ...(interval === null ? {} : { args: { interval, confidence, n } }),
    })),
  }));
  const tags = ['assay', ...(isOnnx(manifest) ? ['onnx'] : []), ...(task === null ? [] : [TASK_TYPES[task]])];
  const yaml = stringify(
    {
      ...(isOnnx(manifest) ? { library_name: 'onnx' } : {}),
      tags,
      'model-index': [{ name: `${manifest.model} v${entry.version}`, results }],
    },
    // Every string in double quotes on one line: no name can end the head, or become another type.
    {
      defaultStringType: 'QUOTE_DOUBLE',
      defaultKeyType: 'PLAIN',
      lineWidth: 0,
      aliasDuplicateObjects: false,
    },
  );
  return `---\n${yaml.replace(HIDDEN, escaped)}---\n`;
}

/** Characters that YAML refuses or that turn text around. They stand inside double quotes, where an escape is the same. */
const HIDDEN = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
