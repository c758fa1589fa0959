/** `assay reproduce`: rebuilds a version from its manifest, and says what came out equal. */
import { join } from 'node:path';
import { type Context, environmentError, runProcess, usageError, userEnvironment } from '../base/index.js';
import { type LoadedConfig, loadConfig, registryText } from '../config/index.js';
import type { Host } from '../host/index.js';
import {
  findVersion,
  type Manifest,
  type ModelVersion,
  openRegistry,
  type Registry,
} from '../registry/index.js';
import type { EvaluateResult, TrainResult } from '../results/index.js';
import { evidenceOf } from './baseline/versions.js';
import { type Command, defineCommand } from './command.js';
import { checkOptions, type RawOptions } from './options.js';
import { modelOf, PLACE_OPTIONS, placeOf } from './registry/place.js';
import { clean, number, plural, short, table } from './registry/table.js';
import { checkedDatasets } from './reproduce/datasets.js';
import { type Outcome, outcomeOf } from './reproduce/outcome.js';
import { inside, linkInto, repositoryOf, type Tree, withWorktree } from './reproduce/worktree.js';
import { openSession } from './session.js';
import { requireSigned } from './signatures.js';

const SAID = {
  bits: 'equal bit for bit',
  metrics: 'the metrics are equal, other bytes',
  interval: 'the metrics are equal within their intervals',
  different: 'different',
} as const;

export default defineCommand({
  name: 'reproduce',
  summary: 'train a version again from its manifest, and say what came out equal',
  details:
    'Checks the digests of the data first. Then makes a clean worktree of the recorded commit with the recorded changes, inputs and assay.yaml, trains and evaluates there with the recorded params and seeds, without the run cache, and compares. Bit for bit is pass; equal metrics, or metrics within the recorded intervals, are warn; anything else is fail. Environments that differ are listed. The registry is only read, and the worktree is removed. Training runs with the rights of this call: it is the code of that commit.',
  positionals: [
    { name: 'version', summary: 'an alias, a version (3, v3) or the beginning of a digest', required: true },
  ],
  options: {
    ...PLACE_OPTIONS,
    setup: {
      type: 'string',
      value: 'COMMAND',
      summary: 'run in the worktree before training, such as "pip install -r requirements.txt"',
    },
    link: {
      type: 'list',
      value: 'PATH',
      summary: 'a file or folder of this repository that git ignores and training needs, such as .venv',
    },
  },
  examples: [
    { run: 'assay reproduce v3', does: 'version 3 again, from its commit, data, params and seeds' },
    { run: 'assay reproduce production --link .venv', does: 'what production serves, in this environment' },
  ],
  outputs: {
    equal: 'bits, metrics, interval or different; empty where training failed',
    version: 'number of the version',
  },
  permissions: { contents: 'read' },
  async run({ ctx, host, options, args }) {
    const session = await openSession(ctx, host, { config: options.config });
    const model = modelOf(session, options);
    const { location, root } = placeOf(session, ctx.cwd, options);
    const registry = await openRegistry(location, root, ctx);
    const { version } = await findVersion(registry, model, args[0]);
    const { entry, manifest } = version;
    // The version names commands that run here.
    if (session.config !== null) {
      await requireSigned(ctx, registry, session.config, version, { cannot: 'it is not rebuilt' });
    }
    const recorded = await recordedResults(registry, version);
    const repository = await repositoryOf(ctx, session.root);
    const label = `${model} v${entry.version}`;
    const rebuilt = await withWorktree(ctx, registry, manifest, repository, async (tree) => {
      const config = await loadConfig(tree.config);
      const checked = await checkedDatasets(ctx, config, manifest, tree);
      for (const path of options.link) {
        await linkInto(inside(repository.top, tree.here, path), inside(tree.top, tree.root, path));
      }
      ctx.log.info(`${label}: the data is what it was (${checked.join(', ') || 'none is recorded'})`);
      if (options.setup !== undefined) await setUp(ctx, tree, options.setup);
      return rebuild(ctx, host, config, tree, manifest, recorded.evaluate !== null);
    });
    const notChecked = [
      ...(manifest.code.notKept ?? []).map((note) => `not kept with the version: ${note}`),
      ...(manifest.code.dirty && manifest.code.diff === undefined && manifest.code.notKept === undefined
        ? ['changes that were not committed: this version was registered before they were kept']
        : []),
      ...(recorded.evaluate === null ? ['metrics: the version has no evaluation'] : []),
    ];
    const failed = rebuilt.train.verdict === 'fail' || rebuilt.train.verdict === 'error';
    const outcome = failed ? null : outcomeOf(manifest, recorded, rebuilt);
    const machine = (outcome?.metrics ?? []).filter((one) => one.outcome === 'machine');
    if (machine.length > 0) {
      notChecked.push(`${machine.map(({ name }) => name).join(', ')}: of the machine, not of the model`);
    }
    const summary =
      outcome === null
        ? `${label}: training failed in the rebuild: ${rebuilt.train.summary}`
        : `${label}: ${SAID[outcome.equal]}`;
    const text = outcome === null ? `${clean(summary)}\n` : outcomeText(summary, outcome, notChecked);
    const result = await session.finish<'reproduce'>({
      command: 'reproduce',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: outcome?.verdict ?? 'fail',
      summary,
      inputs: [{ name: 'registry', path: registryText(location), sha256: null }],
      findings: [...(outcome?.findings ?? rebuilt.train.findings)],
      notChecked,
      data: {
        model,
        version: entry.version,
        digest: entry.digest,
        equal: outcome?.equal ?? null,
        files: outcome?.files ?? [],
        metrics: outcome?.metrics ?? [],
        environment: outcome?.environment ?? [],
      },
      text,
    });
    return { result, outputs: { equal: outcome?.equal ?? '', version: String(entry.version) }, text };
  },
});

