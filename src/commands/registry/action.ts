/** What every action of `assay registry` is given, and what it gives back. */
import type { Context } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import type { RegistryProblem } from '../../registry/index.js';
import type { Verdict } from '../../results/index.js';
import type { Place } from './place.js';

/** The options as they were typed; which of them an action takes stands in the table of the command. */
export interface ActionOptions {
  readonly alias?: string | undefined;
  readonly version?: readonly string[];
  readonly actor?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly kind?: string | undefined;
  readonly yes?: boolean;
  readonly grace?: string | undefined;
  readonly 'keep-last'?: number | undefined;
  readonly 'older-than'?: string | undefined;
  readonly file?: string | undefined;
}

export interface ActionInput {
  readonly ctx: Context;
  readonly place: Place;
  readonly model: string | undefined;
  /** The model of assay.yaml where none was named; null where there is no assay.yaml. */
  readonly configuredModel: string | null;
  /** Null where there is no assay.yaml. */
  readonly config: LoadedConfig | null;
  readonly options: ActionOptions;
  /** Who does this, as the host knows it. */
  readonly actor: () => Promise<string>;
  readonly run: string;
}

export interface Done {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly problems: readonly RegistryProblem[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export type Action = (input: ActionInput) => Promise<Done>;
