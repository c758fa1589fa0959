/** `docs/examples/**` of the Open Data Contract Standard: each example should be read. */
import { contractsUnder, readContract } from './contracts.mjs';

export async function run(checkout, kit) {
  for (const { file, text } of await contractsUnder(checkout, 'docs/examples')) {
    if (kit.only !== undefined && !file.includes(kit.only)) continue;
    const { problem } = readContract(kit, text, file);
    if (problem === null) kit.agree();
    else kit.disagree({ what: file, theirs: 'an example', ours: problem, why: classOf(problem) });
  }
}

/** The classes of docs/cases.md. */
function classOf(problem) {
  return CLASSES.find(([, test]) => test.test(problem))?.[0];
}

const CLASSES = [['a contract without objects', /^\d+ schema describes no object/]];
