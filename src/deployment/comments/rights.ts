/**
 * What holds for every command in a comment: whose it is, whether it still is what was written, where it stands. Rules
 * are a table over facts that were asked for at the moment of use; nothing here calls anyone. The first rule that is
 * broken gives the reason that the person is answered.
 */
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

export type CommentRefusal = Omit<Refusal, 'code'> & { readonly code: string };

export interface Rule<F> {
  readonly code: string;
  /** The verbs that it holds for; absent: all. */
  readonly verbs?: readonly Verb[];
  readonly broken: (facts: F, command: CommentCommand) => string | false;
  readonly fix: string | ((facts: F) => string);
}

const MOVING: readonly Verb[] = ['approve', 'reject', 'rollback'];
const ACTING: readonly Verb[] = [...MOVING, 'run'];
export const mayWrite = ({ permission }: Standing) => permission === 'admin' || permission === 'write';

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

/** The first rule that is broken; null where none is. */
export function firstBroken<F>(
  rules: readonly Rule<F>[],
  command: CommentCommand,
  facts: F,
): CommentRefusal | null {
  for (const { code, verbs, broken, fix } of rules) {
    if (verbs !== undefined && !verbs.includes(command.verb)) continue;
    const message = broken(facts, command);
    if (message !== false) return { code, message, fix: typeof fix === 'string' ? fix : fix(facts) };
  }
  return null;
}
