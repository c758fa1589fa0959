/** `assay sign`: puts a signature beside a version, made with a key, as an identity, or by another tool. */
import { resolve } from 'node:path';
import { readUserFile, usageError, writeFileAtomic } from '../base/index.js';
import type { ModelVersion } from '../registry/index.js';
import {
  coverage,
  MANIFEST_RESOURCE,
  MAX_BUNDLE_BYTES,
  parseBundle,
  parseStatement,
  readPrivateKey,
  signWithKey,
  statementBytes,
} from '../signing/index.js';
import { defineCommand } from './command.js';
import { openDelivery, versionMeant } from './delivery/common.js';
import { contentOf } from './signatures.js';

export default defineCommand({
  name: 'sign',
  summary: 'put a signature beside a model version, by a key or by an identity',
  details:
    'Signs the files of the model and the manifest, which names all evidence, as OpenSSF Model Signing v1.0 lays it ' +
    'down. The signature is kept in the registry beside the version, whose digest stays the same. With --key it needs ' +
    'no network; the passphrase of an encrypted key comes from ASSAY_SIGNING_PASSPHRASE. With --keyless it signs as ' +
    'the identity of the job (`id-token: write`), through Sigstore. With --bundle it keeps what another tool signed. ' +
    'What was signed with a key before is not signed again.',
  options: {
    version: {
      type: 'integer',
      value: 'NUMBER',
      summary: 'the version (absent: the one that this run registered)',
    },
    key: {
      type: 'string',
      value: 'FILE',
      summary: 'private key in PEM: ECDSA on P-256, P-384, P-521, or Ed25519',
    },
    keyless: { type: 'boolean', summary: 'sign as the identity of this job, through Sigstore' },
    bundle: { type: 'string', value: 'FILE', summary: 'keep this signature, made by another tool' },
    fulcio: { type: 'string', value: 'URL', summary: 'authority for --keyless (absent: the public one)' },
    rekor: {
      type: 'string',
      value: 'URL',
      summary: 'transparency log for --keyless (absent: the public one)',
    },
    tsa: {
      type: 'string',
      value: 'URL',
      summary: "timestamp authority for --keyless (absent: the log's own time)",
    },
    output: { type: 'string', value: 'FILE', summary: 'write the signature to a file too' },
    actor: {
      type: 'string',
      value: 'NAME',
      summary: "who puts it there (absent: git's user.email)",
      notIn: ['action'],
    },
  },
  examples: [
    { run: 'assay sign --key release.pem', does: 'sign what this run registered' },
    { run: 'assay sign --version 3 --keyless', does: 'sign version 3 as the identity of the workflow' },
  ],
  outputs: { version: 'number of the version', signature: 'id of the signature' },
  permissions: {
    contents: 'read; write where the registry is kept in a branch',
    'id-token': 'write, for --keyless',
  },
  async run({ ctx, host, options }) {
    const ways = [options.key, options.keyless ? 'yes' : undefined, options.bundle];
    if (ways.filter((way) => way !== undefined).length !== 1) {
      throw usageError({
        message: 'how is it to be signed?',
        expected: 'one of --key, --keyless and --bundle',
      });
    }
    const delivery = await openDelivery(ctx, host, options);
    const { registry, actor, session } = delivery;
    const version = await versionMeant(delivery, options.version);
    const { entry } = version;
    const { bundle, how, notes } = await make(version);
    const { signature, created } = await registry.addSignature({
      model: entry.model,
      version: entry.version,
      digest: entry.digest,
      bundle,
      actor,
      run: session.workspace.run.id,
    });
    if (options.output !== undefined)
      await writeFileAtomic(resolve(ctx.cwd, options.output), signature.bundle);
    for (const note of notes) ctx.log.warn(note);
    const summary = created
      ? `${entry.model} v${entry.version} is signed ${how}`
      : `${entry.model} v${entry.version} was signed ${how} before`;
    const result = await session.finish<'sign'>({
      command: 'sign',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: 'pass',
      summary,
      notChecked: notes,
      data: {
        model: entry.model,
        version: entry.version,
        digest: entry.digest,
        signature: signature.id,
        created,
        how,
      },
      text: summary,
    });
    return { result, outputs: { version: String(entry.version), signature: signature.id }, text: summary };

    async function make(of: ModelVersion): Promise<{ bundle: string; how: string; notes: string[] }> {
      const content = contentOf(of);
      if (options.bundle !== undefined) return foreign(of, resolve(ctx.cwd, options.bundle));
      const statement = statementBytes({
        name: of.entry.model,
        resources: [
          ...content.files.map(({ name, sha256 }) => ({ name: name ?? '', sha256 })),
          { name: MANIFEST_RESOURCE, sha256: content.digest.slice('sha256:'.length) },
        ],
      });
      if (options.key === undefined) {
        const { PUBLIC_SIGSTORE, signAsIdentity } = await import('../signing/keyless/index.js');
        const bundle = await signAsIdentity(statement, {
          services: {
            fulcio: options.fulcio ?? PUBLIC_SIGSTORE.fulcio,
            rekor: options.rekor ?? PUBLIC_SIGSTORE.rekor,
            ...(options.tsa === undefined ? {} : { tsa: options.tsa }),
          },
          env: ctx.env,
          secret: (value) => ctx.log.secret(value),
          signal: ctx.signal,
        });
        return { bundle, how: 'as the identity of this job', notes: [] };
      }
      const passphrase = ctx.env['ASSAY_SIGNING_PASSPHRASE'];
      if (passphrase !== undefined) ctx.log.secret(passphrase);
      const key = await readPrivateKey(resolve(ctx.cwd, options.key), passphrase);
      const how = `with the key ${key.hint.slice(0, 12)}… (${key.kind})`;
      const notes =
        key.kind === 'Ed25519'
          ? [
              'the reference implementation of OpenSSF Model Signing verifies no Ed25519; take ECDSA P-256 where others verify',
            ]
          : [];
      // A signature with this key over the same statement is as good as a new one.
      for (const known of await registry.signatures(of.entry.model, of.entry.version)) {
        const parsed = parseBundle(known.bundle);
        if (!('problem' in parsed) && parsed.hint === key.hint && parsed.payload.equals(statement)) {
          return { bundle: known.bundle, how, notes };
        }
      }
      return { bundle: signWithKey(statement, key), how, notes };
    }

    /** A signature of another tool: of this version, whoever made it. Who that is the policy judges. */
    async function foreign(of: ModelVersion, path: string) {
      const bundle = await readUserFile(path, 'the signature');
      if (Buffer.byteLength(bundle) > MAX_BUNDLE_BYTES) {
        throw usageError({ where: { file: path }, message: 'is larger than any signature' });
      }
      const parsed = parseBundle(bundle);
      const statement = 'problem' in parsed ? parsed : parseStatement(parsed.payload);
      const covered = 'problem' in statement ? statement : coverage(statement, contentOf(of));
      if ('problem' in covered) {
        throw usageError({
          where: { file: path },
          message: `it is no signature of ${of.entry.model} v${of.entry.version}: it ${covered.problem}`,
        });
      }
      const notes = ['who made the signature: run `assay verify-signature`'];
      return { bundle, how: 'by another tool', notes };
    }
  },
});
