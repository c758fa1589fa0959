/**
 * Brings a version to a target: the effects, in the order that keeps the old version served until the new one
 * is proved. Whether it may come there was decided before (`deploy.ts`, `rollback.ts`).
 *
 * Two deployments may race. No lock is needed: each reads the alias log again after its last write to the
 * folder, and makes the folder agree with it. Whoever writes last also checks last.
 */
import { type Log, messageOf } from '../base/index.js';
import type { AliasEntry, ModelVersion, Registry } from '../registry/index.js';
import type { Finding, Verdict } from '../results/index.js';
import type { ReadBack, ServerProbe } from './server.js';
import type { Deployed, PlacedFile, Placement, Target } from './targets/target.js';

/**
 * A golden request: the deployed file answers it here, the server answers it there, and both must agree.
 * Null with a reason where the model cannot be asked so.
 */
export type GoldenCheck = (
  modelPath: string,
  ask: (body: unknown) => Promise<unknown>,
) => Promise<ReadBack | { readonly notChecked: string }>;

/** How the version stands to the signatures that are required of it. */
export interface SignatureState {
  /** Who signed, of each policy that asks; empty where none does. */
  readonly by: readonly string[];
  /** Why it may not be used; empty where it may. */
  readonly refusals: readonly string[];
}

/** What a move needs from outside. */
export interface Delivery {
  readonly registry: Registry;
  readonly version: ModelVersion;
  /** Name of the target, which is its alias. */
  readonly name: string;
  readonly target: Target;
  /** Null where the target names no server. */
  readonly server: ServerProbe | null;
  readonly golden: GoldenCheck | null;
  /** Absent: no signature is required. */
  readonly signed?: SignatureState;
  /** Bundles that go along with the files of a version, unjudged; absent: none do. */
  readonly signatures?: (version: ModelVersion) => Promise<readonly string[]>;
  readonly actor: string;
  readonly run: string;
  readonly reason: string;
  /** The reason for which approvals were passed over; it stands in the log of the alias and in every event. */
  readonly breakGlass?: string | null;
  /** Told once the move is allowed and begins; what it does must not fail. */
  readonly begun?: () => Promise<void>;
  readonly log: Log;
}

/** What came of a move, ready for a result of kind deploy. */
export interface MoveReport {
  readonly verdict: Verdict;
  readonly summary: string;
  /** What the alias named before; null before the first deployment. */
  readonly previous: { readonly version: number; readonly digest: string } | null;
  readonly readBack: readonly ReadBack[];
  readonly findings: readonly Finding[];
  readonly notChecked: readonly string[];
}

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

  // Another may have come while this one waited for its turn.
  const first = await movedSince(delivery, current);
  if (first !== null) {
    const isOurs = first.to === version.entry.digest;
    const proof = isOurs ? await prove(delivery, false) : { readBack: [], notChecked: [] };
    return proof.readBack.every((item) => item.ok)
      ? lostRace(delivery, first, previous, proof, '')
      : unproved(delivery, previous, proof, 'deploy again');
  }
  await record('deploying', { from: previous });
  try {
    await delivery.begun?.();
    log.info(`staging version ${version.entry.version} in ${target.description}`);
    await target.stage(await placementOf(version, delivery));
    await target.switchTo(model, version.entry.version);
    const proof = await prove(delivery);
    const wrong = proof.readBack.filter((item) => !item.ok);
    if (wrong.length > 0) {
      const winner = await movedSince(delivery, current);
      const restored = await settle(delivery);
      await record('failed', { readBack: wrong, restored });
      if (winner !== null) return lostRace(delivery, winner, previous, proof, restored);
      return unproved(delivery, previous, proof, restored);
    }
    const lost = repairs ? null : await moveOrLose(delivery, kind, approvals, current);
    const settled = await settle(delivery);
    if (lost !== null) {
      await record('failed', { lostTo: lost.seq, restored: settled });
      return lostRace(delivery, lost, previous, proof, settled);
    }
    await record('deployed', { readBack: proof.readBack });
    await target.prune(model, [version.entry.version, ...(previous === null ? [] : [previous.version])]);
    const before =
      previous === null ? ' (its first)' : repairs ? ' again' : `, before it version ${previous.version}`;
    return {
      verdict: 'pass',
      summary: `${name} serves version ${version.entry.version}${before}`,
      previous,
      ...proof,
      findings: [],
    };
  } catch (error) {
    // The target serves what the alias names before anyone hears of the failure.
    const restored = await settle(delivery).catch((second: unknown) => messageOf(second));
    await record('failed', { error: messageOf(error), restored }).catch((second: unknown) => {
      log.warn(`the failure could not be recorded in the registry: ${messageOf(second)}`);
    });
    throw error;
  }
}

/** What was read back does not agree: the version is not the alias's, and the old one is served again. */
function unproved(
  { version, name }: Delivery,
  previous: MoveReport['previous'],
  proof: Proof,
  restored: string,
): MoveReport {
  return {
    verdict: 'fail',
    summary: `${name}: version ${version.entry.version} could not be proved to be serving; ${restored}`,
    previous,
    ...proof,
    findings: proof.readBack
      .filter((item) => !item.ok)
      .map((item) => ({
        check: `deploy.read-back.${item.check}`,
        verdict: 'fail',
        severity: 'error',
        subject: { target: name },
        expected: `version ${version.entry.version}, ${version.entry.digest}`,
        actual: item.detail,
        where: [],
        message: `what is serving does not agree with what was deployed: ${item.detail}`,
        fix: 'mend the target or its server, then run the same command again',
      })),
  };
}

