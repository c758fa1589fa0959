/** One seed: the program run with its environment and watched, its ending judged, its outputs collected. */
import { join } from 'node:path';
import { type Context, environmentError, withoutSecrets } from '../base/index.js';
import { durationMs } from '../config/index.js';
import type { LoadCheck } from '../engines/index.js';
import type { Finding, TrainResult } from '../results/index.js';
import { type DeviceQuery, queryDevices } from './accelerators.js';
import { trainingEnvironment } from './environment.js';
import { endingOf } from './failures.js';
import { checkpointFolder, emptyFolder, oomKillCount } from './folders.js';
import { formatBytes, formatDuration } from './format.js';
import { LAUNCHERS } from './launcher.js';
import { collectOutputs } from './outputs.js';
import { fileSystemSize } from './preflight.js';
import { keepSteps, STEPS_FILE } from './steps.js';
import { type TelemetryRecord, watchGroup } from './telemetry.js';
import type { TrainingInput } from './train.js';

export type SeedOutcome = TrainResult['seeds'][number];

/** How many last lines of the program stand in a finding. */
const TAIL_IN_FINDING = 20;

export interface SeedInput extends TrainingInput {
  readonly seed: number;
  readonly outputs: string;
  readonly datasetsFile: string;
  readonly key: string;
  readonly devices: DeviceQuery;
  readonly record: TelemetryRecord;
  readonly runtime: LoadCheck | null;
}

/**
 * Trains one seed, checks and keeps its outputs. A program that fails, or leaves an output wrong, gives findings.
 * Throws an environment error for what the machine lost and for cancellation.
 */
export async function trainSeed(
  ctx: Context,
  input: SeedInput,
): Promise<{ outcome: SeedOutcome; findings: Finding[]; notes: string[] }> {
  const { train: config, workspace, seed, devices, record } = input;
  const several = input.seeds.length > 1;
  const label = several ? `train seed ${seed}` : 'train';
  const folder = await emptyFolder(join(input.outputs, `seed-${seed}`));
  const checkpoints = await checkpointFolder(workspace.folder, input.key, seed);
  if (checkpoints.files > 0) {
    ctx.log.info(`${label}: an interrupted attempt left ${checkpoints.files} files in ASSAY_CHECKPOINT_DIR`);
  }
  const env = trainingEnvironment(ctx.env, {
    ...input,
    outputFolder: folder,
    checkpointFolder: checkpoints.path,
    metricsFile: join(folder, STEPS_FILE),
  });
  const oomBefore = await oomKillCount();
  const progress = ctx.log.progress(label);
  const watch: { current?: { stop: () => Promise<void> } } = {};
  const began = ctx.now().getTime();
  const job = {
    command: config.run,
    cwd: input.root,
    env,
    label,
    graceMs: durationMs(config.grace),
    ...(config.timeout === undefined ? {} : { timeoutMs: durationMs(config.timeout) }),
  };
  let result: Awaited<ReturnType<typeof LAUNCHERS.local.launch>>;
  try {
    result = await LAUNCHERS.local.launch(ctx, job, (group) => {
      watch.current = watchGroup(ctx, group, {
        record,
        gpus: devices.state === 'present',
        onSample: ({ memoryBytes }, cpu) => {
          const parts = [`running for ${formatDuration(ctx.now().getTime() - began)}`];
          if (cpu !== null) parts.push(`processor ${Math.round(cpu)} %`);
          if (memoryBytes !== null) parts.push(`memory ${formatBytes(memoryBytes)}`);
          progress.update(parts.join(', '));
        },
      });
    });
  } finally {
    await watch.current?.stop();
    progress.done();
  }

  const suffix = seed === input.seeds[0] ? null : `seed${seed}`;
  // Of a program that failed they tell how far it came.
  const { steps, notes } = await keepSteps(folder, workspace, suffix);
  const outcome = {
    seed,
    exitCode: result.exitCode,
    durationMs: result.durationMs,
    ...(steps === null ? {} : { steps }),
  };
  const succeeded = result.exitCode === 0 && !result.timedOut && !result.cancelled;
  const ending = endingOf(
    result,
    succeeded ? CALM : await aftermath(ctx, input, folder, oomBefore),
    config.timeout,
  );
  const of = several ? ` (seed ${seed})` : '';
  switch (ending.kind) {
    case 'environment':
      throw environmentError({ ...ending.problem, message: `${ending.problem.message}${of}` });
    case 'failed': {
      const tail = withoutSecrets(result.tail.slice(-TAIL_IN_FINDING).join('\n'), ctx.env);
      const finding: Finding = {
        check: ending.check,
        verdict: 'fail',
        severity: 'error',
        subject: {},
        where: [],
        message: `${ending.message}${of}${tail === '' ? '; it printed nothing' : `; its last lines:\n${tail}`}`,
        ...(ending.fix === undefined ? {} : { fix: ending.fix }),
      };
      return { outcome: { ...outcome, outputs: {} }, findings: [finding], notes };
    }
    case 'trained': {
      // The first seed gives the candidate; the others only tell the variance of training.
      const { kept, findings } = await collectOutputs(
        config.outputs,
        folder,
        workspace,
        input.runtime,
        suffix,
      );
      return { outcome: { ...outcome, outputs: kept }, findings, notes };
    }
  }
}

/** After success nothing is looked at. */
const CALM = { devices: null, freeBytes: null, oomKills: null } as const;

async function aftermath(ctx: Context, input: SeedInput, folder: string, oomBefore: number | null) {
  const { devices, sizeOf = fileSystemSize } = input;
  const oomAfter = await oomKillCount();
  // After a cancellation nvidia-smi would be cancelled too, and prove nothing.
  const asked = devices.state === 'present' && !ctx.signal.aborted;
  return {
    devices: asked ? { before: devices, after: await queryDevices(ctx) } : null,
    freeBytes: await sizeOf(folder).then(
      ({ free }) => free,
      () => null,
    ),
    oomKills: oomBefore === null || oomAfter === null ? null : Math.max(0, oomAfter - oomBefore),
  };
}
