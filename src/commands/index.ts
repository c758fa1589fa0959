/**
 * The table of commands. `--help` needs only this file; a command's own module, and the stages behind it,
 * are loaded when it is called.
 */
import type { Command } from './command.js';

export const GROUPS = {
  begin: 'Begin',
  data: 'Data',
  model: 'Models',
  report: 'Reports',
  registry: 'Registry',
  delivery: 'Delivery',
  tools: 'Tools',
} as const;

export interface Entry {
  readonly summary: string;
  readonly group: keyof typeof GROUPS;
  readonly load: () => Promise<{ default: Command }>;
}

export const COMMANDS: Readonly<Record<string, Entry>> = {
  train: {
    summary: 'runs training: accelerator check, run cache, checkpoints, telemetry',
    group: 'model',
    load: () => import('./train.js'),
  },
  engines: {
    summary: 'find or install the native engines, DuckDB and ONNX Runtime',
    group: 'tools',
    load: () => import('./engines.js'),
  },
  setup: {
    summary: 'put the command assay on the PATH of later steps, with the engines from the cache',
    group: 'tools',
    load: () => import('./setup.js'),
  },
  evaluate: {
    summary: 'compute metrics with intervals, slices and latency, of a model or of predictions',
    group: 'model',
    load: () => import('./evaluate.js'),
  },
};
