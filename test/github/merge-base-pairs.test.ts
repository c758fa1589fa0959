/** The merge base in pairs: `evaluate` takes the predictions of its run out of the artifact, and the gate decides by them. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Context, silentLog } from '../../src/base/index.js';
import evaluate from '../../src/commands/evaluate.js';
import gate from '../../src/commands/gate.js';
import { checkOptions, type RawOptions } from '../../src/commands/options.js';
import { detectHost } from '../../src/host/index.js';
import type { EvaluateResult, GateResult } from '../../src/results/index.js';
import { COMMIT } from '../report/samples.js';
import { Publishing } from '../support/publishing.js';
import { type ZipEntry, zip } from '../support/zip.js';

vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const BASE = '1'.repeat(40);
const NAME = 'assay-model-report-1';
const CONFIG = `version: 1
model: m
registry: store
datasets:
  test: {path: test.csv}
evaluate:
  dataset: test
  task: binary
  target: late
  id: id
  columns: [a, b, c]
  metrics: [roc_auc, accuracy]
gate:
  baseline: merge-base
  rules:
    - {metric: roc_auc, max_drop: 0.02}
`;
let world: Publishing;

beforeEach(async () => {
  world = await new Publishing().start();
  const { fake } = world;
  fake.tokens.set('ghs_read', {
    login: 'github-actions[bot]',
    installation: true,
    permissions: { contents: 'read', actions: 'read' },
  });
  fake.mergeBases.set(`main...${COMMIT}`, BASE);
  fake.commits.push({ sha: BASE });
  fake.runs.push({
    id: 100,
    attempt: 1,
    sha: BASE,
    branch: 'main',
    event: 'push',
    workflow: 'assay-train.yml',
    status: 'completed',
    conclusion: 'success',
  });
  fill(join(world.folder, 'base'), BASE, '100');
  fill(join(world.folder, 'change'), COMMIT, '4711');
});
afterEach(async () => {
  await world.stop();
  expect(world.fake.complaints).toEqual([]);
});

/** A checkout with models and data, and the event of the run that has it. */
function fill(root: string, commit: string, run: string): void {
  mkdirSync(root, { recursive: true });
  for (const name of ['good', 'worse']) {
    copyFileSync(join(import.meta.dirname, '..', 'models', `pairs-${name}.onnx`), join(root, `${name}.onnx`));
  }
  writeFileSync(join(root, 'test.csv'), table(1));
  writeFileSync(join(root, 'assay.yaml'), CONFIG);
  const pull = {
    number: 7,
    head: { sha: commit, repo: { full_name: 'octo/flights' } },
    base: { ref: 'main' },
  };
  writeFileSync(join(root, 'event.json'), JSON.stringify(run === '100' ? {} : { pull_request: pull }));
}

/** Rows of the law that the models were trained on; the same on every machine (Park and Miller). */
function table(seed: number): string {
  let state = seed;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const rows = Array.from({ length: 600 }, (_, i) => {
    const [a = 0, b = 0, c = 0] = [1, 2, 3].map(() => 4 * random() - 2);
    const p = 1 / (1 + Math.exp(-(1.2 * a - 0.8 * b + 0.5 * c)));
    return [i, a, b, c, random() < p ? 1 : 0].join(',');
  });
  return `id,a,b,c,late\n${rows.join('\n')}\n`;
}

function contextOf(side: 'base' | 'change', env: Record<string, string> = {}): Context {
  const cwd = join(world.folder, side);
  return {
    cwd,
    env: {
      PATH: process.env['PATH'],
      GITHUB_ACTIONS: 'true',
      GITHUB_RUN_ID: side === 'base' ? '100' : '4711',
      GITHUB_SHA: side === 'base' ? BASE : COMMIT,
      GITHUB_REPOSITORY: world.fake.repository,
      GITHUB_WORKSPACE: cwd,
      GITHUB_API_URL: world.fake.url,
      GITHUB_EVENT_PATH: join(cwd, 'event.json'),
      ASSAY_JOB_TOKEN: 'ghs_read',
      ...env,
    },
    now: () => new Date('2026-01-02T03:04:05Z'),
    signal: new AbortController().signal,
    log: silentLog,
  };
}

async function evaluated(side: 'base' | 'change', raw: RawOptions, env = {}): Promise<EvaluateResult> {
  const ctx = contextOf(side, env);
  const options = checkOptions(evaluate, raw, 'cli');
  const { result } = await evaluate.run({ ctx, host: detectHost(ctx), options, args: [] });
  if (result.command !== 'evaluate') throw new TypeError('not an evaluation');
  return result;
}
async function gated(raw: RawOptions = {}): Promise<GateResult> {
  const ctx = contextOf('change');
  const options = checkOptions(gate, raw, 'cli');
  const { result } = await gate.run({ ctx, host: detectHost(ctx), options, args: [] });
  if (result.command !== 'gate') throw new TypeError('not a gate');
  return result;
}

type Change = (entries: ZipEntry[], predictions: string) => ZipEntry[];
/** The run on main, and its `.assay` as the artifact; `change` is what somebody did to it. */
async function runOnMain(
  model = 'good.onnx',
  change: Change = (entries) => entries,
): Promise<EvaluateResult> {
  const result = await evaluated('base', { model });
  const folder = join(world.folder, 'base', '.assay');
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): ZipEntry => {
      const path = join(entry.parentPath, entry.name);
      return { name: path.slice(folder.length + 1), data: readFileSync(path) };
    });
  const kept = `artifacts/sha256/${result.predictions?.sha256}`;
  expect(entries.map(({ name }) => name)).toContain(kept);
  const bytes = zip(change(entries, kept));
  world.fake.artifacts.push({ id: 900, run: 100, name: NAME, expired: false, zip: bytes });
  return result;
}

