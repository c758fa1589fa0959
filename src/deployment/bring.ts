/**
 * Brings a version to a target: the effects, in the order that keeps the old version served until the new one
 * is proved. Whether it may come there was decided before (`deploy.ts`, `rollback.ts`).
 *
 * Two deployments may race. No lock is needed: each reads the alias log again after its last write to the
 * target, and makes the target agree with it. Whoever writes last also checks last. Where a target cannot keep others
 * out (a bucket), its marks tell whose switch stands: whoever was replaced before the alias moved has lost, and
 * touches nothing more.
 */
import { messageOf } from '../base/index.js';
import type { AliasEntry, ModelVersion } from '../registry/index.js';
import type { Delivery, MoveReport } from './delivery.js';
import { lostRace, mended, replaced, unproved, warning } from './outcomes.js';
import { filesOf, prove, whatWas } from './proof.js';
import type { Pointer } from './targets/layouts.js';
import type { Deployed, Mark, Placement } from './targets/target.js';

const ROUNDS = 20;

/**
 * Stages, switches, reads back, moves the alias, in this order. `current` is the alias entry that the caller
 * decided upon; where another came since, the move is refused and the folder follows the winner.
 */
export function bring(
  delivery: Delivery,
  kind: 'deploy' | 'rollback',
  approvals: readonly string[],
  current: AliasEntry | null,
): Promise<MoveReport> {
  const who = `${kind} of version ${delivery.version.entry.version} by ${delivery.actor}, run ${delivery.run}`;
  return delivery.target.exclusive(who, () => bringAlone(delivery, kind, approvals, current));
}

async function bringAlone(
  delivery: Delivery,
  kind: 'deploy' | 'rollback',
  approvals: readonly string[],
  current: AliasEntry | null,
): Promise<MoveReport> {
  const { registry, version, name, target, log } = delivery;
  const { model } = version.entry;
  const previous = current === null ? null : { version: current.version, digest: current.to };
  const repairs = current?.to === version.entry.digest;
  const data = {
    target: name,
    version: version.entry.version,
    digest: version.entry.digest,
    kind,
    run: delivery.run,
    ...(delivery.breakGlass ? { breakGlass: delivery.breakGlass } : {}),
  };
  const record = (what: 'deploying' | 'deployed' | 'failed', more: Record<string, unknown> = {}) =>
    registry.record({ model, kind: what, key: null, actor: delivery.actor, data: { ...data, ...more } });

  // Read before the log, so that a switch of someone whose entry is not there yet is known.
  const from = await target.mark(model);
  // Another may have come while this one waited for its turn.
  const first = await movedSince(delivery, current);
  if (first !== null) return lostBefore(delivery, first, previous);
  await record('deploying', { from: previous });
  /** States of the target that are this deployment's to undo. */
  const own = new Set<Mark>([from]);
  try {
    await delivery.begun?.();
    const found = await whatWas(delivery, current);
    log.info(`staging version ${version.entry.version} in ${target.description}`);
    const strange = await target.stage(await placementOf(version, delivery));
    const winnerBefore = await movedSince(delivery, current);
    if (winnerBefore !== null) {
      await record('failed', { lostTo: winnerBefore.seq });
      return lostBefore(delivery, winnerBefore, previous);
    }
    const switched = await target.switchTo(model, version.entry.version, from);
    if (!switched.done) {
      await record('failed', { lostTo: switched.serves });
      return replaced(delivery, switched.serves, previous, { readBack: [], notChecked: [] });
    }
    own.add(switched.mark);
    const proof = await prove(delivery);
    const wrong = proof.readBack.filter((item) => !item.ok);
    if (wrong.length > 0) {
      const before = await movedSince(delivery, current);
      const restored = before === null ? await settle(delivery, own) : await settle(delivery);
      const winner = before ?? (await movedSince(delivery, current));
      await record('failed', { readBack: wrong, restored });
      if (winner !== null) return lostRace(delivery, winner, previous, proof, restored);
      if (restored === LEFT) {
        return replaced(delivery, pointerOf(await target.current(model)), previous, proof);
      }
      return unproved(delivery, previous, proof, restored);
    }
    const lost = repairs ? null : await moveOrLose(delivery, kind, approvals, current);
    const settled = await settle(delivery);
    if (lost !== null) {
      await record('failed', { lostTo: lost.seq, restored: settled });
      return lostRace(delivery, lost, previous, proof, settled);
    }
    await record('deployed', { readBack: proof.readBack });
    const findings = mended(delivery, [...found, ...strange], repairs);
    const keep = [version.entry.version, ...(previous === null ? [] : [previous.version])];
    await target.prune(model, keep).catch((error: unknown) => {
      // The version is proved and its alias has moved: what is left over makes it no failure.
      findings.push(
        warning(
          name,
          'deploy.prune',
          `older versions could not be removed from ${target.description}: ${messageOf(error)}`,
          'give the role what docs/aws.md lists, or remove them; the next deployment tries again',
        ),
      );
    });
    const before =
      previous === null ? ' (its first)' : repairs ? ' again' : `, before it version ${previous.version}`;
    return {
      verdict: findings.length > 0 ? 'warn' : 'pass',
      summary: `${name} serves version ${version.entry.version}${before}`,
      previous,
      ...proof,
      findings,
    };
  } catch (error) {
    // The target serves what the alias names before anyone hears of the failure; a switch of another's stays.
    const restored = await settle(delivery, own).catch((second: unknown) => messageOf(second));
    await record('failed', { error: messageOf(error), restored }).catch((second: unknown) => {
      log.warn(`the failure could not be recorded in the registry: ${messageOf(second)}`);
    });
    throw error;
  }
}

