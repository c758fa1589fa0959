/** Comments on an approval issue and on pull requests, against the strict fake of GitHub's API and a real registry. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeGitHub } from '../../test/github/fake/index.js';
import type { Stage } from '../../test/support/delivery.js';
import {
  BOT,
  COMMIT,
  CONFIG,
  type GitHubStage,
  MADE_BY_RUN,
  makeGitHubStage,
} from '../../test/support/github-stage.js';
import { AssayError, type Environment } from '../base/index.js';
import { loadConfig } from '../config/index.js';
import { detectHost } from '../host/index.js';
import type { ModelVersion } from '../registry/index.js';
import type { Outcome } from './command.js';
import { openApprovalIssue } from './github/approval-issue.js';
import { githubDoor } from './github/connect.js';
import { checkOptions, type RawOptions } from './options.js';
import { approvalIssue } from './register/issue.js';
import respond from './respond.js';
import { openSession } from './session.js';

let fake: FakeGitHub;
let stage: Stage;
let version: ModelVersion;
let world: GitHubStage;
let issue: number;

const context = (env: Environment = {}) =>
  world.context({ GITHUB_RUN_ID: '500', GITHUB_ACTOR: 'grace', ...env });

async function open(of: ModelVersion = version): Promise<number> {
  const ctx = context();
  const door = await githubDoor(ctx, detectHost(ctx), stage.root, undefined);
  if (door === null) throw new Error('no door');
  const config = await loadConfig(join(stage.root, 'assay.yaml'));
  const opened = await openApprovalIssue({ ctx, door, registry: stage.registry, config }, of);
  if (opened === null) throw new Error('no issue');
  return opened.number;
}

interface Said {
  readonly by?: string;
  readonly on?: number;
  readonly body: string;
  readonly action?: string;
  readonly sender?: string;
  readonly type?: string;
  readonly edit?: boolean;
  readonly old?: boolean;
  readonly owner?: string;
  readonly options?: RawOptions;
  readonly env?: Environment;
  /** Reads a comment that was made before. */
  readonly id?: number;
}

/** A comment is made on GitHub, and the workflow reads it. */
async function say(said: Said): Promise<Outcome & { readonly id: number }> {
  const { by = 'grace', on = issue, body } = said;
  const comment =
    said.id === undefined ? fake.addComment(on, by, body) : fake.comments.find(({ id }) => id === said.id);
  if (comment === undefined) throw new Error('no comment');
  if (said.edit) comment.updated = '2099-01-01T00:00:00Z';
  if (said.old) comment.created = comment.updated = '2020-01-01T00:00:00Z';
  await mkdir(join(stage.root, 'event'), { recursive: true });
  const path = join(stage.root, 'event', 'event.json');
  await writeFile(
    path,
    JSON.stringify({
      action: said.action ?? 'created',
      sender: { login: said.sender ?? by, type: said.type ?? 'User' },
      comment: { id: comment.id, body, user: { login: by, type: said.type ?? 'User' } },
      issue: { number: on },
      repository: { owner: { login: 'octo', type: said.owner ?? 'Organization' } },
    }),
  );
  const ctx = context({
    GITHUB_EVENT_NAME: 'issue_comment',
    GITHUB_EVENT_PATH: path,
    GITHUB_ACTOR: by,
    ...said.env,
  });
  const options = checkOptions(respond, said.options ?? {}, 'action');
  const outcome = await respond.run({ ctx, host: detectHost(ctx), options, args: [] });
  return { ...outcome, id: comment.id };
}

const digest = () => version.entry.digest.slice(7, 19);
const decisions = () => stage.registry.decisions('m', version.entry.version);
const answers = () => fake.comments.filter(({ login }) => login === BOT);
const answer = () => answers().at(-1)?.body ?? '';
const code = (outcome: Outcome) => (outcome.result as { data?: Record<string, unknown> }).data?.['code'];

