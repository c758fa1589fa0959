/**
 * What one registry object has read a moment ago, so that one command does not read it twice. Entries never change;
 * that nothing came after them is believed for a minute, and only where the store itself decides in the end: a move
 * creates the entry after the one that was seen, and fails where another was there first.
 */
import type { AliasEntry, ModelVersion } from './types.js';

const MINUTE = 60_000;

/** The end of the log of an alias; `seq` 0 and no entry where it has none. */
export interface Tip {
  readonly seq: number;
  readonly last: { readonly entry: AliasEntry; readonly bytes: Uint8Array } | null;
}

/** Two clocks in milliseconds; of a machine that slept, one has gone on. */
export interface Clocks {
  wall(): number;
  steady(): number;
}

interface Timed<T> {
  readonly value: T;
  readonly wall: number;
  readonly steady: number;
}

export class Recent {
  readonly #versions = new WeakSet<ModelVersion>();
  readonly #tips = new Map<string, Timed<Tip>>();
  readonly #retired = new Map<string, Timed<boolean>>();

  constructor(private readonly clocks: Clocks) {}

  /** A version as it was read here, with its manifest: both stay as they are for ever. */
  gave(version: ModelVersion): ModelVersion {
    this.#versions.add(version);
    return version;
  }

  /** Whether this very object was given by `gave`; a changed copy of it was not. */
  hasGiven(version: ModelVersion): boolean {
    return this.#versions.has(version);
  }

  sawTip(model: string, alias: string, tip: Tip): Tip {
    this.#tips.set(`${model}/${alias}`, this.timed(tip));
    return tip;
  }

  /** Null where it was not seen lately. */
  tip(model: string, alias: string): Tip | null {
    return this.young(this.#tips.get(`${model}/${alias}`));
  }

  sawRetired(model: string, version: number, retired: boolean): void {
    this.#retired.set(`${model} ${version}`, this.timed(retired));
  }

  /** Whether the version has a tombstone; null where nobody looked lately. */
  retired(model: string, version: number): boolean | null {
    return this.young(this.#retired.get(`${model} ${version}`));
  }

  private timed<T>(value: T): Timed<T> {
    return { value, wall: this.clocks.wall(), steady: this.clocks.steady() };
  }

  private young<T>(seen: Timed<T> | undefined): T | null {
    if (seen === undefined) return null;
    const age = Math.max(
      Math.abs(this.clocks.wall() - seen.wall),
      Math.abs(this.clocks.steady() - seen.steady),
    );
    return age < MINUTE ? seen.value : null;
  }
}
