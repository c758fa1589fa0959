/**
 * Runs a program of the user's: in a process group of its own, its output line by line, with a time-out and a
 * cancellation that reach the children. Training, `evaluate.run` and accelerator probes all run through here.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from './context.js';
import { codeOf, environmentError, messageOf } from './errors.js';
import { LineSplitter } from './lines.js';
import { familyOf, processesWithVariable, processTable } from './process-table.js';

export interface ProcessOptions {
  /** A string runs in `bash -eo pipefail -c`, a list is an argument vector. */
  readonly command: string | readonly string[];
  readonly cwd: string;
  /** The whole environment of the program; nothing of this process is added but the mark named below. */
  readonly env: Environment;
  /** Ends the program: SIGTERM to all its processes, `graceMs` to write a checkpoint, SIGKILL. */
  readonly signal?: AbortSignal;
  /** Milliseconds; the program is then ended in the same way. Absent: no limit. */
  readonly timeoutMs?: number;
  /** Milliseconds between SIGTERM and SIGKILL; absent: 10 s. */
  readonly graceMs?: number;
  /** Every line, without its end, as it comes. A progress bar that returns to its line's start counts once. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** The process group, once it runs; for measurements. */
  readonly onStart?: (group: number) => void;
  /** How many of the last lines `tail` keeps; absent: 100. */
  readonly tailLines?: number;
}

export interface ProcessResult {
  /** Null where a signal ended it, or it never started. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly cancelled: boolean;
  /** True where SIGTERM was not enough. */
  readonly killed: boolean;
  readonly durationMs: number;
  /** The last lines of both streams. */
  readonly tail: readonly string[];
}

const DEFAULT_GRACE_MS = 10_000;
/** What the program left running in its group after it ended (`> >(tee log)`) may finish for so long. */
const LEFTOVER_MS = 2000;
const POLL_MS = 50;
/** Children that left the group are found again by it; Jenkins and the Actions runner do the same. */
const MARK = 'ASSAY_PROCESS_MARK';

/**
 * Runs a program to its end and says how it ended; a non-zero exit is a result, not an error.
 * When it returns, no process of the group runs any more, and after a time-out or cancellation no process that
 * the program started does. Throws an environment error where the program cannot be started.
 *
 * Windows has neither process groups nor SIGTERM: there the tree is ended by `taskkill /T /F` without a grace
 * period, and a string needs the bash that comes with Git.
 */
export async function runProcess(options: ProcessOptions): Promise<ProcessResult> {
  const started = performance.now();
  const tail: string[] = [];
  const keep = options.tailLines ?? 100;
  const result = (part: Pick<ProcessResult, 'exitCode' | 'signal'>, how: Partial<ProcessResult>) => ({
    timedOut: false,
    cancelled: false,
    killed: false,
    ...part,
    ...how,
    durationMs: performance.now() - started,
    tail,
  });
  if (options.signal?.aborted) return result({ exitCode: null, signal: null }, { cancelled: true });

  const mark = randomBytes(12).toString('hex');
  const child = await start(options, mark);
  const group = new ProcessGroup(child, `${MARK}=${mark}`);
  options.onStart?.(group.id);
  const onLine = (stream: 'stdout' | 'stderr') => (line: string) => {
    tail.push(line);
    if (tail.length > keep) tail.shift();
    options.onLine?.(line, stream);
  };
  const streams = Promise.all([read(child.stdout, onLine('stdout')), read(child.stderr, onLine('stderr'))]);
  const exit = new Promise<Pick<ProcessResult, 'exitCode' | 'signal'>>((resolve) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });

  // Should this process end by an error of its own, the program must not go on alone.
  const atExit = () => group.send('SIGKILL', true);
  process.once('exit', atExit);
  const stop = new AbortController();
  try {
    const ended = exit.then(() => 'ended' as const);
    const why = await Promise.race([ended, ...causes(options, stop.signal)]);
    const grace = options.graceMs ?? DEFAULT_GRACE_MS;
    let killed = false;
    if (why === 'ended') {
      if (!(await group.gone(LEFTOVER_MS, false))) await group.end(grace, false);
    } else {
      killed = await group.end(grace, true);
    }
    const end = await exit;
    // A child that left the group on purpose may still hold the pipes; what it says is not the program's.
    await Promise.race([
      streams,
      // Ended early below, which is no failure.
      sleep(LEFTOVER_MS, undefined, { signal: stop.signal }).catch(() => undefined),
    ]);
    return result(end, { timedOut: why === 'timedOut', cancelled: why === 'cancelled', killed });
  } finally {
    stop.abort();
    process.removeListener('exit', atExit);
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

/** Ours alone: the inputs of the action, and the tokens that may write the registry. */
const PRIVATE = new Set(['ASSAY_INPUTS', 'ASSAY_JOB_TOKEN', 'ASSAY_REGISTRY_TOKEN']);

/** The environment that a user's program may see: everything but what is meant for Assay itself. */
export function userEnvironment(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !PRIVATE.has(name) && !name.toUpperCase().startsWith('INPUT_')),
  );
}

