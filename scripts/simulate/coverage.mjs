/** How often bootstrap intervals at nominal 95% hold the true value, for metrics of one model and for differences. */
import { parseArgs } from 'node:util';
import { statistics } from './sources.mjs';

export const name = 'coverage';

/** `draw(random, n)` makes a sample as a statistic to resample; `truth` is its value in the population. */
export const CASES = [
  areaCase('AUC', false),
  areaCase('ΔAUC', true),
  f1Case('F1, balanced', 0.5, false),
  f1Case('ΔF1, balanced', 0.5, true),
  f1Case('F1, 5% positives', 0.05, false),
  f1Case('ΔF1, 5% positives', 0.05, true),
  rmseCase('RMSE, normal errors', normal, 1, false),
  rmseCase('ΔRMSE, normal errors', normal, 1, true),
  rmseCase('RMSE, heavy tails (t, 3 degrees)', student3, Math.sqrt(3), false),
  rmseCase('ΔRMSE, heavy tails (t, 3 degrees)', student3, Math.sqrt(3), true),
];

/**
 * Repetitions of one case at one size: how many intervals held the truth, lay wholly above or below it, or did not
 * exist. `library` is the front door of src/statistics/.
 */
export async function measure(library, each, { n, repetitions, replicates, seed, kind = 'bca' }) {
  const found = { held: 0, above: 0, below: 0, none: 0, noted: 0 };
  const random = library.generatorFor(seed, `${each.title} ${n}`);
  for (let i = 0; i < repetitions; i++) {
    const outcome = await library.pairedBootstrap(each.draw(random, n, library), {
      level: 0.95,
      replicates,
      seed,
      stream: String(i),
      kind,
    });
    if (!library.isInterval(outcome)) found.none++;
    else if (outcome.low > each.truth(library)) found.above++;
    else if (outcome.high < each.truth(library)) found.below++;
    else found.held++;
    if (library.isInterval(outcome) && outcome.notes.length > 0) found.noted++;
  }
  return { ...found, coverage: found.held / (repetitions - found.none) };
}

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      repetitions: { type: 'string', default: '1000' },
      replicates: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '0' },
      kind: { type: 'string', default: 'bca' },
      case: { type: 'string', default: '' },
    },
  });
  const [repetitions, replicates, seed] = [values.repetitions, values.replicates, values.seed].map(Number);
  const library = await statistics();
  console.log(`${repetitions} samples each, ${values.kind}, B = ${replicates}, seed ${seed}, nominal 95%\n`);
  console.log('| | n | holds the truth | above it | below it | no interval | with a note |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const each of CASES.filter(({ title }) => title.includes(values.case))) {
    for (const n of [200, 2000]) {
      const found = await measure(library, each, { n, repetitions, replicates, seed, kind: values.kind });
      const share = (count) => `${((100 * count) / repetitions).toFixed(1)}%`;
      const rest = [found.above, found.below, found.none, found.noted].map(share).join(' | ');
      console.log(`| ${each.title} | ${n} | ${(100 * found.coverage).toFixed(1)}% | ${rest} |`);
    }
  }
}

/** Types are 4 × label + 2 × candidate + baseline. */
const MIRROR = Int32Array.of(0, 2, 1, 3, 4, 6, 5, 7);

function normal(random, { z }) {
  return z(random.uniform());
}

function student3(random, library) {
  const draw = () => normal(random, library);
  return draw() / Math.sqrt((draw() ** 2 + draw() ** 2 + draw() ** 2) / 3);
}

/** Normal scores whose mean is 1 higher for positives (30%); the candidate adds noise of its own. */
function areaCase(title, paired) {
  const noise = 0.5;
  return {
    title,
    truth: ({ normalCdf }) => {
      const area = (variance) => normalCdf(1 / Math.sqrt(2 * variance), 0, 1);
      return paired ? area(1 + noise ** 2) - area(1) : area(1);
    },
    draw(random, n, library) {
      const label = Int32Array.from({ length: n }, () => (random.uniform() < 0.3 ? 1 : 0));
      const baseline = Float64Array.from(label, (y) => y + normal(random, library));
      if (!paired) return { kind: 'auc', label, candidate: baseline, baseline: null, weight: null };
      const candidate = baseline.map((score) => score + noise * normal(random, library));
      return { kind: 'auc', label, candidate, baseline, weight: null };
    },
  };
}

/** Recall 0.8, false positives such that precision is about 0.8; the candidate errs anew in a tenth of the rows. */
function f1Case(title, positives, paired) {
  const recall = 0.8;
  const alarms = (0.2 * positives) / (1 - positives);
  const again = 0.1;
  const f1 = (right, predicted, actual) => (2 * right) / (predicted + actual);
  const value = (counts, model) => {
    let [right, predicted, actual] = [0, 0, 0];
    for (let type = 0; type < 8; type++) {
      const [y, guess] = [type >> 2, model === 0 ? type & 1 : (type >> 1) & 1];
      actual += y * counts[type];
      predicted += guess * counts[type];
      right += y * guess * counts[type];
    }
    return f1(right, predicted, actual);
  };
  const population = f1(positives * recall, positives * recall + (1 - positives) * alarms, positives);
  // A row that is guessed anew is positive at random, in the share of positives.
  const renewed = f1(
    positives * ((1 - again) * recall + again * positives),
    (1 - again) * (positives * recall + (1 - positives) * alarms) + again * positives,
    positives,
  );
  return {
    title,
    truth: () => (paired ? renewed - population : population),
    draw(random, n) {
      const code = Int32Array.from({ length: n }, () => {
        const y = random.uniform() < positives ? 1 : 0;
        const baseline = random.uniform() < (y ? recall : alarms) ? 1 : 0;
        const candidate = random.uniform() < again ? (random.uniform() < positives ? 1 : 0) : baseline;
        return 4 * y + 2 * candidate + baseline;
      });
      const difference = (counts) => value(counts, 1) - value(counts, 0);
      return paired
        ? { kind: 'types', code, types: 8, value: difference, mirror: MIRROR }
        : { kind: 'types', code, types: 8, value: (counts) => value(counts, 0) };
    },
  };
}

/** Errors of standard deviation `sd`; the candidate's are 10% larger, half of their variance shared. */
function rmseCase(title, draw, sd, paired) {
  const share = Math.sqrt(0.5);
  return {
    title,
    // Sums of two t variables are no t variable, but their variance is known.
    truth: () => (paired ? 0.1 * sd : sd),
    draw(random, n, library) {
      const squares = [new Float64Array(n), new Float64Array(n)];
      for (let i = 0; i < n; i++) {
        const error = draw(random, library);
        const other = share * error + share * draw(random, library);
        squares[0][i] = error ** 2;
        squares[1][i] = (1.1 * other) ** 2;
      }
      const root = (sum, rows) => Math.sqrt(sum / rows);
      return paired
        ? {
            kind: 'sums',
            columns: squares,
            value: (sums, rows) => root(sums[1], rows) - root(sums[0], rows),
          }
        : { kind: 'sums', columns: [squares[0]], value: (sums, rows) => root(sums[0], rows) };
    },
  };
}
