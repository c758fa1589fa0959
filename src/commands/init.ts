/**
 * `assay init`: writes assay.yaml, a contract inferred from the data, and workflows, for an existing repository.
 * It overwrites nothing, and what it guessed it says.
 */
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { type Context, codeOf, git, nearest, usageError } from '../base/index.js';
import { CONFIG_FILE } from '../config/index.js';
import { parseConfig } from '../config/parsing/index.js';
import {
  cutInTwo,
  type FoundDataset,
  findDataset,
  inferContract,
  openReading,
  parseContract,
  sqlName,
} from '../data/index.js';
import { type Database, openDatabase } from '../engines/index.js';
import { TASKS } from '../results/index.js';
import { isS3Url, type Place } from '../s3/index.js';
import { defineCommand } from './command.js';
import {
  type Column,
  configurationText,
  DATA_PATTERNS,
  guessId,
  guessTarget,
  guessTask,
  IGNORED,
  LOCKS,
  METRICS_OF,
  splitsOf,
  survey,
} from './init/index.js';
import { workflows } from './init/workflows.js';
import { placeOf } from './place.js';
import { openSession } from './session.js';

/** Of a dataset without a test part, this share of the rows is set aside. */
const TEST_SHARE = 20;
const TASK_CHOICES = TASKS.filter((task) => task in METRICS_OF);

export default defineCommand({
  name: 'init',
  summary: 'write assay.yaml, a contract inferred from the data, and workflows, for an existing repository',
  details:
    'Looks for data files and a training script, infers a contract from the training data, and writes a configuration with safe rules. Where only one data file is found, it writes two new files beside it, 80% of the rows for training and 20% for testing, chosen by a hash of each row. Nothing that exists is overwritten; every guess is listed.',
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

async function refuseExisting(path: string): Promise<void> {
  try {
    await access(path);
  } catch {
    return;
  }
  throw usageError({
    where: { file: path },
    message: 'exists already, and init overwrites nothing',
    fix: 'run `assay run` with it, or move it away first',
  });
}

async function writeNew(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    throw usageError(
      {
        where: { file: path },
        message: 'exists already, and init overwrites nothing',
        fix: 'move it away first',
      },
      error,
    );
  }
}

async function columnsOf(ctx: Context, db: Database, dataset: FoundDataset): Promise<Column[]> {
  const { from, columns } = await openReading(db, dataset, ctx.signal);
  const names = [...columns.keys()];
  if (names.length === 0) throw usageError({ where: { file: dataset.path }, message: 'has no columns' });
  const counts = names.map((name, index) => `count(DISTINCT ${sqlName(name)}) AS c${index}`).join(', ');
  const [row] = await db.all(`SELECT count(*) AS n, ${counts} FROM ${from}`);
  return [...columns].map(([name, type], index) => ({
    name,
    type,
    distinct: Number(row?.[`c${index}`] ?? 0),
    rows: Number(row?.['n'] ?? 0),
  }));
}

function targetOf(columns: readonly Column[], wanted: string | undefined): Column {
  const name = wanted ?? guessTarget(columns);
  const target = columns.find((column) => column.name === name);
  if (target) return target;
  const names = columns.map((column) => column.name);
  const near = nearest(String(name), names);
  throw usageError({
    message: `the data have no column ${JSON.stringify(name)}`,
    expected: `one of ${names.join(', ')}`,
    ...(near ? { fix: `did you mean --target ${near}?` } : {}),
  });
}

function taskOf(text: string | undefined): keyof typeof METRICS_OF | null {
  return text === 'binary' || text === 'multiclass' || text === 'regression' ? text : null;
}

interface Parts {
  readonly train: string;
  readonly test: string;
  readonly written: readonly string[];
  readonly guesses: readonly string[];
}

/** Training and test data. One file alone is cut in two new ones, unless that is not wanted. */
async function partsOf(
  ctx: Context,
  place: Place,
  db: Database,
  dataset: FoundDataset,
  test: string | null,
  noSplit: boolean,
): Promise<Parts> {
  const train = dataset.path;
  if (test !== null) return { train, test, written: [], guesses: [] };
  if (noSplit) {
    return {
      train,
      test: train,
      written: [],
      guesses: [
        'there is only one data file: testing uses the rows of training, and validate refuses that until `datasets.test` names others',
      ],
    };
  }
  const extension = dataset.format === 'parquet' ? '.parquet' : dataset.format === 'csv' ? '.csv' : '.jsonl';
  // Nothing is written to a bucket: the parts of what lies there come to a folder here.
  const folder = isS3Url(train) ? 'data/' : train.slice(0, train.length - basename(train).length);
  const stem =
    folder +
    (isS3Url(train) ? basename(train).replace(/[^\w.-]+/g, '') || 'all' : basename(train)).replace(
      /\.(csv|tsv|jsonl|ndjson|parquet).*$/i,
      '',
    );
  const outputs = { train: `${stem}.train${extension}`, test: `${stem}.test${extension}` };
  for (const path of Object.values(outputs)) await refuseExisting(resolve(place.root, path));
  await mkdir(resolve(place.root, dirname(outputs.train)), { recursive: true });
  const to = { more: resolve(place.root, outputs.train), less: resolve(place.root, outputs.test) };
  await cutInTwo(db, dataset, ctx.signal, to, TEST_SHARE);
  return {
    ...outputs,
    written: Object.values(outputs),
    guesses: [
      `rows are independent: ${relative('.', train)} was cut in two by a hash of each row (${100 - TEST_SHARE}% and ${TEST_SHARE}%); where time or a user orders them, cut by that instead`,
    ],
  };
}

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

/** Workflows go to the top of the repository; those that exist are left as they are, and listed. */
async function writeWorkflows(
  ctx: Context,
  root: string,
  locks: readonly string[],
  run: string,
  guesses: string[],
): Promise<string[]> {
  const top = await git(root, ['rev-parse', '--show-toplevel'], { env: ctx.env });
  const base = top.code === 0 ? top.stdout.trim() : root;
  const folder = relative(base, root).split('\\').join('/') || '.';
  const python = /python/.test(run) ? '3.12' : '';
  const setup = python && locks.includes('requirements.txt') ? 'pip install -r requirements.txt' : '';
  if (python && setup === '')
    guesses.push('no requirements.txt was found: `setup` in the workflows installs nothing');
  const written: string[] = [];
  for (const [name, text] of Object.entries(workflows({ folder, setup, python }))) {
    const path = join(base, '.github', 'workflows', name);
    const old = await readFile(path, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (old !== null) {
      guesses.push(`${relative(root, path)} exists already and was left as it is`);
      continue;
    }
    await writeNew(path, text);
    written.push(relative(root, path));
  }
  return written;
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
