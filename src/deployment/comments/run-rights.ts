/** Who may spend time on a GPU for a pull request, by a comment or by a label, and why not. */
import { isBot } from '../approval.js';
import type { CommentCommand } from './parse.js';
import {
  type CommentFacts,
  type CommentRefusal,
  firstBroken,
  mayWrite,
  type Rule,
  type Standing,
} from './rights.js';

/** The facts that `/assay run` adds. */
export interface RunFacts {
  readonly open: boolean;
  readonly headSha: string;
  /** True where the head is in another repository, or in one that is gone. */
  readonly fork: boolean;
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
