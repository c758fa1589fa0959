/**
 * A MinIO server of the test's own: on 127.0.0.1, with a folder that goes away. Where none can be had, `missing`
 * says why, and the test is skipped by name with it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { minio } from '../../scripts/minio.mjs';

export const BUCKET = 'models';
export const ACCESS = { accessKeyId: 'assay-tests', secretAccessKey: 'not-a-secret-1' } as const;
/** The server's own key, so that it can encrypt: SSE-S3 and SSE-KMS. */
export const KMS_KEY = 'test-key';

export interface Minio {
  /** `http://127.0.0.1:<port>`; empty where there is none. */
  readonly endpoint: string;
  /** A client of the test's own, which goes past the code under test. */
  readonly client: S3Client;
  /** Why there is none; empty where there is one. */
  readonly missing: string;
  stop(): Promise<void>;
}

/** Starts a server with one empty bucket, `BUCKET`. */
export async function startMinio(): Promise<Minio> {
  const { binary, missing } = await minio();
  if (missing !== '') {
    return { endpoint: '', client: clientOf('http://127.0.0.1:1'), missing, stop: async () => undefined };
  }
  const folder = await mkdtemp(join(tmpdir(), 'assay-minio-'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn(binary, ['server', folder, '--address', `127.0.0.1:${port}`, '--quiet'], {
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      MINIO_ROOT_USER: ACCESS.accessKeyId,
      MINIO_ROOT_PASSWORD: ACCESS.secretAccessKey,
      MINIO_KMS_SECRET_KEY: `${KMS_KEY}:${Buffer.alloc(32, 7).toString('base64')}`,
      MINIO_BROWSER: 'off',
      MINIO_UPDATE: 'off',
      MINIO_CI_CD: '1',
      GOMAXPROCS: '2',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  server.stdout.on('data', (text: Buffer) => {
    output += text.toString();
  });
  server.stderr.on('data', (text: Buffer) => {
    output += text.toString();
  });
  const client = clientOf(endpoint);
  const stop = async (): Promise<void> => {
    client.destroy();
    await ended(server);
    await rm(folder, { recursive: true, force: true });
  };
  for (let tries = 0; ; tries += 1) {
    try {
      await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
      return { endpoint, client, missing: '', stop };
    } catch (error) {
      if (tries >= 150 || server.exitCode !== null) {
        await stop();
        throw new Error(`MinIO does not start: ${String(error)}\n${output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function clientOf(endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: ACCESS,
    maxAttempts: 1,
  });
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await new Promise((resolve) => {
    server.once('exit', resolve);
    server.kill('SIGKILL');
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
