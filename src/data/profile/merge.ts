/** Adds the profiles of shards up to that of the whole dataset. Pure functions. */
import { type Problem, usageError } from '../../base/index.js';
import { datasetDigest } from '../dataset.js';
import { mergeCategorical } from './merge-categories.js';
import { rounded } from './numeric.js';
import type { ColumnProfile, NumericProfile, Profile } from './schema.js';

export interface ShardFile {
  readonly profile: Profile;
  /** How messages name it. */
  readonly file: string;
}

/**
 * The profile of the whole dataset from those of all its shards, in any order. Counts, minima and maxima are exactly
 * those of one profile of the whole on the same edges; moments agree to 9 significant digits (Chan et al. 1979).
 * Throws a usage error with every reason why the shards do not make a whole: one is missing (a shard that failed its
 * checks gives no profile), comes twice, or counts in other bins.
 */
export function mergeProfiles(shards: readonly ShardFile[]): Profile {
  const [first] = shards;
  const problems =
    first === undefined ? [{ message: 'there is nothing to merge' }] : problemsOf(shards, first);
  if (problems.length > 0 || first === undefined) throw usageError(problems);
  const ordered = [...shards]
    .map(({ profile }) => profile)
    .sort((a, b) => (a.shard?.index ?? 0) - (b.shard?.index ?? 0));
  const names = [...new Set(ordered.flatMap(({ columns }) => columns.map(({ name }) => name)))];
  const { profile } = first;
  const files = new Map(
    ordered.flatMap(({ shard }) => (shard?.files ?? []).map((file) => [file.path, file] as const)),
  );
  return {
    kind: profile.kind,
    format: profile.format,
    dataset: profile.dataset,
    sha256: datasetDigest([...files.values()].map(({ path, ...file }) => ({ shown: path, ...file }))),
    rows: ordered.reduce((sum, { rows }) => sum + rows, 0),
    bins: profile.bins,
    categories: profile.categories,
    columns: names.map((name) => mergeColumn(name, ordered)),
  };
}

function problemsOf(shards: readonly ShardFile[], first: ShardFile): Problem[] {
  const problems: Problem[] = [];
  const of = first.profile.shard?.of ?? 0;
  const at = new Map<number, string>();
  const files = new Map<string, { readonly sha256: string; readonly file: string }>();
  for (const { profile, file } of shards) {
    const where = { file };
    const { shard } = profile;
    if (shard === undefined) {
      problems.push({ where, message: 'is no shard, so there is nothing to merge it with' });
      continue;
    }
    const before = at.get(shard.index);
    if (before !== undefined) problems.push({ where, message: `is shard ${shard.index} as ${before} is` });
    at.set(shard.index, file);
    for (const key of ['dataset', 'bins', 'categories'] as const) {
      if (profile[key] !== first.profile[key]) {
        problems.push({
          where,
          message: `${key} is ${profile[key]}, and ${first.profile[key]} in ${first.file}`,
        });
      }
    }
    if (shard.of !== of)
      problems.push({ where, message: `is one of ${shard.of} shards, and ${first.file} one of ${of}` });
    for (const { path, sha256 } of shard.files) {
      const known = files.get(path);
      if (known === undefined) files.set(path, { sha256, file });
      else if (known.sha256 !== sha256) {
        problems.push({
          where,
          message: `${path} has other bytes here than in ${known.file}: the data changed in between`,
        });
      }
    }
  }
  if (problems.length > 0) return problems;
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !at.has(index));
  if (missing.length > 0) {
    return [
      {
        message: `shard ${missing.join(', ')} of ${of} is missing`,
        expected: `all ${of} shards of ${first.profile.dataset}`,
        fix: 'a shard whose data failed its checks gives no profile: mend the data, and profile it again',
      },
    ];
  }
  return columnProblems(shards, first);
}

function columnProblems(shards: readonly ShardFile[], first: ShardFile): Problem[] {
  const known = new Map(first.profile.columns.map((column) => [column.name, column]));
  const apart = new Set<string>();
  const problems: Problem[] = [];
  for (const { profile, file } of shards) {
    for (const column of profile.columns) {
      const other = known.get(column.name);
      known.set(column.name, other ?? column);
      if (other === undefined) continue;
      if (other.kind !== column.kind) {
        problems.push({
          where: { file },
          message: `${column.name} is ${column.type} here and ${other.type} elsewhere`,
          fix: 'give the column a type in a contract, and profile all shards with it',
        });
      } else if (column.numeric && other.numeric && !sameBins(column.numeric, other.numeric))
        apart.add(column.name);
    }
  }
  if (apart.size > 0) {
    problems.push({
      message: `the shards count ${[...apart].join(', ')} in different bins`,
      expected: 'the same bins in all shards',
      fix: 'profile every shard with --edges FILE, FILE being one profile: of a shard, or of earlier data',
    });
  }
  return problems;
}

