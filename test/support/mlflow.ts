/** A real MLflow server for tests: sqlite and local artifacts in a temporary folder, on 127.0.0.1. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pythonWith } from './python.js';

const exec = promisify(execFile);
const environment = await pythonWith('test/requirements-mlflow.txt');

/** Why there is none; '' where there is one. */
export const mlflowMissing =
  process.platform === 'win32' ? 'processes end otherwise here' : environment.missing;

export interface MlflowForTests {
  readonly url: string;
  readonly folder: string;
  /** Runs Python against the server; gives what it prints. */
  python(code: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startMlflow(): Promise<MlflowForTests> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-mlflow-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: `${environment.bin}:${process.env['PATH']}`,
    HOME: folder,
    MLFLOW_DISABLE_TELEMETRY: 'true',
    MLFLOW_TRACKING_URI: url,
    GIT_PYTHON_REFRESH: 'quiet',
  };
  const server = spawn(
    environment.python,
    [
      ...['-m', 'mlflow', 'server', '--host', '127.0.0.1', '--port', String(port), '--workers', '1'],
      ...[
        '--backend-store-uri',
        `sqlite:///${folder}/mlflow.db`,
        '--artifacts-destination',
        join(folder, 'artifacts'),
      ],
    ],
    { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let output = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<void>((done) => server.once('close', () => done()));
  const stop = async (): Promise<void> => {
    // The server starts workers of its own: they are in its process group.
    if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for (let tries = 0; ; tries += 1) {
    const healthy = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) break;
    if (server.exitCode !== null || tries > 600) {
      await stop();
      throw new Error(`the MLflow server did not start: ${output.slice(-2000)}`);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  return {
    url,
    folder,
    stop,
    python: async (code) =>
      (await exec(environment.python, ['-c', code], { cwd: folder, env })).stdout.trim(),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
