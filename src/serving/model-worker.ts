/** One worker with its model: loading, requests in flight, draining. It knows one version and never changes it. */
import { dirname } from 'node:path';
import type { Answer, LoadOrder, Ready } from './messages.js';
import type { SpawnWorker, WorkerHandle } from './process.js';

/** A model version that can be served. */
export interface ServedModel {
  readonly name: string;
  /** As addresses name it: `3`. */
  readonly version: string;
  /** `sha256:<hex>` of the manifest; null for a file that was never registered. */
  readonly digest: string | null;
  /** Absolute. */
  readonly path: string;
  /** Where it lies, as people know it: a path or an address. `path` may be a copy. */
  readonly shown: string;
  readonly sha256: string;
}

export interface WorkerSettings {
  readonly spawn: SpawnWorker;
  readonly maxDepth: number;
  readonly threads: number;
  /** How long loading and warming up may take. */
  readonly loadMs: number;
}

export type Reply = Pick<Answer, 'status' | 'body' | 'headerLength'>;

/** The worker ended while a request was with it. */
export class WorkerGone extends Error {}

export class ModelWorker {
  readonly model: ServedModel;
  readonly spec: Pick<Ready, 'inputs' | 'outputs' | 'warmup'>;
  private readonly handle: WorkerHandle;
  private readonly waiting = new Map<
    number,
    { resolve: (reply: Reply) => void; reject: (error: Error) => void }
  >();
  private ticket = 0;
  private exited: string | null = null;
  private stopping = false;
  private idle: (() => void) | null = null;
  private crash: ((reason: string) => void) | null = null;
  private readonly gone: Promise<void>;

  private constructor(model: ServedModel, handle: WorkerHandle, ready: Ready, gone: Promise<string>) {
    this.model = model;
    this.handle = handle;
    this.spec = ready;
    handle.onMessage((message) => {
      if (message.type !== 'answer') return;
      const request = this.waiting.get(message.ticket);
      this.waiting.delete(message.ticket);
      request?.resolve(message);
      if (this.waiting.size === 0) this.idle?.();
    });
    this.gone = gone.then((reason) => this.ended(reason));
  }

  /** Starts a worker and waits until its model is loaded and warmed up. Throws with the worker's own reason. */
  static async start(model: ServedModel, settings: WorkerSettings): Promise<ModelWorker> {
    const handle = settings.spawn(dirname(model.path));
    const gone = new Promise<string>((resolve) => handle.onExit(resolve));
    const order: LoadOrder = {
      type: 'load',
      model: model.name,
      version: model.version,
      path: model.path,
      shown: model.shown,
      sha256: model.sha256,
      maxDepth: settings.maxDepth,
      threads: settings.threads,
    };
    let timer: NodeJS.Timeout | undefined;
    try {
      const ready = await new Promise<Ready>((resolve, reject) => {
        handle.onMessage((message) => {
          if (message.type === 'ready') resolve(message);
          if (message.type === 'failed') reject(new Error(message.message));
        });
        gone.then((reason) => reject(new WorkerGone(`the worker ${reason}`)));
        timer = setTimeout(
          () => reject(new Error(`the model was not loaded within ${settings.loadMs / 1000} s`)),
          settings.loadMs,
        );
        handle.send(order);
      });
      return new ModelWorker(model, handle, ready, gone);
    } catch (error) {
      handle.kill();
      await gone;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  get inFlight(): number {
    return this.waiting.size;
  }

  get alive(): boolean {
    return this.exited === null;
  }

  get pid(): number | undefined {
    return this.handle.pid;
  }

  /** Called once if the worker ends without being told to. */
  onCrash(listener: (reason: string) => void): void {
    this.crash = listener;
    if (this.exited !== null && !this.stopping) listener(this.exited);
  }

  infer(body: Uint8Array, headerLength: number | null): Promise<Reply> {
    if (this.exited !== null) return Promise.reject(new WorkerGone(`the worker ${this.exited}`));
    this.ticket += 1;
    const ticket = this.ticket;
    return new Promise((resolve, reject) => {
      this.waiting.set(ticket, { resolve, reject });
      this.handle.send({ type: 'infer', ticket, body, headerLength });
    });
  }

  /** Lets the requests in flight end (at most `ms`), then ends the worker and waits for its end. */
  async stop(ms: number): Promise<void> {
    this.stopping = true;
    if (this.waiting.size > 0) {
      await within(
        ms,
        new Promise<void>((resolve) => {
          this.idle = resolve;
        }),
      );
    }
    this.handle.close();
    if (!(await within(5000, this.gone))) {
      this.handle.kill();
      await this.gone;
    }
  }

  private ended(reason: string): void {
    this.exited = reason;
    for (const request of this.waiting.values()) request.reject(new WorkerGone(`the worker ${reason}`));
    this.waiting.clear();
    this.idle?.();
    if (!this.stopping) this.crash?.(reason);
  }
}

/** True where the work ended in time. */
async function within(ms: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work.then(() => true),
      new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(false), ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
