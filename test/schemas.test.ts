/** Every kind of result has a published schema, names it, and fits it; so do profiles and the configuration. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS } from '../src/commands/index.js';
import { type CommandName, PUBLISHED, schemaOfCommand } from '../src/results/index.js';
import { compiled } from './support/compiled.js';
import { cleanEnvironment, ROOT, run } from './support/program.js';
import { schemaName, schemaProblems } from './support/schemas.js';

let folder: string;
let program: string;
beforeAll(async () => {
  program = join(await compiled(), 'main.js');
  folder = await mkdtemp(join(tmpdir(), 'assay-schemas-'));
  await writeFile(join(folder, 'metrics.json'), '{"roc_auc": 0.8, "loss": NaN}');
  await writeFile(join(folder, 'rows.csv'), 'id,x,label,score\n1,4,1,0.9\n2,5,0,0.2\n3,6,1,0.6\n4,7,0,0.4\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('every command names a schema that is published', async () => {
  const published = await readdir(join(ROOT, 'schema'));
  for (const command of Object.keys(COMMANDS)) {
    expect(published).toContain(`${schemaName(schemaOfCommand(command as CommandName))}.schema.json`);
  }
  for (const name of Object.keys(PUBLISHED)) expect(published).toContain(`${name}.schema.json`);
});

it.each([
  ['gate', ['gate', '--candidate', 'metrics.json', '--rule', 'roc_auc min 0.7']],
  ['gate', ['gate', '--candidate', 'metrics.json', '--rule', 'loss max 1']],
  ['infer', ['infer', '--data', 'rows.csv', '--output', 'rows.odcs.yaml']],
  ['validate', ['validate', '--data', 'rows.csv', '--contract', 'rows.odcs.yaml']],
  ['profile', ['profile', '--data', 'rows.csv', '--output', 'rows.profile.json']],
  [
    'evaluate',
    'evaluate --predictions rows.csv --task binary --target label --score score --metric roc_auc'.split(' '),
  ],
  ['plain', ['registry', 'init', '--registry', 'models']],
  ['register', 'register --model m --file metrics.json --registry models --metrics metrics.json'.split(' ')],
  ['plain', ['history', '--model', 'm', '--registry', 'models']],
  ['plain', ['engines']],
  ['plain', ['report', '--format', 'markdown']],
])('%s.schema.json holds what `assay` prints: %s', async (name, args) => {
  const { stdout, stderr } = await run(
    process.execPath,
    [program, ...args, '--json'],
    folder,
    cleanEnvironment(),
  );
  const result = JSON.parse(stdout);
  expect(result.$schema, stderr).toMatch(new RegExp(`/schema/${name}\\.schema\\.json$`));
  expect(await schemaProblems(name, result)).toEqual([]);
  // The schema says something: a verdict that is none is refused.
  expect(await schemaProblems(name, { ...result, verdict: 'green' })).not.toEqual([]);
  const kept = JSON.parse(await readFile(join(folder, '.assay/results', `${args[0]}.json`), 'utf8'));
  expect(kept).toEqual(result);
});

it('a profile fits its schema', async () => {
  const profile = JSON.parse(await readFile(join(folder, 'rows.profile.json'), 'utf8'));
  expect(await schemaProblems('profile-file', profile)).toEqual([]);
  expect(await schemaProblems('profile-file', { ...profile, rows: -1 })).not.toEqual([]);
});

it('assay.yaml of the example fits its schema, and a misspelt key does not', async () => {
  const config = parse(await readFile(join(ROOT, 'examples/flights/assay.yaml'), 'utf8'));
  expect(await schemaProblems('assay', config)).toEqual([]);
  expect(await schemaProblems('assay', { ...config, modle: 'x' })).not.toEqual([]);
});
