/**
 * Features that predict the label alone: what is known only afterwards, or the label under another name. Exact, in
 * SQL, on the side that taught:
 * - numbers against two classes: |2·AUC − 1|, ties counted half; against more, the largest of one class and the rest;
 * - categories against classes: Cramér's V with Bergsma's correction, so that ids do not score;
 * - numbers against a quantity: R² of a straight line;
 * - categories against a quantity: the share of the variance between them, adjusted for their number (ε²).
 */
import type { Finding } from '../../results/index.js';
import { sqlName } from '../dataset.js';
import type { ViewColumn } from '../profile/view.js';
import type { LabelFacts } from './label.js';
import { columnOf, type LeakageReport, type Split, told, untold } from './side.js';

const MAX_PREDICTIVE = 0.95;
/** Classes with fewer rows say nothing about a feature. */
const FEW_ROWS = 10;

export async function predictiveFeatures(
  split: Split,
  label: string,
  facts: LabelFacts,
  features: readonly string[],
): Promise<LeakageReport> {
  const { against, options } = split;
  const limit = options.max_predictive ?? MAX_PREDICTIVE;
  const findings: Finding[] = [];
  const notChecked: string[] = [];
  let checks = 0;
  for (const name of features) {
    const column = columnOf(against, name);
    if (column === undefined) continue;
    if (column.kind === 'other') {
      notChecked.push(
        `${against.name}: whether \`${name}\` predicts \`${label}\`, since it is ${column.type}`,
      );
      continue;
    }
    checks += 1;
    const score = await scoreOf(split, label, facts, column);
    if (score === null) {
      const reason = `${against.name} has too few rows with both \`${name}\` and \`${label}\``;
      findings.push(untold(split, 'leakage.predictive', name, 'inconclusive', reason));
    } else if (!(score.value <= limit)) {
      findings.push(
        told(split, {
          check: 'leakage.predictive',
          column: name,
          dataset: against.name,
          weight: 'likely',
          expected: `${score.measure} of at most ${limit}`,
          actual: String(Number(score.value.toPrecision(4))),
          message: `\`${name}\` alone predicts \`${label}\` almost perfectly (${score.measure} ${Number(score.value.toPrecision(4))})`,
          fix: 'leave it out of the features if it is known only after what is predicted',
        }),
      );
    }
  }
  return { findings, notChecked, checks };
}

interface Score {
  readonly measure: string;
  readonly value: number;
}

/** Null where there are too few rows to tell. A feature that is constant predicts nothing: 0. */
async function scoreOf(
  split: Split,
  label: string,
  { kind }: LabelFacts,
  feature: ViewColumn,
): Promise<Score | null> {
  const ordered = feature.kind === 'numeric' || feature.kind === 'temporal';
  if (kind === 'classes')
    return ordered ? aucScore(split, label, feature) : cramerScore(split, label, feature);
  return ordered ? lineScore(split, label, feature) : varianceScore(split, label, feature);
}

function pairs({ against }: Split, label: string, feature: ViewColumn, as = ''): string {
  const [f, l] = [sqlName(feature.name), sqlName(label)];
  const finite = /^(FLOAT|DOUBLE)$/.test(feature.type) ? ` AND NOT isnan(${f})` : '';
  return `(SELECT ${as === '' ? f : `CAST(${f} AS ${as})`} AS f, ${l} AS l FROM ${against.view.from} WHERE ${f} IS NOT NULL AND ${l} IS NOT NULL${finite})`;
}

async function aucScore(split: Split, label: string, feature: ViewColumn): Promise<Score | null> {
  // Twice the number of pairs in which the class has the larger value, ties as one: whole numbers, so exact.
  const rows = await split.db.all(
    `WITH pairs AS ${pairs(split, label, feature)}, classes AS (SELECT l AS c, count(*) AS size FROM pairs GROUP BY l), cells AS (SELECT f, l, count(*) AS n FROM pairs GROUP BY f, l), marks AS (SELECT f, sum(n) AS n FROM cells GROUP BY f), below AS (SELECT f, n, coalesce(sum(n) OVER (ORDER BY f ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM marks), parts AS (SELECT cells.l AS c, cells.n AS pos, below.n - cells.n AS neg, below.before - coalesce(sum(cells.n) OVER (PARTITION BY cells.l ORDER BY cells.f ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS neg_before FROM cells JOIN below ON below.f = cells.f) SELECT CAST(c AS VARCHAR) AS c, CAST(sum(CAST(pos AS HUGEINT) * (2 * neg_before + neg)) AS DOUBLE) AS twice, any_value(size) AS size, (SELECT sum(size) FROM classes) AS total FROM parts JOIN classes USING (c) GROUP BY c`,
  );
  const scores = rows.flatMap((row) => {
    const size = Number(row['size']);
    const rest = Number(row['total']) - size;
    if (size < FEW_ROWS || rest < FEW_ROWS) return [];
    return [Math.abs(Number(row['twice']) / (size * rest) - 1)];
  });
  return scores.length === 0 ? null : { measure: '|2·AUC − 1|', value: Math.max(...scores) };
}

