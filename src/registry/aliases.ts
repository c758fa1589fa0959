/**
 * Aliases: one append-only log each. The state is the last entry; a move creates the next one, so of racing
 * movers one wins and the others hear who did. Each entry holds the digest of the one before it.
 */
import { sha256, usageError } from '../base/index.js';
import { type Core, createWithReceipt, eachNumber, highest, nonce } from './core.js';
import { keys, SEQ_DIGITS } from './layout.js';
import { checkName } from './names.js';
import type { Tip } from './recent.js';
import { damaged, needEntry } from './sealed.js';
import { refuseRetired, tombstoneOf } from './tombstones.js';
import { type AliasEntry, type AliasMove, aliasEntrySchema, type ModelVersion } from './types.js';
import { version } from './versions.js';

/** Names of the aliases that have an entry. */
export async function aliases(core: Core, model: string): Promise<string[]> {
  await core.names.checkModel(model);
  const prefix = keys.aliases(model);
  const names = new Set<string>();
  for await (const { key } of core.store.list(prefix)) {
    const [name, entry] = key.slice(prefix.length).split('/');
    if (name !== undefined && entry !== undefined) names.add(name);
  }
  return [...names].sort();
}

/** The whole log with the bytes of its entries, oldest first, every link of the chain checked. */
async function readLog(
  core: Core,
  model: string,
  alias: string,
): Promise<{ entry: AliasEntry; bytes: Uint8Array }[]> {
  const { store } = core;
  const last = await highest(store, keys.aliasLog(model, alias));
  const log = await eachNumber(last, (seq) =>
    needEntry(store, keys.aliasEntry(model, alias, seq), aliasEntrySchema),
  );
  let before: { entry: AliasEntry; bytes: Uint8Array } | null = null;
  for (const [index, one] of log.entries()) {
    const seq = index + 1;
    const key = keys.aliasEntry(model, alias, seq);
    const { entry } = one;
    if (entry.model !== model || entry.alias !== alias || entry.seq !== seq) {
      throw damaged(store, key, `holds entry ${entry.seq} of ${entry.model} ${entry.alias}`);
    }
    if (entry.parent !== digestOf(before?.bytes)) {
      throw damaged(
        store,
        key,
        'the entry does not follow from the one before it: one of the two was changed',
      );
    }
    if (entry.from !== (before?.entry.to ?? null)) {
      throw damaged(store, key, 'the entry does not begin where the one before it ended');
    }
    before = one;
  }
  return log;
}

function digestOf(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : `sha256:${sha256(bytes)}`;
}

export async function aliasLog(core: Core, model: string, alias: string): Promise<AliasEntry[]> {
  await core.names.checkAlias(model, alias);
  const log = await readLog(core, model, alias);
  core.recent.sawTip(model, alias, { seq: log.length, last: log.at(-1) ?? null });
  return log.map(({ entry }) => entry);
}

/** See `Registry.lastMove`. */
export async function lastMove(
  core: Core,
  model: string,
  alias: string,
  toMove = false,
): Promise<AliasEntry | null> {
  const { last } = await readTip(core, model, alias);
  if (last === null && !toMove) await core.names.checkAlias(model, alias);
  return last?.entry ?? null;
}

/**
 * The end of a log, by one listing and one read, however long the log is. The entry is proved by its seal and its
 * place, and every number before it must be there; the chain through those entries is `aliasLog`'s and `verify`'s.
 */
