/**
 * May this version come to this target now, and what is to be done? Checks at the moment of deployment:
 * the digest that the caller expects, the target that must serve it first, the approvals. Then `bring`.
 */
import type { Decision, ModelVersion } from '../registry/index.js';
import type { Finding } from '../results/index.js';
import { type ApprovalAnswer, type ApprovalPolicy, decideApproval, type Refusal } from './approval.js';
import { bring } from './bring.js';
import type { Delivery, MoveReport } from './delivery.js';
import { currentOf } from './history.js';
import { warning } from './outcomes.js';
import { prove } from './proof.js';
import type { ReadBack } from './server.js';

export interface DeployRequest extends Delivery {
  readonly policy: ApprovalPolicy;
  /** Target that must be serving the same version first. */
  readonly after: string | null;
  /** `sha256:<hex>` or its beginning; guards against an older build winning. */
  readonly expectDigest: string | null;
  readonly now: () => Date;
  /** Decisions that no longer count, and why. */
  readonly revoked?: ReadonlyMap<string, string>;
  /** The reason for which missing approvals are passed over; null: they are not. */
  readonly breakGlass?: string | null;
}

/** Brings a version to a target. What is not allowed is a report with verdict fail, never an error. */
export async function deploy(request: DeployRequest): Promise<MoveReport> {
  const { registry, version, name } = request;
  const { model } = version.entry;
  const current = currentOf(await registry.aliasLog(model, name));
  const previous = current === null ? null : { version: current.version, digest: current.to };
  const refused = (findings: readonly Finding[]): MoveReport => ({
    verdict: 'fail',
    summary: `${name}: version ${version.entry.version} is not deployed: ${findings[0]?.message ?? 'refused'}`,
    previous,
    readBack: [],
    findings,
    notChecked: [],
  });
  const guards = [
    ...expectation(version, request.expectDigest, name),
    ...unsigned(request),
    ...(await afterProblems(request)),
    ...(await retired(request)),
  ];
  const decisions = await registry.decisions(model, version.entry.version);

  if (current?.to === version.entry.digest) {
    // What the alias names was allowed when it came. To serve it again after damage needs no new approval,
    // unless someone has rejected it since.
    if (guards.length > 0) return refused(guards);
    const proof = await prove(request, false);
    if (proof.readBack.every((item) => item.ok)) {
      return {
        verdict: 'pass',
        summary: `${name} serves version ${version.entry.version} already`,
        previous,
        ...proof,
        findings: [],
      };
    }
    const since = decisions.find(
      (one) => one.decision === 'reject' && one.target === name && !(one.time < current.time),
    );
    if (since) {
      return refused([
        refusal(
          name,
          'rejected',
          `${since.actor} rejected it at ${since.time}, after it was deployed`,
          'roll back to an earlier version',
        ),
      ]);
    }
    const server = proof.readBack.find((item) => !item.ok && item.check !== 'disk');
    return shownServer(await bring(request, 'deploy', current.approvals, current), server, name);
  }

  const answer = decideApproval({
    target: name,
    version,
    decisions,
    aliasSeq: current?.seq ?? 0,
    policy: request.policy,
    now: request.now(),
    ...(request.revoked === undefined ? {} : { revoked: request.revoked }),
  });
  const problems = [...guards, ...approvalFindings(answer, name)];
  const glass = request.breakGlass ?? null;
  if (glass !== null && !answer.allowed && guards.length === 0 && answer.reasons.every(canBreak)) {
    const report = await bring({ ...request, breakGlass: glass }, 'deploy', [], current);
    return shownBreakGlass(report, answer, name, request.actor, glass);
  }
  if (!answer.allowed || guards.length > 0) return refused(problems);
  return shownApproval(await bring(request, 'deploy', answer.by, current), answer, name);
}

