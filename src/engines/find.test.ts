import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssayError, type Context, silentLog } from '../base/index.js';
import { cacheRoots, findEngine } from './find.js';
import { loadFound } from './load.js';
import { LOCKED } from './locked.js';
import { ENGINES, folderName, packagesFor, platformOf, requireGlibc } from './table.js';
import type { EngineName } from './types.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'assay-find-test-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const fresh = (): string => mkdtempSync(join(scratch, 'at-'));
const context = (env: Record<string, string> = {}): Context => ({
  cwd: scratch,
  env: { HOME: scratch, ...env },
  now: () => new Date(),
  signal: new AbortController().signal,
  log: silentLog,
});

/** Packages in the shape of DuckDB's in `folder`/node_modules. */
function lay(folder: string, version: string = LOCKED.duckdb.version, platform = 'linux-x64'): string {
  const packages: Readonly<Record<string, string>> = {
    '@duckdb/node-api': 'index.js',
    '@duckdb/node-bindings': 'index.js',
    [`@duckdb/node-bindings-${platform}`]: 'duckdb.node',
  };
  for (const [name, file] of Object.entries(packages)) {
    const at = join(folder, 'node_modules', name);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'package.json'), JSON.stringify({ name, version }));
    writeFileSync(join(at, file), 'module.exports = { stub: true };');
  }
  return folder;
}

const originIn = (ctx: Context, from: string) => findEngine(ctx, 'duckdb', 'linux-x64', from)?.origin ?? null;

describe('an engine is looked for', () => {
  it('at the path of the user, then in node_modules above, then in the caches', () => {
    const code = join(fresh(), 'a', 'b');
    mkdirSync(code, { recursive: true });
    const cached = folderName('duckdb', 'linux-x64');
    const env: Record<string, string> = { XDG_CACHE_HOME: fresh() };
    expect(originIn(context(env), code)).toBeNull();
    lay(join(env['XDG_CACHE_HOME'] ?? '', 'assay', 'engines', cached));
    expect(originIn(context(env), code)).toBe('user cache');
    env['RUNNER_TOOL_CACHE'] = fresh();
    lay(join(env['RUNNER_TOOL_CACHE'], 'assay-engines', cached));
    expect(originIn(context(env), code)).toBe('tool cache');
    env['ASSAY_ENGINES_CACHE'] = fresh();
    lay(join(env['ASSAY_ENGINES_CACHE'], cached));
    expect(originIn(context(env), code)).toBe('cache');
    lay(dirname(dirname(code)));
    expect(originIn(context(env), code)).toBe('node_modules');
    env['ASSAY_ENGINES_PATH'] = lay(fresh());
    expect(originIn(context(env), code)).toBe('path');
  });
  it('at a path that is a project, its node_modules, or a cache', () => {
    const folder = lay(fresh());
    const cache = fresh();
    lay(join(cache, folderName('duckdb', 'linux-x64')));
    for (const path of [folder, join(folder, 'node_modules'), cache]) {
      const found = findEngine(context({ ASSAY_ENGINES_PATH: path }), 'duckdb', 'linux-x64', scratch);
      expect(found).toMatchObject({ origin: 'path', version: LOCKED.duckdb.version });
      expect(found === null ? null : loadFound(found)).toEqual({ stub: true });
    }
  });
  it('at the path of the user only: without the engine there it is an error that says what belongs there', () => {
    const env = { ASSAY_ENGINES_PATH: fresh(), ASSAY_ENGINES_CACHE: fresh() };
    lay(join(env.ASSAY_ENGINES_CACHE, folderName('duckdb', 'linux-x64')));
    expect(() => originIn(context(env), scratch)).toThrow(/names a folder without DuckDB for linux-x64/);
  });
  it('in node_modules only where version and platform are right', () => {
    const outer = fresh();
    const inner = join(outer, 'inner');
    const env = { XDG_CACHE_HOME: fresh() };
    lay(inner, '0.0.1');
    expect(originIn(context(env), inner)).toBeNull();
    lay(outer, LOCKED.duckdb.version, 'win32-x64');
    expect(originIn(context(env), inner)).toBeNull();
    lay(outer);
    expect(findEngine(context(env), 'duckdb', 'linux-x64', inner)?.manifest).toContain(
      join(outer, 'node_modules'),
    );
  });
  it('in the folders of the system', () => {
    const folders = (env: Record<string, string>, system: string) =>
      cacheRoots(env, system).map((root) => root.folder);
    expect(folders({ HOME: '/h' }, 'linux')).toEqual([join('/h', '.cache', 'assay', 'engines')]);
    expect(folders({ HOME: '/h', XDG_CACHE_HOME: '/c' }, 'linux')).toEqual([join('/c', 'assay', 'engines')]);
    expect(folders({ HOME: '/h', XDG_CACHE_HOME: 'relative' }, 'linux')).toEqual([
      join('/h', '.cache', 'assay', 'engines'),
    ]);
    expect(folders({ LOCALAPPDATA: '/l', RUNNER_TOOL_CACHE: '/t' }, 'win32')).toEqual([
      join('/t', 'assay-engines'),
      join('/l', 'assay', 'engines'),
    ]);
  });
});

