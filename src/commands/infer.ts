/** `assay infer`: proposes a contract from data. */
import { findDataset, inferContract, parseContract, validateDataset } from '../data/index.js';
import { openDatabase } from '../engines/index.js';
import { defineCommand } from './command.js';
import { nameOfData, writeNewContract } from './infer/write.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'infer',
  summary: 'propose a contract from data',
  details:
    'Reads the data and writes an Open Data Contract Standard v3.1 contract that it passes: types, required and unique columns, lists of values, ranges with a margin. What is a guess is listed; read it and correct it. The proposal is validated against the data before it is written.',
  options: {
    data: { type: 'string', value: 'FILE', required: true, summary: 'a file, a glob or an s3:// address' },
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
    const found = await findDataset('data', options.data, session.place);
    const object = options.object ?? nameOfData(options.data);
    const db = await openDatabase(ctx);
    try {
      const inferred = await inferContract(ctx, db, found, object);
      const validation = await validateDataset(ctx, db, found, parseContract(inferred.text, 'proposal'));
      const contract = options.output ?? '-';
      if (options.output !== undefined)
        await writeNewContract(root, options.output, inferred.text, options.force);
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
