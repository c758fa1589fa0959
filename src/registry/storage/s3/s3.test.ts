/** The store in a bucket, against a real MinIO. */
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, describe } from 'vitest';
import { ACCESS, BUCKET, type Minio, startMinio } from '../../../../test/support/minio.js';
import { type StoreUnderTest, storeConformance } from '../conformance.js';
import { openS3Store } from './index.js';

const server: Minio = await startMinio();
afterAll(() => server.stop());

let counter = 0;
/** A prefix of its own for each test: projects share a bucket so. */
async function bucketUnderTest(): Promise<StoreUnderTest> {
  counter += 1;
  const place = `s3://${BUCKET}/team/project-${counter}`;
  const { endpoint } = server;
  const store = await openS3Store(place, { endpoint }, {}, { credentials: ACCESS });
  return {
    store,
    address: { kind: 's3', place, endpoint, access: ACCESS },
    async damage(key, change) {
      const at = { Bucket: BUCKET, Key: `team/project-${counter}/${key}` };
      const { Body } = await server.client.send(new GetObjectCommand(at));
      const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
      await server.client.send(new PutObjectCommand({ ...at, Body: change(bytes) }));
    },
    close: async () => store.close(),
  };
}

describe.skipIf(server.missing !== '')(`MinIO ${server.missing}`, () => {
  storeConformance('a bucket', bucketUnderTest);
});
