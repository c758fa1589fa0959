/** Other datasets at hand: those that the foreign keys of a contract lead to. */
import { posix } from 'node:path';
import type { Context } from '../base/index.js';
import type { Database } from '../engines/index.js';
import { type ColumnSql, logicalTypesOf } from './checks/lexical.js';
import { expand } from './checks/nested.js';
import { type NumberColumn, sameNumber } from './checks/same-number.js';
import { type Contract, type ContractColumn, findProperty, type Relationship } from './contract/index.js';
import type { FoundDataset } from './dataset.js';
import { prepare } from './plan.js';
import { openSource, type Source } from './source/index.js';

/** A dataset and the contract that it is held to. */
export interface Neighbour {
  readonly found: FoundDataset;
  readonly contract: Contract;
}

/** What a foreign key leads to. */
export interface Parent {
  /** `customers.id`, and the dataset where it is another. */
  readonly name: string;
  /** SELECT of its keys, none of them NULL. */
  readonly query: string;
  readonly shownQuery: string;
  /** How each column of the child is compared. */
  readonly keys: readonly ((child: ColumnSql) => string)[];
}

/** A parent that is at hand and cannot be looked into: nothing is known, and nothing passes. */
interface Unusable {
  readonly problem: string;
}

/** By relationship: the parent, or the reason why it is not checked. */
export type Parents = ReadonlyMap<Relationship, Parent | Unusable | string>;

/** Opens what the relationships of a contract lead to. Files that cannot be read are a reason, not an error. */
export async function openParents(
  ctx: Context,
  db: Database,
  source: Source,
  contract: Contract,
  neighbours: readonly Neighbour[],
): Promise<Parents> {
  const parents = new Map<Relationship, Parent | Unusable | string>();
  const own: Neighbour = { found: source.found, contract };
  for (const relationship of contract.relationships ?? []) {
    const target = targetOf(relationship, own, neighbours);
    if (typeof target === 'string') {
      parents.set(relationship, target);
      continue;
    }
    const opened = target === own ? source : await openSource(db, target.found, ctx.signal, target.contract);
    parents.set(relationship, parentOf(relationship, { contract, source }, target, opened));
  }
  return parents;
}

function targetOf(
  { target }: Relationship,
  own: Neighbour,
  neighbours: readonly Neighbour[],
): Neighbour | string {
  const file = fileOf(own.contract);
  const wanted = target.file === null ? file : posix.normalize(posix.join(posix.dirname(file), target.file));
  const is = ({ contract }: Neighbour) =>
    fileOf(contract) === wanted && (contract.aliases ?? [contract.object]).includes(target.object);
  if (is(own)) return own;
  const all = neighbours.filter((one) => one.found !== own.found && is(one));
  const near = all.filter(({ contract }) => contract.environment === own.contract.environment);
  const found = all.length > 1 && near.length > 0 ? near : all;
  const [first] = found;
  if (first === undefined) return `no dataset at hand is \`${target.object}\` of ${wanted}`;
  if (found.length === 1) return first;
  return `several datasets are \`${target.object}\` (${found.map((one) => one.found.name).join(', ')})`;
}

function fileOf(contract: Contract): string {
  return posix.normalize(contract.file.replace(/#[^#]*$/, '').replaceAll('\\', '/'));
}

interface Side {
  readonly contract: Contract;
  readonly source: Source;
}

function parentOf(
  relationship: Relationship,
  child: Side,
  target: Neighbour,
  source: Source,
): Parent | Unusable | string {
  const { contract, found } = target;
  if (source.from === null) return { problem: `${found.name} cannot be read` };
  const rules = relationship.target.properties.map((path) => findProperty(contract.columns, path));
  const missing = relationship.target.properties.find((_, index) => rules[index] === undefined);
  if (missing !== undefined) return `${contract.object} has no property \`${missing.join('.')}\``;
  const parent: Side = { contract, source };
  const { bare, shown } = prepare(source, contract);
  const sides = rules.map((rule, index) => {
    const name = relationship.columns[index] ?? '';
    return [columnOf(child, name), columnOf(parent, rule?.name ?? '')] as const;
  });
  const absent = sides.findIndex(([, side]) => side === null);
  if (absent >= 0) return { problem: `${found.name} has no \`${rules[absent]?.name}\`` };
  const here = sides.findIndex(([side]) => side === null);
  if (here >= 0) return `the data has no \`${relationship.columns[here]}\``;
  const keys = sides.map(([one, other]) => formsOf(one, other));
  const query = (lookup: typeof bare, from: string) => {
    const names = rules.map((rule, index) => keys[index]?.[1](lookup(rule?.name ?? '')) ?? 'NULL');
    // NOT IN finds nothing where the list holds a NULL.
    const filled = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
    return `SELECT ${names.length === 1 ? names.join('') : `row(${names.join(', ')})`} FROM ${from} WHERE ${filled}`;
  };
  const properties = relationship.target.properties.map((path) => path.join('.')).join(' + ');
  return {
    name: `${contract.object}.${properties}${found === child.source.found ? '' : ` (${found.name})`}`,
    query: query(bare, source.from),
    shownQuery: query(shown, source.shownFrom),
    keys: keys.map(([form]) => form),
  };
}

type Form = (sql: ColumnSql) => string;

/** How the values of a child's column and of its parent's are compared with each other. */
function formsOf(one: KeyColumn | null, other: KeyColumn | null): readonly [Form, Form] {
  if (one === null || other === null || one.family !== other.family || one.family === 'text') {
    return [(sql) => sql.text, (sql) => sql.text];
  }
  return one.family === 'number' ? sameNumber(one, other) : [(sql) => sql.value, (sql) => sql.value];
}

interface KeyColumn extends NumberColumn {
  /** What its values compare with. */
  readonly family: string;
}

/** Null where the data has no such column. */
function columnOf({ contract, source }: Side, name: string): KeyColumn | null {
  const of = (rule: ContractColumn | undefined, type: string | null): KeyColumn => {
    const fits = type === null ? [rule?.type ?? 'string'] : logicalTypesOf(type);
    const number = fits.some((one) => one === 'integer' || one === 'number');
    const [first = 'text'] = fits;
    return { family: number ? 'number' : first === 'string' ? 'text' : first, type, rule };
  };
  const column = source.columns.find((candidate) => candidate.name === name);
  if (column !== undefined) {
    return of(
      contract.columns.find((rule) => rule.name === name),
      column.type,
    );
  }
  const part = expand(source, contract).parts.find((candidate) => candidate.name === name);
  return part === undefined ? null : of(part.rule, part.type);
}
