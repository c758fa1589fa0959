/** The words that several sections of `assay.yaml` share: names, paths, durations, sizes, shares. */
import { z } from 'zod';

export const name = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/,
    'letters, digits, ".", "_" and "-", beginning with a letter or digit',
  );
export const path = z.string().min(1);
export const command = z
  .union([z.string().min(1), z.array(z.string()).min(1)])
  .describe('a string runs in bash, a list is an argument vector');
export const duration = z
  .string()
  .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, 'a number and a unit: 30s, 15m, 24h, 7d')
  .describe('a number and a unit: 30s, 15m, 24h, 7d');
export const size = z
  .string()
  .regex(/^\d+(\.\d+)?(B|KiB|MiB|GiB|TiB|KB|MB|GB|TB)$/, 'a number and a unit: 512MiB, 16GiB')
  .describe('a number and a unit: 512MiB, 16GiB');
export const severity = z.enum(['error', 'warn']);

export const share = z
  .union([z.number().min(0).max(1), z.string().regex(/^\d+(\.\d+)?%$/, 'a share such as 1%')])
  .describe('a share: 0.01 or 1%');

export type CommandLine = z.infer<typeof command>;
