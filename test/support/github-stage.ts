/** A stage on GitHub, for tests of deliveries and decisions there: a registry, the fake of the API, a job's context. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, type Environment, silentLog } from '../../src/base/index.js';
import type { Manifest } from '../../src/registry/index.js';
import { FakeGitHub } from '../github/fake/index.js';
import type { FakeToken } from '../github/fake/state.js';
import { makeStage, type Stage } from './delivery.js';

export const BOT = 'github-actions[bot]';
export const COMMIT = 'c'.repeat(40);
/** One target that needs one approval. */
export const CONFIG = `version: 1
model: m
registry: registry
datasets: {train: {path: train.csv}}
targets:
  production: {folder: deploy, approvals: 1}
`;

/** Of a version that run 100 made of the commit. */
export const MADE_BY_RUN: Pick<Manifest, 'code' | 'run'> = {
  code: { repository: null, commit: COMMIT, dirty: false, command: null, inputs: [] },
  run: { id: '100', attempt: 1, commit: COMMIT, config: null },
};

export interface GitHubStage {
  readonly stage: Stage;
  readonly fake: FakeGitHub;
  readonly warnings: readonly string[];
  /** Information and warnings, in their order. */
  readonly lines: readonly string[];
  /** What a step of a job sees: the token is `ghs_job`, the run 100. */
  context(env?: Environment, now?: () => Date): Context;
  /** Removes all of it; returns what was asked of the API and does not exist there. */
  stop(): Promise<readonly string[]>;
}

/** With `assay.yaml` as `CONFIG` says, and a token `ghs_job` of these permissions. */
export async function makeGitHubStage(permissions: FakeToken['permissions']): Promise<GitHubStage> {
  const stage = await makeStage();
  const fake = await new FakeGitHub().start();
  fake.tokens.set('ghs_job', { login: BOT, installation: true, permissions });
  await writeFile(join(stage.root, 'assay.yaml'), CONFIG);
  const warnings: string[] = [];
  const lines: string[] = [];
  const warn = (text: string) => {
    warnings.push(text);
    lines.push(text);
  };
  return {
    stage,
    fake,
    warnings,
    lines,
    context: (env = {}, now = () => new Date()) => ({
      cwd: stage.root,
      env: {
        PATH: process.env['PATH'],
        HOME: stage.root,
        GITHUB_ACTIONS: 'true',
        GITHUB_RUN_ID: '100',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_SHA: COMMIT,
        GITHUB_REPOSITORY: fake.repository,
        GITHUB_API_URL: fake.url,
        GITHUB_TOKEN: 'ghs_job',
        ...env,
      },
      now,
      signal: new AbortController().signal,
      log: { ...silentLog, info: (text) => lines.push(text), warn },
    }),
    async stop() {
      await fake.stop();
      await rm(stage.root, { recursive: true, force: true });
      return fake.complaints;
    },
  };
}
