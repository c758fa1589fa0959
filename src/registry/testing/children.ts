/** Compiles the program of `child.ts` and runs it in processes of its own: real crashes, real races. */
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Answer, Task } from './child.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..', '..', '..');

export interface ChildProgram {
  /** Starts a process that waits for tasks. */
  start(): Child;
  remove(): Promise<void>;
}

/** Compiles below the repository, so that the program finds the packages. */
export async function compileChild(): Promise<ChildProgram> {
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache', 'registry-child-'));
  const project = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      noCheck: true,
      rootDir: join(ROOT, 'src'),
      outDir: join(folder, 'out'),
    },
    include: [],
    files: [join(HERE, 'child.ts')],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(project));
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', folder]);
  return {
    start: () => new Child(fork(join(folder, 'out', 'registry', 'testing', 'child.js'), { silent: true })),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export class Child {
  private readonly ended: Promise<string>;
  private errors = '';

  constructor(private readonly child: ChildProcess) {
    child.stderr?.on('data', (text: Buffer) => {
      this.errors += text.toString('utf8');
    });
    this.ended = new Promise((resolve) =>
      child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`)),
    );
  }

  /** Sends a task and gives the answer, or the signal that ended the process before it answered. */
  async ask(task: Task): Promise<Answer> {
    const answer = new Promise<Answer>((resolve) =>
      this.child.once('message', (message) => resolve(message as Answer)),
    );
    this.child.send(task);
    return Promise.race([answer, this.ended.then((how): Answer => ({ died: how, errors: this.errors }))]);
  }

  /** SIGKILL; `ask` then tells that it died. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  async end(): Promise<void> {
    this.child.disconnect();
    await this.ended;
  }
}
