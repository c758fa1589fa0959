/**
 * Whole commands on a registry in a bucket, against a real MinIO: how many requests they take, what a bad network at
 * each request does to them, and that the least rights of each role are enough for its commands.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/nested-clients/sts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AssayError, sha256 } from '../src/base/index.js';
import approve from '../src/commands/approve.js';
import type { Command, Outcome } from '../src/commands/command.js';
import deploy from '../src/commands/deploy.js';
import history from '../src/commands/history.js';
import { checkArguments, checkOptions, type RawOptions } from '../src/commands/options.js';
import promote from '../src/commands/promote.js';
import register from '../src/commands/register.js';
import registryCommand from '../src/commands/registry.js';
import type { Host } from '../src/host/index.js';
import {
  type ModelVersion,
  policyOf,
  probeStore,
  type Role,
  StoreRegistry,
  verifyStore,
} from '../src/registry/index.js';
import { openS3Store, type S3Store } from '../src/registry/storage/s3/index.js';
import { BY, registryOver, testManifest, testRun } from '../src/registry/testing/make.js';
import { testContext } from './support/delivery.js';
import { FAULTS, faultyProxy } from './support/faults.js';
import { ACCESS, BUCKET, startMinio } from './support/minio.js';

const MODEL = 'flights';
const server = await startMinio();
const proxy = await faultyProxy(server.missing === '' ? server.endpoint : 'http://127.0.0.1:1', 300);
const folder = await mkdtemp(join(tmpdir(), 'assay-bucket-'));
const stores: S3Store[] = [];
let actor = 'carol';
beforeAll(() => credentials(ACCESS));
beforeEach(() => {
  proxy.reset();
  actor = 'carol';
});
afterAll(async () => {
  for (const store of stores) store.close();
  await proxy.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What the SDK's own chain finds, as in a job. */
function credentials(given: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }): void {
  process.env['AWS_ACCESS_KEY_ID'] = given.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = given.secretAccessKey;
  if (given.sessionToken === undefined) delete process.env['AWS_SESSION_TOKEN'];
  else process.env['AWS_SESSION_TOKEN'] = given.sessionToken;
}

const host: Host = {
  kind: 'terminal',
  identity: async (_, config) => ({ id: 'run-9', attempt: 1, commit: null, config }),
  actor: async () => actor,
  authors: async () => ['ada'],
  runUrl: () => null,
  repositoryUrl: async () => null,
};

interface Project {
  readonly root: string;
  readonly prefix: string;
  /** The registry past the proxy. */
  readonly store: S3Store;
  readonly registry: StoreRegistry;
}

let counter = 0;
async function project(): Promise<Project> {
  counter += 1;
  const prefix = `team/${counter}`;
  const url = `s3://${BUCKET}/${prefix}`;
  const root = await mkdtemp(join(folder, 'project-'));
  await writeFile(
    join(root, 'assay.yaml'),
    `version: 1
model: ${MODEL}
registry: {url: "${url}", endpoint: "${proxy.endpoint}"}
targets: {production: {folder: deploy, approvals: 0}}
`,
  );
  const store = await openS3Store(url, { endpoint: server.endpoint }, {}, { credentials: ACCESS });
  stores.push(store);
  return { root, prefix, store, registry: await registryOver(store) };
}

async function call(
  { root }: Project,
  command: Command,
  raw: RawOptions,
  args: string[] = [],
): Promise<Outcome> {
  const options = checkOptions(command, raw, 'cli');
  return command.run({ ctx: testContext(root), host, options, args: checkArguments(command, args) });
}

async function add({ registry }: Project, content: string): Promise<ModelVersion> {
  return (await registry.register(await testManifest(registry, content), BY)).version;
}

async function approved(
  { registry }: Project,
  version: ModelVersion,
  alias: string,
  aliasSeq: number,
): Promise<void> {
  await registry.decide({
    decision: 'approve',
    model: MODEL,
    version: version.entry.version,
    digest: version.entry.digest,
    target: alias,
    verdict: 'pass',
    aliasSeq,
    actor: 'bob',
    source: 'terminal',
    reason: '',
    expires: null,
  });
}

