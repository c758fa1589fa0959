/** What must be there before training starts: disk, shared memory, accelerators, and the user's own probe. */
import { statfs } from 'node:fs/promises';
import {
  type Context,
  codeOf,
  messageOf,
  type Problem,
  runProcess,
  userEnvironment,
  withoutSecrets,
} from '../base/index.js';
import { sizeBytes, type TrainConfig } from '../config/index.js';
import type { DeviceQuery } from './accelerators.js';
import { formatBytes } from './format.js';

/** Bytes of a file system: all of it, and what is free for this user. */
export type FileSystemSize = (path: string) => Promise<{ total: number; free: number }>;

export const fileSystemSize: FileSystemSize = async (path) => {
  const { bsize, blocks, bavail } = await statfs(path);
  return { total: bsize * blocks, free: bsize * bavail };
};

type Needs = Pick<TrainConfig, 'accelerator' | 'disk' | 'shm'>;

/** A probe imports a framework, which takes its time on a cold disk. */
const PROBE_MS = 5 * 60_000;

/**
 * Everything that is missing for training, at once; empty where nothing is. `folder` is where outputs will be
 * written, `devices` what this machine has.
 */
export async function preflight(
  ctx: Context,
  needs: Needs,
  folder: string,
  devices: DeviceQuery,
  sizeOf: FileSystemSize = fileSystemSize,
): Promise<Problem[]> {
  const disk = needs.disk === undefined ? [] : await diskProblems(folder, sizeBytes(needs.disk), sizeOf);
  const shm = needs.shm === undefined ? [] : await shmProblems(sizeBytes(needs.shm), sizeOf);
  const accelerator = acceleratorProblems(needs.accelerator, devices);
  // Where the device is missing already, the probe would only say so again, at length.
  const probe =
    needs.accelerator?.probe === undefined || accelerator.length > 0
      ? []
      : await probeProblems(ctx, needs.accelerator.probe);
  return [...disk, ...shm, ...accelerator, ...probe];
}

async function diskProblems(folder: string, wanted: number, sizeOf: FileSystemSize): Promise<Problem[]> {
  const { free } = await sizeOf(folder);
  if (free >= wanted) return [];
  return [
    {
      where: { key: 'train.disk' },
      message: `${formatBytes(free)} are free on the disk of ${folder}`,
      expected: `at least ${formatBytes(wanted)}`,
      fix: 'free space on the runner, or use one with a larger disk',
    },
  ];
}

async function shmProblems(wanted: number, sizeOf: FileSystemSize): Promise<Problem[]> {
  const where = { key: 'train.shm' };
  const expected = `at least ${formatBytes(wanted)}`;
  const fix =
    'give the container more: `options: --shm-size=8g` (GitHub Actions) or `docker run --shm-size 8g`';
  try {
    const { total } = await sizeOf('/dev/shm');
    if (total >= wanted) return [];
    return [{ where, message: `/dev/shm holds ${formatBytes(total)}`, expected, fix }];
  } catch (error) {
    const message =
      codeOf(error) === 'ENOENT'
        ? 'this system has no /dev/shm'
        : `/dev/shm cannot be measured: ${messageOf(error)}`;
    return [{ where, message, expected }];
  }
}

/** What the devices lack of what the configuration asks for. A size that the driver does not tell is not met. */
export function acceleratorProblems(wanted: TrainConfig['accelerator'], found: DeviceQuery): Problem[] {
  if (wanted === undefined) return [];
  const where = { key: 'train.accelerator' };
  if (found.state === 'absent') {
    return [
      {
        where,
        message: `no NVIDIA driver was found: ${found.detail}`,
        expected: `${wanted.count} ${wanted.kind} device${wanted.count === 1 ? '' : 's'}`,
        fix: 'use a runner with a GPU; in a container, start it with `--gpus all` and the NVIDIA container toolkit',
      },
    ];
  }
  if (found.state === 'failed') {
    return [
      {
        where,
        message: `an NVIDIA driver is installed, but no device can be used: ${found.detail}`,
        expected: `${wanted.count} ${wanted.kind} device${wanted.count === 1 ? '' : 's'}`,
        fix: 'run `nvidia-smi` on the runner; a driver that was updated without a restart, and a device that was lost, both need a restart',
      },
    ];
  }
  const problems: Problem[] = [];
  const memory = wanted.memory === undefined ? 0 : sizeBytes(wanted.memory);
  const enough = found.devices.filter((device) => memory === 0 || (device.memoryBytes ?? -1) >= memory);
  if (enough.length < wanted.count) {
    const list = found.devices
      .map(
        ({ name, memoryBytes }) =>
          `${name} (${memoryBytes === null ? 'memory unknown' : formatBytes(memoryBytes)})`,
      )
      .join(', ');
    const each = memory === 0 ? '' : ` with at least ${formatBytes(memory)} each`;
    problems.push({
      where,
      message: `the devices do not suffice: ${list}`,
      expected: `${wanted.count} ${wanted.kind} device${wanted.count === 1 ? '' : 's'}${each}`,
      fix: 'use another runner, or ask for less under `train.accelerator`',
    });
  }
  return problems;
}

async function probeProblems(ctx: Context, probe: string | readonly string[]): Promise<Problem[]> {
  const where = { key: 'train.accelerator.probe' };
  const fix = 'run the probe on the runner by hand; the framework must be built for its driver and devices';
  try {
    const result = await runProcess({
      command: probe,
      cwd: ctx.cwd,
      env: userEnvironment(ctx.env),
      signal: ctx.signal,
      timeoutMs: PROBE_MS,
    });
    if (result.exitCode === 0 && !result.timedOut && !result.cancelled) return [];
    const how = result.timedOut
      ? `did not end within ${PROBE_MS / 60_000} minutes`
      : result.cancelled
        ? 'was interrupted'
        : `ended with ${result.signal ?? `exit code ${result.exitCode}`}`;
    const words = withoutSecrets(result.tail.slice(-5).join('\n  '), ctx.env);
    return [{ where, message: `the probe ${how}${words ? `:\n  ${words}` : ''}`, fix }];
  } catch (error) {
    return [{ where, message: messageOf(error), fix }];
  }
}
