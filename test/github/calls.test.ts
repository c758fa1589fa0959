/**
 * How many calls of GitHub's API a publication makes, for each way into it: at most twelve, and the pages of comments.
 * The address that an artifact is downloaded from is a store's and no call of the API.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMIT, gateResult, RUN } from '../report/samples.js';
import { BOT, Publishing, pullFromFork, runOfFork } from '../support/publishing.js';
import { zip } from '../support/zip.js';

// Pauses between tries and looks pass at once.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const MOST = 12;
const FORK = { id: '555', attempt: 1, commit: COMMIT, config: null };
const PULL = {
  pull_request: { number: 7, head: { sha: COMMIT, repo: { full_name: 'octo/flights' } } },
};
const GITHUB = { GITHUB_SHA: COMMIT };

let world: Publishing;
beforeEach(async () => {
  world = await new Publishing().start();
  await world.keep([gateResult({ verdict: 'pass' })]);
});
afterEach(async () => {
  await world.stop();
  expect(world.fake.complaints).toEqual([]);
});

/** What was asked since the last count: pages of comments, and all else. */
function counted(): { readonly calls: number; readonly pages: number; readonly all: readonly string[] } {
  const all = world.fake.requests.filter((request) => !request.includes(' /_store/'));
  const pages = all.filter((request) => /^GET \/repos\/octo\/flights\/issues\/\d+\/comments\?/.test(request));
  world.fake.log.length = 0;
  return { calls: all.length - pages.length, pages: pages.length, all };
}

/** The pull request of a fork, the run that it started, and what that left. */
function forked(): void {
  pullFromFork(world.fake, FORK);
  const data = JSON.stringify({ ...gateResult({ verdict: 'pass' }), run: FORK });
  world.fake.artifacts.push({
    id: 900,
    run: 555,
    name: 'assay-model-report-1',
    expired: false,
    zip: zip([{ name: 'results/gate.json', data }]),
  });
}

const WAYS: readonly [way: string, publish: () => Promise<unknown>, first: number, again: number][] = [
  ['a pull request', () => world.comment({}, { event: PULL }), 4, 4],
  ['a push, to a commit of an open pull request', () => world.comment({}, { event: {}, env: GITHUB }), 5, 5],
  ['a fork, by its event', () => ofFork({ 'from-run': '555' }, runOfFork(FORK)), 7, 7],
  ['a fork, by the number of its run', () => ofFork({ 'from-run': '555' }, {}), 8, 8],
];
function ofFork(raw: Record<string, string>, event: object) {
  if (world.fake.runs.length === 0) forked();
  return world.comment(raw, { event, env: { GITHUB_RUN_ID: '4712', GITHUB_EVENT_NAME: 'workflow_run' } });
}

describe('calls', () => {
  it.each(WAYS)('of %s', async (_, publish, first, again) => {
    await publish();
    const created = counted();
    expect(created.calls, created.all.join('\n')).toBe(first);
    // Before and after the comment is created.
    expect(created.pages).toBe(2);
    await publish();
    const second = counted();
    expect(second.calls, second.all.join('\n')).toBeLessThanOrEqual(again);
    expect(second.pages).toBe(1);
    for (let at = 0; at < 950; at += 1) world.fake.addComment(7, 'ada', 'chat');
    await publish();
    const busy = counted();
    expect(busy.calls).toBe(second.calls);
    expect(busy.pages).toBe(10);
    expect(world.fake.comments.filter(({ login }) => login === BOT)).toHaveLength(1);
  });

  it('of a schedule, where no pull request stands at the commit', async () => {
    world.fake.pulls.length = 0;
    await world.comment({}, { event: {}, env: { ...GITHUB, GITHUB_EVENT_NAME: 'schedule' } });
    const { calls, pages, all } = counted();
    expect(calls, all.join('\n')).toBe(3);
    expect(pages).toBe(0);
  });

  it('where everything goes the long way: no call more than is allowed', async () => {
    forked();
    // By the number of the run, with a token whose kind does not show, and texts that are refused once.
    world.fake.tokens.set('plain', {
      login: BOT,
      installation: true,
      permissions: { pull_requests: 'write', checks: 'write', actions: 'read' },
    });
    world.fake.faults.push(
      { method: 'POST', path: /\/comments$/, status: 422 },
      { method: 'PATCH', path: /check-runs/, status: 422 },
    );
    await world.comment(
      { 'from-run': '555' },
      { event: {}, env: { GITHUB_RUN_ID: '4712', GITHUB_TOKEN: 'plain' } },
    );
    const { calls, all } = counted();
    expect(calls, all.join('\n')).toBeLessThanOrEqual(MOST);
  });

  it('of the last job, which closes what a lost runner left open', async () => {
    await world.comment({ close: true }, { event: PULL, env: { GITHUB_RUN_ATTEMPT: '3' } });
    expect(counted().calls).toBeLessThanOrEqual(MOST);
  });

  it('an earlier commit costs one call more, to ask what is the newest', async () => {
    await world.comment({}, { event: PULL });
    const [pull] = world.fake.pulls;
    const sha = 'a'.repeat(40);
    if (pull) pull.sha = sha;
    counted();
    await world.keep([{ ...gateResult({ verdict: 'pass' }), run: { ...RUN, commit: sha } }]);
    await world.comment({}, { sha });
    expect(counted().calls).toBeLessThanOrEqual(MOST);
  });
});