/** An alias with a log of that many entries, between two versions, and a third that is approved for it. */
async function promotable(entries: number): Promise<Project> {
  const made = await project();
  await probeStore(made.store, () => new Date(), { writers: 2, rounds: 1 });
  const versions = [await add(made, 'one'), await add(made, 'two')];
  for (let expectSeq = 0; expectSeq < entries; expectSeq += 1) {
    const to = versions[expectSeq % 2];
    if (to === undefined) throw new Error('no version');
    const move = { to, kind: 'promote', approvals: [], reason: '', expectSeq, ...BY } as const;
    await made.registry.moveAlias(MODEL, 'champion', move);
  }
  await approved(made, await add(made, 'three'), 'champion', entries);
  return made;
}

const PROMOTE = { alias: 'champion', version: '3' };

describe.skipIf(server.missing !== '')(`requests on MinIO ${server.missing}`, () => {
  it.each([0, 1, 200])(
    'promote takes at most 10 with a log of %i entries',
    async (entries) => {
      const made = await promotable(entries);
      proxy.reset();
      expect((await call(made, promote, PROMOTE)).result).toMatchObject({ verdict: 'pass', version: 3 });
      const seen = proxy.seen.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`);
      expect(seen.length, seen.join('\n')).toBeLessThanOrEqual(10);
      const log = await made.registry.aliasLog(MODEL, 'champion');
      expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: entries + 1 }, (_, index) => index + 1));
      expect(log.at(-1)).toMatchObject({ version: 3, actor: 'carol' });
      expect((await verifyStore(made.store)).problems).toEqual([]);
    },
    120_000,
  );

  it('a safe finding of the probe is not read, an unsafe one is', async () => {
    const made = await promotable(1);
    const later = () => new Date(Date.now() + 1000);
    const { create } = made.store;
    made.store.create = async (key, bytes) => {
      await create.call(made.store, key, bytes);
      return 'created';
    };
    expect((await probeStore(made.store, later, { writers: 2, rounds: 1 })).safe).toBe(false);
    made.store.create = create;
    await expect(call(made, promote, PROMOTE)).rejects.toThrow(/not safe for a registry/);
    expect(await made.registry.aliasLog(MODEL, 'champion')).toHaveLength(1);
  });
});

/** One fault at each request, the kinds in turn; `ASSAY_FULL=1` tries every kind at every request. */
const EVERY = process.env['ASSAY_FULL'] === '1';

interface Work {
  readonly name: string;
  readonly least: number;
  /** Of a work with many requests, each so-many-th has a fault. */
  readonly stride?: number;
  seed(): Promise<Project>;
  run(made: Project): Promise<void>;
  /** What must be true after it, and after it was done again. */
  done(made: Project, times: number): Promise<void>;
}

/** Three versions that nobody used, nine experiments in an index, a blob that nothing names. */
async function cleanable(): Promise<Project> {
  const made = await project();
  for (const content of ['one', 'two', 'three']) await add(made, content);
  for (let index = 0; index < 9; index += 1) {
    await made.registry.recordRun(await testRun(made.registry, `experiment ${index}`));
  }
  await made.registry.indexRuns(MODEL);
  await made.registry.putBytes(Buffer.from('never named'));
  return made;
}

const listed = async (store: S3Store, prefix: string): Promise<string[]> => {
  const found: string[] = [];
  for await (const { key } of store.list(prefix)) found.push(key);
  return found;
};

const WORKS: readonly Work[] = [
  {
    name: 'promote',
    least: 9,
    seed: () => promotable(1),
    run: async (made) => {
      expect((await call(made, promote, PROMOTE)).result).toMatchObject({ verdict: 'pass', version: 3 });
    },
    done: async ({ registry }) => {
      const log = await registry.aliasLog(MODEL, 'champion');
      expect(log.map(({ version }) => version)).toEqual([1, 3]);
    },
  },
  {
    name: 'approve',
    least: 9,
    seed: async () => {
      const made = await project();
      await add(made, 'one');
      return made;
    },
    run: async (made) => {
      const digest = (await made.registry.versions(MODEL))[0]?.digest.slice(7, 19) ?? '';
      const options = { version: '1', target: 'champion', digest };
      expect((await call(made, approve, options)).result).toMatchObject({ verdict: 'pass' });
    },
    done: async ({ registry }, times) => {
      const decisions = await registry.decisions(MODEL, 1);
      expect(decisions.map(({ actor: who, decision }) => `${who} ${decision}`)).toEqual(
        Array(times).fill('carol approve'),
      );
    },
  },
  {
    name: 'gc, as a command',
    least: 30,
    seed: cleanable,
    run: async (made) => {
      const done = await call(made, registryCommand, { yes: true, 'keep-last': '1' }, ['gc']);
      expect(done.result).toMatchObject({ verdict: 'pass' });
    },
    done: async ({ registry, store }) => {
      expect((await registry.tombstones(MODEL)).map(({ version }) => version).sort()).toEqual([1, 2]);
      expect((await registry.runRows(MODEL)).rows).toHaveLength(1);
      expect(await listed(store, 'index/')).toHaveLength(1);
      expect(await registry.cleanups()).toHaveLength(1);
      expect(await listed(store, 'leases/')).toEqual([]);
    },
  },
  {
    name: 'gc without a time of grace',
    least: 30,
    stride: 3,
    seed: cleanable,
    run: async ({ prefix }) => {
      const through = await openS3Store(`s3://${BUCKET}/${prefix}`, { endpoint: proxy.endpoint }, {});
      stores.push(through);
      const registry = new StoreRegistry(through, () => new Date());
      // The store tells its time in whole seconds, so that what is of this second may look like the future's.
      await registry.gc('carol', { graceMs: -2000, retention: { keepLast: 1 } });
      await registry.gc('carol', { graceMs: -2000, retention: { keepLast: 1 } });
    },
    done: async ({ registry, store }) => {
      // The newest version and the newest run keep theirs.
      expect((await listed(store, 'blobs/')).sort()).toEqual(
        ['three', 'steps of experiment 8'].map((content) => blobKey(content)).sort(),
      );
      expect((await registry.versions(MODEL)).map(({ version }) => version)).toEqual([1, 2, 3]);
      expect(await listed(store, 'leases/')).toEqual([]);
    },
  },
];

const blobKey = (content: string): string => {
  const hex = sha256(content);
  return `blobs/sha256/${hex.slice(0, 2)}/${hex}`;
};

describe.skipIf(server.missing !== '')(`a fault at each request, on MinIO ${server.missing}`, () => {
  it.each(WORKS)(
    'of $name is survived, and it is done once',
    async ({ least, stride = 1, seed, run, done }) => {
      const plain = await seed();
      proxy.reset();
      await run(plain);
      const count = proxy.seen.length;
      expect(count).toBeGreaterThanOrEqual(least);
      for (let at = 0; at < count; at += EVERY ? 1 : stride) {
        for (const kind of EVERY ? FAULTS : [FAULTS[at % FAULTS.length] ?? 'drop after']) {
          const made = await seed();
          proxy.reset();
          proxy.plan = (index) => (index === at ? kind : null);
          const where = `${kind} at request ${at + 1} of ${count}`;
          await run(made).catch((error: unknown) => {
            throw new Error(where, { cause: error });
          });
          proxy.reset();
          expect((await verifyStore(made.store)).problems, where).toEqual([]);
          await done(made, 1);
          await run(made);
          await done(made, 2);
          expect((await verifyStore(made.store)).problems, where).toEqual([]);
        }
      }
    },
    1_200_000,
  );
});

describe.skipIf(server.missing !== '')(`the least rights on MinIO ${server.missing}`, () => {
  const sts = new STSClient({ endpoint: server.endpoint, region: 'us-east-1', credentials: ACCESS });
  afterAll(() => {
    sts.destroy();
    credentials(ACCESS);
  });

  /** From now on the jobs run with that role, and nothing else. */
  async function become(role: Role, { prefix }: Project): Promise<void> {
    const answer = await sts.send(
      new AssumeRoleCommand({
        RoleArn: 'arn:minio:iam:::role/any',
        RoleSessionName: role,
        Policy: JSON.stringify(policyOf(role, BUCKET, prefix)),
      }),
    );
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
    credentials({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken });
  }
  const denied = async (work: Promise<unknown>): Promise<void> => {
    const error = await work.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AssayError);
    expect(String(error)).toMatch(/access is denied/);
  };
  /** The store as the role has it. */
  const own = async ({ prefix }: Project): Promise<S3Store> => {
    const store = await openS3Store(
      `s3://${BUCKET}/${prefix}`,
      { endpoint: server.endpoint },
      {},
      { tries: 1 },
    );
    stores.push(store);
    return store;
  };

  it('of each role are enough for its commands, and for no others', async () => {
    const made = await project();
    await made.store.delete('registry.json');
    const { root, registry } = made;
    const run = (command: Command, raw: RawOptions, args: string[] = []) => call(made, command, raw, args);
    const passes = async (command: Command, raw: RawOptions, args: string[] = []): Promise<void> => {
      expect((await run(command, raw, args)).result).toMatchObject({ verdict: 'pass' });
    };

    await become('keeper', made);
    await passes(registryCommand, {}, ['init']);
    await passes(registryCommand, {}, ['doctor']);

    await become('registrar', made);
    await writeFile(join(root, 'model.bin'), 'weights');
    await passes(register, { file: 'model.bin' });
    const registrar = new StoreRegistry(await own(made), () => new Date());
    for (const content of ['two', 'three', 'four']) {
      await registrar.uploading('ada', async () =>
        registrar.register(await testManifest(registrar, content), BY),
      );
    }
    for (let index = 0; index < 9; index += 1) {
      await registrar.recordRun(await testRun(registrar, `experiment ${index}`));
    }
    await passes(history, { reindex: true });
    expect(await listed(made.store, 'leases/')).toEqual([]);
    const digest = async (number: number): Promise<string> =>
      (await registry.version(MODEL, number))?.entry.digest.slice(7, 19) ?? '';
    const approval = { version: '2', target: 'champion', digest: await digest(2) };
    await denied(run(approve, approval));
    await denied(run(deploy, { version: '2', target: 'production' }));
    await denied(registrar.store.delete('models/flights/versions/1.json'));

    await become('approver', made);
    await passes(approve, approval);
    await denied(run(promote, { alias: 'champion', version: '2' }));
    const approver = await own(made);
    await denied(approver.create('models/flights/approvals/1/tombstone.json', Buffer.from('x')));
    await denied(approver.create('blobs/sha256/00/x', Buffer.from('x')));

    await become('deployer', made);
    await passes(promote, { alias: 'champion', version: '2' });
    await passes(deploy, { version: '2', target: 'production' });
    await denied(run(approve, { ...approval, version: '3', digest: await digest(3) }));

    await become('cleaner', made);
    const cleaned = await run(registryCommand, { yes: true, 'keep-last': '1' }, ['gc']);
    expect(cleaned.result).toMatchObject({ verdict: 'pass' });
    expect((await registry.tombstones(MODEL)).map(({ version }) => version).sort()).toEqual([1, 3]);
    await new StoreRegistry(await own(made), () => new Date()).gc('carol', { graceMs: -2000 });
    expect(await listed(made.store, blobKey('three'))).toEqual([]);
    await writeFile(join(root, 'model.bin'), 'other weights');
    await denied(run(register, { file: 'model.bin' }));
    const cleaner = await own(made);
    await denied(
      cleaner.create('models/flights/approvals/3/01JGFJJZ000000000000000000.json', Buffer.from('x')),
    );
    await denied(cleaner.delete('models/flights/versions/1.json'));

    await become('reader', made);
    await passes(registryCommand, {}, ['verify']);
    await passes(registryCommand, {}, ['log']);
    await passes(history, {});
    await passes(registryCommand, { file: 'out.tar', version: ['2'] }, ['export']);
    await denied(run(register, { file: 'model.bin' }));

    credentials(ACCESS);
    const other = await project();
    await become('registrar', other);
    await writeFile(join(other.root, 'out.tar'), await readFile(join(root, 'out.tar')));
    const brought = await call(other, registryCommand, { file: 'out.tar' }, ['import']);
    expect(brought.result).toMatchObject({ verdict: 'pass' });
    credentials(ACCESS);
    expect((await verifyStore(made.store)).problems).toEqual([]);
    expect((await verifyStore(other.store)).problems).toEqual([]);
  }, 300_000);
});
