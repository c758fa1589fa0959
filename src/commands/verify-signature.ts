/** `assay verify-signature`: who signed a version, and whether that is enough. */
import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { usageError, writeFileAtomic } from '../base/index.js';
import type { Finding } from '../results/index.js';
import {
  checkSignatures,
  MANIFEST_RESOURCE,
  readPublicKey,
  SIGNATURE_FILE,
  type SignaturePolicy,
} from '../signing/index.js';
import { defineCommand } from './command.js';
import { openDelivery, targetMeant, versionMeant } from './delivery/common.js';
import { bundlesOf, contentOf, policyFrom, requirementsOf, trustedRootAt } from './signatures.js';

export default defineCommand({
  name: 'verify-signature',
  summary: 'check who signed a model version, against keys or the policy of assay.yaml',
  details:
    'Without --key and --identity it asks what `require_signature` asks, for everything and for the target named. ' +
    'Exit code 1 says that the signatures are not enough, with the reason of each. Keys need no network. Identities ' +
    'need the trusted root of Sigstore: that of the public instance is fetched once a day and kept; in a closed ' +
    'network name a file with --trusted-root. With --export the files ' +
    'that were signed are written to a folder, where other tools verify them: `model_signing verify key --signature ' +
    'DIR/model.sig --public_key FILE DIR`.',
  options: {
    version: {
      type: 'integer',
      value: 'NUMBER',
      summary: 'the version (absent: the one that this run registered)',
    },
    key: { type: 'list', value: 'FILE', summary: 'trust this public key, instead of the policy' },
    identity: {
      type: 'string',
      value: 'SUBJECT',
      summary: 'trust this identity, the whole of it, with --issuer, instead of the policy',
    },
    issuer: { type: 'string', value: 'URL', summary: 'the OpenID Connect provider of --identity' },
    'trusted-root': {
      type: 'string',
      value: 'FILE',
      summary: "Sigstore's trusted root (absent: `trusted_root` of the policy, or the public one)",
    },
    target: { type: 'string', value: 'NAME', summary: 'ask what this target asks besides' },
    export: {
      type: 'string',
      value: 'DIR',
      summary: 'write model, manifest and the signature that was accepted to a folder',
    },
  },
  examples: [
    { run: 'assay verify-signature --version 3', does: 'is version 3 signed as assay.yaml asks?' },
    { run: 'assay verify-signature --version 3 --key release.pub', does: 'did this key sign it?' },
    {
      run: 'assay verify-signature --version 3 --issuer https://token.actions.githubusercontent.com --identity https://github.com/o/r/.github/workflows/release.yml@refs/heads/main',
      does: 'did this workflow sign it?',
    },
  ],
  outputs: { version: 'number of the version', by: 'who signed; empty where the signatures are not enough' },
  permissions: { contents: 'read' },
  async run({ ctx, host, options }) {
    const delivery = await openDelivery(ctx, host, { config: options.config });
    const { registry, config, session } = delivery;
    const target = options.target;
    if (target !== undefined) targetMeant(config, target);
    const version = await versionMeant(delivery, options.version);
    const { entry } = version;
    const keys = await Promise.all(
      options.key.map(async (file) => ({ ...(await readPublicKey(resolve(ctx.cwd, file))), file })),
    );
    const { identity: subject, issuer } = options;
    if ((subject === undefined) !== (issuer === undefined)) {
      throw usageError({
        message: `--${subject === undefined ? 'issuer' : 'identity'} says nothing alone: anyone may bear that name at another provider`,
        expected: '--identity and --issuer together',
      });
    }
    const identities = subject === undefined || issuer === undefined ? [] : [{ issuer, subject }];
    const file = options['trusted-root'];
    const named = file === undefined ? null : trustedRootAt(ctx, resolve(ctx.cwd, file));
    const policies: SignaturePolicy[] =
      keys.length + identities.length > 0
        ? [{ keys, identities, trustedRoot: named ?? trustedRootAt(ctx, null), covers: 'version' }]
        : await Promise.all(
            requirementsOf(config, target ?? null).map(async (one) => {
              const policy = await policyFrom(ctx, config, one);
              return named === null ? policy : { ...policy, trustedRoot: named };
            }),
          );
    if (policies.length === 0) {
      throw usageError({
        message: 'whose signature is asked for? assay.yaml has no `require_signature`',
        fix: 'name a public key with --key FILE, an identity with --identity and --issuer, or write the policy: docs/signing.md',
      });
    }
    const content = contentOf(version);
    const bundles = await bundlesOf(registry, version);
    const findings: Finding[] = [];
    const by: string[] = [];
    let accepted: string | null = null;
    for (const policy of policies) {
      const answer = await checkSignatures(content, bundles, policy);
      if (answer.ok) {
        by.push(answer.by);
        accepted = answer.bundle;
        findings.push(found('signature', 'pass', `signed by ${answer.by}, over the ${answer.covers}`));
      } else for (const reason of answer.reasons) findings.push(found('signature', 'fail', reason));
    }
    const failed = findings.some(({ verdict }) => verdict === 'fail');
    if (options.export !== undefined && accepted !== null) {
      await exportTo(resolve(ctx.cwd, options.export), accepted);
    }
    const signers = [...new Set(by)].join(', ');
    const summary = failed
      ? `${content.label}: its signatures are not enough: ${findings.find(({ verdict }) => verdict === 'fail')?.message}`
      : `${content.label} is signed by ${signers}`;
    const result = await session.finish<'verify-signature'>({
      command: 'verify-signature',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: failed ? 'fail' : 'pass',
      summary,
      findings,
      data: {
        model: entry.model,
        version: entry.version,
        digest: entry.digest,
        signatures: bundles.length,
        by,
      },
      text: summary,
    });
    return { result, outputs: { version: String(entry.version), by: failed ? '' : signers }, text: summary };

    /** What was signed, as a folder that other tools verify. */
    async function exportTo(folder: string, bundle: string): Promise<void> {
      await mkdir(folder, { recursive: true });
      for (const { file, sha256, role } of version.manifest.files) {
        if (role === 'model') await registry.getBlob(sha256, join(folder, basename(file)), ctx.signal);
      }
      await writeFileAtomic(join(folder, MANIFEST_RESOURCE), await registry.manifestBytes(entry.digest));
      await writeFileAtomic(join(folder, SIGNATURE_FILE), bundle);
    }
  },
});

function found(check: string, verdict: 'pass' | 'fail', message: string): Finding {
  return { check, verdict, severity: verdict === 'pass' ? 'info' : 'error', subject: {}, where: [], message };
}
