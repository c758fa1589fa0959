import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compiled, ROOT } from '../../test/support/compiled.js';
import { makeStage, type Stage } from '../../test/support/delivery.js';
import { silentLog } from '../base/index.js';
import type { AliasEntry, ModelVersion, Registry } from '../registry/index.js';
import {
  type ApprovalPolicy,
  type DeployRequest,
  deploy,
  entryOfVersion,
  folderTarget,
  type LayoutName,
  type MoveReport,
  previousOf,
  promote,
  readDeployed,
  rollback,
  rollbackAim,
  type ServerProbe,
  type Target,
} from './index.js';

let stage: Stage;
let folder: string;
beforeEach(async () => {
  stage = await makeStage();
  folder = join(stage.root, 'deploy');
});
afterEach(() => rm(stage.root, { recursive: true, force: true }));

const POLICY: ApprovalPolicy = { approvals: 1, allowSelfApproval: false, expiresMs: 86_400_000 };

function target(layout: LayoutName = 'triton', registry: Registry = stage.registry): Target {
  return folderTarget({
    folder,
    layout,
    fetch: (sha, path) => registry.getBlob(sha, path),
    now: () => new Date(),
    signal: new AbortController().signal,
  });
}
function request(version: ModelVersion, more: Partial<DeployRequest> = {}): DeployRequest {
  return {
    registry: stage.registry,
    version,
    name: 'production',
    target: target(),
    server: null,
    golden: null,
    actor: 'op',
    run: 'run-9',
    reason: '',
    log: silentLog,
    policy: POLICY,
    after: null,
    expectDigest: null,
    now: () => new Date(),
    ...more,
  };
}
async function live(version: ModelVersion, more: Partial<DeployRequest> = {}): Promise<MoveReport> {
  await stage.approve(version, more.name ?? 'production');
  const report = await deploy(request(version, more));
  expect(report.verdict, report.summary).toBe('pass');
  return report;
}
const log = (name = 'production') => stage.registry.aliasLog('m', name);
const kinds = async () => (await stage.registry.events('m')).map((event) => event.kind);
const serving = async () => (await readDeployed(folder, 'm'))?.version;

