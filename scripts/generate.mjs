#!/usr/bin/env node
/**
 * Writes what is generated from the tables in src/: the JSON Schemas, action.yml, actions/<name>/action.yml and
 * the tables of their READMEs. `npm run generate` writes; `npm run generate -- --check` only compares, and
 * fails with the list of files that differ.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { z } from 'zod';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
  {
    stdio: 'inherit',
  },
);
const { COMMANDS } = await import('../build/commands/index.js');
const { COMMON_OPTIONS } = await import('../build/commands/command.js');
const { optionsOf } = await import('../build/commands/options.js');
const { configSchema } = await import('../build/config/schema/index.js');
const { PUBLISHED } = await import('../build/results/published.js');
const { profileSchema } = await import('../build/data/profile/schema.js');
const { REPOSITORY } = await import('../build/version.js');
const { furtherWorkflows, workflows } = await import('../build/commands/init/workflows.js');
const { metricTables } = await import('../build/evaluation/catalogue/page.js');
const { PINS } = await import('./pins.mjs');
const { EXAMPLES } = await import('./action-examples.mjs');

/**
 * The verbs that workflows use, each a composite. `engines`: it needs DuckDB or ONNX Runtime, so they are kept
 * in the cache. `upload`: it writes results that a later job reads. `registry`: it reads or writes the registry.
 */
const ACTIONS = {
  validate: { engines: true, upload: true, registry: true },
  profile: { engines: true, upload: true, registry: true },
  train: { engines: true, upload: true },
  evaluate: { engines: true, upload: true, registry: true },
  gate: { engines: false, upload: true, registry: true },
  report: { engines: false, upload: true, registry: true },
  comment: { engines: false, upload: false },
  register: { engines: false, upload: true, registry: true },
  approve: { engines: false, upload: false, registry: true },
  respond: { engines: false, upload: false, registry: true },
  deploy: { engines: true, upload: true, registry: true },
  rollback: { engines: true, upload: true, registry: true },
  promote: { engines: false, upload: true, registry: true },
  monitor: { engines: true, upload: true, registry: true },
};

/** Where a runner keeps the engines between jobs, and the key that changes with their versions. */
const ENGINES_FOLDER = '${{ runner.temp }}/assay-engines';
const ENGINES_KEY = `assay-engines-${await enginesVersion()}-\${{ runner.os }}-\${{ runner.arch }}`;

const HEADER = '# Made by `npm run generate` from the option tables in src/commands/. Edit those instead.\n';
/** Everything that a result has, as step outputs. */
const COMMON_OUTPUTS = {
  verdict: 'one of pass, warn, fail, inconclusive, error, skipped',
  summary: 'one line for a person',
};

const files = new Map();
const commands = {};
for (const name of Object.keys(COMMANDS)) commands[name] = (await COMMANDS[name].load()).default;

// --- schema/
files.set('schema/assay.schema.json', json(z.toJSONSchema(configSchema, { io: 'input' })));
for (const [name, schema] of Object.entries(PUBLISHED)) {
  files.set(`schema/${name}.schema.json`, json(z.toJSONSchema(schema, { io: 'input' })));
}

files.set('schema/profile-file.schema.json', json(z.toJSONSchema(profileSchema, { io: 'input' })));

// --- action.yml: every command, chosen by an input
const union = new Map();
for (const command of Object.values(commands)) {
  for (const [name, input] of Object.entries(inputsOf(command))) {
    const known = union.get(name) ?? { input, meanings: new Map() };
    const users = known.meanings.get(input.description) ?? [];
    known.meanings.set(input.description, [...users, command.name]);
    union.set(name, known);
  }
}
const everyone = Object.keys(commands).length;
files.set(
  'action.yml',
  HEADER +
    yaml({
      name: 'Assay',
      description: 'Validate data, train, gate, approve and deploy machine-learning models',
      author: 'Assay contributors',
      branding: { icon: 'check-circle', color: 'green' },
      inputs: {
        command: { description: `what to run: ${Object.keys(commands).join(', ')}`, required: true },
        'working-directory': { description: 'folder of assay.yaml, relative to the workspace', default: '.' },
        ...Object.fromEntries(
          [...union.entries()]
            .sort(([a], [b]) => a.localeCompare(b, 'en'))
            .map(([name, { input, meanings }]) => [
              name,
              {
                description: meaningOf(meanings),
                // The shell drops it for commands that have no such input.
                ...(name === 'token' ? { default: input.default } : {}),
              },
            ]),
        ),
      },
      outputs: Object.fromEntries(
        Object.entries({
          ...COMMON_OUTPUTS,
          ...Object.assign({}, ...Object.values(commands).map((command) => command.outputs ?? {})),
        }).map(([name, description]) => [name, { description }]),
      ),
      runs: { using: 'node24', main: 'dist/index.js' },
    }),
);

