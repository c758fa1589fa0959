/** `assay compare`: versions and runs side by side. */
import { resolve } from 'node:path';
import { usageError, writeFileAtomic } from '../base/index.js';
import { registryText } from '../config/index.js';
import { openRegistry } from '../registry/index.js';
import { renderDocument, renderTerminalDocument } from '../report/index.js';
import { defineCommand } from './command.js';
import { differences } from './compare/differences.js';
import { compareDocument } from './compare/document.js';
import { compareInPairs, type Paired } from './compare/paired.js';
import { findSubject, type Subject } from './compare/subjects.js';
import { modelOf, PLACE_OPTIONS, placeOf } from './registry/place.js';
import { openSession } from './session.js';

const WHAT = 'an alias, a version (3, v3), the beginning of a digest, or a run';

export default defineCommand({
  name: 'compare',
  summary: 'put versions and runs side by side: params, metrics in pairs, data, code',
  details:
    'The first is what the others are compared with. Where the predictions of both were kept, and are of the same examples and mean the same, metrics are compared in pairs with intervals, as the gate does; otherwise the difference of the values stands there with "not paired", and the reason under what was not compared. Params, data, code and environment are listed where they differ.',
  positionals: [
    { name: 'first', summary: WHAT, required: true },
    { name: 'second', summary: WHAT, required: true },
    { name: 'third', summary: WHAT },
    { name: 'fourth', summary: WHAT },
    { name: 'fifth', summary: WHAT },
    { name: 'sixth', summary: WHAT },
  ],
  options: {
    ...PLACE_OPTIONS,
    markdown: { type: 'boolean', summary: 'print Markdown' },
    html: { type: 'string', value: 'FILE', summary: 'write one page that needs nothing else to a file' },
    'no-pairs': { type: 'boolean', summary: 'leave out the comparison example by example' },
  },
  examples: [
    { run: 'assay compare production v7', does: 'version 7 against what production serves' },
    {
      run: 'assay compare 01M80WA39XX5BWKJFSMSV2FDYD 01M80WB4Q3N3R1C2S0V9KQ6D7E --markdown',
      does: 'two experiments, for a pull request',
    },
  ],
  outputs: { differing: 'number of params that differ' },
  permissions: { contents: 'read' },
  async run({ ctx, host, options, args }) {
    const session = await openSession(ctx, host, { config: options.config });
    const model = modelOf(session, options);
    const { location, root } = placeOf(session, ctx.cwd, options);
    const registry = await openRegistry(location, root, ctx);
    const subjects: Subject[] = [];
    for (const word of args) {
      if (word !== undefined) subjects.push(await findSubject(registry, model, word));
    }
    const [base, ...others] = subjects;
    if (base === undefined) throw usageError({ message: 'there is nothing to compare' });
    const paired: Paired[] = [];
    for (const other of options['no-pairs'] ? [] : others) {
      paired.push(await compareInPairs(ctx, registry, base, other));
    }
    const notChecked = paired.flatMap((one, index) => {
      const names = `${others[index]?.label} and ${base.label}`;
      return 'refused' in one
        ? [`${names} example by example: ${one.refused}`]
        : one.notes.map((note) => `${names}: ${note}`);
    });
    const found = differences(subjects, paired);
    const document = compareDocument(model, subjects, found, notChecked);
    if (options.html !== undefined) {
      await writeFileAtomic(resolve(ctx.cwd, options.html), await renderDocument(document, 'html'));
    }
    const text = options.markdown
      ? await renderDocument(document, 'markdown')
      : renderTerminalDocument(document, { color: false, width: 160 });
    const result = await session.finish<'compare'>({
      command: 'compare',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: 'pass',
      summary: `${model}: ${subjects.map(({ label }) => label).join(', ')}`,
      inputs: [{ name: 'registry', path: registryText(location), sha256: null }],
      notChecked,
      data: {
        model,
        subjects: subjects.map(({ label, version, actor, time, facts }) => ({
          label,
          version,
          actor,
          time,
          run: facts.run,
          verdict: facts.verdict,
        })),
        ...found,
      },
      text,
    });
    return { result, outputs: { differing: String(found.params.length) }, text };
  },
});
