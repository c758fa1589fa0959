/** What `approve` and `reject` share: the evidence that is shown, and recording the decision. */
import { type Context, usageError } from '../../base/index.js';
import { durationMs } from '../../config/index.js';
import {
  ALIAS_POLICY,
  type ApprovalPolicy,
  decideApproval,
  isBot,
  policyOf,
  refusalOfApproval,
} from '../../deployment/index.js';
import type { Host } from '../../host/index.js';
import type { Decision, ModelVersion } from '../../registry/index.js';
import type { Finding, Verdict } from '../../results/index.js';
import type { Outcome } from '../command.js';
import { confirmDigest, type DeliverySession, inputsOf, openDelivery, versionMeant } from './common.js';

export interface DecisionRequest {
  readonly ctx: Context;
  readonly decision: 'approve' | 'reject';
  readonly name: string | undefined;
  readonly version: number;
  readonly target: string;
  readonly digest: string | undefined;
  /** The verdict that the approver names; absent: the gate's own, unless it is inconclusive. */
  readonly verdict: Verdict | undefined;
  readonly expires: string | undefined;
  readonly reason: string;
  /** The comment or review that it comes from; absent: the command itself. */
  readonly from?: { readonly origin: string; readonly source: Decision['source'] };
}

/** Events that only people with write permission cause. Any other, also one that GitHub invents later, is refused. */
const STARTED_BY_WRITERS: ReadonlySet<string> = new Set([
  'workflow_dispatch',
  'repository_dispatch',
  'push',
  'release',
  'schedule',
]);

/** Opens what is needed, then as `decideWith`. */
export async function decideOn(
  request: DecisionRequest & {
    readonly host: Host;
    readonly config: string | undefined;
    readonly actor: string | undefined;
  },
): Promise<Outcome> {
  const event = request.ctx.env['GITHUB_EVENT_NAME'] ?? '';
  const onGitHub = request.host.kind === 'github';
  if (onGitHub && !STARTED_BY_WRITERS.has(event)) {
    throw usageError({
      message: `a workflow on ${event || 'an unknown event'} can be started by people who may not decide, so that no decision is recorded there`,
      fix: 'for comments use `assay respond`, which asks what the person may do; else start the workflow by hand (workflow_dispatch)',
    });
  }
  const delivery = await openDelivery(request.ctx, request.host, request);
  if (onGitHub && isBot(delivery.actor)) {
    throw usageError({
      message: `${delivery.actor} is a bot, so that no decision is recorded in its name`,
      fix: 'a person starts the workflow by hand (workflow_dispatch), or comments on the approval issue',
    });
  }
  return decideWith(delivery, request);
}

/** Records a decision; it moves nothing. An approval that could never count is not recorded, and is a fail. */
export async function decideWith(delivery: DeliverySession, request: DecisionRequest): Promise<Outcome> {
  const { ctx, target } = request;
  const { registry, actor } = delivery;
  const version = await versionMeant(delivery, request.version);
  if (request.digest !== undefined) await confirmDigest(delivery, version, request.digest);
  const { entry, manifest } = version;
  const verdict = namedVerdict(request, manifest.verdict);
  const policy = policyFor(delivery, target, ctx);
  const aliasSeq = (await registry.lastMove(entry.model, target))?.seq ?? 0;
  const now = ctx.now();
  const expires =
    request.decision === 'reject'
      ? null
      : new Date(now.getTime() + lifeOf(request.expires, policy)).toISOString();
  const body: Omit<Decision, 'format' | 'id' | 'nonce' | 'time'> = {
    decision: request.decision,
    model: entry.model,
    version: entry.version,
    digest: entry.digest,
    target,
    verdict,
    aliasSeq,
    actor,
    // A comment is read by `respond` alone, which asks whether it may count.
    source: request.from?.source ?? 'terminal',
    ...(request.from === undefined ? {} : { origin: request.from.origin }),
    reason: request.reason,
    expires,
  };
  const evidence = evidenceOf(version);
  const finish = (whole: Verdict, summary: string, findings: readonly Finding[]) =>
    finishDecision(delivery, request, version, { verdict: whole, summary, findings, expires, actor });

  if (request.decision === 'reject') {
    await registry.decide(body);
    const summary = `${actor} rejected version ${entry.version} for ${target}; earlier approvals no longer count`;
    return finish('pass', summary, evidence);
  }
  const question = { target, version, aliasSeq, policy, now };
  const draft: Decision = { ...body, format: 1, id: 'draft', nonce: '', time: now.toISOString() };
  const refusal = refusalOfApproval(draft, question);
  if (refusal !== null) {
    return finish('fail', `not recorded: ${refusal.message}`, [
      finding(`approve.${refusal.code}`, 'fail', target, refusal.message, refusal.fix),
      ...evidence,
    ]);
  }
  await registry.decide(body);
  const answer = decideApproval({
    ...question,
    decisions: await registry.decisions(entry.model, entry.version),
    now: ctx.now(),
  });
  const own = answer.selfApproved;
  const state = answer.allowed
    ? Object.hasOwn(delivery.config.targets, target)
      ? `it may be deployed to ${target} until ${expires}`
      : `the alias ${target} may be moved to it until ${expires}; ${target} is no target`
    : `${answer.people.length} of ${answer.needed} approvals`;
  return finish(
    own.length > 0 ? 'warn' : 'pass',
    `${actor} approved version ${entry.version} for ${target}: ${state}`,
    [
      ...own.map((person) =>
        finding(
          'approve.self_approval',
          'warn',
          target,
          `${person} is an author of the version: a self-approval, which allow_self_approval permits`,
        ),
      ),
      ...evidence,
    ],
  );
}

