/** Deployments into a bucket, against a real MinIO: races, crashes and faults at each request, damage. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/nested-clients/sts';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compiled, ROOT } from '../../test/support/compiled.js';
import { makeStage, type Stage } from '../../test/support/delivery.js';
import { FAULTS, faultyProxy } from '../../test/support/faults.js';
import { ACCESS, BUCKET, startMinio } from '../../test/support/minio.js';
import { silentLog } from '../base/index.js';
import type { ModelVersion } from '../registry/index.js';
import type { S3Tuning } from '../s3/index.js';
import {
  bucketTarget,
  type DeployRequest,
  deploy,
  type LayoutName,
  readerPolicy,
  type ServerProbe,
  type Target,
  targetPolicy,
} from './index.js';

const server = await startMinio();
const proxy = await faultyProxy(server.missing === '' ? server.endpoint : 'http://127.0.0.1:1', 300);
/** Every kind of fault at every request with `ASSAY_FULL=1`; else the kinds in turn. */
const EVERY = process.env['ASSAY_FULL'] === '1';
afterAll(async () => {
  await proxy.stop();
  await server.stop();
});

let stage: Stage;
let counter = 0;
let prefix: string;
beforeEach(async () => {
  stage = await makeStage();
  proxy.reset();
  anew();
});
afterEach(() => rm(stage.root, { recursive: true, force: true }));
function anew(): void {
  counter += 1;
  prefix = `serving/${counter}`;
}

interface Way {
  readonly layout?: LayoutName;
  readonly endpoint?: string;
  readonly tuning?: S3Tuning;
}
function target({ layout = 'triton', endpoint = server.endpoint, tuning }: Way = {}): Promise<Target> {
  return bucketTarget({
    url: `s3://${BUCKET}/${prefix}`,
    settings: { endpoint },
    layout,
    fetch: (sha, path) => stage.registry.getBlob(sha, path),
    env: {},
    now: () => new Date(),
    signal: new AbortController().signal,
    tuning: { credentials: ACCESS, ...tuning },
    apartMs: 0,
  });
}
async function request(version: ModelVersion, more: Partial<DeployRequest> = {}): Promise<DeployRequest> {
  return {
    registry: stage.registry,
    version,
    name: 'production',
    target: more.target ?? (await target()),
    server: null,
    golden: null,
    actor: 'op',
    run: 'run-9',
    reason: '',
    log: silentLog,
    policy: { approvals: 1, allowSelfApproval: false, expiresMs: 86_400_000 },
    after: null,
    expectDigest: null,
    now: () => new Date(),
    ...more,
  };
}
async function live(version: ModelVersion, way: Way = {}): Promise<void> {
  await stage.approve(version, 'production');
  const report = await deploy(await request(version, { target: await target(way) }));
  expect(report.verdict, report.summary).toBe('pass');
}
const log = () => stage.registry.aliasLog('m', 'production');
/** As a reader sees it who knows nothing of what went on. */
const served = async (layout: LayoutName = 'triton'): Promise<[number, readonly string[]] | null> => {
  const found = await (await target({ layout })).current('m');
  return found && [found.version, found.problems];
};
async function keys(): Promise<string[]> {
  const listed = await server.client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: `${prefix}/` }));
  return (listed.Contents ?? []).map(({ Key = '' }) => Key.slice(prefix.length + 1)).sort();
}
const probe = (ok: () => boolean): ServerProbe => ({
  address: 'http://test',
  reload: async () => ({ done: true, detail: '' }),
  readBack: async () => ({ check: 'server', ok: ok(), detail: ok() ? 'serves it' : 'serves another' }),
  infer: async () => ({}),
});

