/**
 * Launchers: where a training program runs. This version has one, a process on this machine; others are one
 * more file and one more line in the table.
 */

import { type Context, type Environment, type ProcessResult, runProcess } from '../base/index.js';
import type { CommandLine } from '../config/index.js';

export interface TrainingJob {
  readonly command: CommandLine;
  readonly cwd: string;
  readonly env: Environment;
  readonly timeoutMs?: number;
  /** Between SIGTERM and SIGKILL, for a last checkpoint. */
  readonly graceMs: number;
  /** Before each line in the log: `train`, `train seed 1`. */
  readonly label: string;
}

export interface Launcher {
  readonly name: string;
  /**
   * Runs a job to its end, streaming its output to the log. `onStart` hears the process group where there is
   * one on this machine. Throws an environment error where the job cannot be started.
   */
  launch(ctx: Context, job: TrainingJob, onStart: (group: number) => void): Promise<ProcessResult>;
}

const local: Launcher = {
  name: 'local',
  launch: (ctx, job, onStart) =>
    runProcess({
      command: job.command,
      cwd: job.cwd,
      env: job.env,
      signal: ctx.signal,
      graceMs: job.graceMs,
      ...(job.timeoutMs === undefined ? {} : { timeoutMs: job.timeoutMs }),
      // What a program prints is no workflow command either: the log sees to that.
      onLine: (line) => ctx.log.info(`${job.label} | ${line}`),
      onStart,
    }),
};

export const LAUNCHERS = { local } as const satisfies Readonly<Record<string, Launcher>>;
