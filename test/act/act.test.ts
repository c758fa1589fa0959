/**
 * The workflows that `assay init` writes, run by `act` on this machine, with our actions as a runner downloads them.
 * `act` is no GitHub: it ignores permissions, `environment:` and `concurrency:`, and gives `run` steps variables that
 * GitHub would not (action.test.ts holds our shell against that).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeGitHub } from '../github/fake/index.js';
import { cleanEnvironment, must, ROOT, run } from '../support/program.js';
import { pythonWith } from '../support/python.js';
import { customers, writeStranger } from './stranger.js';
import { World } from './world.js';

const act = await pythonWith('test/requirements-act.txt');
const python = act.missing === '' ? await pythonWith('examples/flights/requirements.txt') : act;
const engines = python.missing === '' ? await engineFolder() : { folder: '', missing: '' };
const missing = act.missing || python.missing || engines.missing;

/** The engines as a runner's cache holds them, installed once by a bundle that has no node_modules above it. */
async function engineFolder(): Promise<{ folder: string; missing: string }> {
  const folder = join(ROOT, '.cache', 'act-engines');
  const env = cleanEnvironment({
    ASSAY_ENGINES_CACHE: folder,
    RUNNER_TOOL_CACHE: '',
    XDG_CACHE_HOME: folder,
  });
  const world = new World('', folder, '');
  try {
    const bundle = join(world.folder, 'assay', 'dist', 'index.js');
    const ran = await run(process.execPath, [bundle, 'engines', 'install'], world.folder, env);
    return {
      folder,
      missing: ran.code === 0 ? '' : `the engines cannot be installed: ${ran.stderr.split('\n')[0]}`,
    };
  } finally {
    world.remove();
  }
}

