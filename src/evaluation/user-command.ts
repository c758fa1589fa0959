/** `evaluate.run`: the user's own command makes predictions, for models that are not ONNX. */
import { access, mkdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import {
  type Context,
  commandText,
  environmentError,
  runProcess,
  userEnvironment,
  withoutSecrets,
} from '../base/index.js';
import type { CommandLine } from '../config/index.js';
import type { Finding } from '../results/index.js';
import type { Table } from './table.js';

/** How many lines of the program's output a finding shows. */
const SHOWN_LINES = 20;

/**
 * Runs the command with `ASSAY_MODEL`, `ASSAY_DATASET` (an absolute path or glob) and `ASSAY_PREDICTIONS` (the file
 * to write). Returns the path of the file, or a finding where the program failed or wrote nothing: that is a
 * verdict on the model. A killed program is an environment error.
 */
export async function runPredictions(
  ctx: Context,
  table: Table,
  options: {
    readonly command: CommandLine;
    readonly root: string;
    readonly model: string;
    readonly subject: string;
  },
): Promise<{ readonly path: string } | { readonly finding: Finding }> {
  const folder = join(table.scratch, options.subject);
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'predictions');
  const dataset = table.dataset.local ?? table.dataset.path;
  const label = commandText(options.command);
  const progress = ctx.log.progress(`${options.subject}: ${label}`);
  const result = await runProcess({
    command: options.command,
    cwd: options.root,
    env: {
      ...userEnvironment(ctx.env),
      ASSAY_MODEL: options.model,
      ASSAY_DATASET: isAbsolute(dataset) ? dataset : join(options.root, dataset),
      ASSAY_PREDICTIONS: path,
    },
    signal: ctx.signal,
    onLine: (line) => {
      ctx.log.debug(line);
      progress.update(line);
    },
  }).finally(() => progress.done());
  if (result.cancelled) ctx.signal.throwIfAborted();
  const tail = withoutSecrets(result.tail.slice(-SHOWN_LINES).join('\n'), ctx.env);
  const shown = tail === '' ? '' : `\n${tail}`;
  if (result.exitCode === null) {
    throw environmentError({
      message: `${label} was ended by ${result.signal ?? 'a signal'} while it predicted for the ${options.subject}${shown}`,
      fix: 'often there was too little memory: use a larger machine, or predict in smaller parts',
    });
  }
  const failed = (actual: string, fix: string): { readonly finding: Finding } => ({
    finding: {
      check: 'evaluate.run',
      verdict: 'error',
      severity: 'error',
      subject: { target: options.subject },
      expected: 'exit code 0 and a file at ASSAY_PREDICTIONS',
      actual,
      where: [],
      message: `${label} made no predictions for the ${options.subject}: ${actual}${shown}`,
      fix,
    },
  });
  if (result.exitCode !== 0) {
    return failed(
      `it ended with exit code ${result.exitCode}`,
      'run the command by hand with ASSAY_MODEL, ASSAY_DATASET and ASSAY_PREDICTIONS set',
    );
  }
  try {
    await access(path);
  } catch {
    return failed('it wrote no file', 'write Parquet, CSV or JSON lines to the path in ASSAY_PREDICTIONS');
  }
  return { path };
}
