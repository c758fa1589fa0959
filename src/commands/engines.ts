/** `assay engines`: shows or installs the native engines. */
import { usageError } from '../base/index.js';
import { type EngineStatus, engineStatus, installEngines } from '../engines/index.js';
import { defineCommand } from './command.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'engines',
  summary: 'find or install the native engines, DuckDB and ONNX Runtime',
  details:
    'Shows version, place, size and time to load of each engine. Assay looks in the folder that ASSAY_ENGINES_PATH names, ' +
    'in a node_modules beside or above the program, and in the cache folders: ASSAY_ENGINES_CACHE, the tool cache of a ' +
    'runner, the cache of this user. What is nowhere is installed when it is first needed, from the package registry ' +
    "that npm's configuration names, and checked against the sha512 of the lock file.",
  positionals: [
    { name: 'action', summary: 'install fetches what is missing; absent: show', choices: ['install'] },
  ],
  options: {
    force: { type: 'boolean', summary: 'with install: fetch again what is there, and use the cache folders' },
  },
  examples: [
    { run: 'assay engines', does: 'show which engines are found, and where' },
    { run: 'assay engines install', does: 'fetch what is missing, for a machine that will have no network' },
  ],
  async run({ ctx, host, options, args }) {
    const session = await openSession(ctx, host, { config: options.config });
    const install = args[0] === 'install';
    if (options.force && !install) {
      throw usageError({
        message: '--force is for `assay engines install`',
        fix: 'leave it out, or add install',
      });
    }
    const installed = install ? await installEngines(ctx, { force: options.force }) : [];
    const engines = await engineStatus(ctx);
    const missing = engines.filter((each) => each.found === null);
    const result = await session.finish({
      command: 'engines',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: missing.length === 0 ? 'pass' : 'warn',
      summary:
        missing.length === 0
          ? `${engines.length} engines found`
          : `${missing.length} of ${engines.length} engines not found; they are installed when first needed`,
      data: { engines, installed },
      text: engines.map(line).join('\n'),
    });
    return { result, text: result.text };
  },
});

function line({ title, wanted, found }: EngineStatus): string {
  if (found === null) {
    return `${title} ${wanted}: not found\n  \`assay engines install\` fetches it`;
  }
  const other = found.version === wanted ? '' : ` (made for ${wanted})`;
  return [
    `${title} ${found.version}${other}: ${(found.size / 1e6).toFixed(0)} MB, loads in ${found.loadMs.toFixed(0)} ms`,
    `  ${found.origin}: ${found.folder}`,
  ].join('\n');
}
