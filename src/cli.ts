/** The shell of the terminal: arguments in, report on standard output, messages on standard error, an exit code. */
import { fstatSync } from 'node:fs';
import { CommanderError, InvalidArgumentError, Command as Program, Option as ProgramOption } from 'commander';
import { type Context, nearest, usageError } from './base/index.js';
import type { Command } from './commands/command.js';
import { COMMANDS, type Entry, GROUPS } from './commands/index.js';
import { checkArguments, checkOptions, optionsOf, type RawOptions } from './commands/options.js';
import { harmless, harmlessJson } from './host/harmless.js';
import { createLog } from './host/log.js';
import { exitCodeOf } from './results/verdict.js';
import { abortOnSignals, EXIT_USAGE, failureAsData, reportFailure, watchOutput } from './shell.js';
import { VERSION } from './version.js';

export async function runCli(argv: readonly string[]): Promise<void> {
  watchOutput(process);
  process.exitCode = await cli(argv);
}

async function cli(argv: readonly string[]): Promise<number> {
  const [first, ...rest] = argv;
  if (
    first === undefined ||
    first === '--help' ||
    first === '-h' ||
    (first === 'help' && rest.length === 0)
  ) {
    process.stdout.write(overview());
    return first === undefined ? EXIT_USAGE : 0;
  }
  if (first === '--version' || first === '-V') {
    process.stdout.write(`${VERSION}\n`);
    return 0;
  }
  const name = first === 'help' ? String(rest[0]) : first;
  const entry = COMMANDS[name];
  if (!entry) {
    const near = nearest(name, Object.keys(COMMANDS));
    const option = name.startsWith('-');
    const message = option
      ? `${name} stands before the command`
      : `there is no command ${JSON.stringify(name)}`;
    const fix = option
      ? `write the command first: \`assay COMMAND ${name}\``
      : near && `did you mean \`assay ${near}\`?`;
    process.stderr.write(
      `error: ${message}${fix ? `\n  fix: ${fix}` : ''}\n  \`assay --help\` lists all commands\n`,
    );
    if (argv.includes('--json')) writeFailure(usageError({ message, ...(fix ? { fix } : {}) }), name);
    return EXIT_USAGE;
  }
  const { default: command } = await entry.load();
  return invoke(command, first === 'help' ? ['--help'] : rest);
}

async function invoke(command: Command, argv: readonly string[]): Promise<number> {
  const program = programOf(command);
  let raw: RawOptions;
  try {
    program.parse([...argv], { from: 'user' });
    raw = rawOptions(command, program);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    // The text on standard error is commander's; a program that reads the other stream wants data there.
    if (argv.includes('--json')) writeFailure(usageError(sayOf(error)), command.name);
    return EXIT_USAGE;
  }
  const json = raw['json'] === true;
  const debug = Boolean(process.env['ASSAY_DEBUG']);
  const log = createLog({
    write: (text) => process.stderr.write(text),
    color: wantsColor(raw, process.stderr),
    quiet: raw['quiet'] === true || json,
    interactive: process.stderr.isTTY === true && !process.env['CI'],
    runner: IN_WORKFLOW,
    debug,
    now: () => performance.now(),
  });
  const ctx: Context = {
    cwd: process.cwd(),
    env: { ...process.env },
    now: () => new Date(),
    signal: abortOnSignals(
      (signal, listener) => process.on(signal, listener),
      () => process.exit(130),
    ),
    log,
    ...(process.argv[1] === undefined ? {} : { program: process.argv[1] }),
  };
  try {
    const options = checkOptions(command, raw, 'cli');
    const args = checkArguments(command, program.args);
    const { detectHost } = await import('./host/index.js');
    const outcome = await command.run({ ctx, host: detectHost(ctx), options, args });
    if (json) {
      print(`${JSON.stringify(outcome.result, null, 2)}\n`, harmlessJson);
    } else if (outcome.text !== undefined) {
      print(outcome.text.endsWith('\n') || outcome.text === '' ? outcome.text : `${outcome.text}\n`);
    } else if (raw['quiet'] !== true) {
      const { renderTerminal } = await import('./report/index.js');
      const width = process.stdout.columns ?? 100;
      print(`${renderTerminal(outcome.result, { color: wantsColor(raw, process.stdout), width })}\n`);
    }
    return exitCodeOf(outcome.result.verdict);
  } catch (error) {
    if (json) writeFailure(error, command.name);
    return reportFailure(error, log, debug);
  }
}

function writeFailure(error: unknown, command: string): void {
  print(`${JSON.stringify(failureAsData(error, command), null, 2)}\n`, harmlessJson);
}

const IN_WORKFLOW = process.env['GITHUB_ACTIONS'] === 'true';

