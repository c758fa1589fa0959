/** What is measured against what, and the bound that each promises. A case makes its own files. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { python } from './python.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FLIGHTS = join(ROOT, 'node_modules/vega-datasets/data/flights-3m.parquet');

/**
 * `prepare` gets an empty folder and the two programs by which to run: `assay` is the argv of our bundle, `node`
 * of the same Node alone. A bound is the most that our time may be: more by `seconds`, or times `ratio`.
 */
export const CASES = [
  {
    name: 'help',
    title: '`assay --help` against `node -e 0`',
    rounds: 15,
    bound: { seconds: 0.12 },
    prepare: ({ assay, node }) => ({
      ours: { argv: [...assay, '--help'] },
      peer: { argv: [...node, '-e', '0'] },
    }),
  },
  {
    name: 'gate',
    title: '`assay gate` of two metric files against `node -e 0`',
    rounds: 15,
    bound: { seconds: 0.2 },
    prepare: ({ folder, assay, node }) => {
      const metrics = { roc_auc: 0.85, log_loss: 0.41, accuracy: 0.78, nested: { f1: 0.7, n: 1000 } };
      writeFileSync(join(folder, 'baseline.json'), JSON.stringify(metrics));
      writeFileSync(join(folder, 'metrics.json'), JSON.stringify({ ...metrics, roc_auc: 0.86 }));
      const rules = ['roc_auc max_drop 0.01', 'accuracy min 0.7'].flatMap((rule) => ['--rule', rule]);
      const files = ['--candidate', 'metrics.json', '--baseline', 'file:baseline.json'];
      return {
        ours: { argv: [...assay, 'gate', ...files, ...rules], cwd: folder },
        peer: { argv: [...node, '-e', '0'], cwd: folder },
      };
    },
  },
  {
    name: 'validate',
    title:
      '`assay validate`, nine checks on 3 million rows of Parquet, against one query on bare DuckDB in Node',
    rounds: 7,
    bound: { ratio: 1.5 },
    prepare: ({ folder, assay, node }) => {
      if (!existsSync(FLIGHTS)) throw new Error(`${FLIGHTS} is missing: run npm ci`);
      writeFileSync(join(folder, 'flights.odcs.yaml'), CONTRACT);
      return {
        ours: {
          argv: [...assay, 'validate', '--data', FLIGHTS, '--contract', 'flights.odcs.yaml'],
          cwd: folder,
        },
        peer: { argv: [...node, join(ROOT, 'bench/peers/duckdb-validate.mjs'), FLIGHTS], cwd: folder },
      };
    },
  },
  {
    name: 'bootstrap',
    title:
      'paired bootstrap of ΔAUC, n = 10,000, B = 2,000, percentile, against `scipy.stats.bootstrap(paired=True)`',
    rounds: 3,
    bound: { ratio: 1 / 8 },
    prepare: ({ folder, node }) => areas(folder, node, 'scipy'),
  },
  {
    name: 'bootstrap-loop',
    title: 'the same, against the usual loop over `roc_auc_score`',
    rounds: 3,
    bound: { ratio: 1 / 25 },
    prepare: ({ folder, node }) => areas(folder, node, 'loop'),
  },
  {
    name: 'delong',
    title: 'DeLong of two AUC, 1 million rows, against `node -e 0`',
    rounds: 7,
    bound: { seconds: 2 },
    prepare: ({ folder, node }) => ({
      ours: { argv: [...node, join(ROOT, 'bench/ours/auc.mjs'), 'delong', scores(folder, 1_000_000)] },
      peer: { argv: [...node, '-e', '0'] },
    }),
  },
];

function areas(folder, node, peer) {
  const file = scores(folder, 10_000);
  return {
    ours: { argv: [...node, join(ROOT, 'bench/ours/auc.mjs'), 'bootstrap', file] },
    peer: { argv: [python(), join(ROOT, 'bench/peers/auc-bootstrap.py'), peer, file] },
  };
}

/** A file of float64: labels (30% positives), then the scores of two models that have much in common. */
function scores(folder, n) {
  const file = join(folder, 'scores.f64');
  const values = new Float64Array(3 * n);
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < n; i++) {
    const label = uniform() < 0.3 ? 1 : 0;
    const common = 0.4 * label + uniform() + uniform();
    values[i] = label;
    values[n + i] = common + 0.3 * uniform();
    values[2 * n + i] = common + 0.3 * uniform();
  }
  writeFileSync(file, values);
  return file;
}

/** Five required columns, two ranges, two patterns: the checks of peers/duckdb-validate.mjs. */
const CONTRACT = `apiVersion: v3.1.0
kind: DataContract
id: flights
version: 1.0.0
status: active
schema:
  - name: flights
    logicalType: object
    properties:
      - {name: date, logicalType: timestamp, required: true}
      - {name: delay, logicalType: integer, required: true, logicalTypeOptions: {minimum: -1500, maximum: 3000}}
      - {name: distance, logicalType: integer, required: true, logicalTypeOptions: {minimum: 1, maximum: 6000}}
      - {name: origin, logicalType: string, required: true, logicalTypeOptions: {pattern: "^[A-Z]{3}$"}}
      - {name: destination, logicalType: string, required: true, logicalTypeOptions: {pattern: "^[A-Z]{3}$"}}
`;
