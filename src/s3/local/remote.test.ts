/** Objects as files of this machine, against a real MinIO, and through a network that fails. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type FaultyProxy, faultyProxy, giveError } from '../../../test/support/faults.js';
import { ACCESS, BUCKET, startMinio } from '../../../test/support/minio.js';
import { AssayError, type Context, sha256, silentLog } from '../../base/index.js';
import type { S3Settings } from '../address.js';
import type { S3Tuning } from '../connection.js';
import { S3Remote } from './remote.js';

const server = await startMinio();
const proxy: FaultyProxy | null = server.missing === '' ? await faultyProxy(server.endpoint, 200) : null;
const top = mkdtempSync(join(tmpdir(), 'assay-remote-'));
afterAll(async () => {
  await proxy?.stop();
  await server.stop();
  rmSync(top, { recursive: true, force: true });
});

let cache = '';
let counter = 0;
let prefix = '';
beforeEach(() => {
  cache = mkdtempSync(join(top, 'cache-'));
  counter += 1;
  prefix = `case-${counter}`;
  proxy?.reset();
});

interface Options {
  readonly endpoint?: string;
  readonly settings?: S3Settings;
  readonly tuning?: S3Tuning;
  readonly bytes?: number;
  readonly ctx?: Partial<Context>;
}

/** What a new process would have: nothing but the cache folder is shared with an earlier one. */
function remote(options: Options = {}): S3Remote {
  const ctx: Context = {
    cwd: top,
    env: {},
    now: () => new Date(),
    signal: new AbortController().signal,
    log: silentLog,
    ...options.ctx,
  };
  return new S3Remote(ctx, {
    settingsOf: () => ({
      endpoint: options.endpoint ?? proxy?.endpoint ?? '',
      region: 'us-east-1',
      ...options.settings,
    }),
    cacheFolder: cache,
    cacheBytes: options.bytes ?? 1 << 30,
    tuning: { credentials: ACCESS, maxAttempts: 1, tries: 3, ...options.tuning },
  });
}

async function put(key: string, body: string | Buffer): Promise<void> {
  await server.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: `${prefix}/${key}`, Body: body }));
}
const url = (key: string) => `s3://${BUCKET}/${prefix}/${key}`;
/** Requests for the bytes of objects, not for a look at them. */
const downloads = () =>
  (proxy?.seen ?? []).filter(
    ({ method, headers }) => method === 'GET' && (headers.range ?? 'bytes=0-0') !== 'bytes=0-0',
  );

async function problemOf(work: Promise<unknown>): Promise<AssayError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AssayError)) throw new Error(`no error of Assay: ${String(error)}`);
  return error;
}
const textOf = (error: AssayError) => JSON.stringify(error.problems);

