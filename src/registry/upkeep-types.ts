/** What upkeep keeps in a registry beside what people put there: receipts, leases, tombstones, imports, cleanups. */
import { z } from 'zod';
import { digestSchema } from './types.js';

/**
 * Says that an entry was written, with which bytes. It lies beside the entry, so that the loss of the last entry
 * of a log, which leaves no gap, is still seen.
 */
export const receiptSchema = z.object({
  format: z.literal(1),
  of: digestSchema.describe('of the whole bytes of the entry'),
});

/** Work in progress. Its age is told by the store's own clock, never by what stands in it. */
export const leaseSchema = z.object({
  format: z.literal(1),
  kind: z.enum(['upload', 'gc']),
  id: z.string(),
  seq: z.int().positive().describe('grows with each renewal'),
  who: z.string(),
  time: z.iso.datetime(),
});
export type LeaseKind = z.infer<typeof leaseSchema>['kind'];

/** A version whose files are given up. Its number, entry and manifest stay. */
export const tombstoneSchema = z.object({
  format: z.literal(1),
  model: z.string(),
  version: z.int().positive(),
  digest: digestSchema,
  actor: z.string(),
  reason: z.string(),
  time: z.iso.datetime(),
});
export type Tombstone = z.infer<typeof tombstoneSchema>;

/** Where an imported version comes from. The decisions and moves of the other registry are evidence, no more. */
export const importEntrySchema = z.object({
  format: z.literal(1),
  model: z.string(),
  version: z.int().positive().describe('in this registry'),
  digest: digestSchema,
  origin: z.object({
    registry: z.string().describe('id of the registry that it was exported from'),
    version: z.int().positive(),
    actor: z.string(),
    run: z.string(),
    time: z.iso.datetime().describe('when it was registered there'),
  }),
  evidence: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('blob: the entries of the other registry, as they lie there'),
  decisions: z.int().nonnegative(),
  moves: z.int().nonnegative(),
  actor: z.string(),
  time: z.iso.datetime(),
});
export type ImportEntry = z.infer<typeof importEntrySchema>;

/** What a clean-up set out to remove; written before the first removal. */
export const cleanupSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  actor: z.string(),
  time: z.iso.datetime(),
  bytes: z.int().nonnegative(),
  removed: z.record(z.string(), z.int().nonnegative()).describe('objects by kind'),
  runs: z.array(z.string()).describe('keys of the runs that a retention rule gave up'),
});
export type Cleanup = z.infer<typeof cleanupSchema>;
