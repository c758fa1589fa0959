/**
 * The index of runs: segments under `index/runs/<model>/`, each one object with the rows of many runs, so that a
 * list of thousands takes a few reads. It is never the truth: which runs there are is what the keys below `runs/`
 * say, a run that no segment holds is read from its own entry, and a segment that is damaged or gone costs time.
 *
 * Segments are written once. A new one takes in the runs that no segment holds, and the smaller segments, so that
 * each is more than `GROWTH` times all that are smaller together; those it took in are not needed any more, and
 * may be deleted at any time like everything below `index/`.
 */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { AssayError, messageOf, sha256 } from '../base/index.js';
import { type Core, nonce } from './core.js';
import { keys, locate } from './layout.js';
import { runOf } from './runs.js';
import { damaged, seal, unseal } from './sealed.js';
import type { Key, Store } from './storage/index.js';
import { type RunEntry, type RunList, type RunRow, runRowSchema, runSegmentSchema } from './types.js';

/** So many runs without a segment make a new one worth while: reading them one by one is what a list costs. */
const DUE = 8;
const GROWTH = 4;
const AT_ONCE = 16;
/** No segment of ours comes near this when unpacked; what does is no segment. */
const MAX_BYTES = 1 << 30;

const zip = promisify(gzip);
const unzip = promisify(gunzip);

interface Segment {
  readonly key: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}
interface Reading {
  readonly rows: Map<string, RunRow>;
  /** Segments that were read, with the ids whose rows were taken from them. */
  readonly used: { readonly key: string; readonly ids: readonly string[] }[];
  readonly broken: string[];
  /** Rows that came from the entries themselves. */
  readonly loose: RunRow[];
  readonly notes: string[];
}

/** Of an entry what lists show; metrics of slices stay in the entry. */
export function rowOf(entry: RunEntry, bytes: Uint8Array): RunRow {
  return runRowSchema.parse({
    ...entry,
    entry: sha256(bytes),
    metrics: entry.metrics.filter(({ slice }) => slice === null),
    data: entry.data ?? [],
    stages: entry.stages ?? [],
  });
}

/** Every run as a row, by time and id. Records of one outcome are one row: that with a version, else the first. */
export async function runRows(core: Core, model: string): Promise<RunList> {
  await core.names.checkModel(model);
  const { rows, loose, notes } = await read(core, model, true);
  const sorted = [...rows.values()].sort((a, b) =>
    a.time === b.time ? (a.id < b.id ? -1 : 1) : a.time < b.time ? -1 : 1,
  );
  return { rows: merged(sorted), unindexed: loose.length, notes };
}

function merged(rows: readonly RunRow[]): RunRow[] {
  const best = new Map<string, RunRow>();
  for (const row of rows) {
    const name = row.key ?? row.id;
    const known = best.get(name);
    if (known === undefined || rank(row) > rank(known)) best.set(name, row);
  }
  return rows.filter((row) => best.get(row.key ?? row.id) === row);
}

function rank({ version, source }: RunRow): number {
  return version !== null ? 2 : source === 'run' ? 0 : 1;
}

/** See `Registry.indexRuns`. Needs the right to write below `index/`. */
export async function indexRuns(core: Core, model: string, rebuild: boolean): Promise<number> {
  await core.names.checkModel(model);
  const { rows, used, broken, loose } = await read(core, model, !rebuild);
  const due = rebuild || broken.length > 0 || loose.length >= DUE;
  const superseded = rebuild ? (await segments(core, model)).map(({ key }) => key) : [...broken];
  if (!due) return 0;
  const ids = new Set(loose.map(({ id }) => id));
  if (ids.size > 0) {
    const smallest = [...used].sort((a, b) => a.ids.length - b.ids.length);
    for (const { key, ids: theirs } of smallest) {
      if (theirs.length > GROWTH * ids.size) break;
      for (const id of theirs) ids.add(id);
      superseded.push(key);
    }
    await writeSegment(core, model, rows, [...ids]);
  }
  for (const key of superseded) await dropped(core, key, rebuild);
  return ids.size;
}

export interface RunSegments {
  /** Keys of segments whose rows larger ones hold. */
  readonly spare: readonly string[];
  /** Whether one is damaged, or holds a row of a run that is not among `staying`. */
  readonly stale: boolean;
}

/** What a clean-up must know of the segments, where only these runs stay. Reads each of them. */
export async function segmentsOf(
  core: Core,
  model: string,
  staying: ReadonlySet<string>,
): Promise<RunSegments> {
  const held = new Set<string>();
  const spare: string[] = [];
  let stale = false;
  for (const segment of await segments(core, model)) {
    let rows: readonly RunRow[] | null;
    try {
      rows = await readSegment(core, model, segment);
    } catch (error) {
      if (!(error instanceof SegmentError)) throw error;
      stale = true;
      continue;
    }
    if (rows === null) continue;
    if (rows.some(({ id }) => !staying.has(id))) stale = true;
    if (rows.every(({ id }) => held.has(id))) spare.push(segment.key);
    for (const { id } of rows) held.add(id);
  }
  return { spare, stale };
}

