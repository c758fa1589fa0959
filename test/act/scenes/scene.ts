/** One scene: what a person reads about it, and what is played and held. Scenes build on those before them. */
import type { Stage } from '../stage.js';

export interface Scene {
  readonly title: string;
  /** Markdown. */
  readonly about: string;
  readonly play: (stage: Stage) => Promise<void>;
}