// --- actions/<name>/
for (const [name, kind] of Object.entries(ACTIONS)) {
  const command = commands[name];
  if (!command) throw new Error(`there is no command ${name}`);
  files.set(`actions/${name}/action.yml`, HEADER + composite(command, kind));
  files.set(`actions/${name}/README.md`, readme(command, kind));
}
if (commands.setup) {
  files.set('actions/setup/action.yml', HEADER + setup(commands.setup));
  files.set('actions/setup/README.md', readme(commands.setup, { setup: true }));
}

// --- examples/workflows/: what `init` writes, and two for repositories of another kind
const usual = { folder: '.', setup: 'pip install -r requirements.txt', python: '3.12' };
for (const [name, text] of Object.entries({ ...workflows(usual), ...furtherWorkflows(usual) })) {
  files.set(`examples/workflows/${name}`, text);
}
// The example is a project to copy, so it has the workflows where its own repository would have them.
for (const [name, text] of Object.entries(workflows(usual))) {
  files.set(`examples/flights/.github/workflows/${name}`, text);
}

// --- docs/metrics.md: the tables of the catalogue, between two comments
const page = await readFile(join(root, 'docs/metrics.md'), 'utf8');
files.set(
  'docs/metrics.md',
  page.replace(
    /(<!-- metrics -->\n)[\s\S]*?(\n<!-- \/metrics -->)/,
    (_, from, to) => from + metricTables() + to,
  ),
);

// --- docs/permissions.md: what each command needs, between two comments
const needs = await readFile(join(root, 'docs/permissions.md'), 'utf8');
files.set(
  'docs/permissions.md',
  needs.replace(
    /(<!-- permissions -->\n)[\s\S]*?(\n<!-- \/permissions -->)/,
    (_, from, to) => from + permissionTable() + to,
  ),
);

await finish();

function permissionTable() {
  const rows = Object.values(commands)
    .filter((command) => command.permissions !== undefined)
    .map((command) => {
      const cells = Object.entries(command.permissions).map(([name, text]) => `\`${name}\`: ${text}`);
      return `| \`${command.name}\` | ${cells.join('; ') || 'nothing'} |`;
    });
  return ['| command | permissions of the job |', '|---|---|', ...rows].join('\n');
}

/** `For gate: …. For monitor: …`, or the words alone where every command has the input. */
function meaningOf(meanings) {
  return [...meanings]
    .map(([description, users]) =>
      users.length === everyone ? sentence(description) : `For ${users.join(', ')}: ${description}`,
    )
    .join('. ');
}

/** What an option of the terminal is called in an action. */
function asInput(summary, option) {
  return (option.type === 'list' ? summary.replace(/; repeat(able| for several)/, '') : summary).replace(
    /--([a-z][a-z-]*)/g,
    '`$1`',
  );
}

function inputsOf(command) {
  const options = Object.entries(optionsOf(command, 'action')).map(([name, option]) => {
    const notes = [
      option.choices ? `one of ${option.choices.join(', ')}` : '',
      option.type === 'list' ? 'one a line' : '',
      option.type === 'boolean' ? 'true or false' : '',
    ].filter(Boolean);
    const summary =
      name === 'token'
        ? 'token for the API; that of the job needs the permissions of the README'
        : asInput(option.summary, option);
    return [
      name,
      {
        description: [summary, ...(notes.length > 0 ? [`(${notes.join('; ')})`] : [])].join(' '),
        ...(option.required ? { required: true } : {}),
        ...(defaultOf(name, option) === undefined ? {} : { default: defaultOf(name, option) }),
      },
    ];
  });
  const positionals = (command.positionals ?? []).map((positional) => [
    positional.name,
    {
      description: positional.choices
        ? `${positional.summary} (one of ${positional.choices.join(', ')})`
        : positional.summary,
      ...(positional.required ? { required: true } : {}),
    },
  ]);
  return Object.fromEntries([...positionals, ...options]);
}

/** The runner sets no GITHUB_TOKEN by itself: an action gets the token of its job through an input's default. */
function defaultOf(name, option) {
  if (name === 'token') return '${{ github.token }}';
  return option.default === undefined ? undefined : String(option.default);
}

