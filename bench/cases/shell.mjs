/** The weight of the program itself: what a call costs over bare Node. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const SHELL = [
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
];
