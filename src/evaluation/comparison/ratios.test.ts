/** The change of a ratio between groups: its interval holds the truth, by a seeded simulation of paired examples. */
import { describe, expect, it } from 'vitest';
import { generatorFor } from '../../statistics/index.js';
import { GROUP_RATES, rateOf, ratesOf } from '../fairness.js';
import { type BinaryExamples, partition, pick } from '../metrics/index.js';
import { type CompareRequest, PAIRED } from './compare.js';
import { ratioChange } from './ratios.js';

const N = 600;
const signal = new AbortController().signal;
const codes = Int32Array.from({ length: N }, (_, i) => (i % 5 < 2 ? 0 : 1));
const slices = [0, 1].map((k) => ({ name: `sex=${k}`, rows: codes.filter((code) => code === k).length }));
const people = { column: 'sex', group: { codes, slices } };
/** Chances of an example: both select it, the candidate alone, the baseline alone. */
type Group = readonly [both: number, gained: number, lost: number];

function examples(predicted: Int32Array): BinaryExamples {
  return { task: 'binary', n: N, label: codes, score: null, predicted, weight: null, row: null };
}

async function intervalOf(now: Int32Array, before: Int32Array, clusters: Int32Array | null = null) {
  const [candidate, baseline] = [examples(now), examples(before)];
  const rates = (side: BinaryExamples) =>
    partition(side, codes, 2).map((rows) => {
      const part = pick(side, rows) as BinaryExamples;
      const all = Uint32Array.from({ length: part.n }, (_, i) => i);
      return ratesOf(part, all, null)[GROUP_RATES[0] ?? 'selection_rate'];
    });
  const [ours, theirs] = [rates(candidate), rates(baseline)];
  const request: CompareRequest = {
    candidate,
    baseline,
    rows: N,
    metrics: [],
    slices: { groups: [], fairness: [people], notChecked: [] },
    clusters,
    settings: { ...PAIRED, replicates: 500, seed: 0, permutations: null, signal },
    identical: null,
  };
  const parts = slices.map(({ name }, k) => {
    const [a, b] = [ours[k], theirs[k]];
    if (!a || !b) throw new Error('a group has no rate');
    return { name, candidate: rateOf(a), baseline: rateOf(b) };
  });
  return ratioChange(request, people, parts, [0.9]);
}

function draw(random: { uniform(): number }, groups: readonly Group[]) {
  const [now, before] = [new Int32Array(N), new Int32Array(N)];
  for (let i = 0; i < N; i++) {
    const [both, gained, lost] = groups[codes[i] as number] ?? [0, 0, 0];
    const u = random.uniform();
    now[i] = u < both + gained ? 1 : 0;
    before[i] = u < both || (u >= both + gained && u < both + gained + lost) ? 1 : 0;
  }
  return { now, before };
}

describe('the change of demographic_parity_ratio', () => {
  it.each<readonly [string, readonly [Group, Group]]>([
    [
      'the same ratio on both sides',
      [
        [0.3, 0.03, 0.03],
        [0.45, 0.03, 0.03],
      ],
    ],
    [
      'no gap on either side',
      [
        [0.3, 0.04, 0.04],
        [0.3, 0.04, 0.04],
      ],
    ],
    [
      'a ratio that fell',
      [
        [0.3, 0.01, 0.08],
        [0.4, 0.06, 0.02],
      ],
    ],
    [
      'few differ',
      [
        [0.3, 0.005, 0.005],
        [0.45, 0.005, 0.005],
      ],
    ],
  ])('holds the truth: %s', async (name, groups) => {
    const random = generatorFor(0, `ratio ${name}`);
    const rate = (side: 1 | 2) => groups.map((group) => group[0] + group[side]);
    const ratio = (rates: number[]) => Math.min(...rates) / Math.max(...rates);
    const truth = ratio(rate(1)) - ratio(rate(2));
    let [above, below, none] = [0, 0, 0];
    const times = 300;
    for (let k = 0; k < times; k++) {
      const { now, before } = draw(random, groups);
      const [found] = (await intervalOf(now, before)).intervals;
      if (found === undefined) none++;
      else if (found.low > truth) above++;
      else if (found.high < truth) below++;
    }
    // 5% on each side, and three standard errors of 300 samples.
    expect(above / times).toBeLessThan(0.088);
    expect(below / times).toBeLessThan(0.088);
    expect(none).toBe(0);
  });

  it('has a width where the models select the same people: that is no proof', async () => {
    const { now } = draw(generatorFor(0, 'same'), [
      [0.3, 0, 0],
      [0.4, 0, 0],
    ]);
    const [found] = (await intervalOf(now, now.slice())).intervals;
    expect(found?.low).toBeLessThan(0);
    expect(found?.high).toBeGreaterThan(0);
  });

  it('has none, with the reason, where nobody of a group is selected', async () => {
    const { now, before } = draw(generatorFor(0, 'zero'), [
      [0, 0, 0.1],
      [0.4, 0.1, 0.1],
    ]);
    const found = await intervalOf(now, before);
    expect(found.intervals).toEqual([]);
    expect(found.notes.join()).toMatch(/nobody of sex=0 is selected/);
  });

  it('is wider where examples belong to clusters that change together', async () => {
    const groups: [Group, Group] = [
      [0.3, 0.05, 0.05],
      [0.45, 0.05, 0.05],
    ];
    const small = draw(generatorFor(0, 'copies'), groups);
    // The examples 0 to 59, ten times over: the groups repeat every 5.
    const tenfold = (side: Int32Array) => side.map((_, i) => side[i % 60] as number);
    const [now, before] = [tenfold(small.now), tenfold(small.before)];
    const clusters = Int32Array.from({ length: N }, (_, i) => i % 60);
    const [alone] = (await intervalOf(now, before)).intervals;
    const [together] = (await intervalOf(now, before, clusters)).intervals;
    const width = (found: typeof alone) => (found ? found.high - found.low : Number.NaN);
    expect(width(together)).toBeGreaterThan(2 * width(alone));
  });
});
