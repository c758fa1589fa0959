/** A client for one bucket: settings, credentials, time limits; the SDK's Node-version warning kept to itself. */
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { type Environment, usageError } from '../base/index.js';
import type { S3Settings } from './address.js';
import { nameOf } from './errors.js';

type Sdk = typeof import('./sdk.js');

/** What tests turn; everyday callers leave it out. */
export interface S3Tuning {
  /** Instead of the SDK's chain. */
  readonly credentials?: NonNullable<S3ClientConfig['credentials']>;
  /** Requests that the SDK sends for one call at most, where answers are lost or bad. */
  readonly maxAttempts?: number;
  /** How often the code around the SDK begins anew (`TRIES`). */
  readonly tries?: number;
  /** Milliseconds without a byte in either direction after which a request counts as lost. */
  readonly idleMs?: number;
  /** Milliseconds that the clock of this machine is off, as far as the client knows. */
  readonly clockOffsetMs?: number;
  /** Bytes of a part or range, and how many are under way at once. */
  readonly partBytes?: number;
  readonly atOnce?: number;
}

/** One bucket and the way to it. Made by `connectS3`. */
export class S3Connection {
  private client: S3Client;

  constructor(
    readonly bucket: string,
    readonly sdk: Sdk,
    /** `offsetMs`: what the clock of this machine is off by; absent: not known. */
    private readonly make: (offsetMs?: number) => S3Client,
    readonly settings: S3Settings,
    readonly tuning: S3Tuning,
  ) {
    this.client = make();
  }

  /**
   * Sends one request by `send`. Where the store says that the credentials have expired before the SDK knew, or that
   * the clock is wrong, a new client asks the chain for new ones, or takes the store's time, once. Throws the SDK's
   * own errors; see `explained`.
   */
  async call<T>(send: (client: S3Client, sdk: Sdk) => Promise<T>): Promise<T> {
    const { client } = this;
    try {
      return await send(client, this.sdk);
    } catch (error) {
      const skewed = nameOf(error) === 'RequestTimeTooSkewed';
      if (!skewed && !['ExpiredToken', 'ExpiredTokenException'].includes(nameOf(error))) throw error;
      const offset = skewed ? clockOffset(error) : undefined;
      if (skewed && offset === undefined) throw error;
      // Several calls may hear it at once: the first makes the new client, the others use it.
      if (this.client === client) this.client = this.make(offset);
      return send(this.client, this.sdk);
    }
  }

  /** Ends the kept connections, so that the process can end. */
  close(): void {
    this.client.destroy();
  }
}

/**
 * A connection to a bucket. Credentials come from the SDK's chain only. Nothing is sent yet. `env` decides
 * whether an endpoint of the environment wants path style; the SDK reads the rest of its variables by itself.
 */
export async function connectS3(
  bucket: string,
  settings: S3Settings,
  env: Environment,
  tuning: S3Tuning = {},
): Promise<S3Connection> {
  const sdk = await import('./sdk.js');
  const elsewhere = settings.endpoint ?? env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'];
  if (
    elsewhere !== undefined &&
    !/^https?:$/.test(URL.canParse(elsewhere) ? new URL(elsewhere).protocol : '')
  ) {
    const variable = ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'].find((name) => env[name] !== undefined);
    throw usageError({
      message: `the endpoint ${JSON.stringify(elsewhere)} is no address`,
      expected: 'http://HOST or https://HOST, with a port where it has one',
      fix: `correct ${settings.endpoint === undefined ? variable : '`endpoint`'}`,
    });
  }
  const region = settings.region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  const checksums = settings.checksums === 'when_required' ? 'WHEN_REQUIRED' : 'WHEN_SUPPORTED';
  const options: S3ClientConfig = {
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    // Other servers take any region; AWS's own is found in the shared configuration, or asked for.
    ...(region !== undefined ? { region } : elsewhere === undefined ? {} : { region: 'us-east-1' }),
    // A bucket with dots matches no certificate as a host.
    forcePathStyle: settings.pathStyle ?? (elsewhere !== undefined || bucket.includes('.')),
    requestChecksumCalculation: checksums,
    // Every byte that is read is proved by a SHA-256 of our own.
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: tuning.maxAttempts ?? 5,
    followRegionRedirects: elsewhere === undefined,
    requestHandler: {
      connectionTimeout: 10_000,
      socketTimeout: tuning.idleMs ?? 60_000,
      httpAgent: { keepAlive: true, maxSockets: 64 },
      httpsAgent: { keepAlive: true, maxSockets: 64 },
    },
    ...(tuning.credentials === undefined ? {} : { credentials: tuning.credentials }),
    ...(tuning.clockOffsetMs === undefined ? {} : { systemClockOffset: tuning.clockOffsetMs }),
  };
  return new S3Connection(
    bucket,
    sdk,
    (offset) =>
      quietly(
        () => new sdk.S3Client(offset === undefined ? options : { ...options, systemClockOffset: offset }),
      ),
    settings,
    tuning,
  );
}

/** Milliseconds from this machine's time to that of the answer's `Date` header; undefined where it has none. */
function clockOffset(error: unknown): number | undefined {
  const response = (error as { $response?: { headers?: Record<string, string> } }).$response;
  const theirs = Date.parse(response?.headers?.['date'] ?? '');
  return Number.isNaN(theirs) ? undefined : theirs - Date.now();
}

/**
 * The SDK warns users of coming Node versions when a client is made. That is a matter for whoever updates the
 * SDK, not for the logs of every job; its switch is a variable, which the users' own programs would inherit.
 */
function quietly<T>(make: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (!String(warning).includes('NodeVersionSupportWarning')) emitWarning.call(process, warning, ...rest);
  }) as typeof process.emitWarning;
  try {
    return make();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Headers that ask the store to encrypt what is written. */
export function encryption(settings: S3Settings): {
  ServerSideEncryption?: 'AES256' | 'aws:kms';
  SSEKMSKeyId?: string;
} {
  const { sse } = settings;
  if (sse === undefined) return {};
  return { ServerSideEncryption: sse.kind, ...(sse.key === undefined ? {} : { SSEKMSKeyId: sse.key }) };
}
