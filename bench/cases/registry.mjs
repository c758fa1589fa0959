/** Lists of a registry: thousands of runs, against the same list of ten. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const hash = (text) => createHash('sha256').update(text).digest('hex');
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Writes the entry of a run as the registry does: keys sorted, and sealed. */
function writeRun(folder, n) {
  const id = `01M80${[...String(n).padStart(21, '0')].map((digit) => DIGITS[Number(digit)]).join('')}`;
  const metric = (name) => ({
    confidence: 0.95,
    direction: 'higher',
    interval: [0.6, 0.8],
    intervalMethod: 'bootstrap',
    n: 1000,
    name,
    slice: null,
    undefined: null,
    value: 0.6 + (n % 100) / 1000,
  });
  const time = new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
  const body = JSON.stringify({
    actor: 'ada',
    format: 1,
    id,
    metrics: ['roc_auc', 'log_loss', 'brier', 'accuracy'].map(metric),
    model: 'm',
    params: { depth: n % 7, rate: 0.1, trees: n % 500 },
    run: { attempt: 1, commit: 'a'.repeat(40), config: null, id: String(n) },
    time,
    verdict: 'pass',
    version: null,
  });
  writeFileSync(join(folder, `${id}.json`), `${body.slice(0, -1)},"~sha256":"${hash(body)}"}`);
}

function registryOf(folder, assay, count) {
  const place = join(folder, `runs-${count}`);
  const call = (...args) => {
    const made = spawnSync(assay[0], [...assay.slice(1), ...args, '--registry', place], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (made.status !== 0)
      throw new Error(`assay ${args.join(' ')} exits with ${made.status}: ${made.stderr}`);
  };
  call('registry', 'init');
  mkdirSync(join(place, 'runs', 'm'), { recursive: true });
  for (let n = 0; n < count; n += 1) writeRun(join(place, 'runs', 'm'), n);
  call('history', '--model', 'm', '--reindex');
  return place;
}

export const REGISTRY = [
  {
    name: 'history',
    title: 'the best of 10,000 runs in a folder, against the best of ten',
    rounds: 5,
    bound: { seconds: 2 },
    prepare: async ({ folder, assay }) => {
      const list = (count) => ({
        argv: [
          ...assay,
          'history',
          '--registry',
          registryOf(folder, assay, count),
          '--model',
          'm',
          '--where',
          'params.depth = 3',
          '--sort=-metrics.roc_auc',
        ],
        cwd: folder,
      });
      return { ours: list(10_000), peer: list(10) };
    },
  },
];
