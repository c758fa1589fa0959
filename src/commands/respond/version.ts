/** Approve, reject, rollback and status on the approval issue of a version. */
import type { LoadedConfig } from '../../config/index.js';
import {
  type CommentCommand,
  type CommentFacts,
  refuseDecision,
  rollbackAim,
  type VersionFacts,
} from '../../deployment/index.js';
import type { ApprovalMark, GitHubApi } from '../../host/index.js';
import type { Decision, ModelVersion, Registry } from '../../registry/index.js';
import { decideWith } from '../delivery/decision.js';
import { type IssueContext, issueBody, titleOf, writeAnew } from '../github/approval-issue.js';
import { newerThan, targetStates } from '../github/state.js';
import type { Session } from '../session.js';
import { type Handled, refused } from './handled.js';

export interface OnVersion extends IssueContext {
  readonly session: Session<LoadedConfig>;
  readonly registry: Registry;
  readonly issue: GitHubApi.Issue;
  readonly mark: ApprovalMark;
  readonly facts: CommentFacts;
  readonly login: string;
  readonly origin: string;
  readonly runId: string;
  /** Told as soon as something was written to the registry. */
  readonly recorded: () => void;
}

const UNSEEN =
  'this server does not tell whether the text of the issue was changed and put back before the comment';

type DecisionCommand = Extract<CommentCommand, { verb: 'approve' | 'reject' | 'rollback' }>;

export async function onVersion(on: OnVersion, command: DecisionCommand): Promise<Handled> {
  const { registry, config, mark, issue, facts, origin, door } = on;
  const version = await versionOf(on);
  const decisions = version === null ? [] : await registry.decisions(mark.model, mark.version);
  const earlier = decisions.find((decision) => decision.origin === origin);
  if (version !== null && earlier !== undefined && earlier.decision === command.verb) {
    // The same comment again, by a re-run: it counted once, and is answered again.
    on.recorded();
    return decided(on, version, earlier);
  }
  const names = command.verb === 'rollback' ? Object.keys(config.targets) : mark.targets;
  const target = targetOf(config, command.target, names);
  const edits = command.verb === 'approve' ? await door.api.editsOfIssue(door.client, issue.number) : null;
  const shown = version === null ? null : await issueBody(on, version, mark.targets, edits);
  // The whole text: beside the evidence, word for word, could stand what hides or contradicts it.
  const evidenceHolds =
    version !== null &&
    shown !== null &&
    issue.title === titleOf(version) &&
    door.api.sameText(issue.body, shown.body);
  const full: CommentFacts & VersionFacts = {
    ...facts,
    version,
    markedDigest: mark.digest,
    evidenceHolds,
    edits,
    target,
    targets: names,
    newer: version === null || target === null ? [] : await newerThan(registry, version, target.name),
    makers:
      version === null || command.verb !== 'approve'
        ? []
        : await door.api.makersOf(door.client, version.manifest.code.commit, version.manifest.run.id),
    decisions,
    origin,
    now: on.ctx.now(),
  };
  const refusal = refuseDecision(command, full);
  if (refusal !== null || version === null || target === null) {
    if (version !== null && (refusal?.code === 'evidence_changed' || refusal?.code === 'evidence_touched')) {
      await writeAnew(on, issue, version, mark, edits);
    }
    return refused(
      refusal ?? {
        code: 'unknown_version',
        message: 'the registry has no version with the digest of this issue',
        fix: '',
      },
    );
  }
  if (command.verb === 'rollback') return rollBack(on, command, target.name);

  const outcome = await decideWith(
    { session: on.session, config, registry, actor: on.login },
    {
      ctx: on.ctx,
      decision: command.verb,
      name: undefined,
      version: version.entry.version,
      target: target.name,
      digest: command.digest ?? undefined,
      verdict: command.verb === 'approve' ? (command.verdict ?? undefined) : undefined,
      expires: undefined,
      reason: command.reason,
      from: { origin, source: 'github-comment' },
    },
  );
  if (outcome.result.verdict === 'fail') {
    const [first] = outcome.result.findings;
    return refused({
      code: first?.check.replace('approve.', '') ?? 'refused',
      message: first?.message ?? outcome.result.summary,
      fix: first?.fix ?? '',
    });
  }
  on.recorded();
  if (command.verb === 'approve' && edits === null) on.ctx.log.warn(UNSEEN);
  const made = (await registry.decisions(mark.model, mark.version)).find((one) => one.origin === origin);
  if (made === undefined) throw new Error('the decision was written, and is not in the registry');
  return decided(on, version, made);
}