/** The approver must name an inconclusive verdict in so many words; other verdicts only if they are named, rightly. */
function namedVerdict(request: DecisionRequest, actual: Verdict): Verdict {
  if (request.decision === 'reject') return actual;
  if (request.verdict !== undefined && request.verdict !== actual) {
    throw usageError({
      message: `--verdict ${request.verdict}, but the gate of version ${request.version} said ${actual}`,
      fix: 'look at the evidence again',
    });
  }
  if (actual === 'inconclusive' && request.verdict === undefined) {
    throw usageError({
      message: `the gate of version ${request.version} is inconclusive: there was too little data to tell`,
      expected: 'an approval that names it',
      fix: 'if you approve it nevertheless, add --verdict inconclusive',
    });
  }
  return actual;
}

function policyFor({ config }: DeliverySession, target: string, ctx: Context): ApprovalPolicy {
  const known = Object.hasOwn(config.targets, target) ? config.targets[target] : undefined;
  if (known !== undefined) return policyOf(known);
  ctx.log.warn(
    `${target} is no target of assay.yaml: the decision counts for \`assay promote --alias ${target}\` only`,
  );
  return ALIAS_POLICY;
}

/** Milliseconds; the policy's life is the longest. */
function lifeOf(given: string | undefined, policy: ApprovalPolicy): number {
  return given === undefined ? policy.expiresMs : Math.min(durationMs(given), policy.expiresMs);
}

/** What the decision is bound to, through the digest of the manifest: the gate's verdict and the metrics. */
function evidenceOf({ manifest }: ModelVersion): Finding[] {
  const metrics = manifest.metrics
    .filter((metric) => metric.slice === null)
    .map(
      (metric) =>
        `${metric.name} ${metric.value === null ? `undefined (${metric.undefined ?? 'no reason given'})` : Number(metric.value.toPrecision(6))}`,
    );
  const data = manifest.data.map(
    (item) => `${item.name} (${item.rows} rows, sha256:${item.sha256.slice(0, 12)})`,
  );
  const lines: [string, string][] = [
    ['evidence.gate', `the gate said ${manifest.verdict}`],
    ['evidence.metrics', metrics.length > 0 ? metrics.join(', ') : 'no metrics'],
    ['evidence.data', data.length > 0 ? data.join(', ') : 'no datasets'],
    [
      'evidence.code',
      `commit ${manifest.code.commit ?? 'unknown'}${manifest.code.dirty ? ', with uncommitted changes' : ''}; by ${manifest.authors.join(', ') || 'unknown'}`,
    ],
  ];
  return lines.map(([check, message], index) => ({
    check,
    verdict: index === 0 ? manifest.verdict : 'pass',
    severity: 'info',
    subject: {},
    where: [],
    message,
  }));
}

function finding(check: string, verdict: Verdict, target: string, message: string, fix?: string): Finding {
  return {
    check,
    verdict,
    severity: verdict === 'fail' ? 'error' : 'warn',
    subject: { target },
    where: [],
    message,
    ...(fix === undefined ? {} : { fix }),
  };
}

async function finishDecision(
  { session }: DeliverySession,
  request: DecisionRequest,
  version: ModelVersion,
  part: {
    readonly verdict: Verdict;
    readonly summary: string;
    readonly findings: readonly Finding[];
    readonly expires: string | null;
    readonly actor: string;
  },
): Promise<Outcome> {
  const { entry } = version;
  const result = await session.finish<'approve' | 'reject'>({
    command: request.decision,
    ...(request.name === undefined ? {} : { name: request.name }),
    ...part,
    findings: [...part.findings],
    inputs: inputsOf(version),
    model: entry.model,
    version: entry.version,
    digest: entry.digest,
    target: request.target,
  });
  return {
    result,
    outputs: { version: String(entry.version), digest: entry.digest, target: request.target },
  };
}
