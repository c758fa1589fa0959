/**
 * Runs ONNX models in a process of their own with limits: a model that crashes, hangs or eats memory ends that
 * process and not ours. `session.run` also blocks the process it is in (onnxruntime#19611), so that ours can fill
 * the next batch meanwhile.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { type Context, type Environment, messageOf, residentBytes } from '../../base/index.js';
import { findEngine } from '../find.js';
import { findOrInstall, loadFrom } from '../load.js';
import { platformOf } from '../table.js';
import { ModelHost } from './host.js';
import {
  type FromModel,
  MODEL_WORKER,
  type Order,
  type Reply,
  type ReplyTo,
  type ToModel,
} from './messages.js';

export interface ModelLimits {
  /** Resident memory of the process, in bytes; watched on Linux, elsewhere seen after each batch. */
  readonly memoryBytes: number;
  /** Longest time for loading, and for one batch. */
  readonly batchMs: number;
  /** Longest life of the process, from the first order on. */
  readonly totalMs: number;
}

/** Why a model gave no answer. `refused`: ONNX Runtime said no, and the process lives on. */
export type ModelFailureKind = 'refused' | 'crashed' | 'timeout' | 'memory';

/** A model that gave no answer: a fact about the model, and so a verdict. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure';
  constructor(
    readonly kind: ModelFailureKind,
    message: string,
  ) {
    super(message);
  }
}

export interface ModelProcess {
  /** Answers come in the order of the orders. Throws `ModelFailure`, or what the signal of the context says. */
  ask<T extends Order['type']>(order: Extract<Order, { type: T }>): Promise<ReplyTo<T>>;
  /** Highest resident memory so far in bytes; null where the models run in our own process. */
  readonly peakBytes: number | null;
  close(): Promise<void>;
}

/** Memory that a model may take where nothing is configured: four fifths of what this machine or container has. */
export function defaultMemory(): number {
  const allowed = process.constrainedMemory?.() ?? 0;
  const all = totalmem();
  return Math.floor(0.8 * (allowed > 0 && allowed < all ? allowed : all));
}

export const MODEL_LIMITS = { batchMs: 300_000, totalMs: 7_200_000 } as const;

/**
 * A process for models. Without `ctx.program` (the library in a test) the models run in this one, and no limit
 * holds. Close it always.
 */
export async function startModelProcess(ctx: Context, limits: ModelLimits): Promise<ModelProcess> {
  // Here, and not in the other process: an engine that is nowhere is installed with our rights and messages.
  const { manifest } = await findOrInstall(ctx, 'onnxruntime');
  ctx.signal.throwIfAborted();
  return ctx.program === undefined
    ? new Inline(new ModelHost(loadFrom(manifest)), ctx.signal)
    : new Child(ctx, ctx.program, manifest, limits);
}

/**
 * The same before anything is asked of it, so that it starts while data is read. Null where that cannot be: the engine
 * has to be installed first, the models run in this process, or the call is cancelled.
 */
export function startModelProcessEarly(ctx: Context, limits: ModelLimits): ModelProcess | null {
  if (ctx.program === undefined || ctx.signal.aborted) return null;
  const found = findEngine(ctx, 'onnxruntime', platformOf());
  return found === null ? null : new Child(ctx, ctx.program, found.manifest, limits);
}

class Inline implements ModelProcess {
  readonly peakBytes = null;
  private queue: Promise<unknown> = Promise.resolve();
  constructor(
    private readonly host: ModelHost,
    private readonly signal: AbortSignal,
  ) {}
  ask<T extends Order['type']>(order: Extract<Order, { type: T }>): Promise<ReplyTo<T>> {
    const answer = this.queue.then(async () => {
      this.signal.throwIfAborted();
      try {
        return (await this.host.handle(order)) as ReplyTo<T>;
      } catch (error) {
        throw new ModelFailure('refused', messageOf(error));
      }
    });
    // The one who asked hears of a failure; the next order is taken all the same.
    this.queue = answer.catch(() => undefined);
    return answer;
  }
  async close(): Promise<void> {
    await this.queue;
    await this.host.release();
  }
}

/** What a process that runs a stranger's model needs of the environment; no token of ours is among it. */
const VARIABLES = /^(PATH|HOME|TMPDIR|TEMP|TMP|SystemRoot|LANG|LC_.*|LD_LIBRARY_PATH|DYLD_.*|OMP_.*)$/i;

function plainEnvironment(env: Environment): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => VARIABLES.test(name)));
}

const WATCH_MS = 50;
const TAIL = 2000;
/** The last words of a process may come after its end. */
const LAST_WORDS_MS = 50;

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
}

class Child implements ModelProcess {
  peakBytes: number | null = 0;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private readonly watch: NodeJS.Timeout;
  private whole: NodeJS.Timeout | undefined;
  private timer: NodeJS.Timeout | undefined;
  private ticket = 0;
  private ended: { readonly error: unknown } | null = null;
  private tail = '';
  private closing = false;
  private readonly gone: Promise<void>;
  private readonly abort: () => void;