/** What the server said before it was told to load again, where it does now what it should. */
function shownServer(report: MoveReport, before: ReadBack | undefined, target: string): MoveReport {
  if (before === undefined || (report.verdict !== 'pass' && report.verdict !== 'warn')) return report;
  return {
    ...report,
    verdict: 'warn',
    findings: [
      ...report.findings,
      warning(
        target,
        'deploy.mended',
        `the server did not serve what ${target} names, and does again: ${before.detail}`,
        'see why the server had not loaded it',
      ),
    ],
  };
}

/** Break-glass passes over approvals that are missing. It lifts no failed gate, and no person's rejection. */
function canBreak({ code }: Refusal): boolean {
  return code !== 'gate_failed' && code !== 'rejected';
}

/** Always a warning, and never without the reason. */
function shownBreakGlass(
  report: MoveReport,
  answer: ApprovalAnswer,
  target: string,
  actor: string,
  reason: string,
): MoveReport {
  const message = `BREAK-GLASS: ${actor} deployed to ${target} with ${answer.people.length} of ${answer.needed} approvals: ${reason}`;
  return {
    ...report,
    summary: `${report.summary}; ${message}`,
    verdict: report.verdict === 'pass' ? 'warn' : report.verdict,
    findings: [
      ...report.findings,
      {
        check: 'approval.break_glass',
        verdict: 'warn',
        severity: 'warn',
        subject: { target },
        where: [],
        message,
        fix: 'look at the version now, and approve it or roll back',
      },
    ],
  };
}

/**
 * Moves an alias that is no target's, with the same approval check and nothing to serve. `decisions`: those on the
 * version, where the caller has just read them.
 */
export async function promote(
  request: Pick<
    DeployRequest,
    | 'registry'
    | 'version'
    | 'name'
    | 'actor'
    | 'run'
    | 'reason'
    | 'policy'
    | 'expectDigest'
    | 'now'
    | 'signed'
    | 'revoked'
  > & { readonly decisions?: readonly Decision[] },
): Promise<MoveReport> {
  const { registry, version, name } = request;
  const { model } = version.entry;
  // The end of the log is enough to decide and to move; its chain is read by `aliasLog` and `verify`.
  const current = await registry.lastMove(model, name, { toMove: true });
  const previous = current === null ? null : { version: current.version, digest: current.to };
  const notChecked = ['what is serving: the alias is no target of assay.yaml'];
  const done = { previous, readBack: [], findings: [], notChecked };
  const guards = [...expectation(version, request.expectDigest, name), ...unsigned(request)];
  if (current?.to === version.entry.digest && guards.length === 0) {
    return { ...done, verdict: 'pass', summary: `${name} names version ${version.entry.version} already` };
  }
  const answer = decideApproval({
    target: name,
    version,
    decisions: request.decisions ?? (await registry.decisions(model, version.entry.version)),
    aliasSeq: current?.seq ?? 0,
    policy: request.policy,
    now: request.now(),
    ...(request.revoked === undefined ? {} : { revoked: request.revoked }),
  });
  const findings = [...guards, ...approvalFindings(answer, name)];
  if (!answer.allowed || guards.length > 0) {
    const summary = `${name} is not moved: ${findings[0]?.message ?? 'refused'}`;
    return { ...done, verdict: 'fail', summary, findings };
  }
  const { actor, run, reason } = request;
  const expectSeq = current?.seq ?? 0;
  const kind = 'promote';
  try {
    await registry.moveAlias(model, name, {
      to: version,
      kind,
      actor,
      run,
      approvals: answer.by,
      reason,
      expectSeq,
    });
  } catch (error) {
    const last = await registry.lastMove(model, name);
    if (last === null || last.seq <= expectSeq) throw error;
    const who = `${last.actor} (run ${last.run}) moved ${name} to version ${last.version} at ${last.time}`;
    return {
      ...done,
      verdict: last.to === version.entry.digest ? 'pass' : 'fail',
      summary: who,
      findings: [
        refusal(name, 'race', who, 'look at where the alias stands now, then promote again if needed'),
      ],
    };
  }
  const summary = `${name} names version ${version.entry.version}`;
  return shownApproval({ ...done, verdict: 'pass', summary }, answer, name);
}