function pointerOf(deployed: Deployed | null): Pointer | null {
  return deployed === null || deployed.version === 0 ? null : deployed;
}

/** Null where the alias moved; else the entry of the other who moved it. */
async function moveOrLose(
  delivery: Delivery,
  kind: 'deploy' | 'rollback',
  approvals: readonly string[],
  current: AliasEntry | null,
): Promise<AliasEntry | null> {
  const { registry, version, name, actor, run, reason } = delivery;
  const seq = current?.seq ?? 0;
  try {
    await registry.moveAlias(version.entry.model, name, {
      to: version,
      kind,
      actor,
      run,
      approvals,
      reason,
      ...(delivery.breakGlass ? { breakGlass: delivery.breakGlass } : {}),
      expectSeq: seq,
    });
    return null;
  } catch (error) {
    const last = await movedSince(delivery, current);
    if (last === null) throw error;
    return last;
  }
}

/** The entry that the alias stands at, if another came after `current`; else null. */
async function movedSince(
  { registry, version, name }: Delivery,
  current: AliasEntry | null,
): Promise<AliasEntry | null> {
  const last = await registry.lastMove(version.entry.model, name);
  return last !== null && last.seq > (current?.seq ?? 0) ? last : null;
}

/** Another's entry came before this deployment changed what is served. */
async function lostBefore(
  delivery: Delivery,
  winner: AliasEntry,
  previous: MoveReport['previous'],
): Promise<MoveReport> {
  const isOurs = winner.to === delivery.version.entry.digest;
  const proof = isOurs ? await prove(delivery, false) : { readBack: [], notChecked: [] };
  return proof.readBack.every((item) => item.ok)
    ? lostRace(delivery, winner, previous, proof, '')
    : unproved(delivery, previous, proof, 'deploy again');
}

/** What `settle` says where the state of the target is another's. */
const LEFT = 'another deployment is under way, and what it made the target serve is left to it';

/**
 * Makes the target serve what the alias names, and returns what was done in words ('' where it agreed already).
 * The alias is read again after each write, so that of several who settle the last one leaves it right. With `own`
 * only states with those marks are replaced: what another deployment is about to prove is its own to undo.
 */
export async function settle(delivery: Delivery, own?: ReadonlySet<Mark>): Promise<string> {
  const { registry, target, server, name } = delivery;
  const { model } = delivery.version.entry;
  const ours = new Set(own);
  let done = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    const mark = await target.mark(model);
    const last = await registry.lastMove(model, name);
    const deployed = await target.current(model);
    const agrees =
      last === null
        ? deployed === null
        : deployed !== null && deployed.digest === last.to && deployed.problems.length === 0;
    if (agrees) {
      if (last !== null && done !== '' && server !== null) await server.reload(model);
      return done;
    }
    if (own !== undefined && !ours.has(mark)) return LEFT;
    if (last === null) {
      const cleared = await target.clear(model, mark);
      if (!cleared.done) continue;
      ours.add(cleared.mark);
      done = 'nothing is served, as before';
    } else {
      const version = await registry.version(model, last.version);
      if (version === null) throw new Error(`version ${last.version} of ${model} is not in the registry`);
      await target.stage(await placementOf(version, delivery));
      const switched = await target.switchTo(model, last.version, mark);
      if (!switched.done) continue;
      ours.add(switched.mark);
      done = `version ${last.version} is served again`;
    }
  }
  return `the target still changed after ${ROUNDS} tries: another deployment is under way`;
}

async function placementOf(version: ModelVersion, { signatures }: Delivery): Promise<Placement> {
  const { model, version: number, digest } = version.entry;
  const bundles = (await signatures?.(version)) ?? [];
  return { model, version: number, digest, files: filesOf(version), signatures: bundles };
}
