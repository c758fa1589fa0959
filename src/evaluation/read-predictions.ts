/** Predictions from columns, by what the task calls for: numbers and labels, or answers in text. */
import type { EvaluateConfig } from '../config/index.js';
import { readAnswers } from './answers.js';
import { ownColumns } from './own.js';
import type { Predictions } from './predictions.js';
import { type PredictionColumns, type Relation, readPredictions, usualColumns } from './predictions-file.js';
import type { Table } from './table.js';

type Config = Pick<
  EvaluateConfig,
  'task' | 'target' | 'id' | 'weight' | 'group' | 'cluster' | 'text' | 'own'
>;

/** The columns that are named, else those with the usual names. `path` is the file, for messages. */
export function namedOrUsual(
  named: PredictionColumns,
  columns: ReadonlyMap<string, string>,
  config: Config,
  path: string,
): PredictionColumns {
  const { score, scores, label } = named;
  if (score !== undefined || scores !== undefined || label !== undefined || config.task === 'text') {
    return named;
  }
  const { target, id, weight, group, cluster } = config;
  const known = [target, id, weight, group, cluster];
  return usualColumns(
    [...columns.keys()].filter((name) => !known.includes(name)),
    config.task,
    path,
  );
}

/** Throws a usage error with every problem of the columns. */
export function readAny(
  table: Table,
  relation: Relation,
  wanted: PredictionColumns,
  { task, text, own }: Pick<Config, 'task' | 'text' | 'own'>,
  signal: AbortSignal,
): Promise<Predictions> {
  return task === 'text'
    ? readAnswers(table, relation, { ...text, answer: wanted.label ?? text?.answer }, signal, ownColumns(own))
    : readPredictions(table, relation, wanted, signal);
}