  constructor(
    private readonly ctx: Context,
    program: string,
    manifest: string,
    private readonly limits: ModelLimits,
  ) {
    this.child = fork(program, [MODEL_WORKER], {
      env: plainEnvironment(ctx.env),
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const { child } = this;
    this.gone = new Promise((resolve) => {
      child.on('exit', (code, signal) => {
        const end = () => {
          this.fail(crashed(code, signal, this.tail));
          resolve();
        };
        // Whom we ended ourselves has nothing to say.
        if (this.closing) end();
        else setTimeout(end, LAST_WORDS_MS);
      });
      child.on('error', (error) => {
        this.fail(new ModelFailure('crashed', messageOf(error)));
        if (child.pid === undefined) resolve();
      });
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.tail = (this.tail + chunk.toString()).slice(-TAIL);
    });
    child.on('message', (message) => this.answered(message as FromModel));
    this.abort = () => this.end(ctx.signal.reason);
    ctx.signal.addEventListener('abort', this.abort, { once: true });
    this.watch = setInterval(() => this.weigh(), WATCH_MS);
    if (child.pid !== undefined) {
      // Where memory runs out faster than it is watched, the system ends this process and not ours.
      writeFile(`/proc/${child.pid}/oom_score_adj`, '1000').catch((error: unknown) =>
        ctx.log.debug(`the model's process is not preferred when memory runs out: ${messageOf(error)}`),
      );
    }
    this.send({ type: 'start', manifest });
  }

  ask<T extends Order['type']>(order: Extract<Order, { type: T }>): Promise<ReplyTo<T>> {
    if (this.ended !== null) return Promise.reject(this.ended.error);
    this.ticket += 1;
    const { ticket } = this;
    const answer = new Promise<Reply>((resolve, reject) => this.waiting.set(ticket, { resolve, reject }));
    const { totalMs } = this.limits;
    this.whole ??= setTimeout(
      () => this.end(new ModelFailure('timeout', `it ran longer than ${shownTime(totalMs)} in all`)),
      totalMs,
    );
    if (this.waiting.size === 1) this.restartTimer();
    this.send({ type: 'order', ticket, order });
    return answer as Promise<ReplyTo<T>>;
  }

  async close(): Promise<void> {
    this.closing = true;
    if (this.child.connected) this.child.disconnect();
    // It has nothing to finish: what was asked was answered, or is not wanted any more.
    this.child.kill('SIGKILL');
    await this.gone;
  }

  private send(message: ToModel): void {
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  private answered(message: FromModel): void {
    this.peakBytes = Math.max(this.peakBytes ?? 0, message.peakBytes);
    const waiting = this.waiting.get(message.ticket);
    this.waiting.delete(message.ticket);
    this.restartTimer();
    if (message.peakBytes > this.limits.memoryBytes) this.tooLarge(message.peakBytes);
    if (message.reply !== undefined) waiting?.resolve(message.reply);
    else waiting?.reject(new ModelFailure('refused', message.refused ?? 'it gave no answer'));
  }

  /** The time of an order begins when the one before it is answered. */
  private restartTimer(): void {
    clearTimeout(this.timer);
    if (this.waiting.size === 0 || this.ended !== null) return;
    const { batchMs } = this.limits;
    this.timer = setTimeout(
      () => this.end(new ModelFailure('timeout', `it gave no answer within ${shownTime(batchMs)}`)),
      batchMs,
    );
  }

  private weigh(): void {
    const bytes = this.child.pid === undefined ? null : residentBytes(this.child.pid);
    if (bytes === null) return;
    this.peakBytes = Math.max(this.peakBytes ?? 0, bytes);
    if (bytes > this.limits.memoryBytes) this.tooLarge(bytes);
  }

  private tooLarge(bytes: number): void {
    const limit = shownBytes(this.limits.memoryBytes);
    this.end(new ModelFailure('memory', `it took ${shownBytes(bytes)} of memory, and ${limit} are allowed`));
  }

  private end(error: unknown): void {
    this.fail(error);
    this.child.kill('SIGKILL');
  }

  /** The first reason is the true one: the end that follows from it is none of its own. */
  private fail(error: unknown): void {
    clearTimeout(this.timer);
    clearTimeout(this.whole);
    clearInterval(this.watch);
    this.ctx.signal.removeEventListener('abort', this.abort);
    if (this.ended !== null) return;
    this.ended = { error };
    for (const { reject } of this.waiting.values()) reject(this.closing ? new Error('closed') : error);
    this.waiting.clear();
  }
}

function crashed(code: number | null, signal: string | null, tail: string): ModelFailure {
  const how =
    signal === null ? `its process ended with exit code ${code}` : `its process was ended by ${signal}`;
  const hint = signal === 'SIGKILL' ? ' (often because memory ran out)' : '';
  const words = tail.trim() === '' ? '' : `: ${tail.trim()}`;
  return new ModelFailure('crashed', `${how}${hint}${words}`);
}

function shownTime(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`;
}

function shownBytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

/** Tries to load a model file: null, or why it cannot be loaded. */
export type LoadCheck = (path: string) => Promise<string | null>;

/**
 * Has the engine ready, and gives a check that loads a file in a process of its own: a model that crashes the
 * runtime, or takes all memory, is told like one that it refuses.
 */
export async function modelLoadCheck(ctx: Context): Promise<LoadCheck> {
  const limits = { ...MODEL_LIMITS, memoryBytes: defaultMemory() };
  // Loads it here too: a runtime that cannot be loaded at all is no fault of a model.
  loadFrom((await findOrInstall(ctx, 'onnxruntime')).manifest);
  return async (path) => {
    const model = await startModelProcess(ctx, limits);
    try {
      await model.ask<'load'>({ type: 'load', key: 'model', path });
      return null;
    } catch (error) {
      if (error instanceof ModelFailure) return error.message;
      throw error;
    } finally {
      await model.close();
    }
  };
}
