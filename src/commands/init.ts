/**
 * `assay init`: writes assay.yaml, a contract inferred from the data, and workflows, for an existing repository.
 * It overwrites nothing, and what it guessed it says.
 */
import { basename, extname, join } from 'node:path';
import { glob } from 'tinyglobby';
import { type Context, git, usageError } from '../base/index.js';
import { CONFIG_FILE } from '../config/index.js';
import { parseConfig } from '../config/parsing/index.js';
import { findDataset, inferContract, parseContract } from '../data/index.js';
import { openDatabase } from '../engines/index.js';
import { TASKS } from '../results/index.js';
import { defineCommand } from './command.js';
import { columnsOf, partsOf, targetOf, taskOf } from './init/data.js';
import { refuseExisting, writeNew, writeWorkflows } from './init/files.js';
import {
  configurationText,
  DATA_PATTERNS,
  guessId,
  guessTask,
  IGNORED,
  LOCKS,
  METRICS_OF,
  splitsOf,
  survey,
} from './init/index.js';
import { placeOf } from './place.js';
import { openSession } from './session.js';

const TASK_CHOICES = TASKS.filter((task) => task in METRICS_OF);

export default defineCommand({
  name: 'init',
  summary: 'write assay.yaml, a contract inferred from the data, and workflows, for an existing repository',
  details:
    'Looks for data files and a training script, infers a contract from the training data, and writes a configuration with safe rules. Where only one data file is found, it writes two new files beside it, 80% of the rows for training and 20% for testing, chosen by a hash of each row. Nothing that exists is overwritten; every guess is listed. Targets are folders at first; a target in a bucket is `folder: s3://bucket/prefix` (docs/registry.md).',
  options: {
    data: { type: 'string', value: 'FILE', summary: 'training data (absent: found by its name)' },
    test: {
      type: 'string',
      value: 'FILE',
      summary: 'data that training does not see (absent: found by its name)',
    },
    target: { type: 'string', value: 'COLUMN', summary: 'the column to predict (absent: guessed)' },
    task: {
      type: 'string',
      choices: TASK_CHOICES,
      summary: 'what kind of prediction it is (absent: guessed)',
    },
    model: { type: 'string', value: 'NAME', summary: 'name of the model (absent: name of the folder)' },
    train: { type: 'string', value: 'COMMAND', summary: 'the command that trains (absent: found)' },
    'no-split': { type: 'boolean', summary: 'do not cut one data file in two' },
    'no-workflows': { type: 'boolean', summary: 'write no workflows' },
  },
  examples: [
    { run: 'assay init', does: 'look around, and write what is missing' },
    {
      run: 'assay init --data data/houses.csv --target price --task regression --train "python fit.py"',
      does: 'the same without guesses',
    },
  ],
  async run({ ctx, host, options }) {
    const root = ctx.cwd;
    const place = placeOf(ctx, null, root);
    await refuseExisting(join(root, CONFIG_FILE));
    const files = await glob([...DATA_PATTERNS, '**/*.{py,sh,r,R,jl,ts,js}', ...LOCKS], {
      cwd: root,
      ignore: IGNORED,
    });
    const found = survey(files);
    const splits = splitsOf(
      options.data === undefined
        ? found.data
        : [options.data, ...found.data.filter((file) => file !== options.data)],
    );
    if (splits === null) {
      throw usageError({
        message: `no data file was found under ${root}`,
        expected: '.parquet, .csv, .tsv or .jsonl',
        fix: 'name one: assay init --data FILE',
      });
    }
    const train = options.data ?? splits.train;
    const guesses: string[] = [];
    const written: string[] = [];
    const db = await openDatabase(ctx);
    try {
      const subject = basename(train).replace(/\..*$/, '');
      const contract = `contracts/${subject}.odcs.yaml`;
      const dataset = await findDataset('train', train, place);
      const inferred = await inferContract(ctx, db, dataset, subject);
      // What the contract says of text holds from here on: `NA` is no class, and 3,5 is a number.
      const read = { ...dataset, contract: parseContract(inferred.text, contract) };
      const columns = await columnsOf(ctx, db, read);
      const target = targetOf(columns, options.target);
      if (options.target === undefined) guesses.push(`the target is ${target.name}`);
      const task = taskOf(options.task) ?? guessTask(target);
      if (options.task === undefined)
        guesses.push(`the task is ${task}, from ${target.distinct} distinct values of ${target.name}`);
      const parts = await partsOf(ctx, place, db, dataset, options.test ?? splits.test, options['no-split']);
      written.push(...parts.written);
      guesses.push(...parts.guesses);
      await writeNew(join(root, contract), inferred.text);
      written.push(contract);
      guesses.push(...inferred.guesses);
      const run = options.train ?? commandOf(found.script);
      if (run === null)
        guesses.push(
          'no training script was found: train.run is `python train.py`, which you have yet to write',
        );
      const model = options.model ?? (await modelName(ctx, root));
      const registry = await registryOf(ctx, root);
      const id = guessId(columns, target.name);
      guesses.push(
        id === null
          ? 'no column was found that identifies a row: rows are told apart by their number; `evaluate.id` names one'
          : `the column that identifies a row is ${id}`,
      );
      if (registry !== 'git' && !options['no-workflows'])
        guesses.push(
          `the repository has no remote \`origin\`, so the registry is the folder ${registry}, which the jobs of a workflow do not share: once there is a remote, say \`registry: git\``,
        );
      const text = configurationText({
        model,
        registry,
        train: parts.train,
        test: parts.test,
        serving: splits.serving,
        contract,
        target: target.name,
        targetGuessed: options.target === undefined,
        task,
        taskGuessed: options.task === undefined,
        id,
        run: run ?? 'python train.py',
        inputs: [found.script ?? 'train.py', ...found.locks],
      });
      parseConfig(text, join(root, CONFIG_FILE));
      await writeNew(join(root, CONFIG_FILE), text);
      written.push(CONFIG_FILE);
      if (!options['no-workflows']) {
        written.push(...(await writeWorkflows(ctx, root, found.locks, run ?? 'python train.py', guesses)));
      }
      const session = await openSession(ctx, host, { config: join(root, CONFIG_FILE) });
      const next = nextSteps(found.script, task, registry);
      const result = await session.finish<'init'>({
        command: 'init',
        verdict: 'pass',
        summary: `wrote ${written.length} files`,
        data: { written, guesses, next },
        notChecked: guesses.map((guess) => `guessed: ${guess}`),
        text: '',
      });
      const list = (title: string, items: readonly string[]) =>
        items.length === 0 ? [] : [title, ...items.map((item) => `  ${item}`), ''];
      return {
        result,
        text: [
          ...list('Wrote', written),
          ...list('Guessed, please read', guesses),
          ...list('Next', next),
        ].join('\n'),
      };
    } finally {
      db.close();
    }
  },
});

