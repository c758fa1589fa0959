/** Errors for addresses behind which nothing lies, with what lies near. */
import { type Context, environmentError, messageOf, nearest, usageError } from '../../base/index.js';
import { s3Url } from '../address.js';
import type { S3Connection } from '../connection.js';
import { listObjects } from '../list.js';

/** For the address of one object. */
export async function missing(connection: S3Connection, key: string, ctx: Context): Promise<Error> {
  const { bucket } = connection;
  const parent = key.slice(0, key.lastIndexOf('/') + 1);
  const near = await someBelow(connection, parent, ctx);
  const folder = key === '' || key.endsWith('/') || near.some((one) => one.startsWith(`${key}/`));
  const close = nearest(key, near);
  return usageError({
    where: { file: s3Url({ bucket, key }) },
    message: folder ? 'is a folder, not an object' : 'there is no such object',
    expected: whatLies(connection, parent, near),
    fix: folder
      ? 'name the objects with a glob, such as s3://bucket/folder/*.parquet; a folder of images, sounds or documents is `kind: files`'
      : close === undefined
        ? 'correct the address'
        : `did you mean ${s3Url({ bucket, key: close })}?`,
  });
}

/** For a glob or folder; `prefix` is what its keys would begin with. */
export async function noMatch(
  connection: S3Connection,
  key: string,
  prefix: string,
  ctx: Context,
): Promise<Error> {
  const whole = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  let near = await someBelow(connection, whole, ctx);
  let parent = whole;
  if (near.length === 0) {
    // One folder up: it may be the folder that is misspelt.
    parent = whole.slice(0, whole.lastIndexOf('/', whole.length - 2) + 1);
    near = parent === whole ? near : await someBelow(connection, parent, ctx);
  }
  return usageError({
    where: { file: s3Url({ bucket: connection.bucket, key }) },
    message: 'no object matches',
    expected: whatLies(connection, parent, near),
    fix: 'correct the address',
  });
}

function whatLies({ bucket }: S3Connection, parent: string, near: readonly string[]): string {
  const place = s3Url({ bucket, key: parent });
  if (near.length === 0) return `at least one object; below ${place} lies none that can be listed`;
  const some = near.slice(0, 5).map((key) => key.slice(parent.length));
  return `one of those below ${place}: ${some.join(', ')}${near.length > 5 ? ', …' : ''}`;
}

/** Some keys below a folder. Whoever may read may not always list: then none are known. */
async function someBelow(connection: S3Connection, parent: string, ctx: Context): Promise<string[]> {
  const keys: string[] = [];
  const { signal } = ctx;
  try {
    for await (const { key } of listObjects(connection, parent, { limit: 1000, signal })) keys.push(key);
  } catch (error) {
    signal.throwIfAborted();
    if (!messageOf(error).includes('access is denied')) throw error;
    ctx.log.debug(messageOf(error));
  }
  return keys;
}

/** The error for a file whose bytes are not those that came. */
export function damaged(url: string, path: string): Error {
  return environmentError({
    where: { file: path },
    message: `the copy of ${url} on this machine was changed or damaged after it was brought`,
    fix: 'remove the cache of S3 objects (docs/data.md says where it lies), and check the disk and what writes there; programs must not write into their data',
  });
}
