/** Addresses of the form `s3://bucket/key`, and the settings that a store may need besides. */
import { usageError } from '../base/index.js';

export interface S3Address {
  readonly bucket: string;
  /** Without a slash at the beginning; empty for the bucket itself. */
  readonly key: string;
}

/** How to reach a store. What is absent comes from the SDK: environment, shared configuration files. */
export interface S3Settings {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** The bucket as the first part of the path, not of the host. Absent: so where an endpoint is set. */
  readonly pathStyle?: boolean | undefined;
  /** `when_required` sends no checksum headers, for servers that refuse the SDK's own. */
  readonly checksums?: 'when_required' | 'when_supported' | undefined;
  readonly sse?: { readonly kind: 'AES256' | 'aws:kms'; readonly key?: string | undefined } | undefined;
}

/** AWS's rule for the names of buckets, which the other stores follow. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export function isS3Url(text: string): boolean {
  return /^s3:\/\//i.test(text);
}

/** Takes `s3://bucket/key` apart; a usage error where it is no such address. Nothing in it is decoded. */
export function parseS3Url(url: string): S3Address {
  const match = /^s3:\/\/([^/]*)(?:\/(.*))?$/is.exec(url);
  const bucket = match?.[1] ?? '';
  const key = match?.[2] ?? '';
  const wrong = (problem: string) =>
    usageError({
      message: `${JSON.stringify(url)} is no address of an S3 store: ${problem}`,
      expected: 's3://bucket/prefix',
    });
  if (match === null) throw wrong('it does not begin with s3://');
  if (!BUCKET.test(bucket)) {
    throw wrong(
      `${JSON.stringify(bucket)} is no name of a bucket (3 to 63 of a-z, 0-9, "." and "-"; an endpoint stands in \`endpoint\` or AWS_ENDPOINT_URL_S3)`,
    );
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\0-\x1f\x7f]/.test(key)) throw wrong('it holds control characters');
  if (Buffer.byteLength(key) > 1024) throw wrong('the key is longer than 1024 bytes');
  return { bucket, key };
}

/** The address as text. */
export function s3Url({ bucket, key }: S3Address): string {
  return `s3://${bucket}${key === '' ? '' : `/${key}`}`;
}
