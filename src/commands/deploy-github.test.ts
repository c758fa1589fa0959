/** Deployments, reviewers, break-glass and alerts on GitHub, against the strict fake and a real registry. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeGitHub } from '../../test/github/fake/index.js';
import type { Stage } from '../../test/support/delivery.js';
import {
  BOT,
  COMMIT,
  type GitHubStage,
  MADE_BY_RUN,
  makeGitHubStage,
} from '../../test/support/github-stage.js';
import { AssayError, type Environment } from '../base/index.js';
import { detectHost } from '../host/index.js';
import type { ModelVersion } from '../registry/index.js';
import type { Verdict } from '../results/index.js';
import approve from './approve.js';
import type { Command, Outcome } from './command.js';
import deploy from './deploy.js';
import explain from './explain.js';
import { refuseReviews } from './github/approvals-now.js';
import { githubDoor } from './github/connect.js';
import { closeWell, issueSender, wellKinds } from './monitor/issue.js';
import { checkArguments, checkOptions, type RawOptions } from './options.js';
import promote from './promote.js';
import rollback from './rollback.js';

let fake: FakeGitHub;
let stage: Stage;
let world: GitHubStage;

const context = (env: Environment = {}) => world.context({ GITHUB_ACTOR: 'op', ...env });
async function call(command: Command, raw: RawOptions, more: Environment = {}): Promise<Outcome> {
  const ctx = context(more);
  const shell = ctx.env['GITHUB_ACTIONS'] === undefined ? 'cli' : 'action';
  const options = checkOptions(command, raw, shell);
  return command.run({ ctx, host: detectHost(ctx), options, args: checkArguments(command, []) });
}
const bring = (version: number, more: RawOptions = {}, env: Environment = {}) =>
  call(deploy, { target: 'production', version: String(version), ...more }, env);
const add = (name: string, run = '100') =>
  stage.add(name, { ...MADE_BY_RUN, run: { ...MADE_BY_RUN.run, id: run } });
const states = () => fake.deployments.map(({ statuses }) => statuses.map(({ state }) => state));
const checks = ({ result }: Outcome) => result.findings.map(({ check }) => check);

beforeEach(async () => {
  const permissions = { deployments: 'write', issues: 'write', actions: 'read', contents: 'read' } as const;
  world = await makeGitHubStage({ ...permissions, pull_requests: 'read' });
  ({ fake, stage } = world);
  fake.tokens.set('ghs_none', { login: BOT, installation: true, permissions: {} });
  fake.people.push(
    { login: 'op', type: 'User', permission: 'write' },
    { login: 'grace', type: 'User', permission: 'write' },
    { login: 'mia', type: 'User', permission: 'write', role: 'maintain' },
  );
  const message = 'Train longer\n\nCo-authored-by: Carl <7+Carl@users.noreply.github.com>\n';
  fake.commits.push({ sha: COMMIT, author: 'dana', message });
});
afterEach(async () => {
  expect(await world.stop()).toEqual([]);
});

describe('GitHub Deployments', () => {
  it('one for each environment and version, with true statuses; the older becomes inactive', async () => {
    const [one, two] = [await add('times2'), await add('times3')];
    await stage.approve(one, 'production');
    expect((await bring(1)).result.verdict).toBe('pass');
    await stage.approve(two, 'production');
    expect((await bring(2)).result.verdict).toBe('pass');
    expect(states()).toEqual([
      ['in_progress', 'success', 'inactive'],
      ['in_progress', 'success'],
    ]);
    await call(rollback, { target: 'production', reason: 'worse' });
    expect(states()).toEqual([
      ['in_progress', 'success', 'inactive', 'in_progress', 'success'],
      ['in_progress', 'success', 'inactive'],
    ]);
    const [made] = fake.log.filter(({ method, path }) => method === 'POST' && /deployments$/.test(path));
    expect(made?.body).toMatchObject({
      auto_merge: false,
      required_contexts: [],
      environment: 'production',
      ref: COMMIT,
      payload: { model: 'm', version: 1 },
    });
    expect(world.warnings).toEqual([]);
  });

  it('none for what is refused, and none beside that of a job', async () => {
    const version = await add('times2');
    expect((await bring(1)).result.verdict).toBe('fail');
    expect(fake.deployments).toEqual([]);
    await stage.approve(version, 'production');
    fake.deployments.push({
      id: 1,
      sha: COMMIT,
      environment: 'production',
      login: BOT,
      payload: {},
      statuses: [
        {
          state: 'in_progress',
          description: '',
          environmentUrl: '',
          logUrl: `https://github.com/octo/flights/actions/runs/100/job/9`,
        },
      ],
    });
    expect((await bring(1)).result.verdict).toBe('pass');
    expect(fake.deployments).toHaveLength(1);
    expect(states()).toEqual([['in_progress']]);
  });

  it('leaves those of another model alone, and never fails the deployment', async () => {
    const version = await add('times2');
    await stage.approve(version, 'production');
    const other = {
      id: 1,
      sha: COMMIT,
      environment: 'production',
      login: BOT,
      task: 'deploy:assay',
      payload: { model: 'other', digest: 'sha256:x' },
      statuses: [],
    };
    fake.deployments.push(other);
    expect((await bring(1, {}, { GITHUB_TOKEN: 'ghs_none' })).result.verdict).toBe('pass');
    expect(world.warnings[0]).toContain('deployments: write');
    await add('times3').then((two) => stage.approve(two, 'production'));
    fake.faults.push({ method: 'POST', path: /statuses$/, status: 400 });
    expect((await bring(2)).result.verdict).toBe('pass');
    expect(other.statuses).toEqual([]);
  });
});

describe('approvals at the moment of deployment', () => {
  const comment = (version: ModelVersion, actor: string) =>
    stage.registry.decide({
      decision: 'approve',
      model: 'm',
      version: version.entry.version,
      digest: version.entry.digest,
      target: 'production',
      verdict: 'pass',
      aliasSeq: 0,
      actor,
      source: 'github-comment',
      origin: `github:octo/flights#comment-${actor}`,
      reason: '',
      expires: null,
    });

  it('who may no longer write does not count', async () => {
    await comment(await add('times2'), 'gone');
    const refused = await bring(1);
    expect(refused.result.verdict).toBe('fail');
    expect(checks(refused)).toContain('deploy.approval.revoked');
    expect(await stage.registry.aliasLog('m', 'production')).toEqual([]);
  });

  it('who may still write counts; without GitHub it is said that it was not checked', async () => {
    const version = await add('times2');
    await comment(version, 'grace');
    const local = await bring(1, {}, { GITHUB_ACTIONS: undefined });
    expect(local.result.notChecked.join()).toContain('may still decide');
    await expect(bring(1, {}, { GITHUB_TOKEN: undefined })).rejects.toThrow(/no token for GitHub/);
    expect((await bring(1)).result.verdict).toBe('pass');
  });

  it('a question that fails stops the deployment', async () => {
    await comment(await add('times2'), 'grace');
    fake.faults.push({ method: 'GET', path: /permission$/, status: 400 });
    await expect(bring(1)).rejects.toThrow(/could not be asked/);
    expect(await stage.registry.aliasLog('m', 'production')).toEqual([]);
  });
});

describe('approvals at the moment of a promotion', () => {
  const comment = (version: ModelVersion, actor: string) =>
    stage.registry.decide({
      decision: 'approve',
      model: 'm',
      version: version.entry.version,
      digest: version.entry.digest,
      target: 'champion',
      verdict: 'pass',
      aliasSeq: 0,
      actor,
      source: 'github-comment',
      origin: `github:octo/flights#comment-${actor}`,
      reason: '',
      expires: null,
    });
  const name = (env: Environment = {}) => call(promote, { alias: 'champion', version: '1' }, env);
  const moves = () => stage.registry.aliasLog('m', 'champion');

  it('who may no longer write does not count, and who may still does', async () => {
    const version = await add('times2');
    await comment(version, 'gone');
    const refused = await name();
    expect(refused.result.verdict).toBe('fail');
    expect(JSON.stringify(refused.result.findings)).toContain('may no longer write');
    expect(await moves()).toEqual([]);
    await comment(version, 'grace');
    expect((await name()).result.verdict).toBe('pass');
    expect(await moves()).toMatchObject([{ version: 1, approvals: [expect.any(String)] }]);
  });

  it('without GitHub it is not checked, and said; a question that cannot be asked stops it', async () => {
    await comment(await add('times2'), 'grace');
    await expect(name({ GITHUB_TOKEN: undefined })).rejects.toThrow(/no token for GitHub/);
    fake.faults.push({ method: 'GET', path: /permission$/, status: 400 });
    await expect(name()).rejects.toThrow(/could not be asked/);
    expect(await moves()).toEqual([]);
    const local = await name({ GITHUB_ACTIONS: undefined });
    expect(local.result.notChecked.join()).toContain('may still decide');
    expect(local.result.verdict).toBe('pass');
  });
});

describe('failure at each call', () => {
  it.each([false, true])('after its effect %s: never a deployment without approvals', async (after) => {
    const ask = (version: ModelVersion, seq: number) =>
      stage.registry.decide({
        decision: 'approve',
        model: 'm',
        version: version.entry.version,
        digest: version.entry.digest,
        target: 'production',
        verdict: 'pass',
        aliasSeq: seq,
        actor: 'grace',
        source: 'github-comment',
        origin: `github:octo/flights#comment-${version.entry.version}`,
        reason: '',
        expires: null,
      });
    await ask(await add('times2'), 0);
    const before = fake.log.length;
    expect((await bring(1)).result.verdict).toBe('pass');
    const calls = fake.log.length - before;
    expect(calls).toBeGreaterThan(6);
    let seq = 1;
    for (let index = 0; index < calls; index += 1) {
      const version = await stage.add('times3', { seeds: [index], run: run(`9${index}`) });
      await ask(version, seq);
      fake.faults.push({ at: fake.log.length + index, status: 400, after });
      const outcome = await bring(version.entry.version).catch((error: unknown) => error);
      fake.faults.length = 0;
      const log = await stage.registry.aliasLog('m', 'production');
      const served = log.length > seq;
      expect(log.slice(seq).every(({ approvals }) => approvals.length === 1)).toBe(true);
      // Only the question about rights stops it; what GitHub shows of it does not.
      if (served) expect((outcome as Outcome).result.verdict).toBe('pass');
      else expect(outcome).toBeInstanceOf(AssayError);
      seq = log.length;
    }
    expect(seq).toBeGreaterThan(calls - 2);
  });
  const run = (id: string) => ({ id, attempt: 1, commit: COMMIT, config: null });
});

describe('decisions', () => {
  it('are not recorded by a workflow that anyone can start', async () => {
    const version = await add('times2');
    const options = { version: '1', target: 'production', digest: version.entry.digest };
    for (const event of ['issue_comment', 'pull_request_target', 'star', '', 'an_event_to_come']) {
      await expect(call(approve, options, { GITHUB_EVENT_NAME: event })).rejects.toThrow(/assay respond/);
    }
    expect(await stage.registry.decisions('m', 1)).toEqual([]);
    const done = await call(approve, options, { GITHUB_EVENT_NAME: 'workflow_dispatch' });
    expect(done.result.verdict).toBe('pass');
  });

  it('are in the name of whoever started this attempt, and never in that of a bot', async () => {
    const version = await add('times2');
    const options = { version: '1', target: 'production', digest: version.entry.digest };
    const by = (actor: string, more: Environment = {}) =>
      call(approve, options, { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_ACTOR: actor, ...more });
    // The author runs again what somebody else had started.
    const again = await by('grace', { GITHUB_TRIGGERING_ACTOR: 'ada', GITHUB_RUN_ATTEMPT: '2' });
    expect(checks(again)).toContain('approve.self_approval');
    await expect(by('github-actions[bot]')).rejects.toThrow(/is a bot/);
    expect(await stage.registry.decisions('m', 1)).toEqual([]);
  });
});

describe('reviewers of the environment', () => {
  const run = (login: string, created = '2099-01-01T00:00:00Z') => {
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
      approvals: [{ login, state: 'approved', environments: ['production'], comment: 'seen' }],
    });
    fake.deployments.push({
      id: 1,
      sha: COMMIT,
      environment: 'production',
      login: BOT,
      payload: {},
      created,
      statuses: [
        {
          state: 'in_progress',
          description: '',
          environmentUrl: '',
          logUrl: 'https://github.com/octo/flights/actions/runs/100/job/9',
        },
      ],
    });
  };
  const registered = async () => {
    const { manifest } = await add('times2');
    await rm(join(stage.root, 'registry', 'models', 'm', 'versions'), { recursive: true, force: true });
    return (await stage.registry.register(manifest, { actor: 'ada', run: '100' })).version;
  };

  it('count for the version that this run registered, once', async () => {
    await registered();
    run('rita');
    expect((await bring(1)).result.verdict).toBe('pass');
    expect(await stage.registry.decisions('m', 1)).toMatchObject([
      {
        actor: 'rita',
        source: 'github-environment',
        origin: 'github:octo/flights#run-100/production/rita',
        reason: 'seen',
      },
    ]);
  });

  it.each<[string, string, string | undefined, Environment, RegExp]>([
    ['who started the run', 'dana', undefined, {}, /maker/],
    ['a co-author of the commit', 'carl', undefined, {}, /maker/],
    ['an app', 'gatekeeper[bot]', undefined, {}, /a bot/],
    ['a re-run', 'rita', undefined, { GITHUB_RUN_ATTEMPT: '2' }, /re-run/],
    ['a job before the registration', 'rita', '2020-01-01T00:00:00Z', {}, /before the version/],
  ])('%s does not count', async (_, login, created, env, why) => {
    await registered();
    run(login, created);
    expect((await bring(1, {}, env)).result.verdict).toBe('fail');
    expect(world.lines.join('\n')).toMatch(why);
    expect(await stage.registry.decisions('m', 1)).toEqual([]);
  });

  it('another environment, another run, and a token that may not ask', async () => {
    await registered();
    run('rita');
    expect((await bring(1, { environment: 'staging' })).result.verdict).toBe('fail');
    expect((await bring(1, {}, { GITHUB_RUN_ID: '101' })).result.verdict).toBe('fail');
    expect((await bring(1, {}, { GITHUB_TOKEN: 'ghs_none' })).result.verdict).toBe('fail');
    expect(world.lines.join('\n')).toContain('actions: read');
    const permissions = { deployments: 'read', actions: 'read', contents: 'read' } as const;
    fake.tokens.set('ghs_less', { login: BOT, installation: true, permissions });
    expect((await bring(1, {}, { GITHUB_TOKEN: 'ghs_less' })).result.verdict).toBe('fail');
    expect(world.lines.join('\n')).toContain(
      'Resource not accessible by integration - https://docs.github.com/rest; the job needs `actions: read, deployments: read, contents: read, pull-requests: read`',
    );
  });

  it('without a job in the environment there is nobody to review', async () => {
    const version = await registered();
    expect(refuseReviews(version, { id: '100', attempt: 1 }, [])).toContain('no job');
    expect(refuseReviews(version, { id: '100', attempt: 1 }, ['never'])).toContain('before');
  });
});

describe('break-glass', () => {
  const reason = { 'break-glass': 'the served model is down' };

  it('deploys without approvals, by a maintainer, and shows it everywhere', async () => {
    await add('times2');
    const done = await bring(1, reason, { GITHUB_ACTOR: 'mia' });
    expect(done.result).toMatchObject({ verdict: 'warn', breakGlass: 'the served model is down' });
    expect(done.result.summary).toContain('BREAK-GLASS: mia deployed');
    expect(checks(done)).toContain('approval.break_glass');
    expect(await stage.registry.aliasLog('m', 'production')).toMatchObject([
      { approvals: [], breakGlass: 'the served model is down' },
    ]);
    const [event] = await stage.registry.events('m');
    expect(event?.data['breakGlass']).toBe('the served model is down');
    expect((await call(explain, {})).text).toContain(
      'BREAK-GLASS, without approval: the served model is down',
    );
  });

  it('is refused to others, without a reason, after a rejection, for a failed gate', async () => {
    const version = await add('times2');
    await expect(bring(1, reason)).rejects.toThrow(/maintain or admin/);
    const again = { GITHUB_ACTOR: 'mia', GITHUB_TRIGGERING_ACTOR: 'op', GITHUB_RUN_ATTEMPT: '2' };
    await expect(bring(1, reason, again)).rejects.toThrow(/op has write/);
    await expect(bring(1, { 'break-glass': 'x' }, { GITHUB_ACTOR: 'mia' })).rejects.toThrow(/reason/);
    await stage.registry.decide({
      decision: 'reject',
      model: 'm',
      version: 1,
      digest: version.entry.digest,
      target: 'production',
      verdict: 'pass',
      aliasSeq: 0,
      actor: 'grace',
      source: 'terminal',
      reason: 'no',
      expires: null,
    });
    expect((await bring(1, reason, { GITHUB_ACTOR: 'mia' })).result.verdict).toBe('fail');
    await stage.add('times3', { verdict: 'skipped' });
    expect((await bring(2, reason, { GITHUB_ACTOR: 'mia' })).result.verdict).toBe('fail');
    expect(await stage.registry.aliasLog('m', 'production')).toEqual([]);
  });

  it('is not shown where the approvals suffice', async () => {
    const version = await add('times2');
    await stage.approve(version, 'production');
    const done = await bring(1, reason, { GITHUB_ACTOR: 'mia' });
    expect(done.result.verdict).toBe('pass');
    expect(done.result).not.toHaveProperty('breakGlass');
  });
});

describe('alerts as issues', () => {
  const door = async () => {
    const ctx = context();
    const found = await githubDoor(ctx, detectHost(ctx), stage.root, undefined);
    if (found === null) throw new Error('no door');
    return { ctx, door: found };
  };
  const facts = { model: 'm', version: 1, digest: 'sha256:1', runUrl: null, time: '2026-01-01T00:00:00Z' };
  const part = (verdict: Verdict) => [{ verdict }];

  it('one for each kind, written anew, closed once it was checked and is well', async () => {
    const { ctx, door: found } = await door();
    const send = issueSender(found);
    for (const line of ['age drifted', 'age drifted more']) {
      const told = await send({ key: line, kind: 'drift', title: 'm v1: drift', lines: [line] }, facts);
      expect(told.sent).toBe(true);
    }
    await send({ key: 'p', kind: 'performance', title: 'm v1: decay', lines: ['auc'] }, facts);
    expect(fake.issues.map(({ state }) => state)).toEqual(['open', 'open']);
    expect(fake.issues[0]?.body).toContain('drifted more');
    const watched = { model: 'm', drift: part('inconclusive'), rules: [] };
    expect(wellKinds(watched)).toEqual([]);
    await closeWell(ctx, found, watched);
    expect(fake.issues.map(({ state }) => state)).toEqual(['open', 'open']);
    await closeWell(ctx, found, { ...watched, drift: part('pass') });
    expect(fake.issues.map(({ state }) => state)).toEqual(['closed', 'open']);
    fake.faults.push({ method: 'GET', path: /issues$/, status: 400 });
    const lost = await send({ key: 'q', kind: 'drift', title: 't', lines: [] }, facts);
    expect(lost.sent).toBe(false);
  });
});