/** Writes the issue anew, and says where it stands. */
async function decided(on: OnVersion, version: ModelVersion, decision: Decision): Promise<Handled> {
  const { registry, config, mark, issue, ctx } = on;
  await writeAnew(on, issue, version, mark);
  const { target } = decision;
  const [state] = await targetStates(registry, config, version, [target], ctx.now());
  const approved = decision.decision === 'approve';
  return {
    action: decision.decision,
    ok: true,
    title: `${approved ? 'approved' : 'rejected'} version ${version.entry.version} for ${target}`,
    lines: [
      ...(state === undefined ? [] : [state.line]),
      `bound to ${version.entry.digest}`,
      ...(decision.expires === null ? [] : [`until ${decision.expires}`]),
    ],
    outputs: {
      model: version.entry.model,
      version: String(version.entry.version),
      digest: version.entry.digest,
      target,
      deploy: String(approved && state?.state === 'allowed'),
      reason: decision.reason,
    },
  };
}

async function rollBack(
  on: OnVersion,
  command: Extract<CommentCommand, { verb: 'rollback' }>,
  target: string,
): Promise<Handled> {
  const { registry, mark, origin } = on;
  const aim = await rollbackAim(registry, mark.model, target, command.toVersion);
  // Claimed before a job acts on it: a second reading of the same comment would go one version further back.
  const claimed = await registry.record({
    model: mark.model,
    kind: 'command',
    key: origin,
    actor: on.login,
    data: {
      verb: 'rollback',
      target,
      from: aim.current.version,
      version: aim.version.entry.version,
      digest: aim.version.entry.digest,
      reason: command.reason,
      run: on.runId,
    },
  });
  if (claimed === null) {
    return refused({
      code: 'counted_before',
      message: 'this comment was counted before',
      fix: 'look at what is served now; to go back further write a new comment',
    });
  }
  on.recorded();
  const { entry } = aim.version;
  return {
    action: 'rollback',
    ok: true,
    title: `${target} goes back to version ${entry.version}`,
    lines: [
      `it serves version ${aim.current.version} now; the next job does it and proves it`,
      ...aim.skipped.map(({ version, actor }) => `version ${version} is passed over: ${actor} rejected it`),
    ],
    outputs: {
      model: entry.model,
      version: String(entry.version),
      digest: entry.digest,
      target,
      reason: command.reason,
    },
  };
}

/** Where the decision stands, for anyone who can read the issue. */
export async function statusOf(on: Pick<OnVersion, keyof IssueContext | 'mark'>): Promise<Handled> {
  const { registry, config, mark, ctx } = on;
  const version = await versionOf(on);
  if (version === null) {
    return {
      action: 'status',
      ok: false,
      title: 'the registry has no version with the digest of this issue',
      lines: ['the job that registered it may not have kept the registry'],
    };
  }
  const states = await targetStates(registry, config, version, mark.targets, ctx.now());
  return {
    action: 'status',
    ok: true,
    title: `${mark.model} version ${mark.version}, gate ${version.manifest.verdict}`,
    lines: [mark.digest, ...states.map(({ line }) => line)],
  };
}

async function versionOf({
  registry,
  mark,
}: Pick<OnVersion, 'registry' | 'mark'>): Promise<ModelVersion | null> {
  const version = await registry.version(mark.model, mark.version);
  return version !== null && version.entry.digest === mark.digest ? version : null;
}

/** The target that is named, or the only one that can be meant. */
function targetOf(
  config: LoadedConfig,
  named: string | null,
  names: readonly string[],
): VersionFacts['target'] {
  const [only, ...others] = names;
  const name = named ?? (others.length === 0 ? (only ?? null) : null);
  if (name === null || !Object.hasOwn(config.targets, name)) return null;
  const target = config.targets[name];
  return target === undefined ? null : { name, config: target };
}
