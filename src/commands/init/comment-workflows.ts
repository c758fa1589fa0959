/** The workflows that people start from a comment or a label: approvals, rollbacks, runs on a GPU. */
import type { WorkflowOptions } from './workflows.js';

/** Pieces that all workflows share. */
export interface Pieces {
  readonly checkout: string;
  readonly action: (name: string) => string;
}

/** `gpu`: the file of the workflow that `/assay run` starts; null where the repository has none. */
export function commentCommands({ folder }: WorkflowOptions, pieces: Pieces, gpu: string | null): string {
  const { checkout, action } = pieces;
  const run =
    gpu === null
      ? '# workflow: assay-gpu.yml, once it is there, is what /assay run starts'
      : `workflow: ${gpu} # what /assay run starts; leave it out where there is none`;
  const where = `working-directory: '${folder.replaceAll("'", "''")}'`;
  return `name: Commands in comments

on:
  # Always runs the workflow of the default branch, whatever a pull request changes.
  issue_comment: # zizmor: ignore[dangerous-triggers] -- the comment is data, and nothing of a pull request is run
    types: [created]

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.event.comment.id }}
  cancel-in-progress: false

jobs:
  respond:
    name: Read the comment
    if: startsWith(github.event.comment.body, '/assay')
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: write # to write the registry, a ref of this repository
      issues: write # to answer, and to write the approval issue anew
      pull-requests: write # to answer on pull requests
      actions: write # to start the workflow of /assay run, and to ask who started a training
    outputs:
      action: \${{ steps.respond.outputs.action }}
      deploy: \${{ steps.respond.outputs.deploy }}
      target: \${{ steps.respond.outputs.target }}
      version: \${{ steps.respond.outputs.version }}
      digest: \${{ steps.respond.outputs.digest }}
      reason: \${{ steps.respond.outputs.reason }}
    steps:
      - name: Check out
        uses: ${checkout}
        with:
          persist-credentials: false
      - id: respond
        name: Respond
        uses: ${action('respond')}
        with:
          ${where}
          ${run}

  deliver:
    name: Deploy or roll back
    needs: respond
    if: needs.respond.outputs.deploy == 'true' || needs.respond.outputs.action == 'rollback'
    runs-on: ubuntu-latest # or the runner that reaches the target's folder
    timeout-minutes: 30
    permissions:
      contents: write # to write the registry, a ref of this repository
      issues: write # to close the approval issue with the outcome
      deployments: write # to keep GitHub's Deployments true
    steps:
      - name: Check out
        uses: ${checkout}
        with:
          persist-credentials: false
      - name: Deploy
        if: needs.respond.outputs.deploy == 'true'
        uses: ${action('deploy')}
        with:
          ${where}
          version: \${{ needs.respond.outputs.version }}
          expect-digest: \${{ needs.respond.outputs.digest }}
          target: \${{ needs.respond.outputs.target }}
      - name: Roll back
        if: needs.respond.outputs.action == 'rollback'
        uses: ${action('rollback')}
        with:
          ${where}
          to-version: \${{ needs.respond.outputs.version }}
          target: \${{ needs.respond.outputs.target }}
          reason: \${{ needs.respond.outputs.reason }}
`;
}

export function gpuRuns({
  action,
  delivery,
  inputs,
}: {
  readonly action: (name: string) => string;
  readonly delivery: string;
  readonly inputs: string;
}): string {
  return `name: Model on a GPU, on demand

on:
  # What /assay run sends, on the branch of the pull request; or a person, by hand.
  workflow_dispatch:
    inputs:
      sha:
        description: the commit that was asked for; another one is not run
        required: false
        default: ''
      pull-request:
        description: number of the pull request, for the name of the run
        required: false
        default: ''
  # Only the label starts a run, so that commits that come after it start nothing.
  pull_request:
    types: [labeled]

run-name: Model on a GPU \${{ inputs.pull-request }}

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}-\${{ github.event.label.name || 'run' }}
  cancel-in-progress: true

jobs:
  allow:
    name: May it run?
    if: github.event_name == 'pull_request' && github.event.label.name == 'assay-run'
    runs-on: ubuntu-latest # never the GPU: nothing of the pull request is checked out here
    timeout-minutes: 10
    permissions:
      pull-requests: write # to read the head, and to take the label away
    outputs:
      run: \${{ steps.respond.outputs.run }}
    steps:
      - id: respond
        name: Ask who put the label there
        uses: ${action('respond')}

  delivery:
    name: Validate, train, evaluate, gate, comment
    needs: allow
    if: >-
      !cancelled() && (needs.allow.outputs.run == 'true' ||
      (github.event_name == 'workflow_dispatch' && (inputs.sha == '' || inputs.sha == github.sha)))
    uses: ${delivery}
    permissions:
      contents: read # to check out
      actions: read # where the baseline is that of the merge base
      pull-requests: write # to comment
      checks: write # to post the verdict
    with:
${inputs}`;
}
