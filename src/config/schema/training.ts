/** `train:` of `assay.yaml`. */
import { z } from 'zod';
import { command, duration, name, path, size } from './words.js';

export const trainSchema = z.strictObject({
  run: command,
  inputs: z.array(path).default([]).describe('code and lock files that the result depends on; globs allowed'),
  datasets: z
    .array(z.string())
    .optional()
    .describe('names of the datasets that training reads; absent: train'),
  params: z.record(name, z.union([z.string(), z.number(), z.boolean()])).default({}),
  outputs: z
    .record(name, path)
    .describe('output name → file, relative to ASSAY_OUTPUT_DIR; `model` is the model'),
  accelerator: z
    .strictObject({
      kind: z.enum(['cuda']),
      count: z.int().positive().default(1),
      memory: size.optional().describe('least memory of each device'),
      probe: command
        .optional()
        .describe('a command that fails where the framework cannot use the accelerator'),
    })
    .optional()
    .describe('absent: none is needed'),
  seeds: z.array(z.int()).min(1).default([0]).describe('the first gives the candidate'),
  timeout: duration.optional(),
  grace: duration.default('30s').describe('between SIGTERM and SIGKILL'),
  disk: size.optional().describe('free space that must be there before training starts'),
  shm: size.optional().describe('size that /dev/shm must have'),
  cache: z.boolean().default(true).describe('false: always train'),
  record: z
    .boolean()
    .default(false)
    .describe(
      'true: `assay run` records every run in the registry, whatever its verdict; jobs of pull requests never do',
    ),
});

export type TrainConfig = z.infer<typeof trainSchema>;
