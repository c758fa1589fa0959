/** A target in a bucket, against a real MinIO. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { ACCESS, BUCKET, startMinio } from '../../../test/support/minio.js';
import { type BucketTargetOptions, bucketTarget } from './bucket.js';
import { type TargetUnderTest, targetConformance } from './conformance.js';
import { placeOfBucket } from './objects.js';

const server = await startMinio();
afterAll(() => server.stop());

let counter = 0;
async function bucketUnderTest(): Promise<TargetUnderTest> {
  counter += 1;
  const prefix = `serving/place-${counter}`;
  const at = (key: string) => ({ Bucket: BUCKET, Key: `${prefix}/${key}` });
  const options: Omit<BucketTargetOptions, 'layout' | 'fetch'> = {
    url: `s3://${BUCKET}/${prefix}/`,
    settings: { endpoint: server.endpoint },
    env: {},
    now: () => new Date(),
    signal: new AbortController().signal,
    tuning: { credentials: ACCESS },
    apartMs: 0,
    // The store tells its time in whole seconds, so that what is of this second may look like the future's.
    pruneAfterMs: -2000,
  };
  return {
    open: (layout, fetch) => bucketTarget({ ...options, layout, fetch }),
    async keys() {
      const listed = await server.client.send(
        new ListObjectsV2Command({ Bucket: BUCKET, Prefix: `${prefix}/` }),
      );
      return (listed.Contents ?? []).map(({ Key = '' }) => Key.slice(prefix.length + 1)).sort();
    },
    async read(key) {
      const { Body } = await server.client.send(new GetObjectCommand(at(key)));
      return (await Body?.transformToString()) ?? '';
    },
    async write(key, text) {
      await server.client.send(new PutObjectCommand({ ...at(key), Body: text }));
    },
    async remove(key) {
      await server.client.send(new DeleteObjectCommand(at(key)));
    },
    close: async () => undefined,
  };
}

describe.skipIf(server.missing !== '')(`MinIO ${server.missing}`, () => {
  targetConformance('a bucket', bucketUnderTest);
});

describe('the address of a target', () => {
  it('is a bucket and a plain prefix', () => {
    expect(placeOfBucket('s3://models')).toEqual({ bucket: 'models', prefix: '' });
    expect(placeOfBucket('s3://models/a/b//')).toEqual({ bucket: 'models', prefix: 'a/b/' });
    for (const url of ['s3://models/a//b', 's3://models/../b', 's3://models/a b', 's3://models/*'])
      expect(() => placeOfBucket(url)).toThrow(/not plain/);
    expect(() => placeOfBucket('s3://Models/a')).toThrow(/no name of a bucket/);
  });
});
