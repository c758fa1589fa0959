/**
 * What the pages say can be typed: command lines parse against the option tables, options in prose exist, steps
 * of workflows use inputs that are there, parts of assay.yaml fit the schema, and links lead somewhere.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { Command } from '../src/commands/command.js';
import { COMMANDS } from '../src/commands/index.js';
import { checkArguments, checkOptions, optionsOf } from '../src/commands/options.js';
import { configSchema } from '../src/config/parsing/index.js';
import { MESSAGES } from '../src/host/index.js';
import { ROOT } from './support/program.js';

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(ROOT, path)))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}
const blocks: readonly Block[] = pages.flatMap(({ path, text }) =>
  [...text.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm)].map(
    ([, indent = '', language = '', body = '']) => ({
      page: path,
      language,
      text: body.replace(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  ),
);

/** The words of one command line, as a shell splits them; a comment ends it. Lists of commands come apart. */
function commandLines(text: string): string[][] {
  const lines: string[][] = [[]];
  for (const [token] of text
    .replaceAll('\\\n', ' ')
    .matchAll(/\n|&&|\|\|?|;|#[^\n]*|(?:"[^"]*"|'[^']*'|[^\s"'#;|&])(?:"[^"]*"|'[^']*'|[^\s"';|&])*/g)) {
    if (token.startsWith('#')) continue;
    if (/^(\n|&&|\|\|?|;)$/.test(token)) lines.push([]);
    else lines.at(-1)?.push(token.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
  }
  return lines.filter((words) => words.length > 0);
}

async function commandOf(name: string | undefined): Promise<Command> {
  const entry = COMMANDS[name ?? ''];
  if (entry === undefined) throw new Error(`there is no command ${name}`);
  return (await entry.load()).default;
}

/** Throws what a terminal would say to `assay WORDS`, if it would complain about the call itself. */
async function parseCall([name, ...words]: readonly string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === '--version') return;
  const command = await commandOf(name);
  const table = optionsOf(command, 'cli');
  const raw: Record<string, string | string[] | boolean> = {};
  const args: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--help') return;
    if (!word.startsWith('--')) {
      args.push(word);
      continue;
    }
    const [option = '', given] = word.slice(2).split(/=(.*)/s);
    const type = table[option]?.type;
    if (type === undefined) throw new Error(`assay ${name} has no option --${option}`);
    if (type === 'boolean') {
      raw[option] = true;
      continue;
    }
    if (given === undefined) at += 1;
    const value = given ?? words[at];
    if (value === undefined) throw new Error(`--${option} of assay ${name} has no value`);
    const before = raw[option];
    raw[option] = type === 'list' ? [...(Array.isArray(before) ? before : []), value] : value;
  }
  checkOptions(command, raw, 'cli');
  checkArguments(command, args);
}

const calls = blocks.flatMap(({ page, language, text }) => {
  const scripts = /^(sh|bash|console)$/.test(language)
    ? [text]
    : language === 'yaml'
      ? [...text.matchAll(/run: (?!\|)(.*)/g)].map(([, script = '']) => script)
      : [];
  return scripts
    .flatMap(commandLines)
    .filter(([program]) => program === 'assay')
    .map((words) => ({ page, line: words.join(' '), words: words.slice(1) }));
});

describe('command lines', () => {
  it('are found', () => {
    expect(calls.length).toBeGreaterThan(8);
    expect(commandLines('assay gate --rule "a min 1" && assay run # then\nassay init')).toEqual([
      ['assay', 'gate', '--rule', 'a min 1'],
      ['assay', 'run'],
      ['assay', 'init'],
    ]);
  });
  it.each(calls)('$page: $line', async ({ words }) => {
    await parseCall(words);
  });
  it.each([
    'gate --rules x',
    'gat',
    'evaluate --task binry',
    'registry destroy',
    'train --seed',
    'run twice',
  ])('the check sees what is wrong with: assay %s', async (line) => {
    await expect(parseCall(line.split(' '))).rejects.toThrow();
  });
  it('examples in the help parse', async () => {
    for (const name of Object.keys(COMMANDS)) {
      for (const { run } of (await commandOf(name)).examples) {
        for (const [program, ...words] of commandLines(run)) {
          expect(program).toBe('assay');
          await parseCall(words);
        }
      }
    }
  });
});

