/**
 * What a command is: a table of options, and a function from checked options to a result. The CLI, the root
 * action, the composite actions, their READMEs and the help all come from the same table.
 */
import { type Context, Copies } from '../base/index.js';
import type { Host } from '../host/index.js';
import type { Annotation } from '../report/index.js';
import type { Result } from '../results/index.js';

interface OptionBase {
  /** One line, lower case, without a full stop. */
  readonly summary: string;
  /** What stands for the value in the help: FILE, NAME, NUMBER. */
  readonly value?: string;
  readonly required?: true;
  /** Where it makes no sense: `['action']` for a terminal's option, `['cli']` for an action's. */
  readonly notIn?: readonly ('cli' | 'action')[];
}
export interface StringOption extends OptionBase {
  readonly type: 'string';
  readonly default?: string;
  readonly choices?: readonly string[];
}
export interface NumberOption extends OptionBase {
  readonly type: 'number' | 'integer';
  readonly default?: number;
}
export interface BooleanOption extends OptionBase {
  readonly type: 'boolean';
  readonly default?: boolean;
}
/** Repeated on the command line; one a line in an action's input. */
export interface ListOption extends OptionBase {
  readonly type: 'list';
}
export type Option = StringOption | NumberOption | BooleanOption | ListOption;
/** Names in kebab case, as the user types them. */
export type OptionTable = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O extends BooleanOption
  ? boolean
  : O extends ListOption
    ? readonly string[]
    : O extends { type: 'string' }
      ? string
      : number;
type IsGiven<O extends Option> = O extends { required: true }
  ? true
  : O extends BooleanOption | ListOption
    ? true
    : O extends { default: string | number }
      ? true
      : false;
/** The checked values: absent booleans are false, absent lists empty, other absent options undefined. */
export type ValuesOf<T extends OptionTable> = {
  readonly [K in keyof T]: IsGiven<T[K]> extends true ? ValueOf<T[K]> : ValueOf<T[K]> | undefined;
};

/** Options that every command has; the shells handle `json`, `quiet` and `no-color`. */
export const COMMON_OPTIONS = {
  config: { type: 'string', value: 'FILE', summary: 'the configuration (absent: assay.yaml in this folder)' },
  name: { type: 'string', value: 'NAME', summary: 'tells this result apart from others of the same command' },
  json: {
    type: 'boolean',
    summary: 'print the result as JSON on standard output, and nothing else there',
    notIn: ['action'],
  },
  quiet: { type: 'boolean', summary: 'print errors only', notIn: ['action'] },
  'no-color': { type: 'boolean', summary: 'no colours', notIn: ['action'] },
  'fail-on': {
    type: 'string',
    choices: ['fail', 'inconclusive', 'warn', 'never'],
    default: 'fail',
    summary: 'the mildest verdict that makes this step fail; never only reports',
    notIn: ['cli'],
  },
} as const satisfies OptionTable;

export interface Positional {
  readonly name: string;
  readonly summary: string;
  readonly required?: true;
  readonly choices?: readonly string[];
}

export interface Invocation<T extends OptionTable> {
  readonly ctx: Context;
  readonly host: Host;
  readonly options: ValuesOf<T & Omit<typeof COMMON_OPTIONS, keyof T>>;
  /** Values of the positional arguments, in the order of the table; absent ones undefined. */
  readonly args: readonly (string | undefined)[];
}

export interface Outcome {
  readonly result: Result;
  /** Step outputs of an action beyond `verdict`, `summary` and `result`; names in kebab case. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** Replaces the report on standard output in a terminal (for commands that produce a document). */
  readonly text?: string;
  /** What an action shows on files and lines; a terminal shows nothing of it. Already within GitHub's limits. */
  readonly annotations?: readonly Annotation[];
}

export interface Command<T extends OptionTable = OptionTable> {
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** A paragraph or two for the help and the action's README. */
  readonly details?: string;
  readonly positionals?: readonly Positional[];
  readonly options: T;
  readonly examples: readonly { readonly run: string; readonly does: string }[];
  /** Step outputs beyond the common ones, with what they hold. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** Least permissions of the job that runs the action, and why. */
  readonly permissions?: Readonly<Record<string, string>>;
  run(invocation: Invocation<T>): Promise<Outcome>;
}

/**
 * Gives the options of a command their types; erases them again for the table of commands. Errors of `run` say what
 * the user wrote where they speak of a copy on this machine.
 */
export function defineCommand<const T extends OptionTable>(command: Command<T>): Command {
  const named: Command<T> = {
    ...command,
    async run(invocation) {
      // A command within a command shares the outer one's.
      const copies = invocation.ctx.copies ?? new Copies();
      try {
        return await command.run({ ...invocation, ctx: { ...invocation.ctx, copies } });
      } catch (error) {
        throw copies.explained(error);
      }
    },
  };
  return named as Command;
}
