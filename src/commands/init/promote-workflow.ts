/** Promotion by a person who starts the workflow: approve, deploy or roll back, behind the environment of the target. */
import type { Pieces } from './comment-workflows.js';
import type { WorkflowOptions } from './workflows.js';

export function promoteByHand(options: WorkflowOptions, { checkout, action }: Pieces): string {
  const folder = `'${options.folder.replaceAll("'", "''")}'`;
  return `name: Promote a model

on:
  workflow_dispatch:
    inputs:
      version:
        description: number of the model version
        required: true
      digest:
        description: the first 12 hex digits of its digest, as register and history show them
        required: true
      target:
        description: the target to deploy it to
        required: true
        default: production
      approve:
        description: record my approval first; without it, the approvals of others must suffice
        type: boolean
        default: true
      rollback:
        description: instead, go back to an earlier version of the target (give the reason)
        required: false

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ inputs.target }}
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
      contents: write # to write the registry, a ref of this repository
      issues: write # to close the approval issue with the outcome
      deployments: read # to see the deployment that GitHub makes for the environment
    steps:
      - name: Check out
        uses: ${checkout}
        with:
          persist-credentials: false
      - name: Approve
        if: inputs.rollback == '' && inputs.approve
        uses: ${action('approve')}
        with:
          working-directory: ${folder}
          version: \${{ inputs.version }}
          digest: \${{ inputs.digest }}
          target: \${{ inputs.target }}
      - name: Deploy
        if: inputs.rollback == ''
        uses: ${action('deploy')}
        with:
          working-directory: ${folder}
          version: \${{ inputs.version }}
          expect-digest: \${{ inputs.digest }}
          target: \${{ inputs.target }}
      - name: Roll back
        if: inputs.rollback != ''
        uses: ${action('rollback')}
        with:
          working-directory: ${folder}
          target: \${{ inputs.target }}
          reason: \${{ inputs.rollback }}
`;
}