describe.skipIf(server.missing !== '')(`objects as files ${server.missing}`, () => {
  it('brings an object once, and finds it again by its ETag in another process', async () => {
    await put('a/train.csv', 'x\n1\n');
    const first = await remote().file(url('a/train.csv'));
    expect(readFileSync(first.path, 'utf8')).toBe('x\n1\n');
    expect(first.path.endsWith(`/${prefix}/a/train.csv`)).toBe(true);
    expect(first.sha256).toBe(sha256('x\n1\n'));
    expect(downloads()).toHaveLength(1);
    proxy?.reset();
    const again = await remote().file(url('a/train.csv'));
    expect(again).toEqual(first);
    expect(downloads()).toHaveLength(0);
    // Other bytes are another object.
    await put('a/train.csv', 'x\n2\n');
    expect(readFileSync((await remote().file(url('a/train.csv'))).path, 'utf8')).toBe('x\n2\n');
    expect(readFileSync(first.path, 'utf8')).toBe('x\n1\n');
  });

  it('brings a large object in ranges, and an empty one', async () => {
    const body = Buffer.from(Array.from({ length: 300_001 }, (_, k) => (k * 7) % 251));
    await put('large.bin', body);
    await put('empty.csv', '');
    const brought = await remote({ tuning: { partBytes: 32 << 10 } }).file(url('large.bin'));
    expect(readFileSync(brought.path).equals(body)).toBe(true);
    expect(downloads()).toHaveLength(10);
    for (const seen of downloads()) expect(seen.headers['if-match']).toBeTruthy();
    expect((await remote().file(url('empty.csv'))).size).toBe(0);
  });

  it('lists globs, partitions and folders as a folder would', async () => {
    for (const key of [
      'd/year=2001/a.csv',
      'd/year=2002/b.csv',
      'd/.hidden.csv',
      'd/_SUCCESS',
      'd/deep/er/c.csv',
      'd/note.txt',
      'd/x[1].csv',
      'd/x1.csv',
      'd/folder/',
      'd/Thumbs.db',
      'dd/other.csv',
    ]) {
      await put(key, key);
    }
    const keys = async (pattern: string, folder = false) => {
      const { files, folder: at } = await remote().files(url(pattern), folder);
      for (const { path, key } of files) expect(path).toBe(join(at, key));
      return files.map(({ key }) => key.slice(prefix.length + 1));
    };
    expect(await keys('d/*.csv')).toEqual(['d/x1.csv', 'd/x[1].csv']);
    expect(await keys('d/x[1].csv')).toEqual(['d/x[1].csv']);
    expect(await keys('d/year=*/*.csv')).toEqual(['d/year=2001/a.csv', 'd/year=2002/b.csv']);
    expect(await keys('d/**/{a,c}.csv')).toEqual(['d/deep/er/c.csv', 'd/year=2001/a.csv']);
    expect(await keys('d', true)).toEqual([
      'd/_SUCCESS',
      'd/deep/er/c.csv',
      'd/note.txt',
      'd/x1.csv',
      'd/x[1].csv',
      'd/year=2001/a.csv',
      'd/year=2002/b.csv',
    ]);
    expect(await keys('d/', true)).toHaveLength(7);
    // One look at a level does not walk the whole bucket.
    proxy?.reset();
    await keys('d/*.csv');
    expect(proxy?.seen[0]?.url).toContain('delimiter=%2F');
  });

  it('keeps nothing in a view that is not of the dataset', async () => {
    await put('v/a.csv', 'a');
    await put('v/b.csv', 'b');
    const { folder } = await remote().files(url('v/*.csv'));
    writeFileSync(join(folder, prefix, 'v/extra.csv'), 'written by a program');
    rmSync(join(folder, prefix, 'v/a.csv'));
    const { files } = await remote().files(url('v/*.csv'));
    expect(readdirSync(join(folder, prefix, 'v')).sort()).toEqual(['a.csv', 'b.csv']);
    expect(files).toHaveLength(2);
  });

  it('brings again what was written to, and tells of silent damage', async () => {
    await put('m.onnx', 'model');
    const { path } = await remote().file(url('m.onnx'));
    chmodSync(path, 0o644);
    writeFileSync(path, 'wrong');
    expect(readFileSync((await remote().file(url('m.onnx'))).path, 'utf8')).toBe('model');
    const { mtime } = statSync(path);
    chmodSync(path, 0o644);
    writeFileSync(path, 'wrong');
    utimesSync(path, mtime, mtime);
    expect(textOf(await problemOf(remote().file(url('m.onnx'))))).toContain('changed or damaged');
  });

  it('refuses keys that cannot be files, and both of two that cannot be together', async () => {
    // MinIO keeps objects as files itself and takes no such keys; other stores do.
    const listed = (...keys: string[]) => {
      const contents = keys.map(
        (key) => `<Contents><Key>${key}</Key><Size>1</Size><ETag>"e"</ETag></Contents>`,
      );
      const body = `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
      if (proxy !== null) {
        proxy.plan = (_, { url: asked }) =>
          asked.includes('list-type')
            ? async (answer) => {
                answer.writeHead(200, { 'content-type': 'application/xml' });
                answer.end(body);
              }
            : async (answer) => {
                answer.writeHead(206, { 'content-range': 'bytes 0-0/1', 'content-length': '1', etag: '"e"' });
                answer.end('x');
              };
      }
      return problemOf(remote().files(`s3://${BUCKET}/k/**`));
    };
    for (const key of ['k//a.csv', `k/${'a'.repeat(256)}`]) {
      expect(textOf(await listed(key))).toContain('cannot be a file');
    }
    for (const key of ['k/../../../a.csv', 'k/./a.csv']) {
      expect(textOf(await problemOf(remote().files(`s3://${BUCKET}/${key}`)))).toContain('cannot be a file');
    }
    expect(textOf(await listed('k/a', 'k/a/b'))).toContain('cannot both be files');
    expect(readdirSync(top).filter((name) => name.endsWith('.csv'))).toEqual([]);
  });

  it('serves processes that begin at once', async () => {
    const body = Buffer.alloc(100_000, 7);
    for (const k of [0, 1, 2, 3, 4]) await put(`p/${k}.bin`, body);
    const all = await Promise.all([1, 2, 3, 4].map(() => remote().files(url('p/*.bin'))));
    for (const { files } of all) {
      expect(files).toHaveLength(5);
      for (const { path } of files) expect(readFileSync(path).equals(body)).toBe(true);
    }
    expect(readdirSync(join(cache, 'tmp'))).toEqual([]);
  });
});