describe.skipIf(server.missing !== '')(`a deployment on MinIO ${server.missing}`, () => {
  it('brings, proves, and goes back where it cannot be proved', async () => {
    const [one, two] = [await stage.add('times2'), await stage.add('times3')];
    await live(one);
    expect(await served()).toEqual([1, []]);
    await stage.approve(two, 'production');
    const report = await deploy(await request(two, { server: probe(() => false) }));
    expect(report).toMatchObject({
      verdict: 'fail',
      summary: expect.stringContaining('version 1 is served again'),
    });
    expect(await served()).toEqual([1, []]);
    expect(await log()).toHaveLength(1);
    expect((await deploy(await request(two, { server: probe(() => true) }))).verdict).toBe('pass');
  });

  it('serves nothing after a first one that cannot be proved', async () => {
    const one = await stage.add('times2');
    await stage.approve(one, 'production');
    const report = await deploy(await request(one, { server: probe(() => false) }));
    expect(report).toMatchObject({ verdict: 'fail', summary: expect.stringContaining('nothing is served') });
    expect(await served()).toBeNull();
    // The pointer stays, and names nothing: a server must not guess.
    expect(await keys()).toContain('m/config.pbtxt');
    expect((await deploy(await request(one))).verdict).toBe('pass');
    expect(await served()).toEqual([1, []]);
  });

  it('finds what was changed or removed under the prefix, mends it and warns', async () => {
    const one = await stage.add('times2');
    await live(one);
    const at = { Bucket: BUCKET, Key: `${prefix}/m/1/model.onnx` };
    const mends: [string, () => Promise<unknown>][] = [
      ['is sha256:', () => server.client.send(new PutObjectCommand({ ...at, Body: 'other bytes' }))],
      ['it is not there', () => server.client.send(new DeleteObjectCommand(at))],
      [
        'nothing is served',
        () =>
          server.client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: `${prefix}/m/config.pbtxt` })),
      ],
    ];
    for (const [message, damage] of mends) {
      await damage();
      const report = await deploy(await request(one));
      expect(report).toMatchObject({
        verdict: 'warn',
        findings: [{ check: 'deploy.mended', severity: 'warn', message: expect.stringContaining(message) }],
      });
      expect(await served()).toEqual([1, []]);
      expect((await deploy(await request(one))).summary).toBe('production serves version 1 already');
    }
    expect(await log()).toHaveLength(1);
  });
});

describe.skipIf(server.missing !== '')(`a race on MinIO ${server.missing}`, () => {
  async function approvedPair(round: number): Promise<[ModelVersion, ModelVersion]> {
    const versions: [ModelVersion, ModelVersion] = [
      await stage.add('times2', { params: { round } }),
      await stage.add('times3', { params: { round } }),
    ];
    for (const version of versions) await stage.approve(version, 'production');
    return versions;
  }

  it('has one winner, and the other says so; the bucket follows the log', async () => {
    for (let round = 0; round < 5; round += 1) {
      const versions = await approvedPair(round);
      const requests = await Promise.all(versions.map((version) => request(version)));
      const reports = await Promise.all(requests.map((one) => deploy(one)));
      const entries = await log();
      expect(entries, reports.map(({ summary }) => summary).join('\n')).toHaveLength(round + 1);
      expect(reports.map((report) => report.verdict).sort()).toEqual(['fail', 'pass']);
      const loser = reports.find((report) => report.verdict === 'fail');
      expect(loser?.findings[0]?.check).toMatch(/^deploy\.(race|approval\.not_enough)$/);
      expect(await served()).toEqual([entries.at(-1)?.version, []]);
    }
  }, 60_000);

  it('is a pass for both of the same version', async () => {
    const one = await stage.add('times2');
    await stage.approve(one, 'production');
    const requests = [await request(one), await request(one)];
    const reports = await Promise.all(requests.map((each) => deploy(each)));
    expect(reports.map((report) => report.verdict)).toEqual(['pass', 'pass']);
    expect(await log()).toHaveLength(1);
    expect(await served()).toEqual([1, []]);
  });

  /** Runs `meanwhile` once, right before the target does `what` for the first time. */
  async function before(
    what: 'switchTo' | 'stage' | 'current',
    nth: number,
    meanwhile: () => Promise<unknown>,
  ): Promise<Target> {
    const inner = await target();
    let count = 0;
    return new Proxy(inner, {
      get(object, name) {
        const value = Reflect.get(object, name);
        if (name !== what || typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          count += 1;
          if (count === nth) await meanwhile();
          return Reflect.apply(value, object, args);
        };
      },
    });
  }

  it.each<['switchTo' | 'current', number]>([
    ['switchTo', 1],
    ['current', 2],
  ])('another that switches before %s keeps what it serves, and wins', async (what, nth) => {
    await live(await stage.add('log'));
    const [one, two] = await approvedPair(1);
    const other = await target();
    const slow = await before(what, nth, async () => {
      const from = await other.mark('m');
      await other.stage({
        model: 'm',
        version: two.entry.version,
        digest: two.entry.digest,
        files: [two.manifest.files[0] ?? { file: '', sha256: '', size: 0 }],
      });
      await other.switchTo('m', two.entry.version, from);
    });
    const report = await deploy(await request(one, { target: slow }));
    expect(report).toMatchObject({ verdict: 'fail', findings: [{ check: 'deploy.race' }, {}] });
    expect(report.summary).toContain(`it made production serve version ${two.entry.version}`);
    // It is the other's to prove or to undo.
    expect(await served()).toEqual([two.entry.version, []]);
    expect(await log()).toHaveLength(1);
    expect((await deploy(await request(two))).verdict).toBe('pass');
  });

  it('whoever is replaced before its alias moved has lost, and undoes nothing', async () => {
    await live(await stage.add('log'));
    const [one, two] = await approvedPair(1);
    // The read-back of the first is the moment at which the second does all of its work.
    let second: Awaited<ReturnType<typeof deploy>> | null = null;
    const slow = await before('current', 2, async () => {
      second = await deploy(await request(two));
    });
    const report = await deploy(await request(one, { target: slow }));
    expect(second).toMatchObject({ verdict: 'warn', findings: [{ check: 'deploy.mended' }, {}] });
    expect(report).toMatchObject({ verdict: 'fail', findings: [{ check: 'deploy.race' }, {}] });
    expect(await served()).toEqual([two.entry.version, []]);
    expect((await log()).at(-1)?.version).toBe(two.entry.version);
  });
});

