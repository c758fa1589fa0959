import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Misbehaviour, startRegistry, type TestRegistry } from '../../test/registry.js';
import { AssayError, type Context, silentLog } from '../base/index.js';
import { installEngine } from './install.js';
import type { LockedPackage } from './table.js';

/** Small packages in the shape of DuckDB's: what an installation does with them does not depend on their size. */
const SHAPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '@duckdb/node-api': {
    'lib/index.js': "module.exports = require('@duckdb/node-bindings');",
    'lib/index.d.ts': 'export {};',
    'lib/index.js.map': '{}',
  },
  '@duckdb/node-bindings': { 'duckdb.js': 'module.exports = { stub: true };' },
  '@duckdb/node-bindings-linux-x64': { 'duckdb.node': 'binary', 'libduckdb.so': 'x'.repeat(3_000_000) },
};
const MAIN: Readonly<Record<string, string>> = {
  '@duckdb/node-api': 'lib/index.js',
  '@duckdb/node-bindings': 'duckdb.js',
};

let scratch: string;
const tarballs = new Map<string, Buffer>();
const packages: LockedPackage[] = [];
const open: TestRegistry[] = [];

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'assay-install-test-'));
  for (const [name, files] of Object.entries(SHAPES)) {
    const folder = join(scratch, 'packages', name);
    const manifest = { name, version: '9.9.9', ...(MAIN[name] ? { main: MAIN[name] } : {}) };
    for (const [path, text] of Object.entries({ ...files, 'package.json': JSON.stringify(manifest) })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const file = execFileSync('npm', ['pack', '--silent', '--pack-destination', scratch], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
    const bytes = readFileSync(join(scratch, file));
    tarballs.set(`${name}/-/${name.split('/')[1]}-9.9.9.tgz`, bytes);
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    packages.push({ name, version: '9.9.9', integrity });
  }
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A home of its own with an .npmrc, so that nothing of this machine's npm configuration counts. */
function context(npmrc: string, env: Record<string, string> = {}): Context & { cache: string } {
  const home = mkdtempSync(join(scratch, 'home-'));
  writeFileSync(join(home, '.npmrc'), `fetch-retries=0\n${npmrc}\n`);
  const cwd = join(home, 'work');
  mkdirSync(cwd);
  return {
    cwd,
    env: { HOME: home, PATH: process.env['PATH'], XDG_CACHE_HOME: join(home, 'cache'), ...env },
    now: () => new Date(),
    signal: new AbortController().signal,
    log: silentLog,
    cache: join(home, 'cache', 'assay', 'engines'),
  };
}

async function registry(
  misbehave?: Misbehaviour,
  tls?: { key: string; cert: string },
): Promise<TestRegistry> {
  const made = await startRegistry(tarballs, {
    ...(misbehave ? { misbehave } : {}),
    ...(tls ? { tls } : {}),
  });
  open.push(made);
  return made;
}

const install = (ctx: Context, force = false) =>
  installEngine(ctx, 'duckdb', 'linux-x64', { packages, force });

async function failure(ctx: Context & { cache: string }): Promise<string> {
  const error: unknown = await install(ctx).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AssayError);
  if (!(error instanceof AssayError)) throw new Error('unreachable');
  expect(error.kind).toBe('environment');
  expect(error.problems).toHaveLength(1);
  expect(error.problems[0]?.fix).toBeTruthy();
  // Nothing is left behind, neither half an engine nor a temporary folder.
  expect(existsSync(ctx.cache) ? readdirSync(ctx.cache) : []).toEqual([]);
  return error.message;
}

describe('an installation', () => {
  it('unpacks what the platform needs and nothing else', async () => {
    const { url } = await registry();
    const ctx = context(`registry=${url}`);
    const found = await install(ctx);
    expect(found).toMatchObject({ engine: 'duckdb', version: '9.9.9', origin: 'user cache' });
    expect(readdirSync(ctx.cache)).toHaveLength(1);
    const api = dirname(found.manifest);
    expect(readdirSync(join(api, 'lib'))).toEqual(['index.js']);
    expect(existsSync(join(api, '../node-bindings-linux-x64/libduckdb.so'))).toBe(true);
  });
  it('keeps a finished folder, and replaces it with force', async () => {
    const { url } = await registry();
    const ctx = context(`registry=${url}`);
    const { manifest } = await install(ctx);
    writeFileSync(join(dirname(manifest), 'mark'), '');
    await install(ctx);
    expect(existsSync(join(dirname(manifest), 'mark'))).toBe(true);
    await install(ctx, true);
    expect(existsSync(join(dirname(manifest), 'mark'))).toBe(false);
    expect(readdirSync(ctx.cache)).toHaveLength(1);
  });
  it('by several callers at once gives one folder', async () => {
    const { url } = await registry();
    const ctx = context(`registry=${url}`);
    const found = await Promise.all([install(ctx), install(ctx, true), install(ctx), install(ctx, true)]);
    expect(new Set(found.map((each) => each.manifest)).size).toBe(1);
    expect(readdirSync(ctx.cache)).toHaveLength(1);
  });
  it('mends a folder that is incomplete', async () => {
    const { url } = await registry();
    const ctx = context(`registry=${url}`);
    const { manifest } = await install(ctx);
    rmSync(join(dirname(manifest), '../node-bindings-linux-x64'), { recursive: true });
    await install(ctx);
    expect(existsSync(join(dirname(manifest), '../node-bindings-linux-x64/duckdb.node'))).toBe(true);
    expect(readdirSync(ctx.cache)).toHaveLength(1);
  });
  it('prefers the named cache, then the tool cache of a runner, and takes another where one cannot be written', async () => {
    const { url } = await registry();
    const tools = join(scratch, 'tools');
    const named = join(scratch, 'named');
    const blocked = join(scratch, 'a-file');
    writeFileSync(blocked, '');
    const rows: readonly [Record<string, string>, string][] = [
      [{ RUNNER_TOOL_CACHE: tools, ASSAY_ENGINES_CACHE: named }, 'cache'],
      [{ RUNNER_TOOL_CACHE: tools }, 'tool cache'],
      [{ RUNNER_TOOL_CACHE: blocked }, 'user cache'],
    ];
    for (const [env, origin] of rows) {
      expect(await install(context(`registry=${url}`, env))).toMatchObject({ origin });
    }
  });
  it('removes what a killed process left, and not what another is filling', async () => {
    const { url } = await registry();
    const ctx = context(`registry=${url}`);
    const old = join(ctx.cache, '.installing-old');
    const young = join(ctx.cache, '.installing-young');
    for (const folder of [old, young]) mkdirSync(folder, { recursive: true });
    utimesSync(old, new Date(0), new Date(0));
    await install(ctx);
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });
  it('stops when the call is cancelled', async () => {
    const abort = new AbortController();
    const { url } = await registry(() => {
      abort.abort(new Error('cancelled'));
      return true;
    });
    const ctx = { ...context(`registry=${url}`), signal: abort.signal };
    await expect(install(ctx)).rejects.toThrow('cancelled');
    expect(readdirSync(ctx.cache)).toEqual([]);
  });
});

describe('the npm configuration', () => {
  it('names the registry in the environment, the project and per scope', async () => {
    const first = await registry();
    const second = await registry();
    const env = context('registry=http://127.0.0.1:1/', { npm_config_registry: first.url });
    await install(env);
    expect(first.requests).toHaveLength(3);
    const project = context('registry=http://127.0.0.1:1/');
    writeFileSync(join(project.cwd, '.npmrc'), `@duckdb:registry=${second.url}`);
    writeFileSync(join(project.cwd, 'package.json'), '{}');
    await install(project);
    expect(second.requests).toHaveLength(3);
  });
  it('gives the token for its own registry only', async () => {
    const seen: (string | undefined)[] = [];
    const { url, port } = await registry((request, response) => {
      seen.push(request.headers.authorization);
      if (request.headers.authorization === 'Bearer sesame') return false;
      response.writeHead(401).end();
      return true;
    });
    await install(
      context(`registry=${url}\n//127.0.0.1:${port}/:_authToken=\${MY_TOKEN}`, { MY_TOKEN: 'sesame' }),
    );
    expect(await failure(context(`registry=${url}\n//127.0.0.1:1/:_authToken=sesame`))).toMatch(/refuses/);
    expect(seen.at(-1)).toBeUndefined();
  });
  it('names a proxy', async () => {
    const proxy = await registry();
    await install(context(`registry=http://registry.invalid/\nproxy=${proxy.url}`));
    expect(proxy.requests[0]).toMatch(/^GET http:\/\/registry\.invalid\//);
  });
  it('names a certificate authority; without it the connection is not trusted', async () => {
    const key = join(scratch, 'key.pem');
    const cert = join(scratch, 'cert.pem');
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...subject], {
      stdio: 'ignore',
    });
    const { url } = await registry(undefined, {
      key: readFileSync(key, 'utf8'),
      cert: readFileSync(cert, 'utf8'),
    });
    expect(await failure(context(`registry=${url}`))).toMatch(/not trusted/);
    await install(context(`registry=${url}\ncafile=${cert}`));
    await install(context(`registry=${url}\nstrict-ssl=false`));
  });
  it('with a tarball elsewhere is followed', async () => {
    const store = await registry();
    const { url } = await registry((_request, response, path) => {
      const name = path.split('/-/')[0] ?? '';
      if (path !== name) return false;
      const version = { dist: { tarball: `${store.url}${name}/-/${name.split('/')[1]}-9.9.9.tgz` } };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ versions: { '9.9.9': version } }));
      return true;
    });
    const moved: Misbehaviour = (_request, response, path) => {
      if (!path.endsWith('.tgz')) {
        response.writeHead(307, { location: `${url}${path}` }).end();
        return true;
      }
      response.writeHead(404).end();
      return true;
    };
    const front = await registry(moved);
    await install(context(`registry=${front.url}`));
    expect(store.requests).toHaveLength(3);
  });
});

