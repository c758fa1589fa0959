/** Splits a dataset for several machines, the same way on each of them. */
import { usageError } from '../../base/index.js';
import type { FoundDataset } from '../dataset.js';

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
  /** True where there are fewer files than shards: then each shard takes each `of`-th row of all files. */
  readonly rows: boolean;
}

/** `2/8` → which shard of how many. Throws a usage error for anything else. */
export function parseShard(text: string): { readonly index: number; readonly of: number } {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && index >= 1 && index <= of) return { index, of };
  throw usageError({
    message: `--shard is ${JSON.stringify(text)}`,
    expected: 'which part of how many, counted from 1, such as 2/8',
  });
}

/**
 * The files of one shard: each `of`-th of the sorted list. Where files are fewer than shards, all of them, and
 * `shard.rows` says that rows are split.
 */
export function splitDataset(
  found: FoundDataset,
  { index, of }: { readonly index: number; readonly of: number },
): { readonly found: FoundDataset; readonly shard: Shard } {
  const rows = found.files.length < of;
  const files = rows ? found.files : found.files.filter((_, position) => position % of === index - 1);
  return { found: { ...found, files }, shard: { index, of, rows } };
}