beforeEach(async () => {
  world = await makeGitHubStage({
    issues: 'write',
    pull_requests: 'write',
    actions: 'write',
    contents: 'read',
  });
  ({ fake, stage } = world);
  fake.people.push(
    { login: 'grace', type: 'User', permission: 'write', association: 'MEMBER' },
    { login: 'dana', type: 'User', permission: 'write', association: 'MEMBER' },
    { login: 'ada', type: 'User', permission: 'admin', association: 'OWNER' },
    { login: 'rita', type: 'User', permission: 'read', association: 'NONE' },
    { login: 'otto', type: 'User', permission: 'write', association: 'COLLABORATOR' },
    { login: 'robot[bot]', type: 'Bot', permission: 'write', association: 'NONE' },
  );
  fake.pulls.push({ number: 7, state: 'open', sha: 'a'.repeat(40), head: 'octo:feature' });
  fake.commits.push({ sha: COMMIT, author: 'dana', committer: 'web-flow' });
  version = await stage.add('times2', MADE_BY_RUN);
  issue = await open();
});
afterEach(async () => {
  expect(await world.stop()).toEqual([]);
});

describe('the approval issue', () => {
  it('shows the evidence, and is one', async () => {
    const [made] = fake.issues;
    expect(made?.title).toBe('Approve m version 1?');
    expect(made?.body).toContain(version.entry.digest);
    expect(made?.body).toContain(`/assay approve ${digest()}`);
    expect(made?.labels).toEqual(['assay-approval']);
    expect(await open()).toBe(issue);
    expect(fake.issues).toHaveLength(1);
    if (made) made.labels = [];
    expect(await open()).toBe(issue);
  });

  it('is one where two jobs open it at once', async () => {
    const other = await stage.add('times3');
    fake.holdLists = 0;
    await Promise.all([open(other), open(other)]);
    const of = fake.issues.filter(({ body }) => body.includes(`digest=${other.entry.digest}`));
    expect(of.map(({ state }) => state)).toEqual(['open']);
  });

  it('is closed once a newer version is registered', async () => {
    await open(await stage.add('times3'));
    expect(fake.issues.map(({ state }) => state)).toEqual(['closed', 'open']);
    expect(fake.issues[0]?.body).toContain('superseded by version 2');
  });

  it('is opened by register in a workflow, but for pull requests, and a refusal is a warning', async () => {
    fake.issues.length = 0;
    const call = async (event: string, how = 'auto', token = 'ghs_job') => {
      const ctx = context({ GITHUB_EVENT_NAME: event });
      const host = detectHost(ctx);
      const session = await openSession(ctx, host, {});
      const options = { 'approval-issue': how, token };
      return approvalIssue(ctx, host, session, stage.registry, version, options);
    };
    expect([await call('pull_request'), await call('push', 'never')]).toEqual(['', '']);
    expect(fake.issues).toEqual([]);
    fake.tokens.set('ghs_none', { login: BOT, installation: true, permissions: {} });
    expect(await call('push', 'auto', 'ghs_none')).toBe('');
    expect(world.warnings.join()).toContain('issues: write');
    expect(await call('push')).toContain('/issues/');
    expect(fake.issues).toHaveLength(1);
  });

  it('escapes what comes from data', async () => {
    const evil = await stage.add('log', { authors: ['</td><img src=x> @everyone [x](javascript:1)'] });
    await open(evil);
    const body = fake.issues.at(-1)?.body ?? '';
    expect(body).toContain('\\<img');
    expect(body).not.toMatch(/[^\\]<img|[^`]@everyone/);
  });
});

describe('approve', () => {
  it('is recorded with the comment, answered, and says that a job may deploy', async () => {
    const said = await say({ body: `/assay approve ${digest()} because it is better` });
    expect(said.outputs).toMatchObject({
      action: 'approve',
      deploy: 'true',
      version: '1',
      target: 'production',
    });
    expect(await decisions()).toMatchObject([
      {
        decision: 'approve',
        actor: 'grace',
        source: 'github-comment',
        origin: `github:octo/flights#comment-${said.id}`,
        reason: 'it is better',
        digest: version.entry.digest,
      },
    ]);
    expect(answer()).toContain('approved version 1 for production');
    expect(fake.issues[0]?.body).toContain('approved by grace');
    expect(fake.reactions).toMatchObject([{ comment: said.id, content: '+1' }]);
  });

  it('the same comment counts once, however often it is read', async () => {
    const said = await say({ body: `/assay approve ${digest()}` });
    const again = await say({ body: `/assay approve ${digest()}`, id: said.id });
    expect(again.outputs).toMatchObject({ action: 'approve', deploy: 'true' });
    expect(await decisions()).toHaveLength(1);
    expect(answers()).toHaveLength(1);
  });

  it('two of two', async () => {
    await writeFile(join(stage.root, 'assay.yaml'), CONFIG.replace('approvals: 1', 'approvals: 2'));
    fake.issues.length = 0;
    issue = await open();
    fake.people.push({ login: 'hana', type: 'User', permission: 'admin', association: 'MEMBER' });
    const first = await say({ body: `/assay approve ${digest()}` });
    expect(first.outputs).toMatchObject({ action: 'approve', deploy: 'false' });
    expect(answer()).toContain('1 of 2 approvals');
    const same = await say({ body: `/assay approve ${digest()}` });
    expect(same.outputs).toMatchObject({ deploy: 'false' });
    const second = await say({ by: 'hana', body: `/assay approve ${digest()}` });
    expect(second.outputs).toMatchObject({ deploy: 'true' });
  });

  it.each<[string, Partial<Said>, string]>([
    ['a bot', { by: 'robot[bot]', type: 'Bot' }, 'bot'],
    ['an edited comment', { edit: true }, 'edited'],
    ['an old comment, read again', { old: true }, 'expired'],
    ['the event of an edit', { action: 'edited' }, 'edited'],
    ['someone who may only read', { by: 'rita' }, 'no_permission'],
    ['someone whom GitHub does not know here', { by: 'stranger' }, 'no_permission'],
    ['an outside collaborator', { by: 'otto' }, 'outside_collaborator'],
    ['an author in the manifest', { by: 'ada' }, 'self_approval'],
    ['the author of the commit, by GitHub', { by: 'dana' }, 'self_approval'],
    ['another sender', { sender: 'ada' }, 'other_sender'],
    ['too few digits', { body: '/assay approve 3f9a0c5' }, 'not_understood'],
    ['another digest', { body: '/assay approve 00000000aa' }, 'other_digest'],
    ['an unknown target', { body: '/assay approve DIGEST elsewhere' }, 'which_target'],
    ['a verdict that is not the gate’s', { body: '/assay approve DIGEST as inconclusive' }, 'names_verdict'],
    ['a pull request', { on: 7 }, 'wrong_issue'],
    ['text below', { body: '/assay approve DIGEST\nthanks' }, 'not_understood'],
  ])('%s is refused, with the reason as the answer', async (_, part, expected) => {
    const body = (part.body ?? '/assay approve DIGEST').replace('DIGEST', digest());
    const said = await say({ ...part, body });
    expect([code(said), said.outputs?.['action'], said.outputs?.['deploy']]).toEqual([
      expected,
      'none',
      'false',
    ]);
    expect(said.result.verdict).toBe('warn');
    expect(await decisions()).toEqual([]);
    expect(answers()).toHaveLength(1);
    expect(answer()).toContain('refused');
  });

  it('an outside collaborator counts in a person’s own repository, and where the target names them', async () => {
    const own = await say({ by: 'otto', body: `/assay approve ${digest()}`, owner: 'User' });
    expect(own.outputs?.['action']).toBe('approve');
    await writeFile(join(stage.root, 'assay.yaml'), CONFIG.replace('1}', '1, approvers: [Rita, otto]}'));
    await open();
    const named = await say({ by: 'rita', body: `/assay approve ${digest()}` });
    expect(named.outputs?.['action']).toBe('approve');
    expect(code(await say({ by: 'grace', body: `/assay approve ${digest()}` }))).toBe('not_an_approver');
  });

  it('authors of the pull request and starters of the run do not approve', async () => {
    fake.people.push({ login: 'paul', type: 'User', permission: 'write', association: 'MEMBER' });
    fake.commits.push({ sha: 'd'.repeat(40), author: 'paul', pulls: [7] });
    const [first] = fake.commits;
    if (first) fake.commits[0] = { ...first, pulls: [7] };
    expect(code(await say({ by: 'paul', body: `/assay approve ${digest()}` }))).toBe('self_approval');
    fake.runs.push({
      id: 100,
      attempt: 1,
      sha: COMMIT,
      branch: 'main',
      event: 'push',
      workflow: 'train.yml',
      status: 'completed',
      conclusion: 'success',
      actor: 'dana',
      triggeringActor: 'grace',
    });
    expect(code(await say({ body: `/assay approve ${digest()}` }))).toBe('self_approval');
  });

  it('a stale version, until the newer one is rejected', async () => {
    const newer = await stage.add('times3');
    const newIssue = await open(newer);
    expect(code(await say({ body: `/assay approve ${digest()}` }))).toBe('closed');
    const [first] = fake.issues;
    if (first) first.state = 'open';
    expect(code(await say({ body: `/assay approve ${digest()}` }))).toBe('stale');
    await say({ on: newIssue, body: '/assay reject because slow' });
    if (first) first.state = 'open';
    // The issue still says that version 2 supersedes it; what is approved is read first.
    expect(code(await say({ body: `/assay approve ${digest()}` }))).toBe('evidence_changed');
    expect(first?.body).toContain('waits for people');
    expect((await say({ body: `/assay approve ${digest()}` })).outputs?.['action']).toBe('approve');
  });

  it('an issue whose evidence was changed by hand is written anew, and the approval refused', async () => {
    const [made] = fake.issues;
    if (made) made.body = made.body.replace('pass', 'great');
    expect(code(await say({ body: `/assay approve ${digest()}` }))).toBe('evidence_changed');
    expect((await say({ body: `/assay approve ${digest()}` })).outputs?.['action']).toBe('approve');
  });

  it.each<[string, (body: string) => string]>([
    [
      'hidden below a forged one',
      (body) => body.replace('### Evidence', '### Evidence\nroc_auc 0.99\n<!--\n### Evidence'),
    ],
    [
      'folded away',
      (body) => `${body.replace('### Evidence', '<details><summary>old</summary>\n\n### Evidence')}`,
    ],
    ['contradicted above', (body) => body.replace('\n', '\nThe figures below are of another version.\n')],
    ['contradicted below', (body) => `${body}\nAll of this was checked by the safety board.\n`],
  ])('evidence that stands there word for word, %s, is not what was shown', async (_, forge) => {
    const [made] = fake.issues;
    const before = made?.body;
    if (made) made.body = forge(made.body);
    expect(made?.body).not.toBe(before);
    expect(code(await say({ body: `/assay approve ${digest()}` }))).toBe('evidence_changed');
    expect(await decisions()).toEqual([]);
    expect(made?.body).toBe(before);
    expect((await say({ body: `/assay approve ${digest()}` })).outputs?.['action']).toBe('approve');
  });

  describe('a text that somebody changed and put back', () => {
    let shift = 0;
    beforeEach(() => {
      shift = 0;
      fake.now = () => Date.now() + shift;
    });
    const later = () => {
      shift += 5000;
    };
    const made = () => {
      const [first] = fake.issues;
      if (first === undefined) throw new Error('no issue');
      return first;
    };
    /** Changed, put back, and all of it some seconds ago. */
    const touch = (by: string | null = 'dana') => {
      const before = made().body;
      later();
      fake.editIssue(issue, by, { body: before.replace('pass', 'great') });
      later();
      fake.editIssue(issue, by, { body: before });
      later();
      expect(made().body).toBe(before);
    };

    it.each<[string, string | null]>([
      ['a person', 'dana'],
      ['an account that is gone', null],
      ['another bot', 'robot[bot]'],
      ['a person with the name of the bot', 'github-actions'],
    ])('by %s is not what was shown; once it is told, a new comment counts', async (_, by) => {
      touch(by);
      const said = await say({ body: `/assay approve ${digest()}` });
      expect(code(said)).toMatch(/^evidence_/);
      expect(await decisions()).toEqual([]);
      expect(made().body).toContain(`${by ?? 'a deleted account'}\` changed the text of this issue at`);
      later();
      expect((await say({ body: `/assay approve ${digest()}` })).outputs?.['action']).toBe('approve');
    });

    it('counts against a comment that was refused for it, also when its job is run again', async () => {
      touch();
      const said = await say({ body: `/assay approve ${digest()}` });
      later();
      const again = await say({ body: `/assay approve ${digest()}`, id: said.id });
      expect(code(again)).toBe('evidence_touched');
      expect(answer()).toContain('was changed by dana at');
      expect(await decisions()).toEqual([]);
    });

    it('counts where a text of ours came after it without a word of it', async () => {
      touch();
      await open();
      expect(made().body).not.toContain('changed the text');
      fake.editIssue(issue, BOT, { body: `${made().body}x` });
      await open();
      later();
      expect(code(await say({ body: `/assay approve ${digest()}` }))).toBe('evidence_changed');
      later();
      expect((await say({ body: `/assay approve ${digest()}` })).outputs?.['action']).toBe('approve');
    });

    it('cannot be forged by writing what we would have written', async () => {
      touch();
      await say({ body: `/assay approve ${digest()}` });
      const told = made().body;
      later();
      fake.editIssue(issue, 'dana', { body: told.replace('pass', 'great') });
      later();
      // The notice names the time of the edit that it is written by.
      fake.editIssue(issue, 'dana', { body: told.replace(/at `20[^`]+`/, `at \`${fake.time()}\``) });
      later();
      expect(code(await say({ body: `/assay approve ${digest()}` }))).toBe('evidence_touched');
      expect(await decisions()).toEqual([]);
    });

    it('is the title too', async () => {
      const { title } = made();
      later();
      fake.editIssue(issue, 'dana', { title: `${title} It was checked.` });
      later();
      expect(code(await say({ body: `/assay approve ${digest()}` }))).toBe('evidence_changed');
      expect(made().title).toBe(title);
      later();
      fake.editIssue(issue, 'dana', { title: 'x' });
      later();
      fake.editIssue(issue, 'dana', { title });
      later();
      expect(code(await say({ body: `/assay approve ${digest()}` }))).toMatch(/^evidence_/);
      expect(await decisions()).toEqual([]);
    });

    it('among hundreds of our own edits is seen', async () => {
      touch();
      const ours = { at: '2020-01-01T00:00:00Z', by: BOT };
      made().edits = [...Array.from({ length: 250 }, () => ours), ...(made().edits ?? [])];
      expect(code(await say({ body: `/assay approve ${digest()}` }))).toMatch(/^evidence_/);
    });

    it('is asked of GitHub: where it refuses to tell nothing is carried out', async () => {
      fake.faults.push(
        { method: 'POST', path: /^\/graphql$/, status: 403 },
        {
          method: 'POST',
          path: /^\/graphql$/,
          status: 403,
        },
      );
      await expect(say({ body: `/assay approve ${digest()}` })).rejects.toThrow(
        /whether the text of issue \d+ was changed could not be asked/,
      );
      expect(await decisions()).toEqual([]);
    });

    it('cannot be known on a server that does not tell, which is said', async () => {
      fake.faults.push(...[1, 2, 3].map(() => ({ method: 'POST', path: /^\/graphql$/, status: 404 })));
      expect((await say({ body: `/assay approve ${digest()}` })).outputs?.['action']).toBe('approve');
      expect(world.warnings.join()).toContain('does not tell whether the text of the issue was changed');
    });
  });

  it('an issue of someone else with our hidden line is none of ours', async () => {
    const [made] = fake.issues;
    if (made === undefined) throw new Error('no issue');
    fake.issues.push({ ...made, number: 99, login: 'rita' });
    expect(code(await say({ on: 99, body: `/assay approve ${digest()}` }))).toBe('wrong_issue');
  });

  it('a hidden line that was changed leads to no version', async () => {
    const [made] = fake.issues;
    if (made) made.body = made.body.replace(/digest=sha256:./, 'digest=sha256:0');
    expect(code(await say({ body: `/assay approve ${digest()}` }))).toBe('unknown_version');
  });

  it.each(['yes', '> /assay approve X', 'please /assay approve X', '```\n/assay approve X\n```'])(
    '%j is no command, and gets no answer',
    async (body) => {
      const before = fake.log.length;
      const said = await say({ body: body.replace('X', digest()) });
      expect(said.outputs?.['action']).toBe('none');
      expect(fake.log.length).toBe(before);
    },
  );
});