describe('prose', () => {
  const own = pages.filter(({ path }) => !path.startsWith('actions/') && !path.startsWith('bench/'));
  it.each(own)('$path names commands and options that exist', async ({ text }) => {
    const prose = text.replace(/^( *)```\w*\n[\s\S]*?^\1```$/gm, '');
    for (const [, code = ''] of prose.matchAll(/`([^`\n]+)`/g)) {
      const [, name] = /^assay ([a-z-]+)/.exec(code) ?? [];
      if (name !== undefined) {
        const table = optionsOf(await commandOf(name), 'cli');
        for (const [, option = ''] of code.matchAll(/ --([a-z-]+)/g)) {
          expect(Object.keys(table), code).toContain(option);
        }
      }
      const [, option] = /^--([a-z][a-z-]+)/.exec(code) ?? [];
      if (option !== undefined) expect(ALL_OPTIONS, code).toContain(option);
    }
  });
});
const ALL_OPTIONS = [
  ...new Set(
    (await Promise.all(Object.keys(COMMANDS).map(commandOf))).flatMap((command) =>
      Object.keys(optionsOf(command, 'cli')),
    ),
  ),
  'help',
  'version',
];

describe('blocks of YAML', () => {
  const documents = blocks
    .filter(({ language }) => language === 'yaml')
    .flatMap(({ page, text }) =>
      parseAllDocuments(text).flatMap((document) =>
        'toJS' in document ? [{ page, text, data: document.toJS() as unknown }] : [],
      ),
    );

  it('use actions and inputs that exist', () => {
    let steps = 0;
    for (const { page, data } of documents) {
      for (const step of stepsIn(data)) {
        const [, action] = /\/assay\/actions\/([a-z-]+)@/.exec(step.uses) ?? [];
        if (action === undefined) continue;
        steps += 1;
        const { inputs } = parse(readFileSync(join(ROOT, 'actions', action, 'action.yml'), 'utf8'));
        for (const name of Object.keys(step.with ?? {})) expect(Object.keys(inputs), page).toContain(name);
      }
    }
    expect(steps).toBeGreaterThan(5);
  });

  it('that are parts of assay.yaml fit its schema', () => {
    let parts = 0;
    for (const { page, data } of documents) {
      if (typeof data !== 'object' || data === null || Array.isArray(data)) continue;
      // Jobs of a workflow may have such names too.
      if (stepsIn(data).length > 0 || !Object.keys(data).every((key) => key in configSchema.shape)) continue;
      parts += 1;
      // A page may leave out what is needed elsewhere; what it writes must be right.
      const wrong = (configSchema.safeParse(data).error?.issues ?? []).filter(
        ({ path }) => path.reduce<unknown>(at, data) !== undefined,
      );
      expect(wrong, page).toEqual([]);
    }
    expect(parts).toBeGreaterThan(1);
  });
});

const at = (data: unknown, key: PropertyKey): unknown => Object(data)[key];

interface Step {
  readonly uses: string;
  readonly with?: object;
}
function stepsIn(data: unknown): Step[] {
  if (typeof data !== 'object' || data === null) return [];
  const inside = Object.values(data).flatMap(stepsIn);
  return 'uses' in data && typeof data.uses === 'string' ? [data as Step, ...inside] : inside;
}

describe('troubleshooting', () => {
  const headings = [
    ...(pages.find(({ path }) => path === 'docs/troubleshooting.md')?.text ?? '').matchAll(/^### (.*)$/gm),
  ].map(([, title = '']) => title);
  it.each(Object.entries(MESSAGES))('has a heading for the message %s', (_, message) => {
    // The words before the first value, or between the first two where there are too few.
    const words = message
      .split(/\{\w+\}/)
      .map((part) => part.replace(/[\s(:,]+$/, '').trim())
      .find((part) => part.length >= 8);
    expect(words).toBeDefined();
    expect(headings.filter((heading) => heading.includes(words ?? '?'))).not.toEqual([]);
  });
});

/** What a room says of what it refuses: the words of each `message` and `problem` before the first value. */
function saidIn(folders: readonly string[]): string[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...folders], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => /(?<!\.test)\.ts$/.test(path) && existsSync(join(ROOT, path)));
  return files.flatMap((path) => {
    const source = readFileSync(join(ROOT, path), 'utf8');
    const literal = String.raw`'((?:[^'\\]|\\.)+)'|\`([^\`$]+)`;
    const said = new RegExp(
      String.raw`\b(?:problem|message):\s*(?:[\w.]+\s*\?\s*(?:${literal})\`?\s*:\s*)?(?:${literal})`,
      'g',
    );
    return [...source.matchAll(said)].flatMap(([, ...parts]) =>
      parts.filter((part) => part !== undefined).map((part) => part.replace(/[\s(:,]+$/, '')),
    );
  });
}

