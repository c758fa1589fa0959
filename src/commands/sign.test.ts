import { generateKeyPairSync } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStage, modelFile, type Stage, testContext } from '../../test/support/delivery.js';
import { AssayError, silentLog } from '../base/index.js';
import { loadConfig } from '../config/index.js';
import { readDeployed } from '../deployment/index.js';
import type { Host } from '../host/index.js';
import type { ModelVersion } from '../registry/index.js';
import type { RunIdentity } from '../results/index.js';
import { folderSource } from '../serving/index.js';
import type { Command, Outcome } from './command.js';
import deploy from './deploy.js';
import { baselineSide } from './evaluate/baseline.js';
import { openBaselineRegistry } from './gate/registry.js';
import { checkArguments, checkOptions, type RawOptions } from './options.js';
import promote from './promote.js';
import rollback from './rollback.js';
import serve from './serve.js';
import sign from './sign.js';
import { refusalOf } from './signatures.js';
import verifySignature from './verify-signature.js';

const host: Host = {
  kind: 'terminal',
  identity: async (_, config): Promise<RunIdentity> => ({ id: 'r1', attempt: 1, commit: null, config }),
  actor: async () => 'grace',
  authors: async () => ['ada'],
  runUrl: () => null,
  repositoryUrl: async () => null,
};
const CONFIG = (more = '', target = '') => `version: 1
model: m
registry: registry
${more}targets:
  production: {folder: deploy, layout: plain, approvals: 1${target}}
`;
const REQUIRED = 'require_signature: {keys: [release.pub]}\n';

