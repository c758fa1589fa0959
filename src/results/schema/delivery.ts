/** The results of register, approve, reject, deploy, rollback, promote and monitor. */
import { z } from 'zod';
import { base, datasetSummarySchema } from './common.js';
import { driftSchema } from './data.js';
import { ruleResultSchema } from './gate.js';

const versionRef = {
  model: z.string(),
  version: z.int().positive(),
  digest: z.string().describe('sha256:<hex> of the manifest'),
};

export const registerResultSchema = z.object({
  ...base,
  command: z.literal('register'),
  model: versionRef.model,
  version: versionRef.version
    .nullable()
    .describe('null where the evidence forbids a version: nothing was registered'),
  digest: versionRef.digest.nullable(),
  created: z.boolean().describe('false where the same manifest was registered before, or nothing was'),
});
export type RegisterResult = z.infer<typeof registerResultSchema>;

export const decisionResultSchema = z.object({
  ...base,
  command: z.enum(['approve', 'reject']),
  ...versionRef,
  target: z.string(),
  actor: z.string(),
  expires: z.iso.datetime().nullable(),
});
export type DecisionResult = z.infer<typeof decisionResultSchema>;

export const deployResultSchema = z.object({
  ...base,
  command: z.enum(['deploy', 'rollback', 'promote']),
  ...versionRef,
  target: z.string(),
  previous: z.object({ version: z.int().positive(), digest: z.string() }).nullable(),
  breakGlass: z.string().optional().describe('the reason for which missing approvals were passed over'),
  readBack: z.array(z.object({ check: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type DeployResult = z.infer<typeof deployResultSchema>;

export const monitorResultSchema = z.object({
  ...base,
  command: z.literal('monitor'),
  ...versionRef,
  dataset: datasetSummarySchema.nullable(),
  drift: z.array(driftSchema),
  rules: z.array(ruleResultSchema),
  alerts: z.array(z.object({ key: z.string(), channel: z.string(), sent: z.boolean(), detail: z.string() })),
  retrain: z.object({ wanted: z.boolean(), reasons: z.array(z.string()), blockedBy: z.string().nullable() }),
});
export type MonitorResult = z.infer<typeof monitorResultSchema>;
