/**
 * Where `require_signature` is asked: every command that takes a version from the registry asks it before it decides
 * something by the version or runs it, or stands here with the reason why it need not.
 */
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStage, type Stage, testContext } from '../../test/support/delivery.js';
import { AssayError } from '../base/index.js';
import { loadConfig } from '../config/index.js';
import type { Host } from '../host/index.js';
import type { RunIdentity } from '../results/index.js';
import type { Command } from './command.js';
import { openBaselineRegistry } from './gate/registry.js';
import { COMMANDS } from './index.js';
import monitor from './monitor.js';
import { checkOptions, type RawOptions } from './options.js';
import { readReference } from './reference.js';
import reproduce from './reproduce.js';
import sign from './sign.js';

const CHECKS = 'checks';
const NONE = 'takes no version from the registry';
const SHOWS = 'shows what is recorded; decides nothing and runs nothing of it';

/** Command → where it asks, or why it does not. */
const BY_COMMAND: Readonly<Record<string, string>> = {
  validate: CHECKS,
  profile: CHECKS,
  evaluate: CHECKS,
  gate: CHECKS,
  run: 'calls validate, train, evaluate and gate, which ask by themselves',
  reproduce: CHECKS,
  monitor: CHECKS,
  serve: CHECKS,
  deploy: CHECKS,
  promote: CHECKS,
  rollback: CHECKS,
  'verify-signature': CHECKS,
  sign: 'makes the signature; with --bundle it asks only whether it is of this version, and says that it judged nobody',
  register: 'makes the version; what it names as parent is a word of lineage',
  approve: 'moves nothing; deploy and promote ask when the approval is used',
  reject: 'moves nothing, and takes away only',
  respond: 'records decisions as approve does, and starts a workflow, which asks',
  history: SHOWS,
  compare: SHOWS,
  explain: SHOWS,
  report: SHOWS,
  comment: SHOWS,
  registry: 'carries, checks and cleans objects as they are, with their signatures',
  init: NONE,
  infer: NONE,
  'import-contract': NONE,
  train: NONE,
  engines: NONE,
  setup: NONE,
};

/** File of src/ that reads versions or their bytes → whether it asks, or why it need not. */
const BY_FILE: Readonly<Record<string, string>> = {
  'commands/evaluate/baseline.ts': CHECKS,
  'commands/gate/registry.ts': CHECKS,
  'commands/reference.ts': CHECKS,
  'commands/monitor.ts': CHECKS,
  'commands/monitor/drift.ts': 'is given the version that monitor.ts has asked about',
  'commands/monitor/performance.ts': 'is given the version that monitor.ts has asked about',
  'commands/reproduce.ts': CHECKS,
  'commands/reproduce/worktree.ts': 'is given the version that reproduce.ts has asked about',
  'commands/validate/compare.ts': 'reads by reference.ts, which asks',
  'commands/profile/new.ts': 'reads by reference.ts, which asks',
  'commands/delivery/common.ts': CHECKS,
  'commands/promote.ts': CHECKS,
  'commands/deploy.ts': 'asks through deliveryTo of delivery/common.ts',
  'deployment/rollback.ts': 'is given the answer by rollback, through deliveryTo of delivery/common.ts',
  'deployment/bring.ts':
    'makes the folder what the alias names, which was asked about when it moved; servers ask again',
  'deployment/proof.ts': 'compares what is served with the version that the log names; serves nothing',
  'commands/verify-signature.ts': CHECKS,
  'commands/sign.ts': 'makes the signature',
  'commands/register.ts': 'makes the version',
  'commands/delivery/decision.ts': 'records a decision; moves nothing',
  'commands/respond/version.ts': 'records a decision; moves nothing',
  'commands/github/approval-issue.ts': SHOWS,
  'commands/baseline/versions.ts': 'finds versions and evidence for others, which ask before they use them',
  'commands/compare.ts': SHOWS,
  'commands/compare/paired.ts': SHOWS,
  'commands/compare/subjects.ts': SHOWS,
  'commands/explain.ts': SHOWS,
  'commands/history.ts': SHOWS,
  'commands/report/history.ts': SHOWS,
};

