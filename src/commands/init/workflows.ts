/**
 * The workflows that `init` writes and that `examples/workflows/` shows. They hold no logic: a job is a list of
 * Assay's actions, and the order of jobs is in the reusable workflow `delivery.yml`.
 */
import { REPOSITORY } from '../../version.js';
import { commentCommands, gpuRuns } from './comment-workflows.js';
import { forkReport } from './fork-workflow.js';
import { gateInMatrix } from './matrix-workflow.js';
import { profileInShards } from './profile-workflow.js';
import { promoteByHand } from './promote-workflow.js';

export interface WorkflowOptions {
  /** Folder of assay.yaml in the repository. */
  readonly folder: string;
  /** Command that prepares the user's environment, such as `pip install -r requirements.txt`; may be empty. */
  readonly setup: string;
  /** Version of Python; empty where the training needs none. */
  readonly python: string;
}

const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const SETUP_PYTHON = 'actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0';
const DELIVERY = `${REPOSITORY}/.github/workflows/delivery.yml@v1`;
/** The workflow that forks' pull requests run, by which the one that publishes for them knows it. */
const PULL_REQUEST = 'Model on a pull request';
const action = (name: string) => `${REPOSITORY}/actions/${name}@v1`;

/** File name → text. Each can be adopted alone. */
export function workflows(options: WorkflowOptions): Readonly<Record<string, string>> {
  return {
    'assay-pull-request.yml': pullRequest(options),
    'assay-train.yml': train(options),
    'assay-promote.yml': promoteByHand(options, { checkout: CHECKOUT, action }),
    'assay-monitor.yml': monitor(options),
    'assay-commands.yml': commands(options, null),
  };
}

/** The workflows of `examples/workflows/` that `init` does not write so: for repositories of another kind. */
export function furtherWorkflows(options: WorkflowOptions): Readonly<Record<string, string>> {
  return {
    'assay-fork.yml': forkReport(action, PULL_REQUEST),
    'train-on-gpu.yml': trainOnGpu(options),
    'metrics-only.yml': metricsOnly(options),
    'gate-in-matrix.yml': gateInMatrix(options, { checkout: CHECKOUT, prepare: prepare(options) }),
    'assay-commands.yml': commands(options, 'assay-gpu.yml'),
    'assay-gpu.yml': gpuOnDemand(options),
    'profile-in-shards.yml': profileInShards(options),
  };
}

const commands = (options: WorkflowOptions, gpu: string | null) =>
  commentCommands(options, { checkout: CHECKOUT, action }, gpu);
const gpuOnDemand = (options: WorkflowOptions) =>
  gpuRuns({
    action,
    delivery: DELIVERY,
    inputs: inputs(options, [`train-runner: '["self-hosted", "gpu"]'`, 'timeout-minutes: 1440']),
  });

function inputs({ folder, setup, python }: WorkflowOptions, more: readonly string[] = []): string {
  const lines = [
    `working-directory: ${quoted(folder)}`,
    ...(python ? [`python-version: ${quoted(python)}`] : []),
    ...(setup ? [`setup: ${quoted(setup)}`] : []),
    ...more,
  ];
  return lines.map((line) => `      ${line}\n`).join('');
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function pullRequest(options: WorkflowOptions): string {
  return `name: ${PULL_REQUEST}

on:
  pull_request:
  merge_group: # in branch protection, require the check "Validate, train, evaluate, gate, comment / Report"

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  delivery:
    name: Validate, train, evaluate, gate, comment
    uses: ${DELIVERY}
    permissions:
      contents: read # to check out
      actions: read # where the baseline is that of the merge base
      pull-requests: write # to comment
      checks: write # to post the verdict
    with:
${inputs(options)}`;
}

function train(options: WorkflowOptions): string {
  return `name: Model on main

on:
  push:
    branches: [main]
  # What the monitoring workflow sends, and what anything else may send, to have the model trained again.
  repository_dispatch:
    types: [assay-retrain]
  schedule:
    - cron: '17 3 * * 1' # each Monday, whatever monitoring says
  workflow_dispatch:

permissions: {}

concurrency:
  group: \${{ github.workflow }}
  cancel-in-progress: false # a training that has begun is finished

jobs:
  delivery:
    name: Validate, train, evaluate, gate, register
    uses: ${DELIVERY}
    permissions:
      contents: write # to write the registry, a ref of this repository
      actions: read # where the baseline is that of the merge base
      pull-requests: write # of the reusable workflow; there is no pull request here
      checks: write # to post the verdict
      issues: write # to open the approval issue of the version
    with:
${inputs(options, ['register: true'])}`;
}

function trainOnGpu(options: WorkflowOptions): string {
  return `name: Model on main, trained on a GPU

on:
  push:
    branches: [main]
  repository_dispatch:
    types: [assay-retrain]
  workflow_dispatch:

permissions: {}

concurrency:
  group: \${{ github.workflow }}
  cancel-in-progress: false # a training that has begun is finished

jobs:
  delivery:
    name: Validate, train, evaluate, gate, register
    uses: ${DELIVERY}
    permissions:
      contents: write # to write the registry, a ref of this repository
      actions: read # where the baseline is that of the merge base
      pull-requests: write # of the reusable workflow; there is no pull request here
      checks: write # to post the verdict
      issues: write # to open the approval issue of the version
    with:
${inputs(options, [
  `# Only the training runs there. In assay.yaml, train.accelerator says what it needs: {kind: cuda, count: 1, memory: 16GiB}`,
  `train-runner: '["self-hosted", "gpu"]'`,
  'timeout-minutes: 1440',
  'register: true',
])}`;
}

function metricsOnly({ folder, setup, python }: WorkflowOptions): string {
  return `name: Metrics on a pull request

