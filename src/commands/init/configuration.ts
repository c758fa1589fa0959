/** The text of a new `assay.yaml`: what was found, each guess marked as one. Pure. */
import { type Document, parseDocument, stringify } from 'yaml';
import { schemaAddress } from '../../results/index.js';
import { METRICS_OF } from './survey.js';

export interface Plan {
  readonly model: string;
  /** `git`, or a folder. */
  readonly registry: string;
  readonly train: string;
  readonly test: string;
  readonly serving: string | null;
  readonly contract: string;
  readonly target: string;
  readonly targetGuessed: boolean;
  readonly task: keyof typeof METRICS_OF;
  readonly taskGuessed: boolean;
  readonly id: string | null;
  readonly run: string;
  readonly inputs: readonly string[];
}

export function configurationText(plan: Plan): string {
  const dataset = (path: string, more: object = {}) => ({
    path,
    contract: plan.contract,
    ...(plan.id ? { id: plan.id } : {}),
    ...more,
  });
  const { metrics, rules } = METRICS_OF[plan.task];
  const document: Document = parseDocument(
    stringify({
      version: 1,
      model: plan.model,
      registry: plan.registry,
      datasets: {
        train: dataset(plan.train),
        test: dataset(plan.test, { leakage: { against: 'train' } }),
        ...(plan.serving ? { serving: dataset(plan.serving, { drift: { reference: 'train' } }) } : {}),
      },
      train: { run: plan.run, inputs: plan.inputs, outputs: { model: 'model.onnx' } },
      evaluate: {
        dataset: 'test',
        task: plan.task,
        target: plan.target,
        ...(plan.id ? { id: plan.id } : {}),
        metrics,
      },
      gate: { baseline: 'production', rules },
      targets: {
        staging: { folder: 'deploy/staging', approvals: 0 },
        production: { folder: 'deploy/production', after: 'staging', approvals: 1 },
      },
      ...(plan.serving
        ? { monitor: { dataset: 'serving', on: { drift: 'alert', performance: 'alert' } } }
        : {}),
    }),
  );
  note(
    document,
    ['registry'],
    ' a folder; keep it out of the work tree of git, or on a disk that outlives the job',
  );
  note(
    document,
    ['train', 'outputs', 'model'],
    ' relative to ASSAY_OUTPUT_DIR, which train.run must write to',
  );
  if (plan.taskGuessed) note(document, ['evaluate', 'task'], ' a guess from the values of the target');
  if (plan.targetGuessed) note(document, ['evaluate', 'target'], ' a guess from the names of the columns');
  return `# yaml-language-server: $schema=${schemaAddress('assay')}\n${document.toString({ lineWidth: 0 })}`;
}

function note(document: Document, path: readonly string[], comment: string): void {
  const node = document.getIn(path, true);
  if (typeof node === 'object' && node !== null && 'comment' in node) node.comment = comment;
}
