/**
 * The shape of `assay.yaml`. Types, checks and the published JSON Schema (`schema/assay.schema.json`) come from
 * these definitions; every key carries the description that editors show. A section is a file of its own.
 */
import { z } from 'zod';
import { datasetSchema } from './data.js';
import { mirrorSchema, monitorSchema, notifySchema, targetSchema } from './delivery.js';
import { evaluateSchema } from './evaluation.js';
import { gateSchema } from './gate.js';
import { registrySchema, s3Schema } from './registry.js';
import { requireSignatureSchema } from './signing.js';
import { trainSchema } from './training.js';
import { name, size } from './words.js';

export * from './behaviour.js';
export * from './data.js';
export * from './delivery.js';
export * from './evaluation.js';
export * from './gate.js';
export * from './registry.js';
export * from './signing.js';
export * from './training.js';
export type { CommandLine } from './words.js';

export const configSchema = z
  .strictObject({
    version: z.literal(1),
    model: name.describe('name of the model that this file delivers'),
    registry: registrySchema.default('assay-registry'),
    s3: s3Schema.optional(),
    datasets: z.record(name, datasetSchema).default({}),
    memory: size
      .optional()
      .describe('the most memory that the engine of validate and profile may use; --memory goes before it'),
    train: trainSchema.optional(),
    evaluate: evaluateSchema.optional(),
    gate: gateSchema.optional(),
    require_signature: requireSignatureSchema
      .optional()
      .describe('a version without such a signature is no baseline, and is neither deployed nor served'),
    targets: z.record(name, targetSchema).default({}).describe("a target's name is its alias"),
    mirror: mirrorSchema
      .optional()
      .describe('where register, deploy, promote and rollback show what they did'),
    monitor: monitorSchema.optional(),
    notify: z.array(notifySchema).default([]),
  })
  .meta({ title: 'assay.yaml', description: 'One file delivers one model.' });

export type Config = z.infer<typeof configSchema>;
