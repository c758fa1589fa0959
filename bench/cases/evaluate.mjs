/** `assay evaluate` of an ONNX model against bare ONNX Runtime on the same batches. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../flights.mjs';
import { peerProgram } from '../python.mjs';

const ROWS = 1_000_000;
const COLUMNS = 20;
const BATCH = 8192;

export const EVALUATE = [
  {
    name: 'evaluate-onnx',
    title:
      '`assay evaluate` of 1 million rows × 20 features with a forest of 100 trees, against bare ONNX Runtime in Node on the same batches from memory',
    rounds: 5,
    bound: { ratio: 1.3 },
    prepare: async ({ folder, assay, node }) => {
      const [python, ...args] = peerProgram('model', 'model-make.py', folder, String(ROWS));
      execFileSync(python, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      const columns = Array.from({ length: COLUMNS }, (_, k) => `f${k}`);
      writeFileSync(
        join(folder, 'assay.yaml'),
        JSON.stringify({
          version: 1,
          model: 'forest',
          datasets: { test: { path: 'rows.parquet' } },
          evaluate: {
            task: 'binary',
            target: 'label',
            metrics: ['roc_auc', 'log_loss'],
            columns,
            batch: BATCH,
          },
        }),
      );
      const bare = join(ROOT, 'bench/peers/onnx-bare.mjs');
      const file = (name) => join(folder, name);
      return {
        ours: { argv: [...assay, 'evaluate', '--model', 'model.onnx', '--quiet'], cwd: folder },
        peer: {
          argv: [...node, bare, file('model.onnx'), file('features.f32'), String(COLUMNS), String(BATCH)],
          cwd: folder,
        },
      };
    },
  },
];