const SOURCE = join(import.meta.dirname, '..');
const READS =
  /registry\.(version|versionByDigest|getBlob|getBytes|manifestBytes)\(|[^.\w](findVersion|versionMeant|findSubject|bestVersion|previousVersion|evidenceOf|profileOfVersion|readReference)\(/;
const ASKS = /\b(requireSigned|signatureState|refusalOf|checkSignatures)\(/;

describe('the policy of signatures', () => {
  it('stands with every command: it asks, or has its reason', () => {
    expect(Object.keys(BY_COMMAND).sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  it('stands with every file that takes versions from a registry', () => {
    const readers = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .map((path) => relative(SOURCE, join(SOURCE, path)).split(sep).join('/'))
      .filter((path) => !path.startsWith('registry/'))
      .filter((path) => {
        const code = readFileSync(join(SOURCE, path), 'utf8').replace(/^import[^;]*;/gm, '');
        return READS.test(code);
      });
    const strangers = readers.filter((path) => !path.startsWith('mlflow/') && !(path in BY_FILE));
    expect(strangers, 'ask `requireSigned` there, or say here why not').toEqual([]);
    expect(Object.keys(BY_FILE).filter((path) => !readers.includes(path))).toEqual([]);
    for (const [path, how] of Object.entries(BY_FILE)) {
      const asks = ASKS.test(readFileSync(join(SOURCE, path), 'utf8'));
      expect(asks, `${path}: ${how}`).toBe(how === CHECKS);
    }
  });
});

const host: Host = {
  kind: 'terminal',
  identity: async (_, config): Promise<RunIdentity> => ({ id: 'r1', attempt: 1, commit: null, config }),
  actor: async () => 'grace',
  authors: async () => ['ada'],
  runUrl: () => null,
  repositoryUrl: async () => null,
};

describe('an unsigned version, where a signature is required', () => {
  let stage: Stage;
  const at = (name: string): string => join(stage.root, name);
  beforeEach(async () => {
    stage = await makeStage();
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(at('release.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await writeFile(at('release.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
    await configure('require_signature: {keys: [release.pub]}\n');
    const version = await stage.add('times2');
    await stage.registry.moveAlias('m', 'production', {
      to: version,
      kind: 'promote',
      actor: 'mallory',
      run: 'r0',
      approvals: [],
      reason: 'around the commands',
      expectSeq: 0,
    });
  });
  afterEach(() => rm(stage.root, { recursive: true, force: true }));

  const configure = (root: string, target = '') =>
    writeFile(
      at('assay.yaml'),
      `version: 1
model: m
registry: registry
${root}datasets:
  serving: {path: today.csv}
targets:
  production: {folder: deploy, layout: plain, approvals: 0${target}}
monitor: {dataset: serving, target: production, on: {drift: alert}}
`,
    );
  const said = (command: Command, raw: RawOptions, args: string[] = []): Promise<string> => {
    const ctx = testContext(stage.root);
    return command.run({ ctx, host, options: checkOptions(command, raw, 'cli'), args }).then(
      ({ result }) => result.summary,
      (error: unknown) => (error instanceof AssayError ? error.message : Promise.reject(error)),
    );
  };
  const reference = async (name: string) => {
    const config = await loadConfig(at('assay.yaml'));
    return readReference(testContext(stage.root), config, name, { root: stage.root, remote: null });
  };

  it('is no reference of drift, for validate and profile', async () => {
    for (const name of ['registry:production', 'registry:1#train']) {
      await expect(reference(name)).rejects.toThrow(/cannot be compared with.*has no signature/);
    }
    await said(sign, { version: '1', key: 'release.pem' });
    await expect(reference('registry:1')).resolves.toMatchObject({ missing: expect.any(String) });
  });

  it('is not watched by monitor, also where only the target asks', async () => {
    await writeFile(at('today.csv'), 'a\n1\n');
    expect(await said(monitor, {})).toMatch(/cannot be watched.*has no signature/);
    await configure('', ', require_signature: {keys: [release.pub]}');
    expect(await said(monitor, {})).toMatch(/cannot be watched.*has no signature/);
    await said(sign, { version: '1', key: 'release.pem' });
    expect(await said(monitor, {})).not.toContain('signature');
  });

  it('is not rebuilt: its commands are not run', async () => {
    expect(await said(reproduce, {}, ['1'])).toMatch(/it is not rebuilt.*has no signature/);
    await said(sign, { version: '1', key: 'release.pem' });
    expect(await said(reproduce, {}, ['1'])).toContain('without a training');
  });

  it('has no stand-in: the figures of a run without a version are no baseline', async () => {
    await stage.registry.recordRun({
      model: 'm',
      run: { id: 'r-before', attempt: 1, commit: null, config: null },
      verdict: 'pass',
      version: null,
      params: {},
      metrics: [],
    });
    const previous = async () => {
      const loaded = await loadConfig(at('assay.yaml'));
      const run = { id: 'r2', attempt: 1, commit: null, config: null };
      return (await openBaselineRegistry(loaded, run, testContext(stage.root), [])).previous();
    };
    await expect(previous()).rejects.toThrow(
      /cannot be the baseline: run .* has no signature, and can have none/,
    );
    await configure('');
    await expect(previous()).resolves.toMatchObject({ version: null });
  });
});
