/**
 * Which columns of a CSV file seem to hold few distinct values: an estimate from three places of the data. It decides
 * how checks are computed, never what they say.
 */
import { open, stat } from 'node:fs/promises';
import { firstBytes, packingOf } from './bytes.js';
import type { Part } from './csv-sql.js';

const SAMPLE_BYTES = 1 << 18;
/** Below this a scan takes no time worth saving. */
const LEAST_BYTES = 1 << 23;
/** Distinct values of all columns together: the engine holds them in memory. */
const MOST_VALUES = 400_000;
/** A column with more distinct values than this share of its rows is as quickly checked row by row. */
const MOST_SHARE = 0.25;
/** Text is about so much larger than what it is packed to. */
const PACKED = 5;

/** Positions in `names`. None where a file cannot be read: the scan says so. */
export async function fewValues(
  parts: readonly Part[],
  names: readonly string[],
  signal: AbortSignal,
): Promise<number[]> {
  try {
    return await estimated(parts, names, signal);
  } catch {
    // Without an estimate every check is made row by row, and what cannot be read is found there.
    signal.throwIfAborted();
    return [];
  }
}

async function estimated(
  parts: readonly Part[],
  names: readonly string[],
  signal: AbortSignal,
): Promise<number[]> {
  const sizes: number[] = [];
  for (const part of parts) {
    const { size } = await stat(part.path);
    sizes.push(packingOf(part.path) === 'none' ? size : size * PACKED);
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total < LEAST_BYTES) return [];
  const counts = names.map(() => new Growth());
  let bytes = 0;
  let sampled = 0;
  for (const at of [0, total / 2, total - SAMPLE_BYTES]) {
    const place = placeOf(sizes, at);
    const part = parts[place.index];
    if (part === undefined) continue;
    const positions = names.map((name) => part.names.indexOf(name));
    const lines = await linesAt(part.path, place.offset, signal);
    const cells = lines.map((line) => line.split(part.dialect.delimiter));
    const whole = cells.filter((fields) => fields.length === part.names.length);
    bytes += lines.reduce((sum, line) => sum + line.length + 1, 0);
    sampled += lines.length;
    for (const [index, fields] of whole.entries()) {
      for (const [position, at] of positions.entries()) {
        counts[position]?.add(at < 0 ? '' : (fields[at] ?? ''), index >= whole.length / 2);
      }
    }
  }
  if (sampled === 0) return [];
  const rows = (total / bytes) * sampled;
  const estimates = counts
    .map((growth, position) => ({ position, values: growth.estimate(rows) }))
    .filter(({ values }) => values <= rows * MOST_SHARE)
    .sort((a, b) => a.values - b.values);
  const chosen: number[] = [];
  let held = 0;
  for (const { position, values } of estimates) {
    held += values;
    if (held > MOST_VALUES) break;
    chosen.push(position);
  }
  return chosen;
}

/** How the distinct values grow along a sample: those that go on coming are taken to go on to the end. */
class Growth {
  private readonly seen = new Set<string>();
  private rows = 0;
  private late = 0;
  private fresh = 0;

  /** `late`: in the second half of its place. */
  add(value: string, late: boolean): void {
    const before = this.seen.size;
    this.seen.add(value);
    this.rows += 1;
    if (!late) return;
    this.late += 1;
    this.fresh += this.seen.size - before;
  }

  estimate(rows: number): number {
    if (this.late === 0) return Number.POSITIVE_INFINITY;
    return this.seen.size + (this.fresh / this.late) * Math.max(0, rows - this.rows);
  }
}

function placeOf(sizes: readonly number[], at: number): { index: number; offset: number } {
  let rest = at;
  for (const [index, size] of sizes.entries()) {
    if (rest < size) return { index, offset: Math.max(0, rest) };
    rest -= size;
  }
  return { index: sizes.length - 1, offset: 0 };
}

/** Whole lines from an offset on; of a packed file from its beginning. */
async function linesAt(path: string, offset: number, signal: AbortSignal): Promise<string[]> {
  const bytes =
    packingOf(path) === 'none'
      ? await bytesAt(path, Math.floor(offset))
      : await firstBytes(path, SAMPLE_BYTES, signal);
  return bytes.toString('latin1').split('\n').slice(1, -1);
}

async function bytesAt(path: string, offset: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
