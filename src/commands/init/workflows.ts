/**
 * The workflows that `init` writes and that `examples/workflows/` shows. They hold no logic: a job is a list of
 * Assay's actions, and the order of jobs is in the reusable workflow `delivery.yml`.
 */
import { REPOSITORY } from '../../version.js';

export interface WorkflowOptions {
  /** Folder of assay.yaml in the repository. */
  readonly folder: string;
  /** Command that prepares the user's environment, such as `pip install -r requirements.txt`; may be empty. */
  readonly setup: string;
  /** Version of Python; empty where the training needs none. */
  readonly python: string;
}

const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const DELIVERY = `${REPOSITORY}/.github/workflows/delivery.yml@v1`;
const action = (name: string) => `${REPOSITORY}/actions/${name}@v1`;

/** File name → text. Each can be adopted alone. */
export function workflows(options: WorkflowOptions): Readonly<Record<string, string>> {
  return {
    'assay-pull-request.yml': pullRequest(options),
    'assay-train.yml': train(options),
    'assay-promote.yml': promote(options),
    'assay-monitor.yml': monitor(options),
  };
}

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
  return `name: Model on a pull request

on:
  pull_request:
  merge_group:

permissions: {}

concurrency:
  group: assay-\${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  delivery:
    name: Validate, train, evaluate, gate, comment
    uses: ${DELIVERY}
    permissions:
      contents: read # to check out
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
  group: assay-registry # one writer of the registry at a time, none cancelled half-way
  cancel-in-progress: false

jobs:
  delivery:
    name: Validate, train, evaluate, gate, register
    uses: ${DELIVERY}
    permissions:
      contents: write # to keep the registry in the branch assay-registry
      pull-requests: write # of the reusable workflow; there is no pull request here
      checks: write # to post the verdict
    with:
${inputs(options, [
  'register: true',
  `# train-runner: '["self-hosted", "gpu"]' # where the training needs an accelerator`,
])}`;
}

function promote(options: WorkflowOptions): string {
  return `name: Promote a model

on:
  workflow_dispatch:
    inputs:
      version:
        description: number of the model version
        required: true
      digest:
        description: the first 12 characters of its digest, as the report shows them
        required: true
      target:
        description: the target to deploy it to
        required: true
        default: production
      rollback:
        description: instead, go back to an earlier version of the target (give the reason)
        required: false

permissions: {}

concurrency:
  group: assay-registry # one writer of the registry at a time, none cancelled half-way
  cancel-in-progress: false

jobs:
  deploy:
    name: Approve and deploy
    runs-on: ubuntu-latest # or the runner that reaches the target's folder
    timeout-minutes: 30
    # The environment's reviewers are asked before the job starts. Who started the workflow is recorded as the
    # approver, and is refused where the person also wrote the commit or started the training.
    environment: \${{ inputs.target }}
    permissions:
      contents: write # to keep the registry in the branch assay-registry
    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false
      - name: Fetch the registry
        uses: ${CHECKOUT}
        with:
          ref: assay-registry
          path: ${registryPath(options.folder)}
          persist-credentials: true # the last step pushes
      - name: Approve
        if: inputs.rollback == ''
        uses: ${action('approve')}
        with:
          working-directory: ${quoted(options.folder)}
          version: \${{ inputs.version }}
          digest: \${{ inputs.digest }}
          target: \${{ inputs.target }}
      - name: Deploy
        if: inputs.rollback == ''
        uses: ${action('deploy')}
        with:
          working-directory: ${quoted(options.folder)}
          version: \${{ inputs.version }}
          target: \${{ inputs.target }}
      - name: Roll back
        if: inputs.rollback != ''
        uses: ${action('rollback')}
        with:
          working-directory: ${quoted(options.folder)}
          target: \${{ inputs.target }}
          reason: \${{ inputs.rollback }}
${keepRegistry(options.folder)}`;
}

function monitor(options: WorkflowOptions): string {
  return `name: Watch the model

on:
  schedule:
    - cron: '41 * * * *'
  workflow_dispatch:

permissions: {}

concurrency:
  group: assay-registry # one writer of the registry at a time, none cancelled half-way
  cancel-in-progress: false

jobs:
  monitor:
    name: Compare production with the version in service
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: write # to keep the registry in the branch assay-registry, and to send repository_dispatch
    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false
      - name: Fetch the registry
        uses: ${CHECKOUT}
        with:
          ref: assay-registry
          path: ${registryPath(options.folder)}
          persist-credentials: true # a later step pushes
      - id: monitor
        name: Monitor
        uses: ${action('monitor')}
        with:
          working-directory: ${quoted(options.folder)}
          fail-on: never # a decayed model starts retraining; it is no broken workflow
${keepRegistry(options.folder)}      - name: Start retraining
        if: steps.monitor.outputs.retrain == 'true'
        env:
          GH_TOKEN: \${{ github.token }}
        run: gh api --method POST "repos/$GITHUB_REPOSITORY/dispatches" -f event_type=assay-retrain
`;
}

function registryPath(folder: string): string {
  return folder === '.' ? 'assay-registry' : `${folder}/assay-registry`;
}

/** Runs whatever happened before: an approval or an event that was recorded must not be lost. */
function keepRegistry(folder: string): string {
  return `      - name: Keep the registry
        if: always()
        env:
          REGISTRY: ${registryPath(folder)}
        run: |
          git -C "$REGISTRY" add --all
          git -C "$REGISTRY" -c user.name=assay -c user.email=assay@users.noreply.github.com commit --quiet --allow-empty --message "Run $GITHUB_RUN_ID"
          git -C "$REGISTRY" push --quiet origin HEAD:assay-registry
`;
}
