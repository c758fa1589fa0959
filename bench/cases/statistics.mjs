/** Paired comparison of two models: the bootstrap of ΔAUC and DeLong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../flights.mjs';
import { peerProgram } from '../python.mjs';

export const STATISTICS = [
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
    peer: { argv: peerProgram('statistics', 'auc-bootstrap.py', peer, file) },
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