describe('one clear error for', () => {
  const last = '@duckdb/node-bindings-linux-x64';
  const only =
    (act: (response: Parameters<Misbehaviour>[1], bytes: Buffer) => void): Misbehaviour =>
    (_request, response, path) => {
      if (!path.startsWith(`${last}/`)) return false;
      act(response, tarballs.get(path) ?? Buffer.alloc(0));
      return true;
    };
  const cases: readonly [what: string, misbehave: Misbehaviour, message: RegExp][] = [
    [
      'other bytes',
      only((response) => response.end(tarballs.get('@duckdb/node-api/-/node-api-9.9.9.tgz'))),
      /is not the file of the lock file/,
    ],
    [
      'a file that ends early',
      only((response, bytes) => response.end(bytes.subarray(0, bytes.length / 2))),
      /damaged or was cut short/,
    ],
    [
      'a connection that ends early',
      only((response, bytes) => {
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 1000), () => response.destroy());
      }),
      /cannot be reached|cut short/,
    ],
    [
      'no tarball at all',
      only((response) => response.end('<html>sign in</html>')),
      /damaged or was cut short/,
    ],
    [
      '404',
      only((response) => response.writeHead(404).end()),
      /has no @duckdb\/node-bindings-linux-x64 9\.9\.9/,
    ],
    ['403', only((response) => response.writeHead(403).end()), /refuses/],
    ['500', only((response) => response.writeHead(500).end()), /cannot be reached/],
  ];
  it.each(cases)('%s', async (_what, misbehave, message) => {
    const { url } = await registry(misbehave);
    const text = await failure(context(`registry=${url}`));
    expect(text).toMatch(message);
    expect(text).toContain(url);
    expect(text).toContain(last);
  });
  it('no network', async () => {
    expect(await failure(context('registry=http://127.0.0.1:1/'))).toMatch(/cannot be reached/);
    expect(await failure(context('registry=http://registry.invalid/'))).toMatch(/cannot be reached/);
  });
  it('credentials in the address, which it does not show', async () => {
    const text = await failure(context('registry=http://user:hidden@127.0.0.1:1/'));
    expect(text).toMatch(/cannot be reached/);
    expect(text).not.toContain('hidden');
  });
  it('no folder that can be written', async () => {
    const blocked = join(scratch, 'blocked');
    writeFileSync(blocked, '');
    const ctx = context('registry=http://127.0.0.1:1/', { XDG_CACHE_HOME: blocked });
    await expect(install(ctx)).rejects.toThrow(/no folder for engines can be written/);
  });
  it('a full disk', async (test) => {
    const small = join(scratch, 'small');
    mkdirSync(small);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small], { stdio: 'ignore' });
    } catch {
      test.skip('this user may not mount a small disk');
    }
    try {
      const { url } = await registry();
      const ctx = context(`registry=${url}`, { XDG_CACHE_HOME: small });
      expect(await failure({ ...ctx, cache: join(small, 'assay', 'engines') })).toMatch(/the disk is full/);
    } finally {
      execFileSync('umount', [small]);
    }
  });
  it('packages without the binary of the platform', async () => {
    const { url } = await registry();
    const ctx = context(`registry=${url}`);
    await expect(installEngine(ctx, 'duckdb', 'win32-x64', { packages })).rejects.toThrow(
      /no files for win32-x64/,
    );
    expect(readdirSync(ctx.cache)).toEqual([]);
  });
});
