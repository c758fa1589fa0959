/** Versions of the interpreters that a command calls, and of what is installed in them: part of the cache key. */
import { type Context, type Environment, runProcess, sha256 } from '../base/index.js';
import type { CommandLine } from '../config/index.js';

interface Interpreter {
  readonly name: string;
  /** The program's name in a command, without its folder. */
  readonly program: RegExp;
  readonly version: readonly string[];
  /** Prints what is installed, one a line; its digest stands in the key under `<name> packages`. */
  readonly packages?: readonly string[];
}

const PYTHON_PACKAGES =
  "import importlib.metadata as m; print('\\n'.join(sorted({f\"{d.metadata['Name']}=={d.version}\" for d in m.distributions()})))";

/** One row for each language. */
const INTERPRETERS: readonly Interpreter[] = [
  {
    name: 'python',
    program: /^python[\d.]*(\.exe)?$/,
    version: ['--version'],
    packages: ['-c', PYTHON_PACKAGES],
  },
  { name: 'R', program: /^Rscript(\.exe)?$/, version: ['--version'] },
  { name: 'julia', program: /^julia(\.exe)?$/, version: ['--version'] },
  { name: 'node', program: /^node(\.exe)?$/, version: ['--version'] },
];

const TIMEOUT_MS = 60_000;

/** The interpreters that a command calls: the program as it is written there, and its row. */
export function interpretersOf(command: CommandLine): { program: string; interpreter: Interpreter }[] {
  const words =
    typeof command === 'string'
      ? command.split(/[\s;&|()]+/).map((word) => word.replace(/^["']|["']$/g, ''))
      : command.slice(0, 1);
  const found = new Map<string, Interpreter>();
  for (const word of words) {
    const name = word.split(/[/\\]/).at(-1) ?? '';
    const interpreter = INTERPRETERS.find(({ program }) => program.test(name));
    if (interpreter) found.set(word, interpreter);
  }
  return [...found].map(([program, interpreter]) => ({ program, interpreter }));
}

/**
 * `versions`: `{python: 'Python 3.12.1', 'python packages': 'sha256:…'}`; `packages`: the texts behind such digests,
 * by the same names. One that cannot be asked is named as such: the
 * training program will fail by itself, with its own words.
 */
export async function interpreterVersions(
  ctx: Context,
  command: CommandLine,
  cwd: string,
  env: Environment,
): Promise<{ versions: Record<string, string>; packages: Record<string, string> }> {
  const versions: Record<string, string> = {};
  const texts: Record<string, string> = {};
  const ask = async (program: string, args: readonly string[]): Promise<string | null> => {
    try {
      const result = await runProcess({
        command: [program, ...args],
        cwd,
        env,
        signal: ctx.signal,
        timeoutMs: TIMEOUT_MS,
        graceMs: 1000,
        tailLines: 10_000,
      });
      return result.exitCode === 0 ? result.tail.join('\n').trim() : null;
    } catch {
      return null;
    }
  };
  for (const { program, interpreter } of interpretersOf(command)) {
    versions[interpreter.name] = (await ask(program, interpreter.version)) ?? `${program} could not be asked`;
    if (interpreter.packages === undefined) continue;
    const packages = await ask(program, interpreter.packages);
    if (packages === null) continue;
    versions[`${interpreter.name} packages`] = `sha256:${sha256(packages)}`;
    texts[`${interpreter.name} packages`] = packages;
  }
  return { versions, packages: texts };
}
