/** action.yml, the composites, their READMEs, the README and the help say the same as the option tables. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS } from '../src/commands/index.js';
import { optionsOf } from '../src/commands/options.js';
import { VERSION } from '../src/version.js';
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
}

describe('the table of commands', () => {
  it('has every verb of the design', () => {
    expect(Object.keys(COMMANDS)).toEqual(
      expect.arrayContaining(
        'init infer validate profile train evaluate gate report comment register approve reject deploy rollback promote serve monitor run explain history registry engines'.split(
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
