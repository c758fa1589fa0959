/**
 * Leases: how a clean-up and uploads keep out of each other's way, over a store that knows only put-if-absent.
 * Each writes its own lease first and looks for the other's after it, so at least one of two sees the other:
 * a clean-up that sees an upload removes nothing, an upload that sees a clean-up waits for its end.
 *
 * A lease is renewed while its holder lives, by a new object, and one that was not renewed for its lifetime counts
 * for nothing. Its age is the difference of two times of the store, so the clocks of the machines do not matter;
 * where a store has no clock of its own (git), they may differ by what remains of the lifetime.
 */
import { ulid } from 'ulid';
import { environmentError, messageOf } from '../base/index.js';
import type { Core } from './core.js';
import { keys, locate } from './layout.js';
import { readEntry, seal } from './sealed.js';
import { type LeaseKind, leaseSchema } from './upkeep-types.js';

const MINUTE = 60_000;
interface Terms {
  /** After that time without a renewal, by the store's time, others take the holder for dead. */
  readonly life: number;
  /**
   * The same for one who watched all that time, by its own clock that only grows, and saw no renewal: there no two
   * clocks are compared. A store that dates objects by its own clock is believed as early.
   */
  readonly silent: number;
  readonly renew: number;
  /** After that time without a renewal the holder itself stops. Well before the others go on. */
  readonly trust: number;
  /** A step that was begun while the holder was sure must have ended by then. Before others take it for dead. */
  readonly step: number;
}
/** An upload may wait long for a slow disk; a clean-up must not stop registrations for long when it crashed. */
export const TERMS: Readonly<Record<LeaseKind, Terms>> = {
  upload: {
    life: 60 * MINUTE,
    silent: 60 * MINUTE,
    renew: 10 * MINUTE,
    trust: 30 * MINUTE,
    step: 45 * MINUTE,
  },
  gc: { life: 15 * MINUTE, silent: 90_000, renew: 10_000, trust: 45_000, step: 65_000 },
};

/** A lease of someone that was not renewed is of the past; one from the future is taken for alive. */
export interface SeenLease {
  readonly key: string;
  readonly id: string;
  /** How often it was renewed, from 1. */
  readonly seq: number;
  readonly who: string;
  readonly size: number;
  readonly modified: Date;
  readonly alive: boolean;
}

export class Lease {
  private seq = 1;
  private renewed: { readonly wall: number; readonly steady: number };
  private failure: unknown = null;
  /** Others may have taken this holder for dead meanwhile, and gone on: no later renewal makes that good. */
  private lapsed = false;
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> = Promise.resolve();

  private constructor(
    private readonly core: Core,
    readonly kind: LeaseKind,
    readonly id: string,
    private readonly who: string,
    /** The store's own time at the moment of taking. */
    private readonly taken: { readonly store: number; readonly steady: number },
  ) {
    this.renewed = this.clocks();
  }

  static async take(core: Core, kind: LeaseKind, who: string): Promise<Lease> {
    const id = ulid(core.now().getTime());
    const before = core.waiting.steady();
    const key = await write(core, kind, id, 1, who);
    const found = await core.store.stat(key);
    if (found === null) {
      throw environmentError({
        where: { key },
        message: `${core.store.description} does not show the lease that was just written`,
        fix: 'run `assay registry doctor`: such a store is not safe for a registry',
      });
    }
    const lease = new Lease(core, kind, id, who, { store: found.modified.getTime(), steady: before });
    lease.timer = setInterval(() => {
      lease.working = lease.working.then(() => lease.renew());
    }, TERMS[kind].renew);
    // A renewal is no reason to keep a process alive.
    lease.timer.unref();
    return lease;
  }

  /** The store's time now, as far as this process can tell. */
  get storeTime(): number {
    return this.taken.store + (this.core.waiting.steady() - this.taken.steady);
  }

  /** Throws where this holder cannot be sure that others still see it. Asked before each step that counts on it. */
  check(): void {
    if (this.sure()) return;
    throw environmentError(
      {
        message: `the lease ${this.id} could not be renewed in time${this.failure === null ? '' : `: ${messageOf(this.failure)}`}`,
        fix: 'run the same command again; nothing is lost',
      },
      this.failure,
    );
  }

  /** Aborts what was begun under this lease and must have ended before others take the holder for dead. */
  stepSignal(): AbortSignal {
    return AbortSignal.timeout(Math.max(0, Math.floor(TERMS[this.kind].step - this.age())));
  }

  private sure(): boolean {
    this.lapsed ||= this.age() >= TERMS[this.kind].trust;
    return !this.lapsed;
  }

  /** Milliseconds since the last renewal, by the clock that ran further: a machine that slept has one that did not. */
  age(): number {
    const now = this.clocks();
    return Math.max(now.wall - this.renewed.wall, now.steady - this.renewed.steady);
  }

