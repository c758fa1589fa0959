/** The stored form of a profile. Counts are exact; equal data gives equal bytes. */
import { z } from 'zod';
import { messageOf, usageError } from '../../base/index.js';

export const PROFILE_FORMAT = 2;

const count = z.int().nonnegative();
const hex = z.string().regex(/^[0-9a-f]{64}$/);

export const numericProfileSchema = z.object({
  nan: count,
  positiveInfinity: count,
  negativeInfinity: count,
  finite: count.describe('finite values, of which all that follows speaks'),
  mean: z.number().nullable().describe('to 12 significant digits; null without values or beyond ±1e150'),
  m2: z.number().nullable().describe('sum of squared deviations from the mean, to 12 significant digits'),
  min: z.number().nullable(),
  max: z.number().nullable(),
  low: z.number().nullable().describe('lower end of the first bin, included; null where there are no bins'),
  edges: z.array(z.number()).describe('upper ends of the bins, each included, strictly rising'),
  below: count.describe('values below `low`'),
  counts: z.array(count).describe('values in each bin'),
  above: count.describe('values above the last edge'),
});
export type NumericProfile = z.infer<typeof numericProfileSchema>;

export const categoricalProfileSchema = z.object({
  distinct: count,
  distinctError: z
    .number()
    .positive()
    .optional()
    .describe('relative standard error of `distinct`, where it is an estimate from shards'),
  top: z
    .array(z.object({ value: z.string(), count }))
    .describe('values that are counted by themselves: most frequent first, then by value'),
  other: count.describe('rows whose value is not among them'),
  leftOut: count
    .optional()
    .describe(
      'after a merge that could not tell the most frequent values: a value of `other` comes at most this often',
    ),
  frozen: z
    .array(z.string())
    .optional()
    .describe('of a shard: values that are counted however rare they are'),
  sketch: z.string().optional().describe('of a shard with more values than are kept: HyperLogLog, base64'),
});
export type CategoricalProfile = z.infer<typeof categoricalProfileSchema>;

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

export const shardSchema = z
  .object({
    index: z.int().positive(),
    of: z.int().positive(),
    files: z.array(z.object({ path: z.string(), size: count, sha256: hex })).describe('what this shard read'),
  })
  .describe('a part of a dataset: no reference before it is merged');

export const profileSchema = z
  .object({
    kind: z.literal('assay-profile'),
    format: z.literal(PROFILE_FORMAT),
    dataset: z.string(),
    sha256: hex.describe('digest of the dataset; of a shard, of the files that it read'),
    rows: count,
    bins: z.int().positive().describe('quantile bins that were asked for'),
    categories: z.int().positive().describe('categories that are kept at most, beside those of frozen bins'),
    shard: shardSchema.optional(),
    columns: z.array(columnProfileSchema),
  })
  .superRefine((profile, context) => {
    for (const [index, { numeric }] of profile.columns.entries()) {
      if (numeric === undefined) continue;
      const rising = numeric.edges.every((edge, at) => at === 0 || edge > (numeric.edges[at - 1] ?? 0));
      const fits =
        numeric.edges.length === numeric.counts.length &&
        (numeric.low !== null || numeric.edges.length === 0);
      const sum = numeric.counts.reduce((total, bin) => total + bin, numeric.below + numeric.above);
      if (rising && fits && sum === numeric.finite) continue;
      context.addIssue({
        code: 'custom',
        path: ['columns', index, 'numeric'],
        message: rising && fits ? 'the counts do not add up' : 'edges and counts do not fit',
      });
    }
  });
export type Profile = z.infer<typeof profileSchema>;

export function profileText(profile: Profile): string {
  return `${JSON.stringify(profile, null, 1)}\n`;
}

/**
 * Checks a stored profile; one of format 1 becomes one of today's. Throws a usage error that names `file` and
 * everything wrong in it.
 */
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
  const parsed = profileSchema.safeParse(upgraded(data));
  if (parsed.success) return parsed.data;
  const newer = isRecord(data) && typeof data['format'] === 'number' && data['format'] > PROFILE_FORMAT;
  throw usageError(
    parsed.error.issues.slice(0, 20).map((issue) => ({
      where: { file, key: z.core.toDotPath(issue.path) },
      message: issue.message,
      expected: `a profile of format ${PROFILE_FORMAT} that \`assay profile\` wrote`,
      fix: newer
        ? 'a newer Assay wrote it: take that version, or write the profile again with this one'
        : 'write it again: assay profile --data FILE --output FILE',
    })),
  );
}

/** The same, for a profile that later data is compared with: a shard is only a part of its dataset. */
export function parseReference(text: string, file: string): Profile {
  const profile = parseProfile(text, file);
  if (profile.shard === undefined) return profile;
  const { index, of } = profile.shard;
  throw usageError({
    where: { file },
    message: `is shard ${index} of ${of}, and a part is no reference`,
    fix: `merge all ${of} first: assay profile --merge FILE --merge FILE --output FILE`,
  });
}

/** Format 1 had no frozen bins: its first bin began at the minimum, and its last edge was the maximum. */
function upgraded(data: unknown): unknown {
  if (!isRecord(data) || data['format'] !== 1 || !Array.isArray(data['columns'])) return data;
  const columns = data['columns'].map((column: unknown) => {
    const numeric = isRecord(column) ? column['numeric'] : undefined;
    if (!isRecord(column) || !isRecord(numeric)) return column;
    const edges = Array.isArray(numeric['edges']) ? numeric['edges'] : [];
    const low = numeric['min'] ?? null;
    return {
      ...column,
      numeric: { ...numeric, max: edges.at(-1) ?? null, low, below: 0, above: 0 },
    };
  });
  return { ...data, format: PROFILE_FORMAT, columns };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
