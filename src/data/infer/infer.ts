/** Proposes a contract that the data passes and that a disturbed copy fails. */
import { stringify } from 'yaml';
import { type Context, usageError } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import type { FoundDataset } from '../dataset.js';
import { openSource } from '../source/index.js';
import { type Suggestion, suggest } from './limits.js';
import { columnFacts } from './types.js';

export interface Inferred {
  /** The contract as ODCS YAML. */
  readonly text: string;
  /** What a person should read and correct. */
  readonly guesses: readonly string[];
  readonly rows: number;
  readonly columns: number;
}

/**
 * Reads the data twice: for types, and for limits. `name` becomes the object's name; absent: that of the dataset.
 * Throws a usage error where nothing can be read from the data.
 */
export async function inferContract(
  ctx: Context,
  db: Database,
  found: FoundDataset,
  name: string = found.name,
): Promise<Inferred> {
  const source = await openSource(db, found, ctx.signal);
  const [fault] = source.faults.filter(({ verdict }) => verdict !== 'warn');
  if (source.from === null || fault !== undefined) {
    throw usageError({
      message: `no contract can be made from ${found.path}: ${fault ? `${fault.file} ${fault.message}` : 'nothing can be read'}`,
      ...(fault?.fix ? { fix: fault.fix } : {}),
    });
  }
  const { rows, facts } = await columnFacts(db, source);
  if (rows === 0)
    throw usageError({
      message: `${found.path} has no rows`,
      expected: 'data that a contract can be made from',
    });
  const progress = ctx.log.progress('infer');
  const suggestions: Suggestion[] = [];
  try {
    for (const [index, column] of facts.entries()) {
      ctx.signal.throwIfAborted();
      progress.update(column.column.name, index / facts.length);
      suggestions.push(await suggest(db, source, column, rows));
    }
  } finally {
    progress.done();
  }
  const guesses = suggestions.flatMap((suggestion) => suggestion.guesses);
  const untyped = facts.filter(({ type }) => type === undefined).map(({ column }) => column.name);
  guesses.push(
    ...untyped.map(
      (column) =>
        `${column}: no type, since ${found.format === 'parquet' ? 'the standard has no word for it' : 'its values are empty or of several types'}`,
    ),
  );
  return { text: contractText(name, suggestions), guesses, rows, columns: facts.length };
}

function contractText(name: string, suggestions: readonly Suggestion[]): string {
  const key = suggestions.find(({ unique, required }) => unique && required);
  const document = {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: name,
    version: '0.1.0',
    status: 'draft',
    schema: [
      {
        name,
        properties: suggestions.map((suggestion) => propertyOf(suggestion, suggestion === key)),
        quality: [{ metric: 'rowCount', mustBeGreaterThan: 0 }],
      },
    ],
  };
  const head =
    '# Proposed by `assay infer` from the data that was there. Read it, and correct what is a guess.\n';
  return `${head}${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

function propertyOf(suggestion: Suggestion, isKey: boolean): Record<string, unknown> {
  const { facts, required, unique, options, values } = suggestion;
  return {
    name: facts.column.name,
    ...(facts.type === undefined ? {} : { logicalType: facts.type }),
    ...(required ? { required: true } : {}),
    ...(unique && !isKey ? { unique: true } : {}),
    ...(isKey ? { primaryKey: true, primaryKeyPosition: 1 } : {}),
    ...(Object.keys(options).length > 0 ? { logicalTypeOptions: options } : {}),
    ...(values === null
      ? {}
      : { quality: [{ metric: 'invalidValues', arguments: { validValues: values }, mustBe: 0 }] }),
  };
}
