/**
 * Who may do what by a comment, and why not. A table of rules over facts that were asked for at the moment of use;
 * nothing here calls anyone. The first rule that is broken gives the reason that the person is answered.
 */
import { durationMs, type TargetConfig } from '../../config/index.js';
import type { Decision, ModelVersion } from '../../registry/index.js';
import { isBot, personOf, type Refusal } from '../approval.js';
import type { CommentCommand, Verb } from './parse.js';

/** What GitHub says of a person in a repository: the coarse permission, and the name of the role. */
export interface Standing {
  readonly permission: 'admin' | 'write' | 'read' | 'none';
  /** admin, maintain, write, triage, read, or a role of the organisation's own. */
  readonly role: string;
}

export interface CommentFacts {
  /** `created`, `edited`, `deleted`, as the event says. */
  readonly action: string;
  /** The text that the event carried. */
  readonly told: string;
  /** The comment as it is now; null where it is gone. */
  readonly comment: {
    readonly login: string;
    readonly isBot: boolean;
    /** Written by an App, for a bot or in a person's name. */
    readonly viaApp: boolean;
    readonly association: string;
    readonly body: string;
    readonly createdAt: string;
    readonly updatedAt: string;
  } | null;
  /** Login of whoever caused the event. */
  readonly sender: string;
  /** An organisation's repository: there COLLABORATOR is somebody from outside. */
  readonly ofOrganization: boolean;
  readonly standing: Standing;
  readonly issue: {
    readonly kind: 'approval' | 'pull_request' | 'other';
    readonly open: boolean;
  };
}

