import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Context, type Environment, git, silentLog } from '../base/index.js';
import type { RunIdentity } from '../results/index.js';
import { detectHost } from './index.js';
import { namesOf, webAddress } from './repository.js';

let folder: string;
let commit: string;
const HEAD = 'a'.repeat(40);
const who = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: '7+Ada-L@users.noreply.github.com',
  GIT_COMMITTER_NAME: 'Grace',
  GIT_COMMITTER_EMAIL: 'grace@example.org',
};

const context = (env: Environment = {}): Context => ({
  cwd: folder,
  env: { PATH: process.env['PATH'], HOME: folder, ...env },
  now: () => new Date('2026-01-02T03:04:05Z'),
  signal: new AbortController().signal,
  log: silentLog,
});
const github = async (event: unknown, env: Environment = {}) => {
  await mkdir(join(folder, 'event'), { recursive: true });
  const path = join(folder, 'event', 'event.json');
  await writeFile(path, JSON.stringify(event));
  return detectHost(
    context({
      GITHUB_ACTIONS: 'true',
      GITHUB_RUN_ID: '77',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_SHA: 'b'.repeat(40),
      GITHUB_ACTOR: 'Starter',
      GITHUB_TRIGGERING_ACTOR: 'Rerunner',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_EVENT_PATH: path,
      ...env,
    }),
  );
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-host-'));
  const env = { PATH: process.env['PATH'], HOME: folder, ...who };
  await git(folder, ['init', '-q', '-b', 'main'], { env });
  await writeFile(join(folder, '.gitignore'), 'event\n');
  await git(folder, ['add', '.'], { env });
  await git(folder, ['commit', '-qm', 'first'], { env });
  commit = (await git(folder, ['rev-parse', 'HEAD'], { env })).stdout.trim();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('an attempt', () => {
  it.each(['abc', '0', '-1', '1.5', '1e3'])(
    'that is %s is a wrong variable, which is named',
    async (attempt) => {
      const host = await github({}, { GITHUB_RUN_ATTEMPT: attempt });
      const wrong = /the variable GITHUB_RUN_ATTEMPT is ".*", and no number of an attempt/;
      await expect(host.identity(folder, null, null)).rejects.toMatchObject({ kind: 'usage' });
      await expect(host.identity(folder, null, null)).rejects.toThrow(wrong);
    },
  );
});

describe('a terminal', () => {
  it('begins a run, and keeps it while commit, work tree and configuration stay', async () => {
    const host = detectHost(context());
    expect(host.kind).toBe('terminal');
    const first = await host.identity(folder, 'sha256:1', null);
    expect(first).toMatchObject({ attempt: 1, commit, dirty: false, config: 'sha256:1' });
    expect(first.id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect((await host.identity(folder, 'sha256:1', first)).id).toBe(first.id);
    expect((await host.identity(folder, 'sha256:2', first)).id).not.toBe(first.id);
    expect((await host.identity(folder, 'sha256:1', { ...first, commit: HEAD })).id).not.toBe(first.id);
    await writeFile(join(folder, 'train.py'), 'x');
    // Our own outputs (a registry, a deployment) are untracked files; they begin no new run.
    expect(await host.identity(folder, 'sha256:1', first)).toMatchObject({ dirty: false, id: first.id });
    await git(folder, ['add', 'train.py'], { env: context().env });
    const dirty = await host.identity(folder, 'sha256:1', first);
    expect(dirty).toMatchObject({ dirty: true });
    expect(dirty.id).not.toBe(first.id);
  });

  it('names author, committer and starter, also the login in a private address', async () => {
    const ctx = context();
    await git(folder, ['config', 'user.email', 'Me@Example.org'], { env: ctx.env });
    const host = detectHost(ctx);
    expect(await host.actor(folder)).toBe('Me@Example.org');
    expect(await host.authors(folder)).toEqual([
      'ada',
      '7+ada-l@users.noreply.github.com',
      'ada-l',
      'grace',
      'grace@example.org',
      'me@example.org',
    ]);
  });

  it('names those whom the message names as co-authors', async () => {
    const message =
      'Train\n\nCO-AUTHORED-BY: Carl C. <9+carl@users.noreply.github.com>\nCo-authored-by: x <>';
    const env = { ...context().env, ...who };
    await git(folder, ['commit', '-qm', message, '--allow-empty'], { env });
    const authors = await detectHost(context()).authors(folder);
    expect(authors).toEqual(
      expect.arrayContaining(['carl c.', '9+carl@users.noreply.github.com', 'carl', 'ada']),
    );
  });

  it('names the actor among the authors also where git knows no identity', async () => {
    for (const env of [{ USER: 'Dana' }, { USERNAME: 'Dana' }, {}]) {
      const host = detectHost(context(env));
      const actor = (await host.actor(folder)).toLowerCase();
      expect(await host.authors(folder)).toContain(actor);
      expect(await host.authors(folder)).toContain('ada');
    }
    const bare = await mkdtemp(join(tmpdir(), 'assay-bare-'));
    expect(await detectHost(context({ USER: 'Dana' })).authors(bare)).toEqual(['dana']);
    expect(await detectHost(context()).authors(bare)).toEqual([]);
    await rm(bare, { recursive: true });
  });

  it('works outside a repository', async () => {
    const bare = await mkdtemp(join(tmpdir(), 'assay-bare-'));
    const host = detectHost({ ...context({ USER: 'someone' }), cwd: bare });
    const run = await host.identity(bare, null, null);
    expect(run.commit).toBeNull();
    expect(run).not.toHaveProperty('dirty');
    expect(await host.actor(bare)).toBe('someone');
    expect(await host.repositoryUrl(bare)).toBeNull();
    await rm(bare, { recursive: true });
  });
});

describe('GitHub', () => {
  it('takes the head of a pull request, not the merge commit that is checked out', async () => {
    const event = { pull_request: { number: 5, head: { sha: HEAD }, user: { login: 'Author' } } };
    const host = await github(event);
    expect(host.kind).toBe('github');
    expect(await host.identity(folder, null, null)).toEqual({
      id: '77',
      attempt: 2,
      commit: HEAD,
      dirty: false,
      config: null,
    });
    const authors = await host.authors(folder);
    for (const name of ['author', 'starter', 'rerunner', 'ada', 'ada-l']) expect(authors).toContain(name);
    expect(host.runUrl()).toBe('https://github.com/o/r/actions/runs/77/attempts/2');
    expect(await host.repositoryUrl(folder)).toBe('https://github.com/o/r');
  });

  it('takes the commit that is checked out elsewhere, and GITHUB_SHA where nothing is', async () => {
    const host = await github({ head_commit: { id: HEAD, author: { username: 'Pusher' } } });
    expect((await host.identity(folder, null, null)).commit).toBe(commit);
    expect(await host.authors(folder)).toContain('pusher');
    const bare = await mkdtemp(join(tmpdir(), 'assay-bare-'));
    expect((await host.identity(bare, null, null)).commit).toBe('b'.repeat(40));
    const left: RunIdentity = { id: '77', attempt: 1, commit: 'c'.repeat(40), config: null };
    expect((await host.identity(bare, null, left)).commit).toBe('c'.repeat(40));
    expect((await host.identity(bare, null, { ...left, id: '78' })).commit).toBe('b'.repeat(40));
    await rm(bare, { recursive: true });
  });

  it('publishes for the run that started it, whose commit the event tells and not the artifact', async () => {
    const run = { id: 70, run_attempt: 3, head_sha: HEAD, event: 'pull_request', head_branch: '$(id)' };
    const host = await github({ workflow_run: run });
    const left: RunIdentity = { id: '70', attempt: 1, commit: 'f'.repeat(40), config: 'sha256:x' };
    expect(await host.identity(folder, 'sha256:1', left)).toEqual({
      id: '70',
      attempt: 3,
      commit: HEAD,
      config: null,
    });
    expect((await host.identity(folder, null, { ...left, id: '71' })).id).toBe('77');
  });

  it('says which variable is missing, and what is wrong with the payload', async () => {
    const host = await github({}, { GITHUB_RUN_ID: undefined });
    await expect(host.identity(folder, null, null)).rejects.toThrow(/GITHUB_RUN_ID is not set/);
    const broken = await github({ pull_request: { number: 'x', head: {} } });
    await expect(broken.identity(folder, null, null)).rejects.toThrow(/event payload/);
  });
});

describe('names and addresses', () => {
  it('leaves out what is empty or repeated', () => {
    expect(namesOf(['A', 'a', '', null, undefined, ' b '])).toEqual(['a', 'b']);
    expect(namesOf(['49699333+dependabot[bot]@users.noreply.github.com'])).toContain('dependabot[bot]');
  });
  it.each([
    ['git@github.com:o/r.git', 'https://github.com/o/r'],
    ['https://github.com/o/r.git', 'https://github.com/o/r'],
    ['https://user:secret@ghe.example:8443/o/r', 'https://ghe.example:8443/o/r'],
    ['ssh://git@host:2222/o/r.git', 'https://host/o/r'],
    ['http://localhost:3000/o/r', 'http://localhost:3000/o/r'],
    ['/srv/git/r.git', null],
    ['../r', null],
    ['file:///srv/git/r.git', null],
    ['C:\\repos\\r', null],
  ])('%s reads %s', (remote, address) => {
    expect(webAddress(remote)).toBe(address);
  });
});
