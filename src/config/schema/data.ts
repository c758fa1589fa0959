/** `datasets:` of `assay.yaml`: paths, contracts, drift, leakage, and what is asked of files. */
import { z } from 'zod';
import { CATEGORICAL_DRIFT_METHODS, NUMERIC_DRIFT_METHODS } from '../../results/index.js';
import { path, severity, share, size } from './words.js';

const numericMethod = z.enum(NUMERIC_DRIFT_METHODS);
const categoricalMethod = z.enum(CATEGORICAL_DRIFT_METHODS);
const threshold = z.number().positive();
const period = '(h|d|w|mo|y)';
export const driftSchema = z.strictObject({
  reference: z
    .string()
    .min(1)
    .describe(
      'what to compare with: a dataset, the path of a profile, or registry:ALIAS or registry:VERSION, with #DATASET for another profile than that of train',
    ),
  columns: z
    .union([
      z.array(z.string()),
      z.record(
        z.string(),
        z.strictObject({
          method: z
            .enum([...NUMERIC_DRIFT_METHODS, 'none'])
            .optional()
            .describe('none: the column is not compared'),
          threshold: threshold.optional(),
          severity: severity.optional(),
        }),
      ),
    ])
    .optional()
    .describe('a list: only these columns; settings by column: those of these columns, and all are compared'),
  method: z
    .union([
      numericMethod,
      z.strictObject({ numeric: numericMethod.optional(), categorical: categoricalMethod.optional() }),
    ])
    .optional()
    .describe('for all columns that it fits; absent: psi'),
  threshold: threshold
    .optional()
    .describe('effects at or below it do not matter; absent: 0.1, for missing_share 0.05'),
  severity: severity.optional().describe('absent: warn'),
  bins: z
    .int()
    .min(2)
    .max(50)
    .optional()
    .describe('bins of numeric columns in methods of shares; absent: 10'),
  prediction: z
    .string()
    .optional()
    .describe("column with the model's score; its drift is named so in results"),
  domain: z
    .union([z.boolean(), z.strictObject({ threshold: threshold.optional() })])
    .optional()
    .describe(
      'true: a classifier over all columns tries to tell both datasets apart; the reference must be a dataset',
    ),
  window: z
    .strictObject({
      column: z.string().describe('column with a date or time'),
      current: z
        .string()
        .regex(
          new RegExp(`^(all|last [1-9]\\d{0,3}${period}|this (day|week|month|year))$`),
          'all, last 7d, this month',
        )
        .default('all')
        .describe(
          'last 7d (also h, w, mo, y), this month (also day, week, year), or all; counted from the newest row',
        ),
      reference: z
        .string()
        .regex(
          new RegExp(
            `^(all|previous( [1-9]\\d{0,3}${period})?|same period last (week|month|year)|same month last year|\\d{4}-\\d{2}-\\d{2}\\.\\.\\d{4}-\\d{2}-\\d{2})$`,
          ),
          'all, previous, previous 28d, same period last year, same month last year, or 2025-12-01..2026-01-01',
        )
        .default('all')
        .describe(
          'previous (as long, just before), previous 28d, same period last week (month, year), same month last year, FROM..TO (TO is not in it), or all',
        ),
    })
    .optional()
    .describe('compares periods: the reference must be a dataset, and may be this one'),
});

/** The checks of datasets of files. */
const fileCheck = z.enum([
  'empty',
  'broken',
  'media',
  'name',
  'size',
  'dimensions',
  'duplicate',
  'label',
  'conflict',
  'balance',
  'count',
]);
export type FileCheck = z.infer<typeof fileCheck>;

export const filesSchema = z.strictObject({
  media: z
    .array(z.string().regex(/^[a-z]+\/(\*|[\w.+-]+)$/, 'a media type: image/png, or image/* for all images'))
    .min(1)
    .optional()
    .describe('allowed media types, told by content and not by name'),
  labels: z.literal('folder').optional().describe('the first folder below `path` is the label'),
  classes: z.array(z.string()).min(1).optional().describe('the labels that must be there, and no others'),
  min_per_class: z.int().positive().optional(),
  max_imbalance: z
    .number()
    .min(1)
    .optional()
    .describe('files of the largest class over those of the smallest'),
  min_files: z.int().positive().optional(),
  max_files: z.int().positive().optional(),
  min_size: size.optional().describe('of each file'),
  max_size: size.optional().describe('of each file'),
  min_width: z.int().positive().optional().describe('pixels'),
  min_height: z.int().positive().optional().describe('pixels'),
  max_width: z.int().positive().optional().describe('pixels'),
  max_height: z.int().positive().optional().describe('pixels'),
  allowed: z.partialRecord(fileCheck, share).optional().describe('check → share of files that may break it'),
  severity: z.partialRecord(fileCheck, severity).optional().describe('check → severity'),
});

export type FilesConfig = z.infer<typeof filesSchema>;

export const datasetSchema = z.strictObject({
  path: path.describe(
    'a file or a glob, relative to this file, or an s3:// address of either; of kind files also a folder',
  ),
  kind: z.enum(['table', 'files']).default('table').describe('files: images, sounds, documents in folders'),
  files: filesSchema.optional().describe('what is asked of a dataset of kind files'),
  contract: path.optional().describe('an ODCS contract; file#object names one object of several'),
  id: z.string().optional().describe('column that identifies a row'),
  environment: z
    .string()
    .min(1)
    .optional()
    .describe(
      'where the data is used, such as training or serving: columns with assay.environments in the contract are asked of these only',
    ),
  failed_rows: path
    .optional()
    .describe('file that all rows which break a check are written to: .parquet, .csv or .jsonl'),
  drift: driftSchema.optional(),
  leakage: z
    .strictObject({
      against: z.string().describe('name of the dataset that must share no row or id with this one'),
      label: z
        .string()
        .optional()
        .describe(
          'column with the label: constant, new or conflicting labels, their ratio, features that predict it',
        ),
      group: z
        .union([z.string(), z.array(z.string()).min(1)])
        .optional()
        .describe('columns such as a user, whose values must lie on one side only'),
      time: z
        .string()
        .optional()
        .describe('column whose times must all be later than those of the other dataset'),
      categories: z
        .array(z.string())
        .min(1)
        .optional()
        .describe('columns whose values must all come in the other dataset too'),
      features: z
        .array(z.string())
        .min(1)
        .optional()
        .describe('columns that a model learns from; absent: all but label, id and group'),
      max_predictive: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe('how well one feature alone may predict the label; absent: 0.95'),
      max_label_shift: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe('by how much the share of a label may differ; absent: 0.1'),
      size_ratio: z
        .tuple([z.number().nonnegative(), z.number().positive()])
        .refine(([low, high]) => low <= high, 'the smaller number comes first')
        .optional()
        .describe('rows of this dataset divided by those of the other: least and most'),
      severity: severity
        .optional()
        .describe('of what may be chance: categories, ratios, predictive features, conflicts; absent: warn'),
    })
    .optional(),
});

export type DriftConfig = z.infer<typeof driftSchema>;
export type DatasetConfig = z.infer<typeof datasetSchema>;