function sameBins(a: NumericProfile, b: NumericProfile): boolean {
  return (
    a.low === b.low && a.edges.length === b.edges.length && a.edges.every((edge, at) => edge === b.edges[at])
  );
}

/** Numeric types from narrow to wide; a column that differs between files has the widest in the whole. */
const WIDTHS = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'FLOAT', 'DOUBLE'];

function mergeColumn(name: string, shards: readonly Profile[]): ColumnProfile {
  const parts = shards.map(({ rows, columns }) => ({
    rows,
    column: columns.find((candidate) => candidate.name === name),
  }));
  const there = parts.flatMap(({ column }) => (column === undefined ? [] : [column]));
  const [first] = there;
  if (first === undefined) throw new RangeError(`no shard has the column ${name}`);
  const type = there
    .map((column) => column.type)
    .reduce((a, b) => (WIDTHS.indexOf(b) > WIDTHS.indexOf(a) ? b : a));
  // A file without the column has it empty, as the engine reads several files together.
  const nulls = parts.reduce((sum, { rows, column }) => sum + (column?.nulls ?? rows), 0);
  const numeric = there.flatMap((column) => (column.numeric ? [column.numeric] : []));
  const categorical = there.flatMap((column) => (column.categorical ? [column.categorical] : []));
  const temporal = there.flatMap((column) => (column.temporal ? [column.temporal] : []));
  const ends = (key: 'min' | 'max') =>
    temporal.flatMap((each) => (each[key] === null ? [] : [each[key]])).sort();
  return {
    name,
    type,
    kind: first.kind,
    nulls,
    ...(numeric.length > 0 ? { numeric: withRoundedMoments(numeric.reduce(mergeNumeric)) } : {}),
    ...(categorical.length > 0
      ? { categorical: mergeCategorical(categorical, shards[0]?.categories ?? categorical.length) }
      : {}),
    ...(temporal.length > 0
      ? { temporal: { min: ends('min')[0] ?? null, max: ends('max').at(-1) ?? null } }
      : {}),
  };
}

/** Two parts with the same bins. Associative and commutative: exactly in counts, to rounding in moments. */
export function mergeNumeric(a: NumericProfile, b: NumericProfile): NumericProfile {
  const extreme = (pick: (...values: number[]) => number, x: number | null, y: number | null) =>
    x === null ? y : y === null ? x : pick(x, y);
  return {
    nan: a.nan + b.nan,
    positiveInfinity: a.positiveInfinity + b.positiveInfinity,
    negativeInfinity: a.negativeInfinity + b.negativeInfinity,
    finite: a.finite + b.finite,
    ...mergeMoments(a, b),
    min: extreme(Math.min, a.min, b.min),
    max: extreme(Math.max, a.max, b.max),
    low: a.low,
    edges: a.edges,
    below: a.below + b.below,
    counts: a.counts.map((count, at) => count + (b.counts[at] ?? 0)),
    above: a.above + b.above,
  };
}

/** Chan, Golub and LeVeque (1979): mean and sum of squared deviations of two parts together. */
function mergeMoments(a: NumericProfile, b: NumericProfile): Pick<NumericProfile, 'mean' | 'm2'> {
  if (a.finite === 0) return { mean: b.mean, m2: b.m2 };
  if (b.finite === 0) return { mean: a.mean, m2: a.m2 };
  if (a.mean === null || b.mean === null || a.m2 === null || b.m2 === null) return { mean: null, m2: null };
  const n = a.finite + b.finite;
  const delta = b.mean - a.mean;
  return {
    mean: a.mean + delta * (b.finite / n),
    m2: a.m2 + b.m2 + delta * delta * a.finite * (b.finite / n),
  };
}

function withRoundedMoments(profile: NumericProfile): NumericProfile {
  return { ...profile, mean: rounded(profile.mean), m2: rounded(profile.m2) };
}
