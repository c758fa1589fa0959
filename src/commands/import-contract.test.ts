/** `assay import-contract` as a user calls it: the contract, the list, the verdict. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { host } from '../../test/support/host.js';
import { AssayError, type Context, silentLog } from '../base/index.js';
import { parseContract } from '../data/index.js';
import { renderTerminal } from '../report/index.js';
import command from './import-contract.js';
import { checkArguments, checkOptions, type RawOptions } from './options.js';

let root: string;
let ctx: Context;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-import-'));
  ctx = {
    cwd: root,
    env: process.env,
    now: () => new Date('2026-01-01T00:00:00Z'),
    signal: new AbortController().signal,
    log: silentLog,
  };
  const expectation = (type: string, kwargs: object) => ({ type, kwargs });
  await writeFile(
    join(root, 'suite.json'),
    JSON.stringify({
      name: 's',
      expectations: [
        expectation('expect_column_values_to_not_be_null', { column: 'a' }),
        expectation('expect_column_values_to_be_dateutil_parseable', { column: 'b' }),
      ],
    }),
  );
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function call(raw: RawOptions, ...args: string[]) {
  const options = checkOptions(command, raw, 'cli') as Parameters<typeof command.run>[0]['options'];
  return command.run({ ctx, host, options, args: checkArguments(command, args) });
}

test('what is not carried over warns, is in the result, the report and the contract', async () => {
  const { result } = await call({ output: 'made.odcs.yaml' }, 'suite.json');
  expect(result).toMatchObject({
    command: 'import-contract',
    verdict: 'warn',
    from: 'great-expectations',
    carried: 1,
    notCarried: [{ what: 'expectations[1] expect_column_values_to_be_dateutil_parseable (b)' }],
  });
  const text = await readFile(join(root, 'made.odcs.yaml'), 'utf8');
  expect(parseContract(text, 'made.odcs.yaml').columns).toMatchObject([{ name: 'a', required: true }]);
  expect(text).toContain(
    '# Not carried over: expectations[1] expect_column_values_to_be_dateutil_parseable (b)',
  );
  expect(renderTerminal(result, { color: false, width: 200 })).toContain('dateutil');
  await expect(call({ output: 'made.odcs.yaml' }, 'suite.json')).rejects.toThrow(/exists already/);
});

test('without --output the contract is printed', async () => {
  const { text, result } = await call({ object: 'rows' }, 'suite.json');
  expect(parseContract(text ?? '', 'x.yaml').object).toBe('rows');
  expect(result).toMatchObject({ contract: '-', objects: ['rows'] });
});

test('a file of another tool than the one named is an error', async () => {
  await expect(call({ from: 'dbt' }, 'suite.json')).rejects.toBeInstanceOf(AssayError);
  await expect(call({}, 'nowhere.json')).rejects.toBeInstanceOf(AssayError);
});
