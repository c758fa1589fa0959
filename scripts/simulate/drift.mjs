/**
 * Drift on simulated data: how many datasets without drift are flagged (at most 5% may be), and how many with a shift
 * of a stated size are found. Columns are counted as profiles count them, in 50 quantile bins of the reference, and
 * judged by the program's own code. Options: --runs N (datasets of each size), --method NAME, --quick, --json;
 * --size N,M,COLUMNS (repeatable; "none" leaves false alarms out) and --rows N (repeatable; 0 leaves power out).
 */
import { parseArgs } from 'node:util';

const { binColumn } = await import('../../build/data/drift/binned.js');
const { judgeDrift } = await import('../../build/data/drift/judge.js');
const { generator } = await import('../../build/data/drift/random.js');

/** Rows of reference and current, and columns. */
export const SIZES = [
  [100, 100, 2],
  [100, 100, 200],
  [1000, 100, 20],
  [1000, 1000, 2],
  [1000, 1000, 200],
  [10_000, 1000, 20],
  [10_000, 10_000, 200],
  [100_000, 1000, 20],
  [100_000, 100_000, 2],
  [100_000, 100_000, 20],
];
/** Shifts of one column of ten: of the mean of a normal in σ, or of the share of the first of five categories. */
export const SHIFTS = [
  { title: 'mean by 0.1 σ', kind: 'normal', by: 0.1 },
  { title: 'mean by 0.3 σ', kind: 'normal', by: 0.3 },
  { title: 'mean by 0.5 σ', kind: 'normal', by: 0.5 },
  { title: 'mean by 1 σ', kind: 'normal', by: 1 },
  { title: 'σ times 1.5', kind: 'normal', scale: 1.5 },
  { title: '10% more missing', kind: 'normal', missing: 0.1 },
  { title: 'a category of 20% becomes 35%', kind: 'five', by: 0.15 },
];
const KINDS = ['normal', 'heavy', 'integer', 'five', 'many'];

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '100' },
      method: { type: 'string', default: 'psi' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      size: { type: 'string', multiple: true, default: [] },
      rows: { type: 'string', multiple: true, default: [] },
    },
  });
  const runs = Number(values.runs);
  const standard = values.quick ? SIZES.filter(([n, , columns]) => n * columns <= 20_000) : SIZES;
  const sizes = values.size.length > 0 ? asked(values.size) : standard;
  const alarms = sizes.map(([n, m, columns]) => ({
    n,
    m,
    columns,
    ...falseAlarms(n, m, columns, runs, values.method),
  }));
  const usual = values.quick ? [1000] : [100, 1000, 10_000];
  const rows = values.rows.length > 0 ? values.rows.map(Number).filter((n) => n > 0) : usual;
  const power = SHIFTS.map((shift) => ({
    shift: shift.title,
    found: rows.map((n) => powerOf(shift, n, Math.min(runs, 100), values.method)),
  }));
  if (values.json) console.log(JSON.stringify({ method: values.method, runs, alarms, power }, null, 1));
  else print(values.method, runs, alarms, rows, power);
  // Of N datasets, more than this are flagged once in a thousand times where the true share is 5%.
  const most = 0.05 + 3.1 * Math.sqrt((0.05 * 0.95) / runs);
  return alarms.every(({ flagged }) => flagged <= most) ? 0 : 1;
}

function asked(sizes) {
  return sizes.filter((size) => size !== 'none').map((size) => size.split(',').map(Number));
}

function print(method, runs, alarms, rows, power) {
  const percent = (share) => `${(100 * share).toFixed(share < 0.1 && share > 0 ? 1 : 0)}%`;
  console.log(`Equal distributions, ${method}, ${runs} datasets each:\n`);
  console.log(
    '| reference rows | current rows | columns | datasets flagged | columns with p < 0.05 | columns inconclusive |',
  );
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const { n, m, columns, flagged, small, unsure } of alarms) {
    console.log(
      `| ${n} | ${m} | ${columns} | ${percent(flagged)} | ${percent(small)} | ${percent(unsure)} |`,
    );
  }
  console.log(`\nOne column of ten shifted, found in:\n`);
  console.log(`| shift | ${rows.map((n) => `${n} rows each`).join(' | ')} |`);
  console.log(`| --- | ${rows.map(() => '---:').join(' | ')} |`);
  for (const { shift, found } of power) console.log(`| ${shift} | ${found.map(percent).join(' | ')} |`);
}

