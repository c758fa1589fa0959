/** `assay register`: makes a model version from what the run left in `.assay/`, or from any file. */
import type { Context } from '../base/index.js';
import { registryText } from '../config/index.js';
import type { Host } from '../host/index.js';
import {
  buildManifest,
  type Manifest,
  type ModelVersion,
  openRegistry,
  type Registry,
  refusals,
  sameButAuthors,
} from '../registry/index.js';
import { worst } from '../results/index.js';
import { defineCommand, type Outcome } from './command.js';
import { mirror } from './mirror.js';
import { type FetchedModel, withMlflowModel } from './mlflow.js';
import { refuseFork } from './register/fork.js';
import { gatherInput, type RegisterOptions } from './register/gather.js';
import { approvalIssue } from './register/issue.js';
import { OPTIONS } from './register/options.js';
import { recordRun } from './register/record.js';
import { storeBlob } from './register/store.js';
import { modelOf, placeOf } from './registry/place.js';
import { short } from './registry/table.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'register',
  summary: 'make a model version from the outputs of a run',
  details:
    'Stores the model, its predictions and profiles, and the exact bytes of the results of validate, train, evaluate and gate, and gives the version a number. What was registered before is found again and gets no second number. A verdict fail or error makes no version. With --file any file can be registered, also without assay.yaml; it then stands there as not gated, unless .assay/ holds a gate of its metrics; where assay.yaml has rules, they must have been applied. The registry must be there: `assay registry init` makes it.',
  options: OPTIONS,
  examples: [
    { run: 'assay register', does: 'register the model of this run' },
    {
      run: 'assay register --model churn --file model.pkl --registry models --metrics metrics.json',
      does: 'register a file; no assay.yaml is needed',
    },
  ],
  outputs: {
    model: 'name of the model',
    version: 'number of the version; empty where none was made',
    digest: 'sha256:<hex> of its manifest, which an approval names; empty where none was made',
    created: 'true where this call made the version, false where it was there',
    'issue-url': 'address of the approval issue; empty where there is none',
  },
  permissions: {
    contents: 'read; write where the registry is kept in a branch',
    issues: 'write: to open the approval issue; without it a warning',
  },
  async run({ ctx, host, options }) {
    await refuseFork(ctx, host, ctx.cwd);
    return withMlflowModel(ctx, options, (local, fetched) => registerModel(ctx, host, local, fetched));
  },
});

async function registerModel(
  ctx: Context,
  host: Host,
  options: RegisterOptions,
  fetched: FetchedModel | null,
): Promise<Outcome> {
  const session = await openSession(ctx, host, {
    config: options.config,
    name: options.name,
    replaces: 'register',
  });
  const model = modelOf(session, options);
  const { location, root } = placeOf(session, ctx.cwd, options);
  const registry = await openRegistry(location, root, ctx);
  const { input, notChecked, findings } = await gatherInput(ctx, host, session, model, options, fetched);
  const reasons = refusals(input.evidence);
  const common = {
    command: 'register' as const,
    ...(options.name === undefined ? {} : { name: options.name }),
    model,
    inputs: [{ name: 'registry', path: registryText(location), sha256: null }],
    notChecked,
  };

  if (reasons.length > 0) {
    await record(null);
    const result = await session.finish<'register'>({
      ...common,
      verdict: 'fail',
      summary: `${model} was not registered: ${reasons.join('; ')}`,
      findings: reasons.map((reason) => ({
        check: 'register.evidence',
        verdict: 'fail' as const,
        severity: 'error' as const,
        subject: {},
        expected: 'no part of the evidence with verdict fail or error',
        message: reason,
        fix: 'mend what failed and run it again; a version needs evidence that holds',
      })),
      version: null,
      digest: null,
      created: false,
    });
    return { result, outputs: { model, version: '', digest: '', created: 'false', 'issue-url': '' } };
  }

  const { manifest, blobs } = buildManifest(input);
  const { version, created } = await registerOnce();
  const { version: number, digest } = version.entry;
  await record(number);
  const { notes } = await mirror(ctx, session.config, registry, version, null);
  const result = await session.finish<'register'>({
    ...common,
    notChecked: [...notChecked, ...notes],
    verdict: worst(['pass', ...findings.map((finding) => finding.verdict)]),
    findings,
    summary: created
      ? `${model} v${number} registered, ${short(digest)}, gate ${manifest.verdict}`
      : `${model} v${number} was registered before, ${short(digest)}`,
    version: number,
    digest,
    created,
  });
  const issueUrl = await approvalIssue(ctx, host, session, registry, version, options);
  return {
    result,
    outputs: {
      model,
      version: String(number),
      digest,
      created: String(created),
      'issue-url': issueUrl,
    },
  };

  async function record(number: number | null): Promise<void> {
    const actor = await host.actor(session.root);
    const about = { version: number, source: 'register', actor, name: options.name } as const;
    await recordRun(ctx, session, registry, input, about);
  }

  async function registerOnce(): Promise<{ version: ModelVersion; created: boolean }> {
    // Also refuses a name that the registry does not take, before anything is stored.
    const before = await registeredBefore(registry, manifest);
    if (before !== null) return { version: before, created: false };
    const actor = await host.actor(session.root);
    const progress = ctx.log.progress('register');
    try {
      // One lease from the first blob to the version: no clean-up begins in between.
      return await registry.uploading(
        `${actor}, run ${manifest.run.id}`,
        async () => {
          for (const [index, blob] of blobs.entries()) {
            const file = manifest.files.find(({ sha256 }) => sha256 === blob.sha256);
            progress.update(file?.name ?? short(blob.sha256), index / blobs.length);
            await storeBlob(registry, session.workspace, blob, ctx.signal, file?.size);
          }
          return registry.register(manifest, { actor, run: manifest.run.id });
        },
        { signal: ctx.signal, waiting: (text) => ctx.log.info(text) },
      );
    } finally {
      progress.done();
    }
  }
}

/**
 * The version that the same evidence made, where another person repeats the job: people are read from the host,
 * and a second person would otherwise make a second version of one model.
 */
async function registeredBefore(registry: Registry, manifest: Manifest): Promise<ModelVersion | null> {
  for (const { run, version } of (await registry.runRows(manifest.model)).rows) {
    if (run.id !== manifest.run.id || version === null) continue;
    const found = await registry.version(manifest.model, version);
    if (found !== null && sameButAuthors(found.manifest, manifest)) return found;
  }
  return null;
}