function outerInputs({ engines, upload, registry }) {
  return {
    'working-directory': { description: 'folder of assay.yaml, relative to the workspace', default: '.' },
    ...(registry
      ? {
          token: {
            description: 'token for a registry in git (`registry: git`); that of the job suffices',
            default: '${{ github.token }}',
          },
        }
      : {}),
    ...(engines
      ? {
          'cache-engines': {
            description: 'keep the native engines in the Actions cache (true or false)',
            default: 'true',
          },
        }
      : {}),
    ...(upload
      ? {
          upload: {
            description: 'upload .assay as an artifact for later jobs (true or false)',
            default: 'false',
          },
          'artifact-name': {
            description:
              'name of that artifact, unique within a run (absent: assay-JOB-ATTEMPT, or assay-JOB-NAME-ATTEMPT with `name`)',
          },
        }
      : {}),
  };
}

function composite(command, kind) {
  const outputs = outputsOf(command, kind);
  const steps = [
    {
      name: 'Look for Node',
      id: 'node',
      shell: 'bash',
      run: `if node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null\nthen echo "found=true" >> "$GITHUB_OUTPUT"\nfi\n`,
    },
    {
      name: 'Set up Node',
      if: "steps.node.outputs.found != 'true'",
      uses: PINS['actions/setup-node'],
      with: { 'node-version': '24' },
    },
    ...(kind.engines
      ? [
          {
            name: 'Restore the engines',
            id: 'engines',
            if: "inputs.cache-engines == 'true'",
            uses: PINS['actions/cache/restore'],
            with: { path: ENGINES_FOLDER, key: ENGINES_KEY },
          },
        ]
      : []),
    {
      name: command.summary[0].toUpperCase() + command.summary.slice(1),
      id: 'assay',
      shell: 'bash',
      run: `node "$GITHUB_ACTION_PATH/../../dist/index.js" ${command.name}`,
      env: {
        ASSAY_INPUTS: '${{ toJSON(inputs) }}',
        ...(kind.engines ? { ASSAY_ENGINES_CACHE: ENGINES_FOLDER } : {}),
      },
    },
    ...(kind.engines
      ? [
          {
            name: 'Keep the engines',
            if: "inputs.cache-engines == 'true' && steps.engines.outputs.cache-hit != 'true'",
            // Untrusted triggers may only read the cache; that is no reason for a red job.
            'continue-on-error': true,
            uses: PINS['actions/cache/save'],
            with: { path: ENGINES_FOLDER, key: ENGINES_KEY },
          },
        ]
      : []),
    ...(kind.upload
      ? [
          {
            name: 'Upload the results',
            id: 'upload',
            if: "always() && inputs.upload == 'true'",
            uses: PINS['actions/upload-artifact'],
            with: {
              name: '${{ steps.assay.outputs.artifact }}',
              // The run cache, checkpoints and raw outputs stay on the machine that trained; results name what is kept.
              path: ['', '/cache', '/outputs', '/checkpoints']
                .map((part) => `${part === '' ? '' : '!'}\${{ inputs.working-directory }}/.assay${part}\n`)
                .join(''),
              'include-hidden-files': true,
              'if-no-files-found': 'warn',
            },
          },
        ]
      : []),
  ];
  return yaml({
    name: `Assay ${command.name}`,
    description: command.summary[0].toUpperCase() + command.summary.slice(1),
    inputs: { ...inputsOf(command), ...outerInputs(kind) },
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, description]) => [
        name,
        {
          description,
          value: `\${{ steps.${name === 'artifact-url' ? 'upload' : 'assay'}.outputs.${name} }}`,
        },
      ]),
    ),
    runs: { using: 'composite', steps },
  });
}

function outputsOf(command, kind) {
  return {
    ...COMMON_OUTPUTS,
    ...(kind.upload
      ? {
          artifact: 'name of the artifact with .assay, for download-artifact in a later job',
          'artifact-url': 'address of that artifact, empty where none was uploaded',
        }
      : {}),
    ...command.outputs,
  };
}

function setup(command) {
  return yaml({
    name: 'Assay setup',
    description: command.summary[0].toUpperCase() + command.summary.slice(1),
    inputs: {
      command: { description: 'leave as it is', default: 'setup' },
      ...inputsOf(command),
    },
    outputs: Object.fromEntries(
      Object.entries({ ...COMMON_OUTPUTS, ...command.outputs }).map(([name, description]) => [
        name,
        { description },
      ]),
    ),
    runs: { using: 'node24', main: '../../dist/index.js' },
  });
}

