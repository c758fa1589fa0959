/** The second job of a pull request from a fork: publishes what the first one left, with rights and without its code. */

export function forkReport(action: (name: string) => string, source: string): string {
  return `name: Report on a pull request from a fork

on:
  # Runs the workflow and the code of the default branch, whatever the pull request changes. Nothing is checked out, and
  # no command runs here but ours: what the run left is read as data, checked, and shown as text.
  workflow_run: # zizmor: ignore[dangerous-triggers] -- reads the artifact as data, checks nothing out
    workflows: [${source}] # the \`name:\` of the workflow that validates and trains
    types: [completed]

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.event.workflow_run.id }}
  cancel-in-progress: false

jobs:
  publish:
    name: Publish
    # Others have their comment already, from the workflow itself.
    if: github.event.workflow_run.event == 'pull_request' && github.event.workflow_run.head_repository.full_name != github.repository
    runs-on: ubuntu-latest # never a runner that keeps anything
    timeout-minutes: 10
    permissions:
      actions: read # to fetch the artifact of the other run
      pull-requests: write # to comment
      checks: write # to post the verdict
    steps:
      - name: Comment
        uses: ${action('comment')}
        with:
          from-run: \${{ github.event.workflow_run.id }}
          expect: |
            validate
            train
            evaluate
            gate
`;
}