describe('other commands', () => {
  it('reject closes the issue, and voids what came before', async () => {
    await say({ body: `/assay approve ${digest()}` });
    const said = await say({ by: 'dana', body: '/assay reject because slow' });
    expect(said.outputs).toMatchObject({ action: 'reject', deploy: 'false' });
    expect(fake.issues[0]).toMatchObject({ state: 'closed' });
    expect(fake.issues[0]?.body).toContain('rejected for production');
  });

  it('help and status are open to readers, who share one answer', async () => {
    for (const body of ['/assay help', '/assay status', '/assay help', '/assay status']) {
      expect((await say({ by: 'rita', body })).outputs?.['action']).toBe(body.slice(7));
    }
    expect(answers()).toHaveLength(1);
    expect(answer()).toContain('0 of 1 approvals');
    expect((await say({ by: 'rita', on: 7, body: '/assay status' })).outputs?.['action']).toBe('status');
  });

  it('rollback names the version to go back to, once', async () => {
    const next = await stage.add('times3');
    for (const [index, each] of [version, next].entries()) {
      await stage.registry.moveAlias('m', 'production', {
        to: each,
        kind: 'deploy',
        actor: 'ada',
        run: '1',
        approvals: [],
        reason: '',
        expectSeq: index,
      });
    }
    expect(code(await say({ by: 'rita', body: '/assay rollback because x' }))).toBe('no_permission');
    // Also where the version was deployed everywhere and its issue is closed.
    const [made] = fake.issues;
    if (made) made.state = 'closed';
    const said = await say({ body: '/assay rollback because complaints' });
    expect(said.outputs).toMatchObject({
      action: 'rollback',
      target: 'production',
      version: '1',
      reason: 'complaints',
    });
    const again = await say({ body: '/assay rollback because complaints', id: said.id });
    expect(code(again)).toBe('counted_before');
    expect(code(await say({ body: '/assay rollback to 9 because x' }))).toBe('failed');
    expect(answer()).toContain('never served version 9');
  });

  it('run: on a pull request of this repository, by whoever may write', async () => {
    const options = { workflow: 'assay-gpu.yml' };
    expect(code(await say({ by: 'rita', on: 7, body: '/assay run', options }))).toBe('no_permission');
    expect(code(await say({ on: issue, body: '/assay run', options }))).toBe('wrong_issue');
    expect(code(await say({ on: 7, body: '/assay run bbbbbbbb', options }))).toBe('other_commit');
    const said = await say({ on: 7, body: '/assay run aaaaaaaa', options });
    expect(said.outputs).toMatchObject({ run: 'true', sha: 'a'.repeat(40), ref: 'feature' });
    expect(fake.dispatches).toEqual([
      {
        kind: 'workflow',
        name: 'assay-gpu.yml',
        payload: { ref: 'feature', inputs: { sha: 'a'.repeat(40), 'pull-request': '7' } },
      },
    ]);
    fake.pulls.push({
      number: 88,
      state: 'open',
      sha: 'b'.repeat(40),
      head: 'fay:main',
      headRepository: 'fay/flights',
    });
    expect(code(await say({ on: 88, body: '/assay run', options }))).toBe('fork');
    expect(fake.dispatches).toHaveLength(1);
  });

  it('a later step that failed is told in the place of the answer', async () => {
    const said = await say({ body: `/assay approve ${digest()}` });
    await say({ body: `/assay approve ${digest()}`, id: said.id, options: { failed: 'true' } });
    expect(answers()).toHaveLength(1);
    expect(answer()).toContain('not done: a later step');
  });

  it('whoever may only read gets one answer, also where later steps fail', async () => {
    for (const body of ['/assay status', '/assay help', '/assay status']) {
      await say({ by: 'rita', body, options: { failed: 'true' } });
    }
    expect(answers()).toHaveLength(1);
  });

  it('what a service said of a failure is for the log, and not for everyone', async () => {
    const secret = 'https://bucket.example/x?X-Amz-Signature=5ecret';
    fake.faults.push({
      method: 'GET',
      path: /\/commits\//,
      status: 403,
      body: { message: `no access with ${secret}` },
    });
    await expect(say({ body: `/assay approve ${digest()}` })).rejects.toThrow('no access with');
    expect(answer()).toContain('nothing was carried out');
    expect(answer()).not.toContain('5ecret');
  });
});

