import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordedNvidiaSmi } from '../../test/support/training.js';
import { silentLog } from '../base/index.js';
import { parseDevice, queryDevices, visibleDevices } from './accelerators.js';
import { acceleratorProblems, preflight } from './preflight.js';

const folder = mkdtempSync(join(tmpdir(), 'accelerators-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PATH = process.env['PATH'] ?? '';
const context = (env: Record<string, string | undefined>) => ({
  cwd: folder,
  env,
  now: () => new Date(),
  signal: new AbortController().signal,
  log: silentLog,
});
const withSmi = (recording: Parameters<typeof recordedNvidiaSmi>[1], env = {}) =>
  context({ PATH: `${recordedNvidiaSmi(folder, recording)}:${PATH}`, ...env });
const two = { devices: ['0, NVIDIA A100-SXM4-40GB, 40960, 550.54.15', '1, Tesla T4, 15360, 550.54.15'] };

describe('asking for devices', () => {
  it('tells a missing driver', async () => {
    // A PATH without nvidia-smi, wherever this runs.
    const query = await queryDevices(context({ PATH: folder }));
    expect(query).toMatchObject({ state: 'absent', devices: [] });
  });

  it('reads the devices that are present', async () => {
    const query = await queryDevices(withSmi(two));
    expect(query).toMatchObject({
      state: 'present',
      devices: [
        { index: 0, name: 'NVIDIA A100-SXM4-40GB', memoryBytes: 40 * 2 ** 30, driver: '550.54.15' },
        { index: 1, name: 'Tesla T4', memoryBytes: 15 * 2 ** 30, driver: '550.54.15' },
      ],
    });
  });

  it.each([
    ['no devices, exit 6', { devices: ['No devices were found'], exit: 6 }, 'No devices were found'],
    ['no devices, exit 0', { devices: ['No devices were found'] }, 'No devices were found'],
    [
      'a driver that does not answer',
      { devices: ['Failed to initialize NVML: Driver/library version mismatch'], exit: 18 },
      'mismatch',
    ],
    ['no word at all', { devices: [] }, 'named no device'],
  ])('tells a driver without devices: %s', async (_, recording, words) => {
    const query = await queryDevices(withSmi(recording));
    expect(query).toMatchObject({ state: 'failed', devices: [] });
    expect(query.detail).toContain(words);
  });

  it('tells a program that cannot be started', async () => {
    const broken = mkdtempSync(join(folder, 'broken-'));
    writeFileSync(join(broken, 'nvidia-smi'), '');
    chmodSync(join(broken, 'nvidia-smi'), 0o644);
    expect((await queryDevices(context({ PATH: broken }))).state).not.toBe('present');
  });

  it('heeds CUDA_VISIBLE_DEVICES as CUDA does', async () => {
    const { devices } = await queryDevices(withSmi(two));
    const names = (variable?: string) => visibleDevices(devices, variable).map((one) => one.index);
    expect(names(undefined)).toEqual([0, 1]);
    expect(names('1,0')).toEqual([1, 0]);
    expect(names('0,9,1')).toEqual([0]);
    expect(names('')).toEqual([]);
    expect(names('-1')).toEqual([]);
    expect(names('GPU-8932f937')).toHaveLength(1);
    const hidden = await queryDevices(withSmi(two, { CUDA_VISIBLE_DEVICES: '' }));
    expect(hidden).toMatchObject({ state: 'failed' });
    expect(hidden.detail).toContain('CUDA_VISIBLE_DEVICES hides 2');
  });

  it('reads lines with commas in the name and without a size', () => {
    expect(parseDevice('3, GB10, rev 2, [N/A], 580.1')).toEqual({
      index: 3,
      name: 'GB10, rev 2',
      memoryBytes: null,
      driver: '580.1',
    });
    expect(parseDevice('No devices were found')).toBeNull();
    expect(parseDevice('a, b, c, d')).toBeNull();
  });
});

describe('what must be there before training', () => {
  const none = { state: 'absent', devices: [], detail: 'none' } as const;
  const device = (memoryBytes: number | null) => ({ index: 0, name: 'T4', memoryBytes, driver: null });
  const found = (...sizes: (number | null)[]) =>
    ({ state: 'present', devices: sizes.map(device), detail: '' }) as const;
  const wanted = (count: number, memory?: string) => ({
    kind: 'cuda' as const,
    count,
    ...(memory ? { memory } : {}),
  });

  it('compares devices with what is asked for', () => {
    const GiB = 2 ** 30;
    expect(acceleratorProblems(undefined, none)).toEqual([]);
    expect(acceleratorProblems(wanted(1), found(null))).toEqual([]);
    expect(acceleratorProblems(wanted(2), found(GiB, GiB))).toEqual([]);
    expect(acceleratorProblems(wanted(1, '16GiB'), found(8 * GiB, 16 * GiB))).toEqual([]);
    const messages = (problems: readonly { message: string }[]) => problems.map((one) => one.message).join();
    expect(messages(acceleratorProblems(wanted(1), none))).toContain('no NVIDIA driver');
    expect(messages(acceleratorProblems(wanted(1), { ...none, state: 'failed' }))).toContain(
      'no device can be used',
    );
    expect(messages(acceleratorProblems(wanted(2), found(GiB)))).toContain('do not suffice');
    expect(messages(acceleratorProblems(wanted(1, '16GiB'), found(15 * GiB)))).toContain('T4 (15 GiB)');
    // A size that the driver does not tell is not a size that suffices.
    expect(messages(acceleratorProblems(wanted(1, '1MiB'), found(null)))).toContain('memory unknown');
  });

  it('reports all problems at once', async () => {
    const sizeOf = async () => ({ total: 64 * 2 ** 20, free: 1000 });
    const needs = { disk: '10GiB', shm: '1GiB', accelerator: wanted(1) };
    const problems = await preflight(context({ PATH }), needs, folder, none, sizeOf);
    expect(problems.map((problem) => problem.where?.key)).toEqual([
      'train.disk',
      'train.shm',
      'train.accelerator',
    ]);
    expect(problems[0]?.message).toContain('1000 B are free');
    expect(problems[1]).toMatchObject({ message: '/dev/shm holds 64 MiB', expected: 'at least 1.0 GiB' });
    expect(await preflight(context({ PATH }), { disk: '1KB', shm: '64MiB' }, folder, none, sizeOf)).toEqual(
      [],
    );
  });

  it('measures the real disk', async () => {
    const problems = await preflight(context({ PATH }), { disk: '1000000TiB' }, folder, none);
    expect(problems).toHaveLength(1);
    expect(await preflight(context({ PATH }), { disk: '1B' }, folder, none)).toEqual([]);
  });

  it('says where there is no /dev/shm', async () => {
    const sizeOf = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOENT' }));
    const [problem] = await preflight(context({ PATH }), { shm: '1B' }, folder, none, sizeOf);
    expect(problem?.message).toBe('this system has no /dev/shm');
  });

  it("runs the user's probe, without the inputs of the action", async () => {
    const run = (probe: string | string[]) =>
      preflight(
        context({ PATH, INPUT_TOKEN: 'secret' }),
        { accelerator: { ...wanted(1), probe } },
        folder,
        found(null),
      );
    expect(await run('test -z "$INPUT_TOKEN"')).toEqual([]);
    const [failed] = await run('echo "AssertionError: no kernel image"; exit 1');
    expect(failed).toMatchObject({ where: { key: 'train.accelerator.probe' } });
    expect(failed?.message).toMatch(/exit code 1:\n {2}AssertionError: no kernel image/);
    const [missing] = await run(['no-such-probe']);
    expect(missing?.message).toContain('no such program');
  });
});
