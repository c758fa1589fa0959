/** The workflow of `examples/workflows/` whose jobs of a matrix meet in one comment. */
import { REPOSITORY } from '../../version.js';

const UPLOAD = 'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0';
const DOWNLOAD = 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1';
/** Each cell is named twice: where it runs, and where its result must be. */
const REGIONS = ['north', 'south'];

/**
 * Each cell writes its result under its own name; one last job has them all, in one comment and one check. It names
 * every cell under `expect`: a cell that was lost is an error, and not the verdict of the others.
 */
export function gateInMatrix(
  { folder }: { readonly folder: string },
  pieces: { readonly checkout: string; readonly prepare: string },
): string {
  const where = `working-directory: '${folder.replaceAll("'", "''")}'`;
  const inFolder = (path: string) => (folder === '.' ? path : `${folder}/${path}`);
  const checkout = (more = '') => `      - name: Check out
        uses: ${pieces.checkout}
        with:
${more}          persist-credentials: false
`;
  return `name: Metrics of each region on a pull request

on:
  pull_request:
  merge_group: # in branch protection, require the check "Comment"

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  gate:
    name: Train and gate \${{ matrix.region }}
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read # to check out
    strategy:
      fail-fast: false # the comment shows every cell
      matrix:
        region: [${REGIONS.join(', ')}]
    steps:
${checkout('          fetch-depth: 0 # the baseline is read from git\n')}${pieces.prepare}      # Your own training of one cell. It writes metrics.json
      - name: Train
        ${where}
        env:
          REGION: \${{ matrix.region }}
        run: python train.py
      - name: Gate
        uses: ${REPOSITORY}/actions/gate@v1
        with:
          ${where}
          name: \${{ matrix.region }} # tells the results of the cells apart
          candidate: metrics.json
          baseline: git:origin/main:metrics.json
          rule: |
            roc_auc max_drop 0.01
      - name: Upload
        if: always()
        uses: ${UPLOAD}
        with:
          name: assay-\${{ matrix.region }}
          overwrite: true # by another attempt; "re-run failed jobs" keeps those of the other cells
          path: ${inFolder('.assay')}
          include-hidden-files: true

  comment:
    name: Comment
    if: always() # also where a cell was lost
    needs: gate
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read # to check out
      pull-requests: write # to comment
      checks: write # to post the verdict
    steps:
${checkout()}      - name: Fetch the results
        uses: ${DOWNLOAD}
        with:
          pattern: assay-*
          merge-multiple: true
          path: ${inFolder('.assay')}
      - id: comment
        name: Comment
        uses: ${REPOSITORY}/actions/comment@v1
        with:
          ${where}
          expect: |
${REGIONS.map((region) => `            gate.${region}\n`).join('')}      - name: Give the job the colour of the verdict
        if: always() && !contains(fromJSON('["pass", "warn", "inconclusive"]'), steps.comment.outputs.report-verdict)
        env:
          VERDICT: \${{ steps.comment.outputs.report-verdict }}
        run: |
          echo "::error title=assay::The verdict of all cells is \${VERDICT:-error}."
          exit 1
`;
}