/** In a `run` step the runner reads what is printed, unless it goes to a file, which gets it as it is. */
function print(text: string, tame: (text: string) => string = harmless): void {
  process.stdout.write(IN_WORKFLOW && !fstatSync(process.stdout.fd).isFile() ? tame(text) : text);
}

/** What commander says, without its label. */
function sayOf(error: CommanderError): { message: string } {
  return { message: error.message.replace(/^error: /, '').trim() };
}

function wantsColor(raw: RawOptions, stream: { isTTY?: boolean }): boolean {
  if (raw['no-color'] === true || process.env['NO_COLOR']) return false;
  return stream.isTTY === true || Boolean(process.env['FORCE_COLOR']);
}

function programOf(command: Command): Program {
  const program = new Program(`assay ${command.name}`)
    .description([command.summary, command.details].filter(Boolean).join('\n\n'))
    .helpOption('-h, --help', 'show this help')
    .exitOverride()
    .allowExcessArguments(true)

    .showHelpAfterError(`  \`assay ${command.name} --help\` lists the options`)
    .showSuggestionAfterError(true);
  for (const positional of command.positionals ?? []) {
    program.argument(`[${positional.name}]`, describe(positional));
  }
  for (const [name, option] of Object.entries(optionsOf(command, 'cli'))) {
    const value = option.value ?? (option.type === 'list' || option.type === 'string' ? 'TEXT' : 'NUMBER');
    const flags = option.type === 'boolean' ? `--${name}` : `--${name} <${value}>`;
    const item = new ProgramOption(flags, describe(option));
    if (option.type === 'list')
      item.argParser((text: string, all: string[] | undefined) => [...(all ?? []), text]);
    else if (option.type !== 'boolean') {
      // The last of two would win without a word, and one of them was meant to be another option.
      item.argParser((text: string, earlier: string | undefined) => {
        if (earlier !== undefined) throw new InvalidArgumentError('The option is given twice.');
        return text;
      });
    }
    // `--no-color` would otherwise become an option `color` that is true by default.
    if (name.startsWith('no-')) item.attributeName = () => name;
    program.addOption(item);
  }
  const examples = command.examples.map(({ run, does }) => `  ${run}\n      ${does}`).join('\n');
  program.addHelpText('after', `\nExamples:\n${examples}\n`);
  return program;
}

function describe(option: {
  readonly summary: string;
  readonly required?: true;
  readonly choices?: readonly string[];
  readonly default?: unknown;
  readonly type?: string;
}): string {
  const notes = [
    option.required ? 'required' : undefined,
    option.choices ? `one of ${option.choices.join(', ')}` : undefined,
    option.default !== undefined && option.default !== false && option.default !== ''
      ? `absent: ${String(option.default)}`
      : undefined,
    option.type === 'list' ? 'may be repeated' : undefined,
  ].filter((note) => note !== undefined);
  return notes.length > 0 ? `${option.summary} (${notes.join('; ')})` : option.summary;
}

function rawOptions(command: Command, program: Program): RawOptions {
  const given = program.opts<Record<string, string | string[] | boolean>>();
  const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(
    Object.keys(optionsOf(command, 'cli')).flatMap((name) => {
      const value = name.startsWith('no-') ? given[name] : given[camel(name)];
      if (value === undefined || (name.startsWith('no-') && program.getOptionValueSource(name) !== 'cli'))
        return [];
      return [[name, value]];
    }),
  );
}

/** `assay --help`: every command by group, from the table alone. */
function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(GROUPS).flatMap(([group, title]) => {
    const entries = Object.entries(COMMANDS).filter(([, entry]: [string, Entry]) => entry.group === group);
    if (entries.length === 0) return [];
    return ['', `${title}:`, ...entries.map(([name, entry]) => `  ${name.padEnd(width)}  ${entry.summary}`)];
  });
  return `${[
    'Usage: assay COMMAND [OPTIONS]',
    '',
    'Continuous delivery of machine-learning models: validate data, train, evaluate, gate, approve, deploy, watch.',
    ...lines,
    '',
    'Options of every command:',
    '  --config FILE   the configuration (absent: assay.yaml in this folder)',
    '  --json          print the result as JSON on standard output, and nothing else there',
    '  --quiet         print errors only',
    '  --no-color      no colours',
    '  -h, --help      the options of a command, with examples: assay gate --help',
    '  -V, --version   the version of Assay',
    '',
    'Exit codes: 0 pass or warn, 1 fail or error, 2 usage or configuration, 3 environment, 4 inconclusive.',
    '',
    'Examples:',
    '  assay init                      write assay.yaml, a contract and workflows for this repository',
    '  assay run                       the whole pipeline, up to the gate, on this machine',
    '  assay gate --candidate metrics.json --baseline git:main:metrics.json --rule "roc_auc max_drop 0.01"',
  ].join('\n')}\n`;
}
