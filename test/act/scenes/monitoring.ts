/** A model in production: drift, retraining, the next version, and back. */
import { expect } from 'vitest';
import { customers } from '../stranger.js';
import { has, short } from './main.js';
import type { Scene } from './scene.js';

export const MONITOR = {
  event: 'schedule',
  workflow: 'assay-monitor.yml',
  payload: { schedule: '41 * * * *' },
};

export const MONITORING: readonly Scene[] = [
  {
    title: 'Each hour, and then the data drift',
    about:
      'Quiet data start nothing. Then older customers come: one alert, as an issue, and one `repository_dispatch` ' +
      'that starts retraining. The next hour says it no second time.',
    async play(stage) {
      const { github } = stage;
      const sent = () => github.dispatches.filter(({ kind }) => kind === 'repository');
      const issues = github.issues.length;
      const quiet = await stage.play(MONITOR);
      expect(quiet.code, quiet.log).toBe(0);
      expect(sent()).toEqual([]);
      stage.write('data/customers.live.csv', customers(1000, 3, true));
      await stage.push('June arrives', 'main');
      const drifted = await stage.play(MONITOR);
      expect(drifted.code, drifted.log).toBe(0);
      expect(sent()).toMatchObject([{ kind: 'repository', name: 'assay-retrain' }]);
      expect(github.issues.slice(issues)).toMatchObject([{ state: 'open', title: /drift/i }]);
      const again = await stage.play(MONITOR);
      expect(again.code, again.log).toBe(0);
      expect(sent()).toHaveLength(1);
      expect(github.issues).toHaveLength(issues + 1);
    },
  },
  {
    title: 'Retraining, on a runner with a GPU',
    about:
      'What was sent starts the training, on the runner with the labels of a GPU. The candidate is held against ' +
      'production and becomes version 2, with an approval issue of its own.',
    async play(stage) {
      const played = await stage.play({
        event: 'repository_dispatch',
        workflow: 'train-on-gpu.yml',
        payload: { action: 'assay-retrain' },
        actor: 'github-actions[bot]',
      });
      expect(played.code, played.log).toBe(0);
      expect(stage.world.result(played, 'assay-model-gate-1', 'gate')).toMatchObject({
        verdict: 'pass',
        firstRun: false,
      });
      expect(await stage.versions()).toMatchObject([{ entry: { version: 2 } }, { entry: { version: 1 } }]);
      expect(stage.github.issues.at(-1)).toMatchObject({ state: 'open', title: 'Approve churn version 2?' });
    },
  },
  {
    title: 'Promotion by hand',
    about:
      'Without comments: a person starts the workflow with version, digest and target, in the environment of that ' +
      'name. dana, who wrote the commit, is refused; rita is not.',
    async play(stage) {
      const digest = await short(stage);
      const promote = (actor: string, target: string) => ({
        event: 'workflow_dispatch',
        workflow: 'assay-promote.yml',
        actor,
        inputs: { version: '2', digest, target, approve: 'true', rollback: '' },
        payload: { sender: { login: actor } },
      });
      const own = await stage.play(promote('dana', 'staging'));
      expect(own.code, own.log).toBe(1);
      expect(own.log).toMatch(/author/);
      expect(await has(stage, 2, 'staging')).toBe(false);
      for (const target of ['staging', 'production']) {
        const played = await stage.play(promote('rita', target));
        expect(played.code, played.log).toBe(0);
        expect(await has(stage, 2, target)).toBe(true);
        // The job's own, made by GitHub; a second one beside it would be wrong.
        expect(stage.github.deployments.at(-1)).toMatchObject({ environment: target, payload: {} });
      }
      expect(stage.github.issues.at(-1)).toMatchObject({
        title: 'Approve churn version 2?',
        state: 'closed',
      });
    },
  },
  {
    title: 'Back to the version before, by a comment',
    about:
      'Version 2 does harm. rita writes one line on its issue; the next job goes back to version 1, by the log of ' +
      'the target, and proves that it is served.',
    async play(stage) {
      const { github } = stage;
      const issue = github.issues.find(({ title }) => title === 'Approve churn version 2?');
      const played = await stage.say(
        issue?.number ?? 0,
        'rita',
        '/assay rollback production because refunds doubled since noon',
      );
      expect(played.code, played.log).toBe(0);
      expect(await has(stage, 1, 'production'), `${stage.answer}\n${played.log}`).toBe(true);
      expect(await has(stage, 2, 'production')).toBe(false);
      expect(github.deployments.at(-1)).toMatchObject({ environment: 'production' });
    },
  },
];
