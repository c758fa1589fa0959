/** `assay import-contract`: makes a contract from another tool's file. */
import { isAbsolute, join } from 'node:path';
import { readUserFile, sha256 } from '../base/index.js';
import { FOREIGN_FORMATS, type ForeignFormat, importContract, parseContract } from '../data/index.js';
import { openDatabase } from '../engines/index.js';
import { defineCommand } from './command.js';
import { nameOfData, writeNewContract } from './infer/write.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'import-contract',
  summary: "make a contract from another tool's file",
  details:
    'Reads an expectation suite of Great Expectations (0.x and 1.x), a schema of TensorFlow Data Validation (schema.pbtxt), a Table Schema or Data Package of Frictionless, a schema of pandera in YAML, or a schema.yml of dbt, and writes an Open Data Contract Standard v3.1 contract. Every expectation or field is carried over, or listed with the reason; the verdict is then warn.',
  positionals: [{ name: 'file', summary: 'the file of the other tool', required: true }],
  options: {
    from: {
      type: 'string',
      choices: FOREIGN_FORMATS,
      summary: 'whose file it is (absent: found out from the file)',
    },
    output: { type: 'string', value: 'FILE', summary: 'where to write (absent: standard output)' },
    object: { type: 'string', value: 'NAME', summary: 'name of the object where the file has none' },
    force: { type: 'boolean', summary: 'write over a contract that exists' },
  },
  examples: [
    {
      run: 'assay import-contract suite.json --output contracts/train.odcs.yaml',
      does: 'carry over a suite of Great Expectations',
    },
    {
      run: 'assay import-contract schema.pbtxt --output contracts/train.odcs.yaml',
      does: 'carry over a TFDV schema with its environments',
    },
    { run: 'assay import-contract datapackage.json --from frictionless', does: 'print one' },
  ],
  outputs: { contract: 'where the contract was written, or -' },
  permissions: { contents: 'read; write where a later step commits the contract' },
  async run({ ctx, host, options, args }) {
    const session = await openSession(ctx, host, { config: options.config });
    const { root } = session;
    const [file = ''] = args;
    const text = await readUserFile(isAbsolute(file) ? file : join(root, file), 'the file to import');
    const db = await openDatabase(ctx);
    try {
      const imported = await importContract(db, text, file, {
        format: options.from as ForeignFormat | undefined,
        object: options.object ?? nameOfData(file),
      });
      for (const object of imported.objects)
        parseContract(imported.text, `the contract made from ${file}#${object}`);
      const contract = options.output ?? '-';
      if (options.output !== undefined)
        await writeNewContract(root, options.output, imported.text, options.force);
      const { carried, notCarried, notes } = imported;
      const result = await session.finish({
        command: 'import-contract',
        ...(options.name === undefined ? {} : { name: options.name }),
        verdict: notCarried.length === 0 ? 'pass' : 'warn',
        summary: `${carried} items carried over, ${notCarried.length} not${contract === '-' ? '' : `: ${contract}`}`,
        inputs: [{ name: 'file', path: file, sha256: sha256(text) }],
        contract,
        from: imported.format,
        objects: [...imported.objects],
        carried,
        notCarried: [...notCarried],
        notes: [...notes],
      });
      return {
        result,
        outputs: { contract },
        ...(contract === '-' ? { text: imported.text } : {}),
      };
    } finally {
      db.close();
    }
  },
});
