/**
 * `tests/fixtures/` of datacontract-cli: contracts that its tests call valid or invalid, and contracts with local
 * data beside them, which its tests validate.
 */
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contractsUnder, readContract } from './contracts.mjs';

export async function run(checkout, kit) {
  for (const { file, text } of await contractsUnder(checkout, 'tests/fixtures')) {
    if (kit.only !== undefined && !file.includes(kit.only)) continue;
    if (!/^kind:\s*['"]?DataContract/m.test(text)) {
      kit.skip('of the Data Contract Specification, the older format of that tool');
      continue;
    }
    const { problem } = readContract(kit, text, file);
    const invalid = /invalid|error/.test(file) && !/invalid_logical_types|data\.invalid/.test(file);
    const theirs = invalid ? 'fail' : 'pass';
    const ours = problem === null ? 'pass' : 'fail';
    if (theirs === ours) kit.agree();
    else
      kit.disagree({
        what: file,
        theirs,
        ours: `${ours} ${problem ?? ''}`,
        why: classOf(problem ?? '', file),
      });
    if (problem === null) await validateLocal(checkout, file, text, kit);
  }
}

const CLASSES = [
  ['a contract without objects', /^\d+ schema describes no object/],
  [
    "words that the standard's JSON Schema does not have, or wants",
    /is no key of the Open Data Contract Standard|is not allowed|does not belong here|\.(query|account) is missing|\.port is text/,
  ],
  ['YAML that another parser forgives', /is not YAML/],
];

function classOf(problem) {
  return CLASSES.find(([, test]) => test.test(problem))?.[0];
}

/** Contracts whose server is a local file, with the data in the checkout. */
async function validateLocal(checkout, file, text, kit) {
  const path = /^\s*-?\s*(?:path|location):\s*["']?([^\s"']+\.(?:csv|parquet|jsonl|ndjson))/m.exec(text)?.[1];
  if (path === undefined || /^[a-z]+:\/\//.test(path)) return;
  const candidates = [join(checkout, path), join(checkout, dirname(file), path)];
  for (const candidate of candidates) {
    try {
      await access(candidate.replace(/\{[^}]*\}.*/, ''));
    } catch {
      continue;
    }
    try {
      const contract = kit.data.parseContract(text, file);
      const found = await kit.data.findDataset('case', candidate, checkout);
      const { verdict, findings } = await kit.data.validateDataset(kit.ctx, kit.db, found, contract);
      const problems = findings
        .filter(({ check }) => check !== 'reading')
        .map(({ check, message }) => `${check}: ${message}`);
      const theirs = /invalid/.test(file) ? 'fail' : 'pass';
      const ours = verdict === 'pass' || verdict === 'warn' ? 'pass' : 'fail';
      const what = `${file} on ${path}`;
      if (theirs === ours) kit.agree();
      else
        kit.disagree({
          what,
          theirs,
          ours: `${ours} ${problems.join(' | ')}`,
          why: dataClass(file, problems.join(' | ')),
        });
    } catch (error) {
      kit.disagree({ what: file, theirs: 'read', ours: String(error.message ?? error) });
    }
    return;
  }
}

function dataClass() {
  return undefined;
}
