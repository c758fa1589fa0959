/**
 * The domain classifier: can reference and current be told apart by all columns together? It sees what no single
 * column shows, such as a correlation that has changed. It needs rows of both sides.
 */
import type { Context } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import type { Contract } from '../contract/index.js';
import type { FoundDataset } from '../dataset.js';
import type { ColumnProfile, Profile } from '../profile/index.js';
import { openView, type View, type ViewOptions } from '../profile/view.js';
import { grouped } from './binned.js';
import { boost, MAX_BIN } from './boosting.js';
import type { Score } from './judge.js';
import { generator } from './random.js';
import { normalTail } from './statistics.js';

/** Rows of each side, and columns, that it looks at: it takes a second or two and not an hour. */
const ROWS = 10_000;
const COLUMNS = 200;
const BINS = 20;
const DEFAULT_THRESHOLD = 0.1;

export interface Side {
  readonly found: FoundDataset;
  readonly contract: Contract | null;
  readonly view: ViewOptions;
}

/**
 * Learns on one half of a seeded sample, and measures on the other: given what was learnt, the ranks of the other half
 * are exchangeable without drift, so the p-value of the Mann-Whitney test is calibrated (classifier two-sample test,
 * Lopez-Paz and Oquab 2017). The effect is max(2·AUC − 1, 0). Null where no column can be used.
 */
export async function domainScore(
  ctx: Context,
  db: Database,
  profile: Profile,
  reference: Side,
  current: Side,
  options: {
    readonly leaveOut: readonly string[];
    readonly columns: readonly string[] | undefined;
    readonly threshold: number | undefined;
    readonly severity: 'error' | 'warn';
  },
): Promise<Score | null> {
  const usable = profile.columns.filter(
    ({ name, numeric, categorical }) =>
      (options.columns?.includes(name) ?? true) &&
      !options.leaveOut.includes(name) &&
      ((numeric?.edges.length ?? 0) > 0 || (categorical?.top.length ?? 0) > 0),
  );
  const shared: ColumnProfile[] = [];
  const sides: Record<string, unknown>[][] = [];
  const views: View[] = [];
  try {
    for (const side of [reference, current]) {
      views.push(await openView(db, side.found, side.contract, ctx.signal, side.view));
    }
    shared.push(
      ...usable
        .filter(({ name, kind }) =>
          views.every((view) => view.columns.some((each) => each.name === name && each.kind === kind)),
        )
        .slice(0, COLUMNS),
    );
    if (shared.length === 0) return null;
    for (const view of views) {
      ctx.signal.throwIfAborted();
      const [total] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
      const limit = Math.ceil((ROWS / Math.max(ROWS, Number(total?.['n'] ?? 0))) * 2 ** 32);
      const select = shared.map(({ name, kind }, index) => {
        const sql = view.columns.find((each) => each.name === name)?.sql ?? 'NULL';
        return `CAST(${sql} AS ${kind === 'numeric' ? 'DOUBLE' : 'VARCHAR'}) AS c${index}`;
      });
      // Another multiplier than that of the edges: neighbouring rows come apart.
      sides.push(
        await db.all(
          `SELECT ${select.join(', ')} FROM ${view.from} WHERE ((${view.row} % 4294967296) * 2246822519) % 4294967296 < ${limit} ORDER BY ${view.row} LIMIT ${2 * ROWS}`,
        ),
      );
    }
  } finally {
    for (const view of views) await view.close();
  }
  return scoreOf(shared, sides[0] ?? [], sides[1] ?? [], options);
}

