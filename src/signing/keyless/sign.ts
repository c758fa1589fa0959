/**
 * Signing as an identity: a certificate of Fulcio for a key that lives for one signature, and an entry in the
 * transparency log. Needs the network; loaded only where it is asked for.
 */
import { bundleToJSON, type SerializedBundle } from '@sigstore/bundle';
import { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } from '@sigstore/sign';
import { type Environment, environmentError, messageOf, usageError } from '../../base/index.js';
import { PAYLOAD_TYPE } from '../statement.js';
import { reasonOf } from './reason.js';

export interface SigstoreServices {
  readonly fulcio: string;
  readonly rekor: string;
  /** Timestamp authority (RFC 3161); absent: the log's own time serves. */
  readonly tsa?: string;
}

/** The public instance, which writes the identity and the digest into a log that everyone reads. */
export const PUBLIC_SIGSTORE: SigstoreServices = {
  fulcio: 'https://fulcio.sigstore.dev',
  rekor: 'https://rekor.sigstore.dev',
};

export interface KeylessOptions {
  readonly services: SigstoreServices;
  readonly env: Environment;
  /** Hears the identity token, so that it is never printed. */
  readonly secret: (value: string) => void;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
  readonly retries?: number;
}

/** The text of a bundle over a statement. An environment error where Sigstore is not reached or refuses. */
export async function signAsIdentity(statement: Buffer, options: KeylessOptions): Promise<string> {
  const { services, timeoutMs = 20_000, retries = 2 } = options;
  const token = await identityToken(options);
  options.secret(token);
  const builder = new DSSEBundleBuilder({
    signer: new FulcioSigner({
      fulcioBaseURL: services.fulcio,
      identityProvider: { getToken: async () => token },
      timeout: timeoutMs,
      retry: retries,
    }),
    witnesses: [
      new RekorWitness({
        rekorBaseURL: services.rekor,
        timeout: timeoutMs,
        retry: retries,
        entryType: 'dsse',
      }),
      ...(services.tsa === undefined
        ? []
        : [new TSAWitness({ tsaBaseURL: services.tsa, timeout: timeoutMs, retry: retries })]),
    ],
  });
  try {
    const bundle = await builder.create({ data: statement, type: PAYLOAD_TYPE });
    return JSON.stringify(explicit(bundleToJSON(bundle)));
  } catch (error) {
    throw environmentError(
      {
        message: `Sigstore gave no signature (${services.fulcio}, ${services.rekor}): ${reasonOf(error)}`,
        fix: 'look whether the runner reaches these addresses; without a network sign with --key',
      },
      error,
    );
  }
}

/**
 * JSON of Protocol Buffers leaves zeros and empty lists out, which the first entry of a log has; the reader of
 * sigstore-python, and so the reference implementation, wants them named.
 */
function explicit(bundle: SerializedBundle): SerializedBundle {
  const material = bundle.verificationMaterial;
  const entries = material.tlogEntries.map((entry) => ({
    ...entry,
    logIndex: entry.logIndex ?? '0',
    inclusionProof: entry.inclusionProof && {
      ...entry.inclusionProof,
      logIndex: entry.inclusionProof.logIndex ?? '0',
      hashes: entry.inclusionProof.hashes ?? [],
    },
  }));
  return { ...bundle, verificationMaterial: { ...material, tlogEntries: entries } };
}

/** An OpenID Connect token for the audience `sigstore`: given, or asked of GitHub Actions. */
async function identityToken({ env, signal, timeoutMs = 20_000, secret }: KeylessOptions): Promise<string> {
  const given = env['SIGSTORE_ID_TOKEN'];
  if (given) return given;
  const [address, bearer] = [env['ACTIONS_ID_TOKEN_REQUEST_URL'], env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']];
  if (!address || !bearer) {
    throw usageError({
      message: 'there is no identity to sign as',
      expected: 'a job of GitHub Actions with `permissions: id-token: write`, or SIGSTORE_ID_TOKEN',
      fix: 'grant the permission, set the variable, or sign with --key',
    });
  }
  secret(bearer);
  const url = new URL(address);
  url.searchParams.set('audience', 'sigstore');
  let answer: unknown;
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    answer = await response.json();
  } catch (error) {
    if (signal.aborted) throw error;
    throw environmentError({ message: `GitHub gave no identity token: ${messageOf(error)}` }, error);
  }
  const value = typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : null;
  if (typeof value === 'string' && value !== '') return value;
  throw environmentError({ message: 'GitHub gave no identity token: its answer holds none' });
}
