/**
 * Reads every byte and every chain of a registry. Nothing is trusted: names against bytes, entries against
 * their seals and places, and each reference against what it names. Problems are damage; notes are not.
 */
import { AssayError, inLanes, type Lanes } from '../base/index.js';
import { locate, REGISTRY_KEY } from './layout.js';
import { nothingSeen, RESTORE, references, type Seen, unreferenced } from './references.js';
import { isDamage } from './sealed.js';
import type { Store, StoredObject } from './storage/index.js';
import type { RegistryProblem } from './types.js';
import { readObject, type Told } from './verify-object.js';

export interface Verification {
  readonly problems: RegistryProblem[];
  /** Things to know that are no damage: remains of interrupted writes, objects that nothing names. */
  readonly notes: RegistryProblem[];
  readonly objects: number;
  readonly bytes: number;
}

interface VerifyOptions {
  readonly progress?: (text: string, fraction?: number) => void;
  readonly signal?: AbortSignal;
}

export async function verifyStore(store: Store, options: VerifyOptions = {}): Promise<Verification> {
  const problems: RegistryProblem[] = [];
  const notes: RegistryProblem[] = [];
  const seen = nothingSeen();
  const objects: StoredObject[] = [];
  for await (const object of store.list('')) objects.push(object);
  const total = objects.reduce((sum, object) => sum + object.size, 0);
  const listed = new Set(objects.map(({ key }) => key));
  let done = 0;
  const read = async (object: StoredObject, signal: AbortSignal): Promise<Told> => {
    options.progress?.(object.key, total === 0 ? 1 : Math.min(1, done / total));
    const told: (() => void)[] = [];
    const later = (work: () => void) => void told.push(work);
    try {
      const problem = await readObject(store, object, { seen, notes, later }, signal);
      if (problem !== null) later(() => problems.push(problem));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AssayError)) throw error;
      // A clean-up removed it since; where anything names it, it is missing.
      if ((await store.stat(object.key)) === null) later(() => listed.delete(object.key));
      else later(() => problems.push(problemOf(object.key, error)));
    }
    done += object.size;
    return () => {
      for (const work of told) work();
    };
  };
  const readAll = (some: readonly StoredObject[]) => inOrder(some, read, options.signal);
  await readAll(objects);
  if (!objects.some(({ key }) => key === REGISTRY_KEY)) {
    problems.push({ key: REGISTRY_KEY, message: 'is missing', fix: RESTORE });
  }
  problems.push(...(await brokenReferences(store, seen, listed, readAll, options.signal)));
  notes.push(...unreferenced(seen));
  const compared = seen.index.compare(new Set(problems.map(({ key }) => key)));
  problems.push(...compared.problems);
  notes.push(...compared.notes);
  for await (const { key, size } of store.leftovers()) {
    notes.push({ key, message: `is what an interrupted write left (${size} bytes); it is never read` });
  }
  options.progress?.('done', 1);
  problems.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { problems, notes, objects: objects.length, bytes: total };
}

/**
 * What the objects say of each other wrongly. A listing takes time, and who registers meanwhile may have written what
 * is named after its place in the listing and what names it before: so what seems to be missing is looked for again,
 * and read, until nothing more is found.
 */
async function brokenReferences(
  store: Store,
  seen: Seen,
  listed: Set<string>,
  readAll: (objects: readonly StoredObject[]) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<RegistryProblem[]> {
  const sought = new Set<string>();
  for (;;) {
    const problems = references(seen, listed);
    const keys = new Set(problems.map(({ key }) => key));
    const missing = [...keys].filter((key) => !listed.has(key) && !sought.has(key));
    for (const key of missing) sought.add(key);
    const stats = await inLanes(
      missing,
      lanes(() => 1, signal),
      (key) => store.stat(key),
    );
    const found = stats.filter((object) => object !== null);
    if (found.length === 0) return problems;
    for (const { key } of found) listed.add(key);
    await readAll(found);
  }
}

/** Objects that are read at once. */
const AT_ONCE = 16;
/** Bytes of objects that are held in memory at once, counted by what each of them takes at most. */
const BUDGET = 256 << 20;
/** A blob is read in pieces, of which a store holds no more than these. */
const PIECES = 48 << 20;

function lanes<T>(weight: (item: T) => number, signal: AbortSignal | undefined): Lanes<T> {
  return { weight, budget: BUDGET, most: AT_ONCE, signal: signal ?? new AbortController().signal };
}

/** Reads several at once; what they say counts in their order, so that a verification always says the same. */
async function inOrder(
  objects: readonly StoredObject[],
  read: (object: StoredObject, signal: AbortSignal) => Promise<Told>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const waiting = new Map<number, Told>();
  let next = 0;
  const weight = ({ key, size }: StoredObject) =>
    locate(key).kind === 'blob' ? Math.min(size, PIECES) : size;
  await inLanes(
    objects.map((object, index) => ({ object, index })),
    lanes(({ object }) => weight(object), signal),
    async ({ object, index }, either) => {
      waiting.set(index, await read(object, either));
      for (let told = waiting.get(next); told !== undefined; told = waiting.get(next)) {
        waiting.delete(next);
        next += 1;
        told();
      }
    },
  );
}

function problemOf(key: string, error: AssayError): RegistryProblem {
  const message = error.problems.map((problem) => problem.message).join('; ');
  // What this user may not read may be whole: its own cure, such as rights, comes first.
  const own = isDamage(error) ? undefined : error.problems[0]?.fix;
  return { key, message, fix: own ?? RESTORE };
}