let stage: Stage;
let version: ModelVersion;
beforeEach(async () => {
  stage = await makeStage();
  for (const name of ['release', 'other']) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(at(`${name}.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await writeFile(at(`${name}.pub`), publicKey.export({ type: 'spki', format: 'pem' }));
  }
  await writeFile(at('assay.yaml'), CONFIG(REQUIRED));
  version = await stage.add('times2');
  await stage.approve(version, 'production');
});
afterEach(() => rm(stage.root, { recursive: true, force: true }));
const at = (name: string): string => join(stage.root, name);

async function call(command: Command, raw: RawOptions, env: Record<string, string> = {}): Promise<Outcome> {
  const options = checkOptions(command, raw, 'cli');
  const ctx = testContext(stage.root, { env, log: silentLog });
  return command.run({ ctx, host, options, args: checkArguments(command, []) });
}
const refusal = (command: Command, raw: RawOptions, env?: Record<string, string>) =>
  call(command, raw, env).then(
    ({ result }) => result.summary,
    (error: unknown) => (error instanceof AssayError ? error.message : Promise.reject(error)),
  );
const config = () => loadConfig(at('assay.yaml'));
const deployed = async () => {
  const found = await readDeployed(at('deploy'), 'm');
  if (found === null) throw new Error('nothing is deployed');
  return found;
};

describe('a required signature', () => {
  it('keeps a version from being deployed and promoted until it is signed', async () => {
    const first = await call(deploy, { target: 'production', version: '1' });
    expect(first.result).toMatchObject({
      verdict: 'fail',
      summary: expect.stringContaining('has no signature'),
    });
    await call(sign, { version: '1', key: 'other.pem' });
    expect(await refusal(deploy, { target: 'production', version: '1' })).toContain('not trusted');
    expect(await stage.registry.aliasLog('m', 'production')).toEqual([]);
    expect(await readDeployed(at('deploy'), 'm')).toBeNull();
    await stage.approve(version, 'champion');
    expect(await refusal(promote, { alias: 'champion', version: '1' })).toContain('not trusted');

    await call(sign, { version: '1', key: 'release.pem' });
    const second = await call(deploy, { target: 'production', version: '1' });
    expect(second.result.verdict).toBe('pass');
    expect((await call(promote, { alias: 'champion', version: '1' })).result.verdict).toBe('pass');
    // The digest is what it was: the approval before the signature still counts.
    expect((await stage.registry.version('m', 1))?.entry.digest).toBe(version.entry.digest);
    expect(await stage.registry.verify()).toEqual([]);
  });

  it('of one target is asked there only, besides that of the whole file', async () => {
    await writeFile(at('assay.yaml'), CONFIG(REQUIRED, ', require_signature: {keys: [other.pub]}'));
    await call(sign, { version: '1', key: 'release.pem' });
    expect(await refusal(deploy, { target: 'production', version: '1' })).toContain('not trusted');
    await call(sign, { version: '1', key: 'other.pem' });
    expect((await call(deploy, { target: 'production', version: '1' })).result.verdict).toBe('pass');
  });

  it('is asked of baselines, by the gate and by evaluate', async () => {
    const loaded = await config();
    const ctx = testContext(stage.root);
    const run = { id: 'r2', attempt: 1, commit: null, config: null };
    const asked = async () => (await openBaselineRegistry(loaded, run, ctx, [])).version(1);
    const side = () =>
      baselineSide(ctx, {
        config: loaded,
        place: { root: stage.root, remote: null },
        text: 'version:1',
        columns: null,
        dataset: { name: 'test', sha256: '0'.repeat(64) },
        run: 'r2',
        folder: at('work'),
        mergeBase: () => Promise.reject(new Error('not asked for')),
      });
    await expect(asked()).rejects.toThrow(/cannot be the baseline.*has no signature/);
    await expect(side()).rejects.toThrow(/cannot be the baseline/);
    await call(sign, { version: '1', key: 'release.pem' });
    await expect(asked()).resolves.toMatchObject({ version: 1 });
    await expect(side()).resolves.toMatchObject({ model: { version: 1 } });
  });

  it('keeps a server from what was changed, added or left unsigned in the folder', async () => {
    const loaded = await config();
    const source = folderSource(at('deploy'), refusalOf(testContext(stage.root), loaded, 'production'));
    await call(sign, { version: '1', key: 'release.pem' });
    await call(deploy, { target: 'production', version: '1' });
    await expect(source.read('m')).resolves.toMatchObject({ version: '1' });

    // Someone who writes to the folder changes the model, and the record with it.
    const place = at('deploy/m/1');
    await writeFile(join(place, 'model.onnx'), 'backdoor');
    const { files } = await deployed();
    const record = JSON.parse(await readFile(join(place, 'assay.json'), 'utf8'));
    record.files[0].sha256 = files[0]?.sha256;
    record.files[0].size = 8;
    await writeFile(join(place, 'assay.json'), JSON.stringify(record));
    expect((await deployed()).problems).toEqual([]);
    await expect(source.read('m')).rejects.toThrow(/not served.*other files were signed/);

    await rm(join(place, 'assay-signatures.json'));
    await expect(source.read('m')).rejects.toThrow(/has no signature/);
  });

  it('is refused for a bare file to serve, and for a version to come back to', async () => {
    await writeFile(at('assay.yaml'), CONFIG());
    await call(deploy, { target: 'production', version: '1' });
    const next = await stage.add('times3');
    await stage.approve(next, 'production');
    await call(deploy, { target: 'production', version: '2' });
    await writeFile(at('assay.yaml'), CONFIG(REQUIRED));
    expect(await refusal(rollback, { target: 'production', reason: 'worse' })).toContain('has no signature');
    await call(sign, { version: '1', key: 'release.pem' });
    expect((await call(rollback, { target: 'production', reason: 'worse' })).result.verdict).toBe('pass');
    const options = checkOptions(serve, { model: modelFile('times2') }, 'cli');
    const ctx = testContext(stage.root, { program: '/nowhere' });
    await expect(serve.run({ ctx, host, options, args: [] })).rejects.toThrow(/require_signature/);
  });
});

describe('sign', () => {
  it('signs once with a key, keeps the signatures of others, and refuses those of other versions', async () => {
    await call(sign, { version: '1', key: 'release.pem', output: 'v1.sig' });
    const again = await call(sign, { version: '1', key: 'release.pem' });
    expect(again.result).toMatchObject({ data: { created: false } });
    expect(await stage.registry.signatures('m', 1)).toHaveLength(1);
    await stage.add('times3');
    expect(await refusal(sign, { version: '2', bundle: 'v1.sig' })).toContain('is of another version');
    expect(await stage.registry.signatures('m', 2)).toEqual([]);
  });

  it('verifies against keys and policy, and exports what other tools verify', async () => {
    expect(await refusal(verifySignature, { version: '1' })).toContain('has no signature');
    await call(sign, { version: '1', key: 'release.pem' });
    const whole = await call(verifySignature, { version: '1', export: 'signed' });
    expect(whole.result.verdict).toBe('pass');
    expect(await readFile(at('signed/assay-manifest.json'), 'utf8')).toContain('"model":"m"');
    const other = await call(verifySignature, { version: '1', key: ['other.pub'] });
    expect(other.result.verdict).toBe('fail');
  });

  it('reaches Sigstore with the token of the job, and keeps the token to itself', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        seen.push(`${request.method} ${request.url} ${body}`);
        response.statusCode = request.url?.startsWith('/token') ? 200 : 400;
        response.end(JSON.stringify({ value: `h.${Buffer.from('{"sub":"me"}').toString('base64url')}.s` }));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${address}/token?a=b`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer',
    };
    const raw = { version: '1', keyless: true, fulcio: address, rekor: address };
    try {
      const message = await refusal(sign, raw, env);
      expect(message).toContain('Sigstore gave no signature');
      expect(message).not.toContain('.s');
    } finally {
      server.closeAllConnections();
      server.close();
    }
    expect(seen[0]).toBe('GET /token?a=b&audience=sigstore ');
    expect(seen[1]).toMatch(/^POST \/api\/v2\/signingCert .*oidcIdentityToken.*proofOfPossession/);
    expect(await stage.registry.signatures('m', 1)).toEqual([]);
    expect(await refusal(sign, { version: '1', keyless: true })).toContain('no identity');
  });
});
