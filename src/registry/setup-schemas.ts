/** The objects that make a store a registry: its identity, and what the probe found. */
import { z } from 'zod';

export const registryFileSchema = z.object({
  format: z.literal(1),
  id: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('random; tells two registries apart'),
  time: z.iso.datetime(),
});
export type RegistryFile = z.infer<typeof registryFileSchema>;

export const probeFindingSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  store: z.string(),
  time: z.iso.datetime(),
  writers: z.int().positive(),
  rounds: z.int().positive(),
  safe: z.boolean(),
  checks: z.array(z.object({ check: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type ProbeFinding = z.infer<typeof probeFindingSchema>;
