/** What a check of a file's structure is: a walk over its parts that ends at the end of the file, or says where it breaks. */
import type { Reader } from '../reader.js';

export interface Structure {
  /** What is broken; null where the file is whole as far as its format tells. */
  readonly problem: string | null;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
}

/** Looks at lengths, checksums and end marks. It decodes nothing: a whole file may still hold a grey picture. */
export type Walk = (reader: Reader) => Promise<Structure>;

export const broken = (problem: string, more: Partial<Structure> = {}): Structure => ({ ...more, problem });
export const whole = (more: Partial<Structure> = {}): Structure => ({ ...more, problem: null });

/** `at byte 1,204 of 3,000` */
export function at(position: number, reader: Reader): string {
  return `at byte ${position} of ${reader.size}`;
}