/** Shares: datasets with a column that drifted, columns with p < 0.05, columns that cannot be told. */
export function falseAlarms(n, m, columns, runs, method) {
  const random = generator(n * 31 + m * 7 + columns);
  let flagged = 0;
  let small = 0;
  let unsure = 0;
  for (let index = 0; index < runs; index += 1) {
    const counts = Array.from({ length: columns }, (_, column) =>
      simulated(random, `c${column}`, n, m, { kind: KINDS[column % KINDS.length] }),
    );
    const drift = judged(counts, n, m, method);
    if (drift.some(({ verdict }) => verdict === 'fail')) flagged += 1;
    small += drift.filter(({ pValue }) => pValue !== null && pValue < 0.05).length;
    unsure += drift.filter(({ verdict }) => verdict === 'inconclusive').length;
  }
  return { flagged: flagged / runs, small: small / (runs * columns), unsure: unsure / (runs * columns) };
}

/** Share of the datasets in which the shifted column is found. */
export function powerOf(shift, n, runs, method) {
  const random = generator(n + 17);
  let found = 0;
  for (let index = 0; index < runs; index += 1) {
    const counts = Array.from({ length: 10 }, (_, column) =>
      simulated(random, `c${column}`, n, n, column === 0 ? shift : { kind: KINDS[column % KINDS.length] }),
    );
    if (judged(counts, n, n, method)[0]?.verdict === 'fail') found += 1;
  }
  return found / runs;
}

function judged(counts, n, m, method) {
  return judgeDrift(
    { dataset: 'd', reference: 'r', n, m },
    counts.map((each) => ({
      counts: each,
      // Methods that compare numbers only leave categories to psi, as the program does.
      method: each.kind === 'categorical' && ['ks', 'wasserstein'].includes(method) ? 'psi' : method,
      subject: 'feature',
      severity: 'error',
    })),
  );
}

function simulated(random, name, n, m, { kind, by = 0, scale = 1, missing = 0 }) {
  const category = kind === 'five' || kind === 'many';
  const reference = Array.from({ length: n }, () => draw(random, kind, 0, 1));
  const current = Array.from({ length: m }, () =>
    missing > 0 && random() < missing ? null : draw(random, kind, by, scale),
  );
  const [before, after] = category ? categories(name, reference, current) : numbers(name, reference, current);
  return binColumn(before, after, { bins: 10, personal: false });
}

function draw(random, kind, by, scale) {
  switch (kind) {
    case 'normal':
      return by + scale * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    case 'heavy':
      return random() < 0.4 ? 0 : 1 / (1 - random());
    case 'integer':
      return Math.floor(random() ** 2 * 8);
    case 'five':
      return random() < by * 1.25 ? 'v0' : `v${Math.floor(random() * 5)}`;
    default:
      return `v${Math.floor(random() ** 3 * 300)}`;
  }
}

/** As profiles keep them: the 1,000 most frequent of the reference, and how many others. */
function categories(name, reference, current) {
  const count = (values) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  const [before, after] = [count(reference), count(current)];
  const top = [...before]
    .map(([value, times]) => ({ value, count: times }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, 1000);
  const of = (rows, values, distinct) => ({
    name,
    type: 'VARCHAR',
    kind: 'categorical',
    nulls: 0,
    categorical: { distinct, top: values, other: rows - values.reduce((sum, each) => sum + each.count, 0) },
  });
  const now = [...new Set([...top.map(({ value }) => value), ...after.keys()])].map((value) => ({
    value,
    count: after.get(value) ?? 0,
  }));
  return [of(reference.length, top, before.size), of(current.length, now, after.size)];
}

/** As profiles count them: 50 quantile bins of a sample of at most 10,000 rows of the reference. */
function numbers(name, reference, current) {
  const sample = Float64Array.from(reference.slice(0, 10_000)).sort();
  const inner = Array.from(
    { length: 49 },
    (_, k) => sample[Math.ceil(((k + 1) / 50) * sample.length) - 1] ?? 0,
  );
  const max = reference.reduce((a, b) => Math.max(a, b));
  const low = reference.reduce((a, b) => Math.min(a, b));
  const edges = [...new Set([...inner, max])];
  return [reference, current].map((all) => {
    const values = all.filter((value) => value !== null);
    const counts = new Array(edges.length).fill(0);
    let [below, above, sum, squares] = [0, 0, 0, 0];
    for (const value of values) {
      sum += value;
      squares += value * value;
      if (value < low) below += 1;
      else {
        let [from, to] = [0, edges.length];
        while (from < to) {
          const middle = (from + to) >> 1;
          if (value <= edges[middle]) to = middle;
          else from = middle + 1;
        }
        if (from === edges.length) above += 1;
        else counts[from] += 1;
      }
    }
    const mean = sum / Math.max(1, values.length);
    return {
      name,
      type: 'DOUBLE',
      kind: 'numeric',
      nulls: all.length - values.length,
      numeric: {
        nan: 0,
        positiveInfinity: 0,
        negativeInfinity: 0,
        finite: values.length,
        mean,
        m2: Math.max(0, squares - values.length * mean * mean),
        min: values.reduce((a, b) => Math.min(a, b), Infinity),
        max: values.reduce((a, b) => Math.max(a, b), -Infinity),
        low,
        edges,
        below,
        counts,
        above,
      },
    };
  });
}
