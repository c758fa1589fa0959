/**
 * Brings back a version that the target has served before: from the target's own log, without training and
 * without a new approval, on the same way and with the same proof as a deployment.
 */
import { usageError } from '../base/index.js';
import type { AliasEntry, Decision, ModelVersion, Registry } from '../registry/index.js';
import type { Finding } from '../results/index.js';
import { bring } from './bring.js';
import type { Delivery, MoveReport } from './delivery.js';
import { unsigned } from './deploy.js';
import { currentOf, earlierOf, entryOfVersion, standingRejection } from './history.js';
import { warning } from './outcomes.js';
import { prove } from './proof.js';

export interface RollbackAim {
  readonly current: AliasEntry;
  /** The entry that allowed the aim when it was served. */
  readonly entry: AliasEntry;
  readonly version: ModelVersion;
  /** Rejections of nearer versions, which were passed over. */
  readonly skipped: readonly Decision[];
}

/**
 * Where the rollback goes: the version named, or the nearest before the current that nobody has rejected since. A
 * usage error where the log knows none.
 */
export async function rollbackAim(
  registry: Registry,
  model: string,
  target: string,
  toVersion: number | null,
): Promise<RollbackAim> {
  const log = await registry.aliasLog(model, target);
  const current = currentOf(log);
  if (current === null) {
    throw usageError({ message: `${target} has served nothing yet: there is nothing to roll back to` });
  }
  const { entry, skipped } =
    toVersion === null
      ? await nearest(registry, model, log)
      : { entry: entryOfVersion(log, toVersion), skipped: [] };
  if (entry === null && skipped.length > 0) {
    throw usageError({
      message: `every version that ${target} served before version ${current.version} was rejected for it: ${rejections(skipped)}`,
      fix: 'name one with --to-version, which says that you mean it',
    });
  }
  if (entry === null) {
    const versions = [...new Set(log.map((item) => item.version))];
    const served = versions.join(', ');
    throw usageError({
      message:
        toVersion === null
          ? `${target} has served no version before version ${current.version}`
          : `${target} has never served version ${toVersion}`,
      expected: `a version of the log of ${target}: ${served}`,
      fix:
        toVersion === null
          ? versions.length > 1
            ? 'name one with --to-version'
            : `deploy another version; ${target} can come back to version ${current.version} from there`
          : 'a version that is not in the log is deployed, with an approval',
    });
  }
  const version = await registry.version(model, entry.version);
  if (version === null || version.entry.digest !== entry.to) {
    throw usageError({
      message: `version ${entry.version} of ${model} is not what ${target} served (${entry.to})`,
      fix: 'run `assay registry verify`',
    });
  }
  return { current, entry, version, skipped };
}

async function nearest(
  registry: Registry,
  model: string,
  log: readonly AliasEntry[],
): Promise<{ entry: AliasEntry | null; skipped: readonly Decision[] }> {
  const skipped: Decision[] = [];
  for (const entry of earlierOf(log)) {
    if (skipped.some((one) => one.version === entry.version)) continue;
    const rejection = standingRejection(await registry.decisions(model, entry.version), log, entry);
    if (rejection === null) return { entry, skipped };
    skipped.push(rejection);
  }
  return { entry: null, skipped };
}

function rejections(skipped: readonly Decision[]): string {
  return skipped.map(({ version, actor, time }) => `version ${version} by ${actor} at ${time}`).join(', ');
}

/** Rolls back. `delivery.version` is that of the aim. */
export async function rollback(delivery: Delivery, aim: RollbackAim): Promise<MoveReport> {
  const { registry, version, name } = delivery;
  const { model } = version.entry;
  const refused = unsigned(delivery);
  if (refused.length > 0) {
    return {
      verdict: 'fail',
      summary: `${name}: version ${version.entry.version} is not brought back: ${refused[0]?.message}`,
      previous: { version: aim.current.version, digest: aim.current.to },
      readBack: [],
      findings: refused,
      notChecked: [],
    };
  }
  if (aim.current.to === version.entry.digest) {
    const proof = await prove(delivery, false);
    if (proof.readBack.every((item) => item.ok)) {
      return {
        verdict: 'pass',
        summary: `${name} serves version ${version.entry.version} already`,
        previous: { version: aim.current.version, digest: aim.current.to },
        ...proof,
        findings: [],
      };
    }
  }
  const report = await bring(delivery, 'rollback', aim.entry.approvals, aim.current);
  if (report.verdict !== 'pass' && report.verdict !== 'warn') return report;
  const log = await registry.aliasLog(model, name);
  const rejection = standingRejection(await registry.decisions(model, version.entry.version), log, aim.entry);
  const findings: Finding[] = [];
  if (aim.skipped.length > 0) {
    findings.push(
      warning(
        name,
        'rollback.skipped',
        `passed over, since they were rejected for ${name}: ${rejections(aim.skipped)}`,
        'name one with --to-version where you want it all the same',
      ),
    );
  }
  if (rejection !== null) {
    findings.push(
      warning(
        name,
        'rollback.rejected',
        `version ${version.entry.version} was rejected for ${name} by ${rejection.actor} at ${rejection.time}`,
        'deploy a version that nobody rejected as soon as there is one',
      ),
    );
  }
  if (findings.length === 0) return report;
  return { ...report, verdict: 'warn', findings: [...report.findings, ...findings] };
}
