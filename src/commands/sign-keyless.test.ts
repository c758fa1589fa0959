/** Signing as an identity, from the token of a job to the policy, through a Sigstore that runs here. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeStage, type Stage, testContext } from '../../test/support/delivery.js';
import { pythonWith } from '../../test/support/python.js';
import { GITHUB_ISSUER, type Sigstore, SUBJECT, startSigstore } from '../../test/support/sigstore.js';
import { AssayError, type Context, silentLog } from '../base/index.js';
import type { Host } from '../host/index.js';
import type { RunIdentity } from '../results/index.js';
import { fetchTrustedRoot } from '../signing/keyless/index.js';
import type { Command } from './command.js';
import deploy from './deploy.js';
import { checkArguments, checkOptions, type RawOptions } from './options.js';
import sign from './sign.js';
import verifySignature from './verify-signature.js';

const environment = await pythonWith('test/requirements-signing.txt');
const exec = promisify(execFile);
const host: Host = {
  kind: 'terminal',
  identity: async (_, config): Promise<RunIdentity> => ({ id: 'r1', attempt: 1, commit: null, config }),
  actor: async () => 'grace',
  authors: async () => ['ada'],
  runUrl: () => null,
  repositoryUrl: async () => null,
};
const MINUTE = 60_000;

let sigstore: Sigstore;
let stage: Stage;
const at = (name: string): string => join(stage.root, name);
beforeAll(async () => {
  sigstore = await startSigstore();
});
afterAll(() => sigstore.stop());
beforeEach(async () => {
  sigstore.claim({});
  sigstore.seen.length = 0;
  stage = await makeStage();
  await writeFile(at('root.json'), sigstore.trustedRoot);
  await policy(`trusted_root: root.json`);
  const version = await stage.add('times2');
  await stage.approve(version, 'production');
});
afterEach(() => rm(stage.root, { recursive: true, force: true }));

const policy = (root: string, subject = SUBJECT, issuer = GITHUB_ISSUER) =>
  writeFile(
    at('assay.yaml'),
    `version: 1
model: m
registry: registry
require_signature:
  identities: [{issuer: "${issuer}", subject: "${subject}"}]
  ${root}
targets:
  production: {folder: deploy, layout: plain, approvals: 1}
`,
  );

async function call(command: Command, raw: RawOptions, more: Partial<Context> = {}): Promise<string> {
  const options = checkOptions(command, raw, 'cli');
  const ctx = testContext(stage.root, {
    env: { PATH: process.env['PATH'], HOME: stage.root, ...sigstore.env },
    log: silentLog,
    ...more,
  });
  return command.run({ ctx, host, options, args: checkArguments(command, []) }).then(
    ({ result }) => `${result.verdict}: ${result.summary}`,
    (error: unknown) => (error instanceof AssayError ? error.message : Promise.reject(error)),
  );
}
const signed = (of: Sigstore = sigstore, more: RawOptions = {}) =>
  call(
    sign,
    { version: '1', keyless: true, fulcio: of.url, rekor: of.url, ...more },
    { env: { PATH: process.env['PATH'], HOME: stage.root, ...of.env } },
  );
const verified = (more: RawOptions = {}) => call(verifySignature, { version: '1', ...more });

describe('signing as an identity', () => {
  it('takes the token of the job, and the version is signed as the policy asks', async () => {
    expect(await call(deploy, { target: 'production', version: '1' })).toContain('has no signature');
    expect(await signed()).toContain('m v1 is signed as the identity of this job');
    expect(sigstore.seen).toEqual(['GET /token', 'POST /api/v2/signingCert', 'POST /api/v1/log/entries']);
    expect(await verified()).toBe(`pass: version 1 of m is signed by ${SUBJECT} (${GITHUB_ISSUER})`);
    expect(await call(deploy, { target: 'production', version: '1' })).toContain('pass');
    const one = { 'trusted-root': 'root.json', identity: SUBJECT, issuer: GITHUB_ISSUER };
    expect(await verified(one)).toContain('pass');
    expect(await verified({ identity: SUBJECT })).toContain('--identity and --issuer together');
    expect(await stage.registry.verify()).toEqual([]);
  });

  it('is refused under another workflow, branch and provider', async () => {
    sigstore.claim({ job_workflow_ref: 'o/r/.github/workflows/release.yml@refs/pull/7/merge' });
    await signed();
    expect(await verified()).toContain('@refs/pull/7/merge');
    expect(await verified()).toContain('who is not trusted');
    sigstore.claim({ iss: 'https://token.actions.example.com' });
    await signed();
    expect(await verified()).toMatch(
      /fail.*\(https:\/\/token\.actions\.githubusercontent\.com\), who is not/,
    );
    expect(await stage.registry.signatures('m', 1)).toHaveLength(2);
    expect(await call(deploy, { target: 'production', version: '1' })).toContain('who is not trusted');
    // The third is the one that is asked for; the two before it don't stand in its way.
    sigstore.claim({});
    await signed();
    expect(await verified()).toContain('pass');
    await policy('trusted_root: root.json', SUBJECT, 'https://token.actions.example.com');
    expect(await verified()).toContain('pass');
    await policy('trusted_root: root.json', `${SUBJECT}x`);
    expect(await verified()).toContain('who is not trusted');
  });

  it('is refused where the token is missing or meant for another service, and keeps nothing', async () => {
    const none = { env: { PATH: process.env['PATH'], HOME: stage.root } };
    const raw = { version: '1', keyless: true, fulcio: sigstore.url, rekor: sigstore.url };
    expect(await call(sign, raw, none)).toContain('there is no identity to sign as');
    const wrong = { ...sigstore.env, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'other' };
    expect(await call(sign, raw, { env: wrong })).toContain('GitHub gave no identity token: status 401');
    expect(await stage.registry.signatures('m', 1)).toEqual([]);
  });

  it('is refused against the trusted root of another Sigstore', async () => {
    const other = await startSigstore();
    try {
      await signed(other);
      expect(await verified()).toContain('does not hold against the trusted root');
    } finally {
      await other.stop();
    }
  });

  it('of a file that was changed after it, and of another version, is refused', async () => {
    await signed(sigstore, { output: 'v1.sig' });
    await stage.add('times3');
    expect(await call(sign, { version: '2', bundle: 'v1.sig' })).toContain('is of another version');
    // Someone who writes to the registry puts it there all the same.
    const second = await stage.registry.version('m', 2);
    await stage.registry.addSignature({
      model: 'm',
      version: 2,
      digest: second?.entry.digest ?? '',
      bundle: await readFile(at('v1.sig'), 'utf8'),
      actor: 'mallory',
      run: 'r9',
    });
    expect(await verified({ version: '2' })).toContain('is of another version');
  });
});

describe('the time of a signature', () => {
  // Not the time of this machine: then no certificate of these would be valid.
  const then = new Date(Date.now() + 60 * MINUTE);
  const plus = (minutes: number) => new Date(then.getTime() + minutes * MINUTE);
  const clockwork = async (clocks: Parameters<typeof startSigstore>[0]) => {
    const other = await startSigstore(clocks);
    try {
      await writeFile(at('root.json'), other.trustedRoot);
      await signed(other);
    } finally {
      await other.stop();
    }
  };
  /** The signature again, without a part of it. */
  const without = async (change: (entries: Record<string, unknown>[], material: object) => void) => {
    const [kept] = await stage.registry.signatures('m', 1);
    const bundle = JSON.parse(kept?.bundle ?? '');
    change(bundle.verificationMaterial.tlogEntries, bundle.verificationMaterial);
    const { checkSignatures } = await import('../signing/index.js');
    const { contentOf } = await import('./signatures.js');
    const first = await stage.registry.version('m', 1);
    if (first === null) throw new Error('version 1 is gone');
    const answer = await checkSignatures(contentOf(first), [JSON.stringify(bundle)], {
      keys: [],
      identities: [{ issuer: GITHUB_ISSUER, subject: SUBJECT }],
      trustedRoot: () => readFile(at('root.json'), 'utf8'),
      covers: 'version',
    });
    return answer.ok ? 'accepted' : answer.reasons.join('\n');
  };

  it('is what the log gives, and the certificate must be valid then', async () => {
    await clockwork({ issued: then, logged: plus(1) });
    expect(await verified()).toContain('pass');
  });

  it('is refused where the certificate had expired when the entry was logged', async () => {
    await clockwork({ issued: then, logged: plus(20) });
    expect(await verified()).toMatch(
      /does not hold against the trusted root.*certificate is not valid or expired/,
    );
    expect(await call(deploy, { target: 'production', version: '1' })).toContain('does not hold');
  });

  it('is refused where no log and no authority gives a time', async () => {
    await signed();
    expect(
      await without((entries) => {
        for (const entry of entries) delete entry['inclusionPromise'];
      }),
    ).toContain('expected 1 timestamps, got 0');
  });

  it('is refused where the entry of the log is missing, also with a time of an authority', async () => {
    await signed(sigstore, { tsa: sigstore.url });
    expect(sigstore.seen).toContain('POST /api/v1/timestamp');
    expect(await verified()).toContain('pass');
    expect(
      await without((entries, material) => {
        entries.length = 0;
        expect(material).toHaveProperty('timestampVerificationData.rfc3161Timestamps.0');
      }),
    ).toContain('expected 1 tlog entries, got 0');
  });

  it('is refused where the entry of the log is of another signature', async () => {
    await signed();
    await signed();
    const [, other] = await stage.registry.signatures('m', 1);
    const foreign = JSON.parse(other?.bundle ?? '').verificationMaterial.tlogEntries;
    const [first] = await stage.registry.signatures('m', 1);
    const bundle = JSON.parse(first?.bundle ?? '');
    bundle.verificationMaterial.tlogEntries = foreign;
    const { parseBundle } = await import('../signing/index.js');
    expect(parseBundle(JSON.stringify(bundle))).toMatchObject({ kind: 'identity' });
    const { verifyIdentity } = await import('../signing/keyless/verify.js');
    expect(verifyIdentity(bundle, sigstore.trustedRoot)).toMatchObject({
      problem: expect.stringContaining('does not hold'),
    });
  });
});

