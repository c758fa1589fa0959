import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { recordedNvidiaSmi } from '../../test/support/training.js';
import { runProcess, silentLog } from '../base/index.js';
import { cpuPercent, parseGpuSample, TelemetryRecord, takeSample, watchGroup } from './telemetry.js';

const folder = mkdtempSync(join(tmpdir(), 'telemetry-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const context = (env: Record<string, string | undefined> = { PATH: process.env['PATH'] }) => ({
  cwd: folder,
  env,
  now: () => new Date(),
  signal: new AbortController().signal,
  log: silentLog,
});
const sample = (
  at: number,
  ticks: Record<number, number> | null,
  gpus: [number, number][] | null = null,
) => ({
  at,
  ticks: ticks && new Map(Object.entries(ticks).map(([pid, value]) => [Number(pid), value])),
  memoryBytes: ticks && Object.keys(ticks).length * 1000,
  gpus:
    gpus === null
      ? null
      : gpus.map(([utilizationPercent, memoryBytes]) => ({ utilizationPercent, memoryBytes })),
});

it('counts processor use per core, with processes that come and go', () => {
  expect(cpuPercent(sample(0, { 1: 100 }), sample(1000, { 1: 150 }))).toBe(50);
  expect(cpuPercent(sample(0, { 1: 100, 2: 900 }), sample(2000, { 1: 300, 3: 200 }))).toBe(200);
  expect(cpuPercent(sample(0, null), sample(1000, null))).toBeNull();
  expect(cpuPercent(sample(5, { 1: 1 }), sample(5, { 1: 2 }))).toBeNull();
});

it('sums samples up, and says null for what was not measured', () => {
  const record = new TelemetryRecord(500);
  expect(record.summary()).toEqual({
    samples: 0,
    intervalMs: 500,
    cpuPercentMax: null,
    memoryBytesMax: null,
    gpuUtilizationPercentMean: null,
    gpuMemoryBytesMax: null,
  });
  record.add(
    sample(0, { 1: 0 }, [
      [10, 5],
      [30, 5],
    ]),
  );
  record.add(sample(1000, { 1: 100, 2: 50 }, null));
  record.add(
    sample(2000, { 1: 110 }, [
      [80, 7],
      [0, 1],
    ]),
  );
  record.restart();
  // Ticks of other processes: no difference to before.
  record.add(sample(3000, { 9: 100_000 }));
  expect(record.summary()).toEqual({
    samples: 4,
    intervalMs: 500,
    cpuPercentMax: 150,
    memoryBytesMax: 2000,
    gpuUtilizationPercentMean: 30,
    gpuMemoryBytesMax: 10,
  });
});

it('reads what nvidia-smi says of each device', () => {
  expect(parseGpuSample(['0, 4', '97, 30000'])).toEqual([
    { utilizationPercent: 0, memoryBytes: 4 * 2 ** 20 },
    { utilizationPercent: 97, memoryBytes: 30000 * 2 ** 20 },
  ]);
  expect(parseGpuSample(['[N/A], [N/A]'])).toBeNull();
  expect(parseGpuSample([])).toBeNull();
});

it('asks the recorded nvidia-smi', async () => {
  const bin = recordedNvidiaSmi(folder, { devices: [], usage: ['55, 2048'] });
  const taken = await takeSample(context({ PATH: `${bin}:${process.env['PATH']}` }), process.pid, true);
  expect(taken.gpus).toEqual([{ utilizationPercent: 55, memoryBytes: 2 ** 31 }]);
});

it.runIf(process.platform === 'linux')('sees what a real program and its children use', async () => {
  const record = new TelemetryRecord();
  const heard: (number | null)[] = [];
  let watch: ReturnType<typeof watchGroup> | undefined;
  const busy = `x=$(head -c 30000000 /dev/zero | tr '\\0' x); end=$((SECONDS+2)); while [ $SECONDS -lt $end ]; do :; done`;
  await runProcess({
    command: `(${busy}) & wait`,
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    onStart: (group) => {
      const onSample = (_: unknown, cpu: number | null) => heard.push(cpu);
      watch = watchGroup(context(), group, { record, gpus: false, intervalMs: 100, onSample });
    },
  });
  await watch?.stop();
  const { cpuPercentMax, memoryBytesMax, samples } = record.summary();
  expect(samples).toBeGreaterThan(3);
  expect(heard).toHaveLength(samples);
  expect(cpuPercentMax).toBeGreaterThan(10);
  expect(memoryBytesMax).toBeGreaterThan(30e6);
});