/** Writes one segment of all runs that are there, from the rows at hand, in place of all segments. */
export async function compactRuns(core: Core, model: string): Promise<void> {
  const before = await segments(core, model);
  const { rows } = await read(core, model, true);
  await writeSegment(core, model, rows, [...rows.keys()]);
  for (const { key } of before) await dropped(core, key, true);
}

async function writeSegment(
  core: Core,
  model: string,
  rows: ReadonlyMap<string, RunRow>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const sorted = [...ids].sort();
  const segment = runSegmentSchema.parse({ format: 1, model, rows: sorted.map((id) => rows.get(id)) });
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)];
  const key = keys.runSegment(model, sorted.length, first, last, nonce().slice(0, 16));
  await core.store.create(key, await zip(seal(segment, 'the index of runs')));
}

/** A writer need not have the right to delete: what stays is passed over by readers, and only a rebuild insists. */
async function dropped(core: Core, key: string, must: boolean): Promise<void> {
  try {
    await core.store.delete(key);
  } catch (error) {
    if (must || !(error instanceof AssayError)) throw error;
  }
}

async function read(core: Core, model: string, useIndex: boolean): Promise<Reading> {
  const missing = new Set<string>();
  for await (const { key } of core.store.list(keys.runs(model))) {
    const place = locate(key);
    if (place.kind === 'run') missing.add(place.id);
  }
  const reading: Reading = { rows: new Map(), used: [], broken: [], loose: [], notes: [] };
  // A writer that merges segments deletes the old ones; then the new one is there when they are listed again.
  for (let round = 0; useIndex && missing.size > 0 && round < 2; round += 1) {
    if (await readSegments(core, model, missing, reading)) break;
  }
  reading.loose.push(...(await readLoose(core, model, [...missing])));
  for (const row of reading.loose) reading.rows.set(row.id, row);
  return reading;
}

/** Takes rows from segments into `reading`, and their ids out of `missing`; false where a listed one was gone. */
async function readSegments(
  core: Core,
  model: string,
  missing: Set<string>,
  { rows, used, broken, notes }: Reading,
): Promise<boolean> {
  let whole = true;
  for (const segment of await segments(core, model)) {
    let wanted = 0;
    for (const id of missing) if (segment.first <= id && id <= segment.last) wanted += 1;
    // Larger segments come first, so what is left in the range of a small one is often held by none.
    if (wanted < Math.min(DUE, segment.count) || broken.includes(segment.key)) continue;
    let held: readonly RunRow[] | null;
    try {
      held = await readSegment(core, model, segment);
    } catch (error) {
      // Only what the object itself says; a store that does not answer is an error here as elsewhere.
      if (!(error instanceof SegmentError)) throw error;
      broken.push(segment.key);
      notes.push(`${segment.key} of the index cannot be used: ${error.message}`);
      continue;
    }
    if (held === null) whole = false;
    const ids: string[] = [];
    for (const row of held ?? []) {
      if (!missing.delete(row.id)) continue;
      rows.set(row.id, row);
      ids.push(row.id);
    }
    if (held !== null) used.push({ key: segment.key, ids });
  }
  return whole;
}

/** The largest first. */
async function segments(core: Core, model: string): Promise<Segment[]> {
  const prefix = keys.runSegments(model);
  const found: Segment[] = [];
  for await (const { key } of core.store.list(prefix)) {
    const match = /^([1-9][0-9]{0,9})-([0-9A-Z]{26})-([0-9A-Z]{26})-[0-9a-f]{16}\.json\.gz$/.exec(
      key.slice(prefix.length),
    );
    if (match) found.push({ key, count: Number(match[1]), first: match[2] ?? '', last: match[3] ?? '' });
  }
  return found.sort((a, b) => b.count - a.count || (a.key < b.key ? 1 : -1));
}

class SegmentError extends Error {}

/** Null where it was deleted since it was listed. */
async function readSegment(core: Core, model: string, segment: Segment): Promise<readonly RunRow[] | null> {
  const packed = await core.store.get(segment.key);
  if (packed === null) return null;
  const read = await unpackSegment(core.store, model, segment.key, packed);
  if ('rows' in read) return read.rows;
  throw new SegmentError(read.problem, { cause: read.cause });
}

export type ReadSegment =
  | { readonly rows: readonly RunRow[] }
  | { readonly problem: string; readonly cause: unknown };

/** The rows of a segment, or what is wrong with the object. */
export async function unpackSegment(
  store: Store,
  model: string,
  key: Key,
  packed: Uint8Array,
): Promise<ReadSegment> {
  try {
    const bytes = await unzip(packed, { maxOutputLength: MAX_BYTES });
    const found = unseal(store, key, bytes, runSegmentSchema);
    if (found.model !== model) throw damaged(store, key, `holds runs of ${found.model}`);
    return { rows: found.rows };
  } catch (error) {
    const problem = error instanceof AssayError ? error.problems[0]?.message : messageOf(error);
    return { problem: problem ?? 'unreadable', cause: error };
  }
}

async function readLoose(core: Core, model: string, ids: readonly string[]): Promise<RunRow[]> {
  const rows: RunRow[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const batch = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => runOf(core, model, id)));
    // What is listed and then gone was deleted in between by a clean-up.
    for (const found of batch) if (found !== null) rows.push(rowOf(found.entry, found.bytes));
  }
  return rows;
}
