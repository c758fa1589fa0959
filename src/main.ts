#!/usr/bin/env node
/** The entry: picks the shell. With a command in argv it is the CLI; run as an action it is the action. */
import { MODEL_WORKER } from './engines/model/messages.js';
import { SERVING_WORKER } from './serving/messages.js';
import { enableCompileCache } from './startup.js';

enableCompileCache();
const argv = process.argv.slice(2);
const { env } = process;
// First: a server that an action started hands its environment, with the action's inputs, to its workers.
if (argv[0] === SERVING_WORKER) {
  const { runWorker } = await import('./worker.js');
  await runWorker();
} else if (argv[0] === MODEL_WORKER) {
  const { runModel } = await import('./worker.js');
  await runModel();
} else if (
  env['ASSAY_INPUTS'] !== undefined ||
  (argv.length === 0 && env['GITHUB_ACTIONS'] === 'true' && env['INPUT_COMMAND'])
) {
  const { runAction } = await import('./action.js');
  await runAction(argv);
} else {
  const { runCli } = await import('./cli.js');
  await runCli(argv);
}