async function cramerScore(split: Split, label: string, feature: ViewColumn): Promise<Score | null> {
  const [row] = await split.db.all(
    `WITH pairs AS ${pairs(split, label, feature)}, cells AS (SELECT f, l, count(*) AS n FROM pairs GROUP BY f, l), fs AS (SELECT f, sum(n) AS n FROM cells GROUP BY f), ls AS (SELECT l, sum(n) AS n FROM cells GROUP BY l) SELECT (SELECT count(*) FROM pairs) AS n, (SELECT count(*) FROM fs) AS r, (SELECT count(*) FROM ls) AS k, (SELECT sum(CAST(cells.n AS DOUBLE) * cells.n / (CAST(fs.n AS DOUBLE) * ls.n)) FROM cells JOIN fs USING (f) JOIN ls USING (l)) AS s`,
  );
  const [n, r, k] = ['n', 'r', 'k'].map((key) => Number(row?.[key] ?? 0)) as [number, number, number];
  if (n < 2 * FEW_ROWS || k < 2) return null;
  const measure = "Cramér's V";
  if (r < 2) return { measure, value: 0 };
  const phi = Number(row?.['s'] ?? 0) - 1;
  const corrected = Math.max(0, phi - ((k - 1) * (r - 1)) / (n - 1));
  const [rows, columns] = [r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)];
  const least = Math.min(rows - 1, columns - 1);
  return { measure, value: least <= 0 ? 0 : Math.sqrt(corrected / least) };
}

async function lineScore(split: Split, label: string, feature: ViewColumn): Promise<Score | null> {
  const number = feature.kind === 'temporal' ? 'epoch(f)' : 'CAST(f AS DOUBLE)';
  const [row] = await split.db.all(
    `WITH pairs AS (SELECT ${number} AS f, CAST(l AS DOUBLE) AS l FROM ${pairs(split, label, feature)}), good AS (SELECT * FROM pairs WHERE isfinite(f) AND isfinite(l)) SELECT count(*) AS n, min(f) = max(f) OR min(l) = max(l) AS flat, CASE WHEN min(f) < max(f) AND min(l) < max(l) THEN corr(f, l) END AS r FROM good`,
  );
  if (Number(row?.['n'] ?? 0) < 2 * FEW_ROWS) return null;
  const r = row?.['r'];
  return { measure: 'R²', value: typeof r === 'number' && Number.isFinite(r) ? r * r : 0 };
}

async function varianceScore(split: Split, label: string, feature: ViewColumn): Promise<Score | null> {
  const [row] = await split.db.all(
    `WITH good AS (SELECT f, CAST(l AS DOUBLE) AS l FROM ${pairs(split, label, feature)} WHERE isfinite(CAST(l AS DOUBLE))), means AS (SELECT f, count(*) AS n, avg(l) AS m, var_pop(l) * count(*) AS within FROM good GROUP BY f) SELECT (SELECT count(*) FROM good) AS n, (SELECT count(*) FROM means) AS k, (SELECT sum(within) FROM means) AS within, (SELECT var_pop(l) * count(*) FROM good) AS total`,
  );
  const [n, k, within, total] = ['n', 'k', 'within', 'total'].map((key) => Number(row?.[key] ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  if (n < 2 * FEW_ROWS || n <= k) return n <= k && n >= 2 * FEW_ROWS ? { measure: 'ε²', value: 0 } : null;
  if (total <= 0) return { measure: 'ε²', value: 0 };
  return { measure: 'ε²', value: Math.max(0, 1 - within / (n - k) / (total / (n - 1))) };
}
