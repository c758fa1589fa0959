/** What training uses, sampled at intervals: processor and memory of its processes, and the GPUs. */
import type { Context } from '../base/index.js';
import { familyOf, type ProcessEntry, processTable, residentBytes, TICKS_PER_SECOND } from '../base/index.js';
import type { TrainResult } from '../results/index.js';
import { nvidiaSmi } from './accelerators.js';

export type Telemetry = TrainResult['telemetry'];

/** One look. Null where this system cannot tell. */
export interface Sample {
  /** Milliseconds of any steady clock. */
  readonly at: number;
  /** Processor ticks of each process so far. */
  readonly ticks: ReadonlyMap<number, number> | null;
  /** Sum of resident memory; pages that processes share count for each of them. */
  readonly memoryBytes: number | null;
  /** One entry a device. */
  readonly gpus: readonly { readonly utilizationPercent: number; readonly memoryBytes: number }[] | null;
}

const INTERVAL_MS = 1000;
const MIB = 2 ** 20;

/** Sums samples up. Processor use is per core: two busy cores are 200 %. */
export class TelemetryRecord {
  private samples = 0;
  private last: Sample | null = null;
  private cpu: number | null = null;
  private memory: number | null = null;
  private gpuMemory: number | null = null;
  private gpuSum = 0;
  private gpuCount = 0;

  constructor(private readonly intervalMs: number = INTERVAL_MS) {}

  add(sample: Sample): void {
    const cpu = this.last === null ? null : cpuPercent(this.last, sample);
    this.cpu = larger(this.cpu, cpu);
    this.memory = larger(this.memory, sample.memoryBytes);
    if (sample.gpus !== null && sample.gpus.length > 0) {
      this.gpuMemory = larger(
        this.gpuMemory,
        sample.gpus.reduce((sum, gpu) => sum + gpu.memoryBytes, 0),
      );
      for (const gpu of sample.gpus) this.gpuSum += gpu.utilizationPercent;
      this.gpuCount += sample.gpus.length;
    }
    this.last = sample;
    this.samples += 1;
  }

  /** Begins with other processes (the next seed): processor ticks of before no longer compare. */
  restart(): void {
    this.last = null;
  }

  summary(): Telemetry {
    return {
      samples: this.samples,
      intervalMs: this.intervalMs,
      cpuPercentMax: this.cpu,
      memoryBytesMax: this.memory,
      gpuUtilizationPercentMean: this.gpuCount === 0 ? null : this.gpuSum / this.gpuCount,
      gpuMemoryBytesMax: this.gpuMemory,
    };
  }
}

/** Processor use between two samples in percent of one core; null where it cannot be told. */
export function cpuPercent(before: Sample, after: Sample): number | null {
  const seconds = (after.at - before.at) / 1000;
  if (before.ticks === null || after.ticks === null || seconds <= 0) return null;
  let ticks = 0;
  // A process that is new since has spent all its ticks since.
  for (const [pid, now] of after.ticks) ticks += Math.max(0, now - (before.ticks.get(pid) ?? 0));
  return (ticks / TICKS_PER_SECOND / seconds) * 100;
}

function larger(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

/** Looks at a process group and, where `gpus`, at the devices of this machine. */
export async function takeSample(ctx: Context, group: number, gpus: boolean): Promise<Sample> {
  const table = processTable();
  const family: ProcessEntry[] | null = table === null ? null : familyOf(group, table);
  return {
    at: performance.now(),
    ticks: family === null ? null : new Map(family.map((entry) => [entry.pid, entry.cpuTicks])),
    memoryBytes:
      family === null ? null : family.reduce((sum, entry) => sum + (residentBytes(entry.pid) ?? 0), 0),
    gpus: gpus ? await sampleGpus(ctx) : null,
  };
}

async function sampleGpus(ctx: Context): Promise<Sample['gpus']> {
  const args = ['--query-gpu=utilization.gpu,memory.used', '--format=csv,noheader,nounits'];
  const answer = await nvidiaSmi(ctx, args, 10_000);
  return answer === null || answer.failure !== null ? null : parseGpuSample(answer.lines);
}

/** Lines of `utilization.gpu, memory.used`; null where none can be read. Of a device in MIG mode both are `[N/A]`. */
export function parseGpuSample(lines: readonly string[]): Sample['gpus'] {
  const gpus = lines
    .map((line) => /^\s*(\d+)\s*,\s*(\d+)\s*$/.exec(line))
    .filter((match) => match !== null)
    .map((match) => ({ utilizationPercent: Number(match[1]), memoryBytes: Number(match[2]) * MIB }));
  return gpus.length > 0 ? gpus : null;
}

/**
 * Samples a group into `record` until `stop` is called, which waits for a look that is under way.
 * `onSample` hears each one, for a line of progress.
 */
export function watchGroup(
  ctx: Context,
  group: number,
  options: {
    readonly record: TelemetryRecord;
    readonly gpus: boolean;
    readonly intervalMs?: number;
    readonly onSample?: (sample: Sample, cpu: number | null) => void;
  },
): { stop: () => Promise<void> } {
  const { record, gpus, onSample } = options;
  let last: Sample | null = null;
  let running: Promise<void> | null = null;
  record.restart();
  const look = () => {
    running ??= takeSample(ctx, group, gpus)
      .then((sample) => {
        record.add(sample);
        onSample?.(sample, last && cpuPercent(last, sample));
        last = sample;
      })
      // A look that fails (no file handle left, say) must not end the training that it watches.
      .catch((error: unknown) => ctx.log.debug(`telemetry: ${String(error)}`))
      .finally(() => {
        running = null;
      });
  };
  look();
  const timer = setInterval(look, options.intervalMs ?? INTERVAL_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
