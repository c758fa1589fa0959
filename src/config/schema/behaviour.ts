/** `evaluate.behaviour` of `assay.yaml`: what a model must do on chosen rows. */
import { z } from 'zod';
import { name, path, severity, share } from './words.js';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const behaviourBase = {
  name: name.describe('of its own; the gate calls it behaviour.NAME'),
  severity: severity.default('error'),
  rows: z.int().positive().default(1000).describe('rows of the dataset that are tried, chosen by `seed`'),
  where: z.string().min(1).optional().describe('an SQL condition over the columns: only these rows'),
  allowed: share.default(0).describe('share of rows that may fail: 0.01 or 1%'),
};
const changed = z
  .union([
    z.strictObject({ set: scalar }),
    z.strictObject({ add: z.number() }),
    z.strictObject({ multiply: z.number() }),
    z.strictObject({
      swap: z.tuple([scalar, scalar]).describe('the first value becomes the second, and back'),
    }),
    z.strictObject({ permute: z.literal(true).describe('the values of other rows, by `seed`') }),
  ])
  .describe('set, add, multiply, swap or permute');
export const behaviourSchema = z.union([
  z.strictObject({
    ...behaviourBase,
    golden: z
      .union([
        path.describe(
          'CSV, JSON lines or Parquet: columns of the dataset, and `expected` or `expected_label`',
        ),
        z
          .array(
            z.strictObject({
              inputs: z.record(z.string(), scalar),
              expected: z.number().optional().describe('the number, or the score of the positive class'),
              expected_label: z.union([z.string(), z.number(), z.boolean()]).optional(),
            }),
          )
          .min(1),
      ])
      .describe('examples whose output is known'),
    tolerance: z.number().nonnegative().default(1e-5).describe('of scores and numbers; labels must be equal'),
  }),
  z.strictObject({
    ...behaviourBase,
    invariance: z.record(z.string(), changed).describe('column → change that must not matter'),
    bound: z.number().nonnegative().default(0).describe('the output may move by at most this'),
  }),
  z.strictObject({
    ...behaviourBase,
    directional: z.record(z.string(), changed).describe('column → change whose effect has a direction'),
    expect: z.enum(['not_fall', 'not_rise', 'rise', 'fall']),
    by: z
      .number()
      .nonnegative()
      .default(0)
      .describe('rise, fall: by at least this; not_rise, not_fall: the other way by at most this'),
  }),
  z.strictObject({
    name: behaviourBase.name,
    severity: behaviourBase.severity,
    where: behaviourBase.where,
    minimum: z.string().describe('a metric of the catalogue, on the rows of `where` or of `data`'),
    data: path.optional().describe('a file of its own, instead of the dataset'),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
]);
export type BehaviourConfig = z.infer<typeof behaviourSchema>;
