import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeGitHub, LIMIT } from '../../../test/github/fake/index.js';
import { type Context, silentLog } from '../../base/index.js';
import { openCheck } from './check.js';
import { type GitHubClient, openClient, Refused } from './client.js';
import { type Draft, publishComment } from './comment.js';
import { defaultKey, markerOf } from './marker.js';
import { pullOfCommit } from './pull.js';
import { retryDelay } from './retry.js';

// Pauses between tries and looks pass at once.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const BOT = 'github-actions[bot]';
const MARKER = markerOf('delivery-1');
const body = (text: string) => `${MARKER}\n\n${text}\n`;
const draft = (text: string): Draft => ({ marker: MARKER, compose: async () => text });
let fake: FakeGitHub;

const context = (): Context => ({
  cwd: '/',
  env: {},
  now: () => new Date(),
  signal: new AbortController().signal,
  log: silentLog,
});
const client = (token = 'ghs_workflow', repo = 'flights'): GitHubClient =>
  openClient(context(), { token, baseUrl: fake.url, repository: { owner: 'octo', repo } });
const ours = () => fake.comments.filter((comment) => comment.body.startsWith(MARKER));

beforeEach(async () => {
  fake = await new FakeGitHub().start();
  fake.tokens.set('ghs_workflow', {
    login: BOT,
    installation: true,
    permissions: { pull_requests: 'write', checks: 'write' },
  });
  fake.tokens.set('ghs_readonly', { login: BOT, installation: true, permissions: {} });
  fake.tokens.set('personal', { login: 'ada', installation: false, permissions: { pull_requests: 'write' } });
  fake.pulls.push({ number: 7, state: 'open', sha: 'a'.repeat(40), head: 'octo:feature' });
});
afterEach(async () => {
  await fake.stop();
  expect(fake.complaints).toEqual([]);
});

describe('one comment a key', () => {
  it('creates it, leaves it alone while unchanged, updates it', async () => {
    const first = await publishComment(client(), 7, draft(body('one')));
    expect(first.state).toBe('created');
    expect(await publishComment(client(), 7, draft(body('one')))).toEqual({ ...first, state: 'unchanged' });
    expect(await publishComment(client(), 7, draft(body('two')))).toEqual({ ...first, state: 'updated' });
    expect(ours().map((comment) => comment.body)).toEqual([body('two')]);
    expect(fake.requests.filter((request) => request.startsWith('PATCH'))).toHaveLength(1);
  });

  it('finds it on page 7 of a thousand comments', async () => {
    for (let i = 0; i < 1000; i += 1)
      fake.addComment(7, i % 2 ? 'ada' : BOT, i === 650 ? body('old') : `chat ${i}`);
    const outcome = await publishComment(client(), 7, draft(body('new')));
    expect(outcome.state).toBe('updated');
    expect(ours()).toHaveLength(1);
    expect(fake.comments).toHaveLength(1000);
    expect(fake.requests.filter((request) => request.includes('per_page=100'))).toHaveLength(10);
    expect(fake.requests.length).toBeLessThanOrEqual(12 + 10);
  });

  it('takes neither the comment of another author nor a quoted marker', async () => {
    fake.addComment(7, 'mallory', body('planted'));
    fake.addComment(7, BOT, `> ${MARKER}\n\nquoted`);
    fake.addComment(7, BOT, `see ${MARKER}`);
    fake.addComment(7, BOT, `${markerOf('other')}\n\nx`);
    expect((await publishComment(client(), 7, draft(body('mine')))).state).toBe('created');
    expect(fake.comments.map((comment) => comment.body)[0]).toBe(body('planted'));
    expect(fake.comments).toHaveLength(5);
  });

  it.each([2, 8])('leaves one of %i that are created at once, with a whole body', async (racers) => {
    for (let round = 0; round < 5; round += 1) {
      fake.comments.length = 0;
      fake.holdLists = racers;
      const bodies = Array.from({ length: racers }, (_, i) => body(`racer ${i} of round ${round}`));
      const outcomes = await Promise.all(bodies.map((text) => publishComment(client(), 7, draft(text))));
      expect(outcomes.some((outcome) => outcome.state === 'created')).toBe(true);
      expect(ours()).toHaveLength(1);
      expect(bodies).toContain(ours()[0]?.body);
      // Whoever lost the race speaks of the comment that stayed, not of the one that is gone.
      for (const { id } of outcomes) expect(id).toBe(ours()[0]?.id);
    }
  });

  it('clears doubles that an earlier crash left', async () => {
    for (const text of ['a', 'b', 'c']) fake.addComment(7, BOT, body(text));
    expect((await publishComment(client(), 7, draft(body('d')))).state).toBe('updated');
    expect(ours().map((comment) => comment.body)).toEqual([body('d')]);
  });

  it('works with a personal token, whose author is a person', async () => {
    await publishComment(client('personal'), 7, draft(body('one')));
    expect((await publishComment(client('personal'), 7, draft(body('two')))).state).toBe('updated');
    expect(ours().map((comment) => comment.login)).toEqual(['ada']);
  });
});

