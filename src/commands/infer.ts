/** `assay infer`: proposes a contract from data. */
import { mkdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { createFileExclusive, usageError, writeFileAtomic } from '../base/index.js';
import { findDataset, inferContract, parseContract, validateDataset } from '../data/index.js';
import { openDatabase } from '../engines/index.js';
import { defineCommand } from './command.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'infer',
  summary: 'propose a contract from data',
  details:
    'Reads the data and writes an Open Data Contract Standard v3.1 contract that it passes: types, required and unique columns, lists of values, ranges with a margin. What is a guess is listed; read it and correct it. The proposal is validated against the data before it is written.',
  options: {
    data: { type: 'string', value: 'FILE', required: true, summary: 'a file or glob' },
    output: { type: 'string', value: 'FILE', summary: 'where to write (absent: standard output)' },
    object: { type: 'string', value: 'NAME', summary: 'name of the object (absent: name of the file)' },
    force: { type: 'boolean', summary: 'write over a contract that exists' },
  },
  examples: [
    { run: 'assay infer --data data/train.csv --output contracts/train.odcs.yaml', does: 'write a contract' },
    { run: 'assay infer --data "data/*.parquet"', does: 'print one' },
  ],
  outputs: { contract: 'where the contract was written, or -' },
  permissions: { contents: 'read; write where a later step commits the contract' },
  async run({ ctx, host, options }) {
    const session = await openSession(ctx, host, { config: options.config });
    const { root } = session;
    const found = await findDataset('data', options.data, root);
    const object = options.object ?? nameOf(options.data);
    const db = await openDatabase(ctx);
    try {
      const inferred = await inferContract(ctx, db, found, object);
      const validation = await validateDataset(ctx, db, found, parseContract(inferred.text, 'proposal'));
      const contract = options.output ?? '-';
      if (options.output !== undefined) await write(root, options.output, inferred.text, options.force);
      const result = await session.finish({
        command: 'infer',
        ...(options.name === undefined ? {} : { name: options.name }),
        verdict: validation.verdict,
        summary: `${inferred.columns} columns, ${inferred.guesses.length} guesses to read${contract === '-' ? '' : `: ${contract}`}`,
        inputs: [{ name: 'data', path: found.path, sha256: validation.dataset.sha256 }],
        findings: validation.findings,
        notChecked: validation.notChecked,
        contract,
        datasets: [validation.summary],
        guesses: [...inferred.guesses],
      });
      return {
        result,
        outputs: { contract },
        ...(contract === '-' ? { text: inferred.text } : {}),
      };
    } finally {
      db.close();
    }
  },
});

function nameOf(path: string): string {
  const stem = basename(path)
    .replace(/\..*$/, '')
    .replace(/[^A-Za-z0-9_]+/g, '_');
  return stem.replace(/^_+|_+$/g, '') || 'data';
}

async function write(root: string, output: string, text: string, force: boolean): Promise<void> {
  const path = isAbsolute(output) ? output : join(root, output);
  await mkdir(dirname(path), { recursive: true });
  if (force) return writeFileAtomic(path, text);
  if (await createFileExclusive(path, text)) return;
  throw usageError({
    where: { file: output },
    message: 'exists already, and nothing is overwritten',
    fix: 'name another file, or add --force',
  });
}
