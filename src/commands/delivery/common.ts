/** What the commands of delivery share: the registry, the version meant, the target, who gives the command. */
import { type Context, nearest, usageError } from '../../base/index.js';
import { type LoadedConfig, type TargetConfig, targetText } from '../../config/index.js';
import {
  bucketTarget,
  type Delivery,
  digestMatches,
  folderTarget,
  type MoveReport,
  serverProbe,
  type Target,
} from '../../deployment/index.js';
import type { Host } from '../../host/index.js';
import { type ModelVersion, openRegistry, type Registry } from '../../registry/index.js';
import type { Outcome } from '../command.js';
import { mirror } from '../mirror.js';
import { bucketOf } from '../place.js';
import { openConfiguredSession, type Session } from '../session.js';
import { bundlesOf, signatureState } from '../signatures.js';

export interface DeliverySession {
  readonly session: Session<LoadedConfig>;
  readonly config: LoadedConfig;
  readonly registry: Registry;
  readonly actor: string;
}

/** Opens what every command of delivery needs. `--actor` names a person only where no host does. */
export async function openDelivery(
  ctx: Context,
  host: Host,
  options: { readonly config: string | undefined; readonly actor?: string | undefined },
): Promise<DeliverySession> {
  const session = await openConfiguredSession(ctx, host, { config: options.config });
  const { config } = session;
  if (options.actor !== undefined && host.kind !== 'terminal') {
    throw usageError({
      message: '--actor is for the terminal: here the host says who gives the command',
      fix: 'leave --actor out',
    });
  }
  const registry = await openRegistry(config.registry, config.root, ctx);
  return { session, config, registry, actor: options.actor ?? (await host.actor(config.root)) };
}

/** The version with this number; absent: the one that this run registered. A usage error where there is none. */
export async function versionMeant(
  { session, config, registry }: DeliverySession,
  number: number | undefined,
): Promise<ModelVersion> {
  const { model } = config;
  const wanted = number ?? (await session.workspace.read('register'))?.version ?? null;
  if (wanted === null) {
    throw usageError({
      message: 'which version? This run has registered none',
      fix: 'name one with --version; `assay history` lists them',
    });
  }
  const version = wanted > 0 ? await registry.version(model, wanted) : null;
  if (version !== null) return version;
  const there = (await registry.versions(model)).map((entry) => entry.version);
  throw usageError({
    message: `there is no version ${wanted} of ${model} in ${registry.description}`,
    expected:
      there.length === 0
        ? 'a registered version; there is none yet'
        : `one of ${there.slice(-20).join(', ')}`,
    fix: there.length === 0 ? 'run `assay register` first' : 'look at `assay history`',
  });
}

/** The target of this name; a usage error that names the nearest where there is none. */
export function targetMeant(config: LoadedConfig, name: string): TargetConfig {
  const target = config.targets[name];
  if (Object.hasOwn(config.targets, name) && target !== undefined) return target;
  const names = Object.keys(config.targets);
  const near = nearest(name, names);
  throw usageError({
    where: config.place('targets'),
    message: `there is no target ${name}`,
    expected: names.length === 0 ? 'a target in assay.yaml; there is none' : `one of ${names.join(', ')}`,
    fix:
      near === undefined
        ? 'add one under `targets`; for an alias that no folder follows use `assay promote`'
        : `did you mean ${near}? For an alias that is no target use \`assay promote\``,
  });
}

/** A usage error unless `given` is at least 8 digits of the version's digest: the approver has seen that version. */
export async function confirmDigest(
  { config, registry }: DeliverySession,
  version: ModelVersion,
  given: string,
): Promise<void> {
  if (digestMatches(version.entry.digest, given)) return;
  const other = (await registry.versions(config.model)).find((entry) => digestMatches(entry.digest, given));
  throw usageError({
    message: `--digest ${given} is not of version ${version.entry.version}${other ? `; it is of version ${other.version}` : ''}`,
    expected: 'the first 8 or more hex digits of the digest that the evidence shows',
    fix: `look at the evidence of version ${version.entry.version} (\`assay history\`, or the result of \`register\`), and repeat its digest`,
  });
}

/** What a move to a target needs from outside. */
export async function deliveryTo(
  ctx: Context,
  { session, config, registry, actor }: DeliverySession,
  name: string,
  version: ModelVersion,
  reason: string,
): Promise<Delivery> {
  const target = targetMeant(config, name);
  const server =
    target.server === undefined ? null : serverProbe({ address: target.server, signal: ctx.signal });
  return {
    registry,
    version,
    name,
    signed: await signatureState(ctx, registry, config, version, name),
    signatures: (one) => bundlesOf(registry, one),
    target: await targetOf(ctx, config, registry, target),
    server,
    golden: server === null ? null : await golden(ctx),
    actor,
    run: session.workspace.run.id,
    reason,
    log: ctx.log,
  };
}

/** The folder or the prefix of a bucket that a target of the configuration names. */
async function targetOf(
  ctx: Context,
  config: LoadedConfig,
  registry: Registry,
  target: TargetConfig,
): Promise<Target> {
  const { layout } = target;
  const { now, signal } = ctx;
  const fetch = (sha256: string, path: string) => registry.getBlob(sha256, path, signal);
  const bucket = await bucketOf(config, target);
  return bucket === null
    ? folderTarget({ folder: config.resolve(targetText(target)), layout, fetch, now, signal })
    : bucketTarget({ ...bucket, layout, fetch, env: ctx.env, now, signal });
}

/** The golden request runs the model in a process of its own; without a program to start it is not checked. */
async function golden(ctx: Context): Promise<Delivery['golden']> {
  if (ctx.program === undefined) return null;
  const { goldenCheck, spawnFrom } = await import('../../serving/index.js');
  return goldenCheck({ spawn: spawnFrom(ctx.program, ctx.env), maxDepth: 100, threads: 0, loadMs: 120_000 });
}

/** Writes the result of a move, after the mirror has been told of one that was made. */
export async function finishMove(
  ctx: Context,
  { session, config, registry }: DeliverySession,
  command: 'deploy' | 'rollback' | 'promote',
  name: string | undefined,
  version: ModelVersion,
  target: string,
  report: MoveReport,
  breakGlass?: string,
): Promise<Outcome> {
  const { entry } = version;
  const moved = report.verdict === 'pass' || report.verdict === 'warn';
  const { notes } = moved ? await mirror(ctx, config, registry, version, target) : { notes: [] };
  const result = await session.finish<'deploy' | 'rollback' | 'promote'>({
    command,
    ...(name === undefined ? {} : { name }),
    verdict: report.verdict,
    summary: report.summary,
    inputs: inputsOf(version),
    findings: [...report.findings],
    notChecked: [...report.notChecked, ...notes],
    model: entry.model,
    version: entry.version,
    digest: entry.digest,
    target,
    previous: report.previous,
    readBack: [...report.readBack],
    ...(breakGlass === undefined || !report.findings.some(({ check }) => check === 'approval.break_glass')
      ? {}
      : { breakGlass }),
  });
  return {
    result,
    outputs: { version: String(entry.version), digest: entry.digest, target },
  };
}

/** The files of the model, as inputs of a result. */
export function inputsOf(
  version: ModelVersion,
): { name: string; path: string; sha256: string; size: number }[] {
  return version.manifest.files
    .filter((file) => file.role === 'model')
    .map(({ name, file, sha256, size }) => ({ name, path: file, sha256, size }));
}

export const MOVE_OUTPUTS = {
  version: 'number of the version',
  digest: 'sha256:<hex> of its manifest',
  target: 'name of the target or alias',
} as const;
