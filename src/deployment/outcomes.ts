/** The outcomes of a move that are more than a pass, in the words and findings of a report. */
import type { AliasEntry } from '../registry/index.js';
import type { Finding } from '../results/index.js';
import type { Delivery, MoveReport } from './delivery.js';
import type { Proof } from './proof.js';
import type { Pointer } from './targets/layouts.js';

/** What was put right says so: somebody changed it by hand, or a deployment of another version crashed. */
export function mended({ name, version }: Delivery, found: readonly string[], repairs: boolean): Finding[] {
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
export function replaced(
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

/** What was read back does not agree: the version is not the alias's, and the old one is served again. */
export function unproved(
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

/** Another's entry is there: a pass where it is of the same version, else a fail that names the other. */
export function lostRace(
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
