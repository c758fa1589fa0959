/** `setup`: what `actions/setup` runs, so that later steps of the job have `assay` and the engines. */
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { usageError } from '../base/index.js';
import { engineStatus, entryOf, prepareEngines, writeShim } from '../engines/index.js';
import { defineCommand } from './command.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'setup',
  summary: 'put the command assay on the PATH of later steps, with the engines from the cache',
  details:
    'Later steps of the job can call `assay` in any shell. It runs with the Node of the runner itself, so that a GPU ' +
    'runner without Node will do. DuckDB and ONNX Runtime are restored from the Actions cache; the first time they are ' +
    "installed from the package registry that npm's configuration names, and kept. It needs no permission.",
  options: {
    cache: {
      type: 'boolean',
      default: true,
      summary: 'keep the engines in the Actions cache',
      notIn: ['cli'],
    },
  },
  examples: [
    { run: 'assay setup', does: 'in a step of GitHub Actions: make assay ready for the next steps' },
  ],
  outputs: { 'cache-hit': 'true where the Actions cache had the engines' },
  permissions: {},
  async run({ ctx, host, options }) {
    const { GITHUB_PATH: pathFile, RUNNER_TEMP: temporary } = ctx.env;
    if (!pathFile || !temporary) {
      throw usageError({
        message: 'setup is for steps of GitHub Actions: GITHUB_PATH or RUNNER_TEMP is not set',
        fix: 'in a terminal use `assay engines install`, and put dist/index.js on the PATH as assay',
      });
    }
    const bin = join(temporary, 'assay', 'bin');
    await writeShim(bin, process.execPath, entryOf());
    await appendFile(pathFile, `${bin}\n`);
    const { restored, installed, saved } = await prepareEngines(ctx, { cache: options.cache });
    const engines = await engineStatus(ctx);
    // The folder of the runner, not of the user's repository: this is no result of a model's run.
    const session = await openSession({ ...ctx, cwd: join(temporary, 'assay') }, host, {});
    const from = restored
      ? 'from the Actions cache'
      : installed.length > 0
        ? 'installed'
        : 'found on this machine';
    const result = await session.finish({
      command: 'setup',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: 'pass',
      summary: `assay is on the PATH, engines ${from}`,
      data: { bin, engines, restored, installed, saved },
      text: `assay is on the PATH, engines ${from}`,
    });
    return { result, outputs: { 'cache-hit': String(restored) }, text: result.text };
  },
});
