/** The stored form of a profile. Counts are exact; equal data gives equal bytes. */
import { z } from 'zod';
import { messageOf, usageError } from '../../base/index.js';

export const PROFILE_FORMAT = 1;

const count = z.int().nonnegative();

export const numericProfileSchema = z.object({
  nan: count,
  positiveInfinity: count,
  negativeInfinity: count,
  finite: count.describe('finite values, of which all that follows speaks'),
  mean: z.number().nullable().describe('to 12 significant digits; null without values'),
  m2: z.number().nullable().describe('sum of squared deviations from the mean, to 12 significant digits'),
  min: z.number().nullable(),
  edges: z
    .array(z.number())
    .describe('upper ends of the bins, each included, strictly rising; the last is the maximum'),
  counts: z.array(count).describe('values in each bin; the first begins at min'),
});

export const categoricalProfileSchema = z.object({
  distinct: count,
  top: z.array(z.object({ value: z.string(), count })).describe('most frequent first, then by value'),
  other: count.describe('values that are not among them'),
});

export const columnProfileSchema = z.object({
  name: z.string(),
  type: z.string().describe("DuckDB's type"),
  kind: z.enum(['numeric', 'categorical', 'temporal', 'other']),
  nulls: count,
  numeric: numericProfileSchema.optional(),
  categorical: categoricalProfileSchema.optional(),
  temporal: z.object({ min: z.string().nullable(), max: z.string().nullable() }).optional(),
});
export type ColumnProfile = z.infer<typeof columnProfileSchema>;

export const profileSchema = z
  .object({
    kind: z.literal('assay-profile'),
    format: z.literal(PROFILE_FORMAT),
    dataset: z.string(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('digest of the dataset'),
    rows: count,
    bins: z.int().positive().describe('quantile bins that were asked for'),
    categories: z.int().positive().describe('categories that were kept at most'),
    columns: z.array(columnProfileSchema),
  })
  .superRefine((profile, context) => {
    for (const [index, column] of profile.columns.entries()) {
      const { numeric } = column;
      if (numeric === undefined) continue;
      const rising = numeric.edges.every((edge, at) => at === 0 || edge > (numeric.edges[at - 1] ?? 0));
      if (!rising || numeric.edges.length !== numeric.counts.length) {
        context.addIssue({
          code: 'custom',
          path: ['columns', index, 'numeric'],
          message: 'edges and counts do not fit',
        });
      }
    }
  });
export type Profile = z.infer<typeof profileSchema>;

export function profileText(profile: Profile): string {
  return `${JSON.stringify(profile, null, 1)}\n`;
}

/** Checks a stored profile. Throws a usage error that names `file` and everything wrong in it. */
export function parseProfile(text: string, file: string): Profile {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw usageError(
      {
        where: { file },
        message: `is not JSON: ${messageOf(error)}`,
        expected: 'a profile that `assay profile` wrote',
      },
      error,
    );
  }
  const parsed = profileSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw usageError(
    parsed.error.issues.slice(0, 20).map((issue) => ({
      where: { file, key: z.core.toDotPath(issue.path) },
      message: issue.message,
      expected: `a profile of format ${PROFILE_FORMAT} that \`assay profile\` wrote`,
    })),
  );
}
