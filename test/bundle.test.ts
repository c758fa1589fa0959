/**
 * The bundle as users get it: a copy of dist/ in a folder without node_modules, with a cache folder of its own, on
 * the oldest Node that is supported and on the one that actions run on.
 */
import { execFile, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRegistry, type TestRegistry } from './registry.js';
import { engineTarballs } from './tarballs.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** Another bundle than the committed one, for work on the build. */
const DIST = process.env['ASSAY_TEST_DIST'] ?? join(ROOT, 'dist');

let scratch: string;
let bundle: string;
let registry: TestRegistry | null = null;
beforeAll(async () => {
  if (!existsSync(join(DIST, 'index.js'))) throw new Error(`${DIST} holds no bundle: run npm run build`);
  scratch = mkdtempSync(join(tmpdir(), 'assay-bundle-test-'));
  bundle = join(scratch, 'dist', 'index.js');
  cpSync(DIST, join(scratch, 'dist'), { recursive: true });
  const tarballs = engineTarballs();
  if (tarballs !== null) registry = await startRegistry(tarballs);
});
afterAll(async () => {
  await registry?.close();
  rmSync(scratch, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
interface Place {
  readonly cwd: string;
  readonly cache: string;
  readonly env: Record<string, string>;
}

/** A home, a cache and a working folder of its own. */
function place(address: string): Place {
  const home = mkdtempSync(join(scratch, 'home-'));
  const cwd = join(home, 'work');
  mkdirSync(cwd);
  return {
    cwd,
    cache: join(home, 'cache', 'assay', 'engines'),
    env: {
      HOME: home,
      PATH: process.env['PATH'] ?? '',
      XDG_CACHE_HOME: join(home, 'cache'),
      npm_config_registry: address,
      npm_config_fetch_retries: '0',
    },
  };
}

function assay(node: string, { cwd, env }: Place, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(node, [bundle, ...args], { cwd, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      resolve({ status: typeof code === 'number' ? code : null, stdout, stderr });
    });
  });
}

/** The path of a Node of a major version, null where the package registry does not give it. */
function nodeOf(major: string): string | null {
  const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'scripts/node-binary.mjs'), major], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : null;
}

