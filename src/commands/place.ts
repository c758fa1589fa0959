/** Where the paths of a call start, and how the `s3://` addresses among them are reached. Loads nothing of S3 by itself. */
import { join, resolve } from 'node:path';
import { type Context, usageError, userCacheFolder } from '../base/index.js';
import { type LoadedConfig, sizeBytes, type TargetConfig } from '../config/index.js';
import type { Place, Remote, S3Settings } from '../s3/index.js';

const CACHE_SIZE = '20GiB';

/** The place of a call. Addresses are looked at once for each place, so a command makes one. */
export function placeOf(
  ctx: Context,
  config: Pick<LoadedConfig, 'registry' | 's3'> | null,
  root: string,
  /** How every bucket is reached, instead of what the configuration says of them. */
  settings?: S3Settings,
): Place {
  let made: Promise<Remote> | null = null;
  const remote = () => {
    made ??= makeRemote(ctx, config, settings);
    return made;
  };
  return {
    root,
    remote: {
      file: async (url) => (await remote()).file(url),
      files: async (url, folder) => (await remote()).files(url, folder),
    },
  };
}

async function makeRemote(
  ctx: Context,
  config: Pick<LoadedConfig, 'registry' | 's3'> | null,
  settings: S3Settings | undefined,
): Promise<Remote> {
  const { env } = ctx;
  const { parseS3Url, S3Remote } = await import('../s3/index.js');
  const named = env['ASSAY_S3_CACHE'];
  return new S3Remote(ctx, {
    settingsOf: (bucket) => settings ?? settingsFor(config, bucket, (url) => parseS3Url(url).bucket),
    cacheFolder: named ? resolve(ctx.cwd, named) : join(userCacheFolder(env), 'assay', 's3'),
    cacheBytes: cacheBytes(env['ASSAY_S3_CACHE_SIZE'] || CACHE_SIZE),
  });
}

function cacheBytes(text: string): number {
  try {
    return sizeBytes(text);
  } catch (error) {
    throw usageError(
      { message: `ASSAY_S3_CACHE_SIZE=${text} is no size`, expected: `such as ${CACHE_SIZE}` },
      error,
    );
  }
}

/** What `s3` says; else what the registry says where it lies in that bucket. The rest is the environment's. */
function settingsFor(
  config: Pick<LoadedConfig, 'registry' | 's3'> | null,
  bucket: string,
  bucketOf: (url: string) => string,
): S3Settings {
  if (config?.s3 !== undefined) {
    const { endpoint, region, path_style: pathStyle } = config.s3;
    return { endpoint, region, pathStyle };
  }
  const registry = config?.registry;
  if (typeof registry !== 'object' || !('checksums' in registry) || bucketOf(registry.url) !== bucket)
    return {};
  const { endpoint, region, path_style: pathStyle } = registry;
  return { endpoint, region, pathStyle };
}

/** The address and settings of a target in a bucket; null where it is a folder. */
export async function bucketOf(
  config: Pick<LoadedConfig, 'registry' | 's3'>,
  target: Pick<TargetConfig, 'folder'>,
): Promise<{ readonly url: string; readonly settings: S3Settings } | null> {
  const { folder } = target;
  if (typeof folder !== 'string') {
    const { url, path_style: pathStyle, endpoint, region, checksums, sse } = folder;
    return { url, settings: { endpoint, region, pathStyle, checksums, sse } };
  }
  if (!/^s3:\/\//i.test(folder)) return null;
  const { parseS3Url } = await import('../s3/index.js');
  const { bucket } = parseS3Url(folder);
  const reached = settingsFor(config, bucket, (url) => parseS3Url(url).bucket);
  const { registry } = config;
  // What the registry's bucket asks of writers, it asks of everyone.
  const same =
    typeof registry === 'object' && 'checksums' in registry && parseS3Url(registry.url).bucket === bucket;
  const { checksums, sse } = same ? registry : {};
  return { url: folder, settings: { ...reached, checksums, sse } };
}

/** A path of the user's as a file on this machine, absolute; an `s3://` address is brought. */
export async function fileAt({ root, remote }: Place, path: string): Promise<string> {
  if (!/^s3:\/\//i.test(path) || remote === null) return resolve(root, path);
  return (await remote.file(path)).path;
}