describe('labels', () => {
  async function label(by: string, sha: string, name = 'assay-run'): Promise<Outcome> {
    const path = join(stage.root, 'event.json');
    const head = { sha, repo: { full_name: 'octo/flights' } };
    const event = {
      action: 'labeled',
      label: { name },
      sender: { login: by, type: 'User' },
      pull_request: { number: 7, head, user: { login: 'fay' } },
    };
    await writeFile(path, JSON.stringify(event));
    fake.pullLabels.set(7, [name]);
    const ctx = context({ GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: path });
    const options = checkOptions(respond, {}, 'action');
    return respond.run({ ctx, host: detectHost(ctx), options, args: [] });
  }

  it('starts a run once, by whoever may write, for the head that was labelled', async () => {
    expect((await label('rita', 'a'.repeat(40))).outputs).toMatchObject({ run: 'false' });
    expect(code(await label('grace', 'b'.repeat(40)))).toBe('other_commit');
    expect((await label('grace', 'a'.repeat(40))).outputs).toMatchObject({
      run: 'true',
      sha: 'a'.repeat(40),
    });
    expect(fake.pullLabels.get(7)).toEqual([]);
    expect((await label('grace', 'a'.repeat(40), 'bug')).outputs).toMatchObject({ run: 'false' });
    expect((await label('robot[bot]', 'a'.repeat(40))).outputs).toMatchObject({ run: 'false' });
  });
});

