/**
 * `tests/test_definitions/**` of Great Expectations: data in columns, an expectation, and whether it succeeds. Each
 * one becomes a suite of one expectation; that is imported, and the data is validated, as JSON lines and, where every
 * column is of one type, as Parquet.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

export async function run(checkout, kit) {
  const root = join(checkout, 'tests/test_definitions');
  const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.json')).sort();
  let serial = 0;
  for (const file of files) {
    if (kit.only !== undefined && !file.includes(kit.only)) continue;
    const { expectation_type: type, datasets } = JSON.parse(
      (await readFile(join(root, file), 'utf8')).replace(/\bNaN\b/g, 'null'),
    );
    for (const [index, { data, tests }] of datasets.entries()) {
      if (Array.isArray(data)) {
        for (const _ of tests) kit.skip('several tables');
        continue;
      }
      serial += 1;
      const stored = await store(kit, data, `ge-${serial}`);
      for (const test of tests) {
        const what = `${basename(file)}[${index}] ${test.title}`;
        const expected = expectedOf(test);
        if (expected === null) {
          kit.skip('states no success');
          continue;
        }
        if (Array.isArray(test.in)) {
          kit.skip('positional arguments');
          continue;
        }
        await one(kit, { what, type, test, stored, expected, data });
      }
    }
  }
}

/** An error of theirs must not be a pass of ours. */
function expectedOf({ out, error }) {
  if (error !== undefined || out?.error !== undefined) return 'fail';
  if (out?.success === undefined || out.success === null) {
    return out?.traceback_substring === undefined ? null : 'fail';
  }
  return out.success ? 'pass' : 'fail';
}

async function one(kit, { what, type, test, stored, expected }) {
  const suite = JSON.stringify({ name: 'case', expectations: [{ type, kwargs: test.in }] });
  const imported = await kit.data.importContract(kit.db, suite, 'suite.json', { object: 'case' });
  if (imported.notCarried.length > 0) {
    kit.lost(`${type}: ${imported.notCarried[0].reason}`);
    return;
  }
  const contract = kit.data.parseContract(imported.text, 'case.yaml');
  for (const path of stored) {
    const name = `${what} (${path.split('.').pop()})`;
    let verdict;
    let detail = '';
    try {
      const found = await kit.data.findDataset('case', path, kit.folder);
      const result = await kit.data.validateDataset(kit.ctx, kit.db, found, contract);
      verdict = result.verdict === 'pass' || result.verdict === 'warn' ? 'pass' : 'fail';
      detail = result.findings
        .filter((finding) => finding.check !== 'reading')
        .map((finding) => `${finding.verdict} ${finding.check}: ${finding.message}`)
        .join(' | ');
    } catch (error) {
      verdict = 'fail';
      detail = String(error.message ?? error);
    }
    if (verdict === expected) kit.agree();
    else kit.disagree({ what: name, theirs: expected, ours: `${verdict} ${JSON.stringify(test.in)} ${detail}`, why: reason(type, detail, name) });
  }
}

/** The classes of docs/cases.md. */
function reason() {
  return undefined;
}

async function store(kit, data, name) {
  const columns = Object.keys(data);
  const rows = Math.max(0, ...columns.map((column) => data[column].length));
  const lines = Array.from({ length: rows }, (_, row) =>
    JSON.stringify(Object.fromEntries(columns.map((column) => [column, data[column][row] ?? null]))),
  );
  const json = `${name}.jsonl`;
  await writeFile(join(kit.folder, json), `${lines.join('\n')}\n`);
  const types = columns.map((column) => typeOf(data[column]));
  if (columns.length === 0 || types.includes(null)) return [json];
  const fields = columns.map((column, at) => `"${column.replaceAll('"', '""')}": '${types[at]}'`);
  const path = join(kit.folder, `${name}.parquet`);
  const quoted = columns.map((column) => `${JSON.stringify(column)}`);
  await kit.db.run(
    `COPY (SELECT * FROM read_json('${join(kit.folder, json)}', format = 'newline_delimited', columns = {${fields.join(', ')}})) TO '${path}' (FORMAT parquet)`,
  );
  return quoted.length > 0 ? [json, `${name}.parquet`] : [json];
}

/** DuckDB's type of a column, or null for a mixture. */
function typeOf(values) {
  const there = values.filter((value) => value !== null);
  if (there.length === 0) return 'VARCHAR';
  if (there.every((value) => typeof value === 'string')) return 'VARCHAR';
  if (there.every((value) => typeof value === 'boolean')) return 'BOOLEAN';
  if (there.every((value) => Number.isSafeInteger(value))) return 'BIGINT';
  if (there.every((value) => typeof value === 'number')) return 'DOUBLE';
  return null;
}
