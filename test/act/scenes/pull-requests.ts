/** What people see on pull requests, also from forks, and when jobs die. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { BOT, FORK, type Stage } from '../stage.js';
import type { Played } from '../world.js';
import type { Scene } from './scene.js';

const WORKFLOW = 'assay-pull-request.yml';
const comments = (stage: Stage, pull: number) =>
  stage.github.comments.filter(({ issue, login }) => issue === pull && login === BOT);
const GPU = 'assay-gpu.yml';
/** The comment of the report, among the answers to commands. */
const report = (stage: Stage, pull: number) =>
  comments(stage, pull).filter(({ body }) => !body.includes('key=answer-'));
const ran = ({ jobs }: Played) => jobs.map(({ id, result }) => `${id} ${result}`);
let sha = '';
/** The run whose training was killed. */
let killed = 0;

/** Training that does not look at the age, which matters most. */
const WORSE = ['.fit(X, y)', '.fit(X * np.array([0, 1, 1], dtype=np.float32), y)'] as const;

export const PULL_REQUESTS: readonly Scene[] = [
  {
    title: 'A pull request',
    about:
      'dana opens pull request 7. The model is trained on it and compared with version 1 in production, pair by ' +
      'pair. One comment, one check, one summary, and report.html in the artifact.',
    async play(stage) {
      await stage.branch('feature', 'main');
      stage.write('train.py', stage.read('train.py').replace('max_iter=1000', 'max_iter=1000, C=0.01'));
      sha = await stage.push('Regularise more', 'feature');
      const played = await stage.play(stage.pullRequest(7, sha, 'feature', WORKFLOW));
      expect(played.code, played.log).toBe(0);
      expect(Object.keys(played.artifacts).sort()).toEqual(
        ['evaluate', 'gate', 'report', 'train', 'validate'].map((step) => `assay-model-${step}-1`),
      );
      for (const step of ['validate', 'train', 'evaluate', 'gate']) {
        expect(stage.world.result(played, 'assay-model-report-1', step)).toMatchObject({
          run: { commit: sha, attempt: 1 },
        });
      }
      expect(stage.world.result(played, 'assay-model-gate-1', 'gate')).toMatchObject({
        verdict: 'pass',
        firstRun: false,
      });
      const report = join(played.artifacts['assay-model-report-1'] ?? '', 'report.html');
      expect(readFileSync(report, 'utf8')).toContain('roc_auc');
      expect(comments(stage, 7)).toHaveLength(1);
      expect(comments(stage, 7)[0]?.body).toContain('roc_auc');
      expect(comments(stage, 7)[0]?.body).toMatch(/\[report as a page\]\(https:\S+\/artifacts\/\d+\)/);
      expect(stage.github.checks.at(-1)).toMatchObject({
        name: 'assay (churn)',
        head_sha: sha,
        conclusion: 'success',
      });
      expect(played.summaries.map(({ text }) => text).join('')).toContain('roc_auc');
      // Nothing was left open.
      expect(played.jobs.map(({ id }) => id)).not.toContain('close');
    },
  },
  {
    title: 'A second push with a worse model',
    about:
      'Training leaves a feature out. The same comment says so, the check fails, and merging is blocked.',
    async play(stage) {
      stage.write('train.py', stage.read('train.py').replace(...WORSE));
      sha = await stage.push('Train without the age', 'feature');
      const played = await stage.play(stage.pullRequest(7, sha, 'feature', WORKFLOW));
      expect(played.code, played.log).toBe(1);
      expect(stage.world.result(played, 'assay-model-gate-1', 'gate').verdict).toBe('fail');
      expect(comments(stage, 7)).toHaveLength(1);
      const body = comments(stage, 7)[0]?.body ?? '';
      expect(body.split('\n').find((line) => line.startsWith('##'))).toMatch(/fail/);
      expect(body).toMatch(/max_drop|worse|drop/);
      expect(stage.github.checks.at(-1)).toMatchObject({ head_sha: sha, conclusion: 'failure' });
    },
  },
  {
    title: 'The same run again, with training killed',
    about: 'A killed training is an error and no pass of the steps before it. The same comment shows it.',
    async play(stage) {
      const what = stage.pullRequest(7, sha, 'feature', WORKFLOW);
      const played = await stage.play({ ...what, attempt: 2, env: { BREAK_TRAINING: '1' } });
      expect(played.code, played.log).toBe(1);
      expect(Object.keys(played.artifacts).sort()).toEqual(
        ['report', 'train', 'validate'].map((step) => `assay-model-${step}-2`),
      );
      expect(comments(stage, 7)).toHaveLength(1);
      expect(comments(stage, 7)[0]?.body).toMatch(/gate: no result|gate.*no result/);
      expect(stage.github.checks.at(-1)).toMatchObject({ head_sha: sha, conclusion: 'failure' });
      expect(played.log).toContain('The verdict of the whole is error.');
      killed = played.runId;
    },
  },
  {
    title: 'Only the failed jobs again',
    about:
      '"Re-run failed jobs": training, and what rests on it, run a third time; the validation of the second attempt ' +
      'is kept, with its artifact. The report is of both attempts and of nothing else.',
    async play(stage) {
      const checks = stage.github.checks.length;
      const what = stage.pullRequest(7, sha, 'feature', WORKFLOW);
      const validated = 'assay-model-validate-2';
      const played = await stage.play({
        ...what,
        runId: killed,
        attempt: 3,
        kept: { validate: { artifact: validated } },
      });
      // The worse model of this commit, and no error of a run without training.
      expect(played.code, played.log).toBe(1);
      expect(Object.keys(played.artifacts).sort()).toEqual(
        [
          ...['report', 'train', 'validate'].map((step) => `assay-model-${step}-2`),
          ...['evaluate', 'gate', 'report', 'train'].map((step) => `assay-model-${step}-3`),
        ].sort(),
      );
      const of = (step: string) => stage.world.result(played, 'assay-model-report-3', step);
      expect(of('validate')).toEqual(stage.world.result(played, validated, 'validate'));
      expect(of('validate')).toMatchObject({ run: { id: String(killed), attempt: 2, commit: sha } });
      for (const step of ['train', 'evaluate', 'gate'])
        expect(of(step)).toMatchObject({ run: { id: String(killed), attempt: 3, commit: sha } });
      expect(of('gate').verdict).toBe('fail');
      expect(comments(stage, 7)).toHaveLength(1);
      const body = comments(stage, 7)[0]?.body ?? '';
      expect(body).toMatch(/^## .*\*\*fail\*\*.*gate: 2 rules: 1 failed, 1 passed$/m);
      expect(body).toContain(`/actions/runs/${killed}/attempts/3`);
      expect(body).not.toContain('no result');
      // A check of this attempt, beside that of the one before; none is left open.
      expect(stage.github.checks.slice(checks)).toMatchObject([{ head_sha: sha, conclusion: 'failure' }]);
      expect(stage.github.checks.filter(({ status }) => status !== 'completed')).toEqual([]);
    },
  },
  {
    title: 'A third push with a broken row',
    about: 'The contract finds it before anything is trained. The comment names file and line.',
    async play(stage) {
      const text = stage.read('data/customers.train.csv');
      stage.write('data/customers.train.csv', text.replace(/^100017,.*$/m, '100017,old,3,10.00,0'));
      sha = await stage.push('Break a row', 'feature');
      const played = await stage.play(stage.pullRequest(7, sha, 'feature', WORKFLOW));
      expect(played.code, played.log).toBe(1);
      expect(stage.world.result(played, 'assay-model-report-1', 'validate').verdict).toBe('error');
      expect(Object.keys(played.artifacts).sort()).toEqual([
        'assay-model-report-1',
        'assay-model-validate-1',
      ]);
      expect(comments(stage, 7)).toHaveLength(1);
      expect(comments(stage, 7)[0]?.body).toMatch(/customers\.train\.csv.*18/);
      expect(stage.github.checks.at(-1)).toMatchObject({ head_sha: sha, conclusion: 'failure' });
    },
  },
  {
    title: 'A pull request from a fork',
    about:
      "fay's pull request 8 runs with a token that may only read: no comment, and the verdict is the colour of the " +
      'job. Then the second workflow, on the default branch, reads its artifact as data and publishes. The check is ' +
      'neutral: what a stranger could have written turns nothing green.',
    async play(stage) {
      const { github } = stage;
      await stage.branch('main');
      stage.takeExample('assay-fork.yml');
      await stage.push('Publish for forks', 'main');
      await stage.branch('patch', 'main');
      stage.write('NOTES.md', "fay's notes\n");
      const head = await stage.push('A note', 'patch', { login: 'fay', email: 'fay@example.org' });
      const what = stage.pullRequest(8, head, 'patch', WORKFLOW, 'fay');
      const played = await stage.play(what);
      expect(played.code, played.log).toBe(0);
      expect(played.log).toContain("the token of a fork's pull request may only read");
      expect(comments(stage, 8)).toEqual([]);
      const published = await stage.play({
        event: 'workflow_run',
        workflow: 'assay-fork.yml',
        actor: 'fay',
        payload: {
          action: 'completed',
          workflow_run: {
            id: played.runId,
            run_attempt: 1,
            event: 'pull_request',
            conclusion: 'success',
            head_sha: head,
            head_branch: 'patch',
            head_repository: { full_name: FORK, owner: { login: 'fay' } },
          },
          repository: { full_name: github.repository, owner: { login: 'octo', type: 'Organization' } },
        },
      });
      expect(published.code, published.log).toBe(0);
      expect(comments(stage, 8)).toHaveLength(1);
      expect(comments(stage, 8)[0]?.body).toContain('roc_auc');
      expect(github.checks.at(-1)).toMatchObject({ head_sha: head, conclusion: 'neutral' });
      expect(comments(stage, 8)[0]?.body).toMatch(/fork/);
    },
  },
  {
    title: 'A run on a GPU, asked for by a comment',
    about:
      'rita may start one on pull request 7: the workflow is started on its branch. fay may not, and a label that ' +
      'she puts there starts nothing.',
    async play(stage) {
      const { github } = stage;
      const refused = await stage.say(7, 'fay', '/assay run');
      expect(refused.code, refused.log).toBe(0);
      expect(stage.answer).toMatch(/write permission/);
      expect(github.dispatches).toEqual([]);
      const allowed = await stage.say(7, 'rita', '/assay run');
      expect(allowed.code, allowed.log).toBe(0);
      expect(github.dispatches).toMatchObject([
        { kind: 'workflow', name: 'assay-gpu.yml', payload: { ref: 'feature', inputs: { sha } } },
      ]);
    },
  },
  {
    title: 'The run on a GPU, as it was asked for',
    about:
      'rita asks by a comment on pull request 24: the workflow runs on its branch, the training on the runner with ' +
      'the labels of a GPU, and its report is the comment there. Then by a label, which is taken away; the label of ' +
      'fay, who may only read, starts no training, and neither does a commit that came after the one asked for.',
    async play(stage) {
      const { github } = stage;
      await stage.branch('gpu', 'main');
      stage.write('NOTES.md', 'on a GPU\n');
      const head = await stage.push('Train on a GPU', 'gpu');
      stage.pullRequest(24, head, 'gpu', GPU);
      expect((await stage.say(24, 'rita', '/assay run')).code).toBe(0);
      const sent = github.dispatches.at(-1)?.payload as { readonly inputs: Record<string, string> };
      const dispatched = { event: 'workflow_dispatch', workflow: GPU, ref: 'gpu', actor: BOT };
      const played = await stage.play({ ...dispatched, inputs: sent.inputs });
      expect(played.code, played.log).toBe(0);
      expect(ran(played)).toContain('train success');
      expect(report(stage, 24)).toMatchObject([{ body: expect.stringContaining('roc_auc') }]);
      expect(github.checks.at(-1)).toMatchObject({ head_sha: head, conclusion: 'success' });

      const late = await stage.play({ ...dispatched, inputs: { ...sent.inputs, sha: 'f'.repeat(40) } });
      expect(ran(late).filter((job) => job.includes('train'))).toEqual([]);

      const refused = await stage.play(stage.label(24, head, 'gpu', 'assay-run', 'fay', GPU));
      expect(ran(refused).filter((job) => job.includes('train'))).toEqual([]);
      const labelled = await stage.play(stage.label(24, head, 'gpu', 'assay-run', 'rita', GPU));
      expect(labelled.code, labelled.log).toBe(0);
      expect(ran(labelled)).toContain('train success');
      expect(github.pullLabels.get(24)).not.toContain('assay-run');
      expect(report(stage, 24)).toHaveLength(1);
      expect(report(stage, 24)[0]?.body).toContain(`/actions/runs/${labelled.runId}`);
    },
  },
];
