/**
 * What a gate "may be worse by at most m" says of two models that are equally good, and of a candidate that is worse
 * by just m: by Tango's interval for accuracy, by DeLong's for AUC, by the bootstrap for F1, and by plain values.
 */
import { parseArgs } from 'node:util';
import { statistics } from './sources.mjs';

export const name = 'gate';

const SIZES = [100, 300, 1000, 3000, 10_000];
const LEVEL = 0.9;

/**
 * Chances of each verdict for accuracy, summed over all counts of discordant pairs: nothing is drawn. `discordance`
 * is the share of pairs that only one of the models has right, `loss` by how much the candidate is truly worse.
 */
export function exactTango(library, { n, discordance, loss, margin }) {
  const { tangoInterval, nonInferiority, binomialPmf } = library;
  const only = (discordance + loss) / 2; // only the baseline is right
  const found = { pass: 0, fail: 0, inconclusive: 0, pointFail: 0 };
  const [from, to] = around(n, discordance);
  for (let discordant = from; discordant <= to; discordant++) {
    const mass = binomialPmf(discordant, n, discordance);
    const [least, most] = around(discordant, only / discordance);
    for (let c = least; c <= most; c++) {
      const chance = mass * binomialPmf(c, discordant, only / discordance);
      if (!(chance > 1e-15)) continue;
      const b = discordant - c;
      const interval = tangoInterval(b, c, n, LEVEL);
      found[nonInferiority(interval, { direction: 'higher', margin }).verdict] += chance;
      // In whole pairs, as the gate's decimals do: a drop of just the margin is allowed.
      if (c - b > margin * n * (1 + 1e-12)) found.pointFail += chance;
    }
  }
  return found;
}

/** Counts that are not all but impossible. */
function around(n, p) {
  const reach = 8 * Math.sqrt(n * p * (1 - p)) + 10;
  return [Math.max(0, Math.floor(n * p - reach)), Math.min(n, Math.ceil(n * p + reach))];
}

/**
 * Drawn verdicts. `metric` is `auc` (DeLong) or `f1` (paired bootstrap, BCa); the candidate's true loss is `loss`.
 */
export async function drawn(library, { metric, n, loss, margin, repetitions, seed, replicates = 1000 }) {
  const found = { pass: 0, fail: 0, inconclusive: 0, pointFail: 0 };
  const random = library.generatorFor(seed, `gate ${metric} ${n} ${loss}`);
  for (let i = 0; i < repetitions; i++) {
    const outcome = await METRICS[metric](library, random, n, loss, { replicates, stream: String(i) });
    const verdict = library.isInterval(outcome)
      ? library.nonInferiority(outcome, { direction: 'higher', margin }).verdict
      : 'inconclusive';
    found[verdict] += 1 / repetitions;
    if (outcome.delta < -margin) found.pointFail += 1 / repetitions;
  }
  return found;
}

/** Types of pairs are 4 × label + 2 × candidate + baseline. */
const MIRROR = Int32Array.of(0, 2, 1, 3, 4, 6, 5, 7);

