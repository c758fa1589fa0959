/** Single pieces: metrics only, a matrix, a lost runner, the root action, a permission that is missing. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { startRegistry } from '../../registry.js';
import { engineTarballs } from '../../tarballs.js';
import { BOT, type Stage } from '../stage.js';
import type { Scene } from './scene.js';

const last = (stage: Stage, pull: number) =>
  stage.github.comments.filter(({ issue, login }) => issue === pull && login === BOT);
/** "Training" that only writes its metrics. */
const metrics = (auc: number) => `open("metrics.json", "w").write('{"roc_auc": ${auc}, "log_loss": 0.4}')\n`;

export const PIECES: readonly Scene[] = [
  {
    title: 'Only a metrics.json',
    about:
      'No assay.yaml is read: the training is anybody’s, and the gate holds its `metrics.json` against the file on ' +
      'main. On pull request 21 the workflow lacks `pull-requests: write`: the check is there, the comment is not, ' +
      'and the log names the line to add. With it, the worse second push has its comment.',
    async play(stage) {
      await stage.branch('metrics', 'main');
      stage.takeExample('metrics-only.yml');
      const whole = stage.read('.github/workflows/metrics-only.yml');
      stage.write('.github/workflows/metrics-only.yml', whole.replace(/ +pull-requests: write.*\n/, ''));
      stage.write('train.py', metrics(0.81));
      const first = await stage.push('Train otherwise', 'metrics');
      const good = await stage.play(stage.pullRequest(21, first, 'metrics', 'metrics-only.yml'));
      expect(good.code, good.log).toBe(0);
      expect(good.log).toContain('permissions: {pull-requests: write}');
      expect(last(stage, 21)).toEqual([]);
      expect(stage.github.checks.at(-1)).toMatchObject({ head_sha: first, conclusion: 'success' });
      stage.write('.github/workflows/metrics-only.yml', whole);
      stage.write('train.py', metrics(0.75));
      const second = await stage.push('Train worse', 'metrics');
      const bad = await stage.play(stage.pullRequest(21, second, 'metrics', 'metrics-only.yml'));
      expect(bad.code, bad.log).toBe(1);
      expect(last(stage, 21)).toMatchObject([{ body: expect.stringContaining('roc_auc') }]);
      expect(stage.github.checks.at(-1)).toMatchObject({ head_sha: second, conclusion: 'failure' });
    },
  },
  {
    title: 'A job that dies while it publishes',
    about:
      'The check is open, and the runner is lost. Nothing of that job ends it; the last job of the workflow does, ' +
      'so that no check stays in progress.',
    async play(stage) {
      const { github } = stage;
      stage.write('train.py', metrics(0.82));
      const sha = await stage.push('Train a third time', 'metrics');
      // The comment waits for a second listing that never comes, with the check open.
      github.holdLists = 2;
      const what = stage.pullRequest(21, sha, 'metrics', 'metrics-only.yml');
      const [played] = await Promise.all([stage.play(what), killOnceOpen(stage, sha)]);
      github.holdLists = 0;
      expect(played.code, played.log).toBe(1);
      expect(github.checks.filter(({ head_sha }) => head_sha === sha)).toMatchObject([
        { status: 'completed', conclusion: 'failure' },
      ]);
      expect(played.jobs.find(({ id }) => id === 'close')).toMatchObject({ result: 'success' });
    },
  },
  {
    title: 'Jobs of a matrix meet in one comment',
    about:
      'Two regions are gated in jobs of their own. One last job publishes both: one comment, one section each. In ' +
      'the second push the job of the south dies: the north alone is no verdict.',
    async play(stage) {
      await stage.branch('matrix', 'main');
      stage.takeExample('gate-in-matrix.yml');
      stage.write('train.py', MATRIX_TRAINING);
      const sha = await stage.push('Gate each region', 'matrix');
      const played = await stage.play(stage.pullRequest(22, sha, 'matrix', 'gate-in-matrix.yml'));
      expect(played.code, played.log).toBe(1);
      expect(last(stage, 22)).toHaveLength(1);
      const body = last(stage, 22)[0]?.body ?? '';
      expect(body).toMatch(/north/);
      expect(body).toMatch(/south/);
      // The worst first.
      expect(body.indexOf('south')).toBeLessThan(body.indexOf('north'));
      expect(stage.github.checks.filter(({ head_sha }) => head_sha === sha)).toMatchObject([
        { conclusion: 'failure' },
      ]);
      // The job to require has the colour of all cells.
      expect(played.jobs.find(({ id }) => id === 'comment')).toMatchObject({ result: 'failure' });
      stage.write('train.py', MATRIX_TRAINING.replace('"south": 0.70', ''));
      const lost = await stage.push('Lose a cell', 'matrix');
      const again = await stage.play(stage.pullRequest(22, lost, 'matrix', 'gate-in-matrix.yml'));
      expect(again.code, again.log).toBe(1);
      expect(last(stage, 22)).toHaveLength(1);
      expect(last(stage, 22)[0]?.body).toMatch(/\*\*error\*\*.*gate \(south\): no result/);
      expect(again.jobs.find(({ id }) => id === 'comment')).toMatchObject({ result: 'failure' });
    },
  },
  {
    title: 'The root action, and assay on the PATH',
    about:
      'One action with `command:`, and `setup` for steps of your own. Run with the cache and artifact services of ' +
      'act: `setup` keeps the engines in the cache, and the next run has them from there.',
    async play(stage) {
      await stage.branch('root', 'main');
      stage.write('.github/workflows/root.yml', ROOT_WORKFLOW);
      stage.write('base.json', '{"roc_auc": 0.9}\n');
      await stage.push('Use the root action', 'root');
      // At one place, since the cache knows its entries by their paths too.
      const cache = join(stage.world.folder, 'engines-of-setup');
      const play = (registry: string) =>
        stage.play({
          event: 'push',
          workflow: 'root.yml',
          ref: 'root',
          services: true,
          env: { ASSAY_ENGINES_CACHE: cache, npm_config_registry: registry },
        });
      const tarballs = engineTarballs();
      if (tarballs === null) throw new Error('the tarballs of the engines cannot be had');
      const registry = await startRegistry(tarballs);
      const first = await play(registry.url);
      await registry.close();
      expect(first.code, first.log).toBe(0);
      expect(first.log).toMatch(/\| gate said fail, rules failed 1$/m);
      expect(first.log).toMatch(/\| assay ended with 1$/m);
      expect(first.log).toMatch(/\| engines from the cache: false$/m);
      rmSync(cache, { recursive: true });
      const second = await play('http://127.0.0.1:1/');
      expect(second.code, second.log).toBe(0);
      expect(second.log).toMatch(/\| engines from the cache: true$/m);
    },
  },
];