it('an engine that does not load is an environment error with its place', () => {
  const folder = lay(fresh());
  writeFileSync(
    join(folder, 'node_modules/@duckdb/node-api/index.js'),
    "throw new Error('GLIBC_9.9 not found')",
  );
  const found = findEngine(context({ ASSAY_ENGINES_PATH: folder }), 'duckdb', 'linux-x64', scratch);
  expect(() => loadFound(found as NonNullable<typeof found>)).toThrow(AssayError);
  expect(() => loadFound(found as NonNullable<typeof found>)).toThrow(/GLIBC_9\.9 not found[\s\S]*fix:/);
});

describe('the table', () => {
  it('knows four platforms, and says so to the others', () => {
    const machine = (platform: string, arch: string, glibc = true) => ({
      platform,
      arch,
      glibc: () => glibc,
    });
    expect(platformOf(machine('linux', 'x64'))).toBe('linux-x64');
    expect(platformOf(machine('linux', 'arm64'))).toBe('linux-arm64');
    expect(platformOf(machine('darwin', 'arm64', false))).toBe('darwin-arm64');
    expect(platformOf(machine('win32', 'x64', false))).toBe('win32-x64');
    for (const other of [machine('darwin', 'x64'), machine('win32', 'arm64'), machine('freebsd', 'x64')]) {
      expect(() => platformOf(other)).toThrow(
        /no engines for .*expected Linux x64 \(glibc\), Linux arm64 \(glibc\), macOS arm64, Windows x64/,
      );
    }
    expect(() => requireGlibc('linux-x64', machine('linux', 'x64', false))).toThrow(
      /musl.*expected Linux x64/,
    );
    requireGlibc('linux-x64', machine('linux', 'x64'));
    requireGlibc('darwin-arm64', machine('darwin', 'arm64', false));
  });
  it('has the same packages for each platform, and one binary for each', () => {
    const names = (engine: EngineName, platform: Parameters<typeof packagesFor>[1]) =>
      packagesFor(engine, platform).map((each) => each.name);
    expect(names('duckdb', 'darwin-arm64')).toEqual([
      '@duckdb/node-api',
      '@duckdb/node-bindings',
      '@duckdb/node-bindings-darwin-arm64',
    ]);
    expect(names('onnxruntime', 'win32-x64')).toEqual(['onnxruntime-node', 'onnxruntime-common']);
  });
  it('keeps of a tarball the code and the binaries of the platform', () => {
    const rows: readonly [EngineName, string, boolean][] = [
      ['onnxruntime', 'bin/napi-v6/linux/x64/libonnxruntime.so.1', true],
      ['onnxruntime', 'bin/napi-v6/linux/x64/onnxruntime_binding.node', true],
      ['onnxruntime', 'bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so', false],
      ['onnxruntime', 'bin/napi-v6/linux/x64/libonnxruntime_providers_tensorrt.so', false],
      ['onnxruntime', 'bin/napi-v6/linux/arm64/libonnxruntime.so.1', false],
      ['onnxruntime', 'bin/napi-v6/win32/x64/onnxruntime.dll', false],
      ['onnxruntime', 'package.json', true],
      ['onnxruntime', 'dist/index.js', true],
      ['onnxruntime', 'dist/cjs/index.js', true],
      ['onnxruntime', 'dist/cjs/package.json', true],
      ['onnxruntime', 'dist/esm/index.js', false],
      ['onnxruntime', 'dist/index.d.ts', false],
      ['onnxruntime', 'dist/index.js.map', false],
      ['onnxruntime', 'lib/index.ts', false],
      ['onnxruntime', 'script/install.js', false],
      ['duckdb', 'lib/index.js', true],
      ['duckdb', 'lib/values/index.js', true],
      ['duckdb', 'lib/index.d.ts', false],
      ['duckdb', 'duckdb.js', true],
      ['duckdb', 'duckdb.node', true],
      ['duckdb', 'libduckdb.so', true],
      ['duckdb', 'libduckdb.dylib', true],
      ['duckdb', 'duckdb.dll', true],
      ['duckdb', 'LICENSE', true],
    ];
    for (const [engine, path, kept] of rows) {
      expect(ENGINES[engine].keep(path, 'linux-x64'), `${engine} ${path}`).toBe(kept);
    }
  });
});

describe('locked.ts', () => {
  const script = (...args: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'scripts/lock-engines.mjs'), '--check', ...args], {
      encoding: 'utf8',
    });
  it('is what the lock file says', () => {
    expect(script()).toMatchObject({ status: 0 });
  });
  it('is found stale after another digest, and refused without a platform', () => {
    const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
    const other = join(fresh(), 'package-lock.json');
    const digest = packagesFor('duckdb', 'linux-x64')[0]?.integrity ?? '';
    writeFileSync(other, text.replace(digest, `sha512-${'A'.repeat(86)}==`));
    expect(script(other)).toMatchObject({ status: 1, stderr: expect.stringMatching(/stale/) });
    const lock: { packages: Record<string, unknown> } = JSON.parse(text);
    delete lock.packages['node_modules/@duckdb/node-bindings-darwin-arm64'];
    writeFileSync(other, JSON.stringify(lock));
    expect(script(other)).toMatchObject({ status: 1, stderr: expect.stringMatching(/darwin-arm64/) });
  });
});
