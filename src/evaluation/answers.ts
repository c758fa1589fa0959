/** The columns of a text task beside the references: answers, and what is known of them. */
import { nearest, type Problem, usageError } from '../base/index.js';
import type { EvaluateConfig } from '../config/index.js';
import { sqlName } from '../data/index.js';
import { type ColumnRequest, isNumeric, readColumns, textOf } from './columns.js';
import type { AnswerColumns, Predictions } from './predictions.js';
import type { Relation } from './predictions-file.js';
import type { Table } from './table.js';

type Names = NonNullable<EvaluateConfig['text']>;
/** Read where they are there and nothing else is named. */
const USUAL: Readonly<Record<keyof Names, string>> = {
  answer: 'prediction',
  correct: 'correct',
  judge: 'judge',
  preferred: 'preferred',
  tokens: 'tokens',
  cost: 'cost_usd',
};
const ROLES = ['answer', 'correct', 'judge', 'preferred', 'tokens', 'cost'] as const;

/** Words for a comparison that was won, lost or tied, as judges write them. */
const PREFERENCE =
  "CASE lower(trim(CAST(COLUMN AS VARCHAR))) WHEN 'win' THEN 1.0 WHEN 'tie' THEN 0.5 WHEN 'loss' THEN 0.0 WHEN 'lose' THEN 0.0 ELSE TRY_CAST(COLUMN AS DOUBLE) END";

/** Throws a usage error with every problem: a column that is not there, of another type, a preference beyond [0, 1]. */
export async function readAnswers(
  table: Table,
  relation: Relation,
  named: { readonly [K in keyof Names]?: string | undefined },
  signal: AbortSignal,
  /** Name → column of numbers. */
  own: ReadonlyMap<string, string> = new Map(),
): Promise<Predictions> {
  const problems: Problem[] = [];
  const scored = [...own].map(([name, column]) => ({ name, column }));
  for (const { name, column } of scored) {
    const type = relation.columns.get(column);
    if (type !== undefined && (isNumeric(type) || type === 'BOOLEAN')) continue;
    problems.push(
      type === undefined
        ? { message: `own metric ${name}: ${column} is no column of ${relation.name}` }
        : { message: `own metric ${name}: ${column} is ${type}`, expected: 'a column of numbers' },
    );
  }
  const requests: Partial<Record<keyof Names, ColumnRequest>> = {};
  for (const role of ROLES) {
    const column = named[role] ?? (relation.columns.has(USUAL[role]) ? USUAL[role] : undefined);
    if (column === undefined) continue;
    const type = relation.columns.get(column);
    if (type === undefined) {
      const names = [...relation.columns.keys()];
      const near = nearest(column, names);
      problems.push({
        message: `text.${role} ${column} is no column of ${relation.name}`,
        expected: `one of ${names.join(', ')}`,
        ...(near ? { fix: `did you mean ${near}?` } : {}),
      });
      continue;
    }
    const name = sqlName(column);
    if (role === 'answer') requests.answer = { sql: `CAST(${name} AS VARCHAR)`, kind: 'string' };
    else if (role === 'judge') requests.judge = textOf(name, type);
    else if (role === 'preferred') {
      requests.preferred = { sql: PREFERENCE.replaceAll('COLUMN', name), kind: 'number' };
    } else if (isNumeric(type) || type === 'BOOLEAN') requests[role] = { sql: name, kind: 'number' };
    else problems.push({ message: `text.${role} ${column} is ${type}`, expected: 'a column of numbers' });
  }
  const roles = ROLES.filter((role) => requests[role] !== undefined);
  if (roles.length === 0 && scored.length === 0 && problems.length === 0) {
    problems.push({
      message: `${relation.name} has no answers and nothing that is known of them`,
      expected: `a column ${Object.values(USUAL).join(', ')}, or other names under \`text\``,
    });
  }
  if (problems.length > 0) throw usageError(problems);
  const columns = await readColumns(
    table.db,
    relation.from,
    [
      ...roles.flatMap((role) => requests[role] ?? []),
      ...scored.map(({ column }): ColumnRequest => ({ sql: sqlName(column), kind: 'number' })),
    ],
    table.rows,
    signal,
  );
  const of = (role: keyof Names) => columns[roles.indexOf(role)] ?? null;
  const number = (role: keyof Names) => {
    const found = of(role);
    return found instanceof Float64Array ? found : null;
  };
  const [answers, judge] = [of('answer'), of('judge')];
  const text: AnswerColumns = {
    answers: Array.isArray(answers) ? answers : null,
    judge: judge !== null && 'codes' in judge ? judge : null,
    correct: number('correct'),
    preferred: number('preferred'),
    tokens: number('tokens'),
    cost: number('cost'),
    ...(scored.length === 0
      ? {}
      : {
          scores: new Map(
            scored.flatMap(({ name }, k): [string, Float64Array][] => {
              const values = columns[roles.length + k];
              return values instanceof Float64Array ? [[name, values]] : [];
            }),
          ),
        }),
  };
  const strange = text.preferred?.findIndex((value) => value < 0 || value > 1) ?? -1;
  if (strange >= 0) {
    throw usageError({
      message: `text.preferred is ${text.preferred?.[strange]} in row ${strange + 1}`,
      expected: 'win, loss or tie, or a number from 0 (lost) to 1 (won)',
    });
  }
  return { scores: null, classes: null, predicted: null, text };
}
