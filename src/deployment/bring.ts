/**
 * Brings a version to a target: the effects, in the order that keeps the old version served until the new one
 * is proved. Whether it may come there was decided before (`deploy.ts`, `rollback.ts`).
 *
 * Two deployments may race. No lock is needed: each reads the alias log again after its last write to the
 * target, and makes the target agree with it. Whoever writes last also checks last. Where a target cannot keep others
 * out (a bucket), its marks tell whose switch stands: whoever was replaced before the alias moved has lost, and
 * touches nothing more.
 */
import { type Log, messageOf } from '../base/index.js';
import type { AliasEntry, ModelVersion, Registry } from '../registry/index.js';
import type { Finding, Verdict } from '../results/index.js';
import type { ReadBack, ServerProbe } from './server.js';
import type { Pointer } from './targets/layouts.js';
import type { Deployed, Mark, PlacedFile, Placement, Target } from './targets/target.js';

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

/** How the target differed from its log before this deployment; empty where it did not. */
async function whatWas(
  { registry, version, target }: Delivery,
  current: AliasEntry | null,
): Promise<readonly string[]> {
  const { model } = version.entry;
  const deployed = await target.current(model);
  // A deployment of the version that crashed after its switch is no damage.
  if (deployed?.digest === version.entry.digest && current?.to !== deployed.digest) {
    return deployed.problems;
  }
  if (current === null) {
    if (deployed === null) return [];
    return [`version ${deployed.version} was served, which no entry of the log names`, ...deployed.problems];
  }
  const expected = await registry.version(model, current.version);
  if (expected === null) return deployed?.problems ?? [];
  const disk = diskCheck(deployed, expected);
  return disk.ok ? [] : [disk.detail];
}

/** What was put right says so: somebody changed it by hand, or a deployment of another version crashed. */
function mended({ name, version }: Delivery, found: readonly string[], repairs: boolean): Finding[] {
  if (found.length === 0) return [];
  const before = repairs ? `version ${version.entry.version}` : 'the version before';
  return [
    {
      ...warning(
        name,
        'deploy.mended',
        `${name} did not hold what its log names, and was mended: ${[...new Set(found)].join('; ')}`,
        'find out who writes there besides Assay; a deployment of another version that crashed, or is under way, looks so too',
      ),
      expected: `${before} as it was deployed`,
      actual: found[0] ?? '',
    },
  ];
}

/** A finding that does not stop a move, but must be seen. */
export function warning(target: string, check: string, message: string, fix: string): Finding {
  return {
    check,
    verdict: 'warn',
    severity: 'warn',
    subject: { target },
    where: [],
    message,
    fix,
  };
}

/** Another's switch came first, or replaced this one, and its alias entry is not there yet. */
function replaced(
  { name }: Delivery,
  serves: Pointer | null,
  previous: MoveReport['previous'],
  proof: Proof,
): MoveReport {
  const what = serves === null ? 'took away what was served' : `made ${name} serve version ${serves.version}`;
  return {
    verdict: 'fail',
    summary: `${name}: another deployment was first: it ${what}`,
    previous,
    ...proof,
    findings: [
      {
        check: 'deploy.race',
        verdict: 'fail',
        severity: 'error',
        subject: { target: name },
        where: [],
        message: `another deployment ${what} while this one was under way; this one changed nothing more`,
        fix: 'look at what is served and at `assay history`; deploy again if your version should still come',
      },
    ],
  };
}

function pointerOf(deployed: Deployed | null): Pointer | null {
  return deployed === null || deployed.version === 0 ? null : deployed;
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
  const answer = await target.opened(deployed, (path) =>
    golden(path, (body) => server.infer(model, version.entry.version, body)),
  );
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
    // Against the manifest, not only against the record that lies beside the files.
    const [main, ...others] = filesOf(version);
    if (deployed.sha256 !== main.sha256)
      problems.push(`the model file is sha256:${deployed.sha256}, not sha256:${main.sha256}`);
    for (const { file, sha256 } of others) {
      const there = deployed.files.slice(1).find((one) => one.file === file);
      if (there?.sha256 === sha256) continue;
      problems.push(
        `${file} is ${there === undefined ? 'missing' : `sha256:${there.sha256}`}, not sha256:${sha256}`,
      );
    }
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

/** The files with the role `model`: the one that is named so first, then those that belong to it. */
function filesOf(version: ModelVersion): [PlacedFile, ...PlacedFile[]] {
  const files = version.manifest.files.filter((file) => file.role === 'model');
  const main = files.find((file) => file.name === 'model') ?? files[0];
  if (main === undefined) throw new Error(`version ${version.entry.version} holds no model file`);
  return [main, ...files.filter((file) => file !== main)];
}
