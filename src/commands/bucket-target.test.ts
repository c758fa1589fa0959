/** `deploy`, `rollback` and `serve` on a target in a bucket, as assay.yaml names it, against a real MinIO. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStage, modelFile, type Stage, testContext } from '../../test/support/delivery.js';
import { ACCESS, BUCKET, startMinio } from '../../test/support/minio.js';
import { AssayError } from '../base/index.js';
import { loadConfig } from '../config/index.js';
import type { Host } from '../host/index.js';
import type { Command, Outcome } from './command.js';
import deploy from './deploy.js';
import { checkArguments, checkOptions, type RawOptions } from './options.js';
import rollback from './rollback.js';
import { targetSource } from './serve.js';

const server = await startMinio();
process.env['AWS_ACCESS_KEY_ID'] = ACCESS.accessKeyId;
process.env['AWS_SECRET_ACCESS_KEY'] = ACCESS.secretAccessKey;
afterAll(() => server.stop());

let stage: Stage;
let counter = 0;
let prefix = '';
beforeEach(async () => {
  stage = await makeStage();
  counter += 1;
  prefix = `commands/${counter}`;
});
afterEach(() => rm(stage.root, { recursive: true, force: true }));

const host: Host = {
  kind: 'terminal',
  identity: async (_, config) => ({ id: 'run-9', attempt: 1, commit: null, config }),
  actor: async () => 'carol',
  authors: async () => ['ada'],
  runUrl: () => null,
  repositoryUrl: async () => null,
};
const context = () =>
  testContext(stage.root, {
    env: { ...testContext(stage.root).env, ASSAY_S3_CACHE: join(stage.root, 'cache') },
  });

function configure(more: string): Promise<void> {
  return writeFile(join(stage.root, 'assay.yaml'), `version: 1\nmodel: m\nregistry: registry\n${more}\n`);
}
async function call(command: Command, raw: RawOptions): Promise<Outcome> {
  const options = checkOptions(command, raw, 'cli');
  return command.run({ ctx: context(), host, options, args: checkArguments(command, []) });
}

describe.skipIf(server.missing !== '')(`on MinIO ${server.missing}`, () => {
  it.each([
    [
      'an address, reached as `s3` says',
      () =>
        `s3: {endpoint: "${server.endpoint}"}\ntargets: {production: {folder: "s3://${BUCKET}/${prefix}", layout: plain, approvals: 0}}`,
    ],
    [
      'an object',
      () =>
        `targets: {production: {folder: {url: "s3://${BUCKET}/${prefix}", endpoint: "${server.endpoint}", region: eu-central-1, path_style: true}, layout: plain, approvals: 0}}`,
    ],
  ])(
    'deploys, rolls back and serves: %s',
    async (_, config) => {
      await configure(config());
      for (const name of ['times2', 'times3']) {
        const { entry } = await stage.add(name);
        const { result } = await call(deploy, { target: 'production', version: String(entry.version) });
        expect(result).toMatchObject({
          verdict: 'pass',
          readBack: [{ check: 'disk', ok: true, detail: expect.stringContaining('every file hashed again') }],
        });
      }
      const source = await targetSource(
        context(),
        await loadConfig(join(stage.root, 'assay.yaml')),
        'production',
      );
      expect(await source.list()).toEqual(['m']);
      const two = await source.read('m');
      expect(two).toMatchObject({ version: '2', shown: `s3://${BUCKET}/${prefix}/m/2/model.onnx` });
      expect(await readFile(two.path)).toEqual(await readFile(modelFile('times3')));
      const before = await source.peek('m');

      const back = await call(rollback, { target: 'production', reason: 'complaints' });
      expect(back.result).toMatchObject({ verdict: 'pass', version: 1 });
      expect(await source.peek('m')).not.toBe(before);
      const one = await source.read('m');
      expect(await readFile(one.path)).toEqual(await readFile(modelFile('times2')));
      expect(one.digest).toBe((await stage.registry.version('m', 1))?.entry.digest);

      // What does not have its digest is not served.
      const at = { Bucket: BUCKET, Key: `${prefix}/m/1/model.onnx` };
      await server.client.send(new PutObjectCommand({ ...at, Body: 'other' }));
      await expect(source.read('m')).rejects.toThrow(
        new RegExp(`^s3://${BUCKET}/${prefix}/m/1/model\\.onnx is sha256:[0-9a-f]+, not sha256:`),
      );
      const mended = await call(deploy, { target: 'production', version: '1' });
      expect(mended.result).toMatchObject({ verdict: 'warn', findings: [{ check: 'deploy.mended' }] });
      expect((await source.read('m')).version).toBe('1');
    },
    60_000,
  );
});

describe('assay.yaml', () => {
  it('refuses a target in the registry, in another target, and of a wrong shape', async () => {
    const problems = async (more: string): Promise<string> => {
      await writeFile(join(stage.root, 'assay.yaml'), `version: 1\nmodel: m\n${more}\n`);
      const error = await loadConfig(join(stage.root, 'assay.yaml')).catch((thrown: unknown) => thrown);
      return error instanceof AssayError ? error.message : '';
    };
    const registry = 'registry: s3://models/a';
    expect(await problems(`${registry}\ntargets: {p: {folder: "s3://models/a/p"}}`)).toContain(
      'lie in one another',
    );
    expect(await problems(`${registry}\ntargets: {p: {folder: {url: "s3://models"}}}`)).toContain(
      'lie in one another',
    );
    expect(await problems(`${registry}\ntargets: {p: {folder: "s3://models/ab"}}`)).toBe('');
    expect(
      await problems('targets: {p: {folder: "s3://models/b"}, q: {folder: {url: "s3://models/b/"}}}'),
    ).toContain('is that of target p too');
    expect(await problems('targets: {p: {folder: {url: "s3://models/b", endpont: "x"}}}')).toContain(
      'endpont',
    );
  });
});