function commandOf(script: string | null): string | null {
  if (script === null) return null;
  const runner: Readonly<Record<string, string>> = {
    '.py': 'python',
    '.sh': 'bash',
    '.r': 'Rscript',
    '.jl': 'julia',
    '.js': 'node',
    '.ts': 'node',
  };
  return `${runner[extname(script).toLowerCase()] ?? 'bash'} ${script}`;
}

function nextSteps(script: string | null, task: string, registry: string): string[] {
  return [
    `${script ?? 'train.py'}: read the data from ASSAY_DATASET_TRAIN, write an ONNX model to ASSAY_OUTPUT_DIR/model.onnx`,
    ...(task === 'regression'
      ? []
      : ['for classes, give the ONNX model a probability output (skl2onnx: options={"zipmap": False})']),
    'models that are not ONNX: name the file under train.outputs, and a command that predicts under evaluate.run',
    registry === 'git'
      ? 'assay registry init   make the registry, a ref of the remote origin (it pushes one commit there)'
      : 'assay registry init   make the registry (add assay-registry/ to .gitignore, or keep it elsewhere)',
    'assay run             the whole pipeline up to the verdict',
  ];
}

/** Where the repository has a remote, its own ref is the registry that outlives any runner; else a folder. */
async function registryOf(ctx: Context, root: string): Promise<string> {
  const remote = await git(root, ['remote', 'get-url', 'origin'], { env: ctx.env });
  return remote.code === 0 ? 'git' : 'assay-registry';
}

async function modelName(ctx: Context, root: string): Promise<string> {
  const remote = await git(root, ['remote', 'get-url', 'origin'], { env: ctx.env });
  const name = remote.code === 0 ? basename(remote.stdout.trim()).replace(/\.git$/, '') : basename(root);
  const clean = name
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '');
  return clean || 'model';
}
