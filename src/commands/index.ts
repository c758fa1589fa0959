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
  approve: {
    summary: 'record an approval of a model version for a target; moves nothing',
    group: 'delivery',
    load: () => import('./approve.js'),
  },
  reject: {
    summary: 'record a rejection of a model version for a target; moves nothing',
    group: 'delivery',
    load: () => import('./reject.js'),
  },
  deploy: {
    summary: "bring a version to a target, prove that it is serving, move the target's alias",
    group: 'delivery',
    load: () => import('./deploy.js'),
  },
  rollback: {
    summary: 'bring back a version that a target has served before, with the same proof as a deployment',
    group: 'delivery',
    load: () => import('./rollback.js'),
  },
  promote: {
    summary: "move an alias that is no target's, with the same approval check",
    group: 'delivery',
    load: () => import('./promote.js'),
  },
  serve: {
    summary: 'serve models over the Open Inference Protocol, with Prometheus metrics',
    group: 'delivery',
    load: () => import('./serve.js'),
  },
};
