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
      (await readFile(join(root, file), 'utf8')).replace(/-?\b(NaN|Infinity)\b/g, 'null'),
    );
    for (const [index, { data, tests, schemas }] of datasets.entries()) {
      if (Array.isArray(data)) {
        for (const _ of tests) kit.skip('several tables');
        continue;
      }
      serial += 1;
      const stored = await store(kit, data, schemas, `ge-${serial}`);
      for (const test of tests) {
        const what = `${basename(file)}[${index}] ${test.title}`;
        const others = [test.only_for ?? []].flat();
        if (
          others.length > 0 &&
          !others.some((name) => /^(pandas|sqlite|sqlalchemy|postgresql|spark)/.test(name))
        ) {
          kit.skip(`only for ${others.join(', ')}`);
          continue;
        }
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
    else
      kit.disagree({
        what: name,
        theirs: expected,
        ours: `${verdict} ${JSON.stringify(test.in)} ${detail}`,
        why: reason(type, detail, name),
      });
  }
}

/** The classes of docs/cases.md. */
function reason(type, detail, name) {
  return CLASSES.find(([, test]) => test(type, detail, name))?.[0];
}

/** What CSV cannot tell apart: numbers, times and text. */
const UNTYPED =
  /^expect_column_(value_lengths|values_to_be_between|values_to_be_in_type_list|values_to_be_of_type|values_to_be_json|values_to_match_strftime)/;

const CLASSES = [
  ['CSV has no types', (type, detail, name) => name.endsWith('(csv)') && detail === '' && UNTYPED.test(type)],
  ['no rows never pass', (_, detail) => detail.includes('the dataset has no rows')],
  ['a share of no values is not known', (_, detail) => detail.includes('no row satisfies `where`')],
  [
    'a condition with a text says that the column is text',
    (_, detail, name) => name.includes('test_conditional_expectation') && /(no|not) string/.test(detail),
  ],
  [
    'booleans are no numbers',
    (type, _, name) =>
      type === 'expect_column_mean_to_be_between' && name.includes('coerced_types_true_false'),
  ],
  ['the last digit of a standard deviation', (type) => type === 'expect_column_stdev_to_be_between'],
  [
    'a time with a zone that was stored as text',
    (type, detail) =>
      type === 'expect_column_values_to_be_of_type' && detail.includes('VARCHAR, not timestamp'),
  ],
  [
    'text has no types that nobody declares',
    (type, detail) => type === 'unexpected_rows_expectation' && detail.includes('Binder Error'),
  ],
];

async function store(kit, data, schemas, name) {
  const columns = Object.keys(data);
  const rows = Math.max(0, ...columns.map((column) => data[column].length));
  const lines = Array.from({ length: rows }, (_, row) =>
    JSON.stringify(Object.fromEntries(columns.map((column) => [column, data[column][row] ?? null]))),
  );
  const json = `${name}.jsonl`;
  await writeFile(join(kit.folder, json), `${lines.join('\n')}\n`);
  const dated = columns.filter(
    (column) =>
      data[column].every(
        (value) => value === null || /^\d{4}-\d{2}-\d{2}([T ][\d:.]+)?$/.test(String(value)),
      ) && Object.values(schemas ?? {}).some((types) => /datetime|timestamp/i.test(String(types[column]))),
  );
  const csv = await storeText(kit, data, columns, rows, name);
  const types = columns.map((column) => (dated.includes(column) ? 'TIMESTAMP' : typeOf(data[column])));
  if (columns.length === 0 || types.includes(null)) return [json, ...csv];
  const fields = columns.map((column, at) => `"${column.replaceAll('"', '""')}": '${types[at]}'`);
  const path = join(kit.folder, `${name}.parquet`);
  await kit.db.run(
    `COPY (SELECT * FROM read_json('${join(kit.folder, json)}', format = 'newline_delimited', columns = {${fields.join(', ')}})) TO '${path}' (FORMAT parquet)`,
  );
  // JSON has no times: where a column holds them, its text would be another case.
  return dated.length > 0 ? [`${name}.parquet`, ...csv] : [json, `${name}.parquet`, ...csv];
}

/** CSV, where that can tell an empty text from a missing value: where there is no empty text. */
async function storeText(kit, data, columns, rows, name) {
  const values = Object.values(data).flat();
  if (
    columns.length === 0 ||
    values.some((value) => value === '' || (typeof value === 'object' && value !== null))
  )
    return [];
  const quoted = (value) =>
    value === null || value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`;
  const lines = [
    columns,
    ...Array.from({ length: rows }, (_, row) => columns.map((column) => data[column][row])),
  ];
  // A line of one missing value would be a blank line.
  if (columns.length === 1 && values.includes(null)) return [];
  await writeFile(
    join(kit.folder, `${name}.csv`),
    `${lines.map((line) => line.map(quoted).join(',')).join('\n')}\n`,
  );
  return [`${name}.csv`];
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