on:
  pull_request:
  merge_group: # in branch protection, require the check "Train and gate"

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  metrics:
    name: Train and gate
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read # to check out
      pull-requests: write # to comment
      checks: write # to post the verdict
    outputs:
      verdict: \${{ steps.comment.outputs.report-verdict }}
    steps:
      - name: Check out
        uses: ${CHECKOUT}
        with:
          fetch-depth: 0 # the baseline is read from git
          persist-credentials: false
${prepare({ folder, setup, python })}      # Your own training. It writes metrics.json, which the repository tracks: {"roc_auc": 0.91, "log_loss": 0.3}
      - name: Train
        working-directory: ${quoted(folder)}
        run: python train.py
      - name: Gate
        uses: ${action('gate')}
        with:
          working-directory: ${quoted(folder)}
          candidate: metrics.json
          baseline: git:origin/main:metrics.json
          rule: |
            roc_auc max_drop 0.01
            log_loss max 0.5 warn
      - id: comment
        name: Comment
        if: always()
        uses: ${action('comment')}
        with:
          working-directory: ${quoted(folder)}
          expect: gate

  close:
    name: Close what was left open
    # Only where the runner of the job before was lost: nothing else leaves its verdict empty.
    if: always() && needs.metrics.outputs.verdict == ''
    needs: metrics
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read # to check out
      checks: write # to end the check
    steps:
      - name: Check out
        uses: ${CHECKOUT}
        with:
          persist-credentials: false
      - name: Close
        uses: ${action('comment')}
        with:
          working-directory: ${quoted(folder)}
          close: true
`;
}

function monitor(options: WorkflowOptions): string {
  return `name: Watch the model

on:
  schedule:
    - cron: '41 * * * *'
  workflow_dispatch:

permissions: {}

concurrency:
  group: \${{ github.workflow }}
  cancel-in-progress: false

jobs:
  monitor:
    name: Compare production with the version in service
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: write # to write the registry, a ref of this repository, and to send repository_dispatch
    steps:
      - name: Check out
        uses: ${CHECKOUT}
        with:
          persist-credentials: false
${prepare(options)}      - id: monitor
        name: Monitor
        uses: ${action('monitor')}
        with:
          working-directory: ${quoted(options.folder)}
          fail-on: never # a decayed model starts retraining; it is no broken workflow
      - name: Start retraining
        if: steps.monitor.outputs.retrain == 'true'
        env:
          GH_TOKEN: \${{ github.token }}
        run: gh api --method POST "repos/$GITHUB_REPOSITORY/dispatches" -f event_type=assay-retrain
`;
}

/** What comes before data are read: Python and the user's own command, each where there is one. */
function prepare({ folder, setup, python }: WorkflowOptions): string {
  const steps = [
    python
      ? `      - name: Set up Python
        uses: ${SETUP_PYTHON}
        with:
          python-version: ${quoted(python)}
`
      : '',
    setup
      ? `      - name: Set up
        working-directory: ${quoted(folder)}
        run: ${/^[\w ./=-]+$/.test(setup) ? setup : quoted(setup)}
`
      : '',
  ];
  return steps.join('');
}
