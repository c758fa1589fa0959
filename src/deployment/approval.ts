/**
 * May this version go to this target? A pure decision over what people decided, what the gate said and what
 * the target asks for. Nothing here reads a clock, a registry or a file. Every refusal says what is missing
 * and how to mend it.
 */
import { durationMs, type TargetConfig } from '../config/index.js';
import type { Decision, ModelVersion } from '../registry/index.js';

/** What a target asks for before a version may come to it. */
export interface ApprovalPolicy {
  /** How many different people must approve. 0: policy approves verdict `pass`. */
  readonly approvals: number;
  /** Only these people; absent: anyone but the authors. Compared without regard to case. */
  readonly approvers?: readonly string[];
  readonly allowSelfApproval: boolean;
  /** Longest life of an approval, in milliseconds. */
  readonly expiresMs: number;
}

/** For aliases that are no target's: one approval, by someone else, for a week. */
export const ALIAS_POLICY: ApprovalPolicy = {
  approvals: 1,
  allowSelfApproval: false,
  expiresMs: 7 * 86_400_000,
};

export function policyOf(target: TargetConfig): ApprovalPolicy {
  return {
    approvals: target.approvals,
    ...(target.approvers ? { approvers: target.approvers } : {}),
    allowSelfApproval: target.allow_self_approval,
    expiresMs: durationMs(target.approval_expires),
  };
}

export type RefusalCode =
  | 'gate_failed'
  | 'not_enough'
  | 'too_few_approvers'
  | 'rejected'
  | 'expired'
  | 'other_digest'
  | 'other_verdict'
  | 'alias_moved'
  | 'self_approval'
  | 'authors_unknown'
  | 'nobody'
  | 'not_an_approver'
  | 'revoked';

export interface Refusal {
  readonly code: RefusalCode;
  /** What is missing or wrong. */
  readonly message: string;
  readonly fix: string;
}

export interface ApprovalQuestion {
  readonly target: string;
  readonly version: ModelVersion;
  /** Decisions on this version; those for other targets are passed over. */
  readonly decisions: readonly Decision[];
  /** Last entry of the target's alias log (0: none) at this moment. */
  readonly aliasSeq: number;
  readonly policy: ApprovalPolicy;
  readonly now: Date;
  /** Decisions (by id) that no longer count, and why: their people may not decide here any more. */
  readonly revoked?: ReadonlyMap<string, string>;
}

export interface ApprovalAnswer {
  readonly allowed: boolean;
  /** Ids of the decisions that allow it, the newest of each person; empty for approval by policy. */
  readonly by: readonly string[];
  /** The people behind `by`, as they are written there. */
  readonly people: readonly string[];
  /** Those of `people` who are authors of the version. Shown in every report. */
  readonly selfApproved: readonly string[];
  /** True where the target asks for nobody and the gate passed. */
  readonly byPolicy: boolean;
  /** How many people were needed. */
  readonly needed: number;
  /** Why not; where it is allowed, why single approvals did not count. */
  readonly reasons: readonly Refusal[];
}

/**
 * Decides. An approval counts where it names this version, this manifest digest, this target, the gate's own
 * verdict and the alias entry that is still the last one, has not expired, was not followed by a rejection,
 * and comes from someone who may approve. Each person counts once.
 */
