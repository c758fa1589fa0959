/** The ref: what its last commit holds, and how a commit is added to it when others add theirs. */
import { randomBytes } from 'node:crypto';
import type { Key } from '../store.js';
import type { Area } from './area.js';
import { gaveUp, meaningOf, remoteError, rewritten } from './errors.js';
import type { Staged } from './objects.js';
import { Pace } from './pace.js';
import { type Entry, objectsOf, pathsOf, type Stored } from './tree.js';

/** `after`: only where the write before it in the same call created its object. */
export type Write =
  | { readonly create: Staged; readonly after?: true }
  | { readonly delete: Key; readonly signal?: AbortSignal };
type Heard = 'created' | 'exists';

interface Waiting {
  readonly writes: readonly Write[];
  readonly done: (heard: Heard[]) => void;
  readonly failed: (error: unknown) => void;
}

/** After so many answers that never came the caller hears of it. */
const LOST_ANSWERS = 5;
const READ_AHEAD = 2000;

/** What one attempt would change, and what its writers would hear. */
interface Plan {
  readonly heard: Heard[][];
  readonly add: readonly Entry[];
  readonly remove: readonly string[];
  readonly lines: readonly string[];
}

export class Branch {
  private tip: string | null = null;
  private objects: Map<Key, Stored> = new Map();
  private sorted: Key[] | null = null;
  private known = false;
  /** Which making of the area holds what is known. */
  private made = 0;
  /** The commit that the private index holds; undefined where that is not known. */
  private index: string | null | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private nextRefresh: Promise<void> | null = null;
  private waiting: Waiting[] = [];
  private readonly pace = new Pace();

  constructor(
    private readonly area: Area,
    private readonly description: string,
  ) {}

  /** As it was seen last. */
  find(key: Key): Stored | undefined {
    return this.objects.get(key);
  }

  keys(prefix: string): Key[] {
    this.sorted ??= [...this.objects.keys()].sort();
    return this.sorted.filter((key) => key.startsWith(prefix));
  }

  /** Blobs of the small objects that stand beside a key. */
  near(key: Key): string[] {
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    const blobs: string[] = [];
    for (const [other, { blobs: own, size }] of this.objects) {
      if (blobs.length >= READ_AHEAD) break;
      if (size === null && other.startsWith(folder) && own[0] !== undefined) blobs.push(own[0]);
    }
    return blobs;
  }

  /** Sees what is in the remote at some moment after this call. */
  refresh(): Promise<void> {
    this.nextRefresh ??= this.alone(async () => {
      this.nextRefresh = null;
      await this.patiently(async () => {
        const failure = await this.look();
        return failure === null ? { value: undefined } : { failure };
      }, `cannot fetch from ${this.area.address}`);
    });
    return this.nextRefresh;
  }

  /**
   * Adds and removes objects; each create hears whether it was first. All of them are in one commit, or none is.
   * Throws an environment error where the server refuses, or where it could not be heard after several tries; then
   * the commit may still be there, and the same call again finds it.
   */
  async write(writes: readonly Write[]): Promise<Heard[]> {
    const heard = new Promise<Heard[]>((done, failed) => this.waiting.push({ writes, done, failed }));
    await this.alone(async () => {
      // All that came while the call before was under way; those after the first find nothing left to do.
      const all = this.waiting.splice(0);
      if (all.length === 0) return;
      try {
        const answers = await this.commitAll(all.map((one) => one.writes));
        for (const [index, one] of all.entries()) one.done(answers[index] ?? []);
      } catch (error) {
        for (const one of all) one.failed(error);
      }
    });
    return heard;
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.running.then(work);
    // The caller hears of the failure; the next in line only waits.
    this.running = result.catch(() => undefined);
    return result;
  }

  /** Fetches; null, or what git said of a failure. A ref that no longer holds what was seen is an error. */
  private async look(): Promise<string | null> {
    const found = await this.area.fetch();
    if (typeof found === 'object' && found !== null) return found.stderr;
    const seen = this.tip ?? (await this.area.tip());
    const anew = this.made !== this.area.made;
    this.made = this.area.made;
    if (anew) this.index = undefined;
    if (found !== null && found === this.tip) {
      if (anew) await this.area.see(found);
      return null;
    }
    if (seen !== null && (found === null || !(await this.area.isAncestor(seen, found)))) {
      throw rewritten(`${this.description} of ${this.area.address}`, seen, found, this.area.shared);
    }
    this.known = true;
    if (this.tip !== null) this.pace.meet();
    if (found !== null) await this.take(found);
    return null;
  }

  private async take(commit: string): Promise<void> {
    const listed = await this.area.need(['ls-tree', '-r', '-z', '--full-tree', commit]);
    const time = await this.area.need(['log', '-1', '--format=%ct', commit]);
    const modified = Number(time.toString('utf8').trim()) * 1000;
    this.objects = objectsOf(listed.toString('utf8'), modified, this.objects);
    this.sorted = null;
    this.tip = commit;
    await this.area.see(commit);
  }

