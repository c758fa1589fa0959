/**
 * What a target can do, whatever it is made of: a folder, a prefix of a bucket. A new kind of target is one file that
 * gives this interface and passes `conformance.ts`.
 */
import type { Pointer } from './layouts.js';

/** A file of a version, as the manifest names it. */
export interface PlacedFile {
  /** Plain file name, no folder. */
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
}

/** What is to be brought to a target. */
export interface Placement {
  readonly model: string;
  readonly version: number;
  /** `sha256:<hex>` of the manifest. */
  readonly digest: string;
  /** The model file first; files that belong to it (external weights) after it. */
  readonly files: readonly [PlacedFile, ...PlacedFile[]];
  /** Bundles of signatures, which a server verifies before it loads the files. */
  readonly signatures?: readonly string[];
}

/** What a target serves, read back from it and hashed again. */
export interface Deployed {
  readonly model: string;
  readonly version: number;
  /** Digest of the manifest, as the target itself names it. */
  readonly digest: string;
  /** Absolute path of the model file, or its address. */
  readonly path: string;
  /** SHA-256 of the model file as it lies there now; null where it cannot be read. */
  readonly sha256: string | null;
  /** Every file with its SHA-256 as it lies there now. */
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
  /** Bundles of signatures that lie beside the model; not judged here. */
  readonly signatures: readonly string[];
  /** Everything that does not agree; empty where the target is whole. */
  readonly problems: readonly string[];
}

/** Names of the moments between two effects, for fault tests. */
export type Step = 'staged' | 'placed' | 'switched' | 'pruned';

/**
 * What is served at a moment, as a word that changes with every switch. Opaque, but for `NOTHING`. A target whose
 * `exclusive` keeps all others out needs no other.
 */
export type Mark = string;
export const NOTHING: Mark = '';

/** What came of a switch: done, or another deployment was quicker and nothing was changed. */
export type Switched =
  | { readonly done: true; readonly mark: Mark }
  | { readonly done: false; readonly serves: Pointer | null };

export interface Target {
  /** For messages: `folder deploy/production (triton)`. */
  readonly description: string;
  /**
   * Does the work while no other deployment touches this target, where the target can see to that; else others may
   * come between, and the marks tell. `who` is what others are told meanwhile.
   */
  exclusive<T>(who: string, work: () => Promise<T>): Promise<T>;
  /** The mark of what is served now. */
  mark(model: string): Promise<Mark>;
  /** What is served now; null where nothing is. Never throws for damage: that is in `problems`. */
  current(model: string): Promise<Deployed | null>;
  /**
   * Brings the files of a version there, complete and checked, without serving it. Safe to repeat. Gives what lay
   * there under the version and was not what it should be, in words.
   */
  stage(placement: Placement): Promise<readonly string[]>;
  /**
   * Serves a version that was staged: one atomic step, on the condition that what is served is still `from`. Where
   * another made it serve that very version, that is as good.
   */
  switchTo(model: string, version: number, from: Mark): Promise<Switched>;
  /** Serves nothing any more, on the same condition: the way back of a first deployment that failed. */
  clear(model: string, from: Mark): Promise<Switched>;
  /** Removes versions that are neither in `keep` nor served. */
  prune(model: string, keep: readonly number[]): Promise<void>;
  /** Runs `work` with the path of a model file on this machine, beside the files that belong to it. */
  opened<T>(deployed: Deployed, work: (path: string) => Promise<T>): Promise<T>;
}
