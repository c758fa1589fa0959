/**
 * The place of one model in the server: which worker answers now, swapping to another version without losing a
 * request, and bringing a crashed worker back.
 */
import { type Log, messageOf } from '../base/index.js';
import { ModelWorker, type Reply, type ServedModel, type WorkerSettings } from './model-worker.js';

export interface SlotSettings extends WorkerSettings {
  readonly log: Log;
  /** How long requests in flight may take before an old worker is ended. */
  readonly drainMs: number;
  /** Requests that may wait for one worker; more are refused with 503. */
  readonly queue: number;
  /** First pause before a crashed worker is started again; doubled each time, up to `backoffMaxMs`. */
  readonly backoffMs: number;
  readonly backoffMaxMs: number;
  readonly onRestart: (model: ServedModel) => void;
}

/** A worker that lived this long did not crash at its start: the pauses begin anew. */
const STABLE_MS = 60_000;

/** No worker can answer now; the client may try again. */
export class NotReady extends Error {}

export class Slot {
  readonly name: string;
  /** Why the newest version could not be loaded, or why none answers; null where all is well. */
  reason: string | null = 'not loaded yet';
  private current: ModelWorker | null = null;
  private work: Promise<void> = Promise.resolve();
  private closed = false;
  private readonly settings: SlotSettings;
  private readonly drains = new Set<Promise<void>>();
  private crashes = 0;
  private loads = 0;
  /** Ends the pause before a restart: a newer version is waiting, or the slot closes. */
  private wake: (() => void) | null = null;

  constructor(name: string, settings: SlotSettings) {
    this.name = name;
    this.settings = settings;
  }

  get ready(): boolean {
    return this.current !== null;
  }

  get worker(): ModelWorker | null {
    return this.current;
  }

  /**
   * Loads a version beside the one that answers, then swaps. Where it cannot be loaded the old one goes on and
   * the call throws. Calls follow one another.
   */
  load(model: ServedModel): Promise<void> {
    this.loads += 1;
    this.wake?.();
    const done = this.work.then(() => {
      this.loads -= 1;
      return this.swap(model);
    });
    this.work = done.catch(() => undefined);
    return done;
  }

  infer(body: Uint8Array, headerLength: number | null): { model: ServedModel; reply: Promise<Reply> } {
    const worker = this.current;
    if (worker === null) throw new NotReady(`${this.name} is not ready: ${this.reason ?? 'loading'}`);
    if (worker.inFlight >= this.settings.queue) {
      throw new NotReady(`${this.name} has ${worker.inFlight} requests waiting`);
    }
    return { model: worker.model, reply: worker.infer(body, headerLength) };
  }

  /** Ends everything after the requests in flight. */
  async close(): Promise<void> {
    this.closed = true;
    this.wake?.();
    await this.work;
    const worker = this.current;
    this.current = null;
    this.reason = 'stopped';
    await Promise.all([...this.drains, ...(worker ? [worker.stop(this.settings.drainMs)] : [])]);
  }

  private async swap(model: ServedModel): Promise<void> {
    if (this.closed) return;
    let next: ModelWorker;
    try {
      next = await ModelWorker.start(model, this.settings);
    } catch (error) {
      this.reason = `version ${model.version} could not be loaded: ${messageOf(error)}`;
      throw error;
    }
    if (this.closed) {
      await next.stop(0);
      return;
    }
    const old = this.current;
    this.crashes = 0;
    this.answerWith(next);
    if (next.spec.warmup !== null) {
      this.settings.log.debug(`${this.name}: the warm-up could not run the model: ${next.spec.warmup}`);
    }
    if (old !== null) {
      const drain = old.stop(this.settings.drainMs);
      this.drains.add(drain);
      drain.finally(() => this.drains.delete(drain));
    }
  }

  /** One assignment: a request goes to the old worker or to the new one, never to neither. */
  private answerWith(worker: ModelWorker): void {
    const since = performance.now();
    this.current = worker;
    this.reason = null;
    worker.onCrash((reason) => {
      if (performance.now() - since > STABLE_MS) this.crashes = 0;
      this.restart(worker, reason);
    });
  }

  private restart(worker: ModelWorker, reason: string): void {
    if (this.closed || this.current !== worker) return;
    this.current = null;
    this.startAgain(worker.model, `the worker ${reason}`);
  }

  private startAgain(model: ServedModel, reason: string): void {
    const { log, onRestart, backoffMs, backoffMaxMs } = this.settings;
    this.reason = reason;
    const pause = Math.min(backoffMaxMs, backoffMs * 2 ** this.crashes);
    this.crashes += 1;
    log.warn(`${this.name}: ${reason}; starting another worker in ${pause} ms`);
    this.work = this.work
      .then(async () => {
        await this.pause(pause);
        if (this.closed || this.loads > 0 || this.current !== null) return;
        onRestart(model);
        const next = await ModelWorker.start(model, this.settings);
        if (this.closed) await next.stop(0);
        else this.answerWith(next);
      })
      .catch((error: unknown) => {
        if (!this.closed) this.startAgain(model, messageOf(error));
      });
  }

  private async pause(ms: number): Promise<void> {
    if (this.closed || this.loads > 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = null;
  }
}
