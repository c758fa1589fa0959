/**
 * The workflows that we ship, run by `act` on this machine, with our actions as a runner downloads them, against the
 * strict fake of GitHub's API and a real remote: the scenes of scenes/, in order, on one repository.
 * `npm run story` runs this file, and keeps what each scene produced in a folder.
 * `act` is no GitHub: what it does otherwise, and how we know, stands in docs/workflows.md.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanEnvironment, ROOT, run } from '../support/program.js';
import { pythonWith } from '../support/python.js';
import { MAIN } from './scenes/main.js';
import { MONITORING } from './scenes/monitoring.js';
import { PIECES } from './scenes/pieces.js';
import { PULL_REQUESTS } from './scenes/pull-requests.js';
import { Stage } from './stage.js';
import { Story } from './story.js';
import { writeStranger } from './stranger.js';
import { World } from './world.js';

const act = await pythonWith('test/requirements-act.txt');
const python = act.missing === '' ? await pythonWith('examples/flights/requirements.txt') : act;
const openssl = await run('openssl', ['version'], ROOT).then(
  () => '',
  () => 'there is no openssl, which makes the certificate of the remote',
);
const possible = act.missing || python.missing || openssl;
const engines = possible === '' ? await engineFolder() : { folder: '', missing: '' };
const missing = possible || engines.missing;

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
    await world.remove();
  }
}

describe.skipIf(missing !== '')(
  `workflows under act${missing && ` (${missing})`}`,
  { timeout: 240_000 },
  () => {
    let stage: Stage;

    beforeAll(async () => {
      const story = new Story(process.env['ASSAY_STORY'] || null);
      stage = new Stage({ act: join(act.bin, 'act'), engines: engines.folder, path: python.bin }, story);
      await stage.open();
      await writeRepository(stage);
    });
    afterAll(async () => stage?.close());

    for (const { title, about, play } of [...MAIN, ...PULL_REQUESTS, ...MONITORING, ...PIECES]) {
      it(title, async () => {
        stage.story.begin(title, about);
        await play(stage);
      });
    }

    it('GitHub understood every call', () => expect(stage.github.complaints).toEqual([]));
  },
);

/** What `assay init` makes of a stranger's files, with the additions that a person makes afterwards. */
async function writeRepository(stage: Stage): Promise<void> {
  const { world } = stage;
  writeStranger(world.work);
  await world.assay('init', '--model', 'churn', '--target', 'churn');
  const config = stage
    .read('assay.yaml')
    .replace('drift: alert', 'drift: [alert, retrain]')
    .replace('evaluate:\n', 'evaluate:\n  columns: [age, visits, spend]\n');
  stage.write('assay.yaml', `${config}notify:\n  - github_issue: true\n`);
  const monitor = '.github/workflows/assay-monitor.yml';
  stage.write(
    monitor,
    stage.read(monitor).replace(/( +)contents: write.*\n/, '$&$1issues: write # to write the alert\n'),
  );
  for (const name of ['assay-commands.yml', 'assay-gpu.yml', 'train-on-gpu.yml']) stage.takeExample(name);
  stage.write('metrics.json', '{"roc_auc": 0.8, "log_loss": 0.4}\n');
  await stage.push('Begin', 'main');
}
