/** What a deployment needs of the bucket of a target, and what a server that reads it needs, as IAM policies. */
import type { Policy } from '../../registry/index.js';
import { placeOfBucket } from './objects.js';

/** The least policy for `deploy` and `rollback` into a target, besides the deployer's for the registry. */
export function targetPolicy(url: string): Policy {
  const { bucket, prefix } = placeOfBucket(url);
  const objects = [`arn:aws:s3:::${bucket}/${prefix}*`];
  return {
    Version: '2012-10-17',
    Statement: [
      ...readerPolicy(url).Statement,
      {
        Sid: 'ResumeUploads',
        Effect: 'Allow',
        // IAM knows no prefix for it.
        Action: ['s3:ListBucketMultipartUploads'],
        Resource: [`arn:aws:s3:::${bucket}`],
      },
      {
        Sid: 'Write',
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'],
        Resource: objects,
      },
      { Sid: 'Prune', Effect: 'Allow', Action: ['s3:DeleteObject'], Resource: objects },
    ],
  };
}

/** The least policy for a server that reads a target: Triton, or `assay serve`. */
export function readerPolicy(url: string): Policy {
  const { bucket, prefix } = placeOfBucket(url);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'List',
        Effect: 'Allow',
        Action: ['s3:ListBucket'],
        Resource: [`arn:aws:s3:::${bucket}`],
        ...(prefix === '' ? {} : { Condition: { StringLike: { 's3:prefix': [`${prefix}*`] } } }),
      },
      {
        Sid: 'Read',
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: [`arn:aws:s3:::${bucket}/${prefix}*`],
      },
    ],
  };
}
