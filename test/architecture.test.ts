/**
 * The walls of the house, read from the imports in src/: which room may use which, through which door, and who
 * may touch the process. The rules stand in the map of CONTRIBUTING.md.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '..', 'src');

/** The stages, in the order in which data flows. */
const STAGES = [
  'config',
  'data',
  'training',
  'evaluation',
  'gate',
  'signing',
  'registry',
  'deployment',
  'serving',
  'monitoring',
];
/** What every stage stands on, besides the stages before it. */
const GROUND = ['base', 'results', 'engines', 'statistics', 's3', 'mlflow'];
/** Rooms other than stages: what each may use. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  results: ['base'],
  engines: ['base'],
  statistics: ['base'],
  s3: ['base'],
  mlflow: ['base'],
  report: ['base', 'results'],
  host: ['base', 'results'],
  commands: ['base', 'results', 'engines', 'statistics', 'report', 'host', 's3', 'mlflow', ...STAGES],
};
/** Files of src/ itself: the entry, the shells, and what they share. */
const SHELLS = ['main.ts', 'cli.ts', 'action.ts', 'worker.ts', 'shell.ts', 'startup.ts'];

interface Edge {
  readonly from: string;
  readonly to: string;
}

/** What is wrong with one import; null where nothing is. Paths are relative to src/, with forward slashes. */
function complaint({ from, to }: Edge): string | null {
  const room = roomOf(from);
  const other = roomOf(to);
  if (room === other) return null;
  if (room === '') return null; // The shells load what starts quickly, not whole rooms.
  if (other === '') return to === 'version.ts' ? null : `${from} imports the shell ${to}`;
  const allowed =
    OTHERS[room] ??
    (STAGES.includes(room) ? [...GROUND, ...STAGES.slice(0, STAGES.indexOf(room))] : undefined);
  if (allowed === undefined) return `${room}/ is no room of the map: add it to the map and to this test`;
  if (!allowed.includes(other)) return `${from} imports ${to}: ${room} may use ${allowed.join(', ')}`;
  const door = [
    `${other}/index.ts`,
    'config/parsing/index.ts',
    'signing/keyless/index.ts',
    'registry/storage/index.ts',
    'statistics/deciding/index.ts',
  ];
  if (!door.includes(to)) return `${from} imports ${to} past the front door ${other}/index.ts`;
  return null;
}

function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

/** Every TypeScript file of src/ that is part of the program: tests and what only tests use stand aside. */
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter(
    (path) => path.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing(\.ts$|\/)|\/conformance\.ts$/.test(path),
  )
  .map((path) => ({ path, text: readFileSync(join(SOURCE, path), 'utf8') }));

const imports: readonly Edge[] = files.flatMap(({ path, text }) =>
  [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, name = '']) => ({
    from: path,
    to: relative(SOURCE, join(SOURCE, dirname(path), name.replace(/\.js$/, '.ts')))
      .split(sep)
      .join('/'),
  })),
);

describe('imports', () => {
  it('are read: the walk finds the rooms and their uses', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(new Set(files.map(({ path }) => roomOf(path)))).toEqual(
      new Set(['', ...STAGES, ...Object.keys(OTHERS)]),
    );
    expect(imports).toContainEqual({ from: 'commands/gate.ts', to: 'gate/index.ts' });
    // A dynamic one.
    expect(imports).toContainEqual({ from: 'main.ts', to: 'cli.ts' });
  });

  it('go only to rooms before, and through their front doors', () => {
    expect(imports.map(complaint).filter((text) => text !== null)).toEqual([]);
  });

  it.each([
    ['a stage that uses the report', 'gate/decide.ts', 'report/index.ts'],
    ['a stage that uses the host', 'training/train.ts', 'host/index.ts'],
    ['a stage that uses a command', 'data/validate.ts', 'commands/options.ts'],
    ['a stage that uses one after it', 'data/validate.ts', 'gate/index.ts'],
    ["another stage's inside", 'monitoring/rules.ts', 'gate/rules.ts'],
    ['the ground on a stage', 'results/workspace.ts', 'data/index.ts'],
    ['statistics that know a stage', 'statistics/paired.ts', 'evaluation/index.ts'],
    ['a room that nobody knows', 'helpers/many.ts', 'base/index.ts'],
    ['a command that uses a shell', 'commands/run.ts', 'shell.ts'],
  ])('would complain about %s', (_, from, to) => {
    expect(complaint({ from, to })).toContain(from.slice(0, from.indexOf('/')));
  });

  it.each([
    ['data/validate.ts', 'base/index.ts'],
    ['deployment/deploy.ts', 'registry/index.ts'],
    ['deployment/deploy.ts', 'registry/storage/index.ts'],
    ['gate/paired.ts', 'statistics/deciding/index.ts'],
    ['commands/gate.ts', 'commands/options.ts'],
  ])('would let %s use %s', (from, to) => {
    expect(complaint({ from, to })).toBeNull();
  });
});

describe('text of datasets', () => {
  // A reader of its own gives other values than those that `validate` accepted: `openReading` and `writtenFile` read.
  const reads = (text: string) =>
    /\bread_(?:csv|json|ndjson|text|blob)\w*\b|\bsniff_csv\b|\brelationSql\b/.test(text);

  it('is read by src/data/ only', () => {
    expect(reads("`SELECT * FROM read_csv_auto('a.csv')`")).toBe(true);
    expect(reads("`SELECT * FROM read_parquet('a.parquet')`")).toBe(false);
    const found = files.filter(({ text }) => reads(text)).map(({ path }) => path);
    expect(found).toContain('data/dataset.ts');
    expect(found.filter((path) => roomOf(path) !== 'data')).toEqual([]);
  });
});

describe('the process', () => {
  const touches = (text: string) => /\bprocess\.(env|argv|exit|exitCode)\b/.test(text);

  it('its environment, arguments and exit are touched by the shells only', () => {
    const found = files.filter(({ text }) => touches(text)).map(({ path }) => path);
    expect(found).toContain('cli.ts');
    expect(found.filter((path) => !SHELLS.includes(path))).toEqual([]);
  });

  it('native engines are loaded by engines/ only; elsewhere their types at most', () => {
    const loading =
      /^(?:import|export)\s(?!type\b)[^;]*?'(?:@duckdb\/node-api|onnxruntime-node)'|\bimport\(\s*'(?:@duckdb|onnxruntime)/m;
    expect(loading.test("import { DuckDBInstance } from '@duckdb/node-api';")).toBe(true);
    expect(loading.test("import type { DuckDBInstance } from '@duckdb/node-api';")).toBe(false);
    expect(
      files
        .filter(({ path, text }) => roomOf(path) !== 'engines' && loading.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });
});