/** Findings that say why an approval is missing; none where it is there. */
function approvalFindings(answer: ApprovalAnswer, target: string): Finding[] {
  if (answer.allowed) return [];
  return answer.reasons.map((reason) =>
    refusal(target, `approval.${reason.code}`, reason.message, reason.fix),
  );
}

/** Adds who allowed it to the report of a move. A self-approval makes it a warning, so that it is seen. */
function shownApproval(report: MoveReport, answer: ApprovalAnswer, target: string): MoveReport {
  const own = answer.selfApproved;
  const message = answer.byPolicy
    ? `the policy of ${target} approves verdict pass (approvals: 0)`
    : `approved by ${answer.people.join(', ')}${own.length > 0 ? `; self-approval of ${own.join(', ')}, which allow_self_approval permits` : ''}`;
  const verdict = own.length > 0 ? 'warn' : 'pass';
  const finding: Finding = {
    check:
      own.length > 0 ? 'approval.self_approval' : answer.byPolicy ? 'approval.policy' : 'approval.people',
    verdict,
    severity: own.length > 0 ? 'warn' : 'info',
    subject: { target },
    where: [],
    message,
  };
  return {
    ...report,
    verdict: report.verdict === 'pass' ? verdict : report.verdict,
    findings: [...report.findings, finding],
  };
}

function expectation(version: ModelVersion, expected: string | null, target: string): Finding[] {
  if (expected === null || digestMatches(version.entry.digest, expected)) return [];
  return [
    refusal(
      target,
      'expect-digest',
      `version ${version.entry.version} is ${version.entry.digest}, not ${expected}`,
      'deploy the version that has the expected digest',
    ),
  ];
}

/** Findings that say why the signatures of the version are not enough; none where they are, or none is required. */
export function unsigned({
  version,
  name,
  signed,
}: Pick<Delivery, 'version' | 'name' | 'signed'>): Finding[] {
  return (signed?.refusals ?? []).map((reason) =>
    refusal(
      name,
      'signature',
      reason,
      `sign it with \`assay sign --version ${version.entry.version}\`, with a key or an identity that \`require_signature\` names`,
    ),
  );
}

/** A version that was given up has no files any more, or loses them at any moment. */
async function retired({
  registry,
  version,
  name,
}: Pick<DeployRequest, 'registry' | 'version' | 'name'>): Promise<Finding[]> {
  const { model, version: number } = version.entry;
  const tombstone = await registry.tombstone(model, number);
  if (tombstone === null) return [];
  // Where it is served now, or was, it keeps its files: it was used after all.
  const log = await registry.aliasLog(model, name);
  if (log.some((entry) => entry.version === number)) return [];
  return [
    refusal(
      name,
      'retired',
      `version ${number} was given up by ${tombstone.actor} at ${tombstone.time}: its files are removed`,
      'register the same files again: they get a new number',
    ),
  ];
}

async function afterProblems(request: DeployRequest): Promise<Finding[]> {
  const { registry, version, name, after } = request;
  if (after === null) return [];
  const there = await registry.lastMove(version.entry.model, after);
  if (there?.to === version.entry.digest) return [];
  const serves = there === null ? 'serves nothing yet' : `serves version ${there.version}`;
  return [
    refusal(
      name,
      'after',
      `${after} must serve version ${version.entry.version} first; it ${serves}`,
      `run \`assay deploy --target ${after} --version ${version.entry.version}\` first`,
    ),
  ];
}

function refusal(target: string, check: string, message: string, fix: string): Finding {
  return {
    check: `deploy.${check}`,
    verdict: 'fail',
    severity: 'error',
    subject: { target },
    where: [],
    message,
    fix,
  };
}

/**
 * True where `given` is this digest or its beginning: at least 8 hex digits, in any case, with or without
 * `sha256:` before them.
 */
export function digestMatches(digest: string, given: string): boolean {
  const text = given
    .trim()
    .toLowerCase()
    .replace(/^sha256:/, '');
  return /^[0-9a-f]{8,64}$/.test(text) && digest.slice('sha256:'.length).startsWith(text);
}
