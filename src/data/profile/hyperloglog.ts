/**
 * HyperLogLog (Flajolet et al. 2007) with 2^12 registers over 64 bits of MD5: distinct counts that add up across
 * shards, where the values themselves are too many to keep. The relative standard error is 1.04/√4096 = 1.6 %.
 */
import { createHash } from 'node:crypto';

export const REGISTERS = 4096;
export const RELATIVE_ERROR = 1.04 / Math.sqrt(REGISTERS);

export function sketchText(registers: Uint8Array): string {
  return Buffer.from(registers).toString('base64');
}

/** Registers of a stored sketch; null where the text is none. */
export function sketchRegisters(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === REGISTERS ? new Uint8Array(bytes) : null;
}

/** Puts a value in, as the SQL of the profile does: register from the low 12 bits, rank from the other 52. */
export function addValue(registers: Uint8Array, value: string): void {
  const hash = createHash('md5').update(value).digest().readBigUInt64LE(8);
  const register = Number(hash % BigInt(REGISTERS));
  const rest = hash / BigInt(REGISTERS);
  const rank = 53 - (rest === 0n ? 0 : rest.toString(2).length);
  registers[register] = Math.max(registers[register] ?? 0, rank);
}

/** The sketch of two sets together: the greater of each register. */
export function mergeRegisters(into: Uint8Array, other: Uint8Array): void {
  other.forEach((rank, register) => {
    into[register] = Math.max(into[register] ?? 0, rank);
  });
}

/** The estimated number of distinct values; few are counted by the registers that are still empty. */
export function estimate(registers: Uint8Array): number {
  const alpha = 0.7213 / (1 + 1.079 / REGISTERS);
  let sum = 0;
  let empty = 0;
  for (const rank of registers) {
    sum += 2 ** -rank;
    if (rank === 0) empty += 1;
  }
  const raw = (alpha * REGISTERS * REGISTERS) / sum;
  const linear = raw <= 2.5 * REGISTERS && empty > 0;
  return Math.round(linear ? REGISTERS * Math.log(REGISTERS / empty) : raw);
}
