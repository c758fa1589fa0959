/** The most frequent values of a whole from those of its shards, and how many values there are. Pure functions. */
import { SHARD_VALUES, sortedValues } from './categorical.js';
import {
  addValue,
  estimate,
  mergeRegisters,
  REGISTERS,
  RELATIVE_ERROR,
  sketchRegisters,
} from './hyperloglog.js';
import type { CategoricalProfile } from './schema.js';

/**
 * Each shard keeps all its values, or its 10,000 most frequent. A value that a shard left out comes there at most as
 * often as the last that it kept; so the merge knows which values are counted in full and are more frequent than any
 * other can be (the threshold algorithm of Fagin et al. 2003). Only those are kept: their counts are exact. Where
 * they are fewer than were asked for, `leftOut` says how often a value of the rest may come.
 */
export function mergeCategorical(parts: readonly CategoricalProfile[], kept: number): CategoricalProfile {
  const shards = parts.map((part) => ({
    counts: new Map(part.top.map(({ value, count }) => [value, count])),
    bound: boundOf(part, Math.max(kept, SHARD_VALUES)),
  }));
  const rows = parts.reduce((sum, part) => sum + part.other + total(part.top.map(({ count }) => count)), 0);
  const exact = new Map<string, number>();
  let unsure = total(shards.map(({ bound }) => bound));
  for (const value of new Set(parts.flatMap(({ top }) => top.map((each) => each.value)))) {
    const known = shards.every(({ counts, bound }) => bound === 0 || counts.has(value));
    const most = total(shards.map(({ counts, bound }) => counts.get(value) ?? bound));
    if (known) exact.set(value, most);
    else unsure = Math.max(unsure, most);
  }
  const frozen = new Set(parts.flatMap((part) => part.frozen ?? []));
  const certain = sortedValues(exact).filter(({ count }) => unsure === 0 || count > unsure);
  const chosen = new Map(certain.slice(0, kept).map(({ value, count }) => [value, count]));
  for (const value of frozen) chosen.set(value, exact.get(value) ?? 0);
  const top = sortedValues(chosen);
  return {
    ...distinctOf(parts),
    top,
    other: rows - total(top.map(({ count }) => count)),
    ...(unsure > 0 && certain.length < kept ? { leftOut: unsure } : {}),
  };
}

/** How often a value that a shard did not keep can come there. */
function boundOf(part: CategoricalProfile, kept: number): number {
  if (part.other === 0) return 0;
  return Math.min(part.other, part.top[kept - 1]?.count ?? part.other);
}

function distinctOf(
  parts: readonly CategoricalProfile[],
): Pick<CategoricalProfile, 'distinct' | 'distinctError'> {
  // Values of personal columns are kept nowhere: then only that there are at least as many as in one shard.
  const complete = parts.every(({ other }) => other === 0);
  const values = () =>
    parts.flatMap(({ top }) => top.filter(({ count }) => count > 0).map(({ value }) => value));
  if (complete) return { distinct: new Set(values()).size };
  const registers = new Uint8Array(REGISTERS);
  for (const { top, other, sketch } of parts) {
    const own = sketch === undefined ? null : sketchRegisters(sketch);
    if (own !== null) mergeRegisters(registers, own);
    else if (other === 0) for (const { value, count } of top) if (count > 0) addValue(registers, value);
  }
  return { distinct: estimate(registers), distinctError: Number(RELATIVE_ERROR.toPrecision(3)) };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
