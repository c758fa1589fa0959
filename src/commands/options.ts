/**
 * From what the user typed (strings) to the checked options of a command. The CLI and the actions share it,
 * so that both accept the same and complain in the same words.
 */
import { nearest, type Problem, usageError } from '../base/index.js';
import { COMMON_OPTIONS, type Command, type Invocation, type Option, type OptionTable } from './command.js';

/** Raw values by option name: a string, several strings, or true for a bare flag. */
export type RawOptions = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

export type Shell = 'cli' | 'action';
/** What the table of a command makes of them, once its types are erased. */
export type CheckedOptions = Invocation<OptionTable>['options'];
type Values = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** The options of a command in one shell, common ones last; a command's own definition of a name wins. */
export function optionsOf(command: Command, shell: Shell): OptionTable {
  const all: OptionTable = { ...COMMON_OPTIONS, ...command.options };
  const own = Object.keys(command.options);
  const names = [...own, ...Object.keys(COMMON_OPTIONS).filter((name) => !own.includes(name))];
  return Object.fromEntries(
    names.flatMap((name) => {
      const option = all[name];
      return option && !option.notIn?.includes(shell) ? [[name, option]] : [];
    }),
  );
}

/** Checks raw values against the table. Every problem is reported at once, as one usage error. */
export function checkOptions(command: Command, raw: RawOptions, shell: Shell): CheckedOptions {
  const visible = optionsOf(command, shell);
  const all: OptionTable = { ...COMMON_OPTIONS, ...command.options };
  const shown = (name: string) => (shell === 'cli' ? `--${name}` : `input \`${name}\``);
  const problems: Problem[] = [];
  for (const name of Object.keys(raw)) {
    if (raw[name] === undefined || name in visible) continue;
    const near = nearest(name, Object.keys(visible));
    problems.push({
      message: `${shown(name)} is no option of ${command.name}`,
      ...(near ? { fix: `did you mean ${shown(near)}?` } : {}),
    });
  }
  const values: Record<string, Values[string]> = {};
  for (const [name, option] of Object.entries(all)) {
    const given = name in visible ? raw[name] : undefined;
    const value = convert(option, given, (expected) =>
      problems.push({ message: `${shown(name)} is ${JSON.stringify(given)}`, expected }),
    );
    if (option.required && value === undefined && name in visible) {
      problems.push({ message: `${shown(name)} is missing`, expected: option.summary });
    }
    values[name] = value;
  }
  if (problems.length > 0) throw usageError(problems);
  // The loop above filled in every option of the table, each by its kind.
  return values as CheckedOptions;
}

function convert(
  option: Option,
  given: RawOptions[string],
  wrong: (expected: string) => void,
): Values[string] {
  // GitHub gives every input that was left out as an empty string.
  const absent = given === undefined || given === '';
  switch (option.type) {
    case 'boolean': {
      if (absent) return option.default ?? false;
      if (given === true || given === 'true') return true;
      if (given === false || given === 'false') return false;
      wrong('true or false');
      return false;
    }
    case 'list': {
      if (absent) return [];
      const items = Array.isArray(given) ? given : String(given).split('\n');
      return items.map((item) => item.trim()).filter((item) => item !== '');
    }
    case 'number':
    case 'integer': {
      if (absent) return option.default;
      const text = String(given).trim();
      const number = Number(text);
      if (
        text === '' ||
        !Number.isFinite(number) ||
        (option.type === 'integer' && !Number.isInteger(number))
      ) {
        wrong(option.type === 'integer' ? 'a whole number' : 'a number');
        return undefined;
      }
      return number;
    }
    case 'string': {
      if (absent) return option.default;
      const text = String(given);
      if (option.choices && !option.choices.includes(text)) {
        wrong(`one of ${option.choices.join(', ')}`);
        return undefined;
      }
      return text;
    }
  }
}

/** Checks positional arguments against the command's list. */
export function checkArguments(command: Command, given: readonly string[]): (string | undefined)[] {
  const table = command.positionals ?? [];
  const problems: Problem[] = [];
  if (given.length > table.length) {
    problems.push({
      message: `${command.name} takes ${table.length === 0 ? 'no arguments' : `at most ${table.length}`}, but was given ${given.map((text) => JSON.stringify(text)).join(' ')}`,
    });
  }
  table.forEach((positional, index) => {
    const value = given[index];
    if (value === undefined && positional.required) {
      problems.push({ message: `${positional.name.toUpperCase()} is missing`, expected: positional.summary });
    }
    if (value !== undefined && positional.choices && !positional.choices.includes(value)) {
      problems.push({
        message: `${positional.name.toUpperCase()} is ${JSON.stringify(value)}`,
        expected: `one of ${positional.choices.join(', ')}`,
      });
    }
  });
  if (problems.length > 0) throw usageError(problems);
  return table.map((_, index) => given[index]);
}
