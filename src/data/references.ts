/** Other data that the rules of a contract name: a dataset of assay.yaml, a data file, or a stored profile. */
import { AssayError } from '../base/index.js';
import type { Database } from '../engines/index.js';
import { type Contract, everyColumn } from './contract/index.js';
import type { FoundDataset } from './dataset.js';
import { openView, type View } from './profile/view.js';

/** What a name stands for. */
export type ReferenceData =
  | { readonly found: FoundDataset; readonly contract: Contract | null }
  | { readonly rows: number };

/** Finds what a rule names. Throws a usage error where there is none. */
export type FindReference = (name: string) => Promise<ReferenceData>;

export interface Reference {
  readonly rows: number;
  /** Null for a profile, which has counts and no rows. */
  readonly view: View | null;
}

/** By the name in the rule: the reference, or why it cannot be read. */
export type References = ReadonlyMap<string, Reference | { readonly problem: string }>;

export async function openReferences(
  db: Database,
  contract: Contract,
  find: FindReference | undefined,
  signal: AbortSignal,
): Promise<References> {
  const references = new Map<string, Reference | { problem: string }>();
  const rules = [...contract.quality, ...everyColumn(contract.columns).flatMap((column) => column.quality)];
  for (const rule of rules) {
    const name = rule.kind === 'custom' ? rule.args['reference'] : undefined;
    if (typeof name !== 'string' || references.has(name)) continue;
    references.set(name, await opened(db, name, contract, find, signal));
  }
  return references;
}

/** Frees what was read of them. */
export async function closeReferences(references: References): Promise<void> {
  for (const reference of references.values()) {
    if ('view' in reference) await reference.view?.close();
  }
}

async function opened(
  db: Database,
  name: string,
  own: Contract,
  find: FindReference | undefined,
  signal: AbortSignal,
): Promise<Reference | { problem: string }> {
  if (find === undefined) return { problem: `the reference ${name} is not looked for here` };
  try {
    const data = await find(name);
    if ('rows' in data) return { rows: data.rows, view: null };
    // Without a contract of its own text is read as the data that it is compared with.
    const view = await openView(db, data.found, data.contract ?? own, signal);
    const [row] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
    return { rows: Number(row?.['n']), view };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AssayError && error.kind === 'usage') {
      return { problem: error.problems.map(({ message }) => message).join('; ') };
    }
    throw error;
  }
}