async function readTip(core: Core, model: string, alias: string): Promise<Tip> {
  checkName('model', model);
  checkName('alias', alias);
  const { store } = core;
  const prefix = keys.aliasLog(model, alias);
  const there = new Set<number>();
  let seq = 0;
  for await (const { key } of store.list(prefix)) {
    const match = ENTRY.exec(key.slice(prefix.length));
    if (match === null) continue;
    // A receipt speaks of an entry that must be there, or was lost.
    seq = Math.max(seq, Number(match[1]));
    if (match[2] === 'json') there.add(Number(match[1]));
  }
  if (seq === 0) return core.recent.sawTip(model, alias, { seq, last: null });
  const need = (number: number) => needEntry(store, keys.aliasEntry(model, alias, number), aliasEntrySchema);
  const last = await need(seq);
  if (last.entry.model !== model || last.entry.alias !== alias || last.entry.seq !== seq) {
    // On a disk that does not tell cases apart, another spelling leads to the same folder.
    await core.names.checkAlias(model, alias);
    const { entry } = last;
    const key = keys.aliasEntry(model, alias, seq);
    throw damaged(store, key, `holds entry ${entry.seq} of ${entry.model} ${entry.alias}`);
  }
  core.names.proved(model, alias);
  // A listing that races with movers may show a number and not yet the one before it; the read decides.
  for (let number = 1; number < seq; number += 1) if (!there.has(number)) await need(number);
  return core.recent.sawTip(model, alias, { seq, last });
}

const ENTRY = new RegExp(`^([0-9]{${SEQ_DIGITS}})\\.(json|receipt)$`);

/** See `Registry.moveAlias`. The version must be in this registry under the digest that the caller saw. */
export async function moveAlias(
  core: Core,
  model: string,
  alias: string,
  move: AliasMove,
): Promise<AliasEntry> {
  const { entry: to } = move.to;
  if (to.model !== model) {
    throw usageError({
      message: `${to.model} v${to.version} cannot be ${alias} of ${model}: it is another model`,
    });
  }
  // What this registry has given is there under that digest: versions never change.
  const there = core.recent.hasGiven(move.to) ? move.to : await version(core, model, to.version);
  if (there === null || there.entry.digest !== to.digest) {
    throw usageError({
      message: `${model} v${to.version} with the digest ${to.digest} is not in ${core.store.description}`,
      fix: 'register it first, or name the registry that has it',
    });
  }
  // The end that the caller saw through this registry is not read again: if another came since, creating tells.
  const seen = core.recent.tip(model, alias);
  const tip = seen?.seq === move.expectSeq ? seen : await readTip(core, model, alias);
  const last = tip.last;
  await core.names.claimAlias(model, alias, last === null);
  if (tip.seq !== move.expectSeq) throw movedMeanwhile(model, alias, last?.entry ?? null, move.expectSeq);
  await refuseGivenUp(core, model, alias, move.to);
  const own = nonce();
  const seq = tip.seq + 1;
  const written = await createWithReceipt(
    core,
    keys.aliasEntry(model, alias, seq),
    aliasEntrySchema,
    {
      format: 1,
      model,
      alias,
      seq,
      parent: digestOf(last?.bytes),
      from: last?.entry.to ?? null,
      to: to.digest,
      version: to.version,
      kind: move.kind,
      actor: move.actor,
      run: move.run,
      approvals: [...move.approvals],
      ...(move.breakGlass === undefined ? {} : { breakGlass: move.breakGlass }),
      reason: move.reason,
      nonce: own,
      time: core.now().toISOString(),
    },
    (other) => other.nonce === own,
  );
  if (!written.created) throw movedMeanwhile(model, alias, written.entry, move.expectSeq);
  core.recent.sawTip(model, alias, { seq, last: written });
  return written.entry;
}

/**
 * What the alias has named before keeps its files, whatever a tombstone says: the way back stays open. A look of the
 * last minute is enough: files go an hour after the tombstone at the earliest.
 */
async function refuseGivenUp(core: Core, model: string, alias: string, to: ModelVersion): Promise<void> {
  const { version: number, digest } = to.entry;
  if (core.recent.retired(model, number) === false) return;
  if ((await tombstoneOf(core, model, number)) === null) return;
  const log = await readLog(core, model, alias);
  if (!log.some(({ entry }) => entry.to === digest)) await refuseRetired(core, model, number);
}

function movedMeanwhile(model: string, alias: string, last: AliasEntry | null, expected: number): Error {
  const now = last
    ? `entry ${last.seq} moved it to v${last.version} (${last.kind} by ${last.actor} at ${last.time}, run ${last.run})`
    : 'it has no entry';
  return usageError({
    message: `${alias} of ${model} is not where this call saw it, at entry ${expected}: ${now}`,
    fix: 'look at `assay explain` and decide anew; nothing was changed by this call',
  });
}
