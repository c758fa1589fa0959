/**
 * What a model costs: the time of single inferences and of loading, candidate and baseline in turn in one process,
 * so that both meet the same machine in the same state, and of batches; memory and size of each.
 */
import { cpus } from 'node:os';
import type { Context } from '../base/index.js';
import { type Feeds, ModelFailure, startModelProcess, type TimedModel } from '../engines/index.js';
import type { Metric } from '../results/index.js';
import type { MetricInfo } from './catalogue.js';
import { metricEntry } from './entry.js';
import { type Interval, noInterval } from './intervals/index.js';
import { LATENCY, percentile } from './latency.js';
import { undefinedValue, type Value } from './metrics/index.js';
import { limitsOf, type OnnxModel, openModel } from './onnx.js';
import { singleRowFeeds } from './onnx-batches.js';
import type { EvaluateRequest } from './request.js';
import type { Table } from './table.js';
import { type BatchModel, batchModel, timeBatches } from './throughput.js';

/** A percentile of the latency in the name of a metric. */
export const LATENCY_NAME = /^latency_p(\d+)_ms$/;
/** Requests in one order to the process: between orders the limits and the cancellation are looked at. */
const CHUNK = 20;
/** Loads of each file (as many as the gate's `min_n` asks for), and the longest that they may take together. */
const LOADS = 31;
const LOADS_MS = 20_000;

export type SideName = 'candidate' | 'baseline';

/** What was timed of one model. A text where it could not be, with the reason. */
interface TimesOf {
  /** Milliseconds of each request, sorted. */
  readonly requests: Float64Array | string;
  /** The same as they were measured, the i-th of both models one after the other; null where they were not. */
  readonly inOrder: Float64Array | null;
  /** Milliseconds of each load, sorted. */
  readonly loads: Float64Array | string;
  /** The same as they were measured, the i-th of both models one after the other; null where they were not. */
  readonly loadsInOrder: Float64Array | null;
  /** Rows a second of each repetition of a batch, as they were measured, both models in turn; null: not asked for. */
  readonly rates: Float64Array | null;
}
export type Times = Readonly<Record<SideName, TimesOf | null>>;

/** What is known of one model after it ran over the dataset. A text: why it is not known. */
export interface Cost {
  readonly size: number | null;
  readonly rows: number;
  /** Milliseconds of inference for all rows. */
  readonly ms: number | string;
  readonly peakBytes: number | string;
  readonly times: TimesOf | null;
  /** For what is not known for another reason. */
  readonly why: string;
}

const LOAD = 'load_time_ms';
const RATE = 'throughput_rows_per_s';

/** Whether times are taken for one of these metrics: nothing else may run beside that. */
export function isTimed(metrics: readonly string[]): boolean {
  return metrics.some((name) => LATENCY_NAME.test(name) || name === LOAD || name === RATE);
}

/**
 * Times candidate and baseline in one process: warm-up, then requests in turn, then loads in turn. Null for a side
 * that has no ONNX model or where nothing of it is asked. What goes wrong here is a reason and no error: the
 * evaluation of the model itself tells it.
 */