describe.skipIf(server.missing !== '')(`the size of the cache ${server.missing}`, () => {
  const objects = () =>
    readdirSync(join(cache, 'objects')).flatMap((shard) =>
      readdirSync(join(cache, 'objects', shard)).filter((name) => !name.endsWith('.json')),
    );
  /** As if so many hours had passed. */
  const age = (hours: number) => {
    const aged = (path: string) => {
      const then = new Date(statSync(path).mtimeMs - hours * 3_600_000);
      utimesSync(path, then, then);
    };
    for (const shard of readdirSync(join(cache, 'objects'))) {
      for (const name of readdirSync(join(cache, 'objects', shard))) {
        if (name.endsWith('.json')) aged(join(cache, 'objects', shard, name));
      }
    }
    for (const view of readdirSync(join(cache, 'views'))) aged(join(cache, 'views', view, 'used'));
  };

  it('removes what was used longest ago, and nothing that is in use', async () => {
    for (const key of ['a', 'b', 'c', 'd']) await put(key, Buffer.alloc(1000, key));
    const first = await remote().file(url('a'));
    age(1);
    const second = await remote().file(url('b'));
    age(2);
    const third = await remote({ bytes: 2500 }).file(url('c'));
    expect(objects()).toHaveLength(2);
    proxy?.reset();
    await remote({ bytes: 2500 }).file(url('b'));
    expect(downloads()).toHaveLength(0);
    expect([first, second, third].map(({ path }) => existsSync(path))).toEqual([false, true, true]);
    age(0.5);
    expect(existsSync(third.path)).toBe(true);
    // Both were used within the hour: they stay, over the size.
    const fourth = await remote({ bytes: 1500 }).file(url('d'));
    expect(objects()).toHaveLength(3);
    for (const { path } of [second, third, fourth]) expect(readFileSync(path)).toHaveLength(1000);
  });

  it('says before it begins that the disk is too small', async () => {
    await put('huge', 'x');
    const { makeRoom } = await import('./evict.js');
    const { ObjectCache } = await import('./cache.js');
    const error = await problemOf(makeRoom(new ObjectCache(cache), 1 << 30, 2 ** 60, Date.now()));
    expect(error.kind).toBe('environment');
    expect(textOf(error)).toContain('ASSAY_S3_CACHE');
  });
});

