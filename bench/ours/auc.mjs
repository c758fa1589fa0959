/** Difference of two AUC: `bootstrap` (percentile, B = 2,000) or `delong`, of a file of float64: labels, two scores. */
import { readFileSync } from 'node:fs';
import { delongInterval, pairedBootstrap } from '../../build/statistics/index.js';

const [method, file] = process.argv.slice(2);
const bytes = readFileSync(file);
const all = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
const n = all.length / 3;
const [label, candidate, baseline] = [0, 1, 2].map((k) => all.slice(k * n, (k + 1) * n));
const found =
  method === 'delong'
    ? delongInterval(label, candidate, baseline, 0.9)
    : await pairedBootstrap(
        { kind: 'auc', label, candidate, baseline, weight: null },
        { level: 0.9, replicates: 2000, seed: 0, stream: '', kind: 'percentile' },
      );
console.log(found.delta, found.low, found.high);
