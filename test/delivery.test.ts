/** Approval, deployment, serving and rollback as a user sees them: the program, real processes, a real client. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LAYOUTS } from '../src/deployment/index.js';
import type { ModelVersion } from '../src/registry/index.js';
import type { Result } from '../src/results/index.js';
import { compiled, ROOT } from './support/compiled.js';
import { makeStage, modelFile, type Stage } from './support/delivery.js';
import { cleanEnvironment, run } from './support/program.js';
import { pythonWith } from './support/python.js';

const { python, missing } = await pythonWith('test/requirements-triton.txt');
const exec = promisify(execFile);

let stage: Stage;
let program: string;
const servers: ChildProcess[] = [];
beforeEach(async () => {
  program = join(await compiled(), 'main.js');
  stage = await makeStage();
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if (server.exitCode !== null || server.signalCode !== null) continue;
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
  await rm(stage.root, { recursive: true, force: true });
});

async function configure(more = '', server = ''): Promise<void> {
  await writeFile(
    join(stage.root, 'assay.yaml'),
    `version: 1
model: m
registry: registry
targets:
  staging: {folder: deploy/staging, approvals: 0}
  production: {folder: deploy/production, after: staging, approvals: 1${server === '' ? '' : `, server: "${server}"`}}
${more}`,
  );
}
interface Ran {
  readonly code: number;
  readonly result: Result;
  readonly stderr: string;
}
async function assay(...args: string[]): Promise<Ran> {
  const ran = await run(process.execPath, [program, ...args, '--json'], stage.root, cleanEnvironment());
  return { code: ran.code, result: JSON.parse(ran.stdout || '{}'), stderr: ran.stderr };
}
const approve = (version: ModelVersion, target: string, ...more: string[]) =>
  assay(
    'approve',
    '--version',
    String(version.entry.version),
    '--target',
    target,
    '--digest',
    version.entry.digest.slice(7, 19),
    '--actor',
    'Grace',
    ...more,
  );
const deploy = (version: ModelVersion, target: string) =>
  assay('deploy', '--version', String(version.entry.version), '--target', target);
const text = (ran: Ran): string => JSON.stringify(ran.result);

async function serve(
  ...args: string[]
): Promise<{ address: string; child: ChildProcess; ended: Promise<unknown> }> {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', ...args], {
    cwd: stage.root,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  servers.push(child);
  const ended = once(child, 'exit');
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const match = /listening on (http:\S+)/.exec(said);
      if (match?.[1]) resolve(match[1]);
    });
    ended.then(() => reject(new Error(`the server ended: ${said}`)));
  });
  return { address, child, ended };
}

describe('the commands of delivery', () => {
  it('refuses, approves, deploys, rolls back', async () => {
    await configure();
    const one = await stage.add('times2', { verdict: 'warn' });
    const unapproved = await deploy(one, 'staging');
    expect([unapproved.code, unapproved.result.verdict]).toEqual([1, 'fail']);
    expect(text(unapproved)).toContain('approves verdict pass only; the gate said warn');

    const own = await assay(
      'approve',
      '--version',
      '1',
      '--target',
      'staging',
      '--digest',
      one.entry.digest,
      '--actor',
      'ADA',
    );
    expect([own.code, own.result.summary]).toEqual([
      1,
      expect.stringContaining('not recorded: the approval of ADA comes from an author'),
    ]);
    const other = await approve(
      { ...one, entry: { ...one.entry, digest: `sha256:${'0'.repeat(64)}` } },
      'staging',
    );
    expect(other.code).toBe(2);
    const short = await assay(
      'approve',
      '--version',
      '1',
      '--target',
      'staging',
      '--digest',
      one.entry.digest.slice(7, 14),
      '--actor',
      'Grace',
    );
    expect(short.code).toBe(2);
    expect(await stage.registry.decisions('m', 1)).toEqual([]);

    for (const target of ['staging', 'production']) expect((await approve(one, target)).code).toBe(0);
    const early = await deploy(one, 'production');
    expect([early.code, text(early)]).toEqual([
      1,
      expect.stringContaining('staging must serve version 1 first'),
    ]);
    for (const target of ['staging', 'production']) {
      const done = await deploy(one, target);
      expect([done.code, done.result.summary]).toEqual([0, `${target} serves version 1 (its first)`]);
    }
    const two = await stage.add('times3');
    expect((await deploy(two, 'staging')).result.summary).toBe(
      'staging serves version 2, before it version 1',
    );
    const approved = await approve(two, 'production', '--reason', 'better');
    expect(approved.result).toMatchObject({
      command: 'approve',
      actor: 'Grace',
      target: 'production',
      digest: two.entry.digest,
    });
    expect(text(approved)).toContain('evidence.metrics');
    expect((await assay('reject', '--version', '2', '--target', 'production', '--reason', 'no')).code).toBe(
      0,
    );
    expect((await deploy(two, 'production')).code).toBe(1);
    expect((await approve(two, 'production')).code).toBe(0);
    expect((await deploy(two, 'production')).code).toBe(0);
    const back = await assay('rollback', '--target', 'production', '--reason', 'complaints');
    expect(back.result).toMatchObject({
      command: 'rollback',
      verdict: 'pass',
      version: 1,
      previous: { version: 2 },
      readBack: [{ check: 'disk', ok: true }],
    });
    const log = await stage.registry.aliasLog('m', 'production');
    expect(log.map((entry) => [entry.version, entry.kind])).toEqual([
      [1, 'deploy'],
      [2, 'deploy'],
      [1, 'rollback'],
    ]);
    expect((await readdir(join(stage.root, '.assay', 'results'))).sort()).toEqual([
      'approve.json',
      'deploy.json',
      'reject.json',
      'rollback.json',
    ]);
  });

  it('needs an inconclusive verdict to be named', async () => {
    await configure();
    const version = await stage.add('times2', { verdict: 'inconclusive' });
    const silent = await approve(version, 'staging');
    expect([silent.code, text(silent)]).toEqual([2, expect.stringContaining('add --verdict inconclusive')]);
    expect((await approve(version, 'staging', '--verdict', 'inconclusive')).code).toBe(0);
    expect((await deploy(version, 'staging')).code).toBe(0);
  });

  it.each<[string[], number, string]>([
    [['deploy', '--target', 'prod', '--version', '1'], 2, 'there is no target prod'],
    [['deploy', '--target', 'staging', '--version', '9'], 2, 'there is no version 9 of m'],
    [['deploy', '--target', 'staging', '--version', '-1'], 2, 'there is no version -1 of m'],
    [['deploy', '--target', 'staging'], 2, 'this run has registered none'],
    [
      ['deploy', '--target', 'staging', '--version', '1', '--expect-digest', '00000000'],
      1,
      'deploy.expect-digest',
    ],
    [['rollback', '--target', 'staging', '--reason', 'x'], 2, 'has served nothing yet'],
    [['rollback', '--target', 'staging'], 2, '--reason is missing'],
    [['promote', '--alias', 'staging', '--version', '1'], 2, 'staging is a target'],
    [['promote', '--alias', 'champion', '--version', '1'], 1, 'has 0 of 1 approvals for champion'],
    [['serve'], 2, 'either --target or --model'],
    [['serve', '--target', 'nowhere'], 2, 'there is no target nowhere'],
    [['serve', '--model', 'no.onnx'], 2, 'cannot be read'],
    [['serve', '--model', 'assay.yaml'], 2, 'could not be loaded'],
    [['serve', '--model', 'assay.yaml', '--port', '70000'], 2, 'a port up to 65535'],
  ])('assay %j ends with %d', async (args, code, message) => {
    await configure();
    await stage.add('times2');
    const ran = await assay(...args);
    expect([ran.code, `${text(ran)}${ran.stderr}`.toLowerCase()]).toEqual([
      code,
      expect.stringContaining(message.toLowerCase()),
    ]);
  });

  it('promotes an alias that is no target', async () => {
    await configure();
    const version = await stage.add('times2');
    expect((await approve(version, 'champion')).code).toBe(0);
    const done = await assay('promote', '--alias', 'champion', '--version', '1');
    expect([done.code, done.result.summary]).toEqual([0, 'champion names version 1']);
  });
});

describe('a server that follows its target', () => {
  it('is asked after each deployment, and answers for the version that was approved', async () => {
    await configure();
    const { address, child, ended } = await serve('--target', 'production');
    await configure('', address);
    expect((await fetch(`${address}/v2/health/ready`)).status).toBe(400);
    const versions = [await stage.add('times2'), await stage.add('times3')];
    for (const version of versions) {
      await deploy(version, 'staging');
      await approve(version, 'production');
      const done = await deploy(version, 'production');
      expect(done.result, text(done)).toMatchObject({
        verdict: 'pass',
        readBack: [
          { check: 'disk', ok: true },
          { check: 'server', ok: true },
          { check: 'golden', ok: true },
        ],
        notChecked: [],
      });
      const metadata = await (await fetch(`${address}/v2/models/m`)).json();
      expect(metadata).toMatchObject({ parameters: { assay_digest: version.entry.digest } });
    }
    const back = await assay('rollback', '--target', 'production', '--reason', 'x');
    expect(back.result).toMatchObject({
      verdict: 'pass',
      version: 1,
      readBack: [{}, { ok: true }, { ok: true }],
    });
    const answer = await fetch(`${address}/v2/models/m/infer`, {
      method: 'POST',
      body: JSON.stringify({ inputs: [{ name: 'x', datatype: 'FP32', shape: [1, 3], data: [1, 2, 3] }] }),
    });
    expect(await answer.json()).toMatchObject({ model_version: '1', outputs: [{ data: [2, 4, 6] }] });
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('fails the deployment where the server cannot be reached, and serves the old version', async () => {
    await configure();
    const one = await stage.add('times2');
    await deploy(one, 'staging');
    await approve(one, 'production');
    await deploy(one, 'production');
    const two = await stage.add('times3');
    await deploy(two, 'staging');
    await approve(two, 'production');
    // A server that answers, and serves something else.
    const { address } = await serve('--model', modelFile('times3'), '--name', 'm');
    await configure('', address);
    const done = await assay('deploy', '--version', '2', '--target', 'production');
    expect(done.code).toBe(1);
    expect(done.result).toMatchObject({
      verdict: 'fail',
      readBack: [{ ok: true }, { check: 'server', ok: false }],
    });
    expect(await stage.registry.aliasLog('m', 'production')).toHaveLength(1);
    expect(await readFile(join(stage.root, 'deploy/production/m/config.pbtxt'), 'utf8')).toContain(
      'versions: [ 1 ]',
    );
  }, 120_000);

  it('leaves no worker behind when it is killed', async () => {
    const { address, child, ended } = await serve('--model', modelFile('times2'), '--name', 'm');
    expect((await fetch(`${address}/v2/health/ready`)).status).toBe(200);
    const workers = await exec('ps', ['-o', 'pid=', '--ppid', String(child.pid)]);
    const pids = workers.stdout.trim().split(/\s+/).map(Number);
    expect(pids).toHaveLength(1);
    child.kill('SIGKILL');
    await ended;
    const isThere = (pid: number): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    while (pids.some(isThere)) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});

describe.skipIf(missing !== '')(`clients of others${missing === '' ? '' : ` (skipped: ${missing})`}`, () => {
  it("answers tritonclient, in JSON and in binary, and Prometheus' parser", async () => {
    const { address } = await serve('--model', modelFile('times2'), '--name', 'm');
    const { stdout } = await exec(python, [join(ROOT, 'test/support/triton_client.py'), address, 'm']);
    const out = JSON.parse(stdout);
    const y = [
      [0, 2, 4],
      [6, 8, 10],
    ];
    expect(out).toMatchObject({
      live: true,
      ready: true,
      model_ready: true,
      server: { name: 'assay' },
      metadata: { name: 'm', inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 3] }] },
      index: [{ name: 'm', state: 'READY' }],
      json: { id: 'r-1', y },
      binary: { id: 'r-1', y },
      gzip: { y },
      deflate: { y },
      default_nan: true,
      refused: ['400', expect.stringContaining('but the model takes [-1,3]')],
    });
    expect(out.metrics['assay_inference_requests_total{"model": "m", "status": "200", "version": "1"}']).toBe(
      5,
    );
    expect(out.metrics['assay_inference_requests_total{"model": "m", "status": "400", "version": "1"}']).toBe(
      1,
    );
    expect(out.metrics['assay_model_ready{"model": "m"}']).toBe(1);
  });

  it("writes a configuration that Triton's own definition reads", async () => {
    await configure();
    await deploy(await stage.add('times2'), 'staging');
    const version = await stage.add('times3');
    await deploy(version, 'staging');
    const { stdout } = await exec(python, [
      join(ROOT, 'test/support/triton_config.py'),
      join(stage.root, 'deploy/staging/m/config.pbtxt'),
    ]);
    expect(JSON.parse(stdout)).toEqual({
      name: 'm',
      platform: 'onnxruntime_onnx',
      backend: 'onnxruntime',
      default_model_filename: 'model.onnx',
      version_policy: { specific: { versions: ['2'] } },
      parameters: {
        assay_digest: { string_value: version.entry.digest },
        assay_version: { string_value: '2' },
      },
    });
    // What stands in a bucket before the first version does: a policy that names none.
    const parked = join(stage.root, 'parked.pbtxt');
    await writeFile(parked, LAYOUTS.triton.render('m', null, 'nonce'));
    const read = await exec(python, [join(ROOT, 'test/support/triton_config.py'), parked]);
    expect(JSON.parse(read.stdout)).toMatchObject({ name: 'm', version_policy: { specific: {} } });
    expect(LAYOUTS.triton.parse(LAYOUTS.triton.render('m', null, 'nonce'))).toBe('nothing');
  });
});
