/** Where Assay runs: what a place can tell about the run, and what it can show to people. */
import type { RunIdentity } from '../results/index.js';

export interface Host {
  readonly kind: 'github' | 'terminal';
  /**
   * Who this run is. GitHub gives id and attempt; a terminal keeps those of `last` while commit and
   * configuration stay the same, and begins a new run otherwise.
   */
  identity(root: string, config: string | null, last: RunIdentity | null): Promise<RunIdentity>;
  /** Who gives the command, in the host's own names (`octocat`; `git config user.email` in a terminal). */
  actor(root: string): Promise<string>;
  /** People who may not approve their own work: author of the commit, starter of the run. Lower-case names. */
  authors(root: string): Promise<readonly string[]>;
  /** Web address of this run, null where it has none. */
  runUrl(): string | null;
  /** Web address of the repository (`https://github.com/o/r`), null where it is not known. */
  repositoryUrl(root: string): Promise<string | null>;
}
