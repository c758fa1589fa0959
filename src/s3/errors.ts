/** What the errors of S3 and its SDK mean, and how to mend them. */
import { AssayError, codeOf, environmentError, messageOf, type Problem, usageError } from '../base/index.js';
import { type S3Address, s3Url } from './address.js';

/** HTTP status of the answer that an SDK error stands for; undefined where there was no answer. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

/** The error's name as the store spells it: `NoSuchKey`, `SlowDown`. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

const NETWORK = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/**
 * Whether it is open what became of the request: no answer, half an answer, a server's own error. Such a request
 * may have had its effect, and may succeed when repeated.
 */
export function isUncertain(error: unknown): boolean {
  if (error instanceof AssayError) return false;
  const code = codeOf(error);
  if (code !== undefined && NETWORK.has(code)) return true;
  if (['TimeoutError', 'RequestTimeout', 'BrokenOff', 'IncompleteBody'].includes(nameOf(error))) return true;
  const status = statusOf(error);
  if (status !== undefined && status >= 500 && status !== 501 && status !== 507) return true;
  // An answer that could not be read: a body that broke off in the middle of its XML.
  return status !== undefined && status < 300;
}

/** An answer whose body ended before its announced length. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

type Meaning = Pick<Problem, 'message' | 'fix'>;
const CREDENTIALS_FIX =
  'give the job credentials that the AWS SDK finds: aws-actions/configure-aws-credentials, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or the role of the machine';
const EXPIRED: Meaning = {
  message: 'the credentials have expired',
  fix: 'renew them; for long jobs use a source that the SDK can refresh (a web identity file, a role of the machine), or a longer session',
};
const WRONG_REGION: Meaning = {
  message: 'the bucket is in another region',
  fix: 'set `region` (beside the `url` of the registry, or in `s3`), or AWS_REGION',
};
const FULL: Meaning = { message: 'the store is full', fix: 'free space, then run the same command again' };

const MEANING: Readonly<Record<string, Meaning>> = {
  AccessDenied: {
    message: 'access is denied',
    fix: 'give the role what this command needs; docs/aws.md has the policies. A bucket owner or a key policy (KMS) may deny it too, and without s3:ListBucket S3 says this of an object that is not there',
  },
  InvalidAccessKeyId: { message: 'the access key is not known there', fix: CREDENTIALS_FIX },
  SignatureDoesNotMatch: {
    message: 'the signature is refused',
    fix: 'check the secret key and the region, and that no proxy changes headers',
  },
  CredentialsProviderError: { message: 'there are no credentials', fix: CREDENTIALS_FIX },
  ExpiredToken: EXPIRED,
  ExpiredTokenException: EXPIRED,
  RequestTimeTooSkewed: {
    message: 'the clock of this machine differs too much from that of the store',
    fix: 'set the clock (NTP)',
  },
  PermanentRedirect: WRONG_REGION,
  AuthorizationHeaderMalformed: WRONG_REGION,
  NotImplemented: {
    message: 'the store does not know a part of the request',
    fix: 'use a store with conditional writes; where it refuses checksum headers, set `checksums: when_required`',
  },
  XAmzContentChecksumMismatch: {
    message: 'the checksum of the request is refused',
    fix: 'set `checksums: when_required` beside the `url` of the registry',
  },
  SlowDown: { message: 'the store asks to slow down', fix: 'run the command again later' },
  QuotaExceeded: FULL,
  XMinioStorageFull: FULL,
};

/** Turns an error of the SDK into one that names the object and the cure; passes Assay's own and aborts on. */
export function explained(doing: string, at: S3Address, error: unknown): unknown {
  if (error instanceof AssayError || codeOf(error) === 'ABORT_ERR' || nameOf(error) === 'AbortError')
    return error;
  if (!(error instanceof Error)) return error;
  const place = s3Url(at);
  if (nameOf(error) === 'NoSuchBucket') {
    return usageError(
      {
        message: `cannot ${doing} ${place}: there is no bucket ${at.bucket}`,
        fix: 'make the bucket, or correct the address; Assay makes none',
      },
      error,
    );
  }
  const status = statusOf(error);
  const name = status === 403 && MEANING[nameOf(error)] === undefined ? 'AccessDenied' : nameOf(error);
  const code = codeOf(error);
  const network =
    (code !== undefined && NETWORK.has(code)) || name === 'TimeoutError' || name === 'BrokenOff';
  const meaning: Meaning =
    MEANING[name] ??
    (status === 301 || status === 307 ? WRONG_REGION : undefined) ??
    (status === 501 ? MEANING['NotImplemented'] : undefined) ??
    (status === 507 ? FULL : undefined) ??
    (network
      ? {
          message: `the store cannot be reached: ${textOf(error)}`,
          fix: 'check the network and `endpoint`, then run the same command again: what is done is not done twice',
        }
      : { message: textOf(error) });
  const known = MEANING[name] !== undefined ? ` (${textOf(error)})` : '';
  return environmentError(
    { ...meaning, message: `cannot ${doing} ${place}: ${meaning.message}${known}` },
    error,
  );
}

/** Name, status and message in one line; several addresses tried at once give an error without a text of its own. */
function textOf(error: Error): string {
  const status = statusOf(error);
  const inner = error instanceof AggregateError ? error.errors.map(messageOf).join('; ') : error.message;
  const parts = [error.name === 'Error' ? '' : error.name, status === undefined ? '' : `status ${status}`];
  const head = parts.filter((part) => part !== '').join(', ');
  return [head, inner].filter((part) => part !== '').join(': ');
}
