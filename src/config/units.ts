/** Durations and sizes as `assay.yaml` writes them. */
import { usageError } from '../base/index.js';

const DURATION_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SIZE_BYTES = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
} as const;

/** `15m` → milliseconds. */
export function durationMs(text: string): number {
  return amount(text, DURATION_MS, 'a duration such as 30s, 15m, 24h or 7d');
}

/** `16GiB` → bytes. */
export function sizeBytes(text: string): number {
  return amount(text, SIZE_BYTES, 'a size such as 512MiB or 16GiB');
}

/** What the engine of data needs to start and to read a file in pieces. */
const LEAST_MEMORY = 16 * 2 ** 20;

/** `2GiB` as the limit of the engine of data. `what` names the option or key for the error. */
export function memoryLimit(text: string, what: string): string {
  if (sizeBytes(text) >= LEAST_MEMORY) return text;
  throw usageError({
    message: `${what} is ${text}, which is too little to read data`,
    expected: 'at least 16MiB; 512MiB and more is quick, since less is spilled to the disk',
  });
}

function amount(text: string, units: Readonly<Record<string, number>>, expected: string): number {
  const match = /^(\d+(?:\.\d+)?)([A-Za-z]+)$/.exec(text);
  const unit = match?.[2] === undefined ? undefined : units[match[2]];
  if (match?.[1] === undefined || unit === undefined) {
    throw usageError({ message: `${JSON.stringify(text)} cannot be read`, expected });
  }
  return Number(match[1]) * unit;
}