  async release(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.working;
    for (let seq = Math.max(1, this.seq - 1); seq <= this.seq; seq += 1) {
      await this.core.store.delete(keys.lease(this.kind, this.id, seq));
    }
  }

  private async renew(): Promise<void> {
    try {
      // A process that slept finds its timer first: it must not take itself for alive again.
      if (!this.sure()) return;
      const now = this.clocks();
      await write(this.core, this.kind, this.id, this.seq + 1, this.who);
      this.seq += 1;
      if (!this.sure()) return;
      this.renewed = now;
      this.failure = null;
      // The one before the last goes, so that a slow listing always meets one of the two that remain.
      if (this.seq > 2) await this.core.store.delete(keys.lease(this.kind, this.id, this.seq - 2));
    } catch (error) {
      // Told by `check` once it matters: until then the next renewal may succeed.
      this.failure = error;
    }
  }

  private clocks(): { wall: number; steady: number } {
    return { wall: this.core.now().getTime(), steady: this.core.waiting.steady() };
  }
}

async function write(core: Core, kind: LeaseKind, id: string, seq: number, who: string): Promise<string> {
  const key = keys.lease(kind, id, seq);
  const entry = { format: 1, kind, id, seq, who, time: core.now().toISOString() };
  await core.store.create(key, seal(entry, key));
  return key;
}

/** The leases of a kind, as they stand at `time` (milliseconds, of the store). */
export async function leasesOf(core: Core, kind: LeaseKind, time: number): Promise<SeenLease[]> {
  const found: SeenLease[] = [];
  for await (const { key, size, modified } of core.store.list(keys.leases(kind))) {
    const place = locate(key);
    if (place.kind !== 'lease') continue;
    const { life, silent } = TERMS[kind];
    const alive = time - modified.getTime() < (core.store.ownClock ? silent : life);
    found.push({ key, id: place.id, seq: place.seq, who: await holder(core, key), size, modified, alive });
  }
  return found;
}

/** For messages only: an unreadable lease still counts. */
async function holder(core: Core, key: string): Promise<string> {
  try {
    return (await readEntry(core.store, key, leaseSchema))?.entry.who ?? 'someone who is done now';
  } catch (error) {
    return `someone whose lease cannot be read (${messageOf(error)})`;
  }
}

/** How long an upload waits for a clean-up before it gives up; longer than a dead one stays in the way. */
const LONGEST_WAIT = 20 * MINUTE;

/**
 * Does work that stores blobs and then names them, under a lease. Several at once, and work within work, share
 * one. Waits first while a clean-up is under way.
 */
export async function uploading<T>(
  core: Core,
  who: string,
  work: (lease: Lease) => Promise<T>,
  options: { readonly signal?: AbortSignal; readonly waiting?: (text: string) => void } = {},
): Promise<T> {
  const shared = core.lease ?? { held: enter(core, who, options), users: 0 };
  core.lease = shared;
  shared.users += 1;
  try {
    return await work(await shared.held);
  } finally {
    shared.users -= 1;
    if (shared.users === 0) {
      core.lease = null;
      // Where it was never taken there is nothing to release, and its error was thrown above.
      const lease = await shared.held.catch(() => null);
      await lease?.release();
    }
  }
}

async function enter(
  core: Core,
  who: string,
  options: { readonly signal?: AbortSignal; readonly waiting?: (text: string) => void },
): Promise<Lease> {
  const lease = await Lease.take(core, 'upload', who);
  try {
    const since = core.waiting.steady();
    const renewals = new Renewals(core);
    for (let wait = 250; ; wait = Math.min(wait * 2, 5000)) {
      const [other] = renewals.seen(await leasesOf(core, 'gc', lease.storeTime));
      if (other === undefined) return lease;
      const text = `a clean-up of ${core.store.description} is under way, by ${other.who}`;
      if (core.waiting.steady() - since > LONGEST_WAIT) {
        throw environmentError({
          where: { key: other.key },
          message: text,
          fix: 'run the same command again once it has ended; if it is dead, remove that lease',
        });
      }
      options.waiting?.(`${text}; waiting for its end`);
      options.signal?.throwIfAborted();
      await core.waiting.pause(wait, options.signal);
    }
  } catch (error) {
    await lease.release();
    throw error;
  }
}

/** Watches leases of clean-ups: which of those that the store's time says are alive were renewed while we looked. */
class Renewals {
  private readonly last = new Map<string, { readonly seq: number; readonly since: number }>();

  constructor(private readonly core: Core) {}

  /** Those whose holder is not known to be dead. */
  seen(leases: readonly SeenLease[]): SeenLease[] {
    const now = this.core.waiting.steady();
    const alive = leases.filter((lease) => lease.alive);
    for (const { id, seq } of alive) {
      if ((this.last.get(id)?.seq ?? 0) < seq) this.last.set(id, { seq, since: now });
    }
    return alive.filter(({ id }) => now - (this.last.get(id)?.since ?? now) < TERMS.gc.silent);
  }
}
