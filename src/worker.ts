/**
 * The shells of internal processes: `main.ts` runs them where the server, or an evaluation, started this program
 * as a worker. No option, no result; they live as long as the channel to who started them.
 */
import { runModelWorker } from './engines/model/worker.js';
import { createLog } from './host/log.js';
import { processPort } from './serving/process.js';
import { runServingWorker } from './serving/worker.js';

/** The process in which `evaluate` and `train` run an ONNX model. */
export async function runModel(): Promise<void> {
  // Who started it decides when it ends: signals to the group are not for it.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => undefined);
  if (await runModelWorker()) process.exit(0);
  process.stderr.write('error: this is started by `assay evaluate`, and not by hand\n');
  process.exitCode = 2;
}

export async function runWorker(): Promise<void> {
  const port = processPort();
  if (port === null) {
    process.stderr.write('error: this is started by `assay serve`, and not by hand\n');
    process.exitCode = 2;
    return;
  }
  // The server decides when its workers end: signals to the group are for the server.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => undefined);
  const log = createLog({
    write: (text) => process.stderr.write(text),
    color: false,
    quiet: true,
    interactive: false,
    debug: false,
    now: () => performance.now(),
  });
  const ctx = {
    cwd: process.cwd(),
    env: { ...process.env },
    now: () => new Date(),
    signal: new AbortController().signal,
    log,
  };
  await runServingWorker(ctx, port);
  // The runtime's threads would keep the process for a while after the channel has closed.
  process.exit(0);
}
