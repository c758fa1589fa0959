/**
 * The table of commands. `--help` needs only this file; a command's own module, and the stages behind it,
 * are loaded when it is called.
 */
import type { Command } from './command.js';

export interface Entry {
  readonly summary: string;
  readonly group: 'begin' | 'data' | 'model' | 'report' | 'registry' | 'delivery' | 'tools';
  readonly load: () => Promise<{ default: Command }>;
}

export const COMMANDS: Readonly<Record<string, Entry>> = {
  train: {
    summary: 'runs training: accelerator check, run cache, checkpoints, telemetry',
    group: 'model',
    load: () => import('./train.js'),
  },
};
