/**
 * Sigstore's trusted root, as the public instance publishes it: by The Update Framework (TUF), from the root of trust
 * that the client library carries, kept in a cache. Every file is proved by its signatures and its expiry before it
 * is used. A file of one's own (`trusted_root`) takes its place in closed networks.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_MIRROR_URL, initTUF } from '@sigstore/tuf';
import { environmentError } from '../../base/index.js';
import { reasonOf } from './reason.js';

export interface TrustSource {
  /** Folder that what was fetched is kept in. */
  readonly cache: string;
  readonly now: () => Date;
  readonly warn: (text: string) => void;
  /** Where the repository is; absent: the public instance. */
  readonly mirror?: string;
  /** The first root of another repository than the public one. */
  readonly root?: string;
  readonly timeoutMs?: number;
  readonly retries?: number;
}

/** As other clients of Sigstore do: what was fetched within a day is taken as it is, if it has not expired. */
const FRESH_MS = 86_400_000;

/**
 * The trusted root as JSON. Asks the network at most once a day. Where that fails and what is kept has not expired by
 * its own words, that is taken, with a warning; else an environment error.
 */
export async function fetchTrustedRoot(source: TrustSource): Promise<string> {
  const mirror = (source.mirror ?? DEFAULT_MIRROR_URL).replace(/\/$/, '');
  const options = {
    cachePath: source.cache,
    mirrorURL: mirror,
    timeout: source.timeoutMs ?? 10_000,
    retry: { retries: source.retries ?? 2 },
    ...(source.root === undefined ? {} : { rootPath: source.root }),
  };
  const read = async (forceCache: boolean): Promise<string> => {
    const client = await initTUF({ ...options, forceCache });
    return client.getTarget('trusted_root.json');
  };
  const { host, pathname } = new URL(mirror);
  const kept = join(source.cache, encodeURIComponent(host + pathname.replace(/\/$/, '')), 'timestamp.json');
  const age = await ageOf(kept, source.now());
  try {
    return await read(age !== null && age >= 0 && age < FRESH_MS);
  } catch (error) {
    if (age !== null) {
      try {
        const root = await read(true);
        source.warn(
          `the trusted root of Sigstore could not be brought up to date from ${mirror} (${reasonOf(error)}); the one in ${source.cache} has not expired and is used`,
        );
        return root;
      } catch {
        // What is kept does not serve either; the first error says what is to mend.
      }
    }
    throw environmentError(
      {
        message: `the trusted root of Sigstore, which identities are verified with, could not be fetched from ${mirror}: ${reasonOf(error)}`,
        fix: 'let this machine reach that address, or name the root as a file: `trusted_root` under `require_signature`, or --trusted-root FILE (docs/signing.md)',
      },
      error,
    );
  }
}

async function ageOf(path: string, now: Date): Promise<number | null> {
  try {
    return now.getTime() - (await stat(path)).mtimeMs;
  } catch {
    // Nothing was fetched yet.
    return null;
  }
}
