/** The two ends of the channel between server and worker, over Node's IPC. Only this file knows of child processes. */
import { fork } from 'node:child_process';
import type { Environment } from '../base/index.js';
import { type FromWorker, SERVING_WORKER, type ToWorker, type WorkerPort } from './messages.js';

/** The server's end: one started worker. */
export interface WorkerHandle {
  readonly pid: number | undefined;
  send(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Called once, with what is known of the reason. */
  onExit(listener: (reason: string) => void): void;
  /** Closes the channel: the worker finishes what it is at and ends. */
  close(): void;
  /** Ends the worker at once. */
  kill(): void;
}

/** Starts a worker. `folder` is its working directory: that of the model file. */
export type SpawnWorker = (folder: string) => WorkerHandle;

const TAIL = 2000;
const LAST_WORDS_MS = 20;

/**
 * Starts workers from a program: its entry file, called with `SERVING_WORKER`, must call `runServingWorker`
 * (as `main.ts` does).
 */
export function spawnFrom(program: string, env: Environment): SpawnWorker {
  return (folder) => {
    const child = fork(program, [SERVING_WORKER], {
      cwd: folder,
      env: { ...env },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // A group of its own: Ctrl-C in a terminal reaches the server alone, which drains its workers.
      detached: true,
    });
    let tail = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      tail = (tail + chunk.toString()).slice(-TAIL);
    });
    let failure: string | null = null;
    child.on('error', (error) => {
      failure = error.message;
    });
    return {
      pid: child.pid,
      // A worker that has gone is told by `onExit`; a message to it is lost, as one in flight would be.
      send: (message) => void (child.connected && child.send(message, () => undefined)),
      onMessage: (listener) => void child.on('message', (message) => listener(message as FromWorker)),
      onExit(listener) {
        let told = false;
        const tell = (reason: string): void => {
          if (told) return;
          told = true;
          listener([reason, tail.trim()].filter((part) => part !== '').join(': '));
        };
        // Not `close`: after a disconnect from this side Node 20 never emits it. The last words of the worker may
        // come after its end, so they are given a moment.
        child.on('exit', (code, signal) =>
          setTimeout(
            tell,
            LAST_WORDS_MS,
            failure ?? (signal === null ? `ended with exit code ${code}` : `ended by ${signal}`),
          ),
        );
        child.on('error', (error) => child.pid === undefined && tell(error.message));
      },
      close: () => {
        if (child.connected) child.disconnect();
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}

/** The worker's end, in a process that was started by `spawnFrom`. Null in any other process. */
export function processPort(): WorkerPort | null {
  if (process.send === undefined) return null;
  return {
    send: (message) =>
      void (process.connected && process.send?.(message, undefined, undefined, () => undefined)),
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToWorker)),
    onClose: (listener) => void process.on('disconnect', listener),
  };
}
