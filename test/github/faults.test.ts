/**
 * The publish with a failure at each of its calls, of each kind. Whatever fails once, afterwards there is exactly one
 * comment with the right body and a completed check, or an error that says what to do; never two, never an open check.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AssayError, type Context, silentLog } from '../../src/base/index.js';
import command from '../../src/commands/comment.js';
import { checkOptions } from '../../src/commands/options.js';
import { detectHost } from '../../src/host/index.js';
import { COMMIT, gateResult } from '../report/samples.js';
import { FakeGitHub, type Fault } from './fake/index.js';

vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

let fake: FakeGitHub;
let folder: string;
let warnings: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-faults-'));
  const results = join(folder, '.assay', 'results');
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'gate.json'), JSON.stringify(gateResult()));
  fake = await new FakeGitHub().start();
  start();
});
afterEach(async () => {
  await fake.stop();
  await rm(folder, { recursive: true, force: true });
});

function start(): void {
  for (const list of [fake.comments, fake.checks, fake.pulls, fake.log, fake.faults, fake.complaints])
    list.length = 0;
  fake.tokens.set('ghs_x', {
    login: 'github-actions[bot]',
    installation: true,
    permissions: { pull_requests: 'write', checks: 'write' },
  });
  fake.pulls.push({ number: 7, state: 'open', sha: COMMIT, head: 'octo:feature' });
  warnings = [];
}

async function publish() {
  const event = join(folder, 'event.json');
  const head = { sha: COMMIT, repo: { full_name: fake.repository } };
  await writeFile(event, JSON.stringify({ pull_request: { number: 7, head } }));
  const ctx: Context = {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      GITHUB_ACTIONS: 'true',
      GITHUB_RUN_ID: '4711',
      GITHUB_REPOSITORY: fake.repository,
      GITHUB_WORKFLOW: 'Delivery',
      GITHUB_ACTOR: 'ada',
      GITHUB_API_URL: fake.url,
      GITHUB_EVENT_PATH: event,
      GITHUB_TOKEN: 'ghs_x',
    },
    now: () => new Date('2026-01-02T03:04:05Z'),
    signal: new AbortController().signal,
    log: { ...silentLog, warn: (text) => warnings.push(text) },
  };
  const raw = { only: ['comment', 'check'] };
  return command.run({
    ctx,
    host: detectHost(ctx),
    options: checkOptions(command, raw, 'cli'),
    args: [],
  });
}

const SECONDARY = { message: 'You have exceeded a secondary rate limit.' };
const KINDS: readonly (readonly [string, Omit<Fault, 'at'>])[] = [
  ['500', { status: 500 }],
  ['502 after the effect', { status: 502, after: true }],
  ['a dropped connection', { how: 'drop' }],
  ['a connection dropped after the effect', { how: 'drop', after: true }],
  ['malformed JSON', { how: 'malformed' }],
  ['malformed JSON after the effect', { how: 'malformed', after: true }],
  ['a slow answer', { how: 'slow', ms: 20 }],
  ['a secondary limit', { status: 403, headers: { 'retry-after': '1' }, body: SECONDARY }],
  ['429', { status: 429, headers: { 'retry-after': '1' } }],
];
/** Answers that no repetition helps against. */
const FINAL: readonly (readonly [string, Omit<Fault, 'at'>])[] = [
  ['422', { status: 422, body: { message: 'Validation Failed' } }],
  ['403', { status: 403, body: { message: 'Resource not accessible by integration' } }],
  [
    'an hour used up',
    { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1767326645' } },
  ],
  ['404', { status: 404, body: { message: 'Not Found' } }],
];

describe.each([
  ['for the first time', null],
  ['over an earlier comment', 'old'],
] as const)('publishing %s', (_, earlier) => {
  const prepare = async () => {
    start();
    if (earlier !== null) {
      await publish();
      const [comment] = fake.comments;
      if (comment) comment.body = comment.body.replace('Failed', 'an older text');
      fake.checks.length = 0;
      fake.log.length = 0;
    }
  };

  it('is right after one failure at any call', { timeout: 120_000 }, async () => {
    await prepare();
    await publish();
    const calls = fake.log.length;
    expect(calls).toBeGreaterThan(3);
    expect(calls).toBeLessThanOrEqual(12);
    const right = fake.comments[0]?.body;
    for (const [kind, fault] of KINDS) {
      for (let at = 0; at < calls; at += 1) {
        await prepare();
        fake.faults.push({ ...fault, at });
        const { result } = await publish();
        const where = `${kind} at call ${at}`;
        expect([where, fake.faults]).toEqual([where, []]);
        expect([where, result.verdict, fake.comments.map(({ body }) => body)]).toEqual([
          where,
          'pass',
          [right],
        ]);
        const open = fake.checks.filter(({ status }) => status !== 'completed');
        expect([where, open, fake.checks.at(-1)?.conclusion]).toEqual([where, [], 'failure']);
        expect(fake.checks).toHaveLength(1);
      }
    }
  });

  it('says what to do where the answer is final', { timeout: 120_000 }, async () => {
    await prepare();
    await publish();
    const calls = fake.log.length;
    for (const [kind, fault] of FINAL) {
      for (let at = 0; at < calls; at += 1) {
        await prepare();
        fake.faults.push({ ...fault, at });
        const outcome = await publish().catch((error: unknown) => error);
        const where = `${kind} at call ${at}`;
        expect(fake.comments.length, where).toBeLessThanOrEqual(1);
        expect(
          fake.checks.filter(({ status }) => status !== 'completed'),
          where,
        ).toEqual([]);
        if (outcome instanceof AssayError) {
          expect(outcome.kind, where).toBe('environment');
          expect(outcome.problems[0]?.fix, where).toBeTruthy();
          if (kind === 'an hour used up') expect(outcome.message).toContain('2026-01-02T04:04:05.000Z');
        } else if (warnings.length > 0) {
          expect(warnings.join('\n'), where).toMatch(/fix: /);
        } else {
          expect(fake.comments, where).toHaveLength(1);
        }
      }
    }
  });

  it('ends with an error that names the call where the server stays away', async () => {
    await prepare();
    for (let at = 0; at < 80; at += 1) fake.faults.push({ at, status: 503 });
    await expect(publish()).rejects.toMatchObject({ kind: 'environment' });
    await expect(publish()).rejects.toThrow(/GitHub answered 503 \((POST|GET|PATCH) /);
  });
});
