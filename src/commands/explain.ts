/** `assay explain`: the chain from a live model back to approval, gate, run, code and data. */
import { resolve } from 'node:path';
import { usageError, writeFileAtomic } from '../base/index.js';
import { registryText } from '../config/index.js';
import {
  billOfMaterials,
  findVersion,
  frontMatter,
  lineageOf,
  openRegistry,
  paperFacts,
} from '../registry/index.js';
import { renderDocument } from '../report/index.js';
import { defineCommand } from './command.js';
import { cardDocument } from './registry/card-document.js';
import { explainDocument } from './registry/explain-document.js';
import { modelOf, PLACE_OPTIONS, placeOf } from './registry/place.js';
import { explainText } from './registry/text.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'explain',
  summary: 'show the chain from a live model back to data, run, report, approval',
  details:
    'Walks from an alias or a version back through approvals, gate and run to code and data. Everything is read from the registry, and every digest on the way is checked.',
  positionals: [
    {
      name: 'what',
      summary: 'an alias, a version (3, v3) or the beginning of a digest (absent: what production serves)',
    },
  ],
  options: {
    ...PLACE_OPTIONS,
    report: {
      type: 'string',
      value: 'FILE',
      summary: 'write the report that was registered with the version to a file',
    },
    html: {
      type: 'string',
      value: 'FILE',
      summary: 'write the chain as one page that needs nothing else to a file',
    },
    bom: {
      type: 'string',
      value: 'FILE',
      summary: 'write a bill of materials to a file: CycloneDX 1.6, JSON',
    },
    card: {
      type: 'string',
      value: 'FILE',
      summary: 'write a model card to a file: README.md as the Hugging Face Hub reads it',
    },
  },
  examples: [
    { run: 'assay explain', does: 'how the model in production came to be there' },
    { run: 'assay explain v3 --json', does: 'the same of version 3, as data' },
    { run: 'assay explain production --html chain.html', does: 'the same as a page for an auditor' },
    {
      run: 'assay explain v3 --bom bom.cdx.json --card README.md',
      does: 'the papers that go with the model to others',
    },
  ],
  outputs: { version: 'number of the version', digest: 'sha256:<hex> of its manifest' },
  permissions: { contents: 'read' },
  async run({ ctx, host, options, args }) {
    const session = await openSession(ctx, host, { config: options.config });
    const { config } = session;
    const model = modelOf(session, options);
    const { location, root } = placeOf(session, ctx.cwd, options);
    const registry = await openRegistry(location, root, ctx);
    const preferred = [
      config?.monitor?.target,
      'production',
      ...Object.keys(config?.targets ?? {}).reverse(),
    ];
    const { version, via } = await findVersion(
      registry,
      model,
      args[0],
      preferred.filter((name) => name !== undefined),
    );
    const lineage = await lineageOf(registry, version);
    const { entry, manifest } = version;
    if (options.report !== undefined) await writeReport(options.report);
    const runUrl = (id: string) =>
      manifest.code.repository?.startsWith('https://github.com/') && /^\d+$/.test(id)
        ? `${manifest.code.repository}/actions/runs/${id}`
        : null;
    const text = explainText(lineage, runUrl);
    if (options.html !== undefined) {
      const page = await renderDocument(explainDocument(lineage, runUrl), 'html');
      await writeFileAtomic(resolve(ctx.cwd, options.html), page);
    }
    if (options.bom !== undefined || options.card !== undefined) await writePapers();
    const result = await session.finish<'explain'>({
      command: 'explain',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: 'pass',
      summary: `${via === null ? '' : `${via.alias} is `}${model} v${entry.version}, ${entry.digest}`,
      inputs: [{ name: 'registry', path: registryText(location), sha256: null }],
      data: { model, alias: via?.alias ?? null, ...lineage },
      text,
    });
    return { result, outputs: { version: String(entry.version), digest: entry.digest }, text };

    async function writePapers(): Promise<void> {
      const facts = await paperFacts(registry, lineage);
      if (options.bom !== undefined) {
        const run = runUrl(manifest.run.id);
        await writeFileAtomic(resolve(ctx.cwd, options.bom), billOfMaterials(lineage, facts, run));
      }
      if (options.card !== undefined) {
        const body = await renderDocument(cardDocument(lineage, facts, runUrl), 'markdown');
        await writeFileAtomic(resolve(ctx.cwd, options.card), `${frontMatter(lineage, facts)}\n${body}`);
      }
    }

    async function writeReport(file: string): Promise<void> {
      const kept = manifest.files.find(({ role }) => role === 'report');
      if (kept === undefined) {
        throw usageError({ message: `${model} v${entry.version} was registered without a report` });
      }
      await registry.getBlob(kept.sha256, resolve(ctx.cwd, file), ctx.signal);
    }
  },
});