export async function timeModels(
  ctx: Context,
  request: EvaluateRequest,
  metrics: readonly MetricInfo[],
  table: Table,
): Promise<Times> {
  const { config, candidate, baseline } = request;
  const latency = metrics.some((info) => LATENCY_NAME.test(info.name));
  const loading = metrics.some((info) => info.name === LOAD);
  const rates = metrics.some((info) => info.name === RATE);
  const none: Times = { candidate: null, baseline: null };
  if ((!latency && !loading && !rates) || config.run !== undefined || table.rows === 0) return none;
  const paths: { readonly side: SideName; readonly path: string }[] = [];
  if (candidate.kind === 'model') paths.push({ side: 'candidate', path: candidate.path });
  if (baseline !== null && baseline.modelPath !== null)
    paths.push({ side: 'baseline', path: baseline.modelPath });
  if (paths.length === 0) return none;
  const progress = ctx.log.progress('latency');
  const process = await startModelProcess(ctx, limitsOf(config));
  const opened: OnnxModel[] = [];
  try {
    const timed: TimedModel[] = [];
    const inBatches: BatchModel[] = [];
    for (const { side, path } of paths) {
      const model = await openModel(ctx, path, table, config, request, { shared: { process, key: side } });
      opened.push(model);
      const feeds: readonly Feeds[] = latency ? await singleRowFeeds(ctx, model, table) : [];
      const outputs = [model.outputs.scores ?? model.outputs.labels].filter((name) => name !== null);
      timed.push({ key: side, feeds, outputs });
      if (rates) inBatches.push(await batchModel(ctx, side, model, table, config.batch));
    }
    const { warmup, requests } = config.latency ?? LATENCY;
    const times = timed.map(() => new Float64Array(latency ? requests : 0));
    for (let first = -warmup; latency && first < requests; ) {
      const count = Math.min(CHUNK, (first < 0 ? 0 : requests) - first);
      const answer = await process.ask<'time'>({
        type: 'time',
        models: timed,
        first: first + warmup,
        requests: count,
      });
      for (const [k, ms] of first < 0 ? [] : answer.ms.entries()) times[k]?.set(ms, first);
      first += count;
      progress.update(`${Math.max(0, first)} of ${requests} requests`);
    }
    const loads = loading
      ? await timeLoads(
          process,
          paths.map(({ path }) => path),
        )
      : paths.map(() => new Float64Array(0));
    const batched = rates ? await timeBatches(process, inBatches) : [];
    const sides = paths.map(({ side }, k): [SideName, TimesOf] => [
      side,
      {
        requests: (times[k] ?? new Float64Array(0)).slice().sort(),
        inOrder: times[k] ?? null,
        loads: (loads[k] ?? new Float64Array(0)).slice().sort(),
        loadsInOrder: loads[k] ?? null,
        rates: batched[k] ?? null,
      },
    ]);
    return { ...none, ...Object.fromEntries(sides) };
  } catch (error) {
    ctx.signal.throwIfAborted();
    // Which of the two it was, and whose fault, is told where each is evaluated by itself.
    const why =
      error instanceof ModelFailure
        ? `timing failed: ${error.message}`
        : 'the models cannot be timed: see the error of the evaluation';
    const of = (side: SideName): TimesOf | null =>
      paths.some((each) => each.side === side)
        ? { requests: why, loads: why, inOrder: null, loadsInOrder: null, rates: null }
        : null;
    return { candidate: of('candidate'), baseline: of('baseline') };
  } finally {
    for (const model of opened) await model.release();
    await process.close();
    progress.done();
  }
}

type Process = Awaited<ReturnType<typeof startModelProcess>>;

async function timeLoads(process: Process, paths: readonly string[]): Promise<Float64Array[]> {
  const all = paths.map((): number[] => []);
  const begun = performance.now();
  for (let k = 0; k < LOADS; k++) {
    // Who loads first takes turns, as with the requests.
    const order = k % 2 === 0 ? paths.map((_, i) => i) : paths.map((_, i) => paths.length - 1 - i);
    const { ms } = await process.ask<'reload'>({ type: 'reload', paths: order.map((i) => paths[i] ?? '') });
    for (const [at, i] of order.entries()) all[i]?.push(ms[at] ?? Number.NaN);
    if (performance.now() - begun > LOADS_MS) break;
  }
  return all.map((ms) => Float64Array.from(ms));
}

/** The metrics of the model itself that are asked for, with intervals where theory gives them. */
export function costMetrics(wanted: readonly MetricInfo[], cost: Cost): Metric[] {
  return wanted
    .filter((info) => info.needs === 'model')
    .map((info) => {
      const { value, interval, n } = costOf(info.name, cost);
      return metricEntry(info, null, value, interval, n);
    });
}

interface Figure {
  readonly value: Value;
  readonly interval: Interval;
  readonly n: number | null;
}

function costOf(name: string, cost: Cost): Figure {
  const none = (why: string): Figure => ({ value: undefinedValue(why), interval: noInterval(why), n: null });
  const exact = (value: number, why: string): Figure => ({ value, interval: noInterval(why), n: null });
  const percent = LATENCY_NAME.exec(name)?.[1];
  if (percent !== undefined || name === LOAD) {
    const times = percent !== undefined ? cost.times?.requests : cost.times?.loads;
    if (times === undefined) return none(cost.why);
    if (typeof times === 'string') return none(times);
    return { ...percentile(times, Number(percent ?? 50)), n: times.length };
  }
  if (name === RATE) {
    if (typeof cost.ms === 'string') return none(cost.ms);
    const rates = cost.times?.rates?.slice().sort();
    if (rates !== undefined && rates.length > 1) return { ...percentile(rates, 50), n: rates.length };
    return { ...exact((1000 * cost.rows) / cost.ms, 'one pass over the dataset'), n: cost.rows };
  }
  if (name === 'peak_memory_bytes') {
    return typeof cost.peakBytes === 'string'
      ? none(cost.peakBytes)
      : exact(cost.peakBytes, 'the highest of one pass');
  }
  return cost.size === null ? none(cost.why) : exact(cost.size, 'a size is exact');
}

/** Where times were taken: they hold for no other machine. */
export function machineOf(onnxruntime: string | null): {
  readonly cpu: string;
  readonly cores: number;
  readonly platform: string;
  readonly node: string;
  readonly onnxruntime: string | null;
} {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() || 'unknown',
    cores: all.length,
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    onnxruntime,
  };
}
