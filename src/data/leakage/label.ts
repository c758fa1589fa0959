/** The label on both sides: constant, new, in other shares, contradicting itself. */

import type { Finding } from '../../results/index.js';
import { sqlName } from '../dataset.js';
import { comparable } from './comparable.js';
import { newCategories } from './order.js';
import { both, columnOf, type LeakageReport, type Opened, type Split, told, untold } from './side.js';

/** A numeric label with more different values than this is a quantity and no class. */
export const MOST_CLASSES = 100;
const LABEL_SHIFT = 0.1;

export interface LabelFacts {
  /** `classes`, or a number to be predicted. */
  readonly kind: 'classes' | 'quantity';
}

/** What kind of label the side that taught has, or why there is none. */
export async function labelOf(split: Split, label: string): Promise<LabelFacts | Finding> {
  const pair = both(split, 'leakage.label', label);
  if ('problem' in pair) return pair.problem;
  const [row] = await split.db.all(
    `SELECT count(DISTINCT ${sqlName(label)}) AS distinct_values FROM ${split.against.view.from}`,
  );
  const distinct = Number(row?.['distinct_values'] ?? 0);
  if (distinct === 0) {
    return untold(split, 'leakage.label', label, 'inconclusive', `${split.against.name} has no labels`);
  }
  const floating = /^(FLOAT|DOUBLE|DECIMAL)/.test(pair.b.type) && distinct > 20;
  const quantity = pair.b.kind === 'numeric' && (floating || distinct > MOST_CLASSES);
  return { kind: quantity ? 'quantity' : 'classes' };
}

export async function labelChecks(
  split: Split,
  label: string,
  facts: LabelFacts,
  features: readonly string[],
): Promise<LeakageReport> {
  const findings: Finding[] = [];
  const notChecked: string[] = [];
  let checks = 0;
  for (const side of [split.current, split.against]) {
    findings.push(...(await constantLabel(split, side, label)));
    findings.push(...(await conflictingLabels(split, side, label, features)));
    checks += 2;
  }
  if (facts.kind === 'classes') {
    const fresh = await newCategories(split, [label], 'leakage.label.new');
    findings.push(...fresh.findings, ...(await labelRatio(split, label)));
    checks += 2;
  } else {
    notChecked.push(
      `${split.current.name}: new labels and the ratio of labels, since \`${label}\` is a quantity`,
    );
  }
  return { findings, notChecked, checks };
}

async function constantLabel(split: Split, side: Opened, label: string): Promise<Finding[]> {
  const [row] = await split.db.all(
    `SELECT count(DISTINCT ${sqlName(label)}) AS kinds, count(${sqlName(label)}) AS filled FROM ${side.view.from}`,
  );
  const [kinds, filled] = [Number(row?.['kinds'] ?? 0), Number(row?.['filled'] ?? 0)];
  if (kinds > 1) return [];
  if (filled < 2) {
    return [
      untold(split, 'leakage.label.constant', label, 'inconclusive', `${side.name} has ${filled} labels`),
    ];
  }
  return [
    told(split, {
      check: 'leakage.label.constant',
      column: label,
      dataset: side.name,
      weight: 'certain',
      expected: 'more than one label',
      actual: `the same label ${filled} times`,
      message: `every label of ${side.name} is the same: nothing can be learned or judged on it`,
      fix: 'look how the rows were chosen',
    }),
  ];
}

/** Rows with the same features and another label than most of their kind. */
async function conflictingLabels(
  split: Split,
  side: Opened,
  label: string,
  features: readonly string[],
): Promise<Finding[]> {
  const own = features.filter((name) => columnOf(side, name) !== undefined);
  if (own.length === 0) return [];
  const list = own.map(sqlName).join(', ');
  const [row] = await split.db.all(
    `WITH kinds AS (SELECT ${own.map((name, index) => `${sqlName(name)} AS f${index}`).join(', ')}, ${sqlName(label)} AS l, count(*) AS times FROM ${side.view.from} WHERE ${sqlName(label)} IS NOT NULL GROUP BY ALL), groups AS (SELECT sum(times) - max(times) AS others FROM kinds GROUP BY ${own.map((_, index) => `f${index}`).join(', ')} HAVING count(*) > 1) SELECT coalesce(sum(others), 0) AS count FROM groups`,
  );
  const count = Number(row?.['count'] ?? 0);
  if (count === 0) return [];
  return [
    told(split, {
      check: 'leakage.label.conflicting',
      column: label,
      dataset: side.name,
      weight: 'likely',
      expected: 'one label for equal features',
      actual: `${count} rows`,
      count,
      of: side.rows,
      query: `SELECT ${list}, count(DISTINCT ${sqlName(label)}) AS labels FROM ${side.name} GROUP BY ${list} HAVING labels > 1`,
      message: `${count} of ${side.rows} rows of ${side.name} have another label than other rows with equal features`,
      fix: 'look for labels that were set twice; no model can be right on both',
    }),
  ];
}

/**
 * The largest difference of the share of one label. It counts where it is above the limit by more than two
 * standard errors of the difference, so that small sides do not differ by chance.
 */
async function labelRatio(split: Split, label: string): Promise<Finding[]> {
  const { db, current, against, options } = split;
  const check = 'leakage.label.ratio';
  const pair = both(split, check, label);
  if ('problem' in pair) return [pair.problem];
  const [a, b] = comparable(pair.a, pair.b);
  const limit = options.max_label_shift ?? LABEL_SHIFT;
  const rows = await db.all(
    `WITH ours AS (SELECT ${a} AS v, count(*) AS n FROM ${current.view.from} WHERE ${a} IS NOT NULL GROUP BY 1), theirs AS (SELECT ${b} AS v, count(*) AS m FROM ${against.view.from} WHERE ${b} IS NOT NULL GROUP BY 1) SELECT CAST(coalesce(ours.v, theirs.v) AS VARCHAR) AS v, coalesce(n, 0) AS n, coalesce(m, 0) AS m FROM ours FULL JOIN theirs ON ours.v = theirs.v ORDER BY v`,
  );
  const counts = rows.map((row) => ({ value: String(row['v']), n: Number(row['n']), m: Number(row['m']) }));
  const [n, m] = [counts.reduce((sum, row) => sum + row.n, 0), counts.reduce((sum, row) => sum + row.m, 0)];
  if (n === 0 || m === 0)
    return [untold(split, check, label, 'inconclusive', 'one of the sides has no labels')];
  const shifted = counts
    .map((row) => {
      const [p, q] = [row.n / n, row.m / m];
      const shared = (row.n + row.m) / (n + m);
      const error = Math.sqrt(shared * (1 - shared) * (1 / n + 1 / m));
      return { ...row, p, q, over: Math.abs(p - q) - limit - 2 * error };
    })
    .filter(({ over }) => over > 0)
    .sort((one, two) => two.over - one.over);
  const [worst] = shifted;
  if (worst === undefined) return [];
  const percent = (share: number) => `${Number((100 * share).toPrecision(3))}%`;
  return [
    told(split, {
      check,
      column: label,
      weight: 'likely',
      expected: `shares of labels that differ by at most ${percent(limit)}`,
      actual: `${worst.value}: ${percent(worst.p)}, in ${against.name} ${percent(worst.q)}`,
      message: `${shifted.length} labels have another share than in ${against.name}`,
      fix: 'split at random or by time, and look how the rows were chosen',
    }),
  ];
}
