/**
 * How writers of one ref leave each other room, and how long one of them keeps trying.
 *
 * A push is refused whenever another one landed since the fetch before it. Who won knows the tip already and can push
 * again at once; who lost must fetch first, the more the longer it waited. So without manners the winner keeps
 * winning, and losers lose dozens of times in a row. Hence whoever met others a moment ago waits before its next
 * write, for a random time in which the slowest attempt that it has seen has room.
 */

/** Milliseconds for which writers that were met count as present. */
const COMPANY = 30_000;
/** Milliseconds: the longest wait after a failure doubles from the first to the second; the wait is random below it. */
const FIRST_WAIT = 50;
const LONGEST_WAIT = 3000;
/** Refusals in a row although nobody else wrote: a stale lock, a server whose copies disagree. */
const REFUSALS = 32;
/** Milliseconds: races that are lost to others who do write end as these do. */
const PATIENCE = 600_000;

/** One writer's sight of the others. `steady` is a clock in milliseconds that only grows, `random` is in [0, 1). */
export class Pace {
  private met = Number.NEGATIVE_INFINITY;
  private attempts: { readonly at: number; readonly took: number }[] = [];

  constructor(
    private readonly steady: () => number = () => performance.now(),
    private readonly random: () => number = Math.random,
  ) {}

  /** A commit of another writer was seen. */
  meet(): void {
    this.met = this.steady();
  }

  /** An attempt, from its first look to the answer to its push, took so many milliseconds. */
  tried(took: number): void {
    this.attempts.push({ at: this.steady(), took });
  }

  /** Milliseconds to leave to others before the next write; null while nobody else is about. */
  courtesy(): number | null {
    const now = this.steady();
    this.attempts = this.attempts.filter(({ at }) => now - at < COMPANY);
    if (now - this.met >= COMPANY) return null;
    return this.random() * 2 * Math.max(0, ...this.attempts.map(({ took }) => took));
  }

  /** The failures of one write. */
  trial(): Trial {
    return new Trial(this.steady, this.random);
  }
}

/** When to try again, and when to give up. */
export class Trial {
  private readonly began: number;
  private failures = 0;
  private inVain = 0;

  constructor(
    private readonly steady: () => number,
    private readonly random: () => number,
  ) {
    this.began = steady();
  }

  /**
   * Milliseconds until the next attempt; null where it is enough. `moved`: somebody's write landed since the attempt
   * before. `lost`: how many answers never came.
   */
  next({ moved, lost }: { readonly moved: boolean; readonly lost: number }): number | null {
    this.failures += 1;
    this.inVain = moved ? 0 : this.inVain + 1;
    if (this.stuck || this.steady() - this.began >= PATIENCE) return null;
    const doublings = lost > 0 ? lost + 2 : this.failures;
    return this.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** doublings);
  }

  /** Whether nobody wrote in all the last attempts. */
  get stuck(): boolean {
    return this.inVain >= REFUSALS;
  }

  /** For a message: `9 tries in 12 s`. */
  toString(): string {
    return `${this.failures} tries in ${Math.round((this.steady() - this.began) / 1000)} s`;
  }
}
