/**
 * Runs of workflows and what they left: artifacts, found by name and downloaded to a file. Whoever may change the
 * workflow of a run can write its artifacts, so that nothing here reads what is in them.
 */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { defaults } from '@actions/github/lib/utils';
import { AssayError, environmentError, messageOf, usageError } from '../../base/index.js';
import { message } from '../messages.js';
import { type GitHubClient, Refused } from './client.js';

/** A run as GitHub tells it. */
export interface RunNow {
  readonly id: number;
  readonly attempt: number;
  readonly commit: string;
  readonly event: string;
  readonly branch: string | null;
  /** `owner/name` of the repository that the commit is in; null where it was deleted. */
  readonly headRepository: string | null;
}

export interface ArtifactNow {
  readonly id: number;
  readonly name: string;
  readonly expired: boolean;
  /** Bytes of the archive. */
  readonly size: number;
}

type RunData = {
  readonly id: number | bigint;
  readonly run_attempt?: number;
  readonly head_sha: string;
  readonly event: string;
  readonly head_branch: string | null;
  readonly head_repository: { readonly full_name: string } | null;
};

export function runOf(data: RunData): RunNow {
  return {
    // Far below 2^53; octokit's types allow for the day when they are not.
    id: Number(data.id),
    attempt: data.run_attempt ?? 1,
    commit: data.head_sha,
    event: data.event,
    branch: data.head_branch,
    headRepository: data.head_repository?.full_name ?? null,
  };
}

/** A run; null where this repository has none of that number. Throws where the token may not ask. */
export async function runNow(client: GitHubClient, id: number): Promise<RunNow | null> {
  const { octokit, repository } = client;
  try {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
      ...repository,
      run_id: id,
    });
    return runOf(data);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw refusedActions(error);
  }
}

/** All artifacts of a run, the newest first; those of one name where it is given. */
export async function artifactsOf(client: GitHubClient, run: number, name?: string): Promise<ArtifactNow[]> {
  const { octokit, repository } = client;
  try {
    const all = await octokit.paginate('GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', {
      ...repository,
      run_id: run,
      per_page: 100,
      ...(name === undefined ? {} : { name }),
    });
    return all
      .map((each) => ({ id: each.id, name: each.name, expired: each.expired, size: each.size_in_bytes }))
      .filter((each) => name === undefined || each.name === name)
      .sort((a, b) => b.id - a.id);
  } catch (error) {
    throw refusedActions(error);
  }
}

/** The refusal of a token without `actions: read`, with the line that is missing; any other error as it is. */
export function refusedActions(error: unknown): unknown {
  if (!(error instanceof Refused) || (error.status !== 403 && error.status !== 404)) return error;
  return usageError(
    {
      message: message('artifactsRefused', { status: error.status, reason: error.message }),
      fix: 'add to the job: `permissions: {actions: read}`',
    },
    error,
  );
}

const TRIES = 3;
const DOWNLOAD_MS = 600_000;

/** What is larger than the caller lets it be. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/**
 * Writes the archive of an artifact to `path`, at most `limit` bytes of it. False where it has expired. GitHub answers
 * with an address in a store, which must not see the token. Throws TooLarge, and an environment error.
 */
export async function downloadArtifact(
  client: GitHubClient,
  artifact: ArtifactNow,
  path: string,
  limit: number,
  signal: AbortSignal,
): Promise<boolean> {
  if (artifact.expired) return false;
  if (artifact.size > limit) throw new TooLarge(`it has ${artifact.size} bytes`);
  for (let tries = 1; ; tries += 1) {
    const address = await addressOf(client, artifact);
    if (address === null) return false;
    try {
      await fetchTo(address, path, limit, AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_MS)]));
      return true;
    } catch (error) {
      await rm(path, { force: true });
      signal.throwIfAborted();
      if (error instanceof TooLarge) throw error;
      if (tries < TRIES) {
        await client.pause(1000 * tries);
        continue;
      }
      throw environmentError(
        {
          // The address holds a signature, and is named nowhere.
          message: message('downloadFailed', { name: artifact.name, reason: reasonOf(error) }),
          fix: 'check the network, then run the step again',
        },
        error,
      );
    }
  }
}

/** Null where the artifact is gone. */
async function addressOf(client: GitHubClient, artifact: ArtifactNow): Promise<URL | null> {
  const { octokit, repository } = client;
  let location: string | undefined;
  try {
    const { headers } = await octokit.request(
      'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
      { ...repository, artifact_id: artifact.id, archive_format: 'zip', request: { redirect: 'manual' } },
    );
    location = headers.location;
  } catch (error) {
    if (error instanceof Refused && error.status === 410) return null;
    throw refusedActions(error);
  }
  const plain = new URL(octokit.request.endpoint.DEFAULTS.baseUrl).protocol === 'http:';
  const url = location !== undefined && URL.canParse(location) ? new URL(location) : null;
  if (url !== null && (url.protocol === 'https:' || (plain && url.protocol === 'http:'))) return url;
  throw environmentError({
    message: message('downloadFailed', { name: artifact.name, reason: 'GitHub gave no address of it' }),
    fix: 'run the step again',
  });
}

async function fetchTo(url: URL, path: string, limit: number, signal: AbortSignal): Promise<void> {
  // The fetch of the API client, which knows of proxies; without its headers, and so without the token.
  const request: typeof fetch = defaults.request?.fetch ?? fetch;
  const answer = await request(url.href, { signal });
  if (!answer.ok || answer.body === null) {
    await answer.body?.cancel();
    throw new AssayError('environment', { message: `the store answered ${answer.status}` });
  }
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      done(size > limit ? new TooLarge(`it has more than ${limit} bytes`) : null, chunk);
    },
  });
  await pipeline(Readable.fromWeb(answer.body), counted, createWriteStream(path, { flags: 'wx' }), {
    signal,
  });
}

/** Of a failed fetch the cause says more. */
function reasonOf(error: unknown): string {
  return messageOf(error instanceof TypeError && error.cause !== undefined ? error.cause : error);
}