describe('what signatures say', () => {
  const section = /^## Signatures\n([\s\S]*?)^## /m.exec(
    pages.find(({ path }) => path === 'docs/troubleshooting.md')?.text ?? '',
  )?.[1];
  const headings = [...(section ?? '').matchAll(/^### (.*)$/gm)].map(([, title = '']) => title);
  const rooms = [
    'src/signing',
    'src/commands/sign.ts',
    'src/commands/verify-signature.ts',
    'src/commands/signatures.ts',
  ];
  const said = saidIn(rooms).filter((words) => words.length >= 8);

  it('is found in the sources', () => {
    expect(said).toContain('is a key in the form of cosign');
    expect(said.length).toBeGreaterThan(20);
  });
  it.each([...new Set(said)])('has a heading: %s', (words) => {
    expect(headings.filter((heading) => heading.includes(words))).not.toEqual([]);
  });
  it.each(headings.flatMap((heading) => heading.split('; ')))('is said by the sources: %s', (heading) => {
    const sources = rooms
      .concat('src/registry', 'src/commands', 'src/deployment')
      .flatMap((room) => textsBelow(join(ROOT, room)));
    for (const words of heading.split('…').map((part) => part.trim())) {
      // The label of a bundle stands before what it says.
      const plain = words.replace(/^the signature /, '').replace(/^[\s(),]+|[\s(),:]+$/g, '');
      if (plain.length < 8) continue;
      expect(
        sources.some((text) => text.includes(plain)),
        plain,
      ).toBe(true);
    }
  });
});

/** Source without comments, imports and what says how to mend. */
function withoutFixes(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|^import .*$/gm, '')
    .replace(/\bfix:[\s\S]*?(?=,?\n\s*(?:\}|\w+:\s))/g, '');
}

/** Sentences in a source, `…` for each value. */
function sentencesOf(path: string): string[] {
  return [...withoutFixes(path).matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, plain, template]) => (plain ?? template ?? '').replace(/\$\{[^}]*\}/g, '…').replaceAll('\\', ''))
    .filter((text) => text.split(' ').length > 3 && !text.startsWith('/assay'));
}

describe('what approvals, comments and reports say', () => {
  const text = pages.find(({ path }) => path === 'docs/troubleshooting.md')?.text ?? '';
  const headings = [...text.matchAll(/^### (.*)$/gm)].flatMap(([, title = '']) =>
    title.replace(/^refused: /, '').split('; '),
  );
  /** Whether the words of a heading stand in a sentence, in their order. */
  const fits = (heading: string, sentence: string) => {
    const words = heading
      .split('…')
      .map((part) => part.replace(/^[\s(),:]+|[\s(),:]+$/g, ''))
      .filter((part) => part !== '');
    let from = 0;
    for (const part of words) {
      from = sentence.indexOf(part, from);
      if (from < 0) return false;
      from += part.length;
    }
    return words.join('').length >= 8;
  };
  const rules = ['parse', 'rights', 'decision-rights', 'run-rights', 'edits'].flatMap((name) =>
    sentencesOf(`src/deployment/comments/${name}.ts`),
  );
  const commands = saidIn([
    'src/commands/respond',
    'src/commands/respond.ts',
    'src/commands/github',
    'src/commands/register/issue.ts',
    'src/commands/delivery/decision.ts',
    'src/commands/report.ts',
    'src/commands/comment',
    'src/commands/comment.ts',
    'src/commands/results-at-hand.ts',
  ]).filter((words) => words.length >= 8);

  it('is found in the sources', () => {
    expect(rules).toContain('the comment was deleted before it was read');
    expect(rules.some((sentence) => sentence.startsWith('it needs write permission'))).toBe(true);
    expect(rules.length).toBeGreaterThan(30);
    expect(commands.length).toBeGreaterThan(8);
  });
  it.each([...new Set(rules)])('has a heading: %s', (sentence) => {
    expect(headings.filter((heading) => fits(heading, sentence))).not.toEqual([]);
  });
  it.each([...new Set(commands)])('has a heading: %s', (words) => {
    expect(headings.filter((heading) => heading.includes(words) || fits(heading, words))).not.toEqual([]);
  });
});

function textsBelow(path: string): string[] {
  if (path.endsWith('.ts')) return [readFileSync(path, 'utf8')];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.ts$/.test(name))
    .map((name) => readFileSync(join(path, name), 'utf8'));
}

describe('pictures', () => {
  it('are as the script draws them', () => {
    execFileSync(process.execPath, [join(ROOT, 'scripts/draw-gates.mjs'), '--check']);
  });
});

describe('links', () => {
  const links = pages.flatMap(({ path, text }) =>
    [...text.replace(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => ({ path, target }))
      .filter(({ target }) => !/^[a-z]+:/.test(target)),
  );
  it.each(links)('$path: $target', ({ path, target }) => {
    const [file = '', anchor] = target.split('#');
    const full = file === '' ? join(ROOT, path) : join(ROOT, dirname(path), file);
    expect(existsSync(full)).toBe(true);
    if (anchor === undefined || anchor === '') return;
    const headings = [...readFileSync(full, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
    expect(headings).toContain(anchor);
  });
});