function scoreOf(
  columns: readonly ColumnProfile[],
  reference: readonly Record<string, unknown>[],
  current: readonly Record<string, unknown>[],
  options: { readonly threshold: number | undefined; readonly severity: 'error' | 'warn' },
): Score {
  const rows = [...reference, ...current];
  const labels = Uint8Array.from(rows, (_, row) => (row < reference.length ? 0 : 1));
  const features = {
    rows: rows.length,
    columns: columns.map((column, index) => {
      const code = coder(column);
      return Uint8Array.from(rows, (row) => code(row[`c${index}`]));
    }),
  };
  const random = generator(20_010_601);
  const order = Uint32Array.from(rows, (_, row) => row);
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  const half = Math.floor(order.length / 2);
  const { scores, gains } = boost(features, labels, order.subarray(0, half));
  const { auc, sd } = mannWhitney(scores, labels, order.subarray(half));
  const best = [...gains]
    .map((gain, index) => ({ gain, name: columns[index]?.name ?? '' }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain)
    .slice(0, 3)
    .map(({ name }) => name);
  return {
    column: 'all columns',
    subject: 'dataset',
    method: `domain_classifier(boosted trees, columns=${columns.length}, bins=${BINS}, learnt from ${half} rows, measured on ${order.length - half}) with mann_whitney(held-out rows)`,
    effect: Math.max(0, 2 * auc - 1),
    pValue: sd === 0 ? 1 : normalTail((auc - 0.5) / sd),
    // 2·AUC−1 has the standard deviation 2·sd without drift, and what is below 0 counts as 0.
    chance: { mean: (2 * sd) / Math.sqrt(2 * Math.PI), sd: 2 * sd * Math.sqrt(0.5 - 1 / (2 * Math.PI)) },
    threshold: options.threshold ?? DEFAULT_THRESHOLD,
    severity: options.severity,
    ...(best.length > 0 ? { reason: `told apart most by ${best.join(', ')}` } : {}),
  };
}

/** The bin number of a value. What lies outside the reference goes to its end bins: only later rows can lie there. */
function coder({ numeric, categorical }: ColumnProfile): (value: unknown) => number {
  if (numeric) {
    const groups = grouped(numeric.counts, BINS);
    const edges = groups.map(({ to }) => numeric.edges[to] ?? 0).slice(0, -1);
    return (value) => {
      if (typeof value !== 'number') return MAX_BIN;
      if (Number.isNaN(value)) return MAX_BIN - 1;
      const bin = edges.findIndex((edge) => value <= edge);
      return bin < 0 ? edges.length : bin;
    };
  }
  // Many values are thrown together by a hash: the most frequent of the reference would be so partly by chance.
  const most = MAX_BIN - 2;
  const { top = [], other = 0 } = categorical ?? {};
  const own = other === 0 && top.length <= most ? top : [];
  const codes = new Map(own.map(({ value }, index) => [value, index]));
  const buckets = own.length === 0 ? most : own.length;
  return (value) => (typeof value === 'string' ? (codes.get(value) ?? hashOf(value) % buckets) : MAX_BIN);
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** AUC of class 1 over these rows with ties counted half, and its standard deviation without any difference. */
export function mannWhitney(
  scores: Float64Array,
  labels: Uint8Array,
  rows: Uint32Array,
): { readonly auc: number; readonly sd: number } {
  const sorted = [...rows].sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  const ones = sorted.reduce((sum, row) => sum + (labels[row] ?? 0), 0);
  const zeros = sorted.length - ones;
  if (ones === 0 || zeros === 0) return { auc: 0.5, sd: 0 };
  let ranks = 0;
  let ties = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && scores[sorted[to] ?? 0] === scores[sorted[from] ?? 0]) to += 1;
    const size = to - from;
    for (let at = from; at < to; at += 1) ranks += (labels[sorted[at] ?? 0] ?? 0) * ((from + to + 1) / 2);
    ties += size ** 3 - size;
    from = to;
  }
  const all = sorted.length;
  const auc = (ranks - (ones * (ones + 1)) / 2) / (ones * zeros);
  const variance = (all + 1 - ties / (all * (all - 1))) / (12 * ones * zeros);
  return { auc, sd: Math.sqrt(Math.max(0, variance)) };
}
