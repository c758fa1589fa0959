/**
 * The SDK's plain parallel transfer, without any proof of the bytes: `push` in parts of 5 MiB, four at a time, as
 * lib-storage does it by default; `pull` by one request into a file.
 */
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

const [what, endpoint, Bucket, Key, file] = process.argv.slice(2);
const PART = 5 << 20;
const AT_ONCE = 4;
const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true });

if (what === 'push') {
  const source = await open(file);
  const { size } = await source.stat();
  const own = `${Key}-${process.pid}`;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: own }));
  const parts = [];
  let next = 0;
  const lane = async () => {
    for (;;) {
      const index = next++;
      if (index * PART >= size) return;
      const Body = Buffer.allocUnsafe(Math.min(PART, size - index * PART));
      await source.read(Body, 0, Body.length, index * PART);
      const at = { Bucket, Key: own, UploadId, PartNumber: index + 1 };
      const { ETag } = await client.send(new UploadPartCommand({ ...at, Body }));
      parts.push({ PartNumber: index + 1, ETag });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  parts.sort((a, b) => a.PartNumber - b.PartNumber);
  const at = { Bucket, Key: own, UploadId, MultipartUpload: { Parts: parts } };
  await client.send(new CompleteMultipartUploadCommand(at));
} else {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  await pipeline(Body, createWriteStream(file));
}
client.destroy();
