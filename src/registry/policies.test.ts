/** The policies name real keys, docs/aws.md shows what the code gives, and a real server enforces them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/nested-clients/sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { afterAll, describe, expect, it } from 'vitest';
import { ACCESS, BUCKET, startMinio } from '../../test/support/minio.js';
import { AssayError } from '../base/index.js';
import { keys } from './layout.js';
import { policiesFor, policyOf, ROLE_RIGHTS, ROLES, type Role } from './policies.js';
import { probeStore } from './probe.js';
import { StoreRegistry } from './registry.js';
import { openS3Store } from './storage/s3/index.js';
import { BY, registryOver, testManifest } from './testing/make.js';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/aws.md'), 'utf8');

describe('docs/aws.md', () => {
  it('shows the policy of the registrar as the code gives it', () => {
    const shown = [...PAGE.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => JSON.parse(text));
    expect(shown).toContainEqual(policyOf('registrar', 'my-models', 'flight-delay'));
  });

  it.each(ROLES)('names the commands and keys of the %s', (role) => {
    const row = PAGE.split('\n').find((line) => line.startsWith(`| ${role} |`)) ?? '';
    const { commands, creates, removes } = ROLE_RIGHTS[role];
    for (const word of [...commands, ...creates, ...removes]) expect(row).toContain(`\`${word}\``);
  });
});

it('a registry outside S3 has no policies', () => {
  expect(policiesFor('assay-registry')).toBeNull();
  expect(policiesFor('s3://models/team/')?.reader.Statement[2]?.Resource).toEqual([
    'arn:aws:s3:::models/team/*',
  ]);
});

const server = await startMinio();
afterAll(() => server.stop());

describe.skipIf(server.missing !== '')(`on MinIO ${server.missing}`, () => {
  const PREFIX = 'shared/flights';
  const place = `s3://${BUCKET}/${PREFIX}`;

  /** Temporary credentials with the policy of the role on them. */
  async function credentialsOf(role: Role): Promise<AwsCredentialIdentity> {
    const sts = new STSClient({ endpoint: server.endpoint, region: 'us-east-1', credentials: ACCESS });
    const answer = await sts.send(
      new AssumeRoleCommand({
        RoleArn: 'arn:minio:iam:::role/any',
        RoleSessionName: role,
        Policy: JSON.stringify(policyOf(role, BUCKET, PREFIX)),
      }),
    );
    sts.destroy();
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  }
  /** The registry as someone with that role has it. */
  async function as(role: Role): Promise<StoreRegistry> {
    const credentials = await credentialsOf(role);
    const store = await openS3Store(place, { endpoint: server.endpoint }, {}, { credentials, tries: 1 });
    return new StoreRegistry(store, () => new Date());
  }
  const denied = async (call: Promise<unknown>): Promise<void> => {
    const error = await call.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AssayError);
    expect(String(error)).toMatch(/access is denied/);
  };

  it('each role can do its work, and not that of another', async () => {
    const keeper = await as('keeper');
    await registryOver(keeper.store);
    expect((await probeStore(keeper.store, () => new Date(), { writers: 4, rounds: 1 })).safe).toBe(true);

    const registrar = await as('registrar');
    const manifest = await testManifest(registrar, 'one');
    const { version } = await registrar.register(manifest, BY);
    const { run, verdict, params, metrics } = manifest;
    await registrar.recordRun({ model: 'flights', run, verdict, version: 1, params, metrics });
    const decision = {
      decision: 'approve',
      model: 'flights',
      version: 1,
      digest: version.entry.digest,
      target: 'production',
      verdict: 'pass',
      aliasSeq: 0,
      actor: 'bob',
      source: 'terminal',
      reason: 'seen',
      expires: null,
    } as const;
    const move = { to: version, kind: 'promote', approvals: [], reason: '', expectSeq: 0, ...BY } as const;
    await denied(registrar.decide(decision));
    await denied(registrar.moveAlias('flights', 'production', move));
    await denied(registrar.store.delete(keys.version('flights', 1)));

    const approver = await as('approver');
    const { id } = await approver.decide(decision);
    await denied(approver.moveAlias('flights', 'production', move));
    await denied(approver.putBytes(Buffer.from('other')));

    const deployer = await as('deployer');
    await denied(deployer.decide(decision));
    await deployer.record({ model: 'flights', kind: 'deploying', key: 'x', actor: 'ada', data: {} });
    await deployer.moveAlias('flights', 'production', { ...move, approvals: [id] });

    const reader = await as('reader');
    expect(await reader.verify()).toEqual([]);
    expect(await reader.aliasLog('flights', 'production')).toHaveLength(1);
    expect(await reader.version('flights', 2)).toBeNull();
    await denied(reader.putBytes(Buffer.from('other')));
    // Another project's prefix in the same bucket is closed: its objects and the list of them.
    const session = await credentialsOf('registrar');
    const { endpoint } = server;
    const others = `s3://${BUCKET}/shared/others`;
    await registryOver(await openS3Store(others, { endpoint }, {}, { credentials: ACCESS }));
    const theirs = await openS3Store(others, { endpoint }, {}, { credentials: session, tries: 1 });
    await denied(theirs.get('registry.json'));
    await denied(theirs.create('blobs/sha256/00/x', Buffer.from('x')));
    await denied(theirs.list('')[Symbol.asyncIterator]().next());
  });
});
