/** Where the decision on a version stands, target by target, read from the registry. */
import type { LoadedConfig } from '../../config/index.js';
import {
  currentOf,
  decideApproval,
  neededApprovals,
  newerVersions,
  policyOf,
} from '../../deployment/index.js';
import type { Decision, ModelVersion, Registry } from '../../registry/index.js';
import type { DecisionState } from '../../report/index.js';

export interface TargetState {
  readonly name: string;
  readonly state: 'deployed' | 'rejected' | 'allowed' | 'waiting';
  readonly line: string;
}

/** Targets of the configuration that want a person's approval of this version. */
export function waitingTargets(config: LoadedConfig, version: ModelVersion): string[] {
  const { verdict } = version.manifest;
  if (verdict !== 'pass' && verdict !== 'warn' && verdict !== 'inconclusive') return [];
  return Object.entries(config.targets)
    .filter(([, target]) => neededApprovals(policyOf(target), verdict) > 0)
    .map(([name]) => name);
}

export async function targetStates(
  registry: Registry,
  config: LoadedConfig,
  version: ModelVersion,
  targets: readonly string[],
  now: Date,
): Promise<TargetState[]> {
  const { model, version: number, digest } = version.entry;
  const decisions = await registry.decisions(model, number);
  const states: TargetState[] = [];
  for (const name of targets) {
    const target = Object.hasOwn(config.targets, name) ? config.targets[name] : undefined;
    if (target === undefined) continue;
    const log = await registry.aliasLog(model, name);
    const moved = log.findLast((entry) => entry.to === digest);
    if (moved !== undefined) {
      const gone = currentOf(log)?.to === digest ? '' : '; another version is served since';
      const how =
        moved.breakGlass === undefined ? '' : `, by BREAK-GLASS, without approval: ${moved.breakGlass}`;
      states.push({
        name,
        state: 'deployed',
        line: `${name}: ${moved.kind === 'rollback' ? 'rolled back to this version' : 'deployed'} at ${moved.time} by ${moved.actor}${how}${gone}`,
      });
      continue;
    }
    const answer = decideApproval({
      target: name,
      version,
      decisions,
      aliasSeq: currentOf(log)?.seq ?? 0,
      policy: policyOf(target),
      now,
    });
    const rejection = lastRejection(decisions, name);
    if (answer.allowed) {
      states.push({ name, state: 'allowed', line: `${name}: approved by ${answer.people.join(', ')}` });
    } else if (rejection !== null && answer.people.length === 0) {
      states.push({
        name,
        state: 'rejected',
        line: `${name}: rejected by ${rejection.actor} at ${rejection.time}: ${rejection.reason}`,
      });
    } else {
      const people = answer.people.length > 0 ? ` (${answer.people.join(', ')})` : '';
      states.push({
        name,
        state: 'waiting',
        line: `${name}: ${answer.people.length} of ${answer.needed} approvals${people}`,
      });
    }
  }
  return states;
}

/** Later versions that nobody rejected for the target. */
export async function newerThan(
  registry: Registry,
  version: ModelVersion,
  target: string,
): Promise<number[]> {
  const { model, version: number } = version.entry;
  const later = (await registry.versions(model)).map((entry) => entry.version).filter((one) => one > number);
  const rejected = new Set<number>();
  for (const one of later) {
    if (lastRejection(await registry.decisions(model, one), target) !== null) rejected.add(one);
  }
  return newerVersions(number, later, rejected);
}

/** What the issue says, and whether all is settled. `superseded` is the version that came after, null where none. */
export function decisionState(
  states: readonly TargetState[],
  superseded: number | null,
): Omit<DecisionState, 'changed'> {
  const open = states.filter(({ state }) => state === 'waiting' || state === 'allowed');
  const lines = states.map(({ line }) => line);
  if (open.length > 0) {
    return {
      outcome: superseded === null ? null : `superseded by version ${superseded}`,
      lines,
    };
  }
  const words = states.map(({ name, state }) => `${state} ${state === 'deployed' ? 'to' : 'for'} ${name}`);
  return { outcome: words.join(', ') || null, lines };
}

function lastRejection(decisions: readonly Decision[], target: string): Decision | null {
  return (
    decisions.findLast((decision) => decision.decision === 'reject' && decision.target === target) ?? null
  );
}
