/** A MinIO of the benchmark's own, on 127.0.0.1, with its data in a folder. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { minio } from '../scripts/minio.mjs';

export const BUCKET = 'models';
const ACCESS = { accessKeyId: 'assay-bench', secretAccessKey: 'not-a-secret-1' };
/** What programs need to reach it. */
export const environment = (endpoint) => ({
  AWS_ACCESS_KEY_ID: ACCESS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: ACCESS.secretAccessKey,
  AWS_ENDPOINT_URL_S3: endpoint,
  AWS_REGION: 'us-east-1',
});

/** Starts it with one empty bucket; throws where none can be had. */
export async function startMinio(folder) {
  const { binary, missing } = await minio();
  if (missing !== '') throw new Error(missing);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const args = ['server', join(folder, 'minio'), '--address', `127.0.0.1:${port}`, '--quiet'];
  const server = spawn(binary, args, {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      MINIO_ROOT_USER: ACCESS.accessKeyId,
      MINIO_ROOT_PASSWORD: ACCESS.secretAccessKey,
      MINIO_BROWSER: 'off',
      MINIO_UPDATE: 'off',
      MINIO_CI_CD: '1',
    },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    server.kill('SIGKILL');
    await ended;
  };
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: ACCESS });
  for (let tries = 0; ; tries += 1) {
    try {
      await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
      return { endpoint, client, stop };
    } catch (error) {
      if (tries >= 100) {
        await stop();
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
