/** The approval issue of a version: its text, opening it, writing it anew, closing it. One for each version. */
import type { Context } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import { lastChange, neededApprovals, policyOf, type TextEdit } from '../../deployment/index.js';
import { type ApprovalMark, approvalMark, type GitHubApi, readApprovalMark } from '../../host/index.js';
import { lineageOf, type ModelVersion, type Registry } from '../../registry/index.js';
import { buildDecisionState, buildEvidence, loadMarkdown } from '../../report/index.js';
import { explainFailure, type GitHubDoor } from './connect.js';
import { decisionState, newerThan, targetStates, waitingTargets } from './state.js';

export const APPROVAL_LABEL = 'assay-approval';
/** A run and its re-runs are over after so long; an issue of theirs has changed since then. */
const LOOK_BACK_MS = 70 * 86_400_000;
/** The rest of the 65,536 characters is for the state above it. */
const EVIDENCE_LIMIT = 50_000;
const STATE_LIMIT = 10_000;

export interface IssueContext {
  readonly ctx: Context;
  readonly door: GitHubDoor;
  readonly registry: Registry;
  readonly config: LoadedConfig;
}

export interface IssueBody {
  readonly body: string;
  readonly settled: string | null;
}

/** The text of the issue, from the registry, and from `edits` whether somebody else changed it. */
export async function issueBody(
  { ctx, door, registry, config }: IssueContext,
  version: ModelVersion,
  targets: readonly string[],
  edits: readonly TextEdit[] | null,
): Promise<IssueBody> {
  const { entry, manifest } = version;
  const { gate } = await lineageOf(registry, version);
  const { verdict } = manifest;
  const base = door.repositoryUrl;
  const { renderMarkdown } = await loadMarkdown();
  const known = targets.flatMap((name) => {
    const target = Object.hasOwn(config.targets, name) ? config.targets[name] : undefined;
    return target === undefined ? [] : [{ name, target }];
  });
  const needed = (policy: ReturnType<typeof policyOf>) =>
    verdict === 'pass' || verdict === 'warn' || verdict === 'inconclusive'
      ? neededApprovals(policy, verdict)
      : policy.approvals;
  const limit = (max: number) => ({ max, measure: (text: string) => text.length });
  const evidence = renderMarkdown(
    buildEvidence({
      model: entry.model,
      version: entry.version,
      digest: entry.digest,
      verdict,
      gate,
      metrics: manifest.metrics,
      data: manifest.data,
      commit: manifest.code.commit,
      dirty: manifest.code.dirty,
      authors: manifest.authors,
      registeredBy: entry.actor,
      registeredAt: entry.time,
      links: {
        commit:
          base === null || manifest.code.commit === null ? null : `${base}/commit/${manifest.code.commit}`,
        run: base === null || !/^\d+$/.test(entry.run) ? null : `${base}/actions/runs/${entry.run}`,
      },
      repositoryUrl: base,
      targets: known.map(({ name, target }) => ({
        name,
        needed: needed(policyOf(target)),
        approvers: target.approvers ?? null,
      })),
    }),
    { limit: limit(EVIDENCE_LIMIT) },
  ).text;
  const states = await targetStates(registry, config, version, targets, ctx.now());
  const newest = (await registry.versions(entry.model)).at(-1)?.version ?? entry.version;
  const [first] = targets;
  const newer = first === undefined ? [] : await newerThan(registry, version, first);
  const state = decisionState(states, newer.length > 0 ? newest : null);
  const mark: ApprovalMark = { model: entry.model, version: entry.version, digest: entry.digest, targets };
  const head = renderMarkdown(buildDecisionState({ ...state, changed: lastChange(edits ?? []) }, verdict), {
    marker: approvalMark(mark),
    limit: limit(STATE_LIMIT),
  }).text;
  return { body: `${head}\n${evidence}`, settled: state.outcome };
}

export function titleOf(version: ModelVersion): string {
  return `Approve ${version.entry.model} version ${version.entry.version}?`;
}

const isFor = (version: ModelVersion) => (line: string) => {
  const mark = readApprovalMark(line);
  return mark?.model === version.entry.model && mark.digest === version.entry.digest;
};

function searchOf(version: ModelVersion): GitHubApi.Search {
  const since = new Date(Date.parse(version.entry.time) - LOOK_BACK_MS);
  return { state: 'all', since: since.toISOString() };
}

/**
 * Opens the issue of a new version, and closes those of versions that it supersedes. Null where no target waits for
 * people. Throws what the API throws.
 */
export async function openApprovalIssue(
  context: IssueContext,
  version: ModelVersion,
): Promise<GitHubApi.IssueOutcome | null> {
  const { door, config } = context;
  const targets = waitingTargets(config, version);
  if (targets.length === 0) return null;
  const { body } = await issueBody(context, version, targets, null);
  const outcome = await door.api.publishIssue(
    door.client,
    isFor(version),
    { title: titleOf(version), body, labels: [APPROVAL_LABEL] },
    searchOf(version),
  );
  await closeSuperseded(context, version);
  return outcome;
}

async function closeSuperseded(context: IssueContext, version: ModelVersion): Promise<void> {
  const { door, registry } = context;
  const { model, version: number } = version.entry;
  const older = await door.api.ourIssues(
    door.client,
    (line) => {
      const mark = readApprovalMark(line);
      return mark?.model === model && mark.version < number;
    },
    { state: 'open', label: APPROVAL_LABEL },
  );
  for (const issue of older) {
    const mark = readApprovalMark(issue.body);
    const before = mark === null ? null : await registry.version(model, mark.version);
    if (mark === null || before === null || before.entry.digest !== mark.digest) continue;
    await writeAnew(context, issue, before, mark);
  }
}

/** Writes an issue as the registry has it now, and closes it where all is settled. `edits` absent: they are asked for. */
export async function writeAnew(
  context: IssueContext,
  issue: GitHubApi.Issue,
  version: ModelVersion,
  mark: ApprovalMark,
  edits?: readonly TextEdit[] | null,
): Promise<void> {
  const { api, client } = context.door;
  const known = edits === undefined ? await api.editsOfIssue(client, issue.number) : edits;
  const { body, settled } = await issueBody(context, version, mark.targets, known);
  const title = titleOf(version);
  const closes = issue.open && settled !== null;
  if (!closes && issue.title === title && api.sameText(issue.body, body)) return;
  const how = settled?.includes('deployed') ? ('completed' as const) : ('not_planned' as const);
  await api.writeIssue(client, issue.number, { title, body, ...(closes ? { close: how } : {}) });
}

/**
 * After a move: the issue of the version says what became of it. An issue is a help and no part of the decision, so
 * a failure is told and nothing more. Gives a line for the log, null where there is no issue.
 */
export async function updateApprovalIssue(
  context: IssueContext,
  version: ModelVersion,
): Promise<string | null> {
  const { api, client } = context.door;
  try {
    const [issue] = await api.ourIssues(client, isFor(version), searchOf(version));
    if (issue === undefined) return null;
    const mark = readApprovalMark(issue.body);
    if (mark === null) return null;
    await writeAnew(context, issue, version, mark);
    return `approval issue: ${issue.url}`;
  } catch (error) {
    return `the approval issue was not written anew: ${explainFailure(error, 'issues: write')}`;
  }
}