describe.each(['20', '24'])('on Node %s', { timeout: 240_000 }, (major) => {
  let node: string | null;
  beforeAll(() => {
    node = nodeOf(major);
  });
  const NO_NODE = `Node ${major} cannot be had: the package registry is out of reach`;

  it('shows help and version, and nothing on standard error', async ({ skip }) => {
    if (node === null) return skip(NO_NODE);
    const here = place('http://127.0.0.1:1/');
    expect(await assay(node, here, '--help')).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('assay COMMAND'),
    });
    expect(await assay(node, here, '--version')).toMatchObject({ status: 0, stderr: '' });
  });
  it('says in one error that an engine cannot be installed without a network', async ({ skip }) => {
    if (node === null) return skip(NO_NODE);
    const ended = await assay(node, place('http://127.0.0.1:1/'), 'engines', 'install');
    expect(ended.status).toBe(3);
    expect(ended.stderr).toMatch(/127\.0\.0\.1:1\/ cannot be reached for @duckdb\/node-api/);
    expect(ended.stderr).toMatch(/fix:/);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });
  it('installs both engines once, finds and loads them', async ({ skip }) => {
    if (node === null) return skip(NO_NODE);
    if (registry === null) return skip('the package registry is out of reach');
    const here = place(registry.url);
    const before = registry.requests.length;
    expect(await assay(node, here, 'engines')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/DuckDB .*not found[\s\S]*ONNX Runtime .*not found/),
    });
    expect(await assay(node, here, 'engines', 'install')).toMatchObject({ status: 0 });
    const requests = registry.requests.length;
    expect(requests - before).toBe(5);
    const { status, stdout } = await assay(node, here, 'engines', 'install', '--json');
    expect(status).toBe(0);
    const result: { data: { installed: string[]; engines: unknown[] } } = JSON.parse(stdout);
    expect(registry.requests.length).toBe(requests);
    expect(result.data.installed).toEqual([]);
    const found = { found: expect.objectContaining({ origin: 'user cache', loadMs: expect.any(Number) }) };
    expect(result.data.engines).toEqual([expect.objectContaining(found), expect.objectContaining(found)]);
  });
  it('installs safely in two processes at once', async ({ skip }) => {
    if (node === null) return skip(NO_NODE);
    if (registry === null) return skip('the package registry is out of reach');
    const here = place(registry.url);
    const at = node;
    const ended = await Promise.all([
      assay(at, here, 'engines', 'install', '--force', '--name', 'a'),
      assay(at, here, 'engines', 'install', '--force', '--name', 'b'),
    ]);
    expect(ended).toMatchObject([{ status: 0 }, { status: 0 }]);
    expect(readdirSync(here.cache)).toHaveLength(2);
    expect((await assay(at, here, 'engines')).stdout).not.toMatch(/not found/);
  });
  it('as the action setup puts assay on the PATH, which then needs no Node there', async ({ skip }) => {
    if (node === null) return skip(NO_NODE);
    if (registry === null) return skip('the package registry is out of reach');
    const here = place(registry.url);
    const temporary = join(here.cwd, 'temp');
    const files = { GITHUB_PATH: join(here.cwd, 'path'), GITHUB_OUTPUT: join(here.cwd, 'output') };
    mkdirSync(temporary);
    for (const file of Object.values(files)) writeFileSync(file, '');
    const run = {
      GITHUB_RUN_ID: '1',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_SHA: 'a'.repeat(40),
    };
    const runner = {
      GITHUB_ACTIONS: 'true',
      RUNNER_TEMP: temporary,
      RUNNER_TOOL_CACHE: join(here.cwd, 'tools'),
    };
    const env = { ...here.env, ...files, ...run, ...runner, INPUT_COMMAND: 'setup' };
    expect(await assay(node, { ...here, env })).toMatchObject({ status: 0 });
    expect(readFileSync(files.GITHUB_OUTPUT, 'utf8')).toMatch(/^cache-hit<</m);
    const bin = readFileSync(files.GITHUB_PATH, 'utf8').trim();
    const later = { ...here.env, RUNNER_TOOL_CACHE: runner.RUNNER_TOOL_CACHE, PATH: bin };
    const said = spawnSync('/bin/sh', ['-c', 'assay engines'], {
      cwd: here.cwd,
      env: later,
      encoding: 'utf8',
    });
    expect(said).toMatchObject({ status: 0, stdout: expect.stringMatching(/tool cache[\s\S]*tool cache/) });
  });
  it('loads little for --help', ({ skip }) => {
    if (node === null) return skip(NO_NODE);
    const { cwd, env } = place('http://127.0.0.1:1/');
    const coverage = join(cwd, 'coverage');
    const ended = spawnSync(node, [bundle, '--help'], { cwd, env: { ...env, NODE_V8_COVERAGE: coverage } });
    expect(ended.status).toBe(0);
    const loaded = new Set<string>();
    for (const file of readdirSync(coverage)) {
      const report: { result: { url: string }[] } = JSON.parse(readFileSync(join(coverage, file), 'utf8'));
      for (const { url } of report.result) {
        if (url.startsWith('file:') && fileURLToPath(url).startsWith(join(scratch, 'dist'))) loaded.add(url);
      }
    }
    expect(loaded.size).toBeGreaterThan(0);
    const code = [...loaded].map((url) => readFileSync(fileURLToPath(url), 'utf8')).join('\n');
    expect(code.length).toBeLessThan(400_000);
    const heavy =
      /\.\/node_modules\/(@octokit|@aws-sdk|@smithy|@actions|@npmcli|mdast|micromark|hast|tar\/|prom-client)/;
    expect(code).not.toMatch(heavy);
  });
});

it.skipIf(process.platform === 'win32')('the entry can be run by itself', () => {
  const { cwd, env } = place('http://127.0.0.1:1/');
  expect(spawnSync(bundle, ['--version'], { cwd, env })).toMatchObject({ status: 0 });
});
