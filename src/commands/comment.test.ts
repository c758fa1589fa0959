import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeGitHub } from '../../test/github/fake/index.js';
import { COMMIT, evaluateResult, gateResult, manyRules, validateResult } from '../../test/report/samples.js';
import { type Context, type Environment, type Log, silentLog } from '../base/index.js';
import { detectHost } from '../host/index.js';
import { workflowCommand } from '../report/index.js';
import type { Result } from '../results/index.js';
import type { Outcome } from './command.js';
import command from './comment.js';
import { checkOptions, type RawOptions } from './options.js';

// Pauses between tries and looks pass at once.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const BOT = 'github-actions[bot]';
let fake: FakeGitHub;
let folder: string;
let warnings: string[];
const summaryFile = () => join(folder, 'summary.md');

beforeEach(async () => {
  fake = await new FakeGitHub().start();
  fake.tokens.set('ghs_full', {
    login: BOT,
    installation: true,
    permissions: { pull_requests: 'write', checks: 'write' },
  });
  fake.tokens.set('ghs_comment', { login: BOT, installation: true, permissions: { pull_requests: 'write' } });
  fake.tokens.set('ghs_fork', { login: BOT, installation: true, permissions: {} });
  fake.pulls.push({ number: 7, state: 'open', sha: COMMIT, head: 'octo:feature' });
  folder = await mkdtemp(join(tmpdir(), 'assay-comment-'));
  warnings = [];
});
afterEach(async () => {
  await fake.stop();
  await rm(folder, { recursive: true, force: true });
  expect(fake.complaints).toEqual([]);
});

async function keep(results: readonly Result[]): Promise<void> {
  const target = join(folder, '.assay', 'results');
  await mkdir(target, { recursive: true });
  for (const [index, result] of results.entries()) {
    await writeFile(
      join(target, `${result.command}.${index}.json`),
      JSON.stringify({ ...result, name: `n${index}` }),
    );
  }
}

function pullEvent(over: object = {}) {
  return { pull_request: { number: 7, head: { sha: COMMIT, repo: { full_name: 'octo/flights' } }, ...over } };
}

async function comment(
  raw: RawOptions = {},
  options: { event?: object; token?: string; env?: Environment } = {},
): Promise<Outcome> {
  const event = join(folder, 'event.json');
  await writeFile(event, JSON.stringify(options.event ?? pullEvent()));
  const log: Log = { ...silentLog, warn: (message) => warnings.push(message) };
  const ctx: Context = {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      GITHUB_ACTIONS: 'true',
      GITHUB_RUN_ID: '4711',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_REPOSITORY: fake.repository,
      GITHUB_WORKSPACE: folder,
      GITHUB_WORKFLOW: 'Delivery',
      GITHUB_ACTOR: 'ada',
      GITHUB_API_URL: fake.url,
      GITHUB_EVENT_PATH: event,
      GITHUB_STEP_SUMMARY: summaryFile(),
      GITHUB_TOKEN: options.token ?? 'ghs_full',
      ...options.env,
    },
    now: () => new Date('2026-01-02T03:04:05Z'),
    signal: new AbortController().signal,
    log,
  };
  return command.run({
    ctx,
    host: detectHost(ctx),
    options: checkOptions(command, raw, 'cli'),
    args: [],
  });
}

