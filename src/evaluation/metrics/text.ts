/** Metrics of answers in text: one number an example, from its samples, and the mean over the examples. */
import type { TextExamples } from './examples.js';
import { sumsComputation } from './sums.js';
import { type Computation, meanComputation, type Undefined, undefinedValue, type Value } from './value.js';
import { exactMatch, rougeL, strictMatch, tokenF1 } from './words.js';

/** Mean over the examples of the mean of `of` over their samples. */
function overSamples(examples: TextExamples, of: (sample: number) => number): Computation {
  const { n, starts } = examples;
  const values = new Float64Array(n);
  for (let example = 0; example < n; example++) {
    const [from, to] = [starts[example] as number, starts[example + 1] as number];
    let sum = 0;
    for (let sample = from; sample < to; sample++) sum += of(sample);
    values[example] = sum / (to - from);
  }
  return meanComputation(values);
}

const without = (reason: string): Computation => ({ at: () => undefinedValue(reason) });

/** The best match of an answer with its references. */
const matched =
  (of: (answer: string, reference: string) => number) =>
  (examples: TextExamples): Computation => {
    const { answers, references } = examples;
    if (answers === null) return without('there is no column with answers');
    const bad = answers.reduce(
      (count, answer, i) => count + (answer === null || (references[i] ?? null) === null ? 1 : 0),
      0,
    );
    if (bad > 0) return without(`${bad} of ${answers.length} rows have no reference or no answer`);
    return overSamples(examples, (sample) =>
      Math.max(...(references[sample] ?? []).map((reference) => of(answers[sample] ?? '', reference))),
    );
  };

const column =
  (name: 'correct' | 'preferred' | 'tokens' | 'cost', what: string) =>
  (examples: TextExamples): Float64Array | Undefined => {
    const values = examples[name];
    if (values === null) return undefinedValue(`there is no column of ${what}`);
    const bad = values.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
    return bad > 0 ? undefinedValue(`${bad} of ${values.length} rows have no number for ${what}`) : values;
  };

const meanOfColumn =
  (...of: Parameters<typeof column>) =>
  (examples: TextExamples): Computation => {
    const values = column(...of)(examples);
    return 'undefined' in values
      ? without(values.undefined)
      : overSamples(examples, (i) => values[i] as number);
  };

/** Of each example the samples and how many of them are right; a part of a point is not right. */
const passes =
  (of: (samples: number, right: number, k: number) => number) =>
  (k: number) =>
  (examples: TextExamples): Computation => {
    const { n, starts, keys } = examples;
    const correct = column('correct', 'what is right')(examples);
    if ('undefined' in correct) return without(correct.undefined);
    if (correct.some((value) => value !== 0 && value !== 1)) {
      return without('the column of what is right holds more than 0 and 1');
    }
    const values = new Float64Array(n);
    for (let example = 0; example < n; example++) {
      const [from, to] = [starts[example] as number, starts[example + 1] as number];
      if (to - from < k) {
        return without(`example ${keys[example]} has ${to - from} samples, and ${k} are needed`);
      }
      let right = 0;
      for (let i = from; i < to; i++) right += correct[i] as number;
      values[example] = of(to - from, right, k);
    }
    return meanComputation(values);
  };

/** C(m, k) / C(n, k) as a product, so that no factorial overflows. */
function chooseRatio(m: number, n: number, k: number): number {
  let value = 1;
  for (let i = 0; i < k; i++) value *= Math.max(0, m - i) / (n - i);
  return value;
}

/** Share of samples in which both verdicts are equal; a row without one of them makes it undefined. */
function verdicts(examples: TextExamples): { judge: Int32Array; human: Int32Array } | Undefined {
  const { judge, human } = examples;
  if (judge === null) return undefinedValue('there is no column of the judge');
  const bad = judge.reduce((count, code, i) => count + (code < 0 || (human[i] as number) < 0 ? 1 : 0), 0);
  return bad > 0 ? undefinedValue(`${bad} of ${judge.length} rows have no verdict`) : { judge, human };
}

function judgeAgreement(examples: TextExamples): Computation {
  const found = verdicts(examples);
  if ('undefined' in found) return without(found.undefined);
  return overSamples(examples, (i) => ((found.judge[i] as number) === (found.human[i] as number) ? 1 : 0));
}

function judgeKappa(examples: TextExamples): Computation {
  const found = verdicts(examples);
  if ('undefined' in found) return without(found.undefined);
  const { n, starts } = examples;
  const { judge, human } = found;
  const k = Math.max(...judge, ...human) + 1;
  // Shares of the samples of an example: judged right, judged as each verdict, truly each verdict.
  const columns = Array.from({ length: 1 + 2 * k }, () => new Float64Array(n));
  for (let example = 0; example < n; example++) {
    const [from, to] = [starts[example] as number, starts[example + 1] as number];
    const add = (c: number) => {
      const values = columns[c];
      if (values) values[example] = (values[example] as number) + 1 / (to - from);
    };
    for (let i = from; i < to; i++) {
      if ((judge[i] as number) === (human[i] as number)) add(0);
      add(1 + (judge[i] as number));
      add(1 + k + (human[i] as number));
    }
  }
  return sumsComputation(n, columns, (total, sums): Value => {
    if (!(total > 0)) return undefinedValue('the weights sum to 0');
    let chance = 0;
    for (let c = 0; c < k; c++)
      chance += ((sums[1 + c] as number) / total) * ((sums[1 + k + c] as number) / total);
    if (!(chance < 1 - 1e-12)) return undefinedValue('there is one verdict only');
    return ((sums[0] as number) / total - chance) / (1 - chance);
  });
}

export const TEXT_METRICS: Readonly<Record<string, (examples: TextExamples) => Computation>> = {
  exact_match: matched(exactMatch),
  exact_match_strict: matched(strictMatch),
  token_f1: matched(tokenF1),
  rouge_l: matched(rougeL),
  judge_agreement: judgeAgreement,
  judge_kappa: judgeKappa,
  win_rate: meanOfColumn('preferred', 'preferences'),
  tokens: meanOfColumn('tokens', 'tokens'),
  cost_usd: meanOfColumn('cost', 'costs'),
};

export const passAt = passes((samples, right, k) => 1 - chooseRatio(samples - right, samples, k));
export const passHat = passes((samples, right, k) => chooseRatio(right, samples, k));
