/** The results of validate, profile, infer and import-contract. */
import { z } from 'zod';
import { base, datasetSummarySchema, finite, verdictSchema } from './common.js';

export const driftSchema = z.object({
  dataset: z.string(),
  reference: z.string(),
  column: z.string(),
  method: z.string().describe('with what it needs to be understood: psi(bins=10, log=e)'),
  effect: finite
    .nullable()
    .describe('size of the difference, in the unit of the method; null where undefined'),
  threshold: finite.describe('effects at or below it do not matter in practice'),
  pValue: finite.nullable(),
  qValue: finite.nullable().describe('Benjamini-Hochberg over the columns of this dataset'),
  n: z.int().nonnegative().describe('rows of the reference'),
  m: z.int().nonnegative().describe('rows of the current data'),
  verdict: verdictSchema,
  reason: z.string().optional(),
  subject: z
    .enum(['feature', 'prediction', 'label', 'dataset'])
    .optional()
    .describe(
      "what drifted: a feature, the model's score, the label, or all columns together; absent: a feature",
    ),
  hidden: finite
    .nonnegative()
    .optional()
    .describe(
      'counts in bins hide some of the difference: without bins the effect is greater by at most this',
    ),
  shares: z
    .object({
      labels: z.array(z.string()).max(24),
      reference: z.array(finite.min(0).max(1)).max(24),
      current: z.array(finite.min(0).max(1)).max(24),
    })
    .optional()
    .describe('at most 24 bins with their shares of the rows, for pictures'),
});
export type Drift = z.infer<typeof driftSchema>;

export const validateResultSchema = z.object({
  ...base,
  command: z.literal('validate'),
  datasets: z.array(datasetSummarySchema),
  checks: z.int().nonnegative().describe('how many checks were evaluated'),
  drift: z.array(driftSchema).optional(),
});
export type ValidateResult = z.infer<typeof validateResultSchema>;

export const profileResultSchema = z.object({
  ...base,
  command: z.literal('profile'),
  datasets: z.array(datasetSummarySchema),
});
export type ProfileResult = z.infer<typeof profileResultSchema>;

export const inferResultSchema = z.object({
  ...base,
  command: z.literal('infer'),
  contract: z.string().describe('where the contract was written, or - for standard output'),
  datasets: z.array(datasetSummarySchema),
  guesses: z.array(z.string()).describe('what was guessed and should be read by a person'),
});
export type InferResult = z.infer<typeof inferResultSchema>;

export const importContractResultSchema = z.object({
  ...base,
  command: z.literal('import-contract'),
  contract: z.string().describe('where the contract was written, or - for standard output'),
  from: z.string().describe('whose file it was: great-expectations, tfdv, …'),
  objects: z.array(z.string()).describe('the objects of the contract'),
  carried: z.int().nonnegative().describe('how many items of the file the contract says'),
  notCarried: z
    .array(z.object({ what: z.string(), reason: z.string(), fix: z.string().optional() }))
    .describe('items of the file that the contract does not say, whole or in part'),
  notes: z.array(z.string()).describe('where the contract means something else in small'),
});
export type ImportContractResult = z.infer<typeof importContractResultSchema>;
