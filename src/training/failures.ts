/**
 * What an ended training program means: trained, failed by its own fault (a verdict), or stopped by something
 * outside (an environment failure, never a bad model). Pure; the effects that look at the machine are callers'.
 */
import type { Problem, ProcessResult } from '../base/index.js';
import type { DeviceQuery } from './accelerators.js';

/** What was seen of the machine after a program failed. */
export interface Aftermath {
  /** Devices before and after; null where training needs none and none was seen. */
  readonly devices: { readonly before: DeviceQuery; readonly after: DeviceQuery } | null;
  /** Bytes free where the program writes; null where that is not known. */
  readonly freeBytes: number | null;
  /** How many processes the kernel has killed for memory meanwhile (cgroup `oom_kill`); null where not known. */
  readonly oomKills: number | null;
}

export type Ending =
  | { readonly kind: 'trained' }
  | { readonly kind: 'failed'; readonly check: string; readonly message: string; readonly fix?: string }
  | { readonly kind: 'environment'; readonly reason: EnvironmentReason; readonly problem: Problem };

export type EnvironmentReason = 'cancelled' | 'device' | 'disk' | 'killed' | 'shm' | 'missing-program';

/** Less than this free after a failure is a full disk, also where no message says so. */
const FULL_DISK_BYTES = 1 << 20;

/**
 * Messages of a fault outside the program. CUDA errors that a program causes itself (an index out of range, a
 * batch too large for the device) are not among them: those are `PROGRAM_FAULTS`.
 */
const FAULTS: readonly { readonly reason: EnvironmentReason; readonly pattern: RegExp }[] = [
  {
    reason: 'disk',
    pattern: /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded|not enough space on the disk/i,
  },
  {
    reason: 'device',
    pattern: /device (was |is )?lost|DEVICE_LOST|GPU is lost|fallen off the bus|\bXid\b.*\d+/i,
  },
  { reason: 'device', pattern: /Unable to determine the device handle for GPU|No devices were found/i },
  {
    reason: 'device',
    pattern: /no CUDA-capable device|CUDA driver version is insufficient|driver\/library version mismatch/i,
  },
  { reason: 'device', pattern: /CUDA ?(runtime )?error|CUDA_ERROR_|cudaError(?!\w*OutOfMemory)/i },
  { reason: 'shm', pattern: /out of shared memory|insufficient shared memory|Bus error/i },
  { reason: 'killed', pattern: /killed by signal: (9|Killed)|oom-kill|Out of memory: Killed process/i },
];
const PROGRAM_FAULTS =
  /out of memory|OUT_OF_MEMORY|device-side assert|ASSERT\b|illegal memory access|ILLEGAL_ADDRESS|misaligned address|invalid (argument|value|configuration|device function)|INVALID_VALUE/i;

const TEXT: Readonly<Record<Exclude<EnvironmentReason, 'cancelled'>, readonly [what: string, fix: string]>> =
  {
    device: [
      'an accelerator was lost while training ran',
      'run it again on another runner, or restart this one; `dmesg | grep -i xid` tells what the driver saw',
    ],
    disk: ['the disk is full', 'free space on the runner, or ask for it before training with `train.disk`'],
    killed: [
      'the training program was killed from outside',
      'the usual cause is memory: use a runner with more, or train with less at once',
    ],
    shm: [
      'shared memory (/dev/shm) did not suffice',
      'give the container more (`--shm-size=8g`), and ask for it with `train.shm`',
    ],
    'missing-program': [
      'a program that training calls is not installed',
      'install it in a step before this one, or name it by its full path',
    ],
  };

/** Says how a run ended. `limit` is the time-out as the user wrote it, for the message. */
export function endingOf(result: ProcessResult, aftermath: Aftermath, limit = ''): Ending {
  if (result.cancelled) {
    return {
      kind: 'environment',
      reason: 'cancelled',
      problem: {
        message: `training was cancelled${result.killed ? ' and did not end within the grace period' : ''}`,
        fix: 'run the same command again; what it wrote to ASSAY_CHECKPOINT_DIR is kept',
      },
    };
  }
  if (result.timedOut) {
    return {
      kind: 'failed',
      check: 'train.timeout',
      message: `training did not end within its time-out${limit === '' ? '' : ` of ${limit}`}${result.killed ? ', nor within the grace period after it' : ''}`,
      fix: 'raise `train.timeout`, or continue from ASSAY_CHECKPOINT_DIR, which is kept for the next attempt',
    };
  }
  if (result.exitCode === 0) return { kind: 'trained' };

  const how = result.signal === null ? `exit code ${result.exitCode}` : result.signal;
  const outside = outsideFault(result, aftermath);
  if (outside !== null) {
    const [what, fix] = TEXT[outside.reason];
    return {
      kind: 'environment',
      reason: outside.reason,
      problem: { message: `${what}: ${outside.detail} (${how})`, fix },
    };
  }
  const missing = result.tail.map((line) => /No module named '?([\w.]+)/.exec(line)?.[1]).findLast(Boolean);
  return {
    kind: 'failed',
    check: 'train.exit',
    message: `the training program ended with ${how}`,
    ...(missing === undefined
      ? {}
      : {
          fix: `the Python package of \`${missing}\` is not installed: install it in a step before this one`,
        }),
  };
}

interface Fault {
  readonly reason: Exclude<EnvironmentReason, 'cancelled'>;
  readonly detail: string;
}

function outsideFault(result: ProcessResult, aftermath: Aftermath): Fault | null {
  const { exitCode, signal, tail } = result;
  const { devices, freeBytes, oomKills } = aftermath;
  if (devices?.before.state === 'present' && devices.after.devices.length < devices.before.devices.length) {
    const before = devices.before.devices.length;
    return {
      reason: 'device',
      detail: `there were ${before} before, now there are ${devices.after.devices.length}; ${devices.after.detail}`,
    };
  }
  // The last message is nearest to the end.
  for (const line of tail.toReversed()) {
    const fault = FAULTS.find(({ pattern }) => pattern.test(line));
    if (fault === undefined || fault.reason === 'cancelled') continue;
    if (fault.reason === 'device' && PROGRAM_FAULTS.test(line)) continue;
    return { reason: fault.reason, detail: line.trim() };
  }
  if (freeBytes !== null && freeBytes < FULL_DISK_BYTES) return { reason: 'disk', detail: 'nothing is free' };
  if (oomKills !== null && oomKills > 0 && exitCode !== null && exitCode < 128 && signal === null) {
    return { reason: 'killed', detail: `the kernel ended ${oomKills} of its processes for lack of memory` };
  }
  // A shell reports a child that signal N ended as exit code 128 + N.
  const number = signal === null ? (exitCode ?? 0) - 128 : (SIGNALS[signal] ?? 0);
  if (number === 7) return { reason: 'shm', detail: 'SIGBUS' };
  const name = OUTSIDE_SIGNALS[number];
  if (name !== undefined) {
    const memory = oomKills !== null && oomKills > 0 ? ', and the kernel reports a lack of memory' : '';
    return { reason: 'killed', detail: `${name}${memory}` };
  }
  if (exitCode === 127) {
    const line = tail.findLast((one) => /not found|No such file/i.test(one));
    if (line !== undefined) return { reason: 'missing-program', detail: line.trim() };
  }
  return null;
}

/** Signals that a program does not send itself; SIGSEGV and SIGABRT are its own fault. */
const OUTSIDE_SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  9: 'SIGKILL',
  15: 'SIGTERM',
};
const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGBUS: 7,
  SIGKILL: 9,
  SIGTERM: 15,
};
