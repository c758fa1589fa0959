/** Jobs that publish at the same moment, as processes of their own running the committed bundle. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMIT, gateResult } from '../report/samples.js';
import { assay, cleanEnvironment } from '../support/program.js';
import { FakeGitHub } from './fake/index.js';

const BOT = 'github-actions[bot]';
let fake: FakeGitHub;
let folder: string;

beforeAll(async () => {
  fake = await new FakeGitHub().start();
  fake.tokens.set('ghs_x', { login: BOT, installation: true, permissions: { pull_requests: 'write' } });
  fake.pulls.push({ number: 7, state: 'open', sha: COMMIT, head: 'octo:feature' });
  folder = await mkdtemp(join(tmpdir(), 'assay-race-'));
});
afterAll(async () => {
  await fake.stop();
  await rm(folder, { recursive: true, force: true });
});

/** One job: a checkout of its own, the same pull request and key. */
async function job(index: number): Promise<number> {
  const cwd = join(folder, `job-${index}`);
  await mkdir(cwd, { recursive: true });
  await writeFile(join(cwd, 'gate.json'), JSON.stringify(gateResult({ summary: `of job ${index}` })));
  const env = cleanEnvironment({
    GITHUB_TOKEN: 'ghs_x',
    GITHUB_API_URL: fake.url,
    GITHUB_REPOSITORY: fake.repository,
  });
  const args = [
    'comment',
    '--results',
    'gate.json',
    '--pull-request',
    '7',
    '--key',
    'race',
    '--only',
    'comment',
  ];
  const { code, stderr } = await assay(args, cwd, { env });
  expect(stderr).toContain('pull request 7');
  return code;
}

describe('racing processes', () => {
  it.each([2, 2, 4])('%i leave one comment, whole', async (jobs) => {
    fake.comments.length = 0;
    fake.holdLists = jobs;
    const codes = await Promise.all(Array.from({ length: jobs }, (_, index) => job(index)));
    expect(codes).toEqual(codes.map(() => 0));
    expect(fake.complaints).toEqual([]);
    expect(fake.requests.filter((request) => request.startsWith('POST /repos'))).not.toHaveLength(0);
    expect(fake.comments).toHaveLength(1);
    expect(fake.comments[0]?.body).toMatch(/^<!-- assay:comment key=race -->\n\n## ❌/);
  });
});