describe.skipIf(server.missing !== '')(`the least rights on MinIO ${server.missing}`, () => {
  const sts = new STSClient({ endpoint: server.endpoint, region: 'us-east-1', credentials: ACCESS });
  afterAll(() => sts.destroy());
  async function as(policy: object): Promise<S3Tuning> {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: 'arn:minio:iam:::role/any',
        RoleSessionName: 'target',
        Policy: JSON.stringify(policy),
      }),
    );
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    return {
      credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
      tries: 1,
      // Small enough for a model of the tests to go in parts.
      partBytes: 64,
    };
  }

  it('of a deployer are enough, and those of a server are for reading only', async () => {
    const url = `s3://${BUCKET}/${prefix}`;
    const tuning = await as(targetPolicy(url));
    for (const name of ['times2', 'times3', 'log']) await live(await stage.add(name), { tuning });
    expect(await served()).toEqual([3, []]);
    await (await target({ tuning })).clear('m', await (await target()).mark('m'));
    const damaged = await stage.add('echo');
    await stage.approve(damaged, 'production');
    expect((await deploy(await request(damaged, { target: await target({ tuning }) }))).verdict).toBe('warn');
    const reading = await as(readerPolicy(url));
    const reader = await target({ tuning: reading });
    expect(await reader.current('m')).toMatchObject({ version: 4, problems: [] });
    await expect(reader.clear('m', await reader.mark('m'))).rejects.toThrow(/access is denied/);
    anew();
    await expect((await target({ tuning })).mark('m')).rejects.toThrow(/access is denied/);
  });
});

describe('docs/aws.md', () => {
  it('shows the policies of a target as the code gives them', () => {
    const page = readFileSync(join(ROOT, 'docs', 'aws.md'), 'utf8');
    const shown = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => JSON.parse(text));
    expect(shown).toContainEqual(targetPolicy('s3://my-models/serving/production'));
  });
});

