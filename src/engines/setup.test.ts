import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Context, silentLog } from '../base/index.js';
import type { CacheService } from './actions-cache.js';
import { restore, save } from './actions-cache.js';
import { cacheFolder, cacheKey, prepareEngines, writeShim } from './setup.js';
import { folderName } from './table.js';
import type { EngineName } from './types.js';

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'assay-setup-test-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function context(env: Record<string, string> = {}): { ctx: Context; warnings: string[] } {
  const warnings: string[] = [];
  const home = mkdtempSync(join(scratch, 'home-'));
  const ctx: Context = {
    cwd: home,
    env: { HOME: home, ...env },
    now: () => new Date(),
    signal: new AbortController().signal,
    log: { ...silentLog, warn: (message) => warnings.push(message) },
  };
  return { ctx, warnings };
}

function service(changes: Partial<CacheService> = {}): CacheService & { calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    isFeatureAvailable: () => true,
    restoreCache: async (paths, key) => {
      calls.push(`restore ${paths.join()} ${key}`);
      return undefined;
    },
    saveCache: async (paths, key) => {
      calls.push(`save ${paths.join()} ${key}`);
      return 7;
    },
    ...changes,
  };
}

/** The least that each engine is found by. */
const KEPT: Readonly<Record<EngineName, Readonly<Record<string, string>>>> = {
  duckdb: {
    '@duckdb/node-api/package.json': '{"name":"@duckdb/node-api","main":"lib/index.js"}',
    '@duckdb/node-api/lib/index.js': '',
    '@duckdb/node-bindings/package.json': '{"name":"@duckdb/node-bindings","main":"duckdb.js"}',
    '@duckdb/node-bindings/duckdb.js': '',
    '@duckdb/node-bindings-linux-x64/package.json': '{"name":"@duckdb/node-bindings-linux-x64"}',
    '@duckdb/node-bindings-linux-x64/duckdb.node': '',
  },
  onnxruntime: {
    'onnxruntime-node/package.json': '{"name":"onnxruntime-node"}',
    'onnxruntime-node/bin/napi-v6/linux/x64/onnxruntime_binding.node': '',
    'onnxruntime-common/package.json': '{"name":"onnxruntime-common"}',
    'onnxruntime-common/index.js': '',
  },
};

describe('the cache', () => {
  it('has a key for each platform that the service takes', () => {
    expect(cacheKey('linux-x64')).not.toBe(cacheKey('linux-arm64'));
    for (const platform of ['linux-x64', 'win32-x64'] as const) {
      expect(cacheKey(platform)).toMatch(/^[A-Za-z0-9.-]{1,512}$/);
    }
  });
  it('keeps the folder that engines are installed in', () => {
    expect(cacheFolder(context({ RUNNER_TOOL_CACHE: '/tools' }).ctx)).toBe(join('/tools', 'assay-engines'));
    expect(cacheFolder(context({ RUNNER_TOOL_CACHE: '/tools', ASSAY_ENGINES_CACHE: '/named' }).ctx)).toBe(
      '/named',
    );
  });
  it('that fails is a warning, and one that did not keep is not taken as kept', async () => {
    const broken = () => Promise.reject(new Error('the service is down'));
    const { ctx, warnings } = context();
    expect(await restore(ctx, '/f', 'k', service({ restoreCache: broken }))).toBe(false);
    expect(await save(ctx, '/f', 'k', service({ saveCache: broken }))).toBe(false);
    expect(await save(ctx, '/f', 'k', service({ saveCache: async () => -1 }))).toBe(false);
    expect(warnings).toEqual([
      expect.stringContaining('the service is down'),
      expect.stringContaining('the service is down'),
      expect.stringContaining('not kept'),
    ]);
    expect(await save(ctx, '/f', 'k', service())).toBe(true);
    expect(warnings).toHaveLength(3);
  });
  it('brings back what an earlier job kept, and then nothing is installed or kept', async () => {
    const { ctx } = context({ RUNNER_TOOL_CACHE: mkdtempSync(join(scratch, 'tools-')) });
    const cache = service({
      restoreCache: async ([folder], key) => {
        cache.calls.push(`restore ${key}`);
        for (const [name, files] of Object.entries(KEPT)) {
          for (const [path, text] of Object.entries(files)) {
            const file = join(
              folder ?? '',
              folderName(name as EngineName, 'linux-x64'),
              'node_modules',
              path,
            );
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, text);
          }
        }
        return key;
      },
    });
    const options = { cache: true, service: cache, platform: 'linux-x64', from: scratch } as const;
    expect(await prepareEngines(ctx, options)).toEqual({ restored: true, installed: [], saved: false });
    expect(cache.calls).toEqual([`restore ${cacheKey('linux-x64')}`]);
    expect(await prepareEngines(ctx, options)).toMatchObject({ restored: false, installed: [] });
    expect(cache.calls).toHaveLength(1);
  });
  it('is not asked where the machine has the engines', async () => {
    const cache = service();
    expect(await prepareEngines(context().ctx, { cache: true, service: cache })).toEqual({
      restored: false,
      installed: [],
      saved: false,
    });
    expect(cache.calls).toEqual([]);
  });
});

describe('the shim', () => {
  it.skipIf(process.platform === 'win32')(
    'runs the entry with the given Node, whatever the path and arguments (needs a POSIX shell)',
    async () => {
      const odd = join(scratch, "it's a $HOME `path` %d");
      mkdirSync(odd);
      const entry = join(odd, 'index.js');
      writeFileSync(entry, 'console.log(JSON.stringify(process.argv.slice(2)))');
      await writeShim(join(odd, 'bin'), process.execPath, entry);
      const args = ['a b', "it's", '$HOME', '', '*'];
      const said = execFileSync(join(odd, 'bin', 'assay'), args, {
        env: { PATH: '/nowhere' },
        encoding: 'utf8',
      });
      expect(JSON.parse(said)).toEqual(args);
    },
  );
  it('has a form for Windows', async () => {
    const folder = join(scratch, 'windows');
    await writeShim(folder, 'C:\\Program Files\\node.exe', 'D:\\a%b\\index.js');
    expect(readFileSync(join(folder, 'assay.cmd'), 'utf8')).toBe(
      '@"C:\\Program Files\\node.exe" "D:\\a%%b\\index.js" %*\r\n',
    );
  });
});
