/** The baseline `merge-base` without a file: what a run on the base branch left, fetched from its artifact. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Context, silentLog } from '../../src/base/index.js';
import gate from '../../src/commands/gate.js';
import { checkOptions, type RawOptions } from '../../src/commands/options.js';
import { detectHost } from '../../src/host/index.js';
import { initRegistry } from '../../src/registry/index.js';
import { buildReport, renderTerminal } from '../../src/report/index.js';
import { type GateResult, type Result, resultSchema } from '../../src/results/index.js';
import { COMMIT, evaluateResult, gateResult, RUN } from '../report/samples.js';
import { testContext } from '../support/delivery.js';
import { Publishing } from '../support/publishing.js';
import { type ZipEntry, zip } from '../support/zip.js';
import type { FakeRun } from './fake/index.js';

vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const sha = (digit: string) => digit.repeat(40);
/** main: 3 ← 2 ← 1; the pull request left it at 1. */
const [BASE, BEFORE, OLDEST] = [sha('1'), sha('2'), sha('3')];
const NAME = 'assay-model-report-1';
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
  fake.commits.push({ sha: BASE, parent: BEFORE }, { sha: BEFORE, parent: OLDEST }, { sha: OLDEST });
  await keep({ ...evaluateResult(), run: RUN });
});
afterEach(async () => {
  await world.stop();
  expect(world.fake.complaints).toEqual([]);
});

async function keep(result: Result): Promise<void> {
  const folder = join(world.folder, '.assay', 'results');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'evaluate.json'), JSON.stringify(result));
}

const roc = (value: number): Result =>
  resultSchema.parse({
    ...evaluateResult(),
    metrics: evaluateResult().metrics.map((metric) =>
      metric.name === 'roc_auc' && metric.slice === null ? { ...metric, value, interval: null } : metric,
    ),
  });

function ran(id: number, commit: string, over: Partial<FakeRun> = {}): void {
  world.fake.runs.push({
    id,
    attempt: 1,
    sha: commit,
    branch: 'main',
    event: 'push',
    workflow: 'assay-train.yml',
    status: 'completed',
    conclusion: 'success',
    ...over,
  });
}

function left(
  run: number,
  results: readonly Result[],
  over: { name?: string; expired?: boolean; zip?: Buffer } = {},
): void {
  const of = world.fake.runs.find(({ id }) => id === run);
  const identity = { id: String(run), attempt: of?.attempt ?? 1, commit: of?.sha ?? '', config: null };
  const entries: ZipEntry[] = results.map((result) => ({
    name: `results/${result.command}.json`,
    data: JSON.stringify({ ...result, run: { ...identity, ...(result.run.id === 'x' ? result.run : {}) } }),
  }));
  world.fake.artifacts.push({
    id: 900 + world.fake.artifacts.length,
    run,
    name: over.name ?? NAME,
    expired: over.expired ?? false,
    zip: over.zip ?? zip([...entries, { name: 'artifacts/sha256/00', data: 'a model', stored: true }]),
  });
}

async function judge(raw: RawOptions = {}, env: Record<string, string> = {}): Promise<GateResult> {
  const event = join(world.folder, 'event.json');
  const pull = {
    number: 7,
    head: { sha: COMMIT, repo: { full_name: 'octo/flights' } },
    base: { ref: 'main' },
  };
  await writeFile(
    event,
    JSON.stringify({ pull_request: pull, repository: { owner: { login: 'octo' }, default_branch: 'main' } }),
  );
  const ctx: Context = {
    cwd: world.folder,
    env: {
      PATH: process.env['PATH'],
      GITHUB_ACTIONS: 'true',
      GITHUB_RUN_ID: '4711',
      GITHUB_REPOSITORY: world.fake.repository,
      GITHUB_WORKSPACE: world.folder,
      GITHUB_API_URL: world.fake.url,
      GITHUB_EVENT_PATH: event,
      ASSAY_JOB_TOKEN: 'ghs_read',
      ...env,
    },
    now: () => new Date('2026-01-02T03:04:05Z'),
    signal: new AbortController().signal,
    log: silentLog,
  };
  const options = checkOptions(
    gate,
    { baseline: 'merge-base', rule: ['roc_auc max_drop 0.005'], ...raw },
    'cli',
  );
  const { result } = await gate.run({ ctx, host: detectHost(ctx), options, args: [] });
  if (result.command !== 'gate') throw new TypeError('not a gate');
  return result;
}

