/**
 * From run to run through the program: train, evaluate, gate, register, and the next candidate against the version that
 * an alias names. Results of an evaluation tool, and metrics of the user's own, from assay.yaml alone.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contextIn, host } from '../../test/support/evaluation.js';
import { initRegistry, openRegistry } from '../registry/index.js';
import type { EvaluateResult, GateResult, Result } from '../results/index.js';
import type { Command } from './command.js';
import evaluate from './evaluate.js';
import gate from './gate.js';
import { checkOptions, type RawOptions } from './options.js';
import register from './register.js';
import train from './train.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-next-'));
  writeFileSync(
    join(root, 'train.js'),
    `const { copyFileSync, writeFileSync } = require('node:fs');
const out = process.env.ASSAY_OUTPUT_DIR;
copyFileSync('prompt.txt', out + '/prompt.txt');
writeFileSync(out + '/metrics.json', JSON.stringify({ energy_kwh: Number(require('node:fs').readFileSync('energy.txt', 'utf8')) }));
`,
  );
  writeFileSync(
    join(root, 'assay.yaml'),
    `version: 1
model: answers
registry: store
train: {run: "node train.js", datasets: [], inputs: [train.js, prompt.txt, energy.txt], outputs: {model: prompt.txt, metrics: metrics.json}}
evaluate:
  task: text
  target: target
  metrics: [pass_at_1, politeness]
  results: results.json
  own: {energy_kwh: {direction: lower, unit: kWh, output: metrics}, politeness: {direction: higher}}
gate:
  baseline: production
  rules: [pass_at_1 max_drop 0.05, politeness max_drop 0.1, energy_kwh max_drop 1]
`,
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A prompt with its answers: `right` of `n`, politeness near `polite`. */
function write(
  n: number,
  right: (k: number) => boolean,
  polite: number,
  energy: number,
  question = 'q',
): void {
  writeFileSync(join(root, 'prompt.txt'), `prompt of ${energy} ${polite}`);
  writeFileSync(join(root, 'energy.txt'), String(energy));
  const results = Array.from({ length: n }, (_, k) => ({
    success: right(k),
    score: right(k) ? 1 : 0,
    namedScores: { politeness: polite + ((k * Math.round(2 * energy)) % 7) / 100 },
    provider: 'p',
    vars: { question: `${question} ${k}` },
    testIdx: k,
    gradingResult: {},
  }));
  writeFileSync(join(root, 'results.json'), JSON.stringify({ results: { version: 3, results } }));
}

async function call(run: string, command: Command, raw: RawOptions = {}): Promise<Result> {
  const own = {
    ...host,
    identity: async (_: string, config: string | null) => ({ id: run, attempt: 1, commit: null, config }),
  };
  const options = checkOptions(command, raw, 'cli');
  return (await command.run({ ctx: contextIn(root), host: own, options, args: [] })).result;
}

async function judged(
  run: string,
  raw: RawOptions = {},
): Promise<{ found: EvaluateResult; verdict: GateResult }> {
  await call(run, train);
  const found = await call(run, evaluate, raw);
  const verdict = await call(run, gate, raw);
  if (found.command !== 'evaluate' || verdict.command !== 'gate') throw new TypeError('another result');
  return { found, verdict };
}

/** The first run is registered, and `production` names it. */
async function first(): Promise<void> {
  await initRegistry('store', root, contextIn(root));
  write(400, (k) => k % 10 !== 0, 0.8, 5);
  const { verdict } = await judged('r1');
  expect(verdict.verdict).toBe('warn');
  const registered = await call('r1', register);
  if (registered.command !== 'register' || registered.digest === null) throw new TypeError('not registered');
  const registry = await openRegistry('store', root, contextIn(root));
  const version = await registry.versionByDigest('answers', registered.digest);
  if (version === null) throw new TypeError('no version');
  await registry.moveAlias('answers', 'production', {
    to: version,
    kind: 'promote',
    actor: 'tester',
    run: 'r1',
    approvals: [],
    reason: 'the first',
    expectSeq: 0,
  });
}

describe('the next candidate against the registered one', () => {
  it('is compared answer by answer, and metrics of the training beside them', async () => {
    await first();
    write(400, (k) => k % 10 !== 1, 0.79, 5.5);
    const { found, verdict } = await judged('r2');
    expect(found.pairing).toMatchObject({ with: 'predictions', joined: 'id' });
    expect(found.baseline).toMatchObject({ version: 1, source: 'alias:production → answers v1' });
    const of = (name: string) => found.comparisons?.find(({ metric }) => metric === name);
    // 80 of 400 answers changed sides, and as many were won as lost.
    expect(of('pass_at_1')).toMatchObject({ delta: 0, discordance: { gained: 40, lost: 40 } });
    expect(of('politeness')?.delta).toBeCloseTo(-0.01, 12);
    expect(verdict.rules.map(({ metric, verdict: one, method }) => [metric, one, method])).toEqual([
      ['pass_at_1', 'pass', expect.stringMatching(/^tango/)],
      ['politeness', 'pass', expect.stringMatching(/^mean/)],
      ['energy_kwh', 'pass', expect.stringMatching(/^point values/)],
    ]);
  });

  it('fails where answers or the metric of the training are worse, in pairs', async () => {
    await first();
    write(400, (k) => k % 10 > 2, 0.8, 7);
    const { verdict } = await judged('r2', {});
    expect(verdict.rules.map(({ metric, verdict: one }) => [metric, one])).toEqual([
      ['pass_at_1', 'fail'],
      ['politeness', 'pass'],
      ['energy_kwh', 'fail'],
    ]);
  });

  it('is never compared over other questions, and says so', async () => {
    await first();
    write(400, (k) => k % 10 !== 1, 0.8, 5, 'something else');
    const { found, verdict } = await judged('r2');
    expect(found.comparisons).toBeUndefined();
    expect(found.notChecked.join()).toMatch(/answers v1 was evaluated on other examples/);
    const [answers] = verdict.rules;
    expect(answers).toMatchObject({ verdict: 'error', reason: 'different_data' });
  });

  it('takes --baseline for a version, and no file of predictions', async () => {
    await first();
    write(400, (k) => k % 10 !== 1, 0.8, 5);
    await call('r2', train);
    const found = await call('r2', evaluate, { baseline: 'version:1' });
    expect(found).toMatchObject({ baseline: { version: 1 } });
    await expect(call('r2', evaluate, { baseline: 'file:results.json' })).rejects.toThrow(
      /--baseline-results/,
    );
    const both = { baseline: 'version:1', 'baseline-results': 'results.json' };
    await expect(call('r2', evaluate, { results: 'results.json', ...both })).rejects.toThrow(/both given/);
  });
});
