/** From an empty repository to a model in production: main, the approval issue, comments, deployments. */
import { expect } from 'vitest';
import type { Stage } from '../stage.js';
import { MONITOR } from './monitoring.js';
import type { Scene } from './scene.js';

const PUSH = { event: 'push', workflow: 'assay-train.yml', payload: { ref: 'refs/heads/main' } };
/** The beginning of a version's digest, as people type it. */
export const short = async (stage: Stage, at = 0) =>
  (await stage.versions())[at]?.entry.digest.slice(7, 19) ?? '';
export const has = async (stage: Stage, version: number, alias: string) =>
  (await stage.versions()).find(({ entry }) => entry.version === version)?.aliases.includes(alias);

export const MAIN: readonly Scene[] = [
  {
    title: 'A repository without a registry',
    about: 'Nobody ran `assay registry init`. The job is red, says so, and makes no registry by itself.',
    async play(stage) {
      const played = await stage.play(MONITOR);
      expect(played.code, played.log).toBe(1);
      expect(played.log).toContain('there is no registry in git');
      expect(await stage.registryLog()).toBe('');
    },
  },
  {
    title: 'A push to main',
    about:
      'The registry is there now. The model is trained and evaluated; there is nothing to compare it with yet, ' +
      'which is a warning. It becomes version 1, and an issue asks for approval.',
    async play(stage) {
      await stage.world.assay('registry', 'init');
      const played = await stage.play(PUSH);
      expect(played.code, played.log).toBe(0);
      expect(stage.world.result(played, 'assay-model-gate-1', 'gate')).toMatchObject({
        verdict: 'warn',
        firstRun: true,
      });
      expect(await stage.registryLog()).toMatch(/^create models\/churn\/versions\/1\.json$/m);
      expect(await stage.versions()).toMatchObject([{ entry: { version: 1 }, aliases: [] }]);
      expect(stage.github.issues).toMatchObject([
        { state: 'open', title: 'Approve churn version 1?', labels: ['assay-approval'] },
      ]);
      expect(stage.github.issues[0]?.body).toContain(`/assay approve ${await short(stage)}`);
      expect(stage.github.checks).toMatchObject([{ name: 'assay (churn)', conclusion: 'success' }]);
    },
  },
  {
    title: 'Who may not approve',
    about:
      'dana wrote the commit, fay may only read, and a comment in the wrong form is none. Each is answered with ' +
      'the reason, and nothing is recorded.',
    async play(stage) {
      const [issue] = stage.github.issues;
      const number = issue?.number ?? 0;
      const digest = await short(stage);
      for (const [login, body, reason] of [
        ['dana', `/assay approve ${digest} staging`, /dana wrote a commit of this version/],
        ['fay', `/assay approve ${digest} staging`, /write permission/],
        ['rita', '/assay approve', /digest/i],
      ] as const) {
        const played = await stage.say(number, login, body);
        expect(played.code, played.log).toBe(0);
        expect(stage.answer).toMatch(reason);
        expect(played.jobs.map(({ id, result }) => `${id} ${result}`)).not.toContain('deliver success');
      }
      expect(await stage.registryLog()).not.toContain('approvals/');
      expect(stage.github.deployments).toEqual([]);
    },
  },
  {
    title: 'Another person approves, and it is deployed',
    about:
      'rita looks at the evidence on the issue and approves for staging, then for production. After each comment ' +
      "the next job deploys and proves it. GitHub's Deployments are kept, and the issue is closed at the end.",
    async play(stage) {
      const { github } = stage;
      const number = github.issues[0]?.number ?? 0;
      const digest = await short(stage);
      for (const target of ['staging', 'production']) {
        const played = await stage.say(number, 'rita', `/assay approve ${digest} ${target}`);
        expect(played.code, played.log).toBe(0);
        expect(await has(stage, 1, target), played.log).toBe(true);
        expect(github.deployments.at(-1)).toMatchObject({ environment: target, task: 'deploy:assay' });
        expect(github.deployments.at(-1)?.statuses.map(({ state }) => state)).toEqual([
          'in_progress',
          'success',
        ]);
      }
      expect(github.issues).toMatchObject([{ state: 'closed' }]);
      expect(github.issues[0]?.body).toMatch(/deployed/);
      const status = await stage.say(number, 'fay', '/assay status');
      expect(status.code, status.log).toBe(0);
      expect(stage.answer).toMatch(/production: deployed/);
    },
  },
];
