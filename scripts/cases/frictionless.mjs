/**
 * `data/` of Frictionless: its data files alone, and its packages and resources with their schemas, each validated
 * by Frictionless itself (pinned, in an environment of its own) and by Assay.
 */
import { execFileSync } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { pythonOf } from './python.mjs';

const script = join(dirname(fileURLToPath(import.meta.url)), 'frictionless_validate.py');

export async function run(checkout, kit) {
  const python = pythonOf('requirements-frictionless.txt');
  const output = execFileSync(python, [script, checkout], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for (const [path, report] of Object.entries(
    JSON.parse(output.split('\n').find((line) => line.startsWith('{"data')) ?? '{}'),
  )) {
    if (kit.only !== undefined && !path.includes(kit.only)) continue;
    if (/\.(csv|tsv)$/.test(path)) await bare(checkout, path, report, kit);
    else await described(checkout, path, report, kit);
  }
}

/** A file without a schema: its structure is all that can be right. */
async function bare(checkout, path, report, kit) {
  await compare(kit, { what: path, checkout, path, report, contract: kit.data.EMPTY_CONTRACT });
}

async function described(checkout, path, report, kit) {
  const text = await readFile(join(checkout, path), 'utf8');
  let descriptor;
  try {
    descriptor = parse(text);
  } catch {
    kit.skip('a descriptor that is not JSON or YAML');
    return;
  }
  const resources = Array.isArray(descriptor?.resources) ? descriptor.resources : [descriptor];
  for (const [index, resource] of resources.entries()) {
    const what = `${path} ${resource?.name ?? index}`;
    const task = report.tasks[index];
    if (task === undefined) {
      kit.skip('a descriptor that Frictionless itself refuses');
      continue;
    }
    if (
      typeof resource?.path !== 'string' ||
      !/\.(csv|tsv)$/.test(resource.path) ||
      !resource.schema?.fields
    ) {
      kit.skip('a resource without a schema of its own, or not CSV');
      continue;
    }
    const data = join(dirname(path), resource.path);
    try {
      await access(join(checkout, data));
    } catch {
      kit.skip('a resource without its file');
      continue;
    }
    let contract;
    try {
      const one = JSON.stringify({ ...resource, name: 'case' });
      const imported = await kit.data.importContract(kit.db, one, 'resource.json', { object: 'case' });
      for (const { reason } of imported.notCarried) kit.lost(reason);
      contract = kit.data.parseContract(imported.text, 'case.yaml');
    } catch (error) {
      kit.disagree({ what, theirs: task.valid ? 'pass' : 'fail', ours: String(error.message ?? error) });
      continue;
    }
    await compare(kit, { what, checkout, path: data, report: task, contract });
  }
}

async function compare(kit, { what, checkout, path, report, contract }) {
  const errors = [...report.errors, ...(report.tasks ?? []).flatMap((task) => task.errors)];
  const theirs = report.valid ? 'pass' : `fail (${errors.join(', ')})`;
  let ours;
  try {
    const found = await kit.data.findDataset('case', path, checkout);
    const { verdict, findings } = await kit.data.validateDataset(kit.ctx, kit.db, found, contract);
    const problems = findings.filter(({ check, verdict: one }) => check !== 'reading' && one !== 'pass');
    const passed = verdict === 'pass' || verdict === 'warn' || (verdict === 'error' && problems.length === 0);
    ours = passed
      ? 'pass'
      : `fail ${problems.map(({ check, message }) => `${check}: ${message}`).join(' | ')}`;
  } catch (error) {
    ours = `fail ${error.message ?? error}`;
  }
  if (theirs.slice(0, 4) === ours.slice(0, 4)) kit.agree();
  else kit.disagree({ what, theirs, ours, why: classOf(theirs, ours, path) });
}

/** Only failures of theirs or of ours that are all of the named kind are in a class. */
const only = (theirs, pattern) =>
  (/^fail \((.*)\)$/.exec(theirs)?.[1] ?? '').split(', ').every((error) => pattern.test(error));

const CLASSES = [
  ['blank lines are no rows', (theirs) => only(theirs, /^(blank-row|primary-key)$/)],
  ['a column without a name', (theirs) => only(theirs, /^blank-label$/)],
  ['types that were guessed from the first rows', (theirs) => only(theirs, /^type-error$/)],
  [
    'no rows never pass',
    (theirs, ours) => theirs === 'pass' && /^fail rowCount: the dataset has no rows$/.test(ours),
  ],
  [
    'packed files whose names do not say so',
    (theirs, _, path) => theirs === 'pass' && path.includes('compression/implicit'),
  ],
  ['the encoding is not guessed', (theirs, ours) => theirs === 'pass' && ours.startsWith('fail encoding:')],
  [
    'comments and escapes have to be declared',
    (theirs, ours) =>
      theirs === 'pass' &&
      /^fail structure: \S+ \d+ rows with (too many fields|quotes that do not match)/.test(ours),
  ],
];

function classOf(theirs, ours, path) {
  return CLASSES.find(([, test]) => test(theirs, ours, path))?.[0];
}