/** How a command reads in messages. */
export function commandText(command: string | readonly string[]): string {
  if (typeof command === 'string') return command.trim();
  return command.map((part) => (/^[\w./:=@%+,-]+$/.test(part) ? part : JSON.stringify(part))).join(' ');
}

async function start(options: ProcessOptions, mark: string): Promise<ChildProcess> {
  const [program, ...args] =
    typeof options.command === 'string'
      ? ['bash', '-eo', 'pipefail', '-c', options.command]
      : options.command;
  if (program === undefined) throw environmentError({ message: 'the command is empty' });
  const windows = process.platform === 'win32';
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...options.env, [MARK]: mark },
    detached: !windows,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => {
      const missing = codeOf(error) === 'ENOENT';
      reject(
        environmentError(
          {
            message: `${program} could not be started in ${options.cwd}: ${missing ? 'there is no such program' : messageOf(error)}`,
            expected: 'a program on the PATH, and a folder that exists',
            ...(program === 'bash'
              ? { fix: 'install bash, or write the command as a list, which needs no shell' }
              : {}),
          },
          error,
        ),
      );
    });
  });
  // Errors after the start (a signal that could not be sent) are seen by polling; without a listener Node would throw.
  child.on('error', () => undefined);
  return child;
}

/** Promises that come true when the program must be ended. `stop` clears their timers and listeners. */
function causes(options: ProcessOptions, stop: AbortSignal): Promise<'timedOut' | 'cancelled'>[] {
  const list: Promise<'timedOut' | 'cancelled'>[] = [];
  const { signal, timeoutMs } = options;
  if (signal) {
    list.push(
      new Promise((resolve) => {
        if (signal.aborted) resolve('cancelled');
        signal.addEventListener('abort', () => resolve('cancelled'), { once: true, signal: stop });
      }),
    );
  }
  if (timeoutMs !== undefined) {
    list.push(
      new Promise((resolve) => {
        // Node cuts longer timers to 1 ms; 24 days are no limit that anyone waits for.
        const timer = setTimeout(() => resolve('timedOut'), Math.min(timeoutMs, 2 ** 31 - 1));
        stop.addEventListener('abort', () => clearTimeout(timer), { once: true });
      }),
    );
  }
  return list;
}

async function read(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): Promise<void> {
  if (stream === null) return;
  const lines = new LineSplitter(onLine);
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => lines.push(text));
  await new Promise<void>((resolve) => {
    stream.once('close', () => {
      lines.end();
      resolve();
    });
    stream.once('error', () => resolve());
  });
}

/** The processes of one program: asked whether they run, and sent signals. */
class ProcessGroup {
  readonly id: number;

  constructor(
    private readonly child: ChildProcess,
    private readonly mark: string,
  ) {
    this.id = child.pid ?? 0;
  }

  /** SIGTERM, up to `graceMs`, SIGKILL. True where SIGKILL was needed. `all`: also children that left the group. */
  async end(graceMs: number, all: boolean): Promise<boolean> {
    this.send('SIGTERM', all);
    if (await this.gone(graceMs, all)) return false;
    this.send('SIGKILL', all);
    await this.gone(LEFTOVER_MS, all);
    return true;
  }

  /** Waits until no process runs, for at most `ms`; false where one still does. */
  async gone(ms: number, all: boolean): Promise<boolean> {
    const deadline = performance.now() + ms;
    while (this.running(all)) {
      if (performance.now() >= deadline) return false;
      await sleep(POLL_MS);
    }
    return true;
  }

  send(signal: 'SIGTERM' | 'SIGKILL', all: boolean): void {
    if (process.platform === 'win32') {
      if (this.child.exitCode === null) {
        spawn('taskkill', ['/pid', String(this.id), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
          'error',
          () => this.child.kill(),
        );
      }
      return;
    }
    // First those that left the group: once their parent is gone, only the mark finds them.
    if (all) for (const pid of this.strays()) kill(pid, signal);
    kill(-this.id, signal);
  }

  private running(all: boolean): boolean {
    const leaderRuns = this.child.exitCode === null && this.child.signalCode === null;
    if (leaderRuns || process.platform === 'win32') return leaderRuns;
    const table = processTable();
    if (table === null) return kill(-this.id, 0);
    // A container's first process may never collect orphans: an ended one (Z) no longer runs.
    const alive = table.filter((entry) => entry.state !== 'Z' && entry.state !== 'X');
    if (alive.some((entry) => entry.group === this.id)) return true;
    if (!all) return false;
    const strays = new Set(this.strays());
    return alive.some((entry) => strays.has(entry.pid));
  }

  private strays(): number[] {
    const table = processTable();
    if (table === null) return [];
    // Not those of the group: they get the group's signal, and many programs take a second SIGTERM for "at once".
    const inGroup = new Set(table.filter((entry) => entry.group === this.id).map((entry) => entry.pid));
    const family = familyOf(this.id, table).map((entry) => entry.pid);
    const found = new Set([...family, ...processesWithVariable(this.mark)]);
    return [...found].filter((pid) => !inGroup.has(pid));
  }
}

/** Sends a signal; false where nothing is there to receive it. */
function kill(pid: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to another user.
    return codeOf(error) === 'EPERM';
  }
}