function readme(command, kind) {
  const own = Object.fromEntries(
    Object.entries(inputsOf(command)).filter(([name]) => !(name in COMMON_OPTIONS)),
  );
  const common = Object.fromEntries(
    Object.entries({ ...inputsOf(command), ...(kind.setup ? {} : outerInputs(kind)) }).filter(
      ([name]) => !(name in own),
    ),
  );
  const example = EXAMPLES[command.name];
  if (!example) throw new Error(`scripts/action-examples.mjs has no example for ${command.name}`);
  const permissions = permissionsOf(command);
  return `<!-- Made by \`npm run generate\` from src/commands/${command.name}.ts. Edit that instead. -->
# ${REPOSITORY}/actions/${command.name}

${sentence(command.summary)}.
${command.details ? `\n${command.details}\n` : ''}
## Example
\`\`\`yaml
${job(command, example)}\`\`\`
${example.also ? `\n${example.also.title}\n\`\`\`yaml\n- uses: ${REPOSITORY}/actions/${command.name}@v1\n${example.also.step}\`\`\`\n` : ''}
## Permissions
${
  permissions.length === 0
    ? 'None of its own: `permissions: {}` will do, and `contents: read` where a step before it checks out.'
    : `Least \`permissions:\` of the job${'contents' in (command.permissions ?? { contents: 1 }) ? '' : ', beside `contents: read` to check out'}:
\`\`\`yaml
permissions:
${permissions.map(({ name, level, why }) => `  ${name}: ${level}${why ? ` # ${why}` : ''}`).join('\n')}
\`\`\``
}

## Inputs
${Object.keys(own).length > 0 ? `${inputTable(own)}\n\nOf every action:\n\n` : ''}${inputTable(common)}

## Outputs
| output | what it holds |
|---|---|
${Object.entries(outputsOf(command, kind))
  .map(([name, description]) => `| \`${name}\` | ${cell(sentence(description))} |`)
  .join('\n')}
`;
}

/** A whole job: what stands before the step, the step, what follows; with the permissions that all of them need. */
function job(command, { before = '', step, after = '', needs, condition, runner }) {
  const pushes = after.includes('git push');
  const granted = new Map([
    ['contents', pushes ? 'write # to keep the registry in its branch' : 'read # to check out'],
  ]);
  for (const { name, level, why } of permissionsOf(command)) {
    if (name !== 'contents') granted.set(name, `${level}${why ? ` # ${why}` : ''}`);
  }
  const steps = `${before}- uses: ${REPOSITORY}/actions/${command.name}@v1\n${step}${after}`;
  return `${command.name}:
${needs ? `  needs: ${needs}\n` : ''}${condition ? `  if: ${condition}\n` : ''}  runs-on: ${runner ?? 'ubuntu-latest'}
  permissions:
${[...granted].map(([name, level]) => `    ${name}: ${level}`).join('\n')}
  steps:
${steps.replace(/^(?=.)/gm, '    ')}`;
}

/** `read; write where …` and `write: to …` as a level and a reason. */
function permissionsOf(command) {
  return Object.entries(command.permissions ?? { contents: 'read' }).map(([name, text]) => {
    const [, level, why = ''] = /^(read|write)(?:[:;,]?\s+(.*))?$/.exec(text) ?? [];
    if (!level) throw new Error(`${command.name}: the permission ${name}: ${text} begins with no level`);
    return { name, level, why };
  });
}

function inputTable(inputs) {
  const rows = Object.entries(inputs).map(([name, input]) => {
    const absent = input.default === undefined || input.default === '' ? '' : `\`${cell(input.default)}\``;
    return `| \`${name}\` | ${cell(sentence(input.description))}${input.required ? ' **(required)**' : ''} | ${absent} |`;
  });
  return ['| input | what it is | default |', '|---|---|---|', ...rows].join('\n');
}

function cell(text) {
  return String(text ?? '').replaceAll('|', '\\|');
}

/** Begins with a capital, where the first word is one of prose and not a name or a value. */
function sentence(text) {
  return /^(?!true |false )[a-z]+(?=[\s,;]|$)/.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
}

async function enginesVersion() {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  return ['@duckdb/node-api', 'onnxruntime-node']
    .map((name) => lock.packages[`node_modules/${name}`].version)
    .join('-');
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function yaml(value) {
  for (const table of [value.inputs, value.outputs]) {
    for (const item of Object.values(table ?? {})) item.description = sentence(item.description);
  }
  // `uses` values carry their version as a comment, which YAML text has and data has not.
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).replace(
    /^(\s*uses: )"?([^\s"]+) (# [^\s"]+)"?$/gm,
    '$1$2 $3',
  );
}

async function finish() {
  const check = process.argv.includes('--check');
  const stale = [];
  for (const [path, text] of files) {
    const full = join(root, path);
    const old = await readFile(full, 'utf8').catch(() => null);
    if (old === text) continue;
    stale.push(path);
    if (check) continue;
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, text);
  }
  if (check && stale.length > 0) {
    console.error(`stale, run \`npm run generate\`:\n  ${stale.join('\n  ')}`);
    process.exitCode = 1;
  } else {
    console.log(
      check
        ? `${files.size} generated files are up to date`
        : `${stale.length} of ${files.size} files written`,
    );
  }
}
