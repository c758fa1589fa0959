import { describe, expect, it } from 'vitest';
import type { ProcessResult } from '../base/index.js';
import type { DeviceQuery } from './accelerators.js';
import { type Aftermath, endingOf } from './failures.js';

const calm: Aftermath = { devices: null, freeBytes: 1e12, oomKills: 0 };
const ended = (part: Partial<ProcessResult>): ProcessResult => ({
  exitCode: 1,
  signal: null,
  timedOut: false,
  cancelled: false,
  killed: false,
  durationMs: 1,
  tail: [],
  ...part,
});
const one: DeviceQuery = {
  state: 'present',
  devices: [{ index: 0, name: 'T4', memoryBytes: null, driver: null }],
  detail: '',
};
const lost: DeviceQuery = { state: 'failed', devices: [], detail: 'GPU is lost' };

it('takes exit code 0 for trained, whatever was printed', () => {
  expect(endingOf(ended({ exitCode: 0, tail: ['No space left on device', 'Xid 79'] }), calm)).toEqual({
    kind: 'trained',
  });
});

it('takes any other exit for a failure of the program', () => {
  for (const part of [
    { exitCode: 1, tail: ['ValueError: bad'] },
    { exitCode: 2 },
    { exitCode: 139 },
    { exitCode: null, signal: 'SIGSEGV' as const },
    { exitCode: null, signal: 'SIGABRT' as const },
    { exitCode: 127, tail: ['exiting with my own 127'] },
    { exitCode: 255 },
  ]) {
    expect(endingOf(ended(part), calm), JSON.stringify(part)).toMatchObject({
      kind: 'failed',
      check: 'train.exit',
    });
  }
});

describe('faults outside the program', () => {
  it.each([
    ['disk', 'OSError: [Errno 28] No space left on device'],
    ['disk', "Error: ENOSPC: no space left on device, write '/tmp/x'"],
    ['disk', 'OSError: [Errno 122] Disk quota exceeded'],
    ['device', 'RuntimeError: CUDA error: unspecified launch failure'],
    ['device', 'torch.AcceleratorError: CUDA error: uncorrectable ECC error encountered'],
    ['device', 'RuntimeError: No CUDA GPUs are available; no CUDA-capable device is detected'],
    ['device', 'NVRM: Xid (PCI:0000:3b:00): 79, GPU has fallen off the bus.'],
    ['device', 'vk::DeviceLostError: ErrorDeviceLost: device lost'],
    ['device', 'Failed to initialize NVML: Driver/library version mismatch'],
    ['device', 'failed call to cuInit: CUDA_ERROR_UNKNOWN: unknown error'],
    ['shm', 'RuntimeError: DataLoader worker (pid 7) is killed by signal: Bus error. out of shared memory'],
    ['killed', 'RuntimeError: DataLoader worker (pid(s) 812) is killed by signal: Killed.'],
  ])('%s: %s', (reason, line) => {
    const ending = endingOf(ended({ tail: ['epoch 1', line, 'at the end'] }), calm);
    expect(ending).toMatchObject({ kind: 'environment', reason });
    expect(ending.kind === 'environment' && ending.problem.message).toContain(line);
  });

  it.each([
    'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 GiB.',
    'RuntimeError: CUDA error: out of memory',
    'RuntimeError: CUDA error: device-side assert triggered',
    'RuntimeError: CUDA error: an illegal memory access was encountered',
    'CUDA_ERROR_OUT_OF_MEMORY: out of memory',
    'RuntimeError: CUDA error: invalid configuration argument',
    'MemoryError: Unable to allocate 7.28 TiB for an array',
  ])("are not the program's own: %s", (line) => {
    expect(endingOf(ended({ tail: [line] }), calm)).toMatchObject({ kind: 'failed' });
  });

  it.each([
    [{ exitCode: 137 }, 'SIGKILL'],
    [{ exitCode: null, signal: 'SIGKILL' as const }, 'SIGKILL'],
    [{ exitCode: null, signal: 'SIGTERM' as const }, 'SIGTERM'],
    [{ exitCode: 130 }, 'SIGINT'],
    [{ exitCode: 143 }, 'SIGTERM'],
  ])('a signal from outside: %o', (part, name) => {
    const ending = endingOf(ended(part), calm);
    expect(ending).toMatchObject({ kind: 'environment', reason: 'killed' });
    expect(ending.kind === 'environment' && ending.problem.message).toContain(`killed from outside: ${name}`);
  });

  it('says so where the kernel reports a lack of memory', () => {
    const ending = endingOf(ended({ exitCode: 137 }), { ...calm, oomKills: 1 });
    expect(ending.kind === 'environment' && ending.problem.message).toContain('lack of memory');
    // A worker was killed and the program gave up with an exit code of its own.
    expect(endingOf(ended({ exitCode: 1 }), { ...calm, oomKills: 2 })).toMatchObject({ reason: 'killed' });
  });

  it('a device that is gone afterwards, whatever the program said', () => {
    const devices = { before: one, after: lost };
    const ending = endingOf(ended({ tail: ['ValueError'] }), { ...calm, devices });
    expect(ending).toMatchObject({ kind: 'environment', reason: 'device' });
    expect(ending.kind === 'environment' && ending.problem.message).toContain('1 before, now there are 0');
    expect(endingOf(ended({}), { ...calm, devices: { before: one, after: one } }).kind).toBe('failed');
  });

  it('a disk that is full afterwards', () => {
    expect(endingOf(ended({}), { ...calm, freeBytes: 4096 })).toMatchObject({ reason: 'disk' });
    expect(endingOf(ended({}), { ...calm, freeBytes: null }).kind).toBe('failed');
  });

  it('SIGBUS, a program that is missing', () => {
    expect(endingOf(ended({ exitCode: 135 }), calm)).toMatchObject({ reason: 'shm' });
    const ending = endingOf(
      ended({ exitCode: 127, tail: ['bash: line 1: python: command not found'] }),
      calm,
    );
    expect(ending).toMatchObject({ kind: 'environment', reason: 'missing-program' });
  });
});

it('names the package that is missing', () => {
  const ending = endingOf(ended({ tail: ["ModuleNotFoundError: No module named 'sklearn'"] }), calm);
  expect(ending).toMatchObject({ kind: 'failed', fix: expect.stringContaining('`sklearn`') });
});

it('takes a time-out for a failure of the program, and a cancellation for neither', () => {
  const late = endingOf(ended({ timedOut: true, exitCode: null, signal: 'SIGTERM' }), calm, '30m');
  expect(late).toMatchObject({ kind: 'failed', check: 'train.timeout' });
  expect(late.kind === 'failed' && late.message).toContain('time-out of 30m');
  // Also where it ended well after SIGTERM: what it left is not a finished model.
  expect(endingOf(ended({ timedOut: true, exitCode: 0 }), calm).kind).toBe('failed');
  expect(endingOf(ended({ cancelled: true, exitCode: 0 }), calm)).toMatchObject({
    kind: 'environment',
    reason: 'cancelled',
  });
});
