/** `assay registry`: makes a registry, proves its store, checks every byte of it, lists what was done in it. */
import { registryText } from '../config/index.js';
import { defineCommand, type Outcome } from './command.js';
import { ACTIONS, type ActionName } from './registry/actions.js';
import { PLACE_OPTIONS, placeOf } from './registry/place.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'registry',
  summary: 'make a registry, prove its store, check every byte, list what was done',
  details:
    '`init` makes the registry of assay.yaml; it is done once, and again does nothing. `doctor` races writers against the store and says whether it is safe. `verify` reads every byte and every chain, and names each damaged or missing object. `log` lists every move, decision and event: who, what, when, why.',
  positionals: [
    {
      name: 'action',
      summary: 'init, doctor, verify or log',
      required: true,
      choices: Object.keys(ACTIONS),
    },
  ],
  options: {
    ...PLACE_OPTIONS,
    alias: { type: 'string', value: 'NAME', summary: 'log: only what concerns this alias or target' },
  },
  examples: [
    { run: 'assay registry init', does: 'make the registry that assay.yaml names' },
    {
      run: 'assay registry verify --registry models',
      does: 'read every byte of a registry, without assay.yaml',
    },
    { run: 'assay registry log --alias production', does: 'who brought what to production, when and why' },
  ],
  outputs: { problems: 'number of damaged or missing objects, or of checks that failed' },
  permissions: { contents: 'read: write where the registry is committed' },
  async run({ ctx, host, options, args }): Promise<Outcome> {
    const session = await openSession(ctx, host, { config: options.config });
    const action = ACTIONS[args[0] as ActionName];
    const place = placeOf(session, ctx.cwd, options);
    const done = await action({ ctx, place, model: options.model, alias: options.alias });
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