export interface Proof {
  readonly readBack: readonly ReadBack[];
  readonly notChecked: readonly string[];
}

/** Reads back what is served: from disk always, from the server where there is one. */
export async function prove(delivery: Delivery, reload = true): Promise<Proof> {
  const { version, target, server, golden } = delivery;
  const { model } = version.entry;
  const deployed = await target.current(model);
  const disk = diskCheck(deployed, version);
  if (!disk.ok || deployed === null) return { readBack: [disk], notChecked: [] };
  if (server === null) {
    return { readBack: [disk], notChecked: ['what a server answers: the target names no `server`'] };
  }
  const asked = reload ? await server.reload(model) : { done: true, detail: '' };
  const seen = await server.readBack(model, version.entry, asked.done);
  const served = {
    ...seen,
    detail: asked.detail === '' || seen.ok ? seen.detail : `${seen.detail}; ${asked.detail}`,
  };
  if (!served.ok || golden === null) {
    return { readBack: [disk, served], notChecked: served.ok ? ['a golden request'] : [] };
  }
  const answer = await golden(deployed.path, (body) => server.infer(model, version.entry.version, body));
  return 'notChecked' in answer
    ? { readBack: [disk, served], notChecked: [answer.notChecked] }
    : { readBack: [disk, served, answer], notChecked: [] };
}

function diskCheck(deployed: Deployed | null, version: ModelVersion): ReadBack {
  if (deployed === null) return { check: 'disk', ok: false, detail: 'nothing is served' };
  const problems = [...deployed.problems];
  if (problems.length === 0) {
    if (deployed.digest !== version.entry.digest)
      problems.push(`version ${deployed.version}, ${deployed.digest} is served`);
    const [main] = filesOf(version);
    if (deployed.sha256 !== main.sha256)
      problems.push(`the model file is sha256:${deployed.sha256}, not sha256:${main.sha256}`);
  }
  return problems.length > 0
    ? { check: 'disk', ok: false, detail: problems.join('; ') }
    : {
        check: 'disk',
        ok: true,
        detail: `version ${deployed.version}, ${deployed.digest}, every file hashed again`,
      };
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

function lostRace(
  delivery: Delivery,
  winner: AliasEntry,
  previous: MoveReport['previous'],
  proof: Proof,
  restored: string,
): MoveReport {
  const { version, name } = delivery;
  if (winner.to === version.entry.digest) {
    return {
      verdict: 'pass',
      summary: `${name} serves version ${version.entry.version}; ${winner.actor} (run ${winner.run}) deployed it at the same time`,
      previous,
      ...proof,
      findings: [],
    };
  }
  const who = `${winner.actor} (run ${winner.run}) moved ${name} to version ${winner.version} at ${winner.time}`;
  return {
    verdict: 'fail',
    summary: `${name}: another deployment was first: ${who}${restored === '' ? '' : `; ${restored}`}`,
    previous,
    ...proof,
    findings: [
      {
        check: 'deploy.race',
        verdict: 'fail',
        severity: 'error',
        subject: { target: name },
        expected: `the alias at entry ${winner.seq - 1}`,
        actual: `entry ${winner.seq}`,
        where: [],
        message: `${who}, while this deployment was under way`,
        fix: 'look at what is served now; deploy again if your version should still replace it',
      },
    ],
  };
}

/**
 * Makes the target serve what the alias names, and returns what was done in words ('' where it agreed already).
 * The alias is read again after each write, so that of several who settle the last one leaves it right.
 */
export async function settle(delivery: Delivery): Promise<string> {
  const { registry, target, server, name } = delivery;
  const { model } = delivery.version.entry;
  let done = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    const last = await registry.lastMove(model, name);
    const deployed = await target.current(model);
    if (last === null) {
      if (deployed === null) return done;
      await target.clear(model);
      done = 'nothing is served, as before';
    } else {
      if (deployed !== null && deployed.digest === last.to && deployed.problems.length === 0) {
        if (done !== '' && server !== null) await server.reload(model);
        return done;
      }
      const version = await registry.version(model, last.version);
      if (version === null) throw new Error(`version ${last.version} of ${model} is not in the registry`);
      await target.stage(await placementOf(version, delivery));
      await target.switchTo(model, last.version);
      done = `version ${last.version} is served again`;
    }
  }
  return `the folder still changed after ${ROUNDS} tries: another deployment is under way`;
}

async function placementOf(version: ModelVersion, { signatures }: Delivery): Promise<Placement> {
  const { model, version: number, digest } = version.entry;
  const bundles = (await signatures?.(version)) ?? [];
  return { model, version: number, digest, files: filesOf(version), signatures: bundles };
}

/** The files with the role `model`: the one that is named so first, then those that belong to it. */
function filesOf(version: ModelVersion): [PlacedFile, ...PlacedFile[]] {
  const files = version.manifest.files.filter((file) => file.role === 'model');
  const main = files.find((file) => file.name === 'model') ?? files[0];
  if (main === undefined) throw new Error(`version ${version.entry.version} holds no model file`);
  return [main, ...files.filter((file) => file !== main)];
}
