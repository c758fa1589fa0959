/** Gaps between groups against fairlearn, texts against the definitions of SQuAD, rouge_score and pass@k in Python. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pythonWith } from '../../test/support/python.js';
import { metricOf } from './catalogue.js';
import { fairnessMetrics } from './fairness.js';
import { INTERVALS, randomFor } from './intervals/index.js';
import { prepareMetric, sortedByScore } from './metrics/index.js';
import { textExamples, unitsOf } from './units.js';

const oracle = fileURLToPath(new URL('../../scripts/oracles/metrics.py', import.meta.url));
const python = await pythonWith('scripts/oracles/requirements.txt');
const random = randomFor(7, 'units');
const uniform = () => random() / 2 ** 32;
const below = (n: number) => Math.floor(uniform() * n);
const oneOf = <T>(items: readonly T[]): T => items[below(items.length)] as T;

type Answer = { readonly values: Readonly<Record<string, number | null>> };
function ask(cases: readonly unknown[]): Answer[] {
  const input = JSON.stringify(cases);
  return JSON.parse(
    execFileSync(python.python, [oracle], { input, maxBuffer: 1 << 28 }).toString(),
  ) as Answer[];
}

describe.skipIf(python.missing !== '')(`oracles in Python${python.missing && ` (${python.missing})`}`, () => {
  it('gaps between groups are those of fairlearn', () => {
    const cases = Array.from({ length: 60 }, (_, index) => {
      const n = oneOf([8, 30, 100]);
      const rows = Array.from({ length: n }, () => uniform());
      return {
        task: 'fairness',
        label: rows.map(() => below(2)),
        score: rows,
        groups: rows.map((_, row) => (row < 4 ? row % 2 : below(oneOf([2, 3])))),
        weight: index % 3 === 0 ? rows.map(() => 0.5 + uniform()) : null,
      };
    });
    let compared = 0;
    for (const [k, { values }] of ask(cases).entries()) {
      const one = cases[k];
      if (one === undefined) throw new Error('no case');
      const size = Math.max(...one.groups) + 1;
      const slices = Array.from({ length: size }, (_, g) => ({
        name: `g=${g}`,
        rows: one.groups.filter((x) => x === g).length,
      }));
      const examples = sortedByScore({
        task: 'binary',
        n: one.label.length,
        label: Int32Array.from(one.label),
        score: Float64Array.from(one.score),
        predicted: Int32Array.from(one.score, (s) => (s >= 0.5 ? 1 : 0)),
        weight: one.weight && Float64Array.from(one.weight),
        row: null,
      });
      const people = { column: 'g', group: { codes: Int32Array.from(one.groups), slices } };
      for (const gap of fairnessMetrics(examples, people, INTERVALS).gaps) {
        // fairlearn counts a rate without trials as 0; Assay says that the gap has no value.
        if (gap.value === null) continue;
        const theirs = values[gap.name.replace('[g]', '')];
        expect(gap.value, `case ${k} ${gap.name}`).toBeCloseTo(theirs ?? Number.NaN, 9);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(200);
  }, 300_000);

  it('texts and passes agree', () => {
    const words = [
      'The',
      'cat',
      'a',
      'dog,',
      'an',
      'Owl',
      '42',
      "isn't",
      'x-ray',
      'U.S.',
      '',
      'the  ',
      'été',
    ];
    const phrase = () => Array.from({ length: below(6) }, () => oneOf(words)).join(' ');
    const cases = Array.from({ length: 300 }, (_, index) => {
      const samples = Array.from({ length: 1 + below(5) }, () => {
        const references = Array.from({ length: 1 + below(2) }, phrase);
        return Array.from(
          { length: 1 + below(4) },
          () => [uniform() < 0.3 ? oneOf(references) : phrase(), references, below(2)] as const,
        );
      });
      return { task: 'text', samples, weight: index % 3 === 0 ? samples.map(() => 0.5 + uniform()) : null };
    });
    for (const [k, { values }] of ask(cases).entries()) {
      const one = cases[k];
      if (one === undefined) throw new Error('no case');
      const rows = one.samples.flatMap((list, example) => list.map((sample) => ({ example, sample })));
      const codes = Int32Array.from(rows, ({ example }) => example);
      const examples = textExamples(
        {
          answers: rows.map(({ sample }) => sample[0]),
          references: rows.map(({ sample }) => sample[1]),
          correct: Float64Array.from(rows, ({ sample }) => sample[2]),
          human: codes,
          judge: null,
          preferred: null,
          tokens: null,
          cost: null,
          weight: one.weight && Float64Array.from(rows, ({ example }) => one.weight?.[example] ?? 0),
        },
        unitsOf({ codes, names: one.samples.map((_, example) => String(example)) }, 'q'),
        'q',
      );
      for (const [name, theirs] of Object.entries(values)) {
        // rouge_score knows no letters but a to z.
        if (name === 'rouge_l' && JSON.stringify(one).includes('été')) continue;
        const ours = prepareMetric(name, metricOf(name)?.needs ?? 'model', examples).at(examples.weight);
        if (theirs === null) expect(ours, `case ${k} ${name}`).toBeTypeOf('object');
        else expect(ours, `case ${k} ${name}`).toBeCloseTo(theirs, 9);
      }
    }
  }, 300_000);
});
