/** The fake itself: every row answers as GitHub's description says, and the rules that hold for all calls. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeGitHub } from './index.js';

let fake: FakeGitHub;
const ALL = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  pull_requests: 'write',
} as const;
const SHA = 'a'.repeat(40);

beforeEach(async () => {
  fake = await new FakeGitHub().start();
  fake.tokens.set('all', { login: 'github-actions[bot]', installation: true, permissions: ALL });
  fake.tokens.set('none', { login: 'github-actions[bot]', installation: true, permissions: {} });
  fake.pulls.push({ number: 7, state: 'open', sha: SHA, head: 'octo:feature' });
});
afterEach(() => fake.stop());

async function ask(method: string, path: string, body?: object, token = 'all', headers: object = {}) {
  const response = await fetch(`${fake.url}${path}`, {
    method,
    // As the client: the store that an artifact lies in must not see the token.
    redirect: 'manual',
    headers: { authorization: `token ${token}`, ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}
const R = '/repos/octo/flights';

describe('rows', () => {
  it('answer as the description of GitHub says, each', async () => {
    fake.people.push({ login: 'ada', type: 'User', permission: 'write', role: 'maintain' });
    fake.environments.add('production');
    fake.runs.push({
      id: 5,
      attempt: 1,
      sha: SHA,
      branch: 'main',
      event: 'push',
      workflow: 'train.yml',
      status: 'completed',
      conclusion: 'success',
      approvals: [{ login: 'ada', state: 'approved', environments: ['production'] }],
    });
    fake.artifacts.push({ id: 3, run: 5, name: 'assay', expired: false, zip: Buffer.from('{}') });
    fake.mergeBases.set('main...feature', SHA);
    fake.commits.push({ sha: SHA });
    const calls: [string, string, object | undefined, number][] = [
      ['GET', R, undefined, 200],
      ['POST', `${R}/issues/7/comments`, { body: 'x' }, 201],
      ['GET', `${R}/issues/comments/1001`, undefined, 200],
      ['PATCH', `${R}/issues/comments/1001`, { body: 'y' }, 200],
      ['POST', `${R}/issues/comments/1001/reactions`, { content: '+1' }, 201],
      ['POST', `${R}/issues/comments/1001/reactions`, { content: '+1' }, 200],
      ['GET', `${R}/issues/7/comments`, undefined, 200],
      ['DELETE', `${R}/issues/comments/1001`, undefined, 204],
      ['POST', `${R}/check-runs`, { name: 'c', head_sha: SHA }, 201],
      ['GET', `${R}/commits/${SHA}/check-runs?check_name=c`, undefined, 200],
      ['PATCH', `${R}/check-runs/1002`, { status: 'completed', conclusion: 'success' }, 200],
      ['GET', `${R}/commits/${SHA}/pulls`, undefined, 200],
      ['GET', `${R}/pulls?state=open`, undefined, 200],
      ['GET', `${R}/pulls/7`, undefined, 200],
      ['GET', `${R}/compare/main...feature`, undefined, 200],
      ['POST', `${R}/issues`, { title: 't', body: 'b', labels: ['assay'] }, 201],
      ['GET', `${R}/issues?labels=assay`, undefined, 200],
      ['GET', `${R}/issues/8`, undefined, 200],
      ['PATCH', `${R}/issues/8`, { state: 'closed' }, 200],
      ['POST', `${R}/issues/8/labels`, { labels: ['x'] }, 200],
      ['GET', `${R}/collaborators/ada/permission`, undefined, 200],
      ['GET', `${R}/actions/runs`, undefined, 200],
      ['GET', `${R}/actions/runs/5`, undefined, 200],
      ['GET', `${R}/actions/runs/5/approvals`, undefined, 200],
      ['GET', `${R}/actions/runs/5/artifacts`, undefined, 200],
      ['GET', `${R}/actions/artifacts?name=assay`, undefined, 200],
      ['GET', `${R}/actions/artifacts/3/zip`, undefined, 302],
      ['GET', `${R}/commits?sha=${SHA}`, undefined, 200],
      ['GET', `${R}/actions/workflows/train.yml/runs`, undefined, 200],
      ['POST', `${R}/actions/workflows/train.yml/dispatches`, { ref: 'main' }, 204],
      ['POST', `${R}/dispatches`, { event_type: 'assay-retrain' }, 204],
      ['GET', `${R}/environments/production`, undefined, 200],
      ['POST', `${R}/deployments`, { ref: SHA, environment: 'production' }, 201],
      ['GET', `${R}/deployments`, undefined, 200],
      ['GET', `${R}/deployments/1003`, undefined, 200],
      ['POST', `${R}/deployments/1003/statuses`, { state: 'success', log_url: 'https://x/y' }, 201],
      ['GET', `${R}/deployments/1003/statuses`, undefined, 200],
    ];
    for (const [method, path, body, status] of calls) {
      const answer = await ask(method, path, body);
      expect([method, path, answer.status, answer.status === status ? null : answer.body]).toEqual([
        method,
        path,
        status,
        null,
      ]);
    }
    expect(fake.complaints).toEqual([]);
  });

  it('refuse what the description does not know', async () => {
    expect((await ask('POST', `${R}/issues/7/comments`, { text: 'x' })).status).toBe(422);
    expect((await ask('GET', `${R}/nothing`)).status).toBe(404);
    expect(fake.complaints).toHaveLength(2);
  });
});

describe('rules', () => {
  it('permissions: 403 as GitHub sends it; a public repository can be read', async () => {
    const refused = await ask('GET', `${R}/issues/7/comments`, undefined, 'none');
    expect(refused).toMatchObject({
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    });
    fake.visibility = 'public';
    expect((await ask('GET', `${R}/issues/7/comments`, undefined, 'none')).status).toBe(200);
    expect((await ask('POST', `${R}/issues/7/comments`, { body: 'x' }, 'none')).status).toBe(403);
    expect((await ask('GET', `${R}/pulls`, undefined, 'unknown')).status).toBe(401);
  });

  it('pages with links, tags with 304 that cost nothing', async () => {
    for (let i = 0; i < 45; i += 1) fake.addComment(7, 'ada', `chat ${i}`);
    const second = await ask('GET', `${R}/issues/7/comments?per_page=20&page=2`);
    expect(second.body).toHaveLength(20);
    for (const rel of ['prev', 'first', 'next', 'last'])
      expect(second.headers.get('link')).toContain(`rel="${rel}"`);
    const left = fake.limits.remaining;
    const tag = { 'if-none-match': second.headers.get('etag') };
    const again = await ask('GET', `${R}/issues/7/comments?per_page=20&page=2`, undefined, 'all', tag);
    expect(again.status).toBe(304);
    expect(fake.limits.remaining).toBe(left);
  });

  it('limits: of the hour, and of creations', async () => {
    fake.limits.secondary = { creations: 1, retryAfter: 30 };
    expect((await ask('POST', `${R}/issues/7/comments`, { body: 'x' })).status).toBe(201);
    const refused = await ask('POST', `${R}/issues/7/comments`, { body: 'y' });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('retry-after')).toBe('30');
    fake.now = () => Date.now() + 31_000;
    expect((await ask('POST', `${R}/issues/7/comments`, { body: 'y' })).status).toBe(201);
    fake.limits.remaining = 0;
    const used = await ask('GET', `${R}/pulls`);
    expect(used.status).toBe(403);
    expect(used.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(used.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000);
  });

  it('lag: what was just made is missing from so many lists, older things first seen', async () => {
    fake.lag.lists = 2;
    for (const body of ['a', 'b']) await ask('POST', `${R}/issues/7/comments`, { body });
    const seen = [];
    for (let i = 0; i < 3; i += 1) seen.push((await ask('GET', `${R}/issues/7/comments`)).body.length);
    expect(seen).toEqual([0, 0, 2]);
  });

  it('faults: by index or by call, before or after the effect', async () => {
    fake.faults.push({ at: 0, how: 'drop' }, { at: 1, how: 'drop', after: true });
    await expect(ask('POST', `${R}/issues/7/comments`, { body: 'x' })).rejects.toThrow();
    expect(fake.comments).toHaveLength(0);
    await expect(ask('POST', `${R}/issues/7/comments`, { body: 'x' })).rejects.toThrow();
    expect(fake.comments).toHaveLength(1);
    fake.faults.push({ method: 'GET', path: /pulls$/, status: 503 });
    expect((await ask('GET', `${R}/pulls`)).status).toBe(503);
    fake.faults.push({ at: 3, how: 'malformed' });
    await expect(ask('GET', `${R}/pulls`)).rejects.toThrow(/JSON/);
  });

  it('gitea: lacks checks, deployments and GraphQL', async () => {
    fake.flavour = 'gitea';
    expect((await ask('POST', `${R}/check-runs`, { name: 'c', head_sha: SHA })).status).toBe(404);
    expect((await ask('GET', `${R}/deployments`)).status).toBe(404);
    expect((await ask('POST', '/graphql', { query: 'query { viewer { login } }' })).status).toBe(404);
    expect((await ask('GET', `${R}/pulls/7`)).status).toBe(200);
  });
});
