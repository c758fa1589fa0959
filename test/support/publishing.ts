/** `assay comment` called in this process on a folder of its own, against the fake of GitHub's API. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context, Environment } from '../../src/base/index.js';
import { silentLog } from '../../src/base/index.js';
import type { Outcome } from '../../src/commands/command.js';
import command from '../../src/commands/comment.js';
import { checkOptions, type RawOptions } from '../../src/commands/options.js';
import { detectHost } from '../../src/host/index.js';
import type { Result } from '../../src/results/index.js';
import { FakeGitHub } from '../github/fake/index.js';
import { COMMIT } from '../report/samples.js';

export const BOT = 'github-actions[bot]';

interface ForkRun {
  readonly id: string;
  readonly attempt: number;
}

/** In place of the pull request: one of eve's fork, and the finished run that it started. */
export function pullFromFork(fake: FakeGitHub, { id, attempt }: ForkRun): void {
  fake.visibility = 'public';
  fake.pulls.splice(0, 1, {
    number: 7,
    state: 'open',
    sha: COMMIT,
    head: 'eve:feature',
    headRepository: 'eve/flights',
    listedByCommit: false,
  });
  fake.runs.push({
    id: Number(id),
    attempt,
    sha: COMMIT,
    branch: 'feature',
    event: 'pull_request',
    workflow: 'assay-pull-request.yml',
    status: 'completed',
    conclusion: 'success',
    headRepository: 'eve/flights',
  });
}

/** The event of that run, as the workflow that follows it sees it. */
export const runOfFork = ({ id, attempt }: ForkRun, over: object = {}) => ({
  workflow_run: {
    id: Number(id),
    run_attempt: attempt,
    head_sha: COMMIT,
    head_branch: 'feature',
    event: 'pull_request',
    name: 'Model on a pull request',
    head_repository: { full_name: 'eve/flights', owner: { login: 'eve' } },
    ...over,
  },
});

export class Publishing {
  readonly fake = new FakeGitHub();
  warnings: string[] = [];
  folder = '';

  async start(): Promise<this> {
    this.folder = await mkdtemp(join(tmpdir(), 'assay-publish-'));
    await this.fake.start();
    this.fake.tokens.set('ghs_x', {
      login: BOT,
      installation: true,
      permissions: { pull_requests: 'write', checks: 'write' },
    });
    this.fake.pulls.push({ number: 7, state: 'open', sha: COMMIT, head: 'octo:feature' });
    return this;
  }

  async stop(): Promise<void> {
    await this.fake.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  get summaryFile(): string {
    return join(this.folder, 'summary.md');
  }

  /** Results as the jobs before have left them, in place of those before. */
  async keep(results: readonly Result[]): Promise<void> {
    const target = join(this.folder, '.assay', 'results');
    await rm(target, { recursive: true, force: true });
    await mkdir(target, { recursive: true });
    for (const result of results) {
      const name = result.name === undefined ? '' : `.${result.name}`;
      await writeFile(join(target, `${result.command}${name}.json`), JSON.stringify(result));
    }
  }

  async comment(
    raw: RawOptions = {},
    more: { env?: Environment; sha?: string; now?: string; event?: object } = {},
  ): Promise<Outcome> {
    const { fake, folder } = this;
    const event = join(folder, 'event.json');
    const head = { sha: more.sha ?? COMMIT, repo: { full_name: fake.repository } };
    await writeFile(event, JSON.stringify(more.event ?? { pull_request: { number: 7, head } }));
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
        GITHUB_STEP_SUMMARY: this.summaryFile,
        GITHUB_TOKEN: 'ghs_x',
        ...more.env,
      },
      now: () => new Date(more.now ?? '2026-01-02T03:04:05Z'),
      signal: new AbortController().signal,
      log: { ...silentLog, warn: (text) => this.warnings.push(text) },
    };
    const options = checkOptions(command, raw, 'cli');
    return command.run({ ctx, host: detectHost(ctx), options, args: [] });
  }
}
