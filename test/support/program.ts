/** Runs the committed bundle as a user does: a process of its own, a folder, an environment, an exit code. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
export const BUNDLE = join(ROOT, 'dist', 'index.js');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A clean environment: nothing of the CI that runs the tests, git's people fixed. */
export function cleanEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !/^(GITHUB_|ASSAY_|INPUT_|RUNNER_|GIT_|CI$|NO_COLOR|FORCE_COLOR|NODE_OPTIONS|VITEST)/.test(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    GIT_AUTHOR_NAME: 'Dana',
    GIT_AUTHOR_EMAIL: 'dana@example.com',
    GIT_COMMITTER_NAME: 'Dana',
    GIT_COMMITTER_EMAIL: 'dana@example.com',
    ...more,
  };
}

/** `assay ARGS` in `cwd`. Never throws for an exit code. */
export function assay(
  args: readonly string[],
  cwd: string,
  options: { env?: Record<string, string>; node?: string; input?: string } = {},
): Promise<Ran> {
  return run(options.node ?? process.execPath, [BUNDLE, ...args], cwd, options.env);
}

export function run(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = cleanEnvironment(),
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}

/** The same, where anything but success is a failure of the test's own preparation. */
export async function must(
  file: string,
  args: readonly string[],
  cwd: string,
  env?: Record<string, string>,
): Promise<string> {
  const ran = await run(file, args, cwd, env);
  if (ran.code !== 0)
    throw new Error(`${file} ${args.join(' ')} ended with ${ran.code}:\n${ran.stdout}${ran.stderr}`);
  return ran.stdout;
}
