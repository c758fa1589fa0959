/** `assay registry`: makes a registry, proves its store, checks every byte of it, lists what was done in it. */
import { registryText } from '../config/index.js';
import { defineCommand, type Outcome } from './command.js';
import { ACTIONS, type ActionName } from './registry/actions.js';
import { PLACE_OPTIONS, placeOf } from './registry/place.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'registry',
  summary: 'make a registry, prove its store, check every byte, clean up, list what was done, carry versions',
  details:
    '`init` makes the registry of assay.yaml; it is done once, and again does nothing. `doctor` races writers against the store and says whether it is safe. `verify` reads every byte and every chain, and names each damaged or missing object. `gc` shows what nothing names any more and, with --yes, removes it; with --keep-last or --older-than it also gives up old runs and versions that were never approved or deployed. `log` lists every registration, move, decision and event: who, what, when, why, in which run, on whose approval. `export` writes versions into one file, and `import` brings them into another registry, where they get its next numbers and no approval.',
  positionals: [
    {
      name: 'action',
      summary: 'init, doctor, verify, gc, log, export or import',
      required: true,
      choices: Object.keys(ACTIONS),
    },
  ],
  options: {
    ...PLACE_OPTIONS,
    alias: {
      type: 'string',
      value: 'NAME',
      summary: 'log: only what concerns this alias or target; export: the version that it names',
    },
    version: { type: 'list', value: 'N', summary: 'log, export: only this version; may be repeated' },
    actor: { type: 'string', value: 'NAME', summary: 'log: only what this person did' },
    kind: {
      type: 'string',
      value: 'KIND',
      summary: 'log: only register, import, decision, move, event, tombstone or cleanup',
    },
    since: { type: 'string', value: 'TIME', summary: 'log: from this day or time on (UTC)' },
    until: { type: 'string', value: 'TIME', summary: 'log: before this day or time (UTC)' },
    yes: { type: 'boolean', summary: 'gc: do it; without this, gc only shows its plan' },
    grace: {
      type: 'string',
      value: 'DURATION',
      summary: 'gc: what nothing names goes when it is older than this (absent: 7d; at least 1h)',
    },
    'keep-last': {
      type: 'integer',
      value: 'N',
      summary: 'gc: give up versions and runs that were never used, but for the newest N of each model',
    },
    'older-than': {
      type: 'string',
      value: 'DURATION',
      summary: 'gc: give up versions and runs that were never used and are older than this',
    },
    file: { type: 'string', value: 'FILE', summary: 'export: the file to write; import: the file to read' },
  },
  examples: [
    { run: 'assay registry init', does: 'make the registry that assay.yaml names' },
    {
      run: 'assay registry verify --registry models',
      does: 'read every byte of a registry, without assay.yaml',
    },
    { run: 'assay registry gc', does: 'show what a clean-up would remove' },
    {
      run: 'assay registry gc --older-than 90d --keep-last 10 --yes',
      does: 'remove it, and give up old versions that were never approved or deployed',
    },
    {
      run: 'assay registry export --alias production --file model.tar',
      does: 'write what production serves, with its evidence, into one file',
    },
    {
      run: 'assay registry import --file model.tar --registry models',
      does: 'bring it into another registry',
    },
    { run: 'assay registry log --alias production', does: 'who brought what to production, when and why' },
  ],
  outputs: { problems: 'number of damaged or missing objects, or of checks that failed' },
  permissions: { contents: 'read: write where the registry is committed' },
  async run({ ctx, host, options, args }): Promise<Outcome> {
    const session = await openSession(ctx, host, { config: options.config });
    const action = ACTIONS[args[0] as ActionName];
    const place = placeOf(session, ctx.cwd, options);
    const done = await action({
      ctx,
      place,
      model: options.model,
      configuredModel: session.config?.model ?? null,
      config: session.config,
      options,
      actor: () => host.actor(session.root),
      run: session.workspace.run.id,
    });
    const result = await session.finish<'registry'>({
      command: 'registry',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: done.verdict,
      summary: done.summary,
      inputs: [{ name: 'registry', path: registryText(place.location), sha256: null }],
      findings: done.problems.map(({ key, message, fix }) => ({
        check: `registry.${args[0]}`,
        verdict: done.verdict === 'warn' ? ('warn' as const) : ('fail' as const),
        severity: done.verdict === 'warn' ? ('warn' as const) : ('error' as const),
        subject: {},
        where: [{ file: key }],
        message: `${key}: ${message}`,
        ...(fix === undefined ? {} : { fix }),
      })),
      data: { action: args[0], ...done.data },
      text: done.text,
    });
    return { result, outputs: { problems: String(done.problems.length) }, text: done.text };
  },
});
