/** `assay register`: makes a model version from what the run left in `.assay/`, or from any file. */
import { usageError } from '../base/index.js';
import {
  type Blob,
  buildManifest,
  judged,
  type Manifest,
  type ModelVersion,
  openRegistry,
  type Registry,
  refusals,
  sameButAuthors,
} from '../registry/index.js';
import type { Workspace } from '../results/index.js';
import { defineCommand } from './command.js';
import { gatherInput } from './register/gather.js';
import { OPTIONS } from './register/options.js';
import { modelOf, placeOf } from './registry/place.js';
import { short } from './registry/table.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'register',
  summary: 'make a model version from the outputs of a run',
  details:
    'Stores the model, its predictions and profiles, and the exact bytes of the results of validate, train, evaluate and gate, and gives the version a number. What was registered before is found again and gets no second number. A verdict fail or error makes no version. With --file any file can be registered, also without assay.yaml; it then stands there as not gated, unless .assay/ holds a gate of its metrics. The registry must be there: `assay registry init` makes it.',
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
  },
  permissions: { contents: 'read' },
  async run({ ctx, host, options }) {
    const session = await openSession(ctx, host, {
      config: options.config,
      name: options.name,
      replaces: 'register',
    });
    const model = modelOf(session, options);
    const { location, root } = placeOf(session, ctx.cwd, options);
    const registry = await openRegistry(location, root, ctx);
    const { input, notChecked } = await gatherInput(ctx, host, session, model, options);
    const reasons = refusals(input.evidence);
    const common = {
      command: 'register' as const,
      ...(options.name === undefined ? {} : { name: options.name }),
      model,
      inputs: [{ name: 'registry', path: location, sha256: null }],
      notChecked,
    };

    if (reasons.length > 0) {
      await noteRun(registry, { model, ...judged(input) }, null);
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
      return { result, outputs: { model, version: '', digest: '', created: 'false' } };
    }

    const { manifest, blobs } = buildManifest(input);
    const { version, created } = await registerOnce();
    const { version: number, digest } = version.entry;
    await noteRun(registry, manifest, number);
    const result = await session.finish<'register'>({
      ...common,
      verdict: 'pass',
      summary: created
        ? `${model} v${number} registered, ${short(digest)}, gate ${manifest.verdict}`
        : `${model} v${number} was registered before, ${short(digest)}`,
      version: number,
      digest,
      created,
    });
    return { result, outputs: { model, version: String(number), digest, created: String(created) } };

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
              await store(registry, session.workspace, blob, file?.size ?? null, ctx.signal);
            }
            return registry.register(manifest, { actor, run: manifest.run.id });
          },
          { signal: ctx.signal, waiting: (text) => ctx.log.info(text) },
        );
      } finally {
        progress.done();
      }
    }
  },
});

async function store(
  registry: Registry,
  workspace: Workspace,
  blob: Blob,
  size: number | null,
  signal: AbortSignal,
): Promise<void> {
  const stored =
    'bytes' in blob
      ? await registry.putBytes(blob.bytes)
      : await registry.putBlob(
          'path' in blob ? blob.path : await workspace.checkedArtifact(blob.artifact),
          signal,
          // Both were read and hashed a moment ago; the store reads them once more and refuses other bytes.
          size === null ? undefined : { sha256: blob.sha256, size },
        );
  if (stored.sha256 === blob.sha256) return;
  throw usageError({
    ...('path' in blob ? { where: { file: blob.path } } : {}),
    message: 'the file changed while it was registered',
    fix: 'run the command again once nothing writes to the file',
  });
}

/**
 * The version that the same evidence made, where another person repeats the job: people are read from the host,
 * and a second person would otherwise make a second version of one model.
 */
async function registeredBefore(registry: Registry, manifest: Manifest): Promise<ModelVersion | null> {
  for (const { run, version } of await registry.runs(manifest.model)) {
    if (run.id !== manifest.run.id || version === null) continue;
    const found = await registry.version(manifest.model, version);
    if (found !== null && sameButAuthors(found.manifest, manifest)) return found;
  }
  return null;
}

/** The run stands in the history also where it made no version, and once where the job is run again. */
async function noteRun(
  registry: Registry,
  {
    model,
    run,
    verdict,
    params,
    metrics,
  }: Pick<Manifest, 'model' | 'run' | 'verdict' | 'params' | 'metrics'>,
  version: number | null,
): Promise<void> {
  const known = (await registry.runs(model)).some(
    (one) => one.run.id === run.id && one.run.attempt === run.attempt && one.version === version,
  );
  if (!known) await registry.recordRun({ model, run, verdict, version, params, metrics });
}