interface Results {
  readonly train: TrainResult;
  readonly evaluate: EvaluateResult | null;
}

async function recordedResults(registry: Registry, version: ModelVersion): Promise<Results> {
  const train = await evidenceOf(registry, version, 'result:train');
  const evaluate = await evidenceOf(registry, version, 'result:evaluate');
  if (train?.command !== 'train') {
    throw usageError({
      message: `${version.entry.model} v${version.entry.version} was registered from a file, without a training: nothing tells how to make it again`,
      fix: 'let `assay train` make the model, and register that',
    });
  }
  return { train, evaluate: evaluate?.command === 'evaluate' ? evaluate : null };
}

async function setUp(ctx: Context, tree: Tree, command: string): Promise<void> {
  const ended = await runProcess({
    command,
    cwd: tree.root,
    env: userEnvironment(ctx.env),
    signal: ctx.signal,
    onLine: (line) => ctx.log.info(`setup | ${line}`),
  });
  if (ended.exitCode === 0) return;
  throw environmentError({
    message: `--setup ${JSON.stringify(command)} ended with ${ended.exitCode ?? ended.signal}:\n${ended.tail.slice(-5).join('\n')}`,
  });
}

/** Trains and evaluates in the worktree, by the same commands that made the version. */
async function rebuild(
  ctx: Context,
  host: Host,
  config: LoadedConfig,
  tree: Tree,
  manifest: Manifest,
  evaluated: boolean,
): Promise<Results> {
  const { train: section } = config;
  if (section === undefined) throw usageError({ message: 'the recorded assay.yaml has no section `train`' });
  // Another run's outcome, restored, would be no rebuild.
  const inner: Context = {
    ...ctx,
    cwd: tree.root,
    env: { ...ctx.env, ASSAY_CACHE_DIR: join(tree.top, '.assay-cache') },
  };
  const call = async (command: Command, raw: RawOptions) => {
    const options = checkOptions(command, { config: tree.config, ...raw }, 'cli');
    return (await command.run({ ctx: inner, host, options, args: [] })).result;
  };
  const params = Object.entries(manifest.params).filter(([name, value]) => section.params[name] !== value);
  const { default: train } = await import('./train.js');
  const trained = await call(train, {
    'no-cache': true,
    param: params.map(([name, value]) => `${name}=${String(value)}`),
    ...seedOption(manifest.seeds, section.seeds),
  });
  if (trained.command !== 'train') throw new TypeError(`train gave a result of ${trained.command}`);
  const failed = trained.verdict === 'fail' || trained.verdict === 'error';
  if (failed || !evaluated || config.evaluate === undefined) return { train: trained, evaluate: null };
  const { default: evaluate } = await import('./evaluate.js');
  // What production serves today is not part of the version, and its registry may not be found from the worktree.
  const measured = await call(evaluate, { alone: true });
  if (measured.command !== 'evaluate') throw new TypeError(`evaluate gave a result of ${measured.command}`);
  return { train: trained, evaluate: measured };
}

function seedOption(recorded: readonly number[], configured: readonly number[]): RawOptions {
  if (recorded.join() === configured.join()) return {};
  const [only] = recorded;
  if (only !== undefined && recorded.length === 1) return { seed: String(only) };
  throw usageError({
    message: `the version was trained with the seeds ${recorded.join(', ')}, and its assay.yaml names ${configured.join(', ')}`,
  });
}

function outcomeText(summary: string, outcome: Outcome, notChecked: readonly string[]): string {
  const differing = outcome.metrics.filter(({ outcome: how }) => how === 'within' || how === 'different');
  const same = outcome.metrics.filter(({ outcome: how }) => how === 'equal').length;
  const parts = [
    clean(summary),
    table(
      ['FILE', 'RECORDED', 'REBUILT', 'EQUAL'],
      outcome.files.map(({ name, recorded, rebuilt, equal }) => [
        clean(name),
        short(recorded),
        rebuilt === null ? 'missing' : short(rebuilt),
        equal ? 'yes' : 'no',
      ]),
    ),
    `${plural(same, 'metric')} equal`,
    ...(differing.length === 0
      ? []
      : [
          table(
            ['METRIC', 'SLICE', 'RECORDED', 'REBUILT', 'OUTCOME'],
            differing.map((one) => [
              one.name,
              clean(one.slice ?? ''),
              number(one.recorded),
              number(one.rebuilt),
              one.outcome === 'within' ? 'within its interval' : 'different',
            ]),
          ),
        ]),
    ...(outcome.environment.length === 0
      ? ['the environment is the same']
      : [
          table(
            ['ENVIRONMENT', 'RECORDED', 'HERE'],
            outcome.environment.map(({ name, recorded, rebuilt }) => [
              name,
              clean(recorded).slice(0, 40),
              clean(rebuilt).slice(0, 40),
            ]),
          ),
        ]),
    ...(notChecked.length === 0
      ? []
      : [`not checked:\n${notChecked.map((note) => `  ${clean(note)}`).join('\n')}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}