/** Ends the process that comments, as a lost runner does, once its check is open. */
async function killOnceOpen(stage: Stage, sha: string): Promise<void> {
  const { github, world } = stage;
  while (!github.checks.some((check) => check.head_sha === sha)) await sleep(50);
  while (!github.requests.at(-1)?.includes('/comments')) await sleep(50);
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const words = commandOf(pid);
    if (words[1]?.startsWith(world.folder) && words[2] === 'comment') process.kill(Number(pid), 'SIGKILL');
  }
}

function commandOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    // It ended meanwhile.
    return [];
  }
}

const MATRIX_TRAINING = `import json, os
auc = {"north": 0.82, "south": 0.70}[os.environ["REGION"]]
json.dump({"roc_auc": auc, "log_loss": 0.4}, open("metrics.json", "w"))
`;

const ROOT_WORKFLOW = `
on: push
jobs:
  root:
    runs-on: ubuntu-latest
    permissions:
      contents: read
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
      - id: setup
        uses: assay-ml/assay/actions/setup@v1
      - env:
          HIT: \${{ steps.setup.outputs.cache-hit }}
        run: |
          echo "engines from the cache: $HIT"
          code=0
          assay gate --candidate metrics.json --baseline base.json --rule 'roc_auc max_drop 0.01' || code=$?
          echo "assay ended with $code"
`;