/** The facts that a decision on a version adds. */
export interface VersionFacts {
  /** The version that the issue names, from the registry; null where the registry has none such. */
  readonly version: ModelVersion | null;
  /** The digest that the issue's hidden line names. */
  readonly markedDigest: string;
  /** False where the text of the issue, evidence and state, is not what the registry gives. */
  readonly evidenceHolds: boolean;
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

/** The facts that `/assay run` adds. */
export interface RunFacts {
  readonly open: boolean;
  readonly headSha: string;
  /** True where the head is in another repository, or in one that is gone. */
  readonly fork: boolean;
}

export type CommentRefusal = Omit<Refusal, 'code'> & { readonly code: string };

interface Rule<F> {
  readonly code: string;
  /** The verbs that it holds for; absent: all. */
  readonly verbs?: readonly Verb[];
  readonly broken: (facts: F, command: CommentCommand) => string | false;
  readonly fix: string | ((facts: F) => string);
}

const MOVING: readonly Verb[] = ['approve', 'reject', 'rollback'];
const ACTING: readonly Verb[] = [...MOVING, 'run'];
const mayWrite = ({ permission }: Standing) => permission === 'admin' || permission === 'write';

/** Rules on the comment and its author, whatever it asks for. */
const COMMENT_RULES: readonly Rule<CommentFacts>[] = [
  {
    code: 'deleted',
    broken: ({ comment }) => comment === null && 'the comment was deleted before it was read',
    fix: 'write it again, and leave it there',
  },
  {
    code: 'edited',
    broken: ({ action, comment, told }) =>
      (action !== 'created' ||
        comment === null ||
        // Written so that times which cannot be read count as edited.
        !(Date.parse(comment.updatedAt) <= Date.parse(comment.createdAt)) ||
        comment.body !== told) &&
      'the comment was edited, and others than its author can edit a comment',
    fix: 'write the command as a new comment',
  },
  {
    code: 'bot',
    verbs: ACTING,
    broken: ({ comment }) =>
      (comment === null || comment.isBot || comment.viaApp || isBot(comment.login)) &&
      'it was not written by a person, but by a bot or an app',
    fix: 'a person writes the comment',
  },
  {
    code: 'other_sender',
    verbs: ACTING,
    broken: ({ comment, sender }) =>
      personOf(comment?.login ?? '') !== personOf(sender) &&
      `the comment is by ${comment?.login ?? 'nobody'}, and the event by ${sender}`,
    fix: 'write the command as a new comment',
  },
  {
    code: 'closed',
    // The issue of the version that is served is closed, and there somebody who must go back will write.
    verbs: ['approve', 'reject'],
    broken: ({ issue }) => !issue.open && 'this issue is closed',
    fix: 'go to the open issue of the version that is meant; whoever may write can open this one again',
  },
  {
    code: 'wrong_issue',
    verbs: MOVING,
    broken: ({ issue }) => issue.kind !== 'approval' && 'this is not the approval issue of a version',
    fix: 'write it on the issue that `register` opened for the version',
  },
  {
    code: 'wrong_issue',
    verbs: ['run'],
    broken: ({ issue }) => issue.kind !== 'pull_request' && '`/assay run` is for pull requests',
    fix: 'write it on the pull request',
  },
];

/** Checks the comment. For approve, reject and rollback `refuseDecision` follows, for run `refuseRun`. */
export function refuseComment(command: CommentCommand, facts: CommentFacts): CommentRefusal | null {
  return firstBroken(COMMENT_RULES, command, facts);
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
      !evidenceHolds && 'the text of this issue was not what the registry says; it is written anew now',
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

const RUN_RULES: readonly Rule<CommentFacts & RunFacts>[] = [
  {
    code: 'no_permission',
    broken: ({ standing, comment }) =>
      !mayWrite(standing) &&
      `a run costs time on a GPU: it needs write permission, and ${comment?.login} has ${standing.permission}`,
    fix: 'ask someone who may write here',
  },
  {
    code: 'closed',
    broken: ({ open }) => !open && 'the pull request is closed',
    fix: 'open it again first',
  },
  {
    code: 'other_commit',
    broken: ({ headSha }, command) =>
      command.verb === 'run' &&
      command.commit !== null &&
      !headSha.startsWith(command.commit) &&
      `the head of the pull request is ${headSha.slice(0, 12)}, not ${command.commit}`,
    fix: 'look at the new commits, then name the head',
  },
  {
    code: 'fork',
    broken: ({ fork }) =>
      fork &&
      'the pull request comes from another repository: its code must not run with the rights of this one',
    fix: 'look at its commits, then put the label `assay-run` on it: the run that follows has a token that may only read',
  },
];

/** Checks `/assay run`, after `refuseComment`. */
export function refuseRun(command: CommentCommand, facts: CommentFacts & RunFacts): CommentRefusal | null {
  return firstBroken(RUN_RULES, command, facts);
}

export interface LabelFacts {
  readonly sender: string;
  readonly isBot: boolean;
  readonly standing: Standing;
  readonly open: boolean;
  /** The head at the moment of labelling, as the event says, and as it is now. */
  readonly labelledSha: string;
  readonly headSha: string;
}

/** Whether a label may start a run: put there by a person who may write, on the commit that is still the head. */
export function refuseLabel(facts: LabelFacts): CommentRefusal | null {
  if (facts.isBot || isBot(facts.sender)) {
    return { code: 'bot', message: 'the label was not put there by a person', fix: 'a person labels it' };
  }
  if (!mayWrite(facts.standing)) {
    return {
      code: 'no_permission',
      message: `a run costs time on a GPU: it needs write permission, and ${facts.sender} has ${facts.standing.permission}`,
      fix: 'someone who may write here takes the label away and puts it there again',
    };
  }
  if (!facts.open) {
    return { code: 'closed', message: 'the pull request is closed', fix: 'open it again first' };
  }
  if (facts.labelledSha !== facts.headSha) {
    return {
      code: 'other_commit',
      message: `commits came after the label: it was put on ${facts.labelledSha.slice(0, 12)}, the head is ${facts.headSha.slice(0, 12)}`,
      fix: 'look at the new commits, then take the label away and put it there again',
    };
  }
  return null;
}

/** The later versions that make an approval of `version` stale: those that nobody rejected for the target. */
export function newerVersions(
  version: number,
  all: readonly number[],
  rejected: ReadonlySet<number>,
): number[] {
  return all.filter((other) => other > version && !rejected.has(other));
}

function firstBroken<F>(rules: readonly Rule<F>[], command: CommentCommand, facts: F): CommentRefusal | null {
  for (const { code, verbs, broken, fix } of rules) {
    if (verbs !== undefined && !verbs.includes(command.verb)) continue;
    const message = broken(facts, command);
    if (message !== false) return { code, message, fix: typeof fix === 'string' ? fix : fix(facts) };
  }
  return null;
}
