/**
 * The shell of GitHub Actions. A composite passes all its inputs as JSON in ASSAY_INPUTS and the command in
 * argv; the root action passes INPUT_* variables and names the command in its input `command`.
 */
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import * as core from '@actions/core';
import { type Context, type Environment, messageOf, nearest, usageError } from './base/index.js';
import type { Command, Outcome } from './commands/command.js';
import { COMMANDS } from './commands/index.js';
import { checkOptions, optionsOf, type RawOptions } from './commands/options.js';
import { createLog } from './host/log.js';
import type { Verdict } from './results/verdict.js';
import { abortOnSignals, reportFailure, watchOutput } from './shell.js';

export async function runAction(argv: readonly string[]): Promise<void> {
  watchOutput(process);
  process.exitCode = await action(argv, { ...process.env });
}

async function action(argv: readonly string[], env: Environment): Promise<number> {
  const debug = env['RUNNER_DEBUG'] === '1' || Boolean(env['ASSAY_DEBUG']);
  const log = createLog({
    write: (text) => process.stderr.write(text),
    color: false,
    quiet: false,
    interactive: false,
    runner: true,
    debug,
    now: () => performance.now(),
    onSecret: core.setSecret,
  });
  try {
    const inputs = readInputs(env);
    const name = argv[0] ?? inputs['command'] ?? '';
    const entry = COMMANDS[name];
    if (!entry) {
      const near = nearest(name, Object.keys(COMMANDS));
      throw usageError({
        message: `there is no command ${JSON.stringify(name)}`,
        expected: `one of ${Object.keys(COMMANDS).join(', ')}`,
        ...(near ? { fix: `did you mean \`command: ${near}\`?` } : {}),
      });
    }
    core.setOutput('artifact', artifactName(inputs, env));
    const { default: command } = await entry.load();
    const { raw, args } = rawInputs(command, inputs);
    const options = checkOptions(command, raw, 'action');
    const ctx: Context = {
      cwd: workingDirectory(inputs['working-directory'] || '.'),
      env: { ...withoutInputs(env), ...jobToken(inputs) },
      now: () => new Date(),
      signal: abortOnSignals(
        (signal, listener) => process.on(signal, listener),
        () => process.exit(130),
      ),
      log,
      ...(process.argv[1] === undefined ? {} : { program: process.argv[1] }),
    };
    const { detectHost } = await import('./host/index.js');
    const outcome = await command.run({ ctx, host: detectHost(ctx), options, args });
    publish(outcome);
    const { renderTerminal, workflowCommand } = await import('./report/index.js');
    for (const each of outcome.annotations ?? []) process.stdout.write(`${workflowCommand(each)}\n`);
    // Names and values of data stand in it: between these lines the runner reads no command, wherever one stands.
    const pause = randomUUID();
    const text = outcome.text ?? renderTerminal(outcome.result, { color: false, width: 120 });
    process.stdout.write(`::stop-commands::${pause}\n${text}\n::${pause}::\n`);
    return stepCode(outcome.result.verdict, String(options['fail-on'] ?? 'fail'), outcome.result.summary);
  } catch (error) {
    const code = reportFailure(error, log, debug);
    core.error(messageOf(error).slice(0, ANNOTATION_CHARACTERS), { title: 'assay' });
    core.setOutput('verdict', 'error');
    return code;
  }
}

function workingDirectory(folder: string): string {
  const path = resolve(process.cwd(), folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw usageError({
    where: { file: path },
    message: `the input \`working-directory\` is ${JSON.stringify(folder)}, which is no folder here`,
    expected: 'a folder, relative to the workspace',
    fix: 'check the repository out before this step (actions/checkout), and look at the spelling',
  });
}

/** Inputs by name; absent ones are empty strings, as the runner gives them. */
function readInputs(env: Environment): Record<string, string> {
  const packed = env['ASSAY_INPUTS'];
  if (packed !== undefined) {
    const data = parsed(packed === '' ? '{}' : packed);
    if (typeof data !== 'object' || data === null || Array.isArray(data)) {
      throw usageError({ message: 'ASSAY_INPUTS is no JSON object', expected: 'what toJSON(inputs) gives' });
    }
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value ?? '')]));
  }
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) =>
      key.startsWith('INPUT_') && value !== undefined ? [[key.slice(6).toLowerCase(), value.trim()]] : [],
    ),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usageError(
      { message: `ASSAY_INPUTS is no JSON: ${messageOf(error)}`, expected: 'what toJSON(inputs) gives' },
      error,
    );
  }
}

/**
 * The name under which `.assay` goes up. It holds the attempt, since names are unique within a run, re-runs
 * included; later jobs take it from this job's output, which a re-run of failed jobs keeps.
 */
function artifactName(inputs: Readonly<Record<string, string>>, env: Environment): string {
  const parts = ['assay', env['GITHUB_JOB'], inputs['name'], env['GITHUB_RUN_ATTEMPT'] ?? '1'];
  return inputs['artifact-name'] || parts.filter(Boolean).join('-');
}

/** Inputs that the YAML around our step uses itself, that pick the command, or that the root action always gives. */
const OUTER_INPUTS = [
  'command',
  'token',
  'working-directory',
  'setup-node',
  'cache-engines',
  'upload',
  'artifact-name',
];

function rawInputs(
  command: Command,
  inputs: Readonly<Record<string, string>>,
): { raw: RawOptions; args: (string | undefined)[] } {
  const positionals = command.positionals ?? [];
  const positional = new Set(positionals.map(({ name }) => name));
  const own = optionsOf(command, 'action');
  const raw = Object.fromEntries(
    Object.entries(inputs).filter(
      ([name, value]) =>
        value !== '' && (name in own || (!positional.has(name) && !OUTER_INPUTS.includes(name))),
    ),
  );
  return { raw, args: positionals.map(({ name }) => inputs[name] || undefined) };
}

/** For a registry in git. A variable of its own, which no program of the user's is given. */
function jobToken(inputs: Readonly<Record<string, string>>): Environment {
  return inputs['token'] ? { ASSAY_JOB_TOKEN: inputs['token'] } : {};
}

/** Children must not take our inputs for theirs. */
function withoutInputs(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([key]) => key !== 'ASSAY_INPUTS' && !key.startsWith('INPUT_')),
  );
}

function publish({ result, outputs }: Outcome): void {
  core.setOutput('verdict', result.verdict);
  core.setOutput('summary', result.summary);
  for (const [name, value] of Object.entries(outputs ?? {})) core.setOutput(name, value);
}

/** GitHub cuts longer annotations without a word. */
const ANNOTATION_CHARACTERS = 4096;

/** From which verdict on a step fails. */
const FAILS_AT: Readonly<Record<string, readonly Verdict[]>> = {
  never: [],
  fail: ['fail', 'error'],
  inconclusive: ['fail', 'error', 'inconclusive'],
  warn: ['fail', 'error', 'inconclusive', 'warn'],
};

function stepCode(verdict: Verdict, failOn: string, summary: string): number {
  if (FAILS_AT[failOn]?.includes(verdict)) {
    core.error(`${verdict}: ${summary}`.slice(0, ANNOTATION_CHARACTERS), { title: 'assay' });
    return verdict === 'inconclusive' ? 4 : 1;
  }
  if (verdict !== 'pass' && verdict !== 'skipped') {
    core.warning(`${verdict}: ${summary}`.slice(0, ANNOTATION_CHARACTERS), { title: 'assay' });
  }
  return 0;
}