describe('lists that lag', () => {
  it.each([1, 2, 4])('a comment missing from the next %i lists is not made twice', async (lists) => {
    fake.lag.lists = lists;
    expect((await publishComment(client(), 7, draft(body('one')))).state).toBe('created');
    // The job that comes at once does not see it, makes another, and finds the first when the list has come so far.
    fake.lag.lists = lists;
    const second = await publishComment(client(), 7, draft(body('two')));
    expect(ours().map((comment) => comment.body)).toEqual([body('two')]);
    expect(second.id).toBe(ours()[0]?.id);
  });

  it('two racing jobs leave one also then', async () => {
    fake.lag.lists = 3;
    await Promise.all(['a', 'b'].map((text) => publishComment(client(), 7, draft(body(text)))));
    expect(ours()).toHaveLength(1);
  });

  it('begins again where the comment was removed between look and write', async () => {
    fake.addComment(7, BOT, body('old'));
    const outcome = await publishComment(client(), 7, {
      marker: MARKER,
      async compose(existing) {
        if (existing !== null) fake.comments.length = 0;
        return body('new');
      },
    });
    expect(outcome.state).toBe('created');
    expect(ours().map((comment) => comment.body)).toEqual([body('new')]);
  });

  it('leaves what is newer', async () => {
    fake.addComment(7, BOT, body('newer'));
    const yielding = { ...draft(body('older')), yields: async () => true };
    expect((await publishComment(client(), 7, yielding)).state).toBe('left');
    expect(ours()[0]?.body).toBe(body('newer'));
  });
});

describe('refusals and failures', () => {
  it.each([
    ['ghs_readonly', 'flights', 403, /Resource not accessible by integration/],
    ['unknown', 'flights', 401, /Bad credentials/],
    ['ghs_workflow', 'elsewhere', 404, /Not Found/],
  ])('token %s, repository %s: %i', async (token, repo, status, message) => {
    const error = await publishComment(client(token, repo), 7, draft(body('x'))).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ status });
    expect(String(error)).toMatch(message);
  });

  it('says that a conversation is locked, and that a body is too long', async () => {
    fake.locked.add(7);
    await expect(publishComment(client(), 7, draft(body('x')))).rejects.toThrow(/locked/);
    fake.locked.clear();
    await expect(publishComment(client(), 7, draft(body('x'.repeat(LIMIT))))).rejects.toThrow(/too long/);
  });

  it('tries again after the time that GitHub asks for, whatever the call', async () => {
    const limited = {
      status: 403,
      headers: { 'retry-after': '0' },
      body: { message: 'You have exceeded a secondary rate limit' },
    };
    fake.faults.push(
      { method: 'POST', path: /comments$/, ...limited },
      { method: 'GET', path: /comments$/, ...limited, status: 429 },
    );
    expect((await publishComment(client(), 7, draft(body('x')))).state).toBe('created');
    expect(ours()).toHaveLength(1);
  });

  it('looks for a creation whose answer was lost before it sends it again', async () => {
    const broken = { status: 502, headers: { 'retry-after': '0' } };
    fake.faults.push({ method: 'GET', path: /comments$/, ...broken });
    expect((await publishComment(client(), 7, draft(body('x')))).state).toBe('created');
    for (const after of [true, false]) {
      fake.comments.length = 0;
      fake.faults.push({ method: 'POST', path: /comments$/, ...broken, after });
      expect((await publishComment(client(), 7, draft(body('x')))).state).toBe('created');
      expect(ours()).toHaveLength(1);
    }
  });

  it('says when a used-up hour is over', async () => {
    fake.limits.remaining = 0;
    const error = await publishComment(client(), 7, draft(body('x'))).catch((e: unknown) => e);
    expect(error).toMatchObject({ kind: 'environment' });
    const reset = new Date(fake.limits.reset * 1000).toISOString();
    expect(String(error)).toContain(`it resets at ${reset}`);
    expect(fake.requests).toHaveLength(1);
  });

  it('names the address that cannot be reached', async () => {
    const away = openClient(context(), {
      token: 'ghs_x',
      baseUrl: 'http://127.0.0.1:9',
      repository: { owner: 'octo', repo: 'flights' },
    });
    const error = await away.octokit
      .request('POST /repos/{owner}/{repo}/check-runs', {
        owner: 'octo',
        repo: 'flights',
        name: 'x',
        head_sha: 'x',
      })
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ kind: 'environment' });
    expect(String(error)).toMatch(/could not be reached/);
  });
});

