/** `targets:`, `monitor:` and `notify:` of `assay.yaml`. */
import { z } from 'zod';
import { s3TargetSchema } from './registry.js';
import { requireSignatureSchema } from './signing.js';
import { duration, path } from './words.js';

export const targetSchema = z.strictObject({
  folder: z
    .union([path, s3TargetSchema])
    .describe(
      'where models are laid out for a server: a folder, s3://bucket/prefix, or an object with the address and its settings',
    ),
  layout: z.enum(['triton', 'plain']).default('triton'),
  server: z
    .url()
    .optional()
    .describe('base address of the server that reads the folder; asked after each deployment'),
  after: z.string().optional().describe('target that must be serving the same version first'),
  approvals: z
    .int()
    .nonnegative()
    .default(1)
    .describe('how many people must approve; 0: policy approves verdict pass'),
  approvers: z
    .array(z.string())
    .optional()
    .describe('only these; absent: anyone but author, actor and starter'),
  allow_self_approval: z.boolean().default(false).describe('for teams of one; shown in every report'),
  approval_expires: duration.default('7d'),
  require_signature: requireSignatureSchema
    .optional()
    .describe('asked besides the `require_signature` of the whole file'),
});

const action = z.enum(['alert', 'retrain']);
export const monitorSchema = z.strictObject({
  dataset: z.string(),
  on: z
    .strictObject({
      drift: z.union([action, z.array(action)]).optional(),
      performance: z.union([action, z.array(action)]).optional(),
    })
    .default({ drift: 'alert', performance: 'alert' }),
  target: z.string().default('production').describe('whose live version is watched'),
  cooldown: duration.default('24h').describe('between two retrainings'),
});

export const notifySchema = z.union([
  z.strictObject({ slack: z.string().describe('address of an incoming webhook, as ${VARIABLE}') }),
  z.strictObject({ webhook: z.string().describe('address that receives the alert as JSON, as ${VARIABLE}') }),
  z.strictObject({
    github_issue: z
      .literal(true)
      .describe('one issue for each kind of alert, written anew by each, closed once it is well again'),
  }),
]);

export const mirrorSchema = z.strictObject({
  mlflow: z
    .strictObject({
      url: z.url().optional().describe('address of the MLflow server; absent: MLFLOW_TRACKING_URI'),
      token: z
        .string()
        .optional()
        .describe('as ${VARIABLE}; absent: MLFLOW_TRACKING_TOKEN, or USERNAME and PASSWORD'),
      model: z.string().min(1).optional().describe('name of the model there; absent: that of this file'),
    })
    .optional(),
});

export type MirrorConfig = z.infer<typeof mirrorSchema>;
export type TargetConfig = z.infer<typeof targetSchema>;
export type MonitorConfig = z.infer<typeof monitorSchema>;
export type NotifyConfig = z.infer<typeof notifySchema>;
