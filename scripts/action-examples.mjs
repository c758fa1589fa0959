/**
 * One realistic job for the README of each action: what stands before its step, its inputs, and what may follow.
 * A test holds every input here against action.yml.
 */
import { PINS } from './pins.mjs';

const checkout = (more = '') => `- uses: ${PINS['actions/checkout']}
  with:
    persist-credentials: false
${more}`;
const FULL = '    fetch-depth: 0 # the baseline is read from git\n';
const python = `- uses: ${PINS['actions/setup-python']}
  with:
    python-version: '3.12'
- run: pip install -r requirements.txt
`;
const fetch = (job) => `- uses: ${PINS['actions/download-artifact']}
  with:
    name: \${{ needs.${job}.outputs.artifact }}
    path: .assay
`;

/** Command → its example. `step` is the text under `- uses:`, `needs` a job whose results it reads. */
export const EXAMPLES = {
  validate: {
    before: checkout(),
    step: `  id: validate
  with:
    upload: true # a later job reads steps.validate.outputs.artifact
`,
    also: {
      title: 'Without `assay.yaml`, one file against one contract:',
      step: `  with:
    data: data/*.parquet
    contract: contracts/flights.odcs.yaml
    fail-on: warn
`,
    },
  },
  profile: {
    before: checkout(),
    step: `  with:
    dataset: train
    output: profiles/train.json
`,
  },
  train: {
    needs: 'validate',
    before: checkout() + fetch('validate') + python,
    runner: '[self-hosted, gpu] # where train.accelerator asks for one; else ubuntu-latest',
    step: `  id: train
  with:
    upload: true
`,
  },
  evaluate: {
    needs: 'train',
    before: checkout() + fetch('train'),
    step: `  with:
    upload: true
`,
    also: {
      title: 'Without `assay.yaml`, from a file of predictions:',
      step: `  with:
    predictions: predictions.csv
    task: binary
    target: label
    score: probability
    metric: |
      roc_auc
      log_loss
`,
    },
  },
  gate: {
    before: `${checkout(FULL)}- run: python train.py # writes metrics.json\n`,
    step: `  id: gate
  with:
    candidate: metrics.json
    baseline: git:origin/main:metrics.json
    rule: |
      roc_auc max_drop 0.01
      roc_auc min 0.8
      latency_p95_ms max 20 warn
`,
    also: {
      title: 'With `assay.yaml`, after `evaluate`, its rules and its baseline:',
      step: `  with:
    upload: true
`,
    },
  },
  report: {
    needs: 'evaluate',
    before: checkout() + fetch('evaluate'),
    step: `  with:
    upload: true # report.html lies in the artifact
    expect: |
      validate
      train
      evaluate
      gate
`,
  },
  comment: {
    needs: 'evaluate',
    condition: 'always() # a verdict job that is skipped counts as a success',
    before:
      checkout() +
      fetch('evaluate').replace(
        '\n  with:',
        '\n  continue-on-error: true # what is missing is said by the next step\n  with:',
      ),
    step: `  with:
    expect: |
      validate
      train
      evaluate
      gate
`,
  },
  register: {
    needs: 'evaluate',
    before: checkout() + fetch('evaluate'),
    step: '  id: register\n',
  },
  approve: {
    before: checkout(),
    step: `  with:
    version: \${{ inputs.version }} # of the workflow_dispatch, as is the digest
    digest: \${{ inputs.digest }}
    target: production
`,
  },
  respond: {
    before: checkout(),
    step: `  id: respond
  with:
    workflow: assay-gpu.yml # what /assay run starts
`,
  },
  deploy: {
    before: checkout(),
    runner:
      '[self-hosted, models] # one that reaches the folder of the target; for a bucket any runner with its credentials',
    step: `  with:
    version: \${{ inputs.version }}
    target: production
`,
  },
  rollback: {
    before: checkout(),
    runner:
      '[self-hosted, models] # one that reaches the folder of the target; for a bucket any runner with its credentials',
    step: `  with:
    target: production
    reason: \${{ inputs.reason }}
`,
  },
  promote: {
    before: checkout(),
    step: `  with:
    version: \${{ inputs.version }}
    alias: shadow
`,
  },
  monitor: {
    before: checkout(),
    step: `  id: monitor
  with:
    fail-on: never # a decayed model starts retraining; it is no broken workflow
`,
    after: `- name: Start retraining
  if: steps.monitor.outputs.retrain == 'true'
  env:
    GH_TOKEN: \${{ github.token }}
  run: gh api --method POST "repos/$GITHUB_REPOSITORY/dispatches" -f event_type=assay-retrain
`,
  },
  setup: {
    before: checkout(),
    step: '',
    after: `- run: assay validate
- run: assay gate --candidate metrics.json --baseline base.json --rule "roc_auc max_drop 0.01"
`,
  },
};