describe.skipIf(server.missing !== '')(`at each request, on MinIO ${server.missing}`, () => {
  const quick: S3Tuning = { maxAttempts: 1, tries: 1 };

  /** How many requests the deployment of version 2 over version 1 takes. */
  async function counted(layout: LayoutName, first: boolean): Promise<number> {
    const { version } = await seeded(layout, first);
    proxy.reset();
    const through = await target({ layout, endpoint: proxy.endpoint, tuning: quick });
    expect((await deploy(await request(version, { target: through }))).verdict).toBe('pass');
    return proxy.seen.length;
  }
  async function seeded(layout: LayoutName, first: boolean): Promise<{ version: ModelVersion }> {
    await rm(stage.root, { recursive: true, force: true });
    stage = await makeStage();
    anew();
    if (!first) await live(await stage.add('times2'), { layout });
    const version = await stage.add('times3');
    await stage.approve(version, 'production');
    return { version };
  }

  it.each<[LayoutName, boolean]>([
    ['triton', true],
    ['triton', false],
    ['plain', true],
    ['plain', false],
  ])(
    'a deployment that ends there leaves a whole version served, and is run again (%s, first: %s)',
    async (layout, first) => {
      const count = await counted(layout, first);
      expect(count).toBeGreaterThan(12);
      const seen = new Set<string>();
      // The layouts differ in the pointer alone.
      const stride = EVERY || layout === 'triton' ? 1 : 4;
      for (let at = 0; at < count; at += stride) {
        for (const kind of EVERY ? (['drop before', 'drop after'] as const) : ['drop after' as const]) {
          const { version } = await seeded(layout, first);
          proxy.reset();
          // Nothing that is sent after the end arrives, as after SIGKILL.
          proxy.plan = (index) => (index < at ? null : index === at ? kind : 'drop before');
          const through = await target({ layout, endpoint: proxy.endpoint, tuning: quick });
          const ended = await deploy(await request(version, { target: through })).catch(
            (error: unknown) => error,
          );
          const where = `${kind} at request ${at + 1} of ${count}`;
          expect(ended, where).not.toMatchObject({ verdict: 'fail' });
          const between = await served(layout);
          seen.add(String(between?.[0]));
          expect(between?.[1] ?? [], where).toEqual([]);
          const there = await keys();
          // A server that polls must never find a version without the pointer that says what to serve.
          if (layout === 'triton' && there.some((key) => /^m\/\d/.test(key))) {
            expect(there, where).toContain('m/config.pbtxt');
          }
          const again = await deploy(await request(version, { target: await target({ layout }) }));
          expect(['pass', 'warn'], `${where}: ${again.summary}`).toContain(again.verdict);
          expect(
            again.findings.map(({ check }) => check),
            where,
          ).not.toContain('deploy.mended');
          expect(await served(layout), where).toEqual([version.entry.version, []]);
          expect((await log()).at(-1)?.version).toBe(version.entry.version);
        }
      }
      if (stride === 1) expect([...seen].sort()).toEqual(first ? ['1', 'undefined'] : ['1', '2']);
    },
    600_000,
  );

  it('a fault is survived, and the deployment passes', async () => {
    const count = await counted('triton', false);
    for (let at = 0; at < count; at += 1) {
      for (const kind of EVERY ? FAULTS : [FAULTS[at % FAULTS.length] ?? 'drop after']) {
        const { version } = await seeded('triton', false);
        proxy.reset();
        proxy.plan = (index) => (index === at ? kind : null);
        const through = await target({ endpoint: proxy.endpoint });
        const report = await deploy(await request(version, { target: through }));
        expect(report.verdict, `${kind} at request ${at + 1} of ${count}: ${report.summary}`).toBe('pass');
        expect(await served()).toEqual([2, []]);
      }
    }
  }, 600_000);

  it.each([
    ['the model', /PUT .*model\.onnx/],
    ['the pointer', /PUT .*config\.pbtxt/],
    ['the read-back', /GET .*2\/assay\.json/],
  ])('killed for good at %s', async (_, at) => {
    const { version } = await seeded('triton', false);
    proxy.reset();
    const script = join(ROOT, 'test', 'support', 'deploy-and-die.mjs');
    const args = [script, await compiled(), stage.root, String(version.entry.version), 'never'];
    const child = spawn(process.execPath, [...args, `s3://${BUCKET}/${prefix}`, proxy.endpoint], {
      stdio: 'inherit',
      env: {
        PATH: process.env['PATH'],
        AWS_ACCESS_KEY_ID: ACCESS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: ACCESS.secretAccessKey,
        NODE_NO_WARNINGS: '1',
      },
    });
    let killed = false;
    proxy.plan = (__, { method, url }) => {
      if (killed || !at.test(`${method} ${url}`)) return null;
      killed = child.kill('SIGKILL');
      return 'drop after';
    };
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    expect((await served())?.[1]).toEqual([]);
    expect((await deploy(await request(version))).verdict).toBe('pass');
    expect(await served()).toEqual([2, []]);
    expect(await log()).toHaveLength(2);
  });
});
