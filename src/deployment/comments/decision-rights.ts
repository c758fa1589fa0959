/** Who may approve, reject and roll back by a comment on the issue of a version, and why not. */
import { durationMs, type TargetConfig } from '../../config/index.js';
import type { Decision, ModelVersion } from '../../registry/index.js';
import { personOf } from '../approval.js';
import { type TextEdit, unreadChange } from './edits.js';
import type { CommentCommand } from './parse.js';
import { type CommentFacts, type CommentRefusal, firstBroken, mayWrite, type Rule } from './rights.js';

/** The facts that a decision on a version adds. */
export interface VersionFacts {
  /** The version that the issue names, from the registry; null where the registry has none such. */
  readonly version: ModelVersion | null;
  /** The digest that the hidden line names. */
  readonly markedDigest: string;
  /** False where title and text of the issue, evidence and state, is not what the registry gives. */
  readonly evidenceHolds: boolean;
  /** Edits of that text and its title, oldest first; null where the server does not tell. */
  readonly edits: readonly TextEdit[] | null;
  readonly target: { readonly name: string; readonly config: TargetConfig } | null;
  /** Names of the targets that the issue could mean. */
  readonly targets: readonly string[];
  /** Later versions of the model that nobody rejected for this target. */
  readonly newer: readonly number[];
  /** Those who made the version, beyond what its manifest names: authors of its commits, starters of its run. */
  readonly makers: readonly string[];
  /** Decisions that were recorded before. */
  readonly decisions: readonly Decision[];
  /** Where this comment's decision would come from: `github:owner/repo#comment-7`. */
  readonly origin: string;
  readonly now: Date;
}

interface DecisionFacts extends CommentFacts, VersionFacts {}
const listed = ({ target, comment }: DecisionFacts) =>
  target?.config.approvers?.some((name) => personOf(name) === personOf(comment?.login ?? '')) === true;

const DECISION_RULES: readonly Rule<DecisionFacts>[] = [
  {
    code: 'unknown_version',
    broken: ({ version, markedDigest }) =>
      (version === null || version.entry.digest !== markedDigest) &&
      'the registry has no version with the digest of this issue',
    fix: 'look at `assay history`; the job that registered it may not have kept the registry',
  },
  {
    code: 'which_target',
    broken: ({ target, targets }, command) =>
      target === null &&
      ('target' in command && command.target !== null
        ? `assay.yaml has no target ${command.target}`
        : `several targets could be meant: ${targets.join(', ')}`),
    fix: ({ targets }) => `name one of ${targets.join(', ') || 'the targets of assay.yaml'}`,
  },
  {
    code: 'no_permission',
    broken: (facts) =>
      !mayWrite(facts.standing) &&
      !listed(facts) &&
      `it needs write permission in this repository, and ${facts.comment?.login} has ${facts.standing.permission}`,
    fix: ({ target }) =>
      target?.config.approvers?.length
        ? `ask someone who may write here, or one of targets.${target.name}.approvers`
        : 'ask someone who may write here',
  },
  {
    code: 'outside_collaborator',
    broken: (facts) =>
      facts.ofOrganization &&
      facts.comment?.association === 'COLLABORATOR' &&
      !listed(facts) &&
      `${facts.comment.login} is an outside collaborator of this organisation`,
    fix: ({ target }) => `ask a member, or add the name to targets.${target?.name}.approvers`,
  },
  {
    code: 'counted_before',
    broken: ({ decisions, origin }) =>
      decisions.some((decision) => decision.origin === origin) && 'this comment was counted before',
    fix: 'nothing is to be done; to decide again write a new comment',
  },
  {
    code: 'expired',
    verbs: ['approve'],
    broken: ({ comment, target, now }) => {
      const until =
        Date.parse(comment?.createdAt ?? '') + durationMs(target?.config.approval_expires ?? '0s');
      // A job can be run again long after the comment. A time that cannot be read counts as expired.
      return !(now.getTime() < until) && 'the comment is older than an approval of this target may be';
    },
    fix: 'look at the evidence again, then write the command as a new comment',
  },
  {
    code: 'evidence_changed',
    verbs: ['approve'],
    broken: ({ evidenceHolds }) =>
      !evidenceHolds && 'title or text of this issue was not what the registry says; it is written anew now',
    fix: 'look at the evidence again, then write the command as a new comment',
  },
  {
    code: 'evidence_touched',
    verbs: ['approve'],
    broken: ({ edits, comment }) => unreadChange(edits ?? [], comment?.createdAt ?? ''),
    fix: 'look at the evidence again, then write the command as a new comment',
  },
  {
    code: 'other_digest',
    verbs: ['approve', 'reject'],
    broken: ({ version }, command) => {
      const given = 'digest' in command ? command.digest : null;
      if (given === null || version?.entry.digest.startsWith(`sha256:${given}`)) return false;
      return `${given} is not the digest of version ${version?.entry.version}`;
    },
    fix: 'repeat the first 8 or more digits of the digest that this issue shows',
  },
  {
    code: 'stale',
    verbs: ['approve'],
    broken: ({ newer, version }) =>
      newer.length > 0 &&
      `version ${version?.entry.version} is not the newest: there is version ${newer.join(', ')}`,
    fix: 'decide on the newest version; an older one may be approved once the newer are rejected for the target',
  },
  {
    code: 'names_verdict',
    verbs: ['approve'],
    broken: ({ version }, command) => {
      const named = 'verdict' in command ? command.verdict : null;
      const actual = version?.manifest.verdict;
      if (actual === 'inconclusive')
        return named === null && 'the gate is inconclusive, and the approval does not name that';
      return named !== null && `the approval names ${named}, and the gate said ${actual}`;
    },
    fix: ({ version }) =>
      version?.manifest.verdict === 'inconclusive'
        ? 'if it is approved nevertheless, add `as inconclusive` behind the target'
        : 'leave `as inconclusive` out',
  },
  {
    code: 'self_approval',
    verbs: ['approve'],
    broken: ({ target, comment, makers }) => {
      const own = personOf(comment?.login ?? '');
      return (
        target?.config.allow_self_approval === false &&
        makers.some((maker) => personOf(maker) === own) &&
        `${comment?.login} wrote a commit of this version, or started its training`
      );
    },
    fix: ({ target }) =>
      `ask someone else, or set targets.${target?.name}.allow_self_approval: true (it is shown in every report)`,
  },
];

/** Checks approve, reject and rollback, after `refuseComment`. Who is an approver of the target is checked there too. */
export function refuseDecision(
  command: CommentCommand,
  facts: CommentFacts & VersionFacts,
): CommentRefusal | null {
  return firstBroken(DECISION_RULES, command, facts);
}

/** The later versions that make an approval of `version` stale: those that nobody rejected for the target. */
export function newerVersions(
  version: number,
  all: readonly number[],
  rejected: ReadonlySet<number>,
): number[] {
  return all.filter((other) => other > version && !rejected.has(other));
}