describe('retryDelay', () => {
  const base = { method: 'GET', status: 503, headers: {}, message: '', tries: 1, now: 1_000_000 };
  it.each([
    ['a permission', { status: 403, message: 'Resource not accessible by integration' }, null],
    ['a limit with a time', { status: 403, headers: { 'retry-after': '7' } }, 7000],
    ['a limit on a creation', { method: 'POST', status: 429, headers: { 'retry-after': '7' } }, 7000],
    [
      'a used-up hour soon over',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1010' } },
      11_000,
    ],
    [
      'a used-up hour long to go',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999' } },
      null,
    ],
    ['a secondary limit without a time', { status: 403, message: 'secondary rate limit' }, 60_000],
    ['a broken gateway', { status: 502 }, 1000],
    ['the third broken gateway', { status: 502, tries: 3 }, 4000],
    ['the fourth', { status: 502, tries: 4 }, null],
    ['a broken gateway on a creation', { status: 502, method: 'POST' }, null],
    ['no answer', { status: null }, 1000],
    ['not found', { status: 404 }, null],
    ['unprocessable', { status: 422 }, null],
    ['an hour asked for', { status: 429, headers: { 'retry-after': '3600' } }, null],
  ])('%s', (_, over, expected) => {
    expect(retryDelay({ ...base, ...over })).toBe(expected);
  });
});

describe('checks', () => {
  it.each([
    ['pass', 'success'],
    ['warn', 'success'],
    ['fail', 'failure'],
    ['error', 'failure'],
    ['inconclusive', 'neutral'],
  ] as const)('%s is %s', async (verdict, conclusion) => {
    const check = await openCheck(client(), {
      name: 'assay',
      commit: 'a'.repeat(40),
      id: 'k/1/1',
      detailsUrl: 'https://x/y',
    });
    expect(fake.checks[0]).toMatchObject({
      status: 'in_progress',
      conclusion: null,
      head_sha: 'a'.repeat(40),
    });
    await check.complete(verdict, { title: 't', summary: 's' });
    expect(fake.checks[0]).toMatchObject({ status: 'completed', conclusion });
  });
});

describe('the pull request of a commit', () => {
  const sha = 'b'.repeat(40);
  it('is the open one whose head it is', async () => {
    fake.pulls.push(
      { number: 9, state: 'open', sha, head: 'octo:x' },
      { number: 8, state: 'closed', sha, head: 'octo:x' },
    );
    expect(await pullOfCommit(client(), sha, null)).toBe(9);
    expect(await pullOfCommit(client(), 'c'.repeat(40), null)).toBeNull();
  });
  it("is found by branch where a fork's commit is not listed, and only with that head", async () => {
    const name = 'x&state=closed #1 $(id)';
    fake.pulls.push({ number: 9, state: 'open', sha, head: `mallory:${name}`, listedByCommit: false });
    expect(await pullOfCommit(client(), sha, { owner: 'mallory', name })).toBe(9);
    expect(await pullOfCommit(client(), 'c'.repeat(40), { owner: 'mallory', name })).toBeNull();
  });
});

describe('keys', () => {
  it('differ by workflow and configuration, and can be part of a marker', () => {
    const keys = [
      defaultKey('Pull request', 'assay.yaml'),
      defaultKey('Pull request', 'b/assay.yaml'),
      defaultKey('--> <b>', ''),
      defaultKey('', ''),
    ];
    expect(new Set(keys).size).toBe(4);
    for (const key of keys) expect(markerOf(key)).toBe(`<!-- assay:comment key=${key} -->`);
    expect(keys[0]).toMatch(/^pull-request-[0-9a-f]{12}$/);
  });
  it.each(['', '-->', 'a b', 'a\nb', '<!--', 'x'.repeat(101)])('%j is refused', (key) => {
    expect(() => markerOf(key)).toThrow(/cannot mark a comment/);
  });
});