export function decideApproval(question: ApprovalQuestion): ApprovalAnswer {
  const { version, target, policy } = question;
  const verdict = version.manifest.verdict;
  const none = { by: [], people: [], selfApproved: [], byPolicy: false };
  if (verdict !== 'pass' && verdict !== 'warn' && verdict !== 'inconclusive') {
    return { ...none, allowed: false, needed: policy.approvals, reasons: [gateFailed(version)] };
  }
  const ours = question.decisions.filter(
    (decision) =>
      decision.target === target &&
      decision.model === version.entry.model &&
      decision.version === version.entry.version,
  );
  const rejection = lastRejection(ours);
  const wanted = neededApprovals(policy, verdict, rejection !== null);
  if (wanted === 0) return { ...none, allowed: true, byPolicy: true, needed: 0, reasons: [] };

  const counted = new Map<string, Decision>();
  const reasons: Refusal[] = [];
  for (const decision of ours.filter((one) => one.decision === 'approve')) {
    const refusal = refusalOf(decision, question, rejection);
    if (refusal !== null) {
      reasons.push(refusal);
      continue;
    }
    const person = personOf(decision.actor);
    const earlier = counted.get(person);
    if (!earlier || timeOf(earlier) <= timeOf(decision)) counted.set(person, decision);
  }
  const chosen = [...counted.values()].sort((a, b) => timeOf(a) - timeOf(b));
  const allowed = chosen.length >= wanted;
  if (!allowed) {
    if (rejection !== null) reasons.unshift(rejected(rejection));
    reasons.unshift(notEnough(question, wanted, chosen));
    if (policy.approvers && new Set(policy.approvers.map(personOf)).size < wanted) {
      reasons.push({
        code: 'too_few_approvers',
        message: `target ${target} needs ${wanted} approvals, and its list \`approvers\` has fewer people`,
        fix: `add people to targets.${target}.approvers, or lower targets.${target}.approvals`,
      });
    }
  }
  const authors = new Set(version.manifest.authors.map(personOf));
  const people = chosen.map((decision) => decision.actor);
  return {
    allowed,
    by: allowed ? chosen.map((decision) => decision.id) : [],
    people,
    selfApproved: people.filter((person) => authors.size === 0 || authors.has(personOf(person))),
    byPolicy: false,
    needed: wanted,
    reasons,
  };
}

/**
 * Whether one approval, made now, could count: `approve` asks before it records, so that nobody is told
 * "approved" for something that the deployment will refuse.
 */
export function refusalOfApproval(
  decision: Decision,
  question: Omit<ApprovalQuestion, 'decisions'>,
): Refusal | null {
  const verdict = question.version.manifest.verdict;
  if (verdict !== 'pass' && verdict !== 'warn' && verdict !== 'inconclusive')
    return gateFailed(question.version);
  return refusalOf(decision, { ...question, decisions: [] }, null);
}

/** How many people a target needs for a version with this verdict. */
export function neededApprovals(
  policy: ApprovalPolicy,
  verdict: 'pass' | 'warn' | 'inconclusive',
  isRejected = false,
): number {
  // Policy stands in for a person only where there is nothing to judge, and never against a person's word.
  if (policy.approvals === 0) return verdict === 'pass' && !isRejected ? 0 : 1;
  return policy.approvals;
}

type Check = (
  decision: Decision,
  question: ApprovalQuestion,
  rejection: Decision | null,
) => Omit<Refusal, 'fix'> | null;

/** What an approval must be, in the order in which the first failure is told. */
const CHECKS: readonly Check[] = [
  (decision, { version }) =>
    decision.digest === version.entry.digest
      ? null
      : {
          code: 'other_digest',
          message: `binds ${decision.digest}, but version ${version.entry.version} is ${version.entry.digest}`,
        },
  (decision, { version }) =>
    decision.verdict === version.manifest.verdict
      ? null
      : {
          code: 'other_verdict',
          message: `names the verdict ${decision.verdict}, but the gate said ${version.manifest.verdict}`,
        },
  (decision, _question, rejection) =>
    rejection === null || timeOf(rejection) < timeOf(decision)
      ? null
      : { code: 'rejected', message: `was followed by the rejection of ${rejection.actor}` },
  (decision, { policy, now }) => {
    const expires = expiryOf(decision, policy);
    // Written so that a time which cannot be read counts as expired.
    return now.getTime() < expires
      ? null
      : {
          code: 'expired',
          message: `expired${Number.isFinite(expires) ? ` at ${new Date(expires).toISOString()}` : ''}`,
        };
  },
  (decision, { target, aliasSeq }) =>
    decision.aliasSeq === aliasSeq
      ? null
      : {
          code: 'alias_moved',
          message: `was given when ${target} stood at entry ${decision.aliasSeq} of its log; it is at ${aliasSeq} now`,
        },
  (decision, { revoked }) => {
    const why = revoked?.get(decision.id);
    return why === undefined ? null : { code: 'revoked', message: why };
  },
  (decision) => (personOf(decision.actor) === '' ? { code: 'nobody', message: 'names no person' } : null),
  (decision, { policy, target }) =>
    !policy.approvers || policy.approvers.some((name) => personOf(name) === personOf(decision.actor))
      ? null
      : {
          code: 'not_an_approver',
          message: `comes from someone who is not in targets.${target}.approvers (${policy.approvers.join(', ') || 'empty'})`,
        },
  (decision, { policy, version }) => {
    if (policy.allowSelfApproval) return null;
    const authors = version.manifest.authors;
    if (authors.every((author) => personOf(author) === '')) {
      return {
        code: 'authors_unknown',
        message: 'cannot be told from a self-approval: the manifest names no author',
      };
    }
    return authors.some((author) => personOf(author) === personOf(decision.actor))
      ? { code: 'self_approval', message: `comes from an author of the version (${authors.join(', ')})` }
      : null;
  },
];