describe('the result of the merge base', () => {
  it('is compared with, named, and linked', async () => {
    ran(100, BASE);
    left(100, [roc(0.75)]);
    const result = await judge();
    expect(result).toMatchObject({
      verdict: 'fail',
      baseline: {
        source: `merge-base → run 100 of ${BASE.slice(0, 12)}`,
        version: null,
        commit: BASE,
        why: 'run 100 of the merge base with main',
      },
      rules: [{ baseline: 0.75, candidate: 0.71234 }],
    });
    expect(result.inputs[1]).toMatchObject({ name: 'baseline', path: `${NAME}/results/evaluate.json` });
    // Compare, runs, artifacts, the address, the store.
    expect(world.fake.requests).toHaveLength(5);
    const document = buildReport([result], { repositoryUrl: 'https://github.com/octo/flights' });
    expect(JSON.stringify(document)).toContain(`https://github.com/octo/flights/commit/${BASE}`);
    expect(renderTerminal(result, { color: false, width: 100 })).toContain('run 100 of the merge base');
  });

  it('passes where the candidate holds', async () => {
    ran(100, BASE);
    left(100, [roc(0.714)]);
    expect((await judge()).verdict).toBe('pass');
  });

  it('of another dataset is not compared with', async () => {
    ran(100, BASE);
    const other = { ...evaluateResult(), dataset: { ...evaluateResult().dataset, sha256: '9'.repeat(64) } };
    left(100, [resultSchema.parse(other)]);
    expect(await judge()).toMatchObject({ verdict: 'error', rules: [{ reason: 'different_data' }] });
  });

  it('tells of a rule that was there and is gone', async () => {
    ran(100, BASE);
    left(100, [roc(0.7), gateResult({ verdict: 'pass' })]);
    expect((await judge()).findings).toContainEqual(
      expect.objectContaining({ check: expect.stringContaining('removed') }),
    );
  });

  it('that has expired leaves the nearest commit before it, and the reason', async () => {
    ran(98, OLDEST);
    ran(99, BEFORE);
    ran(100, BASE);
    left(98, [roc(0.6)]);
    left(99, [roc(0.72)]);
    left(100, [roc(0.75)], { expired: true });
    const { baseline, rules } = await judge();
    expect(rules[0]?.baseline).toBe(0.72);
    expect(baseline?.commit).toBe(BEFORE);
    expect(baseline?.why).toContain('run 99, the commit before the merge base 111111111111 with main');
    expect(baseline?.why).toContain(`the artifact ${NAME} of run 100 of 111111111111 has expired`);
  });

  it('is looked for over all pages of runs and artifacts', async () => {
    ran(50, BEFORE);
    for (let at = 0; at < 150; at += 1) left(50, [], { name: `logs-${at}` });
    left(50, [roc(0.72)]);
    for (let at = 0; at < 150; at += 1) left(50, [], { name: `more-${at}` });
    for (let at = 0; at < 230; at += 1) ran(1000 + at, sha('f'));
    expect((await judge()).baseline?.commit).toBe(BEFORE);
    expect(world.fake.requests.filter((each) => each.includes('/actions/runs?')).length).toBe(4);
    expect(world.fake.requests.filter((each) => each.includes('/runs/50/artifacts')).length).toBe(4);
  });

  it.each<[string, Partial<FakeRun>]>([
    ['of a fork whose branch is called main too', { event: 'pull_request', headRepository: 'eve/flights' }],
    ['that claims a push but is of a fork', { headRepository: 'eve/flights' }],
    ['that a run of somebody started', { event: 'workflow_run' }],
    ['that a comment started', { event: 'issue_comment' }],
    ['of a pull request', { event: 'pull_request' }],
    ['of a pull request with rights', { event: 'pull_request_target' }],
    ['that failed', { conclusion: 'failure' }],
    ['of another branch', { branch: 'feature' }],
  ])('is never taken from a run %s', async (_, over) => {
    ran(100, BASE, over);
    left(100, [roc(0.1)]);
    await expect(judge()).rejects.toThrow(/no run on main has a result of the merge base 111111111111/);
  });

  it('is never that of this very commit', async () => {
    world.fake.mergeBases.set(`main...${COMMIT}`, COMMIT);
    world.fake.commits.push({ sha: COMMIT, parent: BEFORE });
    ran(99, BEFORE);
    ran(100, COMMIT);
    left(99, [roc(0.72)]);
    left(100, [roc(0.1)]);
    expect((await judge()).baseline?.commit).toBe(BEFORE);
  });

  it('of several attempts is that of the last', async () => {
    ran(100, BASE, { attempt: 3 });
    left(100, [roc(0.9)]);
    left(100, [roc(0.72)], { name: 'assay-model-report-3' });
    left(100, [roc(0.1)], { name: 'assay-model-report-4' });
    expect((await judge()).rules[0]?.baseline).toBe(0.72);
  });

  it('is found under another name, which is asked for; the names that are there are told', async () => {
    ran(100, BASE);
    left(100, [roc(0.72)], { name: 'assay-north-report-1' });
    await expect(judge()).rejects.toThrow(/it has assay-north-report-1.*merge-base:NAME/s);
    const { baseline } = await judge({ baseline: 'merge-base:assay-north-report' });
    expect(baseline?.source).toContain('merge-base:assay-north-report → run 100');
  });

  it.each<[string, { zip?: Buffer; results?: Result[] }, RegExp]>([
    ['is no archive', { zip: Buffer.from('hello') }, /cannot be read as a zip archive/],
    ['has a path that leaves it', { zip: zip([{ name: '../x', data: 'x' }]) }, /leaves its folder/],
    ['is of another run', { results: [{ ...roc(0.1), run: { ...RUN, id: 'x' } }] }, /of another run/],
    [
      'is no result',
      { zip: zip([{ name: 'results/evaluate.json', data: '{"command": "evaluate"}' }]) },
      /is no result/,
    ],
  ])('that %s is refused, and no older one is taken in its place', async (_, bad, why) => {
    ran(99, BEFORE);
    ran(100, BASE);
    left(99, [roc(0.1)]);
    left(100, bad.results ?? [], bad.zip === undefined ? {} : { zip: bad.zip });
    await expect(judge()).rejects.toThrow(why);
  });

  it('an evaluation that broke is passed over', async () => {
    ran(99, BEFORE);
    ran(100, BASE);
    left(99, [roc(0.72)]);
    left(100, [{ ...roc(0.1), verdict: 'error' }]);
    expect((await judge()).baseline?.commit).toBe(BEFORE);
  });

  it.each([
    ['without `actions: read`', { contents: 'read' as const }, /permissions: \{actions: read\}/],
    ['without a token', null, /no token to look for the result of the merge base/],
  ])('%s the error says what is missing', async (_, permissions, why) => {
    ran(100, BASE);
    left(100, [roc(0.72)]);
    if (permissions !== null)
      world.fake.tokens.set('ghs_less', { login: 'b', installation: true, permissions });
    await expect(judge({}, { ASSAY_JOB_TOKEN: permissions === null ? '' : 'ghs_less' })).rejects.toThrow(why);
  });

  it('stands in for an alias that has no entry yet, where it is asked to', async () => {
    ran(100, BASE);
    left(100, [roc(0.75)]);
    await writeFile(
      join(world.folder, 'assay.yaml'),
      'version: 1\nmodel: m\nregistry: store\ngate:\n  baseline: production or merge-base\n  rules:\n    - {metric: roc_auc, max_drop: 0.005}\n',
    );
    await initRegistry('store', world.folder, testContext(world.folder));
    await keep({ ...evaluateResult(), run: { ...RUN, config: null } });
    const { verdict, firstRun, baseline } = await judge({ baseline: '', rule: [] });
    expect({ verdict, firstRun }).toEqual({ verdict: 'fail', firstRun: false });
    expect(baseline?.why).toBe('the alias production has no entry yet; run 100 of the merge base with main');
    world.fake.runs.length = 0;
    await expect(judge({ baseline: '', rule: [] })).rejects.toThrow(/no run on main has a result/);
  });

  it('a commit that GitHub does not know is an error, never a first run', async () => {
    world.fake.mergeBases.clear();
    await expect(judge()).rejects.toThrow(/GitHub knows no merge base of main and 0123/);
  });
});