describe('deploy', () => {
  it('refuses what nobody approved, and touches nothing', async () => {
    const version = await stage.add('times2');
    const report = await deploy(request(version));
    expect(report).toMatchObject({ verdict: 'fail', previous: null, readBack: [] });
    expect(report.findings[0]).toMatchObject({
      check: 'deploy.approval.not_enough',
      fix: expect.stringContaining('assay approve --version 1 --target production --digest'),
    });
    expect(await log()).toEqual([]);
    expect(await kinds()).toEqual([]);
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it.each(['triton', 'plain'] as const)('lays out, reads back, moves the alias: %s', async (layout) => {
    const version = await stage.add('times2');
    await stage.approve(version, 'production');
    const report = await deploy(request(version, { target: target(layout) }));
    expect(report).toMatchObject({ verdict: 'pass', readBack: [{ check: 'disk', ok: true }] });
    expect(report.notChecked).toEqual(['what a server answers: the target names no `server`']);
    expect(report.findings).toMatchObject([{ check: 'approval.people', message: 'approved by grace' }]);
    const [entry] = await log();
    expect(entry).toMatchObject({
      seq: 1,
      version: 1,
      to: version.entry.digest,
      kind: 'deploy',
      actor: 'op',
    });
    expect(entry?.approvals).toHaveLength(1);
    expect(await kinds()).toEqual(['deploying', 'deployed']);
    expect((await readdir(folder)).sort()).toEqual(['m']);
    const pointer = layout === 'triton' ? 'config.pbtxt' : 'current.json';
    expect((await readdir(join(folder, 'm'))).sort()).toEqual(['1', pointer].sort());
    expect((await readdir(join(folder, 'm', '1'))).sort()).toEqual(['assay.json', 'model.onnx']);
    expect(await readDeployed(folder, 'm')).toMatchObject({
      version: 1,
      digest: version.entry.digest,
      problems: [],
    });
  });

  it('keeps the version before, and prunes older ones', async () => {
    for (const [index, name] of ['times2', 'times3', 'log', 'echo'].entries()) {
      const report = await live(await stage.add(name));
      expect(report.previous?.version).toBe(index === 0 ? undefined : index);
    }
    expect((await readdir(join(folder, 'm'))).sort()).toEqual(['3', '4', 'config.pbtxt']);
    expect(await serving()).toBe(4);
  });

  it('is done at once where the version serves already', async () => {
    const version = await stage.add('times2');
    await live(version);
    const report = await deploy(request(version));
    expect(report).toMatchObject({ verdict: 'pass', summary: 'production serves version 1 already' });
    expect(await log()).toHaveLength(1);
    expect(await kinds()).toEqual(['deploying', 'deployed']);
  });

  it('mends damage of what the alias names, without a new approval', async () => {
    const version = await stage.add('times2');
    await live(version);
    const path = join(folder, 'm', '1', 'model.onnx');
    await appendFile(path, 'x');
    expect((await readDeployed(folder, 'm'))?.problems).toEqual([expect.stringContaining('not sha256:')]);
    const report = await deploy(request(version));
    expect(report).toMatchObject({
      verdict: 'warn',
      summary: 'production serves version 1 again',
      findings: [
        {
          check: 'deploy.mended',
          severity: 'warn',
          message: expect.stringContaining('model.onnx is sha256:'),
        },
      ],
    });
    expect((await readDeployed(folder, 'm'))?.problems).toEqual([]);
    expect(await log()).toHaveLength(1);
    await rm(folder, { recursive: true });
    const emptied = await deploy(request(version));
    expect(emptied).toMatchObject({ verdict: 'warn', findings: [{ actual: 'nothing is served' }] });
    await rm(folder, { recursive: true });
    await stage.registry.decide({
      decision: 'reject',
      model: 'm',
      version: 1,
      digest: version.entry.digest,
      target: 'production',
      verdict: 'pass',
      aliasSeq: 1,
      actor: 'mallory',
      source: 'terminal',
      reason: '',
      expires: null,
    });
    expect((await deploy(request(version))).findings[0]?.check).toBe('deploy.rejected');
  });

  it('says so where it finds the version before damaged, or another served', async () => {
    await live(await stage.add('times2'));
    await appendFile(join(folder, 'm', '1', 'model.onnx'), 'x');
    const two = await stage.add('times3');
    await stage.approve(two, 'production');
    const report = await deploy(request(two));
    expect(report).toMatchObject({
      verdict: 'warn',
      findings: [{ check: 'deploy.mended', expected: 'the version before as it was deployed' }, {}],
    });
    const config = join(folder, 'm', 'config.pbtxt');
    await writeFile(
      config,
      (await readFile(config, 'utf8')).replaceAll('versions: [ 2 ]', 'versions: [ 1 ]'),
    );
    const aim = await rollbackAim(stage.registry, 'm', 'production', null);
    const back = await rollback(request(aim.version), aim);
    expect(back).toMatchObject({ verdict: 'warn', findings: [{ check: 'deploy.mended' }] });
    expect(await readDeployed(folder, 'm')).toMatchObject({ version: 1, problems: [] });
  });

  it('compares every file with the manifest, also where the record was changed with it', async () => {
    const weights = await stage.registry.putBytes(Buffer.from('weights'));
    const other = await stage.registry.putBytes(Buffer.from('other'));
    const model = (await stage.add('times2')).manifest.files[0];
    if (model === undefined) throw new Error('no model');
    const version = await stage.add('times2', {
      files: [model, { role: 'model', name: 'weights', file: 'weights.bin', ...weights }],
    });
    await live(version);
    const home = join(folder, 'm', String(version.entry.version));
    await writeFile(join(home, 'weights.bin'), 'other');
    const record = await readFile(join(home, 'assay.json'), 'utf8');
    await writeFile(
      join(home, 'assay.json'),
      record.replace(weights.sha256, other.sha256).replace(`"size":${weights.size}`, `"size":${other.size}`),
    );
    expect((await readDeployed(folder, 'm'))?.problems).toEqual([]);
    const report = await deploy(request(version));
    expect(report).toMatchObject({ verdict: 'warn', findings: [{ check: 'deploy.mended' }] });
    expect(await readFile(join(home, 'weights.bin'), 'utf8')).toBe('weights');
  });

  it('checks the target before, and the digest that is expected', async () => {
    const one = await stage.add('times2');
    await stage.approve(one, 'production');
    const early = await deploy(request(one, { after: 'staging' }));
    expect(early.findings[0]?.message).toBe('staging must serve version 1 first; it serves nothing yet');
    const wrong = await deploy(request(one, { expectDigest: `sha256:${'0'.repeat(64)}` }));
    expect(wrong.findings[0]?.check).toBe('deploy.expect-digest');
    await live(one, { name: 'staging' });
    const right = await deploy(
      request(one, { after: 'staging', expectDigest: one.entry.digest.slice(0, 20) }),
    );
    expect(right.verdict).toBe('pass');
  });

  it('does not deploy on an approval that was given before the alias moved', async () => {
    const [one, two] = [await stage.add('times2'), await stage.add('times3')];
    await stage.approve(two, 'production');
    await live(one);
    const report = await deploy(request(two));
    expect(report.findings.map((finding) => finding.check)).toContain('deploy.approval.alias_moved');
    expect(await serving()).toBe(1);
  });

  it('approves verdict pass by policy, and says so', async () => {
    const version = await stage.add('times2');
    const report = await deploy(request(version, { policy: { ...POLICY, approvals: 0 } }));
    expect(report).toMatchObject({ verdict: 'pass', findings: [{ check: 'approval.policy' }] });
    expect((await log())[0]?.approvals).toEqual([]);
    const warn = await stage.add('times3', { verdict: 'warn' });
    expect((await deploy(request(warn, { policy: { ...POLICY, approvals: 0 } }))).verdict).toBe('fail');
  });

  it('shows a self-approval as a warning', async () => {
    const version = await stage.add('times2');
    await stage.approve(version, 'production', 'Ada');
    const report = await deploy(request(version, { policy: { ...POLICY, allowSelfApproval: true } }));
    expect(report).toMatchObject({ verdict: 'warn', findings: [{ check: 'approval.self_approval' }] });
  });

  it('refuses files that the layout cannot hold', async () => {
    const file = await stage.registry.putBytes(Buffer.from('x'));
    const cases: [string, LayoutName, string][] = [
      ['model.pkl', 'triton', 'which this layout cannot serve'],
      ['../../evil.onnx', 'plain', 'plain file names'],
      ['assay.json', 'plain', 'plain file names'],
    ];
    for (const [name, layout, message] of cases) {
      const version = await stage.add('times2', {
        files: [{ role: 'model', name: 'model', file: name, ...file }],
      });
      await stage.approve(version, 'production');
      await expect(deploy(request(version, { target: target(layout) }))).rejects.toThrow(message);
    }
    expect(await log()).toEqual([]);
  });
});

describe('a read-back that disagrees', () => {
  const probe = (ok: boolean, asked: string[] = []): ServerProbe => ({
    address: 'http://test',
    reload: async (model) => {
      asked.push(`load ${model}`);
      return { done: true, detail: '' };
    },
    readBack: async () => ({ check: 'server', ok, detail: ok ? 'serves it' : 'serves sha256:other' }),
    infer: async () => ({}),
  });

  it('takes a first deployment away again', async () => {
    const version = await stage.add('times2');
    await stage.approve(version, 'production');
    const report = await deploy(request(version, { server: probe(false) }));
    expect(report.verdict).toBe('fail');
    expect(report.findings[0]?.check).toBe('deploy.read-back.server');
    expect(await readdir(folder)).toEqual([]);
    expect(await log()).toEqual([]);
    expect(await kinds()).toEqual(['deploying', 'failed']);
  });

  it('serves the version before again, also on the server', async () => {
    await live(await stage.add('times2'));
    const two = await stage.add('times3');
    await stage.approve(two, 'production');
    const asked: string[] = [];
    const report = await deploy(request(two, { server: probe(false, asked) }));
    expect(report).toMatchObject({
      verdict: 'fail',
      summary: expect.stringContaining('version 1 is served again'),
    });
    expect(await serving()).toBe(1);
    expect(asked).toEqual(['load m', 'load m']);
    expect(await log()).toHaveLength(1);
    // The approval still stands: run again once the server is mended.
    expect((await deploy(request(two, { server: probe(true) }))).verdict).toBe('pass');
  });

  it('fails where the server answers a golden request otherwise', async () => {
    const version = await stage.add('times2');
    await stage.approve(version, 'production');
    const golden = async () => ({ check: 'golden', ok: false, detail: 'output y differs' });
    const report = await deploy(request(version, { server: probe(true), golden }));
    expect(report.readBack.map(({ check, ok }) => [check, ok])).toEqual([
      ['disk', true],
      ['server', true],
      ['golden', false],
    ]);
    expect(report.verdict).toBe('fail');
    const skipped = await deploy(
      request(version, { server: probe(true), golden: async () => ({ notChecked: 'a golden request: no' }) }),
    );
    expect(skipped).toMatchObject({ verdict: 'pass', notChecked: ['a golden request: no'] });
  });
});

describe('a deployment that fails', () => {
  it('leaves the old version where the registry loses a blob', async () => {
    await live(await stage.add('times2'));
    const two = await stage.add('times3');
    await stage.approve(two, 'production');
    const broken: Target = folderTarget({
      folder,
      layout: 'triton',
      fetch: async (_sha, path) => {
        await writeFile(path, 'half');
        throw new Error('the disk burned');
      },
      now: () => new Date(),
      signal: new AbortController().signal,
    });
    await expect(deploy(request(two, { target: broken }))).rejects.toThrow('the disk burned');
    expect(await serving()).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(['m']);
    expect(await kinds()).toEqual(['deploying', 'deployed', 'deploying', 'failed']);
    expect((await deploy(request(two))).verdict).toBe('pass');
  });

  it('puts the folder back where the alias cannot be moved', async () => {
    await live(await stage.add('times2'));
    const two = await stage.add('times3');
    await stage.approve(two, 'production');
    const registry: Registry = Object.create(stage.registry, {
      moveAlias: { value: () => Promise.reject(new Error('the network is gone')) },
    });
    await expect(deploy(request(two, { registry }))).rejects.toThrow('the network is gone');
    expect(await serving()).toBe(1);
  });

  it('replaces a damaged version folder left by someone else', async () => {
    const version = await stage.add('times2');
    await mkdir(join(folder, 'm', '1'), { recursive: true });
    await writeFile(join(folder, 'm', '1', 'model.onnx'), 'half');
    await stage.approve(version, 'production');
    const report = await deploy(request(version));
    expect(report).toMatchObject({ verdict: 'warn', findings: [{ check: 'deploy.mended' }, {}] });
    expect((await readDeployed(folder, 'm'))?.problems).toEqual([]);
  });
});

describe('a race', () => {
  it('has one winner, and the other says who; the folder follows the log', async () => {
    for (let round = 0; round < 5; round += 1) {
      const versions = [
        await stage.add('times2', { params: { round } }),
        await stage.add('times3', { params: { round } }),
      ];
      for (const version of versions) await stage.approve(version, 'production');
      const reports = await Promise.all(
        versions.map((version) => deploy(request(version, { actor: `op${version.entry.version}` }))),
      );
      const entries = await log();
      expect(entries).toHaveLength(round + 1);
      const winner = entries.at(-1)?.version;
      expect(reports.map((report) => report.verdict).sort()).toEqual(['fail', 'pass']);
      const loser = reports.find((report) => report.verdict === 'fail');
      // Whoever comes after the winner's move is refused for its approval, which was given before.
      expect(loser?.findings[0]?.check).toMatch(/^deploy\.(race|approval\.not_enough)$/);
      if (loser?.findings[0]?.check === 'deploy.race')
        expect(loser.summary).toContain(`op${winner} (run run-9) moved production`);
      expect(await serving()).toBe(winner);
      expect((await readDeployed(folder, 'm'))?.problems).toEqual([]);
    }
  });

  it('is a pass where both deploy the same version', async () => {
    const version = await stage.add('times2');
    await stage.approve(version, 'production');
    const reports = await Promise.all([deploy(request(version)), deploy(request(version))]);
    expect(reports.map((report) => report.verdict)).toEqual(['pass', 'pass']);
    expect(await log()).toHaveLength(1);
    expect(await serving()).toBe(1);
  });
});

describe('rollback', () => {
  const back = async (to: number | null = null): Promise<MoveReport> => {
    const aim = await rollbackAim(stage.registry, 'm', 'production', to);
    return rollback({ ...request(aim.version), reason: 'bad' }, aim);
  };

  it('goes back step by step, and never forth to what was left', async () => {
    for (const name of ['times2', 'times3', 'log']) await live(await stage.add(name));
    const first = await back();
    expect(first).toMatchObject({ verdict: 'pass', previous: { version: 3 }, readBack: [{ ok: true }] });
    expect(await serving()).toBe(2);
    await back();
    expect(await serving()).toBe(1);
    await expect(back()).rejects.toThrow('has served no version before version 1');
    expect((await log()).map((entry) => [entry.version, entry.kind, entry.reason])).toEqual([
      [1, 'deploy', ''],
      [2, 'deploy', ''],
      [3, 'deploy', ''],
      [2, 'rollback', 'bad'],
      [1, 'rollback', 'bad'],
    ]);
    const approvals = (await log()).map((entry) => entry.approvals.join());
    expect(approvals[3]).toBe(approvals[1]);
  });

  it('goes to a version of the log only', async () => {
    for (const name of ['times2', 'times3', 'log']) await live(await stage.add(name));
    await stage.add('echo');
    await expect(back(4)).rejects.toThrow('production has never served version 4');
    await back(1);
    expect(await serving()).toBe(1);
    expect((await back(1)).summary).toBe('production serves version 1 already');
  });

  it('needs something that was served', async () => {
    await stage.add('times2');
    await expect(back()).rejects.toThrow('has served nothing yet');
  });

  it('needs a new approval to come forth again', async () => {
    const [one, two] = [await stage.add('times2'), await stage.add('times3')];
    await live(one);
    await live(two);
    await back();
    expect((await deploy(request(two))).verdict).toBe('fail');
    await live(two);
    expect(await serving()).toBe(2);
  });
});

describe('rollback past a rejection', () => {
  const reject = (version: ModelVersion, actor = 'mallory', target = 'production') =>
    stage.registry.decide({
      decision: 'reject',
      model: 'm',
      version: version.entry.version,
      digest: version.entry.digest,
      target,
      verdict: 'pass',
      aliasSeq: 3,
      actor,
      source: 'terminal',
      reason: '',
      expires: null,
    });
  const back = async (to: number | null = null): Promise<MoveReport> => {
    const aim = await rollbackAim(stage.registry, 'm', 'production', to);
    return rollback({ ...request(aim.version), reason: 'bad' }, aim);
  };
  const three = async (): Promise<[ModelVersion, ModelVersion]> => {
    const versions: [ModelVersion, ModelVersion] = [await stage.add('times2'), await stage.add('times3')];
    for (const version of [...versions, await stage.add('log')]) await live(version);
    return versions;
  };

  it('goes to the newest that was not rejected, and says which were passed over', async () => {
    const [, two] = await three();
    await reject(two);
    const report = await back();
    expect(await serving()).toBe(1);
    expect(report.verdict).toBe('warn');
    expect(report.findings).toMatchObject([
      {
        check: 'rollback.skipped',
        severity: 'warn',
        message: expect.stringMatching(/version 2 by mallory at/),
      },
    ]);
  });

  it('goes to a rejected one where it is named, with a warning', async () => {
    const [, two] = await three();
    await reject(two);
    expect((await back(2)).findings).toMatchObject([{ check: 'rollback.rejected' }]);
    expect(await serving()).toBe(2);
  });

  it('refuses where every one was rejected; rejections for other targets do not count', async () => {
    const [one, two] = await three();
    await reject(one, 'mallory', 'staging');
    await reject(two);
    await reject(one);
    await expect(back()).rejects.toThrow(/was rejected for it: version 2 by mallory .*version 1 by mallory/);
    expect(await serving()).toBe(3);
  });

  it('counts a rejection no more once the version was deployed after it', async () => {
    const [, two] = await three();
    await reject(two);
    await live(two);
    await live(await stage.add('echo'));
    expect(await back()).toMatchObject({ verdict: 'pass', findings: [] });
    expect(await serving()).toBe(2);
  });
});

describe('previousOf', () => {
  const entry = (version: number, kind: AliasEntry['kind'] = 'deploy'): AliasEntry => ({
    format: 1,
    model: 'm',
    alias: 'p',
    seq: 1,
    parent: null,
    from: null,
    to: `sha256:${version}`,
    version,
    kind,
    actor: '',
    run: '',
    approvals: [],
    reason: '',
    nonce: '',
    time: '',
  });
  it.each<[string, AliasEntry[], number | undefined]>([
    ['nothing', [], undefined],
    ['one', [entry(1)], undefined],
    ['two', [entry(1), entry(2)], 1],
    ['the same again', [entry(1), entry(2), entry(2)], 1],
    ['after a rollback', [entry(1), entry(2), entry(3), entry(2, 'rollback')], 1],
    ['after a rollback to the first', [entry(1), entry(2), entry(3), entry(1, 'rollback')], undefined],
    ['a deployment after a rollback', [entry(1), entry(2), entry(1, 'rollback'), entry(3)], 1],
    ['the left version deployed again', [entry(1), entry(2), entry(1, 'rollback'), entry(2)], 1],
  ])('%s', (_name, entries, version) => {
    expect(previousOf(entries)?.version).toBe(version);
    if (version !== undefined) expect(entryOfVersion(entries, version)?.version).toBe(version);
  });
});

describe('promote', () => {
  it('moves an alias with an approval, once', async () => {
    const version = await stage.add('times2');
    const ask = () => promote({ ...request(version), name: 'champion' });
    expect((await ask()).verdict).toBe('fail');
    await stage.approve(version, 'champion');
    expect(await ask()).toMatchObject({ verdict: 'pass', summary: 'champion names version 1' });
    expect(await ask()).toMatchObject({ verdict: 'pass', summary: 'champion names version 1 already' });
    expect((await log('champion')).map((entry) => entry.kind)).toEqual(['promote']);
  });
});

describe('a crash', () => {
  // Killed for good, not thrown: nothing is tidied up.
  it.each([
    ['staged', 1],
    ['placed', 1],
    ['switched', 2],
    ['proved', 2],
    ['moved', 2],
    ['pruned', 2],
  ])('right after %s leaves a whole version served, and running again completes', async (step, served) => {
    await live(await stage.add('times2'));
    const two = await stage.add('times3');
    await stage.approve(two, 'production');
    const script = join(ROOT, 'test', 'support', 'deploy-and-die.mjs');
    const child = spawn(process.execPath, [script, await compiled(), stage.root, '2', step], {
      stdio: 'inherit',
    });
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    const between = await readDeployed(folder, 'm');
    expect([between?.version, between?.problems]).toEqual([served, []]);
    expect((await log()).length).toBe(step === 'moved' || step === 'pruned' ? 2 : 1);
    const report = await deploy(request(two));
    expect(report.verdict, report.summary).toBe('pass');
    expect(await log()).toHaveLength(2);
    expect(await readDeployed(folder, 'm')).toMatchObject({ version: 2, problems: [] });
    expect((await readdir(folder)).filter((name) => !name.startsWith('.'))).toEqual(['m']);
  });

  it.each(['staged', 'placed', 'moved'])('of a first deployment right after %s', async (step) => {
    const one = await stage.add('times2');
    await stage.approve(one, 'production');
    const script = join(ROOT, 'test', 'support', 'deploy-and-die.mjs');
    const child = spawn(process.execPath, [script, await compiled(), stage.root, '1', step], {
      stdio: 'inherit',
    });
    await once(child, 'exit');
    const between = await readDeployed(folder, 'm');
    expect(between?.problems ?? []).toEqual([]);
    expect(between?.version).toBe(step === 'staged' ? undefined : 1);
    expect((await deploy(request(one))).verdict).toBe('pass');
    expect(await log()).toHaveLength(1);
  });
});

describe('the folder', () => {
  it('clears staging folders of crashed deployments, and only those', async () => {
    await live(await stage.add('times2'));
    await mkdir(join(folder, '.staging-old', 'm', '9'), { recursive: true });
    const later = folderTarget({
      folder,
      layout: 'triton',
      fetch: (sha, path) => stage.registry.getBlob(sha, path),
      now: () => new Date(Date.now() + 2 * 86_400_000),
      signal: new AbortController().signal,
    });
    await mkdir(join(folder, '.staging-new'), { recursive: true });
    const two = await stage.add('times3');
    await live(two);
    expect((await readdir(folder)).sort()).toEqual(['.staging-new', '.staging-old', 'm']);
    await live(await stage.add('log'), { target: later });
    expect(await readdir(folder)).toEqual(['m']);
  });

  it('says what is wrong with a pointer, a record, a file', async () => {
    const version = await stage.add('times2');
    await live(version);
    const config = join(folder, 'm', 'config.pbtxt');
    const text = await readFile(config, 'utf8');
    const problems = async () => (await readDeployed(folder, 'm'))?.problems.join();
    await writeFile(config, 'name: "m"\n');
    expect(await problems()).toContain('does not say which version is served');
    await writeFile(config, text.replaceAll('versions: [ 1 ]', 'versions: [ 2 ]'));
    expect(await problems()).toContain('assay.json is missing or damaged');
    await writeFile(config, text.replace(/sha256:[0-9a-f]{64}/, `sha256:${'0'.repeat(64)}`));
    expect(await problems()).toContain('is of m version 1');
    await writeFile(config, text);
    await rename(join(folder, 'm', '1', 'model.onnx'), join(folder, 'm', '1', 'other'));
    expect(await problems()).toContain('cannot be read');
    expect(await readDeployed(folder, 'other')).toBeNull();
    await expect(readDeployed(folder, '../m')).rejects.toThrow('cannot be the name');
  });
});