const FIXES: Partial<Record<RefusalCode, (question: ApprovalQuestion) => string>> = {
  not_an_approver: ({ target }) => `ask one of targets.${target}.approvers`,
  self_approval: ({ target }) =>
    `ask someone else, or set targets.${target}.allow_self_approval: true (it is shown in every report)`,
  authors_unknown: ({ target }) =>
    `register from a git repository with an author, or set targets.${target}.allow_self_approval: true`,
};

function refusalOf(
  decision: Decision,
  question: ApprovalQuestion,
  rejection: Decision | null,
): Refusal | null {
  for (const check of CHECKS) {
    const found = check(decision, question, rejection);
    if (found === null) continue;
    return {
      code: found.code,
      message: `the approval of ${decision.actor.trim() || 'nobody'} ${found.message}`,
      fix: FIXES[found.code]?.(question) ?? `approve again: ${approveCommand(question)}`,
    };
  }
  return null;
}

function notEnough(question: ApprovalQuestion, wanted: number, chosen: readonly Decision[]): Refusal {
  const { version, target, policy } = question;
  const verdict = version.manifest.verdict;
  const why =
    policy.approvals > 0
      ? ''
      : verdict === 'pass'
        ? ' (the policy of this target approves verdict pass, but the version was rejected)'
        : ` (the policy of this target approves verdict pass only; the gate said ${verdict})`;
  return {
    code: 'not_enough',
    message: `version ${version.entry.version} has ${chosen.length} of ${wanted} approvals for ${target}${why}`,
    fix: `${policy.approvers ? `one of ${policy.approvers.join(', ')}` : 'someone other than the authors'} runs: ${approveCommand(question)}`,
  };
}

function rejected(rejection: Decision): Refusal {
  return {
    code: 'rejected',
    message: `${rejection.actor} rejected it at ${rejection.time}${rejection.reason ? `: ${rejection.reason}` : ''}`,
    fix: 'approvals given before a rejection no longer count; approve again after it, or make a new version',
  };
}

function gateFailed(version: ModelVersion): Refusal {
  return {
    code: 'gate_failed',
    message: `the gate of version ${version.entry.version} said ${version.manifest.verdict}`,
    fix: 'an approval does not lift a failed gate: train a better version, or change the rules in assay.yaml and run the gate again',
  };
}

/** The command that an approver types. The digest is left for the approver, who takes it from the evidence. */
function approveCommand({ version, target }: Pick<ApprovalQuestion, 'version' | 'target'>): string {
  const digest = version.entry.digest.slice('sha256:'.length, 'sha256:'.length + 12);
  const named = version.manifest.verdict === 'inconclusive' ? ' --verdict inconclusive' : '';
  return `assay approve --version ${version.entry.version} --target ${target} --digest ${digest}${named}`;
}

/** The last rejection of this version for this target, by anyone and whatever digest it names. */
function lastRejection(decisions: readonly Decision[]): Decision | null {
  let last: Decision | null = null;
  for (const decision of decisions) {
    if (decision.decision !== 'reject') continue;
    if (last === null || !(timeOf(decision) < timeOf(last))) last = decision;
  }
  return last;
}

function expiryOf(decision: Decision, policy: ApprovalPolicy): number {
  const byPolicy = timeOf(decision) + policy.expiresMs;
  return decision.expires === null ? byPolicy : Math.min(byPolicy, Date.parse(decision.expires));
}

function timeOf(decision: Decision): number {
  return Date.parse(decision.time);
}

/** Two spellings of one person are one person: names of GitHub and of mail differ in case only. */
export function personOf(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** Whether a login of GitHub is an App's or a workflow's own: nobody who could be asked for a reason. */
export function isBot(login: string): boolean {
  return personOf(login).endsWith('[bot]');
}
