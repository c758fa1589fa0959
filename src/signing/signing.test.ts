import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../test/support/program.js';
import { pythonWith } from '../../test/support/python.js';
import {
  checkSignatures,
  MANIFEST_RESOURCE,
  parseBundle,
  parseStatement,
  readPrivateKey,
  readPublicKey,
  type SignaturePolicy,
  type SignedContent,
  signWithKey,
  statementBytes,
} from './index.js';

const FIXTURES = join(ROOT, 'test', 'fixtures', 'model-signing');
const environment = await pythonWith('test/requirements-signing.txt');
const exec = promisify(execFile);
const sha = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-signing-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Curve = 'P-256' | 'P-384' | 'P-521' | 'ed25519';
async function keyPair(curve: Curve, passphrase?: string): Promise<{ key: string; pub: string }> {
  const { privateKey, publicKey } =
    curve === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: curve });
  const name = join(folder, randomBytes(6).toString('hex'));
  const encryption = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  await writeFile(`${name}.pem`, privateKey.export({ type: 'pkcs8', format: 'pem', ...encryption }));
  await writeFile(`${name}.pub`, publicKey.export({ type: 'spki', format: 'pem' }));
  return { key: `${name}.pem`, pub: `${name}.pub` };
}

const noRoot = () => Promise.reject(new Error('no trusted root was given'));
async function trusting(...files: string[]): Promise<SignaturePolicy> {
  const keys = await Promise.all(files.map(async (file) => ({ ...(await readPublicKey(file)), file })));
  return { keys, identities: [], trustedRoot: noRoot, covers: 'version' };
}

/** A folder with these files, the model among them. */
async function modelFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const place = join(folder, randomBytes(6).toString('hex'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(place, name)), { recursive: true });
    await writeFile(join(place, name), content);
  }
  return place;
}

const FILES = {
  'model.onnx': 'model',
  [MANIFEST_RESOURCE]: '{"format":1}',
  'a/z': '1',
  'a-b/é': '2',
  'a.b': '3',
};
const resourcesOf = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([name, text]) => ({ name, sha256: sha(text) }));
const CONTENT: SignedContent = {
  label: 'm v1',
  digest: `sha256:${sha(FILES[MANIFEST_RESOURCE] ?? '')}`,
  files: [{ name: 'model.onnx', sha256: sha('model') }],
};

async function signed(curve: Curve = 'P-256', files: Readonly<Record<string, string>> = FILES) {
  const pair = await keyPair(curve);
  const statement = statementBytes({ name: 'm', resources: resourcesOf(files) });
  return { ...pair, bundle: signWithKey(statement, await readPrivateKey(pair.key, undefined)) };
}

describe('signing with a key', () => {
  it.each(['P-256', 'P-384', 'P-521', 'ed25519'] as const)('verifies what it signed: %s', async (curve) => {
    const { bundle, pub } = await signed(curve);
    const answer = await checkSignatures(CONTENT, [bundle], await trusting(pub));
    expect(answer).toMatchObject({ ok: true, covers: 'version' });
  });

  it('opens an encrypted key with its passphrase only, and shows neither', async () => {
    const { key } = await keyPair('P-256', 'correct horse');
    await expect(readPrivateKey(key, 'correct horse')).resolves.toMatchObject({ kind: 'ECDSA P-256' });
    await expect(readPrivateKey(key, undefined)).rejects.toThrow(/ASSAY_SIGNING_PASSPHRASE|encrypted/);
    const text = await readFile(key, 'utf8');
    const wrong = await readPrivateKey(key, 'battery staple').catch(String);
    expect(wrong).toContain('cannot be opened');
    expect(wrong).not.toContain('battery');
    expect(wrong).not.toContain(text.split('\n')[1]);
  });

  it('refuses keys of other kinds, private keys where all read, and public ones to sign with', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const path = join(folder, 'rsa.pem');
    await writeFile(path, rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await expect(readPrivateKey(path, undefined)).rejects.toThrow(/rsa/);
    const { key, pub } = await keyPair('P-256');
    await expect(readPublicKey(key)).rejects.toThrow(/private key/);
    await expect(readPrivateKey(pub, undefined)).rejects.toThrow(/public key/);
    const k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    await writeFile(path, k1.publicKey.export({ type: 'spki', format: 'pem' }));
    await expect(readPublicKey(path)).rejects.toThrow(/secp256k1/);
  });
});