describe.skipIf(server.missing !== '')(`a network that fails ${server.missing}`, () => {
  const body = Buffer.from(Array.from({ length: 100_000 }, (_, k) => k % 253));
  const tuning = { partBytes: 16 << 10 };

  it.each(['drop before', 'truncate', '500 before', '503', 'delay', 'duplicate'] as const)(
    'passes over %s at every request',
    async (fault) => {
      await put('f.bin', body);
      await remote({ tuning }).file(url('f.bin'));
      const requests = proxy?.seen.length ?? 0;
      expect(requests).toBeGreaterThan(5);
      for (let index = 0; index < requests; index += 1) {
        rmSync(cache, { recursive: true, force: true });
        proxy?.reset();
        if (proxy !== null) proxy.plan = (at) => (at === index ? fault : null);
        const { path } = await remote({ tuning }).file(url('f.bin'));
        expect(readFileSync(path).equals(body)).toBe(true);
      }
    },
    60_000,
  );

  it('ends with an error where the network stays away, and leaves nothing half', async () => {
    await put('f.bin', body);
    if (proxy !== null) proxy.plan = (at) => (at >= 3 ? 'drop before' : null);
    const error = await problemOf(remote({ tuning }).file(url('f.bin')));
    expect(error.kind).toBe('environment');
    expect(readdirSync(join(cache, 'tmp'))).toEqual([]);
    expect(
      existsSync(join(cache, 'objects'))
        ? readdirSync(join(cache, 'objects'), { recursive: true }).filter((name) => String(name).length > 2)
        : [],
    ).toEqual([]);
  });

  it('refuses an object that changes while it is read', async () => {
    await put('f.bin', body);
    let changed: Promise<void> | null = null;
    if (proxy !== null) {
      proxy.plan = (at) => {
        if (at !== 4) return null;
        return async (answer) => {
          changed ??= put('f.bin', Buffer.alloc(body.length, 1));
          await changed;
          giveError(answer, 503, 'SlowDown');
        };
      };
    }
    const error = await problemOf(remote({ tuning }).file(url('f.bin')));
    expect(textOf(error)).toContain('changed or removed while it was read');
    expect(readFileSync((await remote().file(url('f.bin'))).path).equals(Buffer.alloc(body.length, 1))).toBe(
      true,
    );
  });

  it('refuses an object that changes between the listing and the reading', async () => {
    await put('f.bin', body);
    if (proxy !== null) {
      proxy.plan = (at) => {
        if (at !== 1) return null;
        return async (answer) => {
          await put('f.bin', 'other');
          giveError(answer, 503, 'SlowDown');
        };
      };
    }
    expect(textOf(await problemOf(remote({ tuning }).files(url('*.bin'))))).toContain('changed or removed');
  });

  it('stops where it is cancelled', async () => {
    await put('f.bin', body);
    const stop = new AbortController();
    if (proxy !== null) {
      proxy.plan = (at) => {
        if (at === 3) stop.abort(new Error('cancelled by the test'));
        return null;
      };
    }
    await expect(remote({ tuning, ctx: { signal: stop.signal } }).file(url('f.bin'))).rejects.toThrow(
      'cancelled by the test',
    );
    expect(readdirSync(join(cache, 'tmp'))).toEqual([]);
  });
});

describe.skipIf(server.missing !== '')(`errors that say what to do ${server.missing}`, () => {
  it('names near keys, folders and what lies there', async () => {
    await put('data/train.parquet', 'x');
    await put('data/test.parquet', 'x');
    const missing = await problemOf(remote().file(url('data/trian.parquet')));
    expect(missing.kind).toBe('usage');
    expect(textOf(missing)).toContain(`did you mean ${url('data/train.parquet')}?`);
    expect(textOf(await problemOf(remote().files(url('data'))))).toContain('is a folder');
    expect(textOf(await problemOf(remote().files(url('data/*.csv'))))).toContain('train.parquet');
    expect(textOf(await problemOf(remote().files(url('dta/*.csv'))))).toContain('data/');
    expect(textOf(await problemOf(remote().files('s3://no-such-bucket/a.csv')))).toContain('no bucket');
  });

  it('tells of credentials, rights and a store that is not there', async () => {
    await put('a.csv', 'x');
    const wrong = { credentials: { accessKeyId: 'nobody', secretAccessKey: 'wrong-secret' } };
    expect(textOf(await problemOf(remote({ tuning: wrong }).file(url('a.csv'))))).toContain(
      'access key is not known',
    );
    const none = {
      credentials: async () =>
        Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' })),
    };
    expect(textOf(await problemOf(remote({ tuning: none }).file(url('a.csv'))))).toContain('no credentials');
    if (proxy !== null)
      proxy.plan = () => (answer) => Promise.resolve(giveError(answer, 403, 'AccessDenied'));
    const denied = await problemOf(remote().file(url('a.csv')));
    expect(denied.kind).toBe('environment');
    expect(textOf(denied)).toContain('s3:ListBucket');
    if (proxy !== null)
      proxy.plan = () => (answer) => Promise.resolve(giveError(answer, 301, 'PermanentRedirect'));
    expect(textOf(await problemOf(remote().file(url('a.csv'))))).toContain('another region');
    expect(textOf(await problemOf(remote({ endpoint: 'http://127.0.0.1:1' }).file(url('a.csv'))))).toContain(
      'cannot be reached',
    );
  });
});