  private async commitAll(groups: readonly (readonly Write[])[]): Promise<Heard[][]> {
    /** Commits whose push may have been accepted although nobody said so, and what their writers hear then. */
    const pushed = new Map<string, Heard[][]>();
    // What is to be removed must be looked for in what is there now; what is to be created is tried at once.
    let look =
      !this.known || this.made !== this.area.made || groups.flat().some((write) => 'delete' in write);
    const courtesy = this.pace.courtesy();
    if (courtesy !== null) {
      await this.area.pause(courtesy);
      look = true;
    }
    return this.patiently<Heard[][]>(async () => {
      const began = performance.now();
      if (look) {
        const failure = await this.look();
        if (failure !== null) return { failure };
        for (const [commit, heard] of pushed) {
          if (this.tip !== null && (await this.area.isAncestor(commit, this.tip))) return { value: heard };
        }
      }
      look = true;
      const plan = this.plan(groups);
      if (plan.lines.length === 0) return { value: plan.heard };
      const commit = await this.commit(plan);
      for (const write of groups.flat()) if ('delete' in write) write.signal?.throwIfAborted();
      const failure = await this.area.push(commit);
      this.pace.tried(performance.now() - began);
      if (failure !== null) {
        pushed.set(commit, plan.heard);
        return { failure };
      }
      this.index = commit;
      await this.take(commit);
      return { value: plan.heard };
    }, `cannot push to ${this.area.address}`);
  }

  /** Decides each write on what is there, in order. */
  private plan(groups: readonly (readonly Write[])[]): Plan {
    const here = new Map<Key, Stored | null>();
    const find = (key: Key) => (here.has(key) ? (here.get(key) ?? undefined) : this.objects.get(key));
    const add = new Map<string, Entry>();
    const remove = new Set<string>();
    const lines: string[] = [];
    const heard = groups.map((writes) => {
      let before: Heard = 'exists';
      const decide = (write: Write): Heard => {
        if ('delete' in write) {
          const there = find(write.delete);
          if (there === undefined) return 'exists';
          for (const path of pathsOf(write.delete, there)) {
            add.delete(path);
            remove.add(path);
          }
          here.set(write.delete, null);
          lines.push(`delete ${write.delete}`);
          return 'exists';
        }
        const { key, entries, stored } = write.create;
        if (find(key) !== undefined || (write.after && before !== 'created')) return 'exists';
        for (const entry of entries) {
          remove.delete(entry.path);
          add.set(entry.path, entry);
        }
        here.set(key, stored);
        lines.push(`create ${key}`);
        return 'created';
      };
      return writes.map((write) => {
        before = decide(write);
        return before;
      });
    });
    return { heard, add: [...add.values()], remove: [...remove], lines };
  }

  private async commit({ add, remove, lines }: Plan): Promise<string> {
    const { area, tip } = this;
    if (this.index === undefined || this.index !== tip || !(await area.hasIndex())) {
      await area.need(['read-tree', ...(tip === null ? ['--empty'] : [tip])]);
    }
    this.index = undefined;
    const changes = [
      // An id of zeros has the length of the repository's own: SHA-256 has longer ones.
      ...remove.map((path) => `0 ${'0'.repeat(tip?.length ?? 40)}\t${path}\0`),
      ...add.map(({ path, blob }) => `100644 ${blob}\t${path}\0`),
    ];
    await area.need(['update-index', '-z', '--index-info'], { input: changes.join('') });
    const tree = (await area.need(['write-tree', '--missing-ok'])).toString('utf8').trim();
    // The last line makes each commit one of its own, so that a writer knows its own again.
    const shown = [...lines.slice(0, 50), ...(lines.length > 50 ? [`and ${lines.length - 50} more`] : [])];
    const title =
      lines.length === 1 ? shown.join('') : `write ${lines.length} objects\n\n${shown.join('\n')}`;
    const message = `${title}\n\nAssay-Write: ${randomBytes(16).toString('hex')}\n`;
    const parents = tip === null ? [] : ['-p', tip];
    return (await area.need(['commit-tree', tree, ...parents], { input: message })).toString('utf8').trim();
  }

  /** Tries until there is a value: again after a lost race or a lost answer, with random waits, and not for ever. */
  private async patiently<T>(
    attempt: () => Promise<{ readonly value: T } | { readonly failure: string }>,
    doing: string,
  ): Promise<T> {
    const trial = this.pace.trial();
    let lost = 0;
    let tip = this.tip;
    for (;;) {
      const result = await attempt();
      if ('value' in result) return result.value;
      const { kind } = meaningOf(result.failure);
      if (kind === 'network') lost += 1;
      if (kind === 'final' || lost >= LOST_ANSWERS) throw remoteError(doing, result.failure);
      const wait = trial.next({ moved: this.tip !== tip, lost: kind === 'network' ? lost : 0 });
      if (wait === null) throw gaveUp(doing, result.failure, trial);
      tip = this.tip;
      await this.area.pause(wait);
    }
  }
}
