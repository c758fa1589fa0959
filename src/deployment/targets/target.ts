/** What a target can do, whatever it is made of. A new kind of target is one file that gives this interface. */

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
  /** Absolute path of the model file. */
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

export interface Target {
  /** For messages: `folder deploy/production (triton)`. */
  readonly description: string;
  /** Does the work while no other deployment touches this target. `who` is what others are told meanwhile. */
  exclusive<T>(who: string, work: () => Promise<T>): Promise<T>;
  /** What is served now; null where nothing ever was. Never throws for damage: that is in `problems`. */
  current(model: string): Promise<Deployed | null>;
  /** Brings the files of a version there, complete and checked, without serving it. Safe to repeat. */
  stage(placement: Placement): Promise<void>;
  /** Serves a version that was staged. One atomic step. */
  switchTo(model: string, version: number): Promise<void>;
  /** Serves nothing any more: the way back of a first deployment that failed. */
  clear(model: string): Promise<void>;
  /** Removes versions that are neither in `keep` nor served. */
  prune(model: string, keep: readonly number[]): Promise<void>;
}
