/**
 * The schemas that stand as text in TFDV's C++ tests (`anomalies/*_test.cc`): each should be read, with every part
 * carried over or listed. What those tests compare are statistics and not data, so there is no verdict to compare.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export async function run(checkout, kit) {
  const folder = join(checkout, 'tensorflow_data_validation/anomalies');
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('_test.cc')).sort()) {
    if (kit.only !== undefined && !name.includes(kit.only)) continue;
    const text = await readFile(join(folder, name), 'utf8');
    let index = 0;
    for (const [, , body = ''] of text.matchAll(/R"([a-z]*)\(([\s\S]*?)\)\1"/g)) {
      index += 1;
      if (!/^\s*feature\s*\{/.test(body) || /num_stats|common_stats|datasets\s*\{/.test(body)) {
        kit.skip('text of another message than a schema');
        continue;
      }
      // Placeholders of absl::Substitute are values of a test's own.
      if (/\$\d/.test(body)) {
        kit.skip('text with placeholders');
        continue;
      }
      const what = `${name} text ${index}`;
      try {
        const imported = await kit.data.importContract(kit.db, body, 'schema.pbtxt', { object: 'case' });
        kit.data.parseContract(imported.text, 'case.yaml');
        kit.agree();
      } catch (error) {
        const problem = String(error.message ?? error);
        kit.disagree({ what, theirs: 'a schema', ours: problem, why: classOf(problem) });
      }
    }
  }
}

const CLASSES = [];

function classOf(problem) {
  return CLASSES.find(([, test]) => test.test(problem))?.[0];
}
