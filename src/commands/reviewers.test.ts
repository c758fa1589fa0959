/** Reviewers of an environment from one end to the other: gate, register, a person's review, deploy, as one run. */
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeGitHub } from '../../test/github/fake/index.js';
import { modelFile, type Stage } from '../../test/support/delivery.js';
import { BOT, COMMIT, CONFIG, type GitHubStage, makeGitHubStage } from '../../test/support/github-stage.js';
import type { Environment } from '../base/index.js';
import { detectHost } from '../host/index.js';
import type { Command, Outcome } from './command.js';
import deploy from './deploy.js';
import gate from './gate.js';
import { checkArguments, checkOptions, type RawOptions } from './options.js';
import register from './register.js';

let fake: FakeGitHub;
let stage: Stage;
let world: GitHubStage;
let now: number;

/** A job of the run: what its steps see. Each begins a minute after the one before. */
function job(attempt = 1, run = 100, more: Environment = {}) {
  now += 60_000;
  const at = now;
  const ctx = world.context(
    {
      GITHUB_EVENT_NAME: 'push',
      GITHUB_RUN_ID: String(run),
      GITHUB_RUN_ATTEMPT: String(attempt),
      GITHUB_ACTOR: 'dana',
      ...more,
    },
    () => new Date(at),
  );
  return async (command: Command, raw: RawOptions): Promise<Outcome> => {
    const options = checkOptions(command, raw, 'action');
    return command.run({ ctx, host: detectHost(ctx), options, args: checkArguments(command, []) });
  };
}

/** The job that trains and registers. */
async function trained(name: string, attempt = 1, run = 100): Promise<Outcome> {
  const step = job(attempt, run);
  await copyFile(modelFile(name), join(stage.root, 'model.onnx'));
  await writeFile(join(stage.root, 'metrics.json'), JSON.stringify({ roc_auc: 0.9 }));
  const gated = await step(gate, { candidate: 'metrics.json', rule: ['roc_auc min 0.5'] });
  expect(gated.result.verdict).toBe('pass');
  return step(register, { file: 'model.onnx', metrics: 'metrics.json' });
}

/** What GitHub does where a job names the environment: its deployment waits, and people let it go on. */
function waits(run = 100): void {
  now += 60_000;
  const logUrl = `https://github.com/octo/flights/actions/runs/${run}/job/${fake.deployments.length + 1}`;
  fake.deployments.push({
    id: fake.deployments.length + 1,
    sha: COMMIT,
    environment: 'production',
    login: BOT,
    payload: {},
    created: new Date(now).toISOString().replace('.000', ''),
    statuses: [{ state: 'in_progress', description: '', environmentUrl: '', logUrl }],
  });
}
function reviews(
  login: string,
  state: 'approved' | 'rejected' = 'approved',
  environment = 'production',
): void {
  const run = fake.runs[0];
  if (run === undefined) throw new Error('there is no run');
  const review = { login, state, environments: [environment], comment: 'seen' };
  fake.runs[0] = { ...run, approvals: [...(run.approvals ?? []), review] };
}
const deployed = (attempt = 1, run = 100) => job(attempt, run)(deploy, { target: 'production' });
const decisions = (version: number) => stage.registry.decisions('m', version);
const alias = () => stage.registry.aliasLog('m', 'production');

beforeEach(async () => {
  now = Date.parse('2026-01-01T00:00:00Z');
  world = await makeGitHubStage({
    deployments: 'read',
    issues: 'write',
    actions: 'read',
    contents: 'read',
    pull_requests: 'read',
  });
  ({ fake, stage } = world);
  fake.people.push({ login: 'rita', type: 'User', permission: 'write' });
  fake.commits.push({ sha: COMMIT, author: 'paul', committer: 'web-flow' });
  fake.runs.push({
    id: 100,
    attempt: 1,
    sha: COMMIT,
    branch: 'main',
    event: 'push',
    workflow: 'train.yml',
    status: 'in_progress',
    conclusion: null,
    actor: 'dana',
  });
});
afterEach(async () => {
  expect(await world.stop()).toEqual([]);
});

describe('reviewers of an environment', () => {
  it('let the version through that this run has registered, and no other', async () => {
    const made = await trained('times2');
    expect(made.outputs).toMatchObject({ version: '1', created: 'true' });
    expect(fake.issues.map(({ title }) => title)).toEqual(['Approve m version 1?']);
    waits();
    // The job has begun, and nobody's review is there: an administrator passed over the reviewers.
    expect((await deployed()).result.verdict).toBe('fail');
    expect(await alias()).toEqual([]);
    reviews('rita');
    const done = await deployed();
    expect([done.result.verdict, done.outputs?.['version']]).toEqual(['pass', '1']);
    expect(await decisions(1)).toMatchObject([
      { actor: 'rita', source: 'github-environment', digest: made.outputs?.['digest'], reason: 'seen' },
    ]);
    expect(await alias()).toMatchObject([{ to: made.outputs?.['digest'], approvals: [expect.any(String)] }]);
    expect(fake.issues[0]?.state).toBe('closed');
    // GitHub keeps the deployment of the job; none is made beside it.
    expect(fake.deployments).toHaveLength(1);

    // The same review stands in the record when another version comes: it was not of that.
    await trained('times3', 1, 101);
    fake.runs.push({ ...(fake.runs[0] as (typeof fake.runs)[number]), id: 101, approvals: [] });
    waits(101);
    expect((await deployed(1, 101)).result.verdict).toBe('fail');
    expect(await decisions(2)).toEqual([]);
    const older = await job(1, 100)(deploy, { target: 'production', version: '2' });
    expect(older.result.verdict).toBe('fail');
    expect(await alias()).toHaveLength(1);
  });

  it('do not count for a version that came after a job had begun in the environment', async () => {
    waits();
    reviews('rita');
    await trained('times2');
    expect((await deployed()).result.verdict).toBe('fail');
    expect(world.lines.join('\n')).toContain('before the version was registered');
    expect(await alias()).toEqual([]);
  });

  it.each(['the registering job', 'the deploying job'])('do not count in a re-run of %s', async (which) => {
    await trained('times2', which === 'the registering job' ? 2 : 1);
    waits();
    reviews('rita');
    expect((await deployed(2)).result.verdict).toBe('fail');
    expect(world.lines.join('\n')).toContain('re-run');
    expect(await decisions(1)).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['a rejection', () => reviews('rita', 'rejected')],
    ['a review of another environment', () => reviews('rita', 'approved', 'staging')],
    ['the author of the commit', () => reviews('paul')],
    ['who started the run', () => reviews('dana')],
    ['an app', () => reviews('gate[bot]')],
  ])('%s is no approval', async (_, review) => {
    await trained('times2');
    waits();
    review();
    expect((await deployed()).result.verdict).toBe('fail');
    expect([await decisions(1), await alias()]).toEqual([[], []]);
  });

  it('count only where the target names them', async () => {
    await writeFile(join(stage.root, 'assay.yaml'), CONFIG.replace('1}', '1, approvers: [hana]}'));
    await trained('times2');
    waits();
    reviews('rita');
    expect((await deployed()).result.verdict).toBe('fail');
    expect(world.lines.join('\n')).toContain('not in targets.production.approvers');
    reviews('Hana');
    expect((await deployed()).result.verdict).toBe('pass');
  });
});