describe.skipIf(missing !== '')(
  `workflows under act${missing && ` (${missing})`}`,
  { timeout: 240_000 },
  () => {
    let world: World;
    let github: FakeGitHub;
    let base: string;

    beforeAll(async () => {
      world = new World(join(act.bin, 'act'), engines.folder, python.bin);
      world.fillCache();
      writeStranger(world.work);
      await must(
        'git',
        ['init', '--quiet', '--bare', '--initial-branch', 'main', world.origin],
        world.folder,
        world.env,
      );
      await world.git('init', '--quiet', '--initial-branch', 'main');
      await world.git('remote', 'add', 'origin', `file://${world.origin}`);
      await world.assay('init', '--model', 'churn', '--target', 'churn');
      const config = join(world.work, 'assay.yaml');
      const text = readFileSync(config, 'utf8')
        .replace('drift: alert', 'drift: retrain')
        .replace('evaluate:\n', 'evaluate:\n  columns: [age, visits, spend]\n');
      writeFileSync(config, text);
      writeFileSync(join(world.work, 'metrics.json'), '{"roc_auc": 0.8, "log_loss": 0.4}\n');
      base = await world.commit('Begin', 'main');
      github = await new FakeGitHub().start();
      github.tokens.set(world.token, {
        login: 'github-actions[bot]',
        installation: true,
        permissions: { pull_requests: 'write', checks: 'write' },
      });
      world.api = github.url;
    });
    afterAll(async () => {
      await github?.stop();
      world?.remove();
    });

    const pullRequest = (sha: string, branch: string, number = 7) => ({
      event: 'pull_request',
      workflow: 'assay-pull-request.yml',
      ref: branch,
      payload: {
        action: 'synchronize',
        number,
        pull_request: {
          number,
          head: { sha, ref: branch, repo: { full_name: 'octo/flights' } },
          base: { ref: 'main', sha: base },
          user: { login: 'dana' },
        },
      },
    });
    const open = (sha: string, branch: string, number = 7) =>
      github.pulls.push({ number, state: 'open', sha, head: `octo:${branch}` });

    /** As docs/workflows.md says. */
    const makeRegistry = () => world.assay('registry', 'init');
    const registryLog = async () =>
      (await must('git', ['log', '--format=%s', 'refs/assay/registry'], world.origin)).trim();
    /** What the registry has, which is a ref of the origin. */
    async function versions(): Promise<{ entry: { version: number; digest: string }; aliases: string[] }[]> {
      return JSON.parse(await world.assay('history', '--json')).data.versions;
    }
    const monitor = { event: 'schedule', workflow: 'assay-monitor.yml', payload: { schedule: '41 * * * *' } };

    it('without the registry, a job is red, and makes none of its own', async () => {
      const played = await world.play(monitor);
      expect(played.code, played.log).toBe(1);
      expect(played.log).toContain('there is no registry in git');
      expect(await must('git', ['for-each-ref', 'refs/assay'], world.origin)).toBe('');
    });

    let sha: string;
    it('a pull request: validates, trains, evaluates, gates, hands over, comments', async () => {
      await makeRegistry();
      await world.git('checkout', '--quiet', '-B', 'feature', 'main');
      writeFileSync(join(world.work, 'NOTES.md'), 'notes\n');
      sha = await world.commit('Take notes', 'feature');
      open(sha, 'feature');
      const played = await world.play(pullRequest(sha, 'feature'));
      expect(played.code, played.log).toBe(0);
      expect(Object.keys(played.artifacts).sort()).toEqual(
        ['evaluate', 'gate', 'report', 'train', 'validate'].map((step) => `assay-model-${step}-1`),
      );
      for (const step of ['validate', 'train', 'evaluate', 'gate']) {
        expect(world.result(played, 'assay-model-report-1', step)).toMatchObject({
          run: { commit: sha, attempt: 1 },
        });
      }
      expect(world.result(played, 'assay-model-gate-1', 'gate')).toMatchObject({
        verdict: 'warn',
        firstRun: true,
      });
      expect(
        readFileSync(join(played.artifacts['assay-model-report-1'] ?? '', 'report.html'), 'utf8'),
      ).toContain('roc_auc');
      expect(github.comments.map(({ issue }) => issue)).toEqual([7]);
      expect(github.comments[0]?.body).toContain('roc_auc');
      expect(github.checks).toMatchObject([{ name: 'assay (churn)', head_sha: sha, conclusion: 'success' }]);
    });

    it('the same run again, with training killed: red, an error is reported, in the same comment', async () => {
      const played = await world.play({
        ...pullRequest(sha, 'feature'),
        attempt: 2,
        env: { BREAK_TRAINING: '1' },
      });
      expect(played.code, played.log).toBe(1);
      expect(Object.keys(played.artifacts).sort()).toEqual(
        ['report', 'train', 'validate'].map((step) => `assay-model-${step}-2`),
      );
      expect(github.comments).toHaveLength(1);
      expect(github.comments[0]?.body).toMatch(/gate: no result|gate.*no result/);
      expect(github.checks.at(-1)).toMatchObject({ head_sha: sha, conclusion: 'failure' });
      expect(played.log).toContain('The verdict of the whole is error.');
    });

    it('a pull request with a broken row: validation is red, and the report says fail', async () => {
      const file = join(world.work, 'data', 'customers.train.csv');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace(/^100017,.*$/m, '100017,old,3,10.00,0'));
      const broken = await world.commit('Break a row', 'feature');
      open(broken, 'feature');
      const played = await world.play(pullRequest(broken, 'feature'));
      expect(played.code, played.log).toBe(1);
      expect(world.result(played, 'assay-model-report-1', 'validate').verdict).toBe('error');
      expect(Object.keys(played.artifacts).sort()).toEqual([
        'assay-model-report-1',
        'assay-model-validate-1',
      ]);
      expect(github.comments).toHaveLength(1);
      expect(github.comments[0]?.body).toMatch(/customers\.train\.csv.*18/);
      expect(github.checks.at(-1)).toMatchObject({ head_sha: broken, conclusion: 'failure' });
      await world.git('checkout', '--quiet', 'main');
    });

    let digest = '';
    it('a push to main registers the candidate, and the ref of the registry has it', async () => {
      const played = await world.play({
        event: 'push',
        workflow: 'assay-train.yml',
        payload: {
          ref: 'refs/heads/main',
          head_commit: { id: base, author: { username: 'dana', name: 'dana', email: 'dana@example.com' } },
        },
      });
      expect(played.code, played.log).toBe(0);
      expect(await registryLog()).toMatch(/^create models\/churn\/versions\/1\.json$/m);
      const [row] = await versions();
      expect(row?.entry.version).toBe(1);
      digest = row?.entry.digest ?? '';
    });

    const promote = (actor: string, target: string, more: Record<string, string> = {}) => ({
      event: 'workflow_dispatch',
      workflow: 'assay-promote.yml',
      actor,
      inputs: {
        version: '1',
        digest: digest.slice(7, 19),
        target,
        approve: 'true',
        rollback: '',
        ...more,
      },
      payload: { sender: { login: actor } },
    });
    const alias = async (name: string) => (await versions())[0]?.aliases.includes(name);

    it('promotion: its author is refused, another person is not, and the registry keeps both targets', async () => {
      const own = await world.play(promote('dana', 'staging'));
      expect(own.code, own.log).toBe(1);
      expect(own.log).toMatch(/author/);
      expect(await alias('staging')).toBe(false);
      for (const target of ['staging', 'production']) {
        const played = await world.play(promote('rita', target));
        expect(played.code, played.log).toBe(0);
        expect(await alias(target)).toBe(true);
      }
    });

    it('monitoring: quiet data start nothing; drifted data start retraining, once', async () => {
      const quiet = await world.play(monitor);
      expect(quiet.code, quiet.log).toBe(0);
      expect(world.ghLog).toBe('');
      writeFileSync(join(world.work, 'data', 'customers.live.csv'), customers(1000, 3, true));
      await world.commit('June arrives', 'main');
      const drifted = await world.play(monitor);
      expect(drifted.code, drifted.log).toBe(0);
      expect(world.ghLog).toBe(
        'api --method POST repos/octo/flights/dispatches -f event_type=assay-retrain\n',
      );
      const again = await world.play(monitor);
      expect(again.code, again.log).toBe(0);
      expect(world.ghLog.trim().split('\n')).toHaveLength(1);
    });

    it('retraining, on the runner with the labels of a GPU: gated against production, registered as the next version', async () => {
      const workflow = readFileSync(join(ROOT, 'examples', 'workflows', 'train-on-gpu.yml'), 'utf8');
      writeFileSync(join(world.work, '.github', 'workflows', 'train-on-gpu.yml'), workflow);
      await world.commit('Train on a GPU', 'main');
      const played = await world.play({
        event: 'repository_dispatch',
        workflow: 'train-on-gpu.yml',
        payload: { action: 'assay-retrain' },
      });
      expect(played.code, played.log).toBe(0);
      const gate = world.result(played, 'assay-model-gate-1', 'gate');
      expect(gate).toMatchObject({ verdict: 'pass', firstRun: false });
      expect(await versions()).toMatchObject([{ entry: { version: 2 } }, { entry: { version: 1 } }]);
    });

    it('metrics only, from a fork: the gate decides, and a refused comment hides nothing', async () => {
      await world.git('checkout', '--quiet', '-B', 'metrics', 'main');
      const workflow = readFileSync(join(ROOT, 'examples', 'workflows', 'metrics-only.yml'), 'utf8');
      writeFileSync(join(world.work, '.github', 'workflows', 'metrics-only.yml'), workflow);
      const train = (auc: number) =>
        writeFileSync(
          join(world.work, 'train.py'),
          `open("metrics.json", "w").write('{"roc_auc": ${auc}, "log_loss": 0.4}')\n`,
        );
      const play = async (number: number) => {
        const head = await world.commit('Train otherwise', 'metrics');
        open(head, 'metrics', number);
        const what = pullRequest(head, 'metrics', number);
        const payload = structuredClone(what.payload);
        payload.pull_request.head.repo.full_name = 'fay/flights';
        return world.play({ ...what, payload, workflow: 'metrics-only.yml', actor: 'fay' });
      };
      const readOnly = { login: 'github-actions[bot]', installation: true, permissions: {} };
      const full = github.tokens.get(world.token);
      github.tokens.set(world.token, readOnly);
      const before = github.comments.length;
      train(0.81);
      const good = await play(8);
      expect(good.code, good.log).toBe(0);
      expect(good.log).toContain("the token of a fork's pull request may only read");
      expect(github.comments).toHaveLength(before);
      if (full) github.tokens.set(world.token, full);
      train(0.75);
      const bad = await play(9);
      expect(bad.code, bad.log).toBe(1);
      expect(github.comments.at(-1)).toMatchObject({ issue: 9, body: expect.stringContaining('roc_auc') });
      expect(github.checks.at(-1)).toMatchObject({ conclusion: 'failure' });
    });

    it('the root action with a command, and setup with assay on the PATH of later steps', async () => {
      await world.git('checkout', '--quiet', '-B', 'root', 'main');
      writeFileSync(join(world.work, '.github', 'workflows', 'root.yml'), ROOT_WORKFLOW);
      writeFileSync(join(world.work, 'base.json'), '{"roc_auc": 0.9}\n');
      await world.commit('Use the root action', 'root');
      const played = await world.play({
        event: 'push',
        workflow: 'root.yml',
        ref: 'root',
        env: { ASSAY_ENGINES_PATH: engines.folder },
      });
      expect(played.code, played.log).toBe(0);
      expect(played.log).toMatch(/\| gate said fail, rules failed 1$/m);
      expect(played.log).toMatch(/\| assay ended with 1$/m);
    });

    it('GitHub understood every call', () => expect(github.complaints).toEqual([]));
  },
);

const ROOT_WORKFLOW = `
on: push
jobs:
  root:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
      - id: gate
        uses: assay-ml/assay@v1
        with:
          command: gate
          candidate: metrics.json
          baseline: base.json
          rule: |
            roc_auc max_drop 0.01
            roc_auc min 0.5
          fail-on: never
      - env:
          VERDICT: \${{ steps.gate.outputs.verdict }}
          FAILED: \${{ steps.gate.outputs.rules-failed }}
        run: echo "gate said $VERDICT, rules failed $FAILED"
      - uses: assay-ml/assay/actions/setup@v1
        with:
          cache: false
      - run: |
          code=0
          assay gate --candidate metrics.json --baseline base.json --rule 'roc_auc max_drop 0.01' || code=$?
          echo "assay ended with $code"
`;