describe('the trusted root of the public instance', () => {
  const DAY = 24 * 60 * MINUTE;
  let warnings: string[];
  const fetched = (mirror: string, now = new Date()) =>
    fetchTrustedRoot({
      cache: at('cache'),
      now: () => now,
      warn: (text) => warnings.push(text),
      mirror,
      root: at('tuf-root.json'),
      timeoutMs: 2000,
      retries: 0,
    });
  beforeEach(async () => {
    warnings = [];
    await writeFile(at('tuf-root.json'), sigstore.tufRoot);
  });

  it('is fetched once a day and kept', async () => {
    expect(JSON.parse(await fetched(sigstore.tufMirror))).toEqual(JSON.parse(sigstore.trustedRoot));
    expect(sigstore.seen).toContain('GET /tuf/timestamp.json');
    sigstore.seen.length = 0;
    await fetched(sigstore.tufMirror);
    expect(sigstore.seen).toEqual([]);
    await fetched(sigstore.tufMirror, new Date(Date.now() + 2 * DAY));
    expect(sigstore.seen).toContain('GET /tuf/timestamp.json');
    expect(sigstore.seen).not.toContain('GET /tuf/targets/trusted_root.json');
    expect(warnings).toEqual([]);
  });

  it('is taken from what is kept where the network fails, with a warning', async () => {
    const other = await startSigstore();
    await writeFile(at('tuf-root.json'), other.tufRoot);
    await fetched(other.tufMirror);
    await other.stop();
    const text = await fetched(other.tufMirror, new Date(Date.now() + 2 * DAY));
    expect(JSON.parse(text)).toEqual(JSON.parse(other.trustedRoot));
    expect(warnings.join()).toMatch(/could not be brought up to date.*has not expired/);
  });

  it('that is not there and cannot be fetched is an error of the environment that says what to do', async () => {
    const other = await startSigstore();
    await other.stop();
    await expect(fetched(other.tufMirror)).rejects.toMatchObject({
      kind: 'environment',
      message: expect.stringMatching(/could not be fetched from http.*--trusted-root FILE/s),
    });
  });

  it('that others put in its place is refused, also in the cache', async () => {
    const other = await startSigstore();
    try {
      // Our root of trust, their repository.
      await expect(fetched(other.tufMirror)).rejects.toThrow(/could not be fetched/);
    } finally {
      await other.stop();
    }
    await fetched(sigstore.tufMirror);
    const [folder = ''] = (await readdir(at('cache'))).filter((name) =>
      name.includes(new URL(sigstore.url).port),
    );
    await writeFile(join(at('cache'), folder, 'targets', 'trusted_root.json'), other.trustedRoot);
    expect(JSON.parse(await fetched(sigstore.tufMirror))).toEqual(JSON.parse(sigstore.trustedRoot));
  });

  it('is what a policy without `trusted_root` verifies with, from the cache of the user', async () => {
    await policy('');
    await signed();
    await fetched(sigstore.tufMirror);
    // As if it had been fetched from the public instance today.
    const [kept = ''] = await readdir(at('cache'));
    const home = join(stage.root, '.cache', 'assay', 'sigstore', 'tuf-repo-cdn.sigstore.dev');
    await cp(join(at('cache'), kept), home, { recursive: true });
    const env = { PATH: process.env['PATH'], HOME: stage.root, USERPROFILE: stage.root };
    expect(
      await call(verifySignature, { version: '1' }, { env: { ...env, XDG_CACHE_HOME: at('.cache') } }),
    ).toContain('pass');
  });

  it('that cannot be had does not stand in the way of a signature that needs none', async () => {
    const { checkSignatures, readPrivateKey, readPublicKey, signWithKey, parseBundle } = await import(
      '../signing/index.js'
    );
    const { contentOf } = await import('./signatures.js');
    await signed();
    const version = await stage.registry.version('m', 1);
    const [kept] = await stage.registry.signatures('m', 1);
    if (version === null || kept === undefined) throw new Error('version 1 is gone');
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(at('key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await writeFile(at('key.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
    const parsed = parseBundle(kept.bundle);
    if ('problem' in parsed) throw new Error(parsed.problem);
    const byKey = signWithKey(parsed.payload, await readPrivateKey(at('key.pem'), undefined));
    const trust = {
      keys: [{ ...(await readPublicKey(at('key.pub'))), file: 'key.pub' }],
      identities: [{ issuer: GITHUB_ISSUER, subject: SUBJECT }],
      trustedRoot: () => Promise.reject(new Error('offline')),
      covers: 'version' as const,
    };
    const content = contentOf(version);
    expect(await checkSignatures(content, [kept.bundle, byKey], trust)).toMatchObject({ ok: true });
    await expect(checkSignatures(content, [kept.bundle, '{}'], trust)).rejects.toThrow('offline');
  });
});

describe.skipIf(environment.missing !== '')(`the reference implementation ${environment.missing}`, () => {
  it('verifies what Assay signs as an identity, and refuses another identity and other bytes', async () => {
    await signed();
    expect(await verified({ export: 'signed' })).toContain('pass');
    const config = {
      mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
      trustedRoot: JSON.parse(sigstore.trustedRoot),
      signingConfig: {
        mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
        caUrls: [],
        oidcUrls: [],
        rekorTlogUrls: [],
        tsaUrls: [],
        rekorTlogConfig: { selector: 'ANY' },
        tsaConfig: { selector: 'ANY' },
      },
    };
    await writeFile(at('trust.json'), JSON.stringify(config));
    const reference = (identity: string, issuer = GITHUB_ISSUER) =>
      exec(environment.python, [
        ...['-m', 'model_signing', 'verify', 'sigstore', '--trust_config', at('trust.json')],
        ...['--signature', at('signed/model.sig'), '--identity', identity, '--identity_provider', issuer],
        at('signed'),
      ]).then(
        ({ stdout }) => stdout,
        (error: { stdout?: string; stderr?: string }) => `${error.stdout ?? ''}${error.stderr ?? ''}`,
      );
    expect(await reference(SUBJECT)).toContain('Verification succeeded');
    expect(await reference(`${SUBJECT}x`)).toMatch(/Verification failed/);
    await writeFile(at('signed/model.onnx'), 'backdoor');
    expect(await reference(SUBJECT)).toContain('Hash mismatch');
  });
});
