/**
 * Whole commands on a registry in a bucket, against a real MinIO: how many requests they take, what a bad network at
 * each request does to them, and that the least rights of each role are enough for its commands.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/nested-clients/sts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
  type NewRun,
  policyOf,
  probeStore,
  type Role,
  type StoreRegistry,
  verifyStore,
} from '../src/registry/index.js';
import { openS3Store, type S3Store } from '../src/registry/storage/s3/index.js';
import { BY, registryOver, testManifest } from '../src/registry/testing/make.js';
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
  const options = checkOptions(command, raw, 'cli') as never;
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
