/** All models of a server: what the source names, kept in step with it. */
import { AssayError, type Log, messageOf } from '../base/index.js';
import type { ServedModel } from './model-worker.js';
import { Slot, type SlotSettings } from './slot.js';
import type { ModelSource } from './source.js';

/** What was asked for is not there. */
export class UnknownModel extends Error {}

export class Models {
  private readonly slots = new Map<string, Slot>();
  /** What each slot was last told to serve, also where that failed: a damaged folder is read once, not each second. */
  private readonly seen = new Map<string, string>();
  /** What each slot loaded, as `seen` names it: what a slot still serves may be older than what it was told. */
  private readonly loaded = new Map<string, string>();
  private readonly source: ModelSource;
  private readonly settings: SlotSettings;
  private readonly log: Log;
  private turn: Promise<void> = Promise.resolve();

  constructor(source: ModelSource, settings: SlotSettings) {
    this.source = source;
    this.settings = settings;
    this.log = settings.log;
  }

  /** Loads what is new and drops what is gone. Failures are logged, and are the slot's reason. */
  refresh(): Promise<void> {
    return this.inTurn(async () => {
      const names = await this.source.list();
      for (const name of names) {
        await this.follow(name, false).catch((error: unknown) => {
          this.log.error(`${name}: ${messageOf(error)}`);
        });
      }
      for (const [name, slot] of this.slots) {
        if (names.includes(name)) continue;
        this.slots.delete(name);
        this.seen.delete(name);
        this.loaded.delete(name);
        await slot.close();
        this.log.info(`${name} is served no more`);
      }
    });
  }

  /** Reads one model again now, and waits until it answers. Throws with the reason where it does not. */
  reload(name: string): Promise<void> {
    return this.inTurn(async () => {
      if (!(await this.source.list()).includes(name)) throw new UnknownModel(`there is no model ${name}`);
      await this.follow(name, true);
    });
  }

  /** Throws UnknownModel. */
  slot(name: string, version?: string): Slot {
    const slot = this.slots.get(name);
    if (!slot) throw new UnknownModel(`there is no model ${name}`);
    const serving = slot.worker?.model.version;
    if (version !== undefined && serving !== undefined && serving !== version) {
      throw new UnknownModel(`model ${name} has no version ${version}; version ${serving} is served`);
    }
    return slot;
  }

  all(): { name: string; slot: Slot; model: ServedModel | null }[] {
    return [...this.slots.values()].map((slot) => ({
      name: slot.name,
      slot,
      model: slot.worker?.model ?? null,
    }));
  }

  /** True where there is a model, and each has a worker. */
  get ready(): boolean {
    const all = this.all();
    return all.length > 0 && all.every(({ model }) => model !== null);
  }

  async close(): Promise<void> {
    await this.turn;
    await Promise.all(this.all().map(({ slot }) => slot.close()));
  }

  private async follow(name: string, again: boolean): Promise<void> {
    let slot = this.slots.get(name);
    if (!slot) {
      slot = new Slot(name, this.settings);
      this.slots.set(name, slot);
    }
    const mark = (await this.source.peek(name)) ?? '';
    const isKnown = this.seen.get(name) === mark;
    // Whoever asks again is told of the failure again, also where the old version answers.
    if (isKnown && (!again || (slot.ready && this.loaded.get(name) === mark))) return;
    this.seen.set(name, mark);
    let model: ServedModel;
    try {
      model = await this.source.read(name);
    } catch (error) {
      slot.reason = messageOf(error);
      // A network that failed says nothing of what lies there: the next look reads again.
      if (error instanceof AssayError && error.kind === 'environment') this.seen.delete(name);
      throw error;
    }
    const serving = slot.worker?.model;
    const isServed =
      serving?.version === model.version &&
      serving.sha256 === model.sha256 &&
      serving.digest === model.digest;
    if (!isServed) await slot.load(model);
    this.loaded.set(name, mark);
    if (isServed) return;
    this.log.info(`${name}: version ${model.version} answers (sha256:${model.sha256.slice(0, 12)}…)`);
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}
