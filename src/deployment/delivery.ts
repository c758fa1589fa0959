/** What a move of a version needs from outside, and what comes of it. */
import type { Log } from '../base/index.js';
import type { ModelVersion, Registry } from '../registry/index.js';
import type { Finding, Verdict } from '../results/index.js';
import type { ReadBack, ServerProbe } from './server.js';
import type { Target } from './targets/target.js';

/**
 * A golden request: the deployed file answers it here, the server answers it there, and both must agree.
 * Null with a reason where the model cannot be asked so.
 */
export type GoldenCheck = (
  modelPath: string,
  ask: (body: unknown) => Promise<unknown>,
) => Promise<ReadBack | { readonly notChecked: string }>;

/** How the version stands to the signatures that are required of it. */
export interface SignatureState {
  /** Who signed, of each policy that asks; empty where none does. */
  readonly by: readonly string[];
  /** Why it may not be used; empty where it may. */
  readonly refusals: readonly string[];
}

/** What a move needs from outside. */
export interface Delivery {
  readonly registry: Registry;
  readonly version: ModelVersion;
  /** Name of the target, which is its alias. */
  readonly name: string;
  readonly target: Target;
  /** Null where the target names no server. */
  readonly server: ServerProbe | null;
  readonly golden: GoldenCheck | null;
  /** Absent: no signature is required. */
  readonly signed?: SignatureState;
  /** Bundles that go along with the files of a version, unjudged; absent: none do. */
  readonly signatures?: (version: ModelVersion) => Promise<readonly string[]>;
  readonly actor: string;
  readonly run: string;
  readonly reason: string;
  /** The reason for which approvals were passed over; it stands in the log of the alias and in every event. */
  readonly breakGlass?: string | null;
  /** Told once the move is allowed and begins; what it does must not fail. */
  readonly begun?: () => Promise<void>;
  readonly log: Log;
}

/** What came of a move, ready for a result of kind deploy. */
export interface MoveReport {
  readonly verdict: Verdict;
  readonly summary: string;
  /** What the alias named before; null before the first deployment. */
  readonly previous: { readonly version: number; readonly digest: string } | null;
  readonly readBack: readonly ReadBack[];
  readonly findings: readonly Finding[];
  readonly notChecked: readonly string[];
}
