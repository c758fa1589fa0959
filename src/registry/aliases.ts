/**
 * Aliases: one append-only log each. The state is the last entry; a move creates the next one, so of racing
 * movers one wins and the others hear who did. Each entry holds the digest of the one before it.
 */
import { sha256, usageError } from '../base/index.js';
import { type Core, createWithReceipt, eachNumber, highest, nonce } from './core.js';
import { keys } from './layout.js';
import { damaged, needEntry } from './sealed.js';
import { refuseRetired } from './tombstones.js';
import { type AliasEntry, type AliasMove, aliasEntrySchema } from './types.js';
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
  return (await readLog(core, model, alias)).map(({ entry }) => entry);
}

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
  const there = await version(core, model, to.version);
  if (there === null || there.entry.digest !== to.digest) {
    throw usageError({
      message: `${model} v${to.version} with the digest ${to.digest} is not in ${core.store.description}`,
      fix: 'register it first, or name the registry that has it',
    });
  }
  await core.names.claimAlias(model, alias);
  const log = await readLog(core, model, alias);
  const last = log.at(-1);
  // What the alias has named before keeps its files, whatever a tombstone says: the way back stays open.
  if (!log.some((entry) => entry.entry.to === to.digest)) await refuseRetired(core, model, to.version);
  if (log.length !== move.expectSeq) throw movedMeanwhile(model, alias, last?.entry ?? null, move.expectSeq);
  const own = nonce();
  const seq = log.length + 1;
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
  return written.entry;
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
