/** action.yml, the composites, their READMEs, the README and the help say the same as the option tables. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PINS } from '../scripts/pins.mjs';
import { COMMANDS } from '../src/commands/index.js';
import { optionsOf } from '../src/commands/options.js';
import { VERSION } from '../src/version.js';
import { shippedUses, standIns, usesIn } from './act/pins.js';
import { assay, ROOT } from './support/program.js';

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const commands = await Promise.all(
  Object.entries(COMMANDS).map(async ([name, entry]) => ({
    name,
    entry,
    command: (await entry.load()).default,
  })),
);
const actions = readdirSync(join(ROOT, 'actions')).filter((name) => !name.startsWith('.'));

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Record<string, string>;
  readonly with?: Record<string, unknown>;
}

describe('the table of commands', () => {
  it('has every verb of the design', () => {
    expect(Object.keys(COMMANDS)).toEqual(
      expect.arrayContaining(
        'init infer import-contract validate profile train evaluate gate report comment register approve reject deploy rollback promote serve monitor run explain history registry engines'.split(
          ' ',
        ),
      ),
    );
  });

  it.each(commands)(
    '$name: summary, examples, and no option that both shells hide',
    ({ name, entry, command }) => {
      expect(command.name).toBe(name);
      expect(command.summary).toBe(entry.summary);
      expect(command.summary).not.toMatch(/\.$/);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const { run } of command.examples) expect(run).toMatch(new RegExp(`assay ${name}\\b`));
    },
  );

  it.each(commands.filter(({ name }) => name !== 'setup'))(
    '$name --help shows every option and an example',
    async ({ name, command }) => {
      const { code, stdout } = await assay([name, '--help'], ROOT);
      expect(code).toBe(0);
      for (const option of Object.keys(optionsOf(command, 'cli'))) expect(stdout).toContain(`--${option}`);
      expect(stdout).toContain('Examples:');
      expect(stdout).not.toContain('undefined');
    },
  );
});

describe('actions', () => {
  it('are what the tables say (npm run generate)', () => {
    execFileSync(process.execPath, ['scripts/generate.mjs', '--check'], { cwd: ROOT, stdio: 'pipe' });
  });

  it('the root action takes every input of every command', () => {
    const { inputs, runs } = parse(read('action.yml'));
    expect(runs).toEqual({ using: 'node24', main: 'dist/index.js' });
    for (const { command } of commands) {
      for (const name of Object.keys(optionsOf(command, 'action'))) expect(inputs).toHaveProperty([name]);
    }
  });

  it.each(actions)('%s: no expression in a script, everything of others pinned, README complete', (name) => {
    const { inputs, outputs, runs } = parse(read('actions', name, 'action.yml'));
    for (const step of (runs.steps ?? []) as Step[]) {
      expect(step.run ?? '').not.toContain('${{');
      if (step.uses) expect(step.uses).toMatch(/@[0-9a-f]{40}$/);
    }
    const readme = read('actions', name, 'README.md');
    for (const input of Object.keys(inputs)) {
      if (name !== 'setup' || input !== 'command') expect(readme).toContain(`| \`${input}\` |`);
    }
    for (const output of Object.keys(outputs)) expect(readme).toContain(`| \`${output}\` |`);
    expect(readme).toContain('permissions:');
    expect(Object.keys(COMMANDS)).toContain(name);
  });
});

describe('examples in READMEs of actions', () => {
  const blocks = (name: string) =>
    [...read('actions', name, 'README.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) =>
      parse(text),
    );
  /** Every step of a value, however deep. */
  const stepsOf = (value: unknown): Step[] => {
    if (typeof value !== 'object' || value === null) return [];
    const own = 'uses' in value || 'run' in value ? [value as Step] : [];
    return [...own, ...Object.values(value).flatMap(stepsOf)];
  };

  it.each(actions)(
    '%s: inputs that exist, none that is required missing, permissions that GitHub knows',
    (name) => {
      const { inputs } = parse(read('actions', name, 'action.yml'));
      const required = Object.keys(inputs).filter((input) => inputs[input].required);
      const uses = blocks(name)
        .flatMap(stepsOf)
        .filter((step) => step.uses?.startsWith('assay-ml/'));
      expect(uses.length).toBeGreaterThan(0);
      for (const step of uses) {
        expect(step.uses).toBe(`assay-ml/assay/actions/${name}@v1`);
        expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
        expect(Object.keys(step.with ?? {})).toEqual(expect.arrayContaining(required));
      }
      const [job] = Object.values(blocks(name)[0]) as { permissions: Record<string, string> }[];
      for (const [permission, level] of Object.entries(job?.permissions ?? {})) {
        expect(['contents', 'pull-requests', 'checks', 'issues', 'deployments', 'actions']).toContain(
          permission,
        );
        expect(['read', 'write']).toContain(level);
      }
    },
  );
});

describe('actions of others', () => {
  const pinned = new Set(Object.values(PINS).map((pin) => pin.split(' ')[0]));
  const files = [
    ...sources('.github/workflows'),
    ...sources('actions'),
    ...sources('examples'),
    ...sources('docs'),
  ];

  it.each([...files, 'src/commands/init/workflows.ts'])('%s: as scripts/pins.mjs has them', (file) => {
    for (const { repository, path, ref } of usesIn(
      read(file).replaceAll("'actions/", 'uses: actions/'),
      file,
    )) {
      expect(pinned).toContain(`${repository}${path}@${ref}`);
    }
  });
  it('have a stand-in for the tests, each that we ship', () => {
    expect(standIns(shippedUses()).length).toBeGreaterThan(4);
    expect(() => standIns([{ repository: 'actions/new', path: '', ref: 'v1', file: 'x.yml' }])).toThrow(
      /stand-in/,
    );
  });
});

/** YAML and Markdown files of a folder, relative to the repository. */
function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|md)$/.test(name) && !/node_modules|\.venv|\.assay/.test(name))
    .map((name) => join(folder, name));
}

describe('the README', () => {
  it('names every command and every action', () => {
    const readme = read('README.md');
    for (const { name } of commands.filter((item) => item.name !== 'setup'))
      expect(readme).toContain(`\`${name}\``);
    for (const action of actions) expect(readme).toContain(`(actions/${action})`);
  });
});

it('the version is that of package.json', async () => {
  expect(VERSION).toBe(JSON.parse(read('package.json')).version);
  expect((await assay(['--version'], ROOT)).stdout.trim()).toBe(VERSION);
});