describe('the merge base in pairs', () => {
  it('gives differences with intervals, from the predictions in the artifact', async () => {
    await runOnMain();
    const result = await evaluated('change', { model: 'worse.onnx' });
    expect(result.baseline?.source).toBe(`merge-base → run 100 of ${BASE.slice(0, 12)}`);
    expect(result.pairing).toMatchObject({ with: 'predictions', joined: 'id' });
    const verdict = await gated();
    const [rule] = verdict.rules;
    expect(verdict.verdict).toBe('fail');
    expect(rule?.interval?.[1]).toBeLessThan(0);
    expect(rule?.method).toMatch(/delong/);
    expect(verdict.baseline).toMatchObject({ commit: BASE, why: 'run 100 of the merge base with main' });
    expect(JSON.stringify(verdict.notChecked)).not.toContain('in pairs');
    // What was taken out of the archive stays nowhere.
    expect(readdirSync(join(world.folder, 'change', '.assay', 'artifacts', 'sha256')).sort()).toEqual(
      result.artifacts.map(({ sha256 }) => sha256).sort(),
    );
  });

  it('passes the same model, which values alone could not tell from noise', async () => {
    await runOnMain();
    await evaluated('change', { model: 'good.onnx' });
    expect(await gated()).toMatchObject({ verdict: 'pass', rules: [{ delta: 0 }] });
  });

  it.each<[string, Change, RegExp]>([
    [
      'without its predictions',
      (entries, kept) => entries.filter(({ name }) => name !== kept),
      /its artifact holds no predictions; the gate has its values alone/,
    ],
  ])('of an artifact %s are values alone, with the reason', async (_, change, why) => {
    await runOnMain('good.onnx', change);
    const result = await evaluated('change', { model: 'worse.onnx' });
    expect(result.baseline).toBeNull();
    expect(result.notChecked.join('\n')).toMatch(why);
    const verdict = await gated();
    expect(verdict.rules[0]).toMatchObject({ interval: null, baseline: expect.any(Number) });
    expect(verdict.notChecked.join('\n')).toContain('differences in pairs with run 100');
  });

  it('other data are not compared, in pairs or by value', async () => {
    await runOnMain();
    writeFileSync(join(world.folder, 'change', 'test.csv'), table(7));
    const result = await evaluated('change', { model: 'good.onnx' });
    expect(result.notChecked.join('\n')).toContain('it was evaluated on other data');
    expect(await gated()).toMatchObject({ verdict: 'error', rules: [{ reason: 'different_data' }] });
  });

  it('predictions that mean something else are not compared', async () => {
    await runOnMain();
    const config = join(world.folder, 'change', 'assay.yaml');
    writeFileSync(config, CONFIG.replace('  target: late\n', "  target: late\n  positive: '0'\n"));
    const result = await evaluated('change', { model: 'good.onnx' });
    expect(result.baseline).toBeNull();
    expect(result.notChecked.join('\n')).toContain('its predictions mean something else');
    expect((await gated()).verdict).toBe('error');
  });

  it('predictions of another digest are refused, and no values are taken in their place', async () => {
    await runOnMain('good.onnx', (entries, kept) =>
      entries.map((entry) => (entry.name === kept ? { ...entry, data: 'PAR1 others PAR1' } : entry)),
    );
    await expect(evaluated('change', { model: 'worse.onnx' })).rejects.toThrow(/bytes of another digest/);
  });

  it('without `actions: read`, evaluate says so and the gate ends', async () => {
    await runOnMain();
    world.fake.tokens.set('ghs_less', {
      login: 'b',
      installation: true,
      permissions: { contents: 'read' },
    });
    const result = await evaluated('change', { model: 'worse.onnx' }, { ASSAY_JOB_TOKEN: 'ghs_less' });
    expect(result.notChecked.join('\n')).toMatch(/the baseline: GitHub refused to show the artifacts/);
    await expect(
      evaluated('change', { model: 'worse.onnx', baseline: 'merge-base' }, { ASSAY_JOB_TOKEN: 'ghs_less' }),
    ).rejects.toThrow(/permissions: \{actions: read\}/);
  });

  it('a run that came between evaluate and gate is compared by value, and that is said', async () => {
    await runOnMain();
    await evaluated('change', { model: 'worse.onnx' });
    const { fake } = world;
    const artifact = fake.artifacts.pop();
    const [run] = fake.runs;
    if (artifact === undefined || run === undefined) throw new TypeError('there was a run');
    fake.runs.push({ ...run, id: 101 });
    const text = readFileSync(join(world.folder, 'base', '.assay', 'results', 'evaluate.json'), 'utf8');
    const moved = JSON.stringify({ ...JSON.parse(text), run: { ...JSON.parse(text).run, id: '101' } });
    fake.artifacts.push({
      ...artifact,
      run: 101,
      zip: zip([{ name: 'results/evaluate.json', data: moved }]),
    });
    const verdict = await gated();
    expect(verdict.rules[0]).toMatchObject({ interval: null });
    expect(verdict.notChecked.join('\n')).toContain('evaluate compared with merge-base → run 100');
  });
});