describe('failure at each call', () => {
  it.each(['before', 'after'] as const)(
    'a call that fails %s its effect: recorded once and answered, or not recorded and said',
    { timeout: 60_000 },
    async (when) => {
      const first = fake.log.length;
      await say({ body: `/assay approve ${digest()}` });
      const calls = fake.log.length - first;
      expect(calls).toBeGreaterThan(8);
      for (let index = 0; index < calls; index += 1) {
        await rm(join(stage.root, 'registry', 'models', 'm', 'approvals'), { recursive: true, force: true });
        fake.comments.length = 0;
        const [made] = fake.issues;
        if (made) made.state = 'open';
        await open();
        // 400 is not tried again, so that the one call fails for good.
        fake.faults.push({ at: fake.log.length + index, status: 400, after: when === 'after' });
        const thrown = await say({ body: `/assay approve ${digest()}` }).then(
          (outcome) => outcome,
          (error: unknown) => error,
        );
        fake.faults.length = 0;
        const recorded = (await decisions()).length;
        const where = `call ${index}: ${fake.requests.slice(-calls)[index]}`;
        if (thrown instanceof AssayError) {
          expect(thrown.kind, where).toBe('environment');
          expect(thrown.message, where).toMatch(
            recorded ? /recorded/ : /not carried out|nothing was recorded/,
          );
        } else {
          const { outputs } = thrown as Outcome;
          expect([outputs?.['action'], recorded], where).toEqual(['approve', 1]);
          expect(answer(), where).toContain('approved version 1');
        }
        // Run again, the same comment is recorded once, and answered.
        const id = fake.comments.find(({ login }) => login === 'grace')?.id ?? 0;
        const again = await say({ body: `/assay approve ${digest()}`, id });
        expect(again.outputs, where).toMatchObject({ action: 'approve', deploy: 'true' });
        expect(await decisions(), where).toHaveLength(1);
        expect(
          answers().filter(({ body }) => body.includes(`answer-${id} `)),
          where,
        ).toHaveLength(1);
        expect(answer(), where).toContain('approved version 1');
      }
    },
  );
});
