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
  init: {
    summary: 'write assay.yaml, a contract inferred from the data, and workflows, for an existing repository',
    group: 'begin',
    load: () => import('./init.js'),
  },
  run: {
    summary: 'run the whole pipeline, up to the gate, on this machine',
    group: 'begin',
    load: () => import('./run.js'),
  },
  infer: {
    summary: 'propose a contract from data',
    group: 'data',
    load: () => import('./infer.js'),
  },
  'import-contract': {
    summary: "make a contract from another tool's file",
    group: 'data',
    load: () => import('./import-contract.js'),
  },
  validate: {
    summary: 'check datasets against their contracts, for drift and for leakage',
    group: 'data',
    load: () => import('./validate.js'),
  },
  profile: {
    summary: "write a dataset's profile, the reference for drift",
    group: 'data',
    load: () => import('./profile.js'),
  },
  train: {
    summary: 'run training: accelerator check, run cache, checkpoints, telemetry',
    group: 'model',
    load: () => import('./train.js'),
  },
  evaluate: {
    summary: 'compute metrics with intervals, slices and latency, of a model or of predictions',
    group: 'model',
    load: () => import('./evaluate.js'),
  },
  gate: {
    summary: 'apply rules to a candidate, against the baseline, and give one verdict',
    group: 'model',
    load: () => import('./gate.js'),
  },
  report: {
    summary: 'render the results as Markdown, HTML, JSON, JUnit',
    group: 'report',
    load: () => import('./report.js'),
  },
  comment: {
    summary: 'publish the report on the pull request, the job summary and a check run',
    group: 'report',
    load: () => import('./comment.js'),
  },
  register: {
    summary: 'make a model version from the outputs of a run',
    group: 'registry',
    load: () => import('./register.js'),
  },
  sign: {
    summary: 'put a signature beside a model version, by a key or by an identity',
    group: 'registry',
    load: () => import('./sign.js'),
  },
  'verify-signature': {
    summary: 'check who signed a model version, against keys or the policy of assay.yaml',
    group: 'registry',
    load: () => import('./verify-signature.js'),
  },
  history: {
    summary: 'list the versions and runs of a model, with verdict, metrics and aliases',
    group: 'registry',
    load: () => import('./history.js'),
  },
  compare: {
    summary: 'put versions and runs side by side: params, metrics in pairs, data, code',
    group: 'registry',
    load: () => import('./compare.js'),
  },
  reproduce: {
    summary: 'train a version again from its manifest, and say what came out equal',
    group: 'registry',
    load: () => import('./reproduce.js'),
  },
  explain: {
    summary: 'show the chain from a live model back to data, run, report, approval',
    group: 'registry',
    load: () => import('./explain.js'),
  },
  registry: {
    summary:
      'make a registry, prove its store, check every byte, clean up, list what was done, carry versions',
    group: 'registry',
    load: () => import('./registry.js'),
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
  respond: {
    summary: 'read a comment or a label on GitHub as a command, check who may give it, act and answer',
    group: 'delivery',
    load: () => import('./respond.js'),
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
  monitor: {
    summary: 'compare production data and labels with the version in service; alert; ask for retraining',
    group: 'delivery',
    load: () => import('./monitor.js'),
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
};
