/**
 * The predictions that were kept with a version (or that a user has in a file), lined up with the dataset at hand:
 * by id, else by row number. They serve only where they are of the same examples with the same labels.
 */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AssayError } from '../../base/index.js';
import { sqlName } from '../../data/index.js';
import { textOf } from '../columns.js';
import { keptOwn } from '../own.js';
import type { Predictions } from '../predictions.js';
import {
  CLASS_SCORE,
  matchedPredictions,
  PREDICTION,
  type Relation,
  SCORE,
  usualColumns,
} from '../predictions-file.js';
import { namedOrUsual, readAny } from '../read-predictions.js';
import type { EvaluatedTask, EvaluateRequest, KeptPredictions } from '../request.js';
import { DATA, type Table, wordsOf } from '../table.js';
import { differingMeaning } from './definition.js';

export type KeptOutcome =
  | { readonly predictions: Predictions; readonly notes: readonly string[] }
  | { readonly refused: string };

/** Refuses with the reason where the examples, their labels or the meaning of the scores differ. */
export async function readKept(
  table: Table,
  request: Pick<EvaluateRequest, 'config' | 'dataset'>,
  task: EvaluatedTask,
  kept: KeptPredictions,
  signal: AbortSignal,
): Promise<KeptOutcome> {
  const { config, dataset } = request;
  const sameData = kept.dataset === dataset.sha256;
  if (kept.columns === null) {
    if (kept.definition === null) return { refused: 'it is not known what its predictions mean' };
    const differs = differingMeaning(kept.definition, config);
    if (differs.length > 0) {
      return { refused: `its predictions mean something else: here it is ${differs.join(', ')}` };
    }
  }
  if (config.id === undefined && !sameData) {
    return { refused: 'its predictions are of another file, and without `id` rows cannot be matched' };
  }
  // Only files in the scratch folder can be read by now.
  const path = join(table.scratch, 'kept-predictions');
  await copyFile(kept.path, path);
  const id = config.id;
  let relation: Relation;
  try {
    relation = await matchedPredictions(
      table,
      path,
      id,
      'assay_kept',
      kept.columns === null ? 'id' : (id ?? 'id'),
      wordsOf(task, [
        config.target,
        kept.columns?.label,
        config.text?.answer,
        config.text?.judge,
        PREDICTION,
      ]),
    );
  } catch (error) {
    if (!(error instanceof AssayError) || error.kind !== 'usage') throw error;
    return { refused: error.problems.map((problem) => problem.message).join('; ') };
  }
  const labels = kept.columns === null ? 'label' : config.target;
  const notes =
    sameData || kept.columns !== null
      ? []
      : [
          'whether the inputs of both sides are the same: the dataset is of other bytes than the one of the baseline; ids and labels agree',
        ];
  if (relation.columns.has(labels)) {
    const number = task === 'regression' || task === 'ranking';
    const kind = number ? 'number' : 'text';
    const wrong = await differing(table, relation, [config.target, labels], kind);
    if (wrong > 0) return { refused: `${wrong} of ${table.rows} examples have another label there` };
  } else {
    notes.push(
      `whether the labels of the baseline's predictions are the same: they have no column ${labels}`,
    );
  }
  const group = kept.columns === null ? 'group' : config.group;
  if (config.group !== undefined && group !== undefined && relation.columns.has(group)) {
    const wrong = await differing(table, relation, [config.group, group], 'text');
    if (wrong > 0) {
      return { refused: `${wrong} of ${table.rows} examples have another ${config.group} there` };
    }
  }
  const weight = config.weight;
  const weights = kept.columns === null ? 'weight' : weight;
  // Kept weights are those of the column of then; of another column they say nothing of this one.
  const sameWeight = kept.columns !== null || kept.definition?.text.includes(`weight: ${weight}`);
  if (weight !== undefined && weights !== undefined && sameWeight) {
    if (relation.columns.has(weights)) {
      const wrong = await differing(table, relation, [weight, weights], 'number');
      if (wrong > 0) return { refused: `${wrong} of ${table.rows} examples have another weight there` };
    } else {
      notes.push(
        `whether the weights of the baseline's predictions are the same: they have no column ${weights}`,
      );
    }
  }
  const names = [...relation.columns.keys()];
  const columns =
    kept.columns === null
      ? usualColumns(names.filter(isKept), task, path)
      : namedOrUsual(kept.columns, relation.columns, config, kept.path);
  // Kept answers stand under the usual names, whatever the columns were called where they came from.
  const own = kept.columns === null ? { task, own: keptOwn(config.own) } : config;
  return { predictions: await readAny(table, relation, columns, own, signal), notes };
}

function isKept(name: string): boolean {
  return name === SCORE || name === PREDICTION || name.startsWith(CLASS_SCORE);
}

/** Rows in which a column of the dataset and one of the predictions differ; both are in the order of the dataset. */
async function differing(
  table: Table,
  relation: Relation,
  [target, label]: readonly [string, string],
  kind: 'number' | 'text',
): Promise<number> {
  const sql = (column: string, type: string) =>
    kind === 'number' ? `TRY_CAST(${sqlName(column)} AS DOUBLE)` : spelled(textOf(sqlName(column), type).sql);
  const ours = sql(target, table.columns.get(target) ?? 'VARCHAR');
  const theirs = sql(label, relation.columns.get(label) ?? 'VARCHAR');
  const [row] = await table.db.all(
    `SELECT count(*) AS n FROM (SELECT row_number() OVER () AS assay_row, ${ours} AS a FROM ${DATA}) x JOIN (SELECT row_number() OVER () AS assay_row, ${theirs} AS b FROM ${relation.from}) y USING (assay_row) WHERE x.a IS DISTINCT FROM y.b`,
  );
  return Number(row?.n);
}

/** One spelling for one label, as `labelText` has it: true is 1, and 1.0 is 1. */
function spelled(sql: string): string {
  const text = `CAST(${sql} AS VARCHAR)`;
  return `CASE WHEN lower(${text}) = 'true' THEN '1' WHEN lower(${text}) = 'false' THEN '0' WHEN regexp_full_match(${text}, '[+-]?0(\\.0*)?') THEN '0' WHEN regexp_full_match(${text}, '[+-]?[1-9][0-9]*(\\.0*)?') THEN regexp_extract(${text}, '(-?[0-9]+)', 1) ELSE ${text} END`;
}