describe('a policy', () => {
  const reasons = async (content: SignedContent, bundles: string[], policy: SignaturePolicy) => {
    const answer = await checkSignatures(content, bundles, policy);
    expect(answer.ok).toBe(false);
    return answer.ok ? '' : answer.reasons.join('\n');
  };

  it('refuses what is not signed', async () => {
    const { pub } = await signed();
    expect(await reasons(CONTENT, [], await trusting(pub))).toBe('m v1 has no signature');
  });

  it('refuses a foreign key, also where the bundle claims the hint of a trusted one', async () => {
    const [ours, theirs] = [await signed(), await signed()];
    const policy = await trusting(ours.pub);
    expect(await reasons(CONTENT, [theirs.bundle], policy)).toContain('which is not trusted');
    const [hint, other] = [ours.bundle, theirs.bundle].map((text) => {
      const parsed = parseBundle(text);
      return 'problem' in parsed ? '' : parsed.hint;
    });
    const lie = theirs.bundle.replace(other ?? '', hint ?? '');
    expect(await reasons(CONTENT, [lie], policy)).toContain('it was changed');
    const bare = theirs.bundle.replace(`{"hint":"${other}"}`, '{}');
    expect(await reasons(CONTENT, [bare], policy)).toContain('it was changed');
  });

  it('refuses a payload that was changed, byte by byte', async () => {
    const { bundle, pub } = await signed();
    const policy = await trusting(pub);
    const data = JSON.parse(bundle);
    const payload = Buffer.from(data.dsseEnvelope.payload, 'base64');
    for (let at = 0; at < payload.length; at += 37) {
      const other = Buffer.from(payload);
      other.writeUInt8(other.readUInt8(at) ^ 1, at);
      data.dsseEnvelope.payload = other.toString('base64');
      expect(await reasons(CONTENT, [JSON.stringify(data)], policy)).toContain('it was changed');
    }
  });

  it('refuses a signature over another version, over other bytes, and under another name', async () => {
    const { bundle, pub } = await signed();
    const policy = await trusting(pub);
    const other = { ...CONTENT, digest: `sha256:${sha('other')}` };
    expect(await reasons(other, [bundle], policy)).toContain('is of another version');
    expect(await reasons(other, [bundle], { ...policy, covers: 'model' })).toContain('is of another version');
    const bytes = { ...CONTENT, files: [{ name: 'model.onnx', sha256: sha('backdoor') }] };
    expect(await reasons(bytes, [bundle], policy)).toContain('other files were signed');
    const name = { ...CONTENT, files: [{ name: 'other.onnx', sha256: sha('model') }] };
    expect(await reasons(name, [bundle], policy)).toContain('not as other.onnx');
    const more = { ...CONTENT, files: [...CONTENT.files, { name: 'model.data', sha256: sha('weights') }] };
    expect(await reasons(more, [bundle], policy)).toContain('does not cover model.data');
  });

  it('takes a signature over the model alone only where it says so', async () => {
    const { bundle, pub } = await signed('P-256', { 'model.onnx': 'model' });
    const policy = await trusting(pub);
    expect(await reasons(CONTENT, [bundle], policy)).toContain('not the manifest');
    const answer = await checkSignatures(CONTENT, [bundle], { ...policy, covers: 'model' });
    expect(answer).toMatchObject({ ok: true, covers: 'model' });
  });

  it('refuses statements that do not hold together', async () => {
    const { key, pub } = await keyPair('P-256');
    const [policy, signer] = [await trusting(pub), await readPrivateKey(key, undefined)];
    const whole = JSON.parse(statementBytes({ name: 'm', resources: resourcesOf(FILES) }).toString());
    const cases: [string, (data: typeof whole) => void][] = [
      ['its subject is', (data) => data.predicate.resources.reverse()],
      ['names a file twice', (data) => data.predicate.resources.push(data.predicate.resources[0])],
      ['subject', (data) => data.subject.push(data.subject[0])],
      ['predicateType', (data) => Object.assign(data, { predicateType: 'https://slsa.dev/provenance/v1' })],
      ['serialization.method', (data) => Object.assign(data.predicate.serialization, { method: 'shards' })],
      ['hash_type', (data) => Object.assign(data.predicate.serialization, { hash_type: 'blake3' })],
    ];
    for (const [reason, change] of cases) {
      const data = structuredClone(whole);
      change(data);
      const bundle = signWithKey(Buffer.from(JSON.stringify(data)), signer);
      expect(await reasons(CONTENT, [bundle], policy)).toContain(reason);
    }
  });

  it('takes any text for a bundle or for none, and never fails on it', async () => {
    const { bundle, pub } = await signed();
    const policy = await trusting(pub);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.nat(bundle.length - 2).map((cut) => bundle.slice(0, cut)),
        ),
        async (text) => {
          expect((await checkSignatures(CONTENT, [text], policy)).ok).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('finds the one signature among several that holds', async () => {
    const [ours, theirs] = [await signed(), await signed()];
    const answer = await checkSignatures(
      CONTENT,
      ['{}', theirs.bundle, ours.bundle],
      await trusting(ours.pub),
    );
    expect(answer).toMatchObject({ ok: true });
  });
});

describe.skipIf(environment.missing !== '')(`the reference implementation ${environment.missing}`, () => {
  const reference = (...args: string[]) =>
    exec(environment.python, ['-m', 'model_signing', ...args]).then(
      ({ stdout }) => stdout,
      (error: { stdout?: string; stderr?: string }) => `${error.stdout ?? ''}${error.stderr ?? ''}`,
    );

  it.each(['P-256', 'P-384', 'P-521'] as const)('verifies what Assay signs: %s', async (curve) => {
    const place = await modelFolder(FILES);
    const { bundle, pub } = await signed(curve);
    const signature = join(place, 'model.sig');
    await writeFile(signature, bundle);
    const verify = () => reference('verify', 'key', '--signature', signature, '--public_key', pub, place);
    expect(await verify()).toContain('Verification succeeded');
    await writeFile(join(place, 'model.onnx'), 'backdoor');
    expect(await verify()).toContain('Hash mismatch');
  });

  it.each([
    ['a folder', ''],
    ['a bare file', 'model.onnx'],
  ])('signs %s, and Assay verifies it', async (_, file) => {
    const place = await modelFolder(file === '' ? FILES : { 'model.onnx': 'model' });
    const { key, pub } = await keyPair('P-256');
    const path = join(folder, `${randomBytes(6).toString('hex')}.sig`);
    await reference('sign', 'key', '--private_key', key, '--signature', path, join(place, file));
    const text = await readFile(path, 'utf8');
    const policy: SignaturePolicy = { ...(await trusting(pub)), covers: file === '' ? 'version' : 'model' };
    expect(await checkSignatures(CONTENT, [text], policy)).toMatchObject({ ok: true });
    const theirs = parseBundle(text);
    const statement = 'problem' in theirs ? null : parseStatement(theirs.payload);
    if (file === '') {
      // The same files in the same order, and so the same subject.
      expect(statement).toMatchObject({ resources: sortedAsOurs(FILES) });
    }
  });
});

function sortedAsOurs(files: Readonly<Record<string, string>>) {
  const parsed = parseStatement(statementBytes({ name: 'm', resources: resourcesOf(files) }));
  return 'problem' in parsed ? null : parsed.resources;
}

describe('signatures of others, kept as they came', () => {
  const contentOf = async (name: string): Promise<SignedContent> => ({
    label: name,
    digest: `sha256:${sha('')}`,
    files: await Promise.all(
      ['signme-1', 'signme-2'].map(async (file) => ({
        name: file,
        sha256: sha(await readFile(join(FIXTURES, name, file))),
      })),
    ),
  });
  const IBM = { issuer: 'https://sigstore.verify.ibm.com/oauth2', subject: 'stefanb@us.ibm.com' };

  it('are verified with a key on P-384', async () => {
    const bundle = await readFile(join(FIXTURES, 'key', 'model.sig'), 'utf8');
    const trusted = await trusting(join(FIXTURES, 'key', 'key.pub'));
    const policy: SignaturePolicy = { ...trusted, covers: 'model' };
    expect(await checkSignatures(await contentOf('key'), [bundle], policy)).toMatchObject({ ok: true });
  });

  it('are verified by identity, log and trusted root, without a network', async () => {
    const bundle = await readFile(join(FIXTURES, 'keyless', 'model.sig'), 'utf8');
    const trustedRoot = () => readFile(join(FIXTURES, 'trusted_root.json'), 'utf8');
    const policy: SignaturePolicy = { keys: [], identities: [IBM], trustedRoot, covers: 'model' };
    const content = await contentOf('keyless');
    expect(await checkSignatures(content, [bundle], policy)).toMatchObject({
      ok: true,
      by: `${IBM.subject} (${IBM.issuer})`,
      covers: 'model',
    });
    const refusal = async (text: string, change: Partial<SignaturePolicy>) => {
      const answer = await checkSignatures(content, [text], { ...policy, ...change });
      return answer.ok ? 'accepted' : answer.reasons.join('\n');
    };
    // Compared as a whole: neither a pattern nor a part of it.
    for (const subject of ['stefanb@us.ibm.co', '.*', 'stefanb@us-ibm.com']) {
      expect(await refusal(bundle, { identities: [{ ...IBM, subject }] })).toContain('who is not trusted');
    }
    expect(
      await refusal(bundle, { identities: [{ ...IBM, issuer: 'https://accounts.google.com' }] }),
    ).toContain('who is not trusted');
    expect(await refusal(bundle, { identities: [] })).toContain('none is trusted');
    await expect(refusal(bundle, { trustedRoot: noRoot })).rejects.toThrow('no trusted root was given');
    expect(await refusal(bundle, { trustedRoot: async () => '{}' })).toContain('does not hold');
    const data = JSON.parse(bundle);
    const payload = JSON.parse(Buffer.from(data.dsseEnvelope.payload, 'base64').toString());
    payload.subject[0].name = 'other';
    data.dsseEnvelope.payload = Buffer.from(JSON.stringify(payload)).toString('base64');
    expect(await refusal(JSON.stringify(data), {})).toContain('does not hold');
    data.verificationMaterial.tlogEntries = [];
    expect(await refusal(JSON.stringify(data), {})).toContain('does not hold');
  });
});
