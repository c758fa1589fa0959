/** `assay registry export` and `import`: versions as one file, between registries that do not see each other. */
import { resolve } from 'node:path';
import { usageError } from '../../base/index.js';
import {
  exportVersions,
  importVersions,
  openStoreRegistry,
  type StoreRegistry,
} from '../../registry/index.js';
import type { ActionInput, Done } from './action.js';
import { numbersOf } from './log.js';
import { lines, plural, short, size } from './table.js';

function fileOf({ ctx, options }: ActionInput): string {
  if (options.file !== undefined) return resolve(ctx.cwd, options.file);
  throw usageError({
    message: '--file is missing',
    expected: 'the file to write or to read, such as --file flights.tar',
  });
}

export async function exportTo(input: ActionInput): Promise<Done> {
  const { ctx, place, options } = input;
  const file = fileOf(input);
  const numbers = numbersOf(options.version ?? []);
  const registry = await openStoreRegistry(place.location, place.root, ctx);
  const wanted = await wantedOf(registry, input, numbers);
  const progress = ctx.log.progress('export');
  try {
    const report = await exportVersions(registry, wanted, file, {
      signal: ctx.signal,
      progress: (text, fraction) => progress.update(text, fraction),
    });
    const summary = `wrote ${plural(report.versions.length, 'version')}, ${size(report.bytes)}, to ${options.file}`;
    return {
      verdict: 'pass',
      summary,
      problems: [],
      data: { ...report },
      text: lines([
        summary,
        ...report.versions.map(({ model, version, digest }) => `${model} v${version}  ${digest}`),
        'bring it in with `assay registry import`; approvals and aliases are in it as evidence, and count for nothing there',
      ]),
    };
  } finally {
    progress.done();
  }
}

async function wantedOf(
  registry: StoreRegistry,
  { model: named, configuredModel, options }: ActionInput,
  numbers: readonly number[],
): Promise<{ model: string; version: number }[]> {
  const model = named ?? configuredModel;
  if (model === null) {
    throw usageError({ message: 'the call does not say which model', fix: 'add --model NAME' });
  }
  const removed = new Set((await registry.tombstones(model)).map(({ version }) => version));
  const versions = (await registry.versions(model)).map(({ version }) => version);
  const wanted = new Set(numbers);
  if (options.alias !== undefined) {
    const last = (await registry.aliasLog(model, options.alias)).at(-1);
    if (last === undefined) throw usageError({ message: `${model} has no alias ${options.alias}` });
    wanted.add(last.version);
  }
  if (wanted.size === 0) for (const version of versions) if (!removed.has(version)) wanted.add(version);
  if (wanted.size === 0)
    throw usageError({ message: `${registry.description} has no version of ${model} to export` });
  return [...wanted].map((version) => ({ model, version }));
}

export async function importFrom(input: ActionInput): Promise<Done> {
  const { ctx, place, actor, run } = input;
  const file = fileOf(input);
  const registry = await openStoreRegistry(place.location, place.root, ctx);
  const progress = ctx.log.progress('import');
  try {
    const versions = await importVersions(
      registry,
      file,
      { actor: await actor(), run },
      {
        signal: ctx.signal,
        progress: (text, fraction) => progress.update(text, fraction),
        waiting: (text) => ctx.log.info(text),
      },
    );
    const fresh = versions.filter(({ created }) => created).length;
    const summary = `imported ${plural(fresh, 'version')} into ${registry.description}${fresh < versions.length ? `; ${versions.length - fresh} were there` : ''}`;
    const evidence = versions.some(({ decisions, moves }) => decisions + moves > 0);
    return {
      verdict: 'pass',
      summary,
      problems: [],
      data: { versions },
      text: lines([
        summary,
        ...versions.map(
          (one) =>
            `${one.model} v${one.version}  ${short(one.digest)}  was v${one.origin.version} of registry ${one.origin.registry}${one.created ? '' : ', there already'}`,
        ),
        ...(evidence
          ? [
              'decisions and moves of that registry are kept as evidence; here they approve nothing and move no alias',
            ]
          : []),
      ]),
    };
  } finally {
    progress.done();
  }
}