describe('on a pull request', () => {
  it('publishes comment, check and summary with the same verdict', async () => {
    await keep([validateResult(), evaluateResult(), gateResult()]);
    const { result, outputs, annotations } = await comment();
    expect(result).toMatchObject({ verdict: 'pass', command: 'comment' });
    expect(outputs).toMatchObject({
      'report-verdict': 'fail',
      url: expect.stringContaining('#issuecomment-'),
    });
    const [posted] = fake.comments;
    expect(posted).toMatchObject({ issue: 7, login: BOT });
    expect(posted?.body.split('\n')[0]).toMatch(/^<!-- assay:comment key=delivery-[0-9a-f]{12} -->$/);
    expect(posted?.body.split('\n')[2]).toMatch(/^## ❌\u00a0\*\*fail\*\*/);
    expect(posted?.body).toContain('https://github.com/octo/flights/actions/runs/4711');
    expect(fake.checks).toHaveLength(1);
    expect(fake.checks[0]).toMatchObject({ head_sha: COMMIT, status: 'completed', conclusion: 'failure' });
    expect(await readFile(summaryFile(), 'utf8')).toContain('❌\u00a0**fail**');
    expect(fake.checks[0]?.annotations).toContainEqual(
      expect.objectContaining({ path: 'data/broken.csv', start_line: 18, annotation_level: 'failure' }),
    );
    // Those on no file of the commit stand in the log.
    const lines = (annotations ?? []).map(workflowCommand);
    expect(lines[0]).toMatch(/^::error title=/);
    expect(lines.join()).not.toContain('file=');
    expect(warnings).toEqual([]);
    expect(fake.requests.length).toBeLessThanOrEqual(12);
  });

  it('updates the same comment, and leaves an unchanged one', async () => {
    await keep([gateResult()]);
    await comment();
    const again = await comment();
    expect(again.result.summary).toContain('comment unchanged');
    await keep([gateResult({ verdict: 'pass', summary: 'all passed', rules: [] })]);
    expect((await comment()).result.summary).toContain('comment updated');
    expect(fake.comments).toHaveLength(1);
    expect(fake.comments[0]?.body).toContain('✅\u00a0**pass**');
  });

  it('says that nothing was checked where an earlier step left no result', async () => {
    const { outputs } = await comment();
    expect(outputs?.['report-verdict']).toBe('error');
    expect(fake.comments[0]?.body).toContain('nothing was checked');
    expect(fake.checks[0]).toMatchObject({ conclusion: 'failure' });
  });

  it('inconclusive is a neutral check', async () => {
    await keep([gateResult({ verdict: 'inconclusive', summary: 'too few rows', rules: [], findings: [] })]);
    await comment();
    expect(fake.checks[0]).toMatchObject({ conclusion: 'neutral' });
  });

  it('refuses a stale result instead of rendering it', async () => {
    await keep([
      gateResult({ run: { id: '4710', attempt: 1, commit: COMMIT, config: `sha256:${'c'.repeat(64)}` } }),
    ]);
    await expect(comment()).rejects.toThrow(/another run/);
    expect(fake.requests).toEqual([]);
  });
});

describe('what the token may not do', () => {
  it("is a warning on a fork's pull request; the verdict and the summary stand", async () => {
    await keep([gateResult()]);
    const event = pullEvent({ head: { sha: COMMIT, repo: { full_name: 'mallory/flights' } } });
    const { result, outputs } = await comment({}, { token: 'ghs_fork', event });
    expect(result.verdict).toBe('warn');
    expect(outputs?.['report-verdict']).toBe('fail');
    expect(await readFile(summaryFile(), 'utf8')).toContain('❌\u00a0**fail**');
    expect(result.findings.map((finding) => finding.check)).toEqual(['publish.check', 'publish.comment']);
    expect(warnings.join('\n')).toContain('Resource not accessible by integration');
    expect(warnings.join('\n')).toContain('workflow_run');
    expect(fake.comments).toEqual([]);
  });

  it('names the permission to add, and publishes the rest', async () => {
    await keep([gateResult()]);
    const { result } = await comment({}, { token: 'ghs_comment' });
    expect(result.verdict).toBe('warn');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('permissions: {checks: write}');
    expect(fake.comments).toHaveLength(1);
  });

  it('is said where there is no token at all', async () => {
    await keep([gateResult()]);
    const { result, outputs } = await comment({}, { token: '' });
    expect(result.verdict).toBe('warn');
    expect(warnings.join('\n')).toContain('there is no token');
    expect(outputs?.['report-verdict']).toBe('fail');
    expect(fake.requests).toEqual([]);
  });
});

describe('when GitHub fails', () => {
  it('completes the check and writes the summary, and ends as an environment failure', async () => {
    await keep([gateResult()]);
    for (let i = 0; i < 3; i += 1)
      fake.faults.push({ method: 'POST', path: /issues\/7\/comments$/, status: 500 });
    await expect(comment()).rejects.toMatchObject({ kind: 'environment' });
    expect(fake.checks[0]).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(await readFile(summaryFile(), 'utf8')).toContain('❌\u00a0**fail**');
    const written = JSON.parse(await readFile(join(folder, '.assay', 'results', 'comment.json'), 'utf8'));
    expect(written).toMatchObject({ verdict: 'warn' });
  });
});

describe('which pull request', () => {
  it("a workflow_run job finds a fork's by the head commit, and posts what the other run left", async () => {
    await keep([gateResult()]);
    await writeFile(join(folder, '.assay', 'run.json'), JSON.stringify(gateResult().run));
    fake.pulls.length = 0;
    fake.pulls.push({
      number: 9,
      state: 'open',
      sha: COMMIT,
      head: 'mallory:evil branch',
      listedByCommit: false,
    });
    const run = {
      id: 4711,
      run_attempt: 1,
      head_sha: COMMIT,
      event: 'pull_request',
      head_branch: 'evil branch',
      head_repository: { full_name: 'mallory/flights', owner: { login: 'mallory' } },
    };
    const { annotations } = await comment(
      {},
      { event: { workflow_run: run }, env: { GITHUB_RUN_ID: '9999' } },
    );
    expect(fake.comments[0]).toMatchObject({ issue: 9 });
    expect(fake.checks[0]).toMatchObject({ head_sha: COMMIT });
    expect(annotations).toEqual([]);
  });

  it('is none on a push: that is said and is no fault', async () => {
    await keep([
      gateResult({
        run: { id: '4711', attempt: 1, commit: 'd'.repeat(40), config: `sha256:${'c'.repeat(64)}` },
      }),
    ]);
    const { result } = await comment({}, { event: {}, env: { GITHUB_SHA: 'd'.repeat(40) } });
    expect(result.verdict).toBe('pass');
    expect(result.summary).toContain('comment skipped');
  });
});

describe('stand-alone', () => {
  const terminal = {
    GITHUB_ACTIONS: undefined,
    GITHUB_TOKEN: undefined,
    GITHUB_STEP_SUMMARY: undefined,
    GITHUB_REPOSITORY: undefined,
  };
  it('prints in a terminal without a token, and with --dry-run', async () => {
    await writeFile(join(folder, 'gate.json'), JSON.stringify(gateResult()));
    for (const [raw, env] of [
      [{ results: ['gate.json'] }, terminal],
      [{ results: ['gate.json'], 'dry-run': true }, {}],
    ] as const) {
      const { text } = await comment(raw, { env });
      expect(text).toMatch(/^<!-- assay:comment key=/);
      expect(text).toContain('`roc_auc`');
    }
    expect(fake.requests).toEqual([]);
  });

  it('posts from a terminal with a token to the pull request named', async () => {
    fake.tokens.set('personal', {
      login: 'ada',
      installation: false,
      permissions: { pull_requests: 'write' },
    });
    await writeFile(join(folder, 'gate.json'), JSON.stringify(gateResult()));
    const env = { ...terminal, GITHUB_TOKEN: 'personal' };
    const raw = { results: ['gate.json'], repository: 'octo/flights', 'pull-request': '7' };
    const { result } = await comment(raw, { env });
    expect(result.verdict).toBe('pass');
    expect(fake.comments).toHaveLength(1);
    expect(fake.checks).toEqual([]);
  });

  it('refuses files of several runs, missing files and unknown parts, all with a reason', async () => {
    await writeFile(join(folder, 'a.json'), JSON.stringify(gateResult()));
    const other = validateResult({
      run: { id: '1', attempt: 1, commit: COMMIT, config: `sha256:${'c'.repeat(64)}` },
    });
    await writeFile(join(folder, 'b.json'), JSON.stringify(other));
    await expect(comment({ results: ['a.json', 'b.json'] })).rejects.toThrow(/another run/);
    await expect(comment({ results: ['x.json', 'y.json'] })).rejects.toThrow(/x\.json[\s\S]*y\.json/);
    await expect(comment({ only: ['commnt'] })).rejects.toThrow(/comment, check, summary/);
    await expect(comment({ key: '-->' })).rejects.toThrow(/cannot mark/);
  });
});

describe('limits', () => {
  it('300 metrics on 50 slices, all failing: each part within its limit, verdict and failures there', async () => {
    await keep([manyRules(300, 50, 'fail')]);
    const { annotations } = await comment();
    const text = fake.comments[0]?.body ?? '';
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.length).toBeGreaterThan(60_000);
    expect(text).toMatch(/^<!-- assay:comment key=[^\n]+ -->\n\n## ❌\u00a0\*\*fail\*\*/);
    expect(text).toContain('- ❌ gate (n0) · `metric_0` on `slice_0`');
    expect(text).toContain('| `metric_0`\u00a0↑ | `slice_0` |');
    expect(text).toMatch(
      /\*\*Cut to fit:\*\* .*\(https:\/\/github\.com\/octo\/flights\/actions\/runs\/4711\)/,
    );
    expect(fake.checks[0]?.output.summary?.length).toBeLessThanOrEqual(65_535);
    const { size } = await stat(summaryFile());
    expect(size).toBeLessThanOrEqual(1024 * 1024);
    expect(size).toBeGreaterThan(900_000);
    expect(annotations).toHaveLength(10);
    expect(annotations?.[9]?.message).toContain('14991 more');
  });

  it('leaves a summary alone that has no room', async () => {
    await keep([gateResult()]);
    await writeFile(summaryFile(), 'x'.repeat(1024 * 1024 - 100));
    const { result } = await comment();
    expect(result.summary).toContain('summary skipped');
    expect((await stat(summaryFile())).size).toBe(1024 * 1024 - 100);
  });
});