const METRICS = {
  /** Normal scores; what is common to both models is 0.8 of the variance. AUC of the baseline 0.86. */
  auc(library, random, n, loss) {
    const { z, normalCdf, delongInterval } = library;
    const separation = (area) => Math.SQRT2 * z(area);
    const area = normalCdf(1.5 / Math.SQRT2, 0, 1);
    const lower = separation(area - loss);
    const label = Int32Array.from({ length: n }, () => (random.uniform() < 0.3 ? 1 : 0));
    const [candidate, baseline] = [new Float64Array(n), new Float64Array(n)];
    for (let i = 0; i < n; i++) {
      const common = Math.sqrt(0.8) * z(random.uniform());
      const own = () => common + Math.sqrt(0.2) * z(random.uniform());
      candidate[i] = label[i] * lower + own();
      baseline[i] = label[i] * 1.5 + own();
    }
    return delongInterval(label, candidate, baseline, LEVEL);
  },
  /** 20% positives. The candidate misses some that the baseline finds, and the other way round. */
  f1(library, random, n, loss, { replicates, stream }) {
    const [positives, recall, alarms, moved] = [0.2, 0.8, 0.05, 0.1];
    const of = (share) =>
      (2 * positives * share) / (positives * share + (1 - positives) * alarms + positives);
    // The recall whose F1 is lower by the loss, by bisection.
    let [low, high] = [0, recall];
    for (let k = 0; k < 60; k++) {
      const middle = (low + high) / 2;
      if (of(middle) < of(recall) - loss) low = middle;
      else high = middle;
    }
    const lost = moved + (recall - high) / recall;
    const won = (moved * recall) / (1 - recall);
    const code = Int32Array.from({ length: n }, () => {
      const y = random.uniform() < positives ? 1 : 0;
      const before = random.uniform() < (y ? recall : alarms) ? 1 : 0;
      const flip = y ? (before ? lost : won) : before ? moved : (moved * alarms) / (1 - alarms);
      return 4 * y + 2 * (random.uniform() < flip ? 1 - before : before) + before;
    });
    const value = (counts) => {
      const f1 = (bit) => {
        let [right, predicted, actual] = [0, 0, 0];
        for (let type = 0; type < 8; type++) {
          const [y, guess] = [type >> 2, (type >> bit) & 1];
          right += y * guess * counts[type];
          predicted += guess * counts[type];
          actual += y * counts[type];
        }
        return (2 * right) / (predicted + actual);
      };
      return f1(1) - f1(0);
    };
    return library.pairedBootstrap(
      { kind: 'types', code, types: 8, value, mirror: MIRROR },
      { level: LEVEL, replicates, seed: 0, stream },
    );
  },
};

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      margin: { type: 'string', default: '0.01' },
      repetitions: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '0' },
      // One part of the table alone: `accuracy`, `auc` or `f1`.
      only: { type: 'string' },
    },
  });
  const wanted = (part) => values.only === undefined || values.only === part;
  const [margin, repetitions, seed] = [values.margin, values.repetitions, values.seed].map(Number);
  const library = await statistics();
  const percent = (share) => `${(100 * share).toFixed(1)}%`;
  const row = (cells, equal, worse) =>
    `| ${[
      ...cells,
      ...[equal.fail, equal.inconclusive, equal.pass, equal.pointFail],
      ...[worse.pass, worse.inconclusive, worse.fail, 1 - worse.pointFail],
    ]
      .map((cell) => (typeof cell === 'number' ? percent(cell) : cell))
      .join(' | ')} |`;
  const head = (first) => {
    const verdicts = ['fail', 'inconclusive', 'pass', 'plain values: fail'].map((cell) => `equal: ${cell}`);
    const worse = ['pass', 'inconclusive', 'fail', 'plain values: pass'].map((cell) => `worse by m: ${cell}`);
    const cells = [...first, ...verdicts, ...worse];
    console.log(`\n| ${cells.join(' | ')} |\n|${' --- |'.repeat(cells.length)}`);
  };
  if (wanted('accuracy')) {
    console.log(`Accuracy by Tango's interval, margin ${margin}: exact chances`);
    head(['n', 'discordance']);
  }
  let most = 0;
  for (const n of wanted('accuracy') ? SIZES : []) {
    for (const discordance of [0.02, 0.05, 0.1, 0.2]) {
      const equal = exactTango(library, { n, discordance, loss: 0, margin });
      const worse = exactTango(library, { n, discordance, loss: margin, margin });
      most = Math.max(most, equal.fail, worse.pass);
      console.log(row([String(n), `${100 * discordance}%`], equal, worse));
    }
  }
  if (wanted('accuracy')) {
    console.log(`\nThe largest chance of a wrong verdict: ${(100 * most).toFixed(2)}%`);
  }
  for (const [metric, how] of [
    ['auc', "AUC by DeLong's interval"],
    ['f1', 'F1 by the paired bootstrap, BCa'],
  ]) {
    if (!wanted(metric)) continue;
    console.log(`\n${how}, margin ${margin}: ${repetitions} samples each`);
    head(['n']);
    for (const n of SIZES) {
      const settings = { metric, n, margin, repetitions, seed };
      const equal = await drawn(library, { ...settings, loss: 0 });
      const worse = await drawn(library, { ...settings, loss: margin });
      console.log(row([String(n)], equal, worse));
    }
  }
}
